import { randomBytes, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loanEndsOf } from '../../src/circulation/link-store.ts'
import { reachableAt } from '../../src/contact/notice-store.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import type { LinkTable } from '../../src/gate/link.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { endTokens } from '../../src/gate/sealed-link.ts'
import { forgedRows } from '../../src/patrons/doctor.ts'
import { liableGuardianRowIds } from '../../src/patrons/record-store.ts'
import { signInWithPin } from '../../src/patrons/sign-in.ts'
import { livePatronSession } from '../../src/patrons/sign-in-store.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { markOfRow } from '../../src/platform/crypto/row-mark.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { openingKeys } from '../support/opening.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

// Whoever can write SQL as the program, by an injection or with its password, and changes whose a card is or who is on
// file as a guardian.

let tested: Tested
const clerk: StaffActor = { accountId: randomUUID(), role: 'desk', place: 'front-desk' }
let numbers = 70_000
const linkTables = ['loan', 'hold', 'charge'] as const

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

/** SQL of the app role's own, in a context that it sets itself. */
const as = (...statements: ReturnType<typeof sql>[]) =>
  inContext(tested.house.app, { actor: 'anybody', place: 'office' }, async (trx) => {
    for (const statement of statements) await statement.execute(trx)
  })
const inTrx = <T>(work: (trx: Transaction<Schema>) => Promise<T>) =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, work)

/** Somebody with a card, by a first name that nobody else has. */
async function somebody(firstName: string, more: Partial<Parameters<typeof plant>[2]> = {}) {
  const card = `2400${numbers++}`
  const id = await plant(tested.it.database, tested.house.ring, { surname: 'Wren', firstName, card, ...more })
  return {
    id,
    card,
    index: token(tested.house.ring, 'card.barcode', normalizeCardNumber(card)),
    name: `${firstName} Wren`,
  }
}

const owing = { born: '2015-05-05', loans: [{ title: 'Canary Late', dueOn: '2026-11-01' }] } as const
const guardianAsk: Ask = {
  ...{ on: '2026-11-24', place: 'front-desk', channel: 'in-person', done: [], emergencyClaimed: false },
  recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
  subject: { born: '2015-05-05', married: false, emancipated: false, liabilities: [] },
  records: ['overdue', 'overdue.titles'],
}
/** What a guardian who says this name hears of a child. */
async function heard(child: { readonly id: string }, name: string) {
  const { told } = await tested.house.gate.answer({
    ...{ actor: clerk, ask: guardianAsk, about: { id: child.id }, guardian: name },
  })
  return JSON.stringify(told)
}

/** The page that a clerk sees who scans a card. */
async function scanned(card: string): Promise<string> {
  const one = new Visitor(tested.app())
  one.cookies.set('carrel-computer', await tested.computerAt('office'))
  await one.signIn('desk')
  await one.get('/counter')
  await one.post('/counter/card', { card })
  return one.text
}

