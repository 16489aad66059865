import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import type { GuardianCheck } from '../../src/gate/sealed-patron.ts'

import { endGuarantors, guarantorPage, writeGuarantors } from '../../src/import/batch-store.ts'
import { comingOfAgeStep, type GuardianEvidence, Guardians } from '../../src/patrons/guardians.ts'
import { issuePatronCode } from '../../src/patrons/self-service.ts'
import { beginPatronSession, ownScreenContext } from '../../src/patrons/sign-in-store.ts'
import { daysIn } from '../../src/platform/clock.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant, plantGuarantor } from '../support/planted.ts'
import { plantPin } from '../support/planted-pin.ts'

const dayOf = daysIn(jensen.timeZone)
const time = { now: new Date('2026-11-24T15:00:00Z') }
const clock = { now: () => time.now, today: () => dayOf(time.now) }
const at = (instant: string) => {
  time.now = new Date(instant)
}
const clerk = { accountId: randomUUID(), role: 'desk', place: 'office' } as const
const director = { ...clerk, accountId: randomUUID(), role: 'director' } as const
const volunteer = { ...clerk, role: 'volunteer' } as const

let it: TestDatabase
let ring: KeyRing
let gate: Gate
let guardians: Guardians

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  const parts = { app: it.database.app, ring, pack: jensen, clock }
  gate = new Gate({ ...parts, names: new NameIndex() })
  guardians = new Guardians({ ...parts, gate })
})
afterAll(() => it?.close())

let made = 0
const newCard = () => `2300000000${1000 + made++}`
async function person(born?: string, loans = [{ title: 'Canary Overdue', dueOn: '2016-01-01' }]) {
  const card = newCard()
  const id = await plant(it.database, ring, {
    ...{ surname: 'Canary', firstName: 'Una', card, loans },
    ...(born && { born }),
  })
  return { id, card }
}
const signed = { liable: true, checked: ['photo-id'] } as const
const without = (firstName: string, street: string) => ({
  ...{ id: randomUUID(), name: { surname: 'Quail', firstName } },
  contact: { addresses: [[street, 'Minden NE 68959']], phones: [], emails: [] },
})
const fileOf = (patronId: string) =>
  inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('guarantor').selectAll().where('guarantee_id', '=', patronId).execute(),
  )
const everyGuardian = () =>
  inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('guardian').select('id').execute(),
  )
/** What the register says of one patron, or of one guardian. */
async function saidOf(id: string) {
  const rows = await it.database.worker.selectFrom('register_pending').select('leaf').execute()
  const entries = rows.map(({ leaf }) => {
    const opened = openEntry(leaf, ring.registerMonthKey(readLeaf(leaf).month))
    if (!('entry' in opened)) throw new Error(opened.refused)
    return opened.entry
  })
  return entries.filter(({ subjects }) => subjects?.includes(id))
}
const night = () =>
  runDailyJobs(
    it.database,
    [comingOfAgeStep({ app: it.database.app, ring, gate, clock })],
    clock.today(),
    (_step, error) => {
      throw error
    },
  )
const listed = async (id: string) =>
  (
    await gate.view({
      ...{ actor: clerk, patron: { id }, basis: 'in-hand', records: ['existence', 'identity'] },
      guardians: { records: ['identity'] },
    })
  ).guardians

