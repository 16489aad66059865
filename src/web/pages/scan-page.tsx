/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Back } from '../../lending/desk.ts'
import { ItemScan, LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import { SlipToPrint } from '../views/slip.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { lendingWords } from '../words/lending.ts'
import { barcodes, lendsElsewhere, scanned, undoText } from './lend.tsx'

export const scanForm = z.strictObject({ item: scanned, done: barcodes })
export const undoForm = z.strictObject({ undo: undoText, done: barcodes })

type Fault = keyof ReturnType<typeof lendingWords>['fault']

/** What is done with items that are scanned one after the other, of whomever they are. */
type Scanning = {
  readonly action: '/return' | '/renew'
  readonly undoing: '/return/undo' | '/renew/undo'
  /** `list`: above what was scanned in this sitting. */
  words(lending: ReturnType<typeof lendingWords>): {
    readonly title: string
    readonly button: string
    readonly list: string
  }
  /** Does it with one item, and says so in a sentence. */
  act(visit: StaffVisit, barcode: string): Promise<(Back & { readonly says: string }) | Fault>
}

type Sitting = {
  /** The barcodes of what was done, the newest first. */
  readonly done: readonly string[]
  readonly fault?: Fault
  /** Whether the last scan could be undone, where that was asked. */
  readonly undone?: boolean
  readonly last?: Pick<Back, 'undo' | 'slip'> & { readonly says: string }
}

/** The pages of one such act: the empty one, each scan, and the last scan undone. */
export function scanning(of: Scanning) {
  return {
    page: (visit: StaffVisit) => scanPage(visit, of, { done: [] }),
    /** The address of a form, opened or reloaded as if it were a page. */
    back: ({ c }: StaffVisit) => c.redirect(of.action, 303),
    async scan(visit: StaffVisit, { item, done }: z.infer<typeof scanForm>): Promise<Response> {
      const last = item === '' ? 'missing' : await of.act(visit, item)
      if (typeof last === 'string') return scanPage(visit, of, { done, fault: last })
      return scanPage(visit, of, { done: [last.item.barcode, ...done], last })
    },
    async undo(visit: StaffVisit, { undo, done }: z.infer<typeof undoForm>): Promise<Response> {
      const undone = await visit.house.desk.undo(lenderOf(visit), undo)
      return scanPage(visit, of, { done: undone ? done.slice(1) : done, undone })
    },
  }
}

async function scanPage(
  visit: StaffVisit,
  { action, undoing, words }: Scanning,
  { done, fault, undone, last }: Sitting,
): Promise<Response> {
  const lending = lendingWords(visit)
  const frame = frameWords(visit)
  const { desk } = visit.house
  if (!desk.lends) return lendsElsewhere(visit)
  const { title, button, list } = words(lending)
  const items = await desk.itemsOf(done)
  const errors = fault === undefined ? [] : [{ field: 'item', message: lending.fault[fault] }]
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{title}</h1>
      {undone !== undefined && <Undone visit={visit} isUndone={undone} />}
      {last && <LastScan visit={visit} action={undoing} says={last.says} undo={last.undo} done={done} />}
      {last?.slip && <SlipToPrint visit={visit} slip={last.slip} />}
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
