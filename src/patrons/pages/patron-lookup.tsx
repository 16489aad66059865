import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  type ContactKey,
  type Correctable,
  correctable,
  type Disclosure,
  type ListedPatron,
  mayLookUp,
  normalizeCardNumber,
  type Opened,
  statedBases,
} from '../../gate/index.ts'
import { Clauses, SayWords } from '../../gate/pages/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ButtonLink,
  ChoiceButtons,
  DoneLink,
  type FieldError,
  Form,
  LinkLine,
  StatusNote,
  SubmitButton,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater, hasLeft } from '../../platform/http/page-lifetime.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { isPrivateRoom } from '../../policy/index.ts'
import type { OpenRecord, PatronDeskContext } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { closeAccountWords } from '../words/close-account.ts'
import { correctionsWords } from '../words/corrections.ts'
import { basisWords, counterWords } from '../words/counter.ts'
import { guardiansWords } from '../words/guardians.ts'
import { joiningWords } from '../words/joining.ts'
import { recordPageWords } from '../words/records.ts'
import { CorrectionActions, partNames } from './correction-parts.tsx'
import {
  AskAgainNote,
  CardActions,
  CardNewsLines,
  fullName,
  hasGuardians,
  IdButton,
  listedHintOf,
  listedNameOf,
  nameOf,
  PatronFactList,
  PatronItems,
  PinActions,
  RenewCard,
  ShieldNote,
} from './record-parts.tsx'

// Why POST: no name or number may be in an address or the browser's history.
export const cardForm = z.strictObject({ card: z.string().trim().max(64) })
export const nameForm = z.strictObject({ name: z.string().trim().max(100) })
export const openPatronForm = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().max(100).optional(),
  /** What was just changed on it. */
  changed: z.string().max(60).optional(),
  /** Why staff open it, where a list or a press says so. */
  basis: z.enum(statedBases).optional(),
})

/** If nothing may show at this place, shows the policy's words instead of the form. */
export function patronLookupPage(context: PatronDeskContext, errors: readonly FieldError[] = []) {
  const answer = answerForScreen(context, ['existence', 'identity'])
  if (answer.may.length === 0) return nothingShownPage(context, answer)
  const counter = counterWords(context)
  return showForm(
    context,
    { title: counter.title, errors, takesFocus: !isCardWrong(errors) },
    <>
      {hasLeft(context) && errors.length === 0 && <StatusNote said={counter.hasClosed} />}
      <CardSearch context={context} errors={errors} />
      {answer.may.includes('identity') && <NameSearch context={context} errors={errors} />}
      <ToRegister context={context} />
      <BackLink href="/counter/lost">{cardsWords(context).report}</BackLink>
    </>,
  )
}

export async function openPatronByCard(
  context: PatronDeskContext,
  { card }: z.infer<typeof cardForm>,
  /** What answers where no one has that card. */
  otherwise?: () => Promise<Response>,
): Promise<Response> {
  if (card === '')
    return patronLookupPage(context, [{ field: 'card', message: counterWords(context).cardMissing }])
  // The cursor stands here first, so a name is typed here too.
  if (!/\d/.test(card) && context.who.role !== 'volunteer') return searchPatrons(context, { name: card })
  const disclosed = await context.services.gate.view({
    actor: actorOf(context),
    patron: { card },
    handles: true,
  })
  if (otherwise !== undefined && !disclosed.found) return otherwise()
  return recordPage(context, disclosed, { by: 'card', card })
}

/** `id` is random and never in an address; `name` leads back to the list. */
export async function openPatronById(
  context: PatronDeskContext,
  { id, name, changed: parts = '', basis }: z.infer<typeof openPatronForm>,
  /** What was just done on it, and the card that the record was opened with. */
  { done, card }: { readonly done?: string; readonly card?: string | undefined } = {},
): Promise<Response> {
  const disclosed = await context.services.gate.view({
    actor: actorOf(context),
    patron: { id },
    basis,
    handles: true,
  })
  const [listed] = disclosed.listed
  if (listed !== undefined) return askBasisPage(context, listed, { list: name })
  const changed = correctable.filter((part) => parts.split(' ').includes(part))
  const corrected =
    changed.length > 0 ? correctionsWords(context).setRightDone(partNames(context, changed)) : undefined
  const said = done ?? corrected
  return recordPage(context, disclosed, {
    by: 'id',
    changed,
    // Also when they come back to it: the caller is still not seen.
    isCall: context.services.gate.basisOf(actorOf(context), id) === 'phone',
    ...(name && { list: name }),
    ...(said && { done: said }),
    ...(card && { card }),
  })
}