const statement = (channel: Ask['channel'], more: Partial<Ask> = {}): Ask => ({
  on: clock.today(),
  recipient: {
    ...{ kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
  },
  subject: { married: false, emancipated: false, liabilities: [] },
  records: ['overdue', 'overdue.titles', 'loans'],
  ...{ channel, place: 'office', done: [], emergencyClaimed: false, ...more },
})
const answered = async (id: string, more: Partial<Ask> = {}) =>
  (
    await gate.answer({
      ...{ actor: clerk, ask: statement('in-person', more), about: { id }, guardian: 'Una Canary' },
    })
  ).answer

describe('the file of guardians', () => {
  test('takes a guardian with a card and two without, says who put them there, and each is on record', async () => {
    const child = await person('2013-02-03')
    const mother = await person('1980-01-01')
    const [father, grandmother] = [without('Otto', '2 Elm Street'), without('Ida', '3 Oak Street')]
    const to = { patronId: child.id, ...signed }
    expect(await guardians.add(clerk, { ...to, guardian: { card: mother.card } })).toBe('added')
    expect(await guardians.add(clerk, { ...to, guardian: { card: mother.card } })).toBe('on-file-already')
    expect(await guardians.add(clerk, { ...to, liable: false, guardian: father })).toBe('added')
    expect(await guardians.add(clerk, { ...to, guardian: father })).toBe('added')
    expect(await guardians.add(clerk, { ...to, guardian: grandmother })).toBe('added')
    // On a page that the browser kept from there: another child has the same guardian, as another row.
    const other = await person('2015-02-03')
    expect(await guardians.add(clerk, { ...to, patronId: other.id, guardian: father })).toBe('added')
    expect((await listed(other.id)).map(({ name }) => name?.firstName)).toEqual(['Otto'])
    expect((await fileOf(other.id)).map(({ guardian_id }) => guardian_id)).not.toContain(father.id)
    const file = await listed(child.id)
    expect(file.map(({ name, liable }) => [name?.firstName, liable]).sort()).toEqual([
      ['Ida', true],
      ['Otto', false],
      ['Una', true],
    ])
    const noted = { checked: ['photo-id'], by: clerk.accountId, on: '2026-11-24', added: '2026-11-24' }
    for (const one of file) expect(one.noted).toMatchObject(noted)
    expect(JSON.stringify(file)).not.toContain('Street')
    const said = (await saidOf(child.id)).filter(({ kind }) => kind === 'guardian-added')
    expect(said.map(({ actor, verified, subjects = [] }) => [actor, verified, subjects.length])).toEqual(
      Array.from({ length: 3 }, () => [clerk.accountId, ['photo-id'], 2]),
    )
    const waiting = (await guardians.reviews(director)).filter(({ minor_id }) => minor_id === child.id)
    expect(waiting.map(({ what, day }) => [what, day])).toEqual(
      Array.from({ length: 3 }, () => ['added', '2026-11-24']),
    )
  })

  test('takes no adult, no one without a known birth date, no minor, not oneself, and no one at a loss of the card', async () => {
    const [child, adult, unknown, teen] = [
      await person('2013-02-03'),
      await person('1990-01-01'),
      await person(),
      await person('2009-01-01'),
    ]
    const add = (patronId: string, card: string) =>
      guardians.add(clerk, { patronId, ...signed, guardian: { card } })
    expect(await add(adult.id, unknown.card)).toBe('not-a-minor')
    expect(await add(unknown.id, adult.card)).toBe('born-unknown')
    expect(await add(child.id, teen.card)).toBe('guardian-minor')
    expect(await add(child.id, child.card)).toBe('oneself')
    expect(await add(child.id, '99')).toBe('no-such-card')
    expect(await add(randomUUID(), adult.card)).toBe('not-on-file')
    expect(await guardians.add(volunteer, { patronId: child.id, ...signed, guardian: adult })).toBe(
      'not-here',
    )
    const away = { ...clerk, place: 'elsewhere' }
    expect(await guardians.add(away, { patronId: child.id, ...signed, guardian: adult })).toBe('not-here')
    expect(await fileOf(child.id)).toEqual([])
  })

  test('a guardian of two children stays on file for one, and is gone with the last', async () => {
    const [one, other] = [await person('2013-02-03'), await person('2015-02-03')]
    const father = without('Emil', '4 Ash Street')
    await guardians.add(clerk, { patronId: one.id, ...signed, guardian: father })
    const [row] = await fileOf(one.id)
    const link = row?.id ?? ''
    const also = { patronId: one.id, link, card: other.card, ...signed }
    expect(await guardians.addTo(clerk, also)).toBe('added')
    expect(await guardians.addTo(clerk, also)).toBe('on-file-already')
    expect((await listed(other.id)).map(({ name }) => name?.firstName)).toEqual(['Emil'])
    expect(await guardians.remove(clerk, { patronId: one.id, link })).toBe('removed')
    expect(await guardians.remove(clerk, { patronId: one.id, link })).toBe('not-on-file')
    expect((await everyGuardian()).map(({ id }) => id)).toContain(father.id)
    await guardians.remove(clerk, { patronId: other.id, link: (await fileOf(other.id))[0]?.id ?? '' })
    expect((await everyGuardian()).map(({ id }) => id)).not.toContain(father.id)
  })

  test('a person who was taken off here does not come back with tonight’s import, nor does it end who was added here', async () => {
    const [child, mother, father] = [
      await person('2013-02-03'),
      await person('1980-01-01'),
      await person('1980-01-01'),
    ]
    const asImported = inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
      for (const { id } of [child, mother, father]) {
        const source_key = Buffer.from(id)
        await trx.updateTable('patron').set({ source_key }).where('id', '=', id).execute()
      }
    })
    await asImported
    const row = { guarantee_id: child.id, guarantor_id: mother.id, liable: true }
    const imported = () =>
      inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
        const written = await writeGuarantors(trx, ring, [row])
        const known = new Set(written.map(({ id }) => id))
        const page = await guarantorPage(trx, beforeAllIds, 5000)
        const here = new Set((await fileOf(child.id)).map(({ id }) => id))
        await endGuarantors(
          trx,
          page.flatMap(({ id }) => (here.has(id) && !known.has(id) ? [id] : [])),
        )
      })
    await imported()
    await guardians.add(clerk, { patronId: child.id, ...signed, guardian: { card: father.card } })
    const link = (await fileOf(child.id)).find(({ guarantor_id }) => guarantor_id === mother.id)?.id ?? ''
    await guardians.remove(clerk, { patronId: child.id, link })
    await imported()
    expect((await listed(child.id)).map(({ id }) => id)).toEqual([father.id])
    // Put back by her papers, she is there again.
    await guardians.add(clerk, { patronId: child.id, ...signed, guardian: { card: mother.card } })
    expect((await listed(child.id)).map(({ id }) => id).sort()).toEqual([father.id, mother.id].sort())
  })
})

