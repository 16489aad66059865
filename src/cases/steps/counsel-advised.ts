import { tryOutWords } from '../../ask/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Finding } from '../../policy/index.ts'
import { type Case, type CounselOpinion, isAboutStaff, stageOf } from '../case.ts'
import { withBoardAllowed, withCounselConsulted } from '../case-changes.ts'
import { isMinimumAgreed } from '../decision.ts'
import {
  afterItCame,
  type Guard,
  isByCounsel,
  isConfirmedByCounsel,
  ownSignIn,
  unseenFindings,
} from '../guards.ts'
import type { CounselStatement, EventStamp } from '../stamp.ts'
import { citedAs, isBoardConsulted, opinionHere } from '../statements.ts'
import { casesPageWords } from '../words/page.ts'
import { counselFields, counselStatement, one, shownTo, text, tick } from './fields.ts'
import { isBeingJudged, type Owed, owedIf } from './owed.ts'
import {
  type AwaitedContext,
  defineStep,
  isNotCounsels,
  movesUndecided,
  oversightRoles,
  stagesBeforeDecision,
} from './step.ts'

type CounselAdvised = {
  readonly what: 'counsel-advised'
  readonly opinion?: CounselOpinion | undefined
  /** Findings cited by others, read to counsel with their pages and words. */
  readonly readOut?: readonly Finding[] | undefined
  /** The order predates the lapse of its section, and counsel finds it still binding. */
  readonly grandfathered?: true | undefined
  /** The Board may know despite the nondisclosure order. */
  readonly board?: true | undefined
} & CounselStatement

/** A relayed statement neither validates paper that counsel found defective here nor withdraws an opinion in force. */
export const counselsWord: Guard<CounselAdvised> = {
  name: 'counsels-word',
  passes: (it, { event, stamp }) => {
    if (stamp.role === 'counsel') return true
    const { opinion, way } = event
    if (way === 'here') return false
    const here = opinionHere(it)
    if (opinion === undefined || here === undefined || opinion === here) return true
    return opinion === 'defective' && it.opinion !== here
  },
  words: screenWords(
    () => 'Counsel said otherwise here, signed in to their own account. Only counsel can change that, here.',
    () => 'La asesoría dijo otra cosa aquí, con su propia cuenta. Solo ella lo puede cambiar, aquí.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Record counsel’s advice',
    own: 'Give your opinion',
    button: 'Save',
    noPaper: 'What did counsel advise? It stays in the timeline.',
    ownNoPaper: 'What do you advise? It stays in the timeline.',
    help: 'Is the paper valid? The policy asks counsel to say. Under “Details,” write why. Read it once more before you record this: it stays in the timeline.',
    advised: (who: string, counsel: string, way: string) => `${who} recorded what ${counsel} advised ${way}.`,
    advisedBy: (who: string) => `${who} advised.`,
    opinion: {
      proper: 'Proper, and in full compliance with proper legal authority.',
      defective: 'Not proper.',
    },
    readOut: (findings: string) => `Read to counsel, with pages and words: ${findings}.`,
    grandfathered: 'The law has expired, but it still applies to this order.',
    boardMayKnow: 'The Board may be told about it.',
    boardReported: 'The Board may be told about it once counsel confirms this.',
    scopeFirst:
      'If the paper is not proper, say so now. If it looks proper, wait until the scope is set: setting it later cancels that opinion. You can set it too:',
    fields: {
      opinion: 'Counsel’s opinion',
      readOut: 'I read the cited findings to counsel, with their pages and words',
      board: 'Counsel says that the Board may be told about it',
      grandfathered:
        'The law has expired (Section 215), but counsel says that it still applies to this order',
    },
    options: {
      opinion: {
        proper: 'Proper, and in full compliance with proper legal authority',
        defective: 'Not proper: something is missing or wrong',
        none: 'No opinion yet',
      },
    },
  }),
  () => ({
    label: 'Anotar la opinión de la asesoría',
    own: 'Dar su opinión',
    button: 'Guardar',
    noPaper: '¿Qué aconsejó la asesoría? Queda en la cronología.',
    ownNoPaper: '¿Qué aconseja usted? Queda en la cronología.',
    help: '¿Es válido el documento? La política pide que lo diga la asesoría. En «Detalles», escriba por qué. Revíselo una vez más antes de anotarlo: queda en la cronología.',
    advised: (who, counsel, way) => `${who} anotó lo que ${counsel} dijo ${way}.`,
    advisedBy: (who) => `${who} dio su opinión.`,
    opinion: {
      proper: 'Válido, y conforme en todo con la autoridad legal debida.',
      defective: 'No es válido.',
    },
    readOut: (findings) => `Se le leyó a la asesoría, con páginas y palabras: ${findings}.`,
    grandfathered: 'La ley ya no está en vigor, pero todavía se aplica a esta orden.',
    boardMayKnow: 'La Junta puede saberlo.',
    boardReported: 'La Junta puede saberlo en cuanto la asesoría lo confirme.',
    scopeFirst:
      'Si el documento no es válido, dígalo ahora. Si parece válido, espere a que se fije el alcance: fijarlo después anula esa opinión. Usted también puede:',
    fields: {
      opinion: 'Opinión de la asesoría',
      readOut: 'Le leí a la asesoría los puntos citados, con sus páginas y palabras',
      board: 'La asesoría dice que la Junta puede saberlo',
      grandfathered:
        'La ley ya no está en vigor (sección 215), pero la asesoría dice que todavía se aplica a esta orden',
    },
    options: {
      opinion: {
        proper: 'Válido, y conforme en todo con la autoridad legal debida',
        defective: 'No es válido: falta algo o está mal',
        none: 'Sin opinión todavía',
      },
    },
  }),
)

