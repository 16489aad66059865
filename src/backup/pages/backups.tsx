import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { backupRetentionDays } from '../../platform/crypto/link-nights.ts'
import { keyMark } from '../../platform/crypto/paper-key.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ErrorSummary,
  type FieldError,
  Form,
  OriginalMessage,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { type StaffContext, signInSource } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { newestFingerprintLines } from '../../register/index.ts'
import {
  hasSecondFactor,
  isSettingUpLibrary,
  limitedAttempt,
  passphraseWords,
  tooManyAttempts,
  wrongAttemptErrors,
} from '../../staff/index.ts'
import { type BackupState, backupState } from '../backup-store.ts'
import { type BackupWarning, backupWarning, backupWarningOf, isLastThere } from '../daily-job.ts'
import { confirmRecoveryKey, issueRecoveryKey, recoveryKeys, recoverySheetMark } from '../recovery-key.ts'
import { backupsWords } from '../words/backups.ts'
import { recoveryWords } from '../words/recovery.ts'
import { recoverySheetWords } from '../words/recovery-sheet.ts'

/** What the Director should know of the backups: whether there is one, of when, where, and which sheet opens it. */
export async function backupsPage(context: StaffContext): Promise<Response> {
  const { app, ring, clock } = context.services
  const backups = backupsWords(context)
  const told = formatsOf(context)
  const state = await backupState(app)
  const keys = recoveryKeys(ring)
  const concern = backupWarningOf(state, keys, clock.now(), await isLastThere(state))
  return show(
    context,
    backups.title,
    <>
      <h1>{backups.title}</h1>
      {concern !== undefined && (
        <Alert kind="warning">
          <p class="usa-alert__text">{backupWarningText(context, concern)}</p>
          {concern.failure !== undefined && (
            <OriginalMessage lead={backups.askWhoLooks}>{concern.failure}</OriginalMessage>
          )}
        </Alert>
      )}
      {state.good !== undefined && <LastGood context={context} good={state.good} />}
      <h2>{backups.opens}</h2>
      <p>
        {keys.current === undefined
          ? backups.opensNothing
          : backups.opensSheet(recoverySheetMark(keys.current), told.day(keys.current.madeOn))}{' '}
        <a class="usa-link" href="/set-up/recovery">
          {backups.sheet}
        </a>
      </p>
      <h2>{backups.kept}</h2>
      <p>{backups.keptFor(backupRetentionDays)}</p>
      <p>{backups.copied}</p>
    </>,
  )
}

type LastGoodProps = { readonly context: StaffContext; readonly good: NonNullable<BackupState['good']> }

const LastGood = ({ context, good }: LastGoodProps) => {
  const backups = backupsWords(context)
  const told = formatsOf(context)
  const megabytes = told.count(Math.ceil(Number(good.bytes) / 2 ** 20))
  return (
    <>
      <h2>{backups.lastGood}</h2>
      <p>
        {backups.made(told.moment(good.madeAt, context.pack.timeZone))}{' '}
        {backups.holds(told.count(good.rows), megabytes)} {backups.opensWith(good.key)}
      </p>
      <p class="carrel-small">
        {backups.liesIn}: <span class="carrel-path">{good.file}</span>
      </p>
    </>
  )
}

export const newSheetForm = z.strictObject({ passphrase: z.string().max(2000).default('') })
export const confirmForm = z.strictObject({ lastGroup: z.string().trim().max(40) })

/** Where the recovery sheet is made, and where somebody shows that it is on paper. */
export function recoveryPage(context: StaffContext): Response | Promise<Response> {
  return asked(context, [])
}

