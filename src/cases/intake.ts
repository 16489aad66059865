import { z } from 'zod'
import { askWords, type Draft, senderOf, toAsk } from '../ask/index.ts'
import { worksCases } from '../gate/index.ts'
import { referencePattern } from '../platform/crypto/reference.ts'
import type { FieldError } from '../platform/http/page-kit.tsx'
import { sentForm } from '../platform/http/page-kit.tsx'
import { placeAndDay, type StaffContext } from '../platform/http/request-context.ts'
import { type CaseKind, type IntakeChannel, intakeChannels, yesNoUnsure } from './case.ts'
import type { EventBodyOf } from './event.ts'
import { dayOutOfRange, instantSent } from './pages/typed-date.ts'
import { casesIntakeWords } from './words/intake.ts'
import { casesPageWords } from './words/page.ts'

export const intakeWho = ['officer', 'agency', 'other', 'public'] as const
export const intakeBrought = ['paper', 'nothing', 'emergency'] as const
export const intakeSecret = ['no', 'yes', 'fisa-order', 'national-security-letter'] as const

/** What kind of request it is: of nobody, and carried from page to page so that the policy's words stand on each. */
export const intakeKinds = {
  who: z.enum(intakeWho).optional(),
  brought: z.enum(intakeBrought).optional(),
  court: z.enum(yesNoUnsure).optional(),
  judge: z.enum(yesNoUnsure).optional(),
  here: z.enum(yesNoUnsure).optional(),
  secret: z.enum(intakeSecret).optional(),
} as const
/** What whoever reported it said, whether it is about the Director; carried too, and nobody else learns it. */
export const intakeAbout = z.enum(['no', 'yes']).optional()
export type IntakeKinds = z.infer<z.ZodObject<typeof intakeKinds>>

const shortText = z.string().trim().max(200).optional()
/** No field for what somebody wants it for: the Definition forbids to ask. */
export const intakeForm = z.strictObject({
  sent: z.literal('yes').optional(),
  form: sentForm,
  /** It was reported with the answer already: what is typed now is added to that. */
  opened: z.literal('yes').optional(),
  ...intakeKinds,
  ...{ name: shortText, agency: shortText, phone: shortText, about: intakeAbout },
  wants: z.string().trim().max(2000).optional(),
  way: z.enum(intakeChannels).optional(),
  came: z.string().trim().max(40).optional(),
})
export type SentIntake = z.infer<typeof intakeForm>

/**
 * A case's reference as a page of ours carries it.
 * Hostile: whatever else is sent for one would stand in the addresses of the next page.
 */
export const carriedReference = z.string().regex(referencePattern)

/** Whoever works here reports; a trustee calls the Director. */
export const intakeRoles = ['volunteer', 'desk', 'director', 'counsel'] as const
export const mayReport = (context: StaffContext): boolean =>
  worksCases(context) && intakeRoles.some((role) => role === context.who.role)

/**
 * What an answer of *Someone asks* says of who asks, for the report; undefined where it is nobody from outside.
 * INVARIANT: kinds alone, and nothing that was typed of a patron.
 */
export function kindsOfDraft(draft: Draft): IntakeKinds | undefined {
  const from = senderOf(draft)
  const who = intakeWho.find((one) => one === from)
  if (who === undefined) return undefined
  const { paper, secret = 'no' } = draft
  const isWarrant = paper === 'search-warrant'
  const isKept = paper === 'fisa-order' || paper === 'national-security-letter'
  return {
    ...{ who, brought: paper === undefined ? (draft.brought ?? 'nothing') : 'paper' },
    ...(isWarrant && { court: 'yes', judge: 'yes', here: 'yes' }),
    ...(paper === 'administrative-warrant' && { judge: 'no', here: 'yes' }),
    secret: isKept ? paper : secret,
  }
}

/** Whether an answer of *Someone asks* reports it at once: paper of any kind, and a claimed emergency (Reg 6). */
export const reportsAtOnce = ({ who, brought }: IntakeKinds): boolean =>
  (brought === 'paper' && who !== 'public') || brought === 'emergency'

/** What was ticked, in words, for the report; nothing of it was typed. */
export function requestText(context: StaffContext, { paper, wants = [] }: Draft): string {
  const ask = askWords(context)
  const kind = paper === undefined || paper === 'unread' ? [] : [ask.paper.choices[paper].label]
  return [...kind, ...wants.map((want) => ask.wants.choices[want])].join('; ')
}

/** The ask to the policy that they come to. */
export const askOfKinds = (context: StaffContext, kinds: IntakeKinds) =>
  toAsk(draftOf(kinds), placeAndDay(context))

