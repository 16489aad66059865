import { z } from 'zod'
import {
  type Case,
  type CaseEvent,
  caseFromEvents,
  dayOfInstantIn,
  deadlineRulesOf,
  deadlinesOf,
  isOf,
  nearDay,
  nextStepsOf,
  noted,
  seesCases,
  stepLabel,
} from '../../cases/index.ts'
import { actorOf, type StaffActor } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  type FieldError,
  Form,
  SubmitButton,
  TextArea,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { accountWords } from '../../staff/pages/index.ts'
import { type AccessRefusal, findAccessCandidate, type IneligibleReason } from '../access.ts'
import type { SealedCase } from '../case-storage.ts'
import { hasAcknowledged, type SealedMatter } from '../matter.ts'
import { mayLift } from '../matter-actions.ts'
import { NothingToProveError } from '../proof.ts'
import type { SealedContext } from '../services.ts'
import { type SealedSession, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'
import { AccessList, leaveUntil } from './access-group.tsx'
import { onSealedPage, saidBy } from './matters.tsx'

export const matterFields = { reference: z.string().regex(referencePattern) }
export const matterForm = z.strictObject(matterFields)
export const matterPersonForm = z.strictObject({ ...matterFields, account: z.uuid() })
export const noteForm = z.strictObject({ ...matterFields, words: z.string().max(2000) })
export const archiveFileForm = z.strictObject({ ...matterFields, said: z.uuid() })

type Context = SealedContext
type MatterSent = z.infer<typeof matterForm>
type OpenMatter = {
  readonly actor: StaffActor
  readonly unlocked: SealedSession
  readonly matter: SealedMatter
}

/** Until they acknowledge the order, they see only that. */
export async function inMatter(
  context: Context,
  reference: string,
  work: (open: OpenMatter) => Response | Promise<Response>,
): Promise<Response> {
  const actor = actorOf(context)
  const unlocked = sessionOf(actor)
  if (!unlocked?.has(reference)) return notFoundPage(context)
  const matter = await unlocked.read(reference)
  return hasAcknowledged(matter, actor)
    ? work({ actor, unlocked, matter })
    : acknowledgePage(context, reference)
}

const toMatter = ({ c }: Context, reference: string) => c.redirect(`/sealed/matter/${reference}`, 303)

/** Undefined if the log has not signed anything to prove yet. */
export function ifProvable<T>(file: Promise<T>): Promise<T | undefined> {
  return file.catch((error: unknown) => {
    if (error instanceof NothingToProveError) return undefined
    throw error
  })
}

export function matterPage(context: Context): Promise<Response> {
  return renderMatter(context, context.c.req.param('reference') ?? '')
}

export async function acknowledgeOrder(context: Context, { reference }: MatterSent): Promise<Response> {
  const actor = actorOf(context)
  const session = sessionOf(actor)
  if (!session?.has(reference)) return notFoundPage(context)
  await context.services.sealedAccess.bind(actor, session, reference)
  return toMatter(context, reference)
}

export function grantAccess(
  context: Context,
  { reference, account }: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(context, reference, async ({ actor, unlocked }) => {
    const { side } = await unlocked.read(reference)
    const candidate = await findAccessCandidate(context.services, side, account)
    if (typeof candidate === 'string') return candidate
    const today = context.services.clock.today()
    const until = await leaveUntil(context, { side, account }, candidate.role, today)
    return context.services.sealedAccess.clear(actor, unlocked, reference, candidate, until)
  })
}

export function removeAccess(
  context: Context,
  { reference, account }: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(context, reference, ({ actor, unlocked }) =>
    context.services.sealedAccess.revoke(actor, unlocked, reference, account),
  )
}

function changeAccess(
  context: Context,
  reference: string,
  work: (open: OpenMatter) => Promise<'done' | IneligibleReason | AccessRefusal>,
): Promise<Response> {
  return inMatter(context, reference, async (open) => {
    const done = await work(open)
    if (done === 'done') return toMatter(context, reference)
    return renderMatter(context, reference, {
      field: 'main',
      message: sealedWords(context).matter.refused[done],
    })
  })
}

export function noteInMatter(
  context: Context,
  { reference, words }: z.infer<typeof noteForm>,
): Promise<Response> {
  return inMatter(context, reference, async ({ actor }) => {
    const { matter: say } = sealedWords(context)
    const wrong = (message: string) => renderMatter(context, reference, { field: 'words', message })
    if (words.trim() === '') return wrong(say.noteMissing)
    const note = { what: 'noted', words: words.trim() } as const
    const taken = await context.services.cases.take(actor, reference, note)
    if (taken === 'unknown' || 'refused' in taken) return wrong(say.noteRefused)
    return toMatter(context, reference)
  })
}

export function liftMatter(context: Context, { reference }: MatterSent): Promise<Response> {
  return inMatter(context, reference, async ({ actor, unlocked, matter }) => {
    const { sealedAccess, sealedIntake } = context.services
    const { matter: say } = sealedWords(context)
    const refused = (message: string) => renderMatter(context, reference, { field: 'main', message })
    if (!sealedAccess.answersFor(actor, matter.side)) return refused(say.refused['not-yours'])
    const lifted = await sealedIntake.lifts.lift(actor, unlocked, reference)
    if (lifted === 'lifted') return context.c.redirect(`/cases/${reference}`, 303)
    return refused({ wait: say.proofWaits, 'not-ended': say.liftNotYet, unproved: say.liftUnproved }[lifted])
  })
}

async function renderMatter(context: Context, reference: string, error?: FieldError): Promise<Response> {
  return inMatter(context, reference, (open) => showMatter(context, open, error ? [error] : []))
}

async function showMatter(
  context: Context,
  { actor, matter }: OpenMatter,
  errors: readonly FieldError[],
): Promise<Response> {
  const { reference, side, cleared } = matter
  const say = sealedWords(context)
  const answers = context.services.sealedAccess.answersFor(actor, side)
  const sealedCase = matter.file as SealedCase
  const { events } = sealedCase
  const known = caseFromEvents(events)
  return showForm(
    context,
    { title: say.matter.title(reference), errors },
    <>
      <h2>{say.matter.facts}</h2>
      {saidBy(known).map((words) => (
        <p class="carrel-written">{words}</p>
      ))}
      {seesCases(context) ? (
        <a class="usa-button carrel-go" href={`/cases/${reference}`}>
          {say.matter.toCase}
        </a>
      ) : (
        <MatterCaseSteps
          context={context}
          reference={reference}
          known={known}
          events={events}
          errors={errors}
        />
      )}
      <h2>{say.matter.who}</h2>
      {
        await AccessList({
          context,
          side,
          cleared,
          answers,
          bind: true,
          clearTo: '/sealed/matter/clear',
          revokeTo: '/sealed/matter/revoke',
          hidden: { reference },
        })
      }
      {answers && (
        <>
          <h2>{say.matter.lift}</h2>
          <p>{say.matter.liftSays}</p>
          {!mayLift(sealedCase) && <p>{say.matter.liftNotYet}</p>}
          {mayLift(sealedCase) && (
            <Form context={context} action="/sealed/matter/lift">
              <SubmitButton look="secondary" name="reference" value={reference}>
                {say.matter.liftGo}
              </SubmitButton>
            </Form>
          )}
        </>
      )}
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
  )
}

function acknowledgePage(context: StaffContext, reference: string): Response | Promise<Response> {
  const { matter: say } = sealedWords(context)
  return show(
    context,
    say.boundTitle,
    <>
      <h1>{say.boundTitle}</h1>
      <Alert kind="warning">{say.bound}</Alert>
      <Form context={context} action="/sealed/matter/bound">
        <SubmitButton look="big" name="reference" value={reference}>
          {say.boundGo}
        </SubmitButton>
      </Form>
    </>,
  )
}

export function moveMatter(context: Context, { reference }: MatterSent): Promise<Response> {
  return inMatter(context, reference, async ({ actor, unlocked }) => {
    const done = await context.services.sealedIntake.moves.aboutDirector(actor, unlocked, reference)
    if (done === 'done') return context.c.redirect('/sealed', 303)
    return onSealedPage(context, sealedWords(context).ends.refused[done])
  })
}

export function archiveMatterFile(
  context: Context,
  { reference, said }: z.infer<typeof archiveFileForm>,
): Promise<Response> {
  return inMatter(context, reference, async ({ actor, unlocked }) => {
    const { matter, ends, otherPassphrase } = sealedWords(context)
    const secret = unlocked.files.passphraseOf(`archive ${reference}`, said)
    if (secret === undefined) return onSealedPage(context, otherPassphrase)
    const { moves } = context.services.sealedIntake
    const made = moves.archiveFile(actor, unlocked, reference, secret)
    const file = await ifProvable(made.then((bytes) => bytes ?? 'not-closed'))
    if (file === undefined) return onSealedPage(context, matter.proofWaits)
    return file === 'not-closed' ? onSealedPage(context, ends.notClosed) : proofDownload(context, file)
  })
}

export function archiveMatter(context: Context, { reference }: MatterSent): Promise<Response> {
  return inMatter(context, reference, async ({ actor, unlocked }) => {
    const isDone = await context.services.sealedIntake.moves.archive(actor, unlocked, reference)
    if (isDone) return context.c.redirect('/sealed', 303)
    return onSealedPage(context, sealedWords(context).ends.notSaved)
  })
}

/** One name for all files, because it stays in the browser's downloads. */
export function proofDownload({ c }: StaffContext, file: Buffer): Response {
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="carrel.age"',
    'Cache-Control': 'no-store',
  })
}

