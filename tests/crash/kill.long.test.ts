import { expect, test } from 'vitest'
import { removeHome } from '../support/database.ts'
import { Rounds } from './rounds.ts'
import { makeSmallLibrary } from './small-library.ts'

const rounds = 300
/** Libraries that are killed beside each other, each by itself: as many as the smallest machine has cores. */
const lanes = 2

test(`killed at ${rounds} random moments under load, no library loses what it acknowledged`, async () => {
  const { CRASH_SEED: seed = String(Date.now()) } = process.env
  const of = Array.from({ length: lanes }, async (_, lane) => {
    const library = await makeSmallLibrary()
    const killed = new Rounds(library, `${seed}/${lane}`, (line) => process.stdout.write(`${line}\n`))
    await killed.run(rounds / lanes)
    removeHome(library.home)
    return killed.tally
  })
  const tallies = await Promise.all(of)
  const sum = (which: 'rounds' | 'pages' | 'entries' | 'restarts') =>
    tallies.reduce((total, tally) => total + tally[which], 0)
  const longest = Math.max(...tallies.map(({ longestRestartMs }) => longestRestartMs))
  process.stdout.write(
    `${sum('rounds')} kills, ${sum('pages')} pages shown, ${sum('entries')} entries held, 0 lost; ${sum('restarts')} restarts, the longest ${longest} ms\n`,
  )
  expect(sum('rounds')).toBe(rounds)
  expect(sum('entries')).toBeGreaterThan(10 * rounds)
})
