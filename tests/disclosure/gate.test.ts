import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StaffActor } from '../../src/gate/actor.ts'
import type { ContactKey } from '../../src/gate/contact-index.ts'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { readPassword, roleName } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { appThrough, type Between, standBetween } from '../support/between.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant, plantGuarantor } from '../support/planted.ts'

const today = '2026-11-24'
const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => today }
const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const volunteer = { ...clerk, role: 'volunteer' } as const
const atHome = { ...clerk, place: 'elsewhere' } as const
const counsel = { ...clerk, role: 'counsel' } as const

let it: TestDatabase
let ring: KeyRing
let between: Between
let throughSocket: Kysely<Schema>
let gate: Gate
let lossyGate: Gate
let parent: string
let child: string

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  parent = await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card: '23000000000001' })
  child = await plant(it.database, ring, {
    surname: 'Canary',
    firstName: 'Pip',
    card: '2300 0000 0000 02',
    born: '2013-02-03',
    loans: [
      { title: 'Canary Due Later', dueOn: '2026-12-24' },
      { title: 'Canary Due Today', dueOn: today },
      { title: 'Canary Overdue', dueOn: '2026-11-23' },
      { title: 'Canary Lost', dueOn: '2026-01-01', lost: true },
    ],
    holds: ['Canary Reserved'],
    charges: [{ kind: 'damaged', cents: 450, title: 'Canary Torn' }],
    guarantor: { id: parent, liable: true },
  })
  const names = new NameIndex()
  await names.build(ring, sealedPatronNames(it.database.app))
  gate = new Gate({ app: it.database.app, ring, pack, names, clock })

  const direct = await it.database.connect('app')
  const { host, port } = direct
  await direct.end()
  between = await standBetween(host, port)
  throughSocket = appThrough(between, { port, keysDir: it.home.keysDir })
  lossyGate = new Gate({ app: throughSocket, ring, pack, names, clock })
})

afterAll(async () => {
  between?.close()
  await throughSocket?.destroy()
  await it?.close()
})

beforeEach(async () => {
  between.atCommit = 'pass'
  await sql`delete from register_pending`.execute(it.database.worker)
})

