import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest'
import { jensen } from '../../tests/notices/office.ts'
import { noticeWords } from '../policy/manifest.ts'
import { lettersPdf, type NoticeLetter } from './letters.ts'
import { type NoticeMail, noticeMessage, sendText, textSettings } from './notice-sending.ts'
import { readReturnedMail } from './returned-mail.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-ways-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program of the library's own that sends texts. */
function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o700)
  return path
}
const text = { id: 'ab12', to: '402-555-0100', text: 'You have overdue materials.' }

test('no notice has a place for a title: not a mail, not a letter, not the facts, not a word of the pack', () => {
  expectTypeOf<keyof NoticeMail>().toEqualTypeOf<
    'from' | 'to' | 'messageId' | 'at' | 'library' | 'says' | 'language'
  >()
  expectTypeOf<keyof NoticeLetter>().toEqualTypeOf<
    'to' | 'on' | 'dear' | 'says' | 'toDo' | 'close' | 'owed' | 'advice' | 'language'
  >()
  const words = jensen.manifest['notice-words']
  for (const key of Object.keys(words ?? {})) {
    for (const slot of ['title', 'author', 'item', 'titles', 'due']) {
      const spoilt = { ...words, [key]: `${words?.[key as never] ?? ''} {${slot}}` }
      expect([key, noticeWords.safeParse(spoilt).success]).toEqual([key, false])
    }
  }
})

test('a text is handed over on the standard input alone, and the command learns nothing of our settings', async () => {
  const out = join(folder, 'out')
  const command = program('tells', `cat > ${out}; echo "args: $*" >> ${out}; env >> ${out}`)
  process.env['CARREL_SMTP_URL'] = 'smtps://x:secret-word@example.org'
  expect(await sendText(command, text)).toEqual({ outcome: 'accepted' })
  delete process.env['CARREL_SMTP_URL']
  const told = readFileSync(out, 'utf8')
  expect(JSON.parse(told.split('\n')[0] ?? '')).toEqual(text)
  expect(told).toContain('args: \n')
  expect(told).not.toContain('secret-word')
})

test.each([
  ['exit 67', { outcome: 'refused', fault: 'address' }],
  ['exit 75', { outcome: 'refused', fault: 'later' }],
  ['exit 1', { outcome: 'unknown' }],
  ['kill -9 $$', { outcome: 'unknown' }],
  ['sleep 20', { outcome: 'unknown' }],
])('what a command that ends with "%s" did', async (script, sent) => {
  expect(await sendText(program('ends', script), text, { deadlineMs: 1500 })).toMatchObject(sent)
})

test('texts are off until a program is named by its whole path', () => {
  expect(textSettings({}).state).toBe('not-set-up')
  expect(textSettings({ CARREL_TEXT_COMMAND: 'send' })).toMatchObject({ state: 'wrong' })
  expect(textSettings({ CARREL_TEXT_COMMAND: join(folder, 'none') })).toMatchObject({ state: 'wrong' })
  expect(textSettings({ CARREL_TEXT_COMMAND: program('fine', '') }).state).toBe('set-up')
})

test('no text makes another header or a line that is too long, and all of it arrives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      (says, library) => {
        const mail = noticeMessage({
          from: 'a@b.org',
          to: 'c@d.org',
          messageId: 'x@b.org',
          at: new Date(0),
          language: 'en',
          says,
          library: `${library}\r\nBcc: e@f.org`,
        })
        const [head = '', ...rest] = mail.split('\r\n\r\n')
        expect(head).not.toMatch(/^Bcc/m)
        expect(mail.split('\r\n').every((line) => line.length <= 120 && /^[\x20-\x7e]*$/.test(line))).toBe(
          true,
        )
        const body = rest.join('\r\n\r\n').replaceAll('=\r\n', '')
        const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        const arrived = Buffer.from(bytes, 'latin1').toString().replaceAll('\r\n', '\n').trimEnd()
        expect(arrived).toBe(
          Buffer.from(says)
            .toString()
            .replaceAll(/\r\n|\r/g, '\n')
            .trimEnd(),
        )
      },
    ),
    { numRuns: 200 },
  )
})

