import { parseArgs } from 'node:util'
import { discloseEntry, type ShownEntry } from '../disclosure/entry-shown.ts'
import { entryLines } from '../register/entry-words.ts'
import { isReference } from '../register/leaf.ts'
import { complain, misasked } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel register show'

/** `carrel register show REFERENCE [--json]`. */
export async function showEntry(args: string[], usage: string): Promise<number> {
  const asked = readReference(args, { json: { type: 'boolean' } })
  if ('wrong' in asked) {
    misasked(command, asked.wrong, usage)
    return 2
  }
  const { reference, values } = asked
  return withLibrary(command, async ({ database, home }) => {
    const parts = { ring: await openKeyRing(home), now: new Date() }
    const shown = await discloseEntry(database.worker, parts, {
      kind: 'entry-shown',
      actor: 'system',
      reference,
    })
    const isShown = shown.status === 'opened' || shown.status === 'open'
    if (values['json']) console.log(asJson(reference, shown))
    else if (isShown) console.log(asWords(reference, shown))
    else complain(command, { code: 'entry-not-shown', message: refusal(shown) })
    return isShown ? 0 : 1
  })
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>
type Asked =
  | { readonly reference: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly wrong: string }

/** The one reference of a command line, and its options. */
export function readReference(args: string[], options: Options): Asked {
  try {
    // Why apart: a reference in 64 begins with a dash, as an option does.
    const dashed = args.filter((arg) => arg.startsWith('-') && isReference(arg))
    const rest = args.filter((arg) => !dashed.includes(arg))
    const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options })
    const [reference = '', ...more] = [...dashed, ...positionals]
    if (!isReference(reference) || more.length > 0) {
      return {
        wrong: 'REFERENCE: give one, as it stands on a letter or a screen: 22 letters, digits, - and _',
      }
    }
    return { reference, values }
  } catch (error) {
    return { wrong: (error as Error).message }
  }
}

export const saysCommitments =
  'it is the leaf that a tick adds whether or not anything happened, and there is nothing in it to open'

/** Why an entry cannot be opened, in a sentence. */
export function refusal(shown: Exclude<ShownEntry, { status: 'opened' | 'open' }>): string {
  switch (shown.status) {
    case 'unknown':
      return 'REFERENCE: the register has no such entry'
    case 'commitments':
      return `this is no entry: ${saysCommitments}`
    case 'forgotten':
      return `what this entry says is forgotten: the key of ${shown.month} was destroyed by age`
    case 'no-key':
      return `the key of ${shown.month} is not among the keys: put the keys folder back (CARREL_KEYS)`
    case 'damaged':
      if (shown.why === 'another-entry')
        return 'what is stored under this reference is another entry: somebody changed the register. Check it: carrel register export --with-leaves, then verify'
      return `the stored entry is damaged (${shown.why}): put the data back from a backup`
  }
}

function asWords(reference: string, shown: Extract<ShownEntry, { status: 'opened' | 'open' }>): string {
  const at = placeOf(shown)
  const place = at === null ? 'waits for the next tick' : `number ${at.index} of log ${at.log}`
  if (shown.status === 'open') {
    const { at: to, from, before } = shown.statement
    const after = before === undefined ? 'nothing' : `${before.held.size} entries of ${before.key}`
    return `Entry ${reference}, ${place}: a new log began at ${to}, after ${after}; what was recorded since ${from} is missing.`
  }
  const lines = entryLines(shown.entry).map((line) => `  ${line}`)
  return [
    `Entry ${reference}, ${place}`,
    ...lines,
    `That it was shown is itself an entry: ${shown.recordedAs}`,
  ].join('\n')
}

function asJson(reference: string, shown: ShownEntry): string {
  if (shown.status === 'unknown') return JSON.stringify({ reference, status: shown.status })
  const place = placeOf(shown)
  return JSON.stringify({
    reference,
    status: shown.status,
    log: place?.log ?? null,
    index: place === null ? null : Number(place.index),
    ...('month' in shown && { month: shown.month }),
    ...(shown.status === 'opened' && { entry: shown.entry, recordedAs: shown.recordedAs }),
    ...(shown.status === 'open' && { missing: { from: shown.statement.from, to: shown.statement.at } }),
    ...(shown.status === 'damaged' && { why: shown.why }),
  })
}

function placeOf({ stored }: Exclude<ShownEntry, { status: 'unknown' }>) {
  return stored.place ?? null
}
