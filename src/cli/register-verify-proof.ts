import { isCommitments, leafFault } from '../register/any-leaf.ts'
import type { Checkpoint } from '../register/checkpoint.ts'
import { openEntryWithKey } from '../register/entry.ts'
import { checkProof, type EntryProof, keyInProof, readProof } from '../register/entry-proof.ts'
import { entryLines } from '../register/entry-words.ts'
import { leafReference } from '../register/leaf.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey, type Verifier } from '../register/note.ts'
import { type Older, readOlder } from '../register/older-checkpoint.ts'
import { unreadableSays } from './register-verdict.ts'

export type ProofVerdict = {
  readonly checkpoint: Checkpoint
  readonly proof: EntryProof
  /** Of the entry that it is the proof of, as it stands on letters. */
  readonly reference: string
  readonly referenceGiven: boolean
  readonly keyText: string
  readonly keyGiven: boolean
  /** The entry in words; undefined where it is sealed, and its key did not come along. */
  readonly entry: ReturnType<typeof openEntryWithKey> | undefined
  /** SHA-256 of the document that it is to be about, in hex, where one was given. */
  readonly document: string | undefined
  readonly against: Older | undefined
  /** Why nothing could be read in what it was to be compared with. */
  readonly unreadable: string | undefined
}

/**
 * Checks a proof of one entry, by itself.
 * @throws Malformed with what is wrong
 */
export async function verifyProof(
  bytes: Uint8Array,
  given: {
    readonly key: { verifier: Verifier; text: string } | undefined
    readonly against: Uint8Array | undefined
    /** The reference on the letter, where the proof is to be of that entry. */
    readonly reference: string | undefined
    /** SHA-256 of a document, in hex, where the entry is to have that one. */
    readonly document: string | undefined
  },
): Promise<ProofVerdict> {
  const proof = readProof(bytes)
  const keyText = given.key?.text ?? keyInProof(proof)
  const verifier = given.key?.verifier ?? readVerifierKey(keyText)
  const checkpoint = checkProof(proof, verifier)
  const fault = leafFault(proof.leaf, proof.index === 0n ? 'first' : 'later')
  if (fault !== undefined) throw new Malformed('proof', `what it proves is no entry: ${fault}`)
  const reference = leafReference(proof.leaf)
  if (given.reference !== undefined && given.reference !== reference) {
    throw new Malformed('proof', `it is of the entry ${reference}, and not of ${given.reference}`)
  }
  const older = given.against && (await olderOrWhy(given.against, verifier))
  const against = typeof older === 'string' ? undefined : older
  if (against?.size === checkpoint.size && !against.root.equals(checkpoint.root)) {
    throw new Malformed(
      'proof',
      'the older checkpoint counts as many entries and has another root: there are two registers',
    )
  }
  const { entryKey, overflow, leaf } = proof
  const entry = entryKey === undefined ? undefined : openEntryWithKey(leaf, entryKey, overflow)
  if (entry !== undefined && 'refused' in entry) {
    throw new Malformed('proof', `the key in it does not open its entry (${entry.refused})`)
  }
  const { document } = given
  // Hostile: a true proof of a true entry, beside another text.
  if (document !== undefined && entry !== undefined && entry.entry.document !== document) {
    throw new Malformed('proof', 'its entry is not about the document that was given: that is another text')
  }
  const referenceGiven = given.reference !== undefined
  return {
    ...{ checkpoint, proof, reference, referenceGiven, entry, against, document },
    unreadable: typeof older === 'string' ? older : undefined,
    keyText,
    keyGiven: given.key !== undefined,
  }
}

/** Something older; or why it cannot be read. @throws Malformed where it is of another register */
async function olderOrWhy(bytes: Uint8Array, verifier: Verifier): Promise<Older | string> {
  try {
    return await readOlder(bytes, [verifier])
  } catch (error) {
    if (!(error instanceof Malformed) || error.code === 'origin') throw error
    return error.message
  }
}

/** Why what was given could not be compared, in a sentence; undefined where it was, or nothing was given. */
export function whyProofUncompared({
  against,
  checkpoint,
  document,
  entry,
  unreadable,
}: ProofVerdict): string | undefined {
  if (document !== undefined && entry === undefined) {
    return 'Nothing in this proof can be read, so it does not show that its entry is about the document. Ask the library for the entry handed over.'
  }
  if (unreadable !== undefined) return unreadableSays(unreadable)
  if (against === undefined || against.size === checkpoint.size) return undefined
  const noun = against.signed ? 'checkpoint' : 'pin'
  return `The older ${noun} counts ${against.size} entries and this proof ${checkpoint.size}. Only an export can show that both are of one register: carrel register verify EXPORT --against PROOF.`
}

export function proofWords(verdict: ProofVerdict): string {
  const { checkpoint, proof, reference, referenceGiven, keyText, entry, against, document } = verdict
  const uncompared = whyProofUncompared(verdict)
  const lines = [
    ...(uncompared === undefined
      ? ['The proof holds.']
      : ['The proof could NOT be compared as asked.', `  ${uncompared}`, 'By itself, it holds:']),
    `  reference ${reference}`,
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
  if (isCommitments(proof.leaf)) {
    lines.push(
      'It is no entry: a tick adds one such leaf whether or not anything happened, and there is nothing in it to open.',
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
  return [...lines, ...notChecked(verdict).map((what) => `Not checked: ${what}`)].join('\n')
}

export function proofJson(verdict: ProofVerdict): string {
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
    notChecked: notChecked(verdict),
  })
}

function notChecked({ keyGiven, referenceGiven, against }: ProofVerdict): string[] {
  const open: string[] = []
  if (against === undefined) {
    open.push(
      'that this register is the one that everybody else sees. Compare its checkpoint with a pin (--against), or ask for the whole export.',
    )
  }
  if (!referenceGiven) {
    open.push(
      'that it is the entry that you mean. Compare its reference with the one on the letter, or give that one (--reference).',
    )
  }
  if (!keyGiven) {
    open.push(
      'whose key this is. It came with the proof; compare it with the one that the library published, or give that one (--key).',
    )
  }
  return open
}
