import type { Ask, Pack, RelationShown } from '../policy/index.ts'
import { isNameOf } from './patron-name.ts'
import type { ChargeKind, GuardianRelation, LoanStatus, SealedPatron } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

type Liability = Ask['subject']['liabilities'][number]
type Check = Ask['recipient']['verified'][number]

/** Whether the patron has this liability (Reg 3). The permit must cover its record. */
export function hasLiability(
  liability: Liability,
  { loans, charges }: SealedPatron,
  permit: Permit,
): boolean {
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

/** How many items are overdue. The permit must cover `overdue`. */
export const overdueCount = ({ loans }: Pick<SealedPatron, 'loans'>, permit: Permit): number =>
  loans.filter((loan) => loan.standing.open(permit).as === 'overdue').length

/** Whether the card expired before this day (`YYYY-MM-DD`). The permit must cover `identity`. */
export function isCardExpired({ standing }: SealedPatron, on: string, permit: Permit): boolean {
  const { expiresOn } = standing?.open(permit) ?? {}
  return expiresOn !== undefined && expiresOn < on
}

/** Whether a minor's guardians get the answer of one who owes nothing on this day. The permit must cover `identity`. */
export function isShielded({ standing }: SealedPatron, on: string, permit: Permit): boolean {
  const { notTold } = standing?.open(permit) ?? {}
  return notTold !== undefined && on >= notTold.since && on <= notTold.until
}

/** The ask without a check that staff claimed and nothing confirmed. */
export function withoutCheck(ask: Ask, check: Check): Ask {
  const { recipient } = ask
  return { ...ask, recipient: { ...recipient, verified: recipient.verified.filter((one) => one !== check) } }
}

export const liabilityKinds: readonly Liability[] = ['overdue', 'lost', 'damaged', 'charges']

export type SealedGuardians = SealedPatron['guarantors']

export function guardiansWithName(
  typed: string,
  { guarantors }: SealedPatron,
  permit: Permit,
): SealedGuardians {
  return guarantors.filter(({ name }) => isNameOf(typed, name.open(permit)))
}

/** From the least that a relation can be shown by to the most. */
const relationsFromLeast: readonly (RelationShown | undefined)[] = [
  ...[undefined, 'same-address', 'signature', 'minor-present', 'papers'],
] as const

/** What the rows say of the relation: of several, the least that it was shown by, and the latest day. */
function relationFacts(
  named: SealedGuardians,
  permit: Permit,
): Pick<Ask['recipient'], 'relation-shown' | 'added'> {
  const relations: readonly GuardianRelation[] = named.map(({ relation }) => relation.open(permit))
  const shown = relationsFromLeast.find((way) => relations.some((one) => one.shown === way))
  const added = relations
    .flatMap((one) => one.added ?? [])
    .sort()
    .at(-1)
  return { ...(shown && { 'relation-shown': shown }), ...(added !== undefined && { added }) }
}

/** What the record, and no one's claim, says about being a minor. The permit must cover `identity`. */
export function ageFacts({ born, ofAge }: SealedPatron, permit: Permit): Omit<Ask['subject'], 'liabilities'> {
  const day = born?.open(permit)
  const by = ofAge?.open(permit).by
  return {
    ...(day !== undefined && { born: day }),
    married: by === 'marriage',
    emancipated: by === 'emancipation',
  }
}

/**
 * The ask with facts from the record in place of what the form claimed.
 *
 * A claim that the record does not confirm is dropped: a guardian who is not on file, did not sign or showed no relation (Reg 3); a card that was
 * reported lost (Reg 2), has expired, or is not theirs; a dialed number that is on file for others too.
 *
 * `named`: the guardians with the typed name. If two share it, no one can tell which is here, so what the weaker one showed
 * counts. The permit must also cover their `identity`.
 */
export function withRecordFacts(ask: Ask, held: SealedPatron, permit: Permit, named: SealedGuardians): Ask {
  const owed = liabilityKinds.filter((liability) => hasLiability(liability, held, permit))
  const isGoodCard = !(held.byLostCard || held.byNoCard) && !isCardExpired(held, ask.on, permit)
  const isBorneOut = (check: Check) =>
    (check !== 'guardian-on-file' || named.length > 0) &&
    (check !== 'card' || isGoodCard) &&
    (check !== 'call-back' || !held.sharesNumber)
  const { 'relation-shown': _shown, added: _added, ...claimed } = ask.recipient
  return {
    ...ask,
    recipient: {
      ...claimed,
      ...relationFacts(named, permit),
      liable: ask.recipient.liable && named.length > 0 && named.every((guardian) => guardian.liable),
      verified: ask.recipient.verified.filter(isBorneOut),
    },
    subject: {
      ...ageFacts(held, permit),
      liabilities: owed,
      ...(isShielded(held, ask.on, permit) && { shielded: true }),
    },
  }
}

/** Counsel's opinion that the Board adopted with the policy, from its day on, and no one's word for it (Reg 3). */
export function opinionOn(pack: Pack, on: string) {
  const opinion = pack.manifest['standing-opinion']
  return opinion !== undefined && opinion.on <= on ? opinion : undefined
}

/** A guardian's ask at the desk or by letter, with the opinion of counsel that counts for each. */
export function underOpinion(pack: Pack, ask: Ask): Ask {
  const counts =
    ask.recipient.kind === 'guardian' && (ask.channel === 'in-person' || ask.channel === 'letter')
  if (!counts || opinionOn(pack, ask.on) === undefined) return ask
  return { ...ask, done: [...ask.done, 'counsel-consulted'] }
}

/**
 * A minor's phone is also a parent's and proves nothing. Only the minor hears of their holds, so messages and calls leave
 * them out (Reg 3).
 */
export function restrictedForMinor(ask: Ask): Ask {
  const known = withoutCheck(ask, 'call-back')
  const { channel, speakingWith, records } = known
  const byOthers = channel === 'message' || (channel === 'phone-out' && speakingWith !== 'patron')
  if (!byOthers || !records.some(isOfHolds)) return known
  const rest = records.filter((record) => !isOfHolds(record))
  if (rest.length > 0) return { ...known, records: rest }
  // A call with no known speaker learns nothing (Reg 4).
  return { ...known, channel: 'phone-out', speakingWith: undefined }
}

const isOfHolds = (record: Ask['records'][number]): boolean => record === 'holds' || record === 'holds.titles'

/** `unknown`: no birth date on file. Nothing is told about them, and nothing on file ends. */
export type AgeStatus = 'minor' | 'of-age' | 'unknown'

export type AgeStatuses = ReadonlyMap<string, AgeStatus>

export function ageStatusOn(
  pack: Pack,
  on: string,
  subject: Parameters<Pack['isMinor']>[0]['subject'],
): AgeStatus {
  const { born, married, emancipated } = subject
  if (born === undefined && !married && !emancipated) return 'unknown'
  return pack.isMinor({ on, subject }) ? 'minor' : 'of-age'
}
