import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealCodeSecret } from '../../src/staff/second-factor.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import { codeAt } from '../accounts/code.ts'
import { takeAll } from '../casework/decided-case.ts'
import { passphrase, type Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { everyRowOf } from './every-row.ts'
import { SealedHouse } from './sealed-house.ts'

const secret = 'A'.repeat(32)

let tested: Tested
let house: SealedHouse
let director: Visitor
let reference = ''
beforeAll(async () => {
  const started = await SealedHouse.start()
  ;({ tested, house, director } = started)
  const { counsel } = started
  reference = await house.takenIn(started)
  const theCounsel = house.actor(counsel, 'counsel')
  const words = 'as it stands there'
  await takeAll(tested.house, reference, [
    [
      house.actor(director, 'director'),
      { what: 'paper-read', instrument: 'subpoena', federal: true, nondisclosure: true },
    ],
    [theCounsel, { what: 'counsel-advised', opinion: 'defective', way: 'here', counsel: 'C. Wells', words }],
    [theCounsel, { what: 'objected', words }],
    [theCounsel, { what: 'objection-ended', words }],
  ])
  const decision = `/cases/${reference}/decision`
  await director.get(decision)
  await director.post(decision, { act: 'draft', decision: 'refusal' })
  await director.get(decision)
  await director.post(decision, {
    act: 'text',
    text: 'It is refused. The policy asks for what no court has signed.',
  })
  const account = await house.idOf('director')
  await setCodeApp(tested.house.app, {
    ...{ accountId: account, sealedSecret: sealCodeSecret(tested.house.ring, account, secret), step: 1n },
  })
})
beforeEach(() => pass(60))
afterAll(() => tested?.close())

const pass = (seconds: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + seconds * 1000)
}

const everyRow = () => everyRowOf(tested)

const sign = `/cases/:reference/decision/sign`
const signPage = () => director.get(sign.replace(':reference', reference))
async function signs(typed: string) {
  const read = /name="read" value="([^"]+)"/.exec(director.html)?.[1] ?? ''
  return director.post(sign.replace(':reference', reference), { read, passphrase: typed })
}

/** Signs in with both steps. */
async function bothSteps(): Promise<void> {
  director = await house.at('office', 'director')
  await director.get('/sign-in/second-step')
  await director.post('/sign-in/code', { code: codeAt(secret, tested.time.now) })
  await director.get('/')
}

const states = async () => (await house.keyOf(director)?.read(reference))?.states.length

describe('signing in a sealed case, by a person who has a second step', () => {
  test('is asked for both steps where it is opened, and nowhere later', async () => {
    await bothSteps()
    await director.get('/sealed')
    expect(director.text).toContain('Open with your passphrase')
    pass(11 * 60)
    await director.get('/sealed')
    expect(director.text).toContain(
      'This keeps anyone who finds you signed in from opening what is sealed to you.',
    )
    expect(director.html).not.toContain('/sealed/open')
    await director.post('/sealed/open', { passphrase })
    expect(director.heading).toBe('First confirm that it is you')
    expect(house.keyOf(director)).toBeUndefined()
    await director.post('/account/again', { passphrase, back: 'sealed-open' })
    await director.get('/sign-in/second-step')
    const back = await director.post('/sign-in/code', { code: codeAt(secret, tested.time.now) })
    expect(back.headers.get('location')).toBe('/sealed')
    await house.open(director)
    expect(director.text).toContain(reference)
  })

  test('is not done by a session that was only used on since it was opened, and nothing of that is written down', async () => {
    for (let minutes = 0; minutes < 12; minutes += 4) {
      pass(4 * 60)
      await director.get('/sealed')
    }
    const before = await everyRow()
    const [was, lines] = [await states(), tested.logged.length]
    expect((await signPage()).status).toBe(422)
    expect(director.text).toContain('To confirm that it is you, open it again.')
    expect([house.keyOf(director), await everyRow(), tested.logged.length]).toEqual([
      undefined,
      before,
      lines,
    ])
    await bothSteps()
    await house.open(director)
    expect(await states()).toBe((was ?? 0) + 1)
  })

  test('with a wrong passphrase shuts what is open, and nothing is written, logged or counted; the opening counts', async () => {
    await bothSteps()
    await house.open(director)
    expect((await signPage()).status).toBe(200)
    const [before, lines] = [await everyRow(), tested.logged.length]
    expect((await signs(`${passphrase}!`)).status).toBe(422)
    expect(director.text).toContain('Check that Caps Lock is off. To confirm that it is you, open it again.')
    expect(house.keyOf(director)).toBeUndefined()
    expect([await everyRow(), tested.logged.length]).toEqual([before, lines])
    await signs(passphrase)
    expect(director.heading).toBe('First confirm that it is you')
    await director.get('/sealed')
    for (let tries = 0; tries < 2; tries++) {
      expect((await director.post('/sealed/open', { passphrase: `${passphrase}!` })).status).toBe(422)
    }
    expect(await everyRow()).not.toEqual(before)
    await house.open(director)
    await director.get(`/cases/${reference}/decision`)
    expect(director.text).not.toContain('Signed by')
  })

  test('is done with one passphrase, and no row of any table is another than before', async () => {
    await bothSteps()
    await house.open(director)
    await director.get(`/cases/${reference}/decision`)
    const before = await everyRow()
    const was = await states()
    await signPage()
    expect(director.heading).not.toBe('First confirm that it is you')
    const signed = await signs(passphrase)
    expect(signed.headers.get('location')).toBe(`/cases/${reference}/decision`)
    await director.get(`/cases/${reference}/decision`)
    expect(director.text).toContain('Signed by')
    expect(await states()).toBeGreaterThan(was ?? 0)
    expect(await everyRow()).toEqual(before)
  })
})
