/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type Side, sides } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { clearableFor, type Unclearable } from '../../disclosure/clearable.ts'
import type { ClearRefused, NotIn } from '../../disclosure/sealed-people.ts'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { SealedPeopleList } from '../views/sealed-people.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { notHere } from './errors.tsx'

export const sidePersonForm = z.strictObject({ side: z.enum(sides), account: z.uuid() })

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
  work: (unlocked: Unlocked) => Promise<'done' | Unclearable | ClearRefused | NotIn>,
): Promise<Response> {
  const { unlocked } = actorOf(visit)
  if (!unlocked?.sides.includes(side)) return notHere(visit)
  const done = await work(unlocked)
  if (done === 'done') return visit.c.redirect(`/sealed/people/${side}`, 303)
  const { sidePeople: say, matter } = sealedWords(visit)
  const message = typeof done === 'string' ? matter.refused[done] : say.notIn(done.notIn.join(', '))
  return sidePeople(visit, side, [{ field: 'main', message }])
}

async function sidePeople(
  visit: StaffVisit,
  side: Side,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const actor = actorOf(visit)
  if (!actor.unlocked?.sides.includes(side)) return notHere(visit)
  const say = sealedWords(visit)
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
