import { beforeAll, describe, expect, test } from 'vitest'
import { isDaily } from '../scope.ts'
import { CedarOracle } from './cedar-oracle.ts'
import { Comparison } from './compared.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'
import { randomAsks } from './random-asks.ts'

const schema = jensenFiles.get('schema.cedarschema') ?? ''
/** One in fifty of them every day, a tenth in the full run, all in the long run; a rare rule decides as large a part of each. */
const isLong = process.env['CARREL_LONG'] !== undefined
const asks = isLong ? 50_000 : isDaily ? 1_000 : 5_000
const rarest = isDaily ? 1 : asks / 500
/** Of these every action is asked of Cedar one by one; of all the others the conditions of all rules at once. */
const askedWhole = isLong ? 2_000 : isDaily ? 200 : 1_000

describe('compiled rules and Cedar’s own engine say the same', () => {
  const comparison = new Comparison(jensen, new CedarOracle(jensen, schema))

  beforeAll(() => {
    let left = askedWhole
    for (const ask of randomAsks(jensen, { count: asks, seed: 20_261_124 })) {
      if (left-- > 0) comparison.decisions(ask)
      else comparison.conditions(ask)
    }
  }, 400_000)

  test('on 50,000 random asks in the long run, on 5,000 in the full run, and on 1,000 every day', () => {
    expect(comparison.differences.slice(0, 3)).toEqual([])
    expect(comparison.reach.asks).toBe(asks)
  })

  test('of which at least 30 in a hundred permit something', () => {
    expect(comparison.reach.permitting / comparison.reach.asks).toBeGreaterThanOrEqual(0.3)
  })

  test('in which every rule determined at least one answer in 500, of so few as every day one', () => {
    const { determined } = comparison.reach
    expect(jensen.rules.filter(({ id }) => (determined.get(id) ?? 0) < rarest).map(({ id }) => id)).toEqual(
      [],
    )
  })

  test.runIf(isLong)('in which every condition of every rule failed alone', () => {
    const { flipped } = comparison.reach
    const never = jensen.rules.flatMap(({ id, fixed, conditions }) =>
      [...fixed, ...conditions].map((_, index) => `${id}#${index}`).filter((key) => !flipped.has(key)),
    )
    expect(never).toEqual([])
  })
})
