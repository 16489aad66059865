import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  type Disclosure,
  mayLookUp,
  opinionOn,
  type PatronName,
  recordKindWords,
  recordNames,
  shownOnNoScreen,
  wholeRecord,
  worksCases,
} from '../../gate/index.ts'
import {
  AnswerNotes,
  answerPartsWords,
  Clauses,
  ReviewOverdue,
  SayIn,
  SayWords,
} from '../../gate/pages/index.ts'
import {
  fullName,
  guardiansWords,
  IdButton,
  lostCardPage,
  nameOf,
  RecordView,
  recordsWords,
} from '../../patrons/pages/index.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLine,
  ButtonLink,
  Form,
  LinkLine,
  StepList,
  SubmitButton,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf, languages } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { Answer, RecordKind } from '../../policy/index.ts'
import { newestFingerprintLines } from '../../register/index.ts'
import { spokenReference } from '../../register/log/index.ts'
import { type aboutOf, type Draft, isInRoom, mayFindChild, noCard, speakerOf } from '../draft.ts'
import type { AskContext } from '../services.ts'
import { answerWords, callBackWords } from '../words/answer.ts'
import { kitsWords } from '../words/kits.ts'
import { AnswerDone } from './follow-ups.tsx'
import { FromPaper } from './from-paper.tsx'
import { WhoViewed } from './policy.tsx'

type RecordLocationProps = {
  readonly context: StaffContext
  readonly disclosed: Disclosure
  readonly isLookedFor: boolean
  readonly draft: Draft | undefined
}

/** Where to find values that the answer covers and this page does not show. */
const RecordLocation = ({ context, disclosed, isLookedFor, draft }: RecordLocationProps) => {
  const { answer, lookedUp } = disclosed
  const onNoScreen = unseenIn(disclosed, draft)

  const named = (records: readonly RecordKind[]) =>
    formatsOf(context).all(recordNames(recordKindWords(context), records))
  const kept = answer.may.filter((record) => wholeRecord.includes(record))
  const notKept = [...new Set([...answer.may, ...onNoScreen])].filter(
    (record) => !wholeRecord.includes(record) && record !== 'history',
  )
  const unseen = lookedUp
    ? answerForScreen(context, kept).withheld.filter((record) => kept.includes(record))
    : []
  const lines: Child[] = [
    ...(isLookedFor && !lookedUp ? [notLookedUpNote(context, draft)] : []),
    ...(draft?.who === 'call' && !lookedUp && answer.may.length > 0
      ? [answerWords(context).onlyFromList]
      : []),
    ...(unseen.length > 0 ? [answerWords(context).notOnScreen(named(unseen))] : []),
    ...([...answer.may, ...onNoScreen].includes('history') ? [answerWords(context).onOwnPage] : []),
    ...(notKept.length > 0 ? [answerWords(context).notKept(named(notKept))] : []),
  ]
  if (lines.length === 0) return null
  return (
    <div class="usa-alert usa-alert--info usa-alert--slim carrel-where">
      <div class="usa-alert__body">
        {lines.map((line) => (
          <p class="usa-alert__text">{line}</p>
        ))}
      </div>
    </div>
  )
}

function notLookedUpNote(context: StaffContext, draft: Draft | undefined): Child {
  const { role } = context.who
  const { notLookedUp, counter, thenAsk, noChildCard, notHere, clerkCan } = answerWords(context)
  if (mayLookUp(context)) {
    if (draft && speakerOf(draft) === 'guardian' && !mayFindChild(draft)) return noChildCard
    return (
      <>
        {notLookedUp} <a href="/counter">{counter}</a>
        {thenAsk}
      </>
    )
  }
  return role === 'desk' || role === 'director' ? notHere : clerkCan
}

type About = {
  readonly ofAccount: boolean
  /** What was said of who asks, where the questions were asked. */
  readonly draft?: Draft
  /** What a machine is told names no one, so no record is looked up for it. */
  readonly namesNoOne?: boolean
  /** Whose record decided, so that a wrong card is noticed. */
  readonly whose?: PatronName | undefined
  /** For requests from outside: whom to call, and a link to the report. */
  readonly report?: Child
  /** The case that the answer opened, which a search goes on with. */
  readonly openedCase?: string
  readonly callBack?: Caller
  /** Whether a page of published numbers may be given to whoever asks. */
  readonly numbers?: boolean
  /** What staff should know before they read on. */
  readonly note?: string | undefined
}

