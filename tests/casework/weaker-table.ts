import { stages } from '../../src/casework/case.ts'
import type { Need } from '../../src/casework/needs.ts'
import type { Table } from '../../src/casework/step.ts'
import { decisionNeeds, type Step, steps } from '../../src/casework/steps.ts'
import { playCases } from './sequences.ts'

/** The table without one need, wherever it stands. */
export function without(need: Need): Table {
  const kept = <T extends { readonly needs: readonly Need[] }>(row: T): T => ({
    ...row,
    needs: row.needs.filter((one) => one !== need),
  })
  return {
    steps: Object.fromEntries(Object.entries(steps).map(([name, row]) => [name, kept(row as Step)])),
    decisionNeeds: (...of) => decisionNeeds(...of).filter((one) => one !== need),
  }
}

/** The table in which one step may be taken at any stage but the last; or another table so. */
export function everywhere(name: keyof typeof steps, of: Table = { steps, decisionNeeds }): Table {
  const at = stages.filter((stage) => stage !== 'closed')
  return { ...of, steps: { ...of.steps, [name]: { ...steps[name], ...of.steps[name], at } } }
}

/** Whether some sequence is unfair by that table. */
export const fails = (table: Table, cases = 60_000) => {
  try {
    playCases({ table, outcomes: new Map() }, cases)
    return false
  } catch {
    return true
  }
}
