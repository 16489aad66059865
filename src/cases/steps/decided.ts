import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Case, type CaseOutcome, type Decision, endsInDecision } from '../case.ts'
import { isMinimumAgreed, policyAskIfDecided } from '../decision.ts'
import {
  asDecided,
  type Guard,
  type GuardContext,
  hasCounselCleared,
  isAgainstCounsel,
  isConfirmedByCounsel,
  isDecider,
  isUnchangedSinceDecision,
  ownSignIn,
  reported,
  requestAgreed,
  scopeIsSet,
  waitsForNothing,
} from '../guards.ts'
import {
  type DecisionSigner,
  isBoardConsulted,
  isConsultationConfirmed,
  isOpinionByAnother,
  isUnanswered,
  relayedOwner,
} from '../statements.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { decidingRoles, defineStep, stagesBeforeDecision } from './step.ts'

export type Decided = {
  readonly what: 'decided'
  readonly decision: Decision
  readonly document: string
  readonly grounds: string
  /** Complied under a court order; counsel was not reached, and confirms or denies it afterward. */
  readonly notReached?: true | undefined
  /** No second person had confirmed it, and the pack's time was past: the text says so, and counsel and the Board are told. */
  readonly unconfirmed?: true | undefined
}

const decisionFits: Guard<Decided> = {
  name: 'decision-fits',
  passes: (it, { event }) =>
    event.decision === 'heed' || event.decision === 'not-heed'
      ? it.kind === 'privacy'
      : it.kind !== 'privacy',
  words: screenWords(
    () => 'This decision does not apply to this kind of case.',
    () => 'Esta decisión no corresponde a este tipo de caso.',
  ),
}

const groundsAsDecided: Guard<Decided> = {
  ...asDecided,
  passes: (it, { event }) => isUnchangedSinceDecision(it, event.grounds),
}

const opinionProper: Guard = {
  name: 'opinion-proper',
  passes: (it) => it.opinion === 'proper',
  words: screenWords(
    () => 'Counsel must first say that the paper is proper and in full compliance.',
    () => 'Primero la asesoría debe decir que el documento es válido y conforme en todo.',
  ),
}

/** Called back at a number that is not from the paper. */
const requesterVerified: Guard = {
  name: 'requester-verified',
  passes: (it) => it.requesterVerified,
  words: screenWords(
    () =>
      'The requester must first be verified by a call back, at a number found somewhere other than the paper.',
    () =>
      'Primero hay que verificar al solicitante con una llamada, a un número hallado en otra parte que en el documento.',
  ),
}

/** The policy's answer once the Director has decided so. */
const policyAllows: Guard<Decided> = {
  name: 'policy-allows-decision',
  passes: (it, { event, world }) => policyAllowsDecision(it, event, world),
  words: screenWords(
    () => 'The policy does not allow this decision for the case as it is now.',
    () => 'La política no permite esta decisión para el caso como está ahora.',
  ),
}

/** A Director's citation alone is no judicial determination until counsel saw or heard it. */
const findingsConfirmed: Guard = {
  name: 'findings-confirmed',
  passes: ({ findings }) => [...findings.values()].every(isConfirmedByCounsel),
  words: screenWords(
    () =>
      'Counsel has not seen every cited finding. Counsel must confirm the paper with these findings in view, or have them read aloud.',
    () =>
      'La asesoría no ha visto todos los puntos citados. Debe confirmar el documento con estos puntos a la vista, o alguien debe leérselos.',
  ),
}

const counselOrBoard: Guard = {
  name: 'counsel-or-board',
  passes: (it) => it.counselConsulted || isBoardConsulted(it),
  words: screenWords(
    () => 'Legal counsel or the Board must be consulted first.',
    () => 'Primero hay que consultar a la asesoría legal o a la Junta.',
  ),
}

/** Where the concern is who viewed a record, no one decides before it was studied. */
const studyFound: Guard<Decided> = {
  name: 'study-found',
  passes: ({ study }) => study === undefined || study.found !== undefined,
  words: screenWords(
    () => 'This concern is about who viewed a record. First study the views and write what was found.',
    () =>
      'Esta preocupación es sobre quién vio un expediente. Primero estudie las consultas y escriba lo que se halló.',
  ),
}

