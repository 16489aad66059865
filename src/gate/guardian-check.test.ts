import { expect, test } from 'vitest'
import { NameAttempts } from './gate.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 15, minute))

test('five wrong names for a child use up an account’s tries, and a quarter of an hour gives them back', () => {
  const tries = new NameAttempts()
  for (let wrong = 0; wrong < 5; wrong++) {
    expect(tries.areLeft('clerk', 'child', at(wrong))).toBe(true)
    tries.countWrong('clerk', 'child', at(wrong))
  }
  expect(tries.areLeft('clerk', 'child', at(14))).toBe(false)
  expect(tries.areLeft('clerk', 'another child', at(14))).toBe(true)
  expect(tries.areLeft('another clerk', 'child', at(14))).toBe(true)
  expect(tries.areLeft('clerk', 'child', at(15))).toBe(true)
})
