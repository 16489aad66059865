import { SeededRandom } from '../../src/import/invented-library.ts'
import type { Played } from './open.ts'

/** What is measured: time as it goes by, or, for a machine that has much else to do, this process's own work. */
export const clocks = {
  wall: () => performance.now(),
  work: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
} as const

/** How long something takes in two worlds, asked by turns, so that whatever else the machine does falls on both. */
export async function timedPairs(
  pairs: number,
  now: () => number,
  [a, b]: readonly [a: () => Promise<unknown>, b: () => Promise<unknown>],
): Promise<number[]> {
  const took = async (work: () => Promise<unknown>) => {
    const began = now()
    await work()
    return now() - began
  }
  const differences: number[] = []
  for (let nth = -20; nth < pairs; nth++) {
    const first = nth % 2 === 0 ? a : b
    const one = await took(first)
    const other = await took(first === a ? b : a)
    // Those before the first are for both to be warm.
    if (nth >= 0) differences.push(first === a ? one - other : other - one)
  }
  return differences
}

export type Interval = { readonly from: number; readonly median: number; readonly to: number }

/** The median, and in what interval it lies by 95 of 100 samples that are drawn from the same values. */
export function medianOf(values: readonly number[], samples = 1000): Interval {
  const random = new SeededRandom(1)
  const medians = Float64Array.from({ length: samples }, () =>
    median(Float64Array.from(values, () => values[random.whole(0, values.length - 1)] ?? 0)),
  ).sort()
  const at = (share: number) => medians[Math.round(share * (samples - 1))] ?? 0
  return { from: at(0.025), median: median(Float64Array.from(values)), to: at(0.975) }
}

function median(values: Float64Array): number {
  const sorted = values.sort()
  const half = sorted.length >> 1
  const above = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? above : ((sorted[half - 1] ?? 0) + above) / 2
}

/** `plantedMs`: by how much the first library is slowed down. */
type Measured = {
  readonly pairs: number
  readonly clock: keyof typeof clocks
  readonly plantedMs?: number
  readonly pages?: readonly (readonly [who: string, path: string])[]
}

/** For people who are told of no matter, for a Director who opened nothing, and for anyone outside. */
export const pagesTimed: readonly (readonly [who: string, path: string])[] = [
  ['desk', '/'],
  ['director', '/cases'],
  ['director', '/sealed'],
  ['customer', '/me/seen'],
  ['nobody', '/served'],
  ['nobody', '/privacy/requests'],
]

/** How much longer pages take in the first of two libraries, in milliseconds. */
export async function times(
  a: Played,
  b: Played,
  { pairs, clock, plantedMs = 0, pages = pagesTimed }: Measured,
): Promise<[string, Interval][]> {
  const all: [string, Interval][] = []
  for (const { week } of [a, b]) await week.people.arrive()
  for (const [who, path] of pages) {
    const [here, there] = [a, b].map(({ week }) => week.people.of(who))
    const slowly = async () => {
      const until = performance.now() + plantedMs
      while (performance.now() < until);
      return here?.get(path)
    }
    const differences = await timedPairs(pairs, clocks[clock], [slowly, async () => there?.get(path)])
    all.push([`${who}: GET ${path}`, medianOf(differences)])
  }
  return all
}

export const isWithin = ({ from, to }: Interval, ms: number): boolean => from >= -ms && to <= ms
