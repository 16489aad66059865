/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened, OpenedTitle } from '../../gate/opened-record.ts'
import { worksCases } from '../../gate/pages/records.ts'
import { wholeRecord } from '../../gate/request.ts'
import type { OpenedHistory } from '../../gate/sealed-patron.ts'
import { patronActorOf } from '../../gate/services.ts'
import { otherSystemLends } from '../../patrons/other-system-store.ts'
import { CorrectionStatus } from '../../patrons/pages/corrections.tsx'
import { askPinPage, leaveSelfService, pinErrors } from '../../patrons/pages/my-sign-in.tsx'
import { nameOf, RecordView } from '../../patrons/pages/record-parts.tsx'
import { issuePatronCode, patronActor, phoneCodeMinutes } from '../../patrons/self-service.ts'
import { ownScreenContext } from '../../patrons/sign-in-store.ts'
import { ownPageWords } from '../../patrons/words/own.ts'
import { ownHistoryWords } from '../../patrons/words/own-history.ts'
import { ownPinWords } from '../../patrons/words/own-pin.ts'
import { ownReserveWords } from '../../patrons/words/own-reserve.ts'
import { recordsWords } from '../../patrons/words/records.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  DataTable,
  ErrorSummary,
  type FieldError,
  Form,
  StatusNote,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { eraseCheckoutHistory, eraseCheckoutLines, startCheckoutHistory } from '../checkout-history.ts'
import type { PatronHolds } from '../holds.ts'
import type { CirculationServices } from '../services.ts'
import { reservesWords } from '../words/reserves.ts'
import { TitleSearch } from './desk-parts.tsx'

/** `all`, or the random id of one item. */
export const renewOwnLoansForm = z.strictObject({ item: z.string().min(1).max(1000) })
export const phoneCodeForm = z.strictObject({ old: z.string().max(200).optional() })

/** What somebody has, owes and has on reserve: theirs to see, and on record as every look is. */
export async function myAccountPage(visit: PatronContext<CirculationServices>): Promise<Response> {
  const { house } = visit
  const { told } = await house.gate.own({ self: patronActorOf(visit), records: wholeRecord, handles: true })
  const [found] = told
  // Their record went away while they were signed in.
  if (found === undefined) return leaveSelfService(visit, '/me/sign-in')
  const { opened } = found
  return show(
    visit,
    ownPageWords(visit).page.title,
    <>
      <h1>{nameOf(opened)}</h1>
      <StatusNote said={accountDoneMessage(visit)} />
      <CorrectionStatus visit={visit} opened={opened} />
      <RecordView speaker={visit} opened={opened} level={2} />
      {opened.charges && opened.charges.totalCents > 0 && <p>{ownPageWords(visit).page.owe}</p>}
      {house.desk.lends && <RenewalButtons visit={visit} loans={renewable(opened)} />}
      {house.holds.taken && <OwnHolds visit={visit} opened={opened} />}
      <section aria-labelledby="phone" class="carrel-acts">
        <h2 id="phone">{ownPageWords(visit).page.phone}</h2>
        <p>{ownPageWords(visit).page.phoneSays(phoneCodeMinutes)}</p>
        <Form visit={visit} action="/me/phone-code">
          <button type="submit" class="usa-button usa-button--outline">
            {ownPageWords(visit).page.phoneGet}
          </button>
        </Form>
      </section>
      <section aria-labelledby="account" class="carrel-acts">
        <h2 id="account">{ownPageWords(visit).page.account}</h2>
        <ul class="usa-list">
          {accountLinks.map(([href, name]) => (
            <li>
              <a class="usa-link" href={href}>
                {ownPageWords(visit).page[name]}
              </a>
            </li>
          ))}
          {worksCases(visit) && (
            <li>
              <a class="usa-link" href="/me/worry">
                {ownPageWords(visit).privacyConcern}
              </a>
            </li>
          )}
        </ul>
      </section>
      <p class="carrel-recorded">
        {ownPageWords(visit).recorded} {ownPageWords(visit).page.print}
      </p>
    </>,
  )
}

const accountLinks = [
  ['/me/change-pin', 'changePin'],
  ['/me/second-step', 'secondStep'],
  ['/me/lost', 'lostCard'],
  ['/me/correct', 'correct'],
  ['/me/data/page', 'copyToRead'],
  ['/me/data', 'copy'],
  ['/privacy', 'privacy'],
  ['/me/close', 'close'],
] as const

