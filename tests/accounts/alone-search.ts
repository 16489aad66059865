import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import { signedIn } from '../../src/app/open-request.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { staffActorOf } from '../../src/gate/services.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { passphraseOf, replacePassphrase } from '../../src/staff/account-store.ts'
import {
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  createAccount,
  endActingDirector,
  nameActingDirector,
  resetSignIn,
} from '../../src/staff/accounts.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { beginSignIn, openSession } from '../../src/staff/session-store.ts'
import { asOwner } from '../links/as-owner.ts'
import { type actors, plantCase, takeAll } from '../web/cases-planted.ts'
import { passphrase, type Tested } from '../web/house.ts'

/*
 * A Director acts alone, with every account that they make or reset: breadth first over the distinct states of a library's
 * accounts. Each act is the real one on the real database, to which the rows of a state are put back; nothing here says
 * what an act may do. What a state is known by must have all that an answer can rest on.
 */

type Account = Selectable<Schema['account']>
type Rows = {
  readonly accounts: readonly Account[]
  readonly confirmed: readonly Selectable<Schema['account_confirmed']>[]
  readonly acting: readonly Selectable<Schema['acting_director']>[]
}
type State = Rows & {
  /** Accounts whose passphrase the Director knows. */
  readonly theirs: ReadonlySet<string>
  readonly path: readonly string[]
}
/** What an act did, where it is one that no state may allow. */
type Outcome = { readonly spoke?: boolean; readonly theirs?: string | undefined }
type Act = { readonly label: string; readonly does: () => Promise<Outcome> }

/** The acts that a test replaces, to see that the search finds what is then possible. */
export type Replaceable = {
  readonly reset: typeof resetSignIn
  readonly name: typeof nameActingDirector
}
/** `conflicted` is about the Director too, and counsel said that they have a conflict of interest in it. */
type PlantedCases = Record<'aboutDirector' | 'conflicted' | 'ofBoard' | 'ofCounsel', string>
export type Search = { readonly states: number; readonly acts: number; readonly attack?: string }

const confirming = ['president', 'trustee', 'counsel'] as const
/** A clerk stands for every role that opens no case and speaks for no one. */
const places = [
  ['director', false],
  ['counsel', false],
  ['trustee', true],
  ['desk', false],
] as const satisfies readonly (readonly [StaffRole, boolean])[]
const placeName = ([role, president]: readonly [StaffRole, boolean]) => (president ? 'president' : role)

export class AloneSearch {
  readonly #tested: Tested
  readonly #cases: PlantedCases
  readonly #start: Rows
  readonly #director: string
  readonly #acts: Replaceable
  #hash = ''
  /** The rows as they were read after the last time that they were put back. */
  #put: Rows | undefined
  #made = 0

  /** Begins with the accounts as they are now. */
  static async of(
    tested: Tested,
    by: Awaited<ReturnType<typeof actors>>,
    acts: Partial<Replaceable> = {},
  ): Promise<AloneSearch> {
    const { director, counsel } = by
    const aboutDirector = await plantCase(tested, 'privacy', { aboutDirector: true })
    const conflicted = await plantCase(tested, 'privacy', { aboutDirector: true })
    await takeAll(tested, conflicted, [[counsel, { what: 'conflict-said' }]])
    const [ofBoard, ofCounsel] = [await plantCase(tested, 'privacy'), await plantCase(tested, 'process')]
    for (const each of [ofBoard, ofCounsel]) await tested.house.cases.look(director, each)
    await takeAll(tested, ofBoard, [
      [director, { what: 'board-consulted', motion: '26-31', session: '2026-11', on: '2026-11-24' }],
    ])
    const said = { way: 'phone', counsel: 'Lou Brief', words: 'No such law.' } as const
    await takeAll(tested, ofCounsel, [[director, { what: 'counsel-advised', opinion: 'defective', ...said }]])
    const search = new AloneSearch(
      tested,
      { aboutDirector, conflicted, ofBoard, ofCounsel },
      await rowsOf(tested),
      director.accountId,
      { reset: resetSignIn, name: nameActingDirector, ...acts },
    )
    search.#hash = await hashPassphrase(passphrase)
    // Why: a state that is tried again has its rows put back, which the database otherwise refuses.
    await asOwner(tested.it, async (owner) => {
      await owner.query('alter table account_confirmed disable trigger mark_once')
      await owner.query('alter table acting_director disable trigger mark_once_changed')
    })
    return search
  }

  private constructor(tested: Tested, cases: PlantedCases, start: Rows, director: string, acts: Replaceable) {
    this.#tested = tested
    this.#cases = cases
    this.#start = start
    this.#director = director
    this.#acts = acts
  }

