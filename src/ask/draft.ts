import { z } from 'zod'
import { daysIn } from '../platform/clock.ts'
import { sentForm } from '../platform/http/page-kit.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { type Ask, isPrivateRoom, type RecordKind } from '../policy/index.ts'
import { isSheetNumber } from '../register/index.ts'

const longestCard = 64
export const longestName = 120
export const longestPhoneCode = 20

const askers = [
  ...(['officer', 'agency', 'paper', 'guardian', 'customer'] as const),
  ...(['other', 'public', 'vendor', 'call', 'asked-about'] as const),
] as const

export const papers = [
  ...(['search-warrant', 'unread', 'court-order', 'subpoena', 'grand-jury-subpoena'] as const),
  ...(['county-attorney-subpoena', 'administrative-subpoena', 'administrative-warrant'] as const),
  ...(['preservation-request', 'fisa-order', 'national-security-letter'] as const),
] as const

const wantedKinds = [
  ...(['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers'] as const),
  ...(['video', 'incident'] as const),
] as const

const listOf = <T extends string>(each: z.ZodType<T>) =>
  z.preprocess(
    (sent) => (sent === undefined ? undefined : [sent].flat().filter((one) => one !== '')),
    z.array(each).max(wantedKinds.length).optional(),
  )

/**
 * The answers so far, carried in the forms.
 *
 * Why in the forms: before the ask is logged, nothing about the requester is on the server, in an address or in a
 * browser's history. There is no field for a purpose, which the Definition forbids to ask.
 */
const draftFields = {
  who: z.enum(askers).optional(),
  sender: z.enum(['officer', 'agency', 'other']).optional(),
  /** `custody`: an agency says that it is a minor's guardian. */
  brought: z.enum(['nothing', 'emergency', 'custody', 'paper']).optional(),
  paper: z.enum(papers).optional(),
  secret: z.enum(['no', 'yes']).optional(),
  how: z.enum(['here', 'phone']).optional(),
  /** `relay`: the customer, through a relay service or an interpreter. */
  answered: z.enum(['customer', 'relay', 'guardian', 'someone-else', 'machine']).optional(),
  checked: listOf(
    // Why no `call-back`: calling back happens on the Calls page, and staff's word for it does not count (Reg 4).
    z.enum(['card', 'photo-id', 'known-to-staff', 'phone-code', 'guardian-on-file', 'court-letters']),
  ),
  card: z.string().trim().max(longestCard).optional(),
  /** A child found by name, by the record's random id. */
  child: z.uuid().optional(),
  guardian: z.string().trim().max(longestName).optional(),
  phoneCode: z.string().trim().max(longestPhoneCode).optional(),
  wants: listOf(z.enum(wantedKinds)),
  basis: z.enum(['conduct', 'mandated-report', 'neither']).optional(),
} as const

/** Of an answer that was given on a day without Carrel: the log sheet, the instant (UTC), and the place of the pack. */
const paperFields = {
  sheet: z.string().refine(isSheetNumber).optional(),
  paperAt: z.iso.datetime({ precision: 0 }).optional(),
  paperPlace: z.string().max(64).optional(),
} as const

const draftShape = z.strictObject({ ...draftFields, ...paperFields })
export type Draft = z.infer<typeof draftShape>

export type QuestionId = keyof typeof draftFields

export const askForm = draftShape.extend({
  asked: z.enum(Object.keys(draftFields) as [QuestionId, ...QuestionId[]]).optional(),
  /** One pass through the questions, which starts a case at most once. */
  form: sentForm,
  /** `no`: there is one after all. */
  nocard: z.enum(['yes', 'no']).optional(),
  /** In a page of several questions: they are on the phone after all, or here. */
  to: draftFields.how,
  /** The beginning of a child's name, and the press that looks for it. */
  childName: z.string().trim().max(longestName).optional(),
  seek: z.literal('yes').optional(),
  choose: z.uuid().optional(),
  another: z.literal('yes').optional(),
  /** Enter was pressed in a page of several questions, as a scanner does: the page is not done. */
  stay: z.literal('yes').optional(),
  back: z.enum(Object.keys(draftFields) as [QuestionId, ...QuestionId[]]).optional(),
})

