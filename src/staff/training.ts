import { createHash } from 'node:crypto'
import { recordKindWords, recordNames } from '../gate/index.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import {
  type Ask,
  daysAfter,
  MalformedAskError,
  type Outcome,
  outcomes,
  type Pack,
  readAsk,
  type Scenario,
  type StaffRole,
  yearsAfter,
} from '../policy/index.ts'
import { trainingWords } from './words/training.ts'

/** If the pack has as many situations. */
export const courseLength = 10

/** Our reading: the policy says staff know it, not how to show that. */
export const passMark = { right: 8, of: 10 }

export const passingScore = (questions: number) => Math.ceil((questions * passMark.right) / passMark.of)

export function isPassed({ score, questions }: { readonly score: number; readonly questions: number }) {
  return score >= passingScore(questions)
}

/** A course counts for a year. Days are `YYYY-MM-DD`. */
export const isYearAgo = (doneOn: string, today: string): boolean => yearsAfter(doneOn, 1) <= today

export type Course = {
  readonly questions: readonly Situation[]
  /** In an order that reveals nothing. */
  readonly choices: readonly Outcome[]
}

const asksWhatStaffSaw = ({ records }: Ask) => records.includes('incident')
const isOnPhone = ({ channel }: Ask) => ['phone-in', 'phone-out', 'message'].includes(channel)
const isCounterAsk = (ask: Ask) => ask.channel === 'in-person' && !asksWhatStaffSaw(ask)

/** Each course has a situation of every topic that the pack covers for the role. */
export const topics: Readonly<Record<string, (ask: Ask) => boolean>> = {
  'no-paper': (ask) =>
    isFromAgency(ask) && isCounterAsk(ask) && ask.instrument === undefined && !ask.emergencyClaimed,
  paper: (ask) =>
    isFromAgency(ask) && isCounterAsk(ask) && ![undefined, 'search-warrant'].includes(ask.instrument?.kind),
  'search-warrant': ({ instrument }) => instrument?.kind === 'search-warrant',
  emergency: (ask) => ask.emergencyClaimed && ask.instrument === undefined,
  'what-staff-saw': (ask) => isFromAgency(ask) && asksWhatStaffSaw(ask),
  guardian: (ask) => ask.recipient.kind === 'guardian' && isCounterAsk(ask),
  patron: (ask) => ask.recipient.kind === 'patron' && ask.recipient.relation === 'self' && isCounterAsk(ask),
  phone: isOnPhone,
  'somebody-else': (ask) =>
    isCounterAsk(ask) &&
    (['private-party', 'public'].includes(ask.recipient.kind) ||
      (ask.recipient.kind === 'patron' && ask.recipient.relation !== 'self')),
  'own-screen': ({ recipient }) => recipient.kind === 'staff',
}

/** A seed always draws the same course for a role. */
export function courseOf(
  pack: Pack,
  { role, seed }: { readonly role: StaffRole; readonly seed: string },
): Course {
  const all = situationsOf(pack, role)
  const drawn = shuffled(all, seed, 'draw')
  const taken = new Set<Situation>()
  for (const isOf of Object.values(topics)) {
    const found = drawn.find((one) => !taken.has(one) && isOf(one.ask))
    if (found !== undefined) taken.add(found)
  }
  for (const one of drawn) if (taken.size < courseLength) taken.add(one)
  return {
    questions: shuffled([...taken], seed, 'order'),
    choices: outcomes.filter((outcome) => all.some(({ right }) => right === outcome)),
  }
}

/** Why by hash: every process draws the same order. */
function shuffled(situations: readonly Situation[], seed: string, purpose: string): Situation[] {
  const place = ({ scenario: { file, title } }: Situation) =>
    createHash('sha256').update(`${purpose}\n${seed}\n${file}\n${title}`, 'utf8').digest('hex')
  return situations
    .map((one) => ({ one, at: place(one) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ one }) => one)
}

/** A scenario that staff can meet at work. */
export type Situation = {
  readonly scenario: Scenario
  readonly ask: Ask
  /** From the scenario's file; the rules agree. */
  readonly right: Outcome
}

