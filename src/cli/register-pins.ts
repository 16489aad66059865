import { parseArgs } from 'node:util'
import { recordEntry } from '../disclosure/record.ts'
import { newestPin } from '../jobs/newest-pin.ts'
import { pinMailState } from '../mail/pin-state.ts'
import { isMailAddress, mailSettings } from '../mail/settings.ts'
import { namePinAddresses, pinAddresses } from '../store/pin-mails.ts'
import { complain, misasked, nothingSigned } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { pinStateSaid } from './pin-state-said.ts'
import { withLibrary } from './register-library.ts'

/** `carrel register pin`: the newest pin, to print or to read out. */
export async function tellPin(args: string[], usage: string): Promise<number> {
  const command = 'carrel register pin'
  const json = args.length === 1 && args[0] === '--json'
  if (args.length > 0 && !json) {
    misasked(command, 'takes nothing but --json', usage)
    return 2
  }
  return withLibrary(command, async ({ database }) => {
    const pin = await newestPin(database.app)
    if (pin === undefined) {
      complain(command, nothingSigned)
      return 1
    }
    const { origin, size, root, lines, compact, note, key } = pin
    const told = { origin, size: Number(size), root: root.toString('base64'), compact, lines, note, key }
    console.log(json ? JSON.stringify(told) : [...lines, '', compact].join('\n'))
    return 0
  })
}

/** `carrel register pins-to A B | --nobody`; without either, who gets them, and whether they go out. */
export async function pinsTo(args: string[], usage: string): Promise<number> {
  const command = 'carrel register pins-to'
  const asked = readAddresses(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  return withLibrary(command, async ({ database, home }) => {
    if (asked.name !== undefined) {
      const { name } = asked
      const ring = await openKeyRing(home)
      await database.app.transaction().execute(async (trx) => {
        await namePinAddresses(trx, name)
        await recordEntry(trx, { ring, now: new Date() }, { kind: 'pin-addresses-named', actor: 'system' })
      })
    }
    for (const [place, address] of await pinAddresses(database.app)) console.log(`${place}  ${address}`)
    const today = new Date().toISOString().slice(0, 10)
    console.log(pinStateSaid(await pinMailState(database.app, mailSettings(process.env), today)))
    return 0
  })
}

function readAddresses(args: string[]): { readonly name?: readonly [string, string] | readonly [] } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { nobody: { type: 'boolean', default: false } },
    })
    if (values.nobody) return positionals.length === 0 ? { name: [] } : '--nobody takes no address'
    if (positionals.length === 0) return {}
    const [one, other, ...more] = positionals
    if (one === undefined || other === undefined || more.length > 0) return 'A B: give two addresses'
    const fault = addressFault(one, other)
    return fault ?? { name: [one, other] }
  } catch (error) {
    return (error as Error).message
  }
}

/** What is wrong with two addresses that the Director names, in a sentence; undefined where nothing is. */
export function addressFault(one: string, other: string): string | undefined {
  const wrong = [one, other].find((address) => !isMailAddress(address))
  if (wrong !== undefined) return `${JSON.stringify(wrong)} is no mail address`
  // Why two: one mailbox that is lost, or whose owner is in on it, must not be the only one that knows.
  return one.toLowerCase() === other.toLowerCase() ? 'give two addresses that are not the same' : undefined
}
