import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NewCopy } from '../../src/circulation/catalog.ts'
import { addCharge } from '../../src/circulation/checkout-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { recorded } from '../accounts/office.ts'
import { importFolder } from '../imports/import-folder.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
let tested: Tested
let catalogue: Tested['house']['catalogue']

beforeAll(async () => {
  tested = await startHouse()
  catalogue = tested.house.catalogue
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

let made = 0
const copy = (more: Partial<NewCopy> = {}): NewCopy => ({
  ...{ made: randomUUID(), barcode: `K${1000 + made++}`, of: { title: 'Sod Houses', author: 'Kettle, R.' } },
  ...more,
})
const titlesOf = async (words: string) => (await catalogue.search(words)).titles
const lend = (barcode: string) => tested.house.desk.lend(clerk, { patronId: tested.parent, barcode })

describe('an item that is added at a desk', () => {
  test('can be lent by the rule of its kind, found by its words, and has a price', async () => {
    const { app } = tested.house
    const film = copy({
      itemType: 'DVD',
      priceCents: 1850,
      collection: 'Film',
      of: { title: 'Prairie Film', author: null },
    })
    expect(await catalogue.add(clerk, film)).toBe('added')
    expect(await catalogue.itemPage({ barcode: film.barcode })).toMatchObject({
      ...{
        title: 'Prairie Film',
        author: null,
        itemType: 'DVD',
        priceCents: 1850,
        collection: 'Film',
        state: 'here',
      },
    })
    expect(await lend(film.barcode)).toMatchObject({ dueOn: '2026-12-01' })
    expect((await titlesOf('prairie film')).map(({ title }) => title)).toEqual(['Prairie Film'])
    expect(
      await app.selectFrom('item').select('source_id').where('barcode', '=', film.barcode).execute(),
    ).toEqual([{ source_id: null }])
  })

  test('is found by its words next to a mark that is not ASCII, however it was typed', async () => {
    for (const title of ['The Windmill Keeper’s Daughter', 'El molino: ¿dónde está?', 'Windmills — “Home”'])
      await catalogue.add(clerk, copy({ of: { title, author: null } }))
    const found = async (words: string) => (await titlesOf(words)).map(({ title }) => title)
    const keeper = ['The Windmill Keeper’s Daughter']
    expect(await found('The Windmill Keeper’s Daughter')).toEqual(keeper)
    expect(await found("windmill keeper's")).toEqual(keeper)
    expect(await found('molino donde')).toEqual(['El molino: ¿dónde está?'])
    expect(await found('windmills home')).toEqual(['Windmills — “Home”'])
  })

  test('is one item and one title, though the form is sent twice and twice at once', async () => {
    const one = copy({ of: { title: 'Windbreaks Once', author: null } })
    expect(await Promise.all([catalogue.add(clerk, one), catalogue.add(clerk, one)])).toEqual([
      'added',
      'added',
    ])
    const [title, ...more] = await titlesOf('windbreaks once')
    expect(more).toEqual([])
    expect((await catalogue.titlePage(title?.id ?? ''))?.copies).toHaveLength(1)
  })

  test('may be another copy of a title, whose last one was discarded', async () => {
    const first = copy({ of: { title: 'Draft Horses', author: null } })
    await catalogue.add(clerk, first)
    await catalogue.withdraw(clerk, { id: first.made, as: 'withdrawn' })
    const [title] = await titlesOf('draft horses')
    const second = copy({ of: title?.id ?? '' })
    expect(await catalogue.add(clerk, second)).toBe('added')
    const page = await catalogue.titlePage(title?.id ?? '')
    expect(page?.copies.map(({ barcode, state }) => [barcode, state])).toEqual([
      [first.barcode, 'withdrawn'],
      [second.barcode, 'here'],
    ])
    expect(await catalogue.add(clerk, copy({ of: randomUUID() }))).toBe('no-such-title')
  })

  test('has a barcode of its own: with another’s neither it nor its title is added', async () => {
    const first = copy()
    await catalogue.add(clerk, first)
    const wrong = copy({ barcode: first.barcode, of: { title: 'Twice Barcoded', author: null } })
    expect(await catalogue.add(clerk, wrong)).toBe('barcode-taken')
    expect(await titlesOf('twice barcoded')).toEqual([])
  })

  test('never has the number of a card, which would be public; that it is one is on record', async () => {
    const wrong = copy({ barcode: cards.parent, of: { title: 'Scanned Wrongly', author: null } })
    expect(await catalogue.add(clerk, wrong)).toEqual({ cardIn: 'barcode' })
    expect(await titlesOf('scanned wrongly')).toEqual([])
    const entries = await recorded(tested.it, tested.house.ring)
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'card-as-barcode', subjects: [tested.parent], actor: 'clerk-1' }),
    )
    const rows = await tested.house.app
      .selectFrom('item')
      .select('id')
      .where('barcode', '=', cards.parent)
      .execute()
    expect(rows).toEqual([])
  })

  test.each([
    ['barcode', 'with the letters that some scanners send', { barcode: `A${cards.parent}B` }],
    ['title', 'where the focus was', { of: { title: cards.parent, author: null } }],
    ['title', 'after words that stood there', { of: { title: `Knots ${cards.parent}`, author: null } }],
    ['author', 'into the author', { of: { title: 'Carded', author: ` 2300-0000-000001 ` } }],
    ['callNumber', 'into the call number', { callNumber: cards.parent }],
    ['collection', 'into the collection', { collection: cards.parent.replace('2300', '2300 ') }],
  ] as const)('has no card in its %s, scanned %s', async (field, _, more) => {
    const of = { title: 'Carded', author: null }
    const wrong = copy({ of, ...more })
    const about = async () =>
      (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'card-as-barcode')
    const before = (await about()).length
    expect(await catalogue.add(clerk, wrong)).toEqual({ cardIn: field })
    expect(await catalogue.itemPage({ id: wrong.made })).toBeUndefined()
    const right = copy({ of })
    await catalogue.add(clerk, right)
    if ('of' in more) expect(await catalogue.correct(clerk, right.made, more.of)).toEqual({ cardIn: field })
    const entries = (await about()).slice(before)
    expect(entries.length).toBe('of' in more ? 2 : 1)
    for (const { subjects } of entries) expect(subjects).toEqual([tested.parent])
  })

  test.each([
    ['a volunteer', { ...clerk, role: 'volunteer' }],
    ['the City’s lawyer', { ...clerk, role: 'counsel' }],
    ['a clerk at a computer that is not the library’s', { ...clerk, place: 'elsewhere' }],
  ] as const)('is not added or changed by a person who may not: %s', async (_, by) => {
    const one = copy()
    expect(await catalogue.add(by, one)).toBe('not-here')
    await catalogue.add(clerk, one)
    expect(await catalogue.withdraw(by, { id: one.made, as: 'lost' })).toBe('not-here')
    expect(await catalogue.correct(by, one.made, { title: 'X', author: null })).toBe('not-here')
  })
})

