import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { count } from '../platform/doctor.ts'
import {
  type Checkpoint,
  type CheckpointComparison,
  checkProof,
  type EarlierCheckpoint,
  type EntryProof,
  type ExportFault,
  type ExportVerdict,
  entryLines,
  isCommitmentsLeaf,
  isReference,
  isReferenceTyped,
  isTypedReference,
  keyInProof,
  leafFault,
  leafReference,
  MalformedError,
  mostProofBytes,
  openEntryWithKey,
  type PublicExportEnd,
  readEarlierCheckpoint,
  readProof,
  readVerifierKey,
  spokenReference,
  type Verifier,
  verifyExport,
} from '../register/log/index.ts'
import {
  type Besides,
  exportedKey,
  folderFiles,
  type GivenKey,
  givenKey,
  isUnfit,
  lookBesides,
  OptionError,
  readGiven,
  sumOfGiven,
  UnreadableExportError,
} from './export-folder.ts'
import { printUsageError, progressLine, typedFault, valueMissing } from './terminal.ts'

const mostCheckpointBytes = 1_000_000

type Asked = {
  readonly folder: string
  /** Where the argument is the proof of one entry, and no folder. */
  readonly proof: Uint8Array | undefined
  /** Undefined where the export's own will do. */
  readonly key: GivenKey | undefined
  readonly against: Uint8Array | undefined
  /** The entry that the proof should be of. */
  readonly reference: string | undefined
  /** SHA-256, in hex, of the document that the entry should be about. */
  readonly document: string | undefined
  readonly json: boolean
}

/** It verifies by itself, and could not be compared as asked; or not all of it could be read. */
const notCompared = 3

/** Exit 0: it verifies. 1: it does not. 2: wrong arguments. 3: see `notCompared`. */
export async function verifyRegister(args: string[]): Promise<number> {
  let asked: Asked
  try {
    asked = readAsked(args)
  } catch (error) {
    if (!isUnfit(error)) throw error
    printUsageError('carrel register verify', typedFault(error))
    return 2
  }
  const { json } = asked
  if (asked.proof !== undefined) return tellProof(asked.proof, asked)
  try {
    return await tellExport(asked)
  } catch (error) {
    if (!(error instanceof UnreadableExportError)) throw error
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
    if (!(error instanceof MalformedError)) throw error
    const { code, message } = error
    console.log(
      json
        ? JSON.stringify({ verified: false, verdict: 'not-verified', fault: { code, message } })
        : `The proof does NOT hold.\n  ${message}`,
    )
    return 1
  }
}

/** Why: a reference may begin with a dash, as an option does. */
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
  // A shell gives "" for a file that it could not read.
  const empty = (['key', 'against', 'document'] as const).find((name) => values[name]?.trim() === '')
  if (empty !== undefined) throw new OptionError(valueMissing(`--${empty}`))
  const [folder, ...more] = positionals
  if (folder === undefined || folder === '' || more.length > 0) {
    throw new OptionError('name one folder with an export, or one file with a proof')
  }
  if (!existsSync(folder)) throw new OptionError(`DIR: ${folder} is not there`)
  const proof = isFolder(folder) ? undefined : readGiven('FILE', folder, mostProofBytes)
  const key = values.key === undefined ? undefined : givenKey(values.key)
  const against = values.against === undefined ? undefined : givenCheckpoint(values.against)
  const { reference } = values
  if (reference !== undefined && proof === undefined)
    throw new OptionError(
      '--reference: is of one entry, and DIR is a whole export: give the proof of that entry',
    )
  if (reference !== undefined && !isTypedReference(reference))
    throw new OptionError(
      '--reference: give it as printed on the letter: three groups of four, or 22 letters, digits, - and _',
    )
  if (values.document !== undefined && proof === undefined)
    throw new OptionError(
      '--document: is of one entry, and DIR is a whole export: give the proof of that entry',
    )
  const document = values.document === undefined ? undefined : sumOfGiven('--document', values.document)
  return { folder, proof, key, against, reference, document, json: values.json === true }
}

