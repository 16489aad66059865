import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fault } from '../register/export-files.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey, type Verifier } from '../register/note.ts'
import { type Verdict, verifyExport } from '../register/verify.ts'
import { type Besides, folderFiles, lookBesides, readInto } from './export-folder.ts'
import { progressLine } from './progress-line.ts'

/** Far more than the one line of a public key. */
const mostKeyBytes = 4096
const mostCheckpointBytes = 1_000_000

type Asked = {
  readonly folder: string
  /** As given; undefined where the export's own is to do. */
  readonly key: Key | undefined
  readonly against: Uint8Array | undefined
  readonly json: boolean
}
type Key = { readonly verifier: Verifier; readonly text: string }

/** What is wrong with the command line; exit 2. */
class Unfit extends Error {}

export async function verifyRegister(args: string[], usage: string): Promise<number> {
  let asked: Asked
  try {
    asked = readAsked(args)
  } catch (error) {
    if (!isUnfit(error)) throw error
    console.error(`carrel register verify: ${error.message}\n\n${usage}`)
    return 2
  }
  const { folder, against, json } = asked
  const key = asked.key ?? exportedKey(folder)
  const keyGiven = asked.key !== undefined
  if ('code' in key) {
    console.log(json ? failureJson(key, { key: null, keyGiven }) : failure(key))
    return 1
  }
  const progress = progressLine('checked', 'entries')
  const options = { verifier: key.verifier, against, progress: progress.at }
  const verdict = await verifyExport(folderFiles(folder), options)
  progress.end()
  if (!verdict.ok) {
    console.log(json ? failureJson(verdict.fault, { key: key.text, keyGiven }) : failure(verdict.fault))
    return 1
  }
  const besides = await lookBesides(folder, verdict.checkpoint.size)
  const success = { ...verdict, keyText: key.text, keyGiven, besides }
  console.log(json ? toJson(success) : toWords(success))
  return 0
}

function readAsked(args: string[]): Asked {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' }, against: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || folder === '' || more.length > 0)
    throw new Unfit('name one folder with an export')
  if (!isFolder(folder)) throw new Unfit(`DIR: ${folder} is no folder`)
  const key = values.key === undefined ? undefined : givenKey(values.key)
  const against =
    values.against === undefined ? undefined : readGiven('--against', values.against, mostCheckpointBytes)
  return { folder, key, against, json: values.json === true }
}

/** The line itself, or what a file holds. */
function givenKey(text: string): Key {
  const isFile = existsSync(text)
  if (!isFile && !text.includes('+')) {
    throw new Unfit(`--key: ${text} is neither a public key nor a file with one`)
  }
  const key = isFile ? keyLine(readGiven('--key', text, mostKeyBytes)) : text
  if (key === undefined) throw new Unfit(`--key: ${text} holds more than the one line of a public key`)
  try {
    return { verifier: readVerifierKey(key), text: key }
  } catch (error) {
    if (error instanceof Malformed) throw new Unfit(`--key: ${error.message}`)
    throw error
  }
}

/** The key that came with the export, or what is wrong with it: then nothing of the export can be checked. */
function exportedKey(folder: string): Key | Fault {
  const path = 'register.vkey'
  const wrong = (says: string): Fault => ({ code: 'checkpoint', path, message: `${path} ${says}` })
  const target = Buffer.alloc(mostKeyBytes)
  const read = readInto(join(folder, path), target, 'no links')
  if (typeof read !== 'number') {
    if (read.code !== 'ENOENT') return wrong(read.says)
    return {
      code: 'missing',
      path,
      message: `${path} is missing: give the key that the library published (--key)`,
    }
  }
  const text = keyLine(target.subarray(0, read))
  if (text === undefined || read === mostKeyBytes)
    return wrong('holds more than the one line of a public key')
  try {
    return { verifier: readVerifierKey(text), text }
  } catch (error) {
    if (error instanceof Malformed) return wrong(`is no public key: ${error.message}`)
    throw error
  }
}

/** Less the one newline at its end; undefined where it is more than a line. */
function keyLine(bytes: Uint8Array): string | undefined {
  const key = Buffer.from(bytes).toString('utf8').replace(/\n$/, '')
  return key.includes('\n') ? undefined : key
}

// Why links here: these are named by whoever checks. They may still lie in the export.
function readGiven(option: string, path: string, mostBytes: number): Uint8Array {
  const target = Buffer.alloc(mostBytes + 1)
  const read = readInto(path, target, 'links')
  if (typeof read !== 'number') throw new Unfit(`${option}: ${path} ${read.says}`)
  if (read > mostBytes) throw new Unfit(`${option}: ${path} holds more than ${mostBytes} bytes`)
  return target.subarray(0, read)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isUnfit(error: unknown): error is Error {
  return error instanceof Unfit || (error instanceof TypeError && 'code' in error)
}

type Success = Extract<Verdict, { ok: true }> & {
  readonly keyText: string
  readonly keyGiven: boolean
  readonly besides: Besides
}

function toWords(success: Success): string {
  const { checkpoint, against, keyText, besides } = success
  const entries = (size: bigint) => `${size.toLocaleString('en-US')} ${size === 1n ? 'entry' : 'entries'}`
  const lines = [
    'The register verifies.',
    `  register  ${checkpoint.origin}`,
    `  holds     ${entries(checkpoint.size)}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: every entry and tile leads to the root that this key signed.',
  ]
  if (against !== undefined) {
    lines.push(
      `Checked: the first ${entries(against.size)} are those of the older checkpoint; nothing of them was rewritten.`,
    )
  }
  lines.push(...notChecked(success).map((what) => `Not checked: ${what}`))
  const [first, ...more] = besides.uncovered
  if (first !== undefined) {
    const count = more.length === 0 ? '1 file' : `${more.length + 1} files`
    lines.push(`Not covered by the checkpoint: ${count} here, the first is ${printable(first)}.`)
  }
  return lines.join('\n')
}

/** What a check of this export leaves open, a sentence each. */
function notChecked({ against, keyGiven, besides: { overflow } }: Success): string[] {
  const open: string[] = []
  if (against === undefined) {
    open.push(
      'that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.',
    )
  }
  if (!keyGiven) {
    open.push(
      'whose key this is. It came with the export; compare it with the one that the library published, or give that one (--key).',
    )
  }
  if (overflow === 1) {
    open.push('the second part of 1 long entry in overflow/; only who can open an entry can check it.')
  }
  if (overflow > 1) {
    const count = overflow.toLocaleString('en-US')
    open.push(
      `the second parts of ${count} long entries in overflow/; only who can open an entry can check them.`,
    )
  }
  return open
}

/** Hostile: a file's name may hold what a terminal obeys. */
function printable(path: string): string {
  return path.replace(/[^\x20-\x7e]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}

function failure({ message }: Fault): string {
  return `The register does NOT verify.\n  ${message}`
}

function failureJson({ entry, ...fault }: Fault, key: { key: string | null; keyGiven: boolean }): string {
  const at = entry === undefined ? {} : { entry: Number(entry) }
  return JSON.stringify({ verified: false, ...key, fault: { ...fault, ...at } })
}

function toJson(success: Success): string {
  const { checkpoint, against, keyText, keyGiven, besides } = success
  const tree = ({ size, root }: { size: bigint; root: Buffer }) => ({
    size: Number(size),
    root: root.toString('base64'),
  })
  return JSON.stringify({
    verified: true,
    origin: checkpoint.origin,
    ...tree(checkpoint),
    key: keyText,
    keyGiven,
    against: against === undefined ? null : tree(against),
    notChecked: notChecked(success),
    ...besides,
  })
}
