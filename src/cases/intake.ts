import { z } from 'zod'
import { askWords, type Draft, senderOf, toAsk } from '../ask/pages/index.ts'
import { worksCases } from '../gate/index.ts'
import { referencePattern } from '../platform/crypto/reference.ts'
import { type FieldError, sentForm } from '../platform/http/page-kit.tsx'
import { placeAndDay, type StaffContext } from '../platform/http/request-context.ts'
import { isSheetNumber } from '../register/index.ts'
import { type CaseKind, type IntakeChannel, intakeChannels, yesNoUnsure } from './case.ts'
import type { EventBodyOf } from './event.ts'
import { dayOutOfRange, instantSent } from './pages/typed-date.ts'
import type { AddedRequest } from './steps/noted.ts'
import { casesIntakeWords } from './words/intake.ts'
import { casesPageWords } from './words/page.ts'

const intakeWho = ['officer', 'agency', 'other', 'public'] as const
const intakeBrought = ['paper', 'nothing', 'emergency'] as const
export const intakeSecret = ['no', 'yes', 'fisa-order', 'national-security-letter'] as const

const toldRoles = ['director', 'counsel'] as const
export const toldRole = z.enum(toldRoles)
/** Who was reached before, from the page that this one follows. */
export const reachedAlready = z.enum([...toldRoles, 'both']).optional()

/** Carried from page to page so that each shows the policy's words; identifies no one. */
export const intakeKinds = {
  who: z.enum(intakeWho).optional(),
  brought: z.enum(intakeBrought).optional(),
  court: z.enum(yesNoUnsure).optional(),
  judge: z.enum(yesNoUnsure).optional(),
  here: z.enum(yesNoUnsure).optional(),
  secret: z.enum(intakeSecret).optional(),
} as const
/** Whether the reporter said it is about the Director; carried too, and told to no one else. */
export const intakeAbout = z.enum(['no', 'yes']).optional()
export type IntakeKinds = z.infer<z.ZodObject<typeof intakeKinds>>

const shortText = z.string().trim().max(200).optional()
/** No field for the purpose: the Definition forbids asking. */
export const intakeForm = z.strictObject({
  sent: z.literal('yes').optional(),
  form: sentForm,
  /** Already reported with the answer; what is typed now is added. */
  opened: z.literal('yes').optional(),
  /** Of the case that the answer showed; for a sealed request it is of none. */
  reference: z.string().regex(referencePattern).optional(),
  ...intakeKinds,
  name: shortText,
  agency: shortText,
  phone: shortText,
  about: intakeAbout,
  known: reachedAlready,
  /** They acknowledge the nondisclosure order, if there is one. */
  bound: z.literal('yes').optional(),
  wants: z.string().trim().max(2000).optional(),
  way: z.enum(intakeChannels).optional(),
  came: z.string().trim().max(40).optional(),
  /** The log sheet that had it first, on a day without Carrel. */
  sheet: z.string().refine(isSheetNumber).optional(),
})
export type SentIntake = z.infer<typeof intakeForm>

/** Hostile: anything else sent here would end up in the next page's addresses. */
export const carriedReference = z.string().regex(referencePattern)

/** Anyone with an account here can be the person served (Reg 6). */
export const intakeRoles = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
export const mayReport = (context: StaffContext): boolean =>
  worksCases(context) && intakeRoles.some((role) => role === context.who.role)

/** INVARIANT: kinds only, nothing typed about a patron. */
export function kindsOfDraft(draft: Draft): IntakeKinds | undefined {
  const from = senderOf(draft)
  const who = intakeWho.find((one) => one === from)
  if (who === undefined) return undefined
  const { paper, secret = 'no' } = draft
  const isWarrant = paper === 'search-warrant'
  const isKept = paper === 'fisa-order' || paper === 'national-security-letter'
  return {
    who,
    brought: paper !== undefined ? 'paper' : broughtOf(draft),
    ...(isWarrant && { court: 'yes', judge: 'yes', here: 'yes' }),
    ...(paper === 'administrative-warrant' && { judge: 'no', here: 'yes' }),
    secret: isKept ? paper : secret,
  }
}