describe('an item that is taken out of the collection', () => {
  test('is lent no more, and can be put back', async () => {
    const one = copy()
    await catalogue.add(clerk, one)
    expect(await catalogue.withdraw(clerk, { id: one.made, as: 'lost' })).toBe('done')
    expect(await lend(one.barcode)).toBe('not-lent')
    expect(await catalogue.withdraw(clerk, { id: one.made, as: 'here' })).toBe('done')
    expect(await lend(one.barcode)).toMatchObject({ item: { barcode: one.barcode } })
  })

  test('is one that no one has, owes for, or has waiting: the catalog is public, and its day would be theirs', async () => {
    const { app, ring, desk } = tested.house
    const [out, owed] = [
      copy({ of: { title: 'Out Now', author: null } }),
      copy({ of: { title: 'Owed Now', author: null } }),
    ]
    for (const each of [out, owed]) await catalogue.add(clerk, each)
    await lend(out.barcode)
    expect(await catalogue.withdraw(clerk, { id: out.made, as: 'lost' })).toBe('out')
    await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      addCharge(trx, ring, { patron: tested.parent, kind: 'damaged', amountCents: 100, item: owed.made }),
    )
    expect(await catalogue.withdraw(clerk, { id: owed.made, as: 'withdrawn' })).toBe('owed')
    const context = { actor: clerk.accountId, place: clerk.place }
    expect(await tested.house.holds.place({ patronId: tested.child, titleId: out.made }, context)).toBe(
      'placed',
    )
    expect(await desk.takeBack(clerk, out.barcode)).toMatchObject({ slip: expect.anything() })
    expect(await catalogue.withdraw(clerk, { id: out.made, as: 'lost' })).toBe('kept')
    expect((await catalogue.itemPage({ id: out.made }))?.state).toBe('here')
  })
})