/** The answer, which is already logged: outcome, what may be told, what to say, what to do, and the clauses. */
export async function answerPage(
  context: AskContext,
  disclosed: Disclosure,
  { ofAccount, draft, namesNoOne = false, whose, report, openedCase, callBack, numbers = false, note }: About,
) {
  const {
    pack,
    who: { role },
  } = context
  const words = answerWords(context)
  const { reference, told, guardian, none, followUp } = disclosed
  const decides = role === 'director' && report !== undefined && disclosed.answer.outcome === 'refer'
  const { answer, alsoSay, ownHeadline, isUnseen } = shownAnswer(context, disclosed, decides, draft)
  const isChecked = !disclosed.byLostCard && isSeenCustomer(draft)
  const forOthers = ofAccount && !mayLookUp(context)
  const refused = answer.withheld.filter((record) => !none.includes(record))
  const heard = answer.may.filter((record) => !none.includes(record))
  const tells = answer.outcome === 'release' || answer.outcome === 'limited'
  // Of what may be told there is none, which they may hear; the rest is refused.
  const tellsOfNone = answer.outcome === 'refuse' && told.length > 0
  const isWhole = answer.outcome === 'limited' && refused.length === 0
  const outcome = isWhole ? 'release' : tellsOfNone ? 'limited' : answer.outcome
  const ofPublic = draft?.who === 'public' && outcome === 'refuse' ? words.publicHeadline : undefined
  const headline = ownHeadline ?? ofPublic ?? headlineOf(outcome, words, forOthers)
  const callsBack =
    callBack !== undefined &&
    !disclosed.byLostCard &&
    (callBack.who === 'guardian' ? !tells : refused.length > 0)
  // Why before the steps: someone waits, and what is pressed or dialed now must be in view with the words. Most friends and
  // family are not reported.
  const reportsLater = tells || draft?.who === 'other'
  const toDo = (
    <>
      {callsBack && <CallBack context={context} to={callBack} />}
      {!reportsLater && report}
    </>
  )
  const isMessage = takesMessage(context, draft)
  const steps = isMessage ? words.takeMessage : answer.next
  if (told.length > 0) closeLater(context, '/')
  const isLookedFor = ofAccount && !namesNoOne && !isMessage && callBack === undefined
  const location = <RecordLocation {...{ context, disclosed, draft, isLookedFor }} />
  const pinLines = await newestFingerprintLines(context.services.app)
  return show(
    context,
    headline,
    <>
      <h1 class={`carrel-outcome carrel-outcome--${outcome}`}>{headline}</h1>
      {whose && <WhoseRecord context={context} name={whose} />}
      {draft && <FromPaper context={context} draft={draft} />}
      {note !== undefined && <Alert kind="info">{note}</Alert>}
      {disclosed.byLostCard && <Alert kind="warning">{words.lostCard}</Alert>}
      {disclosed.byExpiredCard && <Alert kind="warning">{words.expiredCard}</Alert>}
      {disclosed.phoneCode === 'wrong' && <Alert kind="warning">{words.codeWrong}</Alert>}
      <div class="carrel-home">
        <div>
          {tells && told.length === 0 && !isUnseen && (
            <MayTell speaker={context} may={heard} refused={refused} none={none} />
          )}
          {tells && location}
          {report && role === 'director' && <ForDirector {...{ context, decides, draft }} />}
          <SayWords
            context={context}
            heading={sayHeading(context, forOthers && tells, draft)}
            say={answer.say}
            alsoSay={alsoSay}
          />
          {!tells && toDo}
          {guardian !== undefined && (
            <>
              <Alert kind="warning">{words.guardian[guardian]}</Alert>
              {draft && <CorrectAnswers context={context} draft={draft} />}
            </>
          )}
          {!tells && guardian === undefined && <GuardianLacks context={context} draft={draft} />}
          {!tells && <AddGuardian context={context} draft={draft} />}
          {told.map(({ opened }) => (
            <section aria-labelledby="told">
              <h2 id="told">{words.told}</h2>
              <ClosesLater context={context}>{words.showAgain}</ClosesLater>
              {!whose && nameOf(opened) !== null && <p class="usa-intro">{nameOf(opened)}</p>}
              <RecordView speaker={context} opened={opened} level={3} />
              <NoneOf speaker={context} none={none.filter((kind) => !(kind in opened))} />
            </section>
          ))}
          <ToPay context={context} told={told} draft={draft} />
          {told.length > 0 && <MayNotTell speaker={context} refused={refused} />}
          {!tells && location}
          {draft?.who === 'other' && <p>{words.themselves}</p>}
          {draft?.who === 'other' && pack.manifest.holds !== undefined && mayLookUp(context) && (
            <p>
              {words.pickUp} <TextLink href="/pick-up">{words.toPickUp}</TextLink>
            </p>
          )}
          {answer.outcome === 'seizure' && worksCases(context) && (
            <ButtonLine
              look="secondary"
              href={
                openedCase === undefined
                  ? '/cases/search/new'
                  : `/cases/${openedCase}/search${draft?.sheet === undefined ? '' : '/paper'}`
              }
            >
              {words.beginSearch}
            </ButtonLine>
          )}
          {steps.length > 0 && (
            <section aria-labelledby="next">
              <h2 id="next">{answerPartsWords(context).next}</h2>
              <StepList steps={steps} />
              {answer.withheld.length > 0 && !isOnPhone(draft) && (
                <LinkLine href="/kits/policy">{kitsWords(context).handOver}</LinkLine>
              )}
              {numbers && <LinkLine href="/reports/requests">{words.numbers}</LinkLine>}
            </section>
          )}
          {tells && toDo}
          {draft?.who === 'customer' && (
            <section aria-labelledby="viewed">
              <h2 id="viewed">{words.viewed}</h2>
              <WhoViewed context={context} onPhone={isOnPhone(draft)} />
            </section>
          )}
          {reportsLater && report}
        </div>
        <div>
          {!tells && !tellsOfNone && !isUnseen && (
            <MayTell speaker={context} may={answer.may} refused={refused} none={[]} isChecked={isChecked} />
          )}
          <AnswerNotes speaker={context} flags={answer.flags} />
          <ToldByOpinion context={context} answer={answer} />
          <section aria-labelledby="why">
            <h2 id="why">{answerPartsWords(context).why}</h2>
            {!tells && !isUnseen && <TextList items={[...new Set(answer.why.map(({ reason }) => reason))]} />}
            <Clauses pack={pack} ids={answer.clauses} />
            {(role === 'director' || role === 'trustee') && (
              <ReviewOverdue speaker={context} flags={answer.flags} />
            )}
          </section>
        </div>
      </div>
      <p class="carrel-recorded">
        {answer.sealed ? words.perhapsKept : words.onRecord}{' '}
        <span class="carrel-reference">{spokenReference(reference)}</span>
      </p>
      {pinLines.length > 0 && (
        <div class="carrel-pin-print">
          <p>{words.pin}</p>
          <pre>{pinLines.join('\n')}</pre>
        </div>
      )}
      <AnswerDone context={context} look={report || callsBack ? 'outline' : 'big'} followUp={followUp} />
    </>,
  )
}

