/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { markOf } from '../../backup/recovery-key.ts'
import { backupRetentionDays } from '../../circulation/retention.ts'
import { concernOf, isLastThere } from '../../jobs/backup-concern.ts'
import { recoveryKeys } from '../../jobs/backup-recovery.ts'
import { type BackupState, backupState } from '../../store/backup-state.ts'
import { concernTold } from '../backup-concern-told.ts'
import { Alert, AsSaid } from '../views/alert.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { backupsWords } from '../words/backups.ts'
import { formatsOf } from '../words/told.ts'

/** What the Director should know of the backups: whether there is one, of when, where, and which sheet opens it. */
export async function backupsPage(visit: StaffVisit): Promise<Response> {
  const { app, ring, clock } = visit.house
  const backups = backupsWords(visit)
  const told = formatsOf(visit)
  const state = await backupState(app)
  const keys = recoveryKeys(ring)
  const concern = concernOf(state, keys, clock.now(), await isLastThere(state))
  return show(
    visit,
    backups.title,
    <>
      <h1>{backups.title}</h1>
      {concern !== undefined && (
        <Alert kind="warning">
          <p class="usa-alert__text">{concernTold(visit, concern)}</p>
          {concern.failure !== undefined && <AsSaid lead={backups.askWhoLooks}>{concern.failure}</AsSaid>}
        </Alert>
      )}
      {state.good !== undefined && <LastGood visit={visit} good={state.good} />}
      <h2>{backups.opens}</h2>
      <p>
        {keys.current === undefined
          ? backups.opensNothing
          : backups.opensSheet(markOf(keys.current), told.day(keys.current.madeOn))}{' '}
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

type LastGoodProps = { readonly visit: StaffVisit; readonly good: NonNullable<BackupState['good']> }

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
