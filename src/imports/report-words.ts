import type { ImportReport } from './koha-import.ts'
import { notices, rejections, skips } from './reasons.ts'
import type { FileReport } from './tally.ts'

const count = (number: number) => number.toLocaleString('en-US')
const these = (number: number, one: string, many: string) => `${count(number)} ${number === 1 ? one : many}`

/** The report of an import for a person: counts and reasons, and nobody's name. */
export function tellReport(report: ImportReport): string {
  const files = Object.entries(report.files)
  return [
    ...files.flatMap(([file, counts]) => tellFile(file, counts)),
    ...report.missingFiles.map((file) => tellMissing(file)),
    '',
    tellGuarantors(report),
    tellSum(files.map(([, counts]) => counts)),
    `Rejected rows stand in ${report.rejectedFile} with the reason of each. That file is confidential: mend the rows`,
    'in Koha, import again, and delete it.',
    `What was left out or looks wrong of rows that landed stands in ${report.noticedFile}.`,
  ].join('\n')
}

function tellFile(file: string, counts: FileReport): string[] {
  const { rows, added, updated, unchanged, skipped, rejected, ended, absent } = counts
  const sums = [
    `${count(added)} added, ${count(updated)} updated, ${count(unchanged)} unchanged`,
    `${count(skipped)} skipped, ${count(rejected)} rejected`,
  ]
  const reasons = (
    title: string,
    found: Readonly<Record<string, number>>,
    words: Readonly<Record<string, string>>,
  ) =>
    Object.entries(found)
      .sort(([, a], [, b]) => b - a)
      .map(([code, times]) => `  ${title.padEnd(8)} ${count(times).padStart(7)}  ${words[code] ?? code}`)
  return [
    `${file}: ${these(rows, 'row', 'rows')}: ${sums.join(', ')}`,
    ...reasons('rejected', counts.rejectedReasons, rejections),
    ...reasons('skipped', counts.skippedReasons, skips),
    ...reasons('noticed', counts.noticed, notices),
    ...(ended > 0 ? [`  ended    ${count(ended).padStart(7)}  no longer in the export`] : []),
    ...(absent > 0
      ? [`  absent   ${count(absent).padStart(7)}  no longer in the export; they stay here`]
      : []),
    ...(counts.absentWithLinks > 0
      ? [
          `  of them  ${count(counts.absentWithLinks).padStart(7)}  still have something out, on hold or owed here`,
        ]
      : []),
    ...(counts.held > 0
      ? [
          `  held     ${count(counts.held).padStart(7)}  no longer in the export, too many at once: nothing was ended. ${mend}`,
        ]
      : []),
    ...(counts.endingHeld
      ? ['  Nothing was ended, for the id of a rejected row cannot be read: mend it and import again.']
      : []),
    ...(counts.missingColumns.length > 0 ? [`  The file has no ${counts.missingColumns.join(', ')}.`] : []),
  ]
}

const mend = 'If it is whole, import it with --ended-ok; else export it again.'

function tellMissing(file: string): string {
  return `${file} is not there: what an earlier import brought from it stays as it was`
}

function tellGuarantors({ guarantors }: ImportReport): string {
  const { added, updated, unchanged, ended, held, notLinked } = guarantors
  const changes = `${count(added)} new, ${count(updated)} changed, ${count(ended)} ended`
  const linked = `Guarantors: ${count(added + updated + unchanged)} linked (${changes}), ${count(notLinked)} not linked.`
  return held === 0
    ? linked
    : `${linked}\n  ${count(held)} are no longer in the export, too many at once: none was ended. ${mend}`
}

function tellSum(files: readonly FileReport[]): string {
  const sum = (of: (file: FileReport) => number) => files.reduce((total, file) => total + of(file), 0)
  const landed = sum((file) => file.added + file.updated + file.unchanged)
  const rest = `${count(sum((file) => file.skipped))} skipped, ${count(sum((file) => file.rejected))} rejected`
  return `Of ${these(
    sum((file) => file.rows),
    'row',
    'rows',
  )}, ${count(landed)} landed, ${rest}: every row is accounted for.`
}