async function asked(
  context: StaffContext,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const asksPassphrase = !context.who.proved && !(await hasSecondFactor(context.services.app, context.who.id))
  const { current, pending } = recoveryKeys(context.services.ring)
  const frame = frameWords(context)
  const passphrase = passphraseWords(context)
  const recovery = recoveryWords(context)
  const told = formatsOf(context)
  return show(
    context,
    errors.length > 0 ? frame.fixTitle(recovery.title) : recovery.title,
    <div class="carrel-narrow">
      <h1>{recovery.title}</h1>
      <p class="usa-intro">
        {current === undefined
          ? recovery.none
          : recovery.opensWith(recoverySheetMark(current), told.day(current.madeOn))}
      </p>
      <ErrorSummary context={context} errors={errors} />
      <h2>{current === undefined ? recovery.makeFirst : recovery.makeAnother}</h2>
      {current !== undefined && <p>{recovery.onlyWhere(recoverySheetMark(current), backupRetentionDays)}</p>}
      <Form context={context} action="/set-up/recovery" class="usa-form carrel-form">
        {asksPassphrase && (
          <TextField
            name="passphrase"
            label={passphrase.your}
            type="password"
            autocomplete="current-password"
            maxlength={2000}
            errors={errors}
          />
        )}
        <button type="submit" class="usa-button">
          {recovery.make}
        </button>
      </Form>
      <h2>{recovery.print}</h2>
      <p>{recovery.printHow}</p>
      <h2>{recovery.show}</h2>
      {pending !== undefined && <p>{recovery.waits(recoverySheetMark(pending), told.day(pending.madeOn))}</p>}
      <Form context={context} action="/set-up/recovery/confirm" class="usa-form carrel-form">
        <TextField
          name="lastGroup"
          label={recovery.lastGroup}
          hint={recovery.lastGroupHint}
          maxlength={40}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          {recovery.use}
        </button>
      </Form>
      <BackLink href="/backups">{recovery.toBackups}</BackLink>
    </div>,
    errors.length > 0 ? status : 200,
  )
}

/** The sheet, this once: it is in no file and no cache, and cannot be had again. */
export async function newRecoverySheet(
  context: StaffContext,
  { passphrase }: z.infer<typeof newSheetForm>,
): Promise<Response> {
  const { c, services, who } = context
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const given = { account: who, tokenHash: who.tokenHash, passphrase, from: signInSource(context) }
  const attempt = () => issueRecoveryKey(services, staffActorOf(context), given)
  const key = await limitedAttempt(context, who.signIn, attempt, (made) => made !== null)
  if (key === tooManyAttempts) return asked(context, [wrong(passphraseWords(context).tooMany)], 429)
  if (key === null)
    return asked(context, wrongAttemptErrors(context, wrong(passphraseWords(context).notYours)))
  // Why only here: the typesetter is large, and no other page needs it.
  const { recoverySheet } = await import('../recovery-sheet.ts')
  const pdf = await recoverySheet(key, {
    library: context.pack.library,
    day: formatsOf(context).day(services.clock.today()),
    language: context.language,
    words: recoverySheetWords(context),
    pin: await newestFingerprintLines(services.app),
  })
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${recoveryWords(context).fileName}-${keyMark(key.recipient)}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** From now on backups open with the sheet whose last group was typed. */
export async function confirmSheet(
  context: StaffContext,
  { lastGroup }: z.infer<typeof confirmForm>,
): Promise<Response> {
  const outcome = await confirmRecoveryKey(context.services, staffActorOf(context), lastGroup)
  if (outcome === 'confirmed') return context.c.redirect('/backups', 303)
  const { noneWaits, otherGroup } = recoveryWords(context)
  return asked(context, [{ field: 'lastGroup', message: outcome === 'none' ? noneWaits : otherGroup }])
}

/** What is wrong with the backups, in one or two sentences. */
function backupWarningText(context: StaffContext, { code, last }: BackupWarning): string {
  const { pack } = context
  const backups = backupsWords(context)
  const told = formatsOf(context)
  if (code === 'no-key') return backups.concern['no-key']
  if (last === undefined) return `${backups.concern[code]} ${backups.lastNever}`
  const made = told.moment(last.madeAt, pack.timeZone)
  return `${backups.concern[code]} ${last.isThere ? backups.last(made) : backups.lastIsAway(made)}`
}

/** The backups fail, are old, or there is none. */
export const backupTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const concern = await backupWarning(context.services)
    // The set-up has the recovery sheet on its own list.
    if (concern === undefined || (concern.code === 'no-key' && (await isSettingUpLibrary(context)))) return []
    const go = backupsWords(context).title
    return [{ kind: 'warning', says: backupWarningText(context, concern), href: '/backups', go }]
  },
}
