import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import { readPackFolder } from '../imports/pack-folder.ts'
import { forgetMonths, openMonths } from '../jobs/forget.ts'
import { newestPin } from '../jobs/newest-pin.ts'
import { numberInForce } from '../policy/facts.ts'
import { loadPack, type Pack, PackRefused } from '../policy/pack.ts'
import { forgettableBefore } from '../register/kept.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'
import { complain, misasked } from './complain.ts'
import { defaultPackFolder } from './decide.ts'
import { openKeyRing } from './keys-open.ts'
import { type Disposal, disposalText, reportOf } from './register-disposal.ts'
import { withLibrary } from './register-library.ts'
import { WaitingReport } from './register-report.ts'

const command = 'carrel register forget'

type Asked = {
  readonly before: string
  readonly pdf: string | undefined
  readonly yes: boolean
  readonly pack: Pack
  readonly kept: { readonly value: number; readonly citation: string }
}

/**
 * `carrel register forget --before YYYY-MM [--yes] [--pdf FILE]`. Without --yes it says what would be destroyed, and
 * destroys nothing.
 */
export async function forget(args: string[], usage: string): Promise<number> {
  const now = new Date()
  const asked = readAsked(args, now.toISOString().slice(0, 10))
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  const { before, pack, kept, pdf, yes } = asked
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    const today = now.toISOString().slice(0, 10)
    const period = { from: `${forgettableBefore(today, kept.value)}-01`, to: today }
    const old = await openMonths(database.worker, ring, { before, period })
    const report = { ...old, pack, kept, now }
    if (old.months.length === 0 || !yes) {
      console.log(disposalText({ ...report, done: false, references: [], pin: undefined }))
      return 0
    }
    const file = pdf === undefined ? undefined : WaitingReport.at(pdf)
    if (typeof file === 'string') {
      complain(command, { code: 'cannot-write', message: `--pdf: ${file}` })
      return 2
    }
    const pin = await newestPin(database.worker)
    const disposal: Disposal = { ...report, done: true, references: [], pin }
    const references = await destroy(database.worker, { ring, disposal, file })
    console.log(disposalText({ ...disposal, references }))
    return 0
  })
}

/**
 * Forgets the months. Why the report is written twice: once to see that it can be set and that there is room for it, and
 * then with the references of the entries, before any key goes.
 */
async function destroy(
  worker: Kysely<Schema>,
  parts: { readonly ring: KeyRing; readonly disposal: Disposal; readonly file: WaitingReport | undefined },
): Promise<string[]> {
  const { ring, disposal, file } = parts
  const { now, pack } = disposal
  // Why only here: the typesetter is large, and nothing else of this command needs it.
  const pdf = file && (await import('../kits/disposal-report.ts')).disposalPdf
  let recorded = false
  try {
    const placeholders = disposal.months.map(() => 'x'.repeat(22))
    if (pdf) file.write(await pdf(reportOf({ ...disposal, references: placeholders })))
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
    if (pdf) file?.write(await pdf(reportOf({ ...disposal, references })))
    recorded = true
  }
}

function readAsked(args: string[], today: string): Asked | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        before: { type: 'string' },
        pdf: { type: 'string' },
        yes: { type: 'boolean', default: false },
        pack: { type: 'string', default: defaultPackFolder },
      },
    })
    const { before = '', pdf, yes } = values
    if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(before))
      return '--before: give a month, as 2026-11: every month before it'
    const pack = loadPack(readPackFolder(values.pack))
    const kept = numberInForce(pack.manifest['register-kept'] ?? [], today)
    if (kept === undefined) {
      return `--before: ${pack.id} does not say how long entries are kept (register-kept), so none may be forgotten`
    }
    const latest = forgettableBefore(today, kept.value)
    if (before > latest) {
      return `--before: entries are kept for ${kept.value} years, so today ${latest} is the latest month to name`
    }
    return { before, pdf, yes, pack, kept }
  } catch (error) {
    if (error instanceof PackRefused || (error instanceof TypeError && 'code' in error)) return error.message
    throw error
  }
}
