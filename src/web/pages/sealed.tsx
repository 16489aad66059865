/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { KeysOfAccountRefused } from '../../accounts/own-keys.ts'
import { openOwnKeys } from '../../accounts/own-signature.ts'
import { caseOf } from '../../casework/apply.ts'
import { clocksOf } from '../../casework/clocks.ts'
import { owedIn } from '../../casework/owed.ts'
import type { Compartment } from '../../compartments/compartment.ts'
import type { BoxAt } from '../../compartments/open-sides.ts'
import { BoxEmpty, BoxOther, NoCellFree } from '../../compartments/refusals.ts'
import { sides } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { isBoundIn, NotBound } from '../../disclosure/case-shelves.ts'
import { clockRules, dayOfInstant } from '../../disclosure/case-standing.ts'
import type { KeptCase } from '../../disclosure/compartment-shelf.ts'
import type { Actor } from '../../disclosure/request.ts'
import { caseDay, stepSaid } from '../cases/case-told.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { AgainForm } from '../views/again-form.tsx'
import { Alert } from '../views/alert.tsx'
import { AskedAbout } from '../views/asked-about.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { seesSealed, show } from '../views/layout.tsx'
import { instrumentSaid, OfSide } from '../views/sealed-came.tsx'
import { SealedEnds } from '../views/sealed-ends.tsx'
import { NotHere } from '../views/sealed-not-here.tsx'
import { SealedWarnings } from '../views/sealed-warnings.tsx'
import { actorOf, type StaffVisit, triedFrom } from '../visit.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { sealedWords } from '../words/sealed.ts'
import { secondStepWords } from '../words/second-step.ts'
import { isStale } from './second-step.tsx'

export const openForm = z.strictObject({ passphrase: z.string().max(2000) })
export const shutForm = z.strictObject({})
/** `came`: the id of what they were shown in the box: something else may lie there by now. */
const ofBox = {
  ...{ side: z.enum(sides), box: z.coerce.number().int().min(0).max(63) },
  came: z.string().regex(/^[\w-]{22}$/),
}
export const takeForm = z.strictObject(ofBox)
export const joinForm = z.strictObject({ ...ofBox, reference: z.string().regex(caseReference) })
export const discardForm = z.strictObject({ ...ofBox, reason: z.string().trim().max(200) })

/** Sealed matters: shut, the same for everybody, whether there are any or none. */
export function sealedPage(visit: StaffVisit): Promise<Response> {
  return sealedShown(visit, [])
}

/** Opens what somebody's own passphrase opens, for ten minutes. */
export async function openSealed(
  visit: StaffVisit,
  { passphrase }: z.infer<typeof openForm>,
): Promise<Response> {
  const { house, who } = visit
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const { compartments } = house
  if (compartments === undefined) return sealedShown(visit, [])
  try {
    const attempt = () => openOwnKeys(house, { account: who, passphrase, from: triedFrom(visit) })
    const opened = await tried(visit, who.signIn, attempt, (found) => found !== null)
    if (opened === tooMany) return sealedShown(visit, [wrong(passphraseWords(visit).tooMany)], 429)
    if (opened === null) return sealedShown(visit, wrongTry(visit, wrong(passphraseWords(visit).notYours)))
    const unlocked = await compartments.unlock(opened.keys.sealing, who.id)
    await house.gate.sealedPeople.noteOpened(actorOf(visit), unlocked)
    await house.gate.copies.endDueSealed({ ...actorOf(visit), unlocked })
    house.openSessions.put(who.tokenHash, unlocked, house.clock.now())
  } catch (error) {
    if (error instanceof KeysOfAccountRefused)
      return sealedShown(visit, [wrong(passphraseWords(visit).keysShut)])
    throw error
  }
  return visit.c.redirect('/sealed', 303)
}

export function shutSealed(visit: StaffVisit): Response {
  visit.house.openSessions.shut(visit.who.tokenHash)
  return visit.c.redirect('/sealed', 303)
}

/** Makes a sealed matter of what came. */
export function takeSealed(visit: StaffVisit, sent: z.infer<typeof takeForm>): Promise<Response> {
  return withBox(visit, sent, async (actor, unlocked, from) => {
    const reference = await visit.house.gate.sealed.takeIn(actor, unlocked, from)
    return visit.c.redirect(`/sealed/matter/${reference}`, 303)
  })
}

/** Puts what came with a sealed matter that is there. */
export function joinSealed(
  visit: StaffVisit,
  { reference, ...sent }: z.infer<typeof joinForm>,
): Promise<Response> {
  return withBox(visit, sent, async (actor, unlocked, from) => {
    if (!unlocked.has(reference)) return visit.c.redirect('/sealed', 303)
    if (!isBoundIn(await unlocked.read(reference), actor)) throw new NotBound(reference)
    const done = await visit.house.gate.sealed.join(actor, unlocked, from, reference)
    if (done === 'done') return visit.c.redirect(`/sealed/matter/${reference}`, 303)
    return sealedShown(visit, [{ field: 'main', message: sealedWords(visit).notTaken }])
  })
}

/** Throws away what is no matter, with who did it and why in the side's own log. */
export function discardSealed(
  visit: StaffVisit,
  { reason, ...sent }: z.infer<typeof discardForm>,
): Promise<Response> {
  return withBox(visit, sent, async (actor, unlocked, from) => {
    if (reason === '')
      return sealedShown(visit, [{ field: 'main', message: sealedWords(visit).discard.noReason }])
    await unlocked.throwAway(from, actor.accountId, reason)
    return visit.c.redirect('/sealed', 303)
  })
}

