import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { itemsOfBarcodes } from '../src/store/items.ts'
import { runKept } from '../src/store/prepared.ts'
import type { Schema } from '../src/store/schema.ts'
import { inContextAlong } from '../src/store/vault.ts'
import { atDesk, type DeskLibrary, deskLibrary } from './desk-libraries.ts'
import { type BenchRow, percentile } from './row.ts'

const [few, many] = [10_000, Number(process.env['CARREL_BENCH_LARGE'] ?? 1_000_000)] as const
const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
const scans = Number(process.env['CARREL_BENCH_FINDS'] ?? 3000)
const desks = 16
const each = 12
const context = { actor: atDesk.accountId, place: atDesk.place }
const records = ['existence', 'identity', 'overdue', 'lost'] as const

/** A card is scanned, an item goes out, and comes back. Resolves to how long each took, in ms. */
type Sitting = (library: DeskLibrary, at: number) => Promise<readonly [number, number, number]>

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const throughTheGate: Sitting = async ({ gate, desk, patron, barcode }, at) => {
  const { id: patronId, card } = patron(at)
  const item = barcode(at)
  return [
    await timed(async () =>
      expect((await gate.view({ actor: atDesk, patron: { card }, records })).told.length === 1),
    ),
    await timed(async () =>
      expect(typeof (await desk.lend(atDesk, { patronId, barcode: item })) === 'object'),
    ),
    await timed(async () => expect(typeof (await desk.takeBack(atDesk, item)) === 'object')),
  ]
}

/** The same statements against tables in the clear: nothing is sealed, nothing decided, and there is no register. */
const inTheClear: Sitting = async ({ database: { app }, patron, barcode }, at) => {
  const { id: patronId, card } = patron(at)
  const item = barcode(at)
  return [
    await timed(() => inContextAlong(app, context, (trx) => recordOf(trx, card))),
    await timed(() => plainLend(app, patronId, item)),
    await timed(() => plainTakeBack(app, item)),
  ]
}

async function recordOf(trx: Transaction<Schema>, card: string): Promise<void> {
  const [patron] = await runKept<{ id: string }>(
    trx,
    `/* kept: plain-patron */ select patron.id, surname, first_name, born, contact, card.id as card_id,
      barcode, state, barcode = $1 as presented from plain.patron left join plain.card on patron_id = patron.id
      where patron.id = (select patron_id from plain.card where barcode = $1)`,
    [card],
  )
  const id = patron?.id
  expect(id !== undefined)
  await runKept(
    trx,
    `/* kept: plain-account */ select 'loan' as of, id, item_id, due_on::text, null::boolean from plain.loan where patron_id = $1
    union all select 'hold', id, title_id, state, null from plain.hold where patron_id = $1
    union all select 'charge', id, item_id, kind, null from plain.charge where patron_id = $1
    union all select 'guarantor', guarantor_id, null, surname, liable from plain.guarantor
      join plain.patron on patron.id = guarantor_id where guarantee_id = $1`,
    [id],
  )
}

// Why kept by the server, as the desk's own are: what is measured is the sealing and the register, and no planning.
const loanOfItem = '/* kept: plain-loan */ select * from plain.loan where item_id = $1 for update'
const holdsOfTitle = '/* kept: plain-holds */ select * from plain.hold where title_id = $1'

