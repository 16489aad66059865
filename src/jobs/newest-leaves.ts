import type { Kysely } from 'kysely'
import { looked, type NewestLeaves } from '../compartments/older.ts'
import { isCommitments } from '../register/any-leaf.ts'
import { readCommitmentsLeaf } from '../register/commitments-leaf.ts'
import { newestCommitments } from '../store/register.ts'
import { currentLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/**
 * What the register's newest leaves commit to, for whoever unlocks. Why always the same of them, whatever opens: the database sees
 * what is asked.
 */
export async function newestLeaves(app: Kysely<Schema>): Promise<NewestLeaves> {
  const current = await currentLog(app)
  if (current === undefined) return { log: '', leaves: [] }
  const rows = await newestCommitments(app, { log: current.log, ...looked })
  const ticks = rows.filter(({ leaf }) => isCommitments(leaf))
  const leaves = ticks.map(({ index, leaf }) => ({ ...readCommitmentsLeaf(leaf), index: Number(index) }))
  return { log: current.origin, leaves }
}
