import {
  type CheckpointFingerprint,
  onlyFingerprintIn,
  openCheckpoint,
  readCheckpointText,
} from './checkpoint.ts'
import { textsIn } from './mail-text.ts'
import { MalformedError, orMalformed } from './malformed-error.ts'
import { readNote, type Verifier } from './note.ts'

export type EarlierCheckpoint = CheckpointFingerprint & {
  /** Whether its log's signature was verified; a printed fingerprint has none. */
  readonly signed: boolean
}

/**
 * Reads a kept checkpoint of one of the logs of `keys`: a signed note, an entry's proof, or a text with a fingerprint, such
 * as a letter or the daily mail, in whatever form a mail program saved it. @throws MalformedError `origin` where it is of no
 * such log; another code where it is unreadable or its signature is wrong, which says nothing about any register
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

/** Refuses a text that is no kept checkpoint of any log; signatures are not checked. @throws MalformedError */
export async function requireCheckpoint(bytes: Uint8Array): Promise<void> {
  const texts = await textsIn(bytes)
  if (onlyFingerprintIn(texts) === undefined) readCheckpointText(readNote(noteAmong(bytes, texts)).text)
}

/** The bytes themselves, or the first text in them that is a note: attached, or with other line ends. */
function noteAmong(bytes: Uint8Array, texts: readonly string[]): Uint8Array {
  const notes = [bytes, ...texts.map((text) => Buffer.from(withPlainLines(afterProof(text))))]
  return notes.find(isCheckpoint) ?? bytes
}

/** Undoes a mail program's line ends and quote marks. */
function withPlainLines(text: string): string {
  return `${text
    .split('\n')
    .map((line) => line.replace(/^(?:>[ \t]?)+/, '').trimEnd())
    .join('\n')
    .trim()}\n`
}

/** Leaves the checkpoint at the end of an entry's proof. */
const afterProof = (text: string) => text.replace(/^c2sp\.org\/tlog-proof@v1\n(?:[^\n]+\n){2,66}\n/, '')

function isCheckpoint(bytes: Uint8Array): boolean {
  return orMalformed(
    () => readCheckpointText(readNote(bytes).text) !== undefined,
    () => false,
  )
}

function keyOf(origin: string, keys: readonly Verifier[]): Verifier {
  const key = keys.find(({ name }) => name === origin)
  if (key !== undefined) return key
  const ours = keys.map(({ name }) => name).join(', ')
  throw new MalformedError('origin', `it is of the register ${origin}, and this export of ${ours}`)
}
