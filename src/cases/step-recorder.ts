import {
  type GateActor,
  isActingDirector,
  logIdentity,
  type PatronFacts,
  type ProgramActor,
  type StaffActor,
} from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pack } from '../policy/index.ts'
import { type Entry, entryInstant } from '../register/log/index.ts'
import type { Case, CaseCopy } from './case.ts'
import { actorIn, caseRoleOf, isSpecialCounsel, mayViewCaseIn } from './case-access.ts'
import { type CaseRepository, caseEntry, dayOfInstantIn, deadlineRulesOf } from './case-repository.ts'
import type { CaseRow } from './cases-store.ts'
import { confirmationUntil } from './deadlines.ts'
import { isDenialCurrent } from './denials.ts'
import type { CaseEvent, CaseEventBody } from './event.ts'
import type { CounselAttempts, GuardContext } from './guards.ts'
import { caseFromEvents } from './reducer.ts'
import type { DecisionSigner } from './statements.ts'
import { applyStep, type StepRefusal, type UnmetCondition, unmetConditions } from './step-table.ts'
import { type AnyStep, elsewhereOf, stepsByName } from './steps/index.ts'

export type RecorderParts = { readonly pack: Pack; readonly clock: Clock }

/** `unknown`: no such case, or no access. */
export type StepResult = { readonly entry: string; readonly after: Case } | StepRefusal | 'unknown'

type StoredCase = { readonly file: CaseRow; readonly events: readonly CaseEvent[] }

/** INVARIANT: stays in the gate; it can take steps that name what a part of it made, such as a decision's hash. */
export class StepRecorder {
  readonly #parts: RecorderParts & { readonly facts: Pick<PatronFacts, 'whoReadAlone'> }

  constructor(parts: RecorderParts & { readonly facts: Pick<PatronFacts, 'whoReadAlone'> }) {
    this.#parts = parts
  }

  /** Locks a case for someone who may add to it; nothing of it leaves. */
  async open(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
  ): Promise<StoredCase | undefined> {
    const file = await shelf.find(reference)
    if (file === undefined) return undefined
    const events = await shelf.events(file)
    return mayAddSteps(actor, file, events) ? { file, events } : undefined
  }

  async readIn(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
  ): Promise<{ readonly file: CaseRow; readonly case: Case } | undefined> {
    const found = await this.open(shelf, actor, reference)
    if (found === undefined) return undefined
    if (actor.role !== 'program' && !mayViewCaseIn(actor, found.file, found.events)) return undefined
    return { file: found.file, case: caseFromEvents(found.events) }
  }

