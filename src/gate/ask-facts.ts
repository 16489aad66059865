import type { Ask, Pack } from '../policy/index.ts'
import { isNameOf } from './patron-name.ts'
import type { ChargeKind, Held, LoanStatus } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

type Liability = Ask['subject']['liabilities'][number]
type Check = Ask['recipient']['verified'][number]

/** Whether the patron has one of the four liabilities (Reg 3). The permit must cover the record of that name. */
export function hasLiability(liability: Liability, { loans, charges }: Held, permit: Permit): boolean {
  const anyLoan = (as: LoanStatus) => loans.some((loan) => loan.standing.open(permit).as === as)
  const anyCharge = (kind: ChargeKind) => charges.some((charge) => charge.standing.open(permit).kind === kind)
  switch (liability) {
    case 'overdue':
      return anyLoan('overdue')
    case 'lost':
      return anyLoan('lost') || anyCharge('lost')
    case 'damaged':
      return anyCharge('damaged')
    case 'charges':
      return charges.length > 0
  }
}

/** Whether a patron's card was of use until a day before this one (`YYYY-MM-DD`). The permit must cover who they are. */
export function isCardExpired({ standing }: Held, on: string, permit: Permit): boolean {
  const { expiresOn } = standing?.open(permit) ?? {}
  return expiresOn !== undefined && expiresOn < on
}

/** The ask without a check that staff claim to have made and nobody bore out. */
export function withoutCheck(ask: Ask, check: Check): Ask {
  const { recipient } = ask
  return { ...ask, recipient: { ...recipient, verified: recipient.verified.filter((one) => one !== check) } }
}

/** All that somebody can owe. */
export const liabilityKinds: readonly Liability[] = ['overdue', 'lost', 'damaged', 'charges']

export type SealedGuardians = Held['guarantors']

/** The guardians on file who have the name that was typed. The permit must cover who they are. */
export function guardiansWithName(typed: string, { guarantors }: Held, permit: Permit): SealedGuardians {
  return guarantors.filter(({ name }) => isNameOf(typed, name.open(permit)))
}

/** What the record says of whether they are a minor; nobody's claim adds to it. The permit must cover who they are. */
export function ageFacts({ born, ofAge }: Held, permit: Permit): Omit<Ask['subject'], 'liabilities'> {
  const day = born?.open(permit)
  const by = ofAge?.open(permit).by
  return {
    ...(day !== undefined && { born: day }),
    married: by === 'marriage',
    emancipated: by === 'emancipation',
  }
}

/**
 * The ask with the facts the library checks for itself in place of whatever the form said about them.
 * The record decides who is on file and who signed (Reg 3): a claim that it does not bear out falls away. So does a card
 * that was reported lost (Reg 2): whoever has it may be anybody; one that has expired, until it is renewed at the counter; and
 * one that is none of theirs. So does a number that was dialed and is on file for others too: anyone of them may have answered.
 *
 * `named`: the guardians of the name that was typed. Another guardian's signature is not theirs; and of two of one name
 * nobody can tell who is here, so both must have signed.
 */
export function withRecordFacts(ask: Ask, held: Held, permit: Permit, named: SealedGuardians): Ask {
  const owed = liabilityKinds.filter((liability) => hasLiability(liability, held, permit))
  const isGoodCard = !(held.byLostCard || held.byNoCard) && !isCardExpired(held, ask.on, permit)
  const isBorneOut = (check: Check) =>
    (check !== 'guardian-on-file' || named.length > 0) &&
    (check !== 'card' || isGoodCard) &&
    (check !== 'call-back' || !held.sharesNumber)
  return {
    ...ask,
    recipient: {
      ...ask.recipient,
      liable: ask.recipient.liable && named.length > 0 && named.every((guardian) => guardian.liable),
      verified: ask.recipient.verified.filter(isBorneOut),
    },
    subject: { ...ageFacts(held, permit), liabilities: owed },
  }
}

/**
 * The ask where the patron is a minor. The number on file is a parent's as well, and shows nobody to be the minor; and what a
 * minor has on hold is told to the minor alone, so nobody else who answers, and no machine, is asked about (Reg 3).
 */
export function restrictedForMinor(ask: Ask): Ask {
  const known = withoutCheck(ask, 'call-back')
  const { channel, speakingWith, records } = known
  const byOthers = channel === 'message' || (channel === 'phone-out' && speakingWith !== 'patron')
  if (!byOthers || !records.some(isOfHolds)) return known
  const rest = records.filter((record) => !isOfHolds(record))
  if (rest.length > 0) return { ...known, records: rest }
  // A call on which nobody speaks is told nothing (Reg 4).
  return { ...known, channel: 'phone-out', speakingWith: undefined }
}

const isOfHolds = (record: Ask['records'][number]): boolean => record === 'holds' || record === 'holds.titles'

/** `unknown` where no birth date is on file: then nothing is told of them, and nothing that is on file ends. */
export type AgeStatus = 'minor' | 'of-age' | 'unknown'

/** By patrons' ids. */
export type AgeStatuses = ReadonlyMap<string, AgeStatus>

/** What the facts say of somebody's age on a day. */
export function ageStatusOn(
  pack: Pack,
  on: string,
  subject: Parameters<Pack['isMinor']>[0]['subject'],
): AgeStatus {
  const { born, married, emancipated } = subject
  if (born === undefined && !married && !emancipated) return 'unknown'
  return pack.isMinor({ on, subject }) ? 'minor' : 'of-age'
}
