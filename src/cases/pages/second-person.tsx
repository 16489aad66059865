import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Alert, BackLink, Facts, Form, SubmitButton, TextList } from '../../platform/http/page-kit.tsx'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import type { SecondPersonAsk, SpecialCounselAsk } from '../case-service.ts'
import { momentOf } from '../case-text.ts'
import type { CaseContext } from '../services.ts'
import { caseCopiesWords, copiedKindWords } from '../words/copies.ts'
import { casesTimelineWords } from '../words/page.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { daysSaid, recordsSaid } from './copied-records-parts.tsx'
import { actorNames } from './timeline.tsx'

/** `copy`: what was collected, where that is checked. `special`: the account of special counsel, where that is asked. */
export const secondPersonForm = z.strictObject({
  case: z.string().max(40),
  copy: z.string().max(60).optional(),
  special: z.string().max(60).optional(),
})

/** For the president, or a trustee where the president decides: neither has access to the case itself. */
export const secondPersonPage = (context: CaseContext): Promise<Response> => showAsked(context)

export async function answerAsSecond(
  context: CaseContext,
  { case: reference, copy, special }: z.infer<typeof secondPersonForm>,
): Promise<Response> {
  const { cases } = context.services
  const taken =
    special === undefined
      ? await cases.takeAsSecond(actorOf(context), reference, copy)
      : await cases.agreeAboutSpecial(actorOf(context), reference, special)
  return showAsked(context, taken === 'unknown' || 'refused' in taken ? 'gone' : 'saved')
}

async function showAsked(context: CaseContext, done?: 'saved' | 'gone'): Promise<Response> {
  const words = secondPersonWords(context)
  const { cases } = context.services
  const asked = await cases.askingSecond(actorOf(context))
  const special = await cases.askingAboutSpecial(actorOf(context))
  const names = await actorNames(context)
  const nameOf = (account: string) => names.get(account) ?? casesTimelineWords(context).someone
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      {done && <Alert kind={done === 'saved' ? 'success' : 'warning'}>{words[done]}</Alert>}
      {asked.length + special.length === 0 && <p>{words.nothing}</p>}
      {asked.length > 0 && (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.introSays}</p>
        </>
      )}
      {asked.map((one) => (
        <Asked context={context} one={one} by={nameOf(one.by)} />
      ))}
      {special.map((one) => (
        <AskedAboutSpecial context={context} one={one} nameOf={nameOf} />
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

type SpecialProps = {
  readonly context: CaseContext
  readonly one: SpecialCounselAsk
  readonly nameOf: (account: string) => string
}

const AskedAboutSpecial = ({ context, one, nameOf }: SpecialProps) => {
  const words = secondPersonWords(context)
  const { reference, wants, account, by, out } = one
  const id = `special-${reference}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.special[wants]}</h2>
      <p>{words.specialSays}</p>
      <Facts
        facts={[
          [words.lawyer, nameOf(account)],
          [words.askedBy, nameOf(by)],
          [words.conflicted, out.length === 0 ? words.noConflict : formatsOf(context).all(out.map(nameOf))],
          [words.case, reference],
        ]}
      />
      <Form context={context} action="/cases/second" class="carrel-form">
        <input type="hidden" name="case" value={reference} />
        <input type="hidden" name="special" value={account} />
        <SubmitButton called={`${words.specialAgree}: ${nameOf(account)}`}>{words.specialAgree}</SubmitButton>
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
