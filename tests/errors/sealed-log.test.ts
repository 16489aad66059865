import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeGateServices } from '../../src/app/services.ts'
import { webApp } from '../../src/app/web-app.ts'
import type { GateParts } from '../../src/gate/request.ts'
import { page } from '../../src/platform/http/route.ts'
import { startDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { logDailyJobFault, logFault } from '../../src/platform/log.ts'
import { NotSentError } from '../../src/platform/mail/send.ts'
import { startSequencer } from '../../src/register/sequencer.ts'
import { asOwner } from '../links/as-owner.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

const canary = 'Vzqumil-Döx'
let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())
beforeEach(() => {
  tested.logged.length = 0
})

/** How a value can stand in a line: as it is, escaped, as an address has it, as bytes in letters. */
function writingsOf(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = [0, 1, 2].map((at) =>
    Buffer.concat([Buffer.alloc(at), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const escaped = [...value]
    .map((one) => (one < '\x7f' ? one : `\\u00${one.charCodeAt(0).toString(16)}`))
    .join('')
  return [
    value,
    value.toUpperCase(),
    value.split('-')[0] ?? '',
    escaped,
    encodeURIComponent(value),
    bytes.toString('hex'),
    ...base64,
  ]
}
const seenIn = (text: string) => writingsOf(canary).filter((writing) => text.includes(writing))

const named = (name: string) => Object.defineProperty(class extends Error {}, 'name', { value: name })

/** Errors that have the value in every place that an error has. */
function errors(): Record<string, unknown> {
  const renamed = new Error('m')
  renamed.name = canary
  const stacked = new Error('m')
  stacked.stack = `Error: ${canary}\n    at ${canary} (${resolve('src')}/${canary}.ts:1:1)\n    at f [as ${canary}] (${import.meta.filename}:1:1)`
  const later = new Error(canary)
  later.message = 'another by now'
  const refused = Object.assign(new (class DatabaseError extends Error {})(`Key (name)=(${canary}) exists`), {
    ...{ code: '23505', detail: `Key (name)=(${canary}) already exists.`, where: canary, hint: canary },
    ...{ table: canary, constraint: canary, column: canary, internalQuery: canary },
  })
  return {
    'in its message': new Error(`no ${canary}`),
    'in a message of several lines': new Error(`no\n    at ${canary} (${import.meta.filename}:1:1)\n`),
    'in its name': renamed,
    'in its stack': stacked,
    'in a message that was changed since': later,
    'in its code': Object.assign(new Error('m'), { code: canary, errno: canary, path: `/${canary}` }),
    'in its cause': new Error('m', { cause: new Error(canary, { cause: refused }) }),
    'in a cause that is no error': new Error('m', { cause: { [canary]: canary } }),
    'in one of several': new AggregateError([new Error(canary), canary, refused], canary),
    'in all that a database says': refused,
    'as a key of its own': Object.assign(new Error('m'), { [canary]: canary, toJSON: () => canary }),
    'in the name of its class': new (named(canary))('m'),
    'as a text that was thrown': canary,
    'as an object that was thrown': { message: canary, stack: `at ${canary}`, [canary]: 1 },
    'as nothing': undefined,
  }
}

async function signedIn(...routes: Parameters<Tested['app']>[0] & object) {
  const before = new Visitor(tested.app())
  await before.signIn('desk')
  const visitor = new Visitor(tested.app(routes))
  for (const [name, value] of before.cookies) visitor.cookies.set(name, value)
  return visitor
}

/** A clerk at the counter: of the pages, the gate and the database as they run. */
async function clerkAtCounter(fault: Partial<GateParts> = {}): Promise<Visitor> {
  const { house, it, names } = tested
  const { ring, pack, clock } = house
  const ofGate = makeGateServices({ app: it.database.app, ring, pack, clock, names, ...fault })
  const clerk = new Visitor(webApp({ ...house, ...ofGate }))
  clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await clerk.signIn('desk')
  return clerk
}

/** A card is scanned, and what the clerk gets. */
async function scan(clerk: Visitor, card: string) {
  await clerk.get('/counter')
  const { status } = await clerk.post('/counter/card', { card })
  return { status, seen: seenIn(clerk.html) }
}

describe('no value stands in a line of the log, wherever an error has it', () => {
  test.each(Object.entries(errors()))('a page throws it %s', async (_, thrown) => {
    const visitor = await signedIn(
      page('/fault/:of', ['desk'], () => {
        throw thrown
      }),
    )
    const response = await visitor.get(
      `/fault/${encodeURIComponent(canary)}?of=${encodeURIComponent(canary)}`,
    )
    expect(response.status).toBe(500)
    expect(seenIn(visitor.html)).toEqual([])
    expect(tested.logged).toHaveLength(1)
    expect(JSON.parse(tested.logged[0] ?? '')).toMatchObject({
      route: 'GET /fault/:of',
      tookMs: expect.any(Number),
    })
    expect(seenIn(tested.logged.join(''))).toEqual([])
  })

  test.each(Object.entries(errors()))('the gate, a night and a tick throw it %s', async (_, thrown) => {
    const { house, it } = tested
    const failed = (what: string) => (error: unknown) => void logFault(house.log, what, error)
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw thrown
        },
      },
    )
    const nights = startDailyJobs({
      database: it.database,
      steps: [{ name: 'a step', run: () => Promise.reject(thrown) }],
      clock: house.clock,
      failed: (step, error) => logDailyJobFault(house.log, step, error),
    })
    const ticking = startSequencer({
      ...{ worker: throwing as never, ring: house.ring, lastSigned: throwing as never, clock: house.clock },
      timeZone: house.pack.timeZone,
      failed: failed('tick'),
    })
    // In the gate's own transaction, on the real database, where it records whom it is about to show.
    const now = (): Date => {
      throw thrown
    }
    const clerk = await clerkAtCounter({ clock: { ...house.clock, now } })
    expect(await scan(clerk, cards.child)).toEqual({ status: 500, seen: [] })
    while (tested.logged.length < 4) await new Promise((settle) => setTimeout(settle, 20))
    await nights.stop()
    await ticking.stop()
    expect(tested.logged.map((line) => JSON.parse(line).route).sort()).toEqual([
      // The start page, which asks how long ago a paper was reported.
      'GET /',
      'POST /counter/card',
      'night: a step',
      'tick',
    ])
    expect(seenIn(tested.logged.join(''))).toEqual([])
  })

  test('what could not be sent says why, since its reason is the program’s own words', async () => {
    logDailyJobFault(tested.house.log, 'send-notices', new NotSentError('the mail server answered 554 5.7.1'))
    expect(tested.logged.map((line) => JSON.parse(line))).toMatchObject([
      { route: 'night: send-notices', fault: 'NotSentError', msg: 'the mail server answered 554 5.7.1' },
    ])
  })

  test('the database refuses what the gate writes, and says it in all that it can', async () => {
    const clerk = await clerkAtCounter()
    const says = ['message', 'detail', 'hint', 'column', 'constraint', 'table', 'schema']
    await asOwner(tested.it, (owner) =>
      owner.query(`
        create function refuse() returns trigger language plpgsql as $$
          begin raise exception using ${says.map((part) => `${part} = '${canary}'`).join(', ')}; end $$;
        create trigger refuse before insert on register_pending for each row execute function refuse()`),
    )
    const answers = [await scan(clerk, cards.child), await scan(clerk, canary)]
    await asOwner(tested.it, (owner) => owner.query('drop function refuse cascade'))
    for (const answer of answers) expect(answer).toEqual({ status: 500, seen: [] })
    expect(tested.logged).toHaveLength(2)
    for (const line of tested.logged) {
      expect(JSON.parse(line)).toMatchObject({ route: 'POST /counter/card', code: 'P0001' })
      expect([...seenIn(line), line.includes(cards.child)]).toEqual([false])
    }
  })

  test.each([
    ['an error', `Object.assign(new Error(value, { cause: new Error(value) }), { code: value })`],
    ['a text', 'value'],
  ])('%s that is not caught ends the program, and what it prints has it not', async (_, thrown) => {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-uncaught-'))
    for (const how of ['throw', 'Promise.reject']) {
      const file = join(folder, 'thrower.mjs')
      writeFileSync(
        file,
        `const value = ${JSON.stringify(canary)}
        const waits = setInterval(() => {
          if (process.listenerCount('unhandledRejection') === 0) return
          clearInterval(waits)
          ${how} (${thrown})
        }, 10)`,
      )
      const ways = ['--import', pathToFileURL(file).href, resolve('bin/carrel.js'), 'decide', '-']
      const child = spawn(process.execPath, ways)
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => {
          said += text
        })
      const code = await new Promise((settle) => child.once('close', settle))
      expect({ code, seen: seenIn(said) }).toEqual({ code: 1, seen: [] })
      expect(said).toMatch(/^carrel: this should not have happened: .*\[fault\]/)
    }
    rmSync(folder, { recursive: true })
  })
})

