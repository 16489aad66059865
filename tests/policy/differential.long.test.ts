import { expect, test } from 'vitest'
import { CedarOracle } from './cedar-oracle.ts'
import { Comparison } from './compared.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'
import { randomAsks } from './random-asks.ts'

test('compiled rules and Cedar’s own engine decide every action alike on 50,000 random asks', () => {
  const comparison = new Comparison(
    jensen,
    new CedarOracle(jensen, jensenFiles.get('schema.cedarschema') ?? ''),
  )
  for (const ask of randomAsks(jensen, { count: 50_000, seed: 7 })) comparison.decisions(ask)
  expect(comparison.differences.slice(0, 3)).toEqual([])
}, 3_600_000)