type FoundHow = {
  /** The name that was typed for the list that they were chosen from. */
  readonly list?: string | undefined
  /** They alone were found: a search by another name stands below. */
  readonly isOnlyOne?: boolean
  /** The name that they alone were found by. */
  readonly typed?: string
}

/** Who was found by name, and nothing of the record until one press says why it is opened. */
export function askBasisPage(
  context: PatronDeskContext,
  listed: ListedPatron,
  { list, isOnlyOne = false, typed }: FoundHow = {},
): Response | Promise<Response> {
  const counter = counterWords(context)
  const words = basisWords(context)
  closeLater(context, '/counter')
  const usesKeys = context.frame.usesKeys(context)
  return show(
    context,
    counter.oneCustomer,
    <>
      <div class="carrel-record-top">
        <h1>{fullName(listed.name)}</h1>
        <span>{listedHintOf(context, listed)}</span>
        <DoneLink context={context} href="/counter" />
      </div>
      <section aria-labelledby="basis">
        <h2 id="basis">{words.title}</h2>
        <p>{words.says}</p>
        <Form context={context} action="/counter/customer">
          <input type="hidden" name="id" value={listed.patronId} />
          {list !== undefined && <input type="hidden" name="name" value={list} />}
          <ChoiceButtons
            name="basis"
            choices={statedBases.map((value, at) => ({
              value,
              label: words.choices[value],
              ...(usesKeys && { key: String(at + 1) }),
            }))}
          />
        </Form>
        <p class="carrel-recorded">{words.use}</p>
      </section>
      {list !== undefined && <BackToList context={context} typed={list} />}
      {isOnlyOne && (
        <section aria-labelledby="someone-else">
          <h2 id="someone-else">{counter.someoneElse}</h2>
          <NameSearch context={context} {...(typed !== undefined && { typed })} />
        </section>
      )}
      <ClosesLater context={context} />
    </>,
  )
}

type LookupWay = {
  readonly by: 'card' | 'id'
  readonly card?: string
  readonly list?: string
  readonly done?: string
  readonly changed?: readonly Correctable[]
  /** Opened for someone on the phone, whom no one sees. */
  readonly isCall?: boolean
}

