import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Db, inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { bad, good, note, ofDatabase } from '../platform/doctor.ts'
import { CarrelError } from '../platform/error.ts'
import type { StaffSession } from '../platform/http/request-context.ts'
import { faultsOf, loadPack, type Pack, PackError, packHash } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import {
  actingTermsFrom,
  type CoreServices,
  isConfirmedPresident,
  recordAction,
  verifiedAccounts,
} from '../staff/index.ts'
import {
  addPack,
  addPackConfirmation,
  addPackInForce,
  findStoredPack,
  type PackConfirmation,
  type PolicySide,
  packConfirmations,
  packInForce,
  savedPackFaults,
  savePackFaults,
  withdrawPackConfirmation,
} from './policy-store.ts'

/** The version that decides, and what is proposed in its place. */
export type AdoptedPolicy = {
  readonly pack: Pack
  /** Its number among the versions that were in force. */
  readonly nth: number
  /** What this program's checks find wrong with it: those that it was adopted under may have been fewer. */
  readonly faults: readonly string[]
  /** The version in the folder, where it is another one. With faults it cannot be confirmed; one without a pack cannot be read. */
  readonly proposal: { readonly pack: Pack | undefined; readonly faults: readonly string[] } | undefined
  /** Why a version that both sides confirmed is not in force: this program finds it failing, or cannot run it. */
  readonly refused: readonly string[]
}

type Parts = { readonly worker: Kysely<Schema>; readonly ring: KeyRing; readonly clock: Clock }

const systemIdentity = { actor: 'system', role: 'program', place: 'here' } as const

/** The pack of the folder, or why it cannot be read. */
type Folder = Pack | string

/** A first start with a pack that does not pass. */
class FailingPackError extends CarrelError<'pack-refused'> {}
const failingPack = (faults: readonly string[]) =>
  new FailingPackError(
    'pack-refused',
    ['the policy pack does not pass its checks, so no library starts with it:', ...faults].join('\n  '),
  )

/** Before anything of a new library is made. @throws FailingPackError with the sentences that fail */
export function refuseFailingPack(folder: Folder): void {
  const faults = typeof folder === 'string' ? [folder] : faultsFound(folder)
  if (faults.length > 0) throw failingPack(faults)
}

/**
 * The policy that decides from this start on. On a first start that is the folder's; later the one in force, or another that
 * two officers confirmed in its place. INVARIANT: a changed folder decides nothing, except with `adopts`, for a
 * demonstration.
 * Hostile: only the worker may write this, and it believes confirmations under the library's mark alone, so neither the app's
 * password nor the folder changes the policy.
 */
export async function adoptedPolicy(
  parts: Parts,
  folder: Folder,
  { adopts = false } = {},
): Promise<AdoptedPolicy> {
  for (;;) {
    const inForce = await packInForce(parts.worker)
    const { next, refused } = await nextInForce(parts, { folder, inForce, adopts })
    if (next !== undefined && !(await putInForce(parts, next))) continue
    const pack = await packToFollow(parts.worker, folder)
    const proposal = pack === folder ? undefined : await proposalIn(parts, folder)
    const nth = (next ?? inForce)?.nth ?? 0
    return { pack, nth, faults: await checkPack(parts, pack), proposal, refused }
  }
}

async function proposalIn(parts: Parts, folder: Folder): Promise<AdoptedPolicy['proposal']> {
  if (typeof folder === 'string') return { pack: undefined, faults: [folder] }
  const faults = await checkPack(parts, folder)
  if (faults.length === 0) await addPack(parts.worker, folder)
  return { pack: folder, faults }
}

type Next = {
  readonly hash: string
  readonly nth: number
  readonly before: string | undefined
  readonly files?: Pack['files']
}

