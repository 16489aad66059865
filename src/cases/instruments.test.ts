import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { hasRoomForFile, maxInstrumentBytes, pageCountOf } from './instruments.ts'

const pdf = (text: string | Buffer) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(text)])
const list = (text: string, packed = deflateSync(text)) =>
  Buffer.concat([Buffer.from('1 0 obj <</Type /ObjStm /N 2>> stream\n'), packed, Buffer.from('\nendstream')])
const pages = '<</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page /Parent 1 0 R>>'

test('a picture is one page; of a PDF they are counted, plain and in a compressed list', () => {
  expect(pageCountOf('image/png', Buffer.from('x'))).toBe(1)
  expect(pageCountOf('application/pdf', pdf(pages))).toBe(2)
  expect(pageCountOf('application/pdf', pdf(list(pages)))).toBe(2)
})

test('of one person there is room for the pages of a warrant, and for no more bytes than ten of the largest files', () => {
  const papers = (count: number, bytes: number) => Array.from({ length: count }, () => ({ bytes }))
  expect(hasRoomForFile(papers(39, 1_000_000), 1_000_000)).toBe(true)
  expect(hasRoomForFile(papers(40, 1), 1)).toBe(false)
  expect(hasRoomForFile(papers(9, maxInstrumentBytes), maxInstrumentBytes)).toBe(true)
  expect(hasRoomForFile(papers(10, maxInstrumentBytes), 1)).toBe(false)
})

test('of more lists than are looked at nothing is said, before all of them are found', () => {
  const many = pdf(Buffer.alloc(10 * 1024 * 1024, '/ObjStm '))
  const text = many.toString('latin1')
  const all = timed(() => [...text.matchAll(/\/ObjStm\b/g)])
  expect(timed(() => expect(pageCountOf('application/pdf', many)).toBeUndefined())).toBeLessThan(all)
})

/** The fastest of five, in milliseconds. */
function timed(work: () => unknown): number {
  const took = Array.from({ length: 5 }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return Math.min(...took)
}

test('of what is broken, or would be too much once it is inflated, nothing is said', () => {
  expect(pageCountOf('application/pdf', pdf('%%EOF'))).toBeUndefined()
  expect(pageCountOf('application/pdf', pdf(list('', Buffer.from('rubbish'))))).toBeUndefined()
  expect(pageCountOf('application/pdf', pdf(list(pages + ' '.repeat(9 * 1024 * 1024))))).toBeUndefined()
})