async function recordPage(
  context: PatronDeskContext,
  { answer, told, minor, byLostCard, expired }: Disclosure,
  { by, card, list, done, changed = [], isCall = false }: LookupWay,
): Promise<Response> {
  const counter = counterWords(context)
  const of = (card: string, customer: string) => (by === 'card' ? card : customer)
  if (answer.may.length === 0) return nothingShownPage(context, answer)
  if (byLostCard) return lostCardPage(context)
  const back = list === undefined ? null : <BackToList context={context} typed={list} />
  const [found] = told
  if (found === undefined) {
    return show(
      context,
      counter.notOnFile,
      <>
        <h1>{of(counter.cardNotOnFile, counter.customerNotOnFile)}</h1>
        <p class="usa-intro">{of(counter.checkCard, counter.findAgain)}</p>
        <CardSearch context={context} />
        {answer.may.includes('identity') && <NameSearch context={context} />}
        {back}
      </>,
    )
  }
  const { opened, patronId: id } = found
  const shown = card === undefined ? undefined : scannedCard(opened, card)
  const record = { context, id, opened, card: shown?.lost === false ? shown.number : undefined }
  const name = nameOf(opened)
  closeLater(context, '/counter')
  return show(
    context,
    name === null ? counter.onFile : counter.oneCustomer,
    <>
      <div class="carrel-record-top">
        <h1>{name ?? of(counter.cardOnFile, counter.customerOnFile)}</h1>
        <RecordChips context={context} opened={opened} />
        <DoneLink context={context} href="/counter" />
      </div>
      <NextScan context={context} patron={record.card === undefined ? undefined : id} />
      <StatusNote said={done} />
      {isCall && <AskCallerFirst context={context} id={id} opened={opened} minor={minor} />}
      {by === 'card' && name !== null && <IfOnPhone context={context} card={record.card} />}
      {minor && name !== null && mayLookUp(context) && (
        <IdButton
          context={context}
          action="/ask"
          values={
            // Why the card where it was shown: a child found by name is not kept on the phone.
            record.card === undefined
              ? { who: 'guardian', card: 'none', child: id, choose: id }
              : { who: 'guardian', card: record.card }
          }
        >
          {guardiansWords(context).asking}
        </IdButton>
      )}
      <CardWarning context={context} id={id} opened={opened} expired={expired} />
      <CardNewsLines context={context} id={id} opened={opened} />
      {name === null && <p class="usa-intro">{counter.askForMore}</p>}
      <CorrectionActions context={context} id={id} opened={opened} />
      {name === null ? (
        <RecordRows {...record} />
      ) : (
        <div class="carrel-home">
          <div class="carrel-record">
            <RecordRows {...record} />
          </div>
          <PatronSide context={context} id={id} opened={opened} changed={changed} />
        </div>
      )}
      <Form context={context} action="/counter/customer">
        {list !== undefined && <input type="hidden" name="name" value={list} />}
        <ClosesLater context={context}>
          <SubmitButton name="id" value={id} look="link">
            {counter.showLonger}
          </SubmitButton>
        </ClosesLater>
      </Form>
      <p class="carrel-recorded">{counter.recorded}</p>
      {back}
    </>,
  )
}

type CallerProps = Pick<OpenRecord, 'context' | 'id' | 'opened'> & { readonly minor: boolean }

/**
 * The questions for a caller are asked elsewhere: to open the record answers none of them (Reg 1). A call back needs none, and
 * no card number at hand. A lost card is reported no matter who calls, so its button is here.
 */
const AskCallerFirst = ({ context, id, opened, minor }: CallerProps) => {
  const { caller, toCaller, callBack, guardianBack, byPhone } = basisWords(context)
  const { pack, place } = context
  const usable = opened.identity?.cards.filter(({ lost }) => !lost) ?? []
  const card = usable[0]?.number
  const begins = isPrivateRoom(pack, place) ? 'here' : 'list'
  const action = begins === 'here' ? '/calls/back' : '/ask/call-back'
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">{caller}</p>
      <div class="carrel-acts carrel-acts--row">
        <IdButton context={context} action="/ask" values={{ who: 'customer', how: 'phone' }}>
          {toCaller}
        </IdButton>
        {card !== undefined && pack.manifest.calls !== undefined && (
          <>
            <IdButton context={context} action={action} values={{ card }}>
              {callBack[begins]}
            </IdButton>
            {minor && (
              <IdButton context={context} action={action} values={{ card, who: 'guardian' }}>
                {guardianBack[begins]}
              </IdButton>
            )}
          </>
        )}
        {usable.map((each) => (
          <IdButton context={context} action="/counter/card-lost" values={{ id, card: each.id }}>
            {cardsWords(context).reportOne(each.number)}
          </IdButton>
        ))}
      </div>
      <details>
        <summary>{byPhone.title}</summary>
        <TextList items={[byPhone.lost, byPhone.contact, byPhone.pin]} />
      </details>
    </Alert>
  )
}

/** A caller can read out the number of a card that they found, and typed it opens the record as a scan does. */
const IfOnPhone = ({ context, card }: Pick<OpenRecord, 'context' | 'card'>) => {
  const { ifOnPhone, toCaller } = basisWords(context)
  return (
    <Form context={context} action="/ask" class="carrel-if-on-phone">
      <input type="hidden" name="how" value="phone" />
      {card !== undefined && <input type="hidden" name="card" value={card} />}
      {ifOnPhone}{' '}
      <SubmitButton name="who" value="customer" look="link">
        {toCaller}
      </SubmitButton>
    </Form>
  )
}

