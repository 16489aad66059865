/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { act } from '../../accounts/act.ts'
import { newestPin } from '../../jobs/newest-pin.ts'
import { pinMailState } from '../../mail/pin-state.ts'
import { isMailAddress } from '../../mail/settings.ts'
import { namePinAddresses, pinAddresses } from '../../store/pin-mails.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'

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
  const pin = await newestPin(app)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Where the pins go' : 'Where the pins go',
    <div class="carrel-narrow">
      <h1>Where the pins go</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <div class={`usa-alert usa-alert--${state.ok ? 'success' : 'warning'} usa-alert--slim carrel-first`}>
        <div class="usa-alert__body">
          <p class="usa-alert__text">{state.says}</p>
        </div>
      </div>
      <p>
        Every look at a record is written in the register. A pin says in four lines how the register stands
        today. Sent every day to two people who do not work with this computer, such as a trustee and the
        City's clerk, it makes sure that nobody can rewrite the register unseen: not even someone who has all
        of the library's keys.
      </p>
      <form method="post" action="/register/pins" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <TextField name="one" label="First mail address" value={typed.one} errors={errors} />
        <TextField name="other" label="Second mail address" value={typed.other} errors={errors} />
        <p class="carrel-small">
          Leave both empty to send none. The mail is always of one length and names nobody.
        </p>
        <button type="submit" class="usa-button">
          Save
        </button>
      </form>
      {pin !== undefined && (
        <>
          <h2>The newest pin</h2>
          <pre class="carrel-pin">{pin.lines.join('\n')}</pre>
        </>
      )}
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Names both addresses anew; that it was done is on record. */
export async function namePins(visit: StaffVisit, fields: z.infer<typeof pinsForm>): Promise<Response> {
  const { one, other } = fields
  const errors = faultsOf(fields)
  if (errors.length > 0) return withErrors(visit, errors, fields)
  await act(visit.house, byOf(visit), async (trx, note) => {
    await namePinAddresses(trx, one === '' ? [] : [one, other])
    await note({ kind: 'pin-addresses-named' })
  })
  return visit.c.redirect('/register/pins', 303)
}

function faultsOf({ one, other }: z.infer<typeof pinsForm>): FieldError[] {
  if (one === '' && other === '') return []
  const errors: FieldError[] = []
  const unfit = 'Give a mail address, such as clerk@city.example.org'
  if (!isMailAddress(one))
    errors.push({ field: 'one', message: one === '' ? 'Give a first address too' : unfit })
  if (!isMailAddress(other))
    errors.push({ field: 'other', message: other === '' ? 'Give a second address too' : unfit })
  if (errors.length === 0 && one.toLowerCase() === other.toLowerCase()) {
    errors.push({ field: 'other', message: 'Give two addresses that are not the same' })
  }
  return errors
}
