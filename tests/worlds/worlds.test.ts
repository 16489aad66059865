import { afterEach, expect, test } from 'vitest'
import { playBoth, Week } from './play.ts'
import { Statements } from './statements.ts'
import { World } from './world.ts'

const opened: World[] = []
let statements: Statements
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close()
  statements.stop()
})

test('a world looks like itself', async () => {
  statements = new Statements()
  for (let nth = 0; nth < 2; nth++) opened.push(await World.open(statements, { everyHours: 6 }))
  const [a, b] = opened.map((world) => new Week(world, { crawls: [1], isServed: false }))
  const found = await playBoth(a as Week, b as Week, 7)
  expect(found.slice(0, 3)).toEqual([])
}, 600_000)
