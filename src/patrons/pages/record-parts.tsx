import type { Child } from 'hono/jsx'
import {
  type Correctable,
  type ListedPatron,
  type Opened,
  type OpenedFact,
  type OpenedGuardian,
  type PatronName,
  reachedAt,
} from '../../gate/index.ts'
import { isWrongNumber } from '../../platform/contact-details.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLine,
  DataTable,
  DoneLink,
  Fact,
  Form,
  Heading,
  type HeadingLevel,
  MailLink,
  PhoneLink,
  SubmitButton,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { PatronContext, RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { daysBetween } from '../../policy/index.ts'
import { recentNews } from '../cards.ts'
import { otherSystemLends } from '../other-system-store.ts'
import type { IdentityCheck } from '../self-service.ts'
import type { PatronServices, RecordActions } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { guardiansWords } from '../words/guardians.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { recordPageWords, recordsWords } from '../words/records.ts'
import { welcomeWords } from '../words/welcome.ts'

type PatronFactsProps = {
  readonly speaker: ScreenLanguage
  readonly opened: Opened
  /** What of the contact a press calls or writes to: on the record at the desk. Staff call from a private room (Reg 4). */
  readonly links?: { readonly phones: boolean }
}
type RecordViewProps = PatronFactsProps & {
  readonly level: HeadingLevel
  /** On the patron's own page and copy, which say *you*. `today` (`YYYY-MM-DD`) is not for a file, which is read on another day. */
  readonly own?: { readonly today?: string }
}

/** Omits what may not be told, headings included. */
export const RecordView = (record: RecordViewProps) => (
  <div class="carrel-record">
    <PatronFactList {...record} />
    <PatronItems {...record} />
  </div>
)

/** The address that letters go to in place of theirs hides theirs, also from anyone who looks on. */
const shownAddresses = (contact: Opened['contact']) =>
  contact === undefined ? [] : reachedAt(contact, contact.reach ?? {}).addresses

const mayUse = ({ reach }: NonNullable<Opened['contact']>, one: string) =>
  reach?.only === undefined || reach.only.includes(one)

/** Card, birth date and contact. */
export const PatronFactList = ({
  speaker,
  opened: { identity, contact },
  links,
  changed = [],
}: PatronFactsProps & { readonly changed?: readonly Correctable[] }) => {
  const records = recordsWords(speaker)
  const marked = (part: Correctable) => changed.includes(part) && { class: 'carrel-changed' }
  if (!identity && !contact) return null
  return (
    <dl class="carrel-facts">
      {identity && <Fact name={records.card}>{cardLines(identity.cards, records)}</Fact>}
      {identity && (
        <Fact name={records.born} {...marked('born')}>
          {identity.born === undefined ? records.notOnFile : formatsOf(speaker).day(identity.born)}
        </Fact>
      )}
      {shownAddresses(contact).map((lines) => (
        <Fact name={contact?.reach?.mailTo ? records.mailTo : records.address} {...marked('addresses')}>
          {lines.map((line) => (
            <div class="carrel-line">{line}</div>
          ))}
        </Fact>
      ))}
      {contact && shownAddresses(contact).length === 0 && (
        <Fact name={records.address} {...marked('addresses')}>
          {links ? records.askForIt : records.notOnFile}
        </Fact>
      )}
      {contact?.phones.map((phone) => (
        <Fact name={records.phone} {...marked('phones')}>
          {links?.phones ? <PhoneLink number={phone} /> : phone}
          {isWrongNumber(phone, contact.wrongNumbers ?? []) && ` (${records.wrongNumber})`}
          {!mayUse(contact, phone) && ` (${records.notToUse})`}
          {contact.choices.refuses?.includes('phone') && ` (${records.noCalls})`}
        </Fact>
      ))}
      {contact?.emails.map((email) => (
        <Fact name={records.email} {...marked('emails')}>
          {links?.phones ? <MailLink address={email} /> : email}
          {!mayUse(contact, email) && ` (${records.notToUse})`}
          {contact?.choices.refuses?.includes('e-mail') && ` (${records.noMail})`}
        </Fact>
      ))}
    </dl>
  )
}

type PatronItemsProps = RecordViewProps & { readonly actions?: RecordActions }

/** What they have, owe and wait for; on the record at the desk, with what staff can do about each. */
export const PatronItems = ({ speaker, opened, level, own, actions = {} }: PatronItemsProps) => {
  const records = recordsWords(speaker)
  const formats = formatsOf(speaker)
  const { loans, charges, holds } = opened
  const titles = { speaker, level, today: own?.today }
  const owed = own ? records.youOwe : records.owed
  return (
    <>
      <LoanFactItems {...titles} title={records.overdue} fact={opened.overdue} action={actions.loan} />
      <LoanFactItems {...titles} title={records.lost} fact={opened.lost} />
      <LoanFactItems {...titles} title={records.damaged} fact={opened.damaged} />
      <NoLoanFacts speaker={speaker} opened={opened} />
      {loans?.length === 0 && <p>{opened.overdue?.any ? records.nothingElseOut : records.nothingOut}</p>}
      {loans && (
        <LoanFactItems
          {...titles}
          title={records.outNow}
          fact={{ any: loans.length > 0, titles: loans }}
          action={actions.loan}
        />
      )}
      {actions.loans}
      {charges && (
        <section>
          <RecordHeading level={level}>
            {owed(charges.totalCents === 0 ? records.nothing : formats.dollars(charges.totalCents))}
          </RecordHeading>
          {own && charges.totalCents > 0 && <p>{records.youPay}</p>}
          {charges.each.length > 0 && (
            <DataTable
              head={[records.for, records.item, records.amount, ...actionHead(speaker, actions.charge)]}
              rows={charges.each.map((one) => [
                records.chargeKind[one.kind],
                one.title === null ? records.titleGone : (one.title ?? ''),
                formats.dollars(one.amountCents),
                ...(actions.charge ? [actions.charge(one)] : []),
              ])}
            />
          )}
        </section>
      )}
      {actions.charges}
      {holds?.any === false && !actions.holdsApart && <p>{records.nothingReserved}</p>}
      {holds?.any && (
        <section>
          <RecordHeading level={level}>{records.onReserve}</RecordHeading>
          {!holds.each && <p>{records.yes}</p>}
          {holds.pickUp !== undefined && <p>{records.mayPickUp(holds.pickUp)}</p>}
          {holds.each && holds.each.length > 0 && (
            <DataTable
              head={[records.title, records.author, records.now, ...actionHead(speaker, actions.hold)]}
              rows={holds.each.map((one) => [
                one.title ?? records.titleGone,
                one.author ?? '',
                records.holdState[one.state],
                ...(actions.hold ? [actions.hold(one)] : []),
              ])}
            />
          )}
        </section>
      )}
      {actions.holds}
    </>
  )
}

const actionHead = (speaker: ScreenLanguage, action: unknown) =>
  action === undefined ? [] : [recordPageWords(speaker).actions]

const loanFacts = ['overdue', 'lost', 'damaged'] as const

/** One line for everything that is empty; what may not be told is not counted. */
const NoLoanFacts = ({ speaker, opened }: { readonly speaker: ScreenLanguage; readonly opened: Opened }) => {
  const none = loanFacts.filter((fact) => opened[fact]?.any === false)
  if (none.length === 0) return null
  return (
    <p>
      {recordsWords(speaker).nothingIs(
        formatsOf(speaker).either(none.map((fact) => recordsWords(speaker).state[fact])),
      )}
    </p>
  )
}

/** "Ada Berg", if the name may be formats. */
export function nameOf(opened: Opened): string | null {
  return opened.identity ? fullName(opened.identity) : null
}

export const fullName = ({ firstName, otherNames, surname }: PatronName): string =>
  [firstName, otherNames, surname].filter(Boolean).join(' ')

/** "Berg, Ada", for a list. */
export const listedNameOf = ({ name: { surname, firstName, otherNames } }: ListedPatron): string =>
  `${surname}, ${[firstName, otherNames].filter(Boolean).join(' ')}`

/** "Born in 1980", and the end of a card number where another in the list has the same name and year. */
export function listedHintOf(speaker: ScreenLanguage, { bornYear, cardEnd }: ListedPatron): string {
  const counter = counterWords(speaker)
  const born = bornYear === undefined ? counter.bornUnknown : counter.bornIn(bornYear)
  return cardEnd === undefined ? born : `${born} · ${counter.cardEnds(cardEnd)}`
}

function cardLines(
  all: readonly { number: string; lost: boolean; blocked?: unknown }[],
  records: ReturnType<typeof recordsWords>,
): Child {
  if (all.length === 0) return records.none
  return all.map(({ number, lost, blocked }) => (
    <div class="carrel-line">
      {number}
      {lost && ` (${blocked === undefined ? records.reportedLost : records.blockedOnline})`}
    </div>
  ))
}

const RecordHeading = ({ level, children }: { readonly level: HeadingLevel; readonly children?: Child }) => (
  <Heading level={level} class="carrel-record__name">
    {children}
  </Heading>
)

type LoanFactItemsProps = {
  readonly speaker: ScreenLanguage
  readonly level: HeadingLevel
  readonly title: string
  readonly fact: OpenedFact | undefined
  /** Marks what is due on this day. */
  readonly today?: string | undefined
  readonly action?: RecordActions['loan']
}

const LoanFactItems = ({ speaker, level, title, fact, today, action }: LoanFactItemsProps) => {
  if (!fact?.any) return null
  const records = recordsWords(speaker)
  const formats = formatsOf(speaker)
  const isDue = fact.titles?.some(({ dueOn }) => dueOn !== undefined)
  const dueText = (day: string): Child =>
    day === today ? (
      <>
        {formats.day(day)} <strong>({records.today})</strong>
      </>
    ) : (
      formats.day(day)
    )
  return (
    <section>
      <RecordHeading level={level}>{title}</RecordHeading>
      {!fact.titles?.length && <p>{records.yes}</p>}
      {fact.titles && fact.titles.length > 0 && (
        <DataTable
          head={[
            ...[records.title, records.author, ...(isDue ? [records.due] : [])],
            ...actionHead(speaker, action),
          ]}
          rows={fact.titles.map((one) => [
            one.title ?? records.titleGone,
            one.author ?? '',
            ...(isDue ? [one.dueOn === undefined ? '' : dueText(one.dueOn)] : []),
            ...(action ? [action(one)] : []),
          ])}
        />
      )}
    </section>
  )
}

type BackToRecordProps = {
  readonly context: RequestContext
  readonly id: string
  /** The parts that were changed, which the record marks. */
  readonly changed?: readonly Correctable[]
  /** `big`: where it is the way on. */
  readonly look?: 'link' | 'big'
}

export const BackToRecord = ({ context, id, changed = [], look = 'link' }: BackToRecordProps) => (
  <Form context={context} action="/counter/customer" {...(look === 'link' && { class: 'carrel-back' })}>
    {changed.length > 0 && <input type="hidden" name="changed" value={changed.join(' ')} />}
    <SubmitButton name="id" value={id} look={look}>
      {cardsWords(context).toRecord}
    </SubmitButton>
  </Form>
)

/** Random numbers, in the body and never in an address. */
export const RecordKeyFields = ({
  id,
  card,
}: {
  readonly id: string | undefined
  readonly card: string | undefined
}) => (
  <>
    {id !== undefined && <input type="hidden" name="id" value={id} />}
    {card !== undefined && <input type="hidden" name="card" value={card} />}
  </>
)

/** What happened to their card, of which they were not told: the clerk tells them when they are here. */
export const CardNewsLines = ({
  context,
  id,
  opened,
}: Pick<CardActionsProps, 'context' | 'id'> & PatronOpened) => {
  const words = cardsWords(context)
  const today = context.services.clock.today()
  const news = recentNews(opened.identity?.cardNews, today).filter(({ told }) => !told)
  if (news.length === 0) return null
  return (
    <Alert kind="info">
      {news.map(({ what, on }) => (
        <p class="usa-alert__text">{words.news[what](formatsOf(context).day(on))}</p>
      ))}
      <IdButton context={context} action="/counter/card-told" values={{ id }}>
        {words.newsTold}
      </IdButton>
    </Alert>
  )
}
type PatronOpened = { readonly opened: Opened }

/** Until when a minor's guardians are told nothing. */
export const ShieldNote = ({ context, opened }: Pick<CardActionsProps, 'context'> & PatronOpened) => {
  const { notTold } = opened.identity ?? {}
  if (notTold === undefined || notTold.until < context.services.clock.today()) return null
  return (
    <p>
      <strong>{guardiansWords(context).shield.onRecord(formatsOf(context).day(notTold.until))}</strong>
    </p>
  )
}

/** Some of what they chose ended with a PIN that a guardian may have known. */
export const AskAgainNote = ({ context, opened }: Pick<CardActionsProps, 'context'> & PatronOpened) =>
  opened.contact?.askAgain ? <p>{guardiansWords(context).askAgain}</p> : null

type OpenedCards = NonNullable<Opened['identity']>['cards']

type CardActionsProps = {
  readonly context: RequestContext<PatronServices>
  readonly id: string
  readonly cards: OpenedCards
}

/** A button for each card but those blocked online and lost ones that were replaced; a new one if all are lost. */
export const CardActions = ({ context, id, cards }: CardActionsProps) => {
  const words = cardsWords(context)
  const isStopped = cards.every(({ lost }) => lost)
  return (
    <section aria-labelledby="cards" class="carrel-acts">
      <h2 id="cards">{words.title}</h2>
      <OnlineBlocks context={context} id={id} cards={cards} />
      {cards
        .filter(({ blocked, lost }) => blocked === undefined && (!lost || cards.length === 1))
        .map((card) => (
          <IdButton
            context={context}
            action={card.lost ? '/counter/card-found' : '/counter/card-lost'}
            values={{ id, card: card.id }}
          >
            {card.lost ? words.isFound(card.number) : words.reportOne(card.number)}
          </IdButton>
        ))}
      {isStopped && (
        <IdButton context={context} action="/counter/card-new" values={{ id }}>
          {words.give}
        </IdButton>
      )}
      {!isStopped && <RenewCard context={context} id={id} />}
      {!isStopped && <PrintWelcome context={context} id={id} />}
    </section>
  )
}

/** Where another system makes the cards, it renews them. */
export const RenewCard = ({ context, id }: Pick<CardActionsProps, 'context' | 'id'>) =>
  context.services.joining.kinds.length === 0 ? null : (
    <IdButton context={context} action="/counter/card-renew" values={{ id }}>
      {cardsWords(context).renew}
    </IdButton>
  )

/** Cards that were blocked on the public page: unblocked with photo ID, and blocked in another system that lends. */
const OnlineBlocks = async ({ context, id, cards }: CardActionsProps) => {
  const words = cardsWords(context)
  const blocked = cards.filter((card) => card.blocked !== undefined)
  if (blocked.length === 0) return null
  // Where another is good, the blocked one was replaced, and may be with someone else.
  const isStopped = cards.every(({ lost }) => lost)
  const isThere = blocked.every((card) => card.blocked === 'everywhere') || !(await otherSystemLends(context))
  return (
    <>
      <p>
        <strong>{blocked.map(({ number }) => words.isBlocked(number)).join('. ')}</strong>
      </p>
      {isStopped && blocked.length > 1 && <p>{words.unblockWhich}</p>}
      {isStopped &&
        blocked.map((card) => (
          <IdButton context={context} action="/counter/card-unblock" values={{ id, card: card.id }}>
            {blocked.length > 1 ? words.unblockOne(card.number) : words.unblock}
          </IdButton>
        ))}
      {!isThere && (
        <IdButton context={context} action="/counter/card-unblock" values={{ id, there: 'yes' }}>
          {words.blockedThere}
        </IdButton>
      )}
    </>
  )
}

/** What the policy advises customers (Reg 2), in the pack's words; nothing where the pack has none. */
export const Advice = ({
  context,
  level = 2,
  isForNext = false,
}: {
  readonly context: RequestContext
  readonly level?: HeadingLevel
  /** The card they have is lost: it is about the next one. */
  readonly isForNext?: boolean
}) => {
  const { advice = [] } = context.pack.manifest
  if (advice.length === 0) return null
  const { advice: heading, adviceNext } = welcomeWords(context)
  return (
    <>
      <Heading level={level}>{isForNext ? adviceNext : heading}</Heading>
      <TextList items={advice} />
    </>
  )
}

/** One sentence of it, another each day. */
export const AdviceOfTheDay = ({ context }: { readonly context: RequestContext }) => {
  const { advice = [] } = context.pack.manifest
  const nth = daysBetween('2026-01-01', context.services.clock.today()) % Math.max(1, advice.length)
  return advice.length === 0 ? null : <p class="carrel-hint">{advice.at(nth)}</p>
}

export const PrintWelcome = ({ context, id }: Pick<CardActionsProps, 'context' | 'id'>) => (
  <IdButton context={context} action="/counter/welcome" values={{ id }}>
    {welcomeWords(context).print}
  </IdButton>
)

/** `isNew`: joined just now, so there is no second factor to lose. */
type PinActionsProps = Pick<CardActionsProps, 'context' | 'id'> & { readonly isNew?: boolean }

/** Only the patron sets a PIN: on the screen handed to them, or with a printed code. */
export const PinActions = ({ context, id, isNew = false }: PinActionsProps) => {
  const ownPin = ownPinWords(context)
  const { plain } = ownPageWords(context)
  return (
    <section aria-labelledby="pin" class="carrel-acts">
      <h2 id="pin">{ownPin.atCounter}</h2>
      <p>{ownPin.handSays}</p>
      <IdButton context={context} action="/counter/pin" values={{ id }}>
        {ownPin.hand}
      </IdButton>
      <IdButton context={context} action="/counter/pin-code" values={{ id }}>
        {ownPin.print}
      </IdButton>
      {!isNew && (
        <IdButton context={context} action="/counter/app-lost" values={{ id }}>
          {ownPin.appLost}
        </IdButton>
      )}
      <IdButton context={context} action="/counter/plain" values={{ id }}>
        {plain.atCounter}
      </IdButton>
      <p class="carrel-small">{plain.atCounterSays}</p>
    </section>
  )
}

/** A button that posts random numbers. */
export const IdButton = (props: {
  readonly context: RequestContext
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly children: Child
}) => (
  <Form context={props.context} action={props.action}>
    {Object.entries(props.values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <SubmitButton look="outline">{props.children}</SubmitButton>
  </Form>
)

export function ageOfPatron(
  { pack, services }: StaffContext,
  { identity }: Opened,
): 'minor' | 'of-age' | 'unknown' {
  const { born, ofAge } = identity ?? {}
  if (born === undefined && ofAge === undefined) return 'unknown'
  const subject = { married: ofAge !== undefined, emancipated: false, ...(born !== undefined && { born }) }
  return pack.isMinor({ on: services.clock.today(), subject }) ? 'minor' : 'of-age'
}

/** Under age, of unknown age, or of age only because the Director recorded it, which can be undone there. */
export const hasGuardians = (context: StaffContext, opened: Opened) =>
  ageOfPatron(context, opened) !== 'of-age' || opened.identity?.ofAge !== undefined

type GuardianListProps = {
  readonly context: RequestContext
  readonly id: string
  readonly guardians: readonly OpenedGuardian[]
  /** Names of staff, if they may be formats. */
  readonly names: ReadonlyMap<string, string> | undefined
}

/** No address: another guardian may be at the counter. */
export const GuardianList = ({ context, id, guardians, names }: GuardianListProps) => {
  const words = guardiansWords(context)
  if (guardians.length === 0) return <p class="usa-intro">{words.none}</p>
  return (
    <>
      {guardians.map((guardian) => {
        const values = { id, link: guardian.link }
        return (
          <div class="carrel-computer">
            <div>
              <strong>{guardianFullName(guardian)}</strong>
              <br />
              <span class="usa-tag carrel-tag">{mayHearNote(context, guardian)}</span>
              <br />
              {signedNote(context, guardian)}
              {guardian.noted && <> {evidenceNote(context, guardian.noted, names)}</>}
              {guardian.relation?.shown === undefined && <> {words.notShown}</>}
            </div>
            {guardian.liable && (
              <IdButton context={context} action="/counter/letter" values={values}>
                {words.letter}
              </IdButton>
            )}
            <IdButton context={context} action="/counter/guardian-change" values={values}>
              {words.change}
            </IdButton>
            <IdButton context={context} action="/counter/guardian-remove" values={values}>
              {words.remove}
            </IdButton>
          </div>
        )
      })}
      {guardians.some(({ liable }) => liable) && <p>{words.inLanguage}</p>}
    </>
  )
}

type OwnGuardiansProps = {
  readonly context: PatronContext
  readonly guardians: readonly OpenedGuardian[]
}

/** Who is on file for a minor, on the minor's own page. It reads the same whether or not one is left out. */
export const OwnGuardians = ({ context, guardians }: OwnGuardiansProps) => {
  const { page } = ownPageWords(context)
  return (
    <>
      <dl class="carrel-facts">
        <Fact name={page.guardians}>
          {guardians.length === 0
            ? page.noGuardian
            : guardians.map((one) => <div class="carrel-line">{ownGuardianLine(context, one)}</div>)}
        </Fact>
      </dl>
      <p class="carrel-small">{page.guardiansSay}</p>
    </>
  )
}

/** With the day on which they were added, where it is known. */
function ownGuardianLine(context: PatronContext, guardian: OpenedGuardian): string {
  const { added } = guardian.relation ?? {}
  const name = guardianFullName(guardian)
  return added === undefined
    ? name
    : ownPageWords(context).page.guardianSince(name, formatsOf(context).day(added))
}

export function guardianFullName({ name }: Pick<OpenedGuardian, 'name'>): string {
  return [name?.firstName, name?.otherNames, name?.surname].filter(Boolean).join(' ')
}

/** What they may hear, as far as the file says. */
function mayHearNote(context: RequestContext, { liable, relation }: OpenedGuardian): string {
  const guardians = guardiansWords(context)
  if (liable) return guardians.mayHear
  const mustSign = context.pack.manifest['guardian-must-sign']
  return mustSign || relation?.shown === undefined ? guardians.mayNotHear : guardians.mayHearHere
}

/** No signature is claimed for an imported guardian, since no one here saw it (Reg 3). */
function signedNote(context: RequestContext, { liable, noted }: OpenedGuardian): string {
  const guardians = guardiansWords(context)
  if (noted === undefined) return liable ? guardians.imported.liable : guardians.imported.notLiable
  return liable ? guardians.signed : guardians.didNotSign
}

function evidenceNote(
  context: RequestContext,
  noted: NonNullable<OpenedGuardian['noted']>,
  names: GuardianListProps['names'],
): string {
  const guardians = guardiansWords(context)
  const formats = formatsOf(context)
  const papers = formats.all(noted.checked.map((check) => guardians.checks[check]))
  const day = formats.day(noted.on)
  if (names === undefined) return guardians.seen(papers, day)
  return guardians.seenBy(papers, day, names.get(noted.by) ?? guardians.someone)
}

type IdentityCheckProps<Check extends string> = {
  readonly id: string
  /** Which of theirs, where it is about one. */
  readonly card?: string | undefined
  readonly action:
    | '/counter/pin'
    | '/counter/pin-code'
    | '/counter/app-lost'
    | '/counter/card-new'
    | '/counter/card-unblock'
  readonly title: string
  readonly says: string
  readonly checks: readonly Check[]
  /** What each is called, where it is not one of the usual two. */
  readonly names?: Readonly<Record<Check, string>>
  /** Who will see this, and what follows. */
  readonly told: string
  /** The record that it is about, where it was opened for this: staff compare the ID with it. */
  readonly opened?: Opened
}

/** Asks how staff know the patron, before an act that would let an impostor in. */
export function identityCheckPage<Check extends string = IdentityCheck>(
  context: StaffContext,
  { id, card, action, title, says, checks, names, told, opened }: IdentityCheckProps<Check>,
) {
  const ownPin = ownPinWords(context)
  const called: Readonly<Record<string, string>> = names ?? ownPin.checks
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      {opened && <Whose context={context} opened={opened} />}
      <p class="usa-intro">{says}</p>
      <h2>{ownPin.whatChecked}</h2>
      <Form context={context} action={action} class="carrel-tries">
        <RecordKeyFields id={id} card={card} />
        {checks.map((check) => (
          <SubmitButton name="checked" value={check} look="big">
            {called[check]}
          </SubmitButton>
        ))}
      </Form>
      <p>{told}</p>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

const Whose = ({ context, opened }: { readonly context: StaffContext; readonly opened: Opened }) => {
  const born = opened.identity?.born
  return (
    <dl class="carrel-facts">
      <Fact name={nameOf(opened)}>
        {born === undefined
          ? counterWords(context).bornUnknown
          : `${recordsWords(context).born}: ${formatsOf(context).day(born)}`}
      </Fact>
    </dl>
  )
}

export type RecordedPage = {
  readonly heading: string
  readonly says?: string | undefined
  readonly notes?: Child
  readonly isLogged?: boolean
  /** What is done next, before *Done*. */
  readonly next?: Child
  readonly actions?: Child
  readonly id?: string | undefined
  readonly changed?: readonly Correctable[]
}

/** What was done at the counter, that it is logged, and the ways on. */
export function recordedPage(context: StaffContext, page: RecordedPage) {
  const { heading, says, notes, isLogged = true, next, actions, id, changed = [] } = page
  if (changed.length > 0) closeLater(context, '/counter')
  return show(
    context,
    heading,
    <>
      <h1>{heading}</h1>
      {says !== undefined && <p class="usa-intro">{says}</p>}
      {notes}
      {isLogged && <p class="carrel-recorded">{cardsWords(context).recorded}</p>}
      {next}
      {next ? (
        <ButtonLine href="/counter" look="outline">
          {frameWords(context).done}
        </ButtonLine>
      ) : (
        <DoneLink context={context} href="/counter" />
      )}
      {actions}
      {id !== undefined && <BackToRecord context={context} id={id} changed={changed} />}
    </>,
  )
}
