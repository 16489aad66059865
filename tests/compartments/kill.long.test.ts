import { test } from 'vitest'
import { killRenewing } from './kill-rounds.ts'

test('two hundred kills while the cells are written anew lose nothing', async () => {
  await killRenewing(200)
})
