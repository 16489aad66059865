import type { CaseKind } from '../../src/cases/case.ts'
import { addDenial } from '../../src/cases/denials-store.ts'
import type { CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import { publishRequestsJob } from '../../src/cases/jobs.ts'
import { warrantReceived } from '../../src/cases/pages/search-warrant-start.tsx'
import { inContext } from '../../src/platform/db/context.ts'
import { denialWordsOf } from '../../src/policy/manifest.ts'
import { asOwner } from '../links/as-owner.ts'
import type { Tested } from '../web/house.ts'

const clerk = {
  accountId: '00000000-0000-4000-8000-000000000001',
  role: 'desk',
  place: 'front-desk',
} as const

/** How a case of a kind comes in, with nothing of anybody in it. */
export const cameAs = (kind: CaseKind, drill = false): EventBodyOf<'received'> => ({
  ...warrantReceived(drill),
  kind,
})

/** A search, for whoever looks at it: the reference of a case in which this happened. */
export async function plantSearch(
  { house }: Tested,
  { drill = false, steps = [] }: { readonly drill?: boolean; readonly steps?: readonly CaseEventBody[] },
): Promise<string> {
  const { reference } = await house.cases.receive(clerk, warrantReceived(drill))
  for (const step of steps) {
    const taken = await house.cases.take(clerk, reference, step)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(`${step.what} was not taken`)
  }
  return reference
}

export const plantedSearch: readonly CaseEventBody[] = [
  { what: 'told', whom: 'director', through: 'phone', reached: true },
  { what: 'told', whom: 'counsel', through: 'phone', reached: false },
  {
    ...{ what: 'search-began', leader: 'Ann Sample 12', court: 'Kearney', signedBy: 'Q. Example' },
    ...{ place: '12 Main', items: 'PC 4711', dates: '11/24/2026', hours: '', delay: 'refused' },
  },
  { what: 'thing-taken', thing: 'PC 4711' },
  { what: 'thing-taken', thing: 'USB 12' },
]

type Planted = readonly [kind: string, instrument: string | null, outcome: string | null, cases: number]

/** Cases of a year as figures have them, by rows alone: what they say is nobody's to open. */
export async function plantFigures(
  { it }: Tested,
  year: string,
  counts: readonly Planted[],
  drill = false,
): Promise<void> {
  await asOwner(it, async (owner) => {
    await owner.query('set row_security = off')
    for (const [kind, instrument, outcome, cases] of counts) {
      await owner.query(
        `insert into case_file (reference, kind, instrument, stage, outcome, opened_on, closed_on, drill, events)
         select gen_random_uuid()::text, $1, $2, 'closed', $3, $4::date, $4::date, $5, 0 from generate_series(1, $6)`,
        [kind, instrument, outcome, `${year}-06-01`, drill, cases],
      )
    }
  })
}

/** Of every legal paper planted so: reported in ten minutes, opened in fifty, and never taken to counsel. */
export async function plantDutyTimes({ it }: Tested, year: string): Promise<void> {
  await asOwner(it, async (owner) => {
    await owner.query('set row_security = off')
    await owner.query(
      `update case_file set served_at = opened_on, reported_at = opened_on + interval '10 minutes',
         seen_at = opened_on + interval '50 minutes' where kind = 'process' and opened_on = $1`,
      [`${year}-06-01`],
    )
  })
}

/** The library began in this year. */
export async function beganIn({ it }: Tested, year: string): Promise<void> {
  await asOwner(it, (owner) => owner.query('update library set made_on = $1', [`${year}-03-01`]))
}

/** The night tells the years whose day has come. */
export async function tellRequests({ house, time }: Tested): Promise<void> {
  await publishRequestsJob(house).run(time.today)
}

/** Denial letters as they stand in the file. */
export async function plantDenials({ house }: Tested, days: readonly string[]): Promise<void> {
  const must = denialWordsOf(house.pack.manifest)
  if (must === undefined) throw new Error('the pack has no words for a denial')
  const { citation: subsection, ...words } = must
  const signed = { language: house.pack.manifest.language, sha256: 'ab'.repeat(32) }
  await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    for (const sentOn of days)
      await addDenial(trx, { sentOn, decidedBy: 'director', subsection, ...words, ...signed })
  })
}