describe('a guardian whom SQL put on file', () => {
  test('is told nothing, signs nothing, and has no letter', async () => {
    const child = await somebody('Kit', owing)
    const stranger = await somebody('Eve')
    const id = randomUUID()
    const row = (mark: unknown) => sql`insert into guarantor (id, guarantee_id, guarantor_id, liable, mark)
      values (${id}, ${child.id}, ${stranger.id}, true, ${mark})`
    const taken = await inTrx((trx) =>
      trx.selectFrom('guarantor').select('mark').where('mark', 'is not', null).executeTakeFirstOrThrow(),
    )
    await expect(as(row(taken.mark))).rejects.toThrow(/row_mark/)
    for (const mark of [null, randomBytes(48)]) {
      await as(row(mark))
      expect(await heard(child, stranger.name)).toBe('[]')
      await inTrx(async (trx) => {
        expect(await liableGuardianRowIds(trx, tested.house.ring, child.id)).toEqual([])
        const [reach] = await reachableAt(trx, tested.house.ring, [child.id])
        expect(reach?.signed).toBe(false)
      })
      await as(sql`delete from guarantor where id = ${id}`)
    }
  })

  test('in the place of another, or for another child, counts neither', async () => {
    const stranger = await somebody('Mal')
    const [mother, father] = [await somebody('Mo'), await somebody('Fay')]
    const first = await somebody('Ann', { ...owing, guarantor: { id: mother.id, liable: true } })
    const second = await somebody('Bo', { ...owing, guarantor: { id: father.id, liable: true } })
    expect(await heard(first, mother.name)).toContain('Canary Late')
    // Somebody else in a row that counted.
    await as(sql`update guarantor set guarantor_id = ${stranger.id} where guarantee_id = ${first.id}`)
    expect(await heard(first, stranger.name)).toBe('[]')
    await as(sql`update guarantor set guarantor_id = ${mother.id} where guarantee_id = ${first.id}`)
    // Two rows exchanged, marks and all.
    await as(sql`update guarantor set guarantor_id = case guarantee_id when ${first.id} then ${father.id}::uuid
        else ${mother.id}::uuid end where guarantee_id in (${first.id}, ${second.id})`)
    expect(await heard(first, father.name)).toBe('[]')
    expect(await heard(second, mother.name)).toBe('[]')
  })

  test('one whose earlier note is put back, or whose note is taken away, has shown no more than the signature, as of today', async () => {
    const child = await somebody('Flo', owing)
    const father = { id: randomUUID(), name: { surname: 'Quail', firstName: 'Otto' } }
    const guardian = { ...father, contact: { addresses: [['2 Elm Street']], phones: [], emails: [] } }
    const { guardians, gate } = tested.house
    const at = { ...clerk, place: 'office' } as const
    const relation = async () => {
      const file = await gate.view({
        ...{ actor: at, patron: { id: child.id }, basis: 'in-hand', records: ['existence', 'identity'] },
        guardians: { records: ['identity'] },
      })
      return file.guardians[0]?.relation
    }
    const row = () =>
      inTrx((trx) =>
        trx
          .selectFrom('guarantor')
          .selectAll()
          .where('guarantee_id', '=', child.id)
          .executeTakeFirstOrThrow(),
      )
    const put = (noted: unknown) =>
      as(sql`update guarantor set noted = ${noted} where guarantee_id = ${child.id}`)
    const papers = { liable: false, checked: ['photo-id', 'court-letters'] } as const
    expect(await guardians.add(at, { patronId: child.id, ...papers, guardian })).toBe('added')
    const { id: link, noted: withPapers } = await row()
    const added = tested.time.today
    expect(await relation()).toEqual({ shown: 'papers', added })
    const address = { liable: false, checked: ['photo-id', 'same-address'] } as const
    await guardians.change(at, { patronId: child.id, link, ...address })
    expect(await relation()).toEqual({ shown: 'same-address', added })
    for (const noted of [withPapers, null]) {
      await put(noted)
      expect(await relation()).toEqual({ added })
    }
    await guardians.change(at, { patronId: child.id, link, ...address, liable: true })
    await put(withPapers)
    expect(await relation()).toEqual({ shown: 'signature', added })
    // Nor is the row one from before relations were recorded, which has no day.
    await as(sql`update guarantor set shown = false where guarantee_id = ${child.id}`)
    expect(await relation()).toBeUndefined()
  })

  test('one who did not sign, made liable, or who was taken off, put back', async () => {
    const aunt = await somebody('Aun')
    const child = await somebody('Cy', { ...owing, guarantor: { id: aunt.id, liable: false } })
    await as(sql`update guarantor set liable = true where guarantee_id = ${child.id}`)
    expect(await heard(child, aunt.name)).toBe('[]')

    const former = await somebody('Old')
    const other = await somebody('Dee', { ...owing, guarantor: { id: former.id, liable: true } })
    const before = await inTrx((trx) =>
      trx.selectFrom('guarantor').selectAll().where('guarantee_id', '=', other.id).executeTakeFirstOrThrow(),
    )
    const link = (await inTrx((trx) => liableGuardianRowIds(trx, tested.house.ring, other.id)))[0] ?? ''
    expect(
      await tested.house.guardians.remove({ ...clerk, place: 'office' }, { patronId: other.id, link }),
    ).toBe('removed')
    expect(await heard(other, former.name)).toBe('[]')
    // The row as it was, with the mark that it had: the database takes no mark twice.
    await expect(inTrx((trx) => trx.insertInto('guarantor').values(before).execute())).rejects.toThrow(
      /row_mark/,
    )
    expect(await heard(other, former.name)).toBe('[]')
  })
})

