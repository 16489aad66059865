import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import {
  compactFingerprint,
  openCheckpoint,
  signCheckpoint,
  type TreeHead,
  treeHeadText,
} from '../../src/register/log/checkpoint.ts'
import { newLogLeaf } from '../../src/register/log/leaf.ts'
import { originOf, rawPublicKey, type Signer, verifierKey, verifierOf } from '../../src/register/log/note.ts'
import { newEntryId } from '../../src/register/log/sealed-entry.ts'
import { mailForms } from './mail-forms.ts'
import { exportOf, newSigner, publicOf, someLeaves, someMarks, withMarks } from './small-log.ts'

/*
 * One table for both verifiers: what each is given, and what each has to say of it in a line. `ok`; `not-compared` and
 * why; or the fault's code, file and entry. Each case breaks one thing.
 */
export type Case = {
  readonly what: string
  readonly files: ReadonlyMap<string, Buffer>
  readonly against?: string | Buffer
  readonly says: string
  /** Files that no checkpoint covers, where that is what the case is about. */
  readonly uncovered?: readonly string[]
}

type Files = Map<string, Buffer>

const keyOf = ({ name, publicKey }: Signer) => verifierKey(name, publicKey)
const exported = (leaves: readonly Buffer[], signer: Signer, key = keyOf(signer)): Files =>
  exportOf(leaves, signer).set('register.vkey', Buffer.from(`${key}\n`))
const treeOf = (files: Files, signer: Signer) =>
  openCheckpoint(files.get('checkpoint') ?? '', verifierOf(signer))
const below = (files: Files, path: string): [string, Buffer][] =>
  [...files].map(([name, bytes]) => [`${path}/${name}`, bytes])

/** Its key's hash has a letter, which can be a capital. */
function signerWithLetters(): Signer {
  const one = newSigner()
  return /\+[0-9]{8}\+/.test(keyOf(one)) ? signerWithLetters() : one
}

const signer = signerWithLetters()
const leaves = someLeaves(300)
const good = exported(leaves, signer)
const tree = treeOf(good, signer)
const pin = compactFingerprint(tree)
/** The same entries with the mark of a tick after each, and the place of one such mark. */
const marked = withMarks(leaves, 1)
const markAt = 301
const withMark = (change: (mark: Buffer) => Buffer) =>
  exported(marked.with(markAt, change(Buffer.from(marked[markAt] as Buffer))), signer)
const markFault = 'entry tile/entries/001 301'
const earlier = compactFingerprint(treeOf(exported(leaves.slice(0, 200), signer), signer))
/** The checkpoint of the first so many entries. */
const noteOf = (size: number, of = leaves) =>
  exported(of.slice(0, size), signer).get('checkpoint')?.toString() ?? ''
const successor = newSigner('carrel/next')
const dates = { at: '2026-12-01T10:00:00Z', from: '2026-11-30T02:00:00Z' }

/** A log that follows another, as its first leaf says. */
function following(before: { key: string; held: TreeHead; known: TreeHead }, signer_ = successor): Files {
  return exported([newLogLeaf({ ...dates, before }, newEntryId()), ...someLeaves(4)], signer_)
}

/** A log whose first leaf says whatever is written there. */
function beginningWith(text: string): Files {
  const leaf = Buffer.alloc(1100)
  leaf.write('carrel\u0001\u0002', 'latin1')
  leaf.writeUInt16BE(text.length, 24)
  leaf.write(text, 26, 'latin1')
  return exported([leaf, ...someLeaves(3)], successor)
}

const ofTree = (size: bigint | string, root = tree.root) => `${size} ${root.toString('base64')}`
const statement = (more: object) => {
  const all: Record<string, unknown> = { ...dates, kind: 'new-log', ...more }
  return JSON.stringify(
    Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1))),
  )
}
const told = (held: string, known: string, key = keyOf(signer)) => statement({ held, key, known })

const before = { key: keyOf(signer), held: tree, known: tree }
const chain = new Map([...following(before), ...below(good, 'past/1')])
const declaring = (known: TreeHead) => new Map([...following({ ...before, known }), ...below(good, 'past/1')])
const more = { size: 310n, root: Buffer.alloc(32, 9) }