/** Why checked here too: the program may have been updated since the version was confirmed. */
async function nextInForce(
  parts: Parts,
  at: {
    readonly folder: Folder
    readonly inForce: { readonly hash: string; readonly nth: number } | undefined
    readonly adopts: boolean
  },
): Promise<{ readonly next?: Next; readonly refused: readonly string[] }> {
  const { folder, inForce, adopts } = at
  const after = { nth: (inForce?.nth ?? 0) + 1, before: inForce?.hash }
  if (adopts || inForce === undefined) {
    if (typeof folder === 'string' || folder.hash === inForce?.hash) return { refused: [] }
    return { next: { hash: folder.hash, files: folder.files, ...after }, refused: [] }
  }
  const refused: string[] = []
  for (const hash of confirmedByBoth(await packConfirmations(parts.worker, parts.ring, inForce.nth))) {
    const faults = await checkStored(parts, hash)
    if (faults.length === 0) return { next: { hash, ...after }, refused: [] }
    refused.push(...faults.map((fault) => `${hash.slice(0, 12)}: ${fault}`))
  }
  return { refused }
}

async function checkStored(parts: Parts, hash: string): Promise<readonly string[]> {
  try {
    return await checkPack(parts, await storedPack(parts.worker, hash))
  } catch (error) {
    if (error instanceof PackError) return [error.message]
    throw error
  }
}

/** Versions that the Director and someone for the Board confirmed, with an account each. */
function confirmedByBoth(all: readonly PackConfirmation[]): readonly string[] {
  const of = (side: PolicySide) => all.filter((one) => one.side === side)
  const both = of('director').filter((one) =>
    of('board').some(({ hash, accountId }) => hash === one.hash && accountId !== one.accountId),
  )
  return [...new Set(both.map(({ hash }) => hash))]
}

/** Logs a change of the policy with it; the first version is none. @returns false if another program was first */
function putInForce({ worker, ring, clock }: Parts, next: Next): Promise<boolean> {
  const { hash, files, nth, before } = next
  return inContext(worker, systemIdentity, async (trx) => {
    const now = clock.now()
    if (files !== undefined) await addPack(trx, { hash, files })
    if (!(await addPackInForce(trx, { nth, hash, since: now }))) return false
    if (before !== undefined) {
      const what = { kind: 'rule-changed', pack: hash, packBefore: before }
      await recordEntry(trx, { ring, now }, { ...systemIdentity, ...what })
    }
    return true
  })
}

/** By their hash, which names all that is in them. Why kept: to load one takes a second. */
const loaded = new Map<string, Pack>()
const mostLoaded = 20

/** @throws PackError where it is not stored as its hash says, or this program cannot run it */
export async function storedPack(db: Kysely<Schema>, hash: string): Promise<Pack> {
  const known = loaded.get(hash)
  if (known !== undefined) return known
  const files = await storedFiles(db, hash)
  if (files === undefined)
    throw new PackError(hash, undefined, 'this version of the policy is not stored as the audit log names it')
  const pack = loadPack(files)
  if (loaded.size >= mostLoaded) loaded.clear()
  loaded.set(hash, pack)
  return pack
}

export async function storedFiles(db: Kysely<Schema>, hash: string): Promise<Pack['files'] | undefined> {
  const stored = await findStoredPack(db, hash)
  if (stored === undefined) return undefined
  const files = new Map(Object.entries(stored.files))
  return packHash(files) === hash ? files : undefined
}

/** The pack that decides for the library of a database: the one in force, or a folder's before the first start. */
export async function packToFollow(db: Kysely<Schema>, folder: Folder): Promise<Pack> {
  const inForce = await packInForce(db)
  if (typeof folder !== 'string' && (inForce === undefined || inForce.hash === folder.hash)) return folder
  if (inForce === undefined) throw failingPack([`${folder}`])
  return storedPack(db, inForce.hash)
}

const faultsByPack = new WeakMap<Pack, readonly string[]>()

function faultsFound(pack: Pack): readonly string[] {
  const faults = faultsByPack.get(pack) ?? faultsOrWhyNot(pack)
  faultsByPack.set(pack, faults)
  return faults
}

