import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, readCheckpointText, readSize, signCheckpoint } from './checkpoint.ts'
import { type MalformedCode, MalformedError } from './malformed-error.ts'
import { openNote, readNote, readVerifierKey, signNote, verifierKey, verifierOf } from './note.ts'
import { readTilePath, type Tile, tilePath } from './tree.ts'

// The example of golang.org/x/mod/sumdb/note, the format's first implementation.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const peterSeed = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const peterText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'
const peterNote = `${peterText}\n${peterLine}`
const peter = readVerifierKey(peterKey)

// PKCS #8 around an Ed25519 seed (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const peterPrivate = createPrivateKey({
  key: Buffer.concat([pkcs8, Buffer.from(peterSeed, 'base64').subarray(1)]),
  format: 'der',
  type: 'pkcs8',
})
const peterSigner = {
  name: 'PeterNeumann',
  privateKey: peterPrivate,
  publicKey: createPublicKey(peterPrivate),
}

function code(work: () => unknown): MalformedCode | 'accepted' {
  try {
    work()
    return 'accepted'
  } catch (error) {
    if (error instanceof MalformedError) return error.code
    throw error
  }
}
const openCode = (note: string | Buffer, key = peter) => code(() => openNote(Buffer.from(note), key))

describe('a signed note', () => {
  it('is byte for byte the published one, signed and opened with the published keys', () => {
    expect(signNote(peterText, peterSigner)).toBe(peterNote)
    expect(openNote(Buffer.from(peterNote), peter)).toBe(peterText)
    expect(verifierKey('PeterNeumann', peterSigner.publicKey)).toBe(peterKey)
  })

  it('may carry signatures of keys that we do not know', () => {
    expect(openCode(peterNote + enochLine)).toBe('accepted')
    expect(openCode(`${peterText}\n${enochLine}${peterLine}`)).toBe('accepted')
  })

  it('parts text and signatures at the last blank line', () => {
    const text = 'one\n\n— PeterNeumann AAAAAAA=\n\ntwo\n'
    const note = signNote(text, peterSigner)
    expect(openNote(Buffer.from(note), peter)).toBe(text)
    expect(readNote(Buffer.from(note)).signatures).toHaveLength(1)
  })

  it.each<[string, string | Buffer, MalformedCode]>([
    ['no signature', peterText, 'no-blank-line'],
    ['a blank line and no signature', `${peterText}\n`, 'no-signature'],
    ['no newline at its end', peterNote.slice(0, -1), 'no-final-newline'],
    ['a carriage return', peterNote.replaceAll('\n', '\r\n'), 'control-character'],
    ['a control character', `\u0001${peterNote}`, 'control-character'],
    ['a byte that is no UTF-8', Buffer.concat([Buffer.of(0xff), Buffer.from(peterNote)]), 'not-utf8'],
    ['a line after the signatures', `${peterNote}Unexpected line.\n`, 'signature-line'],
    ['a hyphen for the dash', peterNote.replace('—', '-'), 'signature-line'],
    ['a name with a space', peterNote.replace('Peter', 'Peter '), 'signature-line'],
    ['a name with a plus', peterNote.replace('— Peter', '— Peter+'), 'key-name'],
    ['a no-break space in the name', peterNote.replace('— Peter', '— Peter\u00a0'), 'signature-line'],
    ['two spaces before the signature', peterNote.replace('Neumann x', 'Neumann  x'), 'signature-line'],
    ['Base64 without its padding', peterNote.replace('AM=\n', 'AM\n'), 'base64'],
    ['Base64 with unused bits set', peterNote.replace('AM=\n', 'AN=\n'), 'base64'],
    ['Base64 of the other alphabet', peterNote.replace('x08go/', 'x08go_'), 'base64'],
    ['a signature that is only an id', `${peterText}\n— PeterNeumann x08gow==\n`, 'signature-line'],
    ['the signature twice', peterNote + peterLine, 'signature-repeated'],
    [
      'another signature of the same key',
      peterNote + peterLine.replace('JnAM', 'JnAA'),
      'signature-repeated',
    ],
    ['more than a hundred signatures', peterNote + enochLine.repeat(100), 'too-long'],
    ['more than a million bytes', 'x'.repeat(1_000_001), 'too-long'],
    ['only a signature of another name', `${peterText}\n${enochLine}`, 'signature-missing'],
    ['only a signature of another id', peterNote.replace('x08go', 'x08gp'), 'signature-missing'],
    ['another text', peterNote.replace('cryptography', 'cryptographY'), 'signature-wrong'],
    ['another signature', peterNote.replace('ZJkuBS', 'ZJkuBT'), 'signature-wrong'],
    ['a signature with a byte more', peterNote.replace('JnAM=\n', 'JnAMA\n'), 'signature-wrong'],
  ])('is refused with %s', (_what, note, expected) => {
    expect(openCode(note)).toBe(expected)
  })

  it('is not signed where it could not be read back', () => {
    expect(code(() => signNote('no newline', peterSigner))).not.toBe('accepted')
    expect(code(() => signNote('a\rb\n', peterSigner))).toBe('control-character')
    expect(code(() => signNote(peterText, { ...peterSigner, name: 'a b' }))).not.toBe('accepted')
  })
})

