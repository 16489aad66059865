import { createHash } from 'node:crypto'
import { base32, base32Bits, typedBase32 } from './crockford.ts'
import { MalformedError, orMalformed } from './malformed-error.ts'
import { fromBase64, openNote, type Signer, signNote, type Verifier } from './note.ts'
import { greatestSize, hashBytes } from './tree.ts'

/** A signed statement of the whole register at one size: c2sp.org/tlog-checkpoint. */
export type Checkpoint = {
  /** Here always the signing key's name. */
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

/** A checkpoint, once the key's signature is verified. @throws MalformedError */
export function openCheckpoint(note: Uint8Array | string, verifier: Verifier): Checkpoint {
  const bytes = typeof note === 'string' ? Buffer.from(note) : note
  const { extensions, ...checkpoint } = readCheckpointText(openNote(bytes, verifier))
  if (checkpoint.origin !== verifier.name) {
    throw new MalformedError(
      'origin',
      `the checkpoint is of ${checkpoint.origin}, and the key is ${verifier.name}'s`,
    )
  }
  // Why: no one can audit them, and this register never writes any.
  if (extensions.length > 0) throw new MalformedError('lines', 'the checkpoint has lines after its root')
  return checkpoint
}

/** Strict. @throws MalformedError */
export function readCheckpointText(text: string): Checkpoint & { readonly extensions: readonly string[] } {
  if (!text.endsWith('\n'))
    throw new MalformedError('no-final-newline', 'the checkpoint does not end with a newline')
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || size === undefined || root === undefined) {
    throw new MalformedError('lines', 'a checkpoint has three lines: origin, size and root')
  }
  if (origin === '') throw new MalformedError('origin', 'the checkpoint names no origin')
  if (extensions.includes('')) throw new MalformedError('lines', 'the checkpoint has an empty line')
  return { origin, size: readSize(size), root: readRoot(root), extensions }
}

/** A size as a checkpoint writes it: decimal, no leading zero, no sign, up to 2^63 - 1. @throws MalformedError `size` */
export function readSize(text: string): bigint {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) {
    throw new MalformedError('size', `${JSON.stringify(text.slice(0, 40))} is not the size of a tree`)
  }
  const size = BigInt(text)
  if (size > greatestSize) throw new MalformedError('size', `the size ${size} is above 2^63 - 1`)
  return size
}

function readRoot(text: string): Buffer {
  const root = fromBase64(text, 'the root hash')
  if (root.length !== hashBytes)
    throw new MalformedError('root', `a root hash has 32 bytes, not ${root.length}`)
  return root
}

export type TreeHead = { readonly size: bigint; readonly root: Buffer }

/** `size root`, the root in Base64. */
export function treeHeadText({ size, root }: TreeHead): string {
  return `${size} ${root.toString('base64')}`
}

/** @throws MalformedError */
export function readTreeHead(text: string): TreeHead {
  const [size = '', root = '', ...more] = text.split(' ')
  const hash = fromBase64(root, 'the root hash')
  if (more.length > 0 || hash.length !== hashBytes) {
    throw new MalformedError('root', 'a tree is written as its size, a space and its root')
  }
  return { size: readSize(size), root: hash }
}

/** A checkpoint without its signature, short enough to print and to type (FORMAT.md, "A pin"). */
export type CheckpointFingerprint = TreeHead & { readonly origin: string }

const rootLetterCount = 52
const checkLetterCount = 4

/** `origin:size:` and 14 groups of four letters: the root and a checksum. One word, for a program or a code to scan. */
export function compactFingerprint(pin: CheckpointFingerprint): string {
  return `${pin.origin}:${pin.size}:${groupsOf(pin).join('-')}`
}

/** Four lines of ASCII, for a letter, a decision or a receipt. */
export function fingerprintLines(pin: CheckpointFingerprint): string[] {
  const groups = groupsOf(pin)
  return [
    `Register  ${pin.origin}`,
    `Entries   ${pin.size}`,
    `Pin       ${groups.slice(0, 7).join('-')}`,
    `          ${groups.slice(7).join('-')}`,
  ]
}

/** The fingerprint in a text, in either form. @throws MalformedError `pin` where one is mistyped or two differ */
export function findFingerprint(text: string): CheckpointFingerprint | undefined {
  return onlyFingerprintIn([text])
}

/** The one fingerprint in several texts, such as the parts of a mail. A mangled one does not hide an intact one. */
export function onlyFingerprintIn(texts: readonly string[]): CheckpointFingerprint | undefined {
  const found = texts.flatMap(fingerprintsIn)
  const [pin, ...more] = found.filter((one): one is CheckpointFingerprint => !(one instanceof MalformedError))
  const [mistyped] = found
  if (pin === undefined && mistyped instanceof MalformedError) throw mistyped
  if (pin !== undefined && more.some((other) => compactFingerprint(other) !== compactFingerprint(pin))) {
    throw new MalformedError('pin', 'there are several fingerprints that differ: give one')
  }
  return pin
}

/** Mistyped fingerprints come back as their errors. */
function fingerprintsIn(text: string): (CheckpointFingerprint | MalformedError)[] {
  const group = '[0-9a-z]{4}'
  // Hostile: every gap is bounded, or a text of one repeated character would be scanned from each position.
  const gap = '[\\s>]{1,80}'
  const forms = [
    // A wrapped or forwarded mail has blanks and quote marks between groups and lines.
    new RegExp(
      `([^\\s:]{1,100}):(\\d{1,19}):((?:${group}-(?:\\s[\\s>]{0,20})?){13}${group})(?![0-9a-z-])`,
      'gi',
    ),
    new RegExp(
      `Register${gap}([^\\s>]{1,100})${gap}Entries${gap}(\\d{1,19})${gap}Pin${gap}((?:${group}[\\s>-]{1,80}){13}${group})(?![0-9a-z-])`,
      'gi',
    ),
  ]
  const plain = plainCharacters(text)
  return forms
    .flatMap((form) => [...plain.matchAll(form)])
    .map(([, origin = '', size = '', groups = '']) =>
      orMalformed(
        () => parseFingerprint({ origin, size, groups }),
        (error) => error,
      ),
    )
}

/** Undoes what mail programs substitute: dashes, blanks, quotes. */
function plainCharacters(text: string): string {
  return (
    text
      // Node reads the long dashes of windows-1252 as control characters.
      .replaceAll(/[\u0096\u0097\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
      .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replaceAll(/["“”„‘’«»*|<()[\]]/g, ' ')
  )
}

function parseFingerprint(written: { origin: string; size: string; groups: string }): CheckpointFingerprint {
  const text = typedBase32(written.groups)
  const mistyped = new MalformedError(
    'pin',
    'the fingerprint is mistyped: compare each group of four with the paper',
  )
  const bits = base32Bits(text)
  if (bits === undefined) throw mistyped
  const root = Buffer.alloc(hashBytes)
  for (let at = 0; at < hashBytes; at++) root[at] = Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)
  const pin = { origin: written.origin, size: readSize(written.size), root }
  if (groupsOf(pin).join('') !== text) throw mistyped
  return pin
}

function groupsOf(pin: CheckpointFingerprint): string[] {
  const check = createHash('sha256').update(`carrel/pin/1\0${pin.origin}\n${pin.size}\n`).update(pin.root)
  const text = base32(pin.root, rootLetterCount) + base32(check.digest(), checkLetterCount)
  return text.match(/.{4}/g) ?? []
}
