/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { caseOf } from '../../casework/apply.ts'
import type { Compartment } from '../../compartments/compartment.ts'
import { NothingToProve } from '../../compartments/proof.ts'
import { proofFile } from '../../compartments/proof-file.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { isBoundIn } from '../../disclosure/case-shelves.ts'
import { clearableFor, type Unclearable } from '../../disclosure/clearable.ts'
import type { KeptCase } from '../../disclosure/compartment-shelf.ts'
import { mayBeTold } from '../../disclosure/sealed-asks.ts'
import type { ClearRefused } from '../../disclosure/sealed-people.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { seesCases, show } from '../views/layout.tsx'
import { SealedAsked } from '../views/sealed-asked.tsx'
import { saidBy } from '../views/sealed-came.tsx'
import { SealedPeopleList } from '../views/sealed-people.tsx'
import { MatterProofForm } from '../views/sealed-proof-form.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { sealedWords } from '../words/sealed.ts'
import { notHere } from './errors.tsx'
import { sealedFile } from './sealed-proofs.ts'

const ofMatter = { reference: z.string().regex(caseReference) }
export const boundForm = z.strictObject(ofMatter)
export const personForm = z.strictObject({ ...ofMatter, account: z.uuid() })
/** `entry`: its place in the log; '' is all of it. */
const entryPlace = z
  .string()
  .regex(/^\d{0,7}$/)
  .optional()
export const proofForm = z.strictObject({ ...ofMatter, entry: entryPlace, said: z.uuid() })
export const noteForm = z.strictObject({ ...ofMatter, words: z.string().max(2000) })
export const liftForm = z.strictObject(ofMatter)

/** A sealed matter: who may open it, its proof, and its end. Whoever is not bound yet sees that they are, and nothing else. */
export function matterPage(visit: StaffVisit): Promise<Response> {
  return shown(visit, visit.c.req.param('reference') ?? '')
}