  async takeIn(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
    what: CaseEventBody,
    {
      at,
      sheet,
      ...known
    }: { readonly at?: Date | undefined; readonly sheet?: string | undefined } & Pick<
      GuardContext,
      'isAlone' | 'isDenialConfirmed'
    > = {},
  ): Promise<StepResult> {
    const found = await this.open(shelf, actor, reference)
    if (found === undefined) return 'unknown'
    const it = caseFromEvents(found.events)
    const { fillsIn }: AnyStep = stepsByName[what.what]
    const body = { ...what, ...fillsIn?.(it) } as CaseEventBody
    const event = this.stamped(asActingIn(actor, found.file), body, at, sheet)
    const { ownRole } = signerOf(actor)
    const isDenialConfirmed = known.isDenialConfirmed && (await this.#saysAsNow(shelf, found.file, it))
    const next = applyStep(it, event, { ...this.world(shelf), ownRole, ...known, isDenialConfirmed })
    if ('refused' in next) return next
    return { entry: await this.keep(shelf, actor, found.file, event, next.case), after: next.case }
  }

  /** What was confirmed is what the pack says now, and a letter signed before may say something else. */
  async #saysAsNow(shelf: CaseRepository, file: CaseRow, { decision }: Case): Promise<boolean> {
    const { signed } = await shelf.documents(file, decision?.document)
    return signed === undefined || isDenialCurrent(signed.document, this.#parts.pack)
  }

  /** A step of someone who may not open the case: the caller says what of it they may answer. */
  async takeUnopened(
    shelf: CaseRepository,
    actor: GateActor,
    { file, it }: { readonly file: CaseRow; readonly it: Case },
    what: CaseEventBody,
  ): Promise<StepResult> {
    const event = this.stamped(actor, what)
    const next = applyStep(it, event, this.world(shelf))
    if ('refused' in next) return next
    return { entry: await this.keep(shelf, actor, file, event, next.case), after: next.case }
  }

  missing(actor: StaffActor | ProgramActor, it: Case, what: CaseEventBody): readonly UnmetCondition[] {
    return unmetConditions(it, this.stamped(actor, what), {
      ...this.world(),
      ownRole: signerOf(actor).ownRole,
    })
  }

  async keep(
    shelf: CaseRepository,
    actor: GateActor,
    file: CaseRow,
    event: CaseEvent,
    after: Case,
  ): Promise<string> {
    await shelf.addEvent(file, event, after)
    const { effects = [], noticed } = elsewhereOf(event.what)
    if (effects.includes('draft-dropped')) await shelf.keepDraft(file, undefined)
    const { pack } = this.#parts
    const { registerName }: AnyStep = stepsByName[event.what]
    if (effects.includes('patron-noticed') && !shelf.isSealed && isOnStaff(actor))
      await recordPatronNotice(shelf, pack, { actor, file, case: after })
    const patrons = noticed?.(event) ?? []
    if (patrons.length > 0 && isOnStaff(actor))
      await this.#noticeAffected(shelf, { actor, file, case: after, patrons })
    return shelf.record(caseEntry(pack, actor, file, 'case-step', [registerName ?? event.what], event))
  }

  /**
   * The own page of each says that it happened. INVARIANT: there is no row for a minor or where a guardian is not to be told, since
   * someone may read it with them, and none of a sealed matter or under a nondisclosure order.
   */
  async #noticeAffected(
    shelf: CaseRepository,
    of: {
      readonly actor: StaffActor
      readonly file: CaseRow
      readonly case: Case
      readonly patrons: readonly string[]
    },
  ): Promise<void> {
    const { pack, clock, facts } = this.#parts
    const { actor, file, case: it } = of
    if (shelf.isSealed || it.gagged || it.drill) return
    const subjects = await shelf.reading((trx) => facts.whoReadAlone(trx, of.patrons, clock.today()))
    if (subjects.length === 0) return
    const copy = { subjects, records: it.affected?.records ?? [] }
    await recordCopyEntry(shelf, pack, { actor, file, kind: 'wrong-disclosure', copy })
  }

