import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Decrypter } from 'age-encryption'
import type { SealedProof } from '../compartments/proof.ts'
import { verifySealed } from '../compartments/proof-export.ts'
import { mostProofBytes, readSealedProof } from '../compartments/proof-read.ts'
import { Malformed } from '../register/malformed.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import { misasked } from './complain.ts'
import { folderFiles, NotGiven } from './export-folder.ts'
import { exportedKey, givenKey, isUnfit, type Key, readGiven, Unfit } from './given-files.ts'
import { askLine } from './hidden-line.ts'
import { passphraseFileVariable, passphraseIn } from './keys-open.ts'
import { progressLine } from './progress-line.ts'
import { notCheckedJson } from './register-verdict.ts'
import { sealedFailure, sealedFailureJson, sealedJson, sealedWords } from './sealed-words.ts'

const usage = `Usage:
  carrel sealed verify FILE --export DIR [--key PUBKEY] [--passphrase-file F] [--json]
      checks the proof of a sealed matter with an export of the register, offline; opens no database and needs
      nothing of the library. FILE is as it was handed over, closed with a passphrase, or the JSON that is in it.
      Exit 0: it holds. 1: it does not. 3: as far as it goes, and the export does not show all of it
      --export DIR         the register, as carrel register export --with-leaves wrote it
      --key PUBKEY         the public key that the library published: the line itself, or a file with it
      --passphrase-file F  a file whose first line is the passphrase; without it, it is asked for`

type Asked = {
  readonly file: Uint8Array
  readonly folder: string
  readonly key: Key | undefined
  readonly json: boolean
}

/** By itself it holds, and not all of it is shown. */
const notShown = 3

/** `carrel sealed`. Exit 0: it holds. 1: it does not. 2: it was not asked rightly. 3: not all of it is shown. */
export async function run(args: string[]): Promise<number> {
  const [what = '', ...rest] = args
  if (what === '--help' || rest.includes('--help')) {
    console.log(usage)
    return 0
  }
  if (what !== 'verify') {
    console.error(usage)
    return 2
  }
  try {
    return await verify(readAsked(rest))
  } catch (error) {
    if (error instanceof NotGiven) {
      console.log(
        rest.includes('--json')
          ? notCheckedJson(error)
          : `The matter could NOT be checked.\n  ${error.message}`,
      )
      return notShown
    }
    if (!isUnfit(error)) throw error
    misasked('carrel sealed verify', error.message, usage)
    return 2
  }
}

async function verify({ file, folder, key: given, json }: Asked): Promise<number> {
  const fails = (fault: Parameters<typeof sealedFailureJson>[0]): number => {
    console.log(json ? sealedFailureJson(fault) : sealedFailure(fault))
    return 1
  }
  let proof: SealedProof
  try {
    proof = readSealedProof(await opened(file))
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return fails({ code: error.code, message: error.message })
  }
  const key = given ?? exportedKey(folder)
  if ('code' in key) return fails(key)
  const progress = progressLine('checked', 'leaves')
  const verdict = await verifySealed(folderFiles(folder), {
    ...{ verifier: key.verifier, proof, progress: progress.at },
  })
  progress.end()
  if (!verdict.ok) return fails(verdict.fault)
  const holds = { ...verdict, proof, keyText: key.text, keyGiven: given !== undefined }
  console.log(json ? sealedJson(holds) : sealedWords(holds))
  return verdict.shown.short.length === 0 ? 0 : notShown
}

function readAsked(args: string[]): Asked {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { export: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [path, ...more] = positionals
  if (path === undefined || path === '' || more.length > 0) throw new Unfit('name one file with a proof')
  const { export: folder = '' } = values
  if (folder === '') throw new Unfit('--export: name the folder with an export of the register')
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Unfit(`--export: ${folder} is no folder with an export`)
  const file = readGiven('FILE', path, mostProofBytes)
  const key = values.key === undefined ? undefined : givenKey(values.key)
  return { file, folder, key, json: values.json === true }
}

const ageBegins = Buffer.from('age-encryption.org/v1\n')

/** What is in the file: as it is, or once the passphrase opened it. @throws Unfit, Malformed */
async function opened(file: Uint8Array): Promise<Uint8Array> {
  if (!Buffer.from(file.subarray(0, ageBegins.length)).equals(ageBegins)) return file
  const decrypter = new Decrypter()
  decrypter.addPassphrase(await passphrase())
  try {
    return await decrypter.decrypt(file)
  } catch (error) {
    // Why by the words: the library has no other sign for it.
    if (error instanceof Error && /no identity matched/.test(error.message))
      throw new Unfit('FILE: this passphrase does not open it: type it as it was told to you')
    throw new Malformed('proof', 'the proof does not open: its file was changed or cut')
  }
}

async function passphrase(): Promise<string> {
  const { [passphraseFileVariable]: file = '' } = process.env
  if (file === '') return (await askLine('Passphrase of the proof: ')).trim()
  try {
    return passphraseIn(file).trim()
  } catch (error) {
    if (error instanceof KeysRefused) throw new Unfit(`--passphrase-file: ${error.message}`)
    throw error
  }
}