/** How the file says that each guardian of a child showed the relation, by first name. */
const relationsOf = async (id: string) =>
  Object.fromEntries((await listed(id)).map(({ name, relation }) => [name?.firstName, relation]))

describe('how a guardian showed the relation', () => {
  const shownBy = (...checked: GuardianCheck[]) => ({
    liable: false,
    checked: ['photo-id', ...checked] as const,
  })

  test('is on file with its day, by papers before the child’s word, before a signature, before an address', async () => {
    at('2026-11-24T15:00:00Z')
    const child = await person('2013-02-03')
    const add = (firstName: string, shown: GuardianEvidence) =>
      guardians.add(clerk, { patronId: child.id, ...shown, guardian: without(firstName, '2 Elm Street') })
    await add('Ida', shownBy('same-address', 'court-letters', 'minor-present'))
    await add('Otto', shownBy('same-address', 'minor-present'))
    await add('Ada', { ...shownBy('same-address'), liable: true })
    await add('Emil', shownBy('same-address'))
    await add('Eve', shownBy())
    const added = '2026-11-24'
    expect(await relationsOf(child.id)).toEqual({
      ...{ Ida: { shown: 'papers', added }, Otto: { shown: 'minor-present', added } },
      ...{ Ada: { shown: 'signature', added }, Emil: { shown: 'same-address', added }, Eve: {} },
    })
  })

  test('is what staff record later, and then counts from that day; a later change keeps that day', async () => {
    at('2026-11-24T15:00:00Z')
    const child = await person('2013-02-03')
    const father = without('Otto', '2 Elm Street')
    await guardians.add(clerk, { patronId: child.id, ...shownBy(), guardian: father })
    const link = (await fileOf(child.id))[0]?.id ?? ''
    const change = (shown: GuardianEvidence) =>
      guardians.change(clerk, { patronId: child.id, link, ...shown })
    at('2026-11-26T15:00:00Z')
    expect(await change(shownBy('birth-certificate'))).toBe('changed')
    expect(await relationsOf(child.id)).toEqual({ Otto: { shown: 'papers', added: '2026-11-26' } })
    at('2026-11-29T15:00:00Z')
    await change({ ...shownBy(), liable: true })
    expect(await relationsOf(child.id)).toEqual({ Otto: { shown: 'signature', added: '2026-11-26' } })
    at('2026-11-24T15:00:00Z')
  })

  test('is the signature of a row from an import, with no day, and nothing where that has none', async () => {
    const [mother, uncle] = [await person('1980-01-01'), await person('1980-01-01')]
    const [signedFor, other] = [await person('2013-02-03'), await person('2013-02-03')]
    await inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
      await plantGuarantor(trx, ring, { guarantee_id: signedFor.id, guarantor_id: mother.id, liable: true })
      await plantGuarantor(trx, ring, { guarantee_id: other.id, guarantor_id: uncle.id, liable: false })
    })
    expect(await relationsOf(signedFor.id)).toEqual({ Una: { shown: 'signature' } })
    expect(await relationsOf(other.id)).toEqual({ Una: {} })
    // Until now they were told, so that the change makes no new guardian of them.
    const link = (await fileOf(signedFor.id))[0]?.id ?? ''
    await guardians.change(clerk, { patronId: signedFor.id, link, ...shownBy('court-letters') })
    expect(await relationsOf(signedFor.id)).toEqual({ Una: { shown: 'papers' } })
  })

  test('goes into the ask from the file, the least and latest where two have the name, whatever a form claims', async () => {
    at('2026-11-20T15:00:00Z')
    const child = await person('2013-02-03')
    const add = (shown: GuardianEvidence) =>
      guardians.add(clerk, { patronId: child.id, ...shown, guardian: without('Otto', '2 Elm Street') })
    await add(shownBy('court-letters'))
    const asked = async (more: Partial<Ask['recipient']> = {}) => {
      const asks: Ask[] = []
      const decide: typeof jensen.decide = (ask) => {
        asks.push(ask)
        return jensen.decide(ask)
      }
      const spied = { ...jensen, decide, in: () => ({ ...jensen, decide }) } as typeof jensen
      const asking = new Gate({ app: it.database.app, ring, pack: spied, clock, names: new NameIndex() })
      const { recipient, ...ask } = statement('in-person')
      const claims = { ...ask, recipient: { ...recipient, ...more } }
      await asking.answer({ actor: clerk, ask: claims, about: { id: child.id }, guardian: 'Otto Quail' })
      const { 'relation-shown': shown, added } = asks.at(-1)?.recipient ?? {}
      return [shown, added]
    }
    expect(await asked()).toEqual(['papers', '2026-11-20'])
    at('2026-11-24T15:00:00Z')
    await add(shownBy('same-address'))
    expect(await asked({ 'relation-shown': 'papers', added: '2026-01-01' })).toEqual([
      'same-address',
      '2026-11-24',
    ])
    await add(shownBy())
    expect(await asked({ 'relation-shown': 'papers' })).toEqual([undefined, '2026-11-24'])
    const unnamed = { verified: [], 'relation-shown': 'papers', added: '2026-01-01' } as const
    expect(await asked(unnamed)).toEqual([undefined, undefined])
  })

  test('waits for the Director’s review, which is logged; what the Director does themselves does not wait', async () => {
    const child = await person('2013-02-03')
    const to = { patronId: child.id, ...shownBy('minor-present') }
    const waiting = async () =>
      (await guardians.reviews(director)).filter(({ minor_id }) => minor_id === child.id)
    await guardians.add(director, { ...to, guardian: without('Ida', '3 Oak Street') })
    expect(await waiting()).toEqual([])
    // Who acts as Director would review it themselves.
    await guardians.add(
      { ...director, ownRole: 'desk' },
      { ...to, guardian: without('Otto', '2 Elm Street') },
    )
    const [added] = await waiting()
    expect(added).toMatchObject({ what: 'added', day: '2026-11-24' })
    await guardians.change(clerk, { ...to, link: added?.link ?? '' })
    expect((await waiting()).map(({ what }) => what).sort()).toEqual(['added', 'changed'])
    await guardians.reviewed(director, [added?.id ?? ''])
    await guardians.reviewed(director, [added?.id ?? ''])
    expect((await waiting()).map(({ what }) => what)).toEqual(['changed'])
    expect((await saidOf(child.id)).filter(({ kind }) => kind === 'guardian-reviewed')).toHaveLength(1)
    // So does what was done for a child whose account is closed since.
    const other = await person('2014-02-03')
    await guardians.add(clerk, { ...to, patronId: other.id, guardian: without('Al', '4 Fir Street') })
    await inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.deleteFrom('patron').where('id', '=', other.id).execute(),
    )
    const ofClosed = (await guardians.reviews(director)).find(({ minor_id }) => minor_id === null)
    expect(ofClosed).toMatchObject({ what: 'added', link: null })
    await guardians.reviewed(director, [ofClosed?.id ?? ''])
    // Taken off, what was done with them still waits.
    await guardians.remove(clerk, { patronId: child.id, link: added?.link ?? '' })
    expect((await waiting()).map(({ what, link }) => [what, link]).sort()).toEqual([
      ['changed', null],
      ['removed', null],
    ])
  })
})

