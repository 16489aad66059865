/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { type ListedEntry, listEntries, seesAll } from '../../disclosure/entries-listed.ts'
import { newestPinSeen } from '../../jobs/newest-pin.ts'
import { allAccounts } from '../../store/accounts.ts'
import { sentenceOf } from '../entry-sentence.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { lateSince } from '../waiting/register.ts'
import { frameWords } from '../words/frame.ts'
import { registerWords } from '../words/register.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import { CheckAlert } from './register-check.tsx'

/** Opened at once; whoever sees only their own finds few of them in so many. */
const atOnce = { own: 200, all: 25 } as const

/** What was written of late, the newest first, as far as this person may be told. */
export async function registerPage(visit: StaffVisit): Promise<Response> {
  return withErrors(visit, [])
}

/** The same below what is wrong with a reference that was typed. */
export async function withErrors(visit: StaffVisit, errors: readonly FieldError[]): Promise<Response> {
  const register = registerWords(visit)
  const frame = frameWords(visit)
  const waiting = waitingWords(visit)
  const told = formatsOf(visit)
  const since = lateSince(visit.house)
  const pin = await newestPinSeen(visit.house.app)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(register.title) : register.title,
    <>
      <h1>{register.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{seesAll(visit.who) ? register.intro : register.introOwn}</p>
      {since !== undefined && (
        <CheckAlert kind="warning" heading={register.late}>
          {waiting.registerLate(told.moment(since, visit.pack.timeZone))}
        </CheckAlert>
      )}
      {pin === 'unreadable' ? (
        <CheckAlert kind="error" heading={register.bad}>
          {register.checkpointUnreadable} {register.tellDirector}
        </CheckAlert>
      ) : pin === undefined || pin.size === 0n ? (
        <p>{register.nothingYet}</p>
      ) : (
        <Written visit={visit} log={pin.log} size={pin.size} held={pin.size - pin.commitments} />
      )}
      {seesAll(visit.who) && pin !== undefined && (
        <p>
          <a class="usa-link" href="/register/check">
            {register.checkTitle}
          </a>
        </p>
      )}
      <h2>{register.find}</h2>
      <form method="post" action="/register/find" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="reference"
          label={register.reference}
          hint={register.referenceHint}
          maxlength={22}
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--outline">
          {register.findIt}
        </button>
      </form>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Whatever came after it began with a restore, and goes on from another. */
const firstLog = 1

type WrittenProps = {
  readonly visit: StaffVisit
  readonly log: number
  /** How many leaves there are; `held`: how many of them are entries. */
  readonly size: bigint
  readonly held: bigint
}

const Written = async ({ visit, log, size, held }: WrittenProps) => {
  const register = registerWords(visit)
  const told = formatsOf(visit)
  const { app, ring, clock } = visit.house
  const most = seesAll(visit.who) ? atOnce.all : atOnce.own
  const before = beforeOf(visit, size)
  const parts = { app, ring, now: clock.now() }
  const { entries, older, newer } = await listEntries(parts, actorOf(visit), { log, before, most, size })
  return (
    <>
      <p>
        <strong>{register.entries(told.count(held))}</strong>. {register.lastMinute}
      </p>
      {log > firstLog && <p>{register.begunAnew}</p>}
      {entries.length === 0 && <p>{register.none}</p>}
      <Days visit={visit} entries={entries} />
      <nav aria-label={register.title} class="carrel-pages">
        {newer !== undefined && (
          <a class="usa-link" href={newer >= size ? '/register' : `/register?before=${newer}`}>
            {register.newer}
          </a>
        )}
        {older !== undefined && (
          <a class="usa-link" href={`/register?before=${older}`}>
            {register.older}
          </a>
        )}
      </nav>
    </>
  )
}

/** Hostile: an index in the address is any text; it is one of the register's or the end of it. */
function beforeOf({ c }: StaffVisit, size: bigint): bigint {
  const asked = c.req.query('before') ?? ''
  const before = /^\d{1,18}$/.test(asked) ? BigInt(asked) : size
  return before > size ? size : before
}

/** Entries under the day on which they were written. */
const Days = async ({
  visit,
  entries,
}: {
  readonly visit: StaffVisit
  readonly entries: readonly ListedEntry[]
}) => {
  const told = formatsOf(visit)
  const register = registerWords(visit)
  const names = await namesFor(visit)
  const { timeZone } = visit.pack
  const dayOf = (one: ListedEntry) =>
    one.as === 'told' ? told.dayOf(new Date(one.entry.at), timeZone) : undefined
  const days: { day: string | undefined; entries: ListedEntry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry)
    const last = days.at(-1)
    if (last !== undefined && (last.day === day || day === undefined)) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return (
    <>
      {days.map(({ day, entries: ofDay }) => (
        <section>
          {day !== undefined && <h2 class="carrel-record__name">{day}</h2>}
          <ul class="carrel-entries">
            {ofDay.map((entry) => {
              const sentence = sentenceOf(visit, entry, names)
              return (
                <li class={entry.as === 'damaged' ? 'carrel-entries__alarm' : undefined}>
                  <span class="carrel-entries__at">
                    {entry.as === 'told' && told.time(new Date(entry.entry.at), timeZone)}
                  </span>{' '}
                  <span class="carrel-entries__says">{sentence}</span>{' '}
                  <a
                    class="usa-link"
                    href={`/register/entry/${entry.reference}`}
                    aria-label={register.proofOf(sentence)}
                  >
                    {register.proof}
                  </a>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </>
  )
}

/** The names of those who acted, for the Director alone; for everybody else their own. */
export async function namesFor({ house, who }: StaffVisit): Promise<ReadonlyMap<string, string>> {
  if (who.role !== 'director') return new Map([[who.id, who.name]])
  return new Map((await allAccounts(house.app)).map(({ id, name }) => [id, name]))
}
