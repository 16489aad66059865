import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { inventBlock } from '../src/import/invented-library.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import type { Home } from '../src/platform/db/home.ts'
import { newToken, tokenHash } from '../src/platform/http/cookies.ts'
import { addAccount } from '../src/staff/account-store.ts'
import { enrollWorkstation } from '../src/staff/computers.ts'
import { hashPassphrase } from '../src/staff/passphrase.ts'
import { unhurriedFolder } from '../tests/support/unhurried.ts'
import { freePort } from './free-port.ts'
import { importedLibrary, seed, today } from './imported-library.ts'
import { type Clerk, formOf, signIn } from './pages-clerk.ts'
import type { Load, Took } from './pages-load.ts'
import { type BenchRow, percentile } from './row.ts'

const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
/** By then the code of a program that runs all day is compiled. */
const warmUp = Math.min(12, rounds)
const patrons = 2000
const connections = 32
const blockMs = 1000
const least = 0.25
const passphrase = 'open the library'
/** Each connection asks for these one after the other, each for another patron. */
const cardsAConnection = 40

const pages = [
  'counter',
  'counterAlone',
  'start',
  'startAlone',
  'asks',
  'statements',
  'bare',
  'nothing',
] as const
type Page = (typeof pages)[number]
type Block = Took & { readonly rate: number }

/**
 * The counter, a start page and someone-asks of the real program, a clerk at each of 32 connections and at one, compared with a
 * bare Hono page with one query on the same database: three processes and the database, alternating in short blocks.
 */
export async function run(): Promise<BenchRow[]> {
  const { home } = await importedLibrary(patrons)
  const clerks = await makeClerks(home)
  const port = await freePort()
  const program = await startProgram(home, port)
  const peer = forked('pages-peer.ts', { CARREL_HOME: home.dir })
  const client = forked('pages-load.ts', {})
  try {
    const [{ bare, nothing }] = (await once(peer, 'message')) as [{ bare: number; nothing: number }]
    const signedIn = await Promise.all(clerks.map((clerk) => signIn(port, clerk, passphrase)))
    const found = signedIn.map(({ cookie, word }, at) =>
      cardsOf(at).map((card) => formOf(port, '/counter/card', cookie, { word, card })),
    )
    const started = signedIn.map(({ cookie }) => [get(port, '/', cookie)])
    const loads: Record<Page, Load> = {
      counter: loadOf(port, found),
      counterAlone: loadOf(port, found.slice(0, 1)),
      start: loadOf(port, started),
      startAlone: loadOf(port, started.slice(0, 1)),
      asks: loadOf(
        port,
        signedIn.map(({ cookie, word }, at) =>
          cardsOf(at).map((card) => formOf(port, '/ask', cookie, { word, card, ...asked })),
        ),
      ),
      statements: loadOf(
        bare,
        signedIn.map(({ cookie }, at) =>
          cardsOf(at).map((card) =>
            get(bare, `/statements?${new URLSearchParams({ ...tokensIn(cookie), card })}`),
          ),
        ),
      ),
      bare: loadOf(
        bare,
        clerks.map(({ signIn }) => [get(bare, `/?name=${signIn}`)]),
      ),
      nothing: loadOf(
        nothing,
        clerks.map(() => [get(nothing, '/')]),
      ),
    }
    return rowsOf(await byTurns(client, loads))
  } finally {
    client.kill()
    await ended(peer, 'SIGTERM')
    await ended(program, 'SIGTERM')
  }
}

/** The patron is present with a state photo card, and asks what they have checked out. */
const asked = { who: 'customer', how: 'here', checked: ['', 'photo-id'], wants: ['', 'loans'] }

