import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { itemsOfBarcodes } from '../src/circulation/catalog-store.ts'
import { lockSubject } from '../src/circulation/checkout-store.ts'
import { inContext, inPipelinedContext } from '../src/platform/db/context.ts'
import type { Schema } from '../src/platform/db/schema.ts'
import { queueStatement, runPrepared } from '../src/platform/db/statements.ts'
import { atDesk, type DeskLibrary, deskLibrary } from './desk-libraries.ts'
import { type BenchRow, percentile } from './row.ts'

const [few, many] = [10_000, Number(process.env['CARREL_BENCH_LARGE'] ?? 1_000_000)] as const
const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
const scans = Number(process.env['CARREL_BENCH_FINDS'] ?? 3000)
const desks = 16
const each = 12
const context = { actor: 'bench', place: 'front-desk' }
const records = ['existence', 'identity', 'overdue', 'lost'] as const

/** A card is scanned, an item is checked out and checked in. Resolves to how long each took, in ms. */
type Sitting = (library: DeskLibrary, at: number, desk: number) => Promise<readonly [number, number, number]>

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const throughTheGate: Sitting = async ({ gate, desk, patron, barcode }, at, nth) => {
  const { id: patronId, card } = patron(at)
  const item = barcode(at)
  const actor = atDesk(nth, at)
  return [
    await timed(async () =>
      expect((await gate.view({ actor, patron: { card }, records })).told.length === 1),
    ),
    await timed(async () =>
      expect(typeof (await desk.lend(actor, { patronId, barcode: item })) === 'object'),
    ),
    await timed(async () => expect(typeof (await desk.takeBack(actor, item)) === 'object')),
  ]
}

/** The same statements on tables in the clear: nothing is sealed, decided or recorded. The server keeps their plans, as the desk's. */
const inTheClear =
  (ways: Ways): Sitting =>
  async ({ database: { app }, patron, barcode }, at) => {
    const { id: patronId, card } = patron(at)
    const item = barcode(at)
    return [
      await timed(() => ways.begin(app, context, (trx) => recordOf(trx, card))),
      await timed(() => plainLend(ways, app, patronId, item)),
      await timed(() => plainTakeBack(ways, app, item)),
    ]
  }

/** How the statements of the comparison are sent. */
type Ways = {
  readonly begin: typeof inContext
  readonly lock: (trx: Transaction<Schema>, id: string) => Promise<unknown>
  /** Its answer is not waited for. */
  readonly run: (
    trx: Transaction<Schema>,
    name: string,
    text: string,
    values: readonly string[],
  ) => Promise<unknown>
}

/** One after the other, each waited for. */
const oneByOne: Ways = {
  begin: inContext,
  lock: (trx, id) =>
    runPrepared(trx, { name: 'plain-lock', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))' }, [
      id,
    ]),
  run: (trx, name, text, values) => runPrepared(trx, { name, text }, values),
}

/** As the desk sends its own: a statement that is not waited for goes along with the next. */
const together: Ways = {
  begin: inPipelinedContext,
  lock: lockSubject,
  run: (trx, name, text, values) => queueStatement(trx, { name, text }, values),
}

async function recordOf(trx: Transaction<Schema>, card: string): Promise<void> {
  const [patron] = await runPrepared<{ id: string }>(
    trx,
    {
      name: 'plain-patron',
      text: `select patron.id, surname, first_name, born, contact, card.id as card_id,
      barcode, state, barcode = $1 as presented from plain.patron left join plain.card on patron_id = patron.id
      where patron.id = (select patron_id from plain.card where barcode = $1)`,
    },
    [card],
  )
  const id = patron?.id
  expect(id !== undefined)
  await runPrepared(
    trx,
    {
      name: 'plain-account',
      text: `select 'loan' as of, id, item_id, due_on::text, null::boolean from plain.loan where patron_id = $1
    union all select 'hold', id, title_id, state, null from plain.hold where patron_id = $1
    union all select 'charge', id, item_id, kind, null from plain.charge where patron_id = $1
    union all select 'guarantor', guarantor_id, null, surname, liable from plain.guarantor
      join plain.patron on patron.id = guarantor_id where guarantee_id = $1`,
    },
    [id],
  )
}

const loanOfItem = { name: 'plain-loan', text: 'select * from plain.loan where item_id = $1 for update' }
const holdsOfTitle = { name: 'plain-holds', text: 'select * from plain.hold where title_id = $1' }