/** In the pack's order. */
export function situationsOf(pack: Pack, role: StaffRole): Situation[] {
  return pack.scenarios.flatMap((scenario) => {
    const right = scenario.answer?.outcome
    const ask = askOf(scenario, pack)
    // A scenario with its own day is about past or future law.
    if (right === undefined || ask === undefined || ask.on !== scenario.on) return []
    // Why: a library may run a pack that it never checked.
    if (pack.decide(ask).outcome !== right) return []
    return canHappenTo(ask, role) ? [{ scenario, ask, right }] : []
  })
}

/** Only agencies bring a basis or may claim an emergency. */
function isFromAgency({ recipient: { kind } }: Ask): boolean {
  return kind === 'justice-agency' || kind === 'government-agency'
}

function askOf(scenario: Scenario, pack: Pack): Ask | undefined {
  try {
    return readAsk(scenario.ask, scenario.on, pack)
  } catch (error) {
    if (error instanceof MalformedAskError) return undefined
    throw error
  }
}

/** At a counter no one has reviewed the paper, and nothing is decided. */
function canHappenTo(ask: Ask, role: StaffRole): boolean {
  const { recipient, subject, channel, instrument, done } = ask
  if (done.length > 0 || instrument?.grandfathered || (instrument?.findings.length ?? 0) > 0) return false
  // Why: clerks are unlikely to meet a married child.
  if (subject.married || subject.emancipated) return false
  if (recipient.kind === 'staff') return recipient.role === role && channel === 'screen'
  if (isFromAgency(ask)) return channel === 'in-person'
  if (ask.basis !== undefined || ask.emergencyClaimed) return false
  if (instrument !== undefined && recipient.kind !== 'public') return false
  if (channel === 'in-person') return isPlausibleAtCounter(ask)
  return isPlausibleRemotely(ask)
}

/** The relation to the patron fits a sentence. */
function isPlausibleAtCounter({ recipient: { kind, relation } }: Ask): boolean {
  if (kind === 'vendor') return false
  if (kind === 'guardian') return isOneOf(relation, ['parent', 'guardian', 'none'])
  return kind !== 'patron' || isOneOf(relation, ['self', 'none', 'spouse'])
}

/** A call or letter to a patron or guardian, or a call from one. */
function isPlausibleRemotely({ recipient, channel, speakingWith }: Ask): boolean {
  const { kind, relation, verified } = recipient
  const itself = kind === 'patron' && relation === 'self'
  if (!itself && !(kind === 'guardian' && isOneOf(relation, ['parent', 'guardian', 'none']))) return false
  if (channel === 'phone-in' || channel === 'phone-out') {
    return speakingWith === kind || speakingWith === 'someone-else'
  }
  // No one shows anything to an answering machine.
  return isOneOf(channel, ['message', 'e-mail', 'text', 'letter']) && (!itself || verified.length === 0)
}

function isOneOf<T>(value: T, among: readonly T[]): boolean {
  return among.includes(value)
}

/** Says nothing of the answer. */
type SituationText = {
  readonly opening: string
  /** One sentence each. */
  readonly known: readonly string[]
  /** Precedes the list of what is asked for. */
  readonly wants: string
  readonly records: readonly string[]
}

type SituationLanguage = ScreenLanguage & { readonly pack: Pack }

export function situationText(ask: Ask, speaker: SituationLanguage): SituationText {
  const { pack } = speaker
  return {
    opening: opening(ask, speaker),
    known: [
      ...paperOf(ask, speaker),
      ...staffSaw(ask, speaker),
      ...checksOf(ask, speaker),
      ...subjectOf(ask, speaker),
      ...(knowsPlace(ask) ? [trainingWords(speaker).where(pack.places[ask.place] ?? ask.place)] : []),
    ],
    ...wantsOf(ask, speaker),
  }
}

const isCall = ({ channel }: Ask) => channel === 'phone-in' || channel === 'phone-out'
const isWritten = ({ channel }: Ask) => ['e-mail', 'text', 'letter'].includes(channel)
const isSent = (ask: Ask) => ask.channel === 'message' || isWritten(ask)
/** Place matters on the phone and at a screen; incoming calls may leave it open. */
const knowsPlace = ({ channel, place }: Ask) =>
  ['phone-out', 'message', 'screen'].includes(channel) || (channel === 'phone-in' && place !== 'elsewhere')

