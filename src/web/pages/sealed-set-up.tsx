/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { identityBytes, newPaperKey, readPaperKey } from '../../backup/paper-key.ts'
import { type Side, sides } from '../../compartments/side.ts'
import type { Clearable } from '../../disclosure/sealed-people.ts'
import { privateOf, publicOfPrivate } from '../../sealing/sealed-to.ts'
import { allAccounts } from '../../store/accounts.ts'
import { liveKeys } from '../../store/accounts-keys.ts'
import { mayTry } from '../try-rate.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { PaperKeySheet } from '../views/paper-key-sheet.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'

export const setUpForm = z.strictObject({ side: z.enum(sides) })
export const recoverForm = z.strictObject({ key: z.string().max(400) })

/** The sides that somebody answers for. */
const sidesOf = (visit: StaffVisit): readonly Side[] =>
  sides.filter((side) => visit.house.gate.sealedPeople.answersFor(actorOf(visit), side))

/** Where each side is set up, once, before anything ever comes. */
export async function setUpPage(visit: StaffVisit): Promise<Response> {
  const { sealed: say } = visit.words
  const { compartments } = visit.house
  const theirs = sidesOf(visit)
  return show(
    visit,
    say.setUp.title,
    <>
      <h1>{say.setUp.title}</h1>
      <p class="usa-intro">{theirs.length === 0 ? say.setUp.notYours : say.setUp.says}</p>
      {compartments === undefined && <Alert kind="warning">{say.elsewhere}</Alert>}
      {compartments !== undefined &&
        (await Promise.all(
          theirs.map(async (side) => SideToSetUp({ visit, side, isSetUp: await compartments.isSetUp(side) })),
        ))}
      <p class="carrel-back">
        <a class="usa-link" href="/sealed">
          {say.toSealed}
        </a>
      </p>
    </>,
  )
}

async function SideToSetUp({ visit, side, isSetUp }: { visit: StaffVisit; side: Side; isSetUp: boolean }) {
  const { sealed: say } = visit.words
  const people = await officersOf(visit, side)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      {isSetUp && <p>{say.setUp.done}</p>}
      {!isSetUp && (
        <form method="post" action="/sealed/set-up" class="carrel-form">
          <Word visit={visit} />
          <p>{say.setUp.who}</p>
          <ul class="usa-list">
            {people.map(({ name, role, keys }) => (
              <li>
                {name}, {visit.words.roles.name[role]}
                {keys === null && ` (${say.setUp.noKeys})`}
              </li>
            ))}
          </ul>
          <p>{say.setUp.paper}</p>
          <button type="submit" name="side" value={side} class="usa-button">
            {say.setUp.go}
          </button>
        </form>
      )}
    </section>
  )
}

/** Sets a side up, and shows the key for the safe, this once. */
export async function setUpSide(visit: StaffVisit, { side }: z.infer<typeof setUpForm>): Promise<Response> {
  const { house } = visit
  const { compartments } = house
  const actor = actorOf(visit)
  if (compartments === undefined || !sidesOf(visit).includes(side))
    return visit.c.redirect('/sealed/set-up', 303)
  const people = await officersOf(visit, side)
  const cleared = people.flatMap(({ id, role, keys }) =>
    keys === null ? [] : [house.gate.sealedPeople.cleared(actor, { account: id, role, publicKey: keys })],
  )
  const key = await newPaperKey()
  const recovery = publicOfPrivate(privateOf(identityBytes(key.identity))).toString('base64')
  const done = await compartments.setUp(side, { cleared, recovery })
  if (done === 'is-set-up') return visit.c.redirect('/sealed/set-up', 303)
  const { paperKey } = visit.words.sealed
  visit.c.header('Cache-Control', 'no-store')
  return show(visit, paperKey.title, <PaperKeySheet visit={visit} side={side} paper={key} />)
}

/** Where somebody types the key on paper in. */
export function recoverPage(visit: StaffVisit): Response | Promise<Response> {
  return asked(visit, [])
}

/** By the paper, whoever answers for a side is cleared for all that the paper opens. */
export async function recoverSealed(
  visit: StaffVisit,
  { key }: z.infer<typeof recoverForm>,
): Promise<Response> {
  const { house, who, words } = visit
  const say = words.sealed.recover
  const wrong = (message: string, status?: 429) => asked(visit, [{ field: 'key', message }], { status, key })
  if (!mayTry(visit, who.signIn)) return wrong(words.passphrase.tooMany, 429)
  const { compartments } = house
  const read = await readPaperKey(key)
  if (!read.ok) return wrong(say.mistyped(read.groups))
  const byPaper = await compartments?.unlock(privateOf(identityBytes(read.identity)), who.id)
  const actor = actorOf(visit)
  const opens = byPaper?.sides.some((side) => house.gate.sealedPeople.answersFor(actor, side))
  if (byPaper === undefined || !opens) return wrong(say.wrong)
  const keys = await liveKeys(house.app, house.ring, who.id)
  if (keys === null) return wrong(say.noKeys)
  const whom: Clearable = {
    account: who.id,
    role: actor.president ? 'president' : who.role,
    publicKey: keys.sealingPublic,
  }
  await house.gate.sealedPeople.recover(actor, byPaper, whom)
  house.openSessions.shut(who.tokenHash)
  return visit.c.redirect('/sealed', 303)
}

function asked(
  visit: StaffVisit,
  errors: readonly FieldError[],
  /** What was typed stands there again: it is long, and a slip in it is one of 58 signs. */
  { status = 422, key = '' }: { readonly status?: 422 | 429 | undefined; readonly key?: string } = {},
): Response | Promise<Response> {
  const { sealed: say, frame } = visit.words
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.recover.title) : say.recover.title,
    <>
      <h1>{say.recover.title}</h1>
      <p class="usa-intro">{say.recover.says}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/sealed/recover" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextArea
          name="key"
          label={say.recover.key}
          hint={say.recover.keyHint}
          rows={4}
          value={key}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          {say.recover.go}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/sealed">
          {say.toSealed}
        </a>
      </p>
    </>,
    errors.length > 0 ? status : 200,
  )
}

/** Those who answer for a side, each with the public half of the keys they have. */
async function officersOf({ house }: StaffVisit, side: Side) {
  const people = (await allAccounts(house.app)).filter(({ role, president }) =>
    side === 'director' ? role === 'director' || role === 'counsel' : president || role === 'counsel',
  )
  return Promise.all(
    people.map(async ({ id, name, role }) => ({
      ...{ id, name, role },
      keys: (await liveKeys(house.app, house.ring, id))?.sealingPublic ?? null,
    })),
  )
}