/** A library as it is: its origin is its key's. */
const libraryKeys = generateKeyPairSync('ed25519')
const library: Signer = { name: originOf(libraryKeys.publicKey), ...libraryKeys }
const ofLibrary = treeOf(exported(someLeaves(600), library), library)
const tenOthers = exported(someLeaves(10), library)

const checkpoint = good.get('checkpoint')?.toString() ?? ''
const changed = (path: string, bytes: Buffer | string, files = good): Files =>
  new Map(files).set(path, Buffer.from(bytes))
const witness = (name: string, bytes: Buffer) => `\u2014 ${name} ${bytes.toString('base64')}\n`
const witnesses = (count: number) =>
  Array.from({ length: count }, (_, at) => witness(`w${at}`, Buffer.alloc(68, at))).join('')

const typedKey = Buffer.concat([Buffer.of(1), rawPublicKey(signer.publicKey)])
const keyIdOf = (name: string) =>
  createHash('sha256').update(`${name}\n`).update(typedKey).digest().subarray(0, 4)
/** The signer's key under any name, also one that the program would give no key. */
const lineByHand = (name: string) => `${name}+${keyIdOf(name).toString('hex')}+${typedKey.toString('base64')}`

/** A register of any name, signed by hand. */
function named(name: string): Files {
  const text = `${name}\n300\n${tree.root.toString('base64')}\n`
  const signature = Buffer.concat([keyIdOf(name), sign(null, Buffer.from(text), signer.privateKey)])
  const files = changed('checkpoint', `${text}\n${witness(name, signature)}`)
  return files.set('register.vkey', Buffer.from(`${lineByHand(name)}\n`))
}

const openLeafFault = 'entry tile/entries/000.p/4 0'
const checkpointFault = 'checkpoint checkpoint'
const keyFault = 'checkpoint register.vkey'
const stray = ['overflow/note', 'past/7/checkpoint', 'tile/0/001.p/9', 'tile/0/999', 'tile/entries/001.p/1']
/** Entry 7 is another, in its bundle and in its tile; the checkpoint is as it was. */
const another = exported(leaves.with(7, someLeaves(1)[0] as Buffer), signer)
const damaged = new Map(good)
for (const path of ['tile/entries/000', 'tile/0/000']) damaged.set(path, another.get(path) as Buffer)

/** The same logs, as they are published. */
const published = publicOf(good)
const publishedChain = publicOf(chain)
const flippedAt = (path: string, at: number, files: Files) => {
  const bytes = Buffer.from(files.get(path) as Buffer)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return changed(path, bytes, files)
}
const withCrlf = (path: string) =>
  changed(path, (published.get(path) ?? '').toString().replaceAll('\n', '\r\n'), published)
const without = (path: string, files: Files) => new Map([...files].filter(([name]) => name !== path))
/** A day's 60 leaves are not in it. */
const dayLeftOut = new Map([
  ...publicOf(exported(leaves.toSpliced(100, 60), signer)),
  ['checkpoint', good.get('checkpoint') as Buffer],
])
const dayInPlace = new Map([
  ...publicOf(exported([...leaves.toSpliced(100, 60), ...someLeaves(60)], signer)),
  ['checkpoint', good.get('checkpoint') as Buffer],
])
const pinOf = (files: Files, by = signer) => compactFingerprint(treeOf(files, by))
const marker = (text: string) => changed('public-export', text, published)

