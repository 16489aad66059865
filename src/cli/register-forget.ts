import { closeSync, fsyncSync, ftruncateSync, linkSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import { packToFollow } from '../ask/index.ts'
import type { DispositionReport } from '../circulation/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import type { Schema } from '../platform/db/schema.ts'
import { count } from '../platform/doctor.ts'
import { syncFolder, writeRefusal } from '../platform/durable-file.ts'
import { numberInForce, type Pack } from '../policy/index.ts'
import {
  forgetMonths,
  forgettableBefore,
  type NewestFingerprint,
  newestFingerprint,
  openableMonths,
  type RegisterMonth,
} from '../register/index.ts'
import { openKeyRing, readPolicy, withLibrary } from './library.ts'
import { defaultPackFolder, printError, printUsageError, readCommandLine } from './terminal.ts'

const command = 'carrel register forget'

type Asked = {
  readonly folder: Pack | string
  readonly before: string
  readonly pdf: string | undefined
  readonly yes: boolean
}

/** Without --yes it says what would be destroyed, and destroys nothing. */
export async function forgetRegisterMonths(args: string[], usage: string): Promise<number> {
  const now = new Date()
  const asked = readAsked(args, usage)
  if (typeof asked === 'number') return asked
  const { before, pdf, yes } = asked
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    const today = now.toISOString().slice(0, 10)
    // Hostile: an edited folder must not end a retention that the Board adopted.
    const pack = await packToFollow(database.app, asked.folder)
    const kept = keptUnder(pack, before, today)
    if (typeof kept === 'string') {
      printUsageError(command, kept)
      return 2
    }
    const period = { from: `${forgettableBefore(today, kept.value)}-01`, to: today }
    const old = await openableMonths(database.worker, ring, { before, period })
    const report = { ...old, pack, kept, now }
    if (old.months.length === 0 || !yes) {
      console.log(disposalText({ ...report, done: false, references: [], pin: undefined }))
      return 0
    }
    const file = pdf === undefined ? undefined : WaitingReport.at(pdf)
    if (typeof file === 'string') {
      printError(command, { code: 'cannot-write', message: `--pdf: ${file}` })
      return 2
    }
    const pin = await newestFingerprint(database.worker)
    const disposal: Disposal = { ...report, done: true, references: [], pin }
    const references = await destroy(database.worker, { ring, disposal, file })
    console.log(disposalText({ ...disposal, references }))
    return 0
  })
}

/** The report is written twice: first to see that it can be set and fits, then with its references, before a key is destroyed. */
async function destroy(
  worker: Kysely<Schema>,
  parts: { readonly ring: KeyRing; readonly disposal: Disposal; readonly file: WaitingReport | undefined },
): Promise<string[]> {
  const { ring, disposal, file } = parts
  const { now, pack } = disposal
  // biome-ignore lint/style/noRestrictedImports: by its file, since the typesetter that it loads is large
  const pdf = file && (await import('../circulation/disposition-figures.ts')).dispositionPdf
  let recorded = false
  try {
    const placeholders = disposal.months.map(() => 'x'.repeat(22))
    if (pdf) file.write(await pdf(disposalReportOf({ ...disposal, references: placeholders })))
    const names = disposal.months.map(({ month }) => month)
    const references = await forgetMonths(worker, { ring, now, pack: pack.hash, recorded: write }, names)
    file?.finish()
    return references
  } catch (error) {
    if (!recorded) file?.drop()
    else if (file) console.error(`${command}: the report of what is done so far is in ${file.waitsAt}`)
    throw error
  }

  async function write(references: readonly string[]): Promise<void> {
    if (pdf) file?.write(await pdf(disposalReportOf({ ...disposal, references })))
    recorded = true
  }
}

const readAsked = (args: string[], usage: string) =>
  readCommandLine(args, {
    name: command,
    usage,
    options: {
      before: { type: 'string', default: '' },
      pdf: { type: 'string' },
      yes: { type: 'boolean', default: false },
      pack: { type: 'string', default: defaultPackFolder },
    },
    asks({ before, pdf, yes, pack: folder }): Asked | string {
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(before))
        return '--before: give a month, as 2026-11: every month before it'
      return { before, pdf, yes, folder: readPolicy(folder) }
    },
  })