export const isNearlyOfAge = ({ flags }: Answer): boolean => flags.includes('age-18-ask-counsel')

type ToldByOpinionProps = { readonly context: StaffContext; readonly answer: Answer }

/** On whose opinion a guardian was told about someone nearly of age (Reg 3). */
export const ToldByOpinion = ({ context, answer }: ToldByOpinionProps) => {
  const opinion = opinionOn(context.pack, context.services.clock.today())
  if (opinion === undefined || answer.may.length === 0 || !isNearlyOfAge(answer)) return null
  const { by, on, citation } = opinion
  return <p>{guardiansWords(context).byOpinion(by, formatsOf(context).day(on), citation)}</p>
}

function sayHeading(context: StaffContext, isForOthers: boolean, draft: Draft | undefined): string {
  const { sayForOthers, sayOfPaper } = answerWords(context)
  if (isForOthers) return sayForOthers
  return draft?.who === 'paper' ? sayOfPaper : answerPartsWords(context).say
}

/** They are here, ask about themselves, and showed who they are. */
const isSeenCustomer = (draft: Draft = {}): boolean =>
  draft.who === 'customer' && !isOnPhone(draft) && (draft.checked ?? []).length > 0

/** Nothing can be handed to them, and nothing paid. */
const isOnPhone = ({ who, how }: Draft = {}) => who === 'call' || how === 'phone'