const publicCases: readonly Case[] = [
  { what: 'a public export', files: published, says: 'ok' },
  { what: 'a public export and its own pin', files: published, against: pin, says: 'ok' },
  {
    what: 'a public export and a pin from the middle of a day',
    files: published,
    against: earlier,
    says: 'ok',
  },
  { what: 'a public export and an older checkpoint', files: published, against: noteOf(200), says: 'ok' },
  { what: 'a public export with marks of ticks', files: publicOf(exported(marked, signer)), says: 'ok' },
  { what: 'a public export of nothing', files: publicOf(exported([], signer)), says: 'ok' },
  {
    what: 'a public export, and a pin that is newer',
    files: published,
    against: pinOf(exported([...leaves, ...someLeaves(9)], signer)),
    says: 'not-compared newer',
  },
  {
    what: 'a public export, and a checkpoint that is newer',
    files: published,
    against: exported([...leaves, ...someLeaves(9)], signer).get('checkpoint') as Buffer,
    says: 'not-compared newer',
  },
  {
    what: 'a public export of a register that was rewritten',
    files: published,
    against: pinOf(exported(someLeaves(200), signer)),
    says: 'rewritten',
  },
  {
    what: 'a public export of a register of which there is another as long',
    files: published,
    against: pinOf(another),
    says: 'rewritten',
  },
  {
    what: 'a public export, and a pin of a log that began later',
    files: published,
    against: pinOf(tenOthers, library),
    says: 'against',
  },
  {
    what: 'a public export of which a tile was changed',
    files: flippedAt('tile/0/000', 3200, published),
    says: 'tile tile/0/000',
  },
  {
    what: 'a public export of which the last tile was changed',
    files: flippedAt('tile/0/001.p/44', 3, published),
    says: 'root checkpoint',
  },
  {
    what: 'a public export of which a tile above was changed',
    files: flippedAt('tile/1/000.p/1', 3, published),
    says: 'tile tile/0/000',
  },
  {
    what: 'a public export of which a tile is too short',
    files: changed('tile/0/000', Buffer.alloc(31), published),
    says: 'tile tile/0/000',
  },
  {
    what: 'a public export of which half is missing',
    files: without('tile/0/001.p/44', published),
    says: 'missing tile/0/001.p/44',
  },
  {
    what: 'a public export without a checkpoint',
    files: without('checkpoint', published),
    says: 'missing checkpoint',
  },
  {
    what: 'a public export without the file that makes it one',
    files: without('public-export', published),
    says: 'missing tile/entries/000',
  },
  {
    what: 'an export whose leaves were taken away',
    files: without('tile/entries/001.p/44', good),
    says: 'missing tile/entries/001.p/44',
  },
  { what: 'a public export in which a day is left out', files: dayLeftOut, says: 'missing tile/0/000' },
  { what: 'a public export in which a day is another', files: dayInPlace, says: 'root checkpoint' },
  { what: 'a public export whose checkpoint has CRLF', files: withCrlf('checkpoint'), says: checkpointFault },
  { what: 'a public export whose key has CRLF', files: withCrlf('register.vkey'), says: keyFault },
  {
    what: 'a public export whose own file has CRLF',
    files: withCrlf('public-export'),
    says: 'checkpoint public-export',
  },
  ...[
    '',
    'carrel public export 2\n2026-11-27\nUTC\n',
    'carrel public export 1\n2026-02-30\nUTC\n',
    'carrel public export 1\n2026-11-27\n\n',
    'carrel public export 1\n2026-11-27\nUTC\nmore\n',
    `carrel public export 1\n2026-11-27\nUTC\n${' '.repeat(200)}`,
  ].map((text) => ({
    what: `a public export whose own file says ${JSON.stringify(text.slice(0, 50))}`,
    files: marker(text),
    says: 'checkpoint public-export',
  })),
  {
    what: 'a public export with leaves in it',
    files: new Map([...good, ...published]),
    says: 'ok',
    uncovered: ['tile/entries/000', 'tile/entries/001.p/44'],
  },
  { what: 'a public export of two logs', files: publishedChain, says: 'ok', uncovered: [] },
  {
    what: 'a public export of two logs, and a pin of the first',
    files: publishedChain,
    against: pin,
    says: 'ok',
  },
  {
    what: 'a public export of two logs, and a pin of the first with another root',
    files: publishedChain,
    against: pinOf(another),
    says: 'rewritten past/1',
  },
  {
    what: 'a public export of two logs, and a pin beyond what was put back',
    files: publicOf(declaring(more)),
    against: compactFingerprint({ ...more, origin: signer.name }),
    says: 'not-compared lost',
  },
  {
    what: 'a public export of two logs without the leaf that names the first',
    files: without('first-leaf', publishedChain),
    says: 'past past/1',
  },
  {
    what: 'a public export of two logs whose leaf that names the first is another',
    files: flippedAt('first-leaf', 12, publishedChain),
    says: 'entry first-leaf 0',
  },
  {
    what: 'a public export without the log that it follows, and a pin of that',
    files: new Map([...publishedChain].filter(([path]) => !path.startsWith('past/'))),
    against: pin,
    says: 'not-compared absent',
  },
]

