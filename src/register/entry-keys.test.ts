import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { entryKeyOf, overflowKeyOf } from './entry-keys.ts'

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count })

it('derives keys as HKDF-Expand by the HMAC of OpenSSL does', () => {
  fc.assert(
    fc.property(bytes(32), bytes(16), (key, id) => {
      const expanded = (purpose: string, info: Uint8Array) =>
        createHmac('sha256', key).update(purpose).update(info).update(Buffer.of(1)).digest()
      expect(entryKeyOf(key, id)).toEqual(expanded('carrel/register/entry/1', id))
      expect(overflowKeyOf(key)).toEqual(expanded('carrel/register/overflow/1', new Uint8Array()))
    }),
  )
})
