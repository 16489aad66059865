import { resolve } from 'node:path'
import { Gate } from '../src/gate/gate.ts'
import { NameIndex } from '../src/gate/patron-name.ts'
import { sealedPatronNames } from '../src/gate/patron-store.ts'
import { searchLimit } from '../src/gate/request.ts'
import { firstNames, inventBlock, surnames } from '../src/import/invented-library.ts'
import { systemClock } from '../src/platform/clock.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { loadPack } from '../src/policy/pack.ts'
import { readPackFolder } from '../src/policy/pack-folder.ts'
import { unhurried } from '../tests/support/unhurried.ts'
import { importedLibrary, seed, today } from './imported-library.ts'
import { type BenchRow, percentile } from './row.ts'

const finds = Number(process.env['CARREL_BENCH_FINDS'] ?? 3000)
const [few, many] = [10_000, Number(process.env['CARREL_BENCH_LARGE'] ?? 1_000_000)] as const
const actor = { accountId: 'bench', role: 'desk', place: 'front-desk' } as const

type Counter = {
  readonly gate: Gate
  readonly database: Database
  readonly names: NameIndex
  readonly card: (at: number) => string
}
/** What runs before the clock, and what is timed. */
type Find = (
  counter: Counter,
  at: number,
) => () => Promise<{ told: readonly unknown[]; listed: readonly unknown[] }>

/** The ways to find a patron; the most common surnames come first in the list they are invented from. */
const waysOf = (names: readonly string[]): Readonly<Record<string, Find>> => ({
  'by card': ({ gate, card }, at) => {
    const patron = { card: card(at) }
    return () => gate.view({ actor, patron })
  },
  'by surname and initial':
    ({ gate }, at) =>
    () =>
      gate.search({ actor, name: names[at % names.length] ?? '' }),
  'by one of the ten commonest surnames':
    ({ gate }, at) =>
    () =>
      gate.search({ actor, name: surnames[at % 10] ?? '' }),
})

/**
 * Surnames with an initial that fill the list in every library. Why not whole names: each listed patron is read, opened and
 * recorded, and a whole name lists one or two of a small library and twenty of a large one, which would measure that number.
 */
function namesOfMany(counters: readonly Counter[]): readonly string[] {
  const initials = [...new Set(firstNames.map((name) => name.slice(0, 1)))]
  return surnames
    .flatMap((surname) => initials.map((initial) => `${surname} ${initial}`))
    .filter((name) =>
      counters.every(({ names }) => names.search(name, searchLimit).ids.length === searchLimit),
    )
}

/**
 * Finding a patron at the counter, through the gate and its durable record, alternately in a small and a large library in one
 * process: the cost must not grow with the number of patrons.
 */
export async function run(): Promise<BenchRow[]> {
  const counters = [await openCounter(few), await openCounter(many)] as const
  try {
    const rows: BenchRow[] = []
    for (const [way, find] of Object.entries(waysOf(namesOfMany(counters))))
      rows.push(...(await compare(way, find, counters)))
    return rows
  } finally {
    for (const { database } of counters) await database.close()
  }
}

async function openCounter(patrons: number): Promise<Counter> {
  const { home } = await importedLibrary(patrons)
  const database = await openDatabase(home, { exclusive: true })
  const ring = new KeyRing(home.keysDir)
  const names = new NameIndex()
  await names.build(ring, sealedPatronNames(database.app))
  const pack = unhurried(
    loadPack(readPackFolder(resolve(import.meta.dirname, '..', 'policies', 'jensen-mgt-1'))),
  )
  const gate = new Gate({ app: database.app, ring, pack, names, clock: systemClock(pack.timeZone) })
  return { gate, database, names, card: (at) => cardOf(at, patrons) }
}

/** A card of the invented library, the same for the same `at`, spread over all of it. */
function cardOf(at: number, patrons: number): string {
  const blocks = Math.floor(patrons / 12)
  return inventBlock(seed, (at * 7919) % blocks, today)[at % 12]?.columns['cardnumber'] ?? ''
}

async function compare(way: string, find: Find, counters: readonly [Counter, Counter]): Promise<BenchRow[]> {
  const taken: [number[], number[]] = [[], []]
  const listed: [number, number] = [0, 0]
  for (let at = 0; at < finds; at++) {
    // Why: they alternate, each first as often as the other, so that other work of the machine affects both alike.
    for (const which of at % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const work = find(counters[which], at)
      const began = performance.now()
      const { told, listed: names } = await work()
      const ms = performance.now() - began
      if (at >= finds / 10) taken[which].push(ms)
      listed[which] += told.length + names.length
    }
  }
  // A find that lists more patrons in one library would compare something else.
  const asMany = listed[0] > 0 && listed[0] === listed[1]
  const each = Number((listed[1] / finds).toPrecision(3))
  return ([0.5, 0.99] as const).map((p) => {
    const [peerValue, value] = [percentile(taken[0], p), percentile(taken[1], p)]
    return {
      name: `find ${way} (lists ${each}), ${many.toLocaleString('en-US')} patrons, p${p * 100}`,
      value,
      unit: 'ms',
      peer: `${few.toLocaleString('en-US')} patrons`,
      peerValue,
      ratio: value / peerValue,
      bound: 'at most 1.3 ×',
      ok: asMany && value / peerValue <= 1.3,
    }
  })
}
