import type { Kysely } from 'kysely'
import { caseRoleOf } from '../cases/index.ts'
import { type GateParts, logIdentity, type StaffActor } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Schema } from '../platform/db/schema.ts'
import { entryInstant } from '../register/log/index.ts'
import { activeAccountKeys, type VerifiedAccount, verifiedAccounts } from '../staff/index.ts'
import type { MatterChange } from './access-group.ts'
import { type AccessGrant, type AccessGroup, type SealedMatter, withEntries } from './matter.ts'
import type { RemoveAccess, SealedSession } from './session.ts'
import { SlotFullError } from './slot-bytes.ts'
import { MatterNotOpenError } from './slot-folder.ts'

/** Somebody who can be cleared: the public half of the keys they have now, 32 bytes. */
type AccessCandidate = { readonly account: string; readonly role: string; readonly publicKey: Buffer }

/** The paper takes one of the eight slots. */
const maxPeople = 7

/**
 * `not-yours`: who may open it is for those who answer for it; `full`; `last`: nobody who answers for it would be left;
 * `themselves`: nobody takes themselves off by a slip.
 */
export type AccessRefusal = 'not-yours' | 'full' | 'last' | 'themselves'

/** Somebody is cleared for a side, and not in these of its matters: seven are cleared there already, or there is no room. */
export type NotGrantedIn = { readonly notIn: readonly string[] }

/**
 * Who is cleared for a side, or for one compartment. It is on record in the compartment itself: who was cleared by whom, who said
 * that they are bound, and who is cleared no more.
 */
export class SealedAccess {
  readonly #parts: Pick<GateParts, 'pack' | 'clock'>

  constructor(parts: Pick<GateParts, 'pack' | 'clock'>) {
    this.#parts = parts
  }

  /**
   * Whether somebody answers for what is on a side: there they clear others, and decide. Nobody whose sign-in may be in the hands
   * of whoever made it (decision 31).
   */
  answersFor(actor: StaffActor, side: AccessGroup): boolean {
    if (actor.unconfirmed) return false
    const role = caseRoleOf(actor)
    return role === 'counsel' || role === (side === 'director' ? 'director' : 'president')
  }

  /** Whether somebody may set a side up, or have its key on paper: none who is Director for a while only. */
  keepsPaper(actor: StaffActor, side: AccessGroup): boolean {
    return !actor.acting && this.answersFor(actor, side)
  }

