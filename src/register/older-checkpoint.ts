import { openCheckpoint, readCheckpointText } from './checkpoint.ts'
import { Malformed } from './malformed.ts'
import { readNote, type Verifier } from './note.ts'
import { findPin, type Pin } from './pin.ts'

/** A checkpoint from before that somebody kept. */
export type Older = Pin & {
  /** Whether the log's key is known to have signed it; a pin that was printed carries no signature. */
  readonly signed: boolean
}

/**
 * Reads a checkpoint that was kept: the signed note, or a text with a pin in it, such as a letter or the daily mail.
 * @param keys of the logs that it may be of
 * @throws Malformed where it is neither, is of no such log, or is not signed by the log's key
 */
export function readOlder(bytes: Uint8Array, keys: readonly Verifier[]): Older {
  const text = Buffer.from(bytes).toString('utf8')
  const pin = findPin(text)
  if (pin !== undefined) {
    keyOf(pin.origin, keys)
    return { ...pin, signed: false }
  }
  const { origin } = readCheckpointText(readNote(bytes).text)
  return { ...openCheckpoint(bytes, keyOf(origin, keys)), signed: true }
}

/**
 * Whether a text is a checkpoint that was kept, of whatever log; its signature is not looked at.
 * @throws Malformed
 */
export function refuseNoCheckpoint(bytes: Uint8Array): void {
  if (findPin(Buffer.from(bytes).toString('utf8')) === undefined) readCheckpointText(readNote(bytes).text)
}

function keyOf(origin: string, keys: readonly Verifier[]): Verifier {
  const key = keys.find(({ name }) => name === origin)
  if (key !== undefined) return key
  const ours = keys.map(({ name }) => name).join(', ')
  throw new Malformed('origin', `it is of the register ${origin}, and this export of ${ours}`)
}