export const exportCases: readonly Case[] = [
  ...publicCases,
  { what: 'a good export', files: good, says: 'ok' },
  { what: 'a good export and its own pin', files: good, against: pin, says: 'ok' },

  // The marks that ticks leave.
  { what: 'marks of ticks between entries', files: exported(marked, signer), says: 'ok' },
  {
    what: 'marks of ticks, and a pin from before the last of them',
    files: exported([...marked, ...someMarks(3)], signer),
    against: compactFingerprint(treeOf(exported(marked, signer), signer)),
    says: 'ok',
  },
  { what: 'nothing but marks of ticks', files: exported(someMarks(300), signer), says: 'ok' },
  {
    what: 'a mark of a tick that is another than was signed',
    files: new Map(exported(marked, signer)).set(
      'tile/entries/001',
      withMark((mark) => mark.fill(mark.readUInt8(279) ^ 1, 279)).get('tile/entries/001') as Buffer,
    ),
    says: markFault,
  },
  {
    what: 'a mark of a tick taken away, all signed anew',
    files: exported(marked.toSpliced(markAt, 1), signer),
    against: compactFingerprint(treeOf(exported(marked, signer), signer)),
    says: 'not-compared newer',
  },
  {
    what: 'a mark of a tick with another in its place, all signed anew',
    files: exported(marked.with(markAt, someMarks(1)[0] as Buffer), signer),
    against: compactFingerprint(treeOf(exported(marked, signer), signer)),
    says: 'rewritten',
  },
  {
    what: 'a mark of a tick with a byte too many, signed so',
    files: withMark((mark) => Buffer.concat([mark, Buffer.of(0)])),
    says: markFault,
  },
  {
    what: 'a mark of a tick with a byte too few, signed so',
    files: withMark((mark) => mark.subarray(0, 279)),
    says: markFault,
  },
  {
    what: 'a mark of a tick of the size of an entry, signed so',
    files: withMark((mark) => Buffer.concat([mark], 1100)),
    says: markFault,
  },
  {
    what: 'a mark of a tick of another version, signed so',
    files: withMark((mark) => mark.fill(2, 6, 7)),
    says: markFault,
  },
  {
    what: 'a leaf of a type that is not known, signed so',
    files: withMark((mark) => mark.fill(4, 7, 8)),
    says: markFault,
  },
  {
    what: 'a log before with marks of ticks',
    files: new Map([
      ...following({
        key: keyOf(signer),
        held: treeOf(exported(marked, signer), signer),
        known: treeOf(exported(marked, signer), signer),
      }),
      ...below(exported(marked, signer), 'past/1'),
    ]),
    against: compactFingerprint(treeOf(exported(marked.slice(0, 401), signer), signer)),
    says: 'ok',
  },

  // What was to be compared, and could not be.
  {
    what: 'a stranger’s log, said to follow the one of a pin under a key of their own with its name',
    files: beginningWith(told(treeHeadText(ofLibrary), treeHeadText(ofLibrary), lineByHand(library.name))),
    against: compactFingerprint(ofLibrary),
    says: 'against',
  },
  {
    what: 'a log that says it follows the one of a pin, which is not here',
    files: following({ key: keyOf(library), held: ofLibrary, known: ofLibrary }),
    against: compactFingerprint(ofLibrary),
    says: 'not-compared absent',
  },
  {
    what: 'the same, and a pin of fewer entries',
    files: following(before),
    against: earlier,
    says: 'not-compared absent',
  },
  {
    what: 'the same, and a pin of more entries than it tells of',
    files: following(before),
    against: compactFingerprint({ ...tree, ...more }),
    says: 'rewritten',
  },
  {
    what: 'the same, and a pin with another root',
    files: following(before),
    against: compactFingerprint({ ...tree, root: more.root }),
    says: 'rewritten',
  },
  {
    what: 'a pinned log cut to ten other entries, the rest declared lost, by whoever has every key',
    files: new Map([
      ...following({ key: keyOf(library), held: treeOf(tenOthers, library), known: ofLibrary }),
      ...below(tenOthers, 'past/1'),
    ]),
    against: compactFingerprint(ofLibrary),
    says: 'not-compared lost',
  },
  { what: 'the log before, and a pin of it', files: chain, against: earlier, says: 'ok' },
  { what: 'the log before, and its last pin', files: chain, against: pin, says: 'ok' },
  {
    what: 'the log before, and a pin of another',
    files: chain,
    against: compactFingerprint({ ...tree, size: 200n }),
    says: 'rewritten past/1',
  },
  {
    what: 'a pin of what is lost',
    files: declaring(more),
    against: compactFingerprint({ ...tree, size: 305n }),
    says: 'not-compared lost',
  },
  {
    what: 'a pin of more than is lost',
    files: declaring(more),
    against: compactFingerprint({ ...tree, size: 311n }),
    says: 'rewritten',
  },
  { what: 'a copy that was damaged, and a pin', files: damaged, against: pin, says: 'tile tile/1/000.p/1' },
  {
    what: 'a copy that was damaged, and a pin from within the damage',
    files: damaged,
    against: earlier,
    says: 'tile tile/1/000.p/1',
  },
  {
    what: 'a key that bears another’s origin',
    files: named(library.name),
    says: keyFault,
  },

  // The first leaf of a log that follows another.
  { what: 'nothing before it', files: beginningWith(statement({})), says: 'ok' },
  {
    what: 'known beyond every size',
    files: beginningWith(told(ofTree(300n), ofTree('9223372036854775808'))),
    says: openLeafFault,
  },
  {
    what: 'the greatest size',
    files: beginningWith(told(ofTree(300n), ofTree('9223372036854775807'))),
    says: 'ok',
  },
  {
    what: 'known of the size of held, with another root',
    files: beginningWith(told(ofTree(300n), ofTree(300n, more.root))),
    says: openLeafFault,
  },
  { what: 'known below held', files: beginningWith(told(ofTree(300n), ofTree(299n))), says: openLeafFault },
  ...[
    '+010000-01-01T00:00Z',
    '-000001-01-01T00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-12-01T24:00:00Z',
    '2026-12-01',
  ].map((at) => ({ what: `at ${at}`, files: beginningWith(statement({ at })), says: openLeafFault })),
  {
    what: 'from after at',
    files: beginningWith(statement({ from: '2026-12-01T10:00:01Z' })),
    says: openLeafFault,
  },
  {
    what: 'a key that is null',
    files: beginningWith(statement({ held: null, key: null, known: null })),
    says: openLeafFault,
  },
  {
    what: 'a key that bears the origin of another key',
    files: beginningWith(told(ofTree(300n), ofTree(300n), lineByHand(library.name))),
    says: openLeafFault,
  },

  // Checkpoints and keys, written in ways that could be read in two.
  {
    what: 'a signature of 3 bytes',
    files: changed('checkpoint', checkpoint + witness('w', Buffer.alloc(3))),
    says: checkpointFault,
  },
  { what: 'a hundred signatures', files: changed('checkpoint', checkpoint + witnesses(99)), says: 'ok' },
  {
    what: 'more than a hundred',
    files: changed('checkpoint', checkpoint + witnesses(100)),
    says: checkpointFault,
  },
  {
    what: 'more than a million bytes',
    files: changed('checkpoint', checkpoint + witness('w', Buffer.alloc(900_000))),
    says: checkpointFault,
  },
  ...['w\u0085w', 'w\u00a0w', 'w+w'].map((name) => ({
    what: `a witness named ${JSON.stringify(name)}`,
    files: changed('checkpoint', checkpoint + witness(name, Buffer.alloc(68))),
    says: checkpointFault,
  })),
  {
    what: 'a witness whose name has a mark that is no space',
    files: changed('checkpoint', checkpoint + witness('w\ufeffw', Buffer.alloc(68))),
    says: 'ok',
  },
  { what: 'a byte order mark', files: changed('checkpoint', `\ufeff${checkpoint}`), says: checkpointFault },
  {
    what: 'line ends of two signs',
    files: changed('checkpoint', checkpoint.replaceAll('\n', '\r\n')),
    says: checkpointFault,
  },
  ...(
    [
      ['a byte order mark', `\ufeff${keyOf(signer)}\n`],
      ['a line end of two signs', `${keyOf(signer)}\r\n`],
      ['two lines', `${keyOf(signer)}\n${keyOf(signer)}\n`],
      ['nothing', ''],
      ['too much', 'a'.repeat(5000)],
      ['capitals in its hash', keyOf(signer).replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase())],
      ['bytes that are no text', Buffer.of(0xff, 0xfe)],
    ] as const
  ).map(([what, bytes]) => ({
    what: `register.vkey: ${what}`,
    files: changed('register.vkey', bytes),
    says: keyFault,
  })),
  ...['carrel/\u0085x', 'carrel/\u2028x', 'carrel/\u0001x'].map((name) => ({
    what: `a register named ${JSON.stringify(name)}`,
    files: named(name),
    says: keyFault,
  })),
  ...['carrel/\ufeffx', 'carrel/\u202ex', '\u{1f600}'].map((name) => ({
    what: `a register named ${JSON.stringify(name)}`,
    files: named(name),
    says: 'ok',
  })),

  // What stands beside.
  {
    what: 'a past key that is rubbish',
    files: changed('past/1/register.vkey', '<b>rubbish', chain),
    says: 'past past/1/register.vkey',
  },
  {
    what: 'a past key that is another',
    files: changed('past/1/register.vkey', `${keyOf(library)}\n`, chain),
    says: 'past past/1/register.vkey',
  },
  {
    what: 'a past key that is not there',
    files: new Map([...chain].filter(([path]) => path !== 'past/1/register.vkey')),
    says: 'ok',
  },
  {
    what: 'files that no checkpoint covers',
    files: new Map([...good, ...stray.map((path): [string, Buffer] => [path, Buffer.alloc(32)])]),
    says: 'ok',
    uncovered: stray,
  },
  {
    what: 'an empty register with a tile',
    files: changed('tile/0/000.p/1', Buffer.alloc(32), exported([], signer)),
    says: 'ok',
    uncovered: ['tile/0/000.p/1'],
  },
  {
    what: 'a register that would be greater than any',
    files: changed('checkpoint', signCheckpoint({ size: 300n, root: more.root }, signer)),
    says: checkpointFault.replace('checkpoint ', 'root '),
  },
  {
    what: 'a pin beyond every size',
    files: good,
    against: pin.replace(':300:', ':9999999999999999999:'),
    says: 'not-compared unreadable',
  },
  {
    what: 'a pin whose size begins with 0',
    files: good,
    against: pin.replace(':300:', ':0300:'),
    says: 'not-compared unreadable',
  },
  {
    what: 'a pin with a letter that no pin has',
    files: good,
    against: pin.replace(/.$/, 'u'),
    says: 'not-compared unreadable',
  },
  ...mailForms(treeOf(exported(leaves.slice(0, 200), signer), signer), noteOf(200)).map(
    ([what, against]) => ({
      ...{ what: `a good export, and an older mail: ${what}`, files: good, against, says: 'ok' },
    }),
  ),
  ...mailForms(treeOf(exported(someLeaves(200), signer), signer), noteOf(200, someLeaves(200))).map(
    ([what, against]) => ({
      ...{
        what: `a register that was rewritten, and an older mail: ${what}`,
        files: good,
        against,
        says: 'rewritten',
      },
    }),
  ),
  {
    what: 'a mail without a pin',
    files: good,
    against: 'Dear trustee,\n\nall is well.\n',
    says: 'not-compared unreadable',
  },
  { what: 'an empty file', files: good, against: Buffer.from('\n'), says: 'not-compared unreadable' },
  {
    what: 'an older checkpoint whose signature a program spoilt',
    files: good,
    against: noteOf(200).replace(/.(?=.{8}\n$)/, (sign) => (sign === 'A' ? 'B' : 'A')),
    says: 'not-compared unreadable',
  },
  {
    what: 'a damaged export, and a mail without a pin',
    files: damaged,
    against: 'hello',
    says: 'tile tile/1/000.p/1',
  },
]
