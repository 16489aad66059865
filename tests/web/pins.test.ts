import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { webApp } from '../../src/app/web-app.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { checkpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { findFingerprint } from '../../src/register/log/checkpoint.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { recorded } from '../accounts/office.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let director: Visitor
beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  director = new Visitor(tested.app())
  await director.signIn('director')
})
afterAll(() => tested.close())

const named = async () => [...(await checkpointRecipients(tested.house.app)).values()]
const notes = async () =>
  (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'pin-addresses-named')

test('the Director names where the pins go, and the register has it that they did', async () => {
  await director.get('/register/pins')
  expect(director.heading).toBe('Outside log keepers')
  const saved = await director.post('/register/pins', {
    one: 'clerk@city.example.org',
    other: 'chair@example.org',
  })
  expect(saved.status).toBe(303)
  expect(await named()).toEqual(['clerk@city.example.org', 'chair@example.org'])
  expect(await notes()).toMatchObject([{ role: 'director' }])
  await director.get('/register/pins')
  expect(director.html).toContain('value="clerk@city.example.org"')
  await director.post('/register/pins', { one: '', other: '' })
  expect(await named()).toEqual([])
})

test.each([
  ['clerk@city.example.org', ''],
  ['', 'chair@example.org'],
  ['clerk@city.example.org', 'Clerk@city.example.org'],
  ['clerk', 'chair@example.org'],
  ['Clerk <clerk@city.example.org>', 'chair@example.org'],
])('what is no pair of addresses is not saved, and can be fixed: %j and %j', async (one, other) => {
  await director.get('/register/pins')
  const before = (await notes()).length
  expect((await director.post('/register/pins', { one, other })).status).toBe(422)
  expect(director.text).toContain('Please fix this first')
  expect(await named()).toEqual([])
  expect(await notes()).toHaveLength(before)
})

test('the page says whether mail goes out, without the password, and shows the newest pin', async () => {
  await director.get('/register/pins')
  expect(director.text).toContain('No e-mail goes out, because e-mail is not set up')
  const signer = await currentSigner(tested.house.app, tested.house.ring)
  const lastSigned = lastSignedFile(tested.it.home.keysDir)
  await sequenceEntries(tested.it.database.worker, { signer, lastSigned, now: tested.time.now })
  const mail = mailSettings({
    CARREL_SMTP_URL: 'smtps://carrel:secret-of-the-mail@mail.example.org',
    CARREL_MAIL_FROM: 'carrel@example.org',
  })
  const visitor = new Visitor(webApp({ ...tested.house, mail }))
  await visitor.signIn('director')
  await visitor.get('/register/pins')
  expect(visitor.text).toContain('Enter the two addresses that will get the daily fingerprint.')
  expect(visitor.html).not.toContain('secret-of-the-mail')
  expect(findFingerprint(visitor.html)?.origin).toBe(signer.name)
})

test.each(['volunteer', 'desk', 'counsel', 'trustee'])('no one else sees or names them: %s', async (role) => {
  const visitor = new Visitor(tested.app())
  await visitor.signIn(role)
  expect((await visitor.get('/register/pins')).status).toBe(404)
  expect((await visitor.post('/register/pins', { one: 'a@b.c', other: 'd@e.f' })).status).toBe(404)
  expect(await named()).toEqual([])
})
