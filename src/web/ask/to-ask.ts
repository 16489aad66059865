import type { Ask, RecordKind } from '../../policy/ask.ts'
import { type Draft, noCard, senderOf } from './draft.ts'

type Want = NonNullable<Draft['wants']>[number]

/** What a tick on the page stands for. */
const recordsOf: Record<Want, readonly RecordKind[]> = {
  presence: ['presence'],
  existence: ['existence'],
  identity: ['identity', 'contact'],
  loans: ['loans'],
  owed: [
    ...(['overdue', 'overdue.titles', 'lost', 'lost.titles'] as const),
    ...(['damaged', 'damaged.titles', 'charges', 'charges.items'] as const),
  ],
  holds: ['holds', 'holds.titles'],
  history: ['history'],
  computers: ['searches', 'computer-use'],
  video: ['video'],
  incident: ['incident'],
}

const bareWhenCalling: Partial<Record<Want, readonly RecordKind[]>> = {
  owed: ['overdue', 'overdue.titles', 'charges', 'charges.items'],
}

/** What is meant where nothing was ticked. */
function unsaid(draft: Draft): readonly Want[] {
  if (draft.who === 'guardian') return ['owed']
  if (draft.who === 'customer') return ['loans', 'owed', 'holds']
  if (draft.who === 'call') return draft.answered === 'guardian' ? ['owed'] : ['owed', 'holds']
  return ['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers', 'video']
}

/** The ask that the answers amount to. `at` is the staff member's place, `on` the library's day (`YYYY-MM-DD`). */
export function toAsk(draft: Draft, at: { readonly place: string; readonly on: string }): Ask {
  const wanted = draft.wants?.length ? draft.wants : unsaid(draft)
  const records = wanted.flatMap((want) => (draft.who === 'call' && bareWhenCalling[want]) || recordsOf[want])
  return {
    on: at.on,
    recipient: recipientOf(draft),
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    ...channelOf(draft),
    place: at.place,
    ...basisOf(draft),
    ...instrumentOf(draft),
    done: [],
    emergencyClaimed: draft.brought === 'emergency',
  }
}

function recipientOf(draft: Draft): Ask['recipient'] {
  const outsider = { relation: 'none', liable: false, verified: [] } as const
  const verified = [...(draft.checked ?? [])]
  const patron = { kind: 'patron', relation: 'self', liable: false, verified } as const
  // Why: the form claims that the guardian signed; the gate lets the claim stand only where the record says so.
  const liable = draft.card !== undefined && draft.card !== noCard
  const guardian = { kind: 'guardian', relation: 'guardian', liable, verified } as const
  switch (senderOf(draft)) {
    case 'officer':
      return { ...outsider, kind: 'justice-agency' }
    case 'agency':
      return { ...outsider, kind: 'government-agency' }
    case 'public':
      return { ...outsider, kind: 'public' }
    case 'vendor':
      return { ...outsider, kind: 'vendor' }
    case 'customer':
      return patron
    case 'guardian':
      return guardian
    case 'call':
      return draft.answered === 'guardian' ? guardian : patron
    default:
      return { ...outsider, kind: 'private-party' }
  }
}

function channelOf(draft: Draft): Pick<Ask, 'channel' | 'speakingWith'> {
  const self = draft.who === 'guardian' ? 'guardian' : 'patron'
  if (draft.who !== 'call') {
    return draft.how === 'phone' ? { channel: 'phone-in', speakingWith: self } : { channel: 'in-person' }
  }
  if (draft.answered === 'machine') return { channel: 'message' }
  const speaking = { customer: 'patron', guardian: 'guardian', 'someone-else': 'someone-else' } as const
  return { channel: 'phone-out', speakingWith: speaking[draft.answered ?? 'someone-else'] }
}

function basisOf(draft: Draft): Pick<Ask, 'basis'> {
  return draft.basis === undefined || draft.basis === 'neither' ? {} : { basis: draft.basis }
}

function instrumentOf(draft: Draft): Pick<Ask, 'instrument'> {
  const kind = draft.who === 'public' ? 'public-records-request' : draft.paper
  if (kind === undefined) return {}
  const scope: RecordKind[] = []
  return {
    instrument: { kind, findings: [], scope, nondisclosure: draft.secret === 'yes', grandfathered: false },
  }
}
