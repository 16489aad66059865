import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type LetterParts,
  letterFrame,
  lettersMailed,
  lettersPdf,
  lettersToPrint,
  lettersWaiting,
  type NoticeLetter,
} from '../../src/contact/letters.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { textOfPdf, wordsOfPdf } from '../support/pdf-text.ts'
import { plant, plantGuarantor } from '../support/planted.ts'
import { jensen, officeOf } from './office.ts'

let library: TestDatabase
let office: ReturnType<typeof officeOf>
let parts: LetterParts
let child: string
let parent: string
let grown: string

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'office' } as const
const asTheyAre = (letters: readonly NoticeLetter[]) => [...letters]
const owes = [{ kind: 'lost' as const, cents: 1999, title: 'Canary Lost' }]

beforeAll(async () => {
  library = await startTestDatabase()
  const { database, home } = library
  office = officeOf(database, home.keysDir)
  const say = {
    day: (_: string, day: string) => day,
    dollars: (_: string, cents: number) => `$${cents / 100}`,
  }
  parts = { app: database.app, ring: office.ring, gate: office.gate, pack: jensen, clock: office.clock, say }
  const add = (person: Omit<Parameters<typeof plant>[2], 'surname'>) =>
    plant(database, office.ring, { surname: 'Fescue', ...person })
  parent = await add({ firstName: 'Una', card: '1', address: ['9 Guardian Way', 'Axtell NE 68924'] })
  const guarantor = { id: parent, liable: true }
  child = await add({ firstName: 'Pip', card: '2', born: '2015-01-01', charges: owes, guarantor })
  await add({ firstName: 'Eve', card: '3', born: '2008-06-01', charges: owes, guarantor })
  await add({
    firstName: 'Kit',
    card: '4',
    born: '2015-01-01',
    charges: owes,
    guarantor: { id: parent, liable: false },
  })
  grown = await add({ firstName: 'Ash', card: '5', born: '1980-01-01', charges: owes })
  await office.night('2026-11-17')
})
afterAll(() => library.close())

async function entries() {
  const rows = await library.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.map(({ leaf }) => {
    const opened = openEntry(leaf, office.ring.registerMonthKey(readLeaf(leaf).month))
    if (!('entry' in opened)) throw new Error(opened.refused)
    return opened.entry
  })
}

test('letters are kept until they are in the mail, and say what is owed and never for what', async () => {
  expect(await lettersWaiting(parts, clerk)).toEqual({ ready: 4, printed: 0 })
  // A file that cannot be made: nobody has it, so "in the mail" ends none of them.
  const broken = lettersToPrint(parts, clerk, () => Promise.reject(new Error('no room on the disk')))
  await expect(broken).rejects.toThrow('no room')
  await lettersMailed(parts, clerk)
  expect(await lettersWaiting(parts, clerk)).toEqual({ ready: 4, printed: 0 })
  const letters = await lettersToPrint(parts, clerk, asTheyAre)
  expect(await lettersWaiting(parts, clerk)).toEqual({ ready: 0, printed: 4 })
  expect(await lettersToPrint(parts, clerk, asTheyAre)).toEqual(expect.arrayContaining(letters))
  expect(JSON.stringify(letters)).not.toContain('Canary')
  expect(letters.find(({ to }) => to[0] === 'Ash Fescue')).toEqual({
    to: ['Ash Fescue', '1 Sod House Road', 'Minden NE 68959'],
    on: '2026-11-17',
    dear: 'Dear Ash Fescue:',
    says: 'This is Jensen Memorial Library. You have charges to settle. Please call us or stop by.',
    owed: 'What you owe: $19.99',
    toDo: expect.stringMatching(/^You can pay at the library\. .*call us or stop by\.$/),
    close: 'Sincerely,',
    advice: [],
    language: 'en',
  })
  await lettersMailed(parts, clerk)
  expect(await lettersWaiting(parts, clerk)).toEqual({ ready: 0, printed: 0 })
  expect(await lettersToPrint(parts, clerk, asTheyAre)).toEqual([])
  expect(grown).not.toBe('')
})

