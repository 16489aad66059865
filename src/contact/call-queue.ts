import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type CallEnd, noticeOpener, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, LinkOpener, noticeTokens, underAllKeys } from '../platform/crypto/link-keys.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { minuteIn, type Pack, staffScreenAsk } from '../policy/index.ts'
import {
  type AfterCall,
  afterCall,
  type CallRules,
  type CallTime,
  callRules,
  callTime,
  type MessageFacts,
  nextTryOn,
} from './call.ts'
import type { Notice, NoticeKind } from './notice.ts'
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
/** A page lists so many, and no more are looked through for the next one. */
const maxListed = 20
const maxScanned = 500

/** One call that waits: of nobody, as long as nobody takes it. `plannedOn`, `YYYY-MM-DD`: since when. */
export type WaitingCall = {
  readonly kind: Exclude<NoticeKind, 'address'>
  readonly tries: number
  readonly plannedOn: string
}

/** Whom to call, by a random id, and what the planned calls to them are about. `back`: they phoned in. */
export type TakenCall = { readonly patronId: string; readonly about: MessageFacts; readonly back: boolean }

/**
 * How a planned call ends without a call. `settled`: it is about nothing any more. `not-by-phone`: there is no number that
 * may be dialed, or they do not want to be called, or it is nothing that a call may be about.
 */
export type EndWithoutCall = 'settled' | 'not-by-phone'

type CallQueueServices = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  /** A call is given back to the list when nothing was done with it for so long. */
  readonly takenForMs?: number
}

/**
 * The list of calls (Reg 4): whom to call next, who is at it, and what comes after. It opens nothing: name, number and
 * what may be told go by the gate, and so does the entry of how a call ended. A planned contact is a link
 * (decision 8), so nothing here writes an entry of the register.
 */
export class CallQueue {
  readonly #parts: CallQueueServices
  readonly #rules: CallRules | undefined
  readonly #minuteOf: (at: Date) => number

  constructor(parts: CallQueueServices) {
    this.#parts = parts
    this.#rules = callRules(parts.pack.manifest)
    this.#minuteOf = minuteIn(parts.pack.timeZone)
  }