describe('a public key in one line', () => {
  it('is refused when any part of it is cut off, or any character changed', () => {
    for (let from = 0; from <= peterKey.length; from++) {
      for (let to = from; to <= peterKey.length; to++) {
        if (from === 0 && to === peterKey.length) continue
        expect(code(() => readVerifierKey(peterKey.slice(from, to)))).not.toBe('accepted')
      }
      const next = String.fromCharCode(peterKey.charCodeAt(from) + 1)
      const changed = peterKey.slice(0, from) + next + peterKey.slice(from + 1)
      expect(code(() => readVerifierKey(changed))).not.toBe('accepted')
    }
  })

  it.each<[string, string, MalformedCode]>([
    [
      'a key too long, its hash adjusted',
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'base64',
    ],
    [
      'another algorithm, its hash adjusted',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'key-algorithm',
    ],
    ['a capital in the hash', peterKey.replace('c74f', 'C74f'), 'key-id'],
    ['a newline after it', `${peterKey}\n`, 'base64'],
    ['no name', peterKey.replace('PeterNeumann', ''), 'key-form'],
    ['a space in the name', peterKey.replace('Peter', 'Peter '), 'key-name'],
    ['the hash of another name', peterKey.replace('Peter', 'Petra'), 'key-id'],
  ])('is refused with %s', (_what, key, expected) => {
    expect(code(() => readVerifierKey(key))).toBe(expected)
  })
})

describe('a checkpoint', () => {
  const root = Buffer.alloc(32, 5)
  const text = `PeterNeumann\n1000\n${root.toString('base64')}\n`

  it('is read back as it was signed, up to 2^63 - 1', () => {
    for (const size of [0n, 1n, 2n ** 53n + 1n, 2n ** 63n - 1n]) {
      const note = signCheckpoint({ size, root }, peterSigner)
      expect(openCheckpoint(note, peter)).toEqual({ origin: 'PeterNeumann', size, root })
    }
  })

  it.each([
    '',
    '00',
    '01',
    '-1',
    '+1',
    '1e3',
    '1.0',
    ' 1',
    '1 ',
    '0x10',
    '١',
    '9223372036854775808',
    '1'.repeat(30),
  ])('is refused with the size %j', (size) => {
    expect(code(() => readSize(size))).toBe('size')
  })

  it.each<[string, string, MalformedCode]>([
    ['no newline at its end', text.slice(0, -1), 'no-final-newline'],
    ['no root', 'PeterNeumann\n1000\n', 'lines'],
    ['no origin', text.replace('PeterNeumann', ''), 'origin'],
    [
      'a root of 31 bytes',
      text.replace(root.toString('base64'), root.subarray(1).toString('base64')),
      'root',
    ],
    ['a root without padding', text.replace('=', ''), 'base64'],
    ['a space after the size', text.replace('1000', '1000 '), 'size'],
    ['an empty line at its end', `${text}\n`, 'lines'],
    ['the size twice', text.replace('1000\n', '1000\n1000\n'), 'root'],
  ])('is refused with %s', (_what, wrong, expected) => {
    expect(code(() => readCheckpointText(wrong))).toBe(expected)
  })

  it('is refused under the name of another log, and with lines that no one can audit', () => {
    const signed = (other: string) => code(() => openCheckpoint(signNote(other, peterSigner), peter))
    expect(signed(text)).toBe('accepted')
    expect(signed(text.replace('PeterNeumann', 'EnochRoot'))).toBe('origin')
    expect(signed(`${text}and more\n`)).toBe('lines')
  })

  it('is not taken from another key of the same name', () => {
    const keys = generateKeyPairSync('ed25519')
    const foreign = { name: 'PeterNeumann', ...keys }
    const note = signCheckpoint({ size: 1n, root }, foreign)
    expect(code(() => openCheckpoint(note, peter))).toBe('signature-missing')
    expect(code(() => openCheckpoint(note, verifierOf(foreign)))).toBe('accepted')
    const id = Buffer.from('c74f20a3', 'hex')
    const forged = Buffer.concat([id, sign(null, Buffer.from(text), keys.privateKey)]).toString('base64')
    expect(code(() => openCheckpoint(`${text}\n— PeterNeumann ${forged}\n`, peter))).toBe('signature-wrong')
  })
})

describe('the path of a tile', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 1_234_067n, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0n, width: 256 }, 'tile/0/000'],
    [{ level: 3, index: 999n, width: 1 }, 'tile/3/999.p/1'],
    [{ level: 'entries', index: 1000n, width: 112 }, 'tile/entries/x001/000.p/112'],
    [{ level: 63, index: 36_028_797_018_963_967n, width: 255 }, 'tile/63/x036/x028/x797/x018/x963/967.p/255'],
  ])('is that of the specification: %o', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(readTilePath(path)).toEqual(tile)
  })

  it.each([
    'tile/0/67',
    'tile/0/0067',
    'tile/0/x000/067',
    'tile/0/x01/067',
    'tile/0/001/067',
    'tile/0/x001',
    'tile/00/067',
    'tile/64/067',
    'tile/-1/067',
    'tile/data/067',
    'tile/0/067.p/0',
    'tile/0/067.p/00',
    'tile/0/067.p/01',
    'tile/0/067.p/256',
    'tile/0/067.p',
    'tile/0/067/',
    '/tile/0/067',
    'tile/0/067\n',
    'tile/0/x036/x028/x797/x018/x963/968',
    'tile/0/x009/x223/x372/x036/x854/x775/807',
  ])('is refused as %j', (path) => {
    expect(code(() => readTilePath(path))).toBe('path')
  })
})
