/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Scope } from '../../casework/case.ts'
import { isScoped } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { daysAfter, isDay } from '../../policy/calendar.ts'
import { type RecordKind, recordKinds } from '../../policy/vocabulary.ts'
import { tooFar } from '../typed-day.ts'
import { Cannot, caseSeen, ToCase, unmetSaid } from '../views/case-frame.tsx'
import { daysSaid, recordsSaid } from '../views/copied-tables.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { frameWords } from '../words/frame.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'

const mostCards = 20
const mostDays = 730

const kinds = z.preprocess(
  (sent) => [sent ?? []].flat().filter((one) => one !== ''),
  z.array(z.enum(recordKinds)).max(recordKinds.length),
)
export const preserveForm = z.strictObject({
  cards: z.string().max(2000).default(''),
  records: kinds,
  from: z.string().trim().max(20).default(''),
  until: z.string().trim().max(20).default(''),
  days: z.string().trim().max(10),
})
export const endForm = z.strictObject({ copy: z.uuid() })
type Typed = z.infer<typeof preserveForm>

/** The records that there are in the vault: of the others no copy can be made. */
const held: readonly RecordKind[] = recordKinds.filter(
  (kind) => !['presence', 'searches', 'computer-use', 'video', 'incident'].includes(kind),
)

/** Where a copy is kept for a while, before anything is decided, and those that are kept. */
export function preservePage(visit: StaffVisit): Promise<Response> {
  const days = visit.pack.manifest.cases?.preservation.days ?? 0
  return preserving(visit, { cards: '', records: [], from: '', until: '', days: String(days) }, {})
}

async function preserving(
  visit: StaffVisit,
  typed: Typed,
  { says = [], errors = [] }: { readonly says?: readonly string[]; readonly errors?: readonly FieldError[] },
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)

  const { preserve } = caseCopiesWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(preserve.title) : preserve.title,
    <div class="carrel-narrow">
      <h1>{preserve.title}</h1>
      <p class="usa-intro">{preserve.intro}</p>
      <Cannot speaker={visit} says={says} />
      <ErrorSummary visit={visit} errors={errors} />
      {seen.case.outcome === undefined && (
        <form method="post" action={`/cases/${seen.reference}/preserve`} class="usa-form carrel-form">
          <Word visit={visit} />
          {isScoped(seen.case) && seen.case.scope ? (
            <AsScope visit={visit} scope={seen.case.scope} />
          ) : (
            <Named visit={visit} typed={typed} errors={errors} />
          )}
          <TextField
            name="days"
            label={preserve.days}
            inputmode="numeric"
            value={typed.days}
            maxlength={10}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {preserve.make}
          </button>
        </form>
      )}
      <Kept visit={visit} seen={seen} />
      <ToCase visit={visit} reference={seen.reference} />
    </div>,
    says.length + errors.length > 0 ? 422 : 200,
  )
}

