import {
  asThemselves,
  type GateActor,
  isActingDirector,
  type ProgramActor,
  type StaffActor,
  screenAnswer,
} from '../gate/index.ts'
import type { Pack } from '../policy/index.ts'
import type { EmergencyContact } from '../staff/index.ts'
import type { Case } from './case.ts'
import type { CaseRow } from './cases-store.ts'
import type { CaseEvent, EventBodyOf } from './event.ts'
import { caseFromEvents } from './reducer.ts'
import type { CaseRole } from './stamp.ts'

/** A patron only ever takes a case's first step, as any staff member may. */
export function caseRoleOf(actor: GateActor): CaseRole {
  if (actor.role === 'program') return 'program'
  if (actor.role === 'patron') return 'staff'
  if (actor.role === 'director' || actor.role === 'counsel') return actor.role
  if (actor.role === 'special-counsel') return 'counsel'
  return actor.president ? 'president' : 'staff'
}

/** A case about the Director is hidden from accounts that the Director may control (decision 31). */
export function mayViewCase(
  actor: StaffActor | ProgramActor,
  {
    aboutDirector,
    reference,
    conflicts = [],
    special = [],
  }: Pick<CaseRow, 'aboutDirector'> &
    Partial<Pick<Case, 'conflicts' | 'special'>> & { readonly reference?: string },
): boolean {
  if (actor.role === 'program' || conflicts.includes(actor.accountId)) return false
  const self = asThemselves(actor)
  // Why before sealed matters: special counsel has access to none (decision 64).
  if (actor.role === 'special-counsel') return !actor.unconfirmed && special.includes(actor.accountId)
  // Having access to a sealed matter is enough, whatever the role.
  if (reference !== undefined && actor.unlocked?.has(reference)) return true
  if (aboutDirector && actor.unconfirmed) return false
  // Why: a new account may be that of the lawyer who is out of the case.
  if (self.role === 'counsel' && actor.unconfirmed && conflicts.length > 0) return false
  // By what someone is, and not for whom they act.
  const role = caseRoleOf(aboutDirector ? self : actor)
  return role === 'counsel' || role === (aboutDirector ? 'president' : 'director')
}

/** How someone takes part in a case: as themselves in a case about the Director that they may view. */
export function actorIn<A extends StaffActor | ProgramActor>(
  actor: A,
  file: Pick<CaseRow, 'aboutDirector'> & { readonly reference?: string },
): A | StaffActor {
  const isTheirs = actor.role !== 'program' && file.aboutDirector && mayViewCase(actor, file)
  return isTheirs ? asThemselves(actor) : actor
}

/** By the case's sealed events too. Hostile: the plain columns that lists use can be changed by SQL. */
export function mayViewCaseIn(
  actor: StaffActor | ProgramActor,
  file: CaseRow,
  events: readonly CaseEvent[],
): boolean {
  if (!mayOpenCase(actor, file)) return false
  const { aboutDirector, conflicts, special, study } = caseFromEvents(events)
  // Someone who acts as Director does not read what a customer said of their own views.
  const asked = [...(study?.asked.values() ?? [])].map(({ of }) => of)
  const acts = actor.role === 'director' && isActingDirector(actor)
  if (!aboutDirector && acts && asked.includes(actor.accountId)) return false
  return mayViewCase(actor, { ...file, aboutDirector, conflicts, special })
}

/** Whether its events are opened to know. No column in the clear says whose special counsel it is. */
export const mayOpenCase = (actor: StaffActor | ProgramActor, file: CaseRow): boolean =>
  isSpecialCounsel(actor) || mayViewCase(actor, file)

/** The library's counsel without a conflict of interest, and special counsel of this case. */
export const isCounselIn = (
  { conflicts, special }: Pick<Case, 'conflicts' | 'special'>,
  { id, role }: { readonly id: string; readonly role: string },
): boolean => (role === 'counsel' && !conflicts.includes(id)) || special.includes(id)

type CounselContact = Pick<EmergencyContact, 'whom' | 'name' | 'account'>

/** Whether it is a lawyer with a conflict of interest: by account, or by name where the contact has no account. */
export function isContactOut(
  { name, account }: Pick<CounselContact, 'name' | 'account'>,
  conflicts: readonly string[],
  names: ReadonlyMap<string, string>,
): boolean {
  if (account !== undefined) return conflicts.includes(account)
  return conflicts.some((id) => plainName(names.get(id) ?? '') === plainName(name))
}

const plainName = (name: string): string => name.normalize('NFC').toLowerCase().split(/\s+/).join(' ').trim()

type CounselAccount = { readonly id: string; readonly role: string; readonly name: string }

/** Of these accounts and contacts, the counsel whom one can ask about the case. */
export function counselLeft<A extends CounselAccount, C extends CounselContact>(
  it: Pick<Case, 'conflicts' | 'special'>,
  accounts: readonly A[],
  contacts: readonly C[],
): { readonly accounts: readonly A[]; readonly contacts: readonly C[] } {
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return {
    accounts: accounts.filter((one) => isCounselIn(it, one)),
    contacts: contacts.filter((one) => one.whom === 'counsel' && !isContactOut(one, it.conflicts, names)),
  }
}

/** Each of the library's lawyers has a conflict of interest in it, and no special counsel is in it. */
export function lacksCounsel(...of: Parameters<typeof counselLeft>): boolean {
  const left = counselLeft(...of)
  return of[0].conflicts.length > 0 && left.accounts.length + left.contacts.length === 0
}

/** They are counsel in the cases to which they were added, and see nothing of any other. */
export const isSpecialCounsel = (actor: GateActor): boolean => actor.role === 'special-counsel'

/** The Director, or the president of the Board where the case is about the Director. */
export function decidesIn(actor: StaffActor, { aboutDirector }: Pick<CaseRow, 'aboutDirector'>): boolean {
  return caseRoleOf(actorIn(actor, { aboutDirector })) === (aboutDirector ? 'president' : 'director')
}

/** An account that the Director may control does not count as reaching counsel or the president (decision 31). */
export function hasOwnSignIn(actor: StaffActor): boolean {
  const role = caseRoleOf(actor)
  return !actor.unconfirmed || (role !== 'counsel' && role !== 'president')
}

/** The contact to record when the Director or counsel opens a case for the first time. */
export function contactByView(actor: StaffActor, it: Case): EventBodyOf<'told'> | undefined {
  if (!hasOwnSignIn(actor)) return undefined
  const role = caseRoleOf(actorIn(actor, it))
  const whom = role === 'counsel' ? 'counsel' : 'director'
  if (role === 'staff' || (role === 'president') !== (it.aboutDirector && role !== 'counsel'))
    return undefined
  const known = whom === 'director' ? it.directorAt : it.gagUnseen ? undefined : it.counselAt
  return known === undefined ? { what: 'told', whom, through: 'screen', reached: true } : undefined
}

/** Reading: counsel and the president see copies only where the policy shows staff a record (Statement). */
export function copiesShowAt(pack: Pack, at: { readonly place: string; readonly on: string }): boolean {
  return screenAnswer(pack, { role: 'director', ...at }, ['identity']).may.length > 0
}
