/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { caseOf } from '../../casework/apply.ts'
import { NothingToProve } from '../../compartments/proof.ts'
import { proofFile } from '../../compartments/proof-file.ts'
import { type Side, sides } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { clearableFor, type Unclearable } from '../../disclosure/clearable.ts'
import type { KeptCase } from '../../disclosure/compartment-shelf.ts'
import { mayBeTold } from '../../disclosure/sealed-asks.ts'
import type { ClearRefused } from '../../disclosure/sealed-people.ts'
import { newPassphrase } from '../../production/encrypt.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { saidBy } from '../views/sealed-came.tsx'
import { SealedPeopleList } from '../views/sealed-people.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { notHere } from './errors.tsx'

const ofMatter = { reference: z.string().regex(caseReference) }
export const boundForm = z.strictObject(ofMatter)
export const personForm = z.strictObject({ ...ofMatter, account: z.uuid() })
export const sidePersonForm = z.strictObject({ side: z.enum(sides), account: z.uuid() })
export const proofForm = z.strictObject({ ...ofMatter, secret: z.string().min(20).max(40) })
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

async function withPeople(
  visit: StaffVisit,
  reference: string,
  work: (unlocked: Unlocked) => Promise<'done' | Unclearable | ClearRefused>,
): Promise<Response> {
  const { unlocked } = actorOf(visit)
  if (!unlocked?.has(reference)) return notHere(visit)
  const done = await work(unlocked)
  if (done === 'done') return visit.c.redirect(`/sealed/matter/${reference}`, 303)
  return shown(visit, reference, [{ field: 'main', message: visit.words.sealed.matter.refused[done] }])
}

/** A file that shows all that was done in it, under a passphrase of whoever gets it. */
export async function matterProof(visit: StaffVisit, sent: z.infer<typeof proofForm>): Promise<Response> {
  const { reference, secret } = sent
  const { unlocked } = actorOf(visit)
  if (!unlocked?.has(reference)) return notHere(visit)
  const file = await proofFile(unlocked, reference, visit.house.ring, secret).catch((error: unknown) => {
    if (error instanceof NothingToProve) return undefined
    throw error
  })
  if (file === undefined) {
    return shown(visit, reference, [{ field: 'main', message: visit.words.sealed.matter.proofWaits }])
  }
  return visit.c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="proof.age"',
    'Cache-Control': 'no-store',
  })
}

export async function liftMatter(
  visit: StaffVisit,
  { reference }: z.infer<typeof liftForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { gate } = visit.house
  if (!actor.unlocked?.has(reference)) return notHere(visit)
  const { side } = await actor.unlocked.read(reference)
  if (!gate.sealedPeople.answersFor(actor, side)) {
    return shown(visit, reference, [
      { field: 'main', message: visit.words.sealed.matter.refused['not-yours'] },
    ])
  }
  if (await gate.sealed.lift(actor, actor.unlocked, reference))
    return visit.c.redirect(`/cases/${reference}`, 303)
  return shown(visit, reference, [{ field: 'main', message: visit.words.sealed.matter.liftNotYet }])
}

async function shown(
  visit: StaffVisit,
  reference: string,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const actor = actorOf(visit)
  const { unlocked } = actor
  if (!unlocked?.has(reference)) return notHere(visit)
  const it = await unlocked.read(reference)
  const { sealed: say, frame } = visit.words
  const title = say.matter.title(reference)
  const isBound = it.cleared.some(({ account, boundAt }) => account === visit.who.id && boundAt !== undefined)
  if (!isBound) return boundPage(visit, reference)
  const answers = visit.house.gate.sealedPeople.answersFor(actor, it.side)
  const proofPassphrase = newPassphrase()
  const kept = it.file as KeptCase
  const known = caseOf(kept.events)
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
      {(answers || visit.who.role === 'counsel') && (
        <a class="usa-button carrel-go" href={`/cases/${reference}`}>
          {say.matter.toCase}
        </a>
      )}
      <h2>{say.matter.who}</h2>
      {
        await SealedPeopleList({
          ...{ visit, side: it.side, cleared: it.cleared, answers, bind: true },
          ...{ clearTo: '/sealed/matter/clear', revokeTo: '/sealed/matter/revoke', hidden: { reference } },
        })
      }
      <h2>{say.matter.proof}</h2>
      <p>{say.matter.proofSays}</p>
      <form method="post" action="/sealed/matter/proof" class="usa-form carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="reference" value={reference} />
        <input type="hidden" name="secret" value={proofPassphrase} />
        <p>
          {say.matter.proofPassphrase} <strong>{proofPassphrase}</strong>
        </p>
        <button type="submit" class="usa-button usa-button--outline">
          {say.matter.proofGo}
        </button>
      </form>
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
  const { matter: say } = visit.words.sealed
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

/** Who opens what comes for a side from now on. */
export function sidePeoplePage(visit: StaffVisit): Promise<Response> | Response {
  const side = sides.find((one) => one === visit.c.req.param('side'))
  return side === undefined ? notHere(visit) : sidePeople(visit, side)
}

export async function clearForSide(
  visit: StaffVisit,
  sent: z.infer<typeof sidePersonForm>,
): Promise<Response> {
  return onSide(visit, sent.side, async (unlocked) => {
    const whom = await clearableFor(visit.house, sent.side, sent.account)
    if (typeof whom === 'string') return whom
    return visit.house.gate.sealedPeople.clearForSide(actorOf(visit), unlocked, sent.side, whom)
  })
}

export async function revokeForSide(
  visit: StaffVisit,
  sent: z.infer<typeof sidePersonForm>,
): Promise<Response> {
  return onSide(visit, sent.side, (unlocked) =>
    visit.house.gate.sealedPeople.revokeForSide(actorOf(visit), unlocked, sent.side, sent.account),
  )
}

async function onSide(
  visit: StaffVisit,
  side: Side,
  work: (unlocked: Unlocked) => Promise<'done' | Unclearable | ClearRefused>,
): Promise<Response> {
  const { unlocked } = actorOf(visit)
  if (!unlocked?.sides.includes(side)) return notHere(visit)
  const done = await work(unlocked)
  if (done === 'done') return visit.c.redirect(`/sealed/people/${side}`, 303)
  return sidePeople(visit, side, [{ field: 'main', message: visit.words.sealed.matter.refused[done] }])
}

async function sidePeople(
  visit: StaffVisit,
  side: Side,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const actor = actorOf(visit)
  if (!actor.unlocked?.sides.includes(side)) return notHere(visit)
  const { sealed: say } = visit.words
  const answers = visit.house.gate.sealedPeople.answersFor(actor, side)
  return show(
    visit,
    say.sidePeople.title,
    <>
      <h1>{say.sidePeople.title}</h1>
      <p class="usa-intro">{say.sidePeople.says}</p>
      <ErrorSummary visit={visit} errors={errors} />
      {
        await SealedPeopleList({
          ...{ visit, side, cleared: actor.unlocked.clearedFor(side), answers },
          ...{ clearTo: '/sealed/people/clear', revokeTo: '/sealed/people/revoke', hidden: { side } },
        })
      }
      <p class="carrel-back">
        <a class="usa-link" href="/sealed">
          {say.toSealed}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
