import { expect, test } from 'vitest'
import { sideNamedIn, studyWordIn } from './decision-claims.ts'

test('a study is found in each form of the word, whatever does not show between its letters', () => {
  const found: readonly (readonly [string, string])[] = [
    ['After study and consultation I decide.', 'study'],
    ['AFTER STUDYING the concern, I decide.', 'STUDYING'],
    ['My studies show this.', 'studies'],
    ['The concern was studied with care.', 'studied'],
    ['It was stu\u00add\u200bied with care.', 'studied'],
    ['It was stu\ufe0fd\u034fied with care.', 'studied'],
    ['It was \uff53\uff54\uff55\uff44\uff49\uff45\uff44.', 'studied'],
    ['It was st\u00fadied with care.', 'studied'],
    ['Tras estudiarlo, decido actuar.', 'estudiarlo'],
    ['It was st\u03c5d\u0131ed again, and restudied.', 'studied'],
    ['Hice un estudio de esto.', 'estudio'],
    ['Estudie\u0301 esta preocupación.', 'Estudié'],
  ]
  expect(found.map(([text]) => studyWordIn(text))).toEqual(found.map(([, word]) => word))
})

test('a student, an understudy and a studio are no study', () => {
  expect(studyWordIn('A student and a studio. Una estudiante. The understudy. Sturdy.')).toBeUndefined()
})

const named = (text: string, drafts: readonly string[] = []) => {
  const by = (term: string) => ({ drafts, terms: [term] })
  return [sideNamedIn(text, 'counsel', by('the City’s lawyer')), sideNamedIn(text, 'board', by('the Board'))]
}

test('a text that names counsel or the Board does so by any word for them, however it says that they agreed', () => {
  const texts: readonly (readonly [string, ReturnType<typeof named>])[] = [
    ['I consulted the Board on November 20.', [undefined, 'Board']],
    ['It has the blessing of the Board of Trustees.', [undefined, 'Board']],
    ['Our trustees were of one mind.', [undefined, 'trustees']],
    ['The bo\u00adard voted.', [undefined, 'board']],
    ['By motion 26-31 this was approved.', [undefined, 'By motion']],
    ['The chairman agrees.', [undefined, 'The chairman']],
    ['La directiva lo aprobó.', [undefined, 'La directiva']],
    ['Legal counsel sees it as I do.', ['counsel', undefined]],
    ['Our attorney signed off on this.', ['Our attorney', undefined]],
    ['The City\u2019s lawyer said so.', ["City's lawyer", undefined]],
    ['On legal advice, I refuse.', ['legal advice', undefined]],
    ['Counsel for the City read it.', ['Counsel', undefined]],
    ['La Junta lo aprobó.', [undefined, 'Junta']],
    ['Así lo aconsejó la asesoría.', ['asesoría', undefined]],
    ['I asked the attorney, who agrees.', ['the attorney', undefined]],
    ['Our legal team is of this view.', ['legal team', undefined]],
    ['Trustee Ann Lee voted for it.', [undefined, 'Trustee']],
    ['The president agrees.', [undefined, 'The president']],
    ['The governing body agreed.', [undefined, 'governing body']],
    ['The Board of Jensen Memorial Library agreed, as did your Board.', [undefined, 'Board']],
    ['Your Board approved it.', [undefined, 'Board']],
    ['The B\u043eard agreed, on our c\u043eunsel’s word.', ['counsel', 'Board']],
    ['Counsel for our library read it.', ['Counsel', undefined]],
    ['Our B\u00f3ard’s policy committee is for it.', [undefined, 'Board']],
    ['You may ask what the Board agreed to.', [undefined, 'Board']],
  ]
  expect(texts.map(([text]) => named(text))).toEqual(texts.map(([, words]) => words))
})

test('a library that calls its Board something else is held to that word', () => {
  const by = { drafts: [], terms: ['the Library Commission'] }
  expect(sideNamedIn('The library  commission agreed.', 'board', by)).toBe('Library Commission')
})

test('lawyers and boards of others, the Board’s policy and the way to appeal say nothing of a consultation', () => {
  const texts = [
    'The county attorney asks for it, and your counsel does too.',
    'Counsel for the plaintiff signed it. The attorney for the landlord, and the attorney general, wrote too.',
    'The president of the company asked.',
    'The Board of Education and the school board asked.',
    'It is on the bulletin board, and on board the bookmobile.',
    'This follows the Board’s policy.',
    'You may appeal this decision to the Board of Trustees.',
    'If you disagree, you can ask the Board to review this decision.',
    'Puede apelar esta decisión ante la Junta.',
  ]
  expect(texts.map((text) => named(text))).toEqual(texts.map(() => [undefined, undefined]))
})

test('a sentence that the draft wrote may stay, and no other that is like it', () => {
  const draft =
    'The library received the order.\n\nI consulted the Board on May 2 (motion 26-1). It is refused.'
  expect(named(`Dear Ann.\n${draft}`, [draft])).toEqual([undefined, undefined])
  expect(named(draft.replace('26-1', '26-9'), [draft])).toEqual([undefined, 'Board'])
})
