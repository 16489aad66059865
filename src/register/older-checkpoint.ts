import { openCheckpoint, readCheckpointText } from './checkpoint.ts'
import { textsIn, withPlainLines } from './mail-texts.ts'
import { Malformed } from './malformed.ts'
import { readNote, type Verifier } from './note.ts'
import { type Pin, pinAmong } from './pin.ts'

/** A checkpoint from before that somebody kept. */
export type Older = Pin & {
  /** Whether the log's key is known to have signed it; a pin that was printed carries no signature. */
  readonly signed: boolean
}

/**
 * Reads a checkpoint that was kept: the signed note, the proof of an entry that ends with one, or a text with a pin in it,
 * such as a letter or the daily mail, in whatever form a mail program saved it.
 * @param keys of the logs that it may be of
 * @throws Malformed `origin` where it is of no such log; with another code where it cannot be read, or is not signed by
 *   the log's key, and so says nothing of any register
 */
export async function readOlder(bytes: Uint8Array, keys: readonly Verifier[]): Promise<Older> {
  const texts = await textsIn(bytes)
  const pin = pinAmong(texts)
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
 * @throws Malformed
 */
export async function refuseNoCheckpoint(bytes: Uint8Array): Promise<void> {
  const texts = await textsIn(bytes)
  if (pinAmong(texts) === undefined) readCheckpointText(readNote(noteAmong(bytes, texts)).text)
}

/** The bytes themselves, or the text among theirs that is a note: one that was attached, or whose line ends are others. */
function noteAmong(bytes: Uint8Array, texts: readonly string[]): Uint8Array {
  const notes = [bytes, ...texts.map((text) => Buffer.from(withPlainLines(afterProof(text))))]
  return notes.find(isCheckpoint) ?? bytes
}

/** Of the proof of one entry, the checkpoint that it leads to, which is at its end. */
const afterProof = (text: string) => text.replace(/^c2sp\.org\/tlog-proof@v1\n(?:[^\n]+\n){2,66}\n/, '')

function isCheckpoint(bytes: Uint8Array): boolean {
  try {
    readCheckpointText(readNote(bytes).text)
    return true
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

function keyOf(origin: string, keys: readonly Verifier[]): Verifier {
  const key = keys.find(({ name }) => name === origin)
  if (key !== undefined) return key
  const ours = keys.map(({ name }) => name).join(', ')
  throw new Malformed('origin', `it is of the register ${origin}, and this export of ${ours}`)
}
