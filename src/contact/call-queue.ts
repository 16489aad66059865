import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { noticeOpener } from '../gate/capabilities.ts'
import { type CallEnd, type GateParts, type StaffActor, seesOnScreen } from '../gate/index.ts'
import { LinkKeys, LinkOpener, noticeTokens, underAllKeys } from '../platform/crypto/link-keys.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { isPrivateRoom, minuteIn } from '../policy/index.ts'
import {
  type AfterCall,
  afterCall,
  atAnyHour,
  type CallRules,
  type CallTime,
  callRules,
  callTime,
  type MessageFacts,
  nextTryOn,
} from './call.ts'
import { isCallBack, type Notice, type NoticeKind } from './notice.ts'
import {
  newestNoticeToken,
  noticeOf,
  onceTokens,
  sealNotice,
  undefinedIfUnreadable,
} from './notice-sealing.ts'
import {
  endNotice,
  noticesOf,
  noticesToDo,
  type PlannedNotice,
  planNotice,
  updateNotice,
} from './notice-store.ts'

const callTakenMs = 10 * 60_000
/** How long after its last step a call goes on, or a wrong press is corrected. */
const callOpenMs = 10 * 60_000
/** A page lists 20 calls; the search for the next one stops after 500. */
const maxListed = 20
const maxScanned = 500

export const callKinds = ['call-back', 'guardian-back', 'hold', 'overdue', 'charges', 'card'] as const
export type CallKind = (typeof callKinds)[number] & NoticeKind

/** A waiting call names no one until someone takes it. `plannedOn`: `YYYY-MM-DD`. */
type WaitingCall = { readonly tries: number; readonly plannedOn: string }

/** `count`: all of today's, at most 500; `calls`: the first. */
type CallList = { readonly kind: CallKind; readonly count: number; readonly calls: readonly WaitingCall[] }

/** Who phoned in and is called back: the patron (`yes`), or the guardian of a minor. */
export const calledBack = ['yes', 'guardian'] as const
export type CalledBack = (typeof calledBack)[number]

/** `patronId` is a random id. */
type TakenCall = {
  readonly patronId: string
  /** What was planned; nothing more may be told in it. */
  readonly about: MessageFacts
  readonly back: CalledBack | undefined
}
type OpenCall = TakenCall & { readonly untilMs: number }

/**
 * `settled`: nothing is left to say. `not-by-phone`: no number may be dialed, the patron refuses calls, or the subject
 * is not for a call.
 */
export type EndWithoutCall = 'settled' | 'not-by-phone'

type CallQueueServices = Pick<GateParts, 'app' | 'ring' | 'pack' | 'clock'> & {
  /** An idle call returns to the list after this time. */
  readonly takenForMs?: number
  /** For a demonstration, which has no one to wake. */
  readonly callsAtAnyHour?: boolean | undefined
}

/**
 * The call list (Reg 4): whom to call next, who has the call, and what follows. Nothing is opened here: name, number
 * and facts come from the gate, which also logs how a call ended. A planned call is a link (decision 8), so nothing
 * here is logged.
 */
export class CallQueue {
  readonly #parts: CallQueueServices
  readonly #rules: CallRules | undefined
  readonly #minuteOf: (at: Date) => number
  /** Tokens of calls that were given back, oldest first. In memory, since only their order hangs on it. */
  #givenBack: readonly string[] = []
  /** Calls that someone took or began. In memory: losing it costs a press, and no table says who is being called. */
  readonly #open = new Map<string, OpenCall>()

  constructor(parts: CallQueueServices) {
    this.#parts = parts
    const rules = callRules(parts.pack.manifest)
    this.#rules = rules && parts.callsAtAnyHour ? atAnyHour(rules) : rules
    this.#minuteOf = minuteIn(parts.pack.timeZone)
  }

