import { fromBase64 } from './base64.ts'
import { hashBytes } from './hashing.ts'
import { Malformed } from './malformed.ts'
import { openNote, type Signer, signNote, type Verifier } from './note.ts'
import { greatestSize } from './tile.ts'

/** A signed statement of the whole register at one size: c2sp.org/tlog-checkpoint. */
export type Checkpoint = {
  /** Which log this is; here always the name of the key that signs. */
  readonly origin: string
  readonly size: bigint
  readonly root: Buffer
}

export function signCheckpoint(
  tree: { readonly size: bigint; readonly root: Uint8Array },
  signer: Signer,
): string {
  const root = Buffer.from(tree.root).toString('base64')
  const text = `${signer.name}\n${tree.size}\n${root}\n`
  readCheckpointText(text)
  return signNote(text, signer)
}

/**
 * A checkpoint, once its signature is known to be the key's.
 * @throws Malformed
 */
export function openCheckpoint(note: Uint8Array | string, verifier: Verifier): Checkpoint {
  const bytes = typeof note === 'string' ? Buffer.from(note) : note
  const { extensions, ...checkpoint } = readCheckpointText(openNote(bytes, verifier))
  if (checkpoint.origin !== verifier.name) {
    throw new Malformed(
      'origin',
      `the checkpoint is of ${checkpoint.origin}, and the key is ${verifier.name}'s`,
    )
  }
  // Why: nobody can audit them, and this register never writes one.
  if (extensions.length > 0) throw new Malformed('lines', 'the checkpoint has lines after its root')
  return checkpoint
}

/** Reads the text of a checkpoint, strictly. @throws Malformed */
export function readCheckpointText(text: string): Checkpoint & { readonly extensions: readonly string[] } {
  if (!text.endsWith('\n'))
    throw new Malformed('no-final-newline', 'the checkpoint does not end with a newline')
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || size === undefined || root === undefined) {
    throw new Malformed('lines', 'a checkpoint has three lines: origin, size and root')
  }
  if (origin === '') throw new Malformed('origin', 'the checkpoint names no origin')
  if (extensions.includes('')) throw new Malformed('lines', 'the checkpoint has an empty line')
  return { origin, size: readSize(size), root: readRoot(root), extensions }
}

/** A size as a checkpoint writes it: decimal, no leading zero, no sign, up to 2^63 - 1. @throws Malformed `size` */
export function readSize(text: string): bigint {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) {
    throw new Malformed('size', `${JSON.stringify(text.slice(0, 40))} is not the size of a tree`)
  }
  const size = BigInt(text)
  if (size > greatestSize) throw new Malformed('size', `the size ${size} is above 2^63 - 1`)
  return size
}

function readRoot(text: string): Buffer {
  const root = fromBase64(text, 'the root hash')
  if (root.length !== hashBytes) throw new Malformed('root', `a root hash has 32 bytes, not ${root.length}`)
  return root
}
