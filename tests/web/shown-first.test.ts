import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount } from '../../src/staff/account-store.ts'
import { confirmAccountOwner } from '../../src/staff/accounts.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { actors, atOffice, plantCases, plantOrder, takeAll, takeOnPage } from './cases-planted.ts'
import { passphrase, startHouse, type Tested } from './house.ts'

/* A person's own word is about what they were shown, not about what the Director put in its place before the press. */

let tested: Tested
let app: Hono
let planted: Awaited<ReturnType<typeof plantCases>>

beforeAll(async () => {
  tested = await startHouse()
  app = tested.app()
  planted = await plantCases(tested)
})
afterAll(() => tested.close())

const at = (signIn: string, path: string) => atOffice({ app, tested }, signIn, path)

/** What the form of the page sends besides the word. */
const hidden = (html: string, form: string): Record<string, string> => {
  const [, rest = ''] = html.split(form)
  const [inner = ''] = rest.split('</form>')
  return Object.fromEntries(
    [...inner.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
}

test('the second person agrees to the scope that they read, and not to a wider one that the Director asks for meanwhile', async () => {
  const { director } = await actors(tested)
  const { cases } = tested.house
  const president = await at('trustee', '/cases/second')
  const sent = hidden(president.html, `id="asked-${planted.due}"`)
  expect(sent).toMatchObject({ case: planted.due })
  await takeAll(tested, planted.due, [
    [
      director,
      { what: 'scope-set', subjects: [tested.child], records: ['loans', 'holds.titles', 'charges'] },
    ],
    [director, { what: 'minimum-asked', counsel: ['Lou Brief'], underSeal: false }],
  ])
  expect((await president.post('/cases/second', sent)).status).toBe(422)
  expect((await cases.look(director, planted.due))?.case.minimum?.agreedBy).toBeUndefined()
  await president.get('/cases/second')
  await president.post('/cases/second', hidden(president.html, `id="asked-${planted.due}"`))
  expect((await cases.look(director, planted.due))?.case.minimum?.agreedBy).toBeDefined()
})

test('counsel’s opinion is about the scope on the page that they opened: one that was set since is shown first, and what they typed stays', async () => {
  const { director } = await actors(tested)
  const { cases } = tested.house
  const reference = await plantOrder(tested)
  await takeAll(tested, reference, [
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans', 'holds.titles'] }],
  ])
  const path = `/cases/${reference}`
  const counsel = await at('counsel', path)
  const sent = {
    ...hidden(counsel.html, 'id="counsel-advised"'),
    ...{ opinion: 'proper', words: 'Loans and reserves are in the order.' },
  }
  await takeAll(tested, reference, [
    [
      director,
      {
        what: 'scope-set',
        subjects: [tested.child],
        records: ['loans', 'holds.titles', 'charges', 'contact'],
      },
    ],
  ])
  expect((await counsel.post(path, sent)).status).toBe(422)
  expect(counsel.text).toContain('The case changed after you opened this page.')
  expect(counsel.text).toContain('Loans and reserves are in the order.')
  expect((await cases.look(director, reference))?.case.opinion).toBeUndefined()
  await takeOnPage(counsel, reference, { ...sent, ...hidden(counsel.html, 'id="counsel-advised"') })
  expect((await cases.look(director, reference))?.case.opinion).toBe('proper')
})

test('counsel agrees to the lawyer whom the page named, and not to one whom the Director asks for meanwhile', async () => {
  const { director } = await actors(tested)
  const { cases } = tested.house
  const [good, other] = [await specialCounsel('gil', 'Gil Good'), await specialCounsel('ole', 'Ole Other')]
  const reference = await plantOrder(tested)
  const path = `/cases/${reference}`
  const asks = (account: string) =>
    cases.take(director, reference, { what: 'special-asked', account, wants: 'add' })
  expect(await asks(good)).toHaveProperty('entry')
  const counsel = await at('counsel', path)
  const sent = hidden(counsel.html, 'id="special-agreed"')
  expect(await asks(other)).toHaveProperty('entry')
  expect((await counsel.post(path, sent)).status).toBe(422)
  expect(counsel.text).toContain('Asked: add Ole Other')
  expect((await cases.look(director, reference))?.case.special).toEqual([])
})

test('the president agrees to what the page asked of special counsel: to add one is not to end their work', async () => {
  const { director, counsel } = await actors(tested)
  const { cases } = tested.house
  const account = await specialCounsel('una', 'Una Unsure')
  const reference = await plantOrder(tested)
  await cases.take(counsel, reference, { what: 'conflict-said' })
  const asks = (wants: 'add' | 'end') =>
    cases.take(director, reference, { what: 'special-asked', account, wants })
  await asks('add')
  const president = await at('trustee', '/cases/second')
  const sent = hidden(president.html, `id="special-${reference}"`)
  await president.post('/cases/second', sent)
  expect((await cases.look(director, reference))?.case.special).toEqual([account])
  await asks('end')
  expect((await president.post('/cases/second', sent)).status).toBe(422)
  expect((await cases.look(director, reference))?.case.special).toEqual([account])
})

async function specialCounsel(signIn: string, name: string): Promise<string> {
  const { director } = await actors(tested)
  const { app: db, ring } = tested.house
  const id = await addAccount(db, ring, {
    ...{ signIn, name, role: 'special-counsel', givenBy: director.accountId },
    passphrase: await hashPassphrase(passphrase),
  })
  const board = await db.selectFrom('account').select('id').where('president', '=', true).executeTakeFirst()
  const by = { accountId: board?.id ?? '', role: 'trustee', place: 'office', president: true } as const
  const whom = { id: id ?? '', confirming: ['president', 'trustee', 'counsel'] as const }
  expect(await confirmAccountOwner(tested.house, by, whom)).toBe('confirmed')
  return id ?? ''
}
