import { stages } from '../../src/cases/case.ts'
import type { StepTable } from '../../src/cases/step-table.ts'
import { type AnyStep, stepsByName } from '../../src/cases/steps/index.ts'
import { playCases, type Tried } from './sequences.ts'

/** The steps without one guard, wherever it stands. */
export function without(name: string): StepTable {
  const kept = (step: AnyStep): StepTable[string] => ({
    ...step,
    guards: step.guards.filter((guard) => guard.name !== name),
    guardsFor: (event, it) => (step.guardsFor?.(event, it) ?? []).filter((guard) => guard.name !== name),
  })
  return Object.fromEntries(Object.entries(stepsByName).map(([what, step]) => [what, kept(step)]))
}

/** The steps of which one may be taken at any stage but the last; or others so. */
export function everywhere(name: keyof typeof stepsByName, of: StepTable = stepsByName): StepTable {
  const at = stages.filter((stage) => stage !== 'closed')
  return { ...of, [name]: { ...(of[name] ?? stepsByName[name]), at } }
}

/** A table by which one step is taken by nobody. */
export const never = (name: keyof typeof stepsByName): StepTable => ({
  ...stepsByName,
  [name]: { ...stepsByName[name], by: [] },
})

/** The duty that some sequence breaks by that table; undefined where none was found. */
export function caughtBy(
  table: StepTable,
  {
    cases = 60_000,
    seed,
    isBound,
    ...more
  }: Pick<Tried, 'isBound' | 'only' | 'begins'> & {
    readonly cases?: number
    readonly seed?: number | 'new'
  } = {},
): string | undefined {
  const tried: Tried = { table, outcomes: new Map(), ...more, ...(isBound && { isBound }) }
  try {
    playCases(tried, cases, seed)
  } catch (error) {
    if (tried.broken === undefined) throw error
  }
  return tried.broken
}
