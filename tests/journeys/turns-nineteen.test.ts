import { expect } from 'vitest'

import { comingOfAgeStep } from '../../src/patrons/guardians.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { plant } from '../support/planted.ts'
import { plantPin } from '../support/planted-pin.ts'
import type { Tested } from '../web/house.ts'
import { journey, type Library, type Person } from './journey.ts'

const mother = '25000000000001'
const teenager = '25000000000002'

journey('a teenager turns nineteen', 18_550, async (library) => {
  const { isOnFile, choosesPin } = await family(library)
  const { time } = library.tested

  // The day before: no opinion of counsel is in the policy, so she hears nothing, from the Director either.
  const director = await library.staff('director', 'front-desk')
  await asks(director)
  await director.press('Show statement')
  expect(await director.reads()).toContain(
    'This person is eighteen. The Director must ask legal counsel first.',
  )
  expect(await director.reads()).not.toContain('Wren Overdue')
  await director.look('counsel-first')
  expect(await director.reads()).toContain(
    'The policy has no opinion of legal counsel about someone of this age',
  )
  // A letter neither.
  await openGuardians(director)
  await director.press('Letter')
  expect(await director.reads()).toContain(
    'The policy has no opinion of legal counsel about someone of this age',
  )
  await director.look('letter')

  // The form is open as the day begins: nothing comes of it.
  await asks(director)
  time.today = '2026-11-25'
  await director.press('Show statement')
  expect(await director.heading()).toBe('Do not tell them anything')
  expect(await director.reads()).not.toContain('Wren Overdue')
  await director.look('refused')
  await director.goTo('/counter')
  await director.scan(teenager)
  expect(await director.heading()).toBe('Ben Wren')
  expect(await director.reads()).not.toMatch(/Show guardians|A parent is asking/)
  expect(await director.reads()).not.toContain('Ada')
  await director.look('of-age')

  // In the night the row goes, and it is nobody's to bring back.
  expect(await isOnFile()).toBe(true)
  await night(library.tested)
  expect(await isOnFile()).toBe(false)
  await director.leave()

  // The account is Ben's own, and so is the PIN that he chooses now: the one before was a child's.
  await choosesPin()
  const ben = await library.customer(teenager)
  expect(await ben.heading()).toBe('Ben Wren')
  expect(await ben.reads()).toContain('Wren Overdue')
  expect(await ben.reads()).not.toContain('Ada')
  await ben.look('own-page')
  await ben.leave()
})

async function openGuardians(director: Person): Promise<void> {
  await director.goTo('/counter')
  await director.scan(teenager)
  await director.press('Show guardians')
}

/** The mother is here, and asks for the statement. */
async function asks(director: Person): Promise<void> {
  await openGuardians(director)
  await director.press('Statement for a guardian')
  await director.choose('They are here, and I saw their photo ID')
  await director.fill('First and last name', 'Ada Wren')
}

/** A mother who signed for a son who is eighteen until midnight. `isOnFile`: whether she is still on his file. */
async function family({ tested: { house, it } }: Library) {
  const ada = await plant(it.database, house.ring, { surname: 'Wren', firstName: 'Ada', card: mother })
  const ben = await plant(it.database, house.ring, {
    ...{ surname: 'Wren', firstName: 'Ben', card: teenager, born: '2007-11-25' },
    loans: [{ title: 'Wren Overdue', dueOn: '2026-11-01' }],
    guarantor: { id: ada, liable: true },
  })
  const choosesPin = () => plantPin(house, ben)
  await choosesPin()
  const isOnFile = async () => {
    const rows = await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('guarantor').select('id').where('guarantee_id', '=', ben).execute(),
    )
    return rows.length > 0
  }
  return { isOnFile, choosesPin }
}

async function night({ house, it }: Tested): Promise<void> {
  const step = comingOfAgeStep({ app: house.app, ring: house.ring, gate: house.gate, clock: house.clock })
  await runDailyJobs(it.database, [step], house.clock.today(), (_name, error) => {
    throw error
  })
}