  /** The list exists only in a private room, for roles that may see a phone number. */
  isThere({ role, place }: Pick<StaffActor, 'role' | 'place'>): boolean {
    if (this.#rules === undefined || !isPrivateRoom(this.#parts.pack, place)) return false
    return seesOnScreen(this.#parts, { role, place }, ['existence', 'identity', 'contact'])
  }

  get time(): CallTime {
    const { clock } = this.#parts
    const day = clock.today()
    return callTime(this.#need(), { day, minute: this.#minuteOf(clock.now()) })
  }

  /** Today's calls by what they are about; a list without calls is left out. */
  async waiting(by: StaffActor): Promise<readonly CallList[]> {
    const rows = await this.#act(by, (trx) => this.#toDo(trx, maxScanned))
    const all = this.#inOrder(this.#keys(), rows)
    return callKinds.flatMap((kind) => {
      const calls = all
        .filter(({ notice }) => notice.kind === kind)
        .map(({ row }) => ({ tries: row.tries, plannedOn: row.planned_on }))
      return calls.length === 0 ? [] : [{ kind, count: calls.length, calls: calls.slice(0, maxListed) }]
    })
  }

  /** The patron phoned in, or their guardian. Undefined if the library makes no calls. */
  async planCallBack(
    by: StaffActor,
    patron: string,
    who: CalledBack = 'yes',
  ): Promise<'planned' | undefined> {
    if (this.#rules === undefined) return undefined
    const { ring, clock } = this.#parts
    const notice: Notice = { patron, kind: who === 'guardian' ? 'guardian-back' : 'call-back', step: 1 }
    await this.#act(by, async (trx) => {
      const keys = new LinkKeys(ring)
      const message_id = randomBytes(16).toString('hex')
      const row = {
        ...sealNotice(keys, notice),
        channel: 'phone',
        planned_on: clock.today(),
        message_id,
      } as const
      await planNotice(trx, row, onceTokens(keys, notice))
    })
    return 'planned'
  }

  /**
   * Takes the next call, and gives back the one before. Undefined if none is left, or outside calling hours; patrons
   * who phoned in are called at any time. @param kind only from this list
   */
  async take(by: StaffActor, kind?: CallKind): Promise<TakenCall | undefined> {
    const isTime = this.time.may
    return this.#act(by, async (trx) => {
      await this.#release(trx, by)
      const keys = this.#keys()
      for (const { notice } of this.#inOrder(keys, await this.#toDo(trx, maxScanned))) {
        if (kind !== undefined && notice.kind !== kind) continue
        if (!isTime && !isCallBack(notice.kind)) continue
        const isTaken = await takeCall(trx, newestNoticeToken(keys, notice.patron), this.#taking(by))
        if (isTaken) return this.#goesOn(by, await this.#ofPatron(trx, notice.patron, notice.kind))
      }
      return undefined
    })
  }

  /** Begins a call to someone who phoned in, whom no list has. Undefined if someone else has it. */
  async callBack(by: StaffActor, patronId: string, back: CalledBack): Promise<TakenCall | undefined> {
    return this.#act(by, async (trx) => {
      if (!(await this.#takes(trx, by, patronId))) return undefined
      return this.#goesOn(by, { patronId, about: { overdue: true, holds: back === 'yes' }, back })
    })
  }

  /**
   * Continues a call that this account took or began. `not-begun`: it did neither, and whether a call is planned makes no
   * difference, since that is a fact about a patron. `taken`: someone else has it, since an idle call may be taken.
   * @param back who phoned in, where the call answers them
   */
  async keep(
    by: StaffActor,
    patronId: string,
    back: CalledBack | undefined,
  ): Promise<TakenCall | 'not-begun' | 'taken'> {
    return this.#act(by, async (trx) => {
      const call = this.#openCall(by, patronId, back)
      if (call === undefined) return 'not-begun'
      return (await this.#takes(trx, by, patronId)) ? this.#goesOn(by, call) : 'taken'
    })
  }