  /** Whether the list is there for this person at this place: in a private room, for those who may see a number. */
  isThere({ role, place }: Pick<StaffActor, 'role' | 'place'>): boolean {
    const { pack, clock } = this.#parts
    if (this.#rules === undefined || !pack.privateRooms.includes(place)) return false
    const records = ['existence', 'identity', 'contact'] as const
    return pack.decide(staffScreenAsk({ role, place, on: clock.today() }, records)).withheld.length === 0
  }

  /** Whether anybody is called at this moment; on no day where the library calls nobody at all. */
  get time(): CallTime {
    const { clock } = this.#parts
    const day = clock.today()
    return callTime(this.#need(), { day, minute: this.#minuteOf(clock.now()) })
  }

  /** The calls of today, the first of them; `more` where there are others. */
  async waiting(by: StaffActor): Promise<{ readonly calls: readonly WaitingCall[]; readonly more: boolean }> {
    const rows = await this.#act(by, (trx) => this.#toDo(trx, maxScanned))
    const calls = inOrder(this.#keys(), rows).flatMap(({ row, notice: { kind } }) =>
      kind === 'address' ? [] : [{ kind, tries: row.tries, plannedOn: row.planned_on }],
    )
    return { calls: calls.slice(0, maxListed), more: calls.length > maxListed }
  }

  /** They phoned in: the next person in a private room who takes a call makes it to them. Undefined where the library calls nobody. */
  async planCallBack(by: StaffActor, patron: string): Promise<'planned' | undefined> {
    if (this.#rules === undefined) return undefined
    const { ring, clock } = this.#parts
    const notice: Notice = { patron, kind: 'call-back', step: 1 }
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
   * Takes the next call for somebody; what they had before goes back. Undefined where none is left, or it is not the time:
   * people who phoned in are called back at any time.
   */
  async take(by: StaffActor): Promise<TakenCall | undefined> {
    const isTime = this.time.may
    return this.#act(by, async (trx) => {
      await releaseCalls(trx, by.accountId, this.#parts.clock.now())
      const keys = this.#keys()
      for (const { notice } of inOrder(keys, await this.#toDo(trx, maxScanned))) {
        if (!isTime && notice.kind !== 'call-back') continue
        const isTaken = await takeCall(trx, newestNoticeToken(keys, notice.patron), this.#taking(by))
        if (isTaken) return this.#ofPatron(trx, notice.patron)
      }
      return undefined
    })
  }

  /**
   * Goes on with the call to a patron, or begins one to a patron who phoned in. Undefined where somebody else is at it: who
   * did nothing with a call for a while may have lost it.
   */
  async keep(by: StaffActor, patronId: string): Promise<TakenCall | undefined> {
    return this.#act(by, async (trx) => {
      const token = newestNoticeToken(new LinkKeys(this.#parts.ring), patronId)
      return (await takeCall(trx, token, this.#taking(by))) ? this.#ofPatron(trx, patronId) : undefined
    })
  }

  /**
   * What comes after a call, of all that they were to be called about: the next try, a letter, or nothing more. Undefined
   * where nothing was planned, or nobody was called.
   * @param call.about what it was about; what else was planned waits for another day. Absent: all of it
   * @param call.isTry false of a call that they asked for and that told them nothing
   */
  async ended(
    by: StaffActor,
    call: {
      readonly patronId: string
      readonly end: CallEnd | EndWithoutCall
      readonly otherNumber: boolean
      readonly about?: MessageFacts | undefined
      readonly isTry?: boolean
    },
  ): Promise<AfterCall | undefined> {
    const { patronId, end, otherNumber, about, isTry = true } = call
    const triedOn = this.#parts.clock.today()
    const last = await this.#act(by, async (trx) => {
      let last: AfterCall | undefined
      const keys = this.#keys()
      for (const row of await this.#planned(trx, patronId)) {
        const kind = undefinedIfUnreadable(() => noticeOf(keys, row))?.kind
        if (kind === 'call-back') {
          if (end !== 'no-answer') await endNotice(trx, row.id)
        } else if (!isTry) continue
        else if (
          (kind === 'overdue' && about?.overdue === false) ||
          (kind === 'hold' && about?.holds === false)
        ) {
          // A day has no two calls to anybody.
          await updateNotice(trx, row, { state: 'ready', tryOn: nextTryOn(this.#need(), triedOn) }, triedOn)
        } else if (end === 'settled') await endNotice(trx, row.id)
        else if (end === 'not-by-phone') await updateNotice(trx, row, { state: 'failed' }, triedOn)
        else {
          const tries = row.tries + 1
          const after = afterCall(end, { rules: this.#need(), triedOn, tries, otherNumber })
          const state = { done: 'done', again: 'ready', letter: 'failed' } as const
          const tryOn = after.next === 'again' ? { tryOn: after.on } : {}
          await updateNotice(trx, row, { state: state[after.next], tried: true, ...tryOn }, triedOn)
          if (last?.next !== 'again') last = after
        }
      }
      return last
    })
    // Why by itself: what ends a planned call names nobody, not even by what else its transaction wrote.
    await this.giveBack(by)
    return last
  }

  /** Nothing came of it: somebody else may take the call. */
  async giveBack(by: StaffActor): Promise<void> {
    await this.#act(by, (trx) => releaseCalls(trx, by.accountId, this.#parts.clock.now()))
  }

  #toDo(trx: Trx, limit: number): Promise<PlannedNotice[]> {
    const after = '00000000-0000-0000-0000-000000000000'
    return noticesToDo(trx, 'phone', { on: this.#parts.clock.today(), after, limit })
  }

  /** The planned calls to a patron, those of a later day too: a day has no two calls to anybody. */
  async #planned(trx: Trx, patronId: string): Promise<PlannedNotice[]> {
    const rows = await underAllKeys(this.#parts.ring, (keys) => noticesOf(trx, noticeTokens(keys, patronId)))
    const open = ['ready', 'trying', 'trying-again']
    return rows.filter(({ channel, state }) => channel === 'phone' && open.includes(state))
  }

  async #ofPatron(trx: Trx, patronId: string): Promise<TakenCall> {
    const keys = this.#keys()
    const kinds = (await this.#planned(trx, patronId)).map(
      (row) => undefinedIfUnreadable(() => noticeOf(keys, row))?.kind,
    )
    const about = { overdue: kinds.includes('overdue'), holds: kinds.includes('hold') }
    return { patronId, about, back: kinds.includes('call-back') }
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

/** Those that open, with the people who phoned in first: they wait by the phone. */
function inOrder(keys: LinkOpener<'notice'>, rows: readonly PlannedNotice[]) {
  const read = rows.flatMap((row) => {
    const notice = undefinedIfUnreadable(() => noticeOf(keys, row))
    return notice === undefined ? [] : [{ row, notice }]
  })
  const isBack = ({ notice }: (typeof read)[number]) => notice.kind === 'call-back'
  return [...read.filter(isBack), ...read.filter((one) => !isBack(one))]
}

/* Who is called at this moment, and by whom. All of these take a transaction in a context. */

/** Gives back what an account has taken, and whatever its time is over. */
export async function releaseCalls(trx: Trx, accountId: string, now: Date): Promise<void> {
  await trx
    .deleteFrom('call_taken')
    .where((row) => row.or([row('account_id', '=', accountId), row('until', '<=', now)]))
    .execute()
}

/**
 * Takes a patron's calls until then, or goes on having them.
 * @param token the newest of the patron's notices
 * @returns false where somebody else has them
 */
export async function takeCall(
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
