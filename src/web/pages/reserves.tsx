/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { aliasOf, type Slip } from '../../circulation/kept.ts'
import type { KeptNow, ShelfList } from '../../lending/shelf.ts'
import { isDay } from '../../policy/calendar.ts'
import { type FieldError, Word } from '../views/form.tsx'
import { ItemScan, LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import { SlipPaper, SlipToPrint } from '../views/slip.tsx'
import { Table } from '../views/table.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { formatsOf } from '../words/told.ts'
import { scanned, undoText } from './lend.tsx'

export const shelfForm = z.strictObject({ item: scanned })
export const shelfMoreForm = z.strictObject({ after: z.uuid() })
export const shelfUndoForm = z.strictObject({ undo: undoText })
export const slipForm = z.strictObject({
  alias: z
    .string()
    .max(20)
    .refine((alias) => aliasOf(alias) === alias),
  until: z.string().refine(isDay),
})

/** What to take from the shelves: titles, and nobody's name; and a field for what was taken. */
export function shelfPage(visit: StaffVisit): Promise<Response> {
  return listPage(visit, {})
}

/** The address of a form, opened or reloaded as if it were a page. */
export function toShelf({ c }: StaffVisit): Response {
  return c.redirect('/reserves', 303)
}

/** What comes after the page's last. */
export function moreOfShelf(visit: StaffVisit, { after }: z.infer<typeof shelfMoreForm>): Promise<Response> {
  return listPage(visit, { after })
}

/** An item that was taken from the shelf, or whose slip is over. */
export async function keepFound(visit: StaffVisit, { item }: z.infer<typeof shelfForm>): Promise<Response> {
  const lending = lendingWords(visit)
  const reserves = reservesWords(visit)
  const wrong = (message: string) => listPage(visit, { errors: [{ field: 'item', message }] })
  if (item === '') return wrong(lending.fault.missing)
  const found = await visit.house.shelf.found(lenderOf(visit), item)
  if (found === 'nobody-waits') return wrong(reserves.fault[found])
  if (typeof found === 'string') return wrong(lending.fault[found])
  return listPage(visit, { found })
}

/** Undoes the last scan. */
export async function undoKept(
  visit: StaffVisit,
  { undo }: z.infer<typeof shelfUndoForm>,
): Promise<Response> {
  return listPage(visit, { undone: await visit.house.desk.undo(lenderOf(visit), undo) })
}

type Sitting = {
  readonly after?: string
  readonly errors?: readonly FieldError[]
  readonly undone?: boolean
  readonly found?:
    | KeptNow
    | { readonly item: KeptNow['item']; readonly timeOver: true; readonly undo: string }
}

async function listPage(
  visit: StaffVisit,
  { after, errors = [], undone, found }: Sitting,
): Promise<Response> {
  const reserves = reservesWords(visit)
  const frame = frameWords(visit)
  const list = await visit.house.shelf.list(lenderOf(visit), after)
  if (list === 'not-here') return notTakenHere(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(reserves.shelf) : reserves.shelf,
    <>
      <h1>{reserves.shelf}</h1>
      {undone !== undefined && <Undone visit={visit} isUndone={undone} />}
      {found && <FoundItem visit={visit} found={found} />}
      <p class="usa-intro">{reserves.shelfSays}</p>
      <ItemScan visit={visit} action="/reserves" button={reserves.keepIt} done={[]} errors={errors} />
      <Lists visit={visit} list={list} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const FoundItem = ({
  visit,
  found,
}: {
  readonly visit: StaffVisit
  readonly found: NonNullable<Sitting['found']>
}) => {
  const reserves = reservesWords(visit)
  const { title } = found.item
  const isOver = 'timeOver' in found
  const says = isOver
    ? reserves.timeOver(title)
    : found.undo === undefined
      ? reserves.keptBefore(title)
      : reserves.kept(title)
  return (
    <>
      <LastScan visit={visit} action="/reserves/undo" says={says} undo={found.undo} done={[]} />
      {!isOver && <SlipToPrint visit={visit} slip={found.slip} />}
    </>
  )
}

const Lists = ({ visit, list }: { readonly visit: StaffVisit; readonly list: ShelfList }) => {
  const reserves = reservesWords(visit)
  return (
    <>
      <section aria-labelledby="to-take">
        <h2 id="to-take">{reserves.toTake}</h2>
        {list.wanted.length === 0 && <p>{reserves.nothingToTake}</p>}
        {list.wanted.length > 0 && (
          <Table
            head={[reserves.title, reserves.author, reserves.where, reserves.howMany]}
            rows={list.wanted.map(({ title, author, callNumbers, copies }) => [
              ...[title, author ?? '', callNumbers.join(', '), String(copies)],
            ])}
          />
        )}
      </section>
      {list.over.length > 0 && (
        <section aria-labelledby="over">
          <h2 id="over">{reserves.over}</h2>
          <p>{reserves.overSays}</p>
          <Slips visit={visit} slips={list.over} />
        </section>
      )}
      {list.next !== undefined && (
        <form method="post" action="/reserves/more" class="carrel-back">
          <Word visit={visit} />
          <button type="submit" name="after" value={list.next} class="usa-button usa-button--outline">
            {reserves.more}
          </button>
        </form>
      )}
    </>
  )
}

export const Slips = ({ visit, slips }: { readonly visit: StaffVisit; readonly slips: readonly Slip[] }) => {
  const reserves = reservesWords(visit)
  const told = formatsOf(visit)
  return (
    <Table
      head={[reserves.slip, reserves.keptUntil]}
      rows={slips.map(({ alias, until }) => [alias, told.day(until)])}
    />
  )
}

/** The slip alone, to print. It comes from the page before, and nothing is looked up for it. */
export function slipPage(visit: StaffVisit, slip: z.infer<typeof slipForm>): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  return show(
    visit,
    `${reserves.slip} ${slip.alias}`,
    <>
      <h1 class="carrel-back">{`${reserves.slip} ${slip.alias}`}</h1>
      <p class="usa-intro carrel-back">{reserves.printHow}</p>
      <SlipPaper visit={visit} slip={slip} />
      <p class="carrel-back carrel-ends">
        <a class="usa-link" href="/return">
          {lendingWords(visit).takeBack}
        </a>
        <a class="usa-link" href="/reserves">
          {reserves.shelf}
        </a>
      </p>
    </>,
  )
}

export function notTakenHere(visit: StaffVisit): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    reserves.elsewhere,
    <>
      <h1>{reserves.elsewhere}</h1>
      <p class="usa-intro">{reserves.elsewhereSays}</p>
      <a class="usa-button" href="/">
        {frame.toStart}
      </a>
    </>,
  )
}