export async function bindToMatter(
  visit: StaffVisit,
  { reference }: z.infer<typeof boundForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  if (!actor.unlocked?.has(reference)) return notHere(visit)
  await visit.house.gate.sealedPeople.bind(actor, actor.unlocked, reference)
  return visit.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function clearPerson(visit: StaffVisit, sent: z.infer<typeof personForm>): Promise<Response> {
  return withPeople(visit, sent.reference, async (unlocked) => {
    const { side } = await unlocked.read(sent.reference)
    const whom = await clearableFor(visit.house, side, sent.account)
    if (typeof whom === 'string') return whom
    return visit.house.gate.sealedPeople.clear(actorOf(visit), unlocked, sent.reference, whom)
  })
}

export async function revokePerson(visit: StaffVisit, sent: z.infer<typeof personForm>): Promise<Response> {
  return withPeople(visit, sent.reference, (unlocked) =>
    visit.house.gate.sealedPeople.revoke(actorOf(visit), unlocked, sent.reference, sent.account),
  )
}

/** A matter that is open to somebody who said that they are bound; or what they get in its place. */
export async function boundTo(
  visit: StaffVisit,
  reference: string,
): Promise<Response | { readonly unlocked: Unlocked; readonly it: Compartment }> {
  const actor = actorOf(visit)
  const { unlocked } = actor
  if (!unlocked?.has(reference)) return notHere(visit)
  const it = await unlocked.read(reference)
  return isBoundIn(it, actor) ? { unlocked, it } : boundPage(visit, reference)
}

async function withPeople(
  visit: StaffVisit,
  reference: string,
  work: (unlocked: Unlocked) => Promise<'done' | Unclearable | ClearRefused>,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const done = await work(bound.unlocked)
  if (done === 'done') return visit.c.redirect(`/sealed/matter/${reference}`, 303)
  return shown(visit, reference, [{ field: 'main', message: sealedWords(visit).matter.refused[done] }])
}

/**
 * A file that shows all that was done in it, under a passphrase that the page said and the program kept. Why those who answer for
 * the matter alone: it is of use to nobody else, and stays good when they are cleared no more.
 */
export async function matterProof(
  visit: StaffVisit,
  { reference, entry: place, said }: z.infer<typeof proofForm>,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const actor = actorOf(visit)
  const { sealedPeople } = visit.house.gate
  const { matter: say } = sealedWords(visit)
  const refused = (message: string) => shown(visit, reference, [{ field: 'main', message }], place)
  if (!sealedPeople.answersFor(actor, it.side)) return refused(say.refused['not-yours'])
  const secret = unlocked.files.passphraseOf(`proof ${reference}`, said)
  if (secret === undefined) return refused(sealedWords(visit).otherPassphrase)
  const entry = place ? Number(place) : undefined
  if (entry !== undefined && entry >= it.log.length) return notHere(visit)
  const file = await proofFile(unlocked, reference, visit.house.ring, secret, entry).catch(
    (error: unknown) => {
      if (error instanceof NothingToProve) return undefined
      throw error
    },
  )
  if (file === undefined) return refused(say.proofWaits)
  await sealedPeople.noteMade(actor, unlocked, reference, 'proof-made')
  return sealedFile(visit, file)
}

/** Somebody cleared writes down what they did, as a step of the case. */
export async function noteInMatter(
  visit: StaffVisit,
  { reference, words }: z.infer<typeof noteForm>,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const { matter: say } = sealedWords(visit)
  const wrong = (message: string) => shown(visit, reference, [{ field: 'words', message }])
  if (words.trim() === '') return wrong(say.noteMissing)
  const what = { what: 'noted', words: words.trim() } as const
  const taken = await visit.house.gate.cases.take(actorOf(visit), reference, what)
  if (taken === 'unknown' || 'refused' in taken) return wrong(say.noteRefused)
  return visit.c.redirect(`/sealed/matter/${reference}`, 303)
}

export async function liftMatter(
  visit: StaffVisit,
  { reference }: z.infer<typeof liftForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { gate } = visit.house
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  if (!gate.sealedPeople.answersFor(actor, it.side)) {
    return shown(visit, reference, [
      { field: 'main', message: sealedWords(visit).matter.refused['not-yours'] },
    ])
  }
  const lifted = await gate.sealed.lifts.lift(actor, unlocked, reference)
  if (lifted === 'lifted') return visit.c.redirect(`/cases/${reference}`, 303)
  const { liftNotYet, proofWaits, liftUnproved } = sealedWords(visit).matter
  const message = { wait: proofWaits, 'not-ended': liftNotYet, unproved: liftUnproved }[lifted]
  return shown(visit, reference, [{ field: 'main', message }])
}

async function shown(
  visit: StaffVisit,
  reference: string,
  errors: readonly FieldError[] = [],
  /** Of whose entry a proof was asked for. */
  entry?: string,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked, it } = bound
  const say = sealedWords(visit)
  const frame = frameWords(visit)
  const title = say.matter.title(reference)
  const answers = visit.house.gate.sealedPeople.answersFor(actorOf(visit), it.side)
  const kept = it.file as KeptCase
  const { events } = kept
  const known = caseOf(events)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <h2>{say.matter.facts}</h2>
      {saidBy(known).map((words) => (
        <p class="carrel-written">{words}</p>
      ))}
      {seesCases(visit) ? (
        <a class="usa-button carrel-go" href={`/cases/${reference}`}>
          {say.matter.toCase}
        </a>
      ) : (
        <SealedAsked {...{ visit, reference, known, events, errors }} />
      )}
      <h2>{say.matter.who}</h2>
      {
        await SealedPeopleList({
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
          {!mayBeTold(kept) && <p>{say.matter.liftNotYet}</p>}
          {mayBeTold(kept) && (
            <form method="post" action="/sealed/matter/lift">
              <Word visit={visit} />
              <button
                type="submit"
                name="reference"
                value={reference}
                class="usa-button usa-button--secondary"
              >
                {say.matter.liftGo}
              </button>
            </form>
          )}
        </>
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/sealed">
          {say.toSealed}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

function boundPage(visit: StaffVisit, reference: string): Response | Promise<Response> {
  const { matter: say } = sealedWords(visit)
  return show(
    visit,
    say.boundTitle,
    <>
      <h1>{say.boundTitle}</h1>
      <Alert kind="warning">{say.bound}</Alert>
      <form method="post" action="/sealed/matter/bound">
        <Word visit={visit} />
        <button type="submit" name="reference" value={reference} class="usa-button usa-button--big">
          {say.boundGo}
        </button>
      </form>
    </>,
  )
}
