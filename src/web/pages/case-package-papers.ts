import { notHeld } from '../../casework/copied.ts'
import type { Release } from '../../disclosure/case-production.ts'
import type { CustodianCertificate } from '../../kits/custodian-certificate.ts'
import type { RecordsCopy } from '../../kits/records-copy.ts'
import type { Pack } from '../../policy/pack.ts'
import type { Sum } from '../../production/package.ts'
import type { Role } from '../../store/accounts.ts'
import { copiedPeople, daysSaid, recordsSaid } from '../views/copied-tables.tsx'
import { capital } from '../words/capital.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { casePapersWords } from '../words/cases-papers.ts'
import { frameWords } from '../words/frame.ts'
import { offered } from '../words/language.ts'
import { recordsWords } from '../words/records.ts'
import { rolesWords } from '../words/roles.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'

/** What the papers are made of. They speak the library's first language: they go to whoever served the paper. */
export type PaperParts = {
  readonly pack: Pack
  readonly reference: string
  readonly release: Release
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Another system lends, and holds what Carrel does not. */
  readonly lendsElsewhere: boolean
}

function speaking(pack: Pack): { readonly language: string; readonly speaker: Speaker; readonly pack: Pack } {
  const [language = 'en'] = offered(pack)
  const said = pack.in(language)
  return { language, speaker: { pack: said, language }, pack: said }
}

/** What was asked for, by whom, of which days; each with its label. */
function factsOf({ reference, release }: PaperParts, speaker: Speaker): [string, string][] {
  const { records } = casePapersWords(speaker)
  const { requester, reading, scope } = release.case
  const facts: readonly (readonly [string, string | undefined])[] = [
    [records.case, reference],
    [records.asks, [requester.name, requester.agency].filter(Boolean).join(', ')],
    [records.paper, reading && tryOutWords(speaker).instrument[reading.instrument]],
    [records.court, reading?.court],
    [records.number, reading?.number],
    [records.named, capital(recordsSaid(speaker, scope?.records ?? release.copy.records))],
    [records.days, daysSaid(speaker, release.copy)],
  ]
  return facts.flatMap(([label, says]) => (says === undefined ? [] : [[label, says]]))
}

/** Days on which lines were copied before the copy itself: from what was preserved. */
function earlierDays({ copied }: Release): string[] {
  return [...new Set(copied.lines.map(({ asOf }) => asOf))].filter((day) => day < copied.takenOn).sort()
}

/** The records on paper. */
export function recordsCopyOf(parts: PaperParts): RecordsCopy {
  const { pack, release } = parts
  const { language, speaker } = speaking(pack)
  const { records } = casePapersWords(speaker)
  const { copied, copy } = release
  const { person } = caseCopiesWords(speaker)
  return {
    ...{ library: pack.library, language, title: records.title },
    facts: [...factsOf(parts, speaker), [records.copied, formatsOf(speaker).day(copied.takenOn)]],
    people: copiedPeople(speaker, copied, copy),
    notHeld: {
      heading: records.notHeld,
      each: notHeld(copied.lines, copy).map((one) => {
        if (one.why === 'not-on-file') return records.notOnFile(person(one.person))
        const says = one.why === 'nothing' ? records.nothing : records.neverKept
        return says(person(one.person), recordsWords(speaker).kind[one.record])
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

/** What the numbers of the people mean to whoever has the paper: no name is given that was not asked for. */
function orderOf(
  order: ReturnType<typeof casePapersWords>['records']['order'],
  { subjects, absent = [], asListed }: Release['copy'],
): string {
  if (subjects.length + absent.length === 1) return order.one
  return asListed ? order.listed : order.noted
}

type Custodian = {
  readonly name: string
  readonly role: Role
  readonly acting: boolean
  readonly president: boolean
}

function roleOf(speaker: Speaker, { role, acting, president }: Custodian): string {
  const roles = rolesWords(speaker)
  const frame = frameWords(speaker)
  const name = roles.name[role]
  if (acting) return frame.acting(name)
  return president ? roles.ofTheBoard(name) : name
}

/** What the custodian signs for. @param proof the lines of the register's pin */
export function certificateOf(
  parts: PaperParts & {
    readonly custodian: Custodian
    readonly files: readonly Sum[]
    readonly proof: readonly string[]
    readonly sealed: boolean
    /** The day from which Carrel, which alone was searched, holds records, `YYYY-MM-DD`. */
    readonly since: string
  },
): CustodianCertificate {
  const { pack, release, today, reference, custodian, files, proof } = parts
  const { language, speaker } = speaking(pack)
  const { certificate, receipt } = casePapersWords(speaker)
  const told = formatsOf(speaker)
  const clauses = told.all(release.clauses)
  const outcome = release.outcome === 'compelled' ? certificate.compelled : certificate.released
  return {
    ...{ library: pack.library, language, title: certificate.title, on: certificate.on },
    says: certificate.says(custodian.name, roleOf(speaker, custodian), pack.library),
    facts: [
      ...factsOf(parts, speaker),
      [certificate.policy, `${pack.number}, ${pack.title}`],
      [certificate.outcome, outcome(clauses)],
      [certificate.day, told.day(today)],
    ],
    points: pointsOf(parts, speaker, parts.since),
    files: {
      heading: certificate.files,
      head: [certificate.file, 'Bytes', 'SHA-256'],
      rows: files.map(({ name, bytes, sha256 }) => [name, told.count(bytes), sha256]),
    },
    register: {
      heading: certificate.register,
      says: parts.sealed
        ? certificate.sealedSays(release.copied.entry, release.entry)
        : certificate.registerSays(release.copied.entry, release.entry),
      proof,
    },
    signs: [certificate.signature],
    receipt: { ...receipt, says: receipt.says(reference, pack.library) },
  }
}

function pointsOf({ pack, release, lendsElsewhere }: PaperParts, speaker: Speaker, since: string): string[] {
  const { certificate } = casePapersWords(speaker)
  const { copied, copy, case: it } = release
  const told = formatsOf(speaker)
  const clause = pack.manifest.cases?.clauses['decided-to-produce'] ?? ''
  const earlier = earlierDays(release)
  const { checkedByPhone: checked } = it
  const moment = (at: string) => told.moment(new Date(at), pack.timeZone)
  const withheld = (it.scope?.records ?? []).filter((record) => !copy.records.includes(record))
  return [
    certificate.custodian([pack.number, clause].filter(Boolean).join(', ')),
    certificate.regular,
    certificate.trueCopies(told.day(copied.takenOn)),
    ...(earlier.length > 0 ? [certificate.earlier(told.all(earlier.map((day) => told.day(day))))] : []),
    certificate.searched(told.day(since), told.day(copied.takenOn)),
    lendsElsewhere ? certificate.notSearched.lendsElsewhere : certificate.notSearched.other,
    ...(checked ? [certificate.checkedByPhone(checked.counsel, moment(checked.at), checked.sha256)] : []),
    ...(withheld.length > 0 ? [certificate.withheld(recordsSaid(speaker, withheld))] : []),
    ...(notHeld(copied.lines, copy).length > 0 ? [certificate.notHeld] : []),
  ]
}
