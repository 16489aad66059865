import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { compactFingerprint, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { canonicalEntry } from '../../src/register/log/entry.ts'
import { readProof, writeProof } from '../../src/register/log/entry-proof.ts'
import { leafReference } from '../../src/register/log/leaf.ts'
import { rawPublicKey, verifierOf } from '../../src/register/log/note.ts'
import { commitmentTo, entryKeyOf, overflowKeyOf } from '../../src/register/log/sealed-entry.ts'
import { exportOf, month, monthKey, newSigner, someMarks, view } from './small-log.ts'

/*
 * Proofs of one entry that was handed over, as whoever has the keys could make them: each seals something that is no
 * entry, or seals one in another way than there is.
 */
export type ProofCase = {
  readonly what: string
  readonly proof: Buffer
  readonly reference?: string
  readonly against?: string
  /** A file that the entry is to be about. */
  readonly document?: Buffer
  /** `ok`, or the fault's code. */
  readonly says: 'ok' | 'proof' | 'not-compared size'
}

const signer = newSigner()
const text = (content: string) => Buffer.from(content, 'latin1')
const entry = text(canonicalEntry(view))
/** Too long for a leaf, however it is compressed. */
const long = text(
  canonicalEntry({ ...view, flags: Array.from({ length: 64 }, () => randomBytes(30).toString('hex')) }),
)

type Sealed = { readonly leaf: Buffer; readonly key: Buffer }

/** A leaf over a body of any form. */
function seal(
  form: number,
  content: Buffer,
  { id = randomBytes(16), tail = Buffer.alloc(0), length = content.length } = {},
): Sealed {
  const key = entryKeyOf(monthKey, id)
  const nonce = randomBytes(12)
  const body = Buffer.alloc(1008)
  body[0] = form
  body.writeUInt16BE(length, 1)
  content.copy(body, 3)
  tail.copy(body, 3 + content.length)
  const head = Buffer.concat([text('carrel\u0001\u0001'), id, text(`${month}\0`), commitmentTo(key)])
  return { leaf: Buffer.concat([head, nonce, locked(key, nonce, body, head)]), key }
}

function locked(key: Buffer, nonce: Buffer, body: Buffer, head: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head)
  return Buffer.concat([cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

function proofOf({ leaf, key }: Sealed, overflow?: Buffer): string {
  const checkpoint = exportOf([leaf], signer).get('checkpoint')?.toString() ?? ''
  const publicKey = rawPublicKey(signer.publicKey)
  return writeProof({ leaf, index: 0n, path: [], checkpoint, publicKey, entryKey: key, overflow })
}

/** An entry of which only the hash of its second part is in the leaf. */
function inTwo(form: number, body: Buffer): string {
  const id = randomBytes(16)
  const nonce = randomBytes(12)
  const sealed = locked(overflowKeyOf(entryKeyOf(monthKey, id)), nonce, body, Buffer.alloc(0))
  return inTwoOf(form, Buffer.concat([nonce, sealed]), id)
}

function inTwoOf(form: number, overflow: Buffer, id = randomBytes(16)): string {
  return proofOf(seal(form, createHash('sha256').update(overflow).digest(), { id }), overflow)
}

/** What is sealed as a second part: a length, and what stands behind it, up to a multiple of 1,024 bytes. */
function second(
  length: number,
  content: Buffer,
  { units = Math.ceil((4 + content.length) / 1024), fill = 0 } = {},
): Buffer {
  const body = Buffer.alloc(units * 1024, fill)
  body.writeUInt32BE(length, 0)
  content.copy(body, 4)
  return body
}

const says = (what: string, content: string): ProofCase => ({
  what,
  proof: Buffer.from(proofOf(seal(0, text(content)))),
  says: 'proof',
})
const refused = (what: string, proof: string | Buffer): ProofCase => ({
  what,
  proof: Buffer.from(proof),
  says: 'proof',
})
const good = seal(0, entry)
const goodProof = proofOf(good)
const tree = openCheckpoint(exportOf([good.leaf], signer).get('checkpoint') ?? '', verifierOf(signer))
const [mark = Buffer.alloc(0)] = someMarks(1)
/** The proof of a tick's own leaf, in whatever form it is said to be. */
function proofOfMark(leaf: Buffer, form?: number, more = Buffer.alloc(0)): string {
  const checkpoint = exportOf([leaf], signer).get('checkpoint')?.toString() ?? ''
  const head = Buffer.concat([Buffer.of(1, form ?? 2), rawPublicKey(signer.publicKey)])
  const extra = Buffer.concat([head, leaf, more]).toString('base64')
  return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex 0\n\n${checkpoint}`
}
const decision = text('carrel decision 1\n')
/** An entry about a document, handed over. */
const aboutProof = Buffer.from(
  proofOf(
    seal(0, text(canonicalEntry({ ...view, document: createHash('sha256').update(decision).digest('hex') }))),
  ),
)
const base = '"actor":"a-1","at":"2026-11-24T15:04:05Z"'

export const proofCases: readonly ProofCase[] = [
  { what: 'an entry', proof: Buffer.from(goodProof), says: 'ok' },
  { what: 'a compressed one', proof: Buffer.from(proofOf(seal(1, deflateRawSync(entry)))), says: 'ok' },
  { what: 'a long one', proof: Buffer.from(inTwo(2, second(long.length, long))), says: 'ok' },

  { what: 'a pin of its tree', proof: Buffer.from(goodProof), against: compactFingerprint(tree), says: 'ok' },
  {
    what: 'a pin of another root',
    proof: Buffer.from(goodProof),
    against: compactFingerprint({ ...tree, root: Buffer.alloc(32) }),
    says: 'proof',
  },
  {
    what: 'a pin of more entries, which no proof can be compared with',
    proof: Buffer.from(goodProof),
    against: compactFingerprint({ ...tree, size: 2n }),
    says: 'not-compared size',
  },
  {
    what: 'the entry of the letter',
    proof: Buffer.from(goodProof),
    reference: leafReference(good.leaf),
    says: 'ok',
  },
  {
    what: 'the entry of another letter',
    proof: Buffer.from(goodProof),
    reference: leafReference(seal(0, entry).leaf),
    says: 'proof',
  },

  { what: 'an entry of the document', proof: aboutProof, document: decision, says: 'ok' },
  { what: 'an entry of another document', proof: aboutProof, document: text('another'), says: 'proof' },
  {
    what: 'an entry of no document, and one that was given',
    proof: Buffer.from(goodProof),
    document: decision,
    says: 'proof',
  },
  {
    what: 'a sealed entry, which shows nothing of a document',
    proof: Buffer.from(writeProof({ ...readProof(aboutProof), entryKey: undefined })),
    document: decision,
    says: 'not-compared size',
  },

  { what: 'the mark of a tick', proof: Buffer.from(proofOfMark(mark)), says: 'ok' },
  {
    what: 'the mark of a tick, as the program writes it',
    proof: Buffer.from(
      writeProof({
        leaf: mark,
        index: 0n,
        path: [],
        checkpoint: exportOf([mark], signer).get('checkpoint')?.toString() ?? '',
        publicKey: rawPublicKey(signer.publicKey),
      }),
    ),
    reference: leafReference(mark),
    says: 'ok',
  },
  refused('the mark of a tick and a key', proofOfMark(mark, 2, randomBytes(32))),
  refused('the mark of a tick as a sealed entry', proofOfMark(mark, 0)),
  refused('the mark of a tick of the size of an entry', proofOfMark(Buffer.concat([mark], 1100), 0)),
  refused('an entry cut to the size of a mark', proofOfMark(good.leaf.subarray(0, 280))),
  refused(
    'the mark of a tick that another was signed for',
    // Why either: the sign that stands there by chance would change nothing.
    proofOfMark(mark).replace(/(extra .{400})(.)/, (_, before, sign) => before + (sign === '+' ? '/' : '+')),
  ),

  says('fields that no entry has', `{${base},"kind":"view","title":"What she read"}`),
  says('no kind', `{${base}}`),
  says('a field twice', `{${base},"kind":"view","outcome":"refuse","outcome":"release"}`),
  says('spaces', `{ ${base},"kind":"view"}`),
  says('another order', `{"kind":"view",${base}}`),
  says('a letter written as a number', `{"actor":"\\u0061-1","at":"2026-11-24T15:04:05Z","kind":"view"}`),
  says('signs that a screen obeys', `{"actor":"\\u001b[31mred","at":"2026-11-24T15:04:05Z","kind":"view"}`),
  says('a day that never was', `{"actor":"a-1","at":"2026-02-30T15:04:05Z","kind":"view"}`),
  says(
    'twenty-one patrons',
    canonicalEntry(view).replace(
      '}',
      `,"subjects":[${Array(21).fill('"0b5c1f5e-7d0a-4c38-9a53-4b9f5a8a3c11"').join()}]}`,
    ),
  ),
  says('a text where a list stands', `{${base},"kind":"view","records":"loans"}`),
  says('a number', '7'),
  says('null', 'null'),
  says('a list', '[]'),
  says('no JSON', 'nonsense'),
  says('nothing', ''),

  refused('a form that is not known', proofOf(seal(7, entry))),
  refused('a form that is not known, and a second part', inTwo(9, second(entry.length, entry))),
  refused('something after the content', proofOf(seal(0, entry, { tail: text('x') }))),
  refused('a length beyond the body', proofOf(seal(0, entry, { length: 1006 }))),
  refused('what does not decompress', proofOf(seal(1, text('nonsense')))),
  refused('what decompresses to a megabyte', proofOf(seal(1, deflateRawSync(Buffer.alloc(900_000, 0x20))))),
  refused(
    'something after what was compressed',
    proofOf(seal(1, Buffer.concat([deflateRawSync(entry), text('more')]))),
  ),
  refused('half of what was compressed', proofOf(seal(1, deflateRawSync(entry).subarray(0, 40)))),
  refused('a second part that is missing', proofOf(seal(2, randomBytes(32)))),
  refused('a second part that is nothing', inTwoOf(2, Buffer.alloc(20))),
  refused('a second part shorter than its length', inTwo(2, Buffer.alloc(2))),
  refused('a length beyond the second part', inTwo(2, second(0xffffffff, long))),
  refused('something after the long entry', inTwo(2, second(long.length, long, { fill: 0x41 }))),
  refused('a second part with room to spare', inTwo(2, second(long.length, long, { units: 9 }))),
  refused('a second part that is no entry', inTwo(2, second(130_000, Buffer.alloc(130_000)))),
  refused('a second part that the entry does not call for', proofOf(good, Buffer.alloc(1000, 1))),

  { what: 'a byte order mark', proof: Buffer.from(`\ufeff${goodProof}`), says: 'ok' },
  { what: 'line ends of Windows', proof: Buffer.from(goodProof.replaceAll('\n', '\r\n')), says: 'ok' },
  refused('bytes that are no text', Buffer.concat([Buffer.from(goodProof), Buffer.of(0xff, 0x0a)])),
  refused(
    'more than 200,000 bytes',
    goodProof +
      Array.from(
        { length: 90 },
        (_, at) => `\u2014 w${at} ${Buffer.alloc(3000, at).toString('base64')}\n`,
      ).join(''),
  ),
  refused(
    'another public key',
    goodProof.replace(
      /^extra (.*)$/m,
      (_, extra) => `extra ${Buffer.from(extra, 'base64').fill(7, 2, 34).toString('base64')}`,
    ),
  ),
  refused('a place beyond every size', goodProof.replace('index 0', 'index 9223372036854775808')),
  refused('an empty file', ''),
]
