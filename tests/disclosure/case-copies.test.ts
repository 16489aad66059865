import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeGateServices, type Services } from '../../src/app/services.ts'
import type { Scope } from '../../src/cases/case.ts'
import { endCopiesJob } from '../../src/cases/jobs.ts'
import { openCopy } from '../../src/cases/sql-case-repository.ts'
import { caseCopyOpener } from '../../src/gate/capabilities.ts'

import { endTokens } from '../../src/gate/sealed-link.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import {
  addPaper,
  clerk,
  collectedCase,
  counsel,
  decide,
  decidedCase,
  director,
  receivedCase,
  takeAll,
} from '../casework/decided-case.ts'
import { appThrough, standBetween } from '../support/between.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'

let tested: Tested
let services: Services
const people: string[] = []
const overdueOnly = (...subjects: string[]): Scope => ({ subjects, records: ['overdue', 'overdue.titles'] })

beforeAll(async () => {
  tested = await startHouse()
  services = tested.house
  for (const [at, surname] of ['Abscissa', 'Brachium', 'Cucullate'].entries()) {
    people.push(
      await plant(tested.it.database, tested.house.ring, {
        ...{ surname, firstName: `First${at}`, card: `2500000000000${at}`, born: '1980-02-03' },
        loans: [
          { title: `${surname} Overdue`, dueOn: '2026-11-01' },
          { title: `${surname} Due Later`, dueOn: '2026-12-24' },
        ],
        charges: [{ kind: 'damaged', cents: 450, title: `${surname} Torn` }],
        holds: [`${surname} Reserved`],
      }),
    )
  }
})
afterAll(() => tested?.close())
beforeEach(() => sql`delete from register_pending`.execute(tested.it.database.worker))

const person = (at: number) => people[at] ?? ''

async function entries() {
  const rows = await tested.it.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.map(({ leaf }) => {
    const opened = openEntry(leaf, tested.house.ring.registerMonthKey(readLeaf(leaf).month))
    if (!('entry' in opened)) throw new Error(opened.refused)
    return opened.entry
  })
}
const entriesOf = async (kind: string) => (await entries()).filter((entry) => entry.kind === kind)

const rows = () =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('case_copy').selectAll().orderBy('id').execute(),
  )

/** What somebody brings back: the rows of their loans are gone. */
const sever = (patronId: string) =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const tokens = endTokens(new LinkKeys(tested.house.ring), 'loan', 'patron', patronId)
    await sql`delete from loan where patron_index = any(${tokens}::bytea[])`.execute(trx)
  })

const madeIn = async (made: ReturnType<Services['copies']['collect']>) => {
  const done = await made
  if (typeof done === 'string' || 'refused' in done) throw new Error(JSON.stringify(done))
  return done
}

