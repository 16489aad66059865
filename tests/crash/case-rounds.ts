import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseEventName } from '../../src/cases/event.ts'
import { SeededRandom } from '../../src/import/invented-library.ts'
import { daysIn } from '../../src/platform/clock.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { passphraseOf } from '../../src/staff/account-store.ts'
import { beginSignIn, openSession, passSecondFactor } from '../../src/staff/session-store.ts'
import type { MailServerInTest } from '../mail/mail-server.ts'
import { isRunning, serverOf, until } from '../support/holder.ts'
import { unhurriedFolder } from '../support/unhurried.ts'
import { Audit } from './audit.ts'
import { CaseAudit, type Due } from './case-audit.ts'
import { CaseHand, type Role, type Sessions } from './case-hand.ts'
import { CaseJournal } from './case-journal.ts'
import type { CaseLibrary } from './case-library.ts'
import { Journal } from './journal.ts'
import {
  command,
  freePort,
  type Program,
  processesOf,
  serving,
  startProgram,
  stopProgram,
  strike,
  strikeAll,
  type World,
} from './program.ts'
import { makeOutside } from './small-library.ts'

/** Whom a round kills, and how often each comes up. */
const victims = [
  ...(['program', 'program', 'program', 'program', 'program', 'program'] as const),
  ...(['program and server', 'program and server', 'everything', 'while it starts'] as const),
] as const
type Victim = (typeof victims)[number]

const hands = 2
const mostActs = 40
const longestLoadMs = 20_000
const longestMomentMs = 120
const longestStartMs = 2_500
const longestNightMs = 2_000
/** After so many rounds it is the next day. */
const roundsOfDay = 5
const longestEndMs = 300_000
const hurry = 60
const dayMs = 86_400_000
const timeZone = 'America/Chicago'

export type CaseTally = {
  rounds: number
  acts: number
  events: number
  entries: number
  reminders: number
  mails: number
  twice: number
  unknown: number
  longestRestartMs: number
}

/** One library whose cases are worked, and which is killed again and again; after each time it is asked whether it kept its word. */
export class CaseRounds {
  readonly tally: CaseTally = {
    rounds: 0,
    acts: 0,
    events: 0,
    entries: 0,
    reminders: 0,
    ...{ mails: 0, twice: 0, unknown: 0 },
    longestRestartMs: 0,
  }
  readonly #library: CaseLibrary
  readonly #server: MailServerInTest
  readonly #seed: string
  readonly #told: (line: string) => void
  readonly #outside: string
  readonly #world: World & { readonly clockFile: string }
  readonly #journal: CaseJournal
  readonly #audit: CaseAudit
  readonly #register: Audit
  #hands: CaseHand[] = []
  #port = 0
  #offMs = 0