describe('a letter to a guardian', () => {
  test('goes to each of two at their own address, has bare facts, and names both in the register', async () => {
    const child = await person('2013-02-03')
    const [father, mother] = [without('Otto', '7 Birch Street'), without('Ida', '8 Lime Street')]
    await guardians.add(clerk, { patronId: child.id, ...signed, guardian: father })
    await guardians.add(clerk, { patronId: child.id, ...signed, guardian: mother })
    const letterTo = async ({ id }: { id: string }) => {
      const link = (await fileOf(child.id)).find(({ guardian_id }) => guardian_id === id)?.id ?? ''
      const ask = statement('letter')
      return gate.contact({
        actor: clerk,
        patronId: child.id,
        ask,
        envelope: ['identity'],
        guardian: { link },
      })
    }
    const told = await letterTo(father)
    expect(told.guardians).toMatchObject([{ name: { firstName: 'Otto' }, contact: father.contact }])
    expect(told.told[0]?.opened.overdue).toEqual({ any: true })
    expect(JSON.stringify(told)).not.toMatch(/Lime|Ida|Canary Overdue|Sod House/)
    expect(JSON.stringify(await letterTo(mother))).not.toMatch(/Birch|Otto/)
    const [said] = (await saidOf(father.id)).filter(({ kind }) => kind === 'contact')
    expect(said).toMatchObject({ subjects: [child.id, father.id], channel: 'letter', may: ['overdue'] })
  })

  test('is none to a guardian who did not sign: no address is opened', async () => {
    const child = await person('2013-02-03')
    const father = without('Otto', '9 Elm Street')
    await guardians.add(clerk, { ...{ patronId: child.id, ...signed, liable: false }, guardian: father })
    const link = (await fileOf(child.id))[0]?.id ?? ''
    const request = {
      actor: clerk,
      patronId: child.id,
      ask: statement('letter'),
      envelope: [],
      guardian: { link },
    }
    const { told, guardians: opened, answer } = await gate.contact(request)
    expect([told, opened, answer.may]).toEqual([[], [], []])
  })
})