function draftOf(kinds: IntakeKinds): Draft {
  const { who = 'other', brought, secret = 'no' } = kinds
  // Why whatever else was answered: what says that nobody may be told is taken for it, or it would be told of.
  if (secret === 'no' && (brought !== 'paper' || who === 'public')) {
    return who === 'officer' || who === 'agency'
      ? { who, brought: brought === 'emergency' ? brought : 'nothing' }
      : { who }
  }
  const asked = { paper: paperOf(kinds), secret: secret === 'no' ? ('no' as const) : ('yes' as const) }
  if (who === 'officer' || who === 'agency') return { who, brought: 'paper', ...asked }
  return { who: 'paper', sender: 'other', ...asked }
}

/**
 * What the looks at a paper say that it is: staff do not judge it, so most are unread. Where it orders a search here, and no
 * look says that no court or no judge made it, it is taken for a search warrant: officers with one are never to be stopped.
 */
function paperOf({ court, judge, here, secret }: IntakeKinds): NonNullable<Draft['paper']> {
  if (secret === 'fisa-order' || secret === 'national-security-letter') return secret
  if (here !== 'yes') return 'unread'
  if (judge === 'no') return 'administrative-warrant'
  return court === 'no' ? 'unread' : 'search-warrant'
}

/** Whether officers may be about to search: then there is a page on which to write it down. */
export const maySearch = ({ brought, here, judge }: IntakeKinds): boolean =>
  brought === 'paper' && here === 'yes' && judge !== 'no'

/** Whether a case of these has paper in it. */
export const bringsPaper = ({ who, brought }: IntakeKinds): boolean => brought === 'paper' || who === 'public'

/** What is wrong with a report that is sent, field by field. */
export function intakeErrors(context: StaffContext, { who, brought, came = '' }: SentIntake): FieldError[] {
  const { missing, came: label } = casesIntakeWords(context)
  const now = context.services.clock.now()
  const far = dayOutOfRange(context, label, came.slice(0, 10))
  const instant = came === '' || far !== undefined ? now : instantSent(context.pack.timeZone, came)
  return [
    ...(who === undefined ? [{ field: 'who', message: missing.who }] : []),
    ...(brought === undefined ? [{ field: 'brought', message: missing.brought }] : []),
    ...(far === undefined ? [] : [{ field: 'came', message: far }]),
    ...(instant === undefined ? [{ field: 'came', message: missing.came }] : []),
    ...(instant !== undefined && instant > now ? [{ field: 'came', message: missing.cameLater }] : []),
  ]
}

/** The report as the first event of its case. */
export function receivedEventOf(sent: SentIntake, context: StaffContext): EventBodyOf<'received'> {
  const { name = '', agency, phone, wants = '', way = channelFrom(context.place) } = sent
  const { court = 'unsure', judge = 'unsure', here = 'unsure', brought } = sent
  return {
    ...{
      what: 'received',
      kind: caseKindOf(sent),
      way,
      wants,
      aboutDirector: sent.about === 'yes',
      drill: false,
    },
    requester: {
      kind: askOfKinds(context, sent).recipient.kind,
      name,
      ...(agency && { agency }),
      ...(phone && { phone }),
    },
    ...(brought === 'paper' && { looked: { court, judge, searchHere: here } }),
  }
}

/** What was typed and picked in a report, in lines, for the case that the answer opened already. */
export function addedText(context: StaffContext, sent: SentIntake): string {
  const say = casesPageWords(context)
  const { name, agency, phone, wants, way, came = '', brought } = sent
  const looked = [
    ['court', sent.court] as const,
    ['judge', sent.judge] as const,
    ['searchHere', sent.here] as const,
  ]
  const looks = looked.flatMap(([what, saw = 'unsure']) =>
    brought === 'paper' && saw !== 'unsure' ? [say.lookedAt[what](say.saw[saw])] : [],
  )
  const ways = way === undefined || way === channelFrom(context.place) ? [] : [`${say.came}: ${say.way[way]}`]
  const lines = [name, agency, phone, wants, ...looks, ...ways, came.replace('T', ' ')]
  return lines.filter(Boolean).join('\n')
}

function caseKindOf({ who, brought }: IntakeKinds): CaseKind {
  if (who === 'public') return 'records-request'
  if (brought === 'paper') return 'process'
  return brought === 'emergency' && (who === 'officer' || who === 'agency') ? 'emergency' : 'ask'
}

/** Where nobody said how it came: whoever is at no computer of the library's is at home. */
export const channelFrom = (place: string): IntakeChannel => (place === 'elsewhere' ? 'home' : 'counter')
