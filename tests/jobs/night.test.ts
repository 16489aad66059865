import { afterAll, beforeAll, expect, test } from 'vitest'
import { withLock } from '../../src/platform/db/locks.ts'
import { type DailyJob, runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
beforeAll(async () => {
  it = await startTestDatabase()
})
afterAll(() => it.close())

function counted(name: string, run: () => void = () => {}): DailyJob & { days: string[] } {
  const days: string[] = []
  return {
    name,
    days,
    async run(day) {
      days.push(day)
      run()
    },
  }
}
const never = (step: string, error: unknown) => {
  throw new Error(`${step} failed: ${error}`)
}

test('each step is done once a day, and on the next day again', async () => {
  const step = counted('once')
  for (const day of ['2026-11-24', '2026-11-24', '2026-11-25'])
    await runDailyJobs(it.database, [step], day, never)
  expect(step.days).toEqual(['2026-11-24', '2026-11-25'])
})

test('days on which the computer was off are not made up for, and a clock set back over midnight does nothing twice', async () => {
  const step = counted('skips')
  for (const day of ['2026-11-24', '2026-12-24', '2026-12-23', '2026-12-24']) {
    await runDailyJobs(it.database, [step], day, never)
  }
  expect(step.days).toEqual(['2026-11-24', '2026-12-24'])
})

test('a clock that was years ahead or years behind for a while leaves out no night once it is right', async () => {
  const step = counted('right again')
  const days = [
    '2026-11-24',
    '2036-01-01',
    '2026-11-24',
    '2026-11-25',
    '2000-01-01',
    '2000-01-02',
    '2026-11-26',
  ]
  for (const day of days) for (const _ of ['', 'again']) await runDailyJobs(it.database, [step], day, never)
  expect(step.days).toEqual(days)
})

test('a step that fails keeps no later step from its turn, and is tried again', async () => {
  let broken = true
  const failing = counted('failing', () => {
    if (broken) throw new Error('the disk is full')
  })
  const later = counted('later')
  const failures: string[] = []
  const failed = (step: string) => void failures.push(step)
  expect(await runDailyJobs(it.database, [failing, later], '2026-11-24', failed)).toEqual(['later'])
  broken = false
  expect(await runDailyJobs(it.database, [failing, later], '2026-11-24', failed)).toEqual(['failing'])
  expect(failures).toEqual(['failing'])
})

test('two processes on one database do not do the night at once', async () => {
  const step = counted('alone')
  await withLock(it.database, 'night', async () => {
    expect(await runDailyJobs(it.database, [step], '2026-11-24', never)).toEqual([])
  })
  expect(await runDailyJobs(it.database, [step], '2026-11-24', never)).toEqual(['alone'])
})
