/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Case } from '../../cases/case.ts'
import { dayOfInstantIn, deadlineRulesOf } from '../../cases/case-repository.ts'
import { nearDay, stepLabel } from '../../cases/case-text.ts'
import { deadlinesOf } from '../../cases/deadlines.ts'
import type { CaseEvent } from '../../cases/event.ts'
import { nextStepsOf } from '../../cases/next-steps.ts'
import { caseFromEvents } from '../../cases/reducer.ts'
import { seesCases } from '../../cases/services.ts'
import { actorOf } from '../../gate/services.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import { Alert, BackLink, type FieldError, Form, TextArea } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { accountWords } from '../../staff/words/account.ts'
import { type AccessRefusal, findAccessCandidate, type IneligibleReason } from '../access.ts'
import type { SealedCase } from '../case-repository.ts'
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
/** `entry`: its place in the log; '' is all of it. */
const entryPlace = z
  .string()
  .regex(/^\d{0,7}$/)
  .optional()
export const proofForm = z.strictObject({ ...matterFields, entry: entryPlace, said: z.uuid() })
export const noteForm = z.strictObject({ ...matterFields, words: z.string().max(2000) })
export const liftForm = z.strictObject(matterFields)

/** A sealed matter: who may open it, its proof, and its end. Whoever is not bound yet sees that they are, and nothing else. */
export function matterPage(visit: StaffContext<SealedServices>): Promise<Response> {
  return renderMatter(visit, visit.c.req.param('reference') ?? '')
}

