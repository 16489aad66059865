import { expect, test } from 'vitest'
import { isDaily } from '../scope.ts'
import { removeHome } from '../support/database.ts'
import { Rounds } from './rounds.ts'
import { makeSmallLibrary } from './small-library.ts'

/** Why one every day: each takes a whole start, and no two are alike. */
const rounds = isDaily ? 1 : 2

test('killed at random under load, a library loses nothing that it acknowledged, and starts by itself', async () => {
  const { CRASH_SEED: seed = String(Date.now()) } = process.env
  const library = await makeSmallLibrary()
  const killed = new Rounds(library, seed)
  await killed.run(rounds)
  expect(killed.tally).toMatchObject({ rounds })
  // How many were acknowledged before each kill is up to how busy the machine is.
  expect(killed.tally.entries).toBeGreaterThan(0)
  removeHome(library.home)
}, 600_000)
