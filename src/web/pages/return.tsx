/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { FieldError } from '../views/form.tsx'
import { ItemScan, LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { barcodes, lendsElsewhere, scanned } from './lend.tsx'

export const returnForm = z.strictObject({ item: scanned, done: barcodes })
export const undoReturnForm = z.strictObject({ undo: z.string().max(4096), done: barcodes })

/** Scan each item that came back. Whose it was is said to nobody: the link is cut with the scan (decision 0010). */
export function returnPage(visit: StaffVisit): Response | Promise<Response> {
  return scanPage(visit, { done: [] })
}

/** The address of a form, opened or reloaded as if it were a page. */
export function toReturn({ c }: StaffVisit): Response {
  return c.redirect('/return', 303)
}

/** Takes one item back. */
export async function takeBack(
  visit: StaffVisit,
  { item, done }: z.infer<typeof returnForm>,
): Promise<Response> {
  const { lending } = visit.words
  const wrong = (what: keyof typeof lending.fault) =>
    scanPage(visit, { done, errors: [{ field: 'item', message: lending.fault[what] }] })
  if (item === '') return wrong('missing')
  const back = await visit.house.desk.takeBack(lenderOf(visit), item)
  if (typeof back === 'string') return wrong(back)
  const says = lending.back(back.item.title)
  return scanPage(visit, { done: [back.item.barcode, ...done], last: { says, undo: back.undo } })
}

/** Undoes the last scan: the item is out again, to whom it was. */
export async function undoReturn(
  visit: StaffVisit,
  { undo, done }: z.infer<typeof undoReturnForm>,
): Promise<Response> {
  const isUndone = await visit.house.desk.undo(lenderOf(visit), undo)
  return scanPage(visit, {
    done: isUndone ? done.slice(1) : done,
    first: <Undone visit={visit} isUndone={isUndone} />,
  })
}

type Sitting = {
  readonly done: readonly string[]
  readonly first?: Child
  readonly errors?: readonly FieldError[]
  readonly last?: { readonly says: string; readonly undo: string }
}

async function scanPage(visit: StaffVisit, { done, first, errors = [], last }: Sitting): Promise<Response> {
  const { lending, frame } = visit.words
  const { desk } = visit.house
  if (!desk.lends) return lendsElsewhere(visit)
  const items = await desk.itemsOf(done)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(lending.takeBack) : lending.takeBack,
    <>
      <h1>{lending.takeBack}</h1>
      {first}
      {last && <LastScan visit={visit} action="/return/undo" says={last.says} undo={last.undo} done={done} />}
      <ItemScan visit={visit} action="/return" button={lending.takeItBack} done={done} errors={errors} />
      {items.length > 0 && (
        <section aria-labelledby="back">
          <h2 id="back">{lending.listBack}</h2>
          <ul class="usa-list">
            {items.map(({ title }) => (
              <li>{title}</li>
            ))}
          </ul>
        </section>
      )}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
