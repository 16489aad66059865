import { expect } from 'vitest'
import { mailSender, sendNoticesJob } from '../../src/contact/notice-sending.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { entriesOf } from '../crash/entries.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { plant } from '../support/planted.ts'
import { plantPin } from '../support/planted-pin.ts'
import { theRegisterIsSigned } from './case-steps.ts'
import { journey, type Library, type Person, signInOwn } from './journey.ts'

const card = '27000000001000'
const newCard = '27000000001001'
const mailAt = (url: string) =>
  mailSettings({ CARREL_SMTP_URL: url, CARREL_MAIL_FROM: 'notices@library.example.org' })

/** Types into the public page, as anyone can. @returns all that it answers */
async function blocks(anyone: Person, born: string): Promise<string> {
  await anyone.goTo('/me/sign-in')
  await anyone.follow('Block my card')
  await anyone.fill('Card number, or your first and last name', 'Ida Wren')
  await anyone.fill('Birth date', born)
  await anyone.fill('Last four digits of your phone number', '0177')
  await anyone.press('Block my card')
  return anyone.reads()
}

/** What waits to be mailed goes out. @returns the mails */
async function mailsGoOut({ tested }: Library) {
  const { house, it } = tested
  const server = await startMailServer()
  const sender = mailSender(mailAt(server.url), house.pack, house.clock)
  await sendNoticesJob({
    ...{ worker: it.database.worker, ring: house.ring, gate: house.gate, corrections: house.corrections },
    ...{ pack: house.pack, clock: house.clock, senders: sender === undefined ? [] : [sender] },
    unsure: () => undefined,
  }).run(house.clock.today())
  await server.close()
  return server.received.map(({ to, bytes }) => ({ to, text: bytes.toString() }))
}

journey(
  'a card that someone else has',
  18_690,
  async (library) => {
    const { tested } = library
    const { house, it, names } = tested
    const ida = await plant(it.database, house.ring, {
      ...{ surname: 'Wren', firstName: 'Ida', card, born: '1980-05-06', phone: '308-555-0177' },
      ...{ emails: ['ida@example.org'], loans: [{ title: 'Canary Out', dueOn: '2026-12-20' }] },
    })
    await names.build(house.ring, sealedPatronNames(it.database.app))
    await plantPin(house, ida)

    // While all is well she says how she can safely be told.
    const tablet = await library.customer(card)
    await tablet.goTo('/me/choices')
    const safe = tablet.page.getByRole('group', { name: 'How to warn you if your card is lost or replaced' })
    await safe.locator('label', { hasText: 'E-mail' }).click()
    await tablet.look('safe-ways')
    await tablet.press('Save')
    expect(await tablet.reads()).toContain('Your preferences were saved.')

    // At night her card is gone. The page answers alike, with a wrong birth date and the right one.
    const phone = await library.anybody()
    await phone.goTo('/me/block')
    await phone.look('block')
    const wrong = await blocks(phone, '1980-05-07')
    expect(wrong).toContain('If what you typed matches a card, the card is blocked now.')
    expect(await blocks(phone, '1980-05-06')).toBe(wrong)
    await phone.look('asked')
    await tablet.goTo('/me')
    expect(await tablet.heading()).toMatch(/^Sign in to your/)

    // Whoever has it hands it over at the desk: words to say, and nothing of a record.
    const clerk = await library.staff('desk', 'front-desk')
    for (const page of ['/counter', '/lend']) {
      await clerk.goTo(page)
      await clerk.scan(card)
      expect(await clerk.heading()).toBe('This card cannot be used')
      expect(await clerk.reads()).toContain('this card can’t be used right now. Do you have a photo ID')
      expect(await clerk.page.content()).not.toMatch(/Ida|Wren|308-555|Canary/)
    }
    await clerk.look('scanned')

    // She comes with her license: she gets a new one, since it is out of her hands.
    await clerk.fill('Name', 'wren ida')
    await clerk.press('Find by name')
    await clerk.press(/Card or photo ID in hand/)
    expect(await clerk.reads()).toContain(`${card} (blocked online)`)
    expect(await clerk.offers(`Report the card lost: ${card}`)).toBe(false)
    await clerk.look('record')
    await clerk.press('Issue a new card')
    expect(await clerk.reads()).toContain('No number from their papers is kept.')
    await clerk.look('proof')
    await clerk.press('They showed photo ID')
    await clerk.look('new-card')
    await clerk.scan(newCard)
    expect(await clerk.heading()).toBe('The new card is on file')
    await clerk.look('given')

    // She is told by mail, which says nothing of what she reads, and on her page.
    const mails = await mailsGoOut(library)
    expect(mails.map(({ to }) => to)).toEqual(['ida@example.org'])
    for (const { text } of mails) {
      expect(text).toContain(`Subject: =?utf-8?B?${btoa('Jensen Memorial Library')}?=`)
      expect(text).not.toMatch(/Canary|2700000000|1980/)
    }
    await signInOwn(tablet, newCard)
    expect(await tablet.reads()).toContain('A new card was issued on your account on November 24, 2026.')
    await tablet.look('told')
    await theRegisterIsSigned(library)
    await tablet.goTo('/me/seen')
    await tablet.look('seen')

    // What it left: each try, and the proof that was shown and no number of it.
    const entries = await entriesOf(it.database.worker, house.ring)
    const asked = entries.filter(({ kind }) => kind === 'card-block-asked')
    expect(asked.map(({ outcome }) => outcome).sort()).toEqual(['blocked-online', 'no-match'])
    const ofHers = (what: string) =>
      entries.filter(({ kind, subjects = [] }) => kind === what && subjects.includes(ida))
    expect(ofHers('card-given').map(({ verified, role }) => [verified, role])).toEqual([
      [['photo-id'], 'desk'],
    ])
    for (const one of [tablet, phone, clerk]) await one.leave()
    expect(tested.logged.join('\n')).not.toMatch(/Ida|Wren|555\W?0177|1980-05/)
  },
  { atBothWidths: true, mail: mailAt('smtp://127.0.0.1:9') },
)
