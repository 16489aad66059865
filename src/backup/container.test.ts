import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  copyRows,
  gathered,
  header,
  inPieces,
  readSmall,
  smallBackup,
} from '../../tests/backup/small-backup.ts'
import type { KeyCopy } from '../platform/crypto/key-folder.ts'
import { newPaperKey, type PaperKey } from '../platform/crypto/paper-key.ts'
import { openFile, sealFile } from './age-file.ts'
import { BackupError } from './backup-error.ts'
import { RowCount, writeBackup } from './container.ts'

let key: PaperKey
let good: Buffer
beforeAll(async () => {
  key = await newPaperKey()
  good = await smallBackup(key)
})

/** The code with which it is refused, in one sentence; anything else fails the test. */
async function refusal(file: Buffer, by = key): Promise<string> {
  try {
    await readSmall(file, by)
    return 'it was taken'
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    expect(error.message.split('\n'), 'one sentence').toHaveLength(1)
    return error.code
  }
}

describe('a backup', () => {
  test('that is whole is read to its end, with as many rows as were written', async () => {
    expect(good.length, 'some chunks of age').toBeGreaterThan(2 * 65_536)
    expect(await readSmall(good, key)).toEqual({ tables: 2, rows: 400, files: 0 })
  })

  test('with any bit flipped, anywhere, is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const damaged = Buffer.from(good)
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
        expect([
          'damaged',
          'not-whole',
          'not-a-backup',
          'newer-carrel',
          'older-carrel',
          'wrong-key',
        ]).toContain(await refusal(damaged))
      }),
      { numRuns: 150 },
    )
    for (let at = 0; at < 330; at++) {
      const damaged = Buffer.from(good)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(await refusal(damaged), `byte ${at} of its header`).not.toBe('it was taken')
    }
  })

  test('cut off anywhere is refused, also where a chunk ends', async () => {
    const headerEnd = good.indexOf('\n', good.indexOf('\n--- ') + 1) + 1
    const chunk = 65_536 + 16
    const ends = [0, 1, headerEnd - 1, headerEnd, headerEnd + 16, headerEnd + 17, good.length - 1]
    for (const end of [...ends, headerEnd + 16 + chunk, headerEnd + 16 + 2 * chunk]) {
      expect(await refusal(good.subarray(0, end)), `${end} bytes`).toBe('not-whole')
    }
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), async (end) => {
        expect(['damaged', 'not-whole']).toContain(await refusal(good.subarray(0, end)))
      }),
    )
  })

  test('with anything behind its end, or its chunks in another order, is refused', async () => {
    expect(await refusal(Buffer.concat([good, Buffer.from('x')]))).toBe('not-whole')
    expect(await refusal(Buffer.concat([good, good]))).toBe('damaged')
    const at = good.indexOf('\n', good.indexOf('\n--- ') + 1) + 1 + 16
    const chunk = 65_536 + 16
    const [first, second] = [good.subarray(at, at + chunk), good.subarray(at + chunk, at + 2 * chunk)]
    const swapped = Buffer.concat([good.subarray(0, at), second, first, good.subarray(at + 2 * chunk)])
    expect(await refusal(swapped)).toBe('damaged')
  })

  test('does not open with the key of another sheet', async () => {
    expect(await refusal(good, await newPaperKey())).toBe('wrong-key')
  })

  test('of another form is not read as one of today’s, and a file that is none is told apart', async () => {
    const ofForm = (form: string) =>
      gathered(
        sealFile(inPieces(Buffer.from('of another day'), 5), {
          recipient: key.recipient,
          open: ['carrel/backup', form, 'ab'.repeat(8), 'AAAA-AAAA', '2030-01-01T00:00Z'],
        }),
      )
    expect(await refusal(await ofForm('3'))).toBe('newer-carrel')
    expect(await refusal(await ofForm('1'))).toBe('older-carrel')
    expect(await refusal(Buffer.from('%PDF-1.7 is something else'.repeat(500)))).toBe('not-a-backup')
    const others = await gathered(
      sealFile(inPieces(Buffer.from('a letter'), 5), {
        recipient: key.recipient,
        open: ['ssh/what', 'ever'],
      }),
    )
    expect(await refusal(others)).toBe('not-a-backup')
  })
})

