/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { act } from '../../accounts/act.ts'
import { isDay } from '../../policy/calendar.ts'
import { factsToConfirm, type UnconfirmedFact } from '../../policy/to-confirm.ts'
import {
  type ConfirmedFact,
  confirmedFacts,
  noteConfirmed,
  withdrawConfirmed,
} from '../../store/facts-confirmed.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { factsWords } from '../words/facts.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'

const longestName = 120
export const factForm = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().trim().max(longestName).optional(),
  on: z.string().trim().max(20).optional(),
})
export const withdrawForm = z.strictObject({ id: z.uuid() })

/** What the pack says and nobody confirmed yet, with who could; and what was confirmed. */
export async function factsPage(visit: StaffVisit): Promise<Response> {
  const { house, pack } = visit
  const say = factsWords(visit)
  const frame = frameWords(visit)
  const all = factsToConfirm(pack.in(pack.languages[0] ?? '').manifest)
  const noted = await confirmedFacts(house.app, house.ring)
  const standing = new Set(noted.flatMap(({ hash, withdrawnAt }) => (withdrawnAt === null ? [hash] : [])))
  const open = all.filter(({ hash }) => !standing.has(hash))
  return show(
    visit,
    say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.intro}</p>
      {open.length === 0 && <p>{say.none}</p>}
      <ul class="carrel-computers">
        {open.map((fact) => (
          <li class="carrel-computer">
            <FactTold visit={visit} fact={fact} />
            <Press
              visit={visit}
              action="/policy/facts"
              name="hash"
              value={fact.hash}
              says={say.confirm}
              called={say.confirmOf(nameOf(visit, fact.id))}
            />
          </li>
        ))}
      </ul>
      <h2>{say.confirmed}</h2>
      {noted.length === 0 && <p>{say.noneConfirmed}</p>}
      <ul class="carrel-computers">
        {noted.map((one) => (
          <li class="carrel-computer">
            <Noted visit={visit} noted={one} fact={all.find(({ hash }) => hash === one.hash)} />
          </li>
        ))}
      </ul>
      <p class="carrel-back">
        <a class="usa-link" href="/policy">
          {frame.policy}
        </a>
      </p>
    </>,
  )
}

/** Asks who confirmed a fact and when, and notes it: the Director's word, on record. */
export async function confirmFact(visit: StaffVisit, typed: z.infer<typeof factForm>): Promise<Response> {
  const { house, pack, c, who } = visit
  const say = factsWords(visit)
  const manifest = pack.in(pack.languages[0] ?? '').manifest
  const fact = factsToConfirm(manifest).find(({ hash }) => hash === typed.hash)
  // Another pack has come since the page was opened.
  if (fact === undefined) return c.redirect('/policy/facts', 303)
  const { by, on } = typed
  if (by === undefined || on === undefined) return confirmPage(visit, fact, typed, [])
  const errors: FieldError[] = []
  if (by === '') errors.push({ field: 'by', message: say.byMissing })
  if (!isDay(on) || on > house.clock.today()) errors.push({ field: 'on', message: say.onMissing })
  if (errors.length > 0) return confirmPage(visit, fact, typed, errors)
  await act(house, byOf(visit), async (trx, note) => {
    const at = house.clock.now()
    const noted = { fact: fact.id, hash: fact.hash, confirmedBy: by, confirmedOn: on, by: who.id, at }
    if (await noteConfirmed(trx, house.ring, noted)) {
      await note({ kind: 'fact-confirmed', document: fact.hash, flags: [on] })
    }
  })
  return c.redirect('/policy/facts', 303)
}

/** It turned out not to be so, or not to have been confirmed. */
export async function withdrawFact(
  visit: StaffVisit,
  { id }: z.infer<typeof withdrawForm>,
): Promise<Response> {
  const { house, c, who } = visit
  await act(house, byOf(visit), async (trx, note) => {
    const hash = await withdrawConfirmed(trx, house.ring, { id, by: who.id, at: house.clock.now() })
    if (hash !== undefined) await note({ kind: 'fact-withdrawn', document: hash })
  })
  return c.redirect('/policy/facts', 303)
}

export function toFacts({ c }: StaffVisit): Response {
  return c.redirect('/policy/facts', 303)
}

function confirmPage(
  visit: StaffVisit,
  fact: UnconfirmedFact,
  { by = '', on = visit.house.clock.today() }: z.infer<typeof factForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const say = factsWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.confirmTitle) : say.confirmTitle,
    <>
      <h1>{say.confirmTitle}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <FactTold visit={visit} fact={fact} />
      <form method="post" action="/policy/facts" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="hash" value={fact.hash} />
        <TextField
          name="by"
          label={say.by}
          hint={say.byHint}
          value={by}
          maxlength={longestName}
          errors={errors}
        />
        <TextField name="on" label={say.on} type="date" value={on} errors={errors} />
        <button type="submit" class="usa-button">
          {say.confirm}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/policy/facts">
          {say.title}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** What a fact is called: by where it is in the pack. */
function nameOf(visit: StaffVisit, id: string): string {
  const names: Readonly<Record<string, string>> = factsWords(visit).names
  return names[id.replace(/\[\d+\]$/, '')] ?? id
}

/** The values stay in the language of the pack, where they were written. */
const FactTold = ({ visit, fact }: { readonly visit: StaffVisit; readonly fact: UnconfirmedFact }) => {
  const say = factsWords(visit)
  const adopted = visit.pack.languages[0]
  return (
    <div>
      <strong>{nameOf(visit, fact.id)}</strong>
      <br />
      <span lang={adopted}>{fact.says.map(([key, value]) => `${key}: ${value}`).join(' · ')}</span>
      <br />
      {say.citation} <span lang={adopted}>{fact.citation}</span>
      {fact.confirmWith !== undefined && (
        <>
          <br />
          {say.confirmWith} <span lang={adopted}>{fact.confirmWith}</span>
        </>
      )}
    </div>
  )
}

type NotedProps = {
  readonly visit: StaffVisit
  readonly noted: ConfirmedFact
  /** As the pack has it now; undefined where it says something else by now. */
  readonly fact: UnconfirmedFact | undefined
}

const Noted = ({ visit, noted, fact }: NotedProps) => {
  const say = factsWords(visit)
  const told = formatsOf(visit)
  const isWithdrawn = noted.withdrawnAt !== null
  const name = nameOf(visit, noted.fact)
  return (
    <>
      <div>
        {fact === undefined ? <strong>{name}</strong> : <FactTold visit={visit} fact={fact} />}
        <p>
          {say.confirmedBy(noted.confirmedBy, told.day(noted.confirmedOn))} {isWithdrawn && say.withdrawn}
          {fact === undefined && say.changed}
        </p>
      </div>
      {!isWithdrawn && (
        <Press
          visit={visit}
          action="/policy/facts/withdraw"
          name="id"
          value={noted.id}
          says={say.withdraw}
          called={say.withdrawOf(name)}
        />
      )}
    </>
  )
}