async function asOwner(statement: string): Promise<void> {
  const { host } = (await it.database
    .connect('app')
    .then((client) => client.end().then(() => client))) as pg.Client
  const user = roleName('carrel', 'owner')
  const owner = new pg.Client({
    host,
    database: 'carrel',
    user,
    password: readPassword(it.home.keysDir, 'owner'),
  })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

async function entries() {
  const rows = await it.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.map(({ leaf }) => {
    const opened = openEntry(leaf, ring.registerMonthKey(readLeaf(leaf).month))
    if (!('entry' in opened)) throw new Error(opened.refused)
    return opened.entry
  })
}

describe('a patron at their own pages', () => {
  const self = { role: 'patron', patronId: '', verified: ['card', 'pin'] } as const

  test('sees all of their own with the card and the PIN, who they are among it, and it is on record', async () => {
    const records = ['identity', 'loans', 'overdue.titles', 'holds.titles'] as const
    const { told } = await gate.own({ self: { ...self, patronId: child }, records })
    expect(told[0]?.opened.identity).toMatchObject({ firstName: 'Pip' })
    expect(told[0]?.opened.overdue?.titles).toMatchObject([{ title: 'Canary Overdue' }])
    expect(await entries()).toMatchObject([
      { kind: 'own-view', actor: 'patron', role: 'patron', place: 'own-screen', subjects: [child] },
    ])
  })

  test('sees nothing with the card alone', async () => {
    const { told, answer } = await gate.own({
      self: { ...self, patronId: child, verified: ['card'] },
      records: ['existence', 'loans', 'identity'],
    })
    expect(told).toEqual([])
    expect(answer.may).toEqual([])
  })
})

describe('turning to a patron', () => {
  const mailed = {
    on: today,
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: ['overdue', 'overdue.titles', 'loans'],
    channel: 'e-mail',
    place: 'elsewhere',
    done: [],
    emergencyClaimed: false,
  } as const satisfies Ask
  const program = { role: 'program' } as const

  test('by mail tells the bare fact and the address it goes to, never a title, and is on record', async () => {
    const { told } = await gate.contact({
      actor: program,
      patronId: child,
      ask: mailed,
      envelope: ['contact'],
    })
    expect(told[0]?.opened).toEqual({
      contact: {
        addresses: [['1 Sod House Road', 'Minden NE 68959']],
        phones: ['402-555-0100'],
        emails: [],
        choices: {},
      },
      overdue: { any: true },
    })
    expect(await entries()).toMatchObject([
      {
        kind: 'contact',
        actor: 'system',
        may: ['overdue'],
        shown: ['overdue', 'contact'],
        subjects: [child],
      },
    ])
  })

  test('opens no address where nothing may be told', async () => {
    const ask = { ...mailed, records: ['overdue.titles'] } as const
    const { told } = await gate.contact({ actor: program, patronId: child, ask, envelope: ['contact'] })
    expect(told).toEqual([])
  })

  test('shows staff at the front desk no number to call', async () => {
    const ask = { ...mailed, channel: 'phone-out', speakingWith: 'patron', place: 'front-desk' } as const
    const { told, answer } = await gate.contact({ actor: clerk, patronId: child, ask, envelope: ['contact'] })
    expect(answer.may).toEqual([])
    expect(told).toEqual([])
  })
})

describe('a view', () => {
  test('shows a clerk at the front desk the record in hand, and is on record with whom, who and where', async () => {
    const { answer, told } = await gate.view({ actor: clerk, patron: { card: '23000000000002' } })
    expect(answer.outcome).toBe('release')
    const opened = told[0]?.opened
    expect(opened?.identity).toMatchObject({ surname: 'Canary', firstName: 'Pip', born: '2013-02-03' })
    expect(opened?.loans?.map((loan) => loan.title)).toEqual(['Canary Due Today', 'Canary Due Later'])
    expect(opened?.overdue).toMatchObject({ any: true, titles: [{ title: 'Canary Overdue' }] })
    expect(opened?.lost).toMatchObject({ any: true, titles: [{ title: 'Canary Lost' }] })
    expect(opened?.damaged).toMatchObject({ any: true, titles: [{ title: 'Canary Torn' }] })
    expect(opened?.charges).toEqual({
      totalCents: 450,
      each: [{ kind: 'damaged', amountCents: 450, title: 'Canary Torn' }],
    })
    expect(opened?.holds).toMatchObject({ any: true, each: [{ title: 'Canary Reserved' }] })
    expect(await entries()).toMatchObject([
      {
        kind: 'view',
        actor: 'clerk-1',
        role: 'desk',
        place: 'front-desk',
        subjects: [child],
        outcome: 'release',
      },
    ])
  })

  test('a volunteer sees that the card is on file and nothing else, and that is on record', async () => {
    const { told } = await gate.view({ actor: volunteer, patron: { card: '23000000000002' } })
    expect(told).toEqual([{ patronId: child, opened: { existence: true } }])
    expect(await entries()).toMatchObject([
      { kind: 'view', role: 'volunteer', subjects: [child], shown: ['existence'], outcome: 'limited' },
    ])
  })

  test.each([
    ['a computer that is not enrolled', atHome],
    ['counsel', counsel],
    ['a trustee', { ...clerk, role: 'trustee' } as const],
  ])('for %s looks no one up, on file or not, and is on record', async (_, actor) => {
    const known = await gate.view({ actor, patron: { card: '23000000000002' } })
    const unknown = await gate.view({ actor, patron: { card: '99' } })
    expect({ ...known, reference: '' }).toEqual({ ...unknown, reference: '' })
    expect(known).toMatchObject({ told: [], lookedUp: false, found: true })
    const [one, other] = await entries()
    expect(one).toEqual(other)
    expect(one).toMatchObject({ kind: 'view', role: actor.role, subjects: [], may: [], shown: [] })
  })

  test('of an unknown card tells nothing, and is on record', async () => {
    const { told, found } = await gate.view({ actor: clerk, patron: { card: '99' } })
    expect({ told, found }).toEqual({ told: [], found: false })
    expect(await entries()).toMatchObject([
      { kind: 'view', subjects: [], may: [], shown: [], outcome: 'not-on-file' },
    ])
  })

  test('never shows a value that the answer withholds, even where the page asks for all', async () => {
    const { answer, told } = await gate.view({ actor: volunteer, patron: { id: child } })
    expect(answer.may).toEqual(['existence'])
    expect(JSON.stringify(told)).not.toMatch(/Canary|Pip|2013|23000000000002/)
  })
})

describe('a search', () => {
  test('lists whom it finds, and one entry names every one of them', async () => {
    const { told, listed, more } = await gate.search({ actor: clerk, name: 'canary' })
    expect(listed.map(({ name }) => name.firstName).sort()).toEqual(['Pip', 'Una'])
    expect(listed.map(({ cardEnd }) => cardEnd)).toEqual([undefined, undefined])
    expect(told).toEqual([])
    expect(more).toBe(false)
    const recorded = await entries()
    expect(recorded).toHaveLength(1)
    expect([...(recorded[0]?.subjects ?? [])].sort()).toEqual([parent, child].sort())
  })

  test('by a volunteer lists no one, and the register names no one', async () => {
    const { listed, more } = await gate.search({ actor: volunteer, name: 'canary' })
    expect({ listed, more }).toEqual({ listed: [], more: false })
    expect(await entries()).toMatchObject([{ kind: 'search', role: 'volunteer', subjects: [], shown: [] }])
  })

  test('from a computer that is not enrolled lists no one and does not say whether there are more', async () => {
    expect(await gate.search({ actor: atHome, name: 'canary' })).toMatchObject({ listed: [], more: false })
    expect(await entries()).toMatchObject([{ kind: 'search', subjects: [] }])
  })
})

describe('a search by phone or e-mail', () => {
  const planted = (firstName: string, phone: string, ...emails: string[]) =>
    plant(it.database, ring, {
      ...{ surname: 'Wren', firstName, phone, emails, card: randomUUID().slice(0, 8) },
    })
  const finds = async (contact: ContactKey, actor: StaffActor = clerk) => {
    const { listed, isShared } = await gate.searchByContact({ actor, contact })
    return { names: listed.map(({ name }) => name.firstName), isShared }
  }
  const none = { names: [], isShared: false }

  test('opens the one patron who has it whole, without how they are reached, and the log names them', async () => {
    const id = await planted('Ida', '+1 (308) 555-0171 ext. 4', 'Ida.Wren@example.org')
    for (const contact of [{ phone: '3085550171' }, { email: 'ida.wren@EXAMPLE.org' }]) {
      expect(await finds(contact)).toEqual({ names: ['Ida'], isShared: false })
    }
    const { told, listed } = await gate.searchByContact({ actor: clerk, contact: { phone: '3085550171' } })
    expect([told, Object.keys(listed[0] ?? {}).sort()]).toEqual([[], ['name', 'patronId']])
    expect(JSON.stringify(listed)).not.toMatch(/555\W*0171|example/)
    const recorded = await entries()
    expect(recorded).toHaveLength(3)
    expect(recorded.every(({ kind, subjects }) => kind === 'search' && subjects?.join() === id)).toBe(true)
  })

  test('finds no one by a part of it, nor does it say anything to a volunteer or from a computer elsewhere', async () => {
    await planted('Una', '308-555-0172', 'una@example.org')
    for (const contact of [{ phone: '5550172' }, { phone: '308555017' }, { email: 'una@example' }]) {
      expect(await finds(contact)).toEqual(none)
    }
    await sql`delete from register_pending`.execute(it.database.worker)
    for (const actor of [volunteer, atHome, counsel]) {
      expect(await finds({ phone: '3085550172' }, actor)).toEqual(none)
    }
    expect((await entries()).map(({ subjects }) => subjects)).toEqual([[], [], []])
  })

  test('says of a number that several have only that, names none of them, and logs that it was asked', async () => {
    for (const firstName of ['Ada', 'Bea']) await planted(firstName, '308-555-0173')
    expect(await finds({ phone: '3085550173' })).toEqual({ names: [], isShared: true })
    expect(await entries()).toMatchObject([
      { kind: 'search', subjects: [], shown: [], outcome: 'not-on-file' },
    ])
  })

  test('follows a contact that changes, and one that goes', async () => {
    const id = await planted('Eve', '308-555-0174')
    const found = { names: ['Eve'], isShared: false }
    expect(await finds({ phone: '3085550174' })).toEqual(found)
    const contactIs = (contact: Buffer | null) =>
      inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
        trx.updateTable('patron').set({ contact }).where('id', '=', id).execute(),
      )
    const contact = { addresses: [], phones: ['308 555 0175'], emails: [] }
    await contactIs(sealField(ring, 'patron.contact', id, contact))
    expect(await finds({ phone: '3085550174' })).toEqual(none)
    expect(await finds({ phone: '3085550175' })).toEqual(found)
    await contactIs(null)
    expect(await finds({ phone: '3085550175' })).toEqual(none)
  })
})

