import { closeSync, openSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readPackFolder } from '../imports/pack-folder.ts'
import { writeRefusal } from '../imports/write-refusal.ts'
import { forgetMonths, openMonths } from '../jobs/forget.ts'
import { newestPin } from '../jobs/newest-pin.ts'
import { numberInForce } from '../policy/facts.ts'
import { loadPack, type Pack, PackRefused } from '../policy/pack.ts'
import { forgettableBefore } from '../register/kept.ts'
import { defaultPackFolder } from './decide.ts'
import { openKeyRing } from './keys-open.ts'
import { type Disposal, disposalText } from './register-disposal.ts'
import { withLibrary } from './register-library.ts'

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
    console.error(`${command}: ${asked}\n\n${usage}`)
    return 2
  }
  const { before, pack, kept, pdf, yes } = asked
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    const months = await openMonths(database.worker, ring, before)
    const report = { months, pack, kept, now }
    if (months.length === 0 || !yes) {
      console.log(disposalText({ ...report, done: false, references: [], pin: undefined }))
      return 0
    }
    // Why first: what was destroyed must not be without its report because of a wrong folder.
    const file = pdf === undefined ? undefined : opened(pdf)
    if (typeof file === 'string') {
      console.error(`${command}: --pdf: ${file}`)
      return 2
    }
    const pin = await newestPin(database.worker)
    const names = months.map(({ month }) => month)
    const references = await forgetMonths(database.worker, { ring, now, pack: pack.hash }, names)
    const done: Disposal = { ...report, done: true, references, pin }
    console.log(disposalText(done))
    if (file !== undefined) {
      writeFileSync(file, (await import('./register-disposal-pdf.ts')).disposalPdf(done))
      closeSync(file)
    }
    return 0
  })
}

function opened(path: string): number | string {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    return `${path} ${writeRefusal(error)}`
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