type NamedProps = {
  readonly visit: StaffVisit
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

const Named = ({ visit, typed, errors }: NamedProps) => {
  const { preserve } = caseCopiesWords(visit)
  return (
    <>
      <TextArea
        name="cards"
        label={preserve.cards}
        hint={preserve.cardsHint}
        rows={3}
        value={typed.cards}
        errors={errors}
      />
      <h2 id="records" tabindex={-1}>
        {preserve.records}
      </h2>
      <input type="hidden" name="records" value="" />
      <ChoiceList
        type="checkbox"
        name="records"
        legend={preserve.records}
        chosen={typed.records}
        choices={held.map((kind) => ({ value: kind, label: capital(recordsWords(visit).kind[kind]) }))}
      />
      <TextField name="from" label={preserve.from} type="date" value={typed.from} errors={errors} />
      <TextField name="until" label={preserve.until} type="date" value={typed.until} errors={errors} />
    </>
  )
}

/** About whom it is, the case says; here it is said of how many. */
const AsScope = ({ visit, scope }: { readonly visit: StaffVisit; readonly scope: Scope }) => {
  const { preserve, people } = caseCopiesWords(visit)
  const facts = [
    people(formatsOf(visit).count(scope.subjects.length)),
    capital(recordsSaid(visit, scope.records)),
    daysSaid(visit, scope),
  ]
  return (
    <>
      <p>{preserve.asScope}</p>
      <ul class="usa-list">
        {facts.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
    </>
  )
}

const Kept = ({ visit, seen }: { readonly visit: StaffVisit; readonly seen: CaseSeen }) => {
  const { preserve, people } = caseCopiesWords(visit)
  const copies = [...seen.case.preserved.values()]
  return (
    <>
      <h2>{preserve.kept}</h2>
      {copies.length === 0 && <p>{preserve.noneKept}</p>}
      <ul class="carrel-computers">
        {copies.map(({ copy, until }) => (
          <li class="carrel-computer">
            <div>
              <strong>{preserve.ends(formatsOf(visit).day(until))}</strong>
              <br />
              {people(formatsOf(visit).count(copy.subjects.length))}, {daysSaid(visit, copy)}
              <br />
              {capital(recordsSaid(visit, copy.records))}
            </div>
            <Press
              visit={visit}
              action={`/cases/${seen.reference}/preserve/end`}
              name="copy"
              value={copy.id}
              says={preserve.end}
              called={preserve.endOf(formatsOf(visit).day(until))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Keeps a copy: of what the case names, or, as long as it names nothing, of what was typed. */
export async function preserve(visit: StaffVisit, typed: Typed): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const { house } = visit
  const { preserve: said } = caseCopiesWords(visit)
  const days = Number(typed.days)
  const isDays = /^\d+$/.test(typed.days) && days >= 1 && days <= mostDays
  const badDays: FieldError[] = isDays ? [] : [{ field: 'days', message: said.daysUnfit }]
  const read = (isScoped(seen.case) && seen.case.scope) || (await typedScope(visit, seen.reference, typed))
  const errors = [...('errors' in read ? read.errors : []), ...badDays]
  if (errors.length > 0 || 'errors' in read) return preserving(visit, typed, { errors })
  const until = daysAfter(house.clock.today(), days)
  const made = await house.gate.copies.preserve(actorOf(visit), seen.reference, read, until)
  if (made === 'unknown') return notHere(visit)
  if (made === 'too-much') return preserving(visit, typed, { says: [caseCopiesWords(visit).tooMuch] })
  return 'refused' in made
    ? preserving(visit, typed, { says: unmetSaid(visit, made) })
    : visit.c.redirect(`/cases/${seen.reference}/preserve`, 303)
}

async function typedScope(
  visit: StaffVisit,
  reference: string,
  { cards, records, from, until }: Typed,
): Promise<Scope | { readonly errors: readonly FieldError[] }> {
  const { preserve: said } = caseCopiesWords(visit)
  const numbers = [...new Set(cards.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
  const days = [
    ['from', from],
    ['until', until],
  ] as const
  const errors = [
    ...(numbers.length === 0 || numbers.length > mostCards
      ? [{ field: 'cards', message: said.cardsUnfit }]
      : []),
    ...(records.length === 0 ? [{ field: 'records', message: said.recordsUnfit }] : []),
    ...days.flatMap(([field, day]) => {
      const message = day === '' || isDay(day) ? tooFar(visit, said[field], day) : said.dayUnfit
      return message === undefined ? [] : [{ field, message }]
    }),
  ]
  if (errors.length > 0) return { errors }
  const subjects: string[] = []
  for (const number of numbers) {
    const found = await visit.house.gate.caseSubjects.ofCard(actorOf(visit), reference, number)
    if (found === undefined || found === 'not-here' || found === 'unknown') {
      return { errors: [{ field: 'cards', message: said.cardUnknown(number) }] }
    }
    subjects.push(found)
  }
  return {
    ...{ subjects: [...new Set(subjects)], records },
    ...(from !== '' && { from }),
    ...(until !== '' && { until }),
  }
}

/** Ends a copy before its day. */
export async function endPreserved(visit: StaffVisit, { copy }: z.infer<typeof endForm>): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const ended = await visit.house.gate.copies.end(actorOf(visit), seen.reference, copy)
  return ended === 'unknown' ? notHere(visit) : visit.c.redirect(`/cases/${seen.reference}/preserve`, 303)
}
