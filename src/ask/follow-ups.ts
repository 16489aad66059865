import { followUpOpener } from '../gate/capabilities.ts'
import {
  type AnsweredAsk,
  type CallerPermits,
  type GateParts,
  logIdentity,
  type ProgramActor,
  type StaffActor,
  wrapCaller,
} from '../gate/index.ts'
import { sealField, token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { businessDaysAfter, type Pack } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import {
  addFollowUp,
  deleteFollowUps,
  type FollowUpRow,
  followUpRows,
  lockFollowUp,
  setFollowUpReach,
} from './follow-up-store.ts'

/*
 * What an answer leaves to the Director: a promise of another answer, or that someone asked as the parent or guardian of a
 * child whose guardians are not told for now. INVARIANT: of the second, nothing that staff see, nor the work, nor the row
 * tells; each ask of a guardian about someone on file leaves such a row until the night.
 */

/** How a follow-up ends, in words of an entry. The same for each, so that no end tells what it was about. */
export const followUpEnds = ['answered', 'not-reached', 'to-counsel', 'became-case', 'nothing-more'] as const
export type FollowUpEnd = (typeof followUpEnds)[number]

export const longestReach = 120

type Task = {
  /** The log entry of the answer. */
  readonly reference: string
  /** `YYYY-MM-DD` */
  readonly askedOn: string
  readonly dueOn: string
  /** The account that answered. */
  readonly by: string
  readonly isPromised: boolean
  readonly isShielded: boolean
  readonly patronId?: string
}

export type FollowUp = Omit<Task, 'by' | 'patronId'> & {
  readonly id: string
  /** Whether it is about a record, which opens through the gate. */
  readonly hasRecord: boolean
  readonly reach: string
}

type FollowUpCount = { readonly count: number; readonly firstDueOn: string }

type FollowUpParts = Pick<GateParts, 'app' | 'ring' | 'pack' | 'clock'> & { readonly permits: CallerPermits }

/** The day by which a promise is kept. Where the pack is silent, the next business day. */
export function promiseDueOn({ manifest }: Pick<Pack, 'manifest'>, on: string): string {
  const closed = manifest.cases?.closed ?? { weekdays: [], days: [] }
  return businessDaysAfter(on, manifest.promise?.days ?? 1, closed)
}

/** In the gate's transaction. @returns the id, if staff promised an answer by what they say */
export async function leaveFollowUp(
  trx: Trx,
  { ring, pack }: Pick<FollowUpParts, 'ring' | 'pack'>,
  { actor, form, reference, on: askedOn, isPromised, isShielded, patronId }: AnsweredAsk,
): Promise<string | undefined> {
  const by = actor.accountId
  const dueOn = promiseDueOn(pack, askedOn)
  const task: Task = {
    ...{ reference, askedOn, dueOn, by, isPromised, isShielded },
    ...(patronId !== undefined && { patronId }),
  }
  const id = followUpId(ring, { form, by, isPromised, isShielded, patronId })
  await addFollowUp(trx, {
    id,
    task: sealField(ring, 'follow_up.task', id, task),
    reach: sealField(ring, 'follow_up.reach', id, ''),
  })
  return isPromised ? id : undefined
}

/** A UUID of our own making (version 8). Another answer in the same form, as about another child, leaves another one. */
function followUpId(
  ring: KeyRing,
  {
    form,
    by,
    isPromised,
    isShielded,
    patronId,
  }: Omit<AnsweredAsk, 'actor' | 'reference' | 'on'> & Pick<Task, 'by'>,
): string {
  const of = token(ring, 'follow-up', JSON.stringify([form, by, isPromised, isShielded, patronId ?? null]))
  return of.toString('hex', 0, 15).replace(/^(.{8})(.{4})(.{3})(.{3})/, '$1-$2-8$3-a$4-')
}

export class FollowUps {
  readonly #parts: FollowUpParts

  constructor(parts: FollowUpParts) {
    this.#parts = parts
  }

  /** What the Director has to do. */
  async open(actor: StaffActor): Promise<Record<'promised' | 'shielded', FollowUpCount>> {
    const tasks = await this.#tasks(actor)
    return {
      promised: countOf(tasks.filter(({ isPromised }) => isPromised)),
      shielded: countOf(tasks.filter(({ isShielded }) => isShielded)),
    }
  }

  /** Of what this person promised, what is open: nothing else of it, and nothing of a shield. */
  async ownPromises(actor: StaffActor): Promise<FollowUpCount> {
    const tasks = await this.#tasks(actor)
    return countOf(tasks.filter(({ isPromised, by }) => isPromised && by === actor.accountId))
  }

  /** For the Director, the first that is due first. The view is on record first. */
  async list(actor: StaffActor): Promise<readonly FollowUp[]> {
    const { app, ring, clock } = this.#parts
    const rows = await inContext(app, contextOf(actor), async (trx) => {
      const entry = { kind: 'follow-ups-viewed', ...logIdentity(actor) }
      await recordEntry(trx, { ring, now: clock.now() }, entry)
      return followUpRows(trx)
    })
    // INVARIANT: how to reach someone is not opened before the view is known to be committed.
    return rows
      .flatMap((row) => {
        const { by: _by, patronId, ...task } = this.#task(row)
        const hasRecord = patronId !== undefined
        return asksForAct(task) ? [{ ...task, id: row.id, hasRecord, reach: this.#reach(row) }] : []
      })
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
  }

  /** About whom it is, for the gate to open. */
  async patronOf(actor: StaffActor, id: string): Promise<string | undefined> {
    const rows = await followUpRows(readIn(this.#parts.app, contextOf(actor)))
    return rows.map((row) => (row.id === id ? this.#task(row).patronId : undefined)).find(Boolean)
  }

  /** Saves how to reach who asked, for the person who promised it. */
  async saveReach(actor: StaffActor, id: string, reach: string): Promise<void> {
    const { app, ring } = this.#parts
    await inContext(app, contextOf(actor), async (trx) => {
      const row = await lockFollowUp(trx, id)
      const task = row && this.#task(row)
      // Hostile: an id that is another's.
      if (!task?.isPromised || task.by !== actor.accountId) return
      await setFollowUpReach(trx, id, sealField(ring, 'follow_up.reach', id, reach))
    })
  }

  /** @returns false where there is no such task, or someone ended it before */
  async end(actor: StaffActor, id: string, end: FollowUpEnd): Promise<boolean> {
    return inContext(this.#parts.app, contextOf(actor), (trx) => this.#end(trx, actor, id, end))
  }

  /** Ends a promise in the transaction that begins the case which was reported from the same answer. */
  async becomeCase(trx: Trx, actor: StaffActor, form: string): Promise<void> {
    const of = { form, by: actor.accountId, isPromised: true, isShielded: false, patronId: undefined }
    await this.#end(trx, actor, followUpId(this.#parts.ring, of), 'became-case')
  }

  /** Deletes what asks for nothing. Carrel's own act. */
  async deleteSilent(): Promise<void> {
    await inContext(this.#parts.app, contextOf({ role: 'program' }), async (trx) => {
      const silent = (await followUpRows(trx)).filter((row) => !asksForAct(this.#task(row)))
      await deleteFollowUps(
        trx,
        silent.map(({ id }) => id),
      )
    })
  }

  async #end(trx: Trx, actor: StaffActor, id: string, outcome: FollowUpEnd): Promise<boolean> {
    const { ring, clock, pack } = this.#parts
    const row = await lockFollowUp(trx, id)
    if (row === undefined) return false
    const { reference: entry } = this.#task(row)
    await deleteFollowUps(trx, [id])
    await recordEntry(
      trx,
      { ring, now: clock.now() },
      { kind: 'follow-up-ended', ...logIdentity(actor), pack: pack.hash, entry, outcome },
    )
    return true
  }

  async #tasks(actor: StaffActor): Promise<readonly Task[]> {
    const rows = await followUpRows(readIn(this.#parts.app, contextOf(actor)))
    return rows.map((row) => this.#task(row))
  }

  #task({ id, task }: FollowUpRow): Task {
    return followUpOpener(this.#parts.ring).field('follow_up.task', id, task) as Task
  }

  #reach({ id, reach }: FollowUpRow): string {
    const { ring, permits } = this.#parts
    const sealed = wrapCaller(ring, id, (opener) => opener.field('follow_up.reach', id, reach) as string)
    return sealed.open(permits(id))
  }
}

const asksForAct = ({ isPromised, isShielded }: Pick<Task, 'isPromised' | 'isShielded'>) =>
  isPromised || isShielded

const countOf = (tasks: readonly Task[]): FollowUpCount => ({
  count: tasks.length,
  firstDueOn: tasks.map(({ dueOn }) => dueOn).sort()[0] ?? '',
})

function contextOf(actor: StaffActor | ProgramActor) {
  const { actor: by, place } = logIdentity(actor)
  return { actor: by, place }
}

/** Each night, deletes the rows that asked for nothing. */
export function silentFollowUpsJob({ followUps }: { readonly followUps: FollowUps }): DailyJob {
  return { name: 'follow-ups', run: () => followUps.deleteSilent() }
}