/** No Director releases on a word that they alone recorded, or gave as counsel. A nondisclosure order is none that a release rests on. */
const counselConfirmed: Guard = {
  name: 'counsel-confirmed',
  passes: (it, { stamp, world }) =>
    isOpinionByAnother(it, { by: stamp.by, ownRole: world.ownRole }) &&
    !it.relayed.some((word) => isUnanswered(word) && relayedOwner(word) === 'counsel' && word.of !== 'gag'),
  words: screenWords(
    () =>
      'Counsel’s word is only reported, or it is the word of the person who signs. Counsel who does not sign must first confirm it, at their own sign-in, by a link in an e-mail, or by a letter.',
    () =>
      'La palabra de la asesoría solo está reportada, o es de quien firma. Primero debe confirmarla alguien de la asesoría que no firma, con su propia cuenta, con un enlace en un correo o con una carta.',
  ),
}

/** No Director refuses, or decides of a concern, on a word that they alone recorded; or the decision says that no one confirmed it. */
const consultationConfirmed: Guard<Decided> = {
  name: 'consultation-confirmed',
  passes: (it, { event, stamp, world }) => {
    const signer = { by: stamp.by, ownRole: world.ownRole }
    return event.unconfirmed ? isPastConfirming(it, signer, world) : isConsultationConfirmed(it, signer)
  },
  words: screenWords(
    () =>
      'A second person must first confirm it: legal counsel, who gives advice or confirms what was recorded of them, or the president of the Board. They do so at their own sign-in, by a link in an e-mail, or by a letter. The person who signs does not count.',
    () =>
      'Primero otra persona debe confirmarlo: la asesoría legal, que da su opinión o confirma lo que se anotó de ella, o quien preside la Junta. Lo hace con su propia cuenta, con un enlace en un correo o con una carta. No cuenta quien firma.',
  ),
}

/** Two people agreed to it, since counsel could not be reached before the order is due. */
const minimumAgreed: Guard<Decided> = {
  name: 'minimum-agreed',
  passes: (it, { event }) => event.decision === 'compulsion' && isMinimumAgreed(it),
  words: screenWords(
    () => 'A second person must first agree, at their own sign-in, to comply without counsel.',
    () => 'Primero otra persona debe aceptar, con su propia cuenta, que se cumpla sin la asesoría.',
  ),
}

const guardsToProduce = [requesterVerified, scopeIsSet, policyAllows] as const

/** Added to what every decision needs. */
export const decisionGuards: Readonly<Record<Decision, readonly Guard<Decided>[]>> = {
  release: [opinionProper, ...guardsToProduce, counselConfirmed, findingsConfirmed],
  compulsion: [opinionProper, ...guardsToProduce, counselConfirmed],
  refusal: [counselOrBoard, policyAllows, consultationConfirmed],
  heed: [counselOrBoard, studyFound, consultationConfirmed],
  'not-heed': [counselOrBoard, studyFound, consultationConfirmed],
}

/** A compulsion that counsel confirms or denies afterward. */
export const guardsWithoutCounsel: readonly Guard<Decided>[] = [minimumAgreed, ...guardsToProduce]

/** A denial is due within days, and needs no advice first. */
const denialGuards: readonly Guard<Decided>[] = [policyAllows, consultationConfirmed]

/** A privacy concern ends with its decision; for paper, something is left to do. */
const outcomes: Readonly<Partial<Record<Decision, CaseOutcome>>> = {
  heed: 'heeded',
  'not-heed': 'not-heeded',
}

