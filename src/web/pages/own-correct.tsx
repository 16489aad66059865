/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  type CameOfIt,
  type Correctable,
  type Correction,
  correctable,
  partsOf,
} from '../../contact/correction.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { type CorrectionSent, correctionFields, readCorrection } from '../correction-form.ts'
import { perDay } from '../day-rate.ts'
import { CorrectionFields } from '../views/correction-fields.tsx'
import { linesOf, partsSaid } from '../views/correction-parts.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { PinField } from '../views/pin-fields.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { correctionsWords } from '../words/corrections.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { formatsOf } from '../words/told.ts'
import { pinErrors } from './own-proof.tsx'
import { leaveOwn } from './own-sign-in.tsx'

export const ownCorrectForm = z.strictObject({ ...correctionFields, old: z.string().max(200) })
export const takeBackForm = z.strictObject({})

/** What one's record says, and fields for what it should say. */
export async function ownCorrectPage(visit: OwnVisit): Promise<Response> {
  return page(visit, {}, [])
}

async function page(
  visit: OwnVisit,
  sent: CorrectionSent,
  errors: readonly FieldError[],
  status: 200 | 422 | 429 = errors.length > 0 ? 422 : 200,
): Promise<Response> {
  const records = ['existence', 'identity', 'contact'] as const
  const { told } = await visit.house.gate.own({ self: selfOf(visit), records })
  const opened = told[0]?.opened
  if (opened === undefined) return leaveOwn(visit, '/me/sign-in')
  const words = correctionsWords(visit)
  const own = ownPageWords(visit)
  const ownPin = ownPinWords(visit)
  const frame = frameWords(visit)
  const title = errors.length > 0 ? frame.fixTitle(words.title) : words.title
  const field = { visit, opened, sent, errors }
  return show(
    visit,
    title,
    <div class="carrel-narrow">
      <h1>{words.title}</h1>
      <Note said={errors.length === 0 ? saidOf(visit) : undefined} />
      <ErrorSummary visit={visit} errors={errors} />
      <Standing visit={visit} opened={opened} />
      <p class="usa-intro">{words.intro}</p>
      <p>{words.takes}</p>
      <p>{words.why}</p>
      <form method="post" action="/me/correct" class="usa-form carrel-form">
        <Word visit={visit} />
        <CorrectionFields {...field} none={{ noEmail: words.noEmail, noPhone: words.noPhone }} />
        <PinField visit={visit} name="old" label={ownPin.old} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {words.send}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {own.back}
        </a>
      </p>
      <p class="carrel-recorded">{own.recorded}</p>
    </div>,
    status,
  )
}

type FieldProps = { readonly visit: OwnVisit; readonly opened: Opened }

/** What waits, and what came of what was asked before. */
const Standing = ({ visit, opened }: Pick<FieldProps, 'visit' | 'opened'>) => {
  const words = correctionsWords(visit)
  const asked = opened.correction?.asked ?? {}
  const waits = partsOf(asked)
  return (
    <>
      <CorrectionStands visit={visit} opened={opened} />
      {waits.length > 0 && (
        <>
          <dl class="carrel-facts">
            {waits.map((part) => (
              <div class="carrel-fact">
                <dt>{words.part[part]}</dt>
                <dd>
                  {linesOf(visit, part, asked).map((line) => (
                    <div class="carrel-line">{line}</div>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <form method="post" action="/me/correct/take-back" class="carrel-go">
            <Word visit={visit} />
            <button type="submit" class="usa-button usa-button--outline">
              {words.takeBack}
            </button>
          </form>
        </>
      )}
    </>
  )
}

/** The same in sentences that name no value. */
export const CorrectionStands = ({ visit, opened }: Pick<FieldProps, 'visit' | 'opened'>) => {
  const words = correctionsWords(visit)
  const told = formatsOf(visit)
  if (opened.correction === undefined) return null
  const { asked, came } = opened.correction
  const waits = partsOf(asked)
  const answers = answersIn(came)
  return (
    <>
      {waits.length > 0 && (
        <p>
          {words.waits(partsSaid(visit, waits))} {words.waitsDo}
        </p>
      )}
      {answers.map(({ as, on, parts }) => (
        <p>
          {words[as](partsSaid(visit, parts), told.day(on))} {as === 'left' && words.leftDo}
        </p>
      ))}
    </>
  )
}

/** Those of one day and one answer together, the newest first. */
function answersIn(came: Correction['came']): (CameOfIt & { readonly parts: readonly Correctable[] })[] {
  const found = new Map<string, CameOfIt & { parts: Correctable[] }>()
  for (const part of correctable) {
    const one = came[part]
    if (one === undefined) continue
    const same = found.get(`${one.on} ${one.as}`) ?? { ...one, parts: [] }
    same.parts.push(part)
    found.set(`${one.on} ${one.as}`, same)
  }
  return [...found.values()].sort((one, other) => other.on.localeCompare(one.on))
}

/** Hostile: whatever the address says, it is one of our words. */
function saidOf(visit: OwnVisit): string | undefined {
  const words = correctionsWords(visit)
  const among = (name: string) => {
    const said = (visit.c.req.query(name) ?? '').split(' ')
    return correctable.filter((part) => said.includes(part))
  }
  const done = visit.c.req.query('done')
  if (done === 'same') return words.same
  if (done === 'taken-back') return words.takenBack
  const [changed, sent] = [among('changed'), among('sent')]
  const parts = [
    changed.length > 0 && words.changed(partsSaid(visit, changed)),
    sent.length > 0 && words.sent(partsSaid(visit, sent)),
  ]
  return parts.filter(Boolean).join(' ') || undefined
}

/** So often somebody changes their e-mail address in a day: each that is replaced is told so by a mail. */
const mayChangeEmail = perDay(3)

/** Changes what may be changed at once, and keeps the rest for staff; once they have typed their PIN again. */
export async function askCorrection(
  visit: OwnVisit,
  { old, ...sent }: z.infer<typeof ownCorrectForm>,
): Promise<Response> {
  const { c, house } = visit
  const { asked, errors } = readCorrection(sent, house.clock.today(), correctionsWords(visit))
  if (errors.length > 0) return page(visit, sent, errors)
  const wrong = await pinErrors(visit, old)
  if (wrong.length > 0) return page(visit, sent, wrong)
  if (asked.emails !== undefined && !mayChangeEmail(visit, randomUUID()))
    return page(visit, sent, [{ field: 'emails', message: correctionsWords(visit).emailTooOften }], 429)
  const { changed, waits } = await house.gate.corrections.ask(selfOf(visit), asked)
  if (changed.length + waits.length === 0) return c.redirect('/me/correct?done=same', 303)
  const done = new URLSearchParams({ changed: changed.join(' '), sent: waits.join(' ') })
  return c.redirect(`/me/correct?${done}`, 303)
}

/** They do not ask for it any more. */
export async function takeCorrectionBack(visit: OwnVisit): Promise<Response> {
  await visit.house.gate.corrections.takeBack(selfOf(visit))
  return visit.c.redirect('/me/correct?done=taken-back', 303)
}
