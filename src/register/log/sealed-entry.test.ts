import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalEntry, type Entry, entryInstant, readEntry } from './entry.ts'
import { beginLeaf, bodyBytes, headBytes, leafBytes, sealedLeafFault } from './leaf.ts'
import { MalformedError } from './malformed-error.ts'
import {
  entryKeyOf,
  newEntryId,
  openEntry,
  openEntryWithKey,
  overflowKeyOf,
  sealEntry,
} from './sealed-entry.ts'

const monthKey = Buffer.alloc(32, 7)
const month = '2026-11'
const view: Entry = {
  kind: 'view',
  at: '2026-11-24T15:04:05Z',
  actor: 'a-1',
  records: ['loans', 'overdue.titles'],
}

const patronId = () => crypto.randomUUID()
const listing: Entry = {
  kind: 'search',
  at: '2026-11-24T15:04:05Z',
  actor: patronId(),
  role: 'desk',
  place: 'front-desk',
  pack: randomBytes(32).toString('hex'),
  subjects: Array.from({ length: 20 }, patronId),
  records: [
    'existence',
    'identity',
    'contact',
    'loans',
    'overdue',
    'overdue.titles',
    'lost',
    'damaged',
    'charges',
  ],
  may: [
    'existence',
    'identity',
    'contact',
    'loans',
    'overdue',
    'overdue.titles',
    'lost',
    'damaged',
    'charges',
  ],
  outcome: 'release',
  clauses: ['Statement'],
}
const endless: Entry = {
  ...listing,
  flags: Array.from({ length: 64 }, () => randomBytes(31).toString('hex')),
}

function seal(entry: Entry, id = newEntryId()) {
  return { id, ...sealEntry(entry, { id, month, monthKey }) }
}

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof MalformedError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'accepted'
}

describe('an entry', () => {
  it('has no field that could name an item, a title, a card or a person', () => {
    for (const field of ['title', 'item', 'itemId', 'author', 'card', 'barcode', 'name', 'note', 'purpose']) {
      const entry = { ...view, [field]: 'x' } as Entry
      expect(refusal(() => seal(entry))).toBe(`entry: entry.${field}: a register entry has no such field`)
    }
  })

  it.each([
    ['subjects that are no patron ids', { subjects: ['23529000035676'] }],
    ['more than twenty subjects', { subjects: Array.from({ length: 21 }, patronId) }],
    ['free words in a field', { outcome: 'She asked for The Bell Jar' }],
    ['free words in a list', { flags: ['The Bell Jar'] }],
    ['a list where one word belongs', { outcome: ['release'] }],
    ['a word where a list belongs', { records: 'loans' }],
    ['a time finer than a second', { at: '2026-11-24T15:04:05.123Z' }],
    ['a local time', { at: '2026-11-24T15:04:05+01:00' }],
    ['a day that does not exist', { at: '2026-02-30T15:04:05Z' }],
    ['a number', { actor: 7 }],
    ['null', { place: null }],
  ])('is refused with %s, naming the field', (_what, wrong) => {
    const [field] = Object.keys(wrong)
    expect(refusal(() => seal({ ...view, ...wrong } as unknown as Entry))).toContain(
      `entry: entry.${field}: `,
    )
  })

  it('is read only in the form in which it is written', () => {
    const text = canonicalEntry(view)
    expect(readEntry(text)).toEqual(view)
    for (const other of [
      `${text}\n`,
      text.replace(',', ', '),
      text.replace('"kind":"view"', '"kind":"view","kind":"view"'),
      JSON.stringify(view),
      '[]',
      'null',
      text.slice(0, -1),
    ]) {
      expect(refusal(() => readEntry(other))).toContain('entry: ')
    }
  })

  it('drops the part of an instant that is finer than a second', () => {
    expect(entryInstant(new Date('2026-11-24T15:04:05.999Z'))).toBe('2026-11-24T15:04:05Z')
  })
})

