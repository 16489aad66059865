/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { identityBytes, newPaperKey, readPaperKey } from '../../backup/paper-key.ts'
import { type Side, sides } from '../../compartments/side.ts'
import { clearableFor, clearedAs, officersOfSide } from '../../disclosure/clearable.ts'
import { privateOf, publicOfPrivate } from '../../sealing/sealed-to.ts'
import { markedAccounts } from '../../store/accounts-marked.ts'
import { tooMany, tried } from '../try-rate.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { seesSealed, show } from '../views/layout.tsx'
import { PaperKeySheet } from '../views/paper-key-sheet.tsx'
import { NotHere } from '../views/sealed-not-here.tsx'
import { markOfKey, setUpBySaid } from '../views/sealed-people.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { rolesWords } from '../words/roles.ts'
import { sealedWords } from '../words/sealed.ts'

export const setUpForm = z.strictObject({ side: z.enum(sides) })
export const recoverForm = z.strictObject({
  key: z.string().max(400),
  /** Who makes room, where seven are cleared. */
  goes: z.union([z.uuid(), z.array(z.uuid()).max(20)]).optional(),
})

/** The sides that somebody sets up, and has the key on paper of. */
const sidesOf = (visit: StaffVisit): readonly Side[] =>
  sides.filter((side) => visit.house.gate.sealedPeople.keepsPaper(actorOf(visit), side))