test('a minor’s goes to the guardian who signed, at the guardian’s address; else to the minor, as at eighteen', async () => {
  await library.database.worker
    .deleteFrom('notice')
    .execute()
    .catch(() => undefined)
  await office.night('2027-03-02')
  const letters = await lettersToPrint(parts, clerk, asTheyAre)
  const first = letters.map(({ to }) => to.join(', ')).sort()
  expect(first).toEqual([
    'Ash Fescue, 1 Sod House Road, Minden NE 68959',
    'Eve Fescue, 1 Sod House Road, Minden NE 68959',
    'Kit Fescue, 1 Sod House Road, Minden NE 68959',
    'Una Fescue, 9 Guardian Way, Axtell NE 68924',
  ])
  const toGuardian = (await entries()).filter(({ recipient }) => recipient === 'guardian')
  expect(toGuardian.at(-1)).toMatchObject({ kind: 'contact', actor: 'clerk-1', subjects: [child, parent] })
  // Under counsel's opinion that the Board adopted, at eighteen as well (Reg 3).
  const manifest = jensen.manifest as { 'standing-opinion'?: object }
  manifest['standing-opinion'] = { on: '2027-01-04', by: 'L. Brief', citation: 'Board vote' }
  try {
    const again = await lettersToPrint(parts, clerk, asTheyAre)
    const toGuardian = again.filter(({ to: [name] }) => name === 'Una Fescue').map(({ says }) => says)
    expect(toGuardian).toContainEqual(expect.stringContaining('the library account of Eve Fescue'))
  } finally {
    delete manifest['standing-opinion']
  }
  // Through the window of the envelope no one reads whose child it is about: the name is inside, once.
  const [inside] = letters.filter(({ to }) => to[0] === 'Una Fescue')
  expect(inside).toMatchObject({
    dear: 'Dear parent or guardian:',
    says: expect.stringContaining('the library account of Pip Fescue'),
  })
  expect(JSON.stringify(inside?.to)).not.toContain('Pip')
})

test('parents who live apart, and both signed, have a letter each, on record each, and read of no other', async () => {
  const { database } = library
  const add = (firstName: string, card: string, more: object = {}) =>
    plant(database, office.ring, { surname: 'Sedge', firstName, card, ...more })
  const mother = await add('Mo', '31', { address: ['3 Mother Road', 'Minden NE 68959'] })
  const father = await add('Fa', '32', { address: ['4 Father Road', 'Axtell NE 68924'] })
  const unsigned = await add('Un', '33', { address: ['5 Unsigned Road', 'Axtell NE 68924'] })
  const nowhere = await add('No', '34', { address: [] })
  const guarantor = { id: mother, liable: true }
  const kid = await add('Kid', '35', { born: '2018-01-01', charges: owes, guarantor })
  const context = { actor: 'test', place: 'test' }
  await inContext(database.app, context, async (trx) => {
    for (const [id, liable] of [
      [father, true] as const,
      [unsigned, false] as const,
      [nowhere, true] as const,
    ])
      await plantGuarantor(trx, office.ring, { guarantor_id: id, guarantee_id: kid, liable })
  })
  await lettersMailed(parts, clerk)
  await office.night('2027-03-09')
  const before = (await entries()).length
  const toKid = (await lettersToPrint(parts, clerk, asTheyAre)).filter(({ to }) =>
    to.join().includes('Sedge'),
  )
  expect(toKid.map(({ to }) => to).sort()).toEqual([
    ['Fa Sedge', '4 Father Road', 'Axtell NE 68924'],
    ['Mo Sedge', '3 Mother Road', 'Minden NE 68959'],
  ])
  expect(toKid.map(({ owed }) => owed)).toEqual(Array(2).fill('What you owe: $19.99'))
  const named = (await entries()).slice(before).filter(({ subjects }) => subjects?.includes(kid))
  expect(named.map(({ kind, subjects }) => [kind, subjects?.[0], subjects?.length])).toEqual(
    Array(3).fill(['contact', kid, 2]),
  )
  expect(named.map(({ subjects }) => subjects?.[1]).sort()).toEqual([mother, father, nowhere].sort())
  // A printer that jams: the same ones again, and none after they are in the mail.
  const again = (await lettersToPrint(parts, clerk, asTheyAre)).filter(({ to }) =>
    to.join().includes('Sedge'),
  )
  expect(again).toEqual(expect.arrayContaining(toKid))
  await lettersMailed(parts, clerk)
  expect(await lettersToPrint(parts, clerk, asTheyAre)).toEqual([])
})

test('what a colleague put in the mail while the file was made is not to be printed again', async () => {
  await office.night('2027-06-15')
  const made = await lettersToPrint(parts, clerk, async (letters) => {
    await lettersToPrint(parts, clerk, asTheyAre)
    await lettersMailed(parts, clerk)
    return letters
  })
  expect(made.length).toBeGreaterThan(0)
  expect(await lettersWaiting(parts, clerk)).toEqual({ ready: 0, printed: 0 })
})