describe('what a line has is enough to find and fix the fault', () => {
  test('of what the database refuses: its code, and the names of the table and the rule, with the place in the code', async () => {
    const { worker } = tested.it.database
    const visitor = await signedIn(
      page('/twice', ['desk'], async () => {
        await sql`insert into night_step (name, done_on) values ('x', '2026-11-24'), ('x', '2026-11-24')`.execute(
          worker,
        )
        return new Response()
      }),
    )
    await visitor.get('/twice')
    const line = JSON.parse(tested.logged[0] ?? '')
    expect(line).toMatchObject({
      level: 50,
      reference: expect.stringMatching(/^[0-9a-f]{12}$/),
      fault: 'DatabaseError',
      ...{ code: '23505', table: 'night_step', constraint: 'night_step_pkey' },
    })
    expect(line.at.join()).toMatch(/tests\/errors\/sealed-log\.test\.ts:\d+:\d+/)
  })

  test('of a bug: its class, the engine’s own words and the place', () => {
    const nothing = (): { name?: { first: string } } => ({})
    try {
      // @ts-expect-error on purpose
      nothing().name.first
    } catch (error) {
      logFault(tested.house.log, 'GET /', error, 12.6)
    }
    expect(JSON.parse(tested.logged[0] ?? '')).toMatchObject({
      ...{ route: 'GET /', tookMs: 13, fault: 'TypeError', message: 'Cannot read properties of undefined' },
      at: expect.arrayContaining([expect.stringMatching(/^tests\/errors\/sealed-log\.test\.ts:\d+:\d+$/)]),
    })
  })
})
