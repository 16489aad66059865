import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOfPdf } from '../support/pdf-text.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

const typed = {
  address: '1 Main Street\nMinden, Nebraska 68959',
  phone: '308-555-0100',
  hours: 'Monday to Friday, 9 to 6',
}

async function signedIn(name: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(name)
  return visitor
}

test('a letter has the street, the phone number and the hours that the Director typed', async () => {
  const director = await signedIn('director')
  await director.get('/set-up/letterhead')
  expect((await director.post('/set-up/letterhead', typed)).status).toBe(303)
  const clerk = await signedIn('desk')
  await clerk.post('/counter/customer', { id: tested.parent, basis: 'in-hand' })
  const response = await clerk.post('/counter/welcome', { id: tested.parent })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const pdf = Buffer.from(await response.arrayBuffer())
  const text = textOfPdf(pdf)
  for (const line of ['1 Main Street', '308-555-0100', 'Monday to Friday, 9 to 6'])
    expect(text).toContain(line)
  expect(text).toMatch(/Dear Una Canary:[\s\S]*Sincerely,\s+Jensen Memorial Library/)
})

test('SQL puts no phone number on a page or a letter; the Director is told, and what they save counts again', async () => {
  const { app } = tested.house
  const director = await signedIn('director')
  await director.get('/set-up/letterhead')
  await director.post('/set-up/letterhead', typed)
  const shown = async () => {
    const outsider = new Visitor(tested.app())
    await outsider.get('/served')
    return outsider.text
  }
  expect(await shown()).toContain('308-555-0100')
  const was = await app.selectFrom('letterhead').selectAll().executeTakeFirstOrThrow()
  await app.updateTable('letterhead').set({ phone: '308-555-0666', counsel_phone: '308-555-0667' }).execute()
  expect(await shown()).not.toContain('308-555-066')
  await director.get('/')
  expect(director.text).toContain('Check the letterhead and save it.')
  await director.get('/set-up/letterhead')
  expect(director.text).toContain('Carrel did not save these lines as they are now.')
  // As after an update: no row of before has a mark.
  await app
    .updateTable('letterhead')
    .set({ ...was, mark: null })
    .execute()
  expect(await shown()).not.toContain('308-555-0100')
  await director.get('/set-up/letterhead')
  await director.post('/set-up/letterhead', typed)
  expect(await shown()).toContain('308-555-0100')
  await director.get('/')
  expect(director.text).not.toContain('Check the letterhead')
  // An old number that was ours once is not put back.
  await expect(app.updateTable('letterhead').set(was).execute()).rejects.toThrow(/row_mark/)
})

test.each([
  ['without a street', { ...typed, address: ' ' }, 'Type the street and town'],
  ['without a phone number', { ...typed, phone: '' }, 'Type the phone number'],
  ['with four lines', { ...typed, address: 'a\nb\nc\nd' }, 'Use three lines at most'],
  [
    'with a line that an envelope cannot hold',
    { ...typed, hours: 'x'.repeat(45) },
    '44 characters or shorter',
  ],
])('a letterhead %s is refused, and what was typed stays', async (_, form, says) => {
  const director = await signedIn('director')
  await director.get('/set-up/letterhead')
  expect((await director.post('/set-up/letterhead', form)).status).toBe(422)
  expect(director.text).toContain(says)
  if (form.phone !== '') expect(director.html).toContain(form.phone)
})
