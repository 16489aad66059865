import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { type QrCode, qrCode } from '../../src/web/qr-code.ts'

const scale = 3
const margin = 4

/** Reads a code as a phone would: from its picture, by somebody else's program. */
function read(code: QrCode): string | undefined {
  const side = (code.length + 2 * margin) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  code.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (!isDark) return
      for (let at = 0; at < scale * scale; at++) {
        const px = (x + margin) * scale + (at % scale)
        const py = (y + margin) * scale + Math.floor(at / scale)
        pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3)
      }
    })
  })
  return jsQR.default(pixels, side, side)?.data
}

test('a code of every size says what it was made of, to another’s reader', () => {
  const sizes = new Set<number>()
  for (let length = 1; length <= 666; length += 15) {
    const text = `otpauth://totp/${'Minden é'.repeat(90)}`.slice(0, length)
    const code = qrCode(text)
    if (code === null) continue
    sizes.add(code.length)
    expect(read(code), `${length}`).toBe(text)
  }
  expect(sizes.size).toBe(20)
})

test('a code can be read with a part of it blotted out', () => {
  const text = 'otpauth://totp/Jensen:director?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const code = qrCode(text) ?? []
  const blotted = code.map((row, y) =>
    row.map((isDark, x) => (x > 14 && x < 20 && y > 14 && y < 20) || isDark),
  )
  expect(blotted).not.toEqual(code)
  expect(read(blotted)).toBe(text)
})

test('what is too long for a code gets none', () => {
  expect(qrCode('x'.repeat(666))).not.toBeNull()
  expect(qrCode('x'.repeat(667))).toBeNull()
})
