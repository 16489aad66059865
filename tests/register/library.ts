import { rmSync } from 'node:fs'
import type pg from 'pg'
import { writeRegister } from '../../src/cli/register-export.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { DATABASE_NAME, readPassword, roleName, withClient } from '../../src/platform/db/login.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { verifierKey, verifierOf } from '../../src/register/log/note.ts'
import { newEntryId, sealEntry } from '../../src/register/log/sealed-entry.ts'
import { type ExportVerdict, verifyExport } from '../../src/register/log/verify.ts'
import { recordPending, withRegisterSnapshot } from '../../src/register/log-store.ts'
import { logHeads } from '../../src/register/public-export.ts'
import { sequenceEntries } from '../../src/register/sequencer.ts'
import type { TestDatabase } from '../support/database.ts'
import { filesOf, month, view } from './small-log.ts'

/** A library's register on a real database, as the program uses it. */
export function registerOf({ database, home }: TestDatabase) {
  const ring = new KeyRing(home.keysDir)
  const signer = { name: 'carrel/test', ...ring.registerSigner() }
  const lastSigned = lastSignedFile(home.keysDir)
  const monthKey = ring.registerMonthKey(month)
  const now = new Date('2026-11-24T15:04:05Z')
  const seal = (entry: Entry = view) => {
    const id = newEntryId()
    return { id, ...sealEntry(entry, { id, month, monthKey }) }
  }
  return {
    signer,
    key: verifierKey(signer.name, signer.publicKey),
    lastSigned,
    monthKey,
    /** Records entries, each in a transaction of its own; returns their leaves. */
    async record(count: number, entry?: Entry): Promise<Buffer[]> {
      const sealed = Array.from({ length: count }, () => seal(entry))
      for (const one of sealed) await database.app.transaction().execute((trx) => recordPending(trx, one))
      return sealed.map(({ leaf }) => leaf)
    },
    tick: (parts: Partial<Parameters<typeof sequenceEntries>[1]> = {}, worker = database.worker) =>
      sequenceEntries(worker, { signer, lastSigned, now, ...parts }),
    /** The whole register as an export in memory. */
    export: () => exportInMemory(),
    verify: async (against?: string): Promise<ExportVerdict> =>
      verifyExport(filesOf(await exportInMemory()), {
        verifier: verifierOf(signer),
        against: against === undefined ? undefined : Buffer.from(against),
      }),
    /** What no role of the running program can do: as the owner of the tables, past the triggers. */
    tamper: (sql: string) =>
      asOwner((client) =>
        client.query(`alter table register_leaf disable trigger only_grows; ${sql};
          alter table register_leaf enable trigger only_grows`),
      ),
    asOwner,
    /** Back to a library in which nothing was recorded yet. */
    async empty(): Promise<void> {
      await asOwner((client) =>
        client.query(`alter table register_leaf disable trigger only_grows;
          alter table register_log disable trigger only_grows;
          truncate register_pending, register_leaf, register_tile, register_checkpoint,
            register_day, register_log;
          alter table register_log enable trigger only_grows;
          alter table register_leaf enable trigger only_grows`),
      )
      rmSync(`${home.keysDir}/register/last-signed`, { force: true })
    },
  }

  async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const login = {
      ...(await socketOf()),
      database: DATABASE_NAME,
      user: roleName(DATABASE_NAME, 'owner'),
      password: readPassword(home.keysDir, 'owner'),
      ssl: false,
    }
    return withClient(login, 'test', work)
  }

  async function socketOf(): Promise<{ host: string; port: number }> {
    const client = await database.connect('worker')
    await client.end()
    return { host: client.host, port: client.port }
  }

  async function exportInMemory(): Promise<Map<string, Buffer>> {
    const files = new Map<string, Buffer>()
    await withRegisterSnapshot(database.worker, async (trx) => {
      const heads = await logHeads(trx)
      if (heads.length === 0) throw new Error('nothing is signed yet')
      await writeRegister(trx, heads, async (path, bytes) => {
        files.set(path, Buffer.from(bytes))
      })
    })
    return files
  }
}
