/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { recoveryKeyFor } from '../../accounts/recovery-sheet.ts'
import { keyMark } from '../../backup/paper-key.ts'
import { markOf } from '../../backup/recovery-key.ts'
import { backupRetentionDays } from '../../circulation/retention.ts'
import { confirmRecoveryKey, recoveryKeys } from '../../jobs/backup-recovery.ts'
import { mayTry, tooManyTries } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { dayName } from '../words.ts'
import { wrongTry } from './sign-in.tsx'

export const newSheetForm = z.strictObject({ passphrase: z.string().max(2000) })
export const confirmForm = z.strictObject({ lastGroup: z.string().trim().max(40) })

/** Where the recovery sheet is made, and where somebody shows that it is on paper. */
export function recoveryPage(visit: StaffVisit): Response | Promise<Response> {
  return asked(visit, [])
}

function asked(
  visit: StaffVisit,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Response | Promise<Response> {
  const { current, pending } = recoveryKeys(visit.house.ring)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Recovery sheet' : 'Recovery sheet',
    <div class="carrel-narrow">
      <h1>Recovery sheet</h1>
      <p class="usa-intro">
        {current === undefined
          ? 'There are no backups before there is a sheet: with it and a backup, the library can be brought back after a fire or a theft.'
          : `Backups open with sheet ${markOf(current)}, made on ${dayName(current.madeOn)}.`}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <h2>1. Make {current === undefined ? 'the sheet' : 'another sheet'}</h2>
      {current !== undefined && (
        <p>
          Only where the sheet is lost, or somebody saw it who should not have. Backups made until now open
          with sheet {markOf(current)} alone: keep it for {backupRetentionDays} days more.
        </p>
      )}
      <form method="post" action="/set-up/recovery" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="passphrase"
          label="Your passphrase"
          type="password"
          autocomplete="current-password"
          maxlength={2000}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          Make the sheet
        </button>
      </form>
      <h2>2. Print it</h2>
      <p>
        The sheet comes as a PDF, this once. Print it, delete the file and empty the trash: the key is to be
        on paper alone. Put the paper into the City's safe.
      </p>
      <h2>3. Show that it is on paper</h2>
      {pending !== undefined && (
        <p>
          Sheet {markOf(pending)}, made on {dayName(pending.madeOn)}, waits for this.
        </p>
      )}
      <form method="post" action="/set-up/recovery/confirm" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="lastGroup"
          label="The last group on the sheet"
          hint="Number 14, six signs, from the paper"
          maxlength={40}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          Use this sheet
        </button>
      </form>
      <p class="carrel-back">
        <a href="/backups">Backups</a>
      </p>
    </div>,
    errors.length > 0 ? status : 200,
  )
}

/** The sheet, this once: it is in no file and no cache, and cannot be had again. */
export async function newSheet(
  visit: StaffVisit,
  { passphrase }: z.infer<typeof newSheetForm>,
): Promise<Response> {
  const { c, house, who } = visit
  const wrong = (message: string, status: 422 | 429) =>
    asked(visit, [{ field: 'passphrase', message }], status)
  if (!mayTry(visit, who.signIn)) return wrong(tooManyTries, 429)
  const key = await recoveryKeyFor(house, byOf(visit), { account: who, passphrase })
  if (key === null) return wrong(`This is not your passphrase. ${wrongTry}`, 422)
  // Why only here: the typesetter is large, and no other page needs it.
  const { recoverySheet } = await import('../../backup/recovery-sheet.ts')
  const pdf = recoverySheet(key, { library: house.pack.library, madeOn: house.clock.today() })
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="recovery-sheet-${keyMark(key.recipient)}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** From now on backups open with the sheet whose last group was typed. */
export async function confirmSheet(
  visit: StaffVisit,
  { lastGroup }: z.infer<typeof confirmForm>,
): Promise<Response> {
  const outcome = await confirmRecoveryKey(visit.house, byOf(visit), lastGroup)
  if (outcome === 'confirmed') return visit.c.redirect('/backups', 303)
  const message =
    outcome === 'none'
      ? 'No sheet waits for this: make one first'
      : 'This is not the last group of the sheet that was made last: look at number 14 on the paper'
  return asked(visit, [{ field: 'lastGroup', message }])
}
