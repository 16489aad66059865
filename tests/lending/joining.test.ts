import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import type { NewPatron } from '../../src/patrons/registration.ts'
import { joiningWords } from '../../src/patrons/words/joining.ts'
import { recorded } from '../accounts/office.ts'
import { counts, importFolder } from '../imports/import-folder.ts'
import { plant } from '../support/planted.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
let tested: Tested
let joining: Tested['house']['joining']

beforeAll(async () => {
  tested = await startHouse()
  joining = tested.house.joining
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

let made = 0
const somebody = (more: Partial<NewPatron> = {}): NewPatron => ({
  ...{ made: randomUUID(), card: `2500000000${1000 + made++}`, kind: 'resident', born: '1990-05-06' },
  name: { surname: 'Bunting', firstName: `Ida${made}` },
  contact: { addresses: [['5 Sod House Road', 'Minden NE 68959']], phones: ['308-555-0105'], emails: [] },
  ...more,
})
const idOf = (one: NewPatron) => joining.idOf(clerk, one)
/** Reads a record as the counter does. */
const recordOf = async (card: string) => {
  const { told } = await tested.house.gate.view({ actor: clerk, patron: { card } })
  return told[0]
}
const about = async (id: string) =>
  (await recorded(tested.it, tested.house.ring)).filter(({ subjects }) => subjects?.includes(id))
const patrons = async () => {
  let count = 0
  for await (const page of sealedPatronNames(tested.house.app)) count += page.length
  return count
}

describe('a person who joins at the front desk', () => {
  test('is on file with what they said, found by card and by name, and can borrow; the register says who did it', async () => {
    const ida = somebody()
    expect(await joining.register(clerk, ida)).toBe('registered')
    const [entry, ...more] = await about(idOf(ida))
    expect(more).toEqual([])
    expect(entry).toMatchObject({ kind: 'patron-registered', actor: 'clerk-1', subjects: [idOf(ida)] })
    expect(await recordOf(ida.card)).toMatchObject({
      patronId: idOf(ida),
      opened: {
        identity: { ...ida.name, born: ida.born, cards: [{ number: ida.card, lost: false }] },
        contact: ida.contact,
      },
    })
    await tested.names.build(tested.house.ring, sealedPatronNames(tested.house.app))
    const { listed } = await tested.house.gate.search({ actor: clerk, name: `bunting ${ida.name.firstName}` })
    expect(listed.map(({ patronId }) => patronId)).toEqual([idOf(ida)])
    const { expired } = await tested.house.gate.view({
      actor: clerk,
      patron: { id: idOf(ida) },
      basis: 'in-hand',
    })
    expect(expired).toBe(false)
  })

  test('is one person, though the same form is sent twice and twice at once', async () => {
    const ida = somebody()
    const before = await patrons()
    const twice = await Promise.all([joining.register(clerk, ida), joining.register(clerk, ida)])
    expect(twice).toEqual(['registered', 'registered'])
    expect(await joining.register(clerk, ida)).toBe('registered')
    expect(await joining.register(clerk, { ...ida, card: 'OTHERCARD1' })).toBe('sent-already')
    expect(await patrons()).toBe(before + 1)
    expect((await about(idOf(ida))).filter(({ kind }) => kind === 'patron-registered')).toHaveLength(1)
  })

  test('is no one who is on file or was: what a form brings is no id, and a second answer is on record too', async () => {
    const aimed = somebody({ made: tested.child })
    expect(await joining.register(clerk, aimed)).toBe('registered')
    expect((await recordOf(aimed.card))?.patronId).not.toBe(tested.child)
    expect(await joining.register(clerk, { ...aimed, card: 'OTHERCARD2' })).toBe('sent-already')
    expect((await about(idOf(aimed))).map(({ kind }) => kind)).toContain('patron-registered-again')
    // Another clerk's form of the same number is another person's, and so is another day's.
    expect(joining.idOf({ ...clerk, accountId: 'clerk-2' }, aimed)).not.toBe(idOf(aimed))
  })

  test('whose form comes back with another street is not taken for put on file, and nothing is said that is not so', async () => {
    const first = somebody()
    expect(await joining.register(clerk, first)).toBe('registered')
    const corrected = {
      ...first,
      contact: { ...first.contact, addresses: [['9 Other Street', 'Minden NE 68959']] },
    }
    expect(await joining.register(clerk, corrected)).toBe('number-taken')
    expect(await joining.register(clerk, first)).toBe('registered')
  })

  test('has a card until the day that the pack gives its kind, and not a day longer', async () => {
    const ida = somebody({ kind: 'visitor' })
    await joining.register(clerk, ida)
    const id = idOf(ida)
    const isExpired = async (today: string) => {
      const was = tested.time.today
      tested.time.today = today
      const { expired } = await tested.house.gate.view({ actor: clerk, patron: { id }, basis: 'in-hand' })
      tested.time.today = was
      return expired
    }
    expect(await isExpired('2027-11-24')).toBe(false)
    expect(await isExpired('2027-11-25')).toBe(true)
  })

  test.each([
    ['a number that is no card’s', 'number-unfit', (): string => '123'],
    ['the card of somebody else', 'number-taken', (): string => '2300-0000-000001'],
    ['the barcode of an item', 'item', (): string => 'ITEM77'],
    ['the barcode of an item, written otherwise', 'item', (): string => 'item 7-7'],
    ['the barcode of an item in Codabar', 'item', (): string => 'a7700000000007b'],
  ] as const)('is not put on file with %s', async (_, refusal, card) => {
    const { app } = tested.house
    const title = await app
      .insertInto('title')
      .values({ title: 'Knots', author: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (refusal === 'item') {
      const barcodes = ['iTem-77', 'ITEM77', '77-00000000007'].map((barcode) => ({ barcode }))
      const items = barcodes.map((item) => ({ title_id: title.id, ...item }))
      await app
        .insertInto('item')
        .values(items)
        .onConflict((one) => one.doNothing())
        .execute()
    }
    const before = await patrons()
    const ida = somebody({ card: card() })
    expect(await joining.register(clerk, ida)).toBe(refusal)
    expect(await patrons()).toBe(before)
    expect(await about(idOf(ida))).toEqual([])
    // That a number is on file tells of whoever has it.
    const [last] = (await about(tested.parent)).filter(({ kind }) => kind === 'card-number-taken')
    if (refusal === 'number-taken')
      expect(last).toMatchObject({ actor: 'clerk-1', subjects: [tested.parent] })
  })

  test.each([
    ['a volunteer', { ...clerk, role: 'volunteer' }],
    ['a trustee', { ...clerk, role: 'trustee' }],
    ['a clerk in the public area', { ...clerk, place: 'public-area' }],
    ['a clerk at a computer that is not the library’s', { ...clerk, place: 'elsewhere' }],
  ] as const)('is not put on file by a person who may not see a record: %s', async (_, by) => {
    const ida = somebody()
    expect(await joining.register(by, ida)).toBe('not-here')
    expect(await recordOf(ida.card)).toBeUndefined()
  })
})

describe('the form', () => {
  const typed = {
    ...{ firstName: 'Ida', surname: 'Waxwing', born: '1990-05-06', street: '5 Sod House Road' },
    ...{ town: 'Minden NE 68959', phone: '', email: '', kind: 'resident' },
  }
  const atDesk = async () => {
    const visitor = new Visitor(tested.app())
    visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    expect((await visitor.signIn('desk', passphrase)).status).toBe(303)
    await visitor.get('/counter/join')
    return visitor
  }

  test('names each field that is wrong and how to fix it, and loses nothing that was typed', async () => {
    const visitor = await atDesk()
    const wrong = { ...typed, born: '2030-01-01', phone: 'ask for Ruth', email: 'ida@', card: '' }
    expect((await visitor.post('/counter/join', wrong)).status).toBe(422)
    const { missing } = joiningWords({ pack: tested.house.pack, language: 'en' })
    for (const field of ['born', 'phone', 'email', 'card'] as const) {
      expect(visitor.html).toContain(`href="#${field}"`)
      expect(visitor.text).toContain(missing[field])
    }
    for (const value of ['Waxwing', '5 Sod House Road', 'ask for Ruth', 'ida@'])
      expect(visitor.html).toContain(`value="${value}"`)
  })

  test('asks whether a person of that name and birth date is on file already, and that look is on record as a search', async () => {
    const first = somebody({ name: { surname: 'Waxwing', firstName: 'Ida' } })
    const other = somebody({ name: { surname: 'Waxwing', firstName: 'Ida' }, born: '1951-01-01' })
    for (const each of [first, other]) await joining.register(clerk, each)
    await tested.names.build(tested.house.ring, sealedPatronNames(tested.house.app))
    const before = await patrons()
    const visitor = await atDesk()
    await visitor.post('/counter/join', { ...typed, card: 'WAXWING01' })
    expect(visitor.text).toContain('Are they already on file?')
    expect(visitor.text).toContain('Waxwing, Ida Born in 1990')
    // No more than of that day: whoever has another birth date is not listed.
    expect(visitor.text).not.toContain('1951')
    expect(visitor.html).not.toContain(idOf(other))
    expect(await patrons()).toBe(before)
    expect(await about(idOf(first))).toContainEqual(
      expect.objectContaining({ kind: 'search', subjects: [idOf(first)], shown: ['existence', 'identity'] }),
    )
    expect((await about(idOf(other))).filter(({ kind }) => kind === 'search')).toEqual([])
    await visitor.post('/counter/join', { ...typed, card: 'WAXWING01', other: 'yes' })
    expect(visitor.heading).toBe('The new customer is registered')
    expect(await patrons()).toBe(before + 1)
  })

  test('offers a guardian for a child, and none for others', async () => {
    const visitor = await atDesk()
    await visitor.post('/counter/join', { ...typed, surname: 'Siskin', card: 'SISKIN01' })
    expect(visitor.text).not.toContain('Add a parent or guardian')
    await visitor.get('/counter/join')
    await visitor.post('/counter/join', { ...typed, surname: 'Dunlin', born: '2015-01-01', card: 'DUNLIN01' })
    expect(visitor.text).toContain('Add a parent or guardian')
    expect(visitor.html).not.toContain('DUNLIN01')
  })
})

describe('a card that is renewed', () => {
  const isExpired = async (id: string, today: string) => {
    const was = tested.time.today
    tested.time.today = today
    const { expired } = await tested.house.gate.view({ actor: clerk, patron: { id }, basis: 'in-hand' })
    tested.time.today = was
    return expired
  }
  const kindsOf = async (id: string) =>
    (await about(id)).map(({ kind }) => kind).filter((kind) => kind !== 'view')

  test('is good from that day on, once however often it is pressed, and as before once that is undone', async () => {
    const { renewals } = tested.house
    const id = await plant(tested.it.database, tested.house.ring, {
      ...{ surname: 'Plover', firstName: 'Ned', card: 'PLOVER01', expiresOn: '2026-11-01' },
    })
    expect(await isExpired(id, '2026-11-24')).toBe(true)
    expect([await renewals.renew(clerk, id), await renewals.renew(clerk, id)]).toEqual(['renewed', 'renewed'])
    expect([await isExpired(id, '2029-11-24'), await isExpired(id, '2029-11-25')]).toEqual([false, true])
    const [entry, ...more] = (await about(id)).filter(({ kind }) => kind === 'card-renewed')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ actor: 'clerk-1', verified: ['address'], subjects: [id] })
    expect(await renewals.undo(clerk, id)).toBe('undone')
    expect(await isExpired(id, '2026-11-24')).toBe(true)
    expect(await renewals.undo(clerk, id)).toBe('too-late')
    expect((await kindsOf(id)).sort()).toEqual(['card-renewal-undone', 'card-renewed'])
  })

  test('is not renewed while no address is on file that its holder could be asked about', async () => {
    const { renewals } = tested.house
    const id = await plant(tested.it.database, tested.house.ring, {
      ...{ surname: 'Plover', firstName: 'Noa', card: 'PLOVER03', expiresOn: '2026-11-01', address: [] },
    })
    expect(await renewals.renew(clerk, id)).toBe('no-address')
    expect(await isExpired(id, '2026-11-24')).toBe(true)
    expect(await kindsOf(id)).toEqual([])
  })

  test('is of the kind that is chosen, for as long as that is given, and of the one before once that is undone', async () => {
    const { renewals } = tested.house
    const ida = somebody({ kind: 'visitor' })
    await joining.register(clerk, ida)
    const joined = idOf(ida)
    // A visitor moved here: the card that is good for a year is a resident's from now on.
    expect(await renewals.renew(clerk, joined)).toBe('good-already')
    expect(await renewals.renew(clerk, joined, 'resident')).toBe('renewed')
    expect([await isExpired(joined, '2029-11-24'), await isExpired(joined, '2029-11-25')]).toEqual([
      false,
      true,
    ])
    // And back, as somebody pressed the wrong one: never good for less.
    expect(await renewals.renew(clerk, joined, 'visitor')).toBe('renewed')
    expect(await isExpired(joined, '2029-11-24')).toBe(false)
    expect(await renewals.undo(clerk, joined)).toBe('undone')
    expect(await isExpired(joined, '2027-11-25')).toBe(true)
    tested.time.today = '2027-11-01'
    expect(await renewals.renew(clerk, joined)).toBe('renewed')
    tested.time.today = '2026-11-24'
    expect(await isExpired(joined, '2028-11-02')).toBe(true)
  })

  test('cannot be made good for less, nor undone on another day, nor renewed by who may not see the record', async () => {
    const { renewals } = tested.house
    const id = await plant(tested.it.database, tested.house.ring, {
      ...{ surname: 'Plover', firstName: 'Ada', card: 'PLOVER02', expiresOn: '2039-01-01' },
    })
    expect(await renewals.renew(clerk, id)).toBe('good-already')
    expect(await isExpired(id, '2039-01-01')).toBe(false)
    expect(await renewals.renew({ ...clerk, role: 'volunteer' }, id)).toBe('not-here')
    expect(await renewals.renew({ ...clerk, place: 'elsewhere' }, id)).toBe('not-here')
    const ida = somebody({ kind: 'visitor' })
    await joining.register(clerk, ida)
    const joined = idOf(ida)
    tested.time.today = '2027-11-01'
    expect(await renewals.renew(clerk, joined)).toBe('renewed')
    tested.time.today = '2027-11-02'
    expect(await renewals.undo(clerk, joined)).toBe('too-late')
    tested.time.today = '2026-11-24'
    expect(await isExpired(joined, '2028-11-01')).toBe(false)
    expect(await isExpired(joined, '2028-11-02')).toBe(true)
  })

  test('stays good though another system’s export still has it end sooner, and the report says so', async () => {
    const tonight = async (...rows: string[]) => {
      const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
      try {
        const text = [
          'borrowernumber,cardnumber,surname,dateexpiry,address',
          ...rows.map((row) => `${row},1 Main St`),
          '',
        ].join('\n')
        writeFileSync(join(folder, 'borrowers.csv'), text)
        return (await importFolder(tested.it, folder)).files['borrowers.csv']?.noticed['renewed-here'] ?? 0
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    expect(await tonight('41,KOHA41,Rail,2026-11-30')).toBe(0)
    const id = (await recordOf('KOHA41'))?.patronId ?? ''
    await tested.house.renewals.renew(clerk, id)
    expect(await tonight('41,KOHA41,Rail-Berg,2026-11-30')).toBe(1)
    expect(await isExpired(id, '2029-11-24')).toBe(false)
    expect((await recordOf('KOHA41'))?.opened.identity?.surname).toBe('Rail-Berg')
    expect(await tonight('41,KOHA41,Rail-Berg,2031-01-01')).toBe(0)
    expect([await isExpired(id, '2031-01-01'), await isExpired(id, '2031-01-02')]).toEqual([false, true])
  })
})

test('an export of another system neither ends nor changes who joined here, and gives their card to no one', async () => {
  const ida = somebody()
  await joining.register(clerk, ida)
  const was = await recordOf(ida.card)
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    const rows = [
      'borrowernumber,cardnumber,surname,firstname',
      `1,${ida.card},Ames,Ann`,
      '2,K222,Cole,Eve',
      '',
    ]
    writeFileSync(join(folder, 'borrowers.csv'), rows.join('\n'))
    const report = await importFolder(tested.it, folder)
    expect(counts(report)['borrowers.csv']).toEqual({ added: 1, rejected: 1 })
    expect(await recordOf(ida.card)).toEqual(was)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
