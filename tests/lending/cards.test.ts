import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Desk } from '../../src/circulation/desk.ts'
import { planAddressNotices } from '../../src/contact/notice-planning.ts'
import { noticeOf } from '../../src/contact/notice-sealing.ts'
import { noticeOpener, personOpener } from '../../src/gate/capabilities.ts'
import { isPlausibleCardNumber, normalizeCardNumber } from '../../src/gate/card-number.ts'
import { codeAddressMark, lockCard, newCardCode, updateCardState } from '../../src/gate/card-store.ts'
import { Gate, gateInternals, recordPermits } from '../../src/gate/composition.ts'
import type { PatronChoices } from '../../src/gate/patron-choices.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { choicesMark } from '../../src/gate/patron-row.ts'
import { CardNews, Cards } from '../../src/patrons/cards.ts'
import { Corrections } from '../../src/patrons/corrections.ts'
import { savePatronChoices } from '../../src/patrons/sign-in.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkOpener } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { isVisibleToPatron } from '../../src/register/record.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { recorded } from '../accounts/office.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { withFactsOf } from '../support/facts-of.ts'
import { plant } from '../support/planted.ts'

const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const volunteer = { ...clerk, accountId: 'volunteer-1', role: 'volunteer' } as const

/** How staff know whom they give a card. */
const checked = 'photo-id'

let it: TestDatabase
let ring: KeyRing
let cards: Cards
let news: CardNews

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  const parts = { app: it.database.app, ring, pack: jensen, clock }
  const internals = gateInternals({ ...parts, names: new NameIndex() })
  const openChannels = ['e-mail', 'text'] as const
  news = new CardNews({ ...internals, permit: recordPermits, planAddressNotices, openChannels })
  cards = new Cards({ ...parts, gate: new Gate(internals), news })
})
afterAll(() => it?.close())

let made = 0
/** A new patron with one card. */
async function somebody(lost?: true) {
  const number = `2300000000${1000 + made++}`
  const patronId = await plant(it.database, ring, {
    ...{ surname: 'Canary', firstName: 'Una', card: number },
    ...(lost && { lost }),
  })
  const [card] = await cardsOf(patronId)
  return { patronId, number, cardId: card?.id ?? '' }
}

const cardsOf = (patronId: string) =>
  inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('card').select(['id', 'state', 'kept']).where('patron_id', '=', patronId).execute(),
  )
