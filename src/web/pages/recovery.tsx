/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { recoveryKeyFor } from '../../accounts/recovery-sheet.ts'
import { keyMark } from '../../backup/paper-key.ts'
import { markOf } from '../../backup/recovery-key.ts'
import { backupRetentionDays } from '../../circulation/retention.ts'
import { confirmRecoveryKey, recoveryKeys } from '../../jobs/backup-recovery.ts'
import { newestPinLines } from '../../jobs/newest-pin.ts'
import { hasStep } from '../../store/accounts-factor.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit, triedFrom } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { recoveryWords } from '../words/recovery.ts'
import { recoverySheetWords } from '../words/recovery-sheet.ts'
import { formatsOf } from '../words/told.ts'

export const newSheetForm = z.strictObject({ passphrase: z.string().max(2000).default('') })
export const confirmForm = z.strictObject({ lastGroup: z.string().trim().max(40) })

/** Where the recovery sheet is made, and where somebody shows that it is on paper. */
export function recoveryPage(visit: StaffVisit): Response | Promise<Response> {
  return asked(visit, [])
}

async function asked(
  visit: StaffVisit,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const asksPassphrase = !visit.who.proved && !(await hasStep(visit.house.app, visit.who.id))
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
          : recovery.opensWith(markOf(current), told.day(current.madeOn))}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <h2>{current === undefined ? recovery.makeFirst : recovery.makeAnother}</h2>
      {current !== undefined && <p>{recovery.onlyWhere(markOf(current), backupRetentionDays)}</p>}
      <form method="post" action="/set-up/recovery" class="usa-form carrel-form">
        <Word visit={visit} />
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
      </form>
      <h2>{recovery.print}</h2>
      <p>{recovery.printHow}</p>
      <h2>{recovery.show}</h2>
      {pending !== undefined && <p>{recovery.waits(markOf(pending), told.day(pending.madeOn))}</p>}
      <form method="post" action="/set-up/recovery/confirm" class="usa-form carrel-form">
        <Word visit={visit} />
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
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/backups">
          {recovery.toBackups}
        </a>
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
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const given = { account: who, tokenHash: who.tokenHash, passphrase, from: triedFrom(visit) }
  const attempt = () => recoveryKeyFor(house, byOf(visit), given)
  const key = await tried(visit, who.signIn, attempt, (made) => made !== null)
  if (key === tooMany) return asked(visit, [wrong(passphraseWords(visit).tooMany)], 429)
  if (key === null) return asked(visit, wrongTry(visit, wrong(passphraseWords(visit).notYours)))
  // Why only here: the typesetter is large, and no other page needs it.
  const { recoverySheet } = await import('../../backup/recovery-sheet.ts')
  const pdf = await recoverySheet(key, {
    library: visit.pack.library,
    day: formatsOf(visit).day(house.clock.today()),
    language: visit.language,
    words: recoverySheetWords(visit),
    pin: await newestPinLines(house.app),
  })
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${recoveryWords(visit).fileName}-${keyMark(key.recipient)}.pdf"`,
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
  const { noneWaits, otherGroup } = recoveryWords(visit)
  return asked(visit, [{ field: 'lastGroup', message: outcome === 'none' ? noneWaits : otherGroup }])
}
