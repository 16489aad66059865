import type { Leak } from './leaks.ts'
import { different, Week } from './play.ts'
import { Statements } from './statements.ts'
import { type Sights, World } from './world.ts'

/** How a week is played. */
export type Play = {
  readonly isServed: boolean
  readonly days: number
  /** At the end of which days every page is looked at. */
  readonly crawls: readonly number[]
  readonly everyMinutes: number
  /** The first day from which on there is a tick each minute. */
  readonly minutesFrom?: number
  readonly leak?: Leak
  /** The gag ends on the eighth day, and is lifted on the ninth. */
  readonly lifts?: boolean
}

/** A week that was played, and what could be seen, by day. Its library goes on. */
export type Played = {
  readonly world: World
  readonly week: Week
  readonly sights: readonly Sights[]
  close(): Promise<void>
}

export async function played({ leak, everyMinutes, days, ...more }: Play): Promise<Played> {
  const statements = new Statements()
  const world = await World.open(statements, { everyMinutes, ...(leak && { leak }) })
  const close = async () => {
    statements.stop()
    await world.close()
  }
  try {
    const week = new Week(world, more)
    const sights: Sights[] = []
    await week.begin()
    for (let day = 1; day <= days; day++) sights.push(await week.nextDay())
    // Another world's listens next.
    statements.stop()
    return { world, week, sights, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same of a library that is not needed any more. */
export async function seen(play: Play): Promise<readonly Sights[]> {
  const { sights, close } = await played(play)
  await close()
  return sights
}

export { different }
