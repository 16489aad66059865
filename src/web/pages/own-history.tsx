/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { OpenedHistory } from '../../disclosure/history-held.ts'
import { eraseHistory, eraseLines, startHistory } from '../../own/history.ts'
import { otherSystemLends } from '../other-system-lends.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownHistoryWords } from '../words/own-history.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { askPin, pinErrors } from './own-proof.tsx'
import { leaveOwn } from './own-sign-in.tsx'

const lines = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat().filter((one) => one !== '')),
  z.array(z.uuid()).max(20),
)
export const historyForm = z.strictObject({
  do: z.enum(['keep', 'erase', 'erase-all', 'stop']),
  line: lines,
  /** Asked for where it is about the whole list. */
  old: z.string().max(200).optional(),
})
type Deed = z.infer<typeof historyForm>['do']

const saidOf: Record<Deed, 'started' | 'erased' | 'stopped'> = {
  keep: 'started',
  erase: 'erased',
  'erase-all': 'erased',
  stop: 'stopped',
}

/** What somebody had, where they asked that it is kept; else what that would mean. For their own eyes alone. */
export async function historyPage(visit: OwnVisit, errors: readonly FieldError[] = []): Promise<Response> {
  const { house, c } = visit
  const before = Number(/^\d{1,9}$/.exec(c.req.query('before') ?? '')?.[0]) || undefined
  const { told } = await house.gate.own({ self: selfOf(visit), records: ['history'], before })
  const history = told[0]?.opened.history
  if (history === undefined) return leaveOwn(visit, '/me/sign-in')
  const own = ownPageWords(visit)
  const ownHistory = ownHistoryWords(visit)
  const frame = frameWords(visit)
  const done = c.req.query('done') ?? ''
  const isSaid = Object.hasOwn(saidOf, done) && (history.opensOn === undefined || done === 'keep')
  const said = isSaid ? ownHistory[saidOf[done as Deed]] : undefined
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(own.history) : own.history,
    <>
      <h1>{own.history}</h1>
      <Note said={said} />
      <ErrorSummary visit={visit} errors={errors} />
      {history.opensOn !== undefined ? (
        <Shut visit={visit} opensOn={history.opensOn} />
      ) : history.kept ? (
        <List visit={visit} history={history} />
      ) : (
        <Offer visit={visit} />
      )}
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const Offer = async ({ visit }: { readonly visit: OwnVisit }) => {
  const { off, offSays, offRisk, keep } = ownHistoryWords(visit)
  return (
    <>
      <p class="usa-intro">{off}</p>
      {offSays(await otherSystemLends(visit)).map((says) => (
        <p>{says}</p>
      ))}
      <p>{offRisk}</p>
      <form method="post" action="/me/history">
        <Word visit={visit} />
        <button type="submit" name="do" value="keep" class="usa-button usa-button--outline">
          {keep}
        </button>
      </form>
    </>
  )
}

/** The same whether there is a list or not: whoever set the PIN may be somebody else, until the customer has been told. */
const Shut = ({ visit, opensOn }: { readonly visit: OwnVisit; readonly opensOn: string }) => {
  const ownHistory = ownHistoryWords(visit)
  const told = formatsOf(visit)
  return (
    <>
      <p class="usa-intro">{ownHistory.shut(told.day(opensOn))}</p>
      <p>{ownHistory.shutSays}</p>
      <p>{ownHistory.offRisk}</p>
      <form method="post" action="/me/history">
        <Word visit={visit} />
        <button type="submit" name="do" value="keep" class="usa-button usa-button--outline">
          {ownHistory.keep}
        </button>
      </form>
    </>
  )
}

type ListProps = { readonly visit: OwnVisit; readonly history: OpenedHistory }

const List = ({ visit, history }: ListProps) => {
  const ownHistory = ownHistoryWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const { each, more } = history
  const last = each.at(-1)
  const isFirst = visit.c.req.query('before') === undefined
  return (
    <>
      <p class="usa-intro">{ownHistory.on}</p>
      <form method="post" action="/me/history" id="line">
        <Word visit={visit} />
        {each.length === 0 && <p>{ownHistory.none}</p>}
        {each.map(({ id, title, author, on }) => (
          <div class="usa-checkbox">
            <input
              class="usa-checkbox__input usa-checkbox__input--tile"
              type="checkbox"
              id={id}
              name="line"
              value={id}
            />
            <label class="usa-checkbox__label" for={id}>
              {title ?? records.titleGone}{' '}
              <span class="usa-checkbox__label-description">
                {author !== null && <span class="carrel-line">{author} </span>}
                {ownHistory.returned}: {told.day(on)}
              </span>
            </label>
          </div>
        ))}
        {each.length > 0 && (
          <button type="submit" name="do" value="erase" class="usa-button">
            {ownHistory.eraseTicked}
          </button>
        )}
        <nav class="carrel-back">
          {more && last !== undefined && (
            <a class="usa-link" href={`/me/history?before=${last.nth}`}>
              {ownHistory.older}
            </a>
          )}{' '}
          {!isFirst && (
            <a class="usa-link" href="/me/history">
              {ownHistory.newest}
            </a>
          )}
        </nav>
        {each.length > 0 && <p>{ownHistory.sure}</p>}
        <div class="carrel-ends">
          {each.length > 0 && (
            <button type="submit" name="do" value="erase-all" class="usa-button usa-button--outline">
              {ownHistory.eraseAll}
            </button>
          )}
          <button type="submit" name="do" value="stop" class="usa-button usa-button--outline">
            {ownHistory.stop}
          </button>
        </div>
      </form>
    </>
  )
}

/** Keeps a list from now on, or erases some or all of it. */
export async function changeHistory(
  visit: OwnVisit,
  { do: deed, line, old }: z.infer<typeof historyForm>,
): Promise<Response> {
  const { c, house, own } = visit
  const { patronId } = own
  if (deed === 'erase' && line.length === 0) {
    return historyPage(visit, [{ field: 'line', message: ownHistoryWords(visit).noneTicked }])
  }
  if (deed !== 'erase') {
    const errors = old === undefined ? [] : await pinErrors(visit, old)
    if (old === undefined || errors.length > 0) return askForList(visit, deed, errors)
  }
  if (deed === 'keep') await startHistory(house, patronId)
  else if (deed === 'erase') await eraseLines(house, patronId, line)
  else await eraseHistory(house, patronId, deed === 'erase-all')
  return c.redirect(`/me/history?done=${deed}`, 303)
}

function askForList(visit: OwnVisit, deed: Exclude<Deed, 'erase'>, errors: readonly FieldError[]) {
  const { keep, eraseAll, stop } = ownHistoryWords(visit)
  const title = { keep, 'erase-all': eraseAll, stop }[deed]
  const hidden = <input type="hidden" name="do" value={deed} />
  return askPin(visit, { title, action: '/me/history', children: hidden }, errors)
}
