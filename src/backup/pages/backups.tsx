import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { backupRetentionDays } from '../../platform/crypto/link-nights.ts'
import { keyMark } from '../../platform/crypto/paper-key.ts'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ErrorSummary,
  type FieldError,
  Form,
  OriginalMessage,
  PassphraseField,
  SubmitButton,
  TextField,
  TextLink,
  When,
} from '../../platform/http/page-kit.tsx'
import { followWork, WorkProgress, workEndText } from '../../platform/http/page-lifetime.tsx'
import { type StaffContext, signInSource } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { type LongWork, longWork } from '../../platform/jobs/long-work-store.ts'
import { newestFingerprintLines } from '../../register/index.ts'
import {
  hasSecondFactor,
  isSettingUpLibrary,
  limitedAttempt,
  tooManyAttempts,
  wrongAttemptErrors,
} from '../../staff/index.ts'
import { passphraseWords } from '../../staff/pages/index.ts'
import { type BackupState, backupState } from '../backup-store.ts'
import { type BackupWarning, backupWarning, backupWarningOf, isLastThere } from '../daily-job.ts'
import { confirmRecoveryKey, issueRecoveryKey, recoveryKeys, recoverySheetMark } from '../recovery-key.ts'
import { backupsWords, recoverySheetWords, recoveryWords } from '../words/backups.ts'

export async function backupsPage(context: StaffContext): Promise<Response> {
  const { app, ring, clock } = context.services
  const backups = backupsWords(context)
  const formats = formatsOf(context)
  const state = await backupState(app)
  const keys = recoveryKeys(ring)
  const work = await longWork(app, 'backup', clock.now())
  const isRunning = work?.as === 'running'
  if (isRunning) followWork({ context, path: '/backups' })
  const concern = backupWarningOf(state, keys, clock.now(), await isLastThere(state))
  return show(
    context,
    backups.title,
    <>
      <h1>{backups.title}</h1>
      {isRunning && <RunningBackup context={context} work={work} />}
      {work?.as === 'stopped' && (
        <Alert kind="warning">
          {workEndText(context, work)} {backups.madeAgain}
        </Alert>
      )}
      {concern !== undefined && (
        <Alert kind="warning">
          <p class="usa-alert__text">{backupWarningText(context, concern)}</p>
          {concern.failure !== undefined && (
            <OriginalMessage lead={backups.askWhoLooks}>{concern.failure}</OriginalMessage>
          )}
        </Alert>
      )}
      {state.good !== undefined && <LastGood context={context} good={state.good} />}
      {state.good === undefined && concern === undefined && !isRunning && <p>{backups.first}</p>}
      {work?.as === 'done' && <p class="carrel-small">{workEndText(context, work)}</p>}
      <h2>{backups.opens}</h2>
      <p>
        {keys.current === undefined
          ? backups.opensNothing
          : backups.opensSheet(recoverySheetMark(keys.current), formats.day(keys.current.madeOn))}{' '}
        <TextLink href="/set-up/recovery">{backups.sheet}</TextLink>
      </p>
      <h2>{backups.kept}</h2>
      <p>{backups.keptFor(backupRetentionDays)}</p>
      <p>{backups.copied}</p>
      <details>
        <summary>{backups.byHand}</summary>
        <p>
          {backups.makeNow} <code>npx --no carrel backup</code>
        </p>
        <p>
          {backups.verify} <code>npx --no carrel backup --verify FILE</code>
        </p>
        <p>
          {backups.restore} <code>npx --no carrel restore FILE</code>
        </p>
      </details>
    </>,
  )
}

const RunningBackup = ({ context, work }: { readonly context: StaffContext; readonly work: LongWork }) => {
  const backups = backupsWords(context)
  const formats = formatsOf(context)
  const megabytes = (bytes: bigint) => formats.count(Math.ceil(Number(bytes) / 2 ** 20))
  return (
    <>
      <h2>{backups.running}</h2>
      <WorkProgress context={context} path="/backups" work={work}>
        {backups.read(megabytes(work.done), megabytes(work.total))}
      </WorkProgress>
    </>
  )
}

type LastGoodProps = { readonly context: StaffContext; readonly good: NonNullable<BackupState['good']> }

