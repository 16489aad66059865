import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { fileDownload, show } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  Facts,
  Form,
  LinkLine,
  SubmitButton,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { policyOfSentFile } from '../../platform/http/request-guard.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { EmergencyContactList } from '../../staff/pages/index.ts'
import type { SecondPersonAsk, SpecialCounselAsk } from '../case-service.ts'
import { dayOf, momentOf } from '../case-text.ts'
import type { LetterAsk, LetterCall } from '../confirming.ts'
import { fileEndings } from '../instruments.ts'
import type { CaseContext } from '../services.ts'
import { caseCopiesWords, copiedKindWords } from '../words/copies.ts'
import { counselLetterWords } from '../words/counsel.ts'
import { casesTimelineWords } from '../words/page.ts'
import { reportedWords } from '../words/reported.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { saidFacts } from './confirming.tsx'
import { daysSaid, recordsSaid } from './copied-records-parts.tsx'
import { actorNames } from './timeline.tsx'

/**
 * `mark`: of what they were shown; `copy`: what was collected, where that is checked. `special`: the account of special counsel,
 * where that is asked.
 */
export const secondPersonForm = z.strictObject({
  case: z.string().max(40),
  mark: z.string().max(80).default(''),
  copy: z.string().max(60).optional(),
  special: z.string().max(60).optional(),
  wants: z.enum(['add', 'end']).default('add'),
})

/** `letter`: the id of its scan. `to`: whom they called, as it was shown. */
export const letterCallForm = z.strictObject({
  case: z.string().max(40),
  report: z.coerce.number().int().min(0).max(1000),
  letter: z.string().max(60),
  to: z.string().max(80).default(''),
  said: z.enum(['yes', 'no', 'not-reached']),
})

/** For the president, or a trustee where the president decides: neither has access to the case itself. */
export const secondPersonPage = (context: CaseContext): Promise<Response> => showAsked(context)

export async function answerAsSecond(
  context: CaseContext,
  { case: reference, mark, copy, special: account, wants }: z.infer<typeof secondPersonForm>,
): Promise<Response> {
  const { cases } = context.services
  const taken =
    account === undefined
      ? await cases.takeAsSecond(actorOf(context), reference, { mark, copy })
      : await cases.agreeAboutSpecial(actorOf(context), reference, { account, wants })
  return showAsked(context, taken === 'unknown' || 'refused' in taken ? 'gone' : 'saved')
}

/** What the second person heard about a letter. Who acts for the Director has access to the case, and goes back there. */
export async function noteLetterCall(
  context: CaseContext,
  { case: reference, report, letter, to, said }: z.infer<typeof letterCallForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const about = { place: report, paper: letter, version: to, said }
  const taken = await context.services.confirming.called(actor, reference, about)
  const isTaken = taken !== 'unknown' && !('refused' in taken)
  if (actor.role !== 'director') return showAsked(context, isTaken ? 'saved' : 'gone')
  const there = `/cases/${encodeURIComponent(reference)}`
  return context.c.redirect(isTaken ? `${there}#consultation` : `${there}/letter`, 303)
}

/** The scan of a letter, for the second person. */
export async function counselLetterFile(context: CaseContext): Promise<Response> {
  const { c, services } = context
  const { reference = '', paper = '' } = c.req.param() as Readonly<Record<string, string>>
  if (!z.uuid().safeParse(paper).success) return notFoundPage(context)
  const seen = await services.confirming.letter(actorOf(context), reference, paper)
  if (seen === undefined) return notFoundPage(context)
  const name = `letter-${reference}-${paper.slice(0, 4)}.${fileEndings[seen.type]}`
  c.header('Content-Security-Policy', policyOfSentFile)
  return fileDownload(context, seen.bytes, { name, type: seen.type })
}

