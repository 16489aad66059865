/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { act } from '../../accounts/act.ts'
import { newestPinLines } from '../../jobs/newest-pin.ts'
import { type PinState, pinMailState } from '../../mail/pin-state.ts'
import { isMailAddress } from '../../mail/settings.ts'
import { namePinAddresses, pinAddresses } from '../../store/pin-mails.ts'
import { Alert, AsSaid } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { pinsWords } from '../words/pins.ts'
import { formatsOf } from '../words/told.ts'

const address = z.string().trim().max(200)
export const pinsForm = z.strictObject({ one: address, other: address })

/** Where the register's pins go, whether they do, and the newest of them. */
export async function pinsPage(visit: StaffVisit): Promise<Response> {
  const named = await pinAddresses(visit.house.app)
  return withErrors(visit, [], { one: named.get(1) ?? '', other: named.get(2) ?? '' })
}

async function withErrors(
  visit: StaffVisit,
  errors: readonly FieldError[],
  typed: z.infer<typeof pinsForm>,
): Promise<Response> {
  const { app, mail, clock } = visit.house
  const state = await pinMailState(app, mail, clock.today())
  const pinLines = await newestPinLines(app)
  const frame = frameWords(visit)
  const pins = pinsWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(pins.title) : pins.title,
    <>
      <h1>{pins.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <Alert kind={state.ok ? 'success' : 'warning'}>
        <StateOfPins visit={visit} state={state} />
      </Alert>
      <p>{pins.what}</p>
      <p>{pins.why}</p>
      <form method="post" action="/register/pins" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <TextField name="one" label={pins.one} value={typed.one} errors={errors} />
        <TextField name="other" label={pins.other} value={typed.other} errors={errors} />
        <p class="carrel-small">{pins.none}</p>
        <button type="submit" class="usa-button">
          {pins.save}
        </button>
      </form>
      {pinLines.length > 0 && (
        <>
          <h2>{pins.newest}</h2>
          <pre class="carrel-pin">{pinLines.join('\n')}</pre>
        </>
      )}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Whether the pins go out, in the visitor's words; what a server said stands as it said it. */
const StateOfPins = ({ visit, state }: { readonly visit: StaffVisit; readonly state: PinState }) => {
  const pins = pinsWords(visit)
  const told = formatsOf(visit)
  const { state: says } = pins
  switch (state.code) {
    case 'not-set-up':
      return (
        <>
          <p class="usa-alert__text">
            {says['not-set-up']} {!state.named && pins.notNamed} {pins.unwatched}
          </p>
          <p class="usa-alert__text">{pins.setUpBy}</p>
        </>
      )
    case 'wrong':
      return (
        <>
          <p class="usa-alert__text">
            {says.wrong} {pins.unwatched}
          </p>
          <AsSaid lead={pins.askWhoLooks}>{state.why}</AsSaid>
        </>
      )
    case 'no-one-named':
    case 'soon':
      return <p class="usa-alert__text">{says[state.code]}</p>
    case 'sent':
      return <p class="usa-alert__text">{says.sent(told.day(state.day))}</p>
    case 'late':
      return (
        <>
          {state.pins.map(({ address, day, why, failure }) => (
            <>
              <p class="usa-alert__text">{says[why](address, told.day(day))}</p>
              {failure !== null && <AsSaid lead={pins.askWhoLooks}>{failure}</AsSaid>}
            </>
          ))}
        </>
      )
  }
}

/** Names both addresses anew; that it was done is on record. */
export async function namePins(visit: StaffVisit, fields: z.infer<typeof pinsForm>): Promise<Response> {
  const { one, other } = fields
  const errors = faultsOf(pinsWords(visit), fields)
  if (errors.length > 0) return withErrors(visit, errors, fields)
  await act(visit.house, byOf(visit), async (trx, note) => {
    await namePinAddresses(trx, one === '' ? [] : [one, other])
    await note({ kind: 'pin-addresses-named' })
  })
  return visit.c.redirect('/register/pins', 303)
}

function faultsOf(
  pins: ReturnType<typeof pinsWords>,
  { one, other }: z.infer<typeof pinsForm>,
): FieldError[] {
  if (one === '' && other === '') return []
  const errors: FieldError[] = []
  if (!isMailAddress(one)) {
    errors.push({ field: 'one', message: one === '' ? pins.firstMissing : pins.unfit })
  }
  if (!isMailAddress(other)) {
    errors.push({ field: 'other', message: other === '' ? pins.secondMissing : pins.unfit })
  }
  if (errors.length === 0 && one.toLowerCase() === other.toLowerCase()) {
    errors.push({ field: 'other', message: pins.same })
  }
  return errors
}