/** Why any error: a folder that cannot be checked proposes what no one can confirm, and must end no start. */
function faultsOrWhyNot(pack: Pack): readonly string[] {
  try {
    return faultsOf(pack, pack.files)
  } catch (error) {
    return [error instanceof PackError ? error.message : `this program cannot check it: ${String(error)}`]
  }
}

/** Why saved: it takes seconds, and each start asks. */
async function checkPack({ worker, ring }: Parts, pack: Pack): Promise<readonly string[]> {
  const of = { hash: pack.hash, program: checkingProgram() }
  const saved = await savedPackFaults(worker, ring, of)
  if (saved !== undefined) return saved.split('\n').filter(Boolean)
  const faults = faultsFound(pack)
  await savePackFaults(worker, ring, { ...of, faults: faults.join('\n') })
  return faults
}

/** SHA-256 of what checks a pack. Why not the version alone: between two releases it stays the same. */
function checkingProgram(): string {
  const root = join(import.meta.dirname, '..')
  const hash = createHash('sha256').update(readFileSync(join(root, '../package.json')))
  for (const name of readdirSync(join(root, 'policy')).sort())
    if (/\.[jt]s$/.test(name)) hash.update(`\0${name}\0`).update(readFileSync(join(root, 'policy', name)))
  return hash.digest('hex')
}

/** Why someone may not confirm a proposed version. `stale`: it is not the one that is proposed now. */
export type ConfirmRefusal = 'role' | 'unconfirmed' | 'taken' | 'stale' | 'fails'

type Officer = Pick<StaffSession, 'id' | 'role' | 'ownRole' | 'president' | 'unconfirmed'>

/** Who there is to confirm, what they confirmed in place of the version in force, and what of it both sides did. */
export async function proposalState(
  db: Db | Trx,
  { ring, clock, policy }: Pick<CoreServices, 'ring' | 'clock'> & { readonly policy: AdoptedPolicy },
) {
  const today = clock.today()
  const everyone = await verifiedAccounts(db, ring)
  const acting = (await actingTermsFrom(db, ring, today)).filter(({ firstDay }) => firstDay <= today)
  const all = await packConfirmations(db, ring, policy.nth)
  return {
    everyone,
    // Why not one who acts as Director: they speak for that side, and the Board needs another person.
    presides: everyone.some(
      (one) => isConfirmedPresident(one) && acting.every(({ accountId }) => accountId !== one.id),
    ),
    all,
    confirmations: all.filter(({ hash }) => hash === policy.proposal?.pack?.hash),
    adopted: confirmedByBoth(all),
  }
}

type ProposalState = Awaited<ReturnType<typeof proposalState>>

/** For which side an officer can confirm. While a president presides, no one else speaks for the Board. */
function sideOf(who: Officer, { presides }: Pick<ProposalState, 'presides'>): PolicySide | undefined {
  if (who.role === 'director') return 'director'
  if (who.president) return 'board'
  const speaks = who.ownRole === 'trustee' || who.ownRole === 'counsel'
  return speaks && !presides ? 'board' : undefined
}

export function confirmRefusal(
  who: Officer,
  state: Pick<ProposalState, 'presides' | 'confirmations'>,
): Exclude<ConfirmRefusal, 'stale' | 'fails'> | undefined {
  const side = sideOf(who, state)
  if (side === undefined) return 'role'
  if (who.unconfirmed) return 'unconfirmed'
  return state.confirmations.some((one) => one.side === side || one.accountId === who.id)
    ? 'taken'
    : undefined
}

/** Their own, and any of the side that they speak for now: who confirmed it may have left the office. */
export const mayWithdraw = (
  who: Officer,
  one: PackConfirmation,
  state: Pick<ProposalState, 'presides'>,
): boolean => one.accountId === who.id || (!who.unconfirmed && sideOf(who, state) === one.side)

