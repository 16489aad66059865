/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened } from '../../disclosure/opened.ts'
import { atOwnScreen } from '../../store/own-sessions.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Table } from '../views/table.tsx'
import { TitleSearch } from '../views/title-search.tsx'
import type { OwnVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownReserveWords } from '../words/own-reserve.ts'
import { recordsWords } from '../words/records.ts'
import { reservesWords } from '../words/reserves.ts'
import { formatsOf } from '../words/told.ts'
import { leaveOwn } from './own-sign-in.tsx'

export const ownReserveForm = z.strictObject({
  words: z.string().trim().max(200).optional(),
  title: z.uuid().optional(),
})
export const ownCancelForm = z.strictObject({ hold: z.string().min(1).max(1024) })

type MineProps = { readonly visit: OwnVisit; readonly opened: Opened }

/** What somebody can do about what they wait for, and what of it is kept for them. */
export const OwnReserves = ({ visit, opened }: MineProps) => {
  const ownReserve = ownReserveWords(visit)
  const reserves = reservesWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const { each = [], slips = [] } = opened.holds ?? {}
  return (
    <section aria-labelledby="reserves" class="carrel-acts">
      <h2 id="reserves">{ownReserve.mine}</h2>
      {slips.length > 0 && (
        <>
          <h3>{ownReserve.waits}</h3>
          <Table
            head={[ownReserve.slip, ownReserve.until, records.title]}
            rows={each.flatMap(({ slip, title }) =>
              slip ? [[slip.alias, told.day(slip.until), title ?? records.titleGone]] : [],
            )}
          />
          <p>{ownReserve.waitsSays}</p>
        </>
      )}
      <p>
        <a class="usa-button" href="/me/reserve">
          {ownReserve.place}
        </a>
      </p>
      {each.map(({ title, handle }) => (
        <form method="post" action="/me/reserve-cancel">
          <Word visit={visit} />
          <button type="submit" name="hold" value={handle} class="usa-button usa-button--outline">
            {reserves.cancel(title ?? records.titleGone)}
          </button>
        </form>
      ))}
    </section>
  )
}

/** Asks for words of a title. */
export function ownReservePage(visit: OwnVisit): Response | Promise<Response> {
  return visit.house.holds.taken ? findPage(visit, {}) : elsewherePage(visit)
}

/** Words, then a title, which is theirs to wait for from now on. */
export async function reserveOwn(
  visit: OwnVisit,
  { words, title }: z.infer<typeof ownReserveForm>,
): Promise<Response> {
  const { c, house, own } = visit
  if (!house.holds.taken) return elsewherePage(visit)
  if (title === undefined) return searchPage(visit, words ?? '')
  const placed = await house.holds.place({ patronId: own.patronId, titleId: title }, atOwnScreen)
  if (placed === 'placed') return c.redirect('/me?done=reserved', 303)
  if (placed === 'not-here') return elsewherePage(visit)
  if (placed === 'nobody') return leaveOwn(visit, '/me/sign-in')
  return findPage(visit, { errors: [{ field: 'words', message: ownReserveWords(visit).notPlaced[placed] }] })
}

async function searchPage(visit: OwnVisit, words: string): Promise<Response> {
  if (words === '') {
    return findPage(visit, { errors: [{ field: 'words', message: reservesWords(visit).wordsMissing }] })
  }
  return findPage(visit, { words, found: await visit.house.holds.search(words) })
}

type Finding = {
  readonly words?: string
  readonly errors?: readonly FieldError[]
  readonly found?: Awaited<ReturnType<OwnVisit['house']['holds']['search']>>
}

function findPage(visit: OwnVisit, { words, errors = [], found }: Finding) {
  const ownReserve = ownReserveWords(visit)
  const own = ownPageWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownReserve.place) : ownReserve.place,
    <>
      <h1>{ownReserve.place}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{ownReserve.says}</p>
      <TitleSearch visit={visit} action="/me/reserve" words={words} errors={errors} found={found} />
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {own.back}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Gives up what they wait for, or what is kept for them. */
export async function cancelOwn(
  { c, house, own }: OwnVisit,
  { hold }: z.infer<typeof ownCancelForm>,
): Promise<Response> {
  const cancelled = await house.holds.cancel({ patronId: own.patronId, holdIndexKey: hold }, atOwnScreen)
  return c.redirect(`/me?done=${cancelled === 'cancelled' ? 'unreserved' : 'not-unreserved'}`, 303)
}

function elsewherePage(visit: OwnVisit) {
  const ownReserve = ownReserveWords(visit)
  const own = ownPageWords(visit)
  return show(
    visit,
    ownReserve.elsewhere,
    <>
      <h1>{ownReserve.elsewhere}</h1>
      <p class="usa-intro">{ownReserve.elsewhereSays}</p>
      <a class="usa-button" href="/me">
        {own.back}
      </a>
    </>,
  )
}