describe('an answer', () => {
  const guardian: Ask = {
    on: today,
    recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
    subject: { born: '1980-01-01', married: false, emancipated: false, liabilities: [] },
    records: ['overdue', 'overdue.titles', 'loans', 'charges'],
    channel: 'in-person',
    place: 'front-desk',
    done: [],
    emergencyClaimed: false,
  }

  test('takes the facts from the record and not from the form: a minor’s guardian hears what is overdue', async () => {
    const about = { id: child }
    const { answer, told } = await gate.answer({ actor: clerk, ask: guardian, about, guardian: 'Una Canary' })
    expect(answer).toMatchObject({ outcome: 'limited', may: ['overdue', 'overdue.titles', 'charges'] })
    expect(told[0]?.opened.overdue?.titles).toMatchObject([{ title: 'Canary Overdue' }])
    expect(told[0]?.opened.loans).toBeUndefined()
  })

  test('a card that was reported lost opens no record when it is scanned, and its owner can see that it was', async () => {
    const finder = await plant(it.database, ring, {
      ...{ surname: 'Finder', firstName: 'Ida', card: '2300 9009', lost: true },
      loans: [{ title: 'Canary Kept', dueOn: '2026-12-01' }],
    })
    const { told, byLostCard } = await gate.view({ actor: clerk, patron: { card: '23009009' } })
    expect([byLostCard, told]).toEqual([true, [{ patronId: finder, opened: { existence: true } }]])
    expect(await entries()).toMatchObject([
      { kind: 'lost-card-scanned', subjects: [finder], shown: ['existence'], may: [] },
    ])
    expect(
      (await gate.view({ actor: clerk, patron: { id: finder }, basis: 'in-hand' })).told[0]?.opened.identity,
    ).toBeDefined()
  })

  test.each([
    ['is no proof of who has it, and the entry does not say that it was', '1', ['card'], []],
    ['is none with a PIN either', '2', ['card', 'pin'], ['pin']],
    ['takes nothing from a photo ID', '3', ['card', 'photo-id'], ['photo-id']],
  ] as const)('a card that was reported lost %s', async (_, number, claimed, verified) => {
    const finder = await plant(it.database, ring, {
      ...{ surname: 'Finder', firstName: 'Ida', card: `2300 900${number}`, lost: true },
      loans: [{ title: 'Canary Kept', dueOn: '2026-12-01' }],
    })
    const own: Ask = {
      ...guardian,
      recipient: { kind: 'patron', relation: 'self', liable: false, verified: [...claimed] },
      records: ['loans', 'contact'],
    }
    const { answer, told, byLostCard } = await gate.answer({
      ...{ actor: clerk, ask: own, about: { card: `2300900${number}` } },
    })
    const isProven = verified.some((check) => check === 'photo-id')
    expect({ byLostCard, outcome: answer.outcome }).toEqual({
      byLostCard: true,
      outcome: isProven ? 'release' : 'refuse',
    })
    expect(told.length).toBe(isProven ? 1 : 0)
    expect(await entries()).toMatchObject([{ subjects: [finder], verified }])
  })

  test.each([
    ['is no proof of who has it, and the entry does not say that it was', '1', ['card'], []],
    ['is none with a PIN either', '2', ['card', 'pin'], ['pin']],
    ['takes nothing from a photo ID', '3', ['card', 'photo-id'], ['photo-id']],
  ] as const)('a card that has expired %s', async (_, number, claimed, verified) => {
    const finder = await plant(it.database, ring, {
      ...{ surname: 'Finder', firstName: 'Ida', card: `2300 800${number}`, expiresOn: '2020-01-01' },
      loans: [{ title: 'Canary Kept', dueOn: '2026-12-01' }],
    })
    const own: Ask = {
      ...guardian,
      recipient: { kind: 'patron', relation: 'self', liable: false, verified: [...claimed] },
      records: ['loans', 'contact'],
    }
    const { answer, told, byExpiredCard } = await gate.answer({
      ...{ actor: clerk, ask: own, about: { card: `2300800${number}` } },
    })
    const isProven = verified.some((check) => check === 'photo-id')
    expect({ byExpiredCard, outcome: answer.outcome }).toEqual({
      byExpiredCard: true,
      outcome: isProven ? 'release' : 'refuse',
    })
    expect(told.length).toBe(isProven ? 1 : 0)
    expect(await entries()).toMatchObject([{ subjects: [finder], verified }])
  })

  test('a claim to be on file falls away where the record has no guarantor', async () => {
    const about = { id: parent }
    const { answer, told } = await gate.answer({ actor: clerk, ask: guardian, about, guardian: 'Una Canary' })
    expect(answer.may).toEqual([])
    expect(told).toEqual([])
  })

  describe('of a guardian whose name was typed', () => {
    const childOf =
      (...guarantors: { id: string; liable: boolean }[]) =>
      async (owes: boolean) => {
        const id = await plant(it.database, ring, {
          ...{ surname: 'Wren', firstName: 'Kit', card: `24000000${cardsPlanted++}`, born: '2015-05-05' },
          ...(owes && { loans: [{ title: 'Canary Late', dueOn: '2026-11-01' }] }),
        })
        await inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
          for (const { id: guarantor_id, liable } of guarantors)
            await plantGuarantor(trx, ring, { guarantee_id: id, guarantor_id, liable })
        })
        return id
      }
    const adult = (surname: string, firstName: string) =>
      plant(it.database, ring, { surname, firstName, card: `24000000${cardsPlanted++}` })
    let cardsPlanted = 100
    const asked = (id: string, name: string, by: StaffActor = clerk) =>
      gate.answer({ actor: by, ask: guardian, about: { id }, guardian: name })

    test('one parent’s signature tells nothing to the other, and nobody is on file without a name', async () => {
      const [signer, other] = [await adult('Wren', 'Ada'), await adult('Wren', 'Bo')]
      const id = await childOf({ id: signer, liable: true }, { id: other, liable: false })(true)
      expect((await asked(id, 'wren, ada')).answer.may).toContain('overdue.titles')
      const unsigned = await asked(id, 'Bo Wren')
      expect(unsigned).toMatchObject({ told: [], answer: { may: [], outcome: 'refuse' } })
      expect(unsigned.guardian).toBeUndefined()
      expect(await gate.answer({ actor: clerk, ask: guardian, about: { id } })).toMatchObject({ told: [] })
    })

    test('of two of one name no one can tell which is here, so both must have signed', async () => {
      const [one, other] = [await adult('Wren', 'Cy'), await adult('Wren', 'Cy')]
      const id = await childOf({ id: one, liable: true }, { id: other, liable: false })(true)
      expect((await asked(id, 'Cy Wren')).answer.may).toEqual([])
    })

    test('a wrong name is said so and no more, and its entry has the child and not the name', async () => {
      const id = await childOf({ id: await adult('Wren', 'Dee'), liable: true })(true)
      const disclosed = await asked(id, 'Deirdre Wren')
      expect(disclosed).toMatchObject({ guardian: 'not-on-file', told: [], answer: { may: [] } })
      const recorded = await entries()
      expect(recorded).toMatchObject([{ kind: 'answer', subjects: [id], verified: [], may: [] }])
      expect(JSON.stringify([disclosed, recorded])).not.toMatch(/Wren|Dee|Deirdre/)
    })

    test('five wrong names for one child in a quarter of an hour, and not even the right one is compared', async () => {
      const id = await childOf({ id: await adult('Wren', 'Eve'), liable: true })(true)
      for (let tries = 0; tries < 5; tries++)
        expect((await asked(id, `Eva${tries} Wren`)).guardian).toBe('not-on-file')
      expect(await asked(id, 'Eve Wren')).toMatchObject({ guardian: 'too-many-names', answer: { may: [] } })
      expect(await entries()).toHaveLength(6)
      expect((await asked(id, 'Eve Wren', { ...clerk, accountId: 'another' })).answer.may).toContain(
        'overdue',
      )
    })

    test('a guardian who signed for a child who owes nothing hears what one hears who did not sign', async () => {
      const [signer, other] = [await adult('Wren', 'Fay'), await adult('Wren', 'Gil')]
      const id = await childOf({ id: signer, liable: true }, { id: other, liable: false })(false)
      const [signed, unsigned] = [await asked(id, 'Fay Wren'), await asked(id, 'Gil Wren')]
      expect({ ...signed, reference: '' }).toEqual({ ...unsigned, reference: '' })
      expect(signed).toMatchObject({ told: [], none: [], answer: { outcome: 'refuse', may: [] } })
      const outcomes = (await entries()).map(({ outcome }) => outcome)
      expect(outcomes).toEqual(['refuse', 'refuse'])
    })
  })

  test.each([
    ['a volunteer', volunteer],
    ['counsel', counsel],
    ['a trustee', { ...clerk, role: 'trustee' } as const],
    ['a computer that is not enrolled', atHome],
  ])(
    'by %s never turns on the record: a child who owes, an adult and no one read the same',
    async (_, actor) => {
      const answers = []
      for (const about of [{ id: child }, { id: parent }, { card: '99' }]) {
        answers.push({
          ...(await gate.answer({ actor, ask: guardian, about, guardian: 'Una Canary' })),
          reference: '',
        })
      }
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
      expect(answers[0]).toMatchObject({ told: [], lookedUp: false, answer: { may: [] } })
      expect((await entries()).every((entry) => entry.subjects?.length === 0)).toBe(true)
    },
  )

  test('about a card that is not on file is recorded as telling nothing', async () => {
    const self = { kind: 'patron', relation: 'self', liable: false, verified: ['photo-id'] } as const
    const asked = await gate.answer({
      actor: clerk,
      ask: { ...guardian, recipient: self },
      about: { card: '99' },
    })
    expect(asked).toMatchObject({ found: false, told: [] })
    expect(await entries()).toMatchObject([{ outcome: 'not-on-file', may: [], shown: [], subjects: [] }])
  })

  test('records what could be told aloud apart from what a screen showed, and on what basis', async () => {
    const self = { kind: 'patron', relation: 'self', liable: false, verified: ['photo-id'] } as const
    const records = ['overdue', 'history'] as const
    await gate.answer({ actor: clerk, ask: { ...guardian, recipient: self, records }, about: { id: child } })
    const officer = { kind: 'justice-agency', relation: 'none', liable: false, verified: [] } as const
    const saw = { ...guardian, recipient: officer, records: ['incident'], basis: 'mandated-report' } as const
    await gate.answer({ actor: clerk, ask: saw })
    const recorded = await entries()
    expect(recorded.find((entry) => entry.basis === undefined)).toMatchObject({
      may: records,
      shown: ['overdue'],
    })
    expect(recorded.find((entry) => entry.basis !== undefined)).toMatchObject({
      basis: 'mandated-report',
      may: ['incident'],
    })
  })

  test('to no one in particular opens nothing and is on record', async () => {
    const ask: Ask = {
      ...guardian,
      recipient: { ...guardian.recipient, kind: 'justice-agency', relation: 'none' },
    }
    const { told, reference } = await gate.answer({ actor: volunteer, ask })
    expect(told).toEqual([])
    expect(reference).toMatch(/^[\w-]{22}$/)
    expect(await entries()).toMatchObject([{ kind: 'answer', recipient: 'justice-agency', subjects: [] }])
  })

  test('under a gag reads in the open register, to the letter, like paper that was not read', async () => {
    const agency = { kind: 'justice-agency', relation: 'none', liable: false, verified: [] } as const
    const paper = { findings: [], scope: [], grandfathered: false } as const
    const gagged = { kind: 'national-security-letter', nondisclosure: true, ...paper } as const
    const unread = { kind: 'unread', nondisclosure: false, ...paper } as const
    const { answer } = await gate.answer({
      actor: clerk,
      ask: { ...guardian, recipient: agency, instrument: gagged },
    })
    expect(answer.sealed).toBe(true)
    await gate.answer({ actor: clerk, ask: { ...guardian, recipient: agency, instrument: unread } })
    const [one, other] = await entries()
    expect(one).toEqual(other)
    expect(one).toMatchObject({ instrument: 'unread', outcome: 'refer' })
  })
})

