import { z } from 'zod'
import {
  type Case,
  type CaseEvent,
  caseFromEvents,
  dayOfInstantIn,
  deadlineRulesOf,
  deadlinesOf,
  nearDay,
  nextStepsOf,
  seesCases,
  stepLabel,
} from '../../cases/index.ts'
import { actorOf } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import { Alert, BackLink, type FieldError, Form, TextArea } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { accountWords } from '../../staff/index.ts'
import { type AccessRefusal, findAccessCandidate, type IneligibleReason } from '../access.ts'
import type { SealedCase } from '../case-storage.ts'
import { accessGroups, hasAcknowledged, type SealedMatter } from '../matter.ts'
import { emptyProofFile, matterProofFile, mayLift } from '../matter-actions.ts'
import { NothingToProveError } from '../proof.ts'
import type { SealedServices } from '../services.ts'
import { type SealedSession, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'
import { AccessList, MatterProofForm } from './matter-parts.tsx'
import { renderSealedMatters, saidBy } from './matters.tsx'

const matterFields = { reference: z.string().regex(referencePattern) }
export const acknowledgeForm = z.strictObject(matterFields)
export const matterPersonForm = z.strictObject({ ...matterFields, account: z.uuid() })
/** The entry's position in the log; '' for all of it. */
const entryPlace = z
  .string()
  .regex(/^\d{0,7}$/)
  .optional()
export const proofForm = z.strictObject({ ...matterFields, entry: entryPlace, said: z.uuid() })
export const noteForm = z.strictObject({ ...matterFields, words: z.string().max(2000) })
export const liftForm = z.strictObject(matterFields)

/** Until they acknowledge the order, they see only that. */
export function matterPage(context: StaffContext<SealedServices>): Promise<Response> {
  return renderMatter(context, context.c.req.param('reference') ?? '')
}

export async function acknowledgeOrder(
  context: StaffContext<SealedServices>,
  { reference }: z.infer<typeof acknowledgeForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const session = sessionOf(actor)
  if (!session?.has(reference)) return notFoundPage(context)
  await context.services.sealedAccess.bind(actor, session, reference)
  return context.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function grantAccess(
  context: StaffContext<SealedServices>,
  sent: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(context, sent.reference, async (unlocked) => {
    const { side } = await unlocked.read(sent.reference)
    const whom = await findAccessCandidate(context.services, side, sent.account)
    if (typeof whom === 'string') return whom
    return context.services.sealedAccess.clear(actorOf(context), unlocked, sent.reference, whom)
  })
}

export async function removeAccess(
  context: StaffContext<SealedServices>,
  sent: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(context, sent.reference, (unlocked) =>
    context.services.sealedAccess.revoke(actorOf(context), unlocked, sent.reference, sent.account),
  )
}

/** The matter, if they acknowledged its order; otherwise the page to show. */
async function acknowledgedMatter(
  context: StaffContext<SealedServices>,
  reference: string,
): Promise<Response | { readonly unlocked: SealedSession; readonly it: SealedMatter }> {
  const actor = actorOf(context)
  const unlocked = sessionOf(actor)
  if (!unlocked?.has(reference)) return notFoundPage(context)
  const it = await unlocked.read(reference)
  return hasAcknowledged(it, actor) ? { unlocked, it } : acknowledgePage(context, reference)
}

async function changeAccess(
  context: StaffContext<SealedServices>,
  reference: string,
  work: (unlocked: SealedSession) => Promise<'done' | IneligibleReason | AccessRefusal>,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const done = await work(bound.unlocked)
  if (done === 'done') return context.c.redirect(`/sealed/matter/${reference}`, 303)
  return renderMatter(context, reference, [
    { field: 'main', message: sealedWords(context).matter.refused[done] },
  ])
}

/** Only for officers: others have no use for it, and it stays valid after access is removed. */
export async function matterProof(
  context: StaffContext<SealedServices>,
  { reference, entry: place, said }: z.infer<typeof proofForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const actor = actorOf(context)
  const { sealedAccess } = context.services
  const { matter: say } = sealedWords(context)
  const refused = (message: string) => renderMatter(context, reference, [{ field: 'main', message }], place)
  if (!sealedAccess.answersFor(actor, it.side)) return refused(say.refused['not-yours'])
  const secret = unlocked.files.passphraseOf(`proof ${reference}`, said)
  if (secret === undefined) return refused(sealedWords(context).otherPassphrase)
  const entry = place ? Number(place) : undefined
  if (entry !== undefined && entry >= it.log.length) return notFoundPage(context)
  const file = await matterProofFile(unlocked, reference, context.services.ring, secret, entry).catch(
    (error: unknown) => {
      if (error instanceof NothingToProveError) return undefined
      throw error
    },
  )
  if (file === undefined) return refused(say.proofWaits)
  await sealedAccess.noteMade(actor, unlocked, reference, 'proof-made')
  return proofDownload(context, file)
}

export async function noteInMatter(
  context: StaffContext<SealedServices>,
  { reference, words }: z.infer<typeof noteForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const { matter: say } = sealedWords(context)
  const wrong = (message: string) => renderMatter(context, reference, [{ field: 'words', message }])
  if (words.trim() === '') return wrong(say.noteMissing)
  const what = { what: 'noted', words: words.trim() } as const
  const taken = await context.services.cases.take(actorOf(context), reference, what)
  if (taken === 'unknown' || 'refused' in taken) return wrong(say.noteRefused)
  return context.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function liftMatter(
  context: StaffContext<SealedServices>,
  { reference }: z.infer<typeof liftForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const { sealedAccess, sealedIntake } = context.services
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  if (!sealedAccess.answersFor(actor, it.side)) {
    return renderMatter(context, reference, [
      { field: 'main', message: sealedWords(context).matter.refused['not-yours'] },
    ])
  }
  const lifted = await sealedIntake.lifts.lift(actor, unlocked, reference)
  if (lifted === 'lifted') return context.c.redirect(`/cases/${reference}`, 303)
  const { liftNotYet, proofWaits, liftUnproved } = sealedWords(context).matter
  const message = { wait: proofWaits, 'not-ended': liftNotYet, unproved: liftUnproved }[lifted]
  return renderMatter(context, reference, [{ field: 'main', message }])
}

async function renderMatter(
  context: StaffContext<SealedServices>,
  reference: string,
  errors: readonly FieldError[] = [],
  entry?: string,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const say = sealedWords(context)
  const title = say.matter.title(reference)
  const answers = context.services.sealedAccess.answersFor(actorOf(context), it.side)
  const kept = it.file as SealedCase
  const { events } = kept
  const known = caseFromEvents(events)
  return showForm(
    context,
    { title: title, errors },
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
        <MatterCaseSteps {...{ context, reference, known, events, errors }} />
      )}
      <h2>{say.matter.who}</h2>
      {
        await AccessList({
          ...{ context, side: it.side, cleared: it.cleared, answers, bind: true },
          ...{ clearTo: '/sealed/matter/clear', revokeTo: '/sealed/matter/revoke', hidden: { reference } },
        })
      }
      {answers && (
        <>
          <h2>{say.matter.proof}</h2>
          <p>{say.matter.proofSays}</p>
          {await MatterProofForm({ context, it, said: unlocked.files.say(`proof ${reference}`), entry })}
        </>
      )}
      {answers && (
        <>
          <h2>{say.matter.lift}</h2>
          <p>{say.matter.liftSays}</p>
          {!mayLift(kept) && <p>{say.matter.liftNotYet}</p>}
          {mayLift(kept) && (
            <Form context={context} action="/sealed/matter/lift">
              <button
                type="submit"
                name="reference"
                value={reference}
                class="usa-button usa-button--secondary"
              >
                {say.matter.liftGo}
              </button>
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
        <button type="submit" name="reference" value={reference} class="usa-button usa-button--big">
          {say.boundGo}
        </button>
      </Form>
    </>,
  )
}

const matterToEndFields = { reference: z.string().regex(referencePattern) }
export const moveForm = z.strictObject(matterToEndFields)
export const archiveFileForm = z.strictObject({ ...matterToEndFields, said: z.uuid() })
export const archiveForm = z.strictObject(matterToEndFields)

export function moveMatter(
  context: StaffContext<SealedServices>,
  { reference }: z.infer<typeof moveForm>,
): Promise<Response> | Response {
  return withMatter(context, reference, async (unlocked) => {
    const { moves } = context.services.sealedIntake
    const done = await moves.aboutDirector(actorOf(context), unlocked, reference)
    return done === 'done' ? undefined : sealedWords(context).ends.refused[done]
  })
}

export async function archiveMatterFile(
  context: StaffContext<SealedServices>,
  { reference, said }: z.infer<typeof archiveFileForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const { unlocked } = bound
  const actor = actorOf(context)
  const say = sealedWords(context)
  const refused = (message: string) => renderSealedMatters(context, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`archive ${reference}`, said)
  if (secret === undefined) return refused(say.otherPassphrase)
  try {
    const file = await context.services.sealedIntake.moves.archiveFile(actor, unlocked, reference, secret)
    if (file === undefined) return refused(say.ends.notClosed)
    return proofDownload(context, file)
  } catch (error) {
    if (error instanceof NothingToProveError) return refused(say.matter.proofWaits)
    throw error
  }
}

export function archiveMatter(
  context: StaffContext<SealedServices>,
  { reference }: z.infer<typeof archiveForm>,
): Promise<Response> | Response {
  return withMatter(context, reference, async (unlocked) => {
    const { moves } = context.services.sealedIntake
    const isDone = await moves.archive(actorOf(context), unlocked, reference)
    return isDone ? undefined : sealedWords(context).ends.notSaved
  })
}

async function withMatter(
  context: StaffContext<SealedServices>,
  reference: string,
  work: (unlocked: SealedSession) => Promise<string | undefined>,
): Promise<Response> {
  const bound = await acknowledgedMatter(context, reference)
  if (bound instanceof Response) return bound
  const message = await work(bound.unlocked)
  if (message === undefined) return context.c.redirect('/sealed', 303)
  return renderSealedMatters(context, [{ field: 'main', message }])
}

export const emptyProofForm = z.strictObject({ side: z.enum(accessGroups), said: z.uuid() })

/** Only for officers, because it tells how many slots are free. */
export async function emptyProof(
  context: StaffContext<SealedServices>,
  { side, said }: z.infer<typeof emptyProofForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const { services } = context
  const unlocked = sessionOf(actor)
  if (!unlocked?.sides.includes(side) || !services.sealedAccess.answersFor(actor, side))
    return notFoundPage(context)
  const saying = (message: string) => renderSealedMatters(context, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`proof ${side}`, said)
  if (secret === undefined) return saying(sealedWords(context).otherPassphrase)
  try {
    const file = await emptyProofFile(unlocked, { side }, services.ring, secret)
    return file === undefined ? saying(sealedWords(context).noneFree) : proofDownload(context, file)
  } catch (error) {
    if (error instanceof NothingToProveError) return saying(sealedWords(context).matter.proofWaits)
    throw error
  }
}

/** One name for all files, because it stays in the browser's downloads. */
function proofDownload({ c }: StaffContext, file: Buffer): Response {
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="carrel.age"',
    'Cache-Control': 'no-store',
  })
}

type MatterCaseStepsProps = {
  readonly context: StaffContext<SealedServices>
  readonly reference: string
  readonly known: Case
  readonly events: readonly CaseEvent[]
  readonly errors: readonly FieldError[]
}

const MatterCaseSteps = ({ context, reference, known, events, errors }: MatterCaseStepsProps) => {
  const sealed = sealedWords(context)
  const told = formatsOf(context)
  const { matter: say } = sealed
  const { rules } = context.services.cases
  const dayOf = dayOfInstantIn(context.pack.timeZone)
  const clocks = rules === undefined ? [] : deadlinesOf(known, deadlineRulesOf(rules), dayOf)
  const owed = nextStepsOf(known)
  const theirs = events.flatMap((event) =>
    event.what === 'noted' && event.stamp.by === context.who.id ? [event] : [],
  )
  return (
    <>
      <h2>{say.open}</h2>
      {owed.length === 0 && <p>{sealed.nobodyOwes}</p>}
      <ul class="usa-list">
        {owed.map(({ step, by }) => (
          <li>{stepLabel(context, step, { kind: known.kind, by })}</li>
        ))}
        {clocks.map(({ on }) => (
          <li>{capitalize(sealed.due(nearDay(context, on)))}</li>
        ))}
      </ul>
      <h2>{say.did}</h2>
      {theirs.map(({ words, stamp }) => (
        <p class="carrel-written">
          {told.moment(new Date(stamp.at), context.pack.timeZone)}: {words}
        </p>
      ))}
      <Form context={context} action="/sealed/matter/note" class="usa-form carrel-form">
        <input type="hidden" name="reference" value={reference} />
        <TextArea name="words" label={say.note} rows={4} errors={errors} />
        <button type="submit" class="usa-button">
          {say.noteGo}
        </button>
      </Form>
    </>
  )
}