/** Who has no list of calls hands a caller, or a slip of paper, to a clerk: a press would tell whose card is on file. */
export const takesMessage = ({ who: { role }, pack }: StaffContext, { who, how }: Draft = {}) =>
  (who === 'customer' || who === 'guardian') &&
  how === 'phone' &&
  pack.manifest.calls !== undefined &&
  role !== 'desk' &&
  role !== 'director'

type ToPayProps = {
  readonly context: AskContext
  readonly told: Disclosure['told']
  readonly draft: Draft | undefined
}

/** Money is taken on the record, which a card opens; without one it is found as ever, and asks why. */
const ToPay = ({ context, told: [found], draft = {} }: ToPayProps) => {
  const owes = (found?.opened.charges?.totalCents ?? 0) > 0
  if (!owes || isOnPhone(draft) || !mayLookUp(context) || !context.services.desk.lends) return null
  const { toPay } = answerWords(context)
  const { card } = draft
  if (card === undefined || card === noCard) return <LinkLine href="/counter">{toPay}</LinkLine>
  return (
    <IdButton context={context} action="/counter/card" values={{ card }}>
      {toPay}
    </IdButton>
  )
}

export const AnswersSoFar = ({ draft }: { readonly draft: Draft }) => (
  <>
    {Object.entries(draft).flatMap(([name, value]) =>
      (Array.isArray(value) ? ['', ...value] : [value]).map((one) => (
        <input type="hidden" name={name} value={one} />
      )),
    )}
  </>
)

/** Back to the questions with what was typed: a name that is not on file may be a slip. */
const CorrectAnswers = ({ context, draft }: { readonly context: StaffContext; readonly draft: Draft }) => (
  <Form context={context} action="/ask" class="carrel-back">
    <AnswersSoFar draft={draft} />
    <SubmitButton look="link" name="back" value="card">
      {answerWords(context).correctTyped}
    </SubmitButton>
  </Form>
)

/** The condition that failed, where what staff said and where they are shows it. It says nothing of what is on file. */
const GuardianLacks = ({
  context,
  draft = {},
}: {
  readonly context: StaffContext
  readonly draft: Draft | undefined
}) => {
  const { guardianLacks } = answerWords(context)
  const { checked = [] } = draft
  if (draft.who !== 'guardian' || !mayLookUp(context)) return null
  if (hearsNothingHere(context, draft)) return null
  if (checked.includes('guardian-on-file') || checked.includes('court-letters')) return null
  return <Alert kind="warning">{draft.how === 'phone' ? guardianLacks.number : guardianLacks.photoId}</Alert>
}

/** Whatever is on file, of any child and of none: the page that it leads to looks no one up before all else is recorded. */
export const AddGuardian = ({ context, draft = {} }: Pick<ToPayProps, 'context' | 'draft'>) => {
  const { addGuardian } = answerWords(context)
  const { role } = context.who
  const adds = mayLookUp(context) && (role === 'desk' || role === 'director')
  if (!adds || draft.who !== 'guardian' || isOnPhone(draft)) return null
  return (
    <>
      <p>{addGuardian.says}</p>
      <LinkLine href="/counter/guardian-new">{addGuardian.go}</LinkLine>
    </>
  )
}

/** A guardian on the phone hears nothing here, whatever is asked of them (Reg 3). */
export const hearsNothingHere = (context: StaffContext, draft: Draft) =>
  draft.who === 'guardian' && draft.how === 'phone' && !isInRoom(context, draft)

/**
 * The child of whom a guardian hears something, so that the clerk notices a wrong card. Where they hear nothing, no
 * name is on the screen either.
 */
export async function whoseRecord(
  context: AskContext,
  { told }: Disclosure,
  patron: ReturnType<typeof aboutOf>,
): Promise<PatronName | undefined> {
  if (patron === undefined || told.length === 0) return undefined
  const actor = actorOf(context)
  const { gate } = context.services
  if ('id' in patron) return (await gate.list(actor, patron.id)).listed[0]?.name
  const seen = await gate.view({ actor, patron, records: ['existence', 'identity'] })
  return seen.told[0]?.opened.identity
}

type WhoseRecordProps = { readonly context: StaffContext; readonly name: PatronName }