describe('what is collected', () => {
  test('is what the paper names and not a field more, and the register has whose it is before it is shown', async () => {
    const reference = await decidedCase(services, overdueOnly(person(1)))
    await madeIn(services.copies.collect(director, reference))
    const shown = await services.copies.show(counsel, reference)
    const fields = shown?.copied.lines.map(({ subject, record, asOf, fields }) => [
      ...[subject === person(1), record, asOf],
      ...fields.map(([name, value]) => `${name}: ${value}`),
    ])
    expect(fields).toEqual([
      [true, 'overdue', '2026-11-24', 'is-so: yes'],
      [
        ...[true, 'overdue.titles', '2026-11-24'],
        ...['title: Brachium Overdue', 'author: Canary, A.', 'due-on: 2026-11-01'],
      ],
    ])
    expect(JSON.stringify(shown)).not.toMatch(/Abscissa|Cucullate|First1|25000|Later|Torn|Reserved/)
    const atADoor = { ...counsel, place: 'public-area' }
    expect(await services.copies.show(atADoor, reference)).toBeUndefined()
    const named = { subjects: [person(1)], records: ['overdue', 'overdue.titles'], case: reference }
    expect(await entriesOf('records-collected')).toMatchObject([{ actor: 'director-1', ...named }])
    expect(await entriesOf('copy-view')).toMatchObject([{ actor: 'counsel-1', ...named }])
  })

  test('without what is overdue says so to the person who decides, on record, and to no one else', async () => {
    const checkedOut: Scope = { subjects: [person(1)], records: ['loans'] }
    const reference = await decidedCase(services, checkedOut)
    await madeIn(services.copies.collect(director, reference))
    const looked = { subjects: [person(1)], records: ['loans', 'overdue'], case: reference }
    expect(await entriesOf('records-collected')).toMatchObject([looked])
    const shown = await services.copies.show(director, reference, { overdue: true })
    expect(shown?.copied.overdueLeft).toBe(1)
    expect(JSON.stringify(shown)).not.toContain('Brachium Overdue')
    const checker = await services.copies.show(counsel, reference)
    expect(checker?.copied).not.toHaveProperty('overdueLeft')
    expect((await entriesOf('copy-view')).map(({ records }) => records)).toEqual([
      ['loans', 'overdue'],
      ['loans'],
    ])
    const whole: Scope = { ...checkedOut, records: ['loans', 'overdue.titles'] }
    const other = await decidedCase(services, whole)
    await madeIn(services.copies.collect(director, other))
    const asked = await services.copies.show(director, other, { overdue: true })
    expect(asked?.copied).not.toHaveProperty('overdueLeft')
  })

  test('is of people who are named to the person who checks, on record with all of them and told to none of them', async () => {
    const reference = await decidedCase(services, overdueOnly(person(2), person(0)))
    const named = await services.caseSubjects.named(counsel, reference)
    expect(named.map(({ name, cards }) => [name?.firstName, name?.surname, cards])).toEqual([
      ['First2', 'Cucullate', ['25000000000002']],
      ['First0', 'Abscissa', ['25000000000000']],
    ])
    const entry = {
      actor: 'counsel-1',
      case: reference,
      subjects: [person(2), person(0)],
      records: ['identity'],
    }
    expect(await entriesOf('case-subject')).toMatchObject([entry])
    // The tokens by which they find what was shown of them are written with the entry, or never.
    const { rows: told } = await sql`
      select from register_pending where about is not null union all select from register_about`.execute(
      tested.it.database.worker,
    )
    expect(told).toEqual([])
    expect(await services.caseSubjects.named(clerk, reference)).toEqual([])
    expect(await services.caseSubjects.named({ ...counsel, place: 'public-area' }, reference)).toEqual([])
    expect(await entriesOf('case-subject')).toHaveLength(1)
  })

  test('leaves out what the policy lets not go, and is nothing at all where it lets nothing go', async () => {
    const scope = { subjects: [person(0)], records: ['overdue', 'presence'] } as const
    const reference = await decidedCase(services, scope)
    const answer = tested.house.pack.decide
    const strict = new Proxy(tested.house.pack, {
      get: (pack, name) =>
        name === 'decide'
          ? (ask: Parameters<typeof answer>[0]) => ({
              ...pack.decide(ask),
              ...(ask.channel === 'process' && { outcome: 'refuse', may: [], withheld: ask.records }),
            })
          : Reflect.get(pack, name),
    })
    const changed = makeGateServices({
      ...tested.house,
      names: tested.names,
      pack: strict,
    })
    expect(await changed.copies.collect(director, reference)).toEqual({ refused: ['policy-lets-go'] })
    expect(await services.copies.collect(clerk, reference)).toBe('unknown')
    await madeIn(services.copies.collect(director, reference))
    const { copy } = (await services.copies.show(director, reference)) ?? {}
    expect(copy?.records).not.toContain('identity')
    await takeAll(services, reference, [[counsel, { what: 'checked', copy: copy?.id ?? '' }]])
    expect(await changed.copies.production.open(director, reference)).toEqual({ refused: ['policy-lets-go'] })
    expect(await entriesOf('release')).toEqual([])
  })

  test('is handed over once, by the Director, after a second person checked that very copy', async () => {
    const reference = await decidedCase(services, overdueOnly(person(0)))
    const { production } = services.copies
    expect(await production.open(director, reference)).toMatchObject({ refused: expect.anything() })
    const { copy } = await madeIn(services.copies.collect(director, reference))
    expect(await production.open(director, reference)).toEqual({ refused: ['stage'] })
    const self = await services.cases.take(director, reference, { what: 'checked', copy })
    expect(self).toEqual({ refused: ['second-person'] })
    await takeAll(services, reference, [[counsel, { what: 'checked', copy }]])
    expect(await production.open(counsel, reference)).toMatchObject({ refused: ['who', 'is-decider'] })
    const opened = await production.open(director, reference)
    expect(opened).toMatchObject({ outcome: 'release', copied: { lines: [{ record: 'overdue' }, {}] } })
    // The machine stops here: that it was opened is on record, nothing went out, and the Director begins again.
    expect(await entriesOf('records-packaged')).toMatchObject([{ subjects: [person(0)] }])
    expect(await entriesOf('release')).toEqual([])
    const files = [{ name: 'records.pdf', bytes: 9, sha256: 'ab'.repeat(32) }]
    const made = {
      copy,
      bytes: Buffer.from('encrypted'),
      certificate: Buffer.of(),
      files,
      form: 'pdf' as const,
    }
    const kept = await production.keep(director, reference, made)
    if (kept === 'unknown' || 'refused' in kept) throw new Error('it is not kept')
    const handed = { to: 'Deputy Vexillum', how: 'in-person' } as const
    expect(await production.handOver(director, reference, handed)).toEqual({ refused: ['was-saved'] })
    expect((await services.cases.look(director, reference))?.case.outcome).toBeUndefined()
    expect(await production.save(director, reference, copy)).toBe('gone')
    expect(await production.save(counsel, reference, kept.id)).toMatchObject({
      refused: ['who', 'is-decider'],
    })
    expect(await entriesOf('release')).toEqual([])
    // A save that broke off is had again, the same bytes, and each time the register has that they leave.
    for (let saved = 1; saved <= 2; saved++) {
      const given = await production.save(director, reference, kept.id)
      expect(given).toMatchObject({ bytes: made.bytes, sha256: kept.sha256 })
      const left = { subjects: [person(0)], recipient: 'justice-agency', instrument: 'court-order' }
      expect(await entriesOf('release')).toHaveLength(saved)
      expect((await entriesOf('release')).at(-1)).toMatchObject({ ...left, document: kept.sha256 })
    }
    await services.copies.endDue()
    expect(tested.house.ring.copies.ids()).toContain(kept.id)
    expect(await production.handOver(counsel, reference, handed)).toMatchObject({
      refused: ['who', 'is-decider'],
    })
    expect(
      await production.handOver(director, reference, { ...handed, receipt: 'J. Vexillum' }),
    ).toHaveProperty('entry')
    const seen = await services.cases.look(director, reference)
    expect(seen?.case).toMatchObject({ outcome: 'released', receipt: true })
    expect(seen?.events.find(({ what }) => what === 'packaged')).toMatchObject({
      files,
      document: kept.sha256,
    })
    expect(tested.house.ring.copies.ids()).not.toContain(kept.id)
    expect(await production.save(director, reference, kept.id)).toBe('gone')
    expect(await production.open(director, reference)).toMatchObject({ refused: ['stage'] })
    const steps = (await entriesOf('case-step')).filter((entry) => entry.document === kept.sha256)
    expect(steps.map(({ flags = [] }) => flags.join())).toEqual([
      ...['packaged', 'package-saved', 'package-saved', 'produced'],
    ])
  })

  test('is kept for the pack’s days after it was handed over, for a drive that cannot be read, and no longer', async () => {
    const reference = await collectedCase(services, overdueOnly(person(0)), { checked: true })
    const { manifest } = tested.house.pack
    const cases = manifest.cases && { ...manifest.cases, package: { days: 2, citation: 'x' } }
    const pack = new Proxy(tested.house.pack, {
      get: (of, name) => (name === 'manifest' ? { ...manifest, cases } : Reflect.get(of, name)),
    })
    const patient = makeGateServices({ ...tested.house, names: tested.names, pack })
    const { production } = patient.copies
    const copy = (await services.cases.look(director, reference))?.case.production?.copy.id ?? ''
    const kept = await production.keep(director, reference, {
      copy,
      bytes: Buffer.from('x'),
      certificate: Buffer.of(),
      files: [],
      form: 'paper',
    })
    if (kept === 'unknown' || 'refused' in kept) throw new Error('it is not kept')
    await production.save(director, reference, kept.id)
    await production.handOver(director, reference, { to: 'x', how: 'mail' })
    expect(await production.save(director, reference, kept.id)).toHaveProperty('bytes')
    await patient.copies.endDue()
    expect(tested.house.ring.copies.ids()).toContain(kept.id)
    const today = tested.time.today
    tested.time.today = daysAfter(tested.house.clock.today(), 2)
    await patient.copies.endDue()
    tested.time.today = today
    expect(tested.house.ring.copies.ids()).not.toContain(kept.id)
    expect(await production.save(director, reference, kept.id)).toBe('gone')
  })
})