/** What a clerk looks for first, in the order in which it is dealt with. */
const RecordChips = ({ context, opened }: Pick<OpenRecord, 'context' | 'opened'>) => {
  const chips = recordPageWords(context)
  const formats = formatsOf(context)
  const { overdue, charges, holds } = opened
  const late = overdue?.titles?.length ?? 0
  const said = [
    overdue?.any && (late > 0 ? chips.overdue(formats.count(late)) : chips.anyOverdue),
    charges && charges.totalCents > 0 && chips.owes(formats.dollars(charges.totalCents)),
    holds?.ready && chips.ready,
  ].filter(Boolean)
  return (
    <ul class="carrel-chips">
      {said.map((chip) => (
        <li>{chip} </li>
      ))}
    </ul>
  )
}

const RecordRows = (record: OpenRecord) => {
  const actions = record.context.services.recordActions(record)
  return (
    <>
      {actions.checkOut}
      <PatronItems speaker={record.context} opened={record.opened} level={2} actions={actions} />
    </>
  )
}

/** Who they are and how they are reached, their cards, PIN and guardians. */
const PatronSide = ({
  context,
  id,
  opened,
  changed,
}: OpenRecord & { readonly changed: readonly Correctable[] }) => {
  const { identity, contact } = opened
  if (!identity) return null
  return (
    <div class="carrel-record-side">
      <section aria-labelledby="contact">
        <h2 id="contact">{recordPageWords(context).contact}</h2>
        <PatronFactList
          speaker={context}
          opened={opened}
          changed={changed}
          links={{ phones: isPrivateRoom(context.pack, context.place) }}
        />
        {contact && (
          <IdButton context={context} action="/counter/set-right" values={{ id }}>
            {correctionsWords(context).setRight}
          </IdButton>
        )}
        <HowToReachThem context={context} />
        {contact && (
          <details>
            <summary>{correctionsWords(context).returned}</summary>
            <p>{correctionsWords(context).returnedSays}</p>
          </details>
        )}
      </section>
      <CardActions context={context} id={id} cards={identity.cards} />
      <PinActions context={context} id={id} />
      <AskAgainNote context={context} opened={opened} />
      {hasGuardians(context, opened) && (
        <section aria-labelledby="guardians">
          <h2 id="guardians">{guardiansWords(context).title}</h2>
          <ShieldNote context={context} opened={opened} />
          <IdButton context={context} action="/counter/guardians" values={{ id }}>
            {guardiansWords(context).open}
          </IdButton>
        </section>
      )}
      {context.who.role === 'director' && (
        <IdButton context={context} action="/counter/close" values={{ id }}>
          {closeAccountWords(context).title}
        </IdButton>
      )}
    </div>
  )
}

/** Staff cannot choose it for them: someone who poses as them could turn their mail away. */
const HowToReachThem = ({ context }: { readonly context: PatronDeskContext }) => {
  const { reach, reachSays, reachHere } = correctionsWords(context)
  return (
    <details>
      <summary>{reach}</summary>
      <p>{reachSays}</p>
      {context.workstation !== null && <LinkLine href="/switch#customer">{reachHere}</LinkLine>}
    </details>
  )
}

const ToRegister = ({ context }: { readonly context: PatronDeskContext }) =>
  context.services.joining.mayRegister(actorOf(context)) ? (
    <BackLink href="/counter/join">{joiningWords(context).title}</BackLink>
  ) : null

export async function searchPatrons(
  context: PatronDeskContext,
  { name }: z.infer<typeof nameForm>,
): Promise<Response> {
  if (name === '')
    return patronLookupPage(context, [{ field: 'name', message: counterWords(context).nameMissing }])
  const { answer, listed, more } = await context.services.gate.search({ actor: actorOf(context), name })
  if (!answer.may.includes('identity')) return nothingShownPage(context, answer)
  const onlyOne = more ? undefined : onlyOneToAsk(context, listed)
  if (onlyOne !== undefined) return askBasisPage(context, onlyOne, { isOnlyOne: true, typed: name })
  const counter = counterWords(context)
  if (listed.length > 0) closeLater(context, '/counter')
  return show(
    context,
    listed.length === 0 ? counter.noOne : counter.foundTitle(listed.length),
    <>
      <h1>
        {listed.length === 0
          ? counter.noOneByName
          : more
            ? counter.firstOfMore(listed.length)
            : counter.found(listed.length)}
      </h1>
      {more && <p class="usa-intro">{counter.more}</p>}
      {listed.length === 0 && <p class="usa-intro">{counter.noOneByNameSays}</p>}
      <NameSearch context={context} typed={name} />
      {listed.length === 0 && <ToRegister context={context} />}
      <Form context={context} action="/counter/customer">
        <input type="hidden" name="name" value={name} />
        <PatronList context={context} listed={listed} />
      </Form>
      {listed.length > 0 && <ClosesLater context={context}>{counter.findNameAgain}</ClosesLater>}
    </>,
  )
}

