import { expect, test } from 'vitest'
import { studyWordIn } from './decision-claims.ts'

test('a study is found in each form of the word, whatever does not show between its letters', () => {
  const found: readonly (readonly [string, string])[] = [
    ['After study and consultation I decide.', 'study'],
    ['AFTER STUDYING the concern, I decide.', 'STUDYING'],
    ['My studies show this.', 'studies'],
    ['The concern was studied with care.', 'studied'],
    ['It was stu\u00add\u200bied with care.', 'studied'],
    ['It was stu\ufe0fd\u034fied with care.', 'studied'],
    ['It was \uff53\uff54\uff55\uff44\uff49\uff45\uff44.', 'studied'],
    ['Tras estudiarlo, decido actuar.', 'estudiarlo'],
    ['Hice un estudio de esto.', 'estudio'],
    ['Estudie\u0301 esta preocupación.', 'Estudié'],
  ]
  expect(found.map(([text]) => studyWordIn(text))).toEqual(found.map(([, word]) => word))
})

test('a student, an understudy and a studio are no study', () => {
  expect(studyWordIn('A student and a studio. Una estudiante. The understudy. Sturdy.')).toBeUndefined()
})
