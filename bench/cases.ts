import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { makeGateServices } from '../src/app/services.ts'
import { stageOf } from '../src/cases/case.ts'
import type { CaseService } from '../src/cases/case-service.ts'
import { openCases } from '../src/cases/cases-store.ts'
import type { CaseEvent } from '../src/cases/event.ts'
import type { StoredEvent } from '../src/cases/sql-case-repository.ts'
import { newCase } from '../src/cases/steps/received.ts'
import { NameIndex } from '../src/gate/patron-name.ts'

import { systemClock } from '../src/platform/clock.ts'
import { sealField } from '../src/platform/crypto/field.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { inContext } from '../src/platform/db/context.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { daysAfter } from '../src/policy/calendar.ts'
import { loadPack } from '../src/policy/pack.ts'
import { readPackFolder } from '../src/policy/pack-folder.ts'
import { type BenchRow, percentile } from './row.ts'

const [few, many] = [100, Number(process.env['CARREL_BENCH_CASES'] ?? 100_000)] as const
const looks = Number(process.env['CARREL_BENCH_FINDS'] ?? 9000)
const [batch, pageOfList, eventsEach] = [2000, 50, 8] as const
const director = { accountId: 'bench', role: 'director', place: 'office' } as const
const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '..', 'policies', 'jensen-mgt-1')))

type CaseLibrary = {
  readonly database: Database
  readonly cases: CaseService
  readonly references: readonly string[]
}

/** A library with that many cases, eight events each. All of a small number are open, so that each list is a full page. */
async function caseLibrary(cases: number): Promise<CaseLibrary> {
  const scratch = process.env['CARREL_BENCH_SCRATCH'] ?? tmpdir()
  const home = homeFrom({ CARREL_HOME: mkdtempSync(join(scratch, `cases-${cases}-`)) }, '/')
  const database = await openDatabase(home)
  const ring = new KeyRing(home.keysDir)
  const clock = systemClock(pack.timeZone)
  const references = Array.from({ length: cases }, () => randomUUID().slice(0, 18))
  for (let from = 0; from < cases; from += batch) {
    const some = references.slice(from, from + batch).map((reference) => ({ reference, id: randomUUID() }))
    await inContext(database.app, { actor: 'bench', place: 'office' }, async (trx) => {
      const on = clock.today()
      await sql`insert into case_file (id, reference, kind, stage, owed_by, due_on, opened_on, closed_on, events)
        select id, reference, 'process', ${stageOf(newCase(received, received.stamp))}, 'director',
          ${on}::date + nth::int % 400, ${on}::date - nth::int % 2000, case when ${cases}::int > 1000 and nth % 10 > 0 then ${on}::date end, ${eventsEach}
        from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ reference }) => reference)}::text[])
          with ordinality as each (id, reference, nth)`.execute(trx)
      const events = some.flatMap(({ id: file }) =>
        Array.from({ length: eventsEach }, (_, at) => {
          const id = randomUUID()
          const kept: StoredEvent = { case: file, nth: at + 1, event: at === 0 ? received : told }
          return { id, file, nth: at + 1, event: sealField(ring, 'case_event.event', id, kept) }
        }),
      )
      await sql`insert into case_event (id, case_id, nth, event) select * from unnest(
        ${events.map(({ id }) => id)}::uuid[], ${events.map(({ file }) => file)}::uuid[],
        ${events.map(({ nth }) => nth)}::int[], ${events.map(({ event }) => event)}::bytea[])`.execute(trx)
    })
  }
  await sql`analyze`.execute(database.worker).catch(() => undefined)
  return {
    database,
    cases: makeGateServices({ app: database.app, ring, pack, names: new NameIndex(), clock }).cases,
    references,
  }
}

const at = '2026-11-24T15:00:00Z'
const stamp = { by: 'bench', role: 'director', at, notedAt: at } as const
const received: CaseEvent & { what: 'received' } = {
  ...{ what: 'received', kind: 'process', way: 'counter', wants: 'What a customer had', drill: false, stamp },
  requester: { kind: 'justice-agency', name: 'A. Deputy', agency: 'Kearney County' },
  aboutDirector: false,
}
const told: CaseEvent = { what: 'told', whom: 'director', through: 'phone', reached: true, stamp }

type Look = (library: CaseLibrary, at: number) => Promise<unknown>

const acts: Readonly<Record<string, Look>> = {
  'the list of open cases': ({ database }) => listed(database, undefined),
  // Early enough that a hundred cases fill a page too.
  'a page of it further on': ({ database }, at) =>
    listed(database, {
      rank: 1,
      dueOn: daysAfter(systemClock(pack.timeZone).today(), at % 15),
      id: randomUUID(),
    }),
  'a case': ({ cases, references }, at) =>
    cases.look(director, references[(at * 7919) % references.length] ?? ''),
}

const listed = (
  database: Database,
  after: { readonly rank: number; readonly dueOn: string; readonly id: string } | undefined,
) =>
  inContext(database.app, { actor: 'bench', place: 'office' }, (trx) =>
    openCases(trx, { after, limit: pageOfList, about: { about: 'others', out: [] } }),
  )

/** What the list and a case cost with a hundred thousand cases, compared with a hundred. */
export async function run(): Promise<BenchRow[]> {
  const small = await caseLibrary(few)
  const large = await caseLibrary(many)
  try {
    const rows: BenchRow[] = []
    for (const [name, look] of Object.entries(acts))
      rows.push(...(await compared(name, look, { small, large })))
    return rows
  } finally {
    for (const { database } of [small, large]) await database.close()
  }
}

async function compared(
  name: string,
  look: Look,
  { small, large }: { readonly small: CaseLibrary; readonly large: CaseLibrary },
): Promise<BenchRow[]> {
  const taken: [number[], number[]] = [[], []]
  for (let at = 0; at < looks; at++) {
    // Why: they alternate, each first as often as the other, so that other work of the machine affects both alike.
    for (const which of at % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const began = performance.now()
      await look(which === 0 ? small : large, at)
      if (at >= looks / 10) taken[which].push(performance.now() - began)
    }
  }
  return ([0.5, 0.99] as const).map((p): BenchRow => {
    const [peerValue, value] = [percentile(taken[0], p), percentile(taken[1], p)]
    return {
      name: `${name}, ${many.toLocaleString('en-US')} cases, p${p * 100}`,
      ...{ value, unit: 'ms', peer: `${few} cases`, peerValue },
      ...{ ratio: value / peerValue, bound: 'at most 1.3 ×', ok: value / peerValue <= 1.3 },
    }
  })
}