function opening(ask: Ask, speaker: ScreenLanguage): string {
  const training = trainingWords(speaker)
  const { kind, relation, role = 'desk' } = ask.recipient
  const { here, call, sent, screen } = training
  const whom = kind === 'guardian' ? 'guardian' : 'patron'
  if (kind === 'staff') return screen[role]
  if (isCall(ask)) {
    const direction = ask.channel === 'phone-in' ? 'in' : 'out'
    if (ask.speakingWith !== 'someone-else') return call[direction][whom]
    return direction === 'in' ? call.in.other : call.out.other[whom]
  }
  if (isOf(sent, ask.channel)) return sent[ask.channel][whom]
  if (kind === 'patron') return here.patron[isOf(here.patron, relation) ? relation : 'none']
  if (kind === 'private-party') return here[kind][isOf(here[kind], relation) ? relation : 'none']
  return here[kind === 'vendor' ? 'public' : kind]
}

function isOf<T extends object>(texts: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(texts, name)
}

function paperOf(ask: Ask, speaker: ScreenLanguage): string[] {
  const training = trainingWords(speaker)
  const { instrument, emergencyClaimed } = ask
  const brought = instrument === undefined ? training.noPaper : training.paper[instrument.kind]
  return [
    ...(instrument !== undefined || isFromAgency(ask) ? [brought] : []),
    ...(instrument?.nondisclosure ? [training.gag] : []),
    ...(emergencyClaimed ? [training.emergency] : []),
  ]
}

function staffSaw(ask: Ask, speaker: ScreenLanguage): string[] {
  const training = trainingWords(speaker)
  if (!isFromAgency(ask) || !ask.records.includes('incident')) return []
  return [training.basis[ask.basis ?? 'none']]
}

function checksOf(ask: Ask, speaker: ScreenLanguage): string[] {
  const { checked } = trainingWords(speaker)
  const { kind, relation, verified } = ask.recipient
  const way = isCall(ask) || isSent(ask) ? 'phone' : 'here'
  if (isWritten(ask) && verified.includes('guardian-on-file')) return [checked.addressOnFile]
  if (verified.length > 0) return verified.map((check) => checked[way][check])
  const asksForThemselves = kind === 'guardian' || (kind === 'patron' && relation === 'self')
  return asksForThemselves && !isSent(ask) ? [checked.nothing[way]] : []
}

/** Only where it can matter: for guardians and court papers. */
function subjectOf(ask: Ask, speaker: ScreenLanguage): string[] {
  const training = trainingWords(speaker)
  const formats = formatsOf(speaker)
  const { recipient, subject } = ask
  const isGuardian = recipient.kind === 'guardian'
  const hasLetters = recipient.verified.includes('court-letters')
  if (!isGuardian && !hasLetters) return []
  const { born, liabilities } = subject
  const shown = recipient['relation-shown']
  return [
    ...(isGuardian && !hasLetters ? [recipient.liable ? training.signed : training.notSigned] : []),
    ...(shown !== undefined && !recipient.liable ? [training.shown[shown]] : []),
    ...(recipient.added && recipient.added >= daysAfter(ask.on, -1) ? [training.addedLately] : []),
    born === undefined ? training.ageUnknown : training.age(ageOn(born, ask.on)),
    ...(liabilities.length > 0
      ? [training.account(formats.all(liabilities.map((each) => training.liability[each].toLowerCase())))]
      : []),
    ...(isGuardian && subject.shielded ? [training.shielded] : []),
  ]
}

/** Someone asking wants to know whether it is so; someone telling says that it is. */
function wantsOf(ask: Ask, speaker: ScreenLanguage): Pick<SituationText, 'wants' | 'records'> {
  const { wants } = trainingWords(speaker)
  if (ask.channel === 'phone-out' || isSent(ask)) {
    return { wants: wants.telling, records: recordNames(recordKindWords(speaker), ask.records) }
  }
  const names = recordKindWords(speaker)
  const asking = { ...names, kind: { ...names.kind, ...names.whether } }
  return {
    wants: ask.recipient.kind === 'staff' ? wants.screen : wants.told,
    records: recordNames(asking, ask.records),
  }
}

function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return yearsAfter(born, years) <= day ? years : years - 1
}