describe('what is sealed is checked too: it may come from another program, or from a defect', () => {
  async function sealed(plain: Buffer): Promise<string> {
    const open = ['carrel/backup', '2', 'ab'.repeat(8), 'AAAA-AAAA', '2026-11-24T15:04Z']
    return refusal(await gathered(sealFile(inPieces(plain, 9999), { recipient: key.recipient, open })))
  }
  async function plainOf(
    count: number,
    keys: readonly KeyCopy[] = [{ name: 'library', bytes: Buffer.alloc(32) }],
  ) {
    const columns = [
      { name: 'id', type: 'uuid' },
      { name: 'n', type: 'bytea' },
    ]
    const rows = copyRows([[Buffer.from('one'), null]])
    async function* tables() {
      for (const name of header.tables)
        yield { form: { name, columns }, pieces: inPieces(rows, 10), count: () => count }
    }
    return gathered(writeBackup({ header, keys, tables: tables() }))
  }

  test('rows that are not as many as is said', async () => {
    expect(await sealed(await plainOf(1))).toBe('it was taken')
    expect(await sealed(await plainOf(2))).toBe('damaged')
  })

  test('rows that are not those whose sum is said, a table too few, and no end', async () => {
    const plain = await plainOf(1)
    const changed = Buffer.from(plain.toString('latin1').replace('one', 'two'), 'latin1')
    expect(await sealed(changed)).toBe('damaged')
    expect(
      await sealed(Buffer.from(plain.toString('latin1').replace('"title"]', '"title","x"]'), 'latin1')),
    ).toBe('damaged')
    expect(await sealed(plain.subarray(0, -30))).toBe('not-whole')
    expect(await sealed(Buffer.concat([plain, plain]))).toBe('damaged')
  })

  test('a key whose name leads out of the keys folder', async () => {
    for (const name of ['../../etc/passwd', 'columns/../../x', '/etc/passwd', '.']) {
      expect(await sealed(await plainOf(1, [{ name, bytes: Buffer.alloc(32) }])), name).toBe('damaged')
    }
  })
})

test('rows are counted alike however they are cut into pieces', () => {
  const rows = copyRows([
    [Buffer.from('a'), null],
    [Buffer.alloc(300), Buffer.alloc(0)],
    [Buffer.alloc(0), Buffer.from('PGCOPY')],
  ])
  for (const size of [1, 2, 3, 7, 19, 64, 1000]) {
    const count = new RowCount(2)
    for (let at = 0; at < rows.length; at += size) count.pass(rows.subarray(at, at + size))
    expect(count.end(), `pieces of ${size}`).toBe(3)
  }
  const cut = new RowCount(2)
  cut.pass(rows.subarray(0, -1))
  expect(() => cut.end()).toThrow(BackupError)
})

describe.skipIf(spawnSync('age', ['--version']).status !== 0)('beside the program age', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-age-'))
  const path = (name: string) => join(dir, name)

  test('age opens what Carrel sealed, and Carrel what age sealed', async () => {
    writeFileSync(path('identity'), `${key.identity}\n`)
    const sizes = [0, 1, 65_535, 65_536, 65_537, 200_000]
    for (const size of sizes) {
      const plain = Buffer.alloc(size, 'carrel')
      writeFileSync(
        path('ours'),
        await gathered(
          sealFile(inPieces(plain, 7777), { recipient: key.recipient, open: ['carrel/backup', 'x'] }),
        ),
      )
      const byAge = execFileSync('age', ['-d', '-i', path('identity'), path('ours')], { maxBuffer: 2 ** 20 })
      expect(byAge.equals(plain), `${size} bytes, by age`).toBe(true)
      const theirs = execFileSync('age', ['-r', key.recipient], { input: plain, maxBuffer: 2 ** 20 })
      const opened = await (await openFile(inPieces(theirs, 999))).unseal(key.identity)
      expect((await gathered(opened)).equals(plain), `${size} bytes, of age`).toBe(true)
    }
    rmSync(dir, { recursive: true })
  })
})
