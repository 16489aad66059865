import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { Alert, MailLink, PhoneLink, Qr, When } from './page-kit.tsx'
import type { RequestContext } from './request-context.ts'

const scale = 3

type Picture = { readonly side: number; readonly dark: readonly (readonly [number, number])[] }

/** The dark modules of the drawing on the page, with its margin. */
function drawn(text: string): Picture | null {
  const svg = String(Qr({ text, label: 'The code' }) ?? '')
  if (svg === '') return null
  return {
    side: Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]),
    dark: [...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
  }
}

/** Reads a code as a phone would: from its picture, with another program. */
function read({ side, dark }: Picture): string | undefined {
  const width = side * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [x, y] of dark) {
    for (let at = 0; at < scale * scale; at++) {
      const px = x * scale + (at % scale)
      const py = y * scale + Math.floor(at / scale)
      pixels.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3)
    }
  }
  return jsQR.default(pixels, width, width)?.data
}

test('words of an alert stand clear of its sign, also where one of its sentences is left out', () => {
  const alert = String(Alert({ kind: 'warning', children: ['The order is confirmed.', ' ', false] }))
  expect(alert).toContain('<p class="usa-alert__text">The order is confirmed. </p>')
})

test('a code of every size says what it was made of, to another’s reader', () => {
  const sizes = new Set<number>()
  for (let length = 1; length <= 666; length += 15) {
    const text = `otpauth://totp/${'Minden é'.repeat(90)}`.slice(0, length)
    const code = drawn(text)
    if (code === null) continue
    sizes.add(code.side)
    expect(read(code), `${length}`).toBe(text)
  }
  expect(sizes.size).toBe(20)
})

test('a code can be read with a part of it blotted out', () => {
  const text = 'otpauth://totp/Jensen:director?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const code = drawn(text)
  if (code === null) throw new Error('it was not drawn')
  const blot = Array.from({ length: 25 }, (_, at) => [19 + (at % 5), 19 + Math.floor(at / 5)] as const)
  const blotted = { ...code, dark: [...code.dark, ...blot] }
  expect(new Set(blotted.dark.map(String)).size).toBeGreaterThan(code.dark.length)
  expect(read(blotted)).toBe(text)
})

test('what is too long for a code gets none', () => {
  expect(drawn('x'.repeat(666))).not.toBeNull()
  expect(drawn('x'.repeat(667))).toBeNull()
})

test('a time is said as seen from today, with the exact one beside it for readers and on hover', () => {
  const now = new Date('2026-11-24T15:00:00Z')
  const context = {
    language: 'en',
    pack: { timeZone: 'America/Chicago' },
    services: { clock: { now: () => now, today: () => '2026-11-24' } },
  } as never as RequestContext
  const said = (at: string | Date) =>
    String(When({ context, at }))
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
  expect(said('2026-11-27')).toBe('in 3 days (November 27, 2026)')
  expect(said('2026-11-24')).toBe('today (November 24, 2026)')
  expect(said('2026-11-23')).toBe('yesterday (November 23, 2026)')
  expect(said('2026-07-24')).toBe('4 months ago (July 24, 2026)')
  expect(said('2021-11-24')).toBe('5 years ago (November 24, 2021)')
  expect(said(new Date('2026-11-24T14:10:00Z'))).toBe('50 minutes ago (November 24, 2026, 8:10 a.m.)')
  expect(said(new Date('2026-11-24T12:00:00Z'))).toBe('3 hours ago (November 24, 2026, 6:00 a.m.)')
  // Midnight is the library's: this was the evening before.
  expect(said(new Date('2026-11-24T05:59:00Z'))).toBe('yesterday (November 23, 2026, 11:59 p.m.)')
  expect(String(When({ context, at: '2026-11-27' }))).toContain('title="November 27, 2026"')
})

test('a number and an address are links that carry nothing else, and what is no number is text', () => {
  expect(String(PhoneLink({ number: '(308) 555-0101 ext. 4' }))).toBe(
    '<a class="usa-link" href="tel:+1-308-555-0101">(308) 555-0101 ext. 4</a>',
  )
  expect(String(PhoneLink({ number: '+44 20 7946 0958' }))).toContain('href="tel:+442079460958"')
  expect(String(PhoneLink({ number: 'ask for Ruth' }))).not.toContain('href')
  expect(String(MailLink({ address: 'a+b@example.org?subject=x' }))).toContain(
    'href="mailto:a%2Bb@example.org%3Fsubject%3Dx"',
  )
})