/** The `card` answer if the patron has none at hand. */
export const noCard = 'none'

/** Why not on the phone: there nothing but the card shows that the caller has to do with the child. */
export const mayFindChild = ({ who, how }: Draft): boolean => who === 'guardian' && how !== 'phone'

/** Whether a child is here is answered without a record, and someone may be looking for a lost child. */
export const asksOnlyPresence = (draft: Draft): boolean =>
  speakerOf(draft) === 'guardian' && draft.wants?.length === 1 && draft.wants[0] === 'presence'

/** Whose record the answer is about, if one was named. */
export function aboutOf(draft: Draft): { readonly card: string } | { readonly id: string } | undefined {
  const { card, child } = draft
  if (child !== undefined && mayFindChild(draft)) return { id: child }
  return card === undefined || card === '' || card === noCard ? undefined : { card }
}

/** Whether a guardian's name is to be compared with the record of this child. */
export function namesGuardian(draft: Draft): boolean {
  const { checked = [] } = draft
  return (
    speakerOf(draft) === 'guardian' && aboutOf(draft) !== undefined && checked.includes('guardian-on-file')
  )
}

/** Whether a caller's code is to be compared with the record of this card. */
export function readsOutCode(draft: Draft): boolean {
  const { card, who, how, checked = [] } = draft
  const isCaller = who === 'customer' && how === 'phone'
  return isCaller && card !== undefined && card !== noCard && checked.includes('phone-code')
}

export function senderOf(draft: Draft): Draft['who'] | 'other' {
  return draft.who === 'paper' ? draft.sender : draft.who
}

export function speakerOf(draft: Draft): 'customer' | 'guardian' | null {
  if (draft.who === 'customer' || draft.answered === 'customer' || draft.answered === 'relay')
    return 'customer'
  if (draft.who === 'guardian' || draft.answered === 'guardian') return 'guardian'
  return null
}

type Want = NonNullable<Draft['wants']>[number]

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

function recordsWhenUnspecified(draft: Draft): readonly Want[] {
  if (draft.who === 'guardian') return ['owed']
  if (draft.who === 'customer') return ['loans', 'owed', 'holds']
  if (draft.who === 'call') return draft.answered === 'guardian' ? ['owed'] : ['owed', 'holds']
  return ['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers', 'video']
}

/** Where and when someone asked: here and today, unless it was on paper first. */
export const askedAt = (
  { place, services, pack }: StaffContext,
  { paperAt, paperPlace = place }: Draft,
): { readonly place: string; readonly on: string } => ({
  place: paperPlace,
  on: paperAt === undefined ? services.clock.today() : daysIn(pack.timeZone)(new Date(paperAt)),
})

/** Calls are made and taken there (Reg 4). */
export const isInRoom = (context: StaffContext, draft: Draft): boolean =>
  isPrivateRoom(context.pack, askedAt(context, draft).place)

/** `at.place`: where the staff member was asked. `at.on`: `YYYY-MM-DD`. */
export function toAsk(draft: Draft, at: { readonly place: string; readonly on: string }): Ask {
  const wanted = draft.wants?.length ? draft.wants : recordsWhenUnspecified(draft)
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
  // Why: the form claims that the guardian signed; the gate accepts it only if the record says so.
  const liable = aboutOf(draft) !== undefined
  const guardian = { kind: 'guardian', relation: 'guardian', liable, verified } as const
  switch (senderOf(draft)) {
    case 'officer':
      return { ...outsider, kind: 'justice-agency' }
    case 'agency':
      return {
        ...outsider,
        kind: 'government-agency',
        ...(draft.brought === 'custody' && { relation: 'guardian' }),
      }
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
  const { answered = 'someone-else' } = draft
  return { channel: 'phone-out', speakingWith: answered === 'customer' ? 'patron' : answered }
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
