import { openCheckpoint, readCheckpointText, readSize } from './checkpoint.ts'
import { commitmentsLeafBytes, isCommitmentsLeaf, leafBytes } from './leaf.ts'
import { MalformedError, orMalformed } from './malformed-error.ts'
import { fromBase64, fromUtf8, readNote, readVerifierKey, type Verifier, verifierKeyOf } from './note.ts'
import { hashBytes, includes, leafHash } from './tree.ts'

/** c2sp.org/tlog-proof; its `extra` line has the leaf and the keys (FORMAT.md, "A proof"). */
export type EntryProof = {
  readonly leaf: Buffer
  readonly index: bigint
  /** From the leaf's sibling up; 32 bytes each. */
  readonly path: readonly Buffer[]
  /** The signed note, verbatim. */
  readonly checkpoint: string
  /** As sent, so worth no more than its sender. 32 bytes. */
  readonly publicKey: Buffer
  /** This entry's own key, where it is handed over. 32 bytes. */
  readonly entryKey?: Buffer | undefined
  /** What did not fit into the leaf; handed over with the key. */
  readonly overflow?: Buffer | undefined
}

const firstLine = 'c2sp.org/tlog-proof@v1'
const extraVersion = 1
const sealed = 0
const handedOver = 1
/** A commitments leaf, which has no key. */
const ofCommitments = 2
const keyBytes = 32
/** Hostile: 64 hashes reach through any tree, and no overflow comes near this size. */
const mostPath = 64
export const mostProofBytes = 200_000

export function writeProof(proof: EntryProof): string {
  const { leaf, index, path, checkpoint, publicKey, entryKey, overflow } = proof
  const form = Buffer.of(
    extraVersion,
    isCommitmentsLeaf(leaf) ? ofCommitments : entryKey === undefined ? sealed : handedOver,
  )
  const opening = entryKey === undefined ? [] : [entryKey, overflow ?? Buffer.alloc(0)]
  const extra = Buffer.concat([form, publicKey, leaf, ...opening]).toString('base64')
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('')
  return `${firstLine}\nextra ${extra}\nindex ${index}\n${hashes}\n${checkpoint}`
}

/** Nothing in a proof counts before `checkProof`. @throws MalformedError */
export function readProof(bytes: Uint8Array): EntryProof {
  if (bytes.length > mostProofBytes) throw malformed(`is longer than ${mostProofBytes} bytes`)
  // A mail or an editor of Windows changes the line ends and adds a byte order mark, and no line of a proof has either.
  const text = fromUtf8(bytes, 'the proof')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
  const blank = text.indexOf('\n\n')
  const [head, extra = '', index = '', ...path] = text.slice(0, Math.max(0, blank)).split('\n')
  if (head !== firstLine) throw malformed(`does not begin with ${firstLine}`)
  if (!extra.startsWith('extra ')) throw malformed('lacks its second line, with the entry')
  if (!index.startsWith('index ')) throw malformed('lacks its third line, with the place of the entry')
  if (path.length > mostPath) throw malformed(`has more than ${mostPath} hashes`)
  const hashes = path.map((line) => fromBase64(line, 'a hash of the proof'))
  if (hashes.some(({ length }) => length !== hashBytes)) throw malformed('has a hash that has not 32 bytes')
  const place = readSize(index.slice('index '.length))
  return {
    ...readExtra(extra.slice('extra '.length)),
    index: place,
    path: hashes,
    checkpoint: text.slice(blank + 2),
  }
}

function readExtra(text: string): Pick<EntryProof, 'leaf' | 'publicKey' | 'entryKey' | 'overflow'> {
  const extra = fromBase64(text, 'the entry in the proof')
  const [version, form] = extra
  const leafAt = 2 + keyBytes
  const openingAt = leafAt + (form === ofCommitments ? commitmentsLeafBytes : leafBytes)
  const opening = extra.subarray(openingAt)
  const fits = form === handedOver ? opening.length >= keyBytes : opening.length === 0
  const isKnown = form === sealed || form === handedOver || form === ofCommitments
  if (version !== extraVersion || extra.length < openingAt || !fits || !isKnown)
    throw malformed('has an entry of another form')
  const overflow = opening.subarray(keyBytes)
  return {
    publicKey: extra.subarray(2, leafAt),
    leaf: extra.subarray(leafAt, openingAt),
    ...(form === handedOver && { entryKey: opening.subarray(0, keyBytes) }),
    ...(overflow.length > 0 && { overflow }),
  }
}

/** The public key that came with the proof, as one line. @throws MalformedError */
export function keyInProof(proof: EntryProof): string {
  const { origin } = readCheckpointText(readNote(Buffer.from(proof.checkpoint)).text)
  return verifierKeyOf(origin, proof.publicKey)
}

/** @throws MalformedError where the leaf is not at its place in the tree that this key signed */
export function checkProof(proof: EntryProof, verifier: Verifier): ReturnType<typeof openCheckpoint> {
  const checkpoint = openCheckpoint(proof.checkpoint, verifier)
  const leaf = { hash: leafHash(proof.leaf), index: proof.index }
  if (includes(leaf, checkpoint, proof.path)) return checkpoint
  throw malformed(
    `does not lead from its entry to the root that was signed: the entry is not the one at place ${proof.index}`,
  )
}

/** Checks with the key that came with the proof; null where the proof does not hold. */
export function checkpointProved(proof: EntryProof): ReturnType<typeof openCheckpoint> | null {
  return orMalformed(
    () => checkProof(proof, readVerifierKey(keyInProof(proof))),
    () => null,
  )
}

function malformed(says: string): MalformedError {
  return new MalformedError('proof', `the proof ${says}`)
}
