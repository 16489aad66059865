import {
  type CheckpointFingerprint,
  compactFingerprint,
  fingerprintLines,
} from '../../src/register/log/checkpoint.ts'

/** What mail programs make of a genuine mail with a pin, each with its name. */
export function mailForms(pin: CheckpointFingerprint, note: string): readonly (readonly [string, Buffer])[] {
  const lines = ['Keep this mail.', '', ...fingerprintLines(pin), '', 'Yours, the library.', '']
  const text = lines.join('\n')
  const html = `<html><head><style>p { color: red }</style></head><body><p>Keep this mail.</p><pre>${fingerprintLines(
    pin,
  )
    .map((line) => `<span>${line.replaceAll(' ', '&nbsp;').replaceAll('-', '&#8209;')}</span><br>`)
    .join('\n')}</pre></body></html>`
  const head = (type: string, encoding: string) =>
    `From: carrel@library.example.org\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
  const wrapped = (bytes: Buffer) => bytes.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
  const quotedPrintable = (all: string) =>
    [...Buffer.from(all)]
      .map((byte) => (byte === 10 ? '\n' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`))
      .join('')
      .replaceAll(/((?:=..){20})/g, '$1=\r\n')
  const dashed = (dash: string) => text.replaceAll(/(?<=[a-z0-9])-(?=[a-z0-9])/g, dash)
  const ofParts = [
    'Content-Type: multipart/mixed; boundary="b-1"\r\n\r\n--b-1',
    head('text/plain', '7bit').trim(),
    '',
    'See the attachment.',
    '--b-1',
    'Content-Type: application/octet-stream; name="checkpoint"',
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(Buffer.from(note)),
    '--b-1--',
    '',
  ].join('\r\n')
  return [
    ['the text with CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    [
      'a body in base64',
      Buffer.from(head('text/plain; charset=utf-8', 'base64') + wrapped(Buffer.from(text))),
    ],
    [
      'a body in quoted-printable',
      Buffer.from(head('text/plain', 'quoted-printable') + quotedPrintable(text)),
    ],
    ['a page of HTML', Buffer.from(html)],
    ['HTML in quoted-printable', Buffer.from(head('text/html', 'quoted-printable') + quotedPrintable(html))],
    [
      'HTML in base64, of UTF-16',
      Buffer.from(head('text/html; charset=utf-16le', 'base64') + wrapped(Buffer.from(html, 'utf16le'))),
    ],
    ['long dashes', Buffer.from(dashed('\u2013'))],
    ['dashes that do not break, and blanks that are none', Buffer.from(dashed('\u200b\u2011'))],
    ['long dashes of an older Windows', Buffer.from(dashed('\u0096'), 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['a mail that was passed on twice', Buffer.from(lines.map((line) => `>> ${line}`).join('\r\n'))],
    [
      'a mail that was passed on, each value on its own line',
      Buffer.from(
        fingerprintLines(pin)
          .join('\n')
          .replaceAll(/(?<=^\w+) +/gm, '\n')
          .replaceAll(/^/gm, '> '),
      ),
    ],
    ['one word that was wrapped', Buffer.from(compactFingerprint(pin).replaceAll(/-(.{34})-/g, '-$1-\n> '))],
    [
      'an encoding whose header was folded',
      Buffer.from(
        head('text/plain', 'base64').replace('Encoding: ', 'Encoding:\r\n ') + wrapped(Buffer.from(text)),
      ),
    ],
    [
      'HTML that may break after each dash',
      Buffer.from(`<div>${text.replaceAll(/(?<=[a-z0-9])-/g, '-&ZeroWidthSpace;')}</div>`),
    ],
    [
      'smart quotes around it',
      Buffer.from(text.replace('Register', '“Register').replace('\n\nYours', '”\n\nYours')),
    ],
    ['the checkpoint as an attachment alone', Buffer.from(ofParts)],
    ['the checkpoint with CRLF', Buffer.from(note.replaceAll('\n', '\r\n'))],
    ['the checkpoint quoted', Buffer.from(note.replaceAll(/^/gm, '> '))],
  ]
}
