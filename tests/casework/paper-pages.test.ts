import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pagesOf } from '../../src/casework/paper-pages.ts'

const pdf = (text: string | Buffer) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(text)])
const list = (text: string, packed = deflateSync(text)) =>
  Buffer.concat([Buffer.from('1 0 obj <</Type /ObjStm /N 2>> stream\n'), packed, Buffer.from('\nendstream')])
const pages = '<</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page /Parent 1 0 R>>'

test('a picture is one page; of a PDF they are counted, plain and in a compressed list', () => {
  expect(pagesOf('image/png', Buffer.from('x'))).toBe(1)
  expect(pagesOf('application/pdf', pdf(pages))).toBe(2)
  expect(pagesOf('application/pdf', pdf(list(pages)))).toBe(2)
})

test('of what is broken, or would be too much once it is inflated, nothing is said', () => {
  expect(pagesOf('application/pdf', pdf('%%EOF'))).toBeUndefined()
  expect(pagesOf('application/pdf', pdf(list('', Buffer.from('rubbish'))))).toBeUndefined()
  expect(pagesOf('application/pdf', pdf(list(pages + ' '.repeat(9 * 1024 * 1024))))).toBeUndefined()
})
