import { z } from 'zod'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { barcodes, scanned, undoText } from './lend.tsx'
import { type Sitting, scanPage } from './scan-page.tsx'

export const returnForm = z.strictObject({ item: scanned, done: barcodes })
export const undoReturnForm = z.strictObject({ undo: undoText, done: barcodes })

/** Scan each item that came back. Whose it was is said to nobody: the link is cut with the scan (decision 0010). */
export function returnPage(visit: StaffVisit): Response | Promise<Response> {
  return page(visit, { done: [] })
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
  const back = item === '' ? 'missing' : await visit.house.desk.takeBack(lenderOf(visit), item)
  if (typeof back === 'string') return page(visit, { done, fault: back })
  const last = { says: lending.back(back.item.title), undo: back.undo }
  return page(visit, { done: [back.item.barcode, ...done], last })
}

/** Undoes the last scan: the item is out again, to whom it was. */
export async function undoReturn(
  visit: StaffVisit,
  { undo, done }: z.infer<typeof undoReturnForm>,
): Promise<Response> {
  const undone = await visit.house.desk.undo(lenderOf(visit), undo)
  return page(visit, { done: undone ? done.slice(1) : done, undone })
}

function page(visit: StaffVisit, sitting: Sitting): Response | Promise<Response> {
  const { takeBack: title, takeItBack: button, listBack: list } = visit.words.lending
  return scanPage(visit, { action: '/return', undo: '/return/undo', title, button, list }, sitting)
}
