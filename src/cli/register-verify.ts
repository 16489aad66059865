import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fault } from '../register/export-files.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey, type Verifier } from '../register/note.ts'
import { type Verdict, verifyExport } from '../register/verify.ts'
import { folderFiles, uncoveredFiles } from './export-folder.ts'
import { progressLine } from './progress-line.ts'

type Asked = {
  readonly folder: string
  readonly verifier: Verifier
  readonly keyText: string
  readonly keyGiven: boolean
  readonly against: Uint8Array | undefined
}

/** What is wrong with the command line; exit 2. */
class Unfit extends Error {}

export async function verifyRegister(args: string[], usage: string): Promise<number> {
  let asked: Asked
  let json: boolean
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, against: { type: 'string' }, json: { type: 'boolean' } },
    })
    json = values.json === true
    asked = readAsked(positionals, values)
  } catch (error) {
    if (!isUnfit(error)) throw error
    console.error(`carrel register verify: ${error.message}\n\n${usage}`)
    return 2
  }
  const progress = progressLine('checked', 'entries')
  const verdict = await verifyExport(folderFiles(asked.folder), { ...asked, progress: progress.at })
  progress.end()
  const uncovered = verdict.ok ? await uncoveredFiles(asked.folder, verdict.checkpoint.size) : []
  console.log(json ? toJson(verdict, asked, uncovered) : toWords(verdict, asked, uncovered))
  return verdict.ok ? 0 : 1
}

function readAsked(positionals: string[], values: { key?: string; against?: string }): Asked {
  const [folder = '', ...more] = positionals
  if (folder === '' || more.length > 0) throw new Unfit('name one folder with an export')
  if (!isFolder(folder)) throw new Unfit(`DIR: ${folder} is no folder`)
  const keyText = values.key === undefined ? readKeyOfExport(folder) : readKey(values.key)
  const against = values.against === undefined ? undefined : readBytes('--against', values.against)
  try {
    return {
      folder,
      verifier: readVerifierKey(keyText),
      keyText,
      keyGiven: values.key !== undefined,
      against,
    }
  } catch (error) {
    const where = values.key === undefined ? `DIR: ${join(folder, 'register.vkey')}` : '--key'
    if (error instanceof Malformed) throw new Unfit(`${where}: ${error.message}`)
    throw error
  }
}

/** The line itself, or what a file holds, less the one newline at its end. */
function readKey(text: string): string {
  if (!existsSync(text)) {
    if (!text.includes('+')) throw new Unfit(`--key: ${text} is neither a public key nor a file with one`)
    return text
  }
  return readKeyFile('--key', text)
}

/** The key that came with the export. */
function readKeyOfExport(folder: string): string {
  const path = join(folder, 'register.vkey')
  if (!existsSync(path)) {
    throw new Unfit(`DIR: ${folder} holds no register.vkey: give the key that the library published (--key)`)
  }
  return readKeyFile('DIR', path)
}

function readKeyFile(argument: string, path: string): string {
  const key = Buffer.from(readBytes(argument, path)).toString('utf8').replace(/\n$/, '')
  if (key.includes('\n')) throw new Unfit(`${argument}: ${path} holds more than the one line of a public key`)
  return key
}

function readBytes(option: string, path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Unfit(`${option}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isUnfit(error: unknown): error is Error {
  return error instanceof Unfit || (error instanceof TypeError && 'code' in error)
}

function toWords(verdict: Verdict, { keyText, keyGiven }: Asked, uncovered: readonly string[]): string {
  if (!verdict.ok) return failure(verdict.fault)
  const { checkpoint, against } = verdict
  const entries = (size: bigint) => `${size.toLocaleString('en-US')} ${size === 1n ? 'entry' : 'entries'}`
  const lines = [
    'The register verifies.',
    `  register  ${checkpoint.origin}`,
    `  holds     ${entries(checkpoint.size)}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: every entry and tile leads to the root that this key signed.',
    against === undefined
      ? 'Not checked: that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.'
      : `Checked: the first ${entries(against.size)} are those of the older checkpoint; nothing of them was rewritten.`,
  ]
  if (!keyGiven) {
    lines.push(
      'Not checked: whose key this is. It came with the export; compare it with the one that the library published, or give that one (--key).',
    )
  }
  if (uncovered.length > 0) {
    const count = uncovered.length === 1 ? '1 file' : `${uncovered.length} files`
    lines.push(`Not covered by the checkpoint: ${count} here, the first is ${uncovered[0]}.`)
  }
  return lines.join('\n')
}

function failure({ message }: Fault): string {
  return `The register does NOT verify.\n  ${message}`
}

function toJson(verdict: Verdict, { keyText, keyGiven }: Asked, uncovered: readonly string[]): string {
  const key = { key: keyText, keyGiven }
  const tree = ({ size, root }: { size: bigint; root: Buffer }) => ({
    size: Number(size),
    root: root.toString('base64'),
  })
  if (!verdict.ok) {
    const { entry, ...fault } = verdict.fault
    const at = entry === undefined ? {} : { entry: Number(entry) }
    return JSON.stringify({ verified: false, ...key, fault: { ...fault, ...at } })
  }
  const { checkpoint, against } = verdict
  return JSON.stringify({
    verified: true,
    origin: checkpoint.origin,
    ...tree(checkpoint),
    ...key,
    against: against === undefined ? null : tree(against),
    uncovered,
  })
}
