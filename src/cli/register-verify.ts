import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mostProofBytes } from '../register/entry-proof.ts'
import { isReference } from '../register/leaf.ts'
import { Malformed } from '../register/malformed.ts'
import { verifyExport } from '../register/verify-export.ts'
import { misasked } from './complain.ts'
import { folderFiles, lookBesides, NotGiven } from './export-folder.ts'
import { exportedKey, givenKey, isUnfit, type Key, readGiven, sumOfGiven, Unfit } from './given-files.ts'
import { progressLine } from './progress-line.ts'
import {
  failure,
  failureJson,
  notChecked,
  notCheckedJson,
  successJson,
  successWords,
  uncomparedIn,
} from './register-verdict.ts'
import { proofJson, proofWords, verifyProof, whyProofUncompared } from './register-verify-proof.ts'

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
  /** SHA-256 of the document that the proof's entry is to be about, in hex. */
  readonly document: string | undefined
  readonly json: boolean
}

/**
 * The exit code where it verifies by itself, and could not be compared with what it was to be compared with; or where not all of
 * it could be read.
 */
const notCompared = 3

/** Exit 0: it verifies. 1: it does not. 2: it was not asked rightly. 3: it could not be compared as asked, or not be read. */
export async function verifyRegister(args: string[], usage: string): Promise<number> {
  let asked: Asked
  try {
    asked = readAsked(args)
  } catch (error) {
    if (!isUnfit(error)) throw error
    misasked('carrel register verify', error.message, usage)
    return 2
  }
  const { json } = asked
  if (asked.proof !== undefined) return tellProof(asked.proof, asked)
  try {
    return await tellExport(asked)
  } catch (error) {
    if (!(error instanceof NotGiven)) throw error
    console.log(json ? notCheckedJson(error) : notChecked(error))
    return notCompared
  }
}

async function tellExport(asked: Asked): Promise<number> {
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
  const sizes = new Map(verdict.past.map(({ path, checkpoint }) => [path, checkpoint.size]))
  sizes.set('', verdict.checkpoint.size)
  const besides = await lookBesides(folder, { sizes, isPublic: verdict.publicEnd !== undefined })
  const success = { ...verdict, keyText: key.text, keyGiven, besides }
  console.log(json ? successJson(success) : successWords(success))
  return uncomparedIn(success) === undefined ? 0 : notCompared
}

async function tellProof(proof: Uint8Array, { json, ...given }: Asked): Promise<number> {
  try {
    const verdict = await verifyProof(proof, given)
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
      document: { type: 'string' },
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
  if (values.document !== undefined && proof === undefined)
    throw new Unfit('--document: is of one entry, and DIR is a whole export: give the proof of that entry')
  const document = values.document === undefined ? undefined : sumOfGiven('--document', values.document)
  return { folder, proof, key, against, reference, document, json: values.json === true }
}

/** What a file holds, or a pin as it is typed. */
function givenCheckpoint(text: string): Uint8Array {
  const typed = !existsSync(text) && text.includes(':')
  return typed ? Buffer.from(text) : readGiven('--against', text, mostCheckpointBytes)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
