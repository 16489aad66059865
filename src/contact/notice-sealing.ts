import { randomUUID } from 'node:crypto'
import { type ContactChannel, openLink, type PatronReach, reachedAt, type SealedLink } from '../gate/index.ts'
import { boxBytes, closeBox, token } from '../platform/crypto/field.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type LinkKeys, type LinkOpener, linkToken } from '../platform/crypto/link-keys.ts'
import type { Opener } from '../platform/crypto/opener.ts'
import type { Schema } from '../platform/db/schema.ts'
import { daysBetween } from '../policy/index.ts'
import type { AccountStatus, Notice } from './notice.ts'

/*
 * Facts for planning notices: a patron's random id, and sums over their links. Never an item, title, date or address.
 */

type StatusSum = { oldestDue?: string; waits?: true; owedCents?: number }

/** Sums over links as they are read, only for patrons with something overdue, ready or owed. */
export class AccountStatuses {
  readonly #on: string
  readonly #sums = new Map<string, StatusSum>()

  constructor(on: string) {
    this.#on = on
  }

  addLoan(keys: LinkOpener<'loan'>, row: SealedLink): void {
    const { patron, state, dueOn } = openLink(keys, 'loan', row)
    if (state === 'lost' || this.#weeksAfter(dueOn) === 0) return
    const sum = this.#of(patron)
    if (sum.oldestDue === undefined || dueOn < sum.oldestDue) sum.oldestDue = dueOn
  }

  addHold(keys: LinkOpener<'hold'>, row: SealedLink): void {
    const { patron, state } = openLink(keys, 'hold', row)
    if (state === 'waiting') this.#of(patron).waits = true
  }

  /** @throws KeyError if the link does not open */
  addCharge(keys: LinkOpener<'charge'>, row: SealedLink): void {
    const { patron, amountCents } = openLink(keys, 'charge', row)
    const sum = this.#of(patron)
    sum.owedCents = (sum.owedCents ?? 0) + amountCents
  }

  of(patron: string): AccountStatus | undefined {
    const sum = this.#sums.get(patron)
    if (sum === undefined) return undefined
    const { oldestDue, waits = false, owedCents = 0 } = sum
    return { weeksLate: oldestDue === undefined ? 0 : this.#weeksAfter(oldestDue), waits, owedCents }
  }

  patrons(): string[] {
    return [...this.#sums.keys()]
  }

  #of(patron: string): StatusSum {
    const known = this.#sums.get(patron)
    if (known !== undefined) return known
    const sum: StatusSum = {}
    this.#sums.set(patron, sum)
    return sum
  }

  #weeksAfter(dueOn: string): number {
    return Math.max(0, Math.floor(daysBetween(dueOn, this.#on) / 7))
  }
}

type Reachable = {
  readonly id: string
  readonly contact: Buffer | null
  readonly choices: Buffer | null
  readonly reach: Buffer | null
}

type ContactOpener = Opener<'patron.contact'>

/** Bad addresses and numbers are kept as keyed tokens. */
export function badAddressToken(ring: KeyRing, address: string): Buffer {
  return token(ring, 'bad address', address.trim().toLowerCase())
}

export function isAddressOf(opener: ContactOpener, patron: Reachable, address: string): boolean {
  const asked = badAddressToken(opener.ring, address)
  return addressTokens(opener, [patron]).some((token) => token.equals(asked))
}

export function addressTokens(opener: ContactOpener, patrons: readonly Reachable[]): Buffer[] {
  return patrons.flatMap((patron) => {
    const { emails, phones } = contactOf(opener, patron)
    return [...emails, ...phones].map((address) => badAddressToken(opener.ring, address))
  })
}

/**
 * Channels that are on file, working and not refused.
 * @param isBad by the address token in hex
 * @param byGuardian a letter may go to a guardian at their own address
 * @throws KeyError
 */
export function openChannels(
  opener: Opener<'patron.contact' | 'patron.choices' | 'patron.reach'>,
  patron: Reachable,
  {
    isBad,
    mayRefuse,
    byGuardian,
  }: { isBad(address: string): boolean; readonly mayRefuse: boolean; readonly byGuardian: boolean },
): ContactChannel[] {
  const { addresses, phones, emails } = reachedAt(contactOf(opener, patron), reachOf(opener, patron))
  const works = (address: string) => !isBad(badAddressToken(opener.ring, address).toString('hex'))
  const ways: Readonly<Record<ContactChannel, boolean>> = {
    'e-mail': emails.some(works),
    text: phones.some(works),
    letter: addresses.length > 0 || byGuardian,
    phone: phones.length > 0,
  }
  const refused: readonly ContactChannel[] = mayRefuse ? (choicesOf(opener, patron).refuses ?? []) : []
  return (Object.keys(ways) as ContactChannel[]).filter((way) => ways[way] && !refused.includes(way))
}

export function cardExpiresWithin(
  opener: Opener<'patron.standing'>,
  patron: { readonly id: string; readonly standing: Buffer | null },
  { from, until }: { readonly from: string; readonly until: string },
): boolean {
  if (patron.standing === null) return false
  const { expiresOn } = opener.field('patron.standing', patron.id, patron.standing) as {
    readonly expiresOn?: string
  }
  return expiresOn !== undefined && expiresOn >= from && expiresOn < until
}

function contactOf(opener: ContactOpener, { id, contact }: Reachable) {
  const none = { addresses: [], phones: [], emails: [] }
  if (contact === null) return none
  return opener.field('patron.contact', id, contact) as {
    readonly addresses: readonly (readonly string[])[]
    readonly phones: readonly string[]
    readonly emails: readonly string[]
  }
}

function reachOf(opener: Opener<'patron.reach'>, { id, reach }: Reachable): PatronReach {
  return reach === null ? {} : (opener.field('patron.reach', id, reach) as PatronReach)
}

function choicesOf(
  opener: Opener<'patron.choices'>,
  { id, choices }: Reachable,
): { readonly refuses?: readonly ContactChannel[] } {
  return choices === null
    ? {}
    : (opener.field('patron.choices', id, choices) as { refuses?: ContactChannel[] })
}

/** A notice's sealed part and its tokens, under the link key of one night. */
export type NoticeRow = Pick<Schema['notice'], 'id' | 'night' | 'patron_index' | 'once_index' | 'sealed'>

export type NoticeProgress = Omit<Schema['notice'], keyof NoticeRow>

export type SealedNotice = Pick<NoticeRow, 'id' | 'night' | 'sealed'>

/** Every notice has one length. */
const plainBytes = 128
const what = 'notice'

export function sealNotice(keys: LinkKeys, notice: Notice): NoticeRow {
  const key = keys.newest
  const id = randomUUID()
  const sealed = closeBox(key, { what, row: id }, notice, plainBytes)
  if (sealed.length !== boxBytes(plainBytes)) throw new Error(`a notice takes ${sealed.length} bytes`)
  const patron_index = linkToken(key, 'notice patron', notice.patron)
  return { id, night: key.night, patron_index, once_index: linkToken(key, 'notice', onceOf(notice)), sealed }
}

/**
 * The patron's random id and the subject; the gate opens name and address.
 * @throws KeyError if the row was changed or its key is gone
 */
export function noticeOf(keys: LinkOpener<typeof what>, { id, night, sealed }: SealedNotice): Notice {
  return keys.open(what, { night, row: id, box: sealed }) as Notice
}

export function onceTokens(keys: LinkKeys, notice: Notice): Buffer[] {
  return keys.tokens('notice', onceOf(notice))
}

export function newestNoticeToken({ newest }: LinkKeys, patron: string): Buffer {
  return linkToken(newest, 'notice patron', patron)
}

function onceOf({ patron, kind, step }: Notice): string {
  return `${patron}\n${kind}\n${step}`
}

/** One unreadable row must not stop the others. */
export function undefinedIfUnreadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof KeyError) return undefined
    throw error
  }
}
