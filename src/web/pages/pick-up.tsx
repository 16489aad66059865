/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { aliasOf, type Slip } from '../../circulation/kept.ts'
import { closeLater } from '../views/closing.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { nothingShows } from './counter.tsx'
import { blocked } from './lend.tsx'
import { notTakenHere, Slips } from './reserves.tsx'

export const pickUpForm = z.strictObject({ card: z.string().trim().max(64) })

/** Which slip to look for: by the card, or by what the customer says it is. */
export function pickUpPage(visit: StaffVisit): Response | Promise<Response> {
  return askSlip(visit, [])
}

function askSlip(visit: StaffVisit, errors: readonly FieldError[]): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  const frame = frameWords(visit)
  if (!visit.house.holds.taken) return notTakenHere(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(reserves.pickUp) : reserves.pickUp,
    <>
      <h1>{reserves.pickUp}</h1>
      <SlipSearch visit={visit} errors={errors} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const SlipSearch = ({
  visit,
  errors = [],
}: {
  readonly visit: StaffVisit
  readonly errors?: readonly FieldError[]
}) => (
  <>
    <ErrorSummary visit={visit} errors={errors} takesFocus={false} />
    <form method="post" action="/pick-up" class="carrel-search">
      <Word visit={visit} />
      <TextField
        name="card"
        label={reservesWords(visit).pickUpCard}
        hint={reservesWords(visit).pickUpHint}
        maxlength={64}
        autofocus="with-error"
        errors={errors}
      />
      <button type="submit" class="usa-button usa-button--big">
        {reservesWords(visit).pickUp}
      </button>
    </form>
  </>
)

/** Whose slips they are goes by the gate. Neither the name nor a title is asked for: an alias is enough to find a slip. */
export async function findSlips(visit: StaffVisit, { card }: z.infer<typeof pickUpForm>): Promise<Response> {
  const reserves = reservesWords(visit)
  const counter = counterWords(visit)
  const lending = lendingWords(visit)
  if (!visit.house.holds.taken) return notTakenHere(visit)
  if (card === '') return askSlip(visit, [{ field: 'card', message: reserves.pickUpMissing }])
  // Why first: what is said in place of a name is no card, and nothing is looked up by it.
  const alias = aliasOf(card)
  if (alias !== undefined) {
    return slipsPage(visit, { heading: reserves.lookFor(alias), says: reserves.lookForSays, slips: [] })
  }
  const looked = { actor: actorOf(visit), patron: { card }, records: ['existence', 'holds'] as const }
  const { answer, told, byLostCard, expired } = await visit.house.gate.view(looked)
  if (answer.may.length === 0) return nothingShows(visit, answer)
  const [found] = told
  if (found === undefined) return askSlip(visit, [{ field: 'card', message: counter.cardNotOnFile }])
  const { holds } = found.opened
  if (byLostCard) return blocked(visit, lending.cardLost, holds !== undefined)
  if (expired) return blocked(visit, lending.cardExpired, holds !== undefined)
  if (holds === undefined) return askClerk(visit)
  const { slips, any } = holds
  const [first] = slips
  if (first === undefined) {
    const says = any ? reserves.noSlipYet : reserves.nothingKeptSays
    return slipsPage(visit, { heading: reserves.nothingKept, says, slips })
  }
  const heading = slips.length > 1 ? reserves.lookForMany : reserves.lookFor(first.alias)
  return slipsPage(visit, { heading, says: reserves.lookForSays, slips })
}

/** A volunteer sees nothing of what somebody waits for. */
function askClerk(visit: StaffVisit): Response | Promise<Response> {
  const reserves = reservesWords(visit)
  const lending = lendingWords(visit)
  return show(
    visit,
    reserves.pickUp,
    <>
      <h1>{reserves.pickUp}</h1>
      <p class="usa-intro">{lending.askClerk}</p>
      <SlipSearch visit={visit} />
    </>,
  )
}

type Found = { readonly heading: string; readonly says: string; readonly slips: readonly Slip[] }

function slipsPage(visit: StaffVisit, { heading, says, slips }: Found): Response | Promise<Response> {
  const lending = lendingWords(visit)
  closeLater(visit, '/pick-up')
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      {slips.length > 0 && <Slips visit={visit} slips={slips} />}
      <p>
        <a class="usa-button" href="/lend">
          {lending.lend}
        </a>
      </p>
      <SlipSearch visit={visit} />
    </>,
  )
}
