import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Decrypter } from 'age-encryption'
import { KeyError } from '../platform/crypto/key-folder.ts'
import { passphraseFileVariable } from '../platform/crypto/key-mode.ts'
import { count } from '../platform/doctor.ts'
import { type Entry, type ExportFault, entryLines, MalformedError } from '../register/log/index.ts'
import {
  type LeafPosition,
  maxSealedProofBytes,
  readSealedProof,
  type SealedProof,
  type SealedProofFault,
  type SealedProofVerdict,
  type SlotEvidence,
  verifySealedProof,
} from '../sealed/index.ts'
import {
  exportedKey,
  folderFiles,
  type GivenKey,
  givenKey,
  isUnfit,
  OptionError,
  readGiven,
  UnreadableExportError,
} from './export-folder.ts'
import { passphraseFromFile } from './library.ts'
import { notCheckedJson, saysWhoseKey } from './register-verify.ts'
import { askLine, printUsageError, progressLine, typedFault } from './terminal.ts'

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
  readonly key: GivenKey | undefined
  readonly json: boolean
}

/** It holds by itself, and not all of it is shown. */
const notShown = 3

/** Exit 0: it holds. 1: it does not. 2: wrong arguments. 3: not all of it is shown. */
export async function run(args: string[]): Promise<number> {
  const [what = '', ...rest] = args
  if (what === '--help' || rest.includes('--help')) {
    console.log(usage)
    return 0
  }
  if (what !== 'verify') {
    printUsageError('carrel sealed', 'say what to do: verify')
    return 2
  }
  try {
    return await verify(readAsked(rest))
  } catch (error) {
    if (error instanceof UnreadableExportError) {
      console.log(
        rest.includes('--json')
          ? notCheckedJson(error)
          : `The matter could NOT be checked.\n  ${error.message}`,
      )
      return notShown
    }
    if (!isUnfit(error)) throw error
    printUsageError('carrel sealed verify', typedFault(error))
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
    if (!(error instanceof MalformedError)) throw error
    return fails({ code: error.code, message: error.message })
  }
  const key = given ?? exportedKey(folder)
  if ('code' in key) return fails(key)
  const progress = progressLine('checked', 'leaves')
  const verdict = await verifySealedProof(folderFiles(folder), {
    verifier: key.verifier,
    proof,
    progress: progress.at,
  })
  progress.end()
  if (!verdict.ok) return fails(verdict.fault)
  const holds = { ...verdict, proof, keyText: key.text, keyGiven: given !== undefined }
  console.log(json ? sealedJson(holds) : sealedProofText(holds))
  return verdict.shown.short.length === 0 ? 0 : notShown
}