  /** @param most how many states are tried; the first ones are those of the fewest acts */
  async run(most: number, mostMade: number): Promise<Search> {
    const start = { ...this.#start, theirs: new Set([this.#director]), path: [] }
    const known = new Set([keyOf(start)])
    const queue: State[] = [start]
    let acts = 0
    for (let at = 0; at < queue.length && at < most; at++) {
      const state = queue[at] as State
      await this.#putBack(state)
      const signedInNow = await this.#actors(state)
      const wrong = await this.#wrongIn(state, signedInNow)
      if (wrong !== undefined) return { states: at, acts, attack: [...state.path, wrong].join('; ') }
      let isChanged = true
      for (const act of this.#actsIn(state, signedInNow, mostMade)) {
        if (isChanged) await this.#putBack(state)
        acts++
        const { spoke, theirs } = await act.does()
        const path = [...state.path, act.label]
        if (spoke) return { states: at, acts, attack: path.join('; ') }
        const all = theirs === undefined ? state.theirs : new Set([...state.theirs, theirs])
        const rows = await rowsOf(this.#tested)
        // Why asked: most acts are refused, and to put the rows back is most of what an act takes.
        isChanged = !isDeepStrictEqual(rows, this.#put)
        const next = { ...rows, theirs: all, path }
        if (known.has(keyOf(next))) continue
        known.add(keyOf(next))
        queue.push(next)
      }
    }
    await this.#putBack(start)
    return { states: Math.min(queue.length, most), acts }
  }

  /** What no state may allow, in a few words; undefined where all is well. */
  async #wrongIn(state: State, actors: ReadonlyMap<string, StaffActor>): Promise<string | undefined> {
    const { cases, confirming: contacts } = this.#tested.house
    const { aboutDirector, conflicted, ofBoard, ofCounsel } = this.#cases
    const closed = new Set([aboutDirector, conflicted])
    for (const [id, actor] of actors) {
      for (const each of [aboutDirector, conflicted]) {
        if ((await cases.look(actor, each)) === undefined) continue
        if (state.theirs.has(id)) return 'they open the case about them'
        closed.delete(each)
      }
      if (!state.theirs.has(id)) continue
      const answer = { what: 'word-answered', word: 0, is: true } as const
      if (done(await cases.answerForBoard(actor, ofBoard, answer))) return 'they answer for the Board'
      if (done(await cases.take(actor, ofCounsel, answer))) return 'they answer for counsel'
      if ((await contacts.contactsToConfirm(actor)).length > 0) return 'they confirm a contact'
    }
    return closed.size === 0 ? undefined : 'a case about them opens for no one'
  }

  *#actsIn(state: State, actors: ReadonlyMap<string, StaffActor>, mostMade: number): Generator<Act> {
    const { house } = this.#tested
    for (const by of state.accounts.filter(({ id }) => state.theirs.has(id))) {
      const actor = actors.get(by.id)
      if (by.given) yield { label: `${nameOf(by)} chooses a passphrase`, does: () => this.#choose(by) }
      if (actor === undefined) continue
      const others = state.accounts.filter(({ id }) => id !== by.id)
      const says = (what: string, about?: Account) =>
        [nameOf(by), what, ...(about === undefined ? [] : [nameOf(about)])].join(' ')
      if (actor.role === 'director') {
        const made = state.accounts.filter(({ sign_in }) => sign_in.startsWith('made-')).length
        for (const place of made < mostMade ? places : [])
          yield { label: says(`makes a ${placeName(place)}`), does: () => this.#make(actor, place) }
        for (const { id, role, president, ...one } of others) {
          const about = { ...one, id, role, president }
          yield {
            label: says('resets', about),
            does: async () => {
              const outcome = await this.#acts.reset(house, actor, { id, passphrase })
              return outcome === 'reset' ? { theirs: id } : {}
            },
          }
          yield { label: says('ends', about), does: () => nothing(closeSignIn(house, actor, id)) }
          for (const place of places.filter(([each, of]) => each !== role || of !== president))
            yield {
              label: `${says('gives', about)} the role ${placeName(place)}`,
              does: () =>
                nothing(changeAccountRole(house, actor, { id, role: place[0], president: place[1] })),
            }
        }
      }
      for (const one of others)
        yield {
          label: says('confirms', one),
          does: async () => ({
            spoke: (await confirmAccountOwner(house, actor, { id: one.id, confirming })) === 'confirmed',
          }),
        }
      if (actor.president) yield* this.#actsForBoard(state, actor, says)
    }
  }

  *#actsForBoard(state: State, actor: StaffActor, says: (what: string, about?: Account) => string) {
    const { house } = this.#tested
    const days = { firstDay: '2026-12-01', lastDay: '2026-12-31' }
    for (const one of state.accounts.filter(({ role }) => role !== 'director'))
      yield {
        label: says('names as acting Director', one),
        does: async () => ({
          spoke: (await this.#acts.name(house, actor, { accountId: one.id, ...days })) === 'named',
        }),
      }
    for (const { id } of state.acting)
      yield {
        label: says('ends an acting term'),
        does: async () => ({ spoke: (await endActingDirector(house, actor, id)) !== null }),
      }
  }

  async #make(actor: StaffActor, [role, president]: readonly [StaffRole, boolean]): Promise<Outcome> {
    const signIn = `made-${++this.#made}`
    const person = { signIn, name: signIn, role, president, passphrase, given: true }
    return { theirs: (await createAccount(this.#tested.house, actor, person)) ?? undefined }
  }

  /** As at the sign-in, without the time that it takes to judge a passphrase. */
  async #choose({ id, passphrase: was }: Account): Promise<Outcome> {
    const { app, ring } = this.#tested.house
    return nothing(
      app.transaction().execute((trx) => replacePassphrase(trx, ring, { id, was, passphrase: this.#hash })),
    )
  }

  /** Everyone with a passphrase of their own, signed in now. */
  async #actors({ accounts }: Rows): Promise<ReadonlyMap<string, StaffActor>> {
    const { house, time } = this.#tested
    const { app, ring } = house
    await app.deleteFrom('session').execute()
    const found = new Map<string, StaffActor>()
    for (const { id } of accounts.filter(({ given }) => !given)) {
      const [from, to] = [randomBytes(32), randomBytes(32)]
      const begun = { tokenHash: from, accountId: id, place: 'office', again: false, now: time.now }
      const hash = (await passphraseOf(app, id)) ?? ''
      if (!(await beginSignIn(app, ring, { ...begun, passphrase: hash }))) throw new Error('no sign-in')
      await app.transaction().execute((trx) => openSession(trx, ring, { from, to, now: time.now }))
      const who = await signedIn(house, to, true)
      if (who !== null) found.set(id, staffActorOf({ who, place: 'office' }))
    }
    return found
  }

  /** An account that the state does not have has ended, as one that was closed. */
  async #putBack({ accounts, confirmed, acting }: Rows): Promise<void> {
    await this.#tested.house.app.transaction().execute(async (trx) => {
      await trx.updateTable('account').set({ passphrase: '' }).execute()
      await trx.updateTable('acting_director').set({ ended: true }).execute()
      await trx.deleteFrom('account_confirmed').execute()
      for (const { id, role, president, passphrase: hash, given, given_by, given_at, mark } of accounts)
        await trx
          .updateTable('account')
          .set({ role, president, passphrase: hash, given, given_by, given_at, mark })
          .where('id', '=', id)
          .execute()
      if (confirmed.length > 0) await trx.insertInto('account_confirmed').values(confirmed).execute()
      for (const { id, mark } of acting)
        await trx.updateTable('acting_director').set({ ended: false, mark }).where('id', '=', id).execute()
    })
    this.#put = await rowsOf(this.#tested)
  }
}

const nameOf = ({ sign_in }: Pick<Account, 'sign_in'>) => sign_in

async function nothing(act: Promise<unknown>): Promise<Outcome> {
  await act
  return {}
}

const done = (taken: unknown): boolean => typeof taken === 'object' && taken !== null && 'entry' in taken

async function rowsOf({ house }: Tested): Promise<Rows> {
  const { app } = house
  const accounts = await app
    .selectFrom('account')
    .selectAll()
    .where('passphrase', '!=', '')
    .orderBy('sign_in')
    .execute()
  const confirmed = await app.selectFrom('account_confirmed').selectAll().execute()
  const acting = await app.selectFrom('acting_director').selectAll().where('ended', '=', false).execute()
  return { accounts, confirmed, acting }
}

/** Made accounts go by what they are, in order, so that two libraries that differ in their names alone are one state. */
function keyOf({ accounts, confirmed, acting, theirs }: State): string {
  const known = new Map(accounts.map((one) => [one.id, nameOf(one)]))
  const hand = (id: string | null) => {
    if (id === null) return 'no one'
    const name = known.get(id) ?? 'gone'
    return name.startsWith('made-') ? 'made' : name
  }
  return accounts
    .map((one) => {
      const { id, sign_in, role, president, given, given_by } = one
      const by = confirmed.find(({ account_id }) => account_id === id)
      return [
        sign_in.startsWith('made-') ? 'made' : sign_in,
        ...[placeName([role, president]), given ? 'given' : 'own', hand(given_by)],
        by === undefined ? 'not confirmed' : hand(by.confirmed_by),
        theirs.has(id) ? 'theirs' : 'not theirs',
        acting.some(({ account_id }) => account_id === id) ? 'acting' : '',
      ].join(' ')
    })
    .sort()
    .join('\n')
}
