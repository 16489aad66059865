/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ItemScan, LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import type { Words } from '../words/catalogue.ts'
import { lendsElsewhere } from './lend.tsx'

/** A page on which items are scanned one after the other, of whomever they are. */
type Scanning = {
  readonly action: '/return' | '/renew'
  readonly undo: '/return/undo' | '/renew/undo'
  readonly title: string
  readonly button: string
  /** Above what was scanned in this sitting. */
  readonly list: string
}

export type Sitting = {
  /** The barcodes of what was done, the newest first. */
  readonly done: readonly string[]
  readonly fault?: keyof Words['lending']['fault']
  /** Whether the last scan could be undone, where that was asked. */
  readonly undone?: boolean
  readonly last?: { readonly says: string; readonly undo: string }
}

export async function scanPage(
  visit: StaffVisit,
  { action, undo, title, button, list }: Scanning,
  { done, fault, undone, last }: Sitting,
): Promise<Response> {
  const { lending, frame } = visit.words
  const { desk } = visit.house
  if (!desk.lends) return lendsElsewhere(visit)
  const items = await desk.itemsOf(done)
  const errors = fault === undefined ? [] : [{ field: 'item', message: lending.fault[fault] }]
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{title}</h1>
      {undone !== undefined && <Undone visit={visit} isUndone={undone} />}
      {last && <LastScan visit={visit} action={undo} says={last.says} undo={last.undo} done={done} />}
      <ItemScan visit={visit} action={action} button={button} done={done} errors={errors} />
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
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
