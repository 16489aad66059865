import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs'
import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CarrelError } from '../platform/error.ts'
import type { WriteFile } from '../register/index.ts'
import {
  crlfMessage,
  type ExportFault,
  ExportFaultError,
  type FaultCode,
  firstLeafFile,
  hasCrlf,
  type LogFiles,
  MalformedError,
  publicEndFile,
  readTilePath,
  readVerifierKey,
  tileWidthAt,
  type Verifier,
  verifierPage,
} from '../register/log/index.ts'

/** This computer cannot read a file of an export, which says nothing about the export. */
export class UnreadableExportError extends Error {
  readonly path: string
  constructor(path: string, code: string) {
    super(`${path} cannot be read (${code}): get the right to read it, or another copy, then check again`)
    this.path = path
  }
}

/** Something else made the folder while the export was being written. */
class FolderTakenError extends CarrelError<'cannot-write'> {}

/** Errors of this user's rights, or of the disk. */
const notGiven = new Set<string>(['EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ESTALE'])

/**
 * The files of an export in a folder. Hostile: the sender chooses what is in a file's place, so what is no regular file is a
 * fault. Why synchronous: two small files are read for each third of a millisecond of hashing, and handing them to another
 * thread and back costs more than reading them. @throws ExportFaultError, UnreadableExportError
 */
export function folderFiles(folder: string): LogFiles {
  const links = new Map<string, boolean>()
  /** What is read through a linked folder need not be of this export at all. */
  const isLink = (path: string) => {
    const isLinked = links.get(path) ?? isLinkThere(folder, path)
    links.set(path, isLinked)
    return isLinked
  }
  return {
    async read(path, target) {
      const above = path.split('/').slice(0, -1)
      for (let count = 1; count <= above.length; count++) {
        const parent = above.slice(0, count).join('/')
        if (!isLink(parent)) continue
        const message = `${parent} is a link, and no folder of the export`
        throw new ExportFaultError({ code: faultCodeOf(path), path: parent, message })
      }
      const read = readOfExport(folder, path, target)
      if (typeof read === 'number') return read
      if (read.code === 'ENOENT' || read.code === 'ENOTDIR') return undefined
      throw new ExportFaultError({ code: faultCodeOf(path), path, message: `${path} ${read.says}` })
    },
  }
}

function isLinkThere(folder: string, path: string): boolean {
  try {
    return lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink() === true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (notGiven.has(code)) throw new UnreadableExportError(path, code)
    throw error
  }
}