/** What is out and was not given up for lost. */
function renewable({ loans = [], overdue }: Opened): readonly (OpenedTitle & { readonly handle: string })[] {
  return [...(overdue?.titles ?? []), ...loans].flatMap(({ handle, ...loan }) =>
    handle === undefined ? [] : [{ ...loan, handle }],
  )
}

type RenewalButtonsProps = { readonly visit: PatronContext; readonly loans: ReturnType<typeof renewable> }

const RenewalButtons = ({ visit, loans }: RenewalButtonsProps) => {
  const own = ownPageWords(visit)
  const records = recordsWords(visit)
  if (loans.length === 0) return null
  return (
    <Form visit={visit} action="/me/renew" class="carrel-acts">
      <button type="submit" name="item" value="all" class="usa-button">
        {own.page.renewAll}
      </button>
      {loans.length > 1 &&
        loans.map(({ handle, title }) => (
          <button type="submit" name="item" value={handle} class="usa-button usa-button--outline">
            {own.page.renew(title ?? records.titleGone)}
          </button>
        ))}
    </Form>
  )
}

/** Renews one, or all that is out. */
export async function renewOwnLoans(
  visit: PatronContext<CirculationServices>,
  { item }: z.infer<typeof renewOwnLoansForm>,
): Promise<Response> {
  const { c, house, own } = visit
  const items = item === 'all' ? await itemsOut(visit) : [item]
  let renewed = 0
  for (const loanIndexKey of items) {
    const done = await house.holds.renew({ patronId: own.patronId, loanIndexKey }, ownScreenContext)
    if (typeof done !== 'string') renewed++
  }
  return c.redirect(`/me?renewed=${renewed}&not=${items.length - renewed}`, 303)
}

async function itemsOut(visit: PatronContext<CirculationServices>): Promise<string[]> {
  const records = ['loans', 'overdue', 'overdue.titles'] as const
  const { told } = await visit.house.gate.own({ self: patronActorOf(visit), records, handles: true })
  return told.flatMap(({ opened }) => renewable(opened)).map(({ handle }) => handle)
}

/** What was done a moment ago. Hostile: whatever the address says, it is a number or a word of ours. */
function accountDoneMessage(visit: PatronContext): string | undefined {
  const { c } = visit
  const { page, second } = ownPageWords(visit)
  const count = (name: string) => Math.min(Number(/^\d{1,4}$/.exec(c.req.query(name) ?? '')?.[0] ?? 0), 9999)
  if (c.req.query('renewed') !== undefined) {
    const [renewed, not] = [count('renewed'), count('not')]
    const parts = [renewed > 0 && page.renewed(renewed), not > 0 && page.notRenewed(not)].filter(Boolean)
    return parts.length === 0 ? page.nothingRenewed : parts.join(' ')
  }
  const done = c.req.query('done') ?? ''
  const said: Readonly<Record<string, string>> = {
    pin: ownPinWords(visit).changed,
    'step-added': second.added,
    'step-removed': second.removed,
    reserved: ownReserveWords(visit).placed,
    unreserved: ownReserveWords(visit).cancelled,
    'not-unreserved': ownReserveWords(visit).gone,
  }
  return Object.hasOwn(said, done) ? said[done] : undefined
}

/** A code to be read out on the phone, once they have typed their PIN again; it is on this page and nowhere else. */
export async function phoneCodePage(
  visit: PatronContext,
  { old }: z.infer<typeof phoneCodeForm>,
): Promise<Response> {
  const { house, own } = visit
  const asked = { title: ownPageWords(visit).page.phoneCode, action: '/me/phone-code' } as const
  const errors = old === undefined ? [] : await pinErrors(visit, old)
  if (old === undefined || errors.length > 0) return askPinPage(visit, asked, errors)
  const code = await issuePatronCode(house, patronActor, { patronId: own.patronId, use: 'phone' })
  const { page } = ownPageWords(visit)
  return show(
    visit,
    page.phoneCode,
    <div class="carrel-narrow">
      <h1>{page.phoneCode}</h1>
      <p class="carrel-secret carrel-big">{code}</p>
      <p class="usa-intro">{page.phoneCodeSays(phoneCodeMinutes)}</p>
      <BackLink href="/me">{ownPageWords(visit).back}</BackLink>
    </div>,
  )
}

