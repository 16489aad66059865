import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longWork, reportLongWork, type WorkReporter } from '../../src/platform/jobs/long-work-store.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

const now = () => tested.time.now
const reported = <T>(kind: 'import' | 'backup', work: (report: WorkReporter) => Promise<T>) =>
  reportLongWork({ db: tested.it.database.worker, kind, now }, work)
const found = (kind: 'import' | 'backup' | 'check') => longWork(tested.it.database.app, kind, now())

/** Work that goes on until it is let go. */
function held() {
  let letGo = () => {}
  const waits = new Promise<void>((settle) => {
    letGo = settle
  })
  return { waits, letGo }
}

/** As a program leaves it that was killed. */
async function killed(kind: 'import' | 'backup' | 'check'): Promise<void> {
  const row = { begun_at: now(), seen_at: now(), done: 5n, total: 10n, rows: 3n, ended: null }
  await tested.it.database.worker
    .insertInto('long_work')
    .values({ kind, ...row })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute()
}

async function director(): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn('director')
  return visitor
}

describe('how far long work is', () => {
  test('is saved at most once a second, however often it is told, and how it ended', async () => {
    const { waits, letGo } = held()
    let written = 0
    const { worker } = tested.it.database
    const db = new Proxy(worker, {
      get(of, name) {
        if (name === 'insertInto') written += 1
        const value = Reflect.get(of, name) as unknown
        return typeof value === 'function' ? value.bind(of) : value
      },
    })
    const begun = performance.now()
    const work = reportLongWork({ db, kind: 'import', now }, async (report) => {
      while (performance.now() - begun < 2300) {
        for (let nth = 0; nth < 1000; nth++) report({ done: nth, total: 2000, rows: nth })
        await sleep(5)
      }
      report({ done: 1500, total: 2000, rows: 1500 })
      await waits
    })
    await expect.poll(async () => (await found('import'))?.done, { timeout: 30_000 }).toBe(1500n)
    expect(await found('import')).toMatchObject({ as: 'running', total: 2000n, rows: 1500n })
    letGo()
    await work
    // One at the beginning, one a second, and one at the end.
    expect(written).toBeLessThanOrEqual(3 + (performance.now() - begun) / 1000)
    expect(await found('import')).toMatchObject({ as: 'done' })
    await expect(reported('import', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await found('import')).toMatchObject({ as: 'failed' })
  })

  test('is that it stopped, once nothing was heard of it for a minute', async () => {
    await killed('backup')
    expect(await found('backup')).toMatchObject({ as: 'running' })
    tested.time.now = new Date(now().getTime() + 61_000)
    expect(await found('backup')).toMatchObject({ as: 'stopped' })
  })
})

describe('the pages of imports and backups', () => {
  test.each([
    ['/imports', 'import', 'An import is running'],
    ['/backups', 'backup', 'A backup is being made'],
  ] as const)(
    '%s says how far it is, asks again by itself until someone stops that, and no longer than it runs',
    async (path, kind, says) => {
      const visitor = await director()
      const { waits, letGo } = held()
      const work = reported(kind, async (report) => {
        report({ done: 3 * 2 ** 20, total: 12 * 2 ** 20, rows: 700 })
        await waits
      })
      await expect.poll(async () => (await found(kind))?.done, { timeout: 30_000 }).toBe(BigInt(3 * 2 ** 20))
      const shown = await visitor.get(path)
      expect(visitor.text).toContain(says)
      expect(visitor.text).toMatch(/25% done\..*3 of (?:about )?12 MB/)
      expect(visitor.html).toMatch(/<progress[^>]*max="100"[^>]*value="25"/)
      expect(visitor.text).toContain('It has taken 0 seconds so far')
      // As a page that closes itself does: what asks by itself keeps no session alive.
      expect(shown.headers.get('refresh')).toBe(`5; url=${path}?closed`)
      const still = await visitor.get(`${path}?still`)
      expect(still.headers.get('refresh') ?? '').not.toContain(path)
      expect(visitor.text).toContain('This page does not update by itself. Update now')
      tested.time.now = new Date(now().getTime() + 65_000)
      letGo()
      await work
      const ended = await visitor.get(path)
      expect(ended.headers.get('refresh') ?? '').not.toContain(`url=${path}`)
      expect(visitor.text).not.toContain(says)
      expect(visitor.text).toContain('It took 1 minute 5 seconds.')
    },
  )

  test('say that it stopped, after a kill', async () => {
    for (const kind of ['import', 'backup', 'check'] as const) await killed(kind)
    tested.time.now = new Date(now().getTime() + 61_000)
    const visitor = await director()
    for (const path of ['/imports', '/backups', '/register/check']) {
      await visitor.get(path)
      expect(visitor.text).toContain('It stopped before it was finished')
    }
  })
})