/** How long a policy keeps entries, or why a month may not be forgotten under it. */
function keptUnder(pack: Pack, before: string, today: string): Disposal['kept'] | string {
  const kept = numberInForce(pack.manifest['register-kept'] ?? [], today)
  if (kept === undefined) {
    return `--before: ${pack.id} does not say how long entries are kept (register-kept), so none may be forgotten`
  }
  const latest = forgettableBefore(today, kept.value)
  return before > latest
    ? `--before: entries are kept for ${kept.value} years, so today ${latest} is the latest month to name`
    : kept
}

type Disposal = {
  readonly months: readonly RegisterMonth[]
  /** Months that look as old, of which entries were signed too lately. */
  readonly notOld: readonly RegisterMonth[]
  readonly pack: Pack
  readonly kept: { readonly value: number; readonly citation: string }
  readonly now: Date
  readonly done: boolean
  /** The entries that say so. */
  readonly references: readonly string[]
  /** The last checkpoint before. */
  readonly pin: NewestFingerprint | undefined
}

function disposalText(disposal: Disposal): string {
  const { months, done, references } = disposal
  if (months.length === 0) {
    const nothing = 'No month of the register is old enough and can still be opened: nothing to forget.'
    return [nothing, ...notOldSay(disposal)].join('\n')
  }
  const lines = [
    done ? 'Forgotten: no one can open these entries anymore.' : 'This would be forgotten permanently:',
    ...months.map(({ month, entries }) => `  ${month}  ${count(entries, 'entry', 'entries')}`),
    `  in all   ${count(total(months), 'entry', 'entries')}`,
    `Kept ${disposal.kept.value} years: ${disposal.kept.citation}`,
    backupsSay(disposal),
    ...notOldSay(disposal),
  ]
  if (done) lines.push(`On record as ${references.join(', ')}.`)
  else lines.push('Nothing was destroyed. Say --yes to do it, and --pdf FILE for the report.')
  return lines.join('\n')
}

function disposalReportOf(disposal: Disposal): DispositionReport {
  const { months, pack, kept, now, references, pin } = disposal
  return {
    title: 'Report of records disposed of',
    library: pack.library,
    language: 'en',
    day: now.toISOString().slice(0, 10),
    intro:
      `${pack.library} keeps a register of every look at a ${pack.words.patron} record. Each month of it is sealed under a key of ` +
      'its own. On the day above, the keys of the months below were destroyed: no one can read those entries anymore, ' +
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
    'on a day on which it runs and has a newer one. It cannot reach a copy that was taken elsewhere. Anyone who restores one must forget the months again.'
  )
}

/** A line for each month that looks old and is not forgotten. */
function notOldSay({ notOld, kept }: Disposal): string[] {
  return notOld.map(
    ({ month, entries }) =>
      `Not forgotten: ${month}. ${count(entries, 'entry of it was', 'entries of it were')} signed within the last ${kept.value} years: the clock was wrong then.`,
  )
}

function total(months: readonly RegisterMonth[]): bigint {
  return months.reduce((sum, { entries }) => sum + entries, 0n)
}

/** A report that must not be lost once its work is done, nor claim it before: until then it waits under another name. */
class WaitingReport {
  readonly #place: string
  readonly #file: number
  /** Where it waits, also after a kill. */
  readonly waitsAt: string

  private constructor(place: string) {
    this.#place = place
    this.waitsAt = `${place}.unfinished`
    this.#file = openSync(this.waitsAt, 'wx', 0o600)
  }

  /** A report that will be at `place`, where nothing may be; or a few words on why it cannot. */
  static at(place: string): WaitingReport | string {
    try {
      closeSync(openSync(place, 'wx', 0o600))
      rmSync(place)
      return new WaitingReport(resolve(place))
    } catch (error) {
      return `${(error as NodeJS.ErrnoException).path ?? place} ${writeRefusal(error)}`
    }
  }

  /** Durable when it returns; replaces what was written before. */
  write(bytes: Uint8Array): void {
    ftruncateSync(this.#file, 0)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, bytes.length - at, at)
    fsyncSync(this.#file)
    syncFolder(dirname(this.waitsAt))
  }

  finish(): void {
    linkSync(this.waitsAt, this.#place)
    this.drop()
  }

  drop(): void {
    closeSync(this.#file)
    rmSync(this.waitsAt)
    syncFolder(dirname(this.waitsAt))
  }
}
