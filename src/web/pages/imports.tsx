/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { exportFiles } from '../../imports/koha-export.ts'
import type { ImportReport } from '../../imports/koha-import.ts'
import {
  type Conflicts,
  conflictsIn,
  type ImportConcern,
  importConcernOf,
  reportOf,
} from '../../jobs/import-concern.ts'
import { type NightlyImport, nightlyImport } from '../../store/import-nightly.ts'
import { importConcernTold } from '../import-concern-told.ts'
import { Alert, AsSaid } from '../views/alert.tsx'
import { CountTable } from '../views/count-table.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { importsWords } from '../words/imports.ts'
import { formatsOf } from '../words/told.ts'

/** What came in by itself from another system, what of it does not fit what was done here, and what failed. */
export async function importsPage(visit: StaffVisit): Promise<Response> {
  const { app, clock } = visit.house
  const imports = importsWords(visit)
  const set = await nightlyImport(app)
  const concern = set && importConcernOf(set, clock.now())
  return show(
    visit,
    imports.title,
    <>
      <h1>{imports.title}</h1>
      {concern !== undefined && <Concern visit={visit} concern={concern} />}
      {set === undefined ? <p>{imports.none}</p> : <Folder visit={visit} set={set} />}
    </>,
  )
}

const Concern = ({ visit, concern }: { readonly visit: StaffVisit; readonly concern: ImportConcern }) => {
  const imports = importsWords(visit)
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">{importConcernTold(visit, concern)}</p>
      {concern.code === 'cut-short' && <p class="usa-alert__text">{imports.cutShortDo}</p>}
      {concern.code === 'failed' && concern.sentence === '' && (
        <p class="usa-alert__text">{imports.seeLog}</p>
      )}
      {concern.code === 'failed' && concern.sentence !== '' && (
        <AsSaid lead={imports.askWhoLooks}>{concern.sentence}</AsSaid>
      )}
    </Alert>
  )
}

const Folder = ({ visit, set }: { readonly visit: StaffVisit; readonly set: NightlyImport }) => {
  const imports = importsWords(visit)
  const told = formatsOf(visit)
  const report = reportOf(set.good)
  return (
    <>
      <p class="usa-intro">{imports.intro}</p>
      <p>
        {imports.folder}: <span class="carrel-path">{set.folder}</span>
      </p>
      <h2>{imports.last}</h2>
      <p>
        {set.good === undefined
          ? imports.never
          : imports.cameIn(told.moment(set.good.at, visit.pack.timeZone))}
      </p>
      {report !== undefined && <NotFitting visit={visit} report={report} />}
      {report !== undefined && <Counts visit={visit} report={report} />}
    </>
  )
}

type ReportProps = { readonly visit: StaffVisit; readonly report: ImportReport }

const NotFitting = ({ visit, report }: ReportProps) => {
  const imports = importsWords(visit)
  const told = formatsOf(visit)
  const found = Object.entries(conflictsIn(report)) as [keyof Conflicts, number][]
  const some = found.filter(([, count]) => count > 0)
  return (
    <>
      <h2>{imports.conflicts}</h2>
      {some.length === 0 && <p>{imports.fits}</p>}
      {some.length > 0 && (
        <>
          <ul class="usa-list">
            {some.map(([kind, count]) => (
              <li>{imports.conflict[kind](told.count(count))}</li>
            ))}
          </ul>
          <p class="carrel-small">
            {imports.whereRows} <span class="carrel-path">{report.rejectedFile}</span>,{' '}
            <span class="carrel-path">{report.noticedFile}</span>
          </p>
        </>
      )}
    </>
  )
}

const Counts = ({ visit, report: { files } }: ReportProps) => {
  const imports = importsWords(visit)
  const told = formatsOf(visit)
  const columns = ['rows', 'added', 'updated', 'unchanged', 'skipped', 'rejected', 'ended'] as const
  return (
    <>
      <h2>{imports.counts}</h2>
      <CountTable
        caption={imports.counts}
        head={[imports.file, ...columns.map((name) => imports[name])]}
        rows={inOrder(files).map(([file, counts]) => ({
          name: file,
          counts: columns.map((name) => counts[name]),
        }))}
        count={told.count}
        leftOut=""
      />
    </>
  )
}

/** As they are imported: who is pointed at comes first. The database keeps no order of them. */
function inOrder(files: ImportReport['files']) {
  const place = (file: string) => exportFiles.indexOf(file)
  return Object.entries(files).sort(([one], [other]) => place(one) - place(other))
}