export const WhoseRecord = ({ context, name }: WhoseRecordProps) => (
  <p class="usa-intro">
    {answerWords(context).about} <strong>{fullName(name)}</strong>
  </p>
)

type AnswerWords = ReturnType<typeof answerWords>

type ShownAnswer = Pick<Disclosure, 'answer' | 'alsoSay'> & {
  readonly ownHeadline?: string
  /** Nothing that they asked for is on any screen, with or without photo ID. */
  readonly isUnseen?: true
}

/** What a customer who is known here asks of their own record and no staff screen shows, whatever they may be told of it. */
const unseenIn = ({ answer, byLostCard }: Disclosure, draft: Draft | undefined): readonly RecordKind[] =>
  byLostCard || !isSeenCustomer(draft)
    ? []
    : [...answer.may, ...answer.withheld].filter((record) => shownOnNoScreen.includes(record))

/** The answer as this reader says it, with a headline of its own where the policy's words are not theirs. */
function shownAnswer(
  context: StaffContext,
  disclosed: Disclosure,
  decides: boolean,
  draft: Draft | undefined,
): ShownAnswer {
  const shown = disclosed.ofTheRest ?? disclosed
  const unseen = unseenIn(disclosed, draft)
  if (!decides && unseen.length === 0) return shown
  const { pack, language } = context
  const isUnseen = !decides && disclosed.ofTheRest === undefined
  const sayIn = (one: ScreenLanguage['language'], rest: string) => {
    const { asDirector, ofUnseen } = answerWords({ pack, language: one })
    if (decides) return asDirector.say
    const own = unseen.includes('history') ? [ofUnseen.history] : []
    const computers = unseen.some((record) => record !== 'history') ? [ofUnseen.computers] : []
    return [isUnseen ? ofUnseen.say : rest, ...own, ...computers].join(' ')
  }
  const { answer } = decides ? disclosed : shown
  const words = answerWords(context)
  const others = languages.filter((other) => other !== language && pack.languages.includes(other))
  const saidIn = (other: string) => shown.alsoSay.find((one) => one.language === other)?.say ?? ''
  return {
    answer: { ...answer, say: sayIn(language, answer.say), ...(isUnseen && { next: [] }) },
    alsoSay: others.map((other) => ({ language: other, say: sayIn(other, saidIn(other)) })),
    ...(decides && { ownHeadline: words.asDirector.headline }),
    ...(isUnseen && { ownHeadline: words.ofUnseen.headline, isUnseen }),
  }
}

type ForDirectorProps = {
  readonly context: StaffContext
  /** The words to say are the Director's own. */
  readonly decides: boolean
  readonly draft: Draft | undefined
}

const ForDirector = ({ context, decides, draft }: ForDirectorProps) => {
  const { asDirector, youDecide } = answerWords(context)
  if (!decides) return <p>{youDecide}</p>
  return (
    <p>
      {asDirector.note} {draft?.paper !== undefined && asDirector.mailed}
    </p>
  )
}

function headlineOf(outcome: Answer['outcome'], words: AnswerWords, forOthers: boolean): string {
  const others: Partial<AnswerWords['headline']> = forOthers ? words.headlineForOthers : {}
  return others[outcome] ?? words.headline[outcome]
}

type MayTellProps = {
  readonly speaker: ScreenLanguage
  readonly may: readonly RecordKind[]
  /** Refused whether or not there is any, so it reveals nothing about the patron. */
  readonly refused: readonly RecordKind[]
  /** The patron may be told, and there is none. */
  readonly none: readonly RecordKind[]
  /** That they are a patron is no news to them. */
  readonly isChecked?: boolean
}

const MayTell = ({ speaker, may, refused, none, isChecked = false }: MayTellProps) => {
  const { mayTell, nothing, nothingAsked, allPrivate, mayHear } = answerWords(speaker)
  if (may.length + none.length === 0) {
    return (
      <section aria-labelledby="what">
        <h2 id="what">{mayTell}</h2>
        <p>{isChecked ? nothingAsked : nothing}</p>
        <details>
          <summary>{allPrivate}</summary>
          <Named names={recordNames(recordKindWords(speaker), refused)} />
        </details>
      </section>
    )
  }
  return (
    <div class="carrel-sides carrel-sides--told">
      <section aria-labelledby="what">
        <h2 id="what">{mayHear}</h2>
        <Named names={recordNames(recordKindWords(speaker), may)} />
        <NoneOf speaker={speaker} none={none} />
      </section>
      <MayNotTell speaker={speaker} refused={refused} />
    </div>
  )
}