function faultCodeOf(inExport: string): FaultCode {
  const path = inExport.replace(/^past\/\d+\//, '')
  if (path.startsWith('tile/entries/')) return 'entry'
  return path.startsWith('tile/') ? 'tile' : 'checkpoint'
}

/** `code` is the system's; `says` follows the file's name in a sentence. */
type UnreadableFile = { readonly code: string; readonly says: string }

/** Returns how many bytes. INVARIANT: it ends: it reads nothing that a program writes, and no more than `target` holds. */
function readInto(path: string, target: Uint8Array, links: 'links' | 'no links'): number | UnreadableFile {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants
  let file: number | undefined
  try {
    // Why O_NONBLOCK: opening a pipe waits for its writer.
    file = openSync(path, O_RDONLY | O_NONBLOCK | (links === 'links' ? 0 : O_NOFOLLOW))
    if (!fstatSync(file).isFile()) return { code: 'EINVAL', says: 'is no regular file' }
    return readAll(file, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    if (code === 'ELOOP') return { code, says: 'is a link, and no regular file' }
    return { code, says: `cannot be read (${code})` }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function readAll(file: number, target: Uint8Array): number {
  let filled = 0
  for (;;) {
    const read = readSync(file, target, filled, target.length - filled, null)
    filled += read
    if (read === 0 || filled === target.length) return filled
  }
}

/** Never reads through a link. @throws UnreadableExportError */
function readOfExport(folder: string, path: string, target: Uint8Array): number | UnreadableFile {
  const read = readInto(join(folder, path), target, 'no links')
  if (typeof read !== 'number' && notGiven.has(read.code)) throw new UnreadableExportError(path, read.code)
  return read
}

/**
 * Makes a folder whole or not at all: it is written under another name next to its place, and renamed last. With `dated` as
 * the time of change of everything in it, nothing tells when it was written. Throws where the folder already exists.
 */
export async function writeFolder(
  folder: string,
  write: (file: WriteFile) => Promise<void>,
  dated?: Date,
): Promise<void> {
  const place = resolve(folder)
  const temporary = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`)
  const made = new Set<string>()
  const written: string[] = []
  try {
    await mkdir(temporary, { recursive: true })
    await write(async (path, bytes) => {
      const target = join(temporary, path)
      if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true })
      made.add(dirname(target))
      await writeFile(target, bytes, { flag: 'wx' })
      if (dated !== undefined) written.push(path)
    })
    if (dated !== undefined)
      for (const path of withFolders(written)) await utimes(join(temporary, path), dated, dated)
    if (existsSync(place))
      throw new FolderTakenError(
        'cannot-write',
        `${place} was made by another program in the meantime: name another folder`,
      )
    await rename(temporary, place)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** The paths, each folder above them, and `.`. */
function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(paths)
  for (const path of paths) for (let at = dirname(path); at !== '.'; at = dirname(at)) all.add(at)
  return all.add('.')
}

/** What an export's folder has besides what its checkpoint covers. */
export type Besides = {
  /** How many overflow files there are: their leaves have their hashes, sealed. */
  readonly overflow: number
  /** Everything that has no place in an export of this size, and unreadable folders; sorted. */
  readonly uncovered: readonly string[]
}

/** Follows no links. `found.sizes` has the size of each log by its folder (`''`, `past/1`). */
export async function lookBesides(folder: string, found: Found): Promise<Besides> {
  const { sizes } = found
  const uncovered: string[] = []
  let overflow = 0
  const folders = ['']
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const files = await readdir(join(folder, at), { withFileTypes: true }).catch(() => undefined)
    if (files === undefined) uncovered.push(`${at}/`)
    for (const file of files ?? []) {
      const path = at === '' ? file.name : `${at}/${file.name}`
      if (file.isDirectory()) folders.push(path)
      else if (!file.isFile()) uncovered.push(path)
      else if (!found.isPublic && isOverflow(path, sizes)) overflow++
      else if (path === verifierPage.name && isOurs(join(folder, path))) continue
      else if (!isCovered(path, found)) uncovered.push(path)
    }
  }
  return { overflow, uncovered: uncovered.sort() }
}

/** A public export has no leaves. */
type Found = { readonly sizes: ReadonlyMap<string, bigint>; readonly isPublic: boolean }

/** Whether it is this program's page, to the byte: another may say anything. */
function isOurs(path: string): boolean {
  const own = readFileSync(verifierPage.url)
  const target = Buffer.alloc(own.length + 1)
  const read = readInto(path, target, 'no links')
  return read === own.length && target.subarray(0, read).equals(own)
}

function isOverflow(path: string, sizes: ReadonlyMap<string, bigint>): boolean {
  const { size, name } = ofLog(path, sizes)
  return size !== undefined && /^overflow\/[0-9a-f]{32}$/.test(name)
}

function isCovered(path: string, { sizes, isPublic }: Found): boolean {
  const { size, name } = ofLog(path, sizes)
  if (size === undefined) return false
  if (name === 'checkpoint' || name === 'register.vkey') return true
  if (isPublic && (path === publicEndFile || name === firstLeafFile)) return true
  try {
    const { level, index, width } = readTilePath(name)
    if (level === 'entries' && isPublic) return false
    return tileWidthAt(size, level === 'entries' ? 0 : level, index) === width
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

/** The size of the log that a file is of, and the file's name within that log. */
function ofLog(path: string, sizes: ReadonlyMap<string, bigint>): { size: bigint | undefined; name: string } {
  const [, log = '', name = ''] = /^(?:(past\/\d+)\/)?(.*)$/s.exec(path) ?? []
  return { size: sizes.get(log), name }
}

/** Far more than a line with a public key. */
const mostKeyBytes = 4096

/** Wrong arguments; exit 2. */
export class OptionError extends Error {}

export type GivenKey = { readonly verifier: Verifier; readonly text: string }

/** `text` is the line itself, or a file that has it. */
export function givenKey(text: string): GivenKey {
  const isFile = existsSync(text)
  if (!isFile && !text.includes('+')) {
    throw new OptionError(`--key: ${text} is neither a public key nor a file with one`)
  }
  // Windows adds a byte order mark and its own line end; `trim` takes off both.
  const key = (isFile ? Buffer.from(readGiven('--key', text, mostKeyBytes)).toString('utf8') : text).trim()
  if (key.includes('\n')) throw new OptionError(`--key: ${text} holds more than the one line of a public key`)
  try {
    return { verifier: readVerifierKey(key), text: key }
  } catch (error) {
    if (error instanceof MalformedError) throw new OptionError(`--key: ${error.message}`)
    throw error
  }
}

/** The key in the export, or what is wrong with it: then nothing can be checked. @throws UnreadableExportError */
export function exportedKey(folder: string): GivenKey | ExportFault {
  const path = 'register.vkey'
  const wrong = (says: string): ExportFault => ({ code: 'checkpoint', path, message: `${path} ${says}` })
  const target = Buffer.alloc(mostKeyBytes)
  const read = readOfExport(folder, path, target)
  if (typeof read !== 'number') {
    if (read.code !== 'ENOENT') return wrong(read.says)
    return {
      code: 'missing',
      path,
      message: `${path} is missing: give the key that the library published (--key)`,
    }
  }
  if (hasCrlf(target.toString('latin1', 0, read))) return wrong(crlfMessage)
  const text = target.toString('utf8', 0, read).replace(/\n$/, '')
  if (text.includes('\n') || read === mostKeyBytes)
    return wrong('holds more than the one line of a public key')
  try {
    return { verifier: readVerifierKey(text), text }
  } catch (error) {
    if (error instanceof MalformedError) return wrong(`is no public key: ${error.message}`)
    throw error
  }
}

// Why links here: the user names these files. They may still be in the export.
export function readGiven(option: string, path: string, mostBytes: number): Uint8Array {
  const target = Buffer.alloc(mostBytes + 1)
  const read = readInto(path, target, 'links')
  if (typeof read !== 'number')
    throw new OptionError(`${option}: ${path} ${read.code === 'ENOENT' ? 'is not there' : read.says}`)
  if (read > mostBytes) throw new OptionError(`${option}: ${path} holds more than ${mostBytes} bytes`)
  return target.subarray(0, read)
}

/** SHA-256 in hex. */
export function sumOfGiven(option: string, path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new OptionError(`${option}: ${path} ${existsSync(path) ? 'is not a file' : 'is not there'}`)
  }
  const file = openSync(path, 'r')
  try {
    const sum = createHash('sha256')
    const part = Buffer.alloc(1 << 20)
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      sum.update(part.subarray(0, read))
    }
    return sum.digest('hex')
  } finally {
    closeSync(file)
  }
}

/** Whether the arguments were wrong. */
export function isUnfit(error: unknown): error is Error {
  return error instanceof OptionError || (error instanceof TypeError && 'code' in error)
}
