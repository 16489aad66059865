import { backupRetentionDays } from '../circulation/retention.ts'
import type { Month } from '../jobs/forget.ts'
import type { NewestPin } from '../jobs/newest-pin.ts'
import type { DisposalReport } from '../kits/disposal-report.ts'
import type { Pack } from '../policy/pack.ts'

/** What was destroyed of the register, or would be. */
export type Disposal = {
  readonly months: readonly Month[]
  /** Months as old, of which entries were signed too lately to be so old. */
  readonly notOld: readonly Month[]
  readonly pack: Pack
  readonly kept: { readonly value: number; readonly citation: string }
  readonly now: Date
  readonly done: boolean
  /** Of the entries that say so. */
  readonly references: readonly string[]
  /** The newest checkpoint from before. */
  readonly pin: NewestPin | undefined
}

/** The report on a screen. */
export function disposalText(disposal: Disposal): string {
  const { months, done, references } = disposal
  if (months.length === 0) {
    const nothing = 'No month of the register is old enough and can still be opened: nothing to forget.'
    return [nothing, ...notOldSay(disposal)].join('\n')
  }
  const lines = [
    done ? 'Forgotten: nobody can open these entries any more.' : 'This would be forgotten, for good:',
    ...months.map(({ month, entries }) => `  ${month}  ${counted(entries)}`),
    `  in all   ${counted(total(months))}`,
    `Kept ${disposal.kept.value} years: ${disposal.kept.citation}`,
    backupsSay(disposal),
    ...notOldSay(disposal),
  ]
  if (done) lines.push(`On record as ${references.join(', ')}.`)
  else lines.push('Nothing was destroyed. Say --yes to do it, and --pdf FILE for the report.')
  return lines.join('\n')
}

/** What stands in the report to sign and file. */
export function reportOf(disposal: Disposal): DisposalReport {
  const { months, pack, kept, now, references, pin } = disposal
  return {
    title: 'Report of records disposed of',
    library: pack.library,
    language: 'en',
    day: now.toISOString().slice(0, 10),
    intro:
      `${pack.library} keeps a register of every look at a ${pack.words.patron} record. Each month of it is sealed under a key of ` +
      'its own. On the day above, the keys of the months below were destroyed: nobody can read those entries any more, ' +
      'the library included. That they were made, and how many, the register goes on to show.',
    head: ['Month', 'Entries'],
    rows: months.map(({ month, entries }) => [month, entries.toLocaleString('en-US')]),
    total: ['In all', total(months).toLocaleString('en-US')],
    facts: [
      ['Kept for', `${kept.value} years`],
      ['Under', kept.citation],
      ['Policy', `${pack.number}, ${pack.title}`],
      ['On record as', references.join(', ')],
    ],
    after: [backupsSay(disposal)],
    pinHeading: 'The register before this',
    pin: pin === undefined ? [] : pin.lines,
    signs: ['For the library', 'Date'],
  }
}

function backupsSay({ done }: Disposal): string {
  return (
    `${done ? 'Backups made before still hold' : 'Backups hold'} these keys. Carrel deletes a backup once it is ${backupRetentionDays} days old, ` +
    'on a day on which it runs and has a newer one. It cannot reach a copy that was taken elsewhere. Whoever restores one has to forget the months again.'
  )
}

/** A line for each month that is not forgotten though it looks old. */
function notOldSay({ notOld, kept }: Disposal): string[] {
  return notOld.map(
    ({ month, entries }) =>
      `Not forgotten: ${month}. ${counted(entries)} of it ${entries === 1n ? 'was' : 'were'} signed within the last ${kept.value} years: the clock was wrong then.`,
  )
}

function total(months: readonly Month[]): bigint {
  return months.reduce((sum, { entries }) => sum + entries, 0n)
}

function counted(entries: bigint): string {
  return `${entries.toLocaleString('en-US')} ${entries === 1n ? 'entry' : 'entries'}`
}
