/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readOlderPin } from '../../jobs/older-pin.ts'
import type { CheckState } from '../../jobs/register-check.ts'
import { verifierPage } from '../../register/verifier-page.ts'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'

export const checkForm = z.strictObject({ pin: z.string().trim().max(2000) })

const renewSeconds = 2

/** Whether the whole register is as it was signed: the check that is under way or was made last, and a new one. */
export function checkPage(visit: StaffVisit): Response | Promise<Response> {
  return withErrors(visit, [], '')
}

/** The same with what was typed, below what is wrong with it. */
function withErrors(
  visit: StaffVisit,
  errors: readonly FieldError[],
  typed: string,
): Response | Promise<Response> {
  const { register, frame } = visit.words
  const { state } = visit.house.registerCheck
  const showsForm = state.as !== 'running' || errors.length > 0
  if (!showsForm) visit.c.header('Refresh', `${renewSeconds}; url=/register/check`)
  const title = showsForm ? register.checkTitle : register.checking
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <Found visit={visit} state={state} />
      {showsForm && (
        <>
          <p>{register.checkSays}</p>
          <form method="post" action="/register/check" class="usa-form usa-form--large carrel-form">
            <Word visit={visit} />
            <TextArea
              name="pin"
              label={register.olderPin}
              hint={register.olderPinHint}
              rows={5}
              value={typed}
              errors={errors}
            />
            <button type="submit" class="usa-button">
              {register.checkNow}
            </button>
          </form>
        </>
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/register">
          {register.toRegister}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Begins a check and shows how far it is. A pin that is none begins nothing: it says nothing of the register. */
export async function beginCheck(
  visit: StaffVisit,
  { pin: typed }: z.infer<typeof checkForm>,
): Promise<Response> {
  const { app, registerCheck } = visit.house
  const pin = typed === '' ? undefined : await readOlderPin(app, typed)
  if (typeof pin === 'string') {
    return withErrors(visit, [{ field: 'pin', message: visit.words.register.pinFault[pin] }], typed)
  }
  registerCheck.begin(pin)
  return visit.c.redirect('/register/check', 303)
}

const Found = ({ visit, state }: { readonly visit: StaffVisit; readonly state: CheckState }) => {
  const { register, told } = visit.words
  const moment = (at: Date) => told.moment(at, visit.pack.timeZone)
  switch (state.as) {
    case 'none':
      return null
    case 'running':
      return (
        <>
          <progress
            class="carrel-progress"
            max={Number(state.size) || 1}
            value={Number(state.done)}
            aria-label={register.checking}
          />
          <p>{register.checked(told.count(state.done), told.count(state.size))}</p>
        </>
      )
    case 'good':
      return (
        <Alert kind="success" heading={register.good}>
          {register.goodSays(told.count(state.size), moment(state.at))}{' '}
          {state.comparedWith === undefined
            ? register.notCompared
            : register.comparedSays(told.count(state.comparedWith))}
        </Alert>
      )
    case 'not-compared':
      return (
        <Alert kind="warning" heading={register.uncompared}>
          {state.why === 'lost'
            ? register.uncomparedLost(told.count(state.older))
            : register.uncomparedAbsent}{' '}
          {register.goodSays(told.count(state.size), moment(state.at))}
        </Alert>
      )
    case 'bad':
      return (
        <Alert kind="error" heading={register.bad}>
          {register.badSays(moment(state.at))} {whatIsWrong(visit, state)} {register.tellDirector}
        </Alert>
      )
    case 'not-done':
      return (
        <Alert kind="warning" heading={register.checkTitle}>
          {state.why === 'unsigned' ? register.nothingYet : register.failed}
        </Alert>
      )
  }
}

function whatIsWrong({ words }: StaffVisit, { fault, entry }: CheckState & { readonly as: 'bad' }): string {
  const { wrong } = words.register
  return fault === 'entry' ? wrong.entry(words.told.count((entry ?? 0n) + 1n)) : wrong[fault]
}

type AlertProps = {
  readonly kind: 'success' | 'error' | 'warning'
  readonly heading: string
  readonly children?: unknown
}

const Alert = ({ kind, heading, children }: AlertProps) => (
  <div class={`usa-alert usa-alert--${kind} carrel-first`} role={kind === 'error' ? 'alert' : 'status'}>
    <div class="usa-alert__body">
      <h2 class="usa-alert__heading">{heading}</h2>
      <p class="usa-alert__text">{children as string}</p>
    </div>
  </div>
)

/** The page that checks a proof or an export anywhere, as a file. */
export async function checkerFile(visit: StaffVisit): Promise<Response> {
  return visit.c.body(new Uint8Array(await readFile(verifierPage.url)), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${verifierPage.name}"`,
  })
}