const words = screenWords(
  () => ({
    label: 'Decide in writing',
    notReached: (who: string) =>
      `${who} recorded in writing: complied under court order, counsel not reached.`,
    unconfirmed: 'No second person had confirmed it.',
    said: {
      release: (who: string) => `${who} decided in writing to release.`,
      compulsion: (who: string) => `${who} recorded in writing that the law compels it.`,
      refusal: (who: string) => `${who} decided in writing to refuse.`,
      heed: (who: string) => `${who} decided in writing to act on the concern.`,
      'not-heed': (who: string) => `${who} decided in writing to take no action on the concern.`,
    },
  }),
  () => ({
    label: 'Decidir por escrito',
    notReached: (who) =>
      `${who} anotó por escrito: se cumplió una orden de un tribunal, sin haber podido hablar con la asesoría.`,
    unconfirmed: 'Ninguna otra persona lo había confirmado.',
    said: {
      release: (who) => `${who} decidió por escrito entregar.`,
      compulsion: (who) => `${who} anotó por escrito que la ley lo obliga.`,
      refusal: (who) => `${who} decidió por escrito negar.`,
      heed: (who) => `${who} decidió por escrito actuar ante la preocupación.`,
      'not-heed': (who) => `${who} decidió por escrito no tomar medidas.`,
    },
  }),
)

export const decided = defineStep<Decided>()({
  name: 'decided',
  by: decidingRoles,
  at: stagesBeforeDecision,
  to: ['decided', 'ended'],
  guards: [
    ...[ownSignIn, reported, isDecider, decisionFits, waitsForNothing, groundsAsDecided],
    requestAgreed,
  ],
  guardsFor: ({ decision, notReached }, { kind }) =>
    notReached
      ? guardsWithoutCounsel
      : kind === 'records-request' && decision === 'refusal'
        ? denialGuards
        : decisionGuards[decision],
  change: (it, { decision, document, grounds, notReached, unconfirmed }) => {
    const outcome = outcomes[decision]
    const underSeal = notReached === true && it.minimum?.underSeal === true ? true : undefined
    return {
      ...it,
      decision: { decision, document, grounds, notReached, unconfirmed, underSeal },
      ...(outcome && { outcome }),
    }
  },
  takenBy: 'service',
  page: 'decision',
  owes: (it) => owedIf(isBeingJudged(it) && endsInDecision(it), 'end'),
  elsewhere: {
    relays: {
      of: 'against',
      kindOf: ({ notReached }) => (notReached ? 'compliance' : 'against'),
      isReported: ({ notReached, unconfirmed, decision, stamp }, before) =>
        notReached === true ||
        unconfirmed === true ||
        (decision === 'refusal' && isAgainstCounsel(before, stamp)),
      // Where the president decides, they know; under a nondisclosure order, counsel alone is told.
      asksBoardToo: ({ unconfirmed }, { aboutDirector, gagged }) =>
        unconfirmed === true && !aboutDirector && !gagged,
    },
    effects: ['unconfirmed-mailed'],
    answers: 'decided',
  },
  words,
  timeline: ({ who, event, words }) =>
    event.notReached
      ? words.notReached(who)
      : [words.said[event.decision](who), ...(event.unconfirmed ? [words.unconfirmed] : [])].join(' '),
})

function policyAllowsDecision(
  it: Case,
  { decision }: Pick<Decided, 'decision'>,
  world: GuardContext,
): boolean {
  if (decision === 'heed' || decision === 'not-heed') return true
  const { outcome } = world.decide(policyAskIfDecided(it, decision, world.today))
  if (decision === 'release') return outcome === 'release' || outcome === 'limited'
  return outcome === (decision === 'refusal' ? 'refuse' : 'compelled')
}

const isPastConfirming = (it: Case, signer: DecisionSigner, { today, confirmBy }: GuardContext): boolean =>
  !isConsultationConfirmed(it, signer) && confirmBy !== undefined && today >= confirmBy(it, signer.by)

/** A refusal, or a decision on a privacy concern. */
export const needsSecondPerson = (decision: Decision): boolean =>
  decisionGuards[decision].includes(consultationConfirmed)

/** It waited long enough for a second person, and none confirmed it. */
export const unconfirmedIn = (
  it: Case,
  { decision, signer }: { readonly decision: Decision; readonly signer: DecisionSigner },
  world: GuardContext,
): Pick<Decided, 'unconfirmed'> =>
  needsSecondPerson(decision) && isPastConfirming(it, signer, world) ? { unconfirmed: true } : {}

/** Two people agreed to comply, and counsel's own word is still missing. */
export const notReachedIn = (it: Case, decision: Decision): Pick<Decided, 'notReached'> =>
  decision === 'compulsion' && isMinimumAgreed(it) && !hasCounselCleared(it) ? { notReached: true } : {}
