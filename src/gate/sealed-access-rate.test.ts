import { expect, test } from 'vitest'
import { jensen } from '../../tests/policy/jensen-pack.ts'
import type { StaffActor } from './actor.ts'
import { SealedAccessRate } from './sealed-access-rate.ts'

let now = new Date('2026-11-24T15:00:00Z')
const clock = { now: () => now, today: () => '2026-11-24' }
const director: StaffActor = { accountId: 'director', role: 'director', place: 'office' }
const counsel: StaffActor = { accountId: 'counsel', role: 'counsel', place: 'office' }
const apart = (nth: number) => String(26000000000000 + nth * 7919)
const counted = (rate: SealedAccessRate, numbers: readonly string[], isOnFile: boolean, who = director) => {
  let opened = 0
  for (const number of numbers) {
    try {
      rate.count(who, number, isOnFile)
      opened++
    } catch {
      return opened
    }
  }
  return opened
}
const numbers = Array.from({ length: 80 }, (_, nth) => apart(nth))

test('card numbers typed in sealed matters meet the policy’s limit, unknown ones and a row of them sooner, for each account', () => {
  const rate = () => new SealedAccessRate({ clock, pack: jensen })
  expect(counted(rate(), numbers, true)).toBe(60)
  expect(counted(rate(), numbers, false)).toBe(20)
  const inRow = Array.from({ length: 80 }, (_, nth) => String(27000000000001 + nth))
  expect(counted(rate(), inRow, true)).toBeLessThan(30)
  const one = rate()
  expect([counted(one, numbers, true), counted(one, numbers, true, counsel)]).toEqual([60, 60])
})

test('what was typed already answers again, and the rest once enough of it is long ago', () => {
  const rate = new SealedAccessRate({ clock, pack: jensen })
  counted(rate, numbers, true)
  expect(() => rate.count(director, apart(70), true)).toThrow(
    expect.objectContaining({ until: new Date('2026-11-24T15:10:00Z'), isReported: false }),
  )
  expect(() => rate.count(director, apart(3), true)).not.toThrow()
  now = new Date(now.getTime() + 10 * 60_000)
  expect(() => rate.count(director, apart(70), true)).not.toThrow()
})
