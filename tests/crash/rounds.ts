import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SeededRandom } from '../../src/import/invented-library.ts'
import { isRunning, serverOf, until } from '../support/holder.ts'
import { unhurriedFolder } from '../support/unhurried.ts'
import { Audit } from './audit.ts'
import { type Beside, somethingBeside } from './beside.ts'
import { Clerk } from './clerk.ts'
import { Journal } from './journal.ts'
import {
  backendsOf,
  command,
  freePort,
  type Program,
  processesOf,
  serversOf,
  serving,
  startProgram,
  stopProgram,
  strike,
  strikeAll,
  supervisorsOf,
  type World,
} from './program.ts'
import { makeOutside, type SmallLibrary } from './small-library.ts'

/** Whom a round kills, and how often each comes up. */
const victims = [
  ...many(5, 'program'),
  ...many(4, 'server'),
  ...many(3, 'connection'),
  ...many(3, 'program and server'),
  ...many(2, 'everything'),
  ...many(1, 'program and supervisor'),
  ...many(3, 'while it starts'),
] as const
type Victim = (typeof victims)[number]

const mostPages = 90
const longestLoadMs = 10_000
const longestMomentMs = 60
const longestStartMs = 2_500
const hurry = 60
const dayMs = 86_400_000

export type Tally = {
  rounds: number
  pages: number
  entries: number
  restarts: number
  longestRestartMs: number
  readonly byVictim: Map<Victim, number>
}

/** One library that is killed again and again, and asked after each time whether it kept its word. */
export class Rounds {
  readonly tally: Tally = {
    rounds: 0,
    pages: 0,
    entries: 0,
    restarts: 0,
    longestRestartMs: 0,
    byVictim: new Map(),
  }
  readonly #library: SmallLibrary
  readonly #seed: string
  readonly #told: (line: string) => void
  readonly #outside: string
  readonly #world: World & { readonly clockFile: string }
  readonly #journal: Journal
  readonly #audit: Audit
  #clerks: Clerk[] = []
  #port = 0
  #offMs = 0
  #number = 0

  /** @param told hears of each round, for whoever waits */
  constructor(library: SmallLibrary, seed: string, told: (line: string) => void = () => {}) {
    this.#library = library
    this.#told = told
    this.#seed = seed
    this.#outside = makeOutside(library.home)
    this.#world = { clockFile: join(this.#outside, 'clock'), hurry }
    this.#journal = new Journal(join(this.#outside, 'journal'))
    this.#audit = new Audit(library.home, this.#journal)
    this.#setClock(0)
  }