test('that the last copy of a reserved title is gone is told to the clerk who reports it, by a number alone, and stands on the start page until a copy comes or the reserve is canceled', async () => {
  const { desk, holds } = tested.house
  const [first, second] = [copy({ of: { title: 'Windmills of Kearney', author: null } }), copy()]
  await catalogue.add(clerk, first)
  await catalogue.add(clerk, { ...second, of: first.made })
  const placed = await holds.placeToUndo(
    { patronId: tested.parent, titleId: first.made },
    {
      ...{ actor: clerk.accountId, place: clerk.place },
    },
  )
  const says = 'That was the last copy, and one person has it on reserve.'
  const task = 'A title on reserve has no copy left.'
  const at = async (role: string) => {
    const visitor = new Visitor(tested.app())
    visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await visitor.signIn(role)
    return visitor
  }
  const [visitor, volunteer] = [await at('desk'), await at('volunteer')]
  // The start page counts them once a minute.
  const startSays = async (who = visitor) => {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    await who.get('/')
    return who.text.includes(task)
  }
  const state = (id: string, as: string) => visitor.post('/items/state', { id, as })
  await visitor.get('/items')
  await state(first.made, 'lost')
  expect([visitor.text.includes(says), await startSays()]).toEqual([false, false])
  await state(second.made, 'withdrawn')
  expect(visitor.text).toContain(says)
  expect(visitor.html).toContain('href="/reserves#no-copy"')
  expect(await startSays()).toBe(true)
  expect(visitor.text).not.toContain('Windmills')
  await visitor.get('/reserves')
  expect(visitor.text).toMatch(/Windmills of Kearney One person is waiting/)
  expect(visitor.text).not.toMatch(/Una|Pip/)
  // A volunteer sees no reserves on a record, and reads of none here.
  expect(await startSays(volunteer)).toBe(false)
  await volunteer.get('/reserves')
  expect(volunteer.text).not.toContain('Windmills')

  await state(second.made, 'here')
  expect([visitor.text.includes(says), await startSays()]).toEqual([false, false])
  // Also where it is lost on someone's record.
  await desk.lend(clerk, { patronId: tested.child, barcode: second.barcode })
  await visitor.post('/counter/card', { card: cards.child })
  const fieldsOf = (form: string) =>
    Object.fromEntries(
      [...form.matchAll(/name="(id|loan)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  const [form = ''] =
    /<form[^>]*action="\/counter\/item-lost"(?:(?!<\/form>)[\s\S])*Windmills[\s\S]*?<\/form>/.exec(
      visitor.html,
    ) ?? []
  await visitor.post('/counter/item-lost', { ...fieldsOf(form), amount: '5.00' })
  expect(visitor.text).toContain(says)
  expect(visitor.text).toContain('Reported lost. Fee added: $5.00.')
  expect(await startSays()).toBe(true)
  expect(await desk.undo(clerk, (placed as { undo: string }).undo)).toBe(true)
  expect(await startSays()).toBe(false)
})

describe('what the page of a title says about its copies', () => {
  test('which are in, which is on the shelf for a customer, and when the others are due', async () => {
    const { desk, holds, clock } = tested.house
    const first = copy({ of: { title: 'Copies of Three', author: null } })
    await catalogue.add(clerk, first)
    const others = [copy({ of: first.made }), copy({ of: first.made })]
    for (const each of others) await catalogue.add(clerk, each)
    const all = [first, ...others]
    const context = { actor: clerk.accountId, place: clerk.place }
    const lent = await lend(first.barcode)
    expect(await holds.place({ patronId: tested.child, titleId: first.made }, context)).toBe('placed')
    const [kept, here] = others
    expect(await tested.house.shelf.found(clerk, kept?.barcode ?? '')).toMatchObject({
      slip: expect.anything(),
    })
    const statuses = await catalogue.copyStatuses(
      clerk,
      first.made,
      all.map(({ made: id }) => ({ id })),
    )
    expect(all.map(({ made: id }) => statuses.get(id))).toEqual([
      { as: 'out', dueOn: (lent as { dueOn: string }).dueOn },
      { as: 'kept' },
      { as: 'in' },
    ])
    // Nothing else comes out of a loan that is opened for its day.
    expect(JSON.stringify([...statuses.values()])).not.toContain(tested.parent)
    const available = await holds.availability([first.made], context)
    expect(available.get(first.made)).toEqual({
      copies: 3,
      inNow: 1,
      nextDueOn: (lent as { dueOn: string }).dueOn,
    })
    await desk.takeBack(clerk, first.barcode)
    expect(
      here && (await catalogue.copyStatuses(clerk, first.made, [{ id: here.made }])).get(here.made),
    ).toEqual({
      as: 'in',
    })
    expect(clock.today() < (lent as { dueOn: string }).dueOn).toBe(true)
  })

  test('staff read when the next copy is due, where they search and on the page of the title', async () => {
    const one = copy({ of: { title: 'Only Copy Out', author: null }, callNumber: 'F OUT' })
    await catalogue.add(clerk, one)
    await lend(one.barcode)
    const visitor = new Visitor(tested.app())
    visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await visitor.signIn('desk')
    await visitor.get('/items')
    await visitor.post('/items/title', { words: 'only copy' })
    expect(visitor.text).toMatch(/Checked out\. Next one due \w+ \d+, \d{4}/)
    await visitor.post('/items/title', { title: one.made })
    expect(visitor.text).toMatch(/Checked out, due \w+ \d+, \d{4} · F OUT/)
  })
})

describe('a copy that was entered wrongly', () => {
  test('is put right: barcode, kind, price, collection and call number; and no card goes into it', async () => {
    const one = copy({ itemType: 'BK', priceCents: 100, collection: 'Fiction', callNumber: 'F 1' })
    await catalogue.add(clerk, one)
    const right = { barcode: 'RIGHT1', itemType: 'DVD', priceCents: 1850, collection: 'Film' }
    expect(await catalogue.change(clerk, one.made, right)).toBe('done')
    expect(await catalogue.itemPage({ barcode: 'RIGHT1' })).toMatchObject({ ...right, callNumber: null })
    expect(await catalogue.itemPage({ barcode: one.barcode })).toBeUndefined()
    expect(await lend('RIGHT1')).toMatchObject({ dueOn: '2026-12-01' })
    const card = { ...right, callNumber: cards.parent }
    expect(await catalogue.change(clerk, one.made, card)).toEqual({ cardIn: 'callNumber' })
    expect(await catalogue.change({ ...clerk, role: 'volunteer' }, one.made, right)).toBe('not-here')
    expect(await catalogue.change(clerk, randomUUID(), { barcode: 'NOBODYS' })).toBe('no-such-item')
  })

  test('takes no barcode of another item, but that of one which was discarded and is tied to no one', async () => {
    const [gone, next, here] = [copy(), copy(), copy()]
    for (const each of [gone, next, here]) await catalogue.add(clerk, each)
    expect(await catalogue.change(clerk, next.made, { barcode: here.barcode })).toBe('barcode-taken')
    expect(await catalogue.change(clerk, next.made, { barcode: gone.barcode })).toBe('barcode-taken')
    await catalogue.withdraw(clerk, { id: gone.made, as: 'withdrawn' })
    expect(await catalogue.change(clerk, next.made, { barcode: gone.barcode })).toBe('done')
    expect((await catalogue.itemPage({ id: gone.made }))?.barcode).toBeNull()
    expect((await catalogue.itemPage({ barcode: gone.barcode }))?.id).toBe(next.made)
    await catalogue.withdraw(clerk, { id: here.made, as: 'withdrawn' })
    const again = copy({ barcode: here.barcode })
    expect(await catalogue.add(clerk, again)).toBe('added')
    expect((await catalogue.itemPage({ barcode: here.barcode }))?.id).toBe(again.made)
    // One that an import has discarded may still be out.
    const out = copy()
    await catalogue.add(clerk, out)
    await lend(out.barcode)
    await tested.house.app
      .updateTable('item')
      .set({ state: 'withdrawn' })
      .where('id', '=', out.made)
      .execute()
    expect(await catalogue.add(clerk, copy({ barcode: out.barcode }))).toBe('barcode-taken')
  })
})

test('a title that was mistyped is found by its new words, and its items stay', async () => {
  const one = copy({ of: { title: 'Groing Tomatos', author: null } })
  await catalogue.add(clerk, one)
  expect(await catalogue.correct(clerk, one.made, { title: 'Growing Tomatoes', author: 'Vine, T.' })).toBe(
    'done',
  )
  expect(await titlesOf('groing')).toEqual([])
  expect(await catalogue.itemPage({ barcode: one.barcode })).toMatchObject({
    title: 'Growing Tomatoes',
    author: 'Vine, T.',
  })
})

test('an export of another system leaves what was added here as it is, and takes no barcode from it', async () => {
  const one = copy({ of: { title: 'Ours Alone', author: null } })
  await catalogue.add(clerk, one)
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    writeFileSync(join(folder, 'borrowers.csv'), 'borrowernumber,cardnumber,surname\n')
    const rows = ['itemnumber,biblionumber,title,barcode', `7,8,Theirs,${one.barcode}`, '']
    writeFileSync(join(folder, 'items.csv'), rows.join('\n'))
    const report = await importFolder(tested.it, folder)
    expect(report.files['items.csv']?.noticed).toEqual({ 'item-barcode-twice': 1 })
    expect(await catalogue.itemPage({ barcode: one.barcode })).toMatchObject({ title: 'Ours Alone' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the form names each field that is wrong and how to fix it, and loses nothing that was typed', async () => {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/items/add')
  await visitor.post('/items/add', {
    sent: 'yes',
    name: 'Half a Title',
    price: 'cheap',
    barcode: cards.child,
  })
  expect(visitor.html).toContain('href="#type"')
  expect(visitor.text).toContain('Type an amount in dollars and cents')
  expect(visitor.html).toContain('value="Half a Title"')
  await visitor.post('/items/add', { sent: 'yes', name: 'Half a Title', type: 'other', barcode: cards.child })
  expect(visitor.text).toContain('This is a customer’s card. Scan the barcode on the item.')
  expect(visitor.text).not.toMatch(/Pip|Canary/)
  await visitor.post('/items/add', { sent: 'yes', name: 'Half a Title', type: 'other', barcode: 'HALF1' })
  expect(visitor.heading).toBe('The item was added to the catalog')
})
