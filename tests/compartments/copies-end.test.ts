import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import { takeAll } from '../casework/decided-case.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start())
})
afterAll(() => tested?.close())

async function keptIn(reference: string) {
  const { log, file } = await house.opened(director).read(reference)
  const { copies, events } = file as SealedCase
  return {
    copies: copies.map(({ id }) => id),
    ended: events.filter(({ what }) => what === 'preservation-ended').length,
    byProgram: log.filter(({ entry }) => entry.actor === 'system').length,
  }
}

describe('a copy in a sealed matter that ends by a day', () => {
  test('ends once its day has come: when the matter is opened, and before anything else is done in it', async () => {
    const services = tested.house
    const reference = await house.takenIn({ clerk, director, counsel })
    const theDirector = house.actor(director, 'director')
    await takeAll(services, reference, [
      [theDirector, { what: 'paper-read', instrument: 'fisa-order', federal: true, nondisclosure: true }],
    ])
    const scope = { subjects: [tested.parent], records: ['loans'] } as const
    const until = ['2026-11-27', '2026-11-28']
    const made: string[] = []
    for (const day of until) {
      const copy = await services.copies.preserve(theDirector, reference, scope, day)
      if (typeof copy === 'string' || 'refused' in copy) throw new Error(JSON.stringify(copy))
      made.push(copy.copy)
    }
    expect(await keptIn(reference)).toEqual({ copies: made, ended: 0, byProgram: 0 })

    tested.time.now = new Date('2026-11-27T15:00:00Z')
    tested.time.today = '2026-11-27'
    director = await house.at('office', 'director')
    await house.open(director)
    expect(await keptIn(reference)).toEqual({ copies: made.slice(1), ended: 1, byProgram: 1 })

    tested.time.today = '2026-11-28'
    const again = house.actor(director, 'director')
    await takeAll(services, reference, [[again, { what: 'noted', words: 'one more' }]])
    expect(await keptIn(reference)).toEqual({ copies: [], ended: 2, byProgram: 2 })
  })
})
