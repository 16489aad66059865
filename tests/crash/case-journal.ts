import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { CaseEventName } from '../../src/cases/event.ts'

/** How often something was asked of a case, and how often it was acknowledged; a report that was not answered has no reference. */
export class CaseJournal {
  readonly #asked = new Map<string, number>()
  readonly #acknowledged = new Map<string, number>()
  readonly #references = new Set<string>()
  readonly #file: number
  /** Cases that were touched since they were read last. */
  readonly touched = new Set<string>()

  constructor(path: string) {
    this.#file = openSync(path, 'a', 0o600)
  }

  asked(reference: string, what: CaseEventName): void {
    this.#note(this.#asked, reference, what, 'asked')
  }

  acknowledged(reference: string, what: CaseEventName): void {
    this.#references.add(reference)
    this.#note(this.#acknowledged, reference, what, 'done')
  }

  timesAsked = (reference: string, what: CaseEventName): number =>
    this.#asked.get(`${reference} ${what}`) ?? 0
  timesAcknowledged = (reference: string, what: CaseEventName): number =>
    this.#acknowledged.get(`${reference} ${what}`) ?? 0

  /** The steps of a case that were acknowledged. */
  whatsOf = (reference: string): CaseEventName[] =>
    [...this.#acknowledged.keys()].flatMap((key) => {
      const [of, what] = key.split(' ')
      return of === reference ? [what as CaseEventName] : []
    })

  /** Every case whose report was acknowledged. */
  get references(): ReadonlySet<string> {
    return this.#references
  }

  #note(times: Map<string, number>, reference: string, what: CaseEventName, how: string): void {
    const key = `${reference} ${what}`
    times.set(key, (times.get(key) ?? 0) + 1)
    if (reference !== '') this.touched.add(reference)
    writeSync(this.#file, `${how} ${key}\n`)
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }
}
