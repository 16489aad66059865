import { describe, expect, test } from 'vitest'
import { checkScenario } from '../../src/policy/scenario.ts'
import { jensen } from './jensen-pack.ts'

for (const clause of jensen.clauses) {
  const own = clause.scenarios.filter(({ clauses }) => clauses[0] === clause.id)
  describe(`${clause.id}`, () => {
    test.each(own.map((scenario) => [scenario.title, scenario] as const))('%s', (_, scenario) => {
      expect(checkScenario(scenario, { rooms: jensen, decide: jensen.decide })).toEqual([])
    })
  })
}

test('every scenario is tried under the first clause that it serves', () => {
  const tried = jensen.clauses.flatMap(({ id, scenarios }) =>
    scenarios.filter(({ clauses }) => clauses[0] === id),
  )
  expect(tried.length).toBe(jensen.scenarios.length)
})