describe('a card that SQL gave a person', () => {
  test('opens neither record: moved, exchanged or planted', async () => {
    const [owner, thief] = [await somebody('Ona'), await somebody('Tad')]
    expect(await scanned(thief.card)).toContain('Tad')
    await as(sql`update card set patron_id = ${owner.id} where barcode_index = ${thief.index}`)
    const page = await scanned(thief.card)
    expect(page).not.toContain('Ona')
    expect(page).not.toContain('Tad')
    // A row of one’s own with the number of one’s own card.
    await as(
      sql`delete from card where barcode_index = ${thief.index}`,
      sql`insert into card (patron_id, barcode, barcode_index, state, mark)
        values (${owner.id}, ${Buffer.alloc(61)}, ${thief.index}, 'active', ${randomBytes(48)})`,
    )
    expect(await scanned(thief.card)).not.toContain('Ona')
    // The tokens of two cards exchanged.
    const [one, two] = [await somebody('Uma'), await somebody('Vic')]
    await as(
      sql`update card set barcode_index = '\\x00' where barcode_index = ${one.index}`,
      sql`update card set barcode_index = ${one.index} where barcode_index = ${two.index}`,
      sql`update card set barcode_index = ${two.index} where barcode_index = '\\x00'`,
    )
    expect(await scanned(one.card)).not.toContain('Vic')
    expect(await scanned(two.card)).not.toContain('Uma')
  })

  test('signs no one in, and ends the session of the person who was signed in with it', async () => {
    const { ring, app, clock } = tested.house
    const office = tested.house
    const [owner, thief] = [await somebody('Ida'), await somebody('Ned')]
    await plantPin(tested.house, owner.id)
    const browser = newToken()
    const known = null
    const tried = { card: owner.card, pin, tokenHash: tokenHash(browser), known }
    expect(await signInWithPin(office, tried)).toBe('in')
    expect(await livePatronSession(app, ring, tokenHash(browser), clock.now())).not.toBeNull()
    // The thief, whose own PIN is known to them, by the card of the owner; and the owner’s PIN by the thief’s card.
    await plantPin(tested.house, thief.id, { typed: '918273' })
    await as(sql`update card set patron_id = ${thief.id} where barcode_index = ${owner.index}`)
    expect(await livePatronSession(app, ring, tokenHash(browser), clock.now())).toBeNull()
    const asThief = { card: owner.card, pin: '918273', tokenHash: tokenHash(newToken()), known }
    expect(await signInWithPin(office, asThief)).toBeNull()
  })

  test('a lost card is not made good again, neither by hand nor by the row that it had', async () => {
    const owner = await somebody('Lou')
    const good = await inTrx((trx) =>
      trx.selectFrom('card').selectAll().where('barcode_index', '=', owner.index).executeTakeFirstOrThrow(),
    )
    expect(await tested.house.cards.reportNumber(clerk, owner.card)).toBe('blocked')
    const itemId = await inTrx(
      async (trx) => (await trx.selectFrom('item').select('id').executeTakeFirstOrThrow()).id,
    )
    const ends = () => inTrx((trx) => loanEndsOf(trx, tested.house.ring, { patronId: owner.id, itemId }))
    expect((await ends())?.patron.allCardsLost).toBe(true)
    await expect(
      inTrx(async (trx) => {
        await trx.deleteFrom('card').where('id', '=', good.id).execute()
        await trx.insertInto('card').values(good).execute()
      }),
    ).rejects.toThrow(/row_mark/)
    await expect(
      as(sql`update card set state = 'active', kept = false, mark = ${good.mark}
        where barcode_index = ${owner.index}`),
    ).rejects.toThrow(/row_mark/)
    await as(sql`update card set state = 'active', kept = false where barcode_index = ${owner.index}`)
    expect((await ends())?.patron.allCardsLost).toBe(true)
    // A second card, which SQL adds.
    await as(sql`insert into card (patron_id, barcode, barcode_index, state)
      values (${owner.id}, ${Buffer.alloc(61)}, ${Buffer.from('new')}, 'active')`)
    expect((await ends())?.patron.allCardsLost).toBe(true)
  })

  test('the list of marks is out of reach, and the doctor counts what counts for nothing', async () => {
    await expect(as(sql`select * from row_mark`)).rejects.toThrow(/permission denied/)
    await expect(as(sql`delete from row_mark`)).rejects.toThrow(/permission denied/)
    const { cards: bad, guardians } = await forgedRows(tested.house.app, tested.house.ring)
    expect(bad).toBeGreaterThan(0)
    expect(guardians).toBeGreaterThan(0)
  })
})

