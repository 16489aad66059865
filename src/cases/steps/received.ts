import { screenWords } from '../../platform/i18n/screen-words.ts'
import type {
  Case,
  CaseKind,
  DisclosureWay,
  IntakeChannel,
  OutsideReport,
  Requester,
  YesNoUnsure,
} from '../case.ts'
import type { EventStamp } from '../stamp.ts'
import { casesPageWords } from '../words/page.ts'
import { defineStep, everyRole, type TimelineContext } from './step.ts'
import { newStudy } from './study-set.ts'

export type ReceivedEvent = {
  readonly what: 'received'
  readonly kind: CaseKind
  readonly way: IntakeChannel
  readonly requester: Requester
  readonly wants: string
  readonly looked?:
    | { readonly court: YesNoUnsure; readonly judge: YesNoUnsure; readonly searchHere: YesNoUnsure }
    | undefined
  readonly aboutDirector: boolean
  readonly drill: boolean
  /** The concern is who viewed a record on these days. */
  readonly views?: { readonly from: string; readonly until: string }
  /** Of a wrong disclosure: how it left, and who has it now. */
  readonly left?: { readonly how: DisclosureWay; readonly to: string }
  /** In a sealed matter. */
  readonly secret?: true
  readonly fromOutside?: OutsideReport | undefined
  /** The person served acknowledged the nondisclosure order as they reported it. */
  readonly bound?: true
}

/** The first event only. */
const words = screenWords(
  () => ({
    label: 'Receive',
    said: (who: string, what: string, way: string) => `${who} received it ${way}. ${what}.`,
    bound: 'They acknowledged the nondisclosure order as they reported it.',
    left: {
      told: 'It was said or shown.',
      sent: 'It was sent or given.',
      lost: 'It was lost or stolen.',
      other: 'It left in another way.',
    },
    to: (whom: string) => `To whom: ${whom}`,
  }),
  () => ({
    label: 'Recibirlo',
    said: (who, what, way) => `${who} lo recibió ${way}. ${what}.`,
    bound: 'Al reportarlo, reconoció la orden de no divulgación.',
    left: {
      told: 'Se dijo o se mostró.',
      sent: 'Se envió o se entregó.',
      lost: 'Se perdió o fue robado.',
      other: 'Salió de otra manera.',
    },
    to: (whom) => `A quién: ${whom}`,
  }),
)

export const received = defineStep<ReceivedEvent>()({
  name: 'received',
  by: [...everyRole, 'program'],
  at: [],
  to: ['received'],
  guards: [],
  change: (it) => it,
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [
      receivedText(who, event, words.said, say),
      ...(event.left ? [words.left[event.left.how]] : []),
      ...(event.bound ? [words.bound] : []),
    ].join(' '),
    words: [event.wants, ...(event.left ? [words.to(event.left.to)] : [])],
  }),
})

export function receivedText(
  who: string,
  { kind, way }: Pick<ReceivedEvent, 'kind' | 'way'>,
  said: (who: string, what: string, way: string) => string,
  { speaker }: TimelineContext,
): string {
  const page = casesPageWords(speaker)
  return said(who, page.kind[kind], page.way[way])
}

export function newCase(came: ReceivedEvent, { by, at, notedAt }: EventStamp): Case {
  const { kind, drill, way, requester, wants, looked, aboutDirector, views, secret, fromOutside } = came
  return {
    kind,
    drill,
    way,
    servedTo: by,
    receivedAt: at,
    reportedAt: fromOutside?.at ?? notedAt,
    requester,
    wants,
    looked,
    ...(looked?.judge === 'yes' && { readAsJudges: true as const }),
    ...(kind === 'process' && { onceProcess: true as const }),
    ...(fromOutside && { fromOutside }),
    aboutDirector,
    ...(views && { study: newStudy(views, requester.patron) }),
    papers: [],
    later: [],
    aside: [],
    findings: new Map(),
    preserved: new Map(),
    systemsToPreserve: [],
    searches: new Map(),
    outside: new Map(),
    taken: [],
    gagged: secret === true,
    boardMayKnow: false,
    ...(secret && { secret, gagUnseen: secret }),
    numbersGiven: requester.phone === undefined ? [] : [requester.phone],
    requesterVerified: false,
    counselConsulted: false,
    counselConfirmedBy: [],
    conflicts: [],
    special: [],
    spoke: [],
    heard: [],
    own: [],
    relayed: [],
    tries: [],
    receipt: false,
    patronTold: false,
    searchEnded: false,
    debriefed: false,
    toldOutside: false,
    closed: false,
  }
}
