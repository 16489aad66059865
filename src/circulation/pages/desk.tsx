import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { actorOf, type Disclosure, isPlausibleCardNumber, normalizeCardNumber } from '../../gate/index.ts'
import {
  CardSearch,
  type cardForm,
  counterWords,
  lostCardPage,
  nameOf,
  nothingShownPage,
} from '../../patrons/pages/index.ts'
import { showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLink,
  DataTable,
  type FieldError,
  Form,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import type { RecordKind } from '../../policy/index.ts'
import type { ScannedItem } from '../catalog-store.ts'
import { type CheckedInItem, type CheckOutRefusal, checkOutRefusals } from '../desk.ts'
import { lenderOf } from '../desk-staff.ts'
import type { CirculationContext } from '../services.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { DueSlip, ItemScan, LastScan, PrintableHoldSlip, TakeOffShelf, UndoResult } from './desk-parts.tsx'

const checkOutRecords: readonly RecordKind[] = ['existence', 'identity', 'overdue', 'lost']

/** Barcodes scanned so far in this session, carried by the pages themselves. */
const barcodesField = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
  .optional()
  .transform((done) => (done === undefined ? [] : [done].flat()))
export const scannedField = z.string().trim().max(100)

/** What was scanned for this card and not checked out, with why, carried the same way. */
const failedField = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(200)])
  .optional()
  .transform((failed) => [failed ?? []].flat().flatMap(readFailed))

type FailedScan = { readonly because: CheckOutRefusal; readonly scanned: string }

function readFailed(text: string): FailedScan[] {
  const because = checkOutRefusals.find((one) => text.startsWith(`${one} `))
  return because === undefined ? [] : [{ because, scanned: text.slice(because.length + 1) }]
}

/** Why only the end of what no item has: it may be the number of a card. */
const failedScan = (because: CheckOutRefusal, scanned: string): FailedScan => ({
  because,
  scanned: because === 'no-such-item' ? scanned.slice(-4) : scanned,
})
export const undoField = z.string().max(4096)

const checkOutFields = { patron: z.uuid(), done: barcodesField, failed: failedField }
export const checkOutForm = z.strictObject({ ...checkOutFields, item: scannedField })
export const undoCheckOutForm = z.strictObject({ ...checkOutFields, undo: undoField })

export function checkOutPage(context: CirculationContext) {
  return checkOutCardPage(context, [])
}

function checkOutCardPage(context: CirculationContext, errors: readonly FieldError[]) {
  const lending = lendingWords(context)
  if (!context.services.desk.lends) return circulationElsewherePage(context)
  return showForm(
    context,
    { title: lending.lend, errors, takesFocus: false },
    <CardSearch context={context} errors={errors} action="/lend/card" />,
  )
}

export function circulationElsewherePage(context: StaffContext) {
  const lending = lendingWords(context)
  const frame = frameWords(context)
  return showMessage(
    context,
    { title: lending.elsewhere, says: lending.elsewhereSays },
    <ButtonLink href="/">{frame.toStart}</ButtonLink>,
  )
}

/** Opened through the gate, and logged like any view. */
export async function checkOutToCard(context: CirculationContext, { card }: z.infer<typeof cardForm>) {
  const counter = counterWords(context)
  if (!context.services.desk.lends) return circulationElsewherePage(context)
  if (card === '') return checkOutCardPage(context, [{ field: 'card', message: counter.cardMissing }])
  const looked = { actor: actorOf(context), patron: { card }, records: checkOutRecords }
  const looking = await context.services.gate.view(looked)
  const { answer, told } = looking
  if (answer.may.length === 0) return nothingShownPage(context, answer)
  const [found] = told
  const isName = context.who.role !== 'volunteer' && !/\d/.test(card)
  const notFound = isName ? counter.cardHasDigits : counter.cardNotOnFile
  if (found === undefined) return checkOutCardPage(context, [{ field: 'card', message: notFound }])
  return patronItemsPage(context, looking, found)
}

