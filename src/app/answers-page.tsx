import { z } from 'zod'
import { packInForceSince } from '../ask/index.ts'
import { type AnswerPart, decided, elsewhereOf, entryOfEvents, seesCases } from '../cases/index.ts'
import { timelineTextOf } from '../cases/pages/index.ts'
import { staffActorOf } from '../gate/index.ts'
import { caseStepEntries } from '../gate/log-readers.ts'
import { daysIn } from '../platform/clock.ts'
import { referencePattern } from '../platform/crypto/reference.ts'
import { show, showForm } from '../platform/http/layout.tsx'
import {
  BackLink,
  type FieldError,
  Form,
  LinkLine,
  PrintButton,
  SubmitButton,
  TableHead,
  TextField,
  TextLink,
  TextList,
} from '../platform/http/page-kit.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { spokenReference } from '../register/log/index.ts'
import {
  answer,
  answeredElsewhere,
  askedOf,
  isToCome,
  keptSays,
  type PastAnswer,
  type PastQuestion,
  pastQuestions,
  readAsked,
} from './answers.ts'
import type { Services } from './services.ts'
import { answersWords } from './words/answers.ts'

type AnswersContext = StaffContext<Services>

export const questionForm = z.strictObject({
  question: z.enum([...pastQuestions, 'case']),
  of: z.string().max(40),
})

export function answersPage(context: AnswersContext): Response | Promise<Response> {
  return questionsPage(context)
}

function questionsPage(
  context: AnswersContext,
  asked?: z.infer<typeof questionForm>,
  isLate = false,
): Response | Promise<Response> {
  const words = answersWords(context)
  const typed = (question: string) => (asked?.question === question ? asked.of : undefined)
  const today = context.services.clock.today()
  const usual = { year: today.slice(0, 4), month: today.slice(0, 7), day: today }
  const errors: FieldError[] =
    asked === undefined
      ? []
      : [
          {
            field: `of-${asked.question}`,
            message: words.errors[isLate ? 'toCome' : fieldOf(asked.question)],
          },
        ]
  return showForm(
    context,
    {
      ...{ title: words.title, errors },
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>{words.more}</p>
        </>
      ),
    },
    <>
      <div class="carrel-together">
        {seesCases(context) && (
          <QuestionForm {...{ context, errors }} question="case" value={typed('case') ?? ''} />
        )}
        {pastQuestions.map((question) => (
          <QuestionForm
            {...{ context, question, errors }}
            value={typed(question) ?? usual[askedOf[question]]}
          />
        ))}
      </div>
      <AnsweredElsewhere context={context} />
    </>,
  )
}

const fieldOf = (question: PastQuestion | 'case') => (question === 'case' ? 'reference' : askedOf[question])

type QuestionProps = {
  readonly context: AnswersContext
  readonly question: PastQuestion | 'case'
  readonly value: string
  readonly errors: readonly FieldError[]
}

const QuestionForm = ({ context, question, value, errors }: QuestionProps) => {
  const words = answersWords(context)
  const field = fieldOf(question)
  return (
    <section aria-labelledby={`q-${question}`}>
      <h2 id={`q-${question}`}>{words.questions[question]}</h2>
      <Form context={context} action="/answers" class="carrel-form">
        <input type="hidden" name="question" value={question} />
        <TextField
          {...{ name: 'of', id: `of-${question}`, label: words.fields[field], hint: words.hints[field] }}
          {...{ value, errors, maxlength: 40 }}
        />
        <SubmitButton look="outline" called={`${words.ask}: ${words.questions[question]}`}>
          {words.ask}
        </SubmitButton>
      </Form>
    </section>
  )
}