const LastGood = ({ context, good }: LastGoodProps) => {
  const backups = backupsWords(context)
  const formats = formatsOf(context)
  const megabytes = formats.count(Math.ceil(Number(good.bytes) / 2 ** 20))
  return (
    <>
      <h2>
        {backups.lastGood}: <When context={context} at={good.madeAt} />
      </h2>
      <p>
        {backups.made(formats.moment(good.madeAt, context.pack.timeZone))}{' '}
        {backups.holds(formats.count(good.rows), megabytes)} {backups.opensWith(good.key)}
      </p>
      <p class="carrel-small">
        {backups.liesIn}: <span class="carrel-path">{good.file}</span>
      </p>
    </>
  )
}

export const newSheetForm = z.strictObject({ passphrase: z.string().max(2000).default('') })
export const confirmForm = z.strictObject({ lastGroup: z.string().trim().max(40) })

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
  const formats = formatsOf(context)
  return show(
    context,
    errors.length > 0 ? frame.fixTitle(recovery.title) : recovery.title,
    <div class="carrel-narrow">
      <h1>{recovery.title}</h1>
      <p class="usa-intro">
        {current === undefined
          ? recovery.none
          : recovery.opensWith(recoverySheetMark(current), formats.day(current.madeOn))}
      </p>
      <ErrorSummary context={context} errors={errors} />
      <h2>{current === undefined ? recovery.makeFirst : recovery.makeAnother}</h2>
      {current !== undefined && <p>{recovery.onlyWhere(recoverySheetMark(current), backupRetentionDays)}</p>}
      <Form context={context} action="/set-up/recovery" class="usa-form carrel-form">
        {asksPassphrase && <PassphraseField label={passphrase.your} errors={errors} />}
        <SubmitButton>{recovery.make}</SubmitButton>
      </Form>
      <h2>{recovery.print}</h2>
      <p>{recovery.printHow}</p>
      <h2>{recovery.show}</h2>
      {pending !== undefined && (
        <p>{recovery.waits(recoverySheetMark(pending), formats.day(pending.madeOn))}</p>
      )}
      <Form context={context} action="/set-up/recovery/confirm" class="usa-form carrel-form">
        <TextField
          name="lastGroup"
          label={recovery.lastGroup}
          hint={recovery.lastGroupHint}
          maxlength={40}
          errors={errors}
        />
        <SubmitButton>{recovery.use}</SubmitButton>
      </Form>
      <BackLink href="/backups">{recovery.toBackups}</BackLink>
    </div>,
    errors.length > 0 ? status : 200,
  )
}

/** The sheet is given out this once: no file or cache has it. */
export async function newRecoverySheet(
  context: StaffContext,
  { passphrase }: z.infer<typeof newSheetForm>,
): Promise<Response> {
  const { services, who } = context
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
  return pdfDownload(context, pdf, `${recoveryWords(context).fileName}-${keyMark(key.recipient)}`)
}

/** From then on, backups open with the sheet whose last group was typed. */
export async function confirmSheet(
  context: StaffContext,
  { lastGroup }: z.infer<typeof confirmForm>,
): Promise<Response> {
  const outcome = await confirmRecoveryKey(context.services, staffActorOf(context), lastGroup)
  if (outcome === 'confirmed') return context.c.redirect('/backups', 303)
  const { noneWaits, otherGroup } = recoveryWords(context)
  return asked(context, [{ field: 'lastGroup', message: outcome === 'none' ? noneWaits : otherGroup }])
}

function backupWarningText(context: StaffContext, { code, last }: BackupWarning): string {
  const { pack } = context
  const backups = backupsWords(context)
  const formats = formatsOf(context)
  if (code === 'no-key') return backups.concern['no-key']
  if (last === undefined) return `${backups.concern[code]} ${backups.lastNever}`
  const made = formats.moment(last.madeAt, pack.timeZone)
  return `${backups.concern[code]} ${last.isThere ? backups.last(made) : backups.lastIsAway(made)}`
}

/** The backups fail, are old, or were never made. */
export const backupTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const concern = await backupWarning(context.services)
    // During set-up, its own list has the recovery sheet.
    if (concern === undefined || (concern.code === 'no-key' && (await isSettingUpLibrary(context)))) return []
    const go = backupsWords(context).title
    return [{ kind: 'warning', says: backupWarningText(context, concern), href: '/backups', go }]
  },
}
