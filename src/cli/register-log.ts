import { count } from '../platform/doctor.ts'
import { isMailAddress, mailSettings } from '../platform/mail/settings.ts'
import {
  beginNewLog,
  checkpointMailState,
  checkpointMailStateText,
  checkpointRecipients,
  currentLog,
  lastSignedFile,
  type NewLog,
  newestFingerprint,
  RegisterError,
  recordEntry,
  setCheckpointRecipients,
} from '../register/index.ts'
import { openKeyRing, readKnownFile, withLibrary, withLibraryOrDemo } from './library.ts'
import { nothingSigned, printError, printUsageError, readCommandLine } from './terminal.ts'

export async function tellPin(args: string[]): Promise<number> {
  const command = 'carrel register pin'
  const asJson = args.length === 1 && args[0] === '--json'
  if (args.length > 0 && !asJson) {
    printUsageError(command, 'takes nothing but --json')
    return 2
  }
  return withLibraryOrDemo(command, async ({ database }) => {
    const pin = await newestFingerprint(database.app)
    if (pin === undefined) {
      printError(command, nothingSigned)
      return 1
    }
    const { origin, size, root, lines, compact, note, key } = pin
    const json = { origin, size: Number(size), root: root.toString('base64'), compact, lines, note, key }
    console.log(asJson ? JSON.stringify(json) : [...lines, '', compact].join('\n'))
    return 0
  })
}

/** Without arguments, says who gets the fingerprints, and whether they go out. */
export async function pinsTo(args: string[], usage: string): Promise<number> {
  const command = 'carrel register pins-to'
  const asked = readAddresses(args, command, usage)
  if (typeof asked === 'number') return asked
  return withLibrary(command, async ({ database, home }) => {
    if (asked.name !== undefined) {
      const { name } = asked
      const ring = await openKeyRing(home)
      await database.app.transaction().execute(async (trx) => {
        await setCheckpointRecipients(trx, name)
        await recordEntry(trx, { ring, now: new Date() }, { kind: 'pin-addresses-named', actor: 'system' })
      })
    }
    for (const [place, address] of await checkpointRecipients(database.app))
      console.log(`${place}  ${address}`)
    const today = new Date().toISOString().slice(0, 10)
    console.log(
      checkpointMailStateText(await checkpointMailState(database.app, mailSettings(process.env), today)),
    )
    return 0
  })
}

type Addresses = { readonly name?: readonly [string, string] | readonly [] }

const readAddresses = (args: string[], name: string, usage: string) =>
  readCommandLine(args, {
    name,
    usage,
    names: true,
    options: { nobody: { type: 'boolean', default: false } },
    asks({ nobody }, names): Addresses | string {
      if (nobody) return names.length === 0 ? { name: [] } : '--nobody takes no address'
      if (names.length === 0) return {}
      const [one, other, ...more] = names
      if (one === undefined || other === undefined || more.length > 0) return 'A B: give two addresses'
      return addressFault(one, other) ?? { name: [one, other] }
    },
  })

/** A sentence, or undefined where both will do. */
function addressFault(one: string, other: string): string | undefined {
  const wrong = [one, other].find((address) => !isMailAddress(address))
  if (wrong !== undefined) return `${JSON.stringify(wrong)} is no mail address`
  // Why two: a mailbox that is lost, or whose owner takes part, must not be the only one that knows.
  return one.toLowerCase() === other.toLowerCase() ? 'give two addresses that are not the same' : undefined
}

const command = 'carrel register new-log'

/** For data that were put back by other means than `carrel restore`, or a lost signing key. */
export async function newLog(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args, usage)
  if (typeof asked === 'number') return asked
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    // The keys folder's last checkpoint, where it is of the log that ends here.
    const { origin } = (await currentLog(database.worker)) ?? {}
    const remembered = await lastSignedFile(home.keysDir).read()
    const lastKnown = asked.known ?? (remembered?.startsWith(`${origin}\n`) ? remembered : undefined)
    const now = new Date()
    try {
      const begun = await database.worker.transaction().execute(async (trx) => {
        await recordEntry(trx, { ring, now }, { kind: 'log-begun', actor: 'system' })
        return beginNewLog(trx, { ring, now, restoredFrom: asked.from, lastKnown })
      })
      console.log(newLogText(begun))
      return 0
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error
      printError(command, error)
      return 1
    }
  })
}

const readAsked = (args: string[], usage: string) =>
  readCommandLine(args, {
    name: command,
    usage,
    options: { from: { type: 'string', default: '' }, known: { type: 'string' } },
    asks({ from: typed, known: file }) {
      const from = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ?$/.test(typed) ? typed : '')
      if (Number.isNaN(from.getTime())) return '--from: say when the data were like this, as 2026-11-24T15:04'
      if (from > new Date()) return '--from: that is still to come'
      const known = readKnownFile(file)
      return typeof known === 'string' ? known : { from, known: known?.toString('utf8') }
    },
  })

function newLogText({ origin, key, lost, statement: { from, at, before } }: NewLog): string {
  const entries = (size: bigint) => count(size, 'entry', 'entries')
  return [
    `A new log begins: ${origin}`,
    ...(before === undefined ? [] : [`  after     ${entries(before.held.size)} of ${before.key}`]),
    `  missing   what was recorded from ${from} to ${at}${lost === 0n ? '' : `; ${entries(lost)} at least`}`,
    `  key       ${key}`,
    'Publish this key next to the old one. Everyone can read the gap in the first entry of the new log.',
  ].join('\n')
}
