import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { sessionOf } from '../../src/sealed/session.ts'
import { nameActingDirector } from '../../src/staff/accounts.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { keyOnSheet, newSheetOf, SealedHouse, setUpGroup } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
beforeAll(async () => {
  tested = await startHouse()
  house = new SealedHouse(tested)
})
afterAll(() => tested?.close())

describe('setting up in three steps', () => {
  test('is left off and gone on with elsewhere, and no sheet is in use before its last group was typed back', async () => {
    const tested = await startHouse()
    onTestFinished(() => tested.close())
    const house = new SealedHouse(tested)
    const director = await house.at('office', 'director')
    const counsel = await house.at('office', 'counsel')
    const isSetUp = () => tested.house.compartments?.isSetUp('director')
    await director.get('/sealed/set-up')
    expect(director.text).toContain('Check who will have access')
    await director.post('/sealed/sheet/check', { side: 'director', lastGroup: 'QPZRY9' })
    expect(director.text).toContain('There is no sheet to check')
    await director.get('/sealed/set-up')
    await director.post('/sealed/set-up', { side: 'director' })
    const first = keyOnSheet(director)
    expect(await isSetUp()).toBe(false)
    // Another officer of the group goes on where the Director left off.
    await counsel.get('/sealed/set-up')
    expect(counsel.text).toContain('Check the printed sheet')
    expect(counsel.html).not.toContain(first.slice(-6))
    const types = (lastGroup: string) => counsel.post('/sealed/sheet/check', { side: 'director', lastGroup })
    expect((await types('')).status).toBe(422)
    expect((await types(first.slice(0, 4))).status).toBe(422)
    expect(counsel.text).toContain('This is not the last group of the newest sheet')
    await counsel.post('/sealed/set-up', { side: 'director' })
    const second = keyOnSheet(counsel)
    await counsel.get('/sealed/set-up')
    expect((await types(first.slice(-6))).status).toBe(422)
    expect(await isSetUp()).toBe(false)
    expect((await types(` ${second.slice(-6).toLowerCase()} `)).status).toBe(303)
    expect(await isSetUp()).toBe(true)
    await counsel.get('/sealed/set-up')
    expect(counsel.text).not.toContain('Check the printed sheet')

    await house.open(counsel)
    await counsel.get('/sealed/set-up')
    await counsel.post('/sealed/sheet', { side: 'director' })
    const unchecked = keyOnSheet(counsel)
    const recovers = async (key: string) => {
      await director.get('/sealed/recover')
      return (await director.post('/sealed/recover', { key })).status
    }
    expect([await recovers(unchecked), await recovers(second)]).toEqual([422, 303])
    // Only those who opened it see that a new sheet is to be checked.
    await director.get('/sealed/set-up')
    expect(director.text).not.toContain('Until the new sheet is checked')
    const typed = { side: 'director', lastGroup: unchecked.slice(-6) }
    expect((await director.post('/sealed/sheet/check', typed)).headers.get('location')).toBe('/sealed')
    await counsel.get('/sealed/set-up')
    expect(counsel.text).toContain('Until the new sheet is checked')
    expect((await counsel.post('/sealed/sheet/check', typed)).status).toBe(303)
    expect([await recovers(second), await recovers(unchecked)]).toEqual([422, 303])
  })
})

