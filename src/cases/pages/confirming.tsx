import { z } from 'zod'
import { tryOutWords } from '../../ask/index.ts'
import { actorOf, recordNames } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import { Alert, BackLink, Facts, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { accountNames, type ChangedContact } from '../../staff/index.ts'
import { dayOf } from '../case-text.ts'
import type { WordToConfirm } from '../confirming.ts'
import type { CaseContext, CaseServices } from '../services.ts'
import { counselAdvised } from '../steps/counsel-advised.ts'
import { noticeChosen } from '../steps/notice-chosen.ts'
import { recordsOfScope } from '../words/copies.ts'
import { counselWords } from '../words/counsel.ts'
import { casesTimelineWords } from '../words/page.ts'
import { reportedWords } from '../words/reported.ts'
import { BackToCase } from './case-parts.tsx'

type PublicContext = RequestContext<CaseServices>

export const answerLinkForm = z.strictObject({ link: z.string().max(100), answer: z.enum(['yes', 'no']) })
/** `report`: its place among what was reported in the case, from 0. `to`: which contact, as it was shown. */
export const wordLinkForm = z.strictObject({
  report: z.coerce.number().int().min(0).max(1000),
  to: z.string().max(80),
})
export const ownContactForm = z.strictObject({
  right: z.string().max(80).optional(),
  wrong: z.string().max(80).optional(),
})
export const secondContactForm = z.strictObject({ to: z.string().max(80) })

/** Why the word is on the page at once: it names no one, and programs that preview links use nothing up. */
export async function confirmLinkPage(context: PublicContext): Promise<Response> {
  const link = context.c.req.param('link') ?? ''
  const word = await context.services.confirming.look(link)
  if (word === undefined) return deadLinkPage(context)
  const words = counselWords(context)
  return show(
    context,
    words.linkTitle,
    <>
      <h1>{words.linkTitle}</h1>
      <p class="usa-intro">{words[word.of === 'compliance' ? 'complied' : 'linkSays']}</p>
      <WordFacts context={context} word={word} />
      <p>{words.linkNoNames}</p>
      <Form context={context} action="/confirm">
        <input type="hidden" name="link" value={link} />
        <SubmitButton name="answer" value="yes" look="big">
          {words.isTrue}
        </SubmitButton>{' '}
        <SubmitButton name="answer" value="no" look="outline">
          {words.isNot}
        </SubmitButton>
      </Form>
    </>,
  )
}

export async function answerByLink(
  context: PublicContext,
  { link, answer }: z.infer<typeof answerLinkForm>,
): Promise<Response> {
  if (!(await context.services.confirming.answer(link, answer === 'yes'))) return deadLinkPage(context)
  const words = counselWords(context)
  return showForm(
    context,
    { title: words.answered, errors: [] },
    <p class="usa-intro">{words.answeredSays}</p>,
  )
}

function deadLinkPage(context: PublicContext): Response | Promise<Response> {
  const words = counselWords(context)
  return showForm(
    context,
    { title: words.linkOver, errors: [], status: 410 },
    <p class="usa-intro">{words.linkOverSays}</p>,
  )
}

type WordFactsProps = { readonly context: RequestContext; readonly word: WordToConfirm }

/** The reference and the word. INVARIANT: no patron, no paper, and nothing that someone wrote. */
const WordFacts = ({ context, word }: WordFactsProps) => {
  const words = counselWords(context)
  const { reference, of, at } = word
  return (
    <Facts
      facts={[
        [words.reference, reference],
        [words.what, reportedWords(context).of[of]],
        [words[of === 'compliance' ? 'compliedOn' : 'day'], dayOf(context, at)],
        ...saidFacts(context, word),
      ]}
    />
  )
}

/** What was said, without anything that someone wrote. */
export function saidFacts(context: RequestContext, word: WordToConfirm): (readonly [string, string])[] {
  const words = counselWords(context)
  const { opinion, readOut = [], grandfathered, boardMayKnow, scope, choice, finding, board } = word
  const { finding: named } = tryOutWords(context)
  const formats = formatsOf(context)
  const facts: (readonly [string, string])[] = []
  const advice = counselAdvised.words(context)
  if (opinion !== undefined) facts.push([words.opinion, advice.opinion[opinion]])
  if (grandfathered) facts.push([words.alsoSaid, advice.grandfathered])
  if (boardMayKnow) facts.push([words.alsoSaid, advice.boardMayKnow])
  if (scope !== undefined) {
    const kinds = recordNames(recordsOfScope(context, scope.records), scope.records)
    facts.push([words.scope, `${words.people(scope.people)}: ${formats.all(kinds)}`])
  }
  if (readOut.length > 0) facts.push([words.readOut, formats.all(readOut.map((one) => named[one]))])
  if (choice !== undefined) facts.push([words.choice, noticeChosen.words(context).options.choice[choice]])
  if (finding !== undefined) facts.push([words.finding, named[finding]])
  if (board !== undefined)
    facts.push([words.board, `${board.motion}, ${board.session}, ${formats.day(board.on)}`])
  return facts
}

/** Mails it at once: the link is in the mail and nowhere else. */
export async function sendWordLink(
  context: CaseContext,
  { report, to }: z.infer<typeof wordLinkForm>,
): Promise<Response> {
  const reference = context.c.req.param('reference') ?? ''
  const sent = await context.services.confirming.send(actorOf(context), reference, report, to)
  if (sent === 'unknown') return notFoundPage(context)
  const words = counselWords(context)
  const isSent = sent === 'sent'
  return show(
    context,
    words.sendLink,
    <>
      <h1>{words.sendLink}</h1>
      <Alert kind={isSent ? 'success' : 'warning'}>{isSent ? words.linkSent : words.linkNotSent}</Alert>
      <BackToCase context={context} reference={reference} />
    </>,
    isSent ? 200 : 422,
  )
}

/** Contacts that someone else typed, to confirm. */
export async function secondContactPage(context: CaseContext): Promise<Response> {
  return showSecondContact(context)
}

export async function confirmAsSecond(
  context: CaseContext,
  { to }: z.infer<typeof secondContactForm>,
): Promise<Response> {
  const isDone = await context.services.confirming.confirmContact(actorOf(context), to)
  return showSecondContact(context, isDone ? 'saved' : 'gone')
}

async function showSecondContact(context: CaseContext, done?: 'saved' | 'gone'): Promise<Response> {
  const words = counselWords(context)
  const contacts = await context.services.confirming.contactsToConfirm(actorOf(context))
  const names = await accountNames(context.services.app)
  const { who, pack } = context
  return show(
    context,
    words.secondTitle,
    <div class="carrel-narrow">
      <h1>{words.secondTitle}</h1>
      {done && <Alert kind={done === 'saved' ? 'success' : 'warning'}>{words[done]}</Alert>}
      {contacts.some(({ account }) => account !== who.id) && <p class="usa-intro">{words.secondSays}</p>}
      {who.unconfirmed && <Alert kind="warning">{words.notYours}</Alert>}
      {contacts.length === 0 && <p>{words.nothingToConfirm}</p>}
      {contacts.map(({ version, name, mail, phones, account, setBy, setAt }) => (
        <section aria-labelledby={`contact-${version.slice(0, 8)}`}>
          <h2 id={`contact-${version.slice(0, 8)}`}>{name}</h2>
          {account === who.id && <p>{words.isYou}</p>}
          <Facts
            facts={[
              [words.mail, mail],
              [words.phones, phones],
              [
                words.typedBy,
                `${names.get(setBy) ?? casesTimelineWords(context).someone}, ${formatsOf(context).dayOf(setAt, pack.timeZone)}`,
              ],
            ]}
          />
          <Form context={context} action="/cases/contacts/second" class="carrel-form">
            <SubmitButton name="to" value={version}>
              {account === who.id ? words.itIsMine : words.iCalled}
            </SubmitButton>
          </Form>
        </section>
      ))}
      <BackLink href="/">{words.toStart}</BackLink>
    </div>,
    done === 'gone' ? 422 : 200,
  )
}

/** A contact of theirs that someone else changed or took off. */
export async function ownContactPage(context: CaseContext): Promise<Response> {
  return showOwnContact(context)
}

export async function answerOwnContact(
  context: CaseContext,
  { right, wrong }: z.infer<typeof ownContactForm>,
): Promise<Response> {
  const isRight = right !== undefined
  const { confirming } = context.services
  const isDone = await confirming.answerChangedContact(actorOf(context), right ?? wrong ?? '', isRight)
  return showOwnContact(context, isDone ? (isRight ? 'ownSavedRight' : 'ownSavedWrong') : 'gone')
}

async function showOwnContact(
  context: CaseContext,
  done?: 'ownSavedRight' | 'ownSavedWrong' | 'gone',
): Promise<Response> {
  const words = counselWords(context)
  const changed = await context.services.confirming.ownChangedContacts(actorOf(context))
  return show(
    context,
    words.ownTitle,
    <div class="carrel-narrow">
      <h1>{words.ownTitle}</h1>
      {done && (
        <Alert kind={done === 'ownSavedRight' ? 'success' : 'warning'}>
          {done === 'ownSavedWrong' && `${words.ownCall[context.who.president ? 'president' : 'counsel']} `}
          {words[done]}
        </Alert>
      )}
      {changed.length === 0 && <p>{words.ownNothing}</p>}
      {changed.some(({ wrongAt }) => wrongAt === null) && <p class="usa-intro">{words.ownSays}</p>}
      {changed.map((one) => (
        <OwnContact context={context} one={one} />
      ))}
      <BackLink href="/">{words.toStart}</BackLink>
    </div>,
    done === 'gone' ? 422 : 200,
  )
}

const OwnContact = ({ context, one }: { readonly context: CaseContext; readonly one: ChangedContact }) => {
  const words = counselWords(context)
  const formats = formatsOf(context)
  const { timeZone } = context.pack
  const { version, name, as, at, wrongAt, now } = one
  const id = `contact-${version.slice(0, 8)}`
  const ways = ({ phones, mail }: Pick<ChangedContact, 'phones' | 'mail'>) =>
    formats.all([phones, mail].filter((way) => way !== ''))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {wrongAt && <p>{words.ownSaidWrong(formats.moment(wrongAt, timeZone))}</p>}
      <Facts
        facts={[
          [words.ownChanged, `${words.ownRoles[as]}, ${formats.moment(at, timeZone)}`],
          [words.ownBefore, ways(one)],
          [words.ownNow, now.length === 0 ? words.ownNone : now.map(ways).join('; ')],
        ]}
      />
      <Form context={context} action="/cases/contacts/own" class="carrel-form">
        <SubmitButton name="right" value={version} look="outline">
          {words.ownRight}
        </SubmitButton>{' '}
        {wrongAt === null && (
          <SubmitButton name="wrong" value={version}>
            {words.ownWrong}
          </SubmitButton>
        )}
      </Form>
    </section>
  )
}