test('fifty letters print, also where a name has letters of which no font is here', async () => {
  const names = ['김민준', 'စီၤကညီ', ...Array.from({ length: 48 }, (_, nth) => `Zoë Fescue ${nth}`)]
  const letters = names.map((name) => ({
    ...{ to: [name, '1 Sod House Road', 'Minden NE 68959'], on: 'November 24, 2026' },
    ...letterFrame(jensen, { record: 'overdue', name }),
    ...{ says: 'This letter says so.', owed: null, advice: [], language: 'en' },
  }))
  const pdf = await lettersPdf({
    title: 'Letters',
    library: jensen.library,
    sender: [jensen.library],
    reach: [],
    letters,
  })
  const plain = pdf.toString('latin1')
  expect([...plain.matchAll(/\/Type\s*\/Page\b/g)].length).toBe(50)
  expect(plain).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
  expect(plain).toContain('pdfuaid:part')
  const text = textOfPdf(pdf)
  for (const name of names.slice(2)) expect(text).toContain(name)
  expect(text.match(/1 Sod House Road/g)).toHaveLength(50)
})

test('a minor without an address has their letter too where a guardian who signed has one', async () => {
  const add = (firstName: string, card: string, more: object = {}) =>
    plant(library.database, office.ring, { surname: 'Vetch', firstName, card, ...more })
  const mother = await add('Mo', '41', { address: ['6 Mother Road', 'Minden NE 68959'] })
  const without = { born: '2018-01-01', charges: owes, address: [] }
  await add('Ida', '42', { ...without, guarantor: { id: mother, liable: true } })
  await add('Ada', '43', { ...without, guarantor: { id: mother, liable: false } })
  await office.night('2027-03-16')
  const made = (await lettersToPrint(parts, clerk, asTheyAre)).filter(({ to }) => to.join().includes('Vetch'))
  expect(made.map(({ to }) => to)).toEqual([['Mo Vetch', '6 Mother Road', 'Minden NE 68959']])
  await lettersMailed(parts, clerk)
})

test('the address shows in the window of a #10 envelope wherever the letter slides in it, and nothing else does', async () => {
  const letter = {
    to: ['Una Fescue-Featherstonehaugh of Axtell', '9 Guardian Way', 'Apartment 12', 'Axtell, NE 68924'],
    on: 'November 24, 2026',
    ...letterFrame(jensen, { record: 'overdue' }),
    says: 'This letter says so.',
    owed: 'What you owe: $19.99',
    advice: [],
    language: 'en',
  }
  const sender = jensen.manifest.notices?.sender ?? []
  const reach = ['308-555-0100', 'Monday to Thursday, 9 to 7', 'Friday, 9 to 5:30', 'Saturday, 9 to 1']
  const letters = [letter, letter]
  const pdf = await lettersPdf({ title: 'Letters', library: jensen.library, sender, reach, letters })
  // It greets, says what to do, and closes.
  expect(textOfPdf(pdf)).toMatch(
    /Dear parent or guardian:\s+This letter says so\.\s+What you owe: \$19\.99\s+Please bring back[\s\S]+Sincerely,\s+Jensen/,
  )
  const words = wordsOfPdf(pdf)
  /** The lines in a part of the page, in inches from its left and top. */
  const seen = (x: number, y: number, width: number, height: number) => {
    const isIn = (from: number, to: number, start: number, length: number) =>
      to > start * 72 && from < (start + length) * 72
    const inSight = words.filter(
      ({ left, right, top, bottom }) => isIn(left, right, x, width) && isIn(top, bottom, y, height),
    )
    const lines = [...new Set(inSight.map(({ bottom }) => bottom))]
    return lines.map((line) =>
      inSight
        .filter(({ bottom }) => bottom === line)
        .map(({ word }) => word)
        .join(' '),
    )
  }
  // The window: 4.5 by 1.125 inches, 0.875 from the left and 0.5 from the bottom of 4.125. The letter slides by 0.45 and 1.
  for (const [left, top] of [
    [0, 0],
    [0.99, 0],
    [0, 0.45],
    [0.99, 0.45],
  ] as const) {
    expect(seen(Math.max(0, 0.875 - left), 2.5 - top, 4.5, 1.125)).toEqual(letter.to)
  }
})

test('a hundred letters print one after another, and are no records that someone opened', async () => {
  const add = (nth: number) =>
    plant(library.database, office.ring, {
      ...{ surname: 'Millet', firstName: `Zea${nth}`, card: `5${nth + 100}`, born: '1980-01-01' },
      charges: owes,
    })
  for (let nth = 0; nth < 100; nth++) await add(nth)
  await office.night('2027-09-14')
  const printer = { ...clerk, accountId: 'clerk-2' }
  const printed = new Set<string>()
  for (let each = 0; each < 3; each++) {
    for (const { to } of await lettersToPrint(parts, printer, asTheyAre)) printed.add(to[0] ?? '')
    await lettersMailed(parts, printer)
  }
  expect([...printed].filter((name) => name.endsWith('Millet'))).toHaveLength(100)
  expect(await library.database.app.selectFrom('reading_alarm').selectAll().execute()).toEqual([])
})
