import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Transaction } from 'kysely'
import { pendingCount, withRegisterAtRest } from '../store/register.ts'
import type { Schema } from '../store/schema.ts'
import { complain, misasked, nothingSigned, noWholeDay } from './complain.ts'
import { writeFolder } from './export-folder.ts'
import { logHeads, publicRegister, writePublic, writeRegister } from './register-files.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel register export'

type Asked = { readonly folder: string; readonly withLeaves: boolean }

/** What was written, in sentences: the last lines are for whoever runs this, and not part of what it is about. */
type Done = { readonly said: readonly string[]; readonly warned: readonly string[] }
type Refused = Parameters<typeof complain>[1]

export async function exportRegister(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  const { folder, withLeaves } = asked
  if (existsSync(folder)) {
    misasked(command, `DIR: ${folder} is there already: name a folder that is not`)
    return 2
  }
  return withLibrary(command, async ({ database }) => {
    const exported = withLeaves ? exportWithLeaves : exportPublic
    const done = await withRegisterAtRest(database.worker, (trx) => exported(trx, folder))
    if ('code' in done) {
      complain(command, done)
      return 1
    }
    console.log(done.said.join('\n'))
    for (const line of done.warned) console.error(line)
    return 0
  })
}

async function exportPublic(trx: Transaction<Schema>, folder: string): Promise<Done | Refused> {
  const register = await publicRegister(trx, new Date())
  const newest = register?.logs.at(-1)
  if (register === undefined || newest === undefined)
    return (await logHeads(trx)).length === 0 ? nothingSigned : noWholeDay
  const { day, timeZone } = register.end
  // Why one time for all: with it, two exports of one size differ in nothing but hashes.
  const dated = new Date(`${day}T23:59:59Z`)
  await writeFolder(folder, (write) => writePublic(trx, register, write), dated)
  const held = `${newest.size.toLocaleString('en-US')} entries and marks of ticks`
  const said = [
    `the public export up to the end of ${day} (${timeZone}), ${held}, is in ${folder}`,
    `key ${newest.key}`,
    ...saidOfPast(register.logs.length - 1),
  ]
  return { said, warned: [] }
}

async function exportWithLeaves(trx: Transaction<Schema>, folder: string): Promise<Done | Refused> {
  const logs = await logHeads(trx)
  const newest = logs.at(-1)
  if (newest === undefined) return nothingSigned
  await writeFolder(folder, (write) => writeRegister(trx, logs, write))
  const { size, commitments, key } = newest
  const marks = commitments === 0n ? '' : ` and ${commitments.toLocaleString('en-US')} marks of ticks`
  const held = `${(size - commitments).toLocaleString('en-US')} entries${marks}`
  const said = [`${held} exported to ${folder}`, `key ${key}`, ...saidOfPast(logs.length - 1)]
  const waiting = await pendingCount(trx)
  const waits = `${waiting} newer ${waiting === 1n ? 'entry waits' : 'entries wait'} for the next tick`
  return { said, warned: [saysMinutes, ...(waiting > 0n ? [waits] : [])] }
}

const saysMinutes =
  'Do not publish this export: anyone who has it can count how many entries each minute had. Give it only to those who check the register with its keys or with a proof of a sealed matter.'

function saidOfPast(before: number): string[] {
  if (before === 0) return []
  return [`and ${before === 1 ? 'the log' : `${before} logs`} before, each with its own key, in past/`]
}

function readAsked(args: string[]): Asked | string {
  try {
    const options = { 'with-leaves': { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    const [folder = '', ...more] = positionals
    return folder === '' || more.length > 0
      ? 'name one folder'
      : { folder, withLeaves: values['with-leaves'] }
  } catch (error) {
    return (error as Error).message
  }
}
