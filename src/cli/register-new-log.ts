import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { recordEntry } from '../disclosure/record.ts'
import { lastSignedIn } from '../jobs/last-signed.ts'
import { beginNewLog, type NewLog } from '../jobs/new-log.ts'
import { RegisterRefused } from '../jobs/register-head.ts'
import { currentLog } from '../store/register-log.ts'
import { complain, misasked } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel register new-log'

/**
 * `carrel register new-log`: for data that were put back by other means than `carrel restore`, or a signing key that
 * is lost. The log that was goes no further; the new one says at its beginning what it follows and what is missing.
 */
export async function newLog(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    // What the keys folder remembers, where it is of the log that ends here.
    const { origin } = (await currentLog(database.worker)) ?? {}
    const remembered = await lastSignedIn(home.keysDir).read()
    const lastKnown = asked.known ?? (remembered?.startsWith(`${origin}\n`) ? remembered : undefined)
    const now = new Date()
    try {
      const begun = await database.worker.transaction().execute(async (trx) => {
        await recordEntry(trx, { ring, now }, { kind: 'log-begun', actor: 'system' })
        return beginNewLog(trx, { ring, now, restoredFrom: asked.from, lastKnown })
      })
      console.log(told(begun))
      return 0
    } catch (error) {
      if (!(error instanceof RegisterRefused)) throw error
      complain(command, error)
      return 1
    }
  })
}

function readAsked(args: string[]): { readonly from: Date; readonly known: string | undefined } | string {
  try {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, known: { type: 'string' } } })
    const from = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ?$/.test(values.from ?? '') ? (values.from ?? '') : '')
    if (Number.isNaN(from.getTime())) return '--from: say when the data were like this, as 2026-11-24T15:04'
    if (from > new Date()) return '--from: that is still to come'
    const known = values.known === undefined ? undefined : readFileSync(values.known, 'utf8')
    return { from, known }
  } catch (error) {
    return (error as Error).message
  }
}

function told({ origin, key, lost, statement: { from, at, before } }: NewLog): string {
  const count = (size: bigint) => `${size.toLocaleString('en-US')} ${size === 1n ? 'entry' : 'entries'}`
  return [
    `A new log begins: ${origin}`,
    ...(before === undefined ? [] : [`  after     ${count(before.held.size)} of ${before.key}`]),
    `  missing   what was recorded from ${from} to ${at}${lost === 0n ? '' : `; ${count(lost)} at least`}`,
    `  key       ${key}`,
    'Publish this key beside the old one. Everyone can read the gap in the first entry of the new log.',
  ].join('\n')
}