export const ownHoldForm = z.strictObject({
  words: z.string().trim().max(200).optional(),
  title: z.uuid().optional(),
})
export const cancelOwnHoldForm = z.strictObject({ hold: z.string().min(1).max(1024) })

type OwnHoldsProps = { readonly visit: PatronContext; readonly opened: Opened }

/** What somebody can do about what they wait for, and what of it is kept for them. */
export const OwnHolds = ({ visit, opened }: OwnHoldsProps) => {
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
          <DataTable
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
        <Form visit={visit} action="/me/reserve-cancel">
          <button type="submit" name="hold" value={handle} class="usa-button usa-button--outline">
            {reserves.cancel(title ?? records.titleGone)}
          </button>
        </Form>
      ))}
    </section>
  )
}

/** Asks for words of a title. */
export function ownHoldPage(visit: PatronContext<CirculationServices>): Response | Promise<Response> {
  return visit.house.holds.taken ? findPage(visit, {}) : elsewherePage(visit)
}

/** Words, then a title, which is theirs to wait for from now on. */
export async function placeOwnHold(
  visit: PatronContext<CirculationServices>,
  { words, title }: z.infer<typeof ownHoldForm>,
): Promise<Response> {
  const { c, house, own } = visit
  if (!house.holds.taken) return elsewherePage(visit)
  if (title === undefined) return searchPage(visit, words ?? '')
  const placed = await house.holds.place({ patronId: own.patronId, titleId: title }, ownScreenContext)
  if (placed === 'placed') return c.redirect('/me?done=reserved', 303)
  if (placed === 'not-here') return elsewherePage(visit)
  if (placed === 'nobody') return leaveSelfService(visit, '/me/sign-in')
  return findPage(visit, { errors: [{ field: 'words', message: ownReserveWords(visit).notPlaced[placed] }] })
}

async function searchPage(visit: PatronContext<CirculationServices>, words: string): Promise<Response> {
  if (words === '') {
    return findPage(visit, { errors: [{ field: 'words', message: reservesWords(visit).wordsMissing }] })
  }
  return findPage(visit, { words, found: await visit.house.holds.search(words) })
}

type OwnTitleSearchState = {
  readonly words?: string
  readonly errors?: readonly FieldError[]
  readonly found?: Awaited<ReturnType<PatronHolds['search']>>
}