test('of a child who owes nothing there is no letter, and the answer is that of any refusal', async () => {
  const child = await person('2013-02-03', [])
  await guardians.add(clerk, { patronId: child.id, ...signed, guardian: without('Otto', '5 Elm Street') })
  const link = (await fileOf(child.id))[0]?.id ?? ''
  const request = {
    ...{ actor: clerk, patronId: child.id, ask: statement('letter'), guardian: { link } },
    envelope: ['identity'] as const,
  }
  const { told, guardians: opened, guardian, answer } = await gate.contact(request)
  expect([told, opened, guardian, answer.outcome]).toEqual([[], [], undefined, 'refuse'])
})

describe('coming of age', () => {
  async function minorBorn(born: string) {
    const [child, mother] = [await person(born), await person('1980-01-01')]
    await guardians.add(clerk, { patronId: child.id, ...signed, guardian: { card: mother.card } })
    return { child, mother }
  }
  const consulted = { done: ['counsel-consulted'] } as const

  // The last minute of the day and the first of the next in Minden, in UTC: in summer, in winter, in a night in which the
  // clocks are changed (they go back at 2 on 2026-11-01), and on the day after a 28 February without a 29th.
  test.each([
    ['in winter', '2008-01-15', '2027-01-15T05:59:00Z', '2027-01-15T06:00:00Z'],
    ['in summer', '2008-07-15', '2027-07-15T04:59:00Z', '2027-07-15T05:00:00Z'],
    ['on the day the clocks go back', '2007-11-01', '2026-11-01T04:59:00Z', '2026-11-01T05:00:00Z'],
    ['on the day after', '2007-11-02', '2026-11-02T05:59:00Z', '2026-11-02T06:00:00Z'],
    ['born on 29 February', '2008-02-29', '2027-03-01T05:59:00Z', '2027-03-01T06:00:00Z'],
  ])(
    '%s: told to the last minute, refused from midnight on, and gone with the night',
    async (_, born, before, after) => {
      at('2026-06-01T15:00:00Z')
      const { child, mother } = await minorBorn(born)
      at(before)
      expect((await answered(child.id, consulted)).may).toEqual(['overdue', 'overdue.titles'])
      expect((await answered(child.id)).outcome).toBe('refer')
      await night()
      expect(await fileOf(child.id)).toHaveLength(1)
      at(after)
      const refused = await answered(child.id, consulted)
      expect([refused.outcome, refused.may]).toEqual(['refuse', []])
      expect(await fileOf(child.id)).toHaveLength(1)
      await night()
      expect(await fileOf(child.id)).toEqual([])
      const ended = (await saidOf(child.id)).filter(({ kind }) => kind === 'came-of-age')
      expect(ended).toMatchObject([{ actor: 'system', subjects: [child.id, mother.id] }])
    },
  )

  test('a clock that is years ahead for a night takes no one’s guardian away', async () => {
    at('2027-08-01T15:00:00Z')
    const { child } = await minorBorn('2020-05-05')
    await night()
    at('2047-08-01T15:00:00Z')
    await night()
    at('2027-08-02T15:00:00Z')
    await night()
    expect(await fileOf(child.id)).toHaveLength(1)
  })

  test.each([
    ['the night after', '2027-09-01T15:00:00Z', '2027-09-02T15:00:00Z'],
    ['the first night after a long break', '2027-09-02T15:00:00Z', '2028-01-02T15:00:00Z'],
  ])('ends the PIN of who has no guardian on file too, %s, and no one else’s', async (_, before, after) => {
    at(before)
    const born = before.startsWith('2027-09-01') ? '2008-09-02' : '2008-10-02'
    const [grown, adult, minor] = [await person(born), await person('1980-01-01'), await person('2015-01-01')]
    const all = [grown.id, adult.id, minor.id]
    for (const id of all) await plantPin({ app: it.database.app, ring }, id)
    const pins = async () => {
      const rows = await inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
        trx.selectFrom('pin').select('id').where('id', 'in', all).execute(),
      )
      return all.filter((id) => rows.some((row) => row.id === id))
    }
    await night()
    expect(await pins()).toEqual(all)
    at(after)
    await night()
    expect(await pins()).toEqual([adult.id, minor.id])
    expect(await saidOf(grown.id)).toMatchObject([{ kind: 'came-of-age', subjects: [grown.id] }])
  })

  test('ends a code for a PIN too, which someone else may have got for them the week before, and no one else’s', async () => {
    at('2028-02-01T15:00:00Z')
    const [grown, minor] = [await person('2009-02-02'), await person('2015-01-01')]
    const parts = { app: it.database.app, ring, clock, pack: jensen }
    for (const patronId of [grown.id, minor.id])
      await issuePatronCode(parts, clerk, { patronId, use: 'pin', checked: 'photo-id' })
    const codes = () =>
      inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
        trx.selectFrom('own_code').select('patron_id').where('use', '=', 'pin').execute(),
      )
    await night()
    expect(await codes()).toHaveLength(2)
    at('2028-02-02T15:00:00Z')
    await night()
    expect(await codes()).toEqual([{ patron_id: minor.id }])
  })

  test('who marries is a minor no more, by the record and never by a form; the Director alone records it', async () => {
    at('2026-11-24T15:00:00Z')
    const { child } = await minorBorn('2013-02-03')
    const claimed = { subject: { married: true, emancipated: true, liabilities: [] } } as const
    // On the day on which she was added, she is told no title.
    expect((await answered(child.id, claimed)).may).toEqual(['overdue'])
    expect(await guardians.recordOfAge(clerk, child.id, 'marriage')).toBe('not-here')
    expect(await guardians.recordOfAge(director, child.id, 'marriage')).toBe('recorded')
    expect(await guardians.recordOfAge(director, child.id, 'marriage')).toBe('not-a-minor')
    expect((await answered(child.id)).may).toEqual([])
    expect(await listed(child.id)).toEqual([])
    await guardians.takeBackOfAge(director, child.id)
    const mother = await person('1980-01-01')
    const back = { patronId: child.id, ...signed, guardian: { card: mother.card } }
    expect(await guardians.add(clerk, back)).toBe('added')
    expect((await answered(child.id)).may).toEqual(['overdue'])
  })
})

test('the night sweeps away what is over of those who were signed in at their own pages', async () => {
  at('2027-02-01T15:00:00Z')
  const { id: patronId } = await person()
  const inIt = <T>(work: Parameters<typeof inContext<T>>[2]) =>
    inContext(it.database.app, ownScreenContext, work)
  await inIt(async (trx) => {
    const cards = trx.selectFrom('card').select('id').where('patron_id', '=', patronId)
    const { id: cardId } = await cards.executeTakeFirstOrThrow()
    const session = { patronId, cardId, tokenHash: Buffer.alloc(32, 7), open: true, now: time.now }
    await beginPatronSession(trx, ring, session)
  })
  const sessions = () => inIt((trx) => trx.selectFrom('own_session').select('card_id').execute())
  expect(await sessions()).toHaveLength(1)
  at('2027-02-02T15:00:00Z')
  await night()
  expect(await sessions()).toEqual([])
})