function patronItemsPage(
  context: CirculationContext,
  { answer, byLostCard, expired }: Disclosure,
  { opened, patronId }: Disclosure['told'][number],
) {
  const lending = lendingWords(context)
  const seesWhy = answer.may.includes('identity')
  if (byLostCard) return lostCardPage(context)
  if (expired) return expiredCardPage(context, patronId, seesWhy)
  const late = [opened.overdue?.any && lending.overdue, opened.lost?.any && lending.lost].filter(Boolean)
  return checkOutItemPage(context, patronId, {
    heading: nameOf(opened) ?? lending.onFile,
    done: [],
    failed: [],
    ...(late.length > 0 && { first: <LateWarning says={late.join(' ')} /> }),
  })
}

const LateWarning = ({ says }: { readonly says: string }) => <Alert kind="warning">{says}</Alert>

/** Why a volunteer learns no reason: that a card has expired is a fact about a patron. */
export function expiredCardPage(context: StaffContext, patronId: string, seesWhy: boolean) {
  const lending = lendingWords(context)
  return showMessage(
    context,
    { title: lending.blocked, says: seesWhy ? lending.cardExpired : lending.askClerk },
    <div class="carrel-row-acts">
      {seesWhy && (
        <Form context={context} action="/counter/customer">
          <SubmitButton name="id" value={patronId}>
            {lending.openRecord}
          </SubmitButton>
        </Form>
      )}
      <ButtonLink {...(seesWhy && { look: 'outline' })} href="/lend">
        {lending.nextCustomer}
      </ButtonLink>
    </div>,
  )
}

/** A number that is not an item may be the next patron's card. */
export async function checkOut(
  context: CirculationContext,
  { patron, item, done, failed }: z.infer<typeof checkOutForm>,
) {
  const lending = lendingWords(context)
  const formats = formatsOf(context)
  const wrong = (what: keyof typeof lending.fault, all = failed) =>
    checkOutItemPage(context, patron, {
      done,
      failed: all,
      errors: [{ field: 'item', message: lending.fault[what] }],
    })
  if (item === '') return wrong('missing')
  const lent = await context.services.desk.lend(lenderOf(context), { patronId: patron, barcode: item })
  const others = failed.filter(({ scanned }) => scanned !== item)
  if (lent === 'no-such-item') {
    return (await openNextCard(context, item)) ?? wrong(lent, [failedScan(lent, item), ...others])
  }
  // A scanner that reads twice: checked in now, the item would leave without a loan.
  if (lent === 'already-out' && done.includes(item)) return wrong('just-lent')
  if (typeof lent === 'string') return wrong(lent, [failedScan(lent, item), ...others])
  return checkOutItemPage(context, patron, {
    done: [lent.item.barcode, ...done],
    failed: others,
    last: {
      says: lending.lent(lent.item.title, formats.day(lent.dueOn)),
      undo: lent.undo,
      ...(lent.isLastCopy && { warning: lending.lentWanted }),
    },
  })
}

/** The card was scanned too long ago, or not at all: the next scan is a card's, and nothing is asked. */
export async function checkOutAgain(
  context: CirculationContext,
  { item }: z.infer<typeof checkOutForm>,
): Promise<Response> {
  if (!context.services.desk.lends) return circulationElsewherePage(context)
  const message = lendingWords(context).scanCardAgain
  return (await openNextCard(context, item)) ?? checkOutCardPage(context, [{ field: 'card', message }])
}

/** Why only plausible card numbers: every lookup is logged. Undefined if no one has this card. */
async function openNextCard(context: CirculationContext, card: string): Promise<Response | undefined> {
  if (!isPlausibleCardNumber(normalizeCardNumber(card))) return undefined
  const looking = await context.services.gate.view({
    actor: actorOf(context),
    patron: { card },
    records: checkOutRecords,
  })
  const [found] = looking.told
  return found && patronItemsPage(context, looking, found)
}

export async function undoCheckOut(
  context: CirculationContext,
  { patron, undo, done, failed }: z.infer<typeof undoCheckOutForm>,
) {
  const isUndone = await context.services.desk.undo(lenderOf(context), undo)
  return checkOutItemPage(context, patron, {
    done: isUndone ? done.slice(1) : done,
    failed,
    first: <UndoResult context={context} isUndone={isUndone} />,
  })
}

type CheckOutSession = {
  readonly heading?: string
  readonly done: readonly string[]
  readonly failed: readonly FailedScan[]
  readonly first?: Child
  readonly errors?: readonly FieldError[]
  readonly last?: { readonly says: string; readonly undo: string; readonly warning?: string }
}

