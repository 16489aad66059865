import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvRecord, csvLine, readCsv } from './csv.ts'

async function read(bytes: Buffer | string, { chunk = 1 << 16, maxRecordBytes = 1 << 20 } = {}) {
  const buffer = Buffer.from(bytes)
  const chunks = Array.from({ length: Math.ceil(buffer.length / chunk) }, (_, at) =>
    buffer.subarray(at * chunk, (at + 1) * chunk),
  )
  const records: CsvRecord[] = []
  for await (const batch of readCsv(Readable.from(chunks), { maxRecordBytes })) records.push(...batch)
  return records
}
const fields = (records: readonly CsvRecord[]) => records.map((record) => record.fields ?? record.fault)

describe('reading CSV', () => {
  test('agrees with csv-parse on every well-formed file, wherever its chunks are cut', async () => {
    const field = fc.string({
      unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r\n', '’', 'é', '=', '😀'),
      maxLength: 6,
    })
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    const ends = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(
        table,
        ends,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, bom, chunk) => {
          const text = rows.map((row) => csvLine(row).slice(0, -1) + end).join('')
          const bytes = Buffer.from((bom ? '\ufeff' : '') + text)
          const ours = (await read(bytes, { chunk })).map((record) =>
            record.fields?.map((one) => Buffer.from(one, 'latin1').toString()),
          )
          expect(ours).toEqual(parse(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a record keeps its exact bytes and the line it begins on', async () => {
    const records = await read('id,note\r\n1,"two\r\nlines, ""quoted"""\r\n\r\n2,last', { chunk: 3 })
    expect(records.map(({ line, raw }) => [line, raw.toString()])).toEqual([
      [1, 'id,note'],
      [2, '1,"two\r\nlines, ""quoted"""'],
      [5, '2,last'],
    ])
  })

  test('bytes that are no UTF-8 come back unchanged', async () => {
    const bytes = Buffer.from([105, 44, 110, 10, 0x31, 44, 0xff, 0xfe, 10])
    expect((await read(bytes)).at(1)?.raw).toEqual(Buffer.from([0x31, 44, 0xff, 0xfe]))
  })

  test('a quote in the middle of a field stands for itself', async () => {
    expect(fields(await read('a,b\nLeroy "Smitty",2\n"x"y,3\n'))).toEqual([
      ['a', 'b'],
      ['Leroy "Smitty"', '2'],
      ['xy', '3'],
    ])
  })

  test('a row with too many or too few fields costs that row and no other', async () => {
    expect(fields(await read('a,b\n1\n1,2,3\n4,5\n'))).toEqual([['a', 'b'], 'columns', 'columns', ['4', '5']])
  })

  test('a quote that is never closed costs its own line and no other', async () => {
    const file = 'a,b\n1,"open\n2,x\n3,"y, z"\n4,w\n'
    for (const chunk of [1, 4, 1000]) {
      const records = await read(file, { chunk })
      expect(fields(records)).toEqual([['a', 'b'], 'quote-not-closed', ['2', 'x'], ['3', 'y, z'], ['4', 'w']])
      expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5])
    }
  })

  test('an enormous field is cut off at the bound, and the rows after it are read', async () => {
    for (const huge of ['x'.repeat(5000), `"${'x'.repeat(5000)}`, `"${'x'.repeat(5000)}"`]) {
      const records = await read(`a,b\n1,${huge}\n2,y\n`, { chunk: 512, maxRecordBytes: 1000 })
      expect(fields(records)).toEqual([['a', 'b'], 'too-long', ['2', 'y']])
      expect(records.map(({ line }) => line)).toEqual([1, 2, 3])
    }
    const tail = await read(`a,b\n1,${'x'.repeat(5000)}`, { chunk: 512, maxRecordBytes: 1000 })
    expect(fields(tail)).toEqual([['a', 'b'], 'too-long'])
  })

  test('an empty file holds no record, nor does a bare byte order mark', async () => {
    expect(await read('')).toEqual([])
    expect(await read('\ufeff')).toEqual([])
  })

  test('whatever the bytes, reading ends, and every byte but line ends is in some record', async () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('a",\n\r\0\xc3', 'latin1')), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 7 }), async (some, chunk) => {
        const input = Buffer.from(some)
        const records = await read(input, { chunk })
        const kept = (of: Buffer) => of.toString('latin1').replace(/[\r\n]/g, '')
        expect(kept(Buffer.concat(records.map(({ raw }) => raw)))).toBe(kept(input))
      }),
      { numRuns: 500 },
    )
  })
})
