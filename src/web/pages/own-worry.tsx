/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AboutDirector } from '../views/about-director.tsx'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { casesPrivacyWords } from '../words/cases-privacy.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { maySendWorry } from '../worry-rate.ts'
import { notHere } from './errors.tsx'

export const worryForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})

/** Somebody is worried about their privacy here: a form of their own, which says nothing of any other that they sent. */
export function worryPage(visit: OwnVisit): Response | Promise<Response> {
  return worryShown(visit, [], '')
}

/** It goes to the Director, sealed, with the name by which they are answered. */
export async function sendWorry(
  visit: OwnVisit,
  { problem, aboutDirector, form = randomUUID() }: z.infer<typeof worryForm>,
): Promise<Response> {
  const { house, own } = visit
  if (house.gate.cases.rules === undefined) return notHere(visit)
  const { own: words } = casesPrivacyWords(visit)
  if (problem === '') return worryShown(visit, [{ field: 'problem', message: words.fault }], '')
  if (!maySendWorry(visit, form)) {
    return worryShown(visit, [{ field: 'problem', message: words.tooMany }], problem, 429)
  }
  const self = selfOf(visit)
  const { told } = await house.gate.own({ self, records: ['identity'] })
  const name = (told[0] && nameOf(told[0].opened)) ?? ''
  const { reference } = await house.gate.cases.receive(
    self,
    {
      ...{ what: 'received', kind: 'privacy', way: 'own-page', wants: problem, drill: false },
      ...{
        aboutDirector: aboutDirector === 'yes',
        requester: { kind: 'patron', name, patron: own.patronId },
      },
    },
    { form },
  )
  return show(
    visit,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{aboutDirector === 'yes' ? words.doneAbout : words.doneSays}</p>
      <p>
        {words.reference} <span class="carrel-reference">{reference}</span>
      </p>
      <Back visit={visit} />
    </>,
  )
}

function worryShown(visit: OwnVisit, errors: readonly FieldError[], typed: string, status: 422 | 429 = 422) {
  if (visit.house.gate.cases.rules === undefined) return notHere(visit)
  const casesPrivacy = casesPrivacyWords(visit)
  const frame = frameWords(visit)
  const { own: words } = casesPrivacy
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>
        {words.decides} {words.never}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/me/worry" class="carrel-form">
        <Word visit={visit} />
        <FormId sent={undefined} />
        <TextArea name="problem" label={words.problem} rows={8} value={typed} errors={errors} />
        <AboutDirector visit={visit} chosen={undefined} />
        <button type="submit" class="usa-button usa-button--big">
          {words.send}
        </button>
      </form>
      <Back visit={visit} />
    </>,
    errors.length > 0 ? status : 200,
  )
}

const Back = ({ visit }: { readonly visit: OwnVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/me">
      {ownPageWords(visit).back}
    </a>
  </p>
)
