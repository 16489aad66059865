import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { isFolder, replaceFile } from '../durable-file.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey } from '../register/note.ts'
import { type Older, readOlder } from '../register/older-checkpoint.ts'
import { rootOf } from '../register/proof.ts'
import { newestCheckpoint, readTile } from '../store/register.ts'
import { allLogs, type RegisterLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import type { LastSigned } from './last-signed.ts'
import type { NightStep } from './night.ts'
import { RegisterRefused } from './register-head.ts'

/*
 * Data and keys that are put back together, as a snapshot of the machine does, remember alike: nothing in them says that
 * there was a later state, and the next tick would sign a second history. What lies elsewhere does say so: a mail with
 * its pin, or the copy of the last signed checkpoint beside the backups.
 */

/**
 * Refuses a register that has not all that a checkpoint from outside counts.
 * @param known the signed note, or a text with a pin in it, such as the newest mail
 * @throws RegisterRefused
 */
export async function refuseOlderThan(db: Kysely<Schema>, known: Uint8Array): Promise<void> {
  const logs = await allLogs(db)
  const older = await knownOf(known, logs)
  const log = logs.find(({ origin }) => origin === older.origin)
  // What is lost of a log that ended, the one after it declares.
  if (log === undefined || log !== logs.at(-1)) return
  const size = (await newestCheckpoint(db, log.log))?.size ?? 0n
  if (older.size > size) {
    throw new RegisterRefused(
      'rolled-back',
      `the register here holds ${size} entries, and the checkpoint from outside counts ${older.size}: an older copy of the data and keys was put back. Put back the newer one, or begin a new log, which says what is missing: carrel register new-log`,
    )
  }
  const root = await rootOf(older.size, size, async ({ level, index }) => {
    return (await readTile(db, { log: log.log, level, index }))?.hashes ?? new Uint8Array()
  })
  if (root.equals(older.root)) return
  throw new RegisterRefused(
    'forked',
    `the first ${older.size} register entries here are not those of the checkpoint from outside: this is another history, as after an older copy was put back and went on. Begin a new log, which says so: carrel register new-log`,
  )
}

async function knownOf(known: Uint8Array, logs: readonly RegisterLog[]): Promise<Older> {
  try {
    return await readOlder(
      known,
      logs.map(({ key }) => readVerifierKey(key)),
    )
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw new RegisterRefused(
      'not-the-last',
      `what is known from outside is no checkpoint of this register (${error.message}): give the newest mail with its pin, or the file of a checkpoint`,
    )
  }
}

const besideBackups = (backupsDir: string) => join(backupsDir, 'last-signed')

/**
 * The same with the copy that lies beside the backups, where there is one of the log that grows. One that cannot be
 * read, or is of another log, shows nothing.
 */
export async function refuseOlderThanBackups(db: Kysely<Schema>, backupsDir: string): Promise<void> {
  const known = await readFile(besideBackups(backupsDir)).catch(() => undefined)
  if (known === undefined) return
  try {
    await refuseOlderThan(db, known)
  } catch (error) {
    if (!(error instanceof RegisterRefused) || error.code !== 'not-the-last') throw error
  }
}

/** Keeps the last signed checkpoint beside the backups, which are of another disk where the library was set up well. */
export function keepLastSignedStep(parts: {
  readonly lastSigned: LastSigned
  readonly backupsDir: string
}): NightStep {
  const { lastSigned, backupsDir } = parts
  return {
    name: 'last-signed',
    // Every few minutes: a copy of last night would not know the state of this noon.
    knowsWhatIsLeft: true,
    async run() {
      const note = await lastSigned.read()
      const path = besideBackups(backupsDir)
      // Why not make the folder: where its disk is away, another would stand in its place.
      if (note === undefined || !isFolder(backupsDir)) return
      if ((await readFile(path, 'utf8').catch(() => undefined)) !== note) replaceFile(path, Buffer.from(note))
    },
  }
}
