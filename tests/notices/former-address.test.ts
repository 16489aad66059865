import { afterAll, beforeAll, expect, test } from 'vitest'
import { planAddressNotices, planNoticesJob } from '../../src/contact/notice-planning.ts'
import { type Outgoing, type Sender, sendNotices } from '../../src/contact/notice-sending.ts'
import { gateInternals, recordPermits } from '../../src/gate/composition.ts'
import { CardNews } from '../../src/patrons/cards.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { SendResult } from '../../src/platform/mail/send.ts'
import { recorded } from '../accounts/office.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const today = '2026-11-24'
let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

const late = { title: 'Canary Overdue', dueOn: '2026-10-20' }

let made = 0
const somebody = (emails: readonly string[], more: object = {}) =>
  plant(tested.it.database, tested.house.ring, {
    ...{
      surname: 'Stilt',
      firstName: 'Ida',
      card: `STILT${10 + made++}`,
      born: '1990-05-06',
      emails,
      ...more,
    },
  })
/** What goes out now, to a server that answers so. */
async function sends(answers: readonly SendResult['outcome'][] = [], day = today): Promise<Outgoing[]> {
  const out: Outgoing[] = []
  const sender: Sender = {
    channel: 'e-mail',
    fits: (address) => address.includes('@'),
    fault: async () => undefined,
    async send(message) {
      out.push(message)
      const outcome = answers[out.length - 1] ?? 'accepted'
      if (outcome === 'accepted') return { outcome }
      return outcome === 'refused' ? { outcome, why: 'no', fault: 'address' } : { outcome, why: 'lost' }
    },
  }
  const { gate, corrections, ring, pack, clock } = tested.house
  const { worker } = tested.it.database
  await sendNotices({ worker, ring, gate, corrections, pack, clock, unsure: () => undefined }, sender, day)
  return out
}
const leftOf = (id: string) =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const { former_emails } = await trx
      .selectFrom('patron')
      .select('former_emails')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { length } = await trx.selectFrom('notice').select('id').execute()
    return { kept: former_emails !== null, notices: length }
  })

test('an e-mail address that is replaced, at home or at the front desk, is told so once, and no new one is in it', async () => {
  const { corrections } = tested.house
  const [one, other] = [
    await somebody(['old@example.org']),
    await somebody(['was@example.org', 'stays@example.org']),
  ]
  const self = { role: 'patron', patronId: one, verified: ['card', 'pin'] } as const
  await corrections.ask(self, { emails: ['new@example.org'] })
  const asked = { emails: ['stays@example.org', 'fresh@example.org'] }
  await corrections.setRight(clerk, { patronId: other, asked, checked: 'known-to-staff' })
  const out = await sends()
  expect(out.map(({ to }) => to).sort()).toEqual(['old@example.org', 'was@example.org'])
  for (const { says } of out) {
    expect(says).toContain('was changed')
    expect(says).not.toMatch(/new@|fresh@|stays@|Stilt|Ida/)
  }
  expect(await sends()).toEqual([])
  for (const id of [one, other]) expect(await leftOf(id)).toEqual({ kept: false, notices: 0 })
  const contacts = (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'contact')
  expect(contacts.map(({ subjects }) => subjects?.[0]).sort()).toEqual([one, other].sort())
})

test('a first address, and one that stays, are told nothing', async () => {
  const { corrections } = tested.house
  const id = await somebody([])
  await corrections.setRight(clerk, {
    patronId: id,
    asked: { emails: ['first@example.org'] },
    checked: 'photo-id',
  })
  const both = { emails: ['first@example.org', 'second@example.org'] }
  await corrections.setRight(clerk, { patronId: id, asked: both, checked: 'photo-id' })
  expect(await sends()).toEqual([])
  expect(await leftOf(id)).toEqual({ kept: false, notices: 0 })
})

test('it is told though they refuse mail about loans, twice at most with one id where the end is unknown, and each of two is', async () => {
  const { corrections } = tested.house
  const id = await somebody(['a@example.org', 'b@example.org', 'c@example.org'], {
    choices: { refuses: ['e-mail'] },
  })
  const to = (emails: string[]) =>
    corrections.setRight(clerk, { patronId: id, asked: { emails }, checked: 'photo-id' })
  await to(['b@example.org', 'c@example.org'])
  const first = await sends(['unknown'])
  const second = await sends(['unknown'])
  expect([first, second].map((all) => all.map((each) => each.to))).toEqual([
    ['a@example.org'],
    ['a@example.org'],
  ])
  expect(first[0]?.id).toBe(second[0]?.id)
  expect(await sends()).toEqual([])
  await to(['c@example.org'])
  await to(['d@example.org'])
  expect((await sends(['refused'])).map((each) => each.to).sort()).toEqual(['b@example.org', 'c@example.org'])
  expect(await leftOf(id)).toEqual({ kept: false, notices: 0 })
})

test('an address that fails is forgotten alone: another that was replaced after it is told', async () => {
  const { house, it } = tested
  const id = await somebody(['primed@example.org', 'mine@example.org'])
  const to = (emails: string[]) =>
    house.corrections.setRight(clerk, { patronId: id, asked: { emails }, checked: 'photo-id' })
  await to(['mine@example.org'])
  await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.updateTable('notice').set({ state: 'failed' }).execute(),
  )
  await to(['theirs@example.org'])
  const { corrections, ring, pack } = house
  await planNoticesJob({ worker: it.database.worker, ring, pack, corrections, closed: [] }).run(today)
  expect((await sends()).map((each) => each.to)).toEqual(['mine@example.org'])
  expect(await leftOf(id)).toMatchObject({ kept: false })
})

