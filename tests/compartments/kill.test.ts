import { test } from 'vitest'
import { killRenewing, killTaking } from './kill-rounds.ts'

test('killed at random while it writes the cells again, a library has them all, each once, and their keys', async () => {
  await killRenewing(10)
})

test('killed at random while matters are taken in, joined and freed, it has each of them once', async () => {
  await killTaking(6)
}, 120_000)
