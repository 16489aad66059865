/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { type Seen, seenOf } from '../../disclosure/own-seen.ts'
import { otherSystemLends } from '../other-system-lends.ts'
import { show } from '../views/layout.tsx'
import { Table } from '../views/table.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { ownPageWords } from '../words/own.ts'
import { ownSeenWords } from '../words/own-seen.ts'
import { recordsWords } from '../words/records.ts'
import { registerWords } from '../words/register.ts'
import { formatsOf } from '../words/told.ts'

/** Who was shown one's record, a month at a time: one form for everybody, whether there is much in it or nothing. */
export async function seenPageShown(visit: OwnVisit): Promise<Response> {
  const { house, c } = visit
  const { app, ring, clock, pack } = house
  const before = /^\d{1,18}$/.exec(c.req.query('before') ?? '')?.[0]
  const page = await seenOf({ app, ring, now: clock.now(), timeZone: pack.timeZone }, selfOf(visit), {
    month: c.req.query('month'),
    before: before === undefined ? undefined : BigInt(before),
  })
  const ownSeen = ownSeenWords(visit)
  const own = ownPageWords(visit)
  const others = page.months.filter((month) => month !== page.month)
  return show(
    visit,
    ownSeen.title,
    <>
      <h1>{ownSeen.title}</h1>
      <p class="usa-intro">{ownSeen.intro}</p>
      <h2>{monthName(visit, page.month)}</h2>
      {page.seen.length === 0 ? (
        <p>{ownSeen.none}</p>
      ) : (
        <Table
          head={[ownSeen.day, ownSeen.who, ownSeen.how, ownSeen.what, ownSeen.clause]}
          rows={page.seen.map((one) => rowOf(visit, one))}
        />
      )}
      {page.before !== undefined && (
        <p class="carrel-back">
          <a class="usa-link" href={`/me/seen?month=${page.month}&before=${page.before}`}>
            {ownSeen.older}
          </a>
        </p>
      )}
      <p>{ownSeen.notYet}</p>
      {(await otherSystemLends(visit)) && <p>{ownSeen.otherSystem}</p>}
      <p>{ownSeen.someNever}</p>
      {others.length > 0 && (
        <>
          <h2>{ownSeen.otherMonths}</h2>
          <ul class="usa-list">
            {others.map((month) => (
              <li>
                <a class="usa-link" href={`/me/seen?month=${month}`}>
                  {monthName(visit, month)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
  )
}

/** `2026-11` as people say it. */
function monthName(visit: OwnVisit, month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${formatsOf(visit).month(Number(number) - 1)} ${year}`
}

function rowOf(
  visit: OwnVisit,
  { on, by, recipient, channel, records, clauses, act, checked = [] }: Seen,
): readonly string[] {
  const ownSeen = ownSeenWords(visit)
  const register = registerWords(visit)
  const kinds = recordsWords(visit)
  const told = formatsOf(visit)
  const who =
    by === 'patron'
      ? ownSeen.you
      : by === 'program'
        ? ownSeen.program
        : (said(register.who, by) ?? register.someone)
  const isToldOn = act === undefined && by !== 'patron' && recipient !== 'staff'
  const whom = said(ownSeen.whom, recipient) ?? ownSeen.whom.other
  return [
    told.day(on),
    isToldOn ? ownSeen.toldTo(who, whom) : who,
    said(ownSeen.channel, channel) ?? '',
    act === undefined
      ? records.flatMap((record) => said(kinds.kind, record) ?? []).join(', ')
      : [ownSeen.act[act], ...checked.flatMap((check) => said(ownSeen.checked, check) ?? [])].join(' '),
    clauses.join(', '),
  ]
}

/** Hostile: whatever the entry says, the word is one of ours. */
function said(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}
