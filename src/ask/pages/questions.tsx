import type { Child } from 'hono/jsx'
import { type Gate, type ListedPatron, worksCases } from '../../gate/index.ts'
import { SayWords } from '../../gate/pages/index.ts'
import { counterWords, fullName, listedHintOf, PatronList } from '../../patrons/pages/index.ts'
import {
  ChoiceButtons,
  ChoiceList,
  type FieldError,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { answersInOtherLanguages } from '../../policy/index.ts'
import { isConfirmedPresident } from '../../staff/index.ts'
import {
  askedAt,
  asksOnlyPresence,
  type Draft,
  isInRoom,
  longestName,
  longestPhoneCode,
  mayFindChild,
  namesGuardian,
  noCard,
  type QuestionId,
  readsOutCode,
  senderOf,
  speakerOf,
  toAsk,
} from '../draft.ts'
import { askWords, shortWaysWords } from '../words/ask.ts'
import { WhoViewed } from './policy.tsx'

/**
 * The log entry names the patron, and the guardian rule needs the record. Not asked of those who cannot look up
 * patrons.
 */
export const cardQuestion: Question = {
  id: 'card',
  title: ({ context, draft }) => {
    const { title, titleOfYoung, label } = askWords(context).card
    if (draft.card === noCard) return label
    return speakerOf(draft) === 'guardian' ? titleOfYoung : title
  },
  applies: (draft, looksUp) => looksUp && speakerOf(draft) !== null,
  button: 'goOn',
  wrong: (draft) => (draft.card || asksOnlyPresence(draft) ? undefined : 'card'),
  body: ({ context, draft, errors }) => {
    const { label, hint, hintOnPhone } = askWords(context).card
    return (
      <TextField
        name="card"
        label={label}
        hint={draft.how === 'phone' ? hintOnPhone : hint}
        {...(draft.card !== undefined && draft.card !== noCard && { value: draft.card })}
        maxlength={64}
        autofocus={!draft.card || errors.length > 0 ? 'with-error' : false}
        errors={errors}
      />
    )
  },
  otherwise: ({ context, draft }) => {
    const { none, findChild, whyOnPhone } = askWords(context).card
    const finds = mayFindChild(draft)
    return (
      <>
        {!finds && speakerOf(draft) === 'guardian' && <p class="carrel-hint">{whyOnPhone}</p>}
        <p>
          <SubmitButton look="link" name="nocard" value="yes">
            {finds ? findChild : none}
          </SubmitButton>
        </p>
      </>
    )
  },
}

/** Undoes the press that says there is no card. */
export const UseCard = ({ context }: Pick<QuestionProps, 'context'>) => (
  <p>
    <SubmitButton look="link" name="nocard" value="no">
      {askWords(context).card.useCard}
    </SubmitButton>
  </p>
)

/**
 * The child of a guardian who has no card with them, found by name. Why no answer without: it would refuse a guardian
 * who may be told, since nothing was looked up.
 */
export const childQuestion: Question = {
  id: 'child',
  title: ({ context }) => askWords(context).child.title,
  applies: (draft, looksUp) =>
    looksUp && mayFindChild(draft) && draft.card === noCard && !asksOnlyPresence(draft),
  wrong: (draft) => (draft.child ? undefined : 'child'),
  body: (props) => (props.chosen ? <ChosenChild {...props} /> : <FindChild {...props} />),
}

const ChosenChild = ({ context, draft, chosen }: QuestionProps) => (
  <>
    <input type="hidden" name="child" value={draft.child} />
    <p>
      {chosen && (
        <>
          <strong>{fullName(chosen.name)}</strong> ({listedHintOf(context, chosen)})
        </>
      )}
    </p>
    <p>
      <SubmitButton look="link" name="another" value="yes">
        {askWords(context).child.another}
      </SubmitButton>
    </p>
  </>
)

const FindChild = ({ context, errors, found }: QuestionProps) => {
  const { child } = askWords(context)
  const counter = counterWords(context)
  return (
    <>
      <TextField
        name="childName"
        label={child.label}
        hint={counter.nameHint}
        {...(found && { value: found.typed })}
        maxlength={longestName}
        autocomplete="off"
        autofocus
        errors={errors}
      />
      <SubmitButton look="outline" name="seek" value="yes">
        {counter.findName}
      </SubmitButton>
      {found && found.listed.length === 0 && <p role="status">{counter.noOneByName}.</p>}
      {found && found.listed.length > 0 && (
        <>
          <p>{child.choose}</p>
          <PatronList context={context} listed={found.listed} name="choose" />
          {found.more && <p>{counter.more}</p>}
        </>
      )}
      <UseCard context={context} />
    </>
  )
}

function guardianSpeaksFrom({ who, how }: Draft): 'here' | 'onPhone' | 'called' {
  if (who === 'call') return 'called'
  return how === 'phone' ? 'onPhone' : 'here'
}

/**
 * Compared with the guardians on file. Why typed: staff who confirmed a name would have to be shown it. Not asked of
 * those who cannot look up patrons.
 */
export const guardianQuestion: Question = {
  id: 'guardian',
  title: ({ context, draft }) => askWords(context).guardian.title[guardianSpeaksFrom(draft)],
  applies: (draft, looksUp) => looksUp && namesGuardian(draft),
  button: 'goOn',
  wrong: (draft) => (draft.guardian ? undefined : 'guardian'),
  body: ({ context, draft, errors }) => {
    const { label, hint } = askWords(context).guardian
    return (
      <>
        <WantedBefore draft={draft} />
        <TextField
          name="guardian"
          label={label}
          hint={hint}
          {...(draft.guardian && { value: draft.guardian })}
          maxlength={longestName}
          autocomplete="off"
          autofocus
          errors={errors}
        />
      </>
    )
  },
}

export type QuestionProps = {
  readonly context: StaffContext
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  /** The child whose record was chosen, if one was. */
  readonly chosen?: ListedPatron | undefined
  /** Who has the name that was looked for. */
  readonly found?: FoundByName | undefined
}

export type FoundByName = Pick<Awaited<ReturnType<Gate['search']>>, 'listed' | 'more'> & {
  readonly typed: string
}

export type Question = {
  readonly id: QuestionId
  readonly title: (props: QuestionProps) => string
  readonly first?: (props: QuestionProps) => Child
  readonly body: (props: QuestionProps) => Child
  /** Below the form's button, since Enter and a scanner press the first one. */
  readonly otherwise?: (props: QuestionProps) => Child
  /** `looksUp`: the person answering may look up patrons here. */
  readonly applies: (draft: Draft, looksUp: boolean) => boolean
  /** Without it, pressing a choice answers the question. */
  readonly button?: keyof ReturnType<typeof askWords>['buttons']
  readonly wrong?: (draft: Draft) => MissingAnswer | undefined
}

export type MissingAnswer = keyof ReturnType<typeof askWords>['missing']

const whoQuestion: Question = {
  id: 'who',
  title: ({ context }) => askWords(context).who.title,
  applies: () => true,
  body: ({ context, draft }) => <WhoChoices context={context} draft={draft} />,
}

type WhoChoicesProps = { readonly context: StaffContext; readonly draft?: Draft }

export const WhoChoices = ({ context, draft = {} }: WhoChoicesProps) => {
  const { choices } = askWords(context).who
  const call = { ...choices.call, hint: callHint(context, draft) }
  return <ChoiceButtons name="who" choices={choicesFrom({ ...choices, call })} />
}

function callHint(context: StaffContext, draft: Draft): string {
  const { choices, callList, callFrom, callsNotYours } = askWords(context).who
  const { hint } = choices.call
  if (context.who.role === 'volunteer') return callsNotYours
  if (context.pack.manifest.calls === undefined) return hint
  return tellsNoTitlesHere(context, draft) ? callFrom : `${hint}. ${callList}`
}

const senderQuestion: Question = {
  id: 'sender',
  title: ({ context }) => askWords(context).sender.title,
  applies: (draft) => draft.who === 'paper',
  body: ({ context }) => (
    <ChoiceButtons name="sender" choices={choicesFrom(askWords(context).sender.choices)} />
  ),
}

/** What to say comes first, because someone is waiting. */
const broughtQuestion: Question = {
  id: 'brought',
  title: ({ context }) => askWords(context).brought.title,
  applies: (draft) => draft.who === 'officer' || draft.who === 'agency',
  first: ({ context, draft }) => (
    <FirstWords
      context={context}
      draft={{ ...draft, brought: 'nothing' }}
      heading={askWords(context).brought.sayFirst}
    />
  ),
  otherwise: (props) => <SomethingInParticular {...props} />,
  body: ({ context, draft }) => (
    <>
      <WantedSoFar draft={draft} />
      <WarrantHere context={context} />
      <ChoiceButtons
        name="brought"
        choices={choicesFrom(askWords(context).brought.choices).filter(
          ({ value }) => value !== 'custody' || draft.who === 'agency',
        )}
      />
      {isConfirmedPresident(context.who) && (
        <p>
          {askWords(context).brought.directorSilent}{' '}
          <TextLink href="/acting">{askWords(context).brought.nameActing}</TextLink>
        </p>
      )}
    </>
  ),
}

/** Officers with a judge's warrant do not wait for questions: its page has the words and begins the case. */
const WarrantHere = ({ context }: Pick<QuestionProps, 'context'>) =>
  worksCases(context) ? (
    <ul class="carrel-choices">
      <li>
        <a href="/cases/search/new" class="carrel-choice">
          <span class="carrel-choice__label">{shortWaysWords(context).warrant.label}</span>{' '}
          <span class="carrel-choice__hint">{shortWaysWords(context).warrant.hint}</span>
        </a>
      </li>
    </ul>
  ) : null

/** Enter presses the first button of a form, which must not be one of the choices. */
type EnterProps = { readonly context: StaffContext; readonly name?: 'stay'; readonly value?: 'yes' }

export const EnterGoesOn = ({ context, name, value }: EnterProps) => (
  <button type="submit" class="usa-sr-only" tabindex={-1} name={name} value={value}>
    {askWords(context).buttons.goOn}
  </button>
)

/** Where the answer is no to everything, what they want is not asked: then everything counts as wanted. */
const WantedSoFar = ({ draft: { wants } }: Pick<QuestionProps, 'draft'>) =>
  ['', ...(wants ?? [])].map((want) => <input type="hidden" name="wants" value={want} />)

/** What they want was said on the page before, with the rest. */
const WantedBefore = ({ draft }: Pick<QuestionProps, 'draft'>) =>
  draft.wants === undefined ? null : <WantedSoFar draft={draft} />

const SomethingInParticular = ({ context, draft }: QuestionProps) =>
  draft.wants !== undefined && draft.wants.length > 0 ? null : (
    <p>
      <SubmitButton look="link" name="back" value="wants">
        {shortWaysWords(context).particular}
      </SubmitButton>
    </p>
  )

/** Staff never judge a legal paper, so the first choice is not to. */
const paperQuestion: Question = {
  id: 'paper',
  title: ({ context }) => askWords(context).paper.title,
  applies: (draft) => draft.who === 'paper' || draft.brought === 'paper',
  wrong: (draft) => (draft.paper === undefined ? 'paper' : undefined),
  otherwise: (props) => <SomethingInParticular {...props} />,
  body: ({ context, draft, errors }) => {
    const { intro, legend, choices, already, alreadyGo } = askWords(context).paper
    return (
      <>
        <EnterGoesOn context={context} />
        <p class="usa-intro carrel-hint">{intro}</p>
        {worksCases(context) && (
          <p>
            {already} <TextLink href="/report#already">{alreadyGo}</TextLink>
          </p>
        )}
        <ChoiceList
          type="radio"
          name="paper"
          legend={legend}
          chosen={[draft.paper ?? 'unread']}
          choices={choicesFrom(choices)}
          errors={errors}
        />
        <WantedSoFar draft={draft} />
        <h2>{askWords(context).secret.title}</h2>
        {/* Why buttons and no tiles: the tiles above only mark, and these go on. */}
        <p class="carrel-tries">
          {choicesFrom(askWords(context).secret.choices).map(({ value, label }) => (
            <SubmitButton name="secret" value={value}>
              {label}
            </SubmitButton>
          ))}
        </p>
        <p class="usa-hint">{shortWaysWords(context).secretGoesOn}</p>
      </>
    )
  },
}

/** Kinds that are secret whatever they say. */
const secretByKind = ['fisa-order', 'national-security-letter']

const secretQuestion: Question = {
  id: 'secret',
  title: ({ context }) => askWords(context).secret.title,
  // Why also for an unread paper: it is reported with the answer, and must not be in the open if secret.
  applies: ({ paper }) => paper !== undefined && !secretByKind.includes(paper),
  body: ({ context, draft }) => (
    <>
      <WantedSoFar draft={draft} />
      <ChoiceButtons name="secret" choices={choicesFrom(askWords(context).secret.choices)} />
    </>
  ),
}

const howQuestion: Question = {
  id: 'how',
  title: ({ context }) => askWords(context).how.title,
  applies: (draft) => draft.who === 'customer' || draft.who === 'guardian',
  body: ({ context }) => <ChoiceButtons name="how" choices={choicesFrom(askWords(context).how.choices)} />,
}

/** In the wrong room, the policy's step comes first: do not dial. */
const answeredQuestion: Question = {
  id: 'answered',
  title: ({ context, draft }) => {
    const { title, notHere } = askWords(context).answered
    return isInRoom(context, draft) ? title : notHere
  },
  applies: (draft) => draft.who === 'call',
  first: ({ context, draft }) =>
    isInRoom(context, draft) ? null : (
      <FirstSteps context={context} draft={{ ...draft, answered: 'customer' }} />
    ),
  body: ({ context, draft }) => {
    const { choices, already, fromList, toList } = askWords(context).answered
    const buttons = <ChoiceButtons name="answered" choices={choicesFrom(choices)} />
    if (isInRoom(context, draft)) {
      return (
        <>
          {buttons}
          {context.pack.manifest.calls !== undefined && ['desk', 'director'].includes(context.who.role) && (
            <p>
              {fromList} <TextLink href="/calls">{toList}</TextLink>
            </p>
          )}
        </>
      )
    }
    return (
      <details>
        <summary>{already}</summary>
        {buttons}
      </details>
    )
  },
}

function checksFor(context: StaffContext, draft: Draft) {
  const { checked } = askWords(context)
  const onPhone = draft.how === 'phone' || draft.who === 'call'
  if (speakerOf(draft) === 'guardian') {
    return onPhone ? choicesFrom(checked.guardianOnPhone) : choicesFrom(checked.guardianHere)
  }
  if (draft.who === 'call') return choicesFrom(checked.customerCalled)
  if (onPhone) {
    const { 'phone-code': code, ...others } = checked.customerOnPhone
    const { fromDesk } = checked
    return choicesFrom({
      ...others,
      'phone-code': tellsNoTitlesHere(context, draft) ? { ...code, hint: fromDesk.code } : code,
    })
  }
  // Someone who says that there is no card is not asked whether they showed it.
  return choicesFrom(checked.customerHere).filter(({ value }) => value !== 'card' || draft.card !== noCard)
}

/** A caller hears no titles outside a private room, and is called back (Reg 4). */
const tellsNoTitlesHere = (context: StaffContext, draft: Draft) =>
  context.pack.manifest.calls !== undefined && !isInRoom(context, draft)

export const checkedQuestion: Question = {
  id: 'checked',
  title: ({ context }) => askWords(context).checked.title,
  applies: (draft) => speakerOf(draft) !== null,
  button: 'goOn',
  body: (props) => {
    const { context, draft } = props
    const { intro, introOnPhone, fromDesk, legend } = askWords(context).checked
    const byPhone = tellsNoTitlesHere(context, draft) ? fromDesk.intro : introOnPhone
    const needsTwo = draft.how === 'phone' && draft.who === 'customer'
    return (
      <>
        <p class="usa-intro carrel-hint">{needsTwo ? byPhone : intro}</p>
        <input type="hidden" name="checked" value="" />
        <ChoiceList
          type="checkbox"
          name="checked"
          legend={legend}
          chosen={draft.checked ?? []}
          choices={checksFor(context, draft)}
        />
        <CourtLetters {...props} />
      </>
    )
  },
}

/** Only for an adult or an estate: for a child they change nothing (Reg 3). */
const CourtLetters = ({ context, draft, chosen }: QuestionProps) => {
  const { checked } = askWords(context)
  if (speakerOf(draft) !== 'guardian' || draft.how === 'phone' || draft.who === 'call') return null
  // Only the year of birth is known here, so this is left out where everyone born in it is a minor.
  const { bornYear } = chosen ?? {}
  if (bornYear !== undefined && isMinorOn(context, `${bornYear}-01-01`)) return null
  return (
    <details open={draft.checked?.includes('court-letters')}>
      <summary>{checked.ofAdult}</summary>
      <ChoiceList
        type="checkbox"
        name="checked"
        legend={checked.legend}
        chosen={draft.checked ?? []}
        choices={choicesFrom(checked.guardianOfAdult)}
      />
    </details>
  )
}

function isMinorOn({ pack, services }: StaffContext, born: string): boolean {
  return pack.isMinor({ on: services.clock.today(), subject: { born, married: false, emancipated: false } })
}

/** Compared with the record. Why typed: only this code counts. Not asked of those who cannot look up patrons. */
const phoneCodeQuestion: Question = {
  id: 'phoneCode',
  title: ({ context }) => askWords(context).phoneCode.title,
  applies: (draft, looksUp) => looksUp && readsOutCode(draft),
  button: 'goOn',
  wrong: (draft) => (draft.phoneCode ? undefined : 'phoneCode'),
  body: ({ context, draft, errors }) => {
    const { label, hint } = askWords(context).phoneCode
    return (
      <>
        <WantedBefore draft={draft} />
        <TextField
          name="phoneCode"
          label={label}
          hint={hint}
          maxlength={longestPhoneCode}
          inputmode="numeric"
          autocomplete="off"
          autofocus
          errors={errors}
        />
      </>
    )
  },
}

type Want = NonNullable<Draft['wants']>[number]
type WantWords = ReturnType<typeof askWords>['wants']

function wantsOf(draft: Draft): readonly Want[] {
  const speaks = speakerOf(draft)
  if (draft.who === 'call') return draft.answered === 'guardian' ? ['owed'] : ['owed', 'holds']
  if (speaks === 'guardian') return ['owed', 'loans', 'holds', 'history', 'computers', 'presence']
  if (speaks === 'customer') return ['loans', 'owed', 'holds', 'identity', 'history', 'computers', 'video']
  const agency = ['officer', 'agency'].includes(senderOf(draft) ?? '')
  return [
    ...(['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers'] as const),
    ...(['video', ...(agency ? (['incident'] as const) : [])] as const),
  ]
}

function wantChoices(draft: Draft, { choices, owedOnCall, ofThem, ofChild, lostChild }: WantWords) {
  const speaks = speakerOf(draft)
  const own = speaks === 'guardian' ? ofChild : speaks === 'customer' ? ofThem : {}
  const onCall = draft.who === 'call' ? { owed: owedOnCall } : {}
  const said: Readonly<Record<Want, string>> = { ...choices, ...own, ...onCall }
  const isLost = (value: Want) => speaks === 'guardian' && value === 'presence'
  return wantsOf(draft).map((value) => ({
    value,
    label: said[value],
    ...(isLost(value) && { hint: lostChild }),
  }))
}

function unspecifiedMeans(draft: Draft, words: WantWords): string {
  if (draft.who === 'call') return wantsOf(draft).length === 1 ? words.only : words.unsaidOnCall
  if (speakerOf(draft) === 'guardian') return words.unsaidByGuardian
  if (speakerOf(draft) === 'customer') return words.unsaidByCustomer
  return words.unsaid
}

/** Never why they want it. */
export const wantsQuestion: Question = {
  id: 'wants',
  title: ({ context, draft }) => {
    const { title, titleOfCall } = askWords(context).wants
    return draft.who === 'call' ? titleOfCall : title
  },
  applies: (draft) => draft.who !== 'public',
  button: 'show',
  body: ({ context, draft }) => {
    const words = askWords(context).wants
    return (
      <>
        <p class="usa-intro carrel-hint">{unspecifiedMeans(draft, words)}</p>
        <input type="hidden" name="wants" value="" />
        <ChoiceList
          type="checkbox"
          name="wants"
          legend={words.legend}
          chosen={draft.wants ?? []}
          choices={wantChoices(draft, words)}
        />
        {draft.who === 'customer' && (
          <details>
            <summary>{words.viewed}</summary>
            <WhoViewed context={context} onPhone={draft.how === 'phone'} />
          </details>
        )}
      </>
    )
  },
}

/** Conduct and mandated reports have a rule of their own; library records stay closed either way. */
const basisQuestion: Question = {
  id: 'basis',
  title: ({ context }) => askWords(context).basis.title,
  applies: (draft) => draft.wants?.includes('incident') ?? false,
  body: ({ context }) => (
    <ChoiceButtons name="basis" choices={choicesFrom(askWords(context).basis.choices)} />
  ),
}

type FirstWordsProps = {
  readonly context: StaffContext
  readonly draft: Draft
  readonly heading?: string
}

/** The policy's words for the moment, before any question. They reveal nothing. */
const FirstWords = ({ context, draft, heading = askWords(context).sayFirst }: FirstWordsProps) => {
  const { pack, language } = context
  const ask = toAsk(draft, askedAt(context, draft))
  return (
    <SayWords
      context={context}
      id="say-first"
      heading={heading}
      say={pack.decide(ask).say}
      alsoSay={answersInOtherLanguages(pack, language, ask)}
    />
  )
}

/** The policy's steps for the moment: in the wrong room, do not dial. */
const FirstSteps = ({ context, draft }: FirstWordsProps) => {
  const { next } = context.pack.decide(toAsk(draft, askedAt(context, draft)))
  return (
    <section class="usa-alert usa-alert--warning carrel-first" aria-labelledby="do-first">
      <div class="usa-alert__body">
        <h2 id="do-first" class="usa-alert__heading">
          {askWords(context).doNotCall}
        </h2>
        {next.slice(0, 1).map((step) => (
          <p class="usa-alert__text">{step}</p>
        ))}
      </div>
    </section>
  )
}

type ChoiceWords = { readonly label: string; readonly hint?: string }

export function choicesFrom<V extends string>(
  said: Readonly<Record<V, ChoiceWords>>,
): (ChoiceWords & { readonly value: V })[] {
  return (Object.entries(said) as [V, ChoiceWords][]).map(([value, words]) => ({ value, ...words }))
}

export const questions: readonly Question[] = [
  whoQuestion,
  senderQuestion,
  broughtQuestion,
  paperQuestion,
  secretQuestion,
  howQuestion,
  answeredQuestion,
  cardQuestion,
  childQuestion,
  checkedQuestion,
  guardianQuestion,
  phoneCodeQuestion,
  wantsQuestion,
  basisQuestion,
]

const isAnswered = (draft: Draft, question: Question) => draft[question.id] !== undefined

export function nextQuestion(draft: Draft, looksUp: boolean): Question | null {
  return (
    questions.find(
      (each) => each.applies(draft, looksUp) && (!isAnswered(draft, each) || each.wrong?.(draft)),
    ) ?? null
  )
}

/**
 * For someone who asks about an account, in person or on the phone: the questions of one page, in its order. None
 * where one is asked alone.
 */
export function questionsTogether(draft: Draft, here: Question, looksUp: boolean): readonly Question[] {
  const opens = [howQuestion, ...(looksUp ? [cardQuestion, childQuestion] : [checkedQuestion])]
  if ((draft.who !== 'guardian' && draft.who !== 'customer') || !opens.includes(here)) return []
  const isHere = { ...draft, how: draft.how ?? 'here' } as const
  const asksName = draft.who === 'guardian' && looksUp
  const whose = childQuestion.applies(isHere, looksUp) ? childQuestion : cardQuestion
  return [whose, ...(asksName ? [guardianQuestion] : []), checkedQuestion, wantsQuestion].filter(
    (each) => each === guardianQuestion || each.applies(isHere, looksUp),
  )
}

export function questionBefore(draft: Draft, question: Question, looksUp: boolean): Question | null {
  const before = questions.slice(0, questions.indexOf(question))
  // Why not to the secret: it is asked on the page of the paper.
  return before.findLast((each) => each !== secretQuestion && each.applies(draft, looksUp)) ?? null
}

/** Drops answers to questions that do not apply, and with `until` everything from that question on. */
export function withoutStaleAnswers(draft: Draft, looksUp: boolean, until?: QuestionId): Draft {
  const { sheet, paperAt, paperPlace } = draft
  let kept: Draft = sheet === undefined ? {} : { sheet, paperAt, ...(paperPlace && { paperPlace }) }
  for (const { id, applies } of questions) {
    if (id === until) break
    if (applies(kept, looksUp) && draft[id] !== undefined) kept = { ...kept, [id]: draft[id] }
  }
  return kept
}

export function findQuestion(id: QuestionId): Question | null {
  return questions.find((question) => question.id === id) ?? null
}
