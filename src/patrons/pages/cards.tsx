import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  codeAddressMark,
  mayLookUp,
  type Opened,
  type SafeChannel,
} from '../../gate/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  Fact,
  type FieldError,
  Form,
  StatusNote,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { allAccounts } from '../../staff/index.ts'
import { accountWords } from '../../staff/pages/index.ts'
import { mostListedBlocks, mostUnblocked, newCardChecks, unblockedDays } from '../cards.ts'
import { addedDays } from '../corrections.ts'
import { otherSystemLends } from '../other-system-store.ts'
import type { PatronDeskContext } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { correctionsWords } from '../words/corrections.ts'
import { counterWords } from '../words/counter.ts'
import { joiningWords } from '../words/joining.ts'
import { recordGonePage, recordNotOpenPage } from './guardians.tsx'
import {
  NameSearch,
  nothingShownPage,
  type OpenedCard,
  openPatronById,
  scannedCard,
} from './patron-lookup.tsx'
import {
  Advice,
  BackToRecord,
  IdButton,
  identityCheckPage,
  nameOf,
  PrintWelcome,
  type RecordedPage,
  RecordKeyFields,
  RecordView,
  recordedPage,
} from './record-parts.tsx'

// Why in the body: `id` and `card` identify a patron.
const numberField = z.string().trim().max(64)
export const lostNumberForm = z.strictObject({ card: numberField, sure: z.literal('yes').optional() })
export const lostCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  sure: z.literal('yes').optional(),
  undo: z.literal('yes').optional(),
})
export const reactivateCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid(),
  number: numberField.optional(),
})
export const newCardForm = z.strictObject({
  id: z.uuid(),
  checked: z.enum(newCardChecks).optional(),
  /** Where a code goes: the mark of an address or number on file. */
  to: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional(),
  code: z.string().trim().max(20).optional(),
  number: numberField.optional(),
})
export const toldNewsForm = z.strictObject({ id: z.uuid() })
export const reviewedCardForm = z.strictObject({ card: z.uuid() })

export const cardApartForm = z.strictObject({ card: numberField, act: z.enum(['add', 'remove']) })

/** Shows no card: only that one was listed just now. */
export function cardsApartPage(
  context: PatronDeskContext,
  errors: readonly FieldError[] = [],
  typed = '',
  said?: string,
): Response | Promise<Response> {
  if (!context.services.cards.mayReport(actorOf(context))) return cardsNotShown(context)
  const { apart } = cardsWords(context)
  return showForm(
    context,
    {
      title: apart.title,
      errors,
      intro: (
        <>
          <StatusNote said={said} />
          <p class="usa-intro">{apart.intro}</p>
          <p>{apart.says}</p>
        </>
      ),
    },
    <>
      <Form context={context} action="/account/cards" class="carrel-form">
        <TextField
          name="card"
          label={counterWords(context).card}
          inputmode="numeric"
          value={typed}
          errors={errors}
        />
        <SubmitButton name="act" value="add">
          {apart.add}
        </SubmitButton>{' '}
        <SubmitButton look="outline" name="act" value="remove">
          {apart.remove}
        </SubmitButton>
      </Form>
      <BackLink href="/account">{accountWords(context).back}</BackLink>
    </>,
  )
}

export async function setCardApart(
  context: PatronDeskContext,
  { card, act }: z.infer<typeof cardApartForm>,
): Promise<Response> {
  const { apart, noSuchCard } = cardsWords(context)
  const wrong = (message: string) => cardsApartPage(context, [{ field: 'card', message }], card)
  if (card === '') return wrong(counterWords(context).cardMissing)
  const noted = await context.services.cards.setApart(actorOf(context), card, act === 'add')
  if (noted === 'not-here') return cardsNotShown(context)
  if (noted === 'not-on-file') return wrong(noSuchCard)
  return cardsApartPage(context, [], '', act === 'add' ? apart.added : apart.removed)
}

export function lostCardScanPage(context: PatronDeskContext): Response | Promise<Response> {
  if (!context.services.cards.mayReport(actorOf(context))) return cardsNotShown(context)
  return lostCardScan(context)
}