test('no one makes mails to an address by putting it on file and off again', async () => {
  const { house, time } = tested
  const id = await somebody(['mine@example.org'])
  const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
  const to = (emails: string[]) => house.corrections.ask(self, { emails })
  for (let times = 0; times < 3; times++) {
    await to(['victim@example.org', 'mine@example.org'])
    await to(['mine@example.org'])
  }
  expect(await leftOf(id)).toMatchObject({ kept: false })
  await to(['victim@example.org', 'mine@example.org'])
  // A second change of that day leaves it as new as it was.
  await to(['other@example.org', 'victim@example.org'])
  time.today = '2026-11-25'
  // On file for a day, and taken off twice while the mail waits: it is told once.
  await to(['other@example.org'])
  await to(['VICTIM@example.org', 'other@example.org'])
  time.today = '2026-11-26'
  await to(['other@example.org'])
  const out = await sends([], '2026-11-26')
  expect(out.map((each) => each.to).sort()).toEqual(['mine@example.org', 'victim@example.org'])
  time.today = today
})

test('no code and no news of a card goes out about any minor, so that none can be told from one of whom guardians are not told; nor of an address taken off', async () => {
  const { house, names } = tested
  const internals = gateInternals({ ...house, names })
  const openChannels = ['e-mail', 'text'] as const
  const news = new CardNews({ ...internals, permit: recordPermits, planAddressNotices, openChannels })
  const emails = ['parents@example.org', 'mine@example.org']
  const chosen = { choices: { safe: ['e-mail'] as const }, reach: { only: ['mine@example.org'] } }
  const all = { phone: '', guarantor: { id: tested.parent, liable: true }, ...chosen }
  const [minor, grown] = [await somebody(emails, { ...all, born: '2012-03-04' }), await somebody(emails, all)]
  const tell = (id: string) =>
    inContext(house.app, { actor: 'test', place: 'test' }, (trx) => news.tell(trx, id, 'new-card'))
  // What was planned before does not go out either.
  const [mark = ''] = await news.codeAddresses(clerk, grown)
  expect(await news.sendCode(clerk, { patronId: grown, mark })).toBe('sent')
  const before = await news.codeAddresses(clerk, minor)
  for (const id of [minor, grown]) {
    await tell(id)
    const asked = { emails: ['mine@example.org'] }
    await house.corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })
  }
  expect(await house.shields.set(clerk, minor)).toBe('set')
  expect(await house.shields.set(clerk, grown)).toBe('not-a-minor')
  // With the shield ends what the minor left out, which a guardian may have chosen: no address is left that is surely theirs.
  expect([before, await news.codeAddresses(clerk, minor)]).toEqual([[], []])
  await tell(minor)
  const to = (await sends()).map((one) => one.to).sort()
  // All three to the other one: the code, and the news at both. The address that was taken off has the news already.
  expect(to).toEqual(['mine@example.org', 'mine@example.org', 'parents@example.org'])
  expect((await leftOf(minor)).kept).toBe(false)
  expect((await shownNews(minor)).map(({ told }) => told)).toEqual([false, false])
})

test('of a shielded minor goes out what goes out about another of whom nothing is overdue: no news of an address, a card that expires, what is ready', async () => {
  const { house, it, time } = tested
  const { corrections, ring, pack } = house
  const guarded = { phone: '', born: '2012-03-04', guarantor: { id: tested.parent, liable: true } }
  const account = { expiresOn: '2026-12-05', waiting: ['Canary Hold'] }
  const addresses = (who: string) => [`${who}@example.org`, `${who}-old@example.org`]
  const [plain, shielded, ended] = [
    await somebody(addresses('plain'), { ...guarded, ...account }),
    await somebody(addresses('shielded'), { ...guarded, ...account, loans: [late] }),
    await somebody(addresses('ended'), { ...guarded, ...account, reach: { only: ['ended@example.org'] } }),
  ]
  time.today = '2026-12-01'
  for (const id of [shielded, ended]) expect(await house.shields.set(clerk, id)).toBe('set')
  for (const [id, who] of [
    [plain, 'plain'],
    [shielded, 'shielded'],
  ] as const) {
    const asked = { emails: [`${who}@example.org`] }
    await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })
  }
  await planNoticesJob({ worker: it.database.worker, ring, pack, corrections, closed: [] }).run(time.today)
  const says = (await sends([], time.today)).map((one) => ({ to: one.to, says: one.says }))
  const of = (who: string) =>
    says
      .filter(({ to }) => to.startsWith(who))
      .map((one) => one.says)
      .sort()
  expect(of('plain')).toHaveLength(2)
  expect(of('shielded')).toEqual(of('plain'))
  // Which address is theirs alone ended with their guardian's part.
  expect(of('ended')).toEqual([])
  time.today = today
})

/** What the desk still has to say about their card. */
async function shownNews(id: string) {
  const { told } = await tested.house.gate.view({
    ...{ actor: clerk, patron: { id }, basis: 'in-hand', handles: true },
  } as const)
  return told[0]?.opened.identity?.cardNews ?? []
}