/** What is done with a box, by those who answer for its side, where the same still lies there. */
async function withBox(
  visit: StaffVisit,
  { came, ...box }: z.infer<typeof takeForm>,
  work: (actor: Actor, unlocked: Unlocked, from: Required<BoxAt>) => Promise<Response>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { unlocked } = actor
  const { sealedPeople } = visit.house.gate
  if (!unlocked?.sides.includes(box.side) || !sealedPeople.answersFor(actor, box.side))
    return visit.c.redirect('/sealed', 303)
  const refused = (message: string) => sealedShown(visit, [{ field: 'main', message }])
  try {
    return await work(actor, unlocked, { ...box, id: came })
  } catch (error) {
    if (error instanceof NoCellFree) return refused(sealedWords(visit).noCell)
    if (error instanceof BoxOther) return refused(sealedWords(visit).boxOther)
    // Another took it in a moment ago.
    if (error instanceof BoxEmpty) return visit.c.redirect('/sealed', 303)
    throw error
  }
}

export async function sealedShown(
  visit: StaffVisit,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const say = sealedWords(visit)
  const frame = frameWords(visit)
  const { unlocked } = actorOf(visit)
  const { compartments } = visit.house
  const isHere = seesSealed(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.title) : say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.intro}</p>
      <ErrorSummary visit={visit} errors={errors} />
      {compartments === undefined && isHere && <Alert kind="warning">{say.elsewhere}</Alert>}
      {compartments !== undefined && unlocked === undefined && isHere && (
        <Locked visit={visit} errors={errors} asks={await isStale(visit)} />
      )}
      {!isHere && <NotHere visit={visit} />}
      {unlocked !== undefined && (await Opened({ visit, unlocked }))}
      <AskedAbout visit={visit} />
    </>,
    errors.length > 0 ? status : 200,
  )
}

const Locked = ({
  visit,
  errors,
  asks,
}: {
  readonly visit: StaffVisit
  readonly errors: readonly FieldError[]
  /** They show first who they are, with both steps. */
  readonly asks: boolean
}) => {
  const say = sealedWords(visit)
  const secondStep = secondStepWords(visit)
  return (
    <>
      {asks && <h2>{secondStep.again.title}</h2>}
      {asks && <p>{secondStep.again.why['sealed-open']}</p>}
      {asks ? (
        <AgainForm visit={visit} back="sealed-open" />
      ) : (
        <form method="post" action="/sealed/open" class="usa-form carrel-form">
          <Word visit={visit} />
          <TextField
            name="passphrase"
            label={say.passphrase}
            hint={say.openSays}
            type="password"
            autocomplete="current-password"
            maxlength={2000}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {say.open}
          </button>
        </form>
      )}
      <p>
        <a class="usa-link" href="/sealed/set-up">
          {say.setUp.title}
        </a>
        {' · '}
        <a class="usa-link" href="/sealed/recover">
          {say.recover.title}
        </a>
      </p>
    </>
  )
}

type OpenedProps = { readonly visit: StaffVisit; readonly unlocked: Unlocked }

async function Opened({ visit, unlocked }: OpenedProps) {
  const say = sealedWords(visit)
  const matters = await Promise.all(unlocked.references.map((reference) => unlocked.read(reference)))
  const isNothing = unlocked.sides.length === 0 && matters.length === 0
  return (
    <>
      <Alert kind="info">{isNothing ? say.nothing : say.isOpen}</Alert>
      <SealedWarnings visit={visit} unlocked={unlocked} />
      <form method="post" action="/sealed/shut">
        <Word visit={visit} />
        <button type="submit" class="usa-button usa-button--outline">
          {say.shut}
        </button>
      </form>
      {!isNothing && (
        <section aria-labelledby="matters">
          <h2 id="matters">{say.matters}</h2>
          {matters.length === 0 && <p>{say.noMatters}</p>}
          <ul class="carrel-computers">
            {matters.map((it) => (
              <Matter visit={visit} unlocked={unlocked} it={it} />
            ))}
          </ul>
        </section>
      )}
      {await Promise.all(unlocked.sides.map((side) => OfSide({ visit, unlocked, side, matters })))}
    </>
  )
}

/** Whoever did not say yet that they are bound sees its reference alone. */
const Matter = ({ visit, unlocked, it }: OpenedProps & { readonly it: Compartment }) => {
  const say = sealedWords(visit)
  const casesPage = casesPageWords(visit)
  const { rules } = visit.house.gate.cases
  const isBound = isBoundIn(it, actorOf(visit))
  const file = it.file as KeptCase
  const known = caseOf(file.events)
  const [owed] = owedIn(known)
  const [clock] =
    rules === undefined ? [] : clocksOf(known, clockRules(rules), dayOfInstant(visit.pack.timeZone))
  return (
    <li class="carrel-computer">
      <div>
        <strong>{it.reference}</strong>
        {isBound && (
          <>
            <br />
            {casesPage.kind[known.kind]}. {file.instrument && `${instrumentSaid(visit, file.instrument)}. `}
            {owed === undefined
              ? say.nobodyOwes
              : `${say.next}: ${stepSaid(visit, owed.step, { kind: known.kind, by: owed.by })}`}
            {clock && `, ${say.due(caseDay(visit, clock.on))}`}
          </>
        )}
      </div>
      <a
        class="usa-button usa-button--outline"
        href={`/sealed/matter/${it.reference}`}
        aria-label={say.matter.title(it.reference)}
      >
        {say.look}
      </a>
      {isBound && <SealedEnds visit={visit} unlocked={unlocked} it={it} />}
    </li>
  )
}
