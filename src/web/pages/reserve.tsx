/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { LastScan, Undone } from '../views/item-scan.tsx'
import { show } from '../views/layout.tsx'
import { TitleSearch } from '../views/title-search.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { reservesWords } from '../words/reserves.ts'
import { nothingShows } from './counter.tsx'
import { undoText } from './lend.tsx'
import { notTakenHere } from './reserves.tsx'

const handle = z.string().max(1024)
const words = z.string().trim().max(200)
export const reserveForm = z.strictObject({
  id: z.uuid(),
  words: words.optional(),
  title: z.uuid().optional(),
})
export const cancelForm = z.strictObject({ id: z.uuid(), hold: handle })
export const undoLineForm = z.strictObject({ id: z.uuid(), undo: undoText })

/** A reserve for the customer whose record was open: words, then a title. */
export async function placeReserve(
  visit: StaffVisit,
  { id, words, title }: z.infer<typeof reserveForm>,
): Promise<Response> {
  const reserves = reservesWords(visit)
  const { holds, shelf } = visit.house
  if (!holds.taken) return notTakenHere(visit)
  if (!shelf.mayReserve(lenderOf(visit))) return notHere(visit)
  if (title === undefined) return searchPage(visit, id, words)
  const placed = await holds.placeToUndo({ patronId: id, titleId: title }, contextOf(visit))
  if (typeof placed === 'string') {
    return findPage(visit, id, { errors: [{ field: 'words', message: reserves.notPlaced[placed] }] })
  }
  const found = await holds.titleOf(title)
  return donePage(visit, id, { says: reserves.placed(found ?? ''), undo: placed.undo })
}

async function searchPage(visit: StaffVisit, id: string, words?: string): Promise<Response> {
  const reserves = reservesWords(visit)
  if (words === undefined) return findPage(visit, id, {})
  if (words === '')
    return findPage(visit, id, { errors: [{ field: 'words', message: reserves.wordsMissing }] })
  return findPage(visit, id, { words, found: await visit.house.holds.search(words) })
}

type Finding = {
  readonly words?: string
  readonly errors?: readonly FieldError[]
  readonly found?: Awaited<ReturnType<StaffVisit['house']['holds']['search']>>
}

function findPage(
  visit: StaffVisit,
  id: string,
  { words, errors = [], found }: Finding,
): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(reserves.reserve) : reserves.reserve,
    <>
      <h1>{reserves.reserve}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <TitleSearch visit={visit} action="/counter/reserve" words={words} errors={errors} found={found}>
        <input type="hidden" name="id" value={id} />
      </TitleSearch>
      <BackToRecord visit={visit} id={id} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Takes the customer whose record was open out of the line. */
export async function cancelReserve(
  visit: StaffVisit,
  { id, hold }: z.infer<typeof cancelForm>,
): Promise<Response> {
  const reserves = reservesWords(visit)
  const { holds, shelf } = visit.house
  if (!holds.taken) return notTakenHere(visit)
  if (!shelf.mayReserve(lenderOf(visit))) return notHere(visit)
  const cancelled = await holds.cancelToUndo({ patronId: id, holdIndexKey: hold }, contextOf(visit))
  if (typeof cancelled === 'string') return donePage(visit, id, { says: reserves.gone })
  return donePage(visit, id, { says: reserves.cancelled, undo: cancelled.undo })
}

/** Undoes either. */
export async function undoReserve(
  visit: StaffVisit,
  { id, undo }: z.infer<typeof undoLineForm>,
): Promise<Response> {
  const { shelf, desk } = visit.house
  if (!shelf.mayReserve(lenderOf(visit))) return notHere(visit)
  const undone = await desk.undo(lenderOf(visit), undo)
  return donePage(visit, id, { undone })
}

type Doing = { readonly says?: string; readonly undo?: string; readonly undone?: boolean }

function donePage(
  visit: StaffVisit,
  id: string,
  { says, undo, undone }: Doing,
): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    reserves.reserve,
    <>
      <h1>{reserves.reserve}</h1>
      {undone !== undefined && <Undone visit={visit} isUndone={undone} />}
      {says !== undefined && (
        <LastScan visit={visit} action="/counter/reserve-undo" says={says} undo={undo} done={[]}>
          <input type="hidden" name="id" value={id} />
        </LastScan>
      )}
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

const contextOf = ({ who, place }: StaffVisit) => ({ actor: who.id, place })
const notHere = (visit: StaffVisit) => nothingShows(visit, onScreen(visit, ['existence', 'holds.titles']))
