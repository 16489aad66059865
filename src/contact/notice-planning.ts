import { randomBytes, randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import { linkPage } from '../circulation/index.ts'
import { noticePlanningOpener } from '../gate/capabilities.ts'
import type { ContactChannel, LinkTable } from '../gate/index.ts'
import { type AddressNotices, type Corrections, saveFormerEmails } from '../patrons/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import {
  type DailyJob,
  dailyJobContext,
  dailyJobDoneOn,
  isDoneFor,
  noteDailyJobDone,
} from '../platform/jobs/daily-job.ts'
import { daysAfter, type NoticeRules, type Pack } from '../policy/index.ts'
import {
  type AccountStatus,
  channelsFor,
  expiringCardDays,
  isAddressNotice,
  isCallBack,
  mayGoToGuardian,
  type Notice,
  type NoticeKind,
  nextChannel,
  noticeDay,
  noticeDueFor,
  noticeKinds,
  rememberedUntil,
  stillApplies,
} from './notice.ts'
import {
  AccountStatuses,
  addressTokens,
  cardExpiresWithin,
  noticeOf,
  onceTokens,
  openChannels,
  sealNotice,
  undefinedIfUnreadable,
} from './notice-sealing.ts'
import {
  badAddresses,
  cardStandingPage,
  endNotice,
  forgetBadAddresses,
  isOutcome,
  noticePage,
  noticesToDo,
  type PlannedNotice,
  planNotice,
  reachableAt,
  redirectNotice,
  updateNotice,
} from './notice-store.ts'

type AddressNotice = { readonly row: PlannedNotice; readonly notice: Notice }

/**
 * Forgets a removed address that can no longer be told; the patron's others stay.
 *
 * Why outside the page's transaction: the gate locks the patron, and closing that account would wait for the page.
 */
async function endAddressNotice(
  {
    worker,
    corrections,
  }: { readonly worker: Kysely<Schema>; readonly corrections: Pick<Corrections, 'forgetFormer'> },
  { row, notice }: AddressNotice,
): Promise<void> {
  await corrections.forgetFormer(notice.patron, notice.step)
  await inContext(worker, dailyJobContext, (trx) => endNotice(trx, row.id))
}

type Planning = {
  readonly worker: Kysely<Schema>
  readonly opener: ReturnType<typeof noticePlanningOpener>
  readonly rules: NoticeRules
  readonly keys: LinkOpener<LinkTable | 'notice'>
  readonly day: string
  readonly closed: readonly ContactChannel[]
}

const rowsAtOnce = 500
const badAddressDays = 400
/** How long a patron who phoned in is called back. */
const calledBackDays = 2

/**
 * Plans notices on the days that the pack names, from each patron's links. Nothing is told here, and no row says
 * anything that was written with a link.
 *
 * It may be killed at any time: nothing is planned twice, and a day counts as done at the end.
 */
export function planNoticesJob(parts: {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly corrections: Pick<Corrections, 'forgetFormer'>
  readonly closed: readonly ContactChannel[]
}): DailyJob {
  const { worker, ring, pack, corrections, closed } = parts
  return {
    name: 'plan-notices',
    async run(day) {
      const rules = pack.manifest.notices
      if (rules === undefined) return
      const opener = noticePlanningOpener(ring)
      const planning = { worker, opener, rules, keys: new LinkOpener(opener), day, closed }
      for (const way of closed) await inPages(planning, (trx, after) => closePage(trx, planning, way, after))
      await inPages(planning, (trx, after) => redirectPage(trx, planning, after))
      const due = await kindsDue(planning)
      if (due.size === 0) return
      const standings = await accountStatusesOf(planning, [...due.values()].sort().at(-1) ?? day)
      const toldNoMore: AddressNotice[] = []
      await inPages(planning, (trx, after) =>
        forgetPage(trx, planning, { due, standings, toldNoMore }, after),
      )
      for (const one of toldNoMore) await endAddressNotice({ worker, corrections }, one)
      await planStandings(planning, due, standings)
      const cardsOn = due.get('card')
      if (cardsOn !== undefined)
        await inPages(planning, (trx, after) => cardPage(trx, planning, cardsOn, after))
      await inContext(worker, dailyJobContext, (trx) =>
        forgetBadAddresses(trx, daysAfter(day, -badAddressDays)),
      )
      for (const [kind, on] of due) await noteDailyJobDone(worker, `notices-${kind}`, on)
    },
  }
}

