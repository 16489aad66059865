import { statfsSync } from 'node:fs'
import { DatabaseRefused, diskFull } from '../refused.ts'
import { damaged } from './cluster.ts'

/** A server needs this much to start: one segment of its log. */
const SEGMENT_BYTES = 16 * 1024 * 1024

/** The signs of a cluster whose files are not what the server left. */
const DAMAGE =
  /checkpoint record|invalid data in file|incorrect checksum|could not (?:open|read) file|could not open directory|incompatible with server|not a valid data directory|control file|does not exist|could not access status/

/** The sentence for a start that failed, by what the server `said` to its log. */
export function startRefusal(said: string, at: { clusterDir: string; logPath: string }): DatabaseRefused {
  const { clusterDir, logPath } = at
  const { bavail, bsize } = statfsSync(clusterDir)
  // Why: the log may lie on the same full disk, and then says nothing.
  if (/No space left on device|quota exceeded/i.test(said) || bavail * bsize < SEGMENT_BYTES) {
    return diskFull(clusterDir)
  }
  const fatal = [...said.matchAll(/(?:FATAL|PANIC): +(.*)/g)].at(-1)?.[1]
  if (fatal !== undefined && /Permission denied|has wrong ownership|invalid permissions/.test(fatal)) {
    return new DatabaseRefused('folder-closed', `PostgreSQL cannot use ${clusterDir}: ${fatal}`)
  }
  if (said.includes('could not find the database system')) {
    return damaged(clusterDir, 'its global/pg_control file is missing')
  }
  if (fatal !== undefined && DAMAGE.test(fatal)) return damaged(clusterDir, fatal)
  const last = fatal ?? said.trim().split('\n').at(-1) ?? ''
  return new DatabaseRefused(
    'start-failed',
    `PostgreSQL did not start on ${clusterDir}: ${last || 'it said nothing'}; ${logPath} has the whole of it`,
  )
}