const lostCardScan = (context: StaffContext, errors: readonly FieldError[] = []) => {
  const cards = cardsWords(context)
  return cardScanPage(context, {
    heading: cards.report,
    action: '/counter/lost',
    says: cards.reportSays,
    errors,
  })
}

/** Asks first, with the name if it may show; a volunteer reads the number back. */
export async function reportLostNumber(
  context: PatronDeskContext,
  { card, sure }: z.infer<typeof lostNumberForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const counter = counterWords(context)
  const { services } = context
  const by = actorOf(context)
  if (!services.cards.mayReport(by)) return cardsNotShown(context)
  if (card === '') return lostCardScan(context, [{ field: 'card', message: counter.cardMissing }])
  const noSuchCard = () => lostCardScan(context, [{ field: 'card', message: cards.noSuchCard }])
  if (services.cards.mayChange(by)) {
    const looked = { actor: by, patron: { card }, records: nameAndCards }
    const { told, byLostCard } = await services.gate.view(looked)
    if (byLostCard) return alreadyLostPage(context)
    const [found] = told
    const scanned = found && scannedCard(found.opened, card)
    if (found === undefined || scanned === undefined) return noSuchCard()
    return confirmLostPage(context, { id: found.patronId, opened: found.opened, card: scanned })
  }
  if (sure === undefined) return readBackPage(context, card)
  const reported = await services.cards.reportNumber(by, card)
  if (reported === 'not-here') return cardsNotShown(context)
  if (reported === 'not-on-file') return noSuchCard()
  return blockedPage(context)
}

/** Reports a card of the open record after confirmation; the next page offers to undo it. */
export async function reportLostCard(
  context: PatronDeskContext,
  { id, card, sure, undo }: z.infer<typeof lostCardForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const { services } = context
  const by = actorOf(context)
  if (!services.cards.mayChange(by)) return cardsNotShown(context)
  if (undo !== undefined) {
    const undone = await services.cards.undoReport(by, { patronId: id, cardId: card })
    if (undone === 'not-here') return cardsNotShown(context)
    if (undone === 'not-on-file') return cardGonePage(context)
    return cardDonePage(context, { heading: cards.reportUndone, says: cards.reportUndoneSays, id })
  }
  if (sure === undefined) {
    const disclosed = await services.gate.view({ actor: by, patron: { id }, records: nameAndCards })
    const [found] = disclosed.told
    const one = found?.opened.identity?.cards.find((each) => each.id === card)
    if (found === undefined || one === undefined)
      return recordNotOpenPage(context, disclosed, cardsWords(context).gone)
    return confirmLostPage(context, { id, opened: found.opened, card: one })
  }
  const reported = await services.cards.reportOfRecord(by, { patronId: id, cardId: card })
  if (reported === 'not-here') return cardsNotShown(context)
  if (reported === 'not-on-file') return cardGonePage(context)
  return blockedPage(context, { id, undo: card })
}

/** Another lending system does not know of it, so staff block the card there too. */
async function blockedPage(
  context: PatronDeskContext,
  of: { readonly id?: string; readonly undo?: string } = {},
): Promise<Response> {
  const { blocked, blockedSays, blockedNext, byClerk, blockThereToo } = cardsWords(context)
  const there = (await otherSystemLends(context)) ? [blockThereToo] : []
  const says = [blockedSays, ...there, of.id === undefined ? byClerk : blockedNext].join(' ')
  return cardDonePage(context, { heading: blocked, says, ...of })
}

const nameAndCards = ['existence', 'identity'] as const

type LostCardQuestion = { readonly id: string; readonly opened: Opened; readonly card: OpenedCard }

