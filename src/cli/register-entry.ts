import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { discloseEntry, type ShownEntry } from '../gate/index.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import { type NoProofReason, proveStoredEntry as proveStored, wholeReference } from '../register/index.ts'
import {
  type EntryProof,
  entryLines,
  isCommitmentsLeaf,
  isReference,
  isSealedEntryLeaf,
  isTypedReference,
  spokenReference,
  writeProof,
} from '../register/log/index.ts'
import { openKeyRing, withLibraryOrDemo } from './library.ts'
import { printError, printUsageError, typedFault, writeOutput } from './terminal.ts'

const showCommand = 'carrel register show'

export async function showEntry(args: string[]): Promise<number> {
  const asked = readReference(args, { json: { type: 'boolean' } })
  if (typeof asked === 'string') {
    printUsageError(showCommand, asked)
    return 2
  }
  const { values } = asked
  return withLibraryOrDemo(showCommand, async ({ database, home }) => {
    const reference = await wholeReference(database.worker, asked.reference)
    if (reference === undefined) return refused(showCommand, unknownEntry)
    const parts = { ring: await openKeyRing(home), now: new Date() }
    const shown = await discloseEntry(database.worker, parts, {
      kind: 'entry-shown',
      actor: 'system',
      reference,
    })
    const isShown = shown.status === 'opened' || shown.status === 'open'
    if (values['json']) console.log(asJson(reference, shown))
    else if (isShown) console.log(asWords(reference, shown))
    else return refused(showCommand, openingRefusal(shown))
    return 0
  })
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>
type Asked = { readonly reference: string; readonly values: Readonly<Record<string, unknown>> }

/** The one reference of a command line and its options, or a sentence. */
function readReference(args: string[], options: Options): Asked | string {
  try {
    // Why apart: a reference, also a mistyped one, may begin with a dash. Every option here has two.
    const dashed = args.filter((arg) => /^-[^-]/.test(arg) || (arg.startsWith('-') && isReference(arg)))
    const rest = args.filter((arg) => !dashed.includes(arg))
    const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options })
    const [reference = '', ...more] = [...dashed, ...positionals]
    return isTypedReference(reference) && more.length === 0
      ? { reference, values }
      : 'REFERENCE: give one, as shown on a letter or a screen: three groups of four, or 22 letters, digits, - and _'
  } catch (error) {
    return typedFault(error as Error)
  }
}

const unknownEntry = 'REFERENCE: the register has no such entry'

function refused(command: string, message: string): number {
  printError(command, { code: 'entry-not-shown', message })
  return 1
}

const saysCommitments =
  'it is the leaf that Carrel adds each minute, whether or not anything happened, and it holds nothing to open'

function openingRefusal(shown: Exclude<ShownEntry, { status: 'opened' | 'open' }>): string {
  switch (shown.status) {
    case 'unknown':
      return unknownEntry
    case 'commitments':
      return `this is no entry: ${saysCommitments}`
    case 'forgotten':
      return `what this entry says is forgotten: the key of ${shown.month} was destroyed by age`
    case 'no-key':
      return `the key of ${shown.month} is not among the keys: put the keys folder back (CARREL_KEYS)`
    case 'damaged':
      if (shown.why === 'another-entry')
        return 'what is stored under this reference is another entry: someone changed the audit log. Check it: carrel register export --with-leaves, then verify'
      return `the stored entry is damaged (${shown.why}): put the data back from a backup`
  }
}

