import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { Desk } from '../../src/circulation/desk.ts'
import { PatronHolds } from '../../src/circulation/holds.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { linkBytes, linkHandle, openLink, sealLink } from '../../src/gate/sealed-link.ts'
import { setCardStanding } from '../../src/patrons/record-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import { type SmallLibrary, smallLibrary } from '../links/small-library.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { withFactsOf } from '../support/facts-of.ts'
import { openingKeys } from '../support/opening.ts'

const time = { now: new Date('2026-11-24T15:00:00Z'), today: '2026-11-24' }
const clock = { now: () => time.now, today: () => time.today }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const context = { actor: 'clerk-1', place: 'front-desk' }

let it: TestDatabase
let library: SmallLibrary
let holds: PatronHolds
let desk: Desk
let ann: string
let ben: string

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 3, items: 16 })
  ;[ann = '', ben = ''] = library.patrons.map(({ id }) => id)
  const parts = withFactsOf({ app: it.database.app, ring: library.ring, pack: jensen, clock })
  holds = new PatronHolds(parts)
  desk = new Desk(parts)
})
afterAll(() => it?.close())

let used = 0
const aTitle = () => library.items[used++]?.titleId ?? ''
/** What the gate gives out beside a link of a patron. */
const handleOf = (table: 'hold' | 'loan', patronId: string, other: string) =>
  library.act(async (trx) => {
    const keys = openingKeys(library.ring)
    const account = await patronAccount(trx, patronId, keys)
    const row = account[`${table}s`].find((each) => {
      const link = openLink(keys, table, each)
      return ('title' in link ? link.title : link.item) === other
    })
    return row === undefined ? '' : linkHandle(keys, table, row, time.now)
  })
const turnsOf = async (titleId: string) =>
  (await library.links('hold')).filter(({ title }) => title === titleId).map(({ turn }) => turn)

