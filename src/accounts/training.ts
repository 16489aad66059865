import { addDone, takeCourse } from '../store/training.ts'
import { act, type By, type Office } from './act.ts'

/** A course that was scored: its certificate is by `id`, `missed` are the numbers of the questions that were not right. */
export type Scored = { readonly id: string; readonly score: number; readonly missed: readonly number[] }

/**
 * Scores a course whose questions are all answered: once, on record, and what was missed is kept nowhere.
 * @returns undefined where there is no such course, or it has questions left
 */
export async function finishCourse(
  office: Office,
  by: By,
  of: { readonly course: string; readonly questions: number },
): Promise<Scored | undefined> {
  return act(office, by, async (trx, note) => {
    const accountId = by.actor
    const taken = await takeCourse(trx, { accountId, ...of })
    if (taken === undefined) return undefined
    const { role, pack, missed } = taken
    const { questions } = of
    const score = questions - missed.length
    const entry = await note({ kind: 'training-done', flags: [`${score}-of-${questions}`] })
    const done = { accountId, role, doneOn: office.clock.today(), score, questions, pack, entry }
    const id = await addDone(trx, done)
    return { id, score, missed }
  })
}
