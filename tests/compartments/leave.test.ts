import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeAccountRole, endActingDirector, nameActingDirector } from '../../src/staff/accounts.ts'
import { actingTermsFrom } from '../../src/staff/officer-store.ts'
import { byNobody } from '../accounts/office.ts'
import { takeAll } from '../casework/decided-case.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { everyRowOf } from './every-row.ts'
import { SealedHouse } from './sealed-house.ts'
import { smallLibrary } from './small-library.ts'

/*
 * An acting Director, and people who had an office once, against sealed matters: each may open what they were given, for as
 * long as they were given it, and can neither lengthen that nor keep out the Director.
 */

const firstDay = '2026-11-24'
const lastDay = '2026-11-30'

let tested: Tested
let house: SealedHouse
let director: Visitor
let counsel: Visitor
let acting: Visitor
let actingId = ''
let sealed = ''
beforeAll(async () => {
  const started = await SealedHouse.start()
  ;({ tested, house, director, counsel } = started)
  sealed = await house.takenIn(started)
  actingId = await house.idOf('volunteer')
  await takeAll(tested.house, sealed, [
    [
      house.actor(director, 'director'),
      { what: 'paper-read', instrument: 'subpoena', federal: true, nondisclosure: true },
    ],
  ])
})
afterAll(() => tested?.close())

beforeEach(() => on(firstDay, '15:00'))

const on = (day: string, at: string) =>
  Object.assign(tested.time, { now: new Date(`${day}T${at}:00Z`), today: day })

/** The Board names someone, the Director hands over, and they open it and acknowledge the order. */
async function handedOver(): Promise<void> {
  const { app, ring } = tested.house
  for (const { id } of await actingTermsFrom(app, ring, firstDay))
    await endActingDirector(tested.house, byNobody, id)
  acting = await house.at('office', 'volunteer')
  const named = await nameActingDirector(tested.house, byNobody, { accountId: actingId, firstDay, lastDay })
  expect(named).toBe('named')
  director = await house.at('office', 'director')
  await house.open(director)
  const handed = await director.post('/sealed/people/clear', { account: actingId, side: 'director' })
  expect(handed.status).toBe(303)
  await house.open(acting)
  await house.bind(acting, sealed)
  expect(acting.text).toContain('Agent Vexillum')
}

/** What the matter says of someone's access, to the Director. */
async function grantOf(account: string) {
  await house.open(director)
  const it = await house.opened(director).read(sealed)
  return it.cleared.find((one) => one.account === account)
}