describe('who opens what comes', () => {
  test('is no one whose row SQL alone made an officer, and no one who is Director for a while', async () => {
    const director = await house.at('office', 'director')
    await house.at('office', 'counsel')
    const volunteer = await house.at('office', 'volunteer')
    const { app } = tested.it.database
    const roleIs = (role: 'counsel' | 'volunteer') =>
      app.updateTable('account').set({ role }).where('sign_in', '=', 'volunteer').execute()
    await roleIs('counsel')
    await director.get('/sealed/set-up')
    expect(director.text).not.toContain('Test volunteer')
    expect(director.text).toContain('Test counsel')
    const today = tested.time.today
    const president = { accountId: await house.idOf('trustee'), role: 'trustee', place: 'office' } as const
    const acting = { accountId: await house.idOf('desk'), firstDay: today, lastDay: today }
    expect(await nameActingDirector(tested.house, president, acting)).toBe('named')
    const desk = await house.at('office', 'desk')
    await desk.get('/sealed/set-up')
    expect(desk.text).toContain('This is for the Director, the president of the Board, and the City’s lawyer')
    expect((await desk.post('/sealed/set-up', { side: 'director' })).status).toBe(303)
    expect(await tested.house.compartments?.isSetUp('director')).toBe(false)
    await setUpGroup(director, 'director')
    await roleIs('volunteer')
    await volunteer.get('/')
    await house.open(volunteer)
    expect(volunteer.text).toContain('You don’t have access to anything here')

    await roleIs('counsel')
    await house.open(director)
    await director.get('/sealed/people/director')
    expect(director.text).not.toContain('Test volunteer')
    const account = await house.idOf('volunteer')
    expect((await director.post('/sealed/people/clear', { side: 'director', account })).status).toBe(422)
    await roleIs('volunteer')
  })

  test('is no sign-in that the Director made as long as no one confirmed it, and of the other side no Director', async () => {
    const clerk = await house.at('front-desk', 'desk')
    const president = await house.at('office', 'trustee')
    const { visitor: puppet, passphrase } = await house.madeByDirector('puppet', 'counsel')
    await president.get('/sealed/set-up')
    expect(president.text).toMatch(
      /Made puppet, legal counsel \(left out until someone confirms.*?\) Key .{9} Account created by/,
    )
    await setUpGroup(president, 'president')
    await house.report(clerk, { about: 'yes', name: 'About the Director' })
    await house.open(puppet, passphrase)
    expect(puppet.text).toContain('You don’t have access to anything here')

    await house.open(president)
    expect(president.text).toContain('About the Director')
    await president.get('/sealed/people/president')
    expect(president.html).not.toContain(`<option value="${await house.idOf('director')}"`)
    const clears = async (signIn: string) => {
      const account = await house.idOf(signIn)
      await president.get('/sealed/people/president')
      return (await president.post('/sealed/people/clear', { side: 'president', account })).status
    }
    expect(await clears('puppet')).toBe(422)
    expect(president.text).toContain('No one has confirmed yet that this account is theirs')
    expect(await clears('director')).toBe(422)
    expect(president.text).toContain('so the Director cannot read it')
    expect(await clears('desk')).toBe(303)
    const reference = await house.take(president, { side: 'president' })
    await house.bind(president, reference)
    const account = await house.idOf('director')
    expect((await president.post('/sealed/matter/clear', { reference, account })).status).toBe(422)
    const unlocked = sessionOf(house.actor(president, 'trustee'))
    expect((await unlocked?.read(reference))?.cleared.map(({ role }) => role).sort()).toEqual([
      ...['counsel', 'desk', 'president'],
    ])
    const theirs = { ...house.actor(president, 'counsel'), unconfirmed: true }
    expect(tested.house.sealedAccess.answersFor(theirs, 'president')).toBe(false)
    expect(tested.house.sealedAccess.answersFor(theirs, 'director')).toBe(false)
  })
})

describe('the key on paper', () => {
  test('a new sheet ends the old one', async () => {
    const clerk = await house.at('front-desk', 'desk')
    const counsel = await house.at('office', 'counsel')
    await house.report(clerk)
    await house.open(counsel)
    const reference = await house.take(counsel)
    const first = await newSheetOf(counsel, 'director')
    expect(first).toMatch(/\w{4}/)
    await house.bind(counsel, reference)
    const second = await newSheetOf(counsel, 'director')
    expect(second).not.toBe(first)
    const director = await house.at('office', 'director')
    await director.get('/sealed/recover')
    expect((await director.post('/sealed/recover', { key: first })).status).toBe(422)
    expect((await director.post('/sealed/recover', { key: second })).status).toBe(303)
    await house.open(counsel)
    const it = await house.keyOf(counsel)?.read(reference)
    const flags = it?.log.flatMap(({ entry }) => entry.flags ?? [])
    expect(flags?.filter((flag) => flag === 'new-paper')).toHaveLength(2)
    expect(flags).toContain('recovered')
  })

  test('lets no one in who is Director for a while, and drops no officer to make room', async () => {
    const director = await house.at('office', 'director')
    const counsel = await house.at('office', 'counsel')
    await house.open(director)
    const key = await newSheetOf(director, 'director')
    const acting = await house.at('office', 'desk')
    await acting.get('/sealed/recover')
    expect((await acting.post('/sealed/recover', { key })).status).toBe(422)

    await house.open(counsel)
    await house.open(director)
    const [reference = ''] = house.keyOf(director)?.references ?? []
    const counselId = await house.idOf('counsel')
    await house.bind(counsel, reference)
    await house.bind(director, reference)
    await director.post('/sealed/matter/revoke', { reference, account: counselId })
    await director.get('/sealed/people/director')
    await director.post('/sealed/people/revoke', { side: 'director', account: counselId })
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
      await house.madeByDirector(name, 'desk')
      const account = await house.idOf(name)
      await director.get('/sealed/people/director')
      expect((await director.post('/sealed/people/clear', { side: 'director', account })).status).toBe(303)
    }
    await counsel.get('/sealed/recover')
    expect((await counsel.post('/sealed/recover', { key })).status).toBe(422)
    expect(counsel.text).toContain('Whose access should be removed?')
    expect(counsel.text).toContain('Made three')
    expect(counsel.text).not.toContain('Test director')
    const directorId = await house.idOf('director')
    expect((await counsel.post('/sealed/recover', { key, goes: directorId })).status).toBe(422)
    const three = await house.idOf('three')
    expect((await counsel.post('/sealed/recover', { key, goes: three })).status).toBe(303)
    await house.open(counsel)
    const cleared = house
      .keyOf(counsel)
      ?.clearedFor('director')
      .map(({ account }) => account)
    expect(cleared).toContain(directorId)
    expect(cleared).not.toContain(three)
    const it = await house.keyOf(counsel)?.read(reference)
    expect(it?.cleared.map(({ account }) => account)).toContain(directorId)
    expect(it?.log.map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ flags: ['revoked'], account: three, actor: counselId }),
    )
  })
})
