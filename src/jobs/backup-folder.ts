import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openFile } from '../backup/age-file.ts'
import { type BackupMark, fileNameOf, markIn } from '../backup/mark.ts'
import { BackupRefused } from '../backup/refused.ts'
import { backupRetentionDays } from '../circulation/retention.ts'
import { syncFolder } from '../durable-file.ts'
import { makeFolder } from '../store/home.ts'

/** A backup in a folder, by its name and its first lines. */
export type KeptBackup = { readonly path: string; readonly mark: BackupMark; readonly bytes: number }

const ours = /^carrel-[0-9a-f]{16}-\d{8}T\d{4}Z\.age$/
const ourUnfinished = /^\.carrel-[0-9a-f]{16}-\d{8}T\d{4}Z\.age\.[0-9a-f]{12}$/

/**
 * The backups of a library in a folder, the oldest first; none where there is no such folder.
 * INVARIANT: what is not ours by its name and by what stands in it is not in the list, so it is never deleted.
 */
export async function backupsIn(folder: string, library: string): Promise<KeptBackup[]> {
  const kept: KeptBackup[] = []
  for (const name of (await namesIn(folder)).filter((each) => ours.test(each))) {
    const path = join(folder, name)
    const mark = await markOfFile(path)
    if (mark === undefined || mark.library !== library || fileNameOf(mark) !== name) continue
    kept.push({ path, mark, bytes: (await stat(path)).size })
  }
  return kept.sort((one, other) => one.mark.madeAt.getTime() - other.mark.madeAt.getTime())
}

/** The open lines of a file, or undefined where it is no backup. */
async function markOfFile(path: string): Promise<BackupMark | undefined> {
  const file = createReadStream(path)
  try {
    return markIn((await openFile(file)).open)
  } catch {
    return undefined
  } finally {
    file.destroy()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cannotWrite(error, folder)
  }
}

/**
 * Deletes the library's backups past their retention, but not the newest one, unless a newer one lies elsewhere.
 *
 * Why not that one: a folder without any backup is worse than one with an old one. The Director is told that it is
 * old, and it goes as soon as another is made.
 *
 * @returns the paths that were deleted
 */
export async function deleteOldBackups(
  folder: string,
  {
    library,
    now,
    newerElsewhere = false,
  }: { readonly library: string; readonly now: Date; readonly newerElsewhere?: boolean },
): Promise<string[]> {
  const before = new Date(now.getTime() - backupRetentionDays * 86_400_000)
  const kept = await backupsIn(folder, library)
  const old = kept.slice(0, newerElsewhere ? undefined : -1).filter(({ mark }) => mark.madeAt < before)
  for (const { path } of old) await rm(path)
  // What a kill left behind is nobody's: the night and a command make no backup at the same time.
  const unfinished = (await namesIn(folder)).filter(
    (name) => ourUnfinished.test(name) && name.includes(library),
  )
  for (const name of unfinished) await rm(join(folder, name), { force: true })
  if (old.length > 0) syncFolder(folder)
  return old.map(({ path }) => path)
}

/**
 * Writes a backup under another name and gives it its own once all of it is on the disk.
 * @returns its path and size
 * @throws BackupRefused `cannot-write`, and whatever the bytes throw; then nothing of it is left
 */
export async function writeBackupFile(
  folder: string,
  name: string,
  bytes: AsyncIterable<Buffer>,
): Promise<{ path: string; bytes: number }> {
  const aside = join(folder, `.${name}.${randomBytes(6).toString('hex')}`)
  const path = join(folder, name)
  makeFolder(folder, 0o700)
  const file = await open(aside, 'wx', 0o600).catch((error: unknown) => {
    throw cannotWrite(error, folder)
  })
  let done = false
  try {
    const written = await writeAll(file, bytes, folder)
    await file.close()
    await rename(aside, path)
    syncFolder(folder)
    done = true
    return { path, bytes: written }
  } finally {
    if (!done) {
      await file.close().catch(() => {})
      await rm(aside, { force: true })
    }
  }
}

async function writeAll(file: FileHandle, bytes: AsyncIterable<Buffer>, folder: string): Promise<number> {
  let written = 0
  for await (const piece of bytes) {
    try {
      await file.writeFile(piece)
    } catch (error) {
      throw cannotWrite(error, folder)
    }
    written += piece.length
  }
  await file.sync().catch((error: unknown) => {
    throw cannotWrite(error, folder)
  })
  return written
}

/** The sentence for a folder that takes no backup. */
function cannotWrite(error: unknown, folder: string): BackupRefused {
  const { code } = error as NodeJS.ErrnoException
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new BackupRefused(
    'cannot-write',
    full
      ? `the disk that holds ${folder} is full: free some space, or set CARREL_BACKUPS to another disk; the backups that were there are kept`
      : `no backup can be written to ${folder} (${code}): give it to the user who runs Carrel, or set CARREL_BACKUPS to another folder`,
  )
}
