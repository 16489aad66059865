import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Played, played } from './open.ts'
import { isWithin, pagesTimed, times } from './timing.ts'

/** Three days are enough: somebody was served, and what came was taken in. */
const short = { days: 3, crawls: [], everyMinutes: 360 }
const measured = { pairs: 2000, clock: 'wall' } as const

let served: Played
let abandoned: Played
beforeAll(async () => {
  served = await played({ ...short, isServed: true })
  abandoned = await played({ ...short, isServed: false })
})
afterAll(async () => {
  await served?.close()
  await abandoned?.close()
})

test('a page takes the same time in two worlds, by the clock on the wall', async () => {
  for (const [what, interval] of await times(served, abandoned, measured)) {
    console.log(`${what}: ${said(interval)}`)
    expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, true])
  }
})

test('takes the same time: two thousandths of a second more would show', async () => {
  const one = { ...measured, plantedMs: 2, pages: pagesTimed.slice(0, 1) }
  for (const [what, interval] of await times(served, abandoned, one)) {
    console.log(`${what}, 2 ms later: ${said(interval)}`)
    expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, false])
  }
})

const said = ({
  from,
  median,
  to,
}: {
  readonly from: number
  readonly median: number
  readonly to: number
}) => `from ${from.toFixed(3)} ms, median ${median.toFixed(3)} ms, to ${to.toFixed(3)} ms`