  /** @throws with the seed and the home, which is kept, at the first round after which something is wrong */
  async run(count: number): Promise<void> {
    this.#port = await freePort()
    const { clerks, patrons } = this.#library
    this.#clerks = clerks.map(
      (account) =>
        new Clerk({
          ...{ account, patrons, port: this.#port, journal: this.#journal },
          random: new SeededRandom(this.#seed, account.signIn),
        }),
    )
    let program = await startProgram(this.#library.home, this.#port, this.#world)
    for (let round = 0; round < count; round++) {
      const random = new SeededRandom(this.#seed, round)
      const victim = victims[random.whole(0, victims.length - 1)] ?? 'program'
      try {
        const begun = Date.now()
        program = await this.#round(program, victim, random)
        this.#told(
          `${this.#seed} round ${round}: ${victim}, ${this.tally.entries} entries, ${Date.now() - begun} ms, start ${program.startMs} ms`,
        )
      } catch (error) {
        strikeAll(this.#library.home, program)
        throw new Error(
          `seed ${this.#seed}, round ${round} (${victim}), home ${this.#library.home.dir}: ${(error as Error).stack}\n${program.err().slice(-3000)}`,
        )
      }
    }
    await this.#end(program)
  }

  async #round(program: Program, victim: Victim, random: SeededRandom): Promise<Program> {
    const beside = random.chance(0.6) ? this.#beside(random) : undefined
    const alsoBeside = random.chance(0.2)
    const struck = await this.#underLoad(random, () => this.#strike(program, victim, random))
    const { tally } = this
    tally.rounds++
    tally.byVictim.set(victim, (tally.byVictim.get(victim) ?? 0) + 1)
    if (victim === 'connection') {
      await this.#goesOn(program)
    } else {
      await this.#ends(program, victim)
    }
    if (alsoBeside) strike(beside?.running.pid)
    await beside?.settle()
    const before = this.#offMs
    if (random.chance(0.25)) this.#moveClock(random)
    if (victim === 'connection') return this.#held(program)
    const next = await this.#restart(victim, random)
    // A session that was told to a clerk outlives the kill.
    if (this.#offMs === before) await this.#stillSignedIn(struck.signedIn)
    return this.#held(next)
  }

  /** Strikes after some pages, or after a moment: by pages, so that a slow machine is struck at its work too. */
  async #underLoad(random: SeededRandom, strikeNow: () => void): Promise<{ signedIn: Clerk[] }> {
    let goesOn = true
    const failuresBefore = this.#clerks.map(({ failures }) => failures.length)
    const working = this.#clerks.map((clerk) => clerk.work(() => goesOn))
    const enough = this.#pages() + (random.chance(0.8) ? random.whole(1, mostPages) : 0)
    const latest = Date.now() + longestLoadMs
    while (this.#pages() < enough && Date.now() < latest) await sleep(5)
    await sleep(random.next() * longestMomentMs)
    const early = this.#clerks.flatMap(({ failures }, at) => failures.slice(failuresBefore[at]))
    if (early.length > 0) throw new Error(`failed before anybody was killed: ${JSON.stringify(early)}`)
    strikeNow()
    await sleep(100)
    goesOn = false
    await Promise.all(working)
    const leaks = this.#clerks.flatMap(({ leaks }) => leaks)
    if (leaks.length > 0) throw new Error(`a page that failed named patrons: ${JSON.stringify(leaks)}`)
    this.tally.pages = this.#pages()
    return { signedIn: this.#clerks.filter(({ hasSession }) => hasSession) }
  }

  #pages(): number {
    return this.#clerks.reduce((sum, { pages }) => sum + pages, 0)
  }

  #strike(program: Program, victim: Victim, random: SeededRandom): void {
    const { home } = this.#library
    const server = serverOf(home)
    if (victim === 'everything') strikeAll(home, program)
    else if (victim === 'connection') {
      const backends = backendsOf(server)
      strike(backends[random.whole(0, backends.length - 1)])
    } else if (victim === 'program and supervisor') {
      // Stopped first, or the program would see its supervisor die and end the server itself.
      strike(program.pid, 'SIGSTOP')
      for (const pid of [...supervisorsOf(program), program.pid]) strike(pid)
    } else {
      const both = random.chance(0.5) ? [program.pid, server] : [server, program.pid]
      for (const pid of victim === 'program and server'
        ? both
        : victim === 'server'
          ? [server]
          : [program.pid]) {
        strike(pid)
      }
    }
  }

  /** A server that loses one connection starts anew by itself, under a program that goes on. */
  async #goesOn(program: Program): Promise<void> {
    const [clerk] = this.#clerks
    await until('pages come again', async () => {
      if (!isRunning(program.pid)) throw new Error(`it ended: ${program.err()}`)
      return clerk !== undefined && ((await clerk.isSignedIn()) || (await clerk.signIn()))
    })
  }

  /** Where its server alone was killed, the program says so in a sentence and ends. */
  async #ends(program: Program, victim: Victim): Promise<void> {
    const code = await program.ended
    if (victim !== 'server') return
    if (code !== 1) throw new Error(`its server was killed and it ended with ${code}: ${program.err()}`)
    if (!/carrel: the database server ended by itself: .* says why/.test(program.err())) {
      throw new Error(`its server was killed and it did not say so: ${program.err()}`)
    }
  }

