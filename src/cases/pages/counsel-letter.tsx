import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import { ChoiceQuestion, type FieldError, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { SentFile } from '../../platform/http/route.ts'
import { decidesIn } from '../case-access.ts'
import type { CaseView } from '../case-service.ts'
import { momentOf, unmetTexts } from '../case-text.ts'
import type { CaseContext } from '../services.ts'
import { relayedWordsFor } from '../statements.ts'
import { counselLetterWords } from '../words/counsel.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { casesTimelineWords } from '../words/page.ts'
import { reportedWords } from '../words/reported.ts'
import { BackToCase, InstrumentFileField, viewCase } from './case-parts.tsx'
import { LetterCallForm } from './second-person.tsx'
import { actorNames } from './timeline.tsx'

/** `report`: its place among what was reported in the case, from 0. `says`: whether the letter confirms it. */
export const counselLetterForm = z.strictObject({
  report: z.string().max(4).default(''),
  says: z.string().max(3).default(''),
})
type Typed = z.infer<typeof counselLetterForm>

/** For the person who decides, and for the person who acts for the Director as the second one. */
export async function counselLetterPage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  return seen === undefined ? notFoundPage(context) : showLetters(context, seen)
}

export async function addCounselLetter(
  context: CaseContext,
  typed: Typed,
  file: SentFile | undefined,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const words = counselLetterWords(context)
  const { fileMissing, fileFaults } = casesIntakeWords(context)
  const errors = [
    ...(typed.report === '' ? [{ field: 'report', message: words.whichMissing }] : []),
    ...(typed.says === '' ? [{ field: 'says', message: words.saysMissing }] : []),
    ...(file === undefined ? [{ field: 'file', message: fileMissing }] : []),
  ]
  if (file === undefined || errors.length > 0) return showLetters(context, seen, { typed, errors })
  const says = { word: Number(typed.report), is: typed.says === 'yes' }
  const added = await context.services.confirming.addLetter(actorOf(context), seen.reference, file, says)
  if (added === 'unknown') return notFoundPage(context)
  if (typeof added === 'object' && 'entry' in added)
    return context.c.redirect(`/cases/${seen.reference}#consultation`, 303)
  const faults = typeof added === 'string' ? [fileFaults[added]] : unmetTexts(context, added.refused)
  return showLetters(context, seen, { typed, errors: faults.map((message) => ({ field: 'file', message })) })
}

type Again = { readonly typed: Typed; readonly errors: readonly FieldError[] }

async function showLetters(context: CaseContext, seen: CaseView, again?: Again): Promise<Response> {
  const words = counselLetterWords(context)
  const { case: it, reference } = seen
  const { services } = context
  const calls = await services.confirming.letterCalls(actorOf(context), it, seen.sealed)
  const waits = relayedWordsFor(it, 'counsel')
  const names = await actorNames(context)
  const [first] = waits.length === 1 ? waits : []
  const { typed = { report: String(first?.[0] ?? ''), says: '' }, errors = [] } = again ?? {}
  return showForm(
    context,
    { title: words.title, errors },
    <>
      {calls.map((call) => (
        <section aria-labelledby={`letter-${call.place}`}>
          <h2 id={`letter-${call.place}`}>{words.callHeading}</h2>
          <LetterCallForm
            context={context}
            reference={reference}
            call={call}
            letterAt={`/cases/${reference}/paper`}
          />
        </section>
      ))}
      {calls.length > 0 && <h2>{words.addHeading}</h2>}
      <p class="usa-intro">{words.says}</p>
      <p>{words[it.gagged && it.gagByCounsel === undefined && !seen.sealed ? 'noSecond' : 'second']}</p>
      {waits.length === 0 || !decidesIn(actorOf(context), it) ? (
        <p>{words.nothingWaits}</p>
      ) : (
        <Form
          context={context}
          action={`/cases/${reference}/letter`}
          enctype="multipart/form-data"
          class="usa-form carrel-form"
        >
          <ChoiceQuestion
            type="radio"
            name="report"
            legend={words.which}
            choices={waits.map(([place, { of, by, at }]) => ({
              value: String(place),
              label: `${reportedWords(context).of[of]}. ${reportedWords(context).reported(
                names.get(by) ?? casesTimelineWords(context).someone,
                momentOf(context, at),
              )}`,
            }))}
            chosen={[typed.report]}
            errors={errors}
          />
          <ChoiceQuestion
            type="radio"
            name="says"
            legend={words.whatItSays}
            choices={(['yes', 'no'] as const).map((value) => ({ value, label: words.saysOf[value] }))}
            chosen={[typed.says]}
            errors={errors}
          />
          <InstrumentFileField label={words.scan} hint={words.scanHint} errors={errors} />
          <SubmitButton>{words.add}</SubmitButton>
        </Form>
      )}
      <BackToCase context={context} reference={reference} />
    </>,
  )
}