function findPage(visit: PatronContext, { words, errors = [], found }: OwnTitleSearchState) {
  const ownReserve = ownReserveWords(visit)
  const own = ownPageWords(visit)
  return showForm(
    visit,
    { title: ownReserve.place, errors },
    <>
      <p class="usa-intro">{ownReserve.says}</p>
      <TitleSearch visit={visit} action="/me/reserve" words={words} errors={errors} found={found} />
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

/** Gives up what they wait for, or what is kept for them. */
export async function cancelOwnHold(
  { c, house, own }: PatronContext<CirculationServices>,
  { hold }: z.infer<typeof cancelOwnHoldForm>,
): Promise<Response> {
  const cancelled = await house.holds.cancel({ patronId: own.patronId, holdIndexKey: hold }, ownScreenContext)
  return c.redirect(`/me?done=${cancelled === 'cancelled' ? 'unreserved' : 'not-unreserved'}`, 303)
}

function elsewherePage(visit: PatronContext) {
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

const lineIds = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat().filter((one) => one !== '')),
  z.array(z.uuid()).max(20),
)
export const historyForm = z.strictObject({
  do: z.enum(['keep', 'erase', 'erase-all', 'stop']),
  line: lineIds,
  /** Asked for where it is about the whole list. */
  old: z.string().max(200).optional(),
})
type HistoryAction = z.infer<typeof historyForm>['do']

const historyDoneMessages: Record<HistoryAction, 'started' | 'erased' | 'stopped'> = {
  keep: 'started',
  erase: 'erased',
  'erase-all': 'erased',
  stop: 'stopped',
}

/** What somebody had, where they asked that it is kept; else what that would mean. For their own eyes alone. */
export async function checkoutHistoryPage(
  visit: PatronContext<CirculationServices>,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { house, c } = visit
  const before = Number(/^\d{1,9}$/.exec(c.req.query('before') ?? '')?.[0]) || undefined
  const { told } = await house.gate.own({ self: patronActorOf(visit), records: ['history'], before })
  const history = told[0]?.opened.history
  if (history === undefined) return leaveSelfService(visit, '/me/sign-in')
  const own = ownPageWords(visit)
  const ownHistory = ownHistoryWords(visit)
  const frame = frameWords(visit)
  const done = c.req.query('done') ?? ''
  const isSaid =
    Object.hasOwn(historyDoneMessages, done) && (history.opensOn === undefined || done === 'keep')
  const said = isSaid ? ownHistory[historyDoneMessages[done as HistoryAction]] : undefined
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(own.history) : own.history,
    <>
      <h1>{own.history}</h1>
      <StatusNote said={said} />
      <ErrorSummary visit={visit} errors={errors} />
      {history.opensOn !== undefined ? (
        <HistoryLocked visit={visit} opensOn={history.opensOn} />
      ) : history.kept ? (
        <HistoryTable visit={visit} history={history} />
      ) : (
        <HistoryOffer visit={visit} />
      )}
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const HistoryOffer = async ({ visit }: { readonly visit: PatronContext }) => {
  const { off, offSays, offRisk, keep } = ownHistoryWords(visit)
  return (
    <>
      <p class="usa-intro">{off}</p>
      {offSays(await otherSystemLends(visit)).map((says) => (
        <p>{says}</p>
      ))}
      <p>{offRisk}</p>
      <Form visit={visit} action="/me/history">
        <button type="submit" name="do" value="keep" class="usa-button usa-button--outline">
          {keep}
        </button>
      </Form>
    </>
  )
}

/** The same whether there is a list or not: whoever set the PIN may be somebody else, until the customer has been told. */
const HistoryLocked = ({ visit, opensOn }: { readonly visit: PatronContext; readonly opensOn: string }) => {
  const ownHistory = ownHistoryWords(visit)
  const told = formatsOf(visit)
  return (
    <>
      <p class="usa-intro">{ownHistory.shut(told.day(opensOn))}</p>
      <p>{ownHistory.shutSays}</p>
      <p>{ownHistory.offRisk}</p>
      <Form visit={visit} action="/me/history">
        <button type="submit" name="do" value="keep" class="usa-button usa-button--outline">
          {ownHistory.keep}
        </button>
      </Form>
    </>
  )
}

type HistoryTableProps = { readonly visit: PatronContext; readonly history: OpenedHistory }

const HistoryTable = ({ visit, history }: HistoryTableProps) => {
  const ownHistory = ownHistoryWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const { each, more } = history
  const last = each.at(-1)
  const isFirst = visit.c.req.query('before') === undefined
  return (
    <>
      <p class="usa-intro">{ownHistory.on}</p>
      <Form visit={visit} action="/me/history" id="line">
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
      </Form>
    </>
  )
}

/** Keeps a list from now on, or erases some or all of it. */
export async function changeCheckoutHistory(
  visit: PatronContext<CirculationServices>,
  { do: deed, line, old }: z.infer<typeof historyForm>,
): Promise<Response> {
  const { c, house, own } = visit
  const { patronId } = own
  if (deed === 'erase' && line.length === 0) {
    return checkoutHistoryPage(visit, [{ field: 'line', message: ownHistoryWords(visit).noneTicked }])
  }
  if (deed !== 'erase') {
    const errors = old === undefined ? [] : await pinErrors(visit, old)
    if (old === undefined || errors.length > 0) return askPinForHistory(visit, deed, errors)
  }
  if (deed === 'keep') await startCheckoutHistory(house, patronId)
  else if (deed === 'erase') await eraseCheckoutLines(house, patronId, line)
  else await eraseCheckoutHistory(house, patronId, deed === 'erase-all')
  return c.redirect(`/me/history?done=${deed}`, 303)
}

function askPinForHistory(
  visit: PatronContext,
  deed: Exclude<HistoryAction, 'erase'>,
  errors: readonly FieldError[],
) {
  const { keep, eraseAll, stop } = ownHistoryWords(visit)
  const title = { keep, 'erase-all': eraseAll, stop }[deed]
  const hidden = <input type="hidden" name="do" value={deed} />
  return askPinPage(visit, { title, action: '/me/history', children: hidden }, errors)
}
