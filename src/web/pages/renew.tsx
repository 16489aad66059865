import { z } from 'zod'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { barcodes, scanned, undoText } from './lend.tsx'
import { type Sitting, scanPage } from './scan-page.tsx'

export const renewForm = z.strictObject({ item: scanned, done: barcodes })
export const undoRenewForm = z.strictObject({ undo: undoText, done: barcodes })

/** Scan an item, or type the barcode that somebody reads out on the phone. Whose it is is said to nobody. */
export function renewPage(visit: StaffVisit): Response | Promise<Response> {
  return page(visit, { done: [] })
}

/** The address of a form, opened or reloaded as if it were a page. */
export function toRenew({ c }: StaffVisit): Response {
  return c.redirect('/renew', 303)
}

/** Renews one item. */
export async function renew(visit: StaffVisit, { item, done }: z.infer<typeof renewForm>): Promise<Response> {
  const { lending, told } = visit.words
  const renewed = item === '' ? 'missing' : await visit.house.desk.renew(lenderOf(visit), item)
  if (typeof renewed === 'string') return page(visit, { done, fault: renewed })
  const says = lending.renewed(renewed.item.title, told.day(renewed.dueOn))
  return page(visit, { done: [renewed.item.barcode, ...done], last: { says, undo: renewed.undo } })
}

/** Undoes the last scan: the item is due when it was. */
export async function undoRenew(
  visit: StaffVisit,
  { undo, done }: z.infer<typeof undoRenewForm>,
): Promise<Response> {
  const undone = await visit.house.desk.undo(lenderOf(visit), undo)
  return page(visit, { done: undone ? done.slice(1) : done, undone })
}

function page(visit: StaffVisit, sitting: Sitting): Response | Promise<Response> {
  const { renew: title, renewIt: button, listRenewed: list } = visit.words.lending
  return scanPage(visit, { action: '/renew', undo: '/renew/undo', title, button, list }, sitting)
}
