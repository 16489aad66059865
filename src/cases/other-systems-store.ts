import type { Db, Trx } from '../platform/db/context.ts'

/** A system outside Carrel that holds records, as the Director describes it. Names no patron. */
export type OtherSystem = {
  readonly id: string
  readonly name: string
  readonly holds: string
  readonly kept: string
  readonly contract: string
  readonly searcher: string
}

/** Those in use, by name. */
export async function otherSystems(db: Db): Promise<OtherSystem[]> {
  return db
    .selectFrom('other_system')
    .select(['id', 'name', 'holds', 'kept', 'contract', 'searcher'])
    .where('ended_on', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** @returns false if there is no such system in use */
export async function saveOtherSystem(
  trx: Trx,
  id: string | undefined,
  system: Omit<OtherSystem, 'id'>,
): Promise<boolean> {
  if (id === undefined) {
    await trx.insertInto('other_system').values(system).execute()
    return true
  }
  const changed = await trx
    .updateTable('other_system')
    .set(system)
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Cases keep their rows of it. @param on `YYYY-MM-DD` @returns false if there is no such system in use */
export async function endOtherSystem(trx: Trx, id: string, on: string): Promise<boolean> {
  const ended = await trx
    .updateTable('other_system')
    .set({ ended_on: on })
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}
