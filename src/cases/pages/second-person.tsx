import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Alert, BackLink, Facts, Form, SubmitButton, TextList } from '../../platform/http/page-kit.tsx'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import type { SecondPersonAsk } from '../case-service.ts'
import { momentOf } from '../case-text.ts'
import type { CaseContext } from '../services.ts'
import { caseCopiesWords, copiedKindWords } from '../words/copies.ts'
import { casesTimelineWords } from '../words/page.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { daysSaid, recordsSaid } from './copied-records-parts.tsx'
import { actorNames } from './timeline.tsx'

/** `copy`: what was collected, where that is checked. */
export const secondPersonForm = z.strictObject({
  case: z.string().max(40),
  copy: z.string().max(60).optional(),
})

/** For the president, or a trustee where the president decides: neither has access to the case itself. */
export const secondPersonPage = (context: CaseContext): Promise<Response> => showAsked(context)

export async function answerAsSecond(
  context: CaseContext,
  { case: reference, copy }: z.infer<typeof secondPersonForm>,
): Promise<Response> {
  const taken = await context.services.cases.takeAsSecond(actorOf(context), reference, copy)
  return showAsked(context, taken === 'unknown' || 'refused' in taken ? 'gone' : 'saved')
}

async function showAsked(context: CaseContext, done?: 'saved' | 'gone'): Promise<Response> {
  const words = secondPersonWords(context)
  const asked = await context.services.cases.askingSecond(actorOf(context))
  const names = await actorNames(context)
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      {done && <Alert kind={done === 'saved' ? 'success' : 'warning'}>{words[done]}</Alert>}
      {asked.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.introSays}</p>
        </>
      )}
      {asked.map((one) => (
        <Asked context={context} one={one} by={names.get(one.by) ?? casesTimelineWords(context).someone} />
      ))}
      <BackLink href="/">{words.back}</BackLink>
    </>,
    done === 'gone' ? 422 : 200,
  )
}

type AskedProps = { readonly context: CaseContext; readonly one: SecondPersonAsk; readonly by: string }

const Asked = ({ context, one, by }: AskedProps) => {
  const words = secondPersonWords(context)
  const formats = formatsOf(context)
  const { reference, act, reading, scope, underSeal, tries, copy } = one
  const id = `asked-${reference}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.heading[act]}</h2>
      <Facts
        facts={[
          [words.askedBy, by],
          [words.court, reading?.court],
          [words.number, reading?.number],
          [words.due, reading?.returnOn && formats.day(reading.returnOn)],
          [words.people, formats.count(scope.subjects.length + (scope.absent?.length ?? 0))],
          [words.records, capitalize(recordsSaid(context, scope.records))],
          [words.days, daysSaid(context, scope)],
          [words.seal, words.sealSays[underSeal ? 'yes' : 'no']],
          [words.case, reference],
        ]}
      />
      {act === 'agree' && (
        <>
          <h3>{words.tried}</h3>
          <TextList
            items={tries.map(({ counsel, times }) =>
              words.triedAt(counsel, formats.all(times.map((at) => momentOf(context, at)))),
            )}
          />
        </>
      )}
      {copy !== undefined && <Collected context={context} copy={copy} />}
      <p>{act === 'agree' ? words.agreeSays : words.checkSays}</p>
      <Form context={context} action="/cases/second" class="carrel-form">
        <input type="hidden" name="case" value={reference} />
        {copy !== undefined && <input type="hidden" name="copy" value={copy.id} />}
        <SubmitButton>{words[act]}</SubmitButton>
      </Form>
    </section>
  )
}

type CollectedProps = {
  readonly context: CaseContext
  readonly copy: NonNullable<SecondPersonAsk['copy']>
}

const Collected = ({ context, copy: { lines, sha256 } }: CollectedProps) => {
  const words = secondPersonWords(context)
  const kind = copiedKindWords(context)
  const { byPhone } = caseCopiesWords(context)
  return (
    <>
      <h3>{words.collected}</h3>
      <TextList
        items={lines.map(([record, many]) =>
          byPhone.lines(capitalize(kind[record]), formatsOf(context).count(many)),
        )}
      />
      <p>{words.mark}</p>
      <p class="carrel-secret">{sha256}</p>
    </>
  )
}