/** The kinds that are due since they were last planned, with the day they were due. */
async function kindsDue({ worker, rules, day }: Planning): Promise<ReadonlyMap<NoticeKind, string>> {
  const due = new Map<NoticeKind, string>()
  for (const kind of noticeKinds) {
    const on = noticeDay(rules, kind, day)
    if (on === undefined) continue
    const last = await dailyJobDoneOn(worker, `notices-${kind}`)
    if (last === undefined || !isDoneFor(last, on)) due.set(kind, on)
  }
  return due
}

/** Reads every link once, in pages that write nothing. */
async function accountStatusesOf(planning: Planning, on: string): Promise<AccountStatuses> {
  const { keys } = planning
  const standings = new AccountStatuses(on)
  const read = async (table: 'loan' | 'hold' | 'charge', add: (row: PageRow) => void) =>
    inPages(planning, async (trx, after) => {
      const rows = await linkPage(trx, table, after, rowsAtOnce)
      for (const row of rows) undefinedIfUnreadable(() => add(row))
      return rows.at(-1)?.id
    })
  type PageRow = Awaited<ReturnType<typeof linkPage>>[number]
  await read('loan', (row) => standings.addLoan(keys, row))
  await read('hold', (row) => standings.addHold(keys, row))
  await read('charge', (row) => standings.addCharge(keys, row))
  return standings
}

type Forgetting = {
  readonly due: ReadonlyMap<NoticeKind, string>
  readonly standings: AccountStatuses
  readonly toldNoMore: AddressNotice[]
}

/** Deletes notices that no longer apply or need not be remembered; removed addresses are collected in `toldNoMore`. */
async function forgetPage(
  trx: Trx,
  { keys, rules, day }: Planning,
  { due, standings, toldNoMore }: Forgetting,
  after: string,
): Promise<string | undefined> {
  const rows = await noticePage(trx, { after, limit: rowsAtOnce })
  for (const row of rows) {
    const notice = undefinedIfUnreadable(() => noticeOf(keys, row))
    if (notice !== undefined && isAddressNotice(notice.kind)) {
      if (isOutcome(row.state)) toldNoMore.push({ row, notice })
      continue
    }
    if (notice !== undefined && isCallBack(notice.kind) && day > daysAfter(row.planned_on, calledBackDays)) {
      await endNotice(trx, row.id)
    }
    if (notice === undefined || isCallBack(notice.kind) || !due.has(notice.kind)) continue
    const { kind, patron } = notice
    if (isAddressNotice(kind)) continue
    const standing = standings.of(patron)
    const isOver =
      kind !== 'card' && (!stillApplies(rules, kind, standing) || isPassed(rules, notice, row, standing))
    if (isOver || day > rememberedUntil(rules, kind, row.planned_on)) await endNotice(trx, row.id)
  }
  return rows.at(-1)?.id
}

/** A step that was never sent when the next one is due: only one is sent. */
function isPassed(
  rules: NoticeRules,
  { kind, patron, step }: Notice,
  { state }: PlannedNotice,
  standing: AccountStatus | undefined,
): boolean {
  if (kind !== 'overdue' || standing === undefined || !(state === 'ready' || state === 'failed')) return false
  return step < (noticeDueFor(rules, kind, patron, standing)?.step ?? 0)
}

async function planStandings(
  planning: Planning,
  due: ReadonlyMap<NoticeKind, string>,
  standings: AccountStatuses,
): Promise<void> {
  const { worker, rules } = planning
  const patrons = standings.patrons()
  for (let at = 0; at < patrons.length; at += rowsAtOnce) {
    const notices = patrons.slice(at, at + rowsAtOnce).flatMap((patron) =>
      [...due.keys()].flatMap((kind) => {
        const standing = standings.of(patron)
        return kind === 'card' || isAddressNotice(kind) || isCallBack(kind) || standing === undefined
          ? []
          : (noticeDueFor(rules, kind, patron, standing) ?? [])
      }),
    )
    await inContext(worker, dailyJobContext, (trx) => planAll(trx, planning, due, notices))
  }
}

async function cardPage(
  trx: Trx,
  planning: Planning,
  on: string,
  after: string,
): Promise<string | undefined> {
  const patrons = await cardStandingPage(trx, after, rowsAtOnce)
  const days = expiringCardDays(planning.rules, on)
  const running = patrons.filter(
    (patron) => undefinedIfUnreadable(() => cardExpiresWithin(planning.opener, patron, days)) === true,
  )
  const notices = running.map(({ id }): Notice => ({ patron: id, kind: 'card', step: 1 }))
  await planAll(trx, planning, new Map([['card', on]]), notices)
  return patrons.at(-1)?.id
}

