/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type Confirming, confirmPerson, isOwn, notConfirming } from '../../accounts/confirm.ts'
import { type Officer, officersNow } from '../../store/accounts-confirmed.ts'
import { roleTold } from '../role-choices.ts'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { officersWords } from '../words/officers.ts'
import { formatsOf } from '../words/told.ts'

export const officerForm = z.strictObject({ id: z.uuid() })

/** Who set up the sign-in of each officer, and who confirmed that it is theirs: for the Director, counsel and the Board. */
export function officersPage(visit: StaffVisit): Promise<Response> {
  return shown(visit, [])
}

/** Confirms that a sign-in is its owner's own. */
export async function confirmOfficer(
  visit: StaffVisit,
  { id }: z.infer<typeof officerForm>,
): Promise<Response> {
  const asked = { id, confirming: confirmingOf(visit) }
  const outcome = await confirmPerson(visit.house, byOf(visit), asked)
  if (outcome === 'confirmed') return visit.c.redirect('/officers', 303)
  return shown(visit, [{ field: 'main', message: officersWords(visit).refused[outcome] }])
}

async function shown(visit: StaffVisit, errors: readonly FieldError[]): Promise<Response> {
  const { house, who } = visit
  const say = officersWords(visit)
  const frame = frameWords(visit)
  const everyone = await officersNow(house.app, house.ring)
  const self = everyone.find(({ id }) => id === who.id)
  const confirming = confirmingOf(visit)
  const may = (officer: Officer) => notConfirming(self, officer, confirming) === undefined
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.title) : say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.intro}</p>
      <ErrorSummary visit={visit} errors={errors} />
      {everyone.some(may) && <p>{say.sure}</p>}
      <ul class="carrel-computers">
        {everyone.map((officer) => (
          <li class="carrel-computer">
            <div>
              <strong>{officer.name}</strong>, {roleTold(visit, officer)}
              <br />
              {inWhoseHands(visit, officer)}
            </div>
            {may(officer) && (
              <Press
                visit={visit}
                action="/officers"
                name="id"
                value={officer.id}
                says={say.confirm}
                called={say.confirmOf(officer.name)}
              />
            )}
          </li>
        ))}
      </ul>
      {everyone.some((officer) => !isOwn(officer)) && <p class="carrel-small">{say.ask}</p>}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Where a library works no cases nobody's word has to count there, and the command line alone confirms. */
const confirmingOf = ({ house }: StaffVisit): Confirming => house.gate.cases.rules?.confirms ?? []

function inWhoseHands(visit: StaffVisit, { setUpBy, confirmed, given }: Officer): string {
  const say = officersWords(visit)
  const told = formatsOf(visit)
  if (setUpBy === null) return say.byThemselves
  const says = confirmed
    ? confirmed.by === null
      ? say.confirmedThere(told.day(confirmed.on))
      : say.confirmedBy(confirmed.by, told.day(confirmed.on))
    : given
      ? say.given
      : say.notConfirmed
  return `${say.setUpBy(setUpBy.name)} ${says}`
}
