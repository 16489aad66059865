import { createHmac, hkdfSync } from 'node:crypto'
import { minutesBefore } from '../platform/clock.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import { entryInstant, entryMonth } from '../register/log/index.ts'
import { addAccessAlarm, addRecordAccess, type RecordAccess, recordAccessesOf } from './access-rate-store.ts'
import { type GateActor, logIdentity, type StaffActor } from './actor.ts'
import { normalizeCardNumber } from './card-number.ts'
import type { PatronKey } from './patron-lookup.ts'
import type { GateParts, GateRequest } from './request.ts'

/** After giving the passphrase again, an account may read a quarter more than the policy's limit. */
const afterPassphrase = 1.25
const quietMinutes = 60
const near = 5
/** This many neighbors are a sequence. A family's cards are often made on one day, so fewer are normal. */
export const mostNear = 4

/** The account opened more records than work at a counter takes. Nothing was opened. */
export class AccessSlowedError extends Error {
  /** When they can continue; undefined if giving the passphrase is enough. */
  readonly until: Date | undefined
  /** False in a sealed matter, of which no one is told. */
  readonly isReported: boolean

  constructor(until?: Date, isReported = true) {
    super('too many records were opened in a short time')
    this.until = until
    this.isReported = isReported
  }
}

/**
 * Counts whole records per account and stops an account past the policy's limit. INVARIANT: it keeps only keyed tokens, for
 * an hour.
 */
export class AccessRate {
  readonly #parts: GateParts

  constructor(parts: GateParts) {
    this.#parts = parts
  }

  /**
   * Runs in the transaction that opens the records, whose patrons are `found`. True if the account is past the limit.
   * @throws AccessSlowedError
   */
  async count(
    trx: Trx,
    { actor, kind, reads, guess }: Pick<GateRequest, 'actor' | 'kind' | 'reads' | 'guess'>,
    found: readonly string[],
  ): Promise<boolean> {
    if (!isStaff(actor)) return false
    if (reads !== undefined) return this.#countRecord(trx, actor, reads, found[0])
    const names = found.length === 0 && guess !== undefined ? [guess] : found
    return kind === 'search' && names.length > 0 && this.#countNames(trx, actor, names)
  }

  #countRecord(
    trx: Trx,
    actor: StaffActor,
    reads: PatronKey,
    patronId: string | undefined,
  ): Promise<boolean> {
    const rule = this.#parts.pack.manifest.reading
    const plain = patronId === undefined ? rule['unknown-weight'] : 1
    return this.#add(trx, actor, {
      account: actor.accountId,
      most: rule.records,
      mostNear,
      ...this.#tokens(actor, reads, patronId),
      plain,
      heavy: Math.max(rule['sequential-weight'], plain),
    })
  }

  /** Why separate from records: a search that lists twenty is one view of a screen, but a script would take whole lists. */
  #countNames(trx: Trx, actor: StaffActor, found: readonly string[]): Promise<boolean> {
    return this.#add(trx, actor, {
      account: `${actor.accountId} names`,
      most: this.#parts.pack.manifest.reading.names,
      record: this.#token('names', actor.accountId, ...found),
      number: null,
      stem: null,
      near: [],
      mostNear,
      plain: found.length,
      heavy: found.length,
    })
  }

  async #add(
    trx: Trx,
    { proved }: StaffActor,
    { most, ...one }: Omit<RecordAccess, 'at' | 'since'> & { readonly most: number },
  ): Promise<boolean> {
    const { clock, pack } = this.#parts
    const at = clock.now()
    const already = await addRecordAccess(trx, {
      ...one,
      at,
      since: minutesBefore(at, pack.manifest.reading.minutes),
    })
    // Why an open record still opens: the customer is standing there.
    if (already === null || already < most) return false
    if (already >= most * afterPassphrase)
      throw new AccessSlowedError(await this.#until(trx, { account: one.account, most, already }))
    if (!proved) throw new AccessSlowedError()
    return true
  }

  async alarm(actor: GateActor): Promise<void> {
    if (!isStaff(actor)) return
    const { app, ring, clock, pack } = this.#parts
    const now = clock.now()
    await inContext(app, { actor: actor.accountId, place: actor.place }, async (trx) => {
      const quietSince = minutesBefore(now, quietMinutes)
      if (!(await addAccessAlarm(trx, { account: actor.accountId, at: now, quietSince }))) return
      await recordEntry(
        trx,
        { ring, now },
        { kind: 'reading-slowed', ...logIdentity(actor), pack: pack.hash },
      )
    })
  }

  async #until(
    trx: Trx,
    { account, most, already }: { readonly account: string; readonly most: number; readonly already: number },
  ): Promise<Date> {
    const { clock, pack } = this.#parts
    const { minutes } = pack.manifest.reading
    const now = clock.now()
    const read = await recordAccessesOf(trx, { account, since: minutesBefore(now, minutes), now })
    let left = already
    const last = read.find(({ weight }) => {
      left -= weight
      return left < most
    })
    return minutesBefore(last?.at ?? now, -minutes)
  }

  #tokens({ accountId }: StaffActor, reads: PatronKey, patronId: string | undefined) {
    const number = 'card' in reads ? normalizeCardNumber(reads.card) : undefined
    const [first, what] = patronId === undefined ? ['unknown', number ?? ''] : ['record', patronId]
    const stem = stemOf(number)
    return {
      record: this.#token(first, accountId, what),
      number: number === undefined ? null : this.#token('number', number),
      stem: stem === undefined ? null : this.#token('stem', stem),
      near: [
        ...neighborsOf(number).map((one) => this.#token('number', one)),
        ...neighborsOf(stem).map((one) => this.#token('stem', one)),
      ],
    }
  }

  #token(...said: string[]): Buffer {
    const { ring, clock } = this.#parts
    const key = keyOf(ring.registerMonthKey(entryMonth(entryInstant(clock.now()))))
    return createHmac('sha256', key).update(JSON.stringify(said)).digest().subarray(0, 16)
  }
}

const isStaff = (actor: GateActor): actor is StaffActor => 'accountId' in actor

export function neighborsOf(number: string | undefined): string[] {
  if (number === undefined || !/^\d{3,20}$/.test(number)) return []
  const steps = Array.from({ length: 2 * near + 1 }, (_, at) => at - near).filter((step) => step !== 0)
  return steps
    .map((step) => BigInt(number) + BigInt(step))
    .filter((one) => one >= 0n)
    .map((one) => one.toString().padStart(number.length, '0'))
}

/** Without its check digit. */
export const stemOf = (number: string | undefined): string | undefined =>
  number !== undefined && hasCheckDigit(number) ? number.slice(0, -1) : undefined

/** Whether the last digit is a Luhn check digit, as on most library cards; consecutive numbers then differ in it too. */
function hasCheckDigit(number: string): boolean {
  if (!/^\d{6,20}$/.test(number)) return false
  const sum = [...number].reverse().reduce((all, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) : Number(digit) * 2
    return all + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const derived = new WeakMap<Buffer, Buffer>()

function keyOf(monthKey: Buffer): Buffer {
  const key = derived.get(monthKey) ?? Buffer.from(hkdfSync('sha256', monthKey, '', 'carrel/reading/1', 32))
  derived.set(monthKey, key)
  return key
}
