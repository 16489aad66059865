import { Acts } from './acts.ts'
import { differences } from './compare.ts'
import { Compliance } from './compliance.ts'
import { seeBackups, seeExports, seeFiles, seeLog, seeMails } from './files.ts'
import { Matter } from './matter.ts'
import type { Play } from './open.ts'
import * as see from './sights.ts'
import { Concern, counterDay, hourOf, People, prepare, recoveryKeyMade, Subpoena } from './week.ts'
import type { Sights, World } from './world.ts'

/** A world's week, a day at a time. */
export class Week {
  readonly world: World
  /** Who is here today. */
  people: People
  readonly #subpoena = new Subpoena()
  readonly #concern = new Concern()
  readonly #crawls: readonly number[]
  readonly #minutesFrom: number
  readonly #matters: readonly [Matter, Compliance]
  #base = 0n
  #day = 0

  /** @param crawls the days at whose end every page is looked at */
  constructor(
    world: World,
    {
      crawls,
      isServed,
      lifts,
      minutesFrom = Number.POSITIVE_INFINITY,
    }: Pick<Play, 'crawls' | 'isServed' | 'lifts' | 'minutesFrom'>,
  ) {
    this.world = world
    this.people = new People(world)
    this.#crawls = crawls
    this.#minutesFrom = minutesFrom
    const acts = new Acts(world, isServed)
    this.#matters = [new Matter(acts), new Compliance(acts, lifts)]
  }

  async begin(): Promise<void> {
    const { world } = this
    await prepare(world)
    await see.withClient(world, 'app', async (client) => {
      this.#base = await see.nextTransaction(client)
    })
    await world.tick()
  }

  /** Plays the next day, and says what could be seen in it and at its end. */
  async nextDay(): Promise<Sights> {
    const { world } = this
    const day = ++this.#day
    if (day >= this.#minutesFrom) world.everyMinutes = 1
    world.statements.take()
    await world.until(hourOf(day, 9))
    world.sees('statements of the night', see.statementsIn(world))
    const people = new People(world)
    await people.arrive()
    this.people = people
    await counterDay(world, people, day)
    if (day === 1) await Matter.setUp(people)
    await this.#subpoena.days[day]?.(people)
    await this.#concern.days[day]?.(people)
    for (const { days } of this.#matters) await days[day]?.(people)
    await world.until(hourOf(day, 10))
    if (day === 5) await recoveryKeyMade(world)
    await this.#look(people, day)
    const { sights } = world
    world.sights = new Map()
    return sights
  }

  async #look(people: People, day: number): Promise<void> {
    const { world } = this
    if (this.#crawls.includes(day)) {
      await people.arrive()
      const { reference } = this.#subpoena
      await see.seePages(world, people.all, {
        'cases reference': [reference, this.#concern.reference],
        month: ['2026-11'],
        number: ['1'],
      })
      await see.seeLists(world, people.all)
    }
    for (const role of ['app', 'worker'] as const) {
      await see.seeTables(world, role, this.#base)
      await see.seeCatalogue(world, role)
    }
    await see.seeEntries(world)
    await seeExports(world)
    seeFiles(world)
    if (day > 6) seeBackups(world)
    seeMails(world)
    seeLog(world)
  }
}

/** What was different in two weeks, by day. */
export function different(a: readonly Sights[], b: readonly Sights[]): string[] {
  return a.flatMap((sights, at) =>
    differences(sights, b[at] ?? new Map()).map((one) => `day ${at + 1}, ${one}`),
  )
}
