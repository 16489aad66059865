import { type Stage, stages } from './case.ts'
import { type AnyStep, steps } from './steps/index.ts'
import { type NextStage, stagesBeforeDecision } from './steps/step.ts'

/*
 * The way of a case, drawn from its steps: for docs/CASES.md, which a test holds. The six stages before the decision are one
 * state, since most steps may come at each of them.
 */

type State = Stage | 'before-decision'
type Transition = { readonly from: State; readonly to: State; readonly names: readonly string[] }

const stateOf = (stage: Stage): State =>
  stagesBeforeDecision.some((one) => one === stage) ? 'before-decision' : stage

/** Where a case that was at a stage is after a step. */
export const leadsTo = ({ to }: AnyStep, from: Stage): readonly NextStage[] =>
  typeof to === 'function' ? to(from) : to

/** Between which states each step moves a case. */
function transitions(states: readonly State[]): readonly Transition[] {
  const moves = steps.flatMap((step: AnyStep) =>
    step.at.flatMap((from) =>
      leadsTo(step, from).flatMap((stage) =>
        stage === 'stays' ? [] : [{ name: step.name, from: stateOf(from), to: stateOf(stage) }],
      ),
    ),
  )
  return states.flatMap((from) =>
    states.flatMap((to) => {
      const names = moves.filter((move) => from !== to && move.from === from && move.to === to)
      return names.length === 0 ? [] : [{ from, to, names: [...new Set(names.map(({ name }) => name))] }]
    }),
  )
}

const identifier = (name: string) => name.replaceAll('-', '_')

const lineOf = ({ from, to, names }: Transition) =>
  `  ${identifier(from)} --> ${identifier(to)}: ${names.join(', ')}`

/** From a report to the end, in the language of Mermaid. */
export function stateDiagram(): string {
  const states = [...new Set(stages.map(stateOf))]
  return [
    'stateDiagram-v2',
    '  [*] --> before_decision: received',
    ...transitions(states).map(lineOf),
    '  closed --> [*]',
  ].join('\n')
}

/** Every step: who may take it, at which stages, and what must be so before, with the clause of the pack that asks for it. */
export function stepTableText(clauses: Readonly<Record<string, string>>): string {
  const rows = steps.map((step: AnyStep) => {
    const { name, by, at, guards } = step
    const to = typeof step.to === 'function' ? [...new Set(at.flatMap(step.to))] : step.to
    const needs = guards.map((guard) => {
      const clause = clauses[guard.name]
      return clause === undefined ? guard.name : `${guard.name} (${clause})`
    })
    return `| \`${name}\` | ${by.join(', ')} | ${stagesText(at)} | ${stagesText(to)} | ${needs.join(', ')} |`
  })
  return ['| Step | Who | At | Leads to | Required before |', '|---|---|---|---|---|', ...rows].join('\n')
}

const stagesText = (some: readonly NextStage[]): string => {
  const hasUndecided = stagesBeforeDecision.every((stage) => some.includes(stage))
  const rest = hasUndecided
    ? some.filter((one) => !stagesBeforeDecision.some((stage) => stage === one))
    : some
  return [...(hasUndecided ? ['before the decision'] : []), ...rest].join(', ')
}