describe('if the entry is not known to be committed, nothing opens', () => {
  test('a store that refuses the entry', async () => {
    await asOwner('alter table register_pending add constraint refused check (false) not valid')
    await expect(gate.view({ actor: clerk, patron: { id: child }, basis: 'in-hand' })).rejects.toThrow(
      /refused/,
    )
    await asOwner('alter table register_pending drop constraint refused')
    expect(await entries()).toEqual([])
  })

  test('failed and not stored: the connection is lost before the commit reaches the server', async () => {
    between.atCommit = 'cut-before'
    const outcome = await lossyGate
      .view({ actor: clerk, patron: { id: child }, basis: 'in-hand' })
      .catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(Error)
    expect(inspect(outcome, { depth: 9, showHidden: true })).not.toMatch(/Canary|\bPip\b/)
    expect(await entries()).toEqual([])
  })

  test('failed but stored: the connection is lost before the server’s answer arrives', async () => {
    between.atCommit = 'cut-after'
    const outcome = await lossyGate
      .view({ actor: clerk, patron: { id: child }, basis: 'in-hand' })
      .catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(Error)
    expect(inspect(outcome, { depth: 9, showHidden: true })).not.toMatch(/Canary|\bPip\b/)
    expect(await entries()).toHaveLength(1)
  })
})

