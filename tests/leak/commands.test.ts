import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { borrowerNumbers, leftOut, sealed } from '../at-rest/canaries.ts'
import { writeCanaries } from '../at-rest/canary-exports.ts'
import { paperOf } from '../backup/paper.ts'
import { type Canary, never } from './canary.ts'
import { carrel, carrelProcess, commandsInHelp, type Said } from './command-line.ts'
import { nameOf, readable } from './findings.ts'
import { type Library, startLibrary } from './library.ts'
import { Sight } from './sight.ts'
import { readTable } from './table.ts'

const table = readTable()
const scratch = mkdtempSync(join(tmpdir(), 'carrel-leak-'))
const at = (name: string) => join(scratch, name)
let library: Library
let sight: Sight
let home: string
let paper: string

beforeAll(async () => {
  library = await startLibrary()
  home = library.tested.it.home.dir
  sight = new Sight([...library.canaries, ...ofTheExport()])
  paper = await paperOf(library.tested.it.database, library.house.ring)
  writeFileSync(at('paper'), `${paper}\n`)
  writeFileSync(at('ask'), 'recipient: {kind: justice-agency}\nrecords: [loans]\nplace: front-desk\n')
  writeCanaries(at('koha'), false)
}, 600_000)
afterAll(async () => {
  await library.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** What the files of another system hold that are brought in. */
function ofTheExport(): Canary[] {
  const texts = [...Object.values(sealed).flat(), ...Object.values(leftOut), ...borrowerNumbers]
  return texts.map((text) => ({ of: 'the export', tells: [never], field: 'koha', writings: [text] }))
}

type Run = {
  readonly args: readonly string[]
  readonly typed?: string
  readonly home?: string
  readonly code?: number
}

/** Every command as it is really used, in an order in which each finds what it needs. */
function runs(): Record<string, Run[]> {
  const { entry, shownPerson, pinAddresses, cast } = library
  const [address = ''] = cast.adult.one.contact.emails
  const id = `<${'ab'.repeat(16)}@library.example.org>`
  const returned = `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\n\n${id}\n`
  const backups = join(home, 'backups')
  const newest = () =>
    join(backups, (existsSync(backups) ? readdirSync(backups).sort().at(-1) : undefined) ?? 'none')
  return {
    'carrel decide': [{ args: ['decide', '--explain', at('ask')] }],
    'carrel policy readings': [{ args: ['policy', 'readings', '--pdf', at('readings.pdf')] }],
    'carrel policy coverage': [{ args: ['policy', 'coverage'] }],
    'carrel policy check': [{ args: ['policy', 'check'] }],
    'carrel policy at': [{ args: ['policy', 'at', '2026-11-24', '--file', 'policy.md'] }],
    'carrel register export': [
      { args: ['register', 'export', at('published')] },
      { args: ['register', 'export', '--with-leaves', at('register')] },
    ],
    'carrel register verify': [
      { args: ['register', 'verify', at('published')] },
      { args: ['register', 'verify', at('register')] },
    ],
    'carrel register show': [
      { args: ['register', 'show', entry] },
      { args: ['register', 'show', entry, '--json'] },
    ],
    'carrel register prove': [
      { args: ['register', 'prove', entry, '--out', at('proof')] },
      { args: ['register', 'prove', entry, '--out', at('handed'), '--hand-over'] },
    ],
    'carrel register pin': [{ args: ['register', 'pin'] }],
    'carrel register pins-to': [
      { args: ['register', 'pins-to'] },
      { args: ['register', 'pins-to', ...pinAddresses] },
    ],
    'carrel register forget': [
      { args: ['register', 'forget', '--before', '2021-01', '--yes', '--pdf', at('forgotten.pdf')] },
    ],
    'carrel report circulation': [
      { args: ['report', 'circulation'] },
      { args: ['report', 'circulation', '--json'] },
      { args: ['report', 'circulation', '--csv', at('circulation.csv')] },
    ],
    'carrel report disposal': [
      { args: ['report', 'disposal', '--month', '2026-10'] },
      { args: ['report', 'disposal', '--month', '2026-10', '--pdf', at('cut.pdf')] },
    ],
    'carrel answer orders': [{ args: ['answer', 'orders', '2026'] }],
    'carrel answer trained': [{ args: ['answer', 'trained', '2026', '--json'] }],
    'carrel answer calls': [{ args: ['answer', 'calls', '2026-11'] }],
    'carrel answer roles': [{ args: ['answer', 'roles', '2026-11-24'] }],
    'carrel answer disposed': [{ args: ['answer', 'disposed', '2026'] }],
    'carrel answer elsewhere': [{ args: ['answer', 'elsewhere'] }],
    'carrel account list': [{ args: ['account', 'list'] }],
    'carrel account computers': [{ args: ['account', 'computers'] }],
    'carrel account add': [{ args: ['account', 'add', 'ned', '--role', 'desk', '--generate'] }],
    'carrel account unlock': [{ args: ['account', 'unlock', 'ned'] }],
    'carrel account role': [{ args: ['account', 'role', 'ned', '--role', 'counsel'] }],
    // They have not signed in yet, so there is nothing to confirm.
    'carrel account confirm': [{ args: ['account', 'confirm', 'ned'], code: 2 }],
    'carrel account acting': [
      { args: ['account', 'acting', 'ned', '--from', '2030-01-01', '--to', '2030-01-09'] },
      { args: ['account', 'acting', shownPerson.signIn, '--end'], code: 2 },
    ],
    'carrel account reset': [{ args: ['account', 'reset', 'ned'] }],
    'carrel account end': [{ args: ['account', 'end', 'ned'] }],
    'carrel recovery': [{ args: ['recovery'] }],
    'carrel recovery new': [{ args: ['recovery', 'new'] }, { args: ['recovery', 'new', '--sheet'] }],
    'carrel recovery confirm': [{ args: ['recovery', 'confirm'], typed: 'WRONG\n', code: 1 }],
    'carrel backup': [{ args: ['backup'] }, { args: ['backup', '--to', at('taken')] }],
    'carrel notices bounced': [{ args: ['notices', 'bounced', '-'], typed: returned }],
    'carrel doctor': [{ args: ['doctor'] }, { args: ['doctor', '--json'] }].map((run) => ({
      ...run,
      code: 1,
    })),
    'carrel keys mode': [{ args: ['keys', 'mode'] }],
    'carrel keys rotate': [{ args: ['keys', 'rotate'] }, { args: ['keys', 'rotate', 'patron.name'] }],
    'carrel database migrate': [{ args: ['database', 'migrate'] }],
    'carrel import koha': [
      { args: ['import', 'koha', at('koha')] },
      { args: ['import', 'koha', at('koha'), '--json'] },
    ],
    'carrel restore': [{ args: ['restore', newest(), '--identity-file', at('paper')], home: at('restored') }],
    'carrel register new-log': [{ args: ['register', 'new-log', '--from', '2026-11-24T15:00'] }],
    'carrel demo': [{ args: ['demo'], code: 1 }],
  }
}

const rowOf = (command: string) => {
  const row = table.commands.find(({ names }) => names.includes(command))
  if (row === undefined) throw new Error(`WHO-SEES-WHAT.md has no line for ${command}`)
  return row
}

/** What stands in what a command said, or in a file, and was not typed by whoever ran it. */
function beyond(where: string, bytes: Buffer | string, may: ReadonlySet<string>, typed = ''): string[] {
  const known = sight.in(typed)
  return [...sight.in(readable(Buffer.from(bytes as string)))]
    .filter((canary) => !known.has(canary) && !canary.tells.some((kind) => may.has(kind)))
    .map((canary) => `${where}: LEAK: shows ${nameOf(canary)}`)
}

describe('every command', () => {
  test('has a line in WHO-SEES-WHAT.md, and there is none for what is no command', async () => {
    const said = table.commands.flatMap(({ names }) => names).sort()
    expect(await commandsInHelp(home)).toEqual(said)
  }, 120_000)

  test('says what its line says, on the screen and in its files', async () => {
    const problems: string[] = []
    for (const command of Object.keys(runs())) {
      const { kinds, own } = rowOf(command)
      const may = new Set([...kinds, ...own])
      const seen = new Set<Canary>()
      // Why anew: some name a file that the ones before have made.
      for (const { args, typed, code = 0, ...run } of runs()[command] ?? []) {
        const of = run.home ?? home
        mkdirSync(of, { recursive: true, mode: 0o711 })
        const said: Said = typed === undefined ? await carrel(of, args) : await carrelProcess(of, args, typed)
        const all = Buffer.concat([said.out, Buffer.from(`\n${said.err}`)])
        if (said.code !== code)
          problems.push(`${args.join(' ')} ends with ${said.code}: ${said.err.slice(0, 300)}`)
        problems.push(...beyond(args.slice(0, 2).join(' '), all, may, args.join('\n')))
        for (const canary of sight.in(all)) seen.add(canary)
      }
      for (const kind of may) {
        if (![...seen].some(({ tells }) => tells.includes(kind)))
          problems.push(`${command}: BROKEN: shows no ${kind}`)
      }
    }
    problems.push(...inFiles(scratch, (path) => path.startsWith('koha/') || path.startsWith('restored/')))
    problems.push(...inFiles(home, (path) => /^(data|keys)\/|^(rejected|noticed)\.csv$/.test(path)))
    expect(problems).toEqual([])
    expect(readFileSync(join(home, 'rejected.csv'), 'utf8')).toContain(leftOut['a rejected row'])
  }, 600_000)

  test('start serves, and says nothing of anybody, whatever it is asked for', async () => {
    const { one } = library.cast.adult
    const { port, said, end } = await started(at('restored'))
    for (const path of [
      '/sign-in',
      '/counter',
      `/${one.id}`,
      `/set-up/link/${one.surname}?card=${one.surname}`,
    ]) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
      expect(response.status).toBeLessThan(500)
    }
    expect(await end()).toBe(0)
    expect(beyond('carrel start', said(), new Set(rowOf('carrel start').own))).toEqual([])
    expect(inFiles(at('restored'), (path) => /^(data|keys)\//.test(path))).toEqual([])
  }, 120_000)
})

function inFiles(folder: string, except: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !except(path) && statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
    .flatMap((path) => beyond(path, readFileSync(join(folder, path)), new Set()))
}

/** The program itself, as it is started at a library. */
async function started(homeDir: string) {
  const port = await freePort()
  const program = resolve(import.meta.dirname, '../../bin/carrel.js')
  const env = { ...process.env, CARREL_HOME: homeDir }
  const child = spawn(process.execPath, [program, 'start', '--port', String(port)], { env })
  const parts: Buffer[] = []
  const said = () => Buffer.concat(parts)
  const ended = new Promise<number | null>((settle) => child.once('exit', settle))
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => parts.push(bytes))
  const serves = new Promise<void>((settle) => {
    child.stdout.on('data', () => said().includes('Carrel runs at') && settle())
  })
  await Promise.race([serves, ended])
  return {
    port,
    said,
    end() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
