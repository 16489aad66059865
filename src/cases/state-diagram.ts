import { type Stage, stages } from './case.ts'
import { type AnyStep, steps } from './steps/index.ts'
import { type NextStage, stagesBeforeDecision } from './steps/step.ts'

/* Draws docs/CASES.md. The six stages before the decision are one state: most steps are possible at each. */

type State = Stage | 'before-decision'
type Transition = { readonly from: State; readonly to: State; readonly names: readonly string[] }

const stateOf = (stage: Stage): State =>
  stagesBeforeDecision.some((one) => one === stage) ? 'before-decision' : stage

export const leadsTo = ({ to = ['stays'] }: AnyStep, from: Stage): readonly NextStage[] =>
  typeof to === 'function' ? to(from) : to

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

/** In Mermaid. */
export function stateDiagram(): string {
  const states = [...new Set(stages.map(stateOf))]
  return [
    'stateDiagram-v2',
    '  [*] --> before_decision: received',
    ...transitions(states).map(lineOf),
    '  closed --> [*]',
  ].join('\n')
}

/** Who may take each step, when, and its guards; then which clause of the pack asks for each guard. */
export function stepTableText(clauses: Readonly<Record<string, string>>): string {
  const rows = steps.map((step: AnyStep) => {
    const { name, by, at, guards } = step
    const to = [...new Set(at.flatMap((from) => leadsTo(step, from)))]
    const needs = guards.map((guard) => guard.name).join(', ')
    return `| \`${name}\` | ${by.join(', ')} | ${stagesText(at)} | ${stagesText(to)} | ${needs} |`
  })
  return [
    '| Step | Who | At | Leads to | Required before |',
    ...['|---|---|---|---|---|', ...rows, '', '| Clause | Asks for |', '|---|---|', ...clauseRows(clauses)],
  ].join('\n')
}

function clauseRows(clauses: Readonly<Record<string, string>>): string[] {
  const guards = [...new Set(steps.flatMap((step: AnyStep) => step.guards.map(({ name }) => name)))]
  const clauseOf = (guard: string) => clauses[guard] ?? 'no clause'
  return [...new Set(guards.map(clauseOf))]
    .sort()
    .map((clause) => `| ${clause} | ${guards.filter((guard) => clauseOf(guard) === clause).join(', ')} |`)
}

const stagesText = (some: readonly NextStage[]): string => {
  const left = stages.filter((stage) => !some.includes(stage))
  if (left.length === 0) return 'any'
  if (left.join() === 'closed') return 'any but closed'
  const hasUndecided = stagesBeforeDecision.every((stage) => some.includes(stage))
  const rest = hasUndecided
    ? some.filter((one) => !stagesBeforeDecision.some((stage) => stage === one))
    : some
  return [...(hasUndecided ? ['before the decision'] : []), ...rest].join(', ')
}
