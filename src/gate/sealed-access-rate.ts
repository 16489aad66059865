import { type Clock, minutesBefore } from '../platform/clock.ts'
import type { Pack } from '../policy/index.ts'
import { AccessSlowedError, mostNear, neighborsOf, stemOf } from './access-rate.ts'
import type { StaffActor } from './actor.ts'
import { normalizeCardNumber } from './card-number.ts'

type Typed = {
  readonly account: string
  readonly at: Date
  readonly number: string
  readonly stem: string | undefined
  readonly weight: number
}

/**
 * The limit on records, for cards that are typed in sealed matters. INVARIANT: in memory alone, and no one is told: a row, a
 * log entry or a mail would tell that one is worked. So it is counted apart from what the account opens elsewhere, and a
 * restart ends it.
 */
export class SealedAccessRate {
  readonly #parts: { readonly clock: Clock; readonly pack: Pack }
  #typed: readonly Typed[] = []

  constructor(parts: { readonly clock: Clock; readonly pack: Pack }) {
    this.#parts = parts
  }

  /** @throws AccessSlowedError past the limit; whether the card is on file makes no difference to the answer */
  count({ accountId: account }: StaffActor, card: string, isOnFile: boolean): void {
    const { clock, pack } = this.#parts
    const { minutes, records, ...weights } = pack.manifest.reading
    const at = clock.now()
    const since = minutesBefore(at, minutes)
    this.#typed = this.#typed.filter((one) => one.at > since && one.at <= at)
    const number = normalizeCardNumber(card)
    const own = this.#typed.filter((one) => one.account === account)
    if (own.some((one) => one.number === number)) return
    const stem = stemOf(number)
    const [near, nearStem] = [neighborsOf(number), neighborsOf(stem)]
    const isInRow = (one: Typed) => near.includes(one.number) || nearStem.includes(one.stem ?? '')
    const plain = isOnFile ? 1 : weights['unknown-weight']
    const inRow = new Set(this.#typed.filter(isInRow).map((one) => one.number))
    const weight = inRow.size >= mostNear ? Math.max(weights['sequential-weight'], plain) : plain
    let left = own.reduce((sum, one) => sum + one.weight, 0)
    if (left >= records) {
      const last = own.find((one) => {
        left -= one.weight
        return left < records
      })
      throw new AccessSlowedError(minutesBefore(last?.at ?? at, -minutes), false)
    }
    this.#typed = [...this.#typed, { account, at, number, stem, weight }]
  }
}
