import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'
import { endSessionsOf } from '../../src/staff/session-store.ts'
import { recorded } from '../accounts/office.ts'
import { startHouse, type Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse, setUpGroup } from './sealed-house.ts'
import { someLibrary } from './some-library.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
beforeAll(async () => {
  tested = await startHouse()
  house = new SealedHouse(tested)
  clerk = await house.at('front-desk', 'desk')
  director = await house.at('office', 'director')
})
afterAll(() => tested?.close())

test('the list of what is to be set up says that a side is not, the same whether anything came or not', async () => {
  const isDone = async () => {
    await director.get('/set-up')
    const [task = ''] = /<a href="\/sealed\/set-up"[\s\S]*?<\/a>/.exec(director.html) ?? []
    expect(task).toContain('Set up sealed matters')
    return [task.includes('Done'), task]
  }
  const before = await isDone()
  await house.report(clerk)
  expect(await isDone()).toEqual(before)
  await setUpGroup(director, 'director')
  expect(await isDone()).toEqual(before)
  const president = await house.at('office', 'trustee')
  await setUpGroup(president, 'president')
  expect([before[0], (await isDone())[0]]).toEqual([false, true])
})

test('what is open is shut when its session ends: by signing out, here or everywhere, or as it ended elsewhere', async () => {
  const { openSessions } = tested.house
  const opened = async () => {
    const visitor = await house.at('office', 'counsel')
    await house.open(visitor)
    expect(openSessions.size).toBe(1)
    await visitor.get('/account')
    return visitor
  }
  await (await opened()).post('/sign-out')
  expect(openSessions.size).toBe(0)
  await (await opened()).post('/account/everywhere')
  expect(openSessions.size).toBe(0)
  // As from the command line: it ends in the database alone, and the next page that it asks for is of no session.
  const left = await opened()
  const { app, ring } = tested.house
  const counsel = await house.idOf('counsel')
  await app.transaction().execute((trx) => endSessionsOf(trx, ring, counsel))
  await left.get('/')
  expect(openSessions.size).toBe(0)
})

test('what a form is answered with is of one length, whether a paper says that nobody may be told or not', async () => {
  const lengthOf = async (answer: Response) => (await answer.clone().arrayBuffer()).byteLength
  const reports = [await house.report(clerk), await house.report(clerk, { secret: 'no' })]
  expect(clerk.text).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
  reports.push(await house.report(clerk, { came: '2099-01-01T10:00' }))
  expect(reports.map(({ status }) => status)).toEqual([200, 200, 422])
  expect(new Set(await Promise.all(reports.map(lengthOf))).size).toBe(1)

  const asked = async (paper: string, secret = 'no') => {
    await clerk.get('/ask')
    const brought = { who: 'officer', brought: 'paper' }
    const asks = { ...brought, paper, secret, wants: ['', 'loans'], checked: [''] }
    const answer = await clerk.post('/ask', asks)
    expect(clerk.html).toContain('carrel-reference')
    expect(clerk.html.trimEnd()).toMatch(/<\/html>$/)
    return lengthOf(answer)
  }
  expect(await asked('national-security-letter')).toBe(await asked('unread'))
  expect(await asked('unread', 'yes')).toBe(await asked('unread'))
})

test('the press that answers reports it too: paper in the open as a case, and paper under a nondisclosure order sealed', async () => {
  const { tested, house, clerk, director } = await SealedHouse.start()
  try {
    const references = async () => {
      await director.get('/cases')
      return new Set(
        [...director.html.matchAll(/\/cases\/((?:[2-9A-Z]{4}-){2}[2-9A-Z]{4})/g)].map(([, one]) => one),
      )
    }
    const officer = { who: 'officer', brought: 'paper', paper: 'unread', wants: ['', 'loans'] }
    await clerk.get('/ask')
    await clerk.post('/ask', { ...officer, secret: 'no' })
    const open = clerk.text
    const [reference] = await references()
    expect(open).toContain(`A case was opened. Its number: ${reference}`)
    // Sealed: no case, no mail, and the same section of the same page, without the reference of a case.
    await clerk.get('/ask')
    await clerk.post('/ask', { ...officer, secret: 'yes' })
    const sealed = clerk.text
    expect(await references()).toEqual(new Set([reference]))
    for (const page of [open, sealed]) {
      expect(page).toContain('Now call the Director and the City’s lawyer')
      expect(page).toContain('Add the requester’s details')
    }
    expect(sealed).not.toContain('Written down')
    // What was answered waits for those who may know of it, whole.
    await house.open(director)
    expect(director.text).toContain('What someone has checked out')
  } finally {
    await tested.close()
  }
})