/** Where the other questions are answered, and for how long. Not here: a list of views is more than any answer. */
const AnsweredElsewhere = ({ context }: { readonly context: AnswersContext }) => {
  const { title, asked } = answersWords(context).elsewhere
  const { pack, services, language } = context
  const names = ['viewed', 'cases', 'told', 'minutes'] as const
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">{title}</h2>
      <div class="carrel-together">
        {names.map((name) => (
          <div>
            <h3>{asked[name].asks}</h3>
            <p>
              {asked[name].says}
              {name === 'viewed' && ` ${keptSays({ pack, language, clock: services.clock })}`}
            </p>
            {(name === 'minutes' || seesCases(context)) && (
              <LinkLine href={answeredElsewhere[name]}>{asked[name].link}</LinkLine>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}

export async function submitQuestion(
  context: AnswersContext,
  asked: z.infer<typeof questionForm>,
): Promise<Response> {
  if (asked.question === 'case') return (await caseAnswer(context, asked.of)) ?? questionsPage(context, asked)
  const of = readAsked(asked.question, asked.of)
  const { pack, language } = context
  const { app, ring, clock } = context.services
  if (of === undefined || isToCome(of, clock)) return questionsPage(context, asked, of !== undefined)
  const parts = { app, ring, clock, pack, language }
  const found = await answer(parts, staffActorOf(context), asked.question, of)
  return show(
    context,
    answersWords(context).answer,
    <AnswerView context={context} question={asked.question} found={found} />,
  )
}

type AnswerProps = {
  readonly context: AnswersContext
  readonly question: PastQuestion
  readonly found: PastAnswer
}

const AnswerView = ({ context, question, found }: AnswerProps) => {
  const words = answersWords(context)
  const head = [...found.head, words.entry]
  return (
    <>
      <h1>{words.questions[question]}</h1>
      <p class="usa-intro">{found.says}</p>
      {found.rows.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
          <TableHead names={head} />
          <tbody>
            {found.rows.map(({ cells: [first, ...others], entries }) => (
              <tr>
                <th scope="row" data-label={head[0]}>
                  {first}
                </th>
                {others.map((cell, at) => (
                  <td data-label={head[at + 1]}>{inWholeReferences(cell)}</td>
                ))}
                <td data-label={words.entry}>
                  {entries.length === 0
                    ? words.noEntry
                    : entries.map((entry, at) => (
                        <>
                          {at > 0 && ', '}
                          <EntryLink entry={entry} />
                        </>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <TextList items={found.notes} />
      <BackLink href="/answers">{words.back}</BackLink>
    </>
  )
}

const EntryLink = ({ entry }: { readonly entry: string }) => (
  <span class="carrel-whole">
    <TextLink href={`/register/entry/${entry}`}>{spokenReference(entry)}</TextLink>
  </span>
)

/** No reference is broken at a hyphen: they are read aloud and compared. */
const inWholeReferences = (cell: string) =>
  cell
    .split(/(, )/)
    .map((part) => (referencePattern.test(part) ? <span class="carrel-whole">{part}</span> : part))

/** Undefined where no case that they may know of has this reference. The view is logged like any of the case. */
async function caseAnswer(context: AnswersContext, typed: string): Promise<Response | undefined> {
  const { services, pack } = context
  const reference = typed.trim().toUpperCase()
  if (!seesCases(context) || !referencePattern.test(reference)) return undefined
  const seen = await services.cases.look(staffActorOf(context), reference)
  if (seen === undefined) return undefined
  const words = answersWords(context)
  const span = {
    from: seen.case.receivedAt.slice(0, 7),
    until: services.clock.now().toISOString().slice(0, 7),
  }
  const entries = (await caseStepEntries(services, new Set([reference]), span)).get(reference) ?? []
  const entryOf = entryOfEvents(seen.events, entries)
  const said = await Promise.all(
    seen.events.map(async (event) => ({
      step: event.what,
      at: formatsOf(context).moment(new Date(event.stamp.at), pack.timeZone),
      text: await timelineTextOf(context, seen, event),
      entry: entryOf.get(event),
    })),
  )
  const policy = said.findLast(({ step }) => step === decided.name)
  const hash = policy?.entry?.pack
  const since = hash === undefined ? undefined : await packInForceSince(services.app, hash)
  const day = since && formatsOf(context).day(daysIn(pack.timeZone)(since))
  const part = (name: AnswerPart) => {
    const lines = said.filter(({ step }) => elsewhereOf(step).answers === name)
    return (
      <CasePart heading={words.case.parts[name]} none={words.case.none[name]}>
        {lines.map(({ at, text, entry }) => (
          <li>
            {`${at}: ${text.says}`} {text.words.filter(Boolean).join(' ')}{' '}
            {entry === undefined ? null : <EntryLink entry={entry.reference} />}
          </li>
        ))}
      </CasePart>
    )
  }
  const policyLines =
    policy === undefined
      ? []
      : hash === undefined || day === undefined
        ? [<li>{words.case.policyUnknown}</li>]
        : [
            <li>{words.case.policySays(`${pack.number}, ${pack.title}`, day)}</li>,
            <li>
              <TextLink href={`/policy/versions/${hash}`}>
                {hash === pack.hash ? words.case.readPolicy : words.case.otherPolicy}
              </TextLink>
            </li>,
            <li>
              {words.case.fingerprint} <code class="carrel-mark">{hash}</code>
            </li>,
          ]
  return show(
    context,
    words.answer,
    <>
      <h1>{words.of}</h1>
      <p class="usa-intro">
        {words.case.says} <TextLink href={`/cases/${reference}`}>{reference}</TextLink>
      </p>
      <PrintButton context={context} />
      {part('decided')}
      {policy !== undefined && (
        <LinkLine href={`/cases/${reference}/decision`}>{words.case.readDecision}</LinkLine>
      )}
      {part('advised')}
      <CasePart heading={words.case.parts.policy} none={words.case.none.policy}>
        {policyLines}
      </CasePart>
      {part('received')}
      {part('told')}
      <BackLink href="/answers">{words.back}</BackLink>
    </>,
  )
}

type CasePartProps = {
  readonly heading: string
  readonly none: string
  readonly children: readonly unknown[]
}

const CasePart = ({ heading, none, children }: CasePartProps) => (
  <section>
    <h2>{heading}</h2>
    {children.length === 0 ? <p>{none}</p> : <ul class="usa-list">{children}</ul>}
  </section>
)