async function showAsked(context: CaseContext, done?: 'saved' | 'gone'): Promise<Response> {
  const words = secondPersonWords(context)
  const { cases, confirming } = context.services
  const asked = await cases.askingSecond(actorOf(context))
  const special = await cases.askingAboutSpecial(actorOf(context))
  const calls = await confirming.askingCalls(actorOf(context))
  const names = await actorNames(context)
  const nameOf = (account: string) => names.get(account) ?? casesTimelineWords(context).someone
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      {done && <Alert kind={done === 'saved' ? 'success' : 'warning'}>{words[done]}</Alert>}
      {asked.length + special.length + calls.length === 0 && <p>{words.nothing}</p>}
      {asked.length > 0 && (
        <>
          <p class="usa-intro">{asked.some(({ act }) => act === 'agree') ? words.intro : words.introCheck}</p>
          <p>{words.introSays}</p>
        </>
      )}
      {asked.map((one) => (
        <Asked context={context} one={one} by={nameOf(one.by)} />
      ))}
      {special.map((one) => (
        <AskedAboutSpecial context={context} one={one} nameOf={nameOf} />
      ))}
      {calls.map((call) => (
        <Called context={context} call={call} />
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
  const { reference, mark, act, reading, scope, underSeal, tries, copy } = one
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
      {act === 'check' && copy === undefined ? (
        <Alert kind="info">{words.checkElsewhere}</Alert>
      ) : (
        <>
          <p>{act === 'agree' ? words.agreeSays : words.checkSays}</p>
          <Form context={context} action="/cases/second" class="carrel-form">
            <input type="hidden" name="case" value={reference} />
            <input type="hidden" name="mark" value={mark} />
            {copy !== undefined && <input type="hidden" name="copy" value={copy.id} />}
            <SubmitButton>{words[act]}</SubmitButton>
          </Form>
        </>
      )}
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
        <input type="hidden" name="wants" value={wants} />
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

/** A letter of counsel to call about, for someone who does not see the case. */
const Called = ({ context, call }: { readonly context: CaseContext; readonly call: LetterAsk }) => {
  const words = counselLetterWords(context)
  const { reference, of, at, place } = call.word
  const id = `letter-${reference}-${place}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.callHeading}</h2>
      <p>{words.callSays}</p>
      <Facts
        facts={[
          [words.reference, reference],
          [words.what, reportedWords(context).of[of]],
          [words.saidOn, dayOf(context, at)],
          ...saidFacts(context, call.word),
        ]}
      />
      <LetterCallForm
        context={context}
        reference={reference}
        call={call}
        letterAt={`/cases/second/letter/${reference}`}
      />
    </section>
  )
}

type LetterCallFormProps = {
  readonly context: CaseContext
  readonly reference: string
  readonly call: LetterCall
  /** Where its scan is, without the id. */
  readonly letterAt: string
}

/** The scan, the numbers to call, and what counsel said. */
export const LetterCallForm = ({ context, reference, call, letterAt }: LetterCallFormProps) => {
  const words = counselLetterWords(context)
  const { place, letter, contacts } = call
  const { id, pages } = letter.paper
  const says = letter.is ? 'yes' : 'no'
  return (
    <>
      <p>{words.itSays[says]}</p>
      <LinkLine href={`${letterAt}/${id}`}>{words.open(pages)}</LinkLine>
      {contacts.length === 0 && <Alert kind="warning">{words.noNumber}</Alert>}
      {contacts.length > 0 && <p>{words.callNow}</p>}
      {contacts.map((contact) => (
        <>
          <EmergencyContactList context={context} whom="counsel" contacts={[contact]} />
          <Form context={context} action="/cases/second/called" class="carrel-form">
            <input type="hidden" name="case" value={reference} />
            <input type="hidden" name="report" value={String(place)} />
            <input type="hidden" name="letter" value={id} />
            <input type="hidden" name="to" value={contact.version} />
            <SubmitButton name="said" value="yes">
              {words.saidYes[says](contact.name)}
            </SubmitButton>{' '}
            <SubmitButton name="said" value="no" look="outline">
              {words.saidNo[says]}
            </SubmitButton>{' '}
            <SubmitButton name="said" value="not-reached" look="outline">
              {words.notReached}
            </SubmitButton>
          </Form>
        </>
      ))}
    </>
  )
}
