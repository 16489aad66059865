import { expect, test } from 'vitest'
import type { Case, OwnStatement, RelayedWord } from './case.ts'
import { boardConfirmedBy, isBoardConsulted, opinionHere, ownOpinion, ownOpinionBy } from './statements.ts'

const at = '2026-11-20T10:00:00Z'
const own = (by: string, opinion: 'proper' | 'defective', after: number): OwnStatement => ({
  ...{ of: 'advice', by, opinion, after },
})
const reported = (of: RelayedWord['of'], is?: boolean): RelayedWord => ({
  ...{ of, by: 'ann', at, notedAt: at },
  ...(of === 'advice' && { opinion: 'defective' }),
  ...(is !== undefined && { answer: { is, by: 'kit', hand: 'kit', at } }),
})
const unsaid = { unsaid: true } as const

test.each<[string, readonly OwnStatement[], readonly RelayedWord[], readonly unknown[]]>([
  ['nothing', [], [], []],
  ['their own', [own('lou', 'proper', 0)], [], ['proper', 'lou', 'proper']],
  ['a report that waits', [], [reported('advice')], []],
  ['a report that they denied', [], [reported('advice', false)], []],
  ['a report that they confirmed', [], [reported('advice', true)], ['defective', 'kit']],
  ['their own after it', [own('lou', 'proper', 1)], [reported('advice', true)], ['proper', 'lou', 'proper']],
  [
    'a report after their own',
    [own('lou', 'proper', 0)],
    [reported('advice', true)],
    ['defective', 'kit', 'proper'],
  ],
  ['what a conflict voids', [{ ...own('lou', 'proper', 0), ...unsaid }], [], [undefined, 'lou']],
  ['a report that it voids', [], [{ ...reported('advice', true), ...unsaid }], [undefined, 'kit']],
])(
  'counsel’s own opinion is what they last gave or confirmed: %s',
  (_, said, relayed, [opinion, by, here]) => {
    const it = { own: said, relayed } as unknown as Case
    expect([ownOpinion(it), ownOpinionBy(it), opinionHere(it)]).toEqual([opinion, by, here])
  },
)

test.each<[string, boolean | undefined, boolean, readonly string[]]>([
  ['waits', undefined, true, []],
  ['was confirmed', true, true, ['kit']],
  ['was denied', false, false, []],
])('the Board counts as consulted unless it denies the report: it %s', (_, is, consulted, by) => {
  const it = { own: [], relayed: [reported('board', is)] } as unknown as Case
  expect([isBoardConsulted(it), boardConfirmedBy(it)]).toEqual([consulted, by])
})
