import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAccount, closeAtDesk } from '../../src/circulation/account-closing.ts'
import { Charges } from '../../src/circulation/charges.ts'
import { startCheckoutHistory } from '../../src/circulation/checkout-history.ts'
import { checkOutItem } from '../../src/circulation/checkout-store.ts'
import { Desk } from '../../src/circulation/desk.ts'
import { PatronHolds } from '../../src/circulation/holds.ts'
import { linkPage } from '../../src/circulation/link-store.ts'
import { sealNotice } from '../../src/contact/notice-sealing.ts'
import { planNotice } from '../../src/contact/notice-store.ts'
import { logIdentity } from '../../src/gate/actor.ts'
import { CheckoutHistoryList } from '../../src/gate/checkout-history.ts'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { linkHandle } from '../../src/gate/sealed-link.ts'
import { signInWithPin } from '../../src/patrons/sign-in.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { isVisibleToPatron } from '../../src/register/record.ts'
import { recorded } from '../accounts/office.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { openingKeys } from '../support/opening.ts'
import { type Planted, plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'

const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' }

let it: TestDatabase
let ring: KeyRing
const office = () => {
  const parts = { app: it.database.app, ring, clock }
  return { ...parts, gate: new Gate({ ...parts, pack: jensen, names: new NameIndex() }) }
}

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
})
afterAll(() => it?.close())

let made = 0
async function somebody(more: Partial<Planted> = {}) {
  const card = `2300000000${2000 + made++}`
  const id = await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card, ...more })
  await plantPin(office(), id)
  return { id, card }
}

const asTest = { actor: 'test', place: 'test' }
const closing = (patronId: string, typed = pin) =>
  closeAccount(office(), { patronId, pin: typed, known: null })
const enter = (card: string) =>
  signInWithPin(office(), { card, pin, tokenHash: tokenHash(newToken()), known: null })
const kindsOf = async (patronId: string) =>
  (await recorded(it, ring)).filter(({ subjects }) => subjects?.includes(patronId)).map(({ kind }) => kind)
/** How many rows each table has. */
const counted = () =>
  inContext(it.database.app, asTest, async (trx) => {
    const counts: Record<string, number> = {}
    for (const table of ['patron', 'card', 'pin', 'own_session', 'guarantor', 'hold', 'notice'] as const) {
      counts[table] = (await trx.selectFrom(table).selectAll().execute()).length
    }
    return counts
  })

test('a customer who closes their account leaves no row, no key and no way in, and the register says that they did', async () => {
  const before = await counted()
  const parent = await somebody()
  const child = await somebody({
    ...{ holds: ['Winter'], choices: { alias: 'Heron' } },
    guarantor: { id: parent.id, liable: false },
  })
  await startCheckoutHistory(office(), child.id)
  const list = new CheckoutHistoryList(ring, child.id)
  const keys = openingKeys(ring)
  const notice = sealNotice(keys, { patron: child.id, kind: 'hold', step: 1 })
  await inContext(it.database.worker, dailyJobContext, (trx) =>
    planNotice(trx, { ...notice, channel: 'letter', planned_on: '2026-11-24', message_id: randomUUID() }, [
      notice.once_index,
    ]),
  )
  expect(await enter(child.card)).toBe('in')
  expect(await closing(child.id, '735190')).toBe('wrong')
  expect(list.isKept).toBe(true)
  expect(await closing(child.id)).toBe('closed')
  expect(list.isKept).toBe(false)
  expect(await enter(child.card)).toBe(null)
  expect(await closing(parent.id)).toBe('closed')
  expect(await counted()).toEqual(before)
  expect((await kindsOf(child.id)).at(-1)).toBe('account-closed')
})

test('a customer does not close one while something is out or owed, or while they pay for a child, and that is on record', async () => {
  const borrower = await somebody({ loans: [{ title: 'Out', dueOn: '2026-12-24' }] })
  const debtor = await somebody({ charges: [{ kind: 'damaged', cents: 1 }] })
  const parent = await somebody()
  await somebody({ guarantor: { id: parent.id, liable: true } })
  expect(await closing(borrower.id)).toBe('out-or-owed')
  expect(await closing(debtor.id)).toBe('out-or-owed')
  expect(await closing(parent.id)).toBe('liable')
  for (const { id, card } of [borrower, debtor, parent]) {
    expect((await kindsOf(id)).at(-1)).toBe('account-not-closed')
    expect(await enter(card)).toBe('in')
  }
})

const director = { accountId: 'director-1', role: 'director', place: 'front-desk' } as const