async function plainLend(ways: Ways, app: Kysely<Schema>, patronId: string, barcode: string): Promise<void> {
  const [item] = await itemsOfBarcodes(app, [barcode])
  const itemId = item?.id ?? ''
  await ways.begin(app, context, async (trx) => {
    await ways.lock(trx, itemId)
    await ways.lock(trx, patronId)
    const [title] = await runPrepared<{ id: string }>(
      trx,
      {
        name: 'plain-ends',
        text: `select born, item.title_id as id,
      (select bool_and(state = 'lost') from plain.card where patron_id = patron.id) as lost
      from plain.patron cross join item where patron.id = $1 and item.id = $2`,
      },
      [patronId, itemId],
    )
    await runPrepared(trx, loanOfItem, [itemId])
    await runPrepared(trx, holdsOfTitle, [title?.id])
    const loan = "insert into plain.loan values ($1, $2, $3, '2099-01-01', 'out', '19-64')"
    await ways.run(trx, 'plain-lend', loan, [randomUUID(), patronId, itemId])
  })
}

async function plainTakeBack(ways: Ways, app: Kysely<Schema>, barcode: string): Promise<void> {
  const [item] = await itemsOfBarcodes(app, [barcode])
  const itemId = item?.id ?? ''
  await ways.begin(app, context, async (trx) => {
    await ways.lock(trx, itemId)
    const [out] = await runPrepared<{ id: string }>(trx, loanOfItem, [itemId])
    const gone = await runPrepared(
      trx,
      { name: 'plain-cut', text: 'delete from plain.loan where id = $1 returning id' },
      [out?.id],
    )
    expect(gone.length === 1)
    const returned = "insert into plain.returned values ($1, $2, '19-64', '2026-11-24')"
    await ways.run(trx, 'plain-returned', returned, [randomUUID(), itemId])
    await runPrepared(trx, holdsOfTitle, [item?.titleId])
  })
}

function expect(isSo: boolean): void {
  if (!isSo) throw new Error('the desk did not do what is measured')
}

/** Checkouts at sixteen desks at once, compared with the same work in the clear; and how they grow with the loans. */
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
    const one = async (_: unknown, nth: number) => {
      for (let n = 0; n < each; n++) await sitting(library, next++, nth)
    }
    await Promise.all(Array.from({ length: desks }, one))
    return (desks * each * 1000) / (performance.now() - began)
  }
  const sittings = [throughTheGate, inTheClear(oneByOne), inTheClear(together)] as const
  const rates: (readonly [ours: number, oneByOne: number, together: number])[] = []
  for (let round = -Math.min(6, rounds); round < rounds; round++) {
    const took = [0, 0, 0]
    // Each is first, second and last equally often.
    for (const turn of [0, 1, 2]) {
      const which = (((turn + round) % 3) + 3) % 3
      took[which] = await block(sittings[which] ?? throughTheGate)
    }
    const [ours = 0, plain = 0, pipelined = 0] = took
    if (round >= 0) rates.push([ours, plain, pipelined])
  }
  const rate = (which: 0 | 1 | 2) =>
    percentile(
      rates.map((each) => each[which]),
      0.5,
    )
  const row = (which: 1 | 2, peer: string, as = ''): BenchRow => {
    const ratio = percentile(
      rates.map((each) => each[which] / each[0]),
      0.5,
    )
    return {
      name: `scan, lend and take back, ${desks} desks, ${many.toLocaleString('en-US')} loans out${as}`,
      ...{ value: rate(0), unit: 'a second', peer, peerValue: rate(which) },
      ...{ ratio, bound: 'at most 2 × slower', ok: ratio <= 2 },
    }
  }
  return [
    row(1, 'the same SQL in the clear, without register'),
    row(2, 'the same SQL in as few messages', ', against few messages'),
  ]
}

async function asItGrows(small: DeskLibrary, large: DeskLibrary): Promise<BenchRow[]> {
  const taken = [small, large].map(() => [[], [], []] as [number[], number[], number[]])
  for (let at = 0; at < scans; at++) {
    // Why: they alternate, each first as often as the other, so that other work of the machine affects both alike.
    for (const which of at % 2 === 0 ? [0, 1] : [1, 0]) {
      const took = await throughTheGate(which === 0 ? small : large, at, 0)
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