/** The one patron whom a search found, if their record opens only after a press says why: no press on the name comes first. */
function onlyOneToAsk(context: PatronDeskContext, listed: Disclosure['listed']): ListedPatron | undefined {
  const [one, another] = listed
  if (one === undefined || another !== undefined) return undefined
  return context.services.gate.asksBasis(actorOf(context), one.patronId) ? one : undefined
}

/** One patron or none. Where several share it no one is listed: who shares a phone shares a home. */
export async function findPatronByContact(
  context: PatronDeskContext,
  contact: ContactKey,
): Promise<Response> {
  const { answer, listed, isShared } = await context.services.gate.searchByContact({
    actor: actorOf(context),
    contact,
  })
  if (!answer.may.includes('identity')) return nothingShownPage(context, answer)
  const onlyOne = onlyOneToAsk(context, listed)
  if (onlyOne !== undefined) return askBasisPage(context, onlyOne, { isOnlyOne: true })
  const counter = counterWords(context)
  const isFound = listed.length > 0
  if (isFound) closeLater(context, '/counter')
  const none = 'phone' in contact ? counter.noOneByPhone : counter.noOneByEmail
  const shared = 'phone' in contact ? counter.phoneShared : counter.emailShared
  return show(
    context,
    isFound ? counter.foundTitle(1) : isShared ? counter.sharedTitle : counter.noOne,
    <>
      <h1>{isFound ? counter.found(1) : isShared ? shared : none}</h1>
      {isFound ? (
        <Form context={context} action="/counter/customer">
          <PatronList context={context} listed={listed} />
        </Form>
      ) : (
        <p class="usa-intro">{isShared ? counter.findByName : counter.wholeOnly}</p>
      )}
      <NameSearch context={context} />
      {isFound && <ClosesLater context={context} />}
      <p class="carrel-recorded">{counter.searchRecorded}</p>
    </>,
  )
}

/** The policy's words for why nothing shows here, and what to do. */
export function nothingShownPage(context: StaffContext, answer: Disclosure['answer']) {
  const counter = counterWords(context)
  const frame = frameWords(context)
  return show(
    context,
    counter.nothingShows,
    <>
      <h1>{counter.nothingShows}</h1>
      {context.place === 'elsewhere' && <p class="usa-intro">{counter.notALibraryComputer}</p>}
      {context.place !== 'elsewhere' && answer.next.map((step) => <p class="usa-intro">{step}</p>)}
      <h2>{counter.why}</h2>
      <Clauses pack={context.pack} ids={answer.clauses} />
      <ButtonLink href="/">{frame.toStart}</ButtonLink>
    </>,
  )
}

type FindProps = { readonly context: RequestContext; readonly errors?: readonly FieldError[] }
type CardProps = FindProps & { readonly action?: '/counter/card' | '/lend/card' }

const isCardWrong = (errors: readonly FieldError[]) => errors.some(({ field }) => field === 'card')

export const CardSearch = ({ context, errors = [], action = '/counter/card' }: CardProps) => (
  <Form context={context} action={action} class="carrel-search">
    <TextField
      name="card"
      label={counterWords(context).card}
      hint={counterWords(context).cardHint}
      maxlength={64}
      // Why with its error too: a scanner types wherever the focus is.
      autofocus={isCardWrong(errors) ? 'with-error' : true}
      errors={errors}
    />
    <SubmitButton>{counterWords(context).findCard}</SubmitButton>
  </Form>
)