describe('what a person has, moved to another by SQL', () => {
  test('shows on no record but its owner’s, at the front desk and to a guardian', async () => {
    const late = { title: 'Secret Late', dueOn: '2026-11-01' }
    const has = {
      loans: [late],
      holds: ['Secret Wanted'],
      charges: [{ kind: 'lost', cents: 900, title: 'Secret Lost' }],
    } as const
    const owner = await somebody('Oda', has)
    const mother = await somebody('May')
    const thief = await somebody('Sly', {
      ...{ born: '2015-05-05', guarantor: { id: mother.id, liable: true } },
      ...{ loans: [{ title: 'Own Late', dueOn: '2026-11-01' }], holds: ['Own Wanted'] },
      charges: [{ kind: 'lost', cents: 900, title: 'Own Lost' }],
    })
    const keys = openingKeys(tested.house.ring)
    const tokensOf = (table: LinkTable, id: string) =>
      sql`any(${endTokens(keys, table, 'patron', id)}::bytea[])`
    const move = (from: string, to: string) =>
      as(
        ...linkTables.map(
          (
            table,
          ) => sql`update ${sql.table(table)} set patron_index = (select patron_index from ${sql.table(table)}
            where patron_index = ${tokensOf(table, to)} limit 1) where patron_index = ${tokensOf(table, from)}`,
        ),
      )
    expect(await scanned(owner.card)).toContain('Secret Late')
    await move(owner.id, thief.id)
    const page = await scanned(thief.card)
    for (const title of ['Own Late', 'Own Wanted', 'Own Lost']) expect(page).toContain(title)
    expect(page).not.toContain('Secret')
    const told = await heard(thief, mother.name)
    expect(told).toContain('Own Late')
    expect(told).not.toContain('Secret')
  })
})

test('a card without a mark is no one’s', async () => {
  const { app, ring } = tested.house
  const { card, index } = await somebody('Kay')
  const forged = async () => (await forgedRows(app, ring)).cards
  const before = await forged()
  expect(await scanned(card)).toContain('Kay')
  await as(sql`update card set mark = null where barcode_index = ${index}`)
  expect(await scanned(card)).not.toContain('Kay')
  expect(await forged()).toBe(before + 1)
})

test('each writing has a mark of its own', () => {
  const { ring } = tested.house
  const row = {
    ...{ id: randomUUID(), patron_id: randomUUID(), barcode_index: Buffer.from('x') },
    ...{ state: 'active', kept: false },
  }
  expect(markOfRow(ring, 'card', row)).not.toEqual(markOfRow(ring, 'card', row))
})

test('what no one changed still counts', async () => {
  expect(await scanned(cards.child)).toContain('Pip')
  const { guarantors } = await inTrx((trx) =>
    patronAccount(trx, tested.child, openingKeys(tested.house.ring)),
  )
  expect(guarantors).toHaveLength(1)
})