describe('a sealed entry', () => {
  it.each([
    ['short', view],
    ['a search that lists twenty patrons', listing],
    ['too long for its leaf', endless],
  ])('opens again with the key of its month, and has the one size of a leaf: %s', (_what, entry) => {
    const { leaf, overflow } = seal(entry)
    expect(leaf.length).toBe(leafBytes)
    expect(sealedLeafFault(leaf)).toBeUndefined()
    expect(openEntry(leaf, monthKey, overflow)).toEqual({ entry })
  })

  it('keeps a search that lists twenty patrons inside its leaf, so that nothing aside tells it from a view', () => {
    expect(seal(listing).overflow).toBeUndefined()
  })

  it('opens with the key handed over for it, and that key opens no other', () => {
    const one = seal(view)
    const other = seal(view)
    const key = entryKeyOf(monthKey, one.id)
    expect(openEntryWithKey(one.leaf, key)).toEqual({ entry: view })
    expect(openEntryWithKey(other.leaf, key)).toEqual({ refused: 'wrong-key' })
  })

  it('stays shut to the key of another month', () => {
    expect(openEntry(seal(view).leaf, Buffer.alloc(32, 8))).toEqual({ refused: 'wrong-key' })
  })

  it('never yields other words than were sealed, whichever bit is flipped', () => {
    const { leaf } = seal(view)
    fc.assert(
      fc.property(fc.nat(leaf.length * 8 - 1), (bit) => {
        const changed = Buffer.from(leaf)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const opened =
          sealedLeafFault(changed) === undefined ? openEntry(changed, monthKey) : { refused: 'leaf' }
        expect(opened).toHaveProperty('refused')
      }),
      { numRuns: 500 },
    )
  })

  it('never has the id or the nonce of another', () => {
    const sealed = Array.from({ length: 1000 }, () => seal(view))
    expect(new Set(sealed.map(({ id }) => id.toString('hex'))).size).toBe(1000)
    expect(new Set(sealed.map(({ leaf }) => leaf.toString('hex', 64, 76))).size).toBe(1000)
  })

  it('says nothing twice alike: two seals of one entry share only what stands in the clear', () => {
    const [one, other] = [seal(view).leaf, seal(view).leaf]
    const alike = one.subarray(headBytes).filter((byte, at) => byte === other[headBytes + at]).length
    expect(alike).toBeLessThan(40)
  })

  it('needs the part that is kept aside, and that part unchanged', () => {
    const { leaf, overflow = Buffer.alloc(0) } = seal(endless)
    const changed = Buffer.from(overflow)
    changed[40] = (changed[40] ?? 0) ^ 1
    expect(openEntry(leaf, monthKey)).toEqual({ refused: 'overflow-missing' })
    expect(openEntry(leaf, monthKey, changed)).toEqual({ refused: 'overflow-damaged' })
    expect((overflow.length - 28) % 1024).toBe(0)
  })

  it('is refused where its key is right and its body is not an entry', () => {
    const id = newEntryId()
    const key = entryKeyOf(monthKey, id)
    const commitment = createHash('sha256').update('carrel/register/commitment/1\0').update(key).digest()
    const forge = (body: Buffer) => {
      const head = beginLeaf({ id, month, commitment }).subarray(0, headBytes)
      const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).setAAD(head)
      return Buffer.concat([head, Buffer.alloc(12), cipher.update(body), cipher.final(), cipher.getAuthTag()])
    }
    const body = (form: number, content: string, claimed = content.length, after = 0) => {
      const bytes = Buffer.alloc(bodyBytes, after)
      bytes[0] = form
      bytes.writeUInt16BE(claimed, 1)
      bytes.write(content, 3, 'latin1')
      return bytes
    }
    const text = canonicalEntry(view)
    expect(openEntry(forge(body(0, text)), monthKey)).toEqual({ entry: view })
    for (const wrong of [
      body(0, text, text.length - 1),
      body(0, text, 65_535),
      body(0, text, text.length, 1),
      body(1, text),
      body(3, text),
      body(0, JSON.stringify({ ...view, title: 'The Bell Jar' })),
    ]) {
      expect(openEntry(forge(wrong), monthKey)).toEqual({ refused: 'damaged' })
    }
  })

  it.each([
    ['shorter', (leaf: Buffer) => leaf.subarray(1), 'a leaf has 1100 bytes'],
    ['longer', (leaf: Buffer) => Buffer.concat([leaf, Buffer.alloc(1)]), 'a leaf has 1100 bytes'],
    ['of another magic', (leaf: Buffer) => leaf.fill('C', 0, 1), 'begins with "carrel"'],
    ['of another version', (leaf: Buffer) => leaf.fill(2, 6, 7), 'version 2'],
    ['of another type', (leaf: Buffer) => leaf.fill(9, 7, 8), 'type 9'],
    ['of month 00', (leaf: Buffer) => leaf.fill('0', 29, 31), 'YYYY-MM'],
    ['of month 13', (leaf: Buffer) => leaf.fill('3', 30, 31).fill('1', 29, 30), 'YYYY-MM'],
    ['with something after the month', (leaf: Buffer) => leaf.fill(1, 31, 32), 'not zero'],
  ])('is no leaf when it is %s', (_what, change, says) => {
    const changed = change(Buffer.from(seal(view).leaf))
    expect(sealedLeafFault(changed)).toContain(says)
    expect(refusal(() => openEntry(changed, monthKey))).toContain('leaf: ')
  })

  it('is refused at sealing with an id or a month out of form', () => {
    expect(refusal(() => sealEntry(view, { id: Buffer.alloc(15), month, monthKey }))).toContain('16 bytes')
    expect(refusal(() => sealEntry(view, { id: newEntryId(), month: '2026-13', monthKey }))).toContain(
      'YYYY-MM',
    )
  })
})

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count })

it('derives keys as HKDF-Expand by the HMAC of OpenSSL does', () => {
  fc.assert(
    fc.property(bytes(32), bytes(16), (key, id) => {
      const expanded = (purpose: string, info: Uint8Array) =>
        createHmac('sha256', key).update(purpose).update(info).update(Buffer.of(1)).digest()
      expect(entryKeyOf(key, id)).toEqual(expanded('carrel/register/entry/1', id))
      expect(overflowKeyOf(key)).toEqual(expanded('carrel/register/overflow/1', new Uint8Array()))
    }),
  )
})
