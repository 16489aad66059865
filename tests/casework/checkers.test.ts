import { afterAll, beforeAll, expect, test } from 'vitest'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { actors, plantOrder } from '../web/cases-planted.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { decide } from './decided-case.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

test('a Director who resets the sign-in of counsel is not the only one who could check a copy', async () => {
  const { house, time } = tested
  const { director, counsel } = await actors(tested)
  const reference = await plantOrder(tested)
  await decide(house.cases, director, reference, 'release')
  const made = await house.copies.collect(director, reference)
  if (typeof made === 'string' || !('copy' in made)) throw new Error('nothing was collected')
  const passphrase = 'Quail harbor 7 lantern moss'
  await resetSignIn(house, director, { id: counsel.accountId, passphrase })
  const heard = { copy: made.copy, counsel: 'Lou Brief', words: 'as it is' }
  const checked = await house.copies.checkHeard(director, reference, heard, time.now)
  expect(checked).toHaveProperty('refused')
})
