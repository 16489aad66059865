import { join } from 'node:path'
import type pg from 'pg'
import { backupRetentionDays } from '../../src/circulation/retention.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { token } from '../../src/sealing/field.ts'
import { type KeyRing, sealedColumns } from '../../src/sealing/key-ring.ts'
import { type LinkKey, LinkKeys } from '../../src/sealing/link-keys.ts'
import type { TestDatabase } from '../support/database.ts'
import { asOwner } from './as-owner.ts'
import { attack, type Established, type Loot } from './attacker.ts'
import { type Loan, live, type TrueLink, type Weakness } from './month.ts'
import { dayAfter, priceOf, type SmallLibrary, smallLibrary } from './small-library.ts'

type Plan = {
  readonly pack: Pack
  readonly days: number
  readonly loans: readonly Loan[]
  readonly people: number
  readonly items: number
  readonly ring: KeyRing
  readonly weakness?: Weakness
  /** What the owner of the database has done to it. */
  readonly prepare?: readonly string[]
}

const monthsOf = (days: number) => [
  ...new Set(Array.from({ length: days + 1 }, (_, day) => dayAfter(day).slice(0, 7))),
]

type Backup = { readonly day: number; readonly rows: Buffer; readonly keys: ReadonlyMap<string, Buffer> }

/** Lives through the days in an empty library, has it attacked, and empties it again. */
export async function liveAndAttack(
  it: TestDatabase,
  plan: Plan,
): Promise<{
  readonly truth: readonly TrueLink[]
  readonly established: Established
  /** What the same attacker finds who has no key. */
  readonly withoutKeys: () => Established
  readonly lastDay: number
  readonly library: SmallLibrary
}> {
  const from = await asOwner(it, (owner) => beginAnew(owner, plan.prepare ?? []))
  const library = await smallLibrary(it, { patrons: plan.people, items: plan.items, ring: plan.ring })
  let backups: Backup[] = []
  const { links, lastDay } = await live(library, plan.pack, plan, {
    weakness: plan.weakness ?? {},
    async eachMorning(day) {
      const made = await backUp(library, day)
      backups = [...backups, made].filter((one) => day - one.day <= backupRetentionDays)
    },
  })
  const { dataDir, tables } = await asOwner(it, (superuser) => filesOf(superuser), 'superuser')
  const loot: Loot = {
    wal: { folder: join(dataDir, 'pg_wal'), from },
    tables,
    backups: backups.map(({ rows }) => rows),
    linkKeys: [...linkKeysOf(plan.ring, backups).values()],
    otherKeys: sealedColumns.map((column) => plan.ring.columnKey(column).key),
    rootToken: (value) => ['loan.item', 'hold.title'].map((purpose) => token(plan.ring, purpose, value)),
    monthKeys: new Map(monthsOf(plan.days).map((month) => [month, plan.ring.registerMonthKey(month)])),
    patrons: library.patrons.map(({ id }) => id),
    others: library.items.flatMap(({ id, titleId }, n) => [
      { id, priceCents: priceOf(n), ...(n === 0 && { ownLoanDays: 3 }) },
      { id: titleId },
    ]),
  }
  const noKeys = { linkKeys: [], otherKeys: [], monthKeys: new Map(), rootToken: () => [] }
  return {
    ...{ truth: links, lastDay, library },
    established: attack(loot),
    withoutKeys: () => attack({ ...loot, ...noKeys }),
  }
}

/** @returns where the log stands */
async function beginAnew(owner: pg.Client, prepare: readonly string[]): Promise<string> {
  await owner.query(`truncate loan, hold, charge, tally_waiting, tally_cut, tally_open, tally_month, tally_item, tally_band,
    patron, card, guarantor, item, title, register_pending, tally_cut, history, notice, register_about cascade`)
  for (const statement of prepare) await owner.query(statement)
  const { rows } = await owner.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
  return rows[0]?.at ?? ''
}

/** What a backup holds of links, and the link keys that go with it. */
async function backUp({ act, ring }: SmallLibrary, day: number): Promise<Backup> {
  const rows = await act(async (trx) => [
    ...(await trx.selectFrom('loan').selectAll().execute()),
    ...(await trx.selectFrom('hold').selectAll().execute()),
    ...(await trx.selectFrom('charge').selectAll().execute()),
  ])
  const links = ring.forBackup().filter(({ name }) => name.startsWith('links/'))
  return {
    day,
    rows: Buffer.concat(
      rows.flatMap(({ patron_index, other_index, source_index, link }) => [
        patron_index,
        other_index,
        source_index,
        link,
      ]),
    ),
    keys: new Map(links.map(({ name, bytes }) => [name.slice('links/'.length), bytes])),
  }
}

/** Every link key that is there: in the keys folder, and in the backups. */
function linkKeysOf(ring: KeyRing, backups: readonly Backup[]): Map<string, LinkKey> {
  const there = new Map(ring.linkNights().map((night) => [night, ring.linkKeyAt(night)]))
  for (const { keys } of backups) for (const [night, key] of keys) there.set(night, key)
  const nights = [...there.keys()].sort()
  const all = {
    linkNights: () => nights,
    linkKeyAt: (night: string) => there.get(night),
  } as unknown as KeyRing
  const keys = new LinkKeys(all)
  return new Map(nights.map((night) => [night, keys.at(night)]))
}

/** The tables' files, with everything on the disk that was written. */
async function filesOf(superuser: pg.Client) {
  await superuser.query('checkpoint')
  const shown = await superuser.query<{ data_directory: string }>('show data_directory')
  const dataDir = shown.rows[0]?.data_directory ?? ''
  const { rows } = await superuser.query<{ file: number; name: string; path: string }>(`
    select pg_relation_filenode(oid)::int as file, relname as name, pg_relation_filepath(oid) as path
    from pg_class where relkind in ('r', 't') and (relnamespace = 'public'::regnamespace
      or oid in (select reltoastrelid from pg_class where relnamespace = 'public'::regnamespace))`)
  const tables = new Map(rows.map(({ file, name, path }) => [file, { name, path: join(dataDir, path) }]))
  return { dataDir, tables }
}
