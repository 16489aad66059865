import { type NightlyImport, nightlyImport } from '../../patrons/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Alert, CountTable, OriginalMessage, When } from '../../platform/http/page-kit.tsx'
import { followWork, WorkProgress, workEndText } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { type LongWork, longWork } from '../../platform/jobs/long-work-store.ts'
import { exportFiles, type ImportReport } from '../koha-import.ts'
import {
  conflictsIn,
  type ImportConflicts,
  type ImportWarning,
  importWarning,
  importWarningOf,
  lastImportReport,
} from '../nightly-import.ts'
import { importsWords } from '../words/imports.ts'

export async function importsPage(context: StaffContext): Promise<Response> {
  const { app, clock } = context.services
  const imports = importsWords(context)
  const set = await nightlyImport(app)
  const work = await longWork(app, 'import', clock.now())
  const isRunning = work?.as === 'running'
  if (isRunning) followWork({ context, path: '/imports' })
  const concern = set && importWarningOf(set, clock.now())
  return show(
    context,
    imports.title,
    <>
      <h1>{imports.title}</h1>
      {isRunning && <RunningImport context={context} work={work} />}
      {work?.as === 'stopped' && (
        <Alert kind="warning">
          {workEndText(context, work)} {set !== undefined && imports.startsAgain}
        </Alert>
      )}
      {concern !== undefined && <ImportWarningAlert context={context} concern={concern} />}
      {set === undefined ? <p>{imports.none}</p> : <Folder context={context} set={set} />}
      {work?.as === 'done' && <p class="carrel-small">{workEndText(context, work)}</p>}
    </>,
  )
}

const RunningImport = ({ context, work }: { readonly context: StaffContext; readonly work: LongWork }) => {
  const imports = importsWords(context)
  const formats = formatsOf(context)
  const megabytes = (bytes: bigint) => formats.count(Math.ceil(Number(bytes) / 2 ** 20))
  return (
    <>
      <h2>{imports.running}</h2>
      <WorkProgress context={context} path="/imports" work={work}>
        {imports.read(formats.count(work.rows), megabytes(work.done), megabytes(work.total))}
      </WorkProgress>
    </>
  )
}

const ImportWarningAlert = ({
  context,
  concern,
}: {
  readonly context: StaffContext
  readonly concern: ImportWarning
}) => {
  const imports = importsWords(context)
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">{importWarningText(context, concern)}</p>
      {concern.code === 'cut-short' && <p class="usa-alert__text">{imports.cutShortDo}</p>}
      {concern.code === 'failed' && concern.sentence === '' && (
        <p class="usa-alert__text">{imports.seeLog}</p>
      )}
      {concern.code === 'failed' && concern.sentence !== '' && (
        <OriginalMessage lead={imports.askWhoLooks}>{concern.sentence}</OriginalMessage>
      )}
    </Alert>
  )
}

const Folder = ({ context, set }: { readonly context: StaffContext; readonly set: NightlyImport }) => {
  const imports = importsWords(context)
  const formats = formatsOf(context)
  const report = lastImportReport(set.good)
  return (
    <>
      <p class="usa-intro">{imports.intro}</p>
      <p>
        {imports.folder}: <span class="carrel-path">{set.folder}</span>
      </p>
      <h2>
        {imports.last}
        {set.good !== undefined && (
          <>
            : <When context={context} at={set.good.at} />
          </>
        )}
      </h2>
      <p>
        {set.good === undefined
          ? imports.never
          : imports.cameIn(formats.moment(set.good.at, context.pack.timeZone))}
      </p>
      {report !== undefined && <NotFitting context={context} report={report} />}
      {report !== undefined && <Counts context={context} report={report} />}
    </>
  )
}

type ReportProps = { readonly context: StaffContext; readonly report: ImportReport }

const NotFitting = ({ context, report }: ReportProps) => {
  const imports = importsWords(context)
  const formats = formatsOf(context)
  const found = Object.entries(conflictsIn(report)) as [keyof ImportConflicts, number][]
  const some = found.filter(([, count]) => count > 0)
  return (
    <>
      <h2>{imports.conflicts}</h2>
      {some.length === 0 && <p>{imports.fits}</p>}
      {some.length > 0 && (
        <>
          <ul class="usa-list">
            {some.map(([kind, count]) => (
              <li>{imports.conflict[kind](formats.count(count))}</li>
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

const Counts = ({ context, report: { files } }: ReportProps) => {
  const imports = importsWords(context)
  const formats = formatsOf(context)
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
        count={formats.count}
        leftOut=""
      />
    </>
  )
}

/** In import order; the database keeps none. */
function inOrder(files: ImportReport['files']) {
  const place = (file: string) => exportFiles.indexOf(file)
  return Object.entries(files).sort(([one], [other]) => place(one) - place(other))
}

function importWarningText(context: StaffContext, concern: ImportWarning): string {
  const { pack } = context
  const imports = importsWords(context)
  const formats = formatsOf(context)
  const at = (moment: Date) => formats.moment(moment, pack.timeZone)
  switch (concern.code) {
    case 'failed':
      return imports.concern.failed(at(concern.at))
    case 'cut-short':
      return imports.concern.cutShort(formats.count(concern.rows), at(concern.at))
    case 'old':
      return imports.concern.old
    case 'conflicts': {
      const things = Object.values(concern.conflicts).reduce((sum, count) => sum + count, 0)
      return imports.concern.conflicts(formats.count(things))
    }
  }
}

export const importTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const concern = await importWarning(context.services)
    if (concern === undefined) return []
    const kind = concern.code === 'conflicts' ? 'info' : 'warning'
    return [
      { kind, says: importWarningText(context, concern), href: '/imports', go: importsWords(context).title },
    ]
  },
}
