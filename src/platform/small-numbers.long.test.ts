import { expect, test } from 'vitest'
import {
  attackReports,
  attackTables,
  attackYears,
  TableAttacker,
} from '../../tests/support/table-attacker.ts'

const attacker = await TableAttacker.create()
const seeds = (many: number) => Array.from({ length: many }, (_none, at) => at)

/** How many gaps were attacked, so that a method that withholds everything shows. */
const said = ({ tables, withheld, gaps }: ReturnType<typeof attackTables>) =>
  console.info(`${tables} tables, ${withheld} withheld, ${gaps} gaps`)

test('of 10,000 tables with their sums a solver recovers no number that is left out', () => {
  const found = attackTables(attacker, seeds(10_000))
  said(found)
  expect(found.recovered).toEqual([])
  expect(found.withheld).toBeLessThan(found.tables / 4)
})

test('nor of 10,000 months, of years in which the same table is told each month', () => {
  const found = attackYears(attacker, seeds(840))
  said(found)
  expect(found.recovered).toEqual([])
})

test('nor of 10,000 transparency reports', () => {
  const found = attackReports(attacker, seeds(10_000))
  said(found)
  expect(found.recovered).toEqual([])
})