/** An officer confirms the proposed version; the next start puts it in force once both sides have. */
export async function confirmProposal(
  services: CoreServices & { readonly policy: AdoptedPolicy },
  by: StaffActor,
  { who, hash }: { readonly who: Officer; readonly hash: string },
): Promise<'confirmed' | ConfirmRefusal> {
  const { policy, ring, clock } = services
  if (policy.proposal?.pack?.hash !== hash) return 'stale'
  if (policy.proposal.faults.length > 0) return 'fails'
  return recordAction(services, by, async (trx, note) => {
    if ((await packInForce(trx))?.nth !== policy.nth) return 'stale'
    const state = await proposalState(trx, services)
    const refused = confirmRefusal(who, state)
    const side = sideOf(who, state)
    if (refused !== undefined || side === undefined) return refused ?? 'role'
    const said = { hash, after: policy.nth, side, accountId: who.id, at: clock.now() }
    await addPackConfirmation(trx, ring, said)
    await note({ kind: 'policy-confirmed', document: hash, flags: [side] })
    return 'confirmed'
  })
}

/** @returns false where it is withdrawn or in force already, or not theirs to withdraw */
export async function withdrawConfirmation(
  services: CoreServices & { readonly policy: AdoptedPolicy },
  by: StaffActor,
  { who, id }: { readonly who: Officer; readonly id: string },
): Promise<boolean> {
  const { policy, ring, clock } = services
  return recordAction(services, by, async (trx, note) => {
    if ((await packInForce(trx))?.nth !== policy.nth) return false
    const state = await proposalState(trx, services)
    const one = state.all.find((each) => each.id === id)
    if (one === undefined || !mayWithdraw(who, one, state)) return false
    await withdrawPackConfirmation(trx, ring, { confirmation: id, by: who.id, at: clock.now() })
    await note({ kind: 'policy-withdrawn', document: one.hash, flags: [one.side] })
    return true
  })
}

/** Whether the policy in force is stored and passes, and whether the folder has another. */
export const policyCheck = ofDatabase('register-policy', async ({ db, folder }) => {
  const inForce = await packInForce(db.app)
  if (inForce === undefined) {
    return typeof folder === 'string'
      ? bad(
          `The policy pack in the folder cannot be read: ${folder}.`,
          'Put it right before the first start.',
        )
      : note('No policy is kept yet: the first start keeps it.')
  }
  const files = await storedFiles(db.app, inForce.hash)
  if (files === undefined) {
    return bad(
      'The stored policy is not the one that the register names: someone changed it in the database.',
      'Start Carrel with the right policy pack, and find out who has the app’s password to the database.',
    )
  }
  const mark = inForce.hash.slice(0, 12)
  const isInForce = typeof folder !== 'string' && folder.hash === inForce.hash
  let faults: readonly string[]
  try {
    faults = faultsFound(isInForce ? folder : loadPack(files))
  } catch (error) {
    if (!(error instanceof PackError)) throw error
    return bad(
      `This program cannot run the policy in force (${mark}): ${error.message}.`,
      'Start the version of Carrel that ran it last, and have a policy that both can run confirmed there: Policy, Versions.',
    )
  }
  if (faults.length > 0) {
    return bad(
      `The policy in force (${mark}) does not pass this program’s checks: ${faults.join(' ')}`,
      'Have a version that passes confirmed: Policy, Versions.',
    )
  }
  if (isInForce) return good(`The library runs by this policy pack (${mark}), which is kept.`)
  const wrong = typeof folder === 'string' ? [folder] : faultsFound(folder)
  const differs = `The policy pack in the folder is not the one in force (${mark}). It decides nothing.`
  return wrong.length > 0
    ? note(`${differs} It cannot be confirmed: ${wrong.join(' ')}`, 'Correct it, and start Carrel again.')
    : note(
        `${differs} Two officers can confirm it: Policy, Versions.`,
        'Where no change was meant, put the folder back, or name another with --pack.',
      )
})
