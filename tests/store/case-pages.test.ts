import { type KyselyPlugin, type SelectQueryNode, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closedCases, openCases, withheldCases } from '../../src/cases/cases-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
beforeAll(async () => {
  it = await startTestDatabase()
})
afterAll(() => it?.close())

/** Has a question answered with the plan for it. */
const explained: KyselyPlugin = {
  transformQuery: ({ node }) => ({ ...(node as SelectQueryNode), explain: { kind: 'ExplainNode' } }),
  transformResult: async ({ result }) => result,
}
const id = '7f0c6a4e-5ad0-4a43-9b1b-0a4d3a1c9e55'
const after = { rank: 1, dueOn: '2026-12-01', id }
const page = { limit: 50, about: { about: 'others', out: [] } } as const

test.each([
  ['open', 'case_open', (trx) => openCases(trx, { ...page, after })],
  ['withheld', 'case_withheld', (trx) => withheldCases(trx, { ...page, after })],
  ['closed', 'case_closed', (trx) => closedCases(trx, { ...page, before: { closedOn: '2026-12-01', id } })],
] satisfies [string, string, (trx: Parameters<typeof openCases>[0]) => Promise<unknown>][])(
  'a page further on of the %s cases begins in its index, whatever the rights to rows are',
  async (_name, index, read) => {
    const plan = await inContext(it.database.app, { actor: 'clerk', place: 'office' }, async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx)
      await sql`set local enable_bitmapscan = off`.execute(trx)
      return read(trx.withPlugin(explained) as typeof trx)
    })
    const lines = JSON.stringify(plan)
    expect(lines).toContain(`using ${index}`)
    expect(lines).toMatch(/Index Cond: \(ROW\(/)
    expect(lines).not.toContain('Sort')
  },
)