/** On an open record, for whoever is next. Why an item too: a scanner types here whatever comes. Volunteers find cards alone. */
const NextScan = ({
  context,
  patron,
}: {
  readonly context: StaffContext
  /** Whose card opened this record: an item scanned next is for them. */
  readonly patron?: string | undefined
}) => {
  const { nextCard, nextScan, findCard, find } = counterWords(context)
  const finds = context.who.role !== 'volunteer'
  return (
    <Form
      context={context}
      action={finds ? '/find' : '/counter/card'}
      class="carrel-search carrel-search--next"
    >
      {finds && patron !== undefined && <input type="hidden" name="patron" value={patron} />}
      <TextField
        name={finds ? 'find' : 'card'}
        id="card"
        label={finds ? nextScan : nextCard}
        maxlength={64}
        autofocus
      />
      <SubmitButton look="outline">{finds ? find : findCard}</SubmitButton>
    </Form>
  )
}

type NameSearchProps = FindProps & { readonly typed?: string }

export const NameSearch = ({ context, typed, errors = [] }: NameSearchProps) => (
  <Form context={context} action="/counter/name" class="carrel-search">
    <TextField
      name="name"
      label={counterWords(context).name}
      hint={counterWords(context).nameHint}
      maxlength={100}
      errors={errors}
      {...(typed !== undefined && { value: typed })}
    />
    <SubmitButton look="outline">{counterWords(context).findName}</SubmitButton>
  </Form>
)

const BackToList = ({ context, typed }: { readonly context: RequestContext; readonly typed: string }) => (
  <Form context={context} action="/counter/name" class="carrel-back">
    <SubmitButton name="name" value={typed} look="link">
      {counterWords(context).toList}
    </SubmitButton>
  </Form>
)

type PatronListProps = {
  readonly context: RequestContext
  readonly listed: Disclosure['listed']
  readonly name?: string
}

export const PatronList = ({ context, listed, name = 'id' }: PatronListProps) => (
  <ul class="carrel-found">
    {listed.map((one) => (
      <li>
        <button type="submit" name={name} value={one.patronId} class="carrel-choice">
          <span class="carrel-choice__label">{listedNameOf(one)}</span>{' '}
          <span class="carrel-choice__hint">{listedHintOf(context, one)}</span>
        </button>
      </li>
    ))}
  </ul>
)

export type OpenedCard = NonNullable<Opened['identity']>['cards'][number]

export const scannedCard = ({ identity }: Opened, typed: string): OpenedCard | undefined =>
  identity?.cards.find((each) => normalizeCardNumber(each.number) === normalizeCardNumber(typed))

type CardWarningProps = Pick<OpenRecord, 'context' | 'id' | 'opened'> & { readonly expired: boolean }

/** No card of theirs checks anything out: each is lost or blocked, or the card's days are over. */
const CardWarning = ({ context, id, opened, expired }: CardWarningProps) => {
  const words = cardsWords(context)
  const { cards = [] } = opened.identity ?? {}
  if (cards.length === 0) return null
  if (cards.every(({ lost }) => lost)) return <Alert kind="warning">{words.allLost}</Alert>
  if (!expired) return null
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">{words.expired}</p>
      <RenewCard context={context} id={id} />
    </Alert>
  )
}

/**
 * After the scan of a card that was reported lost or blocked, on whatever page: the words to say, and no record (Reg 2).
 * A volunteer learns no reason, since it is a fact about a patron.
 */
export function lostCardPage(context: StaffContext) {
  const cards = cardsWords(context)
  const seesWhy = answerForScreen(context, ['existence', 'identity']).may.includes('identity')
  return show(
    context,
    cards.lostScanned,
    <>
      <h1>{cards.lostScanned}</h1>
      <NextScan context={context} />
      {seesWhy && <Alert kind="warning">{cards.lostScannedWhy}</Alert>}
      <SayWords context={context} say={cards.lostScannedSay} alsoSay={[]} />
      {seesWhy ? <TextList items={cards.lostScannedDo} /> : <p>{counterWords(context).askForMore}</p>}
      {seesWhy && (
        <>
          <h2>{cards.findByName}</h2>
          <NameSearch context={context} />
        </>
      )}
    </>,
  )
}