describe('someone who acts for the Director', () => {
  test('sees nothing more once midnight ends the leave, in a session that stays open and wrote last', async () => {
    await handedOver()
    const note = { reference: sealed, words: 'Called the clerk of the court.' }
    on(lastDay, '23:58')
    acting = await house.at('office', 'volunteer')
    await house.open(acting)
    await acting.get(`/sealed/matter/${sealed}`)
    // What is written last is kept in memory, to be read once more.
    await acting.post('/sealed/matter/note', note)
    const open = house.opened(acting)
    on('2026-12-01', '00:01')
    await expect(open.read(sealed)).rejects.toThrow('no such compartment is open')
    await acting.get(`/sealed/matter/${sealed}`)
    expect(acting.text).not.toContain('Agent Vexillum')
    expect(house.keyOf(acting)).toBeUndefined()
  })

  test('cannot grant themselves the matter for longer than the leave', async () => {
    await handedOver()
    await acting.get(`/sealed/matter/${sealed}`)
    await acting.post('/sealed/matter/clear', { reference: sealed, account: actingId })
    expect((await grantOf(actingId))?.until).toBe(lastDay)
  })

  test('is handed to, let into a matter and taken off, and no row of any table or line of the log is another for it', async () => {
    await handedOver()
    await house.open(director)
    await director.get(`/sealed/matter/${sealed}`)
    const account = await house.idOf('desk')
    await house.at('office', 'desk')
    const [before, lines] = [await everyRowOf(tested), tested.logged.length]
    for (const [path, fields] of [
      ['/sealed/people/clear', { account: actingId, side: 'director' }],
      ['/sealed/matter/clear', { account, reference: sealed }],
      ['/sealed/matter/revoke', { account, reference: sealed }],
      ['/sealed/people/revoke', { account: actingId, side: 'director' }],
    ] as const) {
      await director.get('/sealed')
      expect((await director.post(path, fields)).status, path).toBe(303)
    }
    expect([await everyRowOf(tested), tested.logged.length]).toEqual([before, lines])
  })

  test('keeps what they had of their own, and may get a matter before a leave that has not begun', async () => {
    const account = await house.idOf('trustee')
    await house.at('office', 'trustee')
    const days = { accountId: account, firstDay: '2026-12-07', lastDay: '2026-12-11' }
    expect(await nameActingDirector(tested.house, byNobody, days)).toBe('named')
    director = await house.at('office', 'director')
    const grant = async () => {
      await house.open(director)
      await director.get(`/sealed/matter/${sealed}`)
      expect((await director.post('/sealed/matter/clear', { reference: sealed, account })).status).toBe(303)
      return (await grantOf(account))?.until
    }
    expect(await grant()).toBeUndefined()
    on('2026-12-07', '15:00')
    director = await house.at('office', 'director')
    expect(await grant()).toBeUndefined()
    expect((await director.post('/sealed/matter/revoke', { reference: sealed, account })).status).toBe(303)
    expect(await grant()).toBe('2026-12-11')
  })

  test('cannot take the Director’s own access, to a matter or to what comes', async () => {
    await handedOver()
    const account = await house.idOf('director')
    await acting.get(`/sealed/matter/${sealed}`)
    expect((await acting.post('/sealed/matter/revoke', { reference: sealed, account })).status).toBe(422)
    await acting.get('/sealed/people/director')
    expect((await acting.post('/sealed/people/revoke', { side: 'director', account })).status).toBe(422)
    expect(acting.text).toContain('Only the people responsible for the matter can do this.')
    expect((await grantOf(account))?.role).toBe('director')
  })

  test('is taken off by the next officer where the Board ended the leave early, also by a command', async () => {
    await handedOver()
    const { app, ring } = tested.house
    const [term] = await actingTermsFrom(app, ring, firstDay)
    expect(await endActingDirector(tested.house, byNobody, term?.id ?? '')).toBe(actingId)
    // A command runs in another program, which cannot shut what is open in this one.
    await acting.get(`/sealed/matter/${sealed}`)
    expect(acting.text).not.toContain('Agent Vexillum')
    expect(await grantOf(actingId)).toBeUndefined()
    const group = house.opened(director).clearedFor('director')
    expect(group.map(({ account }) => account)).not.toContain(actingId)
  })

  test('opens nothing in a session that did not pass the second step that their term asks for', async () => {
    await handedOver()
    await acting.post('/sealed/shut')
    Object.assign(tested.house, { asksSecondStep: true })
    try {
      await acting.get('/sealed')
      await acting.post('/sealed/open', { passphrase: 'open the library' })
      await acting.get('/sealed')
      expect(acting.text).not.toContain(sealed)
    } finally {
      Object.assign(tested.house, { asksSecondStep: false })
    }
  })

  test('is not the officer who has to be left: without counsel there, no one could open it after the leave', async () => {
    const { unlock, take, people, as, director, counsel } = await smallLibrary()
    const open = await unlock(director)
    const reference = await take(open, 'ABCD-EFGH-JKLM')
    await open.change(reference, async (it) => ({
      becomes: {
        ...it,
        cleared: it.cleared.map((one) =>
          one.account === counsel.cleared.account ? { ...one, role: 'president', until: lastDay } : one,
        ),
      },
      gives: undefined,
    }))
    const other = { ...counsel, cleared: { ...counsel.cleared, role: 'counsel' } }
    const theirs = await unlock(director)
    expect(await people.revoke(as(other), theirs, reference, director.cleared.account)).toBe('last')
  })
})