const statesOf = async (patronId: string) => (await cardsOf(patronId)).map(({ state }) => state).sort()
/** Whether a transaction waits for what another one has locked. */
const somebodyWaits = async () => {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from pg_locks where not granted) as waits`.execute(it.database.worker)
  return rows[0]?.waits === true
}
/** What the register says of one patron. */
const saidOf = async (patronId: string) =>
  (await recorded(it, ring)).filter(({ subjects }) => subjects?.includes(patronId))

describe('a card that is reported lost', () => {
  test('by a volunteer, from its number as it is read out, is blocked, and the register says by whom and whose', async () => {
    const { patronId, number } = await somebody()
    const read = ` ${number.slice(0, 4)}-${number.slice(4)} `
    expect(await cards.reportNumber(volunteer, read)).toBe('blocked')
    expect(await statesOf(patronId)).toEqual(['lost'])
    const [entry, ...more] = await saidOf(patronId)
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      ...{ kind: 'card-reported-lost', actor: 'volunteer-1', role: 'volunteer', place: 'front-desk' },
      ...{ subjects: [patronId], pack: jensen.hash },
    })
    expect(JSON.stringify(entry)).not.toContain(number)
  })

  test('is blocked once by two clerks at once and a second press, who are all told the same', async () => {
    const { patronId, number, cardId } = await somebody()
    const said = await Promise.all([
      cards.reportNumber(clerk, number),
      cards.reportOfRecord({ ...clerk, accountId: 'clerk-2' }, { patronId, cardId }),
      cards.reportNumber(volunteer, number),
    ])
    expect(said).toEqual(['blocked', 'blocked', 'blocked'])
    const outcomes = (await saidOf(patronId)).map(({ outcome }) => outcome ?? 'blocked').sort()
    expect(outcomes).toEqual(['already-lost', 'already-lost', 'blocked'])
  })

  test('waits for an act upon it that is under way, and goes by what that did', async () => {
    const { patronId, cardId, number } = await somebody()
    let reporting: Promise<unknown> = Promise.resolve()
    await inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
      const card = await lockCard(trx, ring, { patronId, cardId })
      reporting = cards.reportNumber(clerk, number)
      while (!(await somebodyWaits())) await setImmediate()
      if (card === undefined) throw new Error('the card is there')
      await updateCardState(trx, ring, card, { state: 'lost', kept: true })
    })
    expect(await reporting).toBe('blocked')
    expect(await saidOf(patronId)).toMatchObject([{ outcome: 'already-lost' }])
  })

  test('is not blocked by a number that no one has, and that it was asked is on record all the same', async () => {
    expect(await cards.reportNumber(volunteer, '99')).toBe('not-on-file')
    expect(await recorded(it, ring)).toContainEqual(
      expect.objectContaining({ kind: 'card-reported-lost', subjects: [], outcome: 'not-on-file' }),
    )
  })

  test.each([
    ['at a computer that is not the library’s', { ...clerk, place: 'elsewhere' }],
    ['in the public area', { ...clerk, place: 'public-area' }],
    ['by a trustee', { ...clerk, role: 'trustee' } as const],
    ['by the City’s lawyer', { ...clerk, role: 'counsel' } as const],
  ])('is blocked by no one %s, who is not told whether it is on file', async (_, by) => {
    const { patronId, number, cardId } = await somebody()
    expect(await cards.reportNumber(by, number)).toBe('not-here')
    expect(await cards.reportNumber(by, '99')).toBe('not-here')
    expect(await cards.reportOfRecord(by, { patronId, cardId })).toBe('not-here')
    expect(await cards.found(by, { patronId, cardId, number })).toBe('not-here')
    expect(await cards.give(by, { patronId, number: 'NEW1', checked })).toBe('not-here')
    expect(await statesOf(patronId)).toEqual(['active'])
  })

  test('is not blocked from a record by a person who may not see that record', async () => {
    const { patronId, cardId, number } = await somebody()
    expect(await cards.reportOfRecord(volunteer, { patronId, cardId })).toBe('not-here')
    expect(await cards.found(volunteer, { patronId, cardId, number })).toBe('not-here')
    expect(await cards.give(volunteer, { patronId, number: 'NEW2', checked })).toBe('not-here')
  })

  test('has to be a card of that record: another patron’s, put into the form, is not touched', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    const mixed = { patronId: ann.patronId, cardId: ben.cardId }
    expect(await cards.reportOfRecord(clerk, mixed)).toBe('not-on-file')
    expect([await statesOf(ann.patronId), await statesOf(ben.patronId)]).toEqual([['active'], ['active']])
    expect([await saidOf(ann.patronId), await saidOf(ben.patronId)]).toEqual([[], []])
  })

  test('by an acting Director is on record as theirs', async () => {
    const { patronId, cardId } = await somebody()
    await cards.reportOfRecord({ ...clerk, role: 'director', ownRole: 'desk' }, { patronId, cardId })
    expect(await saidOf(patronId)).toMatchObject([{ role: 'acting-director' }])
  })

  test('stops a sitting at the desk that began with it, if it was the last', async () => {
    const desk = new Desk(withFactsOf({ app: it.database.app, ring, pack: jensen, clock }))
    const { app } = it.database
    const barcodes = ['S1', 'S2', 'S3']
    for (const barcode of barcodes) {
      const id = randomUUID()
      await app.insertInto('title').values({ id, title: 'A book', author: null }).execute()
      await app.insertInto('item').values({ title_id: id, barcode, item_type: 'BK' }).execute()
    }
    const { patronId, number } = await somebody()
    expect(await desk.lend(clerk, { patronId, barcode: 'S1' })).toMatchObject({ dueOn: '2026-12-15' })
    await cards.reportNumber(clerk, number)
    expect(await desk.lend(clerk, { patronId, barcode: 'S2' })).toBe('card-lost')
    await cards.give(clerk, { patronId, number: 'NEWCARD9', checked })
    expect(await desk.lend(clerk, { patronId, barcode: 'S2' })).toMatchObject({ dueOn: '2026-12-15' })
  })
})

describe('a report of the wrong card', () => {
  test('is undone by a clerk, and the register says that it was a mistake', async () => {
    const { patronId, cardId } = await somebody()
    await cards.reportOfRecord(clerk, { patronId, cardId })
    expect(await cards.undoReport(clerk, { patronId, cardId })).toBe('undone')
    expect(await statesOf(patronId)).toEqual(['active'])
    expect((await saidOf(patronId)).map(({ kind, outcome }) => [kind, outcome])).toContainEqual([
      'card-found',
      'report-undone',
    ])
  })

  test('is not undone by someone else, or of a card that was lost long ago', async () => {
    const { patronId, cardId } = await somebody()
    await cards.reportOfRecord(clerk, { patronId, cardId })
    expect(await cards.undoReport({ ...clerk, accountId: 'clerk-2' }, { patronId, cardId })).toBe(
      'not-on-file',
    )
    const old = await somebody(true)
    expect(await cards.undoReport(clerk, { patronId: old.patronId, cardId: old.cardId })).toBe('not-on-file')
    expect([await statesOf(patronId), await statesOf(old.patronId)]).toEqual([['lost'], ['lost']])
  })

  test('is not undone where it changed nothing, or where someone else’s report came after it', async () => {
    const old = await somebody(true)
    expect(await cards.reportOfRecord(clerk, { patronId: old.patronId, cardId: old.cardId })).toBe('blocked')
    expect(await cards.undoReport(clerk, { patronId: old.patronId, cardId: old.cardId })).toBe('not-on-file')
    const { patronId, cardId } = await somebody()
    await cards.reportOfRecord(clerk, { patronId, cardId })
    await cards.undoReport(clerk, { patronId, cardId })
    await cards.reportOwn({ role: 'patron', patronId, verified: ['card', 'pin'] }, cardId)
    expect(await cards.undoReport(clerk, { patronId, cardId })).toBe('not-on-file')
    expect([await statesOf(patronId), await statesOf(old.patronId)]).toEqual([['lost'], ['lost']])
  })

  test('is not undone by a volunteer, or with a card of another record', async () => {
    const [ann, ben] = [await somebody(true), await somebody(true)]
    const mixed = { patronId: ann.patronId, cardId: ben.cardId }
    expect(await cards.undoReport(clerk, mixed)).toBe('not-on-file')
    expect(await cards.undoReport(volunteer, { ...mixed, cardId: ann.cardId })).toBe('not-here')
    expect([await statesOf(ann.patronId), await statesOf(ben.patronId)]).toEqual([['lost'], ['lost']])
  })
})

describe('a lost card that is found', () => {
  test('can be used again once its own number was scanned', async () => {
    const { patronId, cardId, number } = await somebody(true)
    const other = await somebody()
    expect(await cards.found(clerk, { patronId, cardId, number: other.number })).toBe('another-card')
    expect(await statesOf(patronId)).toEqual(['lost'])
    expect(await saidOf(patronId)).toEqual([])
    expect(await cards.found(clerk, { patronId, cardId, number: number.toLowerCase() })).toBe('found')
    expect(await cards.found(clerk, { patronId, cardId, number })).toBe('found')
    expect(await statesOf(patronId)).toEqual(['active'])
    const outcomes = (await saidOf(patronId)).map(({ kind, outcome }) => [kind, outcome ?? ''])
    expect(outcomes.sort()).toEqual([
      ['card-found', ''],
      ['card-found', 'not-lost'],
    ])
  })
})

test('a lost card stays lost once another was given in its place, no matter who brings it', async () => {
  const { patronId, cardId, number } = await somebody(true)
  expect(await cards.give(clerk, { patronId, number: 'INPLACE1', checked })).toBe('given')
  expect(await cards.found(clerk, { patronId, cardId, number })).toBe('replaced')
  expect(await statesOf(patronId)).toEqual(['active', 'lost'])
  // Nor once the other is stopped too: then a new one is given.
  const newer = (await cardsOf(patronId)).find(({ state }) => state === 'active')
  await cards.reportOfRecord(clerk, { patronId, cardId: newer?.id ?? '' })
  expect(await cards.found(clerk, { patronId, cardId, number })).toBe('replaced')
  expect(await statesOf(patronId)).toEqual(['lost', 'lost'])
})

describe('a new card', () => {
  test('goes to a customer who has none left, and the lost one stays on file as lost', async () => {
    const { patronId } = await somebody(true)
    expect(await cards.give(clerk, { patronId, number: 'new-0001', checked })).toBe('given')
    expect(await cards.give(clerk, { patronId, number: 'NEW 0001', checked })).toBe('given')
    expect(await statesOf(patronId)).toEqual(['active', 'lost'])
    expect(await saidOf(patronId)).toMatchObject([
      { kind: 'card-given', actor: 'clerk-1', verified: ['photo-id'] },
    ])
  })

  test('is one, though two clerks give one each at the same moment', async () => {
    const { patronId } = await somebody(true)
    const given = await Promise.all(
      ['TWOATONCE1', 'TWOATONCE2'].map((number) => cards.give(clerk, { patronId, number, checked })),
    )
    expect(given.sort()).toEqual(['given', 'has-one'])
    expect(await statesOf(patronId)).toEqual(['active', 'lost'])
  })

  test('has no number that is on file, be it their own lost one or anybody’s', async () => {
    const [ann, ben] = [await somebody(true), await somebody()]
    for (const number of [ann.number, ben.number]) {
      expect(await cards.give(clerk, { patronId: ann.patronId, number, checked })).toBe('number-taken')
    }
    expect(await statesOf(ann.patronId)).toEqual(['lost'])
    expect((await saidOf(ann.patronId)).map(({ kind }) => kind)).toEqual([
      'card-number-taken',
      'card-number-taken',
    ])
    // That it is on file tells of whoever has it.
    const subjects = [ann.patronId, ben.patronId]
    expect(await saidOf(ben.patronId)).toMatchObject([{ kind: 'card-number-taken', subjects }])
  })

  test.each(['book-0001', ' BOOK 0001', 'd31000000000009a', '31000000000009'])(
    'is no book: scanning that would open a record (%s)',
    async (number) => {
      const { app } = it.database
      const id = randomUUID()
      await app.insertInto('title').values({ id, title: 'A book', author: null }).execute()
      const items = ['Book0001', 'A31000000000009A'].map((barcode) => ({ title_id: id, barcode }))
      await app
        .insertInto('item')
        .values(items)
        .onConflict((one) => one.doNothing())
        .execute()
      const { patronId } = await somebody(true)
      expect(await cards.give(clerk, { patronId, number, checked })).toBe('item')
      expect(await statesOf(patronId)).toEqual(['lost'])
    },
  )

  test('goes to no one who is not on file', async () => {
    expect(await cards.give(clerk, { patronId: randomUUID(), number: 'NEW3', checked })).toBe('not-on-file')
  })

  test.each(['', '123', '2'.repeat(21), 'ÅB1234', 'AB_1234', '<b>1234'])(
    'has a number that can be one, and so not %j',
    async (number) => {
      expect(isPlausibleCardNumber(normalizeCardNumber(number))).toBe(false)
      expect(await cards.give(clerk, { patronId: randomUUID(), number, checked })).toBe('number-unfit')
    },
  )
})

describe('what happened to a card is told', () => {
  const safe = ['e-mail', 'text'] as const
  const notices = () =>
    inContext(it.database.worker, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('notice').select(['id', 'night', 'sealed', 'channel']).execute(),
    )
  /** Whom the notices that are planned would reach, by kind. */
  const planned = async (patronId: string) => {
    const keys = new LinkOpener(noticeOpener(ring))
    const rows = await notices()
    const { former_emails } = await inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('patron').select('former_emails').where('id', '=', patronId).executeTakeFirstOrThrow(),
    )
    const to = (
      former_emails === null ? {} : personOpener(ring).field('patron.former_emails', patronId, former_emails)
    ) as Record<string, string>
    return rows
      .map((row) => ({ ...noticeOf(keys, row), channel: row.channel }))
      .filter(({ patron }) => patron === patronId)
      .map(({ kind, channel, step }) => `${kind} by ${channel} to ${to[step]}`)
      .sort()
  }
  const told = async (patronId: string) => {
    const gate = new Gate({ app: it.database.app, ring, pack: jensen, clock, names: new NameIndex() })
    const looked = { actor: clerk, patron: { id: patronId }, basis: 'in-hand', handles: true } as const
    return (await gate.view(looked)).told[0]?.opened.identity?.cardNews
  }
  const somebodyWith = (more: object) =>
    plant(it.database, ring, {
      ...{ surname: 'Canary', firstName: 'Una', card: `2400000000${1000 + made++}`, phone: '308-555-0144' },
      ...{ emails: ['una@example.org'], ...more },
    })

  test('by every way that the customer marked safe, and not by one that they took off long ago', async () => {
    const id = await somebodyWith({ choices: { safe: ['e-mail'], safeUntil: { text: '2026-10-26' } } })
    await cards.reportOfRecord(clerk, await cardOf(id))
    expect(await planned(id)).toEqual([
      'card-lost by e-mail to una@example.org',
      'card-lost by text to 308-555-0144',
    ])
    expect(await told(id)).toEqual([{ what: 'card-lost', on: '2026-11-24', told: true }])
    // As older records have it.
    const older = await somebodyWith({ choices: { safeBefore: ['text'] } })
    await cards.reportOfRecord(clerk, await cardOf(older))
    expect(await planned(older)).toEqual(['card-lost by text to 308-555-0144'])
    const other = await somebodyWith({ choices: { safe: ['e-mail'], safeUntil: { text: '2026-10-25' } } })
    await cards.reportOfRecord(clerk, await cardOf(other))
    expect(await planned(other)).toEqual(['card-lost by e-mail to una@example.org'])
  })

  test('otherwise on the record, for the next visit, until a clerk says that they told them', async () => {
    const id = await somebodyWith({ lost: true })
    expect(await cards.give(clerk, { patronId: id, number: `NEWS${made}`, checked })).toBe('given')
    expect(await planned(id)).toEqual([])
    expect(await told(id)).toEqual([{ what: 'new-card', on: '2026-11-24', told: false }])
    expect(await news.told(volunteer, id)).toBe('not-here')
    expect(await news.told(clerk, id)).toBe('told')
    expect(await told(id)).toEqual([{ what: 'new-card', on: '2026-11-24', told: true }])
  })

  test('also to the address that was on file before the last change', async () => {
    const id = await somebodyWith({ choices: { safe: ['e-mail'] } })
    const parts = { app: it.database.app, ring, pack: jensen, clock, names: new NameIndex() }
    const corrections = new Corrections({
      ...gateInternals(parts),
      permit: recordPermits,
      planAddressNotices,
    })
    await corrections.setRight(clerk, { patronId: id, asked: { emails: ['thief@example.org'] }, checked })
    await cards.reportOfRecord(clerk, await cardOf(id))
    expect(await planned(id)).toEqual([
      'address by e-mail to una@example.org',
      'card-lost by e-mail to thief@example.org',
      'card-lost by e-mail to una@example.org',
    ])
  })

  test('also by ways and to addresses that someone took off by changing them twice, for 30 days', async () => {
    const id = await somebodyWith({ choices: { safe: ['e-mail'] } })
    const own = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
    const save = async (choices: PatronChoices, before: PatronChoices, day: string) => {
      const internals = actsOn(day)
      const parts = { ...internals, gate: new Gate(internals) }
      const opened = choicesMark(ring, id, before)
      expect(await savePatronChoices(parts, id, { choices, reach: {}, opened })).toBe(true)
    }
    await save({ safe: ['text'] }, { safe: ['e-mail'] }, '2026-11-01')
    await save({ language: 'es' }, { safe: ['text'] }, '2026-11-01')
    await correctionsOn('2026-11-01').ask(own, { emails: ['thief@example.org'] })
    await correctionsOn('2026-11-02').ask(own, { emails: ['other@example.org'] })
    await correctionsOn('2026-11-02').ask(own, { emails: ['third@example.org'] })
    await cards.reportOfRecord(clerk, await cardOf(id))
    const lost = (await planned(id)).filter((line) => line.startsWith('card-lost'))
    expect(lost).toEqual([
      ...['card-lost by e-mail to thief@example.org', 'card-lost by e-mail to third@example.org'],
      ...['card-lost by e-mail to una@example.org', 'card-lost by text to 308-555-0144'],
    ])
    const kinds = (await saidOf(id)).filter((entry) => entry.kind === 'choices-changed')
    expect(kinds.map((entry) => isVisibleToPatron(entry))).toEqual([true, true])
    const later = await somebodyWith({ choices: { safe: ['e-mail'] } })
    const self = { ...own, patronId: later }
    await correctionsOn('2026-11-01').ask(self, { emails: ['new@example.org'] })
    await inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      newsOn('2026-12-01').tell(trx, later, 'card-lost'),
    )
    expect((await planned(later)).filter((line) => line.startsWith('card-lost'))).toEqual([
      'card-lost by e-mail to new@example.org',
    ])
  })

  test('a code for a new card goes to what is on file, is no one’s to see, and is good once', async () => {
    const id = await somebodyWith({ lost: true })
    const where = codeTo(id, 'text', '308-555-0144')
    expect(await news.sendCode(clerk, codeTo(id, 'text', '308-555-0145'))).toBe('not-on-file')
    expect(await news.sendCode(volunteer, where)).toBe('not-here')
    expect(await news.codeAddresses(volunteer, id)).toEqual([])
    expect(await news.sendCode(clerk, where)).toBe('sent')
    expect(await planned(id)).toEqual(['card-code by text to 308-555-0144'])
    const keys = new LinkOpener(noticeOpener(ring))
    const rows = await notices()
    const step = rows.map((row) => noticeOf(keys, row)).find(({ patron }) => patron === id)?.step ?? 0
    const code = newCardCode(ring, { patronId: id, step })
    const number = `CODED${made}`
    const to = { patronId: id, number, checked: 'code-on-file' } as const
    expect(await cards.give(clerk, to)).toBe('wrong-code')
    expect(await cards.give(clerk, { ...to, code: code === '000000' ? '000001' : '000000' })).toBe(
      'wrong-code',
    )
    expect(await cards.give(clerk, { ...to, code })).toBe('given')
    expect((await saidOf(id)).map(({ kind, verified }) => [kind, verified])).toContainEqual([
      'card-given',
      ['code-on-file'],
    ])
    await cards.reportNumber(clerk, number)
    expect(await cards.give(clerk, { ...to, number: `${number}B`, code })).toBe('wrong-code')
    // Each wrong code is on record, and its owner sees it.
    const wrong = (await saidOf(id)).filter(({ kind }) => kind === 'card-code-wrong')
    expect(wrong.map((entry) => isVisibleToPatron(entry))).toEqual([true, true, true])
  })

  test.each(['its owner’s PIN', 'a clerk'] as const)(
    'no code goes to an address or number that %s entered in the last seven days',
    async (by) => {
      const id = await somebodyWith({ lost: true })
      const entered = correctionsOn('2026-11-10')
      const asked = { emails: ['thief@example.org'] }
      const own = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
      if (by === 'a clerk') {
        const phones = ['308-555-0199', '(308) 555 0144']
        const also = { ...asked, phones }
        await entered.setRight(clerk, { patronId: id, asked: also, checked: 'known-to-staff' })
        expect(await newsOn('2026-11-11').sendCode(clerk, codeTo(id, 'text', phones[0] ?? ''))).toBe(
          'not-on-file',
        )
        expect(await newsOn('2026-11-11').sendCode(clerk, codeTo(id, 'text', phones[1] ?? ''))).toBe('sent')
      } else await entered.ask(own, asked)
      const thief = codeTo(id, 'e-mail', 'thief@example.org')
      expect(await newsOn('2026-11-11').sendCode(clerk, thief)).toBe('not-on-file')
      expect(await newsOn('2026-11-11').codeAddresses(clerk, id)).not.toContain(thief.mark)
      // A later change of something else does not make it old.
      await correctionsOn('2026-11-14').ask(own, { emails: ['thief@example.org', 'una@example.org'] })
      expect(await newsOn('2026-11-16').sendCode(clerk, thief)).toBe('not-on-file')
      expect(await newsOn('2026-11-17').sendCode(clerk, thief)).toBe('sent')
    },
  )

  test.each([
    ['“use only these” leaves out', { reach: { only: ['una@example.org'] } }],
    ['was not marked when a safe way was', { choices: { safe: ['e-mail'] } }],
    ['was taken off what is safe', { choices: { safeUntil: { text: '2026-08-01' } } }],
  ] as const)('no code goes to what %s', async (_, chosen) => {
    const id = await somebodyWith({ lost: true, ...chosen })
    expect(await news.codeAddresses(clerk, id)).toEqual([codeTo(id, 'e-mail', 'una@example.org').mark])
    expect(await news.sendCode(clerk, codeTo(id, 'text', '308-555-0144'))).toBe('not-on-file')
    expect(await news.sendCode(clerk, codeTo(id, 'e-mail', 'una@example.org'))).toBe('sent')
    expect(await planned(id)).toEqual(['card-code by e-mail to una@example.org'])
  })

  test('neither code nor news goes to a number that was found to be someone else’s', async () => {
    const id = await somebodyWith({ choices: { safe } })
    const gate = new Gate({ app: it.database.app, ring, pack: jensen, clock, names: new NameIndex() })
    const inOffice = { ...clerk, place: 'office' } as const
    await gate.noteCall({ actor: inOffice, patronId: id, end: 'wrong-number', nth: 0 })
    await cards.reportOfRecord(clerk, await cardOf(id))
    expect(await planned(id)).toEqual(['card-lost by e-mail to una@example.org'])
    expect(await news.sendCode(clerk, codeTo(id, 'text', '308-555-0144'))).toBe('not-on-file')
    const email = codeTo(id, 'e-mail', 'una@example.org')
    expect(await news.codeAddresses(clerk, id)).toEqual([email.mark])
    // A change of phones forgets it of no number that stays.
    const phones = ['308-555-0144', '308-555-0199']
    await correctionsOn('2026-11-10').setRight(clerk, {
      patronId: id,
      asked: { phones },
      checked: 'known-to-staff',
    })
    expect(await newsOn('2026-11-24').sendCode(clerk, codeTo(id, 'text', '308-555-0144'))).toBe('not-on-file')
    expect(await newsOn('2026-11-24').sendCode(clerk, codeTo(id, 'text', '308-555-0199'))).toBe('sent')
  })

  const codeTo = (patronId: string, channel: 'text' | 'e-mail', address: string) => ({
    patronId,
    mark: codeAddressMark(ring, { patronId, channel, address }),
  })
  const actsOn = (day: string) => {
    const on = { now: () => new Date(`${day}T15:00:00Z`), today: () => day }
    const parts = { app: it.database.app, ring, pack: jensen, clock: on, names: new NameIndex() }
    return { ...gateInternals(parts), permit: recordPermits, planAddressNotices }
  }
  const correctionsOn = (day: string) => new Corrections(actsOn(day))
  const newsOn = (day: string) => new CardNews({ ...actsOn(day), openChannels: safe })

  test('a card that went to someone a clerk knew waits for the Director, with who gave it out', async () => {
    const director = { ...clerk, accountId: randomUUID(), role: 'director' } as const
    const account = await addAccount(it.database.app, ring, {
      ...{ signIn: 'knows', name: 'Test clerk', role: 'desk', passphrase: 'x', president: false },
    })
    const id = await somebodyWith({ lost: true })
    const by = { ...clerk, accountId: account ?? '' }
    await cards.give(by, { patronId: id, number: `KNOWN${made}`, checked: 'known-to-staff' })
    const waiting = (await news.toReview()).filter(({ patronId }) => patronId === id)
    expect(waiting).toMatchObject([{ by: account, on: '2026-11-24' }])
    // Also a Director, who gave it out themselves, is no second person.
    await news.reviewed({ ...director, accountId: account ?? '' }, waiting[0]?.id ?? '')
    expect((await news.toReview()).filter(({ patronId }) => patronId === id)).toEqual(waiting)
    await news.reviewed(director, waiting[0]?.id ?? '')
    await news.reviewed(director, waiting[0]?.id ?? '')
    expect((await news.toReview()).filter(({ patronId }) => patronId === id)).toEqual([])
    expect((await saidOf(id)).map(({ kind }) => kind)).toContain('card-given-reviewed')
  })

  const cardOf = async (patronId: string) => ({ patronId, cardId: (await cardsOf(patronId))[0]?.id ?? '' })
})