  constructor(
    library: CaseLibrary,
    server: MailServerInTest,
    seed: string,
    told: (line: string) => void = () => {},
  ) {
    const { home, accounts } = library
    this.#library = library
    this.#server = server
    this.#seed = seed
    this.#told = told
    this.#outside = makeOutside(home)
    const mail = { CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' }
    this.#world = { clockFile: join(this.#outside, 'clock'), hurry, env: mail }
    this.#journal = new CaseJournal(join(this.#outside, 'case-journal'))
    this.#audit = new CaseAudit({ home, journal: this.#journal, server, accounts })
    this.#register = new Audit(home, new Journal(join(this.#outside, 'journal')))
    this.#setClock(0)
  }

  /** @throws with the seed and the home, which is kept, at the first round after which something is wrong */
  async run(count: number): Promise<void> {
    const { home, cards } = this.#library
    this.#port = await freePort()
    this.#hands = Array.from(
      { length: hands },
      (_, at) =>
        new CaseHand({
          ...{ port: this.#port, journal: this.#journal, cards },
          random: new SeededRandom(this.#seed, 'hand', at),
        }),
    )
    let program = await startProgram(home, this.#port, this.#world)
    await this.#sitDown(new Map())
    for (let round = 0; round < count; round++) {
      const random = new SeededRandom(this.#seed, round)
      const isNextDay = round % roundsOfDay === roundsOfDay - 1
      const drawn = victims[random.whole(0, victims.length - 1)] ?? 'program'
      const victim = isNextDay && random.chance(0.5) ? 'while it starts' : drawn
      try {
        program = await this.#round(program, victim, random, isNextDay)
        const { acts, events, entries } = this.tally
        this.#told(
          `${this.#seed} round ${round}: ${victim}, ${acts} acts, ${events} events, ${entries} entries, start ${program.startMs} ms`,
        )
      } catch (error) {
        strikeAll(home, program)
        throw new Error(
          `seed ${this.#seed}, round ${round} (${victim}), home ${home.dir}: ${(error as Error).stack}\n${program.err().slice(-3000)}`,
        )
      }
    }
    await this.#end(program)
  }

  async #round(program: Program, victim: Victim, random: SeededRandom, isNextDay: boolean): Promise<Program> {
    // Of some mails nobody knows what became of them: the server hangs up once it has one.
    if (random.chance(0.3)) this.#server.conduct.unshift('take-and-hang-up')
    await this.#underLoad(random, () => this.#strike(program, victim, random))
    await program.ended
    this.tally.rounds++
    if (isNextDay) this.#setClock(this.#offMs + dayMs)
    const next = await this.#restart(victim, random, isNextDay)
    const due = isNextDay ? await this.#dueToday() : undefined
    await this.#held(due)
    return next
  }

  async #underLoad(random: SeededRandom, strikeNow: () => void): Promise<void> {
    let goesOn = true
    const working = this.#hands.map((hand) => hand.work(() => goesOn))
    const enough = this.#acts() + random.whole(1, mostActs)
    const latest = Date.now() + longestLoadMs
    while (this.#acts() < enough && Date.now() < latest && this.#failures().length === 0) await sleep(3)
    await sleep(random.next() * longestMomentMs)
    const failures = this.#failures()
    if (failures.length > 0) throw new Error(`refused before anybody was killed: ${failures.join('\n')}`)
    // Before the strike: what is answered from now on may be answered by a program that is being killed.
    goesOn = false
    strikeNow()
    await Promise.all(working)
    this.tally.acts = this.#acts()
  }

  #acts = (): number => this.#hands.reduce((sum, { acts }) => sum + acts, 0)
  #failures = (): string[] => this.#hands.flatMap(({ failures }) => failures)

  #strike(program: Program, victim: Victim, random: SeededRandom): void {
    const { home } = this.#library
    if (victim === 'everything') {
      strikeAll(home, program)
      return
    }
    const server = serverOf(home)
    const both = random.chance(0.5) ? [program.pid, server] : [server, program.pid]
    for (const pid of victim === 'program and server' ? both : [program.pid]) strike(pid)
  }

  /** On a new day a start that is killed is in the night's work, which it begins with. */
  async #restart(victim: Victim, random: SeededRandom, isNextDay: boolean): Promise<Program> {
    const { home } = this.#library
    if (victim === 'while it starts') {
      const started = command(
        home,
        this.#world,
        'start',
        '--pack',
        unhurriedFolder(),
        '--port',
        String(this.#port),
      )
      if (isNextDay) {
        await serving(started)
        await sleep(random.next() * longestNightMs)
      } else await Promise.race([sleep(random.next() * longestStartMs), serving(started)])
      if (!isRunning(started.pid)) throw new Error(`it did not start by itself: ${started.err()}`)
      strike(started.pid)
      await started.ended
    }
    const program = await startProgram(home, this.#port, this.#world)
    this.tally.longestRestartMs = Math.max(this.tally.longestRestartMs, program.startMs)
    return program
  }

  /** What runs out by the day that it is now; the cases are as the kill left them. */
  #dueToday = (): Promise<Due> => this.#audit.due(daysIn(timeZone)(this.#now()))

  async #held(due: Due | undefined): Promise<void> {
    const happened = new Map<string, readonly CaseEventName[]>()
    const wrong = await this.#audit.run(this.#now(), due, happened)
    this.tally.events = this.#audit.events
    this.tally.entries = this.#audit.entries
    this.tally.reminders += due?.cases.length ?? 0
    if (wrong.length > 0) throw new Error(`it did not keep its word:\n${wrong.join('\n')}`)
    await this.#sitDown(happened)
  }

  #now = (): Date => new Date(Date.now() + this.#offMs)

  /** Each sits down with a session of this moment, both steps of which are passed. */
  async #sitDown(happened: ReadonlyMap<string, readonly CaseEventName[]>): Promise<void> {
    for (const hand of this.#hands) {
      const sessions = await this.#sessions()
      hand.sitDown(sessions, hand.reference === undefined ? undefined : happened.get(hand.reference))
    }
  }

  async #sessions(): Promise<Sessions> {
    const { home, accounts, computer } = this.#library
    const database = await openDatabase(home)
    try {
      const ring = new KeyRing(home.keysDir)
      const sessions: [Role, string][] = []
      for (const role of ['clerk', 'director', 'counsel'] as const) {
        const accountId = accounts[role]
        const now = this.#now()
        const [half, whole] = [newToken(), newToken()]
        const passphrase = (await passphraseOf(database.app, accountId)) ?? ''
        const begun = { tokenHash: tokenHash(half), accountId, passphrase, place: 'office', again: true, now }
        await beginSignIn(database.app, ring, begun)
        await passSecondFactor(database.app, ring, { accountId, tokenHash: tokenHash(half) })
        await database.app
          .transaction()
          .execute((trx) => openSession(trx, ring, { from: tokenHash(half), to: tokenHash(whole), now }))
        sessions.push([role, `carrel-computer=${computer}; carrel-session=${whole}`])
      }
      return Object.fromEntries(sessions) as Sessions
    } finally {
      await database.close()
    }
  }

  /** A day later nothing waits that could go out, and the register holds as a whole. */
  async #end(program: Program): Promise<void> {
    const { home } = this.#library
    this.#setClock(this.#offMs + dayMs)
    const latest = Date.now() + longestEndMs
    while ((await this.#audit.mailsAtEnd()).wait > 0) {
      if (Date.now() > latest) throw new Error('a mail waits and does not go out')
      await sleep(500)
    }
    const { sent, unknown, twice } = await this.#audit.mailsAtEnd()
    Object.assign(this.tally, { mails: sent, twice, unknown })
    this.#told(`${this.#seed}: ${sent} mails sent, ${unknown} of unknown end, ${twice} received twice`)
    const wrong = await this.#register.run()
    const real = wrong.filter((one) => !/asked (undefined|\d+) times/.test(one))
    if (real.length > 0) throw new Error(real.join('\n'))
    if ((await stopProgram(program)) !== 0) throw new Error(`it did not stop in order: ${program.err()}`)
    await until('nothing of it runs', () => processesOf(home).length === 0)
    this.#journal.close()
    rmSync(this.#outside, { recursive: true, force: true })
  }

  #setClock(offMs: number): void {
    this.#offMs = offMs
    writeFileSync(this.#world.clockFile, String(offMs))
  }
}