describe('a kill between record and open', () => {
  const viewOnce = async (patron: string, onCommitted?: (kill: () => void) => void) => {
    const script = resolve(import.meta.dirname, '../support/view-once.ts')
    const program = spawn(process.execPath, [
      '--import',
      './bin/from-source.js',
      script,
      between.host,
      it.home.keysDir,
      patron,
    ])
    let shown = ''
    program.stdout.on('data', (text) => {
      shown += text
    })
    const ended = new Promise((settle) => program.once('exit', settle))
    between.onCommitted = () => onCommitted?.(() => program.kill('SIGKILL'))
    await ended
    between.onCommitted = undefined
    return shown
  }

  test('leaves the entry, and nothing was told', async () => {
    expect(await viewOnce(child, (kill) => kill())).toBe('')
    expect(await entries()).toMatchObject([{ kind: 'view', subjects: [child] }])
  })

  test('(without the kill the same program tells)', async () => {
    expect(await viewOnce(child)).toContain('Canary')
  })
})

describe('the second wall', () => {
  test.each(['patron', 'card', 'guarantor', 'loan', 'hold', 'charge'] as const)(
    'the app and the worker see no %s row without saying who acts and from where',
    async (table) => {
      for (const role of ['app', 'worker'] as const) {
        const seen = await it.database[role]
          .selectFrom(table)
          .select(sql`1`.as('one'))
          .execute()
          .catch(() => [])
        expect(seen).toEqual([])
      }
      const all = await it.database.app.transaction().execute(async (trx) => {
        await sql`select set_config('carrel.actor', 'a', true), set_config('carrel.place', 'b', true)`.execute(
          trx,
        )
        return trx.selectFrom(table).select(sql`1`.as('one')).execute()
      })
      expect(all.length).toBeGreaterThan(0)
    },
  )
})