  #openCall(by: StaffActor, patronId: string, back: CalledBack | undefined): TakenCall | undefined {
    const call = this.#open.get(openKey(by, patronId, back))
    return call !== undefined && call.untilMs > this.#parts.clock.now().getTime() ? call : undefined
  }

  #goesOn(by: StaffActor, call: TakenCall): TakenCall {
    const now = this.#parts.clock.now().getTime()
    for (const [key, { untilMs }] of this.#open) if (untilMs <= now) this.#open.delete(key)
    this.#open.set(openKey(by, call.patronId, call.back), { ...call, untilMs: now + callOpenMs })
    return call
  }

  /**
   * Plans what follows for every call planned to this patron. Undefined if none was planned, or no one was called.
   * @param call.about what the call was about; the rest waits for another day. Absent: everything
   * @param call.isTry false for a call that the patron asked for and that told them nothing
   * @param call.back who phoned in; the other one is still called back
   */
  async ended(
    by: StaffActor,
    call: {
      readonly patronId: string
      readonly end: CallEnd | EndWithoutCall
      readonly otherNumber: boolean
      readonly about?: MessageFacts | undefined
      readonly isTry?: boolean
      readonly back?: CalledBack | undefined
    },
  ): Promise<AfterCall | undefined> {
    const { patronId, end, otherNumber, about, isTry = true, back = 'yes' } = call
    const triedOn = this.#parts.clock.today()
    const last = await this.#act(by, async (trx) => {
      let last: AfterCall | undefined
      const keys = this.#keys()
      for (const row of await this.#planned(trx, patronId)) {
        const kind = undefinedIfUnreadable(() => noticeOf(keys, row))?.kind
        if (kind !== undefined && isCallBack(kind)) {
          const isTheirs = kind === (back === 'guardian' ? 'guardian-back' : 'call-back')
          if (isTheirs && end !== 'no-answer') await endNotice(trx, row.id)
        } else if (!isTry) continue
        else if (
          (kind === 'overdue' && about?.overdue === false) ||
          (kind === 'hold' && about?.holds === false)
        ) {
          // One call a day at most.
          await updateNotice(trx, row, { state: 'ready', tryOn: nextTryOn(this.#need(), triedOn) }, triedOn)
        } else if (end === 'settled') await endNotice(trx, row.id)
        else if (end === 'not-by-phone') await updateNotice(trx, row, { state: 'failed' }, triedOn)
        else {
          // One call a day at most, so a second ending on one day corrects the first and is no other try.
          const isCorrected = row.tries > 0 && row.try_on > triedOn
          const tries = isCorrected ? row.tries : row.tries + 1
          const after = afterCall(end, { rules: this.#need(), triedOn, tries, otherNumber })
          const state = { done: 'done', again: 'ready', letter: 'failed' } as const
          const tryOn = after.next === 'again' ? { tryOn: after.on } : {}
          await updateNotice(trx, row, { state: state[after.next], tried: !isCorrected, ...tryOn }, triedOn)
          if (last?.next !== 'again') last = after
        }
      }
      return last
    })
    // Why a transaction of its own: what ends a planned call must name no one, not even through other rows it writes.
    await this.giveBack(by)
    return last
  }

  async giveBack(by: StaffActor): Promise<void> {
    await this.#act(by, (trx) => this.#release(trx, by))
  }

  async #release(trx: Trx, { accountId }: StaffActor): Promise<void> {
    const released = await releaseCalls(trx, accountId, this.#parts.clock.now())
    const others = this.#givenBack.filter((token) => !released.includes(token))
    this.#givenBack = [...others, ...released].slice(-maxScanned)
  }

  /** Those that open: patrons who phoned in first, because they are waiting; calls that were given back last. */
  #inOrder(keys: LinkOpener<'notice'>, rows: readonly PlannedNotice[]) {
    const read = rows.flatMap((row) => {
      const notice = undefinedIfUnreadable(() => noticeOf(keys, row))
      return notice === undefined ? [] : [{ row, notice }]
    })
    const back = new Map(this.#givenBack.map((token, at) => [token, at]))
    const rank = ({ notice }: (typeof read)[number]) => {
      const at =
        back.size === 0 ? undefined : back.get(newestNoticeToken(keys, notice.patron).toString('hex'))
      return (isCallBack(notice.kind) ? -maxScanned : 0) + (at === undefined ? -1 : at)
    }
    return read
      .map((one) => ({ one, rank: rank(one) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one)
  }

  #toDo(trx: Trx, limit: number): Promise<PlannedNotice[]> {
    const after = '00000000-0000-0000-0000-000000000000'
    return noticesToDo(trx, 'phone', { on: this.#parts.clock.today(), after, limit })
  }

  /** Also those planned for a later day, since there is one call a day at most. */
  async #planned(trx: Trx, patronId: string): Promise<PlannedNotice[]> {
    const rows = await underAllKeys(this.#parts.ring, (keys) => noticesOf(trx, noticeTokens(keys, patronId)))
    const open = ['ready', 'trying', 'trying-again']
    return rows.filter(({ channel, state }) => channel === 'phone' && open.includes(state))
  }

  async #ofPatron(trx: Trx, patronId: string, taken: NoticeKind): Promise<TakenCall> {
    const kinds = await this.#kindsOf(trx, patronId)
    const isTheirs = kinds.includes('call-back') && taken !== 'guardian-back'
    const back = isTheirs ? 'yes' : kinds.includes('guardian-back') ? 'guardian' : undefined
    return { patronId, about: aboutOf(kinds), back }
  }

  /** What calls to this patron are planned about, on a later day too. */
  async #kindsOf(trx: Trx, patronId: string): Promise<NoticeKind[]> {
    const keys = this.#keys()
    const rows = await this.#planned(trx, patronId)
    return rows.flatMap((row) => undefinedIfUnreadable(() => noticeOf(keys, row))?.kind ?? [])
  }

  #takes(trx: Trx, by: StaffActor, patronId: string): Promise<boolean> {
    return takeCall(trx, newestNoticeToken(new LinkKeys(this.#parts.ring), patronId), this.#taking(by))
  }

  #keys(): LinkOpener<'notice'> {
    return new LinkOpener(noticeOpener(this.#parts.ring))
  }

  #taking({ accountId }: StaffActor) {
    const { clock, takenForMs: ms = callTakenMs } = this.#parts
    const now = clock.now()
    return { accountId, now, until: new Date(now.getTime() + ms) }
  }

  #need(): CallRules {
    if (this.#rules === undefined)
      throw new Error('the pack says nothing of calls, and the list was asked for')
    return this.#rules
  }

  #act<T>(by: StaffActor, work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContext(this.#parts.app, { actor: by.accountId, place: by.place }, work)
  }
}

const aboutOf = (kinds: readonly NoticeKind[]): MessageFacts => ({
  overdue: kinds.includes('overdue'),
  holds: kinds.includes('hold'),
})

const openKey = ({ accountId }: StaffActor, patronId: string, back: CalledBack | undefined) =>
  [accountId, patronId, back ?? 'list'].join(' ')

/* Which calls are taken, and by whom. Each function takes a transaction in a context. */

/** Gives back an account's calls, and all that have expired. @returns the tokens of the patrons */
async function releaseCalls(trx: Trx, accountId: string, now: Date): Promise<string[]> {
  const released = await trx
    .deleteFrom('call_taken')
    .where((row) => row.or([row('account_id', '=', accountId), row('until', '<=', now)]))
    .returning('patron_index')
    .execute()
  return released.map(({ patron_index }) => patron_index.toString('hex'))
}

/**
 * Takes a patron's calls, or extends the time. @param token `newestNoticeToken` @returns false if someone else has them
 */
async function takeCall(
  trx: Trx,
  token: Buffer,
  { accountId, now, until }: { readonly accountId: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into call_taken as old (patron_index, account_id, until)
    values (${token}, ${accountId}::uuid, ${until})
    on conflict (patron_index) do update set account_id = excluded.account_id, until = excluded.until
      where old.account_id = excluded.account_id or old.until <= ${now}
    returning 1`.execute(trx)
  return rows.length > 0
}
