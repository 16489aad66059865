import { tryOutWords } from '../../ask/index.ts'
import { recordsWords } from '../../patrons/pages/index.ts'
import { DataTable } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf, offeredLanguages } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import type { Pack, RecordKind, StaffRole } from '../../policy/index.ts'
import type { Letterhead } from '../../staff/index.ts'
import { rolesWords } from '../../staff/pages/index.ts'
import { type Case, checkOf, type PackedFile, type ProductionForm, type Scope, searchKey } from '../case.ts'
import type { CustodianCertificate, RecordsCopy } from '../documents-pdf.ts'
import type { PreparedRelease } from '../production/case-production.ts'
import {
  type CopiedField,
  type CopiedLine,
  type CopiedRecords,
  leavesOverdue,
  missingRecords,
  subjectNumbers,
} from '../production/copied-records.ts'
import { cellsOf, columnsOf } from '../production/package.ts'
import { caseCopiesWords, casePapersWords, copiedKindWords } from '../words/copies.ts'
import { otherSystemsWords } from '../words/other-systems.ts'

/** One person's records, a table for each kind. */
type CopiedPerson = {
  readonly heading: string
  readonly tables: readonly {
    readonly record: RecordKind
    readonly heading: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
}

function copiedPeople(speaker: ScreenLanguage, copied: CopiedRecords, scope: Scope): CopiedPerson[] {
  const numbers = subjectNumbers(scope)
  return scope.subjects.flatMap((subject, nth) => {
    const at = numbers[nth] ?? nth + 1
    const lines = copied.lines.filter((line) => line.subject === subject)
    const name = nameIn(lines)
    const { person, personIs } = caseCopiesWords(speaker)
    const tables = scope.records.flatMap((record) => {
      const some = lines.filter((line) => line.record === record)
      return some.length === 0 ? [] : [tableOf(speaker, record, some)]
    })
    // A person of whom nothing was found is among what was not found.
    return tables.length === 0
      ? []
      : [{ heading: name === undefined ? person(at) : personIs(at, name), tables }]
  })
}

function tableOf(
  speaker: ScreenLanguage,
  record: RecordKind,
  lines: readonly CopiedLine[],
): CopiedPerson['tables'][number] {
  const { field, asOf } = caseCopiesWords(speaker)
  const columns = columnsOf(lines)
  return {
    record,
    heading: capitalize(copiedKindWords(speaker)[record]),
    head: [...columns.map(([name, nth]) => (nth === 1 ? field[name] : `${field[name]} ${nth}`)), asOf],
    rows: lines.map((line) => [
      ...cellsOf(line, columns).map((value, at) => cellText(speaker, columns[at]?.[0] ?? 'title', value)),
      formatsOf(speaker).day(line.asOf),
    ]),
  }
}

function cellText(speaker: ScreenLanguage, field: CopiedField, value: string): string {
  const records = recordsWords(speaker)
  const formats = formatsOf(speaker)
  switch (field) {
    case 'is-so':
    case 'on-file':
      return value === 'yes' ? records.yes : tryOutWords(speaker).no
    case 'title':
      return value === '' ? records.titleGone : value
    case 'born':
    case 'due-on':
    case 'returned-on':
      return value === '' ? '' : formats.day(value)
    case 'amount':
      return value === '' ? '' : formats.dollars(Math.round(Number(value) * 100))
    case 'for':
      return Object.hasOwn(records.chargeKind, value)
        ? records.chargeKind[value as keyof typeof records.chargeKind]
        : value
    default:
      return value
  }
}

function nameIn(lines: readonly CopiedLine[]): string | undefined {
  const identity = lines.find(({ record }) => record === 'identity')
  const of = (field: CopiedField) => identity?.fields.find(([name]) => name === field)?.[1]
  return identity && [of('first-name'), of('surname')].filter(Boolean).join(' ')
}

export function daysSaid(speaker: ScreenLanguage, { from, until }: Scope): string {
  const caseCopies = caseCopiesWords(speaker)
  const formats = formatsOf(speaker)
  const { days } = caseCopies
  if (from !== undefined && until !== undefined) return days.between(formats.day(from), formats.day(until))
  if (from !== undefined) return days.from(formats.day(from))
  return until === undefined ? days.all : days.until(formats.day(until))
}

const isAnyDay = ({ from, until }: Scope): boolean => from === undefined && until === undefined

export const recordsSaid = (speaker: ScreenLanguage, kinds: readonly RecordKind[]): string =>
  formatsOf(speaker).all(kinds.map((kind) => copiedKindWords(speaker)[kind]))

type CopiedTablesProps = {
  readonly context: StaffContext
  readonly copied: CopiedRecords
  readonly scope: Scope
}

export const CopiedTables = ({ context, copied, scope }: CopiedTablesProps) => {
  const caseCopies = caseCopiesWords(context)
  const missing = missingRecords(copied.lines, scope)
  return (
    <>
      {copiedPeople(context, copied, scope).map(({ heading, tables }) => (
        <section>
          <h2>{heading}</h2>
          {tables.map((table) => (
            <>
              <h3>{table.heading}</h3>
              <DataTable head={table.head} rows={table.rows} />
            </>
          ))}
        </section>
      ))}
      {missing.length > 0 && (
        <section>
          <h2>{caseCopies.notHeld.heading}</h2>
          <ul class="usa-list">
            {missing.map((one) => (
              <li>
                {`${caseCopies.person(one.person)}. ${
                  one.why === 'not-on-file'
                    ? caseCopies.notHeld[one.why]
                    : caseCopies.notHeld[one.why === 'nothing' && isAnyDay(scope) ? 'nothingAtAll' : one.why](
                        capitalize(copiedKindWords(context)[one.record]),
                      )
                }`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** In the library's first language, since the person who served the paper reads them. */
type PaperParts = {
  readonly pack: Pack
  readonly reference: string
  readonly release: PreparedRelease
  readonly today: string
  /** Circulation is in another system, with records that Carrel does not hold. */
  readonly lendsElsewhere: boolean
}

function speaking(pack: Pack): {
  readonly language: string
  readonly speaker: ScreenLanguage
  readonly pack: Pack
} {
  const [language = 'en'] = offeredLanguages(pack)
  const said = pack.in(language)
  return { language, speaker: { pack: said, language }, pack: said }
}

function factsOf({ reference, release }: PaperParts, speaker: ScreenLanguage): [string, string][] {
  const { records } = casePapersWords(speaker)
  const { requester, reading, scope } = release.case
  const facts: readonly (readonly [string, string | undefined])[] = [
    [records.case, reference],
    [records.asks, [requester.name, requester.agency].filter(Boolean).join(', ')],
    [records.paper, reading && tryOutWords(speaker).instrument[reading.instrument]],
    [records.court, reading?.court],
    [records.number, reading?.number],
    [records.named, capitalize(recordsSaid(speaker, scope?.records ?? release.copy.records))],
    [records.days, daysSaid(speaker, release.copy)],
  ]
  return facts.flatMap(([label, says]) => (says === undefined ? [] : [[label, says]]))
}

/** Earlier days, from preserved copies. */
function earlierDays({ copied }: PreparedRelease): string[] {
  return [...new Set(copied.lines.map(({ asOf }) => asOf))].filter((day) => day < copied.takenOn).sort()
}

export function recordsCopyOf(parts: PaperParts): RecordsCopy {
  const { pack, release } = parts
  const { language, speaker } = speaking(pack)
  const { records } = casePapersWords(speaker)
  const { copied, copy } = release
  const { person } = caseCopiesWords(speaker)
  return {
    library: pack.library,
    language,
    title: records.title,
    facts: [...factsOf(parts, speaker), [records.copied, formatsOf(speaker).day(copied.takenOn)]],
    people: copiedPeople(speaker, copied, copy),
    notHeld: {
      heading: records.notHeld,
      each: missingRecords(copied.lines, copy).map((one) => {
        if (one.why === 'not-on-file') return records.notOnFile(person(one.person))
        const nothing = isAnyDay(copy) ? records.nothingAtAll : records.nothing
        const says = one.why === 'nothing' ? nothing : records.neverKept
        return says(person(one.person), copiedKindWords(speaker)[one.record])
      }),
    },
    notes: {
      heading: records.notes,
      each: [
        ...[orderOf(records.order, copy), records.noDays, records.severed],
        ...(parts.lendsElsewhere ? [records.otherSystem] : []),
        ...(earlierDays(release).length > 0 ? [records.earlier] : []),
        ...[records.left, records.cells],
      ],
    },
  }
}

/** What the people's numbers mean, without names that were not asked for. */
function orderOf(
  order: ReturnType<typeof casePapersWords>['records']['order'],
  { subjects, absent = [], asListed }: PreparedRelease['copy'],
): string {
  if (subjects.length + absent.length === 1) return order.one
  return asListed ? order.listed : order.noted
}

type Custodian = {
  readonly name: string
  readonly role: StaffRole
  readonly acting: boolean
  readonly president: boolean
}

function roleOf(speaker: ScreenLanguage, { role, acting, president }: Custodian): string {
  const roles = rolesWords(speaker)
  const name = roles.name[role]
  if (acting) return frameWords(speaker).acting(name)
  return president ? roles.ofTheBoard(name) : name
}

/** @param proof lines of the log's checkpoint */
export function certificateOf(
  parts: PaperParts & {
    readonly custodian: Custodian
    readonly heading: Letterhead['heading']
    /** How it goes out, and the pages of the records. */
    readonly form: ProductionForm
    readonly pages: number
    readonly files: readonly PackedFile[]
    readonly proof: readonly string[]
    readonly sealed: boolean
    /** Carrel, the only system searched, has records from this day on, `YYYY-MM-DD`. */
    readonly since: string
  },
): CustodianCertificate {
  const { pack, release, today, reference, custodian, files, proof } = parts
  const { language, speaker } = speaking(pack)
  const { certificate, receipt } = casePapersWords(speaker)
  const formats = formatsOf(speaker)
  const clauses = formats.all(release.clauses)
  const outcome = release.outcome === 'compelled' ? certificate.compelled : certificate.released
  const [copied, packed] = [release.copied.entry, release.entry]
  const onPaper = parts.form === 'paper' ? certificate.printedSays(copied, packed) : undefined
  return {
    ...parts.heading,
    library: pack.library,
    language,
    title: certificate.title,
    on: certificate.on,
    says: certificate.says(custodian.name, roleOf(speaker, custodian), pack.library),
    facts: [
      ...factsOf(parts, speaker),
      [certificate.policy, `${pack.number}, ${pack.title}`],
      [certificate.outcome, outcome(clauses)],
      [certificate.form, certificate.forms[parts.form](parts.pages)],
      [certificate.day, formats.day(today)],
    ],
    points: pointsOf(parts, speaker, parts.since),
    files: {
      heading: onPaper === undefined ? certificate.files : certificate.printedFrom,
      head: [certificate.file, 'Bytes', 'SHA-256'],
      rows: files.map(({ name, bytes, sha256 }) => [name, formats.count(bytes), sha256]),
    },
    systems: systemsTable(release.case, speaker),
    register: {
      heading: certificate.register,
      says: parts.sealed
        ? certificate.sealedSays(copied, packed)
        : (onPaper ?? certificate.registerSays(copied, packed)),
      proof,
    },
    signs: certificate.signature,
    custodian: `${custodian.name}, ${roleOf(speaker, custodian)}`,
    receipt: {
      ...receipt,
      says:
        onPaper === undefined
          ? receipt.says(reference, pack.library)
          : receipt.printed(reference, pack.library, parts.pages),
    },
  }
}

/** One row for each system that was in use when the records were collected. */
function systemsTable(
  { production, searches }: Case,
  speaker: ScreenLanguage,
): CustodianCertificate['systems'] {
  const { certificate: words } = otherSystemsWords(speaker)
  const { day } = formatsOf(speaker)
  const rows = (production?.systems ?? []).flatMap(({ id }) => searches.get(searchKey('produce', id)) ?? [])
  return {
    heading: words.heading,
    head: words.head,
    rows: rows.map(({ name, by, on, result, words: said }) => [
      name,
      result === 'not-searched' ? words.notSearched : by,
      day(on),
      result === 'nothing' ? [words.nothing, said].filter(Boolean).join(' ') : said,
    ]),
  }
}

function pointsOf(
  { pack, release, lendsElsewhere }: PaperParts,
  speaker: ScreenLanguage,
  since: string,
): string[] {
  const { certificate } = casePapersWords(speaker)
  const { copied, copy, case: it } = release
  const formats = formatsOf(speaker)
  const clause = pack.manifest.cases?.clauses['decided-to-produce'] ?? ''
  const earlier = earlierDays(release)
  const checked = checkOf(it)?.byPhone
  const moment = (at: string) => formats.moment(new Date(at), pack.timeZone)
  const withheld = (it.scope?.records ?? []).filter((record) => !copy.records.includes(record))
  return [
    certificate.custodian([pack.number, clause].filter(Boolean).join(', ')),
    certificate.regular,
    certificate.trueCopies(formats.day(copied.takenOn)),
    ...(earlier.length > 0 ? [certificate.earlier(formats.all(earlier.map((day) => formats.day(day))))] : []),
    certificate.searched(formats.day(since), formats.day(copied.takenOn)),
    (it.production?.systems ?? []).length > 0
      ? otherSystemsWords(speaker).certificate.listed
      : lendsElsewhere
        ? certificate.notSearched.lendsElsewhere
        : certificate.notSearched.other,
    ...(checked ? [certificate.checkedByPhone(checked.counsel, moment(checked.at), checked.sha256)] : []),
    ...(withheld.length > 0 ? [certificate.withheld(recordsSaid(speaker, withheld))] : []),
    ...(leavesOverdue(copy) ? [certificate.overdueApart] : []),
    ...(missingRecords(copied.lines, copy).length > 0 ? [certificate.notHeld] : []),
  ]
}
