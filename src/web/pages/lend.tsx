/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { cardNumber, isPlausibleCard } from '../../circulation/card-number.ts'
import type { Disclosed } from '../../disclosure/request.ts'
import type { RecordKind } from '../../policy/ask.ts'
import { Alert } from '../views/alert.tsx'
import { closeLater } from '../views/closing.tsx'
import { CardSearch } from '../views/find-forms.tsx'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { ItemScan, LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { Table } from '../views/table.tsx'
import { actorOf, lenderOf, type StaffVisit } from '../visit.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { lendingWords } from '../words/lending.ts'
import { formatsOf } from '../words/told.ts'
import { type cardForm, nothingShows } from './counter.tsx'

/** What somebody who lends sees of whose card it is: enough to greet them, and to mention what is late. */
const inHand: readonly RecordKind[] = ['existence', 'identity', 'overdue', 'lost']

/** What a sitting at the desk has done so far: barcodes, which the pages carry along themselves. */
export const barcodes = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
  .optional()
  .transform((done) => (done === undefined ? [] : [done].flat()))
export const scanned = z.string().trim().max(100)
export const undoText = z.string().max(4096)

export const lendItemForm = z.strictObject({ patron: z.uuid(), item: scanned, done: barcodes })
export const undoLendForm = z.strictObject({ patron: z.uuid(), undo: undoText, done: barcodes })

/** Scan the card: whose loans these are to be. */
export function lendPage(visit: StaffVisit): Response | Promise<Response> {
  return cardPage(visit, [])
}

function cardPage(visit: StaffVisit, errors: readonly FieldError[]): Response | Promise<Response> {
  const lending = lendingWords(visit)
  const frame = frameWords(visit)
  if (!visit.house.desk.lends) return lendsElsewhere(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(lending.lend) : lending.lend,
    <>
      <h1>{lending.lend}</h1>
      <ErrorSummary visit={visit} errors={errors} takesFocus={false} />
      <CardSearch visit={visit} errors={errors} action="/lend/card" />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

export function lendsElsewhere(visit: StaffVisit): Response | Promise<Response> {
  const lending = lendingWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    lending.elsewhere,
    <>
      <h1>{lending.elsewhere}</h1>
      <p class="usa-intro">{lending.elsewhereSays}</p>
      <a class="usa-button" href="/">
        {frame.toStart}
      </a>
    </>,
  )
}

/** The address of a form, opened or reloaded as if it were a page. */
export function toLend({ c }: StaffVisit): Response {
  return c.redirect('/lend', 303)
}

/** Whose card it is goes by the gate, and is on record as any look is. */
export async function lendToCard(visit: StaffVisit, { card }: z.infer<typeof cardForm>): Promise<Response> {
  const counter = counterWords(visit)
  if (!visit.house.desk.lends) return lendsElsewhere(visit)
  if (card === '') return cardPage(visit, [{ field: 'card', message: counter.cardMissing }])
  const looked = { actor: actorOf(visit), patron: { card }, records: inHand }
  const looking = await visit.house.gate.view(looked)
  const { answer, told } = looking
  if (answer.may.length === 0) return nothingShows(visit, answer)
  const [found] = told
  if (found === undefined) return cardPage(visit, [{ field: 'card', message: counter.cardNotOnFile }])
  return toCustomer(visit, looking, found)
}

/** Their items, or why they may have none. */
function toCustomer(
  visit: StaffVisit,
  { answer, byLostCard, expired }: Disclosed,
  { opened, patronId }: Disclosed['told'][number],
): Response | Promise<Response> {
  const lending = lendingWords(visit)
  const seesWhy = answer.may.includes('identity')
  if (byLostCard) return blocked(visit, lending.cardLost, seesWhy)
  if (expired) return blocked(visit, lending.cardExpired, seesWhy)
  const late = [opened.overdue?.any && lending.overdue, opened.lost?.any && lending.lost].filter(Boolean)
  return itemPage(visit, patronId, {
    heading: nameOf(opened) ?? lending.onFile,
    done: [],
    ...(late.length > 0 && { first: <Late says={late.join(' ')} /> }),
  })
}

const Late = ({ says }: { readonly says: string }) => (
  <Alert kind="warning">
    <p class="usa-alert__text">{says}</p>
  </Alert>
)

/** Why a volunteer is told no more: that a card was reported lost is something that is known of somebody. */
export function blocked(visit: StaffVisit, why: string, seesWhy: boolean): Response | Promise<Response> {
  const lending = lendingWords(visit)
  return show(
    visit,
    lending.blocked,
    <>
      <h1>{lending.blocked}</h1>
      <p class="usa-intro">{seesWhy ? why : lending.askClerk}</p>
      <a class="usa-button" href="/lend">
        {lending.nextCustomer}
      </a>
    </>,
  )
}

/** Lends one item to whose card was scanned. What is no item may be the card of the next in the queue. */
export async function lendItem(
  visit: StaffVisit,
  { patron, item, done }: z.infer<typeof lendItemForm>,
): Promise<Response> {
  const lending = lendingWords(visit)
  const told = formatsOf(visit)
  const wrong = (what: keyof typeof lending.fault) =>
    itemPage(visit, patron, { done, errors: [{ field: 'item', message: lending.fault[what] }] })
  if (item === '') return wrong('missing')
  const lent = await visit.house.desk.lend(lenderOf(visit), { patronId: patron, barcode: item })
  if (lent === 'no-such-item') return (await toNextCard(visit, item)) ?? wrong(lent)
  if (typeof lent === 'string') return wrong(lent)
  const says = lending.lent(lent.item.title, told.day(lent.dueOn))
  return itemPage(visit, patron, { done: [lent.item.barcode, ...done], last: { says, undo: lent.undo } })
}

/** Why not looked for unless it can be a card: a look is on record. Undefined where nobody on file has it. */
async function toNextCard(visit: StaffVisit, card: string): Promise<Response | undefined> {
  if (!isPlausibleCard(cardNumber(card))) return undefined
  const looking = await visit.house.gate.view({ actor: actorOf(visit), patron: { card }, records: inHand })
  const [found] = looking.told
  return found && toCustomer(visit, looking, found)
}

/** Undoes the last scan of the sitting. */
export async function undoLend(
  visit: StaffVisit,
  { patron, undo, done }: z.infer<typeof undoLendForm>,
): Promise<Response> {
  const isUndone = await visit.house.desk.undo(lenderOf(visit), undo)
  return itemPage(visit, patron, {
    done: isUndone ? done.slice(1) : done,
    first: <Undone visit={visit} isUndone={isUndone} />,
  })
}

type Sitting = {
  readonly heading?: string
  readonly done: readonly string[]
  readonly first?: Child
  readonly errors?: readonly FieldError[]
  readonly last?: { readonly says: string; readonly undo: string }
}

/** The next item; beside it what the last scan did, and all that was lent in this sitting, the newest first. */
async function itemPage(
  visit: StaffVisit,
  patron: string,
  { heading, done, first, errors = [], last }: Sitting,
): Promise<Response> {
  const lending = lendingWords(visit)
  const frame = frameWords(visit)
  const told = formatsOf(visit)
  const { desk } = visit.house
  const title = heading === undefined ? lending.lend : lending.onFile
  const items = await desk.itemsOf(done)
  closeLater(visit, '/lend')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{heading ?? lending.lend}</h1>
      {first}
      {last && (
        <LastScan visit={visit} action="/lend/undo" says={last.says} undo={last.undo} done={done}>
          <input type="hidden" name="patron" value={patron} />
        </LastScan>
      )}
      <ItemScan visit={visit} action="/lend/item" button={lending.lendIt} done={done} errors={errors}>
        <input type="hidden" name="patron" value={patron} />
      </ItemScan>
      {items.length > 0 && (
        <section aria-labelledby="lent">
          <h2 id="lent">{lending.listLent}</h2>
          <Table
            head={[lending.title, lending.due]}
            rows={items.map((one) => [one.title, told.day(desk.dueOn(one) ?? '')])}
          />
        </section>
      )}
      <p class="carrel-back">
        <a class="usa-button usa-button--outline" href="/lend">
          {lending.nextCustomer}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
