import {
  type CheckpointFingerprint,
  onlyFingerprintIn,
  openCheckpoint,
  readCheckpointText,
} from './checkpoint.ts'
import { textsIn } from './mail-text.ts'
import { MalformedError } from './malformed-error.ts'
import { readNote, type Verifier } from './note.ts'

/** A checkpoint from before that somebody kept. */
export type EarlierCheckpoint = CheckpointFingerprint & {
  /** Whether the log's key is known to have signed it; a pin that was printed carries no signature. */
  readonly signed: boolean
}

/**
 * Reads a checkpoint that was kept: the signed note, the proof of an entry that ends with one, or a text with a pin in it,
 * such as a letter or the daily mail, in whatever form a mail program saved it.
 * @param keys of the logs that it may be of
 * @throws MalformedError `origin` where it is of no such log; with another code where it cannot be read, or is not signed by
 *   the log's key, and so says nothing of any register
 */
export async function readEarlierCheckpoint(
  bytes: Uint8Array,
  keys: readonly Verifier[],
): Promise<EarlierCheckpoint> {
  const texts = await textsIn(bytes)
  const pin = onlyFingerprintIn(texts)
  if (pin !== undefined) {
    keyOf(pin.origin, keys)
    return { ...pin, signed: false }
  }
  const note = noteAmong(bytes, texts)
  const { origin } = readCheckpointText(readNote(note).text)
  return { ...openCheckpoint(note, keyOf(origin, keys)), signed: true }
}

/**
 * Whether a text is a checkpoint that was kept, of whatever log; its signature is not looked at.
 * @throws MalformedError
 */
export async function requireCheckpoint(bytes: Uint8Array): Promise<void> {
  const texts = await textsIn(bytes)
  if (onlyFingerprintIn(texts) === undefined) readCheckpointText(readNote(noteAmong(bytes, texts)).text)
}

/** The bytes themselves, or the text among theirs that is a note: one that was attached, or whose line ends are others. */
function noteAmong(bytes: Uint8Array, texts: readonly string[]): Uint8Array {
  const notes = [bytes, ...texts.map((text) => Buffer.from(withPlainLines(afterProof(text))))]
  return notes.find(isCheckpoint) ?? bytes
}

/** A note whose lines a mail program ended in its own way, or quoted. */
function withPlainLines(text: string): string {
  return `${text
    .split('\n')
    .map((line) => line.replace(/^(?:>[ \t]?)+/, '').trimEnd())
    .join('\n')
    .trim()}\n`
}

/** Of the proof of one entry, the checkpoint that it leads to, which is at its end. */
const afterProof = (text: string) => text.replace(/^c2sp\.org\/tlog-proof@v1\n(?:[^\n]+\n){2,66}\n/, '')

function isCheckpoint(bytes: Uint8Array): boolean {
  try {
    readCheckpointText(readNote(bytes).text)
    return true
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

function keyOf(origin: string, keys: readonly Verifier[]): Verifier {
  const key = keys.find(({ name }) => name === origin)
  if (key !== undefined) return key
  const ours = keys.map(({ name }) => name).join(', ')
  throw new MalformedError('origin', `it is of the register ${origin}, and this export of ${ours}`)
}
