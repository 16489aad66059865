import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  type FieldError,
  Form,
  OriginalMessage,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isMailAddress } from '../../platform/mail/settings.ts'
import { isSettingUpLibrary, recordAction } from '../../staff/index.ts'
import { type CheckpointMailState, checkpointMailState } from '../checkpoint-mail.ts'
import { checkpointRecipients, setCheckpointRecipients } from '../checkpoint-mail-store.ts'
import { newestFingerprintLines } from '../newest-checkpoint.ts'
import { pinsWords, registerTasksWords } from '../words/register.ts'

const address = z.string().trim().max(200)
export const recipientsForm = z.strictObject({ one: address, other: address })

export async function recipientsPage(context: StaffContext): Promise<Response> {
  const named = await checkpointRecipients(context.services.app)
  return withErrors(context, [], { one: named.get(1) ?? '', other: named.get(2) ?? '' })
}

async function withErrors(
  context: StaffContext,
  errors: readonly FieldError[],
  typed: z.infer<typeof recipientsForm>,
): Promise<Response> {
  const { app, mail, clock } = context.services
  const state = await checkpointMailState(app, mail, clock.today())
  const pinLines = await newestFingerprintLines(app)
  const pins = pinsWords(context)
  return showForm(
    context,
    { title: pins.title, errors },
    <>
      <Alert kind={state.ok ? 'success' : 'warning'}>
        <CheckpointMailStatus context={context} state={state} />
      </Alert>
      <p>{pins.what}</p>
      <p>{pins.why}</p>
      <Form context={context} action="/register/pins" class="usa-form usa-form--large carrel-form">
        <TextField name="one" label={pins.one} value={typed.one} errors={errors} />
        <TextField name="other" label={pins.other} value={typed.other} errors={errors} />
        <p class="carrel-small">{pins.none}</p>
        <SubmitButton>{pins.save}</SubmitButton>
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

/** What a server said is quoted as it said it. */
const CheckpointMailStatus = ({
  context,
  state,
}: {
  readonly context: StaffContext
  readonly state: CheckpointMailState
}) => {
  const pins = pinsWords(context)
  const formats = formatsOf(context)
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
      return <p class="usa-alert__text">{says.sent(formats.day(state.day))}</p>
    case 'late':
      return (
        <>
          {state.pins.map(({ address, day, why, failure }) => (
            <>
              <p class="usa-alert__text">{says[why](address, formats.day(day))}</p>
              {failure !== null && <OriginalMessage lead={pins.askWhoLooks}>{failure}</OriginalMessage>}
            </>
          ))}
        </>
      )
  }
}

export async function saveRecipients(
  context: StaffContext,
  fields: z.infer<typeof recipientsForm>,
): Promise<Response> {
  const { one, other } = fields
  const errors = faultsOf(pinsWords(context), fields)
  if (errors.length > 0) return withErrors(context, errors, fields)
  await recordAction(context.services, staffActorOf(context), async (trx, note) => {
    await setCheckpointRecipients(trx, one === '' ? [] : [one, other])
    await note({ kind: 'pin-addresses-named' })
  })
  return context.c.redirect('/register/pins', 303)
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

/** No one outside receives checkpoints yet, or the mail to them fails. */
export const checkpointMailTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const { app, mail, clock } = context.services
    const state = await checkpointMailState(app, mail, clock.today())
    if (state.ok) return []
    const waiting = registerTasksWords(context)
    const words = pinsWords(context)
    const to = { href: '/register/pins', go: words.title }
    const fails = state.code === 'late' || state.code === 'wrong'
    if (fails) return [{ kind: 'warning', says: waiting.pinsFail, ...to }]
    // During set-up, its own list has this.
    return (await isSettingUpLibrary(context)) ? [] : [{ kind: 'info', says: waiting.pinsNowhere, ...to }]
  },
}