function readAsked(args: string[]): Asked {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { export: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [path, ...more] = positionals
  if (path === undefined || path === '' || more.length > 0)
    throw new OptionError('name one file with a proof')
  const { export: folder = '' } = values
  if (folder === '') throw new OptionError('--export: name the folder with an export of the register')
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new OptionError(`--export: ${folder} is no folder with an export`)
  const file = readGiven('FILE', path, maxSealedProofBytes)
  const key = values.key === undefined ? undefined : givenKey(values.key)
  return { file, folder, key, json: values.json === true }
}

const ageBegins = Buffer.from('age-encryption.org/v1\n')

/** As it is, or once the passphrase opened it. @throws OptionError, MalformedError */
async function opened(file: Uint8Array): Promise<Uint8Array> {
  if (!Buffer.from(file.subarray(0, ageBegins.length)).equals(ageBegins)) return file
  const decrypter = new Decrypter()
  decrypter.addPassphrase(await passphrase())
  try {
    return await decrypter.decrypt(file)
  } catch (error) {
    // Why by its words: the library has no other sign for it.
    if (error instanceof Error && /no identity matched/.test(error.message))
      throw new OptionError('FILE: this passphrase does not open it: type it as it was told to you')
    throw new MalformedError('proof', 'the proof does not open: its file was changed or cut')
  }
}

async function passphrase(): Promise<string> {
  const { [passphraseFileVariable]: file = '' } = process.env
  if (file === '') return (await askLine('Passphrase of the proof: ')).trim()
  try {
    return passphraseFromFile(file).trim()
  } catch (error) {
    if (error instanceof KeyError) throw new OptionError(`--passphrase-file: ${error.message}`)
    throw error
  }
}

type SealedProofHolds = Extract<SealedProofVerdict, { ok: true }> & {
  readonly proof: SealedProof
  readonly keyText: string
  readonly keyGiven: boolean
}

/** How many entries are listed in words; JSON has all of them. */
const mostTold = 200

function sealedProofText(holds: SealedProofHolds): string {
  const { proof, register, shown, keyText } = holds
  const { checkpoint } = register
  return [
    ...(shown.short.length === 0
      ? ['The proof holds.']
      : [
          'The proof could NOT be checked whole.',
          ...shown.short.map((why) => `  ${why}`),
          'As far as it goes, it holds:',
        ]),
    ...(proof.kind === 'empty' ? [] : [`  reference ${proof.reference}`, `  slot      ${proof.cell}`]),
    `  register  ${checkpoint.origin}`,
    `  signed    ${count(checkpoint.size, 'leaf', 'leaves')}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: the register by itself. Every leaf of it leads to the root that this key signed.',
    ...checkedWords(holds),
    ...notChecked(holds).map((what) => `Not checked: ${what}`),
  ].join('\n')
}

function checkedWords({ proof, shown }: SealedProofHolds): string[] {
  if (proof.kind === 'empty') return shown.cells.filter(({ leaves }) => leaves > 0).map(emptyWords)
  const [cell] = shown.cells
  if (cell?.first === undefined) return []
  if (proof.kind === 'entry') {
    return [
      `Checked: this one entry, number ${proof.index} of its matter, is bound by ${bound(cell)}. It says:`,
      ...entryLines(proof.entry.entry).map((line) => `  ${line}`),
    ]
  }
  const bare = shown.entries.filter((leaf) => leaf !== undefined).length
  return [
    ...(shown.cells.length > 0 && shown.short.length === 0
      ? ['Checked: before the first entry the slot held nothing.']
      : []),
    `Checked: ${bound(cell)}: each minute’s leaf there holds what the proof says the slot held, and none holds anything else.`,
    `Checked: ${count(bare, 'entry', 'entries')} lead to those leaves, in this order. Nothing was taken out, put in or changed once a leaf bound it:`,
    ...toldEntries(
      proof.entries.map(({ entry }) => entry),
      shown,
    ),
  ]
}

const emptyWords = (shown: SlotEvidence): string =>
  `Checked: slot ${shown.cell} held nothing: ${bound(shown)}, and no other leaf between them.`

function bound({ leaves, first, last }: SlotEvidence): string {
  return `${count(leaves, 'leaf', 'leaves')}, the first ${placeOf(first)}, the last ${placeOf(last)}`
}

const placeOf = (leaf: LeafPosition | undefined): string =>
  leaf ? `number ${leaf.index} of ${leaf.log}` : 'none'

function toldEntries(entries: readonly Entry[], shown: SealedProofHolds['shown']): string[] {
  const lines = entries.slice(0, mostTold).map(({ at, kind, actor, flags = [] }, nth) => {
    const leaf = shown.entries[nth]
    const dated = shown.datedBefore.includes(nth)
      ? '; dated before it can have been recorded there: it waited to be filed, or was written later than it says'
      : ''
    const where = leaf === undefined ? 'in no leaf yet' : `leaf ${leaf.index}`
    return `  ${[at, kind, ...flags, `by ${actor}`].join(' ')}: ${where}${dated}`
  })
  const more = entries.length - lines.length
  return more === 0 ? lines : [...lines, `  and ${count(more, 'more', 'more')}: --json has them all`]
}

/** What this check leaves open, a sentence each. */
function notChecked({ proof, shown, keyGiven }: SealedProofHolds): string[] {
  const open = [
    'that nothing was rewritten before this checkpoint was signed. Compare it with an older one: carrel register verify DIR --against CHECKPOINT.',
    'what the slot held before the first of these leaves, and after the last.',
  ]
  if (proof.kind !== 'empty') {
    if (!shown.isNamed) open.push('the reference. No entry that is shown here names the matter.')
    open.push(
      'the times. They are what the library’s clock said; the leaves show only what came before what.',
      'that all that was done was also recorded. A proof shows what the library recorded, and not what it left out.',
    )
  }
  if (!keyGiven) open.push(saysWhoseKey('export'))
  return open
}

function sealedJson(holds: SealedProofHolds): string {
  const { proof, register, shown, keyText, keyGiven } = holds
  const { checkpoint } = register
  const entries = proof.kind === 'compartment' ? proof.entries : proof.kind === 'entry' ? [proof.entry] : []
  return JSON.stringify({
    // Why false: a program that reads nothing else must not take it for verified.
    verified: shown.short.length === 0,
    verdict: shown.short.length === 0 ? 'verified' : 'not-shown',
    kind: proof.kind,
    reference: proof.kind === 'empty' ? null : proof.reference,
    origin: checkpoint.origin,
    size: Number(checkpoint.size),
    root: checkpoint.root.toString('base64'),
    key: keyText,
    keyGiven,
    cells: shown.cells.map(({ first = null, last = null, ...cell }) => ({ ...cell, first, last })),
    entries: entries.map(({ id, entry }, at) => ({
      id,
      entry,
      leaf: shown.entries[at] ?? null,
      datedBefore: shown.datedBefore.includes(at),
    })),
    notShown: shown.short,
    notChecked: notChecked(holds),
  })
}

const sealedFailure = ({ message }: Pick<ExportFault, 'message'>): string =>
  `The proof does NOT hold.\n  ${message}`

function sealedFailureJson(
  fault: { code: string; message: string } | SealedProofFault | ExportFault,
): string {
  const at = 'entry' in fault && fault.entry !== undefined ? { entry: Number(fault.entry) } : {}
  return JSON.stringify({ verified: false, verdict: 'not-verified', fault: { ...fault, ...at } })
}
