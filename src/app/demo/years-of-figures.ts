import { type CaseCount, publishYears } from '../../cases/index.ts'
import { dispositionsOfYear, type MonthCount, publishMonth } from '../../circulation/index.ts'
import { inContext } from '../../platform/db/context.ts'
import type { Database } from '../../platform/db/database.ts'
import { dailyJobContext } from '../../platform/jobs/daily-job.ts'

const lendingYears = 3

/** What comes back in an ordinary month, by age and collection; a few are so small that a report leaves them out. */
const returned: Readonly<Record<string, number>> = {
  ...{ '0-12 JUV': 310, '0-12 NFIC': 24 },
  ...{ '13-18 FIC': 62, '13-18 JUV': 34, '13-18 NFIC': 13 },
  ...{ '19-64 FIC': 255, '19-64 JUV': 118, '19-64 NFIC': 190 },
  ...{ '65- FIC': 172, '65- JUV': 11, '65- NFIC': 84, '65- LP': 10 },
}

/** Requests of each year, the last one last. Most are too few to be published. */
const requests: readonly (Omit<CaseCount, 'year' | 'cases'> & { readonly cases: readonly number[] })[] = [
  { kind: 'ask', instrument: null, outcome: 'answered', cases: [7, 9, 8, 12, 14] },
  { kind: 'records-request', instrument: null, outcome: 'no-records', cases: [2, 5, 6, 4, 7] },
  { kind: 'records-request', instrument: null, outcome: 'withdrawn', cases: [1, 1, 0, 2, 1] },
  { kind: 'conduct', instrument: null, outcome: 'answered', cases: [5, 6, 3, 8, 6] },
  { kind: 'privacy', instrument: null, outcome: 'heeded', cases: [0, 1, 1, 0, 2] },
  { kind: 'process', instrument: 'subpoena', outcome: 'withdrawn', cases: [1, 0, 2, 1, 1] },
  { kind: 'process', instrument: 'court-order', outcome: 'released', cases: [0, 1, 0, 1, 0] },
]

/** Once: years of reports, so that their charts show something. They are written as the nightly jobs write them. */
export async function inventFigures({ app, worker }: Database, today: string): Promise<void> {
  if ((await dispositionsOfYear(app, undefined, today)).years.length > 0) return
  const year = Number(today.slice(0, 4))
  await inContext(worker, dailyJobContext, async (trx) => {
    for (let at = 0; at < lendingYears * 12; at++) {
      const month = `${year - lendingYears + 1 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
      if (month < today.slice(0, 7)) await publishMonth(trx, month, monthCount(at))
    }
  })
  const [
    {
      cases: { length },
    } = { cases: [] },
  ] = requests
  const years = Array.from({ length }, (_none, at) => String(year - length + at))
  await inContext(app, dailyJobContext, (trx) =>
    publishYears(
      trx,
      years,
      requests.flatMap(({ cases, ...request }) =>
        years.map((name, at) => ({ ...request, year: name, cases: cases[at] ?? 0 })),
      ),
    ),
  )
}

/** Children read most in summer, everyone a little less in spring; each year a little more. @param at from 0 */
function monthCount(at: number): MonthCount {
  const season = Math.cos(((at - 6) / 6) * Math.PI)
  const bands = Object.fromEntries(
    Object.entries(returned).map(([name, usual], cell) => {
      const swing = name.includes('JUV') ? 0.3 * season : 0.1 * Math.cos((at / 6) * Math.PI)
      const chance = (((at + 3) * 37 + cell * 101) % 23) / 100 - 0.11
      return [name, Math.max(2, Math.round(usual * (1 + swing + chance + at * 0.004)))]
    }),
  )
  const told = Object.values(bands).reduce((sum, count) => sum + count, 0)
  const untold = 14 + ((at * 7) % 12)
  const cut = { hold: 38 + ((at * 11) % 19), charge: 6 + ((at * 5) % 11) }
  return { returns: told + untold, untold, items: {}, bands, cut }
}
