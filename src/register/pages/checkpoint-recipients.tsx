/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { entryActorOf } from '../../gate/services.ts'
import { showForm } from '../../platform/http/layout.tsx'
import { Alert, type FieldError, Form, OriginalMessage, TextField } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/task.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isMailAddress } from '../../platform/mail/settings.ts'
import { recordAction } from '../../staff/logged-action.ts'
import { isSettingUpLibrary } from '../../staff/tasks.ts'
import { type CheckpointMailState, checkpointMailState } from '../checkpoint-mail.ts'
import { checkpointRecipients, setCheckpointRecipients } from '../checkpoint-mail-store.ts'
import { newestFingerprintLines } from '../newest-checkpoint.ts'
import { pinsWords } from '../words/pins.ts'
import { registerTasksWords } from '../words/tasks.ts'

const address = z.string().trim().max(200)
export const recipientsForm = z.strictObject({ one: address, other: address })

/** Where the register's pins go, whether they do, and the newest of them. */
export async function recipientsPage(visit: StaffContext): Promise<Response> {
  const named = await checkpointRecipients(visit.house.app)
  return withErrors(visit, [], { one: named.get(1) ?? '', other: named.get(2) ?? '' })
}

async function withErrors(
  visit: StaffContext,
  errors: readonly FieldError[],
  typed: z.infer<typeof recipientsForm>,
): Promise<Response> {
  const { app, mail, clock } = visit.house
  const state = await checkpointMailState(app, mail, clock.today())
  const pinLines = await newestFingerprintLines(app)
  const pins = pinsWords(visit)
  return showForm(
    visit,
    { title: pins.title, errors },
    <>
      <Alert kind={state.ok ? 'success' : 'warning'}>
        <CheckpointMailStatus visit={visit} state={state} />
      </Alert>
      <p>{pins.what}</p>
      <p>{pins.why}</p>
      <Form visit={visit} action="/register/pins" class="usa-form usa-form--large carrel-form">
        <TextField name="one" label={pins.one} value={typed.one} errors={errors} />
        <TextField name="other" label={pins.other} value={typed.other} errors={errors} />
        <p class="carrel-small">{pins.none}</p>
        <button type="submit" class="usa-button">
          {pins.save}
        </button>
      </Form>
      {pinLines.length > 0 && (
        <>
          <h2>{pins.newest}</h2>
          <pre class="carrel-pin">{pinLines.join('\n')}</pre>
        </>
      )}
    </>,
  )
}

/** Whether the pins go out, in the visitor's words; what a server said stands as it said it. */
const CheckpointMailStatus = ({
  visit,
  state,
}: {
  readonly visit: StaffContext
  readonly state: CheckpointMailState
}) => {
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
          <OriginalMessage lead={pins.askWhoLooks}>{state.why}</OriginalMessage>
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
              {failure !== null && <OriginalMessage lead={pins.askWhoLooks}>{failure}</OriginalMessage>}
            </>
          ))}
        </>
      )
  }
}

/** Names both addresses anew; that it was done is on record. */
export async function saveRecipients(
  visit: StaffContext,
  fields: z.infer<typeof recipientsForm>,
): Promise<Response> {
  const { one, other } = fields
  const errors = faultsOf(pinsWords(visit), fields)
  if (errors.length > 0) return withErrors(visit, errors, fields)
  await recordAction(visit.house, entryActorOf(visit), async (trx, note) => {
    await setCheckpointRecipients(trx, one === '' ? [] : [one, other])
    await note({ kind: 'pin-addresses-named' })
  })
  return visit.c.redirect('/register/pins', 303)
}

function faultsOf(
  pins: ReturnType<typeof pinsWords>,
  { one, other }: z.infer<typeof recipientsForm>,
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

/** Nobody outside keeps watch on the register yet, or the mail to them fails. */
export const checkpointMailTasks: TaskSource = {
  may: ['director'],
  async look(visit) {
    const { app, mail, clock } = visit.house
    const state = await checkpointMailState(app, mail, clock.today())
    if (state.ok) return []
    const waiting = registerTasksWords(visit)
    const words = pinsWords(visit)
    const to = { href: '/register/pins', go: words.title }
    const fails = state.code === 'late' || state.code === 'wrong'
    if (fails) return [{ kind: 'warning', says: waiting.pinsFail, ...to }]
    // The set-up has these on its own list.
    return (await isSettingUpLibrary(visit)) ? [] : [{ kind: 'info', says: waiting.pinsNowhere, ...to }]
  },
}
