import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import type { Case, CounselOpinion } from './case.ts'
import type { CaseEvent } from './event.ts'
import { conflictSaid } from './steps/conflict-said.ts'
import { counselAdvised } from './steps/counsel-advised.ts'
import { scopeSet } from './steps/scope-set.ts'
import { isOf } from './steps/step.ts'
import { wordAnswered } from './steps/word-answered.ts'

/** Counsel found the paper proper, and the scope that was set later ended that opinion. */
export function isAskedAgain(it: Case, events: readonly CaseEvent[]): boolean {
  const said = events.findLastIndex(
    (one) =>
      isOf(conflictSaid, one) ||
      (isOf(wordAnswered, one) && !one.is) ||
      (isOf(counselAdvised, one) && one.opinion !== undefined),
  )
  const last = events[said]
  return (
    isOf(counselAdvised, last) &&
    last.opinion === 'proper' &&
    it.opinion === undefined &&
    events.slice(said).some((one) => isOf(scopeSet, one))
  )
}

export const lastAdvice = (events: readonly CaseEvent[]) =>
  events.findLast((one) => isOf(counselAdvised, one))

export const opinionText = (speaker: ScreenLanguage, opinion: CounselOpinion): string =>
  counselAdvised.words(speaker).opinion[opinion]
