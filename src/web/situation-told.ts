import type { Ask } from '../policy/ask.ts'
import { yearsAfter } from '../policy/calendar.ts'
import type { Pack } from '../policy/pack.ts'
import { isFromAgency } from '../training/situation.ts'
import { namedTogether } from './words/named-together.ts'
import { recordsWords } from './words/records.ts'
import type { Speaker } from './words/screen-words.ts'
import { formatsOf } from './words/told.ts'
import { trainingWords } from './words/training.ts'
import { tryOutWords } from './words/try-out.ts'

/** A situation in plain words; of the answer it says nothing. */
export type Told = {
  /** Who asks, and how. */
  readonly opening: string
  /** What one sees and knows, a sentence each. */
  readonly known: readonly string[]
  /** Before the list of what is asked for. */
  readonly wants: string
  readonly records: readonly string[]
}

type Speaking = Speaker & { readonly pack: Pack }

/** Says an ask as it would happen to somebody at a counter. */
export function situationTold(ask: Ask, speaker: Speaking): Told {
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
/** Where one stands matters on the phone and at a screen; of a call that comes in a scenario may leave it open. */
const knowsPlace = ({ channel, place }: Ask) =>
  ['phone-out', 'message', 'screen'].includes(channel) || (channel === 'phone-in' && place !== 'elsewhere')

function opening(ask: Ask, speaker: Speaker): string {
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

function paperOf(ask: Ask, speaker: Speaker): string[] {
  const training = trainingWords(speaker)
  const { instrument, emergencyClaimed } = ask
  const brought = instrument === undefined ? training.noPaper : training.paper[instrument.kind]
  return [
    ...(instrument !== undefined || isFromAgency(ask) ? [brought] : []),
    ...(instrument?.nondisclosure ? [training.gag] : []),
    ...(emergencyClaimed ? [training.emergency] : []),
  ]
}

function staffSaw(ask: Ask, speaker: Speaker): string[] {
  const training = trainingWords(speaker)
  if (!isFromAgency(ask) || !ask.records.includes('incident')) return []
  return [training.basis[ask.basis ?? 'none']]
}

function checksOf(ask: Ask, speaker: Speaker): string[] {
  const { checked } = trainingWords(speaker)
  const { kind, relation, verified } = ask.recipient
  const way = isCall(ask) || isSent(ask) ? 'phone' : 'here'
  if (isWritten(ask) && verified.includes('guardian-on-file')) return [checked.addressOnFile]
  if (verified.length > 0) return verified.map((check) => checked[way][check])
  const asksForThemselves = kind === 'guardian' || (kind === 'patron' && relation === 'self')
  return asksForThemselves && !isSent(ask) ? [checked.nothing[way]] : []
}

/** Of whom it is: told where it can matter, for a guardian and for somebody with papers from a court. */
function subjectOf(ask: Ask, speaker: Speaker): string[] {
  const training = trainingWords(speaker)
  const tryOut = tryOutWords(speaker)
  const told = formatsOf(speaker)
  const { recipient, subject } = ask
  const isGuardian = recipient.kind === 'guardian'
  const hasLetters = recipient.verified.includes('court-letters')
  if (!isGuardian && !hasLetters) return []
  const { born, liabilities } = subject
  return [
    ...(isGuardian && !hasLetters ? [recipient.liable ? training.signed : training.notSigned] : []),
    born === undefined ? training.ageUnknown : training.age(ageOn(born, ask.on)),
    ...(liabilities.length > 0
      ? [training.account(told.all(liabilities.map((each) => tryOut.liability[each].toLowerCase())))]
      : []),
  ]
}

/** Asked, one wants to know if something is so; telling, one says that it is. */
function wantsOf(ask: Ask, speaker: Speaker): Pick<Told, 'wants' | 'records'> {
  const { wants, asked } = trainingWords(speaker)
  if (ask.channel === 'phone-out' || isSent(ask)) {
    return { wants: wants.telling, records: namedTogether(recordsWords(speaker), ask.records) }
  }
  const names = recordsWords(speaker)
  const asking = { ...names, kind: { ...names.kind, ...asked } }
  return {
    wants: ask.recipient.kind === 'staff' ? wants.screen : wants.told,
    records: namedTogether(asking, ask.records),
  }
}

function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return yearsAfter(born, years) <= day ? years : years - 1
}
