import { stages } from '../../src/cases/case.ts'
import type { GuardName } from '../../src/cases/guards.ts'
import type { StepTable } from '../../src/cases/step-table.ts'
import { guardsOfDecision, type StepRule, stepRules } from '../../src/cases/step-table.ts'
import { playCases } from './sequences.ts'

/** The table without one need, wherever it stands. */
export function without(need: GuardName): StepTable {
  const kept = <T extends { readonly needs: readonly GuardName[] }>(row: T): T => ({
    ...row,
    needs: row.needs.filter((one) => one !== need),
  })
  return {
    steps: Object.fromEntries(Object.entries(stepRules).map(([name, row]) => [name, kept(row as StepRule)])),
    decisionNeeds: (...of) => guardsOfDecision(...of).filter((one) => one !== need),
  }
}

/** The table in which one step may be taken at any stage but the last; or another table so. */
export function everywhere(
  name: keyof typeof stepRules,
  of: StepTable = { steps: stepRules, decisionNeeds: guardsOfDecision },
): StepTable {
  const at = stages.filter((stage) => stage !== 'closed')
  return { ...of, steps: { ...of.steps, [name]: { ...stepRules[name], ...of.steps[name], at } } }
}

/** Whether some sequence is unfair by that table. */
export const fails = (table: StepTable, cases = 60_000) => {
  try {
    playCases({ table, outcomes: new Map() }, cases)
    return false
  } catch {
    return true
  }
}
