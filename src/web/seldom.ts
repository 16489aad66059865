import type { Logger } from 'pino'

const minuteMs = 60_000
/** So many different lines a minute; what is more is one line with their number. */
const mostLines = 20

type Line = Readonly<Record<string, string | number>>

/**
 * Lines of the log that strangers can bring about as often as they like, so that they fill no disk: each different one at most once
 * a minute, the first at once and what came after it with its number when the minute is over.
 */
export class SeldomLog {
  readonly #log: Logger
  readonly #said: string
  readonly #waiting = new Map<string, { readonly line: Line; times: number }>()
  #others = 0
  #minute: NodeJS.Timeout | undefined

  /** @param said what the lines say, besides what is in them */
  constructor(log: Logger, said: string) {
    this.#log = log
    this.#said = said
  }

  note(line: Line): void {
    this.#minute ??= setTimeout(() => this.#tell(), minuteMs).unref()
    const key = JSON.stringify(line)
    const known = this.#waiting.get(key)
    if (known !== undefined) known.times += 1
    else if (this.#waiting.size >= mostLines) this.#others += 1
    else {
      this.#waiting.set(key, { line, times: 0 })
      this.#log.warn(line, this.#said)
    }
  }

  #tell(): void {
    const again = [...this.#waiting.values()].filter(({ times }) => times > 0)
    const others = this.#others
    this.#minute = undefined
    this.#others = 0
    this.#waiting.clear()
    for (const { line, times } of again) this.#log.warn({ ...line, times }, `${this.#said}, again`)
    if (others > 0) this.#log.warn({ times: others }, `${this.#said}, others`)
  }
}