  async #restart(victim: Victim, random: SeededRandom): Promise<Program> {
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
      const both = random.chance(0.5)
      await Promise.race([sleep(random.next() * longestStartMs), serving(started)])
      if (!isRunning(started.pid)) throw new Error(`it did not start by itself: ${started.err()}`)
      if (both) strikeAll(home, started)
      else strike(started.pid)
      await started.ended
    }
    const program = await startProgram(home, this.#port, this.#world)
    this.tally.restarts++
    this.tally.longestRestartMs = Math.max(this.tally.longestRestartMs, program.startMs)
    return program
  }

  async #stillSignedIn(clerks: readonly Clerk[]): Promise<void> {
    for (const clerk of clerks) {
      const is = clerk.hasSession ? await clerk.isSignedIn() : true
      if (is === null)
        throw new Error(`a page failed after the start: ${JSON.stringify(clerk.failures.at(-1))}`)
      if (!is) throw new Error('a sign-in was lost')
    }
  }

  async #held(program: Program): Promise<Program> {
    const wrong = await this.#audit.run()
    this.tally.entries = this.#audit.entries
    if (wrong.length > 0) throw new Error(`it did not keep its word:\n${wrong.join('\n')}`)
    await until('one server alone runs on it', () => serversOf(this.#library.home).length === 1)
    return program
  }

  #beside(random: SeededRandom): Beside {
    const parts = {
      library: this.#library,
      world: this.#world,
      outside: this.#outside,
      journal: this.#journal,
    }
    return somethingBeside({ ...parts, number: this.#number++ }, random)
  }

  async #end(program: Program): Promise<void> {
    const { home, exports } = this.#library
    for (const times of ['again', 'once more']) {
      const importing = command(
        home,
        this.#world,
        'import',
        'koha',
        exports[1],
        '--lends-elsewhere',
        '--json',
      )
      if ((await importing.ended) !== 0) throw new Error(`the import ${times}: ${importing.err()}`)
      if (times === 'again') continue
      const changed = changesIn(importing.out())
      if (changed.length > 0) throw new Error(`the same import again changed rows: ${changed.join(', ')}`)
    }
    const folder = join(this.#outside, 'export')
    const exporting = command(home, this.#world, 'register', 'export', '--with-leaves', folder)
    if ((await exporting.ended) !== 0) throw new Error(exporting.err())
    const asked = Math.ceil(this.#audit.checkpoints.length / 20)
    for (const [at, note] of this.#audit.checkpoints.entries()) {
      // Each was held against the one before it; the program's own command is asked about a few.
      if (at % Math.ceil(this.#audit.checkpoints.length / asked) !== 0) continue
      const against = join(this.#outside, 'checkpoint')
      writeFileSync(against, note)
      const verifying = command(home, this.#world, 'register', 'verify', folder, '--against', against)
      if ((await verifying.ended) !== 0) throw new Error(`verify: ${verifying.out()}${verifying.err()}`)
    }
    await this.#backups()
    if ((await stopProgram(program)) !== 0) throw new Error(`it did not stop in order: ${program.err()}`)
    await until('nothing of it runs', () => processesOf(home).length === 0)
    this.#journal.close()
    rmSync(this.#outside, { recursive: true, force: true })
  }

  /** The newest backup is a whole one, and what kills left of others is gone. */
  async #backups(): Promise<void> {
    const { home, recoveryKey } = this.#library
    await until('a backup is made once the night has ended', async () => {
      const backing = command(home, this.#world, 'backup')
      if ((await backing.ended) === 0) return true
      // A night that a kill broke off is begun anew, and a backup then waits its turn, as it says.
      if (!backing.err().includes('[busy]')) throw new Error(`backup: ${backing.err()}`)
      await sleep(1_000)
      return false
    })
    const identity = join(this.#outside, 'identity')
    writeFileSync(identity, `${recoveryKey}\n`, { mode: 0o600 })
    const left = readdirSync(home.backupsDir).sort()
    // Beside them lies what was signed last, so that older data put back are noticed.
    const unknown = left.find((name) => !/^(carrel-.*\.age|last-signed)$/.test(name))
    if (unknown !== undefined) throw new Error(`${unknown} is left among the backups`)
    for (const name of left.filter((each) => each.endsWith('.age')).slice(-1)) {
      const verifying = command(
        home,
        this.#world,
        'backup',
        '--verify',
        join(home.backupsDir, name),
        '--identity-file',
        identity,
      )
      if ((await verifying.ended) !== 0) throw new Error(`backup --verify ${name}: ${verifying.err()}`)
    }
  }

  #moveClock(random: SeededRandom): void {
    const days = random.pick([0.3, 1, 1, 1, 9, -0.04, -1])
    this.#setClock(this.#offMs + days * dayMs)
    for (const clerk of this.#clerks) clerk.forgetSession()
  }

  #setClock(offMs: number): void {
    this.#offMs = offMs
    writeFileSync(this.#world.clockFile, String(offMs))
  }
}

type Counted = Readonly<Record<string, unknown>>

/** The counts of an import's report that say that something was not as it had been. */
function changesIn(report: string): string[] {
  const { files } = JSON.parse(report) as { files: Record<string, Counted> }
  return Object.entries(files).flatMap(([file, counts]) =>
    ['added', 'updated', 'ended']
      .filter((count) => typeof counts[count] === 'number' && counts[count] > 0)
      .map((count) => `${file} ${count} ${counts[count]}`),
  )
}

function many<T extends string>(times: number, what: T): T[] {
  return Array.from({ length: times }, () => what)
}