const MayNotTell = ({ speaker, refused }: Pick<MayTellProps, 'speaker' | 'refused'>) =>
  refused.length === 0 ? null : (
    <section aria-labelledby="not">
      <h2 id="not">{answerWords(speaker).mayNotHear}</h2>
      <Named names={recordNames(recordKindWords(speaker), refused)} />
    </section>
  )

const NoneOf = ({ speaker, none }: Pick<MayTellProps, 'speaker' | 'none'>) => {
  const records = recordsWords(speaker)
  const formats = formatsOf(speaker)
  const states = (['overdue', 'lost', 'damaged'] as const).filter((state) => none.includes(state))
  return (
    <>
      {states.length > 0 && (
        <p>{records.nothingIs(formats.either(states.map((state) => records.state[state])))}</p>
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

/** `who`: the guardian of whom has this card, if they called. */
export const callBackForm = z.strictObject({
  card: z.string().trim().max(64),
  who: z.enum(['customer', 'guardian']).default('customer'),
})

/** Adds a caller to the call list, which is worked in a private room (Reg 4). */
export async function askCallBack(context: AskContext, { card, who }: z.infer<typeof callBackForm>) {
  const { services } = context
  const actor = actorOf(context)
  const { told, byLostCard } = await services.gate.view({ actor, patron: { card }, records: ['existence'] })
  if (byLostCard) return lostCardPage(context)
  const [found] = told
  const planned =
    found && (await services.calls.planCallBack(actor, found.patronId, who === 'guardian' ? who : 'yes'))
  const calls = callBackWords(context)
  const title = planned ? calls.listed : calls.backTitle
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      {planned && who === 'customer' && <CallBackSay context={context} />}
      {planned ? <p>{calls.onTheList}</p> : <Alert kind="warning">{calls.noOne}</Alert>}
      <ButtonLink look="big" href="/">
        {answerWords(context).done}
      </ButtonLink>
    </>,
    planned ? 200 : 422,
  )
}

/** To a customer. A guardian has heard all there is to say, which promises no call. */
const CallBackSay = ({ context }: { readonly context: StaffContext }) => {
  const { pack } = context
  return (
    <SayIn context={context} sayIn={(language) => pack.in(language).manifest.calls?.say['call-back'] ?? ''} />
  )
}

type CallBackTo = z.infer<typeof callBackForm>

/** A caller: the customer, or a guardian. `card`: undefined if they do not have the number. */
type Caller = Omit<CallBackTo, 'card'> & { readonly card: string | undefined }

export function toCallBack(context: StaffContext, { who, how, card }: Draft): Caller | undefined {
  const isThere = context.pack.manifest.calls !== undefined && mayLookUp(context)
  if (!isThere || (who !== 'customer' && who !== 'guardian') || how !== 'phone') return undefined
  return { who, card: card === noCard ? undefined : card }
}

/** In a private room the call begins at once; elsewhere it is added to the list, or found by name there. */
const CallBack = ({ context, to }: { readonly context: AskContext; readonly to: Caller }) => {
  const { who, place, services } = context
  const begins = services.calls.isThere({ role: who.role, place })
  const { backTitle, toList, listedSays, findByName, codeToo } = callBackWords(context)
  const saysCode = to.who === 'customer'
  if (to.card === undefined) {
    return (
      <>
        {saysCode && <TextList items={codeToo(`${services.origin}/me`)} />}
        <p>{begins ? findByName.here : findByName.there}</p>
        {begins && (
          <ButtonLink look="go" href="/calls/back">
            {backTitle}
          </ButtonLink>
        )}
      </>
    )
  }
  return (
    <Form context={context} action={begins ? '/calls/back' : '/ask/call-back'}>
      <input type="hidden" name="card" value={to.card} />
      <input type="hidden" name="who" value={to.who} />
      {saysCode && <TextList items={codeToo(`${services.origin}/me`)} />}
      <SubmitButton look="go">{begins ? backTitle : toList}</SubmitButton>
      {!begins && <p class="usa-hint">{listedSays}</p>}
    </Form>
  )
}
