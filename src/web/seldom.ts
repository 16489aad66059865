import type { Logger } from 'pino'

const minuteMs = 60_000
/** This many different lines a minute; the rest become one line with their number. */
const mostLines = 20

type Line = Readonly<Record<string, string | number>>

/**
 * Lines of the log that strangers can cause as often as they like, so that they fill no disk: each different one at most once a
 * minute, the first at once. How many more came is logged with the first line of a later minute. Why by the library's clock and
 * without a timer: when a line is written then depends only on what was asked, and not on how long the answers took.
 */
export class SeldomLog {
  readonly #log: Logger
  readonly #said: string
  readonly #now: () => Date
  readonly #noted = new Map<string, { readonly line: Line; times: number }>()
  #others = 0
  #minute = Number.NaN

  /** @param said what the lines say, besides what is in them */
  constructor(log: Logger, said: string, now: () => Date) {
    this.#log = log
    this.#said = said
    this.#now = now
  }

  note(line: Line): void {
    const minute = Math.floor(this.#now().getTime() / minuteMs)
    if (minute !== this.#minute) this.#begin(minute)
    const key = JSON.stringify(line)
    const known = this.#noted.get(key)
    if (known !== undefined) known.times += 1
    else if (this.#noted.size >= mostLines) this.#others += 1
    else {
      this.#noted.set(key, { line, times: 0 })
      this.#log.warn(line, this.#said)
    }
  }

  #begin(minute: number): void {
    const again = [...this.#noted.values()].filter(({ times }) => times > 0)
    const others = this.#others
    this.#minute = minute
    this.#others = 0
    this.#noted.clear()
    const times = again.reduce((sum, one) => sum + one.times, others)
    if (times > 0) this.#log.warn({ times }, `${this.#said}, more of them before`)
  }
}
