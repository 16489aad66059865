/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { entryActorOf } from '../../gate/services.ts'
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
import type { TaskSource } from '../../platform/http/task.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { newestFingerprintLines } from '../../register/newest-checkpoint.ts'
import { hasSecondFactor } from '../../staff/second-factor-store.ts'
import { isSettingUpLibrary } from '../../staff/tasks.ts'
import { limitedAttempt, tooManyAttempts, wrongAttemptErrors } from '../../staff/try-rate.ts'
import { passphraseWords } from '../../staff/words/passphrase.ts'
import { type BackupState, backupState } from '../backup-store.ts'
import { type BackupWarning, backupWarning, backupWarningOf, isLastThere } from '../daily-job.ts'
import { confirmRecoveryKey, issueRecoveryKey, recoveryKeys, recoverySheetMark } from '../recovery-key.ts'
import { backupsWords } from '../words/backups.ts'
import { recoveryWords } from '../words/recovery.ts'
import { recoverySheetWords } from '../words/recovery-sheet.ts'

/** What the Director should know of the backups: whether there is one, of when, where, and which sheet opens it. */
export async function backupsPage(visit: StaffContext): Promise<Response> {
  const { app, ring, clock } = visit.house
  const backups = backupsWords(visit)
  const told = formatsOf(visit)
  const state = await backupState(app)
  const keys = recoveryKeys(ring)
  const concern = backupWarningOf(state, keys, clock.now(), await isLastThere(state))
  return show(
    visit,
    backups.title,
    <>
      <h1>{backups.title}</h1>
      {concern !== undefined && (
        <Alert kind="warning">
          <p class="usa-alert__text">{backupWarningText(visit, concern)}</p>
          {concern.failure !== undefined && (
            <OriginalMessage lead={backups.askWhoLooks}>{concern.failure}</OriginalMessage>
          )}
        </Alert>
      )}
      {state.good !== undefined && <LastGood visit={visit} good={state.good} />}
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

type LastGoodProps = { readonly visit: StaffContext; readonly good: NonNullable<BackupState['good']> }

const LastGood = ({ visit, good }: LastGoodProps) => {
  const backups = backupsWords(visit)
  const told = formatsOf(visit)
  const megabytes = told.count(Math.ceil(Number(good.bytes) / 2 ** 20))
  return (
    <>
      <h2>{backups.lastGood}</h2>
      <p>
        {backups.made(told.moment(good.madeAt, visit.pack.timeZone))}{' '}
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
export function recoveryPage(visit: StaffContext): Response | Promise<Response> {
  return asked(visit, [])
}

async function asked(
  visit: StaffContext,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const asksPassphrase = !visit.who.proved && !(await hasSecondFactor(visit.house.app, visit.who.id))
  const { current, pending } = recoveryKeys(visit.house.ring)
  const frame = frameWords(visit)
  const passphrase = passphraseWords(visit)
  const recovery = recoveryWords(visit)
  const told = formatsOf(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(recovery.title) : recovery.title,
    <div class="carrel-narrow">
      <h1>{recovery.title}</h1>
      <p class="usa-intro">
        {current === undefined
          ? recovery.none
          : recovery.opensWith(recoverySheetMark(current), told.day(current.madeOn))}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <h2>{current === undefined ? recovery.makeFirst : recovery.makeAnother}</h2>
      {current !== undefined && <p>{recovery.onlyWhere(recoverySheetMark(current), backupRetentionDays)}</p>}
      <Form visit={visit} action="/set-up/recovery" class="usa-form carrel-form">
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
      <Form visit={visit} action="/set-up/recovery/confirm" class="usa-form carrel-form">
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
  visit: StaffContext,
  { passphrase }: z.infer<typeof newSheetForm>,
): Promise<Response> {
  const { c, house, who } = visit
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const given = { account: who, tokenHash: who.tokenHash, passphrase, from: signInSource(visit) }
  const attempt = () => issueRecoveryKey(house, entryActorOf(visit), given)
  const key = await limitedAttempt(visit, who.signIn, attempt, (made) => made !== null)
  if (key === tooManyAttempts) return asked(visit, [wrong(passphraseWords(visit).tooMany)], 429)
  if (key === null) return asked(visit, wrongAttemptErrors(visit, wrong(passphraseWords(visit).notYours)))
  // Why only here: the typesetter is large, and no other page needs it.
  const { recoverySheet } = await import('../recovery-sheet.ts')
  const pdf = await recoverySheet(key, {
    library: visit.pack.library,
    day: formatsOf(visit).day(house.clock.today()),
    language: visit.language,
    words: recoverySheetWords(visit),
    pin: await newestFingerprintLines(house.app),
  })
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${recoveryWords(visit).fileName}-${keyMark(key.recipient)}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** From now on backups open with the sheet whose last group was typed. */
export async function confirmSheet(
  visit: StaffContext,
  { lastGroup }: z.infer<typeof confirmForm>,
): Promise<Response> {
  const outcome = await confirmRecoveryKey(visit.house, entryActorOf(visit), lastGroup)
  if (outcome === 'confirmed') return visit.c.redirect('/backups', 303)
  const { noneWaits, otherGroup } = recoveryWords(visit)
  return asked(visit, [{ field: 'lastGroup', message: outcome === 'none' ? noneWaits : otherGroup }])
}

/** What is wrong with the backups, in one or two sentences. */
function backupWarningText(visit: StaffContext, { code, last }: BackupWarning): string {
  const { pack } = visit
  const backups = backupsWords(visit)
  const told = formatsOf(visit)
  if (code === 'no-key') return backups.concern['no-key']
  if (last === undefined) return `${backups.concern[code]} ${backups.lastNever}`
  const made = told.moment(last.madeAt, pack.timeZone)
  return `${backups.concern[code]} ${last.isThere ? backups.last(made) : backups.lastIsAway(made)}`
}

/** The backups fail, are old, or there is none. */
export const backupTasks: TaskSource = {
  may: ['director'],
  async look(visit) {
    const concern = await backupWarning(visit.house)
    // The set-up has the recovery sheet on its own list.
    if (concern === undefined || (concern.code === 'no-key' && (await isSettingUpLibrary(visit)))) return []
    const go = backupsWords(visit).title
    return [{ kind: 'warning', says: backupWarningText(visit, concern), href: '/backups', go }]
  },
}
