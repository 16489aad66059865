import type { Channel } from '../contact/choices.ts'
import type { Standing } from '../contact/notice-plan.ts'
import { daysBetween } from '../policy/calendar.ts'
import { openField, token } from './field.ts'
import type { KeyRing } from './key-ring.ts'
import { openLink, type SealedLink } from './link.ts'
import type { LinkKeys } from './link-keys.ts'

/*
 * Facts about patrons for whoever plans whom to turn to, and opens nothing: whose a link is, by their random id, and
 * what it comes to. Never an item, a title, a day, an address or a number.
 */

type Sum = { oldestDue?: string; waits?: true; owedCents?: number }

/**
 * How patrons stand, summed up from their links as these are read. It holds those of whom something is overdue, waits
 * or is owed, a few bytes each, and no other.
 */
export class Standings {
  readonly #on: string
  readonly #sums = new Map<string, Sum>()

  /** @param on the day from which overdue weeks are counted, `YYYY-MM-DD` */
  constructor(on: string) {
    this.#on = on
  }

  /** @throws KeysRefused where the link does not open */
  addLoan(keys: LinkKeys, row: SealedLink): void {
    const { patron, state, dueOn } = openLink(keys, 'loan', row)
    if (state === 'lost' || this.#weeksAfter(dueOn) === 0) return
    const sum = this.#of(patron)
    if (sum.oldestDue === undefined || dueOn < sum.oldestDue) sum.oldestDue = dueOn
  }

  /** @throws KeysRefused where the link does not open */
  addHold(keys: LinkKeys, row: SealedLink): void {
    const { patron, state } = openLink(keys, 'hold', row)
    if (state === 'waiting') this.#of(patron).waits = true
  }

  /** @throws KeysRefused where the link does not open */
  addCharge(keys: LinkKeys, row: SealedLink): void {
    const { patron, amountCents } = openLink(keys, 'charge', row)
    const sum = this.#of(patron)
    sum.owedCents = (sum.owedCents ?? 0) + amountCents
  }

  /** Undefined where nothing is overdue for a week, waits or is owed. */
  of(patron: string): Standing | undefined {
    const sum = this.#sums.get(patron)
    if (sum === undefined) return undefined
    const { oldestDue, waits = false, owedCents = 0 } = sum
    return { weeksLate: oldestDue === undefined ? 0 : this.#weeksAfter(oldestDue), waits, owedCents }
  }

  patrons(): string[] {
    return [...this.#sums.keys()]
  }

  #of(patron: string): Sum {
    const known = this.#sums.get(patron)
    if (known !== undefined) return known
    const sum: Sum = {}
    this.#sums.set(patron, sum)
    return sum
  }

  #weeksAfter(dueOn: string): number {
    return Math.max(0, Math.floor(daysBetween(dueOn, this.#on) / 7))
  }
}

/** What of a patron says how they can be turned to. */
export type Reachable = {
  readonly id: string
  readonly contact: Buffer | null
  readonly choices: Buffer | null
}

/** Kept of an address or a number that does not take what it is sent: its keyed token. */
export function badAddressToken(ring: KeyRing, address: string): Buffer {
  return token(ring, 'bad address', address.trim().toLowerCase())
}

/** Whether an address or a number is a patron's, as far as what is on file of them opens. */
export function isTheirs(ring: KeyRing, patron: Reachable, address: string): boolean {
  const asked = badAddressToken(ring, address)
  return addressTokens(ring, [patron]).some((token) => token.equals(asked))
}

/** The tokens of the addresses and numbers of patrons, to look up which of them are bad. */
export function addressTokens(ring: KeyRing, patrons: readonly Reachable[]): Buffer[] {
  return patrons.flatMap((patron) => {
    const { emails, phones } = contactOf(ring, patron)
    return [...emails, ...phones].map((address) => badAddressToken(ring, address))
  })
}

/**
 * In which ways a patron can be turned to: what is on file, works, and is not refused.
 * @param isBad by the token of an address in hex
 * @param byGuardian a letter may go to a guardian, who has an address of their own
 * @throws KeysRefused where what is sealed of them does not open
 */
export function openWays(
  ring: KeyRing,
  patron: Reachable,
  {
    isBad,
    mayRefuse,
    byGuardian,
  }: { isBad(address: string): boolean; readonly mayRefuse: boolean; readonly byGuardian: boolean },
): Channel[] {
  const { addresses, phones, emails } = contactOf(ring, patron)
  const works = (address: string) => !isBad(badAddressToken(ring, address).toString('hex'))
  const ways: Readonly<Record<Channel, boolean>> = {
    'e-mail': emails.some(works),
    text: phones.some(works),
    letter: addresses.length > 0 || byGuardian,
    phone: phones.length > 0,
  }
  const refused: readonly Channel[] = mayRefuse ? (choicesOf(ring, patron).refuses ?? []) : []
  return (Object.keys(ways) as Channel[]).filter((way) => ways[way] && !refused.includes(way))
}

/** Whether a patron's card runs out within the days. @throws KeysRefused */
export function runsOut(
  ring: KeyRing,
  patron: { readonly id: string; readonly standing: Buffer | null },
  { from, until }: { readonly from: string; readonly until: string },
): boolean {
  if (patron.standing === null) return false
  const { expiresOn } = openField(ring, 'patron.standing', patron.id, patron.standing) as {
    readonly expiresOn?: string
  }
  return expiresOn !== undefined && expiresOn >= from && expiresOn < until
}

function contactOf(ring: KeyRing, { id, contact }: Reachable) {
  const none = { addresses: [], phones: [], emails: [] }
  if (contact === null) return none
  return openField(ring, 'patron.contact', id, contact) as {
    readonly addresses: readonly (readonly string[])[]
    readonly phones: readonly string[]
    readonly emails: readonly string[]
  }
}

function choicesOf(ring: KeyRing, { id, choices }: Reachable): { readonly refuses?: readonly Channel[] } {
  return choices === null ? {} : (openField(ring, 'patron.choices', id, choices) as { refuses?: Channel[] })
}