export const counselAdvised = defineStep<CounselAdvised>()({
  name: 'counsel-advised',
  by: oversightRoles,
  at: [...stagesBeforeDecision, 'searching', 'searched', 'ended'],
  to: movesUndecided('with-counsel', 'cleared'),
  guards: [ownSignIn, afterItCame, counselsWord],
  change: (it, event) => {
    const { opinion, board, grandfathered, stamp } = event
    // Why not at once where it was relayed: no Director lets the Board know of an order alone.
    const isAllowed = it.gagged && board === true && isByCounsel(stamp)
    return {
      ...withCounselConsulted(isAllowed ? withBoardAllowed(it) : it, stamp),
      ...(opinion && { opinion }),
      ...(grandfathered && { grandfathered: true }),
      findings: confirmedFindings(it, event, stamp),
    }
  },
  // Why not before the paper is read: their opinion would end with what is read then.
  counselFirst: ['told', 'time-asked', 'scope-set'],
  owes: owesAdvice,
  elsewhere: {
    relays: {
      of: 'advice',
      isReported: isNotCounsels,
      stands: ({ opinion }) => opinion !== undefined,
      listsOwn: true,
      sawFindings: ({ opinion }) => opinion === 'proper',
      says: ({ opinion, readOut, grandfathered, board }) => ({
        ...{ opinion, readOut, grandfathered, boardMayKnow: board },
      }),
      keeps: ({ opinion, readOut, board }) => ({ opinion, readOut, board }),
    },
    answers: 'advised',
  },
  words,
  shows: {
    supplies: 'consultation',
    above: ['papers', 'opinion-ended'],
    leads: [
      {
        to: 'scope-set',
        isFor: (_, { viewer, isNext }) => viewer === 'counsel' && isNext,
        says: ({ scopeFirst }) => scopeFirst,
      },
    ],
    awaited: awaitedAdvice,
  },
  helpFor: ({ help, noPaper, ownNoPaper }, kind, viewer) =>
    isAboutStaff({ kind }) ? (viewer === 'counsel' ? ownNoPaper : noPaper) : help,
  labelFor: ({ label, own }, { viewer }) => (viewer === 'counsel' ? own : label),
  timeline: ({ who, event, words, say }) => {
    const { opinion, way, counsel } = event
    const findings = event.readOut?.map((finding) => tryOutWords(say.speaker).finding[finding]) ?? []
    const says = [
      way === 'here' ? words.advisedBy(who) : words.advised(who, counsel, say.through[way]),
      ...(opinion === undefined ? [] : [words.opinion[opinion]]),
      ...(event.grandfathered ? [words.grandfathered] : []),
      ...(findings.length > 0 ? [words.readOut(say.list(findings))] : []),
      ...(event.board ? [way === 'here' ? words.boardMayKnow : words.boardReported] : []),
    ]
    return { says: says.join(' '), words: [event.words] }
  },
  form: {
    group: 'counsel',
    fields: {
      // A privacy concern has no paper to judge.
      opinion: shownTo((viewer) => !isAboutStaff(viewer), one(['proper', 'defective', 'none'])),
      readOut: shownTo(({ role, pinned }) => pinned && role !== 'counsel', tick()),
      ...counselFields({
        words: text(),
        // Without an order there is nothing to allow.
        board: shownTo(({ gagged }) => gagged, tick()),
        grandfathered: shownTo(({ sealed }) => sealed, tick()),
      }),
    },
    toEvent: ({ opinion, words, readOut, board, grandfathered, ...sent }, form) => ({
      what: 'counsel-advised',
      words,
      ...(opinion !== 'none' && { opinion }),
      ...(board && { board }),
      ...(readOut && { readOut: unseenFindings(form.it) }),
      ...(grandfathered && { grandfathered }),
      ...counselStatement(sent, form),
    }),
  },
})

/** Findings that counsel saw or heard when finding the paper valid. */
function confirmedFindings(
  { findings }: Case,
  { opinion, readOut = [] }: CounselAdvised,
  { role }: EventStamp,
): Case['findings'] {
  if (opinion !== 'proper') return findings
  return citedAs(findings, (cited, finding) =>
    role === 'counsel' || readOut.includes(finding) ? { ...cited, confirmed: true } : cited,
  )
}

function owesAdvice(it: Case): readonly Owed[] {
  const isFirst = it.gagUnseen === true && counselAdvised.at.includes(stageOf(it))
  // A privacy concern is decided after counsel or the Board was consulted (Reg 7).
  const isConsulted = it.kind !== 'privacy' || it.counselConsulted || isBoardConsulted(it)
  const awaits = (it.kind === 'process' && awaitsOpinion(it)) || !isConsulted
  return [
    ...owedIf(isFirst, 'secret', 'counsel'),
    ...owedIf(isBeingJudged(it) && awaits, 'advice', 'counsel'),
  ]
}

function awaitedAdvice(_: unknown, { it, isAskedAgain, speaker, names, time }: AwaitedContext): string {
  const { askedAgain, opinionKept, counselReached } = casesPageWords(speaker)
  if (isAskedAgain) return `. ${askedAgain}`
  // They advised, and what was cited since is new to them.
  const unseen = unseenFindings(it)
  if (it.opinion !== undefined && unseen.length > 0) return `. ${opinionKept(names(unseen))}`
  return it.counselAt === undefined ? '' : `. ${counselReached(time(it.counselAt))}.`
}

/** No opinion yet, or not of every finding; where two people comply without counsel, no one waits for it. */
const awaitsOpinion = (it: Case): boolean =>
  !isMinimumAgreed(it) &&
  (it.opinion === undefined ||
    (it.opinion === 'proper' && ![...it.findings.values()].every(isConfirmedByCounsel)))