async function planAll(
  trx: Trx,
  planning: Planning,
  due: ReadonlyMap<NoticeKind, string>,
  notices: readonly Notice[],
): Promise<void> {
  const { keys, rules, day } = planning
  const waysBy = await waysOpen(trx, planning, notices)
  for (const notice of notices) {
    const ways = channelsFor(rules, notice)
    const open = nextChannel(ways, waysBy(notice))
    const channel = open ?? ways[0]
    if (channel === undefined) continue
    const planned_on = due.get(notice.kind) ?? day
    const message_id = randomBytes(16).toString('hex')
    const row = { ...sealNotice(keys, notice), channel, planned_on, message_id }
    const isNew = await planNotice(trx, row, onceTokens(keys, notice))
    // Why plan it anyway: an unreachable patron appears once among the failed notices.
    if (isNew && open === undefined) await updateNotice(trx, row, { state: 'failed' }, day)
  }
}

/** Fails notices that wait for a channel that is no longer set up. */
async function closePage(
  trx: Trx,
  { day }: Planning,
  way: ContactChannel,
  after: string,
): Promise<string | undefined> {
  const rows = await noticesToDo(trx, way, { on: day, after, limit: rowsAtOnce })
  for (const row of rows) await updateNotice(trx, row, { state: 'failed' }, day)
  return rows.at(-1)?.id
}

/** A failed notice goes by the next open channel, if there is one. */
async function redirectPage(trx: Trx, planning: Planning, after: string): Promise<string | undefined> {
  const { keys, rules, day } = planning
  const rows = await noticePage(trx, { after, limit: rowsAtOnce, failed: true })
  const failed = rows.flatMap((row): (Notice & { readonly row: PlannedNotice })[] => {
    const notice = undefinedIfUnreadable(() => noticeOf(keys, row))
    return notice === undefined ? [] : [{ ...notice, row }]
  })
  const waysBy = await waysOpen(trx, planning, failed)
  for (const notice of failed) {
    const next = nextChannel(channelsFor(rules, notice), waysBy(notice), notice.row.channel)
    if (next !== undefined) await redirectNotice(trx, notice.row.id, next, day)
  }
  return rows.at(-1)?.id
}

/** For each notice: channels on file, working, and not refused for this subject. */
async function waysOpen(
  trx: Trx,
  { opener, closed }: Planning,
  notices: readonly Notice[],
): Promise<(notice: Notice) => readonly ContactChannel[]> {
  const patrons = await reachableAt(trx, opener.ring, [...new Set(notices.map(({ patron }) => patron))])
  const tokens = patrons.flatMap(
    (patron) => undefinedIfUnreadable(() => addressTokens(opener, [patron])) ?? [],
  )
  const bad = await badAddresses(trx, tokens)
  const byId = new Map(patrons.map((patron) => [patron.id, patron]))
  return (notice) => {
    const patron = byId.get(notice.patron)
    // Why: the choice of a patron is about overdue items and holds; a bill comes by letter.
    const mayRefuse = notice.kind !== 'charges'
    const isBad = (address: string) => bad.has(address)
    const byGuardian = patron?.signed === true && mayGoToGuardian(notice)
    const ways =
      patron && undefinedIfUnreadable(() => openChannels(opener, patron, { isBad, mayRefuse, byGuardian }))
    return (ways ?? []).filter((way) => !closed.includes(way))
  }
}

/** Each page is a transaction; `page` returns where the next begins. */
async function inPages(
  { worker }: Planning,
  page: (trx: Trx, after: string) => Promise<string | undefined>,
): Promise<void> {
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from: string = after
    after = await inContext(worker, dailyJobContext, (trx) => page(trx, from))
  }
}

/**
 * Plans a notice to each of these addresses or numbers, such as one that was removed from a record, so that a change the patron did
 * not ask for is noticed. It has no place for another address.
 */
export const planAddressNotices: AddressNotices = async (trx, { ring, on }, { patron, kind, to, former }) => {
  const keys = new LinkKeys(ring)
  const steps: (readonly [number, string])[] = []
  for (const { channel, address, step = randomInt(1, 2 ** 31) } of to) {
    const notice = { patron, kind, step } as const
    const message_id = randomBytes(16).toString('hex')
    const row = { ...sealNotice(keys, notice), channel, planned_on: on, message_id } as const
    await planNotice(trx, row, onceTokens(keys, notice))
    steps.push([step, address])
  }
  await saveFormerEmails(trx, ring, patron, { ...former, ...Object.fromEntries(steps) })
}