test('an officer without paper is a line in the Director’s list, noted once, and no case', async () => {
  const form = '0b0f2f3e-0000-4000-8000-00000000000a'
  const officer = { who: 'officer', brought: 'nothing', wants: ['', 'loans'], form }
  await director.get('/cases')
  const before = [...director.html.matchAll(/href="\/cases\/[2-9A-Z]{4}-/g)].length
  for (let twice = 0; twice < 2; twice++) {
    await clerk.get('/ask')
    await clerk.post('/ask', officer)
  }
  await director.get('/cases')
  expect([...director.html.matchAll(/href="\/cases\/[2-9A-Z]{4}-/g)].length).toBe(before)
  expect(director.text).toContain('Officers who asked without a legal paper')
  expect([...director.text.matchAll(/· Front desk/g)].length).toBe(1)
})

test('the intake is written again whether what is left is kept, does not fit any more, or has no side to go to', async () => {
  const { compartments, setUp } = await someLibrary()
  const written = vi.spyOn(SlotFolder.prototype, 'replaceIntake')
  try {
    const left: [string, number][] = []
    const leave = async () => {
      written.mockClear()
      left.push([await compartments.leave('director', { wants: 'x' }, 'desk'), written.mock.calls.length])
    }
    await leave()
    await setUp()
    for (let nth = 0; nth < 4; nth += 1) await leave()
    expect(left).toEqual([['not-set-up', 1], ...new Array(3).fill(['kept', 1]), ['full', 1]])
  } finally {
    written.mockRestore()
  }
})

/** Someone outside reports a paper, and the Director reaches them. @returns the report's id */
async function calledBack({ house: { publicReports } }: Tested, whoever: Visitor): Promise<string> {
  const id = randomUUID()
  await publicReports.add(id, { what: 'handed', name: 'Quillon Sherwoody', phone: '308-555-0199' })
  await whoever.get('/cases/outside')
  await whoever.post('/cases/outside/called', { id, reached: 'yes' })
  return id
}
const secretPaper = { who: 'officer', secret: 'yes', about: 'no' }

test('a report from outside goes once the sealed way has kept it, and stays in the list where there is no room', async () => {
  const { tested, house, director } = await SealedHouse.start()
  try {
    const isListed = async (id: string) => {
      await director.get('/cases/outside')
      return director.html.includes(id)
    }
    // Three boxes are one person's, until somebody takes in what they left.
    for (let nth = 0; nth < 3; nth += 1) {
      const id = await calledBack(tested, director)
      await director.post('/cases/outside/open', { id, ...secretPaper })
      expect(await isListed(id)).toBe(false)
    }
    const last = await calledBack(tested, director)
    await director.post('/cases/outside/open', { id: last, ...secretPaper })
    expect(director.text).toContain('This page does not say whether what you typed was saved.')
    expect(await isListed(last)).toBe(true)
    expect(director.text).toContain('Quillon Sherwoody')
    // Once there is room again it goes, and nothing of it was lost.
    await house.open(director)
    await house.take(director)
    await director.get('/cases/outside')
    await director.post('/cases/outside/open', { id: last, ...secretPaper })
    expect(await isListed(last)).toBe(false)
  } finally {
    await tested.close()
  }
})

test('a report that was kept sealed leaves the same log entries as one that was ended', async () => {
  const { tested, director } = await SealedHouse.start()
  try {
    const kinds = async () => {
      const all = await recorded(tested.it, tested.house.ring)
      return all.map(({ kind, flags = [] }) => [kind, ...flags].join(' ')).sort()
    }
    const addedBy = async (path: string, fields: Readonly<Record<string, string>>) => {
      const before = await kinds()
      await director.post(path, fields)
      return added(before, await kinds())
    }
    const [one, other] = [await calledBack(tested, director), await calledBack(tested, director)]
    const sealed = await addedBy('/cases/outside/open', { id: one, ...secretPaper })
    expect(sealed).toEqual(['public-report-ended', 'public-report-view'])
    expect(await addedBy('/cases/outside/end', { id: other })).toEqual(sealed)
  } finally {
    await tested.close()
  }
})

/** What is in the second list and not in the first, each as often as it is. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before]
  return after.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
