import { test } from 'vitest'
import { killRenewing } from './kill-rounds.ts'

test('killed at random while it writes the cells anew, a library has them all, each once, and their keys', async () => {
  await killRenewing(10)
})