  stamped(actor: GateActor, what: CaseEventBody, at?: Date, sheet?: string): CaseEvent {
    const now = entryInstant(this.#parts.clock.now())
    const when = at === undefined ? now : entryInstant(at)
    const of = { by: logIdentity(actor).actor, role: caseRoleOf(actor), at: when, notedAt: now }
    const stamp = { ...of, ...(sheet && { sheet }) }
    const isUnsure = 'unconfirmed' in actor && actor.unconfirmed === true
    const acts = isActingDirector(actor) && { acting: true as const }
    const special = isSpecialCounsel(actor) && { special: true as const }
    return {
      ...what,
      stamp: { ...stamp, ...(isUnsure && { unconfirmed: true as const }), ...acts, ...special },
    }
  }

  world({ isSealed }: SealedOrOpen = inTheOpen): GuardContext {
    return { ...guardWorldOf(this.#parts), isSealed }
  }
}

export const signerOf = (actor: GateActor): DecisionSigner => ({
  by: logIdentity(actor).actor,
  ...('ownRole' in actor && { ownRole: actor.ownRole }),
})

/** Where a pack has no number. */
const confirmationDaysOtherwise = 3

/** What guards know besides the case, by the pack and the clock. */
export function guardWorldOf({ pack, clock }: RecorderParts): GuardContext {
  const dayOf = dayOfInstantIn(pack.timeZone)
  const rules = pack.manifest.cases
  const days = rules?.confirmation?.days ?? confirmationDaysOtherwise
  return {
    ...{ today: clock.today(), dayOf, attempts: attemptsOf(pack) },
    decide: (ask) => pack.decide(ask),
    ...(rules && {
      confirmBy: (it: Case, signer: string) =>
        confirmationUntil(it, signer, { days, rules: deadlineRulesOf(rules), dayOf }),
    }),
  }
}

/** The pack's numbers; undefined where it has none. */
export function attemptsOf({ manifest }: Pack): CounselAttempts | undefined {
  const rules = manifest.cases?.['counsel-attempts']
  return rules && { each: rules.each, minutesApart: rules['minutes-apart'] }
}

const isOnStaff = (actor: GateActor): actor is StaffActor =>
  actor.role !== 'patron' && actor.role !== 'program'

type SealedOrOpen = Pick<CaseRepository, 'isSealed'>
const inTheOpen: SealedOrOpen = { isSealed: false }

/** Whoever was served may add to a case whose reference they hold: staff, and a trustee (Reg 6). */
export function mayAddSteps(
  actor: StaffActor | ProgramActor,
  file: CaseRow,
  events: readonly CaseEvent[],
): boolean {
  if (actor.role === 'program') return true
  return caseRoleOf(asActingIn(actor, file)) === 'staff' || mayViewCaseIn(actor, file, events)
}

/** The president decides in no case that they may not view: to one that they reported, they add as any trustee does. */
function asActingIn(actor: StaffActor | ProgramActor, file: CaseRow): StaffActor | ProgramActor {
  // Of a case about the Director they may view all of it, or, while no one has confirmed their account, add nothing.
  if (file.aboutDirector) return actorIn(actor, file)
  return actor.role === 'program' ? actor : { ...actor, president: false }
}

/** The limit of an entry. */
const maxSubjectsPerEntry = 20

/** Takes several entries if there are more people than one can name. @returns the first one's reference */
export async function recordCopyEntry(
  shelf: CaseRepository,
  pack: Pack,
  about: {
    readonly actor: StaffActor
    readonly file: CaseRow
    readonly kind:
      | 'records-preserved'
      | 'records-collected'
      | 'records-packaged'
      | 'copy-view'
      | 'case-subject'
      | 'study-view'
      | 'study-others'
      | 'release'
      | 'compelled'
      | 'disclosure-told'
      | 'wrong-disclosure'
    readonly copy: Pick<CaseCopy, 'subjects' | 'records'>
    /** The policy's answer, where something leaves. */
    readonly more?: Pick<
      Entry,
      'recipient' | 'channel' | 'instrument' | 'outcome' | 'clauses' | 'may' | 'document'
    >
    readonly flags?: readonly string[]
  },
): Promise<string> {
  const { actor, file, kind, copy, more, flags = [] } = about
  const what = {
    pack: pack.hash,
    kind,
    ...logIdentity(actor),
    case: file.reference,
    records: copy.records,
    flags: [...flags, ...(file.drill ? ['drill'] : [])],
    ...more,
  }
  const references: string[] = []
  for (let at = 0; at === 0 || at < copy.subjects.length; at += maxSubjectsPerEntry) {
    const subjects = copy.subjects.slice(at, at + maxSubjectsPerEntry)
    references.push(await shelf.record({ ...what, subjects }))
  }
  return references[0] ?? ''
}

/** Shows the disclosure on the patron's own page. In a sealed case this comes after it is lifted. */
export async function recordPatronNotice(
  shelf: CaseRepository,
  pack: Pack,
  { actor, file, case: it }: { readonly actor: StaffActor; readonly file: CaseRow; readonly case: Case },
): Promise<void> {
  const copy = it.production?.copy
  if (copy === undefined || it.produced === undefined || !it.patronTold || it.drill) return
  const more = { recipient: it.requester.kind, channel: 'process', may: copy.records }
  await recordCopyEntry(shelf, pack, { actor, file, kind: 'disclosure-told', copy, more })
}
