import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { patronActorOf } from '../../gate/index.ts'
import { dailyLimit } from '../../patrons/index.ts'
import { nameOf, ownPageWords } from '../../patrons/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  type FieldError,
  Form,
  FormId,
  SubmitButton,
  sentForm,
  TextArea,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import type { CaseServices } from '../services.ts'
import { casesPrivacyWords } from '../words/privacy.ts'
import { AboutDirectorField } from './case-parts.tsx'

export const patronConcernForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})

/** The Director receives it sealed, with the name to reply to. */
export async function reportPatronConcern(
  context: PatronContext<CaseServices>,
  { problem, aboutDirector, form = randomUUID() }: z.infer<typeof patronConcernForm>,
): Promise<Response> {
  const { services, own } = context
  if (services.cases.rules === undefined) return notFoundPage(context)
  const { own: words } = casesPrivacyWords(context)
  if (problem === '') return patronConcernPage(context, [{ field: 'problem', message: words.fault }], '')
  if (!mayReportConcern(context, form)) {
    return patronConcernPage(context, [{ field: 'problem', message: words.tooMany }], problem, 429)
  }
  const self = patronActorOf(context)
  const { told } = await services.gate.own({ self, records: ['identity'] })
  const name = (told[0] && nameOf(told[0].opened)) ?? ''
  const { reference } = await services.cases.receive(
    self,
    {
      what: 'received',
      kind: 'privacy',
      way: 'own-page',
      wants: problem,
      drill: false,
      aboutDirector: aboutDirector === 'yes',
      requester: { kind: 'patron', name, patron: own.patronId },
    },
    { form },
  )
  return show(
    context,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{aboutDirector === 'yes' ? words.doneAbout : words.doneSays}</p>
      <p>
        {words.reference} <span class="carrel-reference">{reference}</span>
      </p>
      <BackToMyAccount context={context} />
    </>,
  )
}

/** Says nothing of other concerns they sent. */
export function patronConcernPage(
  context: PatronContext<CaseServices>,
  errors: readonly FieldError[] = [],
  typed = '',
  status?: 429,
): Response | Promise<Response> {
  if (context.services.cases.rules === undefined) return notFoundPage(context)
  const { own: words } = casesPrivacyWords(context)
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>
            {words.decides} {words.never}
          </p>
        </>
      ),
      ...(status && { status }),
    },
    <>
      <Form context={context} action="/me/worry" class="carrel-form">
        <FormId sent={undefined} />
        <TextArea name="problem" label={words.problem} rows={8} value={typed} errors={errors} />
        <AboutDirectorField context={context} chosen={undefined} />
        <SubmitButton look="big">{words.send}</SubmitButton>
      </Form>
      <BackToMyAccount context={context} />
    </>,
  )
}

const BackToMyAccount = ({ context }: { readonly context: PatronContext }) => (
  <BackLink href="/me">{ownPageWords(context).back}</BackLink>
)

/** Why in memory: a count in the database would reveal who has concerns. */
const mayReportConcern = dailyLimit(5)