export async function acknowledgeOrder(
  visit: StaffContext<SealedServices>,
  { reference }: z.infer<typeof acknowledgeForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const session = sessionOf(actor)
  if (!session?.has(reference)) return notFoundPage(visit)
  await visit.house.sealedAccess.bind(actor, session, reference)
  return visit.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function grantAccess(
  visit: StaffContext<SealedServices>,
  sent: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(visit, sent.reference, async (unlocked) => {
    const { side } = await unlocked.read(sent.reference)
    const whom = await findAccessCandidate(visit.house, side, sent.account)
    if (typeof whom === 'string') return whom
    return visit.house.sealedAccess.clear(actorOf(visit), unlocked, sent.reference, whom)
  })
}

export async function removeAccess(
  visit: StaffContext<SealedServices>,
  sent: z.infer<typeof matterPersonForm>,
): Promise<Response> {
  return changeAccess(visit, sent.reference, (unlocked) =>
    visit.house.sealedAccess.revoke(actorOf(visit), unlocked, sent.reference, sent.account),
  )
}

/** A matter that is open to somebody who said that they are bound; or what they get in its place. */
async function acknowledgedMatter(
  visit: StaffContext<SealedServices>,
  reference: string,
): Promise<Response | { readonly unlocked: SealedSession; readonly it: SealedMatter }> {
  const actor = actorOf(visit)
  const unlocked = sessionOf(actor)
  if (!unlocked?.has(reference)) return notFoundPage(visit)
  const it = await unlocked.read(reference)
  return hasAcknowledged(it, actor) ? { unlocked, it } : acknowledgePage(visit, reference)
}

async function changeAccess(
  visit: StaffContext<SealedServices>,
  reference: string,
  work: (unlocked: SealedSession) => Promise<'done' | IneligibleReason | AccessRefusal>,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const done = await work(bound.unlocked)
  if (done === 'done') return visit.c.redirect(`/sealed/matter/${reference}`, 303)
  return renderMatter(visit, reference, [{ field: 'main', message: sealedWords(visit).matter.refused[done] }])
}

/**
 * A file that shows all that was done in it, under a passphrase that the page said and the program kept. Why those who answer for
 * the matter alone: it is of use to nobody else, and stays good when they are cleared no more.
 */
export async function matterProof(
  visit: StaffContext<SealedServices>,
  { reference, entry: place, said }: z.infer<typeof proofForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const actor = actorOf(visit)
  const { sealedAccess } = visit.house
  const { matter: say } = sealedWords(visit)
  const refused = (message: string) => renderMatter(visit, reference, [{ field: 'main', message }], place)
  if (!sealedAccess.answersFor(actor, it.side)) return refused(say.refused['not-yours'])
  const secret = unlocked.files.passphraseOf(`proof ${reference}`, said)
  if (secret === undefined) return refused(sealedWords(visit).otherPassphrase)
  const entry = place ? Number(place) : undefined
  if (entry !== undefined && entry >= it.log.length) return notFoundPage(visit)
  const file = await matterProofFile(unlocked, reference, visit.house.ring, secret, entry).catch(
    (error: unknown) => {
      if (error instanceof NothingToProveError) return undefined
      throw error
    },
  )
  if (file === undefined) return refused(say.proofWaits)
  await sealedAccess.noteMade(actor, unlocked, reference, 'proof-made')
  return proofDownload(visit, file)
}

/** Somebody cleared writes down what they did, as a step of the case. */
export async function noteInMatter(
  visit: StaffContext<SealedServices>,
  { reference, words }: z.infer<typeof noteForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const { matter: say } = sealedWords(visit)
  const wrong = (message: string) => renderMatter(visit, reference, [{ field: 'words', message }])
  if (words.trim() === '') return wrong(say.noteMissing)
  const what = { what: 'noted', words: words.trim() } as const
  const taken = await visit.house.cases.take(actorOf(visit), reference, what)
  if (taken === 'unknown' || 'refused' in taken) return wrong(say.noteRefused)
  return visit.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function liftMatter(
  visit: StaffContext<SealedServices>,
  { reference }: z.infer<typeof liftForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { sealedAccess, sealedIntake } = visit.house
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  if (!sealedAccess.answersFor(actor, it.side)) {
    return renderMatter(visit, reference, [
      { field: 'main', message: sealedWords(visit).matter.refused['not-yours'] },
    ])
  }
  const lifted = await sealedIntake.lifts.lift(actor, unlocked, reference)
  if (lifted === 'lifted') return visit.c.redirect(`/cases/${reference}`, 303)
  const { liftNotYet, proofWaits, liftUnproved } = sealedWords(visit).matter
  const message = { wait: proofWaits, 'not-ended': liftNotYet, unproved: liftUnproved }[lifted]
  return renderMatter(visit, reference, [{ field: 'main', message }])
}

async function renderMatter(
  visit: StaffContext<SealedServices>,
  reference: string,
  errors: readonly FieldError[] = [],
  /** Of whose entry a proof was asked for. */
  entry?: string,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const say = sealedWords(visit)
  const title = say.matter.title(reference)
  const answers = visit.house.sealedAccess.answersFor(actorOf(visit), it.side)
  const kept = it.file as SealedCase
  const { events } = kept
  const known = caseFromEvents(events)
  return showForm(
    visit,
    { title: title, errors },
    <>
      <h2>{say.matter.facts}</h2>
      {saidBy(known).map((words) => (
        <p class="carrel-written">{words}</p>
      ))}
      {seesCases(visit) ? (
        <a class="usa-button carrel-go" href={`/cases/${reference}`}>
          {say.matter.toCase}
        </a>
      ) : (
        <MatterCaseSteps {...{ visit, reference, known, events, errors }} />
      )}
      <h2>{say.matter.who}</h2>
      {
        await AccessList({
          ...{ visit, side: it.side, cleared: it.cleared, answers, bind: true },
          ...{ clearTo: '/sealed/matter/clear', revokeTo: '/sealed/matter/revoke', hidden: { reference } },
        })
      }
      {answers && (
        <>
          <h2>{say.matter.proof}</h2>
          <p>{say.matter.proofSays}</p>
          {await MatterProofForm({ visit, it, said: unlocked.files.say(`proof ${reference}`), entry })}
        </>
      )}
      {answers && (
        <>
          <h2>{say.matter.lift}</h2>
          <p>{say.matter.liftSays}</p>
          {!mayLift(kept) && <p>{say.matter.liftNotYet}</p>}
          {mayLift(kept) && (
            <Form visit={visit} action="/sealed/matter/lift">
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
      <BackLink href="/sealed">{accountWords(visit).toSealed}</BackLink>
    </>,
  )
}

function acknowledgePage(visit: StaffContext, reference: string): Response | Promise<Response> {
  const { matter: say } = sealedWords(visit)
  return show(
    visit,
    say.boundTitle,
    <>
      <h1>{say.boundTitle}</h1>
      <Alert kind="warning">{say.bound}</Alert>
      <Form visit={visit} action="/sealed/matter/bound">
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

/** A matter turned out to be about the Director: it goes where the Director is not. */
export function moveMatter(
  visit: StaffContext<SealedServices>,
  { reference }: z.infer<typeof moveForm>,
): Promise<Response> | Response {
  return withMatter(visit, reference, async (unlocked) => {
    const { moves } = visit.house.sealedIntake
    const done = await moves.aboutDirector(actorOf(visit), unlocked, reference)
    return done === 'done' ? undefined : sealedWords(visit).ends.refused[done]
  })
}

/** A closed matter, whole, for the City's safe. */
export async function archiveMatterFile(
  visit: StaffContext<SealedServices>,
  { reference, said }: z.infer<typeof archiveFileForm>,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked } = bound
  const actor = actorOf(visit)
  const say = sealedWords(visit)
  const refused = (message: string) => renderSealedMatters(visit, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`archive ${reference}`, said)
  if (secret === undefined) return refused(say.otherPassphrase)
  try {
    const file = await visit.house.sealedIntake.moves.archiveFile(actor, unlocked, reference, secret)
    if (file === undefined) return refused(say.ends.notClosed)
    return proofDownload(visit, file)
  } catch (error) {
    if (error instanceof NothingToProveError) return refused(say.matter.proofWaits)
    throw error
  }
}

/** Somebody who answers for it says that the file is saved: its sealed place is free. */
export function archiveMatter(
  visit: StaffContext<SealedServices>,
  { reference }: z.infer<typeof archiveForm>,
): Promise<Response> | Response {
  return withMatter(visit, reference, async (unlocked) => {
    const { moves } = visit.house.sealedIntake
    const isDone = await moves.archive(actorOf(visit), unlocked, reference)
    return isDone ? undefined : sealedWords(visit).ends.notSaved
  })
}

async function withMatter(
  visit: StaffContext<SealedServices>,
  reference: string,
  work: (unlocked: SealedSession) => Promise<string | undefined>,
): Promise<Response> {
  const bound = await acknowledgedMatter(visit, reference)
  if (bound instanceof Response) return bound
  const message = await work(bound.unlocked)
  if (message === undefined) return visit.c.redirect('/sealed', 303)
  return renderSealedMatters(visit, [{ field: 'main', message }])
}

export const emptyProofForm = z.strictObject({ side: z.enum(accessGroups), said: z.uuid() })

/** A file that shows that the free places of a side held nothing: for those who answer for it, since it tells how many there are. */
export async function emptyProof(
  visit: StaffContext<SealedServices>,
  { side, said }: z.infer<typeof emptyProofForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { house } = visit
  const unlocked = sessionOf(actor)
  if (!unlocked?.sides.includes(side) || !house.sealedAccess.answersFor(actor, side))
    return notFoundPage(visit)
  const saying = (message: string) => renderSealedMatters(visit, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`proof ${side}`, said)
  if (secret === undefined) return saying(sealedWords(visit).otherPassphrase)
  try {
    const file = await emptyProofFile(unlocked, { side }, house.ring, secret)
    return file === undefined ? saying(sealedWords(visit).noneFree) : proofDownload(visit, file)
  } catch (error) {
    if (error instanceof NothingToProveError) return saying(sealedWords(visit).matter.proofWaits)
    throw error
  }
}

/**
 * A file that opens to the passphrase that was shown. Why of one name, whatever it is: it stays among the browser's downloads, and
 * in its list of them.
 */
function proofDownload({ c }: StaffContext, file: Buffer): Response {
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="carrel.age"',
    'Cache-Control': 'no-store',
  })
}

type MatterCaseStepsProps = {
  readonly visit: StaffContext<SealedServices>
  readonly reference: string
  readonly known: Case
  readonly events: readonly CaseEvent[]
  readonly errors: readonly FieldError[]
}

/** What a sealed matter still asks, for somebody who is needed to comply and sees no cases; and where they say what they did. */
const MatterCaseSteps = ({ visit, reference, known, events, errors }: MatterCaseStepsProps) => {
  const sealed = sealedWords(visit)
  const told = formatsOf(visit)
  const { matter: say } = sealed
  const { rules } = visit.house.cases
  const dayOf = dayOfInstantIn(visit.pack.timeZone)
  const clocks = rules === undefined ? [] : deadlinesOf(known, deadlineRulesOf(rules), dayOf)
  const owed = nextStepsOf(known)
  const theirs = events.flatMap((event) =>
    event.what === 'noted' && event.stamp.by === visit.who.id ? [event] : [],
  )
  return (
    <>
      <h2>{say.open}</h2>
      {owed.length === 0 && <p>{sealed.nobodyOwes}</p>}
      <ul class="usa-list">
        {owed.map(({ step, by }) => (
          <li>{stepLabel(visit, step, { kind: known.kind, by })}</li>
        ))}
        {clocks.map(({ on }) => (
          <li>{capitalize(sealed.due(nearDay(visit, on)))}</li>
        ))}
      </ul>
      <h2>{say.did}</h2>
      {theirs.map(({ words, stamp }) => (
        <p class="carrel-written">
          {told.moment(new Date(stamp.at), visit.pack.timeZone)}: {words}
        </p>
      ))}
      <Form visit={visit} action="/sealed/matter/note" class="usa-form carrel-form">
        <input type="hidden" name="reference" value={reference} />
        <TextArea name="words" label={say.note} rows={4} errors={errors} />
        <button type="submit" class="usa-button">
          {say.noteGo}
        </button>
      </Form>
    </>
  )
}
