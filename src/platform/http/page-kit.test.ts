import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { Qr } from './page-kit.tsx'

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
