import { answered } from './answered.tsx'
import { basis } from './basis.tsx'
import { brought } from './brought.tsx'
import { card } from './card.tsx'
import { checked } from './checked.tsx'
import type { Draft, QuestionId } from './draft.ts'
import { guardian } from './guardian.tsx'
import { how } from './how.tsx'
import { paper } from './paper.tsx'
import { phoneCode } from './phone-code.tsx'
import type { Question } from './question.ts'
import { secret } from './secret.tsx'
import { sender } from './sender.tsx'
import { wants } from './wants.tsx'
import { who } from './who.tsx'

/** The questions in the order in which they are asked. */
export const questions: readonly Question[] = [
  ...[who, sender, brought, paper, secret, how, answered, card, checked, guardian, phoneCode, wants, basis],
]

const isAnswered = (draft: Draft, question: Question) => draft[question.id] !== undefined

/** The first question that still wants an answer; null when all are answered. */
export function nextQuestion(draft: Draft, looksUp: boolean): Question | null {
  return (
    questions.find(
      (each) => each.applies(draft, looksUp) && (!isAnswered(draft, each) || each.wrong?.(draft)),
    ) ?? null
  )
}

/** The question before the one given, or null at the start. */
export function questionBefore(draft: Draft, question: Question, looksUp: boolean): Question | null {
  const before = questions.slice(0, questions.indexOf(question))
  return before.findLast((each) => each.applies(draft, looksUp)) ?? null
}

/**
 * The draft as far as it makes sense: an answer to a question that does not apply is dropped, and with
 * `until` also the answers from that question on.
 */
export function trimmed(draft: Draft, looksUp: boolean, until?: QuestionId): Draft {
  let kept: Draft = {}
  for (const { id, applies } of questions) {
    if (id === until) break
    if (applies(kept, looksUp) && draft[id] !== undefined) kept = { ...kept, [id]: draft[id] }
  }
  return kept
}

/** Finds a question by its id. */
export function questionOf(id: QuestionId): Question | null {
  return questions.find((question) => question.id === id) ?? null
}