async function checkOutItemPage(
  context: CirculationContext,
  patron: string,
  { heading, done, failed, first, errors = [], last }: CheckOutSession,
) {
  const lending = lendingWords(context)
  const formats = formatsOf(context)
  const { desk } = context.services
  const title = heading === undefined ? lending.lend : lending.onFile
  const items = await desk.itemsOf(done)
  closeLater(context, '/lend')
  return showForm(
    context,
    { title, heading: heading ?? lending.lend, errors, hasSummary: false },
    <>
      {first}
      {heading === undefined && <p class="carrel-hint">{lending.noName}</p>}
      {last && (
        <LastScan context={context} action="/lend/undo" {...last} done={done}>
          <CheckOutOf patron={patron} failed={failed} />
        </LastScan>
      )}
      <ItemScan context={context} action="/lend/item" button={lending.lendIt} done={done} errors={errors}>
        <CheckOutOf patron={patron} failed={failed} />
      </ItemScan>
      {failed.length > 0 && <NotCheckedOut context={context} failed={failed} />}
      {items.length > 0 && (
        <section aria-labelledby="lent">
          <h2 id="lent">{lending.listLent}</h2>
          <DataTable
            head={[lending.title, lending.due]}
            rows={items.map((one) => [one.title, formats.day(desk.dueOn(one) ?? '')])}
          />
          {items.length > 1 && <p class="carrel-hint">{lending.olderUndo}</p>}
        </section>
      )}
      {items.length > 0 && <DueSlip context={context} items={dueItems(context, items)} />}
      <div class="carrel-row-acts carrel-back">
        <ButtonLink look="outline" href="/lend">
          {lending.nextCustomer}
        </ButtonLink>
        {context.services.charges.mayCharge(lenderOf(context)) && (
          <Form context={context} action="/counter/customer">
            <SubmitButton name="id" value={patron} look="outline">
              {lending.openRecord}
            </SubmitButton>
          </Form>
        )}
      </div>
    </>,
  )
}

type CheckOutOfProps = { readonly patron: string; readonly failed: readonly FailedScan[] }

const CheckOutOf = ({ patron, failed }: CheckOutOfProps) => (
  <>
    <input type="hidden" name="patron" value={patron} />
    {failed.map(({ because, scanned }) => (
      <input type="hidden" name="failed" value={`${because} ${scanned}`} />
    ))}
  </>
)

type NotCheckedOutProps = Pick<CheckOutOfProps, 'failed'> & { readonly context: CirculationContext }

/** Until the next card: an error under the field is gone with the next scan. */
const NotCheckedOut = async ({ context, failed }: NotCheckedOutProps) => {
  const lending = lendingWords(context)
  const items = await context.services.desk.itemsOf(failed.map(({ scanned }) => scanned))
  const titles = new Map(items.map(({ barcode, title }) => [barcode, title]))
  const nameOfScan = ({ because, scanned }: FailedScan) =>
    because === 'no-such-item'
      ? lending.endsIn(scanned)
      : (titles.get(scanned) ?? lending.endsIn(scanned.slice(-4)))
  return (
    <section aria-labelledby="not-lent">
      <h2 id="not-lent">{lending.listNotLent}</h2>
      <DataTable
        head={[lending.title, lending.why]}
        rows={failed.map((one) => [nameOfScan(one), lending.fault[one.because]])}
      />
    </section>
  )
}

const dueItems = ({ services }: CirculationContext, items: readonly ScannedItem[]) =>
  items.map((item) => ({ title: item.title, dueOn: services.desk.dueOn(item) ?? '' }))

export const itemScanForm = z.strictObject({ item: scannedField, done: barcodesField })
export const undoScanForm = z.strictObject({ undo: undoField, done: barcodesField })

type ScanFault = keyof ReturnType<typeof lendingWords>['fault']

