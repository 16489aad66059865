import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  type FieldError,
  Form,
  PrintButton,
  SubmitButton,
  TextArea,
} from '../../platform/http/page-kit.tsx'
import { followWork, WorkProgress, workEndText } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { longWork } from '../../platform/jobs/long-work-store.ts'
import { type IntegrityCheckState, readEarlierFingerprint } from '../integrity-check.ts'
import { verifierPage } from '../log/verifier-page.ts'
import { type FailedCheck, type PassedCheck, savedChecks } from '../log-store.ts'
import type { RegisterContext } from '../services.ts'
import { registerWords } from '../words/register.ts'

export const integrityCheckForm = z.strictObject({ pin: z.string().trim().max(2000) })

export function integrityCheckPage(context: RegisterContext): Promise<Response> {
  return withErrors(context, [], '')
}

async function withErrors(
  context: RegisterContext,
  errors: readonly FieldError[],
  typed: string,
): Promise<Response> {
  const register = registerWords(context)
  const { app, clock, registerCheck } = context.services
  const { state } = registerCheck
  const { bad, whole } = await savedChecks(app)
  const showsForm = state.as !== 'running' || errors.length > 0
  if (!showsForm) followWork({ context, path: '/register/check' })
  const last = await longWork(app, 'check', clock.now())
  const title = showsForm ? register.checkTitle : register.checking
  return showForm(
    context,
    { title, errors },
    <>
      {!showsForm && <RunningCheck context={context} state={state} />}
      {state.as === 'not-done' && (
        <CheckAlert kind="warning" heading={register.checkTitle}>
          {state.why === 'unsigned' ? register.nothingYet : register.failed}
        </CheckAlert>
      )}
      {showsForm && errors.length === 0 && last !== undefined && (
        <p class={last.as === 'stopped' ? undefined : 'carrel-small'}>{workEndText(context, last)}</p>
      )}
      {bad.map((check) => (
        <FailedCheckResult context={context} check={check} />
      ))}
      {whole !== undefined && errors.length === 0 && (
        <PassedCheckResult context={context} check={whole} isLater={bad.length > 0} />
      )}
      {showsForm && errors.length === 0 && (bad.length > 0 || whole !== undefined) && (
        <PrintButton context={context} />
      )}
      {showsForm && (
        <>
          <p>{register.checkSays}</p>
          <Form context={context} action="/register/check" class="usa-form usa-form--large carrel-form">
            <TextArea
              name="pin"
              label={register.olderPin}
              hint={register.olderPinHint}
              rows={5}
              value={typed}
              errors={errors}
            />
            <SubmitButton>{register.checkNow}</SubmitButton>
          </Form>
        </>
      )}
      <BackLink href="/register">{register.toRegister}</BackLink>
    </>,
  )
}

/** An unreadable fingerprint begins no check: it says nothing about the register. */
export async function startCheck(
  context: RegisterContext,
  { pin: typed }: z.infer<typeof integrityCheckForm>,
): Promise<Response> {
  const { app, registerCheck } = context.services
  const { pinFault } = registerWords(context)
  const refused = (message: string) => withErrors(context, [{ field: 'pin', message }], typed)
  const pin = typed === '' ? undefined : await readEarlierFingerprint(app, typed)
  if (typeof pin === 'string') return refused(pinFault[pin])
  if (!registerCheck.begin(pin)) return refused(pinFault.notUsed)
  return context.c.redirect('/register/check', 303)
}

type RunningCheckProps = { readonly context: StaffContext; readonly state: IntegrityCheckState }

const RunningCheck = ({ context, state }: RunningCheckProps) => {
  if (state.as !== 'running') return null
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { begunAt, done, size, against } = state
  return (
    <>
      <WorkProgress context={context} path="/register/check" work={{ begunAt, done, total: size }}>
        {register.checked(formats.count(done), formats.count(size))}
      </WorkProgress>
      <p>{against === undefined ? register.comparesNone : register.compares(formats.count(against.size))}</p>
    </>
  )
}

/** Shown until a check of its kind is good. */
const FailedCheckResult = ({
  context,
  check,
}: {
  readonly context: StaffContext
  readonly check: FailedCheck
}) => {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { pin } = check
  const entry = 'entry' in check ? check.entry : undefined
  return (
    <CheckAlert kind="error" heading={register.bad} pin={pin?.word}>
      {register.badSays(formats.moment(check.endedAt, context.pack.timeZone))}{' '}
      {check.as === 'entry'
        ? register.wrong.entry(formats.count((entry ?? 0n) + 1n))
        : register.wrong[check.as]}{' '}
      {register.tellDirector}{' '}
      {pin === undefined ? register.badStays : register.badStaysPin(formats.count(pin.size))}
    </CheckAlert>
  )
}

type PassedCheckProps = {
  readonly context: StaffContext
  readonly check: PassedCheck
  /** Another check found a fault that this one does not clear. */
  readonly isLater: boolean
}

const PassedCheckResult = ({ context, check, isLater }: PassedCheckProps) => {
  const register = registerWords(context)
  const formats = formatsOf(context)
  const { as, pin } = check
  const says = register.goodSays(
    formats.count(check.size),
    formats.moment(check.endedAt, context.pack.timeZone),
  )
  if (as === 'good' && pin === undefined) {
    return (
      <CheckAlert kind="info" heading={isLater ? register.goodLater : register.goodAlone}>
        {says} {register.notCompared}
      </CheckAlert>
    )
  }
  if (as === 'good') {
    return (
      <CheckAlert
        kind={isLater ? 'info' : 'success'}
        heading={isLater ? register.goodLater : register.good}
        pin={pin?.word}
      >
        {says} {register.comparedSays(formats.count(pin?.size ?? 0n))}
      </CheckAlert>
    )
  }
  return (
    <CheckAlert kind="warning" heading={register.uncompared} pin={pin?.word}>
      {as === 'lost' ? register.uncomparedLost(formats.count(pin?.size ?? 0n)) : register.uncomparedAbsent}{' '}
      {says}
    </CheckAlert>
  )
}

type AlertProps = {
  readonly kind: 'success' | 'error' | 'warning' | 'info'
  readonly heading: string
  /** The older fingerprint that it was compared with, compact. */
  readonly pin?: string | undefined
  readonly children?: unknown
}

export const CheckAlert = ({ kind, heading, pin, children }: AlertProps) => (
  <div class={`usa-alert usa-alert--${kind} carrel-first`} role={kind === 'error' ? 'alert' : 'status'}>
    <div class="usa-alert__body">
      <h2 class="usa-alert__heading">{heading}</h2>
      <p class="usa-alert__text">{children as string}</p>
      {pin !== undefined && <pre class="carrel-pin">{pin}</pre>}
    </div>
  </div>
)

/** Downloads the stand-alone verifier. */
export async function checkerFile(context: StaffContext): Promise<Response> {
  return context.c.body(new Uint8Array(await readFile(verifierPage.url)), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${verifierPage.name}"`,
  })
}