describe('a person who no longer has an office', () => {
  test('opens nothing by it from the next sign-in on, and opens it again with the office', async () => {
    const id = await house.idOf('counsel')
    const becomes = (role: 'desk' | 'counsel') =>
      changeAccountRole(tested.house, byNobody, { id, role, president: false })
    counsel = await house.at('office', 'counsel')
    await house.open(counsel)
    expect(counsel.text).toContain(sealed)
    expect(await becomes('desk')).toBe('changed')
    counsel = await house.at('office', 'counsel')
    await house.open(counsel)
    expect(counsel.text).not.toContain(sealed)
    expect((await counsel.get(`/sealed/matter/${sealed}`)).status).toBe(404)
    expect(await becomes('counsel')).toBe('changed')
    counsel = await house.at('office', 'counsel')
    await house.open(counsel)
    expect(counsel.text).toContain(sealed)
  })

  test('and who became the Director opens no matter about the Director to which they once had access', async () => {
    const { compartments, counsel, paper } = await smallLibrary()
    await compartments.setUp('president', {
      cleared: [{ ...counsel.cleared, role: 'desk' }],
      recovery: paper.cleared.publicKey,
    })
    const sides = async (role: string) =>
      (await compartments.unlock(counsel.key, counsel.cleared.account, false, role)).sides
    expect(await sides('desk')).toContain('president')
    expect(await sides('director')).not.toContain('president')
  })
})

describe('what counts as someone’s own, in a session that was only used on since it was opened', () => {
  /** Twelve minutes in which pages were viewed, so that it stays open. */
  async function usedOn(visitor: Visitor): Promise<void> {
    await house.open(visitor)
    for (let minutes = 0; minutes < 12; minutes += 4) {
      tested.time.now = new Date(tested.time.now.getTime() + 4 * 60_000)
      await visitor.get(`/sealed/matter/${sealed}`)
    }
    expect(visitor.text).toContain('Agent Vexillum')
  }

  test('is not said in a sealed matter before it is opened again, and then it is', async () => {
    counsel = await house.at('office', 'counsel')
    await usedOn(counsel)
    const advice = { step: 'counsel-advised', opinion: 'defective', words: 'No judge saw it.' }
    const events = async () => {
      await house.open(director)
      const { file } = await house.opened(director).read(sealed)
      return (file as { events: readonly { what: string }[] }).events.map(({ what }) => what)
    }
    await counsel.get(`/cases/${sealed}`)
    // What they typed stays on the page, to be copied.
    expect((await counsel.post(`/cases/${sealed}`, advice)).status).toBe(422)
    expect(counsel.text).toContain('Copy what you wrote, confirm that it is you')
    expect((await counsel.post(`/cases/${sealed}`, { step: 'counsel-advised' })).status).toBe(422)
    expect(counsel.text).toContain('To confirm that it is you, open it again.')
    expect(house.keyOf(counsel)).toBeUndefined()
    expect(await events()).not.toContain('counsel-advised')
    await house.open(counsel)
    await counsel.get(`/cases/${sealed}`)
    expect((await counsel.post(`/cases/${sealed}`, advice)).status).toBe(303)
    expect(await events()).toContain('counsel-advised')
  })

  test('gives no one access, so that someone who finds them signed in does not let themselves in', async () => {
    director = await house.at('office', 'director')
    const account = await house.idOf('desk')
    for (const [path, of] of [
      ['/sealed/matter/clear', { reference: sealed }],
      ['/sealed/people/clear', { side: 'director' }],
    ] as const) {
      await usedOn(director)
      expect((await director.post(path, { ...of, account })).status).toBe(422)
      expect(director.text).toContain('To confirm that it is you, open it again.')
      expect(house.keyOf(director)).toBeUndefined()
      expect(await grantOf(account)).toBeUndefined()
    }
    await house.open(director)
    await director.get(`/sealed/matter/${sealed}`)
    expect((await director.post('/sealed/matter/clear', { reference: sealed, account })).status).toBe(303)
    expect(await grantOf(account)).toBeDefined()
  })

  test('is in no memory once a new sign-in took the place of the session', async () => {
    director = await house.at('office', 'director')
    await house.open(director)
    const before = tested.house.openSessions.size
    await director.get('/account/second-step')
    await director.post('/account/again', { passphrase: 'open the library', back: 'second-step' })
    expect(house.keyOf(director)).toBeUndefined()
    expect(tested.house.openSessions.size).toBe(before - 1)
  })
})