test('nothing is shown, and nothing handed over, where it is not known whether the entry is there', async () => {
  const { it, house, names } = tested
  const reference = await collectedCase(services, overdueOnly(person(1)), { checked: true })
  const direct = await it.database.connect('app')
  const { host, port } = direct
  await direct.end()
  const between = await standBetween(host, port)
  const app = appThrough(between, { port, keysDir: it.home.keysDir })
  const lossy = makeGateServices({ ...house, app, names })
  const copy = (await services.cases.look(director, reference))?.case.production?.copy.id ?? ''
  const made = {
    copy,
    bytes: Buffer.from('encrypted'),
    certificate: Buffer.of(),
    files: [],
    form: 'pdf' as const,
  }
  const kept = await services.copies.production.keep(director, reference, made)
  if (kept === 'unknown' || 'refused' in kept) throw new Error('it is not kept')
  for (const atCommit of ['cut-before', 'cut-after'] as const) {
    between.atCommit = atCommit
    await expect(lossy.copies.show(director, reference)).rejects.toThrow()
    await expect(lossy.copies.production.open(director, reference)).rejects.toThrow()
    await expect(lossy.copies.production.save(director, reference, kept.id)).rejects.toThrow()
  }
  between.close()
  await app.destroy()
})

describe('a preserved copy', () => {
  test('is kept too where an emergency is claimed or someone asks without paper; what they bring later makes it paper', async () => {
    for (const kind of ['emergency', 'ask'] as const) {
      const { reference } = await services.cases.receive(clerk, {
        ...{ what: 'received', kind, way: 'counter', wants: 'x', aboutDirector: false, drill: false },
        requester: { kind: 'justice-agency', name: 'Deputy Vexillum' },
      })
      expect(await services.cases.take(clerk, reference, { what: 'answered' })).toHaveProperty('refused')
      await services.cases.look(director, reference)
      await madeIn(services.copies.preserve(director, reference, overdueOnly(person(1)), '2026-12-31'))
      await addPaper(services.cases, clerk, reference)
      const paper = { what: 'paper-read', instrument: 'subpoena', federal: false } as const
      // Paper is told of anew: whoever was reached before knew of none.
      await services.cases.look(director, reference)
      await takeAll(services, reference, [[director, paper]])
      const seen = await services.cases.look(counsel, reference)
      expect([seen?.case.kind, seen?.case.preserved.size]).toEqual(['process', 1])
      const row = await inContext(tested.house.app, { actor: 'test', place: 'test' }, (trx) =>
        trx
          .selectFrom('case_file')
          .select(['kind', 'instrument'])
          .where('reference', '=', reference)
          .execute(),
      )
      expect(row).toEqual([{ kind: 'process', instrument: 'subpoena' }])
    }
  })

  test('may be kept before anything is decided, and gives what was severed meanwhile, with its day', async () => {
    const reference = await receivedCase(services)
    const scope: Scope = { subjects: [person(2), person(0)], records: ['overdue.titles', 'loans'] }
    await madeIn(services.copies.preserve(director, reference, scope, '2026-12-31'))
    const [entry] = await entriesOf('records-preserved')
    expect(entry).toMatchObject({ subjects: scope.subjects, records: scope.records })
    await sever(person(2))
    tested.time.today = '2026-11-26'
    const decided = await decidedCase(services, overdueOnly(person(2)))
    // Of another case: what is kept there is not for this one.
    await madeIn(services.copies.collect(director, decided))
    expect((await services.copies.show(director, decided))?.copied.lines).toMatchObject([
      { record: 'overdue', fields: [['is-so', 'no']] },
    ])
    const words = 'as it stands there'
    await takeAll(services, reference, [
      [director, { what: 'paper-read', instrument: 'subpoena', federal: false }],
      [
        director,
        {
          what: 'requester-checked',
          source: 'agency-published',
          dialled: '308-555-0100',
          spokeWith: 'a clerk',
          verified: true,
        },
      ],
      [counsel, { what: 'scope-set', ...overdueOnly(person(2)) }],
      [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'C. Wells', words }],
    ])
    const wider = await services.copies.preserve(director, reference, scope, '2026-12-31')
    expect(wider).toEqual({ refused: ['names-no-more'] })
    expect(await decide(services.cases, director, reference, 'compulsion')).toHaveProperty('entry')
    await madeIn(services.copies.collect(counsel, reference))
    const shown = await services.copies.show(director, reference)
    expect(shown?.copied.lines).toMatchObject([
      { record: 'overdue', asOf: '2026-11-26', fields: [['is-so', 'no']] },
      { subject: person(2), record: 'overdue.titles', asOf: '2026-11-24' },
    ])
    expect(JSON.stringify(shown)).toMatch(/Cucullate Overdue/)
    expect(JSON.stringify(shown)).not.toMatch(/Abscissa|Later/)
  })

  test('ends by itself on its day: neither an old row of it nor any key that is there opens it', async () => {
    const { ring } = tested.house
    const reference = await receivedCase(services)
    const { copy } = await madeIn(
      services.copies.preserve(director, reference, overdueOnly(person(1)), '2026-12-02'),
    )
    const [row] = (await rows()).filter(({ id }) => id === copy)
    if (row === undefined) throw new Error('there is no such row')
    expect(JSON.stringify(openCopy(caseCopyOpener(ring), copy, row.sealed))).toMatch(/Brachium Overdue/)
    expect(ring.forBackup().map(({ name }) => name)).toContain(`copies/${copy}`)
    ring.copies.make('00000000-0000-4000-8000-00000000dead')
    tested.time.today = '2026-12-01'
    await services.copies.endDue()
    expect((await services.cases.look(director, reference))?.case.preserved.size).toBe(1)
    expect(ring.copies.ids()).toContain(copy)
    tested.time.today = '2026-12-02'
    await endCopiesJob(services).run(tested.time.today)
    const seen = await services.cases.look(director, reference)
    expect(seen?.case.preserved.size).toBe(0)
    expect(seen?.events.at(-1)).toMatchObject({
      ...{ what: 'preservation-ended', stamp: { by: 'system', role: 'program' } },
    })
    expect((await rows()).map(({ id }) => id)).not.toContain(copy)
    expect(ring.copies.ids().sort()).toEqual((await rows()).map(({ id }) => id).sort())
    expect(() => openCopy(caseCopyOpener(ring), copy, row.sealed)).toThrow(/cannot be read/)
  })

  test('is gone with the decision it was collected for, and once its receipt was signed', async () => {
    const reference = await decidedCase(services, overdueOnly(person(0)))
    const { copy } = await madeIn(services.copies.collect(director, reference))
    await services.copies.endDue()
    expect(tested.house.ring.copies.ids()).toContain(copy)
    await takeAll(services, reference, [[director, { what: 'decision-withdrawn', words: 'narrower' }]])
    await services.copies.endDue()
    expect(tested.house.ring.copies.ids()).not.toContain(copy)
  })
})
