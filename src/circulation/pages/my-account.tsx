import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  type Opened,
  type OpenedHistory,
  type OpenedTitle,
  patronActor,
  patronActorOf,
  wholeRecord,
  worksCases,
} from '../../gate/index.ts'
import {
  issuePatronCode,
  otherSystemLends,
  ownScreenContext,
  phoneCodeMinutes,
  type RecordActions,
  recentNews,
} from '../../patrons/index.ts'
import {
  askPinPage,
  CorrectionStatus,
  leaveSelfService,
  NoWayLeft,
  nameOf,
  OwnGuardians,
  ownHistoryWords,
  ownPageWords,
  ownPinWords,
  ownReserveWords,
  PatronFactList,
  PatronItems,
  pinErrors,
  plainPage,
  recordsWords,
} from '../../patrons/pages/index.ts'
import { show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ButtonLine,
  ButtonLink,
  ChoiceList,
  DataTable,
  type FieldError,
  Form,
  LinkLine,
  PhoneLink,
  StatusNote,
  SubmitButton,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { letterheadFor } from '../../staff/index.ts'
import { eraseCheckoutHistory, eraseCheckoutLines, startCheckoutHistory } from '../checkout-history.ts'
import type { CirculationServices } from '../services.ts'
import { reservesWords } from '../words/reserves.ts'
import { availabilityText, TitleSearch } from './desk-parts.tsx'
import type { TitleSearchState } from './holds.tsx'

export const renewOwnLoansForm = z.strictObject({ item: z.string().min(1).max(1000) })
export const phoneCodeForm = z.strictObject({ old: z.string().max(200).optional() })

/** @param renewals what the customer just renewed, which the page says first */
export async function myAccountPage(
  context: PatronContext<CirculationServices>,
  renewals?: readonly Renewal[],
) {
  const { services, own } = context
  if (own.plain) return plainPage(context)
  const { told, minor, guardians } = await services.gate.own({
    self: patronActorOf(context),
    records: wholeRecord,
    handles: true,
    guardiansToo: true,
  })
  const [found] = told
  if (found === undefined) return leaveSelfService(context, '/me/sign-in')
  const { opened } = found
  const isGuardianPageOn = await services.guardianPage.isOn()
  const { phone } = await letterheadFor(context)
  return show(
    context,
    ownPageWords(context).page.title,
    <>
      <h1>{nameOf(opened)}</h1>
      <StatusNote
        said={renewals ? await renewalMessage(context, opened, renewals) : accountDoneMessage(context)}
      />
      <CorrectionStatus context={context} opened={opened} />
      <OwnCardNews context={context} opened={opened} />
      <NoWayLeft context={context} contact={opened.contact} />
      <div class="carrel-home">
        <div class="carrel-record">
          <PatronItems
            {...{ speaker: context, opened, level: 2, actions: ownActions(context, opened) }}
            own={{ today: services.clock.today() }}
          />
          {services.holds.taken && <OwnHolds context={context} opened={opened} />}
        </div>
        <div>
          <section aria-labelledby="contact">
            <h2 id="contact">{ownPageWords(context).page.contact}</h2>
            <PatronFactList speaker={context} opened={opened} />
            {minor && <OwnGuardians context={context} guardians={guardians} />}
            <p>
              <TextLink href="/me/correct">{ownPageWords(context).page.correct}</TextLink>
            </p>
          </section>
          <section aria-labelledby="phone" class="carrel-acts">
            <h2 id="phone">{ownPageWords(context).page.phone}</h2>
            <p>{ownPageWords(context).page.phoneSays(phoneCodeMinutes)}</p>
            <Form context={context} action="/me/phone-code">
              <SubmitButton look="outline">{ownPageWords(context).page.phoneGet}</SubmitButton>
            </Form>
            {phone !== '' && (
              <p>
                {ownPageWords(context).page.call} <PhoneLink number={phone} />
              </p>
            )}
          </section>
          <section aria-labelledby="account" class="carrel-acts">
            <h2 id="account">{ownPageWords(context).page.account}</h2>
            <ul class="usa-list">
              <li>
                <TextLink href="/me/seen">{ownPageWords(context).seen}</TextLink>
              </li>
              {accountLinks.map(([href, name]) => (
                <li>
                  <TextLink href={href}>{ownPageWords(context).page[name]}</TextLink>
                </li>
              ))}
              <li>
                {isGuardianPageOn ? (
                  <TextLink href="/me/minors">{ownPageWords(context).minors}</TextLink>
                ) : (
                  <TextLink href="/privacy#child">{ownPageWords(context).page.child}</TextLink>
                )}
              </li>
              {worksCases(context) && (
                <li>
                  <TextLink href="/me/worry">{ownPageWords(context).privacyConcern}</TextLink>
                </li>
              )}
            </ul>
            <p>{ownPageWords(context).plain.beginSays}</p>
            <Form context={context} action="/me/plain">
              <SubmitButton look="outline">{ownPageWords(context).plain.begin}</SubmitButton>
            </Form>
          </section>
        </div>
      </div>
      <p class="carrel-recorded">{ownPageWords(context).recorded}</p>
    </>,
  )
}

/** What happened to their card lately, so that one they did not ask for is noticed. */
const OwnCardNews = ({ context, opened }: { readonly context: PatronContext; readonly opened: Opened }) => {
  const { page } = ownPageWords(context)
  const news = recentNews(opened.identity?.cardNews, context.services.clock.today())
  if (news.length === 0) return null
  return (
    <Alert kind="info">
      {news.map(({ what, on }) => (
        <p class="usa-alert__text">{page.news[what](formatsOf(context).day(on))}</p>
      ))}
      <p class="usa-alert__text">{page.newsSays}</p>
    </Alert>
  )
}

const accountLinks = [
  ['/me/choices', 'choices'],
  ['/me/change-pin', 'changePin'],
  ['/me/second-step', 'secondStep'],
  ['/me/lost', 'lostCard'],
  ['/me/history', 'history'],
  ['/me/data/page', 'copyToRead'],
  ['/me/data', 'copy'],
  ['/privacy', 'privacy'],
  ['/me/close', 'close'],
] as const

function renewable({ loans = [], overdue }: Opened): readonly (OpenedTitle & { readonly handle: string })[] {
  return [...(overdue?.titles ?? []), ...loans].flatMap(({ handle, ...loan }) =>
    handle === undefined ? [] : [{ ...loan, handle }],
  )
}

/** What a customer can do about each loan and hold, below its title. */
function ownActions(context: PatronContext<CirculationServices>, opened: Opened): RecordActions {
  const { desk, holds } = context.services
  return {
    ...(desk.lends && {
      loan: (loan) => <RenewOne context={context} loan={loan} />,
      loans: <RenewAll context={context} loans={renewable(opened)} />,
    }),
    ...(holds.taken && { hold: (hold) => <CancelOwnHold context={context} hold={hold} />, holdsApart: true }),
  }
}

type OwnRowActionProps = {
  readonly context: PatronContext
  readonly action: '/me/renew' | '/me/reserve-cancel'
  readonly name: 'item' | 'hold'
  readonly row: { readonly handle?: string | undefined; readonly title?: string | null | undefined }
  /** For those who hear the button without its row. */
  readonly called: (title: string) => string
  readonly children: Child
}

/** On the row of the item or the title. */
const OwnRowAction = ({ context, action, name, row, called, children }: OwnRowActionProps) =>
  row.handle === undefined ? null : (
    <Form context={context} action={action}>
      <SubmitButton
        look="outline"
        name={name}
        value={row.handle}
        called={called(row.title ?? recordsWords(context).titleGone)}
      >
        {children}
      </SubmitButton>
    </Form>
  )

const RenewOne = ({ context, loan }: { readonly context: PatronContext; readonly loan: OpenedTitle }) => {
  const { renew, renewOne } = ownPageWords(context).page
  return (
    <OwnRowAction context={context} action="/me/renew" name="item" row={loan} called={renew}>
      {renewOne}
    </OwnRowAction>
  )
}

type RenewAllProps = { readonly context: PatronContext; readonly loans: ReturnType<typeof renewable> }

const RenewAll = ({ context, loans }: RenewAllProps) =>
  loans.length < 2 ? null : (
    <Form context={context} action="/me/renew" class="carrel-acts">
      <SubmitButton name="item" value="all">
        {ownPageWords(context).page.renewAll}
      </SubmitButton>
    </Form>
  )

export async function renewOwnLoans(
  context: PatronContext<CirculationServices>,
  { item }: z.infer<typeof renewOwnLoansForm>,
) {
  const { services, own } = context
  const handles = item === 'all' ? await itemsOut(context) : [item]
  const renewals: Renewal[] = []
  for (const handle of handles) {
    const loan = { patronId: own.patronId, loanIndexKey: handle }
    renewals.push({ handle, came: await services.holds.renew(loan, ownScreenContext) })
  }
  // Why no redirect: the sentence names a title, which no address may.
  return myAccountPage(context, renewals)
}

type Renewal = {
  readonly handle: string
  readonly came: Awaited<ReturnType<CirculationServices['holds']['renew']>>
}

/** Of one, with its title from the record that the page opened. */
async function renewalMessage(
  context: PatronContext<CirculationServices>,
  opened: Opened,
  renewals: readonly Renewal[],
): Promise<string> {
  const { page } = ownPageWords(context)
  const [only] = renewals
  if (only === undefined) return page.nothingRenewed
  if (renewals.length === 1) return oneRenewalMessage(context, opened, only)
  const renewed = renewals.filter(({ came }) => typeof came !== 'string').length
  const yet = renewals.filter(({ came }) => came === 'not-yet').length
  const not = renewals.length - renewed - yet
  return [renewed > 0 && page.renewed(renewed), yet > 0 && page.noneYet, not > 0 && page.notRenewed(not)]
    .filter(Boolean)
    .join(' ')
}

async function oneRenewalMessage(
  context: PatronContext<CirculationServices>,
  opened: Opened,
  { handle, came }: Renewal,
): Promise<string> {
  const { page } = ownPageWords(context)
  if (typeof came === 'string' && came !== 'not-yet') return page.notRenewed(1)
  const loans = renewable(opened)
  const handles = loans.map((loan) => loan.handle)
  const { holds } = context.services
  const same = await holds.sameLoan(context.own.patronId, handle, handles, ownScreenContext)
  const title = loans.find((loan) => loan.handle === same)?.title ?? recordsWords(context).titleGone
  return came === 'not-yet' ? page.notYet(title) : page.renewedOne(title, formatsOf(context).day(came.dueOn))
}

async function itemsOut(context: PatronContext<CirculationServices>): Promise<string[]> {
  const records = ['loans', 'overdue', 'overdue.titles'] as const
  const { told } = await context.services.gate.own({ self: patronActorOf(context), records, handles: true })
  return told.flatMap(({ opened }) => renewable(opened)).map(({ handle }) => handle)
}

/** Hostile: the address is only read as one of our words. */
function accountDoneMessage(context: PatronContext): string | undefined {
  const { c } = context
  const { second } = ownPageWords(context)
  const done = c.req.query('done') ?? ''
  const said: Readonly<Record<string, string>> = {
    pin: ownPinWords(context).changed,
    'step-added': second.added,
    'step-removed': second.removed,
    reserved: ownReserveWords(context).placed,
    unreserved: ownReserveWords(context).cancelled,
    'not-unreserved': ownReserveWords(context).gone,
  }
  return Object.hasOwn(said, done) ? said[done] : undefined
}

/** A code to read out over the phone, after the PIN was typed again. It appears on this page only. */
export async function phoneCodePage(context: PatronContext, { old }: z.infer<typeof phoneCodeForm>) {
  const { services, own } = context
  const asked = { title: ownPageWords(context).page.phoneCode, action: '/me/phone-code' } as const
  const errors = old === undefined ? [] : await pinErrors(context, old)
  if (old === undefined || errors.length > 0) return askPinPage(context, asked, errors)
  const code = await issuePatronCode(services, patronActor, { patronId: own.patronId, use: 'phone' })
  const { page } = ownPageWords(context)
  return show(
    context,
    page.phoneCode,
    <div class="carrel-narrow">
      <h1>{page.phoneCode}</h1>
      <p class="carrel-secret carrel-big">{code}</p>
      <p class="usa-intro">{page.phoneCodeSays(phoneCodeMinutes)}</p>
      <BackLink href="/me">{ownPageWords(context).back}</BackLink>
    </div>,
  )
}

export const ownHoldForm = z.strictObject({
  words: z.string().trim().max(200).optional(),
  title: z.uuid().optional(),
})
export const cancelOwnHoldForm = z.strictObject({ hold: z.string().min(1).max(1024) })

const OwnHolds = ({ context, opened }: { readonly context: PatronContext; readonly opened: Opened }) => {
  const ownReserve = ownReserveWords(context)
  const records = recordsWords(context)
  const formats = formatsOf(context)
  const { each = [], slips = [] } = opened.holds ?? {}
  return (
    <section aria-labelledby="reserves" class="carrel-acts">
      <h2 id="reserves">{opened.holds?.any ? ownReserve.more : ownReserve.mine}</h2>
      {slips.length > 0 && (
        <>
          <h3>{ownReserve.waits}</h3>
          <DataTable
            head={[ownReserve.slip, ownReserve.until, records.title]}
            rows={each.flatMap(({ slip, title }) =>
              slip ? [[slip.alias, formats.day(slip.until), title ?? records.titleGone]] : [],
            )}
          />
          <p>{ownReserve.waitsSays}</p>
        </>
      )}
      {opened.holds?.any === false && <p>{records.nothingReserved}</p>}
      <ButtonLine look="outline" href="/me/reserve">
        {ownReserve.place}
      </ButtonLine>
      <LinkLine href="/me/choices#pickUp">{ownReserve.letPickUp}</LinkLine>
    </section>
  )
}

type CancelOwnHoldProps = {
  readonly context: PatronContext
  readonly hold: Parameters<NonNullable<RecordActions['hold']>>[0]
}

const CancelOwnHold = ({ context, hold }: CancelOwnHoldProps) => {
  const { cancel, cancelShort } = reservesWords(context)
  return (
    <OwnRowAction context={context} action="/me/reserve-cancel" name="hold" row={hold} called={cancel}>
      {cancelShort}
    </OwnRowAction>
  )
}

export function ownHoldPage(context: PatronContext<CirculationServices>) {
  return context.services.holds.taken ? findPage(context, {}) : elsewherePage(context)
}

export async function placeOwnHold(
  context: PatronContext<CirculationServices>,
  { words, title }: z.infer<typeof ownHoldForm>,
) {
  const { c, services, own } = context
  if (!services.holds.taken) return elsewherePage(context)
  if (title === undefined) return searchPage(context, words ?? '')
  const placed = await services.holds.place({ patronId: own.patronId, titleId: title }, ownScreenContext)
  if (placed === 'placed') return c.redirect('/me?done=reserved', 303)
  if (placed === 'not-here') return elsewherePage(context)
  if (placed === 'not-on-file') return leaveSelfService(context, '/me/sign-in')
  return findPage(context, {
    errors: [{ field: 'words', message: ownReserveWords(context).notPlaced[placed] }],
  })
}

async function searchPage(context: PatronContext<CirculationServices>, words: string) {
  if (words === '') {
    return findPage(context, { errors: [{ field: 'words', message: reservesWords(context).wordsMissing }] })
  }
  const found = await context.services.holds.search(words)
  const available = await availabilityText(context, found.titles, { by: ownScreenContext, dueDates: false })
  return findPage(context, { words, found: { ...found, available } })
}

function findPage(context: PatronContext, { words, errors = [], found }: TitleSearchState) {
  const ownReserve = ownReserveWords(context)
  const own = ownPageWords(context)
  return showForm(
    context,
    { title: ownReserve.place, errors },
    <>
      <p class="usa-intro">{ownReserve.says}</p>
      <TitleSearch context={context} action="/me/reserve" words={words} errors={errors} found={found} />
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

export async function cancelOwnHold(
  { c, services, own }: PatronContext<CirculationServices>,
  { hold }: z.infer<typeof cancelOwnHoldForm>,
) {
  const cancelled = await services.holds.cancel(
    { patronId: own.patronId, holdIndexKey: hold },
    ownScreenContext,
  )
  return c.redirect(`/me?done=${cancelled === 'cancelled' ? 'unreserved' : 'not-unreserved'}`, 303)
}

function elsewherePage(context: PatronContext) {
  const ownReserve = ownReserveWords(context)
  const own = ownPageWords(context)
  return showMessage(
    context,
    { title: ownReserve.elsewhere, says: ownReserve.elsewhereSays },
    <ButtonLink href="/me">{own.back}</ButtonLink>,
  )
}

const lineIds = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat().filter((one) => one !== '')),
  z.array(z.uuid()).max(20),
)
export const historyForm = z.strictObject({
  do: z.enum(['keep', 'erase', 'erase-all', 'stop']),
  line: lineIds,
  old: z.string().max(200).optional(),
})
type HistoryAction = z.infer<typeof historyForm>['do']

const historyDoneMessages: Record<HistoryAction, 'started' | 'erased' | 'stopped'> = {
  keep: 'started',
  erase: 'erased',
  'erase-all': 'erased',
  stop: 'stopped',
}

/** For the patron alone. */
export async function checkoutHistoryPage(
  context: PatronContext<CirculationServices>,
  errors: readonly FieldError[] = [],
) {
  const { services, c } = context
  const before = Number(/^\d{1,9}$/.exec(c.req.query('before') ?? '')?.[0]) || undefined
  const { told } = await services.gate.own({ self: patronActorOf(context), records: ['history'], before })
  const history = told[0]?.opened.history
  if (history === undefined) return leaveSelfService(context, '/me/sign-in')
  const own = ownPageWords(context)
  const ownHistory = ownHistoryWords(context)
  const done = c.req.query('done') ?? ''
  const isSaid =
    Object.hasOwn(historyDoneMessages, done) && (history.opensOn === undefined || done === 'keep')
  const said = isSaid ? ownHistory[historyDoneMessages[done as HistoryAction]] : undefined
  return showForm(
    context,
    { title: own.history, intro: <StatusNote said={said} />, errors },
    <>
      {history.opensOn !== undefined ? (
        <HistoryLocked context={context} opensOn={history.opensOn} />
      ) : history.kept ? (
        <HistoryTable context={context} history={history} errors={errors} />
      ) : (
        <HistoryOffer context={context} />
      )}
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
  )
}

const HistoryOffer = async ({ context }: { readonly context: PatronContext }) => {
  const { off, offSays, offRisk, keep } = ownHistoryWords(context)
  return (
    <>
      <p class="usa-intro">{off}</p>
      {offSays(await otherSystemLends(context)).map((says) => (
        <p>{says}</p>
      ))}
      <p>{offRisk}</p>
      <Form context={context} action="/me/history">
        <SubmitButton look="outline" name="do" value="keep">
          {keep}
        </SubmitButton>
      </Form>
    </>
  )
}

/** The same with or without a list: until the patron has been notified, someone else may have set the PIN. */
const HistoryLocked = ({
  context,
  opensOn,
}: {
  readonly context: PatronContext
  readonly opensOn: string
}) => {
  const ownHistory = ownHistoryWords(context)
  const formats = formatsOf(context)
  return (
    <>
      <p class="usa-intro">{ownHistory.shut(formats.day(opensOn))}</p>
      <p>{ownHistory.shutSays}</p>
      <p>{ownHistory.offRisk}</p>
      <Form context={context} action="/me/history">
        <SubmitButton look="outline" name="do" value="keep">
          {ownHistory.keep}
        </SubmitButton>
      </Form>
    </>
  )
}

type HistoryTableProps = {
  readonly context: PatronContext
  readonly history: OpenedHistory
  readonly errors: readonly FieldError[]
}

const HistoryTable = ({ context, history, errors }: HistoryTableProps) => {
  const ownHistory = ownHistoryWords(context)
  const records = recordsWords(context)
  const formats = formatsOf(context)
  const { each, more } = history
  const last = each.at(-1)
  const isFirst = context.c.req.query('before') === undefined
  return (
    <>
      <p class="usa-intro">{ownHistory.on}</p>
      <Form context={context} action="/me/history" id="line">
        {each.length === 0 ? (
          <p>{ownHistory.none}</p>
        ) : (
          <ChoiceList
            type="checkbox"
            name="line"
            legend={ownPageWords(context).history}
            chosen={[]}
            choices={each.map(({ id, title, author, on }) => ({
              value: id,
              label: title ?? records.titleGone,
              hint: (
                <>
                  {author !== null && <span class="carrel-line">{author} </span>}
                  {ownHistory.returned}: {formats.day(on)}
                </>
              ),
            }))}
            errors={errors}
          />
        )}
        {each.length > 0 && (
          <SubmitButton name="do" value="erase">
            {ownHistory.eraseTicked}
          </SubmitButton>
        )}
        <nav class="carrel-back">
          {more && last !== undefined && (
            <TextLink href={`/me/history?before=${last.nth}`}>{ownHistory.older}</TextLink>
          )}{' '}
          {!isFirst && <TextLink href="/me/history">{ownHistory.newest}</TextLink>}
        </nav>
        {each.length > 0 && <p>{ownHistory.sure}</p>}
        <div class="carrel-ends">
          {each.length > 0 && (
            <SubmitButton look="outline" name="do" value="erase-all">
              {ownHistory.eraseAll}
            </SubmitButton>
          )}
          <SubmitButton look="outline" name="do" value="stop">
            {ownHistory.stop}
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}

export async function changeCheckoutHistory(
  context: PatronContext<CirculationServices>,
  { do: deed, line, old }: z.infer<typeof historyForm>,
) {
  const { c, services, own } = context
  const { patronId } = own
  if (deed === 'erase' && line.length === 0) {
    return checkoutHistoryPage(context, [{ field: 'line', message: ownHistoryWords(context).noneTicked }])
  }
  if (deed !== 'erase') {
    const errors = old === undefined ? [] : await pinErrors(context, old)
    if (old === undefined || errors.length > 0) return askPinForHistory(context, deed, errors)
  }
  if (deed === 'keep') await startCheckoutHistory(services, patronId)
  else if (deed === 'erase') await eraseCheckoutLines(services, patronId, line)
  else await eraseCheckoutHistory(services, patronId, deed === 'erase-all')
  return c.redirect(`/me/history?done=${deed}`, 303)
}

function askPinForHistory(
  context: PatronContext,
  deed: Exclude<HistoryAction, 'erase'>,
  errors: readonly FieldError[],
) {
  const { keep, eraseAll, stop } = ownHistoryWords(context)
  const title = { keep, 'erase-all': eraseAll, stop }[deed]
  const hidden = <input type="hidden" name="do" value={deed} />
  return askPinPage(context, { title, action: '/me/history', children: hidden }, errors)
}