type MatterCaseStepsProps = {
  readonly context: Context
  readonly reference: string
  readonly known: Case
  readonly events: readonly CaseEvent[]
  readonly errors: readonly FieldError[]
}

const MatterCaseSteps = ({ context, reference, known, events, errors }: MatterCaseStepsProps) => {
  const sealed = sealedWords(context)
  const formats = formatsOf(context)
  const { matter: say } = sealed
  const { rules } = context.services.cases
  const dayOf = dayOfInstantIn(context.pack.timeZone)
  const deadlines = rules === undefined ? [] : deadlinesOf(known, deadlineRulesOf(rules), dayOf)
  const nextSteps = nextStepsOf(known)
  const notes = events.flatMap((event) =>
    isOf(noted, event) && event.stamp.by === context.who.id ? [event] : [],
  )
  return (
    <>
      <h2>{say.open}</h2>
      {nextSteps.length === 0 && <p>{sealed.nobodyOwes}</p>}
      <ul class="usa-list">
        {nextSteps.map(({ step, by }) => (
          <li>{stepLabel(context, step, { kind: known.kind, by })}</li>
        ))}
        {deadlines.map(({ on }) => (
          <li>{capitalize(sealed.due(nearDay(context, on)))}</li>
        ))}
      </ul>
      <h2>{say.did}</h2>
      {notes.map(({ words, stamp }) => (
        <p class="carrel-written">
          {formats.moment(new Date(stamp.at), context.pack.timeZone)}: {words}
        </p>
      ))}
      <Form context={context} action="/sealed/matter/note" class="usa-form carrel-form">
        <input type="hidden" name="reference" value={reference} />
        <TextArea name="words" label={say.note} rows={4} errors={errors} />
        <SubmitButton>{say.noteGo}</SubmitButton>
      </Form>
    </>
  )
}
