import type pg from 'pg'
import type { Services } from '../../src/app/services.ts'
import { webApp } from '../../src/app/web-app.ts'
import { isWorthLogging } from '../../src/backup/daily-job.ts'
import { sendCaseMails } from '../../src/cases/jobs.ts'
import { daysIn } from '../../src/platform/clock.ts'
import { type DailyJob, runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { logFault } from '../../src/platform/log.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, type SlotValues, sequenceEntries } from '../../src/register/sequencer.ts'
import type { SealedMatters } from '../../src/sealed/matters.ts'
import { asOwner } from '../links/as-owner.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { type Copy, seeCopy } from './files.ts'
import { type Leak, leaking } from './leaks.ts'
import { nightSteps } from './night-steps.ts'
import { asAnywhere } from './normal.ts'
import type { Statements } from './statements.ts'

/** What somebody who is not cleared can see, by its name. */
export type Sights = Map<string, string>

const minuteMs = 60_000

/** A library of which every hour is played. */
export class World {
  readonly tested: Tested
  readonly mail: MailServerInTest
  readonly house: Services
  readonly statements: Statements
  /** What was seen since somebody looked. */
  sights: Sights = new Map()
  readonly #app: ReturnType<typeof webApp>
  readonly #steps: readonly DailyJob[]
  readonly #dayOf: (at: Date) => string
  /** How many minutes go by between two ticks. */
  everyMinutes: number
  /** The files as the last night left them. */
  #copy: Copy | undefined

  private constructor(
    tested: Tested,
    mail: MailServerInTest,
    made: {
      readonly leak: Partial<Leak>
      readonly everyMinutes: number
      readonly statements: Statements
    },
  ) {
    const { house, it } = tested
    const settings = mailSettings({
      CARREL_SMTP_URL: mail.url,
      CARREL_MAIL_FROM: 'carrel@library.example.org',
    })
    this.tested = tested
    this.mail = mail
    this.statements = made.statements
    this.everyMinutes = made.everyMinutes
    this.house = { ...house, mail: settings }
    this.#app = leaking(webApp(this.house), this, made.leak)
    this.#dayOf = daysIn(house.pack.timeZone)
    this.#steps = nightSteps(this.house, it)
  }

  /** @param leak what a build that leaks does beside */
  static async open(
    statements: Statements,
    { leak = {}, everyMinutes = 60 }: { readonly leak?: Partial<Leak>; readonly everyMinutes?: number } = {},
  ): Promise<World> {
    const tested = await startHouse()
    const quiet = async (server: pg.Client) => {
      // Why: what the server does by itself comes when it comes, and uses the same numbers as the library's own work.
      await server.query('alter system set autovacuum = off')
      await server.query('select pg_reload_conf()')
    }
    await asOwner(tested.it, quiet, 'superuser')
    const mail = await startMailServer()
    return new World(tested, mail, { leak, everyMinutes, statements })
  }

  get #compartments(): SealedMatters {
    const { compartments } = this.house
    if (compartments === undefined) throw new Error('this house has no compartments')
    return compartments
  }

  get now(): Date {
    return this.tested.time.now
  }

  /** Plays on until an hour, with a tick at each step that goes by, and a night at each midnight. @param at UTC */
  async until(at: string): Promise<void> {
    const until = new Date(at).getTime()
    while (this.now.getTime() < until) {
      const next = Math.min(this.now.getTime() + this.everyMinutes * minuteMs, until)
      await this.#at(new Date(next))
    }
  }

  async #at(now: Date): Promise<void> {
    const { time } = this.tested
    const today = this.#dayOf(now)
    const isNewDay = today !== time.today
    Object.assign(time, { now, today })
    if (isNewDay) await this.#night(today)
    await this.#mails()
    await this.tick()
  }

  /** Some minutes go by while people work: where each has its tick, with theirs. */
  async pass(minutes: number): Promise<void> {
    for (let nth = 0; nth < minutes; nth++) {
      const next = new Date(this.now.getTime() + minuteMs)
      if (this.everyMinutes === 1) await this.#at(next)
      else this.tested.time.now = next
    }
  }

  async tick(): Promise<void> {
    const { it } = this.tested
    const signer = await currentSigner(it.database.worker, this.house.ring)
    const lastSigned = lastSignedFile(it.home.keysDir)
    await this.#compartments.renewIntake()
    const cells: SlotValues = (leaf) => this.#compartments.valuesFor(leaf)
    await sequenceEntries(it.database.worker, { signer, lastSigned, now: this.now, cells })
  }

  async #night(day: string): Promise<void> {
    const failed = (step: string, error: unknown) => {
      if (isWorthLogging(error)) logFault(this.house.log, `night: ${step}`, error)
    }
    await runDailyJobs(this.tested.it.database, this.#steps, day, failed)
    this.#copy = seeCopy(this, this.#copy)
  }

  #mails(): Promise<void> {
    const { app, cases, clock, mail } = this.house
    return sendCaseMails({ app, database: this.tested.it.database, cases, mail, clock })
  }

  /** Somebody at a computer of that place, who has not signed in. */
  async at(place: string): Promise<Visitor> {
    const visitor = new Visitor(this.#app)
    if (place !== 'elsewhere') visitor.cookies.set('carrel-computer', await this.tested.computerAt(place))
    return visitor
  }

  /** Notes what somebody can see. */
  sees(what: string, seen: string): void {
    const of = asAnywhere(what)
    let name = of
    for (let nth = 2; this.sights.has(name); nth++) name = `${of} (${nth})`
    this.sights.set(name, seen)
  }

  async close(): Promise<void> {
    await this.mail.close()
    await this.tested.close()
  }
}