/** Where each side is set up, once, before anything ever comes. */
export async function setUpPage(visit: StaffVisit): Promise<Response> {
  const say = sealedWords(visit)
  const { compartments } = visit.house
  const theirs = sidesOf(visit)
  const isHere = seesSealed(visit)
  return show(
    visit,
    say.setUp.title,
    <>
      <h1>{say.setUp.title}</h1>
      <p class="usa-intro">{theirs.length === 0 ? say.setUp.notYours : say.setUp.says}</p>
      {!isHere && <NotHere visit={visit} />}
      {compartments === undefined && isHere && <Alert kind="warning">{say.elsewhere}</Alert>}
      {compartments !== undefined &&
        isHere &&
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
  const say = sealedWords(visit)
  const people = await officersOfSide(visit.house, side)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      {isSetUp && <p>{say.setUp.done}</p>}
      {isSetUp && (
        <form method="post" action="/sealed/sheet" class="carrel-form">
          <Word visit={visit} />
          <h3>{say.newSheet.heading}</h3>
          <p>{say.newSheet.says}</p>
          {actorOf(visit).unlocked?.sides.includes(side) ? (
            <button type="submit" name="side" value={side} class="usa-button usa-button--outline">
              {say.newSheet.go}
            </button>
          ) : (
            <a class="usa-link" href="/sealed">
              {say.newSheet.openFirst}
            </a>
          )}
        </form>
      )}
      {!isSetUp && (
        <form method="post" action="/sealed/set-up" class="carrel-form">
          <Word visit={visit} />
          <p>{say.setUp.who}</p>
          <ul class="usa-list">
            {people.map(({ name, role, keys, setUpBy, unconfirmed }) => (
              <li>
                {name}, {rolesWords(visit).name[role]}
                {keys === null && ` (${say.setUp.noKeys})`}
                {unconfirmed && ` (${say.setUp.unconfirmed})`}
                <br />
                <span class="carrel-small">
                  {keys !== null && say.matter.keyMark(markOfKey(keys.toString('base64')))}{' '}
                  {setUpBySaid(visit, setUpBy)}
                </span>
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
  const people = await officersOfSide(visit.house, side)
  const cleared = people.flatMap(({ keys, unconfirmed, ...one }) =>
    keys === null || unconfirmed
      ? []
      : [
          house.gate.sealedPeople.cleared(actor, {
            ...{ account: one.id, role: clearedAs(one), publicKey: keys },
          }),
        ],
  )
  const { key, recovery } = await newPaper()
  const done = await compartments.setUp(side, { cleared, recovery })
  if (done === 'is-set-up') return visit.c.redirect('/sealed/set-up', 303)
  return sheet(visit, side, key)
}

/** Another key on paper for a side that is open: the sheet before opens nothing that is written from then on. */
export async function newSheet(visit: StaffVisit, { side }: z.infer<typeof setUpForm>): Promise<Response> {
  const actor = actorOf(visit)
  if (!sidesOf(visit).includes(side)) return visit.c.redirect('/sealed/set-up', 303)
  // Why first: what is open was opened by whoever signed in before, and a new session has nothing open.
  if (!actor.unlocked?.sides.includes(side)) return visit.c.redirect('/sealed', 303)
  const { key, recovery } = await newPaper()
  await visit.house.gate.sealedPeople.renewPaper(actor, actor.unlocked, side, recovery)
  return sheet(visit, side, key)
}

async function newPaper() {
  const key = await newPaperKey()
  return { key, recovery: publicOfPrivate(privateOf(identityBytes(key.identity))).toString('base64') }
}

function sheet(
  visit: StaffVisit,
  side: Side,
  key: Awaited<ReturnType<typeof newPaperKey>>,
): Response | Promise<Response> {
  visit.c.header('Cache-Control', 'no-store')
  return show(
    visit,
    sealedWords(visit).paperKey.title,
    <PaperKeySheet visit={visit} side={side} paper={key} />,
  )
}

/** Where somebody types the key on paper in. */
export function recoverPage(visit: StaffVisit): Response | Promise<Response> {
  return asked(visit, [])
}

/** By the paper, whoever answers for a side is cleared for all that the paper opens. */
export async function recoverSealed(
  visit: StaffVisit,
  { key, goes }: z.infer<typeof recoverForm>,
): Promise<Response> {
  const { house, who } = visit
  const say = sealedWords(visit).recover
  const wrong = (message: string, status?: 429) => asked(visit, [{ field: 'key', message }], { status, key })
  const { compartments } = house
  // Why never right: a paper that reads well may still open nothing.
  const read = await tried(
    visit,
    who.signIn,
    () => readPaperKey(key),
    () => false,
  )
  if (read === tooMany) return wrong(passphraseWords(visit).tooMany, 429)
  if (!read.ok) return wrong(say.mistyped(read.groups))
  const byPaper = await compartments?.unlock(privateOf(identityBytes(read.identity)), who.id)
  const actor = actorOf(visit)
  const side = byPaper?.sides.find((one) => house.gate.sealedPeople.keepsPaper(actor, one))
  if (byPaper === undefined || side === undefined) return wrong(say.wrong)
  const whom = await clearableFor(house, side, who.id)
  if (typeof whom === 'string') return wrong(say.noKeys)
  const everyone = await markedAccounts(house.app, house.ring)
  const done = await house.gate.sealedPeople.recover(actor, byPaper, whom, {
    goes: [goes ?? []].flat(),
    stays: new Set(everyone.map(({ id }) => id)),
  })
  if (done !== 'done') {
    const mayGo = done.mayGo.map((id) => ({ id, name: everyone.find((one) => one.id === id)?.name ?? id }))
    return asked(visit, [{ field: 'main', message: mayGo.length > 0 ? say.full : say.fullOfOfficers }], {
      ...{ key, mayGo },
    })
  }
  house.openSessions.shut(who.tokenHash)
  return visit.c.redirect('/sealed', 303)
}

function asked(
  visit: StaffVisit,
  errors: readonly FieldError[],
  /** What was typed stands there again: it is long, and a slip in it is one of 58 signs. */
  {
    status = 422,
    key = '',
    mayGo = [],
  }: {
    readonly status?: 422 | 429 | undefined
    readonly key?: string
    readonly mayGo?: readonly { readonly id: string; readonly name: string }[]
  } = {},
): Response | Promise<Response> {
  const say = sealedWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.recover.title) : say.recover.title,
    <>
      <h1>{say.recover.title}</h1>
      <p class="usa-intro">{say.recover.says}</p>
      <ErrorSummary visit={visit} errors={errors} />
      {seesSealed(visit) ? (
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
          {mayGo.length > 0 && (
            <fieldset class="usa-fieldset carrel-room">
              <legend class="usa-legend">{say.recover.goes}</legend>
              {mayGo.map(({ id, name }) => (
                <div class="usa-checkbox">
                  <input
                    class="usa-checkbox__input"
                    type="checkbox"
                    name="goes"
                    value={id}
                    id={`goes-${id}`}
                  />
                  <label class="usa-checkbox__label" for={`goes-${id}`}>
                    {name}
                  </label>
                </div>
              ))}
            </fieldset>
          )}
          <button type="submit" class="usa-button">
            {say.recover.go}
          </button>
        </form>
      ) : (
        <NotHere visit={visit} />
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/sealed">
          {say.toSealed}
        </a>
      </p>
    </>,
    errors.length > 0 ? status : 200,
  )
}
