import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReturnedMail } from './returned-mail.ts'

const id = 'ef'.repeat(16)
const ours = `Message-ID: <${id}@library.example.org>`
const fields =
  'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; gone@example.org\nAction: failed\nStatus: 5.1.1\n'
const inBase64 = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\n')
const encoded = 'Content-Transfer-Encoding: base64'
const status = `Content-Type: message/delivery-status\n${encoded}\n\n${inBase64(fields)}`
const original = `Content-Type: message/rfc822\n${encoded}\n\n${inBase64(`${ours}\n\nYour card\n`)}`
const mixed = (boundary: string, ...parts: readonly string[]) =>
  `Content-Type: multipart/mixed; boundary="${boundary}"\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`

test.each([
  ['both parts encoded', mixed('b', status, original)],
  ['a boundary with blanks', mixed('=_ a (b); c', status, original)],
  ['a boundary that begins as another', mixed('b', mixed('b1', status), mixed('b2', original))],
  ['the original in a forwarded mail', mixed('f', status, mixed('g', original))],
  [
    'a charset of the report',
    mixed(
      'b',
      `Content-Type: text/plain; charset=utf-16le\n${encoded}\n\n${Buffer.from(fields, 'utf16le').toString('base64')}`,
      original,
    ),
  ],
  ['a comment in the encoding', mixed('b', status.replace(': base64', ': (of the server) base64'), original)],
  ['no end of the last part', mixed('b', status, original).replace(/--b--\n$/, '')],
  ['CRLF', mixed('b', status, original).replaceAll('\n', '\r\n')],
])('a returned mail is read with %s', async (_what, mail) => {
  expect((await readReturnedMail(mail)).returned).toEqual([
    { messageIds: [id], recipient: 'gone@example.org', status: '5.1.1', isNoSuchAddress: true },
  ])
})

const million = 2 ** 20
const hostile: readonly (readonly [string, string])[] = [
  [
    'of lines alone',
    `Content-Type: text/plain\n${encoded.replace('base64', 'x')}\n\n${'\n'.repeat(8 * million)}`,
  ],
  ['of one line', `Content-Type: text/plain\n${encoded}\n\n${'a'.repeat(8 * million)}`],
  [
    'of parts alone',
    `${encoded}\nContent-Type: multipart/mixed; boundary=a\n\n${'--a\n\n'.repeat(2 * million)}`,
  ],
  ['of headers alone', `${encoded}\n${'a\n'.repeat(4 * million)}`],
  ['of one folded header', `${encoded}\nX: a\n${' a\n'.repeat(2 * million)}`],
  [
    'of parts in parts',
    Array.from(
      { length: 50_000 },
      (_, at) => `${encoded}\nContent-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join(''),
  ],
  ['of mails in mails', `${encoded.replace('base64', 'x')}\nContent-Type: message/rfc822\n\n`.repeat(50_000)],
  [
    'of mails in a file',
    `From a@b.c Tue Nov 24 10:00:00 2026\n${encoded}\n\n${'\n'.repeat(100)}`.repeat(2000),
  ],
  [
    'of HTML that closes nothing',
    `${encoded.replace('base64', 'x')}\n${mixed('a', `Content-Type: text/html\n\n${'<a <!--&'.repeat(200_000)}`, 'Content-Type: text/plain\n\nx')}`,
  ],
]

test.each(hostile)('a returned mail %s is read in bounded time and memory', async (_what, mail) => {
  const [began, held] = [performance.now(), process.memoryUsage().rss]
  await readReturnedMail(mail)
  // A third of a second where it was measured. Without the limits a million lines take 42 seconds and 1.7 GB.
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(process.memoryUsage().rss - held).toBeLessThan(600 * million)
})

test('beyond a limit the text as it is still counts', async () => {
  const deep = Array.from(
    { length: 50 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  ).join('')
  const { returned } = await readReturnedMail(`${encoded}\n${deep}\n${fields}\n${ours}\n`)
  expect(returned).toMatchObject([{ messageIds: [id], recipient: 'gone@example.org' }])
})

test('no returned mail makes the reader fail, whatever it has lost or gained on its way', async () => {
  const whole = mixed('b', status, mixed('c', original))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 8 })), {
        maxLength: 6,
      }),
      async (changes) => {
        const mail = changes.reduce(
          (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
          whole,
        )
        await expect(readReturnedMail(mail)).resolves.toBeDefined()
      },
    ),
    { numRuns: 300 },
  )
})