async function plainLend(app: Kysely<Schema>, patronId: string, barcode: string): Promise<void> {
  const [item] = await itemsOfBarcodes(app, [barcode])
  const itemId = item?.id ?? ''
  await inContextAlong(app, context, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${itemId}, 0))`.execute(trx)
    await sql`select pg_advisory_xact_lock(hashtextextended(${patronId}, 0))`.execute(trx)
    const [title] = await runKept<{ id: string }>(
      trx,
      `/* kept: plain-ends */ select born, item.title_id as id,
      (select bool_and(state = 'lost') from plain.card where patron_id = patron.id) as lost
      from plain.patron cross join item where patron.id = $1 and item.id = $2`,
      [patronId, itemId],
    )
    await runKept(trx, loanOfItem, [itemId])
    await runKept(trx, holdsOfTitle, [title?.id])
    await runKept(
      trx,
      "/* kept: plain-lend */ insert into plain.loan values ($1, $2, $3, '2099-01-01', 'out', '19-64')",
      [randomUUID(), patronId, itemId],
    )
  })
}

async function plainTakeBack(app: Kysely<Schema>, barcode: string): Promise<void> {
  const [item] = await itemsOfBarcodes(app, [barcode])
  const itemId = item?.id ?? ''
  await inContextAlong(app, context, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${itemId}, 0))`.execute(trx)
    const [out] = await runKept<{ id: string }>(trx, loanOfItem, [itemId])
    const gone = await runKept(
      trx,
      '/* kept: plain-cut */ delete from plain.loan where id = $1 returning id',
      [out?.id],
    )
    expect(gone.length === 1)
    await sql`insert into plain.returned values (${randomUUID()}, ${itemId}, '19-64', '2026-11-24')`.execute(
      trx,
    )
  })
  // Whoever waits for it is looked for apart, as the desk does.
  await inContextAlong(app, context, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${item?.titleId}, 0))`.execute(trx)
    await runKept(trx, holdsOfTitle, [item?.titleId])
  })
}

function expect(isSo: boolean): void {
  if (!isSo) throw new Error('the desk did not do what is measured')
}

/** Lending at sixteen desks at once beside the same work in the clear; and how it grows with what is out. */
export async function run(): Promise<BenchRow[]> {
  const small = await deskLibrary(few)
  const large = await deskLibrary(many)
  try {
    return [...(await manyDesks(large)), ...(await asItGrows(small, large))]
  } finally {
    for (const { database } of [small, large]) await database.close()
  }
}

async function manyDesks(library: DeskLibrary): Promise<BenchRow[]> {
  let next = 0
  const block = async (sitting: Sitting) => {
    const began = performance.now()
    const one = async () => {
      for (let n = 0; n < each; n++) await sitting(library, next++)
    }
    await Promise.all(Array.from({ length: desks }, one))
    return (desks * each * 1000) / (performance.now() - began)
  }
  const rates: [ours: number, plain: number][] = []
  for (let round = -Math.min(6, rounds); round < rounds; round++) {
    const first = round % 2 === 0
    const a = await block(first ? throughTheGate : inTheClear)
    const b = await block(first ? inTheClear : throughTheGate)
    if (round >= 0) rates.push(first ? [a, b] : [b, a])
  }
  const ratio = percentile(
    rates.map(([ours, plain]) => plain / ours),
    0.5,
  )
  return [
    {
      name: `scan a card, lend and take back, ${desks} desks, ${many.toLocaleString('en-US')} loans out`,
      value: percentile(
        rates.map(([ours]) => ours),
        0.5,
      ),
      unit: 'a second',
      peer: 'the same SQL in the clear, without register',
      peerValue: percentile(
        rates.map(([, plain]) => plain),
        0.5,
      ),
      ratio,
      bound: 'at most 2 × slower',
      ok: ratio <= 2,
    },
  ]
}

async function asItGrows(small: DeskLibrary, large: DeskLibrary): Promise<BenchRow[]> {
  const taken = [small, large].map(() => [[], [], []] as [number[], number[], number[]])
  for (let at = 0; at < scans; at++) {
    // Why: by turns, and each first as often as the other, so that what else the machine does falls on both.
    for (const which of at % 2 === 0 ? [0, 1] : [1, 0]) {
      const took = await throughTheGate(which === 0 ? small : large, at)
      if (at >= scans / 10) took.forEach((ms, act) => void taken[which]?.[act]?.push(ms))
    }
  }
  return ['scan a card', 'lend', 'take back'].flatMap((name, act) =>
    ([0.5, 0.99] as const).map((p): BenchRow => {
      const [peerValue, value] = taken.map((acts) => percentile(acts[act] ?? [], p)) as [number, number]
      return {
        name: `${name}, ${many.toLocaleString('en-US')} loans out, p${p * 100}`,
        ...{ value, unit: 'ms', peer: `${few.toLocaleString('en-US')} loans out`, peerValue },
        ...{ ratio: value / peerValue, bound: 'at most 1.3 ×', ok: value / peerValue <= 1.3 },
      }
    }),
  )
}
