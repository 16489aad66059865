import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessLogOf } from '../../src/patrons/access-log.ts'
import { issuePatronCode, removeLostCodeApp } from '../../src/patrons/self-service.ts'
import { choosePinByCode, signInWithPin } from '../../src/patrons/sign-in.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { readAsk } from '../../src/policy/ask.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { forgetMonths } from '../../src/register/retention.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { pin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const clerk = { accountId: randomUUID(), role: 'desk', place: 'front-desk' } as const

/** Gives the entries their places in the register: a patron finds them from then on. */
async function sequence(): Promise<void> {
  const { house, it, time } = tested
  const signer = await currentSigner(it.database.worker, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
}

async function seen(month?: string, before?: bigint) {
  await sequence()
  const { house, child, time } = tested
  const { app, ring, pack } = house
  const self = { role: 'patron', patronId: child, verified: ['card', 'pin'] } as const
  return accessLogOf({ app, ring, now: time.now, timeZone: pack.timeZone }, self, { month, before })
}

test('a month is offered only where it has something that the patron may read', async () => {
  await tested.house.gate.view({
    actor: clerk,
    patron: { id: tested.parent },
    basis: 'in-hand',
    records: ['existence'],
  })
  expect((await seen()).months).toEqual([])
})

async function rows() {
  await sequence()
  return tested.house.app.selectFrom('register_about').selectAll().execute()
}

test('a patron is told who was shown their record, twenty a page, and nothing of anybody else’s', async () => {
  const { house, child } = tested
  expect((await seen()).seen).toEqual([])
  await house.gate.view({
    actor: clerk,
    patron: { id: child },
    basis: 'in-hand',
    records: ['existence', 'loans'],
  })
  await house.gate.search({ actor: clerk, name: 'sparrow' })
  const [first, ...more] = (await seen()).seen
  expect(more).toEqual([])
  expect(first).toEqual({
    ...{ on: '2026-11-24', at: expect.stringMatching(/^2026-11-24T.*Z$/), by: 'desk' },
    ...{ recipient: 'staff', channel: 'screen' },
    ...{ records: ['existence', 'loans'], clauses: ['Statement'], basis: 'in-hand', isListed: false },
  })
  for (let each = 0; each < 21; each++) {
    await house.gate.view({ actor: clerk, patron: { id: child }, basis: 'in-hand', records: ['existence'] })
  }
  const newest = await seen()
  expect(newest.seen).toHaveLength(20)
  expect((await seen(newest.month, newest.before)).seen).toHaveLength(2)
  expect((await seen('2026-10')).month).toBe('2026-11')
  expect(newest.months).toEqual(['2026-11'])
})

test('a patron is told of each act about their sign-in, by whom, and what staff say they checked', async () => {
  const { house, child } = tested
  const by = { accountId: clerk.accountId, role: 'desk', place: 'front-desk' } as const
  const code =
    (await issuePatronCode(house, by, { patronId: child, use: 'pin', checked: 'known-to-staff' })) ?? ''
  await choosePinByCode(house, { card: cards.child, code, pin })
  const token = { tokenHash: tokenHash(newToken()), known: null }
  await signInWithPin(house, { card: cards.child, pin, ...token })
  await removeLostCodeApp(house, by, child)
  const acts = (await seen()).seen.filter(({ act }) => act !== undefined)
  const told = acts.map(({ act, by, checked = [] }) => [act, by, ...checked])
  expect(told.toSorted()).toEqual([
    ['code-app-lost', 'desk', 'photo-id'],
    ['own-signed-in', 'patron'],
    ['pin-code-given', 'desk', 'known-to-staff'],
    ['pin-set', 'patron'],
  ])
})

test('of a paper, whether it is under a gag or not, there is not even a row', async () => {
  const { house, child } = tested
  const before = await rows()
  for (const kind of [
    'national-security-letter',
    'fisa-order',
    'court-order',
    'unread',
    'search-warrant',
  ] as const) {
    const ask: Ask = {
      on: '2026-11-24',
      recipient: { kind: 'justice-agency', relation: 'none', liable: false, verified: [] },
      subject: { married: false, emancipated: false, liabilities: [] },
      records: ['existence', 'loans', 'history'],
      channel: 'in-person',
      place: 'office',
      instrument: { kind, findings: [], scope: ['loans'], nondisclosure: true, grandfathered: false },
      done: [],
      emergencyClaimed: false,
    }
    await house.gate.answer({ actor: { ...clerk, role: 'director' }, ask, about: { id: child } })
  }
  expect(await rows()).toEqual(before)
})

test('once a month is forgotten, nothing is left by which its entries could be found', async () => {
  const { house, it, time } = tested
  expect((await rows()).length).toBeGreaterThan(20)
  const parts = { ring: house.ring, now: new Date('2026-12-24T15:00:00Z'), pack: house.pack.hash }
  await forgetMonths(it.database.worker, parts, ['2026-11'])
  expect(await rows()).toEqual([])
  time.now = parts.now
  expect((await seen('2026-11')).seen).toEqual([])
})

test('what was done within one run of the log is listed newest first, by its time', async () => {
  const { house, child, time } = tested
  for (let each = 0; each < 6; each++) {
    time.now = new Date(time.now.getTime() + 60_000)
    await house.gate.view({ actor: clerk, patron: { id: child }, basis: 'in-hand', records: ['existence'] })
  }
  const times = (await seen()).seen.map(({ at }) => at ?? '')
  expect(times).toEqual(times.toSorted().toReversed())
})

test('what was answered on paper shows the day and time on the paper, and the day when it was typed in', async () => {
  const { house, child, time } = tested
  const ask = readAsk(
    {
      recipient: { kind: 'patron', relation: 'self', verified: ['card', 'photo-id'] },
      ...{ records: ['loans'], channel: 'in-person', place: 'front-desk' },
    },
    time.today,
    house.pack,
  )
  const paper = { sheet: '1222-0700-2', at: '2026-12-22T16:05:00Z' }
  await house.gate.answer({ actor: clerk, ask, about: { id: child }, paper })
  const page = await seen()
  const all =
    page.before === undefined ? page.seen : [...page.seen, ...(await seen(undefined, page.before)).seen]
  expect(all).toContainEqual(
    expect.objectContaining({ on: '2026-12-22', at: paper.at, enteredOn: '2026-12-24' }),
  )
  expect(all.filter(({ enteredOn }) => enteredOn !== undefined)).toHaveLength(1)
})
