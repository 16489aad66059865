/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Disclosed } from '../../disclosure/request.ts'
import { newestPinLines } from '../../jobs/newest-pin.ts'
import type { Answer } from '../../policy/answer.ts'
import type { RecordKind } from '../../policy/ask.ts'
import { caseContacts } from '../../store/case-mails.ts'
import { type Intake, reports } from '../case-intake.ts'
import { looksUp } from '../on-screen.ts'
import { Alert } from '../views/alert.tsx'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { GoodToKnow, ReviewOverdue } from '../views/flags.tsx'
import { Word } from '../views/form.tsx'
import { show, worksCases } from '../views/layout.tsx'
import { PhoneTree } from '../views/phone-tree.tsx'
import { nameOf, RecordView } from '../views/record.tsx'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { languages } from '../words/language.ts'
import { namedTogether } from '../words/named-together.ts'
import { recordsWords } from '../words/records.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'
import { CallBack } from './ask-call-back.tsx'
import { mailsGo } from './case-reported.tsx'
import { WhereToLook } from './where-to-look.tsx'

/** What an answer is about. */
type About = {
  /** It is about somebody's account, which may have to be looked up elsewhere. */
  readonly ofAccount: boolean
  /** Someone from outside asks, which can be reported or is reported already. */
  readonly outside?: Outside
  /** The card of a customer who phoned in, and can be called back. */
  readonly callBack?: string
}

/** The answer: the headline, what may be told, the words to say, the steps, and by which clauses. Already recorded. */
export async function answerPage(
  visit: StaffVisit,
  disclosed: Disclosed,
  { ofAccount, outside, callBack }: About,
): Promise<Response> {
  const { pack } = visit
  const words = answerWords(visit)
  const { reference, told, guardian, none } = disclosed
  const isSettled = guardian === 'nothing-to-settle'
  const { answer, alsoSay } = isSettled ? settled(visit, disclosed) : (disclosed.ofTheRest ?? disclosed)
  const forOthers = ofAccount && !looksUp(visit)
  const refused = answer.withheld.filter((record) => !none.includes(record))
  const heard = answer.may.filter((record) => !none.includes(record))
  const outcome = answer.outcome === 'limited' && refused.length === 0 ? 'release' : answer.outcome
  const headline = isSettled ? words.settled.headline : headlineOf(outcome, words, forOthers)
  const tells = answer.outcome === 'release' || answer.outcome === 'limited'
  if (told.length > 0) closeLater(visit, '/')
  const pinLines = await newestPinLines(visit.house.app)
  return show(
    visit,
    headline,
    <>
      <h1 class={`carrel-outcome carrel-outcome--${answer.outcome}`}>{headline}</h1>
      {disclosed.byLostCard && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.lostCard}</p>
        </Alert>
      )}
      {disclosed.byExpiredCard && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.expiredCard}</p>
        </Alert>
      )}
      {disclosed.phoneCode === 'wrong' && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.codeWrong}</p>
        </Alert>
      )}
      {(guardian === 'not-on-file' || guardian === 'too-many-names') && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.guardian[guardian]}</p>
        </Alert>
      )}
      {tells && <MayTell speaker={visit} may={heard} refused={refused} none={none} />}
      {tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
      <SayWords
        visit={visit}
        id="say"
        heading={forOthers && tells ? words.sayForOthers : words.say}
        say={answer.say}
        alsoSay={alsoSay}
      />
      {!tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
      {answer.outcome === 'seizure' && worksCases(visit) && (
        <p>
          <a class="usa-button usa-button--secondary" href="/cases/search/new">
            {casesSearchWords(visit).begin}
          </a>
        </p>
      )}
      {answer.next.length > 0 && (
        <section aria-labelledby="next">
          <h2 id="next">{words.next}</h2>
          <ol class="usa-process-list">
            {answer.next.map((step) => (
              <li class="usa-process-list__item">
                <p class="usa-process-list__heading carrel-step">{step}</p>
              </li>
            ))}
          </ol>
        </section>
      )}{' '}
      {callBack !== undefined && refused.length > 0 && <CallBack visit={visit} card={callBack} />}
      {outside !== undefined && (outside.isReported || reports(visit)) && (
        <Report visit={visit} outside={outside} />
      )}
      {told.map(({ opened }) => (
        <section aria-labelledby="told">
          <h2 id="told">{words.told}</h2>
          <ClosesLater visit={visit}>{words.showAgain}</ClosesLater>
          {nameOf(opened) !== null && <p class="usa-intro">{nameOf(opened)}</p>}
          <RecordView speaker={visit} opened={opened} level={3} />
        </section>
      ))}
      {!tells && !isSettled && <MayTell speaker={visit} may={answer.may} refused={refused} none={[]} />}
      <GoodToKnow speaker={visit} flags={answer.flags} />
      <section aria-labelledby="why">
        <h2 id="why">{words.why}</h2>
        <Clauses pack={pack} ids={answer.clauses} />
        <ReviewOverdue speaker={visit} flags={answer.flags} />
      </section>
      <p class="carrel-recorded">
        {answer.sealed ? words.perhapsKept : words.onRecord} <span class="carrel-reference">{reference}</span>
      </p>
      {pinLines.length > 0 && (
        <div class="carrel-pin-print">
          <p>{words.pin}</p>
          <pre>{pinLines.join('\n')}</pre>
        </div>
      )}
      <a class="usa-button usa-button--big" href="/">
        {words.done}
      </a>
    </>,
  )
}