/** An agency as guardian brought no paper: a case can begin from it, and its report says what they say. */
const broughtOf = ({ brought = 'nothing' }: Draft) => (brought === 'custody' ? 'nothing' : brought)

/** Whether *Someone asks* reports it at once: any paper, and a claimed emergency (Reg 6). */
export const reportsAtOnce = ({ who, brought }: IntakeKinds): boolean =>
  (brought === 'paper' && who !== 'public') || brought === 'emergency'

/** What was ticked, in words; nothing in it was typed. */
export function requestText(context: StaffContext, { paper, brought, wants = [] }: Draft): string {
  const ask = askWords(context)
  const { deskSays } = casesIntakeWords(context)
  const kind = paper === undefined || paper === 'unread' ? [] : [deskSays(ask.paper.choices[paper].label)]
  const custody = brought === 'custody' ? [ask.brought.choices.custody.label] : []
  return [...kind, ...custody, ...wants.map((want) => ask.wants.choices[want])].join('; ')
}

export const askOfKinds = (context: StaffContext, kinds: IntakeKinds) =>
  toAsk(draftOf(kinds), placeAndDay(context))

function draftOf(kinds: IntakeKinds): Draft {
  const { who = 'other', brought, secret = 'no' } = kinds
  // Why regardless of other answers: paper that may be secret is treated as such, or it would be disclosed.
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
 * Staff do not judge paper, so most is unread. Paper that orders a search here counts as a search warrant unless
 * someone saw that no court or judge issued it: officers with a warrant are never to be stopped.
 */
function paperOf({ court, judge, here, secret }: IntakeKinds): NonNullable<Draft['paper']> {
  if (secret === 'fisa-order' || secret === 'national-security-letter') return secret
  if (here !== 'yes') return 'unread'
  if (judge === 'no') return 'administrative-warrant'
  return court === 'no' ? 'unread' : 'search-warrant'
}

/** Officers may be about to search; there is a page to record it. */
export const maySearch = ({ brought, here, judge }: IntakeKinds): boolean =>
  brought === 'paper' && here === 'yes' && judge !== 'no'

export const bringsPaper = ({ who, brought }: IntakeKinds): boolean => brought === 'paper' || who === 'public'

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

export function receivedEventOf(sent: SentIntake, context: StaffContext): EventBodyOf<'received'> {
  const { name = '', agency, phone, wants = '', way = channelFrom(context.place) } = sent
  const looked = lookedOf(sent)
  return {
    what: 'received',
    kind: caseKindOf(sent),
    way,
    wants,
    aboutDirector: sent.about === 'yes',
    drill: false,
    requester: {
      kind: askOfKinds(context, sent).recipient.kind,
      name,
      ...(agency && { agency }),
      ...(phone && { phone }),
    },
    ...(looked && { looked }),
  }
}

/** What they could answer by looking at the paper; undefined where there is none. */
export const lookedOf = ({ brought, court = 'unsure', judge = 'unsure', here = 'unsure' }: SentIntake) =>
  brought === 'paper' ? { court, judge, searchHere: here } : undefined

export function addedRequestOf(
  { place }: StaffContext,
  { name, agency, phone, wants, way }: SentIntake,
): AddedRequest {
  return {
    ...(name && { name }),
    ...(agency && { agency }),
    ...(phone && { phone }),
    ...(wants && { wants }),
    ...(way && way !== channelFrom(place) && { way }),
  }
}

/** The report as lines of text, for the case that the answer already opened. */
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

/** The default: someone not at a library computer is at home. */
export const channelFrom = (place: string): IntakeChannel => (place === 'elsewhere' ? 'home' : 'counter')
