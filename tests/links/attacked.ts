import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { CheckoutHistoryList, historyToken } from '../../src/gate/checkout-history.ts'
import { type LinkKey, token } from '../../src/platform/crypto/field.ts'
import { type KeyRing, sealedColumns } from '../../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { backupRetentionDays } from '../../src/platform/crypto/link-nights.ts'
import type { Pack } from '../../src/policy/pack.ts'
import type { TestDatabase } from '../support/database.ts'
import { asOwner } from './as-owner.ts'
import { attack, type Established, type Loot } from './attacker.ts'
import { type LifePlan, type Lived, live, type TrueLink, type Weakness } from './month.ts'
import { dayAfter, priceOf, type SmallLibrary, smallLibrary } from './small-library.ts'

type Plan = LifePlan & {
  readonly pack: Pack
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

/** `keys`: of links and of lists, by their names in the keys folder. */
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
  readonly did: Lived['did']
  readonly library: SmallLibrary
}> {
  await asOwner(it, (owner) => beginAnew(owner, plan.prepare ?? []))
  const from = await asOwner(it, logNow, 'superuser')
  const library = await smallLibrary(it, { patrons: plan.people, items: plan.items, ring: plan.ring })
  let backups: Backup[] = []
  const { links, lastDay, did } = await live(library, plan.pack, plan, {
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
    histories: historiesOf(library, plan, backups),
    otherKeys: sealedColumns.map((column) => plan.ring.columnKey(column).key),
    rootToken: (value) => ['loan.item', 'hold.title'].map((purpose) => token(plan.ring, purpose, value)),
    monthKeys: new Map(monthsOf(plan.days).map((month) => [month, plan.ring.registerMonthKey(month)])),
    patrons: library.patrons.map(({ id }) => id),
    others: library.items.flatMap(({ id, titleId }, n) => [
      { id, priceCents: priceOf(n), ...(n === 0 && { ownLoanDays: 3 }) },
      { id: titleId },
    ]),
  }
  const noKeys = { linkKeys: [], histories: [], otherKeys: [], monthKeys: new Map(), rootToken: () => [] }
  return {
    ...{ truth: links, lastDay, did, library },
    established: attack(loot),
    withoutKeys: () => attack({ ...loot, ...noKeys }),
  }
}

async function beginAnew(owner: pg.Client, prepare: readonly string[]): Promise<void> {
  await owner.query(`truncate loan, hold, charge, tally_waiting, tally_cut, tally_open, tally_month, tally_item, tally_band,
    patron, card, guarantor, item, title, register_pending, tally_cut, history, notice, notice_count, bad_address,
    call_taken, pin, own_session, night_step, register_about cascade`)
  await owner.query(`insert into account (id, sign_in, name, role, passphrase)
    values ('00000000-0000-4000-8000-000000000001', 'caller', 'Caller', 'desk', '') on conflict do nothing`)
  for (const statement of prepare) await owner.query(statement)
}

/** Where the write-ahead log stands. */
async function logNow(superuser: pg.Client): Promise<string> {
  const { rows } = await superuser.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
  return rows[0]?.at ?? ''
}

/** What a backup holds of links, of notices and of lists, and the keys that go with it. */
async function backUp({ act, ring }: SmallLibrary, day: number): Promise<Backup> {
  const rows = await act(async (trx) => [
    ...(await trx.selectFrom('loan').selectAll().execute()),
    ...(await trx.selectFrom('hold').selectAll().execute()),
    ...(await trx.selectFrom('charge').selectAll().execute()),
    ...(await trx.selectFrom('notice').selectAll().execute()),
    ...(await trx.selectFrom('history').selectAll().execute()),
  ])
  const keys = ring.forBackup().filter(({ name }) => /^(links|history)\//.test(name))
  return {
    day,
    rows: Buffer.concat(rows.flatMap((row) => Object.values(row).filter((value) => Buffer.isBuffer(value)))),
    keys: new Map(keys.map(({ name, bytes }) => [name, bytes])),
  }
}

/** Every link key that is there: in the keys folder, and in the backups. */
function linkKeysOf(ring: KeyRing, backups: readonly Backup[]): Map<string, LinkKey> {
  const there = new Map(ring.linkNights().map((night) => [night, ring.linkKeyAt(night)]))
  for (const [name, key] of backups.flatMap(({ keys }) => [...keys])) {
    if (name.startsWith('links/')) there.set(name.slice('links/'.length), key)
  }
  const nights = [...there.keys()].sort()
  const all = {
    linkNights: () => nights,
    linkKeyAt: (night: string) => there.get(night),
  } as unknown as KeyRing
  const keys = new LinkKeys(all)
  return new Map(nights.map((night) => [night, keys.at(night)]))
}

/** The keys of every list that are there, in the keys folder and in the backups, and whose each is. */
function historiesOf(
  { ring, patrons }: SmallLibrary,
  { beside }: Plan,
  backups: readonly Backup[],
): Loot['histories'] {
  return (beside?.lists ?? []).flatMap((list) => {
    const { id: patron = '' } = patrons[list.patron] ?? {}
    const { owner, versions } = new CheckoutHistoryList(ring, patron)
    const kept = backups.flatMap(({ keys }) => [...keys]).filter(([name]) => name.includes(owner))
    const here = versions.map((version) => ring.history.key(owner, version))
    const each = new Map([...here, ...kept.map(([, key]) => key)].map((key) => [key.toString('hex'), key]))
    return [...each.values()].map((key) => ({
      ...{ patron, token: historyToken(key) },
      seal: Buffer.from(hkdfSync('sha256', key, '', 'carrel/history/1/seal', 32)),
    }))
  })
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
