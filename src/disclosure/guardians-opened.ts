import type { Ask, RecordKind } from '../policy/ask.ts'
import type { PatronName } from '../sealing/name-index.ts'
import type { Mint, Permit } from '../sealing/permit.ts'
import { type Contact, type Held, type Noted, reachedAt } from './held.ts'
import type { Decided, GateRequest, Weighed } from './request.ts'
import type { Seen } from './seen.ts'

/** Which guardians of a minor are opened with the minor's record, and how much of each: their own values, no minor's. */
export type GuardiansWanted = {
  /** The row of one alone; all where absent. Of two, neither reads where the other lives. */
  readonly link?: string
  readonly records: readonly ('identity' | 'contact')[]
  /** Only those who signed and may be told some of this. */
  readonly whoMayHear?: Ask
}

/** By which alone a guardian is named on a letter that goes to them in place of a minor. */
const addressAlone: GuardiansWanted = { records: ['contact'] }

/** One guardian on file; `link` is the row that says so. What was not asked for is absent. */
export type OpenedGuardian = {
  readonly id: string
  readonly link: string
  readonly liable: boolean
  readonly isPatron: boolean
  readonly name?: PatronName
  readonly noted?: Noted
  readonly contact?: Contact
}

/**
 * Those who are wanted with a minor's record, still sealed: none where nothing of the minor is shown, or whoever asks may
 * not see here what is wanted of them.
 */
export function wantedOf(
  { actor, guardians }: Pick<GateRequest, 'actor' | 'guardians'>,
  child: Held,
  seen: Seen,
  { shown }: Pick<Weighed, 'shown'>,
  mayHear: (ask: Ask, guardian: Held['guarantors'][number]) => boolean,
): Held['guarantors'] {
  if (guardians === undefined || shown.length === 0) return []
  const { link, records, whoMayHear } = guardians
  if (seen.by(actor, records).length < records.length) return []
  return child.guarantors.filter(
    (each) =>
      (link === undefined || each.link === link) && (whoMayHear === undefined || mayHear(whoMayHear, each)),
  )
}

/** The guardians of the first who was found, with what is wanted of them; none where nobody asked for any. */
export function openGuardiansOf(
  request: GateRequest,
  { each }: Pick<Decided, 'each'>,
  mint: Mint,
): OpenedGuardian[] {
  const guardians = each[0]?.guardians ?? []
  const wanted = request.orGuardian ? addressAlone : request.guardians
  if (wanted === undefined || guardians.length === 0) return []
  const { records } = wanted
  return openGuardians(
    guardians,
    records,
    mint({ for: 'disclosure', patrons: guardians.map(({ id }) => id), records }),
  )
}

/** Opens what is wanted of each, in the order of their names. The permit must cover it. */
function openGuardians(
  guardians: Held['guarantors'],
  records: readonly RecordKind[],
  permit: Permit,
): OpenedGuardian[] {
  const wants = (record: RecordKind) => records.includes(record)
  const opened = guardians.map(({ id, link, liable, isPatron, name, noted, contact }) => ({
    ...{ id, link, liable, isPatron },
    ...(wants('identity') && { name: name.open(permit) }),
    ...(wants('identity') && noted && { noted: noted.open(permit) }),
    ...(wants('contact') && contact && { contact: reachedAt(contact.open(permit)) }),
  }))
  return opened.sort((one, other) => sortName(one).localeCompare(sortName(other)))
}

const sortName = ({ name, link }: OpenedGuardian) => [name?.surname, name?.firstName, link].join(' ')