describe('a reserve', () => {
  test('is placed once, behind those who came before, by number and by no day', async () => {
    const titleId = aTitle()
    expect(await holds.place({ patronId: ann, titleId }, context)).toBe('placed')
    expect(await holds.place({ patronId: ann, titleId }, context)).toBe('already')
    expect(await holds.place({ patronId: ben, titleId }, context)).toBe('placed')
    const line = (await library.links('hold')).filter(({ title }) => title === titleId)
    expect(line.sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0)).map(({ patron }) => patron)).toEqual([ann, ben])
    expect(JSON.stringify(line.map(({ night: _, ...link }) => link))).not.toMatch(/\b2026-/)
  })

  test('is of a title with a copy that could be lent, for a patron who is on file', async () => {
    expect(await holds.place({ patronId: ann, titleId: randomUUID() }, context)).toBe('no-such-title')
    expect(await holds.place({ patronId: randomUUID(), titleId: aTitle() }, context)).toBe('not-on-file')
    const titleId = aTitle()
    const copies = it.database.app.updateTable('item').where('title_id', '=', titleId)
    await copies.set({ state: 'withdrawn' }).execute()
    expect(await holds.place({ patronId: ann, titleId }, context)).toBe('no-such-title')
  })

  test('is one of so many as the pack lets a customer have, also where they press at once', async () => {
    const cara = library.patrons[2]?.id ?? ''
    const placing = Array.from({ length: 11 }, () =>
      holds.place({ patronId: cara, titleId: aTitle() }, context),
    )
    expect((await Promise.all(placing)).filter((each) => each === 'enough')).toHaveLength(1)
    expect((await library.links('hold')).filter(({ patron }) => patron === cara)).toHaveLength(10)
  })

  test('is nothing where the library takes them by another system', async () => {
    const { holds: _, ...manifest } = jensen.manifest
    const pack = { ...jensen, manifest }
    const elsewhere = new PatronHolds(withFactsOf({ app: it.database.app, ring: library.ring, clock, pack }))
    expect(elsewhere.taken).toBe(false)
    expect(await elsewhere.place({ patronId: ann, titleId: library.items[0]?.titleId ?? '' }, context)).toBe(
      'not-here',
    )
  })

  test('is cancelled by a handle that says nothing, is of one length and one patron, and acts once', async () => {
    const titleId = library.items[0]?.titleId ?? ''
    const [key, other] = [await handleOf('hold', ann, titleId), await handleOf('hold', ben, titleId)]
    expect(key.length).toBe(other.length)
    expect(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain(ann)
    expect(await holds.cancel({ patronId: ben, holdIndexKey: key }, context)).toBe('gone')
    expect(await holds.cancel({ patronId: ann, holdIndexKey: key }, context)).toBe('cancelled')
    expect(await holds.cancel({ patronId: ann, holdIndexKey: key }, context)).toBe('gone')
    expect(await turnsOf(titleId)).toEqual([2])
  })

  test('is cancelled also where a night has passed since the page was opened, and not after an hour', async () => {
    const titleId = library.items[0]?.titleId ?? ''
    const key = await handleOf('hold', ben, titleId)
    const { worker } = it.database
    await resealLinksStep({ worker, ring: library.ring, unreadable: () => undefined }).run(
      daysAfter(library.ring.linkNights().at(-1) ?? '', 1),
    )
    const now = time.now
    time.now = new Date(now.getTime() + 61 * 60_000)
    expect(await holds.cancel({ patronId: ben, holdIndexKey: key }, context)).toBe('gone')
    time.now = now
    expect(await holds.cancel({ patronId: ben, holdIndexKey: key }, context)).toBe('cancelled')
  })

  test('that was cancelled comes back to its place by an undo, once', async () => {
    const titleId = library.items[0]?.titleId ?? ''
    for (const patronId of [ann, ben]) await holds.place({ patronId, titleId }, context)
    const key = await handleOf('hold', ann, titleId)
    const cancelled = await holds.cancelToUndo({ patronId: ann, holdIndexKey: key }, context)
    const { undo } = cancelled as { undo: string }
    expect(await desk.undo(clerk, undo)).toBe(true)
    expect(await desk.undo(clerk, undo)).toBe(false)
    expect((await turnsOf(titleId)).sort()).toEqual([1, 2])
    const again = await handleOf('hold', ann, titleId)
    expect(await holds.cancel({ patronId: ann, holdIndexKey: again }, context)).toBe('cancelled')
    // It was given up anew: what undid the first time does not bring it back.
    expect([await desk.undo(clerk, undo), await turnsOf(titleId)]).toEqual([false, [2]])
  })

  test('that was placed is undone only while nothing waits for them, and none is there twice', async () => {
    const { id: itemId = '', titleId = '' } = library.items.at(-2) ?? {}
    await it.database.app.updateTable('item').set({ barcode: 'TWICE' }).where('id', '=', itemId).execute()
    const placed = await holds.placeToUndo({ patronId: ann, titleId }, context)
    const lent = await desk.lend(clerk, { patronId: ben, barcode: 'TWICE' })
    await desk.takeBack(clerk, 'TWICE')
    const theirs = async () => (await library.links('hold')).filter(({ title }) => title === titleId)
    expect(await desk.undo(clerk, (placed as { undo: string }).undo)).toBe(false)
    expect(await theirs()).toMatchObject([{ patron: ann, state: 'waiting' }])
    expect(await desk.undo(clerk, (lent as { undo: string }).undo)).toBe(false)

    const toAnn = await desk.lend(clerk, { patronId: ann, barcode: 'TWICE' })
    expect(await holds.place({ patronId: ann, titleId }, context)).toBe('placed')
    expect(await desk.undo(clerk, (toAnn as { undo: string }).undo)).toBe(false)
    expect(await theirs()).toHaveLength(1)
  })

  test.each(['', 'x', '2026-11-24.AAAA', `2026-11-24.${'A'.repeat(560)}`])(
    'is not cancelled by what was made elsewhere: %s',
    async (holdIndexKey) => {
      expect(await holds.cancel({ patronId: ann, holdIndexKey }, context)).toBe('gone')
    },
  )

  test('fits the one length of a link, with all that it can say', () => {
    const keys = openingKeys(library.ring)
    const row = sealLink(keys, 'hold', {
      ...{ patron: randomUUID(), title: randomUUID(), state: 'in-transit', turn: 9999 },
      ...{ kept: 'a1b2c3d4 KTM42 2026-12-04', source: '12345678' },
    })
    expect(row.link.length).toBe(linkBytes)
  })
})

