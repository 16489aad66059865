import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let trustee: Visitor

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  trustee = new Visitor(tested.app())
  await trustee.signIn('trustee')
})
afterAll(() => tested.close())

type Fields = Readonly<Record<string, string | readonly string[]>>

const tried = async (fields: Fields) => {
  const response = await trustee.post('/policy/try', {
    ...{ records: ['', 'overdue'], channel: 'in-person', place: 'front-desk', day: '2026-11-24' },
    ...fields,
  } as Parameters<Visitor['post']>[1])
  return { status: response.status, text: trustee.text, html: trustee.html }
}

/** A parent who signed and is on file asks what is overdue. */
const parent = { who: 'parent', liable: 'yes', verified: ['', 'guardian-on-file'], owes: ['', 'overdue'] }

const order = {
  ...{ who: 'justice-agency', channel: 'process', paper: 'court-order' },
  findings: [
    ...['', 'justice-agency', 'particular-suspect', 'known-crime', 'competent-court'],
    ...['rational-connection', 'cogent-and-compelling'],
  ],
  done: ['', 'reported-to-director', 'counsel-consulted', 'director-decided-release'],
}

test.each([
  ['an eighteen-year-old', { ...parent, age: '18' }, 'The Director must ask legal counsel first.'],
  [
    'a subpoena',
    { who: 'justice-agency', paper: 'subpoena' },
    'Papers of this kind are often not signed by a judge.',
  ],
  [
    'a vendor’s machine',
    { who: 'vendor', channel: 'sip2', verified: ['', 'card'], records: ['', 'existence'] },
    'The Board has not yet adopted this interpretation of the policy.',
  ],
] as const)(
  'the answer about %s says what else staff should know, as a real one does',
  async (_of, fields, flag) => {
    const { text } = await tried(fields)
    expect(text).toContain('Note')
    expect(text).toContain(flag)
    expect(text).toContain(
      'The Board has not reviewed this policy for more than three years. It is still in effect.',
    )
  },
)

test('the words to say stand in the other language too, as on a real answer', async () => {
  const { html, text } = await tried({ who: 'justice-agency' })
  expect(text).toContain('In Spanish')
  expect(html).toContain('<p class="carrel-say__words" lang="es">')
})

test('an age is reached on the very day of the case, also on February 29', async () => {
  for (const day of ['2028-02-28', '2028-02-29', '2028-03-01']) {
    expect((await tried({ ...parent, age: '19', day })).text).toContain('Do not tell them anything')
    expect((await tried({ ...parent, age: '18', day })).text).toContain('The Director decides')
  }
})

test('a day on which no one of that age was born is an error of the day, and the case stays', async () => {
  const { status, text, html } = await tried({ ...parent, day: '0050-01-01', age: '100' })
  expect(status).toBe(422)
  expect(text).toContain('Type a later date or a lower age')
  expect(html).toMatch(/<input[^>]* id="day"[^>]* value="0050-01-01"[^>]* aria-invalid="true"/)
  expect(html).toMatch(/<input[^>]* id="age"[^>]* value="100"/)
  expect(html).toMatch(/<option value="parent" selected/)
})

test('a paper that names only some of what is asked for releases just that', async () => {
  const { text, html } = await tried({ ...order, records: ['', 'loans', 'history'], scope: ['', 'loans'] })
  expect(text).toContain('You may tell them part of it')
  expect(text).toContain('The legal paper does not cover all of this.')
  expect(html).toMatch(/<input[^>]* id="scope-loans"[^>]* checked/)
  expect(html).not.toMatch(/<input[^>]* id="scope-history"[^>]* checked/)
})