/** A file, or a fingerprint as it is typed. */
function givenCheckpoint(text: string): Uint8Array {
  const typed = !existsSync(text) && text.includes(':')
  return typed ? Buffer.from(text) : readGiven('--against', text, mostCheckpointBytes)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

type ProofVerdict = {
  readonly checkpoint: Checkpoint
  readonly proof: EntryProof
  readonly reference: string
  readonly referenceGiven: boolean
  readonly keyText: string
  readonly keyGiven: boolean
  /** Undefined where it is sealed and its key did not come along. */
  readonly entry: ReturnType<typeof openEntryWithKey> | undefined
  readonly document: string | undefined
  readonly against: EarlierCheckpoint | undefined
  /** Why the older checkpoint could not be read. */
  readonly unreadable: string | undefined
}

/** @throws MalformedError with what is wrong */
async function verifyProof(
  bytes: Uint8Array,
  given: Pick<Asked, 'key' | 'against' | 'reference' | 'document'>,
): Promise<ProofVerdict> {
  const proof = readProof(bytes)
  const keyText = given.key?.text ?? keyInProof(proof)
  const verifier = given.key?.verifier ?? readVerifierKey(keyText)
  const checkpoint = checkProof(proof, verifier)
  const fault = leafFault(proof.leaf, proof.index === 0n ? 'first' : 'later')
  if (fault !== undefined) throw new MalformedError('proof', `what it proves is no entry: ${fault}`)
  const reference = leafReference(proof.leaf)
  if (given.reference !== undefined && !isReferenceTyped(reference, given.reference)) {
    throw new MalformedError('proof', `it is of the entry ${reference}, and not of ${given.reference}`)
  }
  const older = given.against && (await olderOrWhy(given.against, verifier))
  const against = typeof older === 'string' ? undefined : older
  if (against?.size === checkpoint.size && !against.root.equals(checkpoint.root)) {
    throw new MalformedError(
      'proof',
      'the older checkpoint counts as many entries and has another root: there are two registers',
    )
  }
  const { entryKey, overflow, leaf } = proof
  const entry = entryKey === undefined ? undefined : openEntryWithKey(leaf, entryKey, overflow)
  if (entry !== undefined && 'refused' in entry) {
    throw new MalformedError('proof', `the key in it does not open its entry (${entry.refused})`)
  }
  const { document } = given
  // Hostile: a true proof of a true entry, next to another text.
  if (document !== undefined && entry !== undefined && entry.entry.document !== document) {
    throw new MalformedError(
      'proof',
      'its entry is not about the document that was given: that is another text',
    )
  }
  return {
    checkpoint,
    proof,
    reference,
    referenceGiven: given.reference !== undefined,
    entry,
    against,
    document,
    unreadable: typeof older === 'string' ? older : undefined,
    keyText,
    keyGiven: given.key !== undefined,
  }
}

/** An older checkpoint, or why it cannot be read. @throws MalformedError where it is of another register */
async function olderOrWhy(bytes: Uint8Array, verifier: Verifier): Promise<EarlierCheckpoint | string> {
  try {
    return await readEarlierCheckpoint(bytes, [verifier])
  } catch (error) {
    if (!(error instanceof MalformedError) || error.code === 'origin') throw error
    return error.message
  }
}

/** Undefined where it was compared, or nothing was given to compare. */
function whyProofUncompared(verdict: ProofVerdict): string | undefined {
  const { against, checkpoint, document, entry, unreadable } = verdict
  if (document !== undefined && entry === undefined) {
    return 'Nothing in this proof can be read, so it does not show that its entry is about the document. Ask the library for the entry handed over.'
  }
  if (unreadable !== undefined) return unreadableSays(unreadable)
  if (against === undefined || against.size === checkpoint.size) return undefined
  const noun = against.signed ? 'checkpoint' : 'fingerprint'
  return `The older ${noun} counts ${against.size} entries and this proof ${checkpoint.size}. Only an export can show that both are of one register: carrel register verify EXPORT --against PROOF.`
}

function proofWords(verdict: ProofVerdict): string {
  const { checkpoint, proof, reference, referenceGiven, keyText, entry, against, document } = verdict
  const uncompared = whyProofUncompared(verdict)
  const lines = [
    ...(uncompared === undefined
      ? ['The proof holds.']
      : ['The proof could NOT be compared as asked.', `  ${uncompared}`, 'By itself, it holds:']),
    `  reference ${reference}, read aloud as ${spokenReference(reference)}`,
    `  register  ${checkpoint.origin}`,
    `  entry     number ${proof.index} of ${checkpoint.size}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: the entry leads to the root that this key signed.',
    ...(referenceGiven ? ['Checked: it is the entry with the reference that was given.'] : []),
    ...(document !== undefined && entry !== undefined
      ? [`Checked: the entry has the SHA-256 of the document that was given, ${document}.`]
      : []),
  ]
  if (isCommitmentsLeaf(proof.leaf)) {
    lines.push(
      'It is no entry: Carrel adds one such leaf each minute, whether or not anything happened, and it holds nothing to open.',
    )
  } else if (entry === undefined) {
    lines.push(
      'Sealed: what it says can be read only with the key of this entry, which the file does not have.',
    )
  } else if ('entry' in entry) {
    lines.push('Checked: the key in the file is the one key that opens this entry. It says:')
    lines.push(...entryLines(entry.entry).map((line) => `  ${line}`))
  }
  if (against?.size === checkpoint.size) lines.push('Checked: the older checkpoint is the one of this proof.')
  return [...lines, ...proofNotChecked(verdict).map((what) => `Not checked: ${what}`)].join('\n')
}

function proofJson(verdict: ProofVerdict): string {
  const { checkpoint, proof, reference, keyText, keyGiven, entry, document } = verdict
  const uncompared = whyProofUncompared(verdict)
  return JSON.stringify({
    verified: uncompared === undefined,
    verdict: uncompared === undefined ? 'verified' : 'not-compared',
    notCompared: uncompared ?? null,
    reference,
    origin: checkpoint.origin,
    index: Number(proof.index),
    size: Number(checkpoint.size),
    root: checkpoint.root.toString('base64'),
    key: keyText,
    keyGiven,
    entry: entry !== undefined && 'entry' in entry ? entry.entry : null,
    document: document ?? null,
    notChecked: proofNotChecked(verdict),
  })
}

function proofNotChecked({ keyGiven, referenceGiven, against }: ProofVerdict): string[] {
  const open: string[] = []
  if (against === undefined) {
    open.push(
      'that this register is the one that everyone else sees. Compare its checkpoint with a fingerprint (--against), or ask for the whole export.',
    )
  }
  if (!referenceGiven) {
    open.push(
      'that it is the entry that you mean. Compare its reference with the one on the letter, or give that one (--reference).',
    )
  }
  if (!keyGiven) open.push(saysWhoseKey('proof'))
  return open
}

type ExportVerified = Extract<ExportVerdict, { ok: true }> & {
  readonly keyText: string
  readonly keyGiven: boolean
  readonly besides: Besides
}

type Uncompared = Exclude<CheckpointComparison, { as: 'beginning' }>

function uncomparedIn({ compared }: ExportVerified): Uncompared | undefined {
  return compared === undefined || compared.as === 'beginning' ? undefined : compared
}

function successWords(success: ExportVerified): string {
  const { checkpoint, commitments, publicEnd, keyText, past, besides } = success
  const uncompared = uncomparedIn(success)
  const holds = (size: bigint, marks: bigint) => (publicEnd ? leavesUnseen(size) : holdings(size, marks))
  const lines = [
    ...(uncompared === undefined
      ? ['The register verifies.']
      : [
          `The register could NOT be compared with ${nounOf(uncompared)}.`,
          `  ${whyUncompared(uncompared)}`,
          'By itself, it verifies:',
        ]),
    `  register  ${checkpoint.origin}`,
    `  holds     ${holds(checkpoint.size, commitments)}`,
    ...(publicEnd ? [`  ends with ${dayOf(publicEnd)}, as it says itself`] : []),
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    publicEnd
      ? 'Checked: every tile leads to the root that this key signed.'
      : 'Checked: every entry and tile leads to the root that this key signed.',
  ]
  for (const { path, checkpoint, commitments, ended, lost } of past) {
    lines.push(
      `Checked: ${path}, ${holds(checkpoint.size, commitments)} of ${checkpoint.origin}, is the log that the one after it follows.`,
      `Missing: what was recorded from ${ended.from} to ${ended.at}${lost === 0n ? '' : `; ${entries(lost)} at least`}. The register says so itself.`,
    )
  }
  lines.push(...checkedAgainst(success), ...leftOpen(success).map((what) => `Not checked: ${what}`))
  const [first, ...more] = besides.uncovered
  if (first !== undefined) {
    const count = more.length === 0 ? '1 file' : `${more.length + 1} files`
    lines.push(`Not covered by the checkpoint: ${count} here, the first is ${printable(first)}.`)
  }
  return lines.join('\n')
}

function checkedAgainst({ compared, past }: ExportVerified): string[] {
  if (compared?.as !== 'beginning') return []
  const { size, origin } = compared.older
  const log = past.length === 0 ? '' : ` of ${origin}`
  return [
    `Checked: the first ${entries(size)}${log} are those of ${nounOf(compared)}; nothing of them was rewritten.`,
  ]
}

function nounOf(compared: CheckpointComparison): string {
  if (compared.as === 'unreadable') return 'what was given (--against)'
  return `the ${compared.as === 'newer' ? '' : 'older '}${signedNoun(compared.older)}`
}

const signedNoun = ({ signed }: { readonly signed: boolean }) => (signed ? 'checkpoint' : 'fingerprint')

function whyUncompared(compared: Uncompared): string {
  if (compared.as === 'unreadable') return unreadableSays(compared.why)
  const { size, origin } = compared.older
  switch (compared.as) {
    case 'lost':
      return `It counts ${entries(size)}. The register says itself that ${compared.lost.toLocaleString('en-US')} of them are lost, and nothing shows that what it still has was among them. Give an older one, of ${entries(compared.held)} at most.`
    case 'absent':
      return `It is of ${origin}. This register says that it follows that one, which anyone could say; its entries are not here. Ask for the whole export.`
    case 'newer':
      return newerSays(compared)
  }
}

/** Nothing shows which day the fingerprint is of, nor that a public export ends with the day that it names: the reader compares them. */
function newerSays({ older, held, end }: Extract<Uncompared, { as: 'newer' }>): string {
  const noun = signedNoun(older)
  const many = held.toLocaleString('en-US')
  if (end === undefined)
    return `It counts ${entries(older.size)}, and this export ${many}. If the ${noun} was made after the export, ask for an export made since; if that one still counts fewer, entries were taken away. If the export was made after the ${noun}, entries were taken away.`
  return `It counts ${entries(older.size)}, and this public export ${many}, which says of itself that it ends with ${dayOf(end)}. If the ${noun} is of a later day, ask for an export made after that day; if that one still counts fewer, entries were taken away. If the ${noun} is of that day or an earlier one, entries may have been taken away: ask the library why.`
}

function unreadableSays(why: string): string {
  return `No fingerprint and no checkpoint could be read in it: ${why}. Give the mail as its program saves it, the file of a checkpoint, or the fingerprint as it is printed.`
}

/** What the check leaves open besides the comparison, a sentence each. */
function leftOpen(success: ExportVerified): string[] {
  const { checkpoint, commitments, compared, publicEnd, keyGiven, past, follows, besides } = success
  const { overflow } = besides
  const open: string[] = []
  if (publicEnd !== undefined) open.push(saysPublic)
  if (success.beginningUnseen) open.push(saysUnseen((past.at(-1)?.checkpoint ?? checkpoint).origin))
  if (commitments > 0n) open.push(saysTickMarks)
  if (compared === undefined) {
    open.push(
      'that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.',
    )
  }
  if (follows !== undefined) {
    open.push(`the log before, ${nameOf(follows.key)}: it is not in this export.`)
  }
  if (!keyGiven) open.push(saysWhoseKey('export'))
  if (overflow > 0) {
    const parts =
      overflow === 1
        ? 'the second part of 1 long entry'
        : `the second parts of ${overflow.toLocaleString('en-US')} long entries`
    open.push(
      `${parts} in overflow/; only who can open an entry can check ${overflow === 1 ? 'it' : 'them'}.`,
    )
  }
  return open
}

/** Hostile: a file's name may have what a terminal obeys. */
function printable(path: string): string {
  return path.replace(/[^\x20-\x7e]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}

export function failure({ message }: ExportFault): string {
  return `The register does NOT verify.\n  ${message}`
}

export const notChecked = ({ message }: UnreadableExportError): string =>
  `The register could NOT be checked.\n  ${printable(message)}`

export const notCheckedJson = ({ path, message }: UnreadableExportError): string =>
  JSON.stringify({ verified: false, verdict: 'not-checked', fault: { code: 'not-given', path, message } })

function failureJson(
  { entry, ...fault }: ExportFault,
  key: { key: string | null; keyGiven: boolean },
): string {
  const at = entry === undefined ? {} : { entry: Number(entry) }
  return JSON.stringify({ verified: false, verdict: 'not-verified', ...key, fault: { ...fault, ...at } })
}

function successJson(success: ExportVerified): string {
  const { checkpoint, commitments, compared, publicEnd, keyText, keyGiven, past, besides } = success
  const marks = (count: bigint) => (publicEnd ? null : Number(count))
  const uncompared = uncomparedIn(success)
  return JSON.stringify({
    // Why false: a program that reads nothing else must not take it for verified.
    verified: uncompared === undefined,
    verdict: uncompared === undefined ? 'verified' : 'not-compared',
    origin: checkpoint.origin,
    ...tree(checkpoint),
    commitments: marks(commitments),
    ...(publicEnd && { publicEnd }),
    key: keyText,
    keyGiven,
    against: compared === undefined ? null : comparedJson(compared),
    past: past.map(({ path, checkpoint, commitments, ended, lost }) => ({
      path,
      origin: checkpoint.origin,
      ...tree(checkpoint),
      commitments: marks(commitments),
      key: ended.before?.key,
      missing: { from: ended.from, to: ended.at, entriesAtLeast: Number(lost) },
    })),
    notCompared: uncompared === undefined ? null : whyUncompared(uncompared),
    notChecked: leftOpen(success),
    ...besides,
  })
}

function comparedJson(compared: CheckpointComparison) {
  if (compared.as === 'unreadable') return { as: compared.as, why: compared.why }
  const { older, as } = compared
  const lost = compared.as === 'lost' ? { lost: Number(compared.lost) } : {}
  return { origin: older.origin, ...tree(older), signed: older.signed, as, ...lost }
}

function tree({ size, root }: { readonly size: bigint; readonly root: Buffer }) {
  return { size: Number(size), root: root.toString('base64') }
}

/** What a tree of that size holds; a fingerprint counts all of it. */
function holdings(size: bigint, commitments: bigint): string {
  if (commitments === 0n) return entries(size)
  const marks = `${commitments.toLocaleString('en-US')} ${commitments === 1n ? 'minute mark' : 'minute marks'}`
  return `${entries(size - commitments)} and ${marks}, ${size.toLocaleString('en-US')} in all`
}

/** For where no one can tell which is which. */
function leavesUnseen(size: bigint): string {
  return `${size.toLocaleString('en-US')} entries and minute marks`
}

const dayOf = ({ day, timeZone }: PublicExportEnd) => `${day} (${timeZone})`

export const saysWhoseKey = (of: 'proof' | 'export') =>
  `whose key this is. It came with the ${of}; compare it with the one that the library published, or give that one (--key).`

const saysPublic =
  'the entries themselves. This is the public export: it has their hashes alone, so that no one can tell how busy an hour was.'

const saysUnseen = (origin: string) =>
  `whether ${origin} follows another log. No first-leaf that would say so is here, and it may have been taken away; an export with leaves shows it.`

const saysTickMarks =
  'what the minute marks say. One is made each minute, whether or not anything happened, and none was opened; a fingerprint counts them as entries.'

const entries = (size: bigint): string => count(size, 'entry', 'entries')

function nameOf(key: string): string {
  return key.slice(0, key.indexOf('+'))
}
