import { test } from 'vitest'
import { killRenewing, killTaking } from './kill-rounds.ts'

test('two hundred kills while the cells are written again lose nothing', async () => {
  await killRenewing(200)
})

test('two hundred kills while matters are taken in, joined and freed leave each of them once', async () => {
  await killTaking(200)
})
