/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Timed } from '../../disclosure/case-files.ts'
import { readAsk } from '../../policy/ask.ts'
import { isDay } from '../../policy/calendar.ts'
import { tooFar } from '../typed-day.ts'
import { instantTyped } from '../typed-time.ts'
import { AboutDirector } from '../views/about-director.tsx'
import { Alert } from '../views/alert.tsx'
import { ToldFields, WhenFields } from '../views/conduct-fields.tsx'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { SayWords } from '../views/say-words.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { frameWords } from '../words/frame.ts'
import { keptPage } from './case-kept.tsx'

const bases = ['none', 'conduct', 'mandated-report'] as const
export const conductForm = z.strictObject({
  form: sentForm,
  saw: z.string().trim().max(10_000),
  ...{ day: z.string().trim().max(10), time: z.string().trim().max(20) },
  basis: z.enum(bases).optional(),
  agency: z.string().trim().max(500),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})
type Typed = z.infer<typeof conductForm>

/** What staff saw somebody do on library grounds: told from memory, and no look-up is offered. */
export function conductPage(visit: StaffVisit): Response | Promise<Response> {
  return conductShown(visit, [], undefined)
}

/** A case of its own: for the Director and counsel, or the president where it is about the Director. */
export async function writeConduct(visit: StaffVisit, typed: Typed): Promise<Response> {
  const { house } = visit
  const at = whenOf(visit, typed)
  if ('field' in at) return conductShown(visit, [at], typed)
  const fault = faultOf(visit, typed)
  if (fault !== undefined) return conductShown(visit, [fault], typed)
  const { basis = 'none', agency, saw, form } = typed
  const aboutDirector = typed.aboutDirector === 'yes'
  const told: Timed[] = basis === 'none' ? [] : [{ what: { what: 'told-outside', basis, agency }, at: at.at }]
  const { reference } = await house.gate.cases.receive(
    actorOf(visit),
    {
      ...{ what: 'received', kind: 'conduct', way: 'counter', wants: saw, aboutDirector, drill: false },
      requester: { kind: 'staff', name: '' },
    },
    { at: at.at, form, after: told },
  )
  return keptPage(visit, { of: 'conduct', reference, aboutDirector })
}

/** The instant that was typed, and now where none was. */
export function whenOf(
  visit: StaffVisit,
  { day, time }: Pick<Typed, 'day' | 'time'>,
): { at: Date } | FieldError {
  const { house, pack } = visit
  const { fault, day: label } = casesConductWords(visit)
  const now = house.clock.now()
  const on = day === '' ? house.clock.today() : day
  if (!isDay(on)) return { field: 'day', message: fault.day }
  const far = tooFar(visit, label, on)
  if (far !== undefined) return { field: 'day', message: far }
  const at = instantTyped(time, { day: on, now, timeZone: pack.timeZone })
  if (at === 'untyped')
    return on === house.clock.today() ? { at: now } : { field: 'time', message: fault.whenNeeded }
  if (at === 'no-time') return { field: 'time', message: fault.time }
  return at === 'to-come' ? { field: 'time', message: fault.future } : { at }
}

function faultOf(visit: StaffVisit, { saw, basis = 'none', agency }: Typed): FieldError | undefined {
  const { fault } = casesConductWords(visit)
  if (saw === '') return { field: 'saw', message: fault.saw }
  return basis !== 'none' && agency === '' ? { field: 'agency', message: fault.agency } : undefined
}

function conductShown(visit: StaffVisit, errors: readonly FieldError[], typed: Typed | undefined) {
  const words = casesConductWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.shut}</p>
      <p>
        <a class="usa-link" href="/cases/conduct/told">
          {words.later.link}
        </a>
      </p>
      <StaleReference visit={visit} />
      <WhatToSay visit={visit} />
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/cases/conduct" class="carrel-form">
        <Word visit={visit} />
        <FormId sent={typed?.form} />
        <TextArea
          name="saw"
          label={words.saw}
          hint={words.sawHint}
          rows={8}
          value={typed?.saw ?? ''}
          errors={errors}
        />
        <h2>{words.when}</h2>
        <WhenFields visit={visit} errors={errors} day={typed?.day} time={typed?.time} />
        <h2>{words.basis}</h2>
        <ToldFields
          visit={visit}
          errors={errors}
          bases={bases}
          chosen={typed?.basis ?? 'none'}
          agency={typed?.agency}
        />
        <AboutDirector visit={visit} chosen={typed?.aboutDirector} />
        <button type="submit" class="usa-button usa-button--big">
          {words.send}
        </button>
      </form>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** The conduct policy as the pack cites it, with the flag where the pack says that the citation is stale. */
const StaleReference = ({ visit }: { readonly visit: StaffVisit }) => (
  <>
    {visit.pack.manifest['stale-references']
      .filter(({ clause }) => clause === 'Reg 8')
      .map(({ cited, now, note }) => (
        <Alert kind="warning">
          <p class="usa-alert__text">
            {casesConductWords(visit).policy(cited)} {casesConductWords(visit).stale(now)}{' '}
            <span lang={visit.pack.languages[0]}>{note}</span>
          </p>
        </Alert>
      ))}
  </>
)

/** What may be said to the agency that is told, as the policy has it. */
const WhatToSay = ({ visit }: { readonly visit: StaffVisit }) => {
  const { pack, house, language, place } = visit
  const ask = readAsk(
    { recipient: { kind: 'justice-agency' }, records: ['incident'], basis: 'conduct', place },
    house.clock.today(),
    pack,
  )
  const alsoSay = pack.languages
    .filter((other) => other !== language)
    .map((other) => ({ language: other, say: pack.in(other).decide(ask).say }))
  return (
    <SayWords
      visit={visit}
      id="say"
      heading={casesConductWords(visit).say}
      say={pack.decide(ask).say}
      alsoSay={alsoSay}
    />
  )
}
