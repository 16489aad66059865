/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { AboutDirector } from '../views/about-director.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesPrivacyWords } from '../words/cases-privacy.ts'
import { frameWords } from '../words/frame.ts'
import { keptPage } from './case-kept.tsx'

const raisers = ['staff', 'patron'] as const
export const privacyForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  raised: z.enum(raisers).optional(),
  name: z.string().trim().max(200),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})
type Typed = z.infer<typeof privacyForm>

/** A problem with somebody's privacy goes to the Director, who decides in writing (Reg 7). */
export function privacyProblemPage(visit: StaffVisit): Response | Promise<Response> {
  return problemShown(visit, [], undefined)
}

export async function writePrivacyProblem(visit: StaffVisit, typed: Typed): Promise<Response> {
  const { problem, raised = 'staff', name, form } = typed
  if (problem === '')
    return problemShown(visit, [{ field: 'problem', message: casesPrivacyWords(visit).fault }], typed)
  const aboutDirector = typed.aboutDirector === 'yes'
  const { reference } = await visit.house.gate.cases.receive(
    actorOf(visit),
    {
      ...{ what: 'received', kind: 'privacy', way: 'counter', wants: problem, aboutDirector, drill: false },
      requester: { kind: raised, name },
    },
    { form },
  )
  return keptPage(visit, { of: 'privacy', reference, aboutDirector })
}

function problemShown(visit: StaffVisit, errors: readonly FieldError[], typed: Typed | undefined) {
  const words = casesPrivacyWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/cases/privacy" class="carrel-form">
        <Word visit={visit} />
        <FormId sent={typed?.form} />
        <TextArea
          name="problem"
          label={words.problem}
          hint={words.problemHint}
          rows={8}
          value={typed?.problem ?? ''}
          errors={errors}
        />
        <h2>{words.raised}</h2>
        <ChoiceList
          type="radio"
          name="raised"
          legend={words.raised}
          choices={raisers.map((value) => ({ value, label: words.raisedBy[value] }))}
          chosen={[typed?.raised ?? 'staff']}
        />
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={typed?.name ?? ''}
          errors={errors}
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