/** The gate opened and logged whose card it is. */
function confirmLostPage(context: StaffContext, { id, opened, card }: LostCardQuestion) {
  const cards = cardsWords(context)
  closeLater(context, '/counter')
  const heading = card.lost ? cards.alreadyLost : cards.isLost
  return show(
    context,
    heading,
    <>
      <h1>{heading}</h1>
      <dl class="carrel-facts">
        <Fact name={nameOf(opened)}>{card.number}</Fact>
      </dl>
      <p class="usa-intro">{card.lost ? cards.alreadyLostSays : cards.isLostSays}</p>
      {!card.lost && (
        <Form context={context} action="/counter/card-lost">
          <RecordKeyFields id={id} card={card.id} />
          <SubmitButton name="sure" value="yes" look="big">
            {cards.blockIt}
          </SubmitButton>
        </Form>
      )}
      <BackToRecord context={context} id={id} />
    </>,
  )
}

/** Whose it is does not show: a card that is blocked opens no record. */
function alreadyLostPage(context: StaffContext) {
  const cards = cardsWords(context)
  return recordedPage(context, { heading: cards.alreadyLost, says: cards.alreadyLostSays })
}

/** For a volunteer, who sees no name; the same whether or not the number is on file. */
function readBackPage(context: StaffContext, card: string): Response | Promise<Response> {
  const cards = cardsWords(context)
  const counter = counterWords(context)
  closeLater(context, '/counter')
  return show(
    context,
    cards.isLost,
    <>
      <h1>{cards.isLost}</h1>
      <dl class="carrel-facts">
        <Fact name={counter.card}>{card}</Fact>
      </dl>
      <p class="usa-intro">{cards.readBack}</p>
      <p>{cards.isLostSays}</p>
      <Form context={context} action="/counter/lost">
        <input type="hidden" name="card" value={card} />
        <SubmitButton name="sure" value="yes" look="big">
          {cards.blockIt}
        </SubmitButton>
      </Form>
      <BackLink href="/counter/lost">{cards.report}</BackLink>
    </>,
  )
}

export async function reactivateCard(
  context: PatronDeskContext,
  { id, card, number }: z.infer<typeof reactivateCardForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const counter = counterWords(context)
  const { services } = context
  if (!services.cards.mayChange(actorOf(context))) return cardsNotShown(context)
  const asks = {
    heading: cards.found,
    action: '/counter/card-found',
    says: cards.foundSays,
    id,
    card,
  } as const
  if (number === undefined) return cardScanPage(context, asks)
  const wrong = (message: string) =>
    cardScanPage(context, { ...asks, errors: [{ field: 'number', message }] })
  if (number === '') return wrong(counter.cardMissing)
  const found = await services.cards.found(actorOf(context), { patronId: id, cardId: card, number })
  if (found === 'not-on-file') return cardGonePage(context)
  if (found === 'another-card') return wrong(cards.anotherCard)
  if (found === 'blocked-online') return wrong(cards.blockedOnlineFound)
  if (found === 'replaced') return wrong(cards.replacedFound)
  return cardDonePage(context, { heading: cards.foundDone, says: cards.foundDoneSays, id })
}

export const unblockCardForm = z.strictObject({
  id: z.uuid(),
  card: z.uuid().optional(),
  checked: z.literal('photo-id').optional(),
  /** Staff blocked it in the other system too. */
  there: z.literal('yes').optional(),
})

/** Undoes a block from the public page, once staff saw its owner's photo ID. */
export async function unblockCard(
  context: PatronDeskContext,
  { id, card, checked, there }: z.infer<typeof unblockCardForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const { blocks } = context.services
  const by = actorOf(context)
  if (!blocks.mayChange(by)) return cardsNotShown(context)
  if (there !== undefined) {
    await blocks.blockedThere(by, id)
    return cardDonePage(context, { heading: cards.blockedThereDone, says: cards.blockedThereSays, id })
  }
  if (checked === undefined) {
    const asked = { id, card, action: '/counter/card-unblock', title: cards.unblockTitle } as const
    const told = cards.unblockTold(mostUnblocked, unblockedDays)
    return identityCheckPage(context, { ...asked, says: cards.unblockCheck, checks: ['photo-id'], told })
  }
  const came = await blocks.unblock(by, id, card)
  if (came === 'not-here') return cardsNotShown(context)
  if (came === 'not-on-file') return cardGonePage(context)
  if (came === 'not-blocked')
    return cardDonePage(context, { heading: cards.notBlocked, says: cards.notBlockedSays, id })
  const says = came === 'unblocked' ? cards.unblockedSays : cards.unblockedLast
  return cardDonePage(context, { heading: cards.unblocked, says, id })
}

