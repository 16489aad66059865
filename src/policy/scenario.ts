import { z } from 'zod'
import { type Answer, type Ask, outcomes, type Rooms, readAsk, recordKinds } from './ask.ts'
import { MalformedAskError, PackError, pathText, readPackYaml } from './source-text.ts'

const records = z.array(z.enum(recordKinds))
const texts = z.array(z.string().min(1))

const expected = z.strictObject({
  outcome: z.enum(outcomes),
  may: records.optional(),
  withheld: records.optional(),
  clauses: texts.optional(),
  flags: texts.optional(),
  flagged: texts.optional(),
  unflagged: texts.optional(),
  sealed: z.boolean().optional(),
  'says-all': texts.optional(),
  'says-none': texts.optional(),
  'next-has': z.string().optional(),
})

const shape = z.strictObject({
  title: z.string().min(10),
  clauses: texts.min(1),
  ask: z.record(z.string(), z.unknown()),
  answer: expected.optional(),
  /** The path of the faulty field, if the ask is meant to be unreadable. */
  malformed: z.string().optional(),
})

export type Scenario = z.infer<typeof shape> & {
  readonly file: string
  readonly on: string
}

/** Throws PackError, naming the field. */
export function readScenarios(file: string, text: string, on: string): Scenario[] {
  const [list, ...more] = readPackYaml(file, text)
  if (more.length > 0) throw new PackError(file, undefined, 'one list of scenarios a file')
  const result = z.array(shape).safeParse(list)
  if (result.success) return result.data.map((scenario) => ({ ...scenario, file, on }))
  const [issue] = result.error.issues
  throw new PackError(file, undefined, `${pathText(issue?.path ?? [])}: ${issue?.message ?? 'no scenario'}`)
}

type ScenarioRunner = { readonly rooms: Rooms; decide(ask: Ask): Answer }

/** The differences from the scenario, a sentence each. */
export function checkScenario(scenario: Scenario, { rooms, decide }: ScenarioRunner): string[] {
  let ask: Ask
  try {
    ask = readAsk(scenario.ask, scenario.on, rooms)
  } catch (error) {
    if (!(error instanceof MalformedAskError)) throw error
    if (scenario.malformed === error.path) return []
    return [`the ask is malformed at ${error.path}: ${error.message}`]
  }
  if (scenario.answer === undefined) return ['the ask could be read']
  return differences(scenario.answer, decide(ask))
}

const reviewFlag = 'policy-review-overdue'

function differences(want: z.infer<typeof expected>, answer: Answer): string[] {
  const found: string[] = []
  const compare = (name: string, wanted: unknown, got: unknown) => {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(got)) {
      found.push(`${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`)
    }
  }
  compare('outcome', want.outcome, answer.outcome)
  compare('may', want.may, answer.may)
  compare('withheld', want.withheld, answer.withheld)
  compare('clauses', want.clauses, answer.clauses)
  compare(
    'flags',
    want.flags,
    answer.flags.filter((flag) => flag !== reviewFlag),
  )
  compare('sealed', want.sealed, answer.sealed)
  for (const flag of want.flagged ?? []) compare(`flag ${flag}`, true, answer.flags.includes(flag))
  for (const flag of want.unflagged ?? []) compare(`flag ${flag}`, false, answer.flags.includes(flag))
  for (const text of want['says-all'] ?? []) compare(`says "${text}"`, true, answer.say.includes(text))
  for (const text of want['says-none'] ?? []) compare(`says "${text}"`, false, answer.say.includes(text))
  const step = want['next-has']
  if (step !== undefined) compare(`next "${step}"`, true, answer.next.join('\n').includes(step))
  return found
}
