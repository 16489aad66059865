import { z } from 'zod'
import { actorOf, aliasOf, answerForScreen, type Slip } from '../../gate/index.ts'
import {
  BackToRecord,
  counterWords,
  lostCardPage,
  nothingShownPage,
  recordsWords,
} from '../../patrons/pages/index.ts'
import { show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLine,
  ButtonLink,
  DataTable,
  DoneLink,
  ErrorSummary,
  type FieldError,
  Form,
  LinkLine,
  PrintButton,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { isDay } from '../../policy/index.ts'
import { lenderOf } from '../desk-staff.ts'
import type { TitleWithoutCopy } from '../hold-store.ts'
import type { KeptItem, PullList } from '../holds.ts'
import type { CirculationContext } from '../services.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { expiredCardPage, scannedField, undoField } from './desk.tsx'
import {
  availabilityText,
  type FoundTitles,
  HoldSlip,
  ItemScan,
  LastScan,
  PrintableHoldSlip,
  SlipTable,
  TakeOffShelf,
  TitleSearch,
  UndoResult,
} from './desk-parts.tsx'

export const pullListForm = z.strictObject({ item: scannedField })
export const morePullListForm = z.strictObject({ after: z.uuid() })
/** `off`: a copy that cannot be lent is taken off the shelf. */
export const undoPullListForm = z.strictObject({ undo: undoField, off: z.literal('yes').optional() })
export const slipForm = z.strictObject({
  alias: z
    .string()
    .max(20)
    .refine((alias) => aliasOf(alias) === alias),
  until: z.string().refine(isDay),
})

export function pullListPage(context: CirculationContext) {
  return listPage(context, {})
}

export function morePullListPage(context: CirculationContext, { after }: z.infer<typeof morePullListForm>) {
  return listPage(context, { after })
}

export async function keepPulledItem(context: CirculationContext, { item }: z.infer<typeof pullListForm>) {
  const lending = lendingWords(context)
  const reserves = reservesWords(context)
  const wrong = (message: string) => listPage(context, { errors: [{ field: 'item', message }] })
  if (item === '') return wrong(lending.fault.missing)
  const found = await context.services.shelf.found(lenderOf(context), item)
  if (typeof found === 'string') return wrong(lending.fault[found])
  if ('nobodyWaits' in found) return wrong(reserves.nobodyWaits(titleAndAuthor(found.item)))
  return listPage(context, { found })
}

export async function undoKeptItem(
  context: CirculationContext,
  { undo, off }: z.infer<typeof undoPullListForm>,
) {
  const undone = await context.services.desk.undo(lenderOf(context), undo)
  return listPage(context, undone && off ? { isOff: true } : { undone })
}

// Why the author in parentheses: it is written surname first, with a comma.
const titleAndAuthor = ({ title, author }: KeptItem['item']) => (author ? `${title} (${author})` : title)

type PullListSession = {
  readonly after?: string
  readonly errors?: readonly FieldError[]
  readonly undone?: boolean
  readonly isOff?: boolean
  readonly found?:
    | KeptItem
    | { readonly item: KeptItem['item']; readonly timeOver: true; readonly undo: string }
}

async function listPage(
  context: CirculationContext,
  { after, errors = [], undone, isOff, found }: PullListSession,
) {
  const reserves = reservesWords(context)
  const list = await context.services.shelf.list(lenderOf(context), after)
  if (list === 'not-here') return holdsElsewherePage(context)
  const without = after === undefined ? await context.services.shelf.withoutCopy(lenderOf(context)) : []
  return showForm(
    context,
    { title: reserves.shelf, errors, hasSummary: false },
    <>
      {undone !== undefined && <UndoResult context={context} isUndone={undone} />}
      {isOff && <OffShelf context={context} />}
      {found && <PulledItem context={context} found={found} />}
      <p class="usa-intro carrel-no-print">{reserves.shelfSays}</p>
      <ItemScan context={context} action="/reserves" button={reserves.keepIt} done={[]} errors={errors} />
      <PullLists context={context} list={list} />
      {without.length > 0 && <TitlesWithoutCopy context={context} titles={without} />}
    </>,
  )
}

const PulledItem = ({
  context,
  found,
}: {
  readonly context: StaffContext
  readonly found: NonNullable<PullListSession['found']>
}) => {
  const reserves = reservesWords(context)
  const { title } = found.item
  const isOver = 'timeOver' in found
  const says = isOver
    ? reserves.timeOver(title)
    : found.undo === undefined
      ? reserves.keptBefore(title)
      : reserves.kept(title)
  return (
    <>
      <LastScan context={context} action="/reserves/undo" says={says} undo={found.undo} done={[]} />
      {!isOver && <PrintableHoldSlip context={context} slip={found.slip} />}
      {!isOver && found.off && <TakeOffShelf context={context} off={found.off} />}
    </>
  )
}

/** A volunteer has no catalog. */
const OffShelf = ({ context }: { readonly context: StaffContext }) => {
  const reserves = reservesWords(context)
  const seesCatalog = context.who.role !== 'volunteer'
  return (
    <Alert kind="info">
      <p class="usa-alert__text" role="status">
        {reserves.isOff} {seesCatalog ? reserves.isOffDiscard : reserves.isOffClerk}{' '}
        {seesCatalog && <TextLink href="/items">{reserves.toCatalog}</TextLink>}
      </p>
    </Alert>
  )
}

const PullLists = ({ context, list }: { readonly context: StaffContext; readonly list: PullList }) => {
  const reserves = reservesWords(context)
  const seesCatalog = context.who.role !== 'volunteer'
  return (
    <>
      <section aria-labelledby="to-take" class="carrel-pull">
        <h2 id="to-take">{reserves.toTake}</h2>
        <p class="carrel-only-print">{formatsOf(context).day(context.services.clock.today())}</p>
        {list.wanted.length > 0 && <PrintButton context={context} />}
        {list.wanted.length > 0 && (
          <p class="carrel-hint carrel-no-print">
            {reserves.notThere} {seesCatalog ? reserves.notThereAtAll : reserves.notThereClerk}{' '}
            {seesCatalog && <TextLink href="/items">{reserves.toCatalog}</TextLink>}
          </p>
        )}
        {list.wanted.length === 0 && <p>{reserves.nothingToTake}</p>}
        {list.wanted.length > 0 && (
          <DataTable
            head={[
              ...[reserves.title, reserves.author, reserves.callNumber],
              ...[reserves.barcode, reserves.howMany],
            ]}
            rows={list.wanted.map(({ title, author, callNumbers, barcodes, copies }) => [
              ...[title, author ?? '', callNumbers.join(', ')],
              ...[barcodes.join(', '), String(copies)],
            ])}
          />
        )}
      </section>
      {list.over.length > 0 && (
        <section aria-labelledby="over">
          <h2 id="over">{reserves.over}</h2>
          <p>{reserves.overSays}</p>
          <SlipTable context={context} slips={list.over} />
        </section>
      )}
      {list.next !== undefined && (
        <Form context={context} action="/reserves/more" class="carrel-back">
          <SubmitButton look="outline" name="after" value={list.next}>
            {reserves.more}
          </SubmitButton>
        </Form>
      )}
    </>
  )
}

type WithoutCopyProps = { readonly context: StaffContext; readonly titles: readonly TitleWithoutCopy[] }

/** Leads to the catalog alone: a reserve is canceled on the record of the person who asks for that. */
const TitlesWithoutCopy = ({ context, titles }: WithoutCopyProps) => {
  const { noCopyLeft } = reservesWords(context)
  return (
    <section aria-labelledby="no-copy" class="carrel-no-print">
      <h2 id="no-copy">{noCopyLeft.title}</h2>
      <p>{noCopyLeft.says}</p>
      <Form context={context} action="/items/title">
        <ul class="carrel-found">
          {titles.map(({ id, title, author, waiting }) => (
            <li>
              <button type="submit" name="title" value={id} class="carrel-choice">
                <span class="carrel-choice__label">{title}</span>{' '}
                <span class="carrel-choice__hint">
                  {[author, noCopyLeft.waiting(waiting)].filter(Boolean).join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Form>
    </section>
  )
}

export function slipPage(context: StaffContext, slip: z.infer<typeof slipForm>) {
  const reserves = reservesWords(context)
  return show(
    context,
    `${reserves.slip} ${slip.alias}`,
    <>
      <h1 class="carrel-back">{`${reserves.slip} ${slip.alias}`}</h1>
      <p class="usa-intro carrel-back">{reserves.printHow}</p>
      <HoldSlip context={context} slip={slip} />
      <PrintButton context={context} />
      <p class="carrel-back carrel-ends">
        <TextLink href="/return">{lendingWords(context).takeBack}</TextLink>
        <TextLink href="/reserves">{reserves.shelf}</TextLink>
      </p>
    </>,
  )
}

function holdsElsewherePage(context: StaffContext) {
  const reserves = reservesWords(context)
  const frame = frameWords(context)
  return showMessage(
    context,
    { title: reserves.elsewhere, says: reserves.elsewhereSays },
    <ButtonLink href="/">{frame.toStart}</ButtonLink>,
  )
}

const handleField = z.string().max(1024)
const titleWordsField = z.string().trim().max(200)
export const placeHoldForm = z.strictObject({
  id: z.uuid(),
  words: titleWordsField.optional(),
  title: z.uuid().optional(),
})
export const cancelHoldForm = z.strictObject({ id: z.uuid(), hold: handleField })
export const undoHoldForm = z.strictObject({ id: z.uuid(), undo: undoField })

export async function placePatronHold(
  context: CirculationContext,
  { id, words, title }: z.infer<typeof placeHoldForm>,
) {
  const reserves = reservesWords(context)
  const { holds, shelf } = context.services
  if (!holds.taken) return holdsElsewherePage(context)
  if (!shelf.mayReserve(lenderOf(context))) return holdsNotShown(context)
  if (title === undefined) return titleSearchPage(context, id, words)
  const placed = await holds.placeToUndo({ patronId: id, titleId: title }, staffContext(context))
  if (typeof placed === 'string') {
    return titleFormPage(context, id, { errors: [{ field: 'words', message: reserves.notPlaced[placed] }] })
  }
  const found = await holds.titleOf(title)
  return holdDonePage(context, id, { says: reserves.placed(found ?? ''), undo: placed.undo })
}

async function titleSearchPage(context: CirculationContext, id: string, words?: string) {
  const reserves = reservesWords(context)
  if (words === undefined) return titleFormPage(context, id, {})
  if (words === '')
    return titleFormPage(context, id, { errors: [{ field: 'words', message: reserves.wordsMissing }] })
  const fault = await context.services.holds.cardFault(id, staffContext(context))
  if (fault !== undefined) {
    return titleFormPage(context, id, { errors: [{ field: 'words', message: reserves.notPlaced[fault] }] })
  }
  const found = await context.services.holds.search(words)
  const at = { by: staffContext(context), dueDates: true }
  const available = await availabilityText(context, found.titles, at)
  return titleFormPage(context, id, { words, found: { ...found, available } })
}

export type TitleSearchState = {
  readonly words?: string
  readonly errors?: readonly FieldError[]
  readonly found?: FoundTitles
}

function titleFormPage(context: StaffContext, id: string, { words, errors = [], found }: TitleSearchState) {
  const reserves = reservesWords(context)
  return showForm(
    context,
    { title: reserves.reserve, errors },
    <>
      <TitleSearch context={context} action="/counter/reserve" words={words} errors={errors} found={found}>
        <input type="hidden" name="id" value={id} />
      </TitleSearch>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

export async function cancelPatronHold(
  context: CirculationContext,
  { id, hold }: z.infer<typeof cancelHoldForm>,
) {
  const reserves = reservesWords(context)
  const { holds, shelf } = context.services
  if (!holds.taken) return holdsElsewherePage(context)
  if (!shelf.mayReserve(lenderOf(context))) return holdsNotShown(context)
  const cancelled = await holds.cancelToUndo({ patronId: id, holdIndexKey: hold }, staffContext(context))
  if (typeof cancelled === 'string') return holdDonePage(context, id, { says: reserves.gone })
  return holdDonePage(context, id, { says: reserves.cancelled, undo: cancelled.undo })
}

export async function undoPatronHold(
  context: CirculationContext,
  { id, undo }: z.infer<typeof undoHoldForm>,
) {
  const { shelf, desk } = context.services
  if (!shelf.mayReserve(lenderOf(context))) return holdsNotShown(context)
  const undone = await desk.undo(lenderOf(context), undo)
  return holdDonePage(context, id, { undone })
}

type HoldResult = { readonly says?: string; readonly undo?: string; readonly undone?: boolean }

function holdDonePage(context: StaffContext, id: string, { says, undo, undone }: HoldResult) {
  const reserves = reservesWords(context)
  return show(
    context,
    reserves.reserve,
    <>
      <h1>{reserves.reserve}</h1>
      {undone !== undefined && <UndoResult context={context} isUndone={undone} />}
      {says !== undefined && (
        <LastScan context={context} action="/counter/reserve-undo" says={says} undo={undo} done={[]}>
          <input type="hidden" name="id" value={id} />
        </LastScan>
      )}
      <DoneLink context={context} href="/counter" />
      <BackToRecord context={context} id={id} />
    </>,
  )
}

const staffContext = ({ who, place }: StaffContext) => ({ actor: who.id, place })
const holdsNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'holds.titles']))

export const pickUpForm = z.strictObject({ card: z.string().trim().max(64) })

export function pickUpPage(context: CirculationContext) {
  return askSlipPage(context, [])
}

function askSlipPage(context: CirculationContext, errors: readonly FieldError[]) {
  const reserves = reservesWords(context)
  if (!context.services.holds.taken) return holdsElsewherePage(context)
  return showForm(
    context,
    { title: reserves.pickUp, errors, hasSummary: false },
    <>
      <SlipSearch context={context} errors={errors} />
      {context.who.role !== 'volunteer' && (
        <>
          <h2>{reserves.pickUpOther}</h2>
          <p>{reserves.pickUpOtherSays}</p>
          <LinkLine href="/counter">{reserves.findByName}</LinkLine>
        </>
      )}
    </>,
  )
}

const SlipSearch = ({
  context,
  errors = [],
}: {
  readonly context: StaffContext
  readonly errors?: readonly FieldError[]
}) => (
  <>
    <ErrorSummary context={context} errors={errors} takesFocus={false} />
    <Form context={context} action="/pick-up" class="carrel-search">
      <TextField
        name="card"
        label={reservesWords(context).pickUpCard}
        hint={reservesWords(context).pickUpHint}
        maxlength={64}
        autofocus="with-error"
        errors={errors}
      />
      <SubmitButton look="big">{reservesWords(context).pickUp}</SubmitButton>
    </Form>
  </>
)

/** Opened through the gate. Neither a name nor a title is asked for: an alias is enough to find a slip. */
export async function findHoldSlips(context: CirculationContext, { card }: z.infer<typeof pickUpForm>) {
  const reserves = reservesWords(context)
  const counter = counterWords(context)
  if (!context.services.holds.taken) return holdsElsewherePage(context)
  if (card === '') return askSlipPage(context, [{ field: 'card', message: reserves.pickUpMissing }])
  // Why first: an alias is not a card, and nothing is looked up for it.
  const alias = aliasOf(card)
  if (alias !== undefined) {
    return slipsPage(context, { heading: reserves.lookFor(alias), says: reserves.lookForSays, slips: [] })
  }
  const records = ['existence', 'holds'] as const
  const looked = { actor: actorOf(context), patron: { card }, records, handles: true }
  const { answer, told, byLostCard, expired } = await context.services.gate.view(looked)
  if (answer.may.length === 0) return nothingShownPage(context, answer)
  const [found] = told
  if (found === undefined) return askSlipPage(context, [{ field: 'card', message: counter.cardNotOnFile }])
  const { holds } = found.opened
  if (byLostCard) return lostCardPage(context)
  if (expired) return expiredCardPage(context, found.patronId, holds !== undefined)
  if (holds === undefined) return askClerkPage(context)
  const { slips, any, pickUp } = holds
  const [first] = slips
  if (first === undefined) {
    const says = any ? reserves.noSlipYet : reserves.nothingKeptSays
    return slipsPage(context, { heading: reserves.nothingKept, says, slips, ...(any && { pickUp }) })
  }
  const heading = slips.length > 1 ? reserves.lookForMany : reserves.lookFor(first.alias)
  return slipsPage(context, { heading, says: reserves.lookForSays, slips, pickUp })
}

/** A volunteer cannot see holds. */
function askClerkPage(context: StaffContext) {
  const reserves = reservesWords(context)
  return showMessage(
    context,
    { title: reserves.pickUp, says: reserves.pickUpAskClerk },
    <SlipSearch context={context} />,
  )
}

type FoundSlips = {
  readonly heading: string
  readonly says: string
  readonly slips: readonly Slip[]
  /** Whom the customer named to pick up for them. */
  readonly pickUp?: string | undefined
}

function slipsPage(context: StaffContext, { heading, says, slips, pickUp }: FoundSlips) {
  const lending = lendingWords(context)
  closeLater(context, '/pick-up')
  return showMessage(
    context,
    { title: heading, says },
    <>
      {slips.length > 0 && <SlipTable context={context} slips={slips} />}
      {pickUp !== undefined && (
        <>
          <p>
            <strong>{recordsWords(context).mayPickUp(pickUp)}</strong>
          </p>
          <p>{reservesWords(context).pickUpForSays}</p>
        </>
      )}
      <ButtonLine href="/lend">{lending.lend}</ButtonLine>
      <SlipSearch context={context} />
    </>,
  )
}
