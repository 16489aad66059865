import type { Kysely } from 'kysely'
import { caseRoleOf } from '../cases/index.ts'
import {
  asThemselves,
  type GateParts,
  isActingDirector,
  logIdentity,
  type StaffActor,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { groupsOf, identityBytes, keyMark, newPaperKey, type PaperKey } from '../platform/crypto/paper-key.ts'
import { privateOf, publicOfPrivate } from '../platform/crypto/sealed-box.ts'
import type { Schema } from '../platform/db/schema.ts'
import { entryInstant } from '../register/log/index.ts'
import { activeAccountKeys, type VerifiedAccount, verifiedAccounts } from '../staff/index.ts'
import type { MatterChange } from './access-group.ts'
import { type AccessGrant, type AccessGroup, isOfficer, type SealedMatter, withEntries } from './matter.ts'
import type { RemoveAccess, SealedSession } from './session.ts'
import { SlotFullError } from './slot-bytes.ts'
import { MatterNotOpenError } from './slot-folder.ts'

/** Someone who can get access; `publicKey` has 32 bytes. */
type AccessCandidate = { readonly account: string; readonly role: string; readonly publicKey: Buffer }

/** A printed sheet that no one has checked. */
type UncheckedSheet = {
  readonly mark: string
  /** The public half of its key, 32 bytes in base64. */
  readonly recovery: string
  /** The key's checksum: the key itself is nowhere but on the sheet. */
  readonly lastGroup: string
  /** Of a first set-up: the accounts that were shown, which get access. Otherwise the group is set up already. */
  readonly people?: readonly string[] | undefined
}

/**
 * The sheets to check, one a group. INVARIANT: in memory only, because a file would show when a sheet was made. After a restart
 * someone prints another; until a sheet is checked, its key opens nothing.
 */
class UncheckedSheets {
  readonly #of = new Map<AccessGroup, UncheckedSheet>()

  find(side: AccessGroup): UncheckedSheet | undefined {
    return this.#of.get(side)
  }

  /** Replaces the group's last one. */
  async make(side: AccessGroup, people?: readonly string[]): Promise<PaperKey> {
    const key = await newPaperKey()
    const recovery = publicOfPrivate(privateOf(identityBytes(key.identity))).toString('base64')
    const lastGroup = groupsOf(key.identity).at(-1) ?? ''
    this.#of.set(side, { mark: keyMark(key.recipient), recovery, lastGroup, people })
    return key
  }

  /** In any case and with any blanks. `none`: there is no sheet to check. */
  check(side: AccessGroup, typed: string): UncheckedSheet | 'none' | 'wrong' {
    const sheet = this.#of.get(side)
    if (sheet === undefined) return 'none'
    return typed.replace(/[\s-]+/g, '').toUpperCase() === sheet.lastGroup ? sheet : 'wrong'
  }

  drop(side: AccessGroup): void {
    this.#of.delete(side)
  }
}

/** The paper key takes one of the eight key slots. */
const maxPeople = 7

/** `not-yours`: only officers decide. `last`: no officer would remain. `themselves`: no one removes their own access. */
export type AccessRefusal = 'not-yours' | 'full' | 'last' | 'themselves'

/** Access to the group, but not to these matters: seven people have access already, or there is no room. */
export type NotGrantedIn = { readonly notIn: readonly string[] }

/** Who has access to a group or a matter. Each matter's own log records who granted, acknowledged and removed access. */
export class SealedAccess {
  readonly #parts: Pick<GateParts, 'pack' | 'clock'>
  readonly sheets = new UncheckedSheets()

  constructor(parts: Pick<GateParts, 'pack' | 'clock'>) {
    this.#parts = parts
  }

  /** Whether they decide for a group. Never someone whose sign-in another person may control (decision 31). */
  answersFor(actor: StaffActor, side: AccessGroup): boolean {
    if (actor.unconfirmed) return false
    // What is about the Director is answered for by what someone is, and not by whom they act for.
    const role = caseRoleOf(side === 'president' ? asThemselves(actor) : actor)
    return role === 'counsel' || role === (side === 'director' ? 'director' : 'president')
  }

  /** Whether they may set a group up or hold its paper key: not a temporary Director. */
  keepsPaper(actor: StaffActor, side: AccessGroup): boolean {
    return !isActingDirector(actor) && this.answersFor(actor, side)
  }

  /** `until`: the last day of the leave for which it is (`YYYY-MM-DD`). */
  cleared(actor: StaffActor, { account, role, publicKey }: AccessCandidate, until?: string): AccessGrant {
    const grant = { account, role, publicKey: publicKey.toString('base64'), since: this.#now() }
    return { ...grant, by: actor.accountId, ...(until !== undefined && { until }) }
  }

  /**
   * Also renews access after their keys changed. `until`: as for the group, or who acts could grant themselves more than a
   * leave; who had it without a last day keeps it so.
   */
  async clear(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    whom: AccessCandidate,
    until?: string,
  ): Promise<'done' | AccessRefusal> {
    return unlocked.change(reference, async (it) => {
      if (!this.answersFor(actor, it.side)) return { becomes: it, gives: 'not-yours' as const }
      const isLasting = it.cleared.some((one) => one.account === whom.account && one.until === undefined)
      const cleared = withGrant(it.cleared, this.cleared(actor, whom, isLasting ? undefined : until))
      if (cleared.length > maxPeople) return { becomes: it, gives: 'full' as const }
      const becoming = this.#changed(actor, it, { cleared }, 'cleared', whom.account)
      // Even a full matter must let in someone who has new keys.
      return { ...(hasOtherKeys(it.cleared, whom) ? becoming : { becomes: becoming.becomes }), gives: 'done' }
    })
  }

  /** They open what arrives from now on, and what colleagues open to them. */
  async clearForSide(
    actor: StaffActor,
    unlocked: SealedSession,
    side: AccessGroup,
    whom: AccessCandidate,
    until?: string,
  ): Promise<'done' | AccessRefusal | NotGrantedIn> {
    if (!this.answersFor(actor, side)) return 'not-yours'
    const person = this.cleared(actor, whom, until)
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

  /** They can open nothing written from now on. What they read, and old copies of the file, cannot be taken back. */
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
      const gone = it.cleared.filter((one) => one.account === account)
      if (!mayRemove(actor, gone)) return { becomes: it, gives: 'not-yours' as const }
      if (!cleared.some(isOfficer)) return { becomes: it, gives: 'last' as const }
      // Repeating it must not use up the room reserved for this act.
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
    const isOf = (one: AccessGrant) => one.account === account
    if (!mayRemove(actor, unlocked.clearedFor(side).filter(isOf))) return 'not-yours'
    const may = (all: readonly AccessGrant[]) =>
      mayRemove(actor, all.filter(isOf)) && all.some((one) => !isOf(one) && isOfficer(one))
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

  /** They acknowledge the nondisclosure order (Footnote). */
  async bind(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<void> {
    await unlocked.change(reference, async (it) => {
      const isNew = (one: AccessGrant) => one.account === actor.accountId && one.boundAt === undefined
      if (!it.cleared.some(isNew)) return { becomes: it, gives: undefined }
      const cleared = it.cleared.map((one) => (isNew(one) ? { ...one, boundAt: this.#now() } : one))
      return { ...this.#changed(actor, it, { cleared }, 'bound'), gives: undefined }
    })
  }

  /**
   * Gives access to all that the paper key opens. If there are seven already, returns who may be removed and changes nothing;
   * officers in `stays` are not removed.
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

  /** A new paper key for a group and its open matters. The old one opens nothing written from now on. */
  async renewPaper(
    actor: StaffActor,
    unlocked: SealedSession,
    side: AccessGroup,
    recovery: string,
  ): Promise<void> {
    await unlocked.people.clear(side, (all) => all, recovery)
    await unlocked.people.changeEach(side, (it) => this.#changed(actor, it, { recovery }, 'new-paper'))
  }

  /** Logged before anyone has the file. */
  async noteMade(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    made: 'proof-made' | 'archive-made',
  ): Promise<void> {
    await unlocked.change(reference, async (it) => ({
      becomes: this.#noted(actor, it, made),
      // A full matter leaves for the safe by its proof or archive file.
      room: 'needed',
      gives: undefined,
    }))
  }

  /**
   * First finishes what a crash interrupted, and takes off whose leave is over: until someone who decides for the group comes
   * by, their key still fits, and only the program keeps them out. `terms`: as the Board has named them, from today on; one
   * that it ended is not among them.
   */
  async noteOpened(
    actor: StaffActor,
    unlocked: SealedSession,
    terms: readonly { readonly accountId: string; readonly firstDay: string }[],
  ): Promise<void> {
    const today = this.#parts.clock.today()
    const isOver = ({ account, until }: AccessGrant): boolean =>
      until !== undefined &&
      (until < today || !terms.some((term) => term.accountId === account && term.firstDay <= until))
    await unlocked.people.finish(this.#ended(actor))
    for (const side of unlocked.sides) {
      const over = unlocked.clearedFor(side).filter(isOver)
      for (const { account } of over) await this.revokeForSide(actor, unlocked, side, account)
    }
    const end = this.#ended(actor)
    for (const reference of unlocked.references) {
      const noted = unlocked.change(reference, async (it) => {
        // Who got access to this matter alone.
        const over = this.answersFor(actor, it.side) ? it.cleared.filter(isOver) : []
        const left = over.reduce((now, { account }) => end(now, account), it)
        return { becomes: this.#noted(actor, left, 'opened'), gives: undefined }
      })
      await noted.catch(ignoreFullOrClosed)
    }
  }

  /** With its entry, or without one if there is no room. */
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

/** Who acts for the Director may not take the Director's own access (an acting Director changes no Director's account either). */
const mayRemove = (actor: StaffActor, gone: readonly AccessGrant[]): boolean =>
  !isActingDirector(actor) || !gone.some((one) => one.role === 'director' && isOfficer(one))

const unlessTooMany = (all: readonly AccessGrant[]) => (all.length > maxPeople ? undefined : all)

/** A full or just closed matter must not block the others. */
function ignoreFullOrClosed(error: unknown): void {
  if (!(error instanceof SlotFullError || error instanceof MatterNotOpenError)) throw error
}

const hasOtherKeys = (all: readonly AccessGrant[], { account, publicKey }: AccessCandidate): boolean =>
  all.some((one) => one.account === account && one.publicKey !== publicKey.toString('base64'))

const withGrant = (all: readonly AccessGrant[], one: AccessGrant): AccessGrant[] => {
  const before = all.find(({ account, publicKey }) => account === one.account && publicKey === one.publicKey)
  return [...all.filter(({ account }) => account !== one.account), { ...one, boundAt: before?.boundAt }]
}

type AccessParts = { readonly app: Kysely<Schema>; readonly ring: KeyRing }

/**
 * `unconfirmed`: another person may control their sign-in. `about-them`: the Director may not see matters about the Director.
 * `one-case`: special counsel, whose sign-in would show that there is a matter which no list has.
 */
export type IneligibleReason = 'no-keys' | 'unconfirmed' | 'about-them' | 'one-case'

type GroupOfficer = VerifiedAccount & {
  /** The public half; null if they never signed in. */
  readonly keys: Buffer | null
}

const officers: readonly string[] = ['director', 'counsel', 'trustee']

const isOfficerOfGroup: Record<AccessGroup, (one: VerifiedAccount) => boolean> = {
  director: ({ role }) => role === 'director' || role === 'counsel',
  president: ({ role, president }) => role === 'counsel' || (role === 'trustee' && president),
}

export const accessRole = ({ role, president }: Pick<VerifiedAccount, 'role' | 'president'>): string =>
  role === 'trustee' && president ? 'president' : role

/** INVARIANT: skips rows this program did not write; unconfirmed accounts are listed and get nothing. */
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

export async function findAccessCandidate(
  { app, ring }: AccessParts,
  side: AccessGroup,
  account: string,
): Promise<AccessCandidate | IneligibleReason> {
  const person = (await verifiedAccounts(app, ring)).find(({ id }) => id === account)
  if (person === undefined) return 'no-keys'
  if (side === 'president' && person.role === 'director') return 'about-them'
  if (person.role === 'special-counsel') return 'one-case'
  // Only officers' sign-ins need confirming: whoever grants others access sees who made their sign-in.
  if (person.unconfirmed && officers.includes(person.role)) return 'unconfirmed'
  const keys = await activeAccountKeys(app, ring, account)
  if (keys === null) return 'no-keys'
  return { account, role: accessRole(person), publicKey: keys.sealingPublic }
}
