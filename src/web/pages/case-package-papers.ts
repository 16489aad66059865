import { notHeld } from '../../casework/copied.ts'
import type { Release } from '../../disclosure/case-production.ts'
import type { CustodianCertificate } from '../../kits/custodian-certificate.ts'
import type { RecordsCopy } from '../../kits/records-copy.ts'
import type { Pack } from '../../policy/pack.ts'
import type { Sum } from '../../production/package.ts'
import type { Role } from '../../store/accounts.ts'
import { copiedPeople, daysSaid, recordsSaid } from '../views/copied-tables.tsx'
import { type Words, wordsFor } from '../words/all-words.ts'
import { capital } from '../words/capital.ts'
import { offered } from '../words/language.ts'

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

function speaking(pack: Pack): { readonly language: string; readonly words: Words; readonly pack: Pack } {
  const [language = 'en'] = offered(pack)
  const said = pack.in(language)
  return { language, words: wordsFor(said, language), pack: said }
}

/** What was asked for, by whom, of which days; each with its label. */
function factsOf({ reference, release }: PaperParts, words: Words): [string, string][] {
  const { records } = words.casePapers
  const { requester, reading, scope } = release.case
  const facts: readonly (readonly [string, string | undefined])[] = [
    [records.case, reference],
    [records.asks, [requester.name, requester.agency].filter(Boolean).join(', ')],
    [records.paper, reading && words.tryOut.instrument[reading.instrument]],
    [records.court, reading?.court],
    [records.number, reading?.number],
    [records.named, capital(recordsSaid(words, scope?.records ?? release.copy.records))],
    [records.days, daysSaid(words, release.copy)],
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
  const { language, words } = speaking(pack)
  const { records } = words.casePapers
  const { copied, copy } = release
  const { person } = words.caseCopies
  return {
    ...{ library: pack.library, language, title: records.title },
    facts: [...factsOf(parts, words), [records.copied, words.told.day(copied.takenOn)]],
    people: copiedPeople(words, copied, copy),
    notHeld: {
      heading: records.notHeld,
      each: notHeld(copied.lines, copy).map((one) => {
        if (one.why === 'not-on-file') return records.notOnFile(person(one.person))
        const says = one.why === 'nothing' ? records.nothing : records.neverKept
        return says(person(one.person), words.records.kind[one.record])
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
  order: Words['casePapers']['records']['order'],
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

function roleOf({ roles, frame }: Words, { role, acting, president }: Custodian): string {
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
  const { language, words } = speaking(pack)
  const { certificate, receipt } = words.casePapers
  const { told } = words
  const clauses = told.all(release.clauses)
  const outcome = release.outcome === 'compelled' ? certificate.compelled : certificate.released
  return {
    ...{ library: pack.library, language, title: certificate.title, on: certificate.on },
    says: certificate.says(custodian.name, roleOf(words, custodian), pack.library),
    facts: [
      ...factsOf(parts, words),
      [certificate.policy, `${pack.number}, ${pack.title}`],
      [certificate.outcome, outcome(clauses)],
      [certificate.day, told.day(today)],
    ],
    points: pointsOf(parts, words, parts.since),
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

function pointsOf({ pack, release, lendsElsewhere }: PaperParts, words: Words, since: string): string[] {
  const { certificate } = words.casePapers
  const { copied, copy, case: it } = release
  const { told } = words
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
    ...(withheld.length > 0 ? [certificate.withheld(recordsSaid(words, withheld))] : []),
    ...(notHeld(copied.lines, copy).length > 0 ? [certificate.notHeld] : []),
  ]
}