type ScanActivity = {
  readonly action: '/return' | '/renew'
  readonly undoing: '/return/undo' | '/renew/undo'
  words(lending: ReturnType<typeof lendingWords>): {
    readonly title: string
    readonly button: string
    readonly list: string
    /** `toCharge`: for those who add fees. */
    readonly first?: { readonly toCharge: string; readonly toOthers: string }
  }
  act(
    context: CirculationContext,
    barcode: string,
  ): Promise<(Pick<CheckedInItem, 'item' | 'undo' | 'slip' | 'off'> & { readonly says: string }) | ScanFault>
}

type ScanSession = {
  readonly done: readonly string[]
  readonly fault?: ScanFault
  readonly undone?: boolean
  readonly last?: Pick<CheckedInItem, 'undo' | 'slip' | 'off'> & { readonly says: string }
}

function scanPages(of: ScanActivity) {
  return {
    page: (context: CirculationContext) => scanPage(context, of, { done: [] }),
    async scan(context: CirculationContext, { item, done }: z.infer<typeof itemScanForm>) {
      const last = item === '' ? 'missing' : await of.act(context, item)
      if (typeof last === 'string') return scanPage(context, of, { done, fault: last })
      return scanPage(context, of, { done: [last.item.barcode, ...done], last })
    },
    async undo(context: CirculationContext, { undo, done }: z.infer<typeof undoScanForm>) {
      const undone = await context.services.desk.undo(lenderOf(context), undo)
      return scanPage(context, of, { done: undone ? done.slice(1) : done, undone })
    },
  }
}

async function scanPage(
  context: CirculationContext,
  { action, undoing, words }: ScanActivity,
  { done, fault, undone, last }: ScanSession,
) {
  const lending = lendingWords(context)
  const { desk } = context.services
  if (!desk.lends) return circulationElsewherePage(context)
  const { title, button, list, first } = words(lending)
  const mayCharge = context.services.charges.mayCharge(lenderOf(context))
  const items = await desk.itemsOf(done)
  const errors = fault === undefined ? [] : [{ field: 'item', message: lending.fault[fault] }]
  return showForm(
    context,
    { title, errors, hasSummary: false },
    <>
      {undone !== undefined && <UndoResult context={context} isUndone={undone} />}
      {last && <LastScan context={context} action={undoing} says={last.says} undo={last.undo} done={done} />}
      {last?.slip && <PrintableHoldSlip context={context} slip={last.slip} />}
      {last?.off && <TakeOffShelf context={context} off={last.off} />}
      <ItemScan context={context} action={action} button={button} done={done} errors={errors} />
      {first && <p class="carrel-hint">{mayCharge ? first.toCharge : first.toOthers}</p>}
      {items.length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">{list}</h2>
          <ul class="usa-list">
            {items.map((item) => (
              <li>{item.title}</li>
            ))}
          </ul>
        </section>
      )}
      {items.length > 0 && action === '/renew' && (
        <DueSlip context={context} items={dueItems(context, items)} />
      )}
    </>,
  )
}

/** No one learns who had it: the loan is anonymized with the scan (decision 8). */
export const checkInPages = scanPages({
  action: '/return',
  undoing: '/return/undo',
  words: ({ takeBack: title, takeItBack: button, listBack: list, damaged }) => ({
    ...{ title, button, list },
    first: damaged,
  }),
  async act(context, barcode) {
    const back = await context.services.desk.takeBack(lenderOf(context), barcode)
    if (back === 'not-out' && context.services.holds.taken) return 'not-out-reserve'
    if (typeof back === 'string') return back
    const lending = lendingWords(context)
    const reserves = reservesWords(context)
    const { title } = back.item
    const kept = back.slip === undefined ? [] : [reserves.keptThis]
    const late = back.overdue ? [lending.backLate] : []
    return { ...back, says: [lending.back(title), ...kept, ...late].join(' ') }
  },
})

/** Also by a barcode read out over the phone. No one learns who has it. */
export const renewalPages = scanPages({
  action: '/renew',
  undoing: '/renew/undo',
  words: ({ renew: title, renewIt: button, listRenewed: list }) => ({ title, button, list }),
  async act(context, barcode) {
    const renewed = await context.services.desk.renew(lenderOf(context), barcode)
    if (typeof renewed === 'string') return renewed
    const lending = lendingWords(context)
    const formats = formatsOf(context)
    return { ...renewed, says: lending.renewed(renewed.item.title, formats.day(renewed.dueOn)) }
  },
})
