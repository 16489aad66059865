import { wrap } from './explain.ts'
import type { Pack } from './pack.ts'

export type ReadClause = {
  readonly id: string
  readonly heading: string
  /** Our interpretations of it, in the order of its rules. */
  readonly readings: readonly string[]
}

/** Every interpretation of ours, under the clause in whose file it stands. */
export function readingsOf(pack: Pack): ReadClause[] {
  return pack.clauses.map(({ id, heading }) => ({
    id,
    heading,
    readings: pack.rules
      .filter(({ clauses, file }) => homeOf(clauses, file) === id)
      .flatMap(({ readings }) => readings),
  }))
}

/** The clause whose file a rule stands in: `rules/reg-4.cedar` is the home of Reg 4. */
function homeOf(clauses: readonly string[], file: string): string | undefined {
  const name = file.replace(/^rules\/|\.cedar$/g, '')
  return clauses.find((id) => id.toLowerCase().replaceAll(' ', '-') === name) ?? clauses[0]
}

/** The readings for a terminal, each with boxes to tick. */
export function readingsText(pack: Pack): string {
  const clauses = readingsOf(pack).filter(({ readings }) => readings.length > 0)
  let number = 0
  return [
    `${pack.number}, ${pack.title}: how the program reads it`,
    `${pack.library}. For the Board to adopt or strike.`,
    '',
    ...clauses.flatMap(({ id, readings }) => [
      `${id}`,
      ...readings.flatMap((reading) => {
        number++
        const [first = '', ...more] = wrap(reading, '       ')
        return [`  ${String(number).padStart(2)}. ${first.trim()}`, ...more, '       [ ] Adopt   [ ] Strike']
      }),
      '',
    ]),
  ].join('\n')
}
