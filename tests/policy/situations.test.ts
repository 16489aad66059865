import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAsk } from '../../src/policy/ask.ts'
import { jensen } from './jensen-pack.ts'

type Situation = {
  readonly is: string
  readonly ask: object
  readonly outcome: string
  readonly told: string[]
}

const situations: readonly Situation[] = parse(
  readFileSync(new URL('./situations.yaml', import.meta.url), 'utf8'),
)
const today = '2026-11-24'

describe('a situation that no clause names is told what the page gives, and no more', () => {
  test.each(situations.map((one) => [one.is, one] as const))('%s', (_, { ask, outcome, told }) => {
    const answer = jensen.decide(readAsk(ask, today, jensen))
    expect({ outcome: answer.outcome, told: answer.may }).toEqual({ outcome, told })
    expect(answer.say).not.toBe('')
  })

  test('at least sixty of them', () => {
    expect(situations.length).toBeGreaterThanOrEqual(60)
  })
})
