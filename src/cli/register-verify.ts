import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mostProofBytes } from '../register/entry-proof.ts'
import type { Fault } from '../register/export-files.ts'
import { isReference } from '../register/leaf.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey, type Verifier } from '../register/note.ts'
import { verifyExport } from '../register/verify-export.ts'
import { misasked } from './complain.ts'
import { folderFiles, lookBesides, readInto } from './export-folder.ts'
import { progressLine } from './progress-line.ts'
import { failure, failureJson, successJson, successWords, uncomparedIn } from './register-verdict.ts'
import { proofJson, proofWords, verifyProof, whyProofUncompared } from './register-verify-proof.ts'

/** Far more than the one line of a public key. */
const mostKeyBytes = 4096
const mostCheckpointBytes = 1_000_000

type Asked = {
  readonly folder: string
  /** Where it is no folder but the proof of one entry. */
  readonly proof: Uint8Array | undefined
  /** As given; undefined where the export's own is to do. */
  readonly key: Key | undefined
  readonly against: Uint8Array | undefined
  /** Of the entry that a proof is to be of. */
  readonly reference: string | undefined
  readonly json: boolean
}
type Key = { readonly verifier: Verifier; readonly text: string }

/** What is wrong with the command line; exit 2. */
class Unfit extends Error {}

/** The exit code where it verifies by itself, and could not be compared with what it was to be compared with. */
const notCompared = 3

/** Exit 0: it verifies. 1: it does not. 2: it was not asked rightly. 3: it could not be compared as asked. */
export async function verifyRegister(args: string[], usage: string): Promise<number> {
  let asked: Asked
  try {
    asked = readAsked(args)
  } catch (error) {
    if (!isUnfit(error)) throw error
    misasked('carrel register verify', error.message, usage)
    return 2
  }
  const { folder, against, json } = asked
  if (asked.proof !== undefined) return tellProof(asked.proof, asked)
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
  const sizes = new Map(verdict.past.map(({ path, checkpoint }) => [path, checkpoint.size]))
  const besides = await lookBesides(folder, sizes.set('', verdict.checkpoint.size))
  const success = { ...verdict, keyText: key.text, keyGiven, besides }
  console.log(json ? successJson(success) : successWords(success))
  return uncomparedIn(success) === undefined ? 0 : notCompared
}

function tellProof(proof: Uint8Array, { json, ...given }: Asked): number {
  try {
    const verdict = verifyProof(proof, given)
    console.log(json ? proofJson(verdict) : proofWords(verdict))
    return whyProofUncompared(verdict) === undefined ? 0 : notCompared
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const { code, message } = error
    console.log(
      json
        ? JSON.stringify({ verified: false, verdict: 'not-verified', fault: { code, message } })
        : `The proof does NOT hold.\n  ${message}`,
    )
    return 1
  }
}

/** Why: a reference in 64 begins with a dash, as an option does. */
function withDashedReference(args: string[]): string[] {
  const at = args.indexOf('--reference')
  const given = args[at + 1] ?? ''
  if (at < 0 || !given.startsWith('-') || !isReference(given)) return args
  return [...args.slice(0, at), `--reference=${given}`, ...args.slice(at + 2)]
}

function readAsked(args: string[]): Asked {
  const { values, positionals } = parseArgs({
    args: withDashedReference(args),
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      against: { type: 'string' },
      reference: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || folder === '' || more.length > 0) {
    throw new Unfit('name one folder with an export, or one file with a proof')
  }
  if (!existsSync(folder)) throw new Unfit(`DIR: ${folder} is not there`)
  const proof = isFolder(folder) ? undefined : readGiven('FILE', folder, mostProofBytes)
  const key = values.key === undefined ? undefined : givenKey(values.key)
  const against = values.against === undefined ? undefined : givenCheckpoint(values.against)
  const { reference } = values
  if (reference !== undefined && proof === undefined)
    throw new Unfit('--reference: is of one entry, and DIR is a whole export: give the proof of that entry')
  if (reference !== undefined && !isReference(reference))
    throw new Unfit('--reference: give it as it stands on the letter: 22 letters, digits, - and _')
  return { folder, proof, key, against, reference, json: values.json === true }
}

/** What a file holds, or a pin as it is typed. */
function givenCheckpoint(text: string): Uint8Array {
  const typed = !existsSync(text) && text.includes(':')
  return typed ? Buffer.from(text) : readGiven('--against', text, mostCheckpointBytes)
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
