import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CheckpointFingerprint,
  compactFingerprint,
  findFingerprint,
  fingerprintLines,
} from './checkpoint.ts'
import { leafFault, newLogLeaf, readNewLogLeaf } from './leaf.ts'

const anyPin: fc.Arbitrary<CheckpointFingerprint> = fc.record({
  origin: fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 })
    .map((hex) => `carrel/${hex}`),
  size: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  root: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
})

describe('a pin', () => {
  it('is found again in either form, whatever stands around it and however it is typed', () => {
    fc.assert(
      fc.property(anyPin, (pin) => {
        const compact = compactFingerprint(pin)
        const groups = compact.slice(compact.lastIndexOf(':') + 1)
        const paper = fingerprintLines(pin).join('\n')
        const typed = groups.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'I')
        for (const text of [
          compact,
          paper,
          `Dear trustee,\r\n\r\n${paper.replaceAll('\n', '\r\n')}\r\n\r\nYours`,
          paper.replaceAll(/^/gm, '> '),
          `${pin.origin}:${pin.size}:${typed}`,
          `${compact}\n${paper}`,
        ]) {
          expect(findFingerprint(text)).toEqual(pin)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('with any letter, digit or name mistyped is refused, all but one in a million', () => {
    fc.assert(
      fc.property(
        anyPin,
        fc.nat(),
        fc.constantFrom(...'23456789abcdefghjkmnpqrstvwxyzu'),
        (pin, at, letter) => {
          const compact = compactFingerprint(pin)
          const start = compact.lastIndexOf(':') + 1
          const place = start + (at % (compact.length - start))
          if (compact[place] === '-' || compact[place] === letter) return
          const mistyped = compact.slice(0, place) + letter + compact.slice(place + 1)
          expect(() => findFingerprint(mistyped)).toThrow('mistyped')
        },
      ),
      { numRuns: 300 },
    )
    const pin = { origin: 'carrel/0123456789abcdef', size: 1234n, root: Buffer.alloc(32, 7) }
    expect(() => findFingerprint(compactFingerprint(pin).replace(':1234:', ':1243:'))).toThrow('mistyped')
    expect(() => findFingerprint(compactFingerprint(pin).replace('abcdef', 'abcdfe'))).toThrow('mistyped')
  })

  it('is not seen where there is none, and not guessed where there are two', () => {
    const one = { origin: 'carrel/0123456789abcdef', size: 1n, root: Buffer.alloc(32, 7) }
    for (const none of ['', 'Register of voters', 'a:1:b', compactFingerprint(one).slice(0, -1)]) {
      expect(findFingerprint(none)).toBeUndefined()
    }
    expect(() =>
      findFingerprint(`${compactFingerprint(one)} ${compactFingerprint({ ...one, size: 2n })}`),
    ).toThrow('several fingerprints')
  })

  it.each([
    ['one long word', 'a'.repeat(400_000)],
    ['marks without end', `Register ${'>'.repeat(400_000)}`],
    ['blanks without end', `Register${' '.repeat(400_000)}`],
    ['the word again and again', 'Register '.repeat(50_000)],
  ])('is looked for in time that grows with the text alone: %s', (_what, text) => {
    const begun = performance.now()
    expect(findFingerprint(text)).toBeUndefined()
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

describe('the first leaf of a new log', () => {
  const tree = { size: 5n, root: Buffer.alloc(32, 1) }
  const key = 'carrel/example+852adba2+ARl/ayPhbIUyxqvIOPrNXqeJvgx2spIDNAOb+os9No1h'
  const statement = {
    at: '2026-11-25T10:00:00Z',
    from: '2026-11-24T23:00:00Z',
    before: { key, held: tree, known: { ...tree, size: 9n } },
  }
  const leaf = newLogLeaf(statement, Buffer.alloc(16, 3))
  const rewritten = (change: (text: string) => string) => {
    const text = change(leaf.toString('latin1', 26, 26 + leaf.readUInt16BE(24)))
    const other = Buffer.alloc(1100)
    leaf.copy(other, 0, 0, 24)
    other.writeUInt16BE(text.length, 24)
    other.write(text, 26, 'latin1')
    return other
  }

  it('says what was put into it, and stands first in its log or nowhere', () => {
    expect(readNewLogLeaf(leaf)).toEqual(statement)
    expect(leafFault(leaf, 'first')).toBeUndefined()
    expect(leafFault(leaf, 'later')).toContain('stands first')
  })

  it.each<[string, (text: string) => string]>([
    ['a space', (text) => text.replace(',', ', ')],
    [
      'another order',
      (text) =>
        `{"from":"2026-11-24T23:00:00Z",${text.slice(1).replace('"from":"2026-11-24T23:00:00Z",', '')}`,
    ],
    ['a field more', (text) => text.replace('}', ',"more":1}')],
    ['a field twice', (text) => text.replace('{', '{"at":"2026-11-25T10:00:00Z",')],
    ['a day that there is not', (text) => text.replace('2026-11-25', '2026-02-30')],
    ['fewer entries known than held', (text) => text.replace('"known":"9 ', '"known":"4 ')],
    ['another kind', (text) => text.replace('new-log', 'old-log')],
    ['a key that is none', (text) => text.replace('852adba2', '852adba3')],
    ['no JSON', () => 'nonsense'],
    ['nothing', () => ''],
  ])('has one form, and is refused with %s', (_what, change) => {
    expect(
      leafFault(
        rewritten((text) => text),
        'first',
      ),
    ).toBeUndefined()
    expect(leafFault(rewritten(change), 'first')).toContain('not in its form')
  })

  it('is refused with anything after its text, or cut short', () => {
    expect(leafFault(Buffer.from(leaf).fill(1, 1099), 'first')).toContain('after its text')
    expect(leafFault(leaf.subarray(0, 1099), 'first')).toContain('no open leaf')
  })
})
