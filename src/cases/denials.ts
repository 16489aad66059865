import { isDeepStrictEqual } from 'node:util'
import type { Trx } from '../platform/db/context.ts'
import { denialWordsOf, type Pack } from '../policy/index.ts'
import type { Case } from './case.ts'
import { dayOfInstantIn, type SignedDecision } from './case-repository.ts'
import type { DecisionDocument } from './decision.ts'
import { addDenial } from './denials-store.ts'
import type { CaseEvent } from './event.ts'
import { gagEnded } from './steps/gag-ended.ts'
import { publicGiven } from './steps/public-given.ts'
import { refusalSent } from './steps/refusal-sent.ts'
import { isOf } from './steps/step.ts'
import { wordAnswered } from './steps/word-answered.ts'

/**
 * Publishes a letter that denied all or part of a public-records request. INVARIANT: only the day sent, the deciding
 * office, and the letter's hash come from the case; the rest is the pack's own words. Drills are not published, and
 * cases under a nondisclosure order only once that has ended.
 */
export async function publishDenial(
  trx: Trx,
  {
    event,
    after,
    signed,
  }: {
    readonly event: CaseEvent
    readonly after: Case
    readonly signed: SignedDecision | undefined
  },
  pack: Pack,
): Promise<void> {
  const { kind, drill, gagged, refusal } = after
  const { cases: rules } = pack.manifest
  if (refusal === undefined || kind !== 'records-request' || drill || rules === undefined) return
  const isSent = isOf(refusalSent, event) || (isOf(publicGiven, event) && event.extent === 'part')
  const isNow = isSent ? !refusal.keptBack : isGagEnd(event, after) && !gagged && refusal.freed
  if (!isNow) return
  const said = signed?.document.denial
  await addDenial(trx, {
    sentOn: dayOfInstantIn(pack.timeZone)(refusal.at),
    decidedBy: refusal.by,
    subsection: said?.citation ?? rules.denial.subsection,
    review: said?.review ?? rules.denial.review,
    contents: said?.contents ?? null,
    reason: said?.reason ?? null,
    language: said && signed ? signed.document.language : null,
    sha256: refusal.document || null,
  })
}

/** Counsel ended a nondisclosure order, confirmed that it had ended, or denied that there is one. */
export const isGagEnd = (event: CaseEvent, { relayed }: Case): boolean =>
  (isOf(gagEnded, event) && event.way === 'here') ||
  (isOf(wordAnswered, event) && relayed[event.word]?.of === (event.is ? 'gag-end' : 'gag'))

/** Not where a version of the policy that came since has other words, as another subsection: then it is signed again. */
export const isDenialCurrent = ({ denial, language }: DecisionDocument, pack: Pack): boolean =>
  denial === undefined || isDeepStrictEqual(denial, denialWordsOf(pack.in(language).manifest))

/** Lets no one write text into the public file. @throws RangeError where the pack's own words are missing */
export function assertDenialWords(
  { denial, decision, grounds, language, text }: DecisionDocument,
  pack: Pack,
): void {
  const isDenial = grounds.kind === 'records-request' && decision === 'refusal'
  const must = isDenial ? denialWordsOf(pack.in(language).manifest) : undefined
  if (!isDeepStrictEqual(denial, must))
    throw new RangeError('a denial does not say what the law says that it must hold')
  if (!Object.values(must ?? {}).every((words) => text.includes(words)))
    throw new RangeError('a denial lacks what the law says that it must hold')
}