describe('a patron’s own loan', () => {
  test('is renewed by its handle, and not by another customer’s', async () => {
    const thing = library.items.at(-1)
    const itemId = thing?.id ?? ''
    await it.database.app.updateTable('item').set({ barcode: 'OWN1' }).where('id', '=', itemId).execute()
    await desk.lend(clerk, { patronId: ann, barcode: 'OWN1' })
    time.today = '2026-11-30'
    const key = await handleOf('loan', ann, itemId)
    expect(await holds.renew({ patronId: ben, loanIndexKey: key }, context)).toBe('gone')
    expect(await holds.renew({ patronId: ann, loanIndexKey: key }, context)).toEqual({ dueOn: '2026-12-21' })
    expect(await holds.renew({ patronId: ann, loanIndexKey: key }, context)).toBe('not-yet')
    const again = await handleOf('loan', ann, itemId)
    expect(await holds.sameLoan(ann, key, ['none', again], context)).toBe(again)
    await holds.place({ patronId: ben, titleId: thing?.titleId ?? '' }, context)
    expect(await holds.renew({ patronId: ann, loanIndexKey: key }, context)).toBe('waited-for')
    time.today = '2026-11-24'
  })

  test('is not renewed on a card that has expired, though a page from before is still open', async () => {
    // An item of its own: those of the library are out, or kept for somebody.
    const [titleId, { app }] = [randomUUID(), it.database]
    await app.insertInto('title').values({ id: titleId, title: 'Own Two', author: null }).execute()
    const item = { title_id: titleId, barcode: 'OWN2', item_type: 'BK' }
    const { id: itemId } = await app.insertInto('item').values(item).returning('id').executeTakeFirstOrThrow()
    expect(await desk.lend(clerk, { patronId: ben, barcode: 'OWN2' })).toMatchObject({ dueOn: '2026-12-15' })
    time.today = '2026-11-30'
    const key = await handleOf('loan', ben, itemId)
    const letExpire = (expiresOn: string) =>
      inContext(it.database.app, context, (trx) =>
        setCardStanding(trx, ben, sealField(library.ring, 'patron.standing', ben, { expiresOn })),
      )
    await letExpire('2026-11-29')
    expect(await holds.renew({ patronId: ben, loanIndexKey: key }, context)).toBe('card-expired')
    await letExpire('2026-11-30')
    expect(await holds.renew({ patronId: ben, loanIndexKey: key }, context)).toEqual({ dueOn: '2026-12-21' })
    time.today = '2026-11-24'
  })
})

describe('the catalogue', () => {
  test('is searched by words and beginnings of words, with or without accents, and shows twenty', async () => {
    const { app } = it.database
    for (const [title, author] of [
      ['Cien años de soledad', 'García Márquez, Gabriel'],
      ['Años luz', null],
      ...Array.from({ length: 21 }, (_, n) => [`Zebra ${n}`, null] as const),
    ] as const) {
      const id = randomUUID()
      await app.insertInto('title').values({ id, title, author }).execute()
      await app.insertInto('item').values({ title_id: id }).execute()
    }
    const titles = async (words: string) => (await holds.search(words)).titles.map(({ title }) => title)
    expect(await titles('anos')).toEqual(['Años luz', 'Cien años de soledad'])
    expect(await titles('AÑOS garc')).toEqual(['Cien años de soledad'])
    expect(await titles("' | !& :*")).toEqual([])
    const many = await holds.search('zebra')
    expect({ shown: many.titles.length, more: many.more }).toEqual({ shown: 20, more: true })
  })

  test('is searched by an index', async () => {
    const plan = await it.database.app.transaction().execute(async (trx) => {
      const { sql } = await import('kysely')
      await sql`set local enable_seqscan = off`.execute(trx)
      return sql<{ 'QUERY PLAN': string }>`explain select id from title
        where to_tsvector('simple', carrel_words(title.title || ' ' || coalesce(title.author, '')))
          @@ to_tsquery('simple', carrel_words('zebra:*'))`.execute(trx)
    })
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('title_words')
  })
})