test('the Director closes one at the front desk by the same steps, and it is on record what was seen', async () => {
  const before = await counted()
  const gone = await somebody({ holds: ['Winter'], choices: { alias: 'Plover' } })
  await startCheckoutHistory(office(), gone.id)
  const list = new CheckoutHistoryList(ring, gone.id)
  const close = () => closeAtDesk(office(), director, { patronId: gone.id, seen: 'death-shown' })
  expect(await close()).toBe('closed')
  expect(list.isKept).toBe(false)
  expect(await enter(gone.card)).toBe(null)
  expect(await counted()).toEqual(before)
  // A second press says that they are not there, and is no second entry.
  expect(await close()).toBe('not-on-file')
  const entries = (await recorded(it, ring)).filter(({ kind }) => kind === 'account-closed-at-counter')
  expect(entries).toMatchObject([
    { ...logIdentity(director), subjects: [gone.id], verified: ['death-shown'] },
  ])
})

test('the Director closes none while something is out or owed, or while they pay for a child, and they are told', async () => {
  const borrower = await somebody({ loans: [{ title: 'Out', dueOn: '2026-12-24' }] })
  const parent = await somebody()
  await somebody({ guarantor: { id: parent.id, liable: true } })
  const close = (patronId: string) => closeAtDesk(office(), director, { patronId, seen: 'photo-id' })
  expect(await close(borrower.id)).toBe('out-or-owed')
  expect(await close(parent.id)).toBe('liable')
  for (const { id, card } of [borrower, parent]) {
    expect((await kindsOf(id)).at(-1)).toBe('account-not-closed-at-counter')
    expect(await enter(card)).toBe('in')
  }
  expect(isVisibleToPatron({ kind: 'account-not-closed-at-counter', actor: 'director-1' })).toBe(true)
})

test('what was done a moment before is not undone for a customer who has closed their account, nor is a part of it', async () => {
  const parts = { ...office(), pack: jensen, facts: office().gate.facts }
  const [desk, holds, charges] = [new Desk(parts), new PatronHolds(parts), new Charges(parts)]
  const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
  const context = { actor: clerk.accountId, place: clerk.place }
  const [{ id }, other] = [await somebody(), await somebody()]
  const barcode = 'GONE1'
  const titleId = await inContext(it.database.app, asTest, async (trx) => {
    const title = { id: randomUUID(), title: 'Gone', author: null }
    await trx.insertInto('title').values(title).execute()
    await trx.insertInto('item').values({ title_id: title.id, barcode }).execute()
    return title.id
  })
  const handle = (table: 'hold' | 'charge') =>
    inContext(it.database.app, asTest, async (trx) => {
      const keys = openingKeys(ring)
      const [row] = (await patronAccount(trx, id, keys))[`${table}s`]
      return row === undefined ? '' : linkHandle(keys, table, row, clock.now())
    })

  await holds.place({ patronId: id, titleId }, context)
  const holdIndexKey = await handle('hold')
  const cancelled = await holds.cancelToUndo({ patronId: id, holdIndexKey }, context)
  await charges.charge(clerk, { patronId: id, kind: 'other', cents: 100 })
  const paid = await charges.settle(clerk, { patronId: id, handle: await handle('charge'), cents: 100 })
  await desk.lend(clerk, { patronId: id, barcode })
  await holds.place({ patronId: other.id, titleId }, context)
  // It is kept for the next in line at once: one text undoes both, or neither.
  const back = await desk.takeBack(clerk, barcode)
  expect(await closing(id)).toBe('closed')

  const links = () =>
    inContext(it.database.app, asTest, async (trx) => {
      const pages = (['loan', 'hold', 'charge'] as const).map((table) =>
        linkPage(trx, table, beforeAllIds, 100),
      )
      return (await Promise.all(pages)).flat().map((row) => row.link.toString('hex'))
    })
  const before = await links()
  for (const done of [cancelled, paid, back]) {
    expect(await desk.undo(clerk, (done as { undo: string }).undo)).toBe(false)
    expect(await links()).toEqual(before)
  }
})

test('nothing is lent to a customer who closes their account at the same moment', async () => {
  const { id } = await somebody()
  const itemId = await inContext(it.database.app, asTest, async (trx) => {
    const title = { id: randomUUID(), title: 'Late', author: null }
    await trx.insertInto('title').values(title).execute()
    const item = trx.insertInto('item').values({ title_id: title.id }).returning('id')
    return (await item.executeTakeFirstOrThrow()).id
  })
  const [closed, lent] = await Promise.all([
    closing(id),
    inContext(it.database.app, asTest, (trx) =>
      checkOutItem(trx, ring, { patronId: id, itemId, dueOn: '2026-12-24', on: '2026-11-24' }),
    ),
  ])
  expect([closed, lent.lent]).toSatisfy(([one, other]) => (one === 'closed') !== (other === true))
})
