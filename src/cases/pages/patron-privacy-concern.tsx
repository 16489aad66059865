/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { patronActorOf } from '../../gate/services.ts'
import { dailyLimit } from '../../patrons/day-rate.ts'
import { nameOf } from '../../patrons/pages/record-parts.tsx'
import { ownPageWords } from '../../patrons/words/own.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ErrorSummary,
  type FieldError,
  Form,
  FormId,
  sentForm,
  TextArea,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import type { CaseServices } from '../services.ts'
import { casesPrivacyWords } from '../words/privacy.ts'
import { AboutDirectorField } from './case-parts.tsx'

export const patronConcernForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})

/** Somebody is worried about their privacy here: a form of their own, which says nothing of any other that they sent. */
export function patronConcernPage(visit: PatronContext<CaseServices>): Response | Promise<Response> {
  return patronConcernFormPage(visit, [], '')
}

/** It goes to the Director, sealed, with the name by which they are answered. */
export async function reportPatronConcern(
  visit: PatronContext<CaseServices>,
  { problem, aboutDirector, form = randomUUID() }: z.infer<typeof patronConcernForm>,
): Promise<Response> {
  const { house, own } = visit
  if (house.cases.rules === undefined) return notFoundPage(visit)
  const { own: words } = casesPrivacyWords(visit)
  if (problem === '') return patronConcernFormPage(visit, [{ field: 'problem', message: words.fault }], '')
  if (!mayReportConcern(visit, form)) {
    return patronConcernFormPage(visit, [{ field: 'problem', message: words.tooMany }], problem, 429)
  }
  const self = patronActorOf(visit)
  const { told } = await house.gate.own({ self, records: ['identity'] })
  const name = (told[0] && nameOf(told[0].opened)) ?? ''
  const { reference } = await house.cases.receive(
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
      <BackToMyAccount visit={visit} />
    </>,
  )
}

function patronConcernFormPage(
  visit: PatronContext<CaseServices>,
  errors: readonly FieldError[],
  typed: string,
  status: 422 | 429 = 422,
) {
  if (visit.house.cases.rules === undefined) return notFoundPage(visit)
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
      <Form visit={visit} action="/me/worry" class="carrel-form">
        <FormId sent={undefined} />
        <TextArea name="problem" label={words.problem} rows={8} value={typed} errors={errors} />
        <AboutDirectorField visit={visit} chosen={undefined} />
        <button type="submit" class="usa-button usa-button--big">
          {words.send}
        </button>
      </Form>
      <BackToMyAccount visit={visit} />
    </>,
    errors.length > 0 ? status : 200,
  )
}

const BackToMyAccount = ({ visit }: { readonly visit: PatronContext }) => (
  <BackLink href="/me">{ownPageWords(visit).back}</BackLink>
)

/**
 * Counts a worry of a patron: each is a case, of which somebody decides in writing. What counted them in the database would
 * say of somebody that they worry.
 */
export const mayReportConcern = dailyLimit(5)
