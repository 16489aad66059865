/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { basename, dirname } from 'node:path'
import { markOf } from '../../backup/recovery-key.ts'
import { backupRetentionDays } from '../../circulation/retention.ts'
import { concernOf, isLastThere } from '../../jobs/backup-concern.ts'
import { recoveryKeys } from '../../jobs/backup-recovery.ts'
import { type BackupState, backupState } from '../../store/backup-state.ts'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { dayName } from '../words.ts'

/** What the Director should know of the backups: whether there is one, of when, where, and which sheet opens it. */
export async function backupsPage(visit: StaffVisit): Promise<Response> {
  const { app, ring, clock } = visit.house
  const state = await backupState(app)
  const keys = recoveryKeys(ring)
  const concern = concernOf(state, keys, clock.now(), await isLastThere(state))
  return show(
    visit,
    'Backups',
    <div class="carrel-narrow">
      <h1>Backups</h1>
      {concern !== undefined && (
        <div class="usa-alert usa-alert--warning carrel-first">
          <div class="usa-alert__body">
            <p class="usa-alert__text">{concern.sentence}</p>
          </div>
        </div>
      )}
      {state.good !== undefined && <LastGood good={state.good} />}
      <h2>What opens them</h2>
      <p>
        {keys.current === undefined
          ? 'Nothing yet. '
          : `The recovery sheet ${markOf(keys.current)}, made on ${dayName(keys.current.madeOn)}, and nothing else. `}
        <a href="/set-up/recovery">Recovery sheet</a>
      </p>
      <h2>How they are kept</h2>
      <p>
        One is made every night. After {backupRetentionDays} days it is deleted, so that what was cut in the
        meantime is gone from all of them. Whoever looks after the computer copies them to another place.
      </p>
    </div>,
  )
}

const LastGood = ({ good }: { readonly good: NonNullable<BackupState['good']> }) => (
  <>
    <h2>The last good one</h2>
    <p>
      Of {dayName(good.madeAt.toISOString().slice(0, 10))}: {good.rows.toLocaleString('en-US')} rows,{' '}
      {(Number(good.bytes) / 2 ** 20).toFixed(1)} MB. It opens with sheet {good.key}.
    </p>
    <p class="carrel-small">
      {basename(good.file)}, in {dirname(good.file)}
    </p>
  </>
)
