import { expect, test } from 'vitest'
import { openLockedPdf } from '../../../tests/support/pdf-text.ts'
import { letterPdf } from './letter.ts'
import { lockedPdf, pagesOfPdf } from './locked-pdf.ts'

const letter = () =>
  letterPdf({
    ...{ library: 'Jensen', from: ['1 Main'], reach: [], to: ['A. Person'], language: 'en', on: 'today' },
    ...{ title: 'Quixotrope title', footer: 'foot', parts: [{ text: 'Quixotrope text' }] },
  })
const password = 'abcde-fghjk'
const enclosed = [
  { name: 'quixotrope-loans.csv', bytes: Buffer.from('Quixotrope row') },
  { name: 'proof.txt', bytes: Buffer.from('Quixotrope proof') },
]

/** What is not in a stream: there every string must be of the encryption itself. */
const outsideStreams = (pdf: Buffer) => pdf.toString('latin1').replace(/stream\r?\n[\s\S]*?endstream/g, '')

test('nothing but the marks of the encryption can be read in a locked PDF without its password', async () => {
  const open = await letter()
  expect(await pagesOfPdf(open)).toBe(1)
  const locked = await lockedPdf(open, password, enclosed)
  expect(locked.toString('latin1')).not.toMatch(/quixotrope/i)
  const outside = outsideStreams(locked)
  // The keys, wrapped; the check of the permissions; and the random id of the file, twice.
  const marks = /\/(?:O|OE|U|UE|Perms) <[0-9a-f]+>|\/ID \[ <[0-9a-f]{32}> <[0-9a-f]{32}> \]/g
  expect(outside.match(marks)).toHaveLength(6)
  expect(outside.replace(marks, '')).not.toMatch(/\([^)]*\)|(?<!<)<[0-9a-f\s]*>(?!>)/i)
  expect(outside).toMatch(/\/V 5\s+\/R 6/)
  expect(outside).not.toMatch(/csv|plain/)
  // No two locked files share a key or an IV.
  const again = outsideStreams(await lockedPdf(open, password, enclosed))
  expect(again.match(marks)).not.toEqual(outside.match(marks))
})

test('with its password a locked PDF has the text, and each enclosed file byte for byte', async () => {
  const locked = await lockedPdf(await letter(), password, enclosed)
  for (const wrong of [undefined, '', 'abcde-fghjK']) expect(openLockedPdf(locked, wrong)).toBeUndefined()
  const opened = openLockedPdf(locked, password)
  expect(opened).toMatchObject({ isTagged: true, text: expect.stringContaining('Quixotrope text') })
  expect(opened?.files).toEqual(Object.fromEntries(enclosed.map(({ name, bytes }) => [name, bytes])))
})