const loadOf = (port: number, requests: Load['requests']): Load => ({ port, requests, ms: blockMs })
const get = (port: number, path: string, cookie = 'none=') =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`

/** The tokens of a session and of a computer, by which the cookie is known. */
function tokensIn(cookie: string): Record<string, string> {
  const of = (name: string) => new RegExp(`carrel-${name}=([^;]+)`).exec(cookie)?.[1] ?? ''
  return { session: of('session'), computer: of('computer') }
}

/** Cards of the invented library, different for each connection. */
function cardsOf(connection: number): string[] {
  const blocks = Math.floor(patrons / 12)
  return Array.from({ length: cardsAConnection }, (_, at) => {
    const which = connection * cardsAConnection + at
    return inventBlock(seed, (which * 79) % blocks, today)[which % 12]?.columns['cardnumber'] ?? ''
  })
}

async function makeClerks(home: Home): Promise<Clerk[]> {
  const database = await openDatabase(home, { exclusive: true })
  try {
    const ring = new KeyRing(home.keysDir)
    const hashed = await hashPassphrase(passphrase)
    return await Promise.all(
      Array.from({ length: connections }, (_, at) => makeClerk(database, ring, `desk${at}`, hashed)),
    )
  } finally {
    await database.close()
  }
}

async function makeClerk({ app }: Database, ring: KeyRing, name: string, hashed: string): Promise<Clerk> {
  const by = await addAccount(app, ring, { signIn: name, name, role: 'desk', passphrase: hashed })
  if (by === null) throw new Error(`${name} is there already`)
  const computer = newToken()
  const desk = { tokenHash: tokenHash(computer), name, place: 'front-desk', by, on: today }
  await app.transaction().execute((trx) => enrollWorkstation(trx, ring, desk))
  return { signIn: name, computer }
}

async function startProgram(home: Home, port: number): Promise<ChildProcess> {
  const bin = resolve(import.meta.dirname, '..', 'bin', 'carrel.js')
  const program = spawn(
    process.execPath,
    [bin, 'start', '--port', String(port), '--pack', unhurriedFolder()],
    {
      env: { ...process.env, CARREL_HOME: home.dir },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise<void>((settle, refuse) => {
    program.stdout.on('data', (text) => String(text).includes('Carrel runs at') && settle())
    program.once('exit', () => refuse(new Error('the program did not start')))
  })
  return program
}

function forked(file: string, env: Record<string, string>): ChildProcess {
  return fork(join(import.meta.dirname, file), {
    execArgv: ['--import', './bin/from-source.js'],
    env: { ...process.env, ...env },
  })
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const end = once(child, 'exit')
  if (child.exitCode === null && child.kill(signal)) await end
}

/** They alternate in short blocks, so that other work of the machine affects all alike. */
async function byTurns(client: ChildProcess, loads: Record<Page, Load>): Promise<Record<Page, Block[]>> {
  const took = Object.fromEntries(pages.map((page) => [page, [] as Block[]])) as Record<Page, Block[]>
  for (let round = -warmUp; round < rounds; round++) {
    for (const page of round % 2 === 0 ? pages : pages.toReversed()) {
      client.send(loads[page])
      const [block] = (await once(client, 'message')) as [Took]
      if (block.wrong !== undefined) throw new Error(`${page}: ${block.wrong}`)
      if (round >= 0) took[page].push({ ...block, rate: (block.latenciesMs.length * 1000) / block.ms })
    }
  }
  return took
}

const named = {
  counter: `the counter: a customer found by card; ${connections} connections`,
  counterAlone: 'the counter: a customer found by card; 1 connection',
  start: `the start page of a clerk; ${connections} connections`,
  startAlone: 'the start page of a clerk; 1 connection',
  asks: `someone asks: the answer; ${connections} connections`,
}

function rowsOf(took: Record<Page, Block[]>): BenchRow[] {
  const rate = (page: Page) =>
    percentile(
      took[page].map((block) => block.rate),
      0.5,
    )
  const latency = (page: Page, p: number) =>
    percentile(
      took[page].flatMap((block) => block.latenciesMs),
      p,
    )
  const peer = 'a bare Hono page with one query'
  const time = (page: keyof typeof named, p: number): BenchRow => {
    const [value, peerValue] = [latency(page, p), latency('bare', p)]
    return {
      name: `${named[page]}, p${p * 100}`,
      value,
      unit: 'ms',
      peer,
      peerValue,
      ratio: value / peerValue,
      ok: true,
    }
  }
  const rows = (['counter', 'asks'] as const).flatMap((page): BenchRow[] => {
    const ratios = took[page].map((block, at) => block.rate / (took.bare[at]?.rate ?? Number.NaN))
    const ratio = percentile(ratios, 0.5)
    const pages: BenchRow = {
      name: named[page],
      value: rate(page),
      unit: 'a second',
      peer,
      peerValue: rate('bare'),
      ratio,
      bound: `at least ${least * 100} %`,
      ok: ratio >= least,
    }
    return [pages, time(page, 0.5), time(page, 0.99)]
  })
  const share = (page: Page) =>
    percentile(
      took[page].map(({ busyMs, ms }) => (busyMs / ms) * 100),
      0.5,
    )
  return [
    ...rows,
    time('start', 0.5),
    // Why no peer: it is measured at 32 connections only.
    ...(['counterAlone', 'startAlone'] as const).map(
      (page): BenchRow => ({
        name: `${named[page]}, p50`,
        value: latency(page, 0.5),
        unit: 'ms',
        ok: true,
      }),
    ),
    {
      name: 'the statements of the counter alone, and their durable entry: nothing is decided, sealed, opened or shown',
      value: rate('statements'),
      unit: 'a second',
      peer,
      peerValue: rate('bare'),
      ratio: rate('statements') / rate('bare'),
      ok: true,
    },
    {
      name: 'the client alone: a server that sends the same few bytes',
      value: rate('nothing'),
      unit: 'a second',
      peer: `${peer}, by the same client`,
      peerValue: rate('bare'),
      ratio: rate('nothing') / rate('bare'),
      ok: true,
    },
    {
      name: 'what the client takes of one core, for the bare page',
      value: share('bare'),
      unit: '%',
      ok: true,
    },
  ]
}