function asWords(reference: string, shown: Extract<ShownEntry, { status: 'opened' | 'open' }>): string {
  const at = placeOf(shown)
  const place = at === null ? 'not yet signed' : `number ${at.index} of log ${at.log}`
  if (shown.status === 'open') {
    const { at: to, from, before } = shown.statement
    const after = before === undefined ? 'nothing' : `${before.held.size} entries of ${before.key}`
    return `Entry ${spokenReference(reference)} (${reference}), ${place}: a new log began at ${to}, after ${after}; what was recorded since ${from} is missing.`
  }
  const lines = entryLines(shown.entry).map((line) => `  ${line}`)
  return [
    `Entry ${spokenReference(reference)} (${reference}), ${place}`,
    ...lines,
    `That it was shown is itself an entry: ${spokenReference(shown.recordedAs)}`,
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

const proveCommand = 'carrel register prove'

/** Without --hand-over the proof needs no keys; with it, its holder can also read that entry, and no other. */
export async function proveEntry(args: string[]): Promise<number> {
  const asked = readReference(args, { out: { type: 'string' }, 'hand-over': { type: 'boolean' } })
  const isAsked = typeof asked !== 'string'
  const out = isAsked ? asked.values['out'] : undefined
  const wrong = isAsked ? fileFault(out) : asked
  if (!isAsked || wrong !== undefined || typeof out !== 'string') {
    printUsageError(proveCommand, wrong ?? '')
    return 2
  }
  const { values } = asked
  return withLibraryOrDemo(proveCommand, async ({ database, home }) => {
    const reference = await wholeReference(database.worker, asked.reference)
    if (reference === undefined) return refused(proveCommand, unknownEntry)
    const proven = await proveStored(database.worker, reference, new Date())
    if (typeof proven === 'string') {
      const code = proven === 'damaged' ? 'stored-register-damaged' : 'entry-not-shown'
      printError(proveCommand, { code, message: whyNot[proven] })
      return 1
    }
    const isOpen = !isSealedEntryLeaf(proven.proof.leaf)
    const opening = values['hand-over'] && !isOpen ? await handOver(database, home, reference) : {}
    if (typeof opening === 'string') return refused(proveCommand, opening)
    const proof = writeProof({ ...proven.proof, ...opening })
    if (
      !writeOutput({ command: proveCommand, option: '--out', path: out }, proof, { flag: 'wx', mode: 0o600 })
    )
      return 2
    console.log(
      `wrote ${out}; anyone can check it: carrel register verify ${out} --reference ${spokenReference(reference)}`,
    )
    if (values['hand-over'])
      console.log(isCommitmentsLeaf(proven.proof.leaf) ? saysTick : isOpen ? saysOpen : saysHandedOver)
    return 0
  })
}

const saysHandedOver =
  'Anyone who has this file can read that one entry. The audit log notes that it was handed over.'
const saysOpen =
  'This is the first entry of a log: anyone may read it, so nothing was handed over and nothing recorded.'

const saysTick = `This is no entry: ${saysCommitments}. So nothing was handed over and nothing recorded.`

function fileFault(out: unknown): string | undefined {
  if (typeof out !== 'string' || out === '') return '--out: name the file to write'
  return existsSync(out) ? `--out: ${out} is there already: name a file that is not` : undefined
}

const whyNot: Record<NoProofReason, string> = {
  unknown: 'REFERENCE: the register has no such entry',
  waits: 'the entry is not yet signed: try again in a minute',
  another:
    'what is stored under this reference is another entry: someone changed the audit log. Check it: carrel register export --with-leaves, then verify',
  damaged:
    'the stored register is damaged: this entry does not lead to the root that was signed. Check it: carrel register export --with-leaves, then verify',
}

async function handOver(
  database: Database,
  home: Home,
  reference: string,
): Promise<Pick<EntryProof, 'entryKey' | 'overflow'> | string> {
  const parts = { ring: await openKeyRing(home), now: new Date() }
  const shown = await discloseEntry(database.worker, parts, {
    kind: 'entry-handed-over',
    actor: 'system',
    reference,
  })
  if (shown.status === 'open' || shown.status === 'commitments')
    return 'the entry is another one by now: try again'
  if (shown.status !== 'opened') return openingRefusal(shown)
  return { entryKey: shown.entryKey, overflow: shown.stored.overflow ?? undefined }
}