test('of mails that came back only those count that never arrive, and only by our own ids', async () => {
  const id = 'ab'.repeat(16)
  const report = (action: string, status: string) =>
    [
      'From MAILER-DAEMON Tue Nov 24 10:00:00 2026',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      'Final-Recipient: rfc822; gone@example.org',
      `Action: ${action}`,
      `Status: ${status}`,
      '',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${id}@library.example.org>`,
      '',
    ].join('\r\n')
  const all = [
    report('failed', '5.1.1'),
    report('delayed', '4.4.1'),
    report('failed', '4.4.7'),
    'From x\r\nfailed 5.0.0\r\n',
  ]
  const of = { messageIds: [id], recipient: 'gone@example.org' }
  expect((await readReturnedMail(all.join(''))).returned).toEqual([
    { ...of, status: '5.1.1', isNoSuchAddress: true },
    { ...of, status: '4.4.7', isNoSuchAddress: false },
  ])
})

test('of the mails that Postfix returns, a full mailbox and a refused sender are no fault of the address', async () => {
  const mbox = readFileSync(join(import.meta.dirname, '../../tests/notices/returned-by-postfix.mbox'), 'utf8')
  const { returned } = await readReturnedMail(mbox)
  expect(
    returned.map(({ recipient, status, isNoSuchAddress }) => [recipient, status, isNoSuchAddress]),
  ).toEqual([
    ['gone@far.example', '5.1.1', true],
    ['denied@far.example', '5.7.1', false],
    ['full@far.example', '5.2.2', false],
  ])
  expect(returned.map(({ messageIds }) => messageIds)).toEqual(
    ['a1', 'c3', 'b2'].map((pair) => [pair.repeat(16)]),
  )
})

describe('a mail that came back is read in the forms that mail servers give it, or counted as not read', () => {
  const id = 'cd'.repeat(16)
  const ours = `Message-ID: <${id}@library.example.org>`
  const fields = (lines: string) =>
    `Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\n\nReporting-MTA: dns; mx\n\n${lines}\n\n${ours}\n`
  const inBase64 = (text: string) =>
    `Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}`
  const whole = 'Final-Recipient: rfc822; gone@example.org\nAction: failed\nStatus: 5.1.1'
  test.each([
    ['folded', fields(whole.replace('; ', ';\n  ')), '5.1.1'],
    ['with a comment', fields(whole.replace('failed', 'failed (for good)')), '5.1.1'],
    ['in another order', fields(whole.split('\n').reverse().join('\n')), '5.1.1'],
    ['in UTF-8', fields(whole.replace('rfc822', 'utf-8')), '5.1.1'],
    [
      'in base64',
      `Content-Type: multipart/report; boundary="b"\n\n--b\n${inBase64(`Reporting-MTA: dns; mx\n\n${whole}\n`)}\n--b\n\n${ours}\n`,
      '5.1.1',
    ],
    ['with a line that begins with From', fields(`${whole}\n\nFrom here on it is yours:`), '5.1.1'],
    [
      'of an older Exim',
      `X-Failed-Recipients: gone@example.org\nFrom: Mail Delivery System <Mailer-Daemon@mx>\n\nunknown user\n\n${ours}\n`,
      '5.0.0',
    ],
  ])('%s', async (_what, mail, status) => {
    const { returned, unread } = await readReturnedMail(mail)
    expect(returned).toEqual([
      { messageIds: [id], recipient: 'gone@example.org', status, isNoSuchAddress: status === '5.1.1' },
    ])
    expect(unread).toEqual([])
  })
  test('one of qmail is counted; a reply of a person and one that only arrives late are not', async () => {
    const qmail = `Return-Path: <>\nFrom: MAILER-DAEMON@mx\n\nHi. This is the qmail-send program.\n<gone@example.org>:\nno mailbox here (#5.1.1)\n\n${ours}\n`
    expect(await readReturnedMail(qmail)).toEqual({ returned: [], unread: [{ messageIds: [id] }] })
    const reply = `From: Wren Fescue <wren@example.org>\nIn-Reply-To: <${id}@library.example.org>\n\nThank you\n`
    const late = fields(whole.replace('failed', 'delayed').replace('5.1.1', '4.4.1'))
    for (const mail of [reply, late])
      expect(await readReturnedMail(mail)).toEqual({ returned: [], unread: [] })
  })
})

test('a letter can be set whatever a name or an address holds', async () => {
  const letter = {
    to: ['#"\\$ [O’Brien] <x>', '*'.repeat(200)],
    on: '_',
    ...{ dear: '#', says: '= #set', toDo: '_', close: '$' },
    owed: null,
    advice: [],
    language: 'es',
  }
  expect(
    (await lettersPdf({ title: 't', library: 'l', sender: [], reach: [], letters: [letter] })).length,
  ).toBeGreaterThan(1000)
})
