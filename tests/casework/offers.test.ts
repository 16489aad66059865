import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Case, stageOf } from '../../src/cases/case.ts'
import type { CaseEventName } from '../../src/cases/event.ts'
import { isOffered, nextStepsOf } from '../../src/cases/next-steps.ts'
import { steps } from '../../src/cases/steps/index.ts'
import { everyRole } from '../../src/cases/steps/step.ts'
import { stamped } from './any-event.ts'
import type { Apply } from './freedoms.ts'
import { diceOf, playCases } from './sequences.ts'

const names = steps.map(({ name }): CaseEventName => name)

/** What a set of games showed: a line for each kind, stage and role, one for each step and stage, and a mark of it all in order. */
function recording() {
  const lines = new Map<string, Set<string>>()
  const mark = createHash('sha256')
  let states = 0
  const note = (line: string, what: readonly string[]) => {
    mark.update(`${line}: ${what.join(' ')}\n`)
    const known = lines.get(line) ?? new Set()
    for (const one of what) known.add(one)
    lines.set(line, known)
  }
  return {
    reached(it: Case, apply: Apply) {
      const dice = diceOf(states++)
      const stage = stageOf(it)
      const owed = nextStepsOf(it)
      for (const role of everyRole) {
        const at = `${it.kind}, ${stage}, ${role}`
        note(
          `${at} is offered`,
          names.filter((name) => isOffered(it, role, name)),
        )
        note(
          `${at} owes`,
          owed.filter(({ by }) => by === role).map(({ step }) => step),
        )
      }
      mark.update(owed.map(({ step, by }) => `${step} ${by}`).join())
      for (const name of names) {
        const next = apply(it, stamped(dice, name, it))
        note(`${name}, ${stage}`, 'refused' in next ? next.refused : ['taken'])
      }
    },
    text: () =>
      [
        `${states} states, SHA-256 ${mark.digest('hex')}`,
        ...[...lines].map(([line, what]) => `${line}: ${[...what].sort().join(' ')}`).sort(),
        '',
      ].join('\n'),
  }
}

test('what is offered, owed and refused, for each stage and role, is what is recorded in offers.txt', async () => {
  const { reached, text } = recording()
  playCases({ outcomes: new Map(), reached }, 150)
  await expect(text()).toMatchFileSnapshot('offers.txt')
})