/** What was answered of someone from outside; `reference`: of the case that the answer began, where it is in the open. */
export type Outside = {
  readonly said: Intake
  readonly isReported: boolean
  readonly reference?: string
}

/**
 * Whom to call, and the way to the report, which takes along what was answered and nothing of any patron. Why one section: of what is
 * left sealed it is the same but for the reference of a case that is not there.
 */
const Report = async ({ visit, outside }: { readonly visit: StaffVisit; readonly outside: Outside }) => {
  const words = casesIntakeWords(visit)
  const { said, isReported, reference } = outside
  const contacts = await caseContacts(visit.house.app)
  const mails = mailsGo(visit.house, contacts, ['director', 'counsel'])
  // A trustee who is served has the case opened by the answer too (Reg 6), and adds to it by calling.
  const adds = reports(visit)
  return (
    <section aria-labelledby="report">
      <h2 id="report">{isReported ? words.callNow : words.report}</h2>
      <p>{isReported ? words.callNowSays : mails ? words.reportSays.mailed : words.reportSays.notMailed}</p>
      {(isReported || !mails) &&
        (['director', 'counsel'] as const).map((whom) => (
          <>
            <h3>{words.of[whom]}</h3>
            <PhoneTree visit={visit} whom={whom} contacts={contacts} />
          </>
        ))}
      {reference !== undefined && (
        <>
          <p>
            {words.caseReference} <strong>{reference}</strong>
          </p>
          {adds && (
            <form method="post" action="/report/again">
              <Word visit={visit} />
              <input type="hidden" name="reference" value={reference} />
              <button type="submit" class="usa-button carrel-go">
                {words.goOnWithIt}
              </button>
            </form>
          )}
        </>
      )}
      {adds && (
        <div class="carrel-acts">
          {!isReported && (
            <SaidForm visit={visit} said={{ ...said, sent: 'yes' }}>
              <button type="submit" class="usa-button usa-button--secondary usa-button--big carrel-go">
                {words.report}
              </button>
            </SaidForm>
          )}
          <SaidForm visit={visit} said={isReported ? { ...said, opened: 'yes' } : said}>
            <button type="submit" class="usa-button usa-button--outline">
              {words.addWho}
            </button>
          </SaidForm>
        </div>
      )}
    </section>
  )
}

type SaidFormProps = { readonly visit: StaffVisit; readonly said: Intake; readonly children: Child }

/** A form of the report with what was answered in it, and nothing of it in an address. */
const SaidForm = ({ visit, said, children }: SaidFormProps) => (
  <form method="post" action="/report">
    <Word visit={visit} />
    {Object.entries(said).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)

type AnswerWords = ReturnType<typeof answerWords>

/** To the guardian of a child who owes nothing: that there is nothing to settle, and no more. */
function settled(visit: StaffVisit, { answer }: Disclosed): Pick<Disclosed, 'answer' | 'alsoSay'> {
  const { pack, language } = visit
  const { say, next } = answerWords(visit).settled
  const others = languages.filter((other) => other !== language && pack.languages.includes(other))
  return {
    answer: { ...answer, say, next: [next] },
    alsoSay: others.map((other) => ({
      language: other,
      say: answerWords({ pack, language: other }).settled.say,
    })),
  }
}

function headlineOf(outcome: Answer['outcome'], words: AnswerWords, forOthers: boolean): string {
  const others: Partial<AnswerWords['headline']> = forOthers ? words.headlineForOthers : {}
  return others[outcome] ?? words.headline[outcome]
}

type MayTellProps = {
  readonly speaker: Speaker
  readonly may: readonly RecordKind[]
  /** What the policy refuses, whether there is any of it or not: nobody can read off it what a patron has. */
  readonly refused: readonly RecordKind[]
  /** What may be told and there is none of, which is a fact that settles the account (Reg 3). */
  readonly none: readonly RecordKind[]
}

/** What may be told and what may not, each record named once. */
const MayTell = ({ speaker, may, refused, none }: MayTellProps) => {
  const { mayTell, nothing, allPrivate, mayHear, mayNotHear } = answerWords(speaker)
  if (may.length + none.length === 0) {
    return (
      <section aria-labelledby="what">
        <h2 id="what">{mayTell}</h2>
        <p>{nothing}</p>
        <details>
          <summary>{allPrivate}</summary>
          <Named names={namedTogether(recordsWords(speaker), refused)} />
        </details>
      </section>
    )
  }
  return (
    <div class="carrel-sides carrel-sides--told">
      <section aria-labelledby="what">
        <h2 id="what">{mayHear}</h2>
        <Named names={namedTogether(recordsWords(speaker), may)} />
        <NoneOf speaker={speaker} none={none} />
      </section>
      {refused.length > 0 && (
        <section aria-labelledby="not">
          <h2 id="not">{mayNotHear}</h2>
          <Named names={namedTogether(recordsWords(speaker), refused)} />
        </section>
      )}
    </div>
  )
}

const NoneOf = ({ speaker, none }: Pick<MayTellProps, 'speaker' | 'none'>) => {
  const records = recordsWords(speaker)
  const told = formatsOf(speaker)
  const states = (['overdue', 'lost', 'damaged'] as const).filter((state) => none.includes(state))
  return (
    <>
      {states.length > 0 && (
        <p>{records.nothingIs(told.either(states.map((state) => records.state[state])))}</p>
      )}
      {none.includes('charges') && <p>{records.owed(records.nothing)}</p>}
      {none.includes('holds') && <p>{records.nothingReserved}</p>}
    </>
  )
}

const Named = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="usa-list carrel-told">
    {names.map((name) => (
      <li>{name}</li>
    ))}
  </ul>
)
