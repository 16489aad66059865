import { expect } from 'vitest'
import type { CaseOutcome } from '../../src/cases/case.ts'
import type { CaseView } from '../../src/cases/case-service.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { entriesOf } from '../crash/entries.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { actors } from '../web/cases-planted.ts'
import type { Library, Shown } from './journey.ts'

/** What the file and the register hold of a case at its end. */
export type Held = { readonly seen: CaseView; readonly entries: readonly Entry[] }

/** The case has that outcome and is closed; the file, the list and the register say the same of what happened. */
export async function held(library: Library, reference: string, outcome: CaseOutcome): Promise<Held> {
  const { house, it } = library.tested
  const { counsel } = await actors(library.tested)
  const seen = await house.cases.look(counsel, reference)
  if (seen === undefined) throw new Error(`there is no case ${reference}`)
  const entries = (await entriesOf(it.database.worker, house.ring)).filter((one) => one.case === reference)
  const whats = seen.events.map(({ what }) => what)
  const stepsIn = entries.flatMap(({ kind, flags = [] }) => (kind === 'case-step' ? flags : []))
  expect([...stepsIn].sort()).toEqual([...whats].sort())
  const row = await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx
      .selectFrom('case_file')
      .select(['outcome', 'stage', 'owed', 'due_on', 'closed_on', 'events'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow(),
  )
  expect(row).toEqual({
    ...{ outcome, stage: 'closed', owed: null, due_on: null, closed_on: house.clock.today() },
    events: whats.length,
  })
  expect([seen.case.outcome, seen.case.closed]).toEqual([outcome, true])
  return { seen, entries }
}

/** How often the register has each kind of entry about a case, looks left out. */
export function kindsIn({ entries }: Held): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {}
  for (const { kind } of entries) if (!kind.endsWith('view')) kinds[kind] = (kinds[kind] ?? 0) + 1
  return kinds
}

const who = /Canary|Pip\b|2300000000000/

/**
 * Nothing that was sent to anybody names the customer or a title but where it may, and no page but the case's own says who asks.
 * @param asker who asks, by a word that nothing else has; @param may the addresses at which the customer is named
 */
export function namesNobody(library: Library, asker: RegExp, reference: string, may?: RegExp): void {
  for (const { path, ...sent } of library.shown()) {
    const text = textOf(sent)
    if (may === undefined || !may.test(path)) expect([path, who.exec(text)?.[0]]).toEqual([path, undefined])
    if (!path.startsWith(`/cases/${reference}`))
      expect([path, asker.exec(text)?.[0]]).toEqual([path, undefined])
  }
  const { logged } = library.tested
  expect(logged.join('\n')).not.toMatch(new RegExp(`${who.source}|${asker.source}|${reference}`))
}

/** The pages at which what is collected is looked at, before anything leaves. */
export const whereItShows = (reference: string) => new RegExp(`^/cases/${reference}/(collect|check)$`)

/** What people read of it; what is encrypted to somebody is read by nobody. */
function textOf({ type, bytes }: Omit<Shown, 'path'>): string {
  if (type.includes('html')) return bytes.toString()
  return type.includes('pdf') ? textOfPdf(bytes) : ''
}
