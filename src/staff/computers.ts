import type { Selectable } from 'kysely'
import type { Actor, StaffActor } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, runPrepared } from '../platform/db/statements.ts'
import { type CoreServices, recordAction } from './logged-action.ts'

export async function enrollComputer(
  office: CoreServices,
  by: StaffActor,
  computer: {
    readonly tokenHash: Buffer
    readonly name: string
    readonly place: string
    readonly replaces?: string | undefined
  },
): Promise<void> {
  await recordAction(office, by, async (trx, note) => {
    await enrollWorkstation(trx, office.ring, { ...computer, by: by.accountId, on: office.clock.today() })
    await note({ kind: 'computer-enrolled', flags: [computer.place] })
  })
}

export async function removeComputer(office: CoreServices, by: Actor, id: string): Promise<boolean> {
  return recordAction(office, by, async (trx, note) => {
    const place = await removeWorkstation(trx, id)
    if (place !== null) await note({ kind: 'computer-removed', flags: [place] })
    return place !== null
  })
}

/** `place` is a place of the policy pack. */
type Workstation = { readonly id: string; readonly name: string; readonly place: string }

/** `tokenHash` is SHA-256, `on` is `YYYY-MM-DD`, `replaces` is this computer's previous enrollment. */
export async function enrollWorkstation(
  trx: Trx,
  ring: KeyRing,
  workstation: {
    readonly tokenHash: Buffer
    readonly name: string
    readonly place: string
    readonly by: string
    readonly on: string
    readonly replaces?: string | undefined
  },
): Promise<void> {
  if (workstation.replaces !== undefined) await removeWorkstation(trx, workstation.replaces)
  const row = marked(ring, 'workstation', {
    token_hash: workstation.tokenHash,
    name: workstation.name,
    place: workstation.place,
    enrolled_by: workstation.by,
    enrolled_on: workstation.on,
  })
  await trx.insertInto('workstation').values(row).execute()
}

const workstationOfTokenSql: PreparedStatement = {
  name: 'workstation',
  text: `select id, token_hash, name, place, enrolled_by, enrolled_on, mark from workstation where token_hash = $1`,
}

/** Null unless this program enrolled the computer. */
export async function workstationOf(db: Db, ring: KeyRing, tokenHash: Buffer): Promise<Workstation | null> {
  const [row] = await runPrepared<Selectable<Schema['workstation']>>(db, workstationOfTokenSql, [tokenHash])
  if (row === undefined || !isMarked(ring, 'workstation', row)) return null
  const { id, name, place } = row
  return { id, name, place }
}

/** Every computer that this program enrolled; `enrolledOn` is `YYYY-MM-DD`. */
export async function allWorkstations(
  db: Db,
  ring: KeyRing,
): Promise<(Workstation & { readonly enrolledBy: string; readonly enrolledOn: string })[]> {
  const rows = await db
    .selectFrom('workstation')
    .innerJoin('account', 'account.id', 'workstation.enrolled_by')
    .selectAll('workstation')
    .select('account.name as enrolledBy')
    .orderBy('workstation.name')
    .execute()
  return rows
    .filter((row) => isMarked(ring, 'workstation', row))
    .map(({ id, name, place, enrolledBy, enrolled_on }) => ({
      id,
      name,
      place,
      enrolledBy,
      enrolledOn: enrolled_on,
    }))
}

/** Returns the removed computer's place, or null. */
async function removeWorkstation(db: Db, id: string): Promise<string | null> {
  const removed = await db
    .deleteFrom('workstation')
    .where('id', '=', id)
    .returning('place')
    .executeTakeFirst()
  return removed?.place ?? null
}