  cleared(actor: StaffActor, { account, role, publicKey }: AccessCandidate): AccessGrant {
    return { account, role, publicKey: publicKey.toString('base64'), since: this.#now(), by: actor.accountId }
  }

  /** Clears somebody for one compartment, or again where their keys are others by now. */
  async clear(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    whom: AccessCandidate,
  ): Promise<'done' | AccessRefusal> {
    return unlocked.change(reference, async (it) => {
      if (!this.answersFor(actor, it.side)) return { becomes: it, gives: 'not-yours' as const }
      const cleared = withGrant(it.cleared, this.cleared(actor, whom))
      if (cleared.length > maxPeople) return { becomes: it, gives: 'full' as const }
      const becoming = this.#changed(actor, it, { cleared }, 'cleared', whom.account)
      // Why: whoever has new keys must not stay out of what is full.
      return { ...(hasOtherKeys(it.cleared, whom) ? becoming : { becomes: becoming.becomes }), gives: 'done' }
    })
  }

  /** Clears somebody for a side: they open what comes from now on, and what their colleagues open to them. */
  async clearForSide(
    actor: StaffActor,
    unlocked: SealedSession,
    side: AccessGroup,
    whom: AccessCandidate,
  ): Promise<'done' | AccessRefusal | NotGrantedIn> {
    if (!this.answersFor(actor, side)) return 'not-yours'
    const person = this.cleared(actor, whom)
    const isDone = await unlocked.people.clear(side, (all) => unlessTooMany(withGrant(all, person)))
    if (!isDone) return 'full'
    const seven: string[] = []
    const full = await unlocked.people.changeEach(side, (it) => {
      const cleared = unlessTooMany(withGrant(it.cleared, person))
      if (cleared === undefined) {
        seven.push(it.reference)
        return { becomes: it }
      }
      const becoming = this.#changed(actor, it, { cleared }, 'cleared', whom.account)
      return hasOtherKeys(it.cleared, whom) ? becoming : { becomes: becoming.becomes }
    })
    const notIn = [...seven, ...full]
    return notIn.length > 0 ? { notIn } : 'done'
  }

  /** From now on somebody opens nothing of it that is written. What they read, and old copies of the file, no program takes back. */
  async revoke(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    account: string,
  ): Promise<'done' | AccessRefusal> {
    return unlocked.change(reference, async (it) => {
      if (!this.answersFor(actor, it.side)) return { becomes: it, gives: 'not-yours' as const }
      if (account === actor.accountId) return { becomes: it, gives: 'themselves' as const }
      const cleared = it.cleared.filter((one) => one.account !== account)
      if (!cleared.some(isOfficer)) return { becomes: it, gives: 'last' as const }
      // Why nothing: what is kept for this act would be spent by doing it again and again.
      if (cleared.length === it.cleared.length) return { becomes: it, gives: 'done' as const }
      return { ...this.#changed(actor, it, { cleared }, 'revoked', account), gives: 'done' as const }
    })
  }

  async revokeForSide(
    actor: StaffActor,
    unlocked: SealedSession,
    side: AccessGroup,
    account: string,
  ): Promise<'done' | AccessRefusal> {
    if (!this.answersFor(actor, side)) return 'not-yours'
    if (account === actor.accountId) return 'themselves'
    const may = (left: readonly AccessGrant[]) => left.some(isOfficer)
    return (await unlocked.people.end(side, account, { may, end: this.#ended(actor) })) ? 'done' : 'last'
  }

  #ended(actor: StaffActor): RemoveAccess {
    return (it, account) => {
      const cleared = it.cleared.filter((one) => one.account !== account)
      return cleared.length === it.cleared.length
        ? it
        : this.#noted(actor, { ...it, cleared }, 'revoked', account)
    }
  }

  /** Somebody says that they know they are bound (the Footnote, and whatever the order says). */
  async bind(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<void> {
    await unlocked.change(reference, async (it) => {
      const isNew = (one: AccessGrant) => one.account === actor.accountId && one.boundAt === undefined
      if (!it.cleared.some(isNew)) return { becomes: it, gives: undefined }
      const cleared = it.cleared.map((one) => (isNew(one) ? { ...one, boundAt: this.#now() } : one))
      return { ...this.#changed(actor, it, { cleared }, 'bound'), gives: undefined }
    })
  }

  /**
   * By the paper: whoever typed its key in is cleared from now on, for all that it opens.
   * @param goes who makes room where seven are cleared
   * @param stays the officers who are there: none of them makes room
   * @returns of whom somebody has to go first, where there is no room; then nothing is changed
   */
  async recover(
    actor: StaffActor,
    byPaper: SealedSession,
    whom: AccessCandidate,
    { goes, stays }: { readonly goes: readonly string[]; readonly stays: ReadonlySet<string> },
  ): Promise<'done' | { readonly mayGo: readonly string[] }> {
    const mayGo = (one: AccessGrant) =>
      one.account !== whom.account && !(isOfficer(one) && stays.has(one.account))
    const withRoom = (cleared: readonly AccessGrant[]): { becomes: AccessGrant[]; gone: string[] } => {
      const becomes = withGrant(cleared, this.cleared(actor, whom))
      if (becomes.length <= maxPeople) return { becomes, gone: [] }
      const gone = cleared.filter((one) => goes.includes(one.account) && mayGo(one))
      return {
        becomes: becomes.filter((one) => !gone.includes(one)),
        gone: gone.map(({ account }) => account),
      }
    }
    const sides = byPaper.sides.map((side) => byPaper.clearedFor(side))
    const matters = await Promise.all(byPaper.references.map((reference) => byPaper.read(reference)))
    const full = [...sides, ...matters.map(({ cleared }) => cleared)].filter(
      (cleared) => withRoom(cleared).becomes.length > maxPeople,
    )
    if (full.length > 0)
      return {
        mayGo: [
          ...new Set(
            full
              .flat()
              .filter(mayGo)
              .map((one) => one.account),
          ),
        ],
      }
    for (const side of byPaper.sides) await byPaper.people.clear(side, (all) => withRoom(all).becomes)
    for (const reference of byPaper.references) {
      const recovered = byPaper.change(reference, async (it) => {
        const { becomes: cleared, gone } = withRoom(it.cleared)
        const without = gone.reduce<SealedMatter>((now, one) => this.#noted(actor, now, 'revoked', one), {
          ...it,
          cleared,
        })
        const becomes = this.#noted(actor, without, 'recovered', whom.account)
        return { becomes, room: 'needed', bare: { ...it, cleared }, gives: undefined }
      })
      await recovered.catch(ignoreFullOrClosed)
    }
    return 'done'
  }

  /** Another key on paper for a side and for what of it is open: the one before opens nothing that is written from now on. */
  async renewPaper(
    actor: StaffActor,
    unlocked: SealedSession,
    side: AccessGroup,
    recovery: string,
  ): Promise<void> {
    await unlocked.people.clear(side, (all) => all, recovery)
    await unlocked.people.changeEach(side, (it) => this.#changed(actor, it, { recovery }, 'new-paper'))
  }

  /** That a proof was made, or a file of all of it, on record before anybody has it. */
  async noteMade(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    made: 'proof-made' | 'archive-made',
  ): Promise<void> {
    await unlocked.change(reference, async (it) => ({
      becomes: this.#noted(actor, it, made),
      // Why: a matter that is full goes into the safe by its proof, or by the file of all of it.
      room: 'needed',
      gives: undefined,
    }))
  }

  /** That somebody has it open, on its own record; and what a kill left half done is done first. */
  async noteOpened(actor: StaffActor, unlocked: SealedSession): Promise<void> {
    await unlocked.people.finish(this.#ended(actor))
    for (const reference of unlocked.references) {
      const noted = unlocked.change(reference, async (it) => ({
        becomes: this.#noted(actor, it, 'opened'),
        gives: undefined,
      }))
      await noted.catch(ignoreFullOrClosed)
    }
  }

  /** A change of who may open it, with its entry; and without, where there is no room for one: it is done all the same. */
  #changed(
    actor: StaffActor,
    it: SealedMatter,
    change: Partial<Pick<SealedMatter, 'cleared' | 'recovery'>>,
    flag: string,
    account?: string,
  ): MatterChange {
    const bare = { ...it, ...change }
    return { becomes: this.#noted(actor, bare, flag, account), room: 'needed', bare }
  }

  #noted(actor: StaffActor, it: SealedMatter, flag: string, account?: string): SealedMatter {
    const entry = { pack: this.#parts.pack.hash, kind: 'compartment', ...logIdentity(actor), at: this.#now() }
    return withEntries(it, { ...entry, case: it.reference, flags: [flag], ...(account && { account }) })
  }

  #now(): string {
    return entryInstant(this.#parts.clock.now())
  }
}

const isOfficer = ({ role }: AccessGrant) => role === 'director' || role === 'counsel' || role === 'president'

const unlessTooMany = (all: readonly AccessGrant[]) => (all.length > maxPeople ? undefined : all)

/** Why it goes on: what is full, or was ended a moment ago, must not shut the others. */
function ignoreFullOrClosed(error: unknown): void {
  if (!(error instanceof SlotFullError || error instanceof MatterNotOpenError)) throw error
}

/** Whether somebody is among them whose keys are others by now. */
const hasOtherKeys = (all: readonly AccessGrant[], { account, publicKey }: AccessCandidate): boolean =>
  all.some((one) => one.account === account && one.publicKey !== publicKey.toString('base64'))

const withGrant = (all: readonly AccessGrant[], one: AccessGrant): AccessGrant[] => {
  const before = all.find(({ account, publicKey }) => account === one.account && publicKey === one.publicKey)
  return [...all.filter(({ account }) => account !== one.account), { ...one, boundAt: before?.boundAt }]
}

type AccessParts = { readonly app: Kysely<Schema>; readonly ring: KeyRing }

/**
 * `no-keys`: they never signed in. `unconfirmed`: their sign-in may be in the hands of whoever made it. `about-them`: what is
 * about the Director is not the Director's to open.
 */
export type IneligibleReason = 'no-keys' | 'unconfirmed' | 'about-them'

/** Somebody who answers for a side, or would. */
type GroupOfficer = VerifiedAccount & {
  /** The public half of their keys; null where they never signed in. */
  readonly keys: Buffer | null
}

const officers: readonly string[] = ['director', 'counsel', 'trustee']

const isOfficerOfGroup: Record<AccessGroup, (one: VerifiedAccount) => boolean> = {
  director: ({ role }) => role === 'director' || role === 'counsel',
  president: ({ role, president }) => role === 'counsel' || (role === 'trustee' && president),
}

/** As what somebody is cleared. */
export const accessRole = ({ role, president }: Pick<VerifiedAccount, 'role' | 'president'>): string =>
  role === 'trustee' && president ? 'president' : role

/**
 * Who answers for a side as the sign-ins stand, with the public half of the keys they have. INVARIANT: none of a row that was
 * not written by this program; and whoever is not confirmed is listed as that, and is given nothing.
 */
export async function officersOfGroup(
  { app, ring }: AccessParts,
  side: AccessGroup,
): Promise<GroupOfficer[]> {
  const people = (await verifiedAccounts(app, ring)).filter(isOfficerOfGroup[side])
  return Promise.all(
    people.map(async (one) => ({
      ...one,
      keys: (await activeAccountKeys(app, ring, one.id))?.sealingPublic ?? null,
    })),
  )
}

/** Somebody by their account, with the keys that they have now, as they may be cleared for something of a side. */
export async function findAccessCandidate(
  { app, ring }: AccessParts,
  side: AccessGroup,
  account: string,
): Promise<AccessCandidate | IneligibleReason> {
  const person = (await verifiedAccounts(app, ring)).find(({ id }) => id === account)
  if (person === undefined) return 'no-keys'
  if (side === 'president' && person.role === 'director') return 'about-them'
  // Of others than officers nobody confirms a sign-in: whoever clears them sees who made it.
  if (person.unconfirmed && officers.includes(person.role)) return 'unconfirmed'
  const keys = await activeAccountKeys(app, ring, account)
  if (keys === null) return 'no-keys'
  return { account, role: accessRole(person), publicKey: keys.sealingPublic }
}