/** Random numbers only; nothing is opened. */
export async function blockListPage(context: PatronDeskContext): Promise<Response> {
  const cards = cardsWords(context)
  const { blocks } = context.services
  if (!blocks.mayChange(actorOf(context))) return cardsNotShown(context)
  const waiting = (await otherSystemLends(context)) ? await blocks.waiting(actorOf(context)) : []
  return show(
    context,
    cards.blockList,
    <>
      <h1>{cards.blockList}</h1>
      <p class="usa-intro">{waiting.length === 0 ? cards.blockListNone : cards.blockListSays}</p>
      {waiting.length === mostListedBlocks && <p>{cards.blockListMore(mostListedBlocks)}</p>}
      <Form context={context} action="/counter/customer">
        <input type="hidden" name="basis" value="list" />
        <ul class="carrel-found">
          {waiting.map((id, at) => (
            <li>
              <button type="submit" name="id" value={id} class="carrel-choice">
                <span class="carrel-choice__label">{cards.blockListOpen(at + 1)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Form>
      <BackToCounter context={context} />
    </>,
  )
}

/** Replaces lost cards, once staff say how they know the patron. */
export async function giveCard(
  context: PatronDeskContext,
  { id, checked, to, code, number }: z.infer<typeof newCardForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const counter = counterWords(context)
  const { services } = context
  if (!services.cards.mayChange(actorOf(context))) return cardsNotShown(context)
  if (checked === undefined) {
    const asked = { id, action: '/counter/card-new', title: cards.give, says: cards.giveCheck } as const
    const records = ['existence', 'identity'] as const
    const disclosed = await services.gate.view({ actor: actorOf(context), patron: { id }, records })
    const opened = disclosed.told[0]?.opened
    if (opened === undefined) return recordNotOpenPage(context, disclosed)
    const isBlocked = opened.identity?.cards.some((card) => card.blocked !== undefined) === true
    const checks = newCardChecks.filter((one) =>
      isBlocked ? one === 'photo-id' : one !== 'code-on-file' || services.news.sendsCodes.length > 0,
    )
    const told = `${cards.giveTold} ${isBlocked ? cards.giveBlocked : cards.knownReviewed}`
    closeLater(context, '/counter')
    return identityCheckPage(context, { ...asked, checks, names: cards.checks, told, opened })
  }
  if (checked === 'code-on-file' && code === undefined) {
    if (to === undefined) return askCodeAddressPage(context, id)
    const sent = await services.news.sendCode(actorOf(context), { patronId: id, mark: to })
    if (sent === 'not-here') return cardsNotShown(context)
    // What may get a code has changed since the page was opened.
    if (sent === 'not-on-file') return askCodeAddressPage(context, id)
  }
  const says = checked === 'code-on-file' ? cards.codeSent : cards.giveSays
  const asks = { heading: cards.give, action: '/counter/card-new', says, id, checked, code } as const
  if (number === undefined) return cardScanPage(context, asks)
  const wrong = (message: string, field = 'number') =>
    cardScanPage(context, { ...asks, errors: [{ field, message }] })
  if (number === '') return wrong(counter.cardMissing)
  const read = { ...(code !== undefined && { code }) }
  const given = await services.cards.give(actorOf(context), { patronId: id, number, checked, ...read })
  if (given === 'not-on-file') return cardGonePage(context)
  if (given === 'wrong-code') return wrong(cards.notGiven['wrong-code'], 'code')
  if (given !== 'given' && given !== 'not-here') return wrong(cards.notGiven[given])
  return cardDonePage(context, { heading: cards.given, says: cards.givenSays, id, prints: true })
}

/** The addresses and numbers on file, as the record has them, and a button for each that may get a code; the view is logged. */
async function askCodeAddressPage(context: PatronDeskContext, id: string) {
  const cards = cardsWords(context)
  const { services } = context
  const looked = { actor: actorOf(context), patron: { id }, records: renewalRecords }
  const disclosed = await services.gate.view(looked)
  const [found] = disclosed.told
  if (found === undefined) return recordNotOpenPage(context, disclosed)
  const may = await services.news.codeAddresses(actorOf(context), id)
  const markOf = (channel: SafeChannel, address: string) =>
    codeAddressMark(services.ring, { patronId: id, channel, address })
  const { emails = [], phones = [] } = found.opened.contact ?? {}
  const ways = [
    ...phones.map((to) => [markOf('text', to), cards.codeByText(to)] as const),
    ...emails.map((to) => [markOf('e-mail', to), cards.codeByMail(to)] as const),
  ].filter(([mark]) => may.includes(mark))
  closeLater(context, '/counter')
  return show(
    context,
    cards.codeTo,
    <>
      <h1>{cards.codeTo}</h1>
      <p class="usa-intro">{ways.length === 0 ? cards.codeNowhere : cards.codeToSays}</p>
      <p>{cards.codeNotTo(addedDays)}</p>
      {found.opened.contact && (
        <RecordView speaker={context} opened={{ contact: found.opened.contact }} level={2} />
      )}
      <Form context={context} action="/counter/card-new" class="carrel-tries">
        <RecordKeyFields id={id} card={undefined} />
        <input type="hidden" name="checked" value="code-on-file" />
        {ways.slice(0, 10).map(([value, name]) => (
          <SubmitButton name="to" value={value} look="big">
            {name}
          </SubmitButton>
        ))}
      </Form>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

/** A clerk told them what happened to their card. */
export async function toldNews(context: PatronDeskContext, { id }: z.infer<typeof toldNewsForm>) {
  const told = await context.services.news.told(actorOf(context), id)
  return told === 'not-here' ? cardsNotShown(context) : openPatronById(context, { id })
}

/** Who gave out a card to someone they knew, and when; random numbers lead to the record. */
export async function cardReviewPage(context: PatronDeskContext): Promise<Response> {
  const cards = cardsWords(context)
  const { services } = context
  const waiting = await services.news.toReview()
  const names = new Map((await allAccounts(services.app)).map(({ id, name }) => [id, name]))
  return show(
    context,
    cards.review,
    <>
      <h1>{cards.review}</h1>
      <p class="usa-intro">{waiting.length === 0 ? cards.reviewNone : cards.reviewSays}</p>
      {waiting.map(({ id, patronId, by, on }) => (
        <div class="carrel-computer">
          <div>
            {cards.reviewLine(names.get(by ?? '') ?? cards.reviewSomeone, formatsOf(context).day(on ?? ''))}
          </div>
          <IdButton context={context} action="/counter/customer" values={{ id: patronId, basis: 'list' }}>
            {cards.reviewOpen}
          </IdButton>
          {by === actorOf(context).accountId ? (
            <div>{cards.reviewOwn}</div>
          ) : (
            <IdButton context={context} action="/counter/card-reviews" values={{ card: id }}>
              {cards.reviewDone}
            </IdButton>
          )}
        </div>
      ))}
      <BackToCounter context={context} />
    </>,
  )
}

export async function reviewCard(context: PatronDeskContext, { card }: z.infer<typeof reviewedCardForm>) {
  await context.services.news.reviewed(actorOf(context), card)
  return context.c.redirect('/counter/card-reviews', 303)
}

const cardsNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity']))

type CardScan = {
  readonly heading: string
  readonly says: string
  readonly action: '/counter/lost' | '/counter/card-found' | '/counter/card-new'
  readonly id?: string
  readonly card?: string
  readonly checked?: (typeof newCardChecks)[number]
  /** Typed already, where a code is the check. */
  readonly code?: string | undefined
  readonly errors?: readonly FieldError[]
}

function cardScanPage(
  context: StaffContext,
  { heading, says, action, id, card, checked, code, errors = [] }: CardScan,
): Response | Promise<Response> {
  const counter = counterWords(context)
  return showForm(
    context,
    { title: heading, errors, takesFocus: false },
    <>
      <p class="usa-intro">{says}</p>
      {action === '/counter/lost' && <p>{cardsWords(context).handedIn}</p>}
      <Form context={context} action={action} class="carrel-search">
        <RecordKeyFields id={id} card={card} />
        {checked !== undefined && <input type="hidden" name="checked" value={checked} />}
        {checked === 'code-on-file' && (
          <TextField
            name="code"
            label={cardsWords(context).codeField}
            inputmode="numeric"
            maxlength={20}
            autofocus="with-error"
            value={code ?? ''}
            errors={errors}
          />
        )}
        <TextField
          name={action === '/counter/lost' ? 'card' : 'number'}
          label={counter.card}
          hint={counter.cardHint}
          maxlength={64}
          {...(checked !== 'code-on-file' && { autofocus: 'with-error' as const })}
          errors={errors}
        />
        <SubmitButton look="big">{heading}</SubmitButton>
      </Form>
      {action === '/counter/lost' && mayLookUp(context) && (
        <>
          <p>{cardsWords(context).noNumber}</p>
          <NameSearch context={context} />
        </>
      )}
      {id === undefined ? <BackToCounter context={context} /> : <BackToRecord context={context} id={id} />}
    </>,
  )
}

type CardDone = Pick<RecordedPage, 'heading' | 'says' | 'id'> & {
  readonly prints?: boolean
  /** The card whose report can be undone. */
  readonly undo?: string
}

function cardDonePage(context: PatronDeskContext, { prints, undo, ...done }: CardDone) {
  const undoReport = undo !== undefined && (
    <Form context={context} action="/counter/card-lost" class="carrel-acts">
      <RecordKeyFields id={done.id} card={undo} />
      <SubmitButton name="undo" value="yes" look="outline">
        {cardsWords(context).undoReport}
      </SubmitButton>
    </Form>
  )
  const print = prints && done.id !== undefined && <PrintWelcome context={context} id={done.id} />
  const giveNew = undo !== undefined && done.id !== undefined && (
    <Form context={context} action="/counter/card-new">
      <SubmitButton name="id" value={done.id} look="big">
        {cardsWords(context).give}
      </SubmitButton>
    </Form>
  )
  return recordedPage(context, { ...done, next: giveNew, actions: [undoReport, print] })
}

/** The record no longer has this card: an import removed it, or the form was altered. */
const cardGonePage = (context: StaffContext) => recordGonePage(context, cardsWords(context).gone)

const BackToCounter = ({ context }: { readonly context: StaffContext }) => (
  <BackLink href="/counter">{cardsWords(context).toCounter}</BackLink>
)

/** `checked`: the address on file was confirmed. `kind`: a new kind of card. */
export const renewCardForm = z.strictObject({
  id: z.uuid(),
  do: z.enum(['renew', 'undo']).optional(),
  checked: z.literal('yes').optional(),
  kind: z.string().max(100).optional(),
})

const renewalRecords = ['existence', 'contact'] as const

export async function renewCard(
  context: PatronDeskContext,
  { id, do: act, checked, kind }: z.infer<typeof renewCardForm>,
): Promise<Response> {
  const cards = cardsWords(context)
  const { renewals } = context.services
  const actor = actorOf(context)
  if (!renewals.mayRenew(actor)) return renewalNotShown(context)
  if (act === undefined) return askRenewalPage(context, id, [])
  if (act === 'undo') {
    const undone = await renewals.undo(actor, id)
    if (undone === 'not-here') return renewalNotShown(context)
    if (undone === 'not-on-file') return recordGonePage(context)
    if (undone === 'undone')
      return renewalDonePage(context, id, [cards.renewalUndone, cards.renewalUndoneSays])
    return renewalDonePage(context, id, [cards.renewalTooLate, cards.renewalTooLateSays])
  }
  if (checked === undefined)
    return askRenewalPage(context, id, [{ field: 'checked-yes', message: cards.notAsked }], kind)
  const renewed = await renewals.renew(actor, id, kind)
  if (renewed === 'not-here') return renewalNotShown(context)
  if (renewed === 'not-on-file') return recordGonePage(context)
  if (renewed === 'no-address')
    return askRenewalPage(context, id, [{ field: 'address', message: cards.noAddress }])
  if (renewed === 'good-already')
    return renewalDonePage(context, id, [cards.goodAlready, cards.goodAlreadySays])
  return renewalDonePage(context, id, [cards.renewed, cards.renewedSays], true)
}

const renewalNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity', 'contact']))

/** Shows the contact on file; the view is logged. */
async function askRenewalPage(
  context: PatronDeskContext,
  id: string,
  errors: readonly FieldError[],
  kind = 'same',
): Promise<Response> {
  const words = cardsWords(context)
  const disclosed = await context.services.gate.view({
    actor: actorOf(context),
    patron: { id },
    records: renewalRecords,
  })
  const [found] = disclosed.told
  if (found === undefined) return recordNotOpenPage(context, disclosed)
  closeLater(context, '/counter')
  return showForm(
    context,
    { title: words.renew, errors },
    <>
      <p class="usa-intro">{words.renewSays}</p>
      <h2>{words.addressNow}</h2>
      <ContactOnFile context={context} opened={found.opened} />
      {hasAddress(found.opened) && <RenewalForm context={context} id={id} errors={errors} kind={kind} />}
      <div class="carrel-acts">
        <IdButton context={context} action="/counter/set-right" values={{ id }}>
          {correctionsWords(context).setRight}
        </IdButton>
      </div>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

const hasAddress = ({ contact }: Opened) => (contact?.addresses.length ?? 0) > 0

type RenewalProps = {
  readonly context: PatronDeskContext
  readonly id: string
  readonly errors: readonly FieldError[]
  readonly kind: string
}

const RenewalForm = ({ context, id, errors, kind }: RenewalProps) => {
  const words = cardsWords(context)
  return (
    <Form context={context} action="/counter/card-renew" class="carrel-question">
      <RecordKeyFields id={id} card={undefined} />
      <ChoiceList
        type="checkbox"
        name="checked"
        legend={words.addressNow}
        chosen={[]}
        choices={[{ value: 'yes', label: words.isRight }]}
        errors={errors}
      />
      <KindChoice context={context} kind={kind} />
      <SubmitButton name="do" value="renew" look="go">
        {words.renewIt}
      </SubmitButton>
    </Form>
  )
}

/** The current kind shows on no page, so it stays unless another is chosen. */
const KindChoice = ({ context, kind }: Pick<RenewalProps, 'context' | 'kind'>) => {
  const words = cardsWords(context)
  const joining = joiningWords(context)
  const { kinds } = context.services.joining
  if (kinds.length < 2) return null
  return (
    <>
      <h2>{joining.kind}</h2>
      <ChoiceList
        type="radio"
        name="kind"
        legend={joining.kind}
        chosen={[kind]}
        choices={[
          { value: 'same', label: words.sameKind },
          ...kinds.map((value) => ({
            value,
            label: context.pack.manifest['card-kinds']?.[value] ?? value,
          })),
        ]}
      />
    </>
  )
}

const ContactOnFile = ({ context, opened }: { readonly context: StaffContext; readonly opened: Opened }) =>
  opened.contact && hasAddress(opened) ? (
    <RecordView speaker={context} opened={{ contact: opened.contact }} level={3} />
  ) : (
    <p id="address">{cardsWords(context).noAddress}</p>
  )

function renewalDonePage(
  context: StaffContext,
  id: string,
  [heading, says]: readonly [string, string],
  mayUndo = false,
) {
  const actions = mayUndo && (
    <Form context={context} action="/counter/card-renew" class="carrel-acts">
      <RecordKeyFields id={id} card={undefined} />
      <SubmitButton name="do" value="undo" look="outline">
        {cardsWords(context).undoRenewal}
      </SubmitButton>
    </Form>
  )
  const notes = mayUndo && (
    <>
      <p>{cardsWords(context).renewedTell}</p>
      <Advice context={context} />
    </>
  )
  // What the card stopped is done on the record.
  const next = <BackToRecord context={context} id={id} look="big" />
  return recordedPage(context, { heading, says, next, actions, notes })
}
