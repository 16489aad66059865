import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseMailsToDo, planReminders } from '../../src/cases/case-mails-store.ts'
import type { CaseCount } from '../../src/cases/cases-store.ts'
import type { CaseEventBody } from '../../src/cases/event.ts'
import {
  publishedYearOf,
  type RequestKind,
  requestKinds,
  requestOutcomes,
  smallestCount,
} from '../../src/cases/transparency-report.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { withoutFewOrNone } from '../../src/platform/small-numbers.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { decide } from '../casework/decided-case.ts'
import { asOwner } from '../links/as-owner.ts'
import { confirmFact } from '../support/board-vote.ts'
import {
  beganIn,
  cameAs,
  plantDenials,
  plantDutyTimes,
  plantFigures,
  tellRequests,
} from '../support/cases.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
const who = new Map<string, Visitor>()

beforeAll(async () => {
  tested = await startHouse()
  await confirmFact(tested.house, 'cases.denial')
  await beganIn(tested, '2024')
})
afterAll(() => tested?.close())

async function as(name: string): Promise<Visitor> {
  const known = who.get(name)
  if (known !== undefined) return known
  const visitor = new Visitor(tested.app())
  await visitor.signIn(name)
  who.set(name, visitor)
  return visitor
}

const director = {
  accountId: '00000000-0000-4000-8000-000000000002',
  role: 'director',
  place: 'office',
} as const
const counsel = { ...director, accountId: '00000000-0000-4000-8000-000000000003', role: 'counsel' } as const
const clerk = { ...director, role: 'desk' } as const
/** It is the morning of this day, and whoever comes signs in anew. */
function day(on: string): void {
  Object.assign(tested.time, { now: new Date(`${on}T15:00:00Z`), today: on })
  who.clear()
}
const referenceIn = ({ html }: Visitor) => /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(html)?.[0] ?? ''

/** A page without what is of one request: the word of its forms, and their ids. */
const bytes = ({ html }: Visitor) => html.replaceAll(/(name="(?:word|form)" value=")[^"]*/g, '$1')

/**
 * The same without the lines of drills among what waits: each says that it is one, and links to it. Drills come last, so they
 * take no other case's line; that there are more than fit is no figure.
 */
const withoutDrills = (page: string) =>
  page
    .replaceAll(/<li class="carrel-wait carrel-wait--info"><span>Drill\.(?:(?!<\/li>).)*<\/li>/gs, '')
    // That there are more than fit is no figure.
    .replace(/<p><a class="usa-link" href="\/cases">[^<]*<\/a><\/p>/, '')
    .replaceAll(/<tr>(?:(?!<\/tr>).)*Drill\.(?:(?!<\/tr>).)*<\/tr>/gs, '')
    .replace(
      /<table(?:(?!<tbody>).)*<tbody><\/tbody><\/table>/s,
      '<p class="carrel-nothing">No case is open.</p>',
    )

const formIn = ({ html }: Visitor) => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? ''

async function take(
  reference: string,
  ...steps: readonly (readonly [typeof director | typeof counsel | typeof clerk, CaseEventBody | 'decide'])[]
) {
  const { cases } = tested.house
  for (const [actor, step] of steps) {
    const taken =
      step === 'decide'
        ? await decide(cases, actor, reference, 'refusal')
        : await cases.take(actor, reference, step)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(JSON.stringify([step, taken]))
  }
}

const denied = (
  words: string,
): readonly (readonly [typeof director | typeof counsel, CaseEventBody | 'decide'])[] => [
  [director, { what: 'told', whom: 'director', through: 'phone', reached: true }],
  [director, { what: 'noted', words }],
  [counsel, { what: 'counsel-advised', way: 'here', counsel: 'C. Wells', words }],
  [director, 'decide'],
  [director, { what: 'refusal-sent', document: '', words }],
]

describe('denial letters', () => {
  test('anybody reads the file, in which nobody is named; it reads the same with other cases and with a drill', async () => {
    day('2026-11-24')
    const anybody = new Visitor(tested.app())
    await anybody.get('/denials')
    const before = bytes(anybody)
    expect(anybody.text).toContain('There are no letters on this page')
    const { cases } = tested.house
    const request = {
      ...cameAs('records-request'),
      wants: 'Canary Wanted',
      requester: { kind: 'public', name: 'Canary Asker' },
    } as const
    await cases.receive(clerk, cameAs('ask'))
    const drill = await cases.receive(clerk, { ...request, drill: true })
    await take(drill.reference, ...denied('Canary Words'))
    const undecided = await cases.receive(clerk, request)
    await take(undecided.reference, ...denied('Canary Words').slice(0, 4))
    await anybody.get('/denials')
    expect(bytes(anybody)).toBe(before)
    await take(undecided.reference, ...denied('Canary Words').slice(4))
    await anybody.get('/denials')
    expect(anybody.text).toContain('Letter of November 24, 2026')
    for (const said of ['84-712.05', '84-712.03', 'The Director of the library', 'Library records that'])
      expect(anybody.text).toContain(said)
    expect(anybody.text).not.toContain('unconfirmed')
    expect(anybody.html).not.toMatch(/Canary|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
  })

  test('two letters differ in the day and the mark alone, and the page has an end', async () => {
    await plantDenials(
      tested,
      Array.from({ length: 30 }, (_none, at) => `2026-09-${String(at + 1).padStart(2, '0')}`),
    )
    const anybody = new Visitor(tested.app())
    await anybody.get('/denials')
    const letters = [...anybody.html.matchAll(/<article.*?<\/article>/gs)].map(([one]) =>
      one.replace(/<h3>.*?<\/h3>/, '').replace(/<dt>Fingerprint of the signed letter.*?<\/dd>/s, ''),
    )
    expect(letters).toHaveLength(25)
    expect(new Set(letters).size).toBe(1)
    const older = /href="(\/denials\?before=[^"]+)"/.exec(anybody.html)?.[1] ?? ''
    await anybody.get(older)
    expect([...anybody.html.matchAll(/<article/g)]).toHaveLength(6)
    expect((await anybody.get("/denials?before=2026-02-31_x'--")).status).toBe(200)
  })
})

describe('requests in numbers', () => {
  test('a small number stands neither on the page, nor in the file, nor on paper, and no sum gives it away', async () => {
    await plantFigures(tested, '2024', [['process', 'search-warrant', 'seized', 4]])
    await plantFigures(tested, '2025', [
      ...([
        ['ask', null, 'refused', 41],
        ['ask', null, 'referred', 12],
      ] as const),
      ...([
        ['process', 'subpoena', 'refused', 8],
        ['process', 'subpoena', 'withdrawn', 6],
      ] as const),
      ...([
        ['process', null, 'seized', 2],
        ['conduct', null, 'recorded', 9],
      ] as const),
    ])
    await plantDutyTimes(tested, '2025')
    await tellRequests(tested)
    const trustee = await as('trustee')
    const file = await (await trustee.get('/reports/requests/file?year=2025')).text()
    const lines = file.trim().split('\n')
    const [table, times] = file.trim().split('\n\n')
    expect(table?.split('\n')).toHaveLength(1 + (requestKinds.length + 1) * (requestOutcomes.length + 1))
    expect(times?.split('\n')).toEqual([
      'year,step,half_within_minutes,nine_of_ten_within_minutes',
      ...['2025,reported,15,15', '2025,seen,60,60', '2025,consulted,later,later'],
    ])
    // 78 came: that of what is left out two did nobody can say, nor that anything did.
    expect(lines).toContain('2025,all,all,')
    expect(lines).toContain('2025,warrant,seized,<5')
    expect(lines).toContain('2025,order,seized,<5')
    expect(lines).toContain('2025,warrant,all,')
    expect(lines).toContain('2025,ask,refused,41')
    expect(lines.filter((line) => /,[0-4]$/.test(line))).toEqual([])
    await trustee.get('/reports/requests?year=2025')
    expect(trustee.text).toContain('Total: 76 or more requests')
    expect(trustee.text).toContain('How requests, concerns and incidents ended, by year')
    expect(trustee.text).toContain(
      'the library shows these numbers: Other subpoena, 14 or more. It publishes no number of the other kinds',
    )
    expect(trustee.text).toContain('The law can forbid a library to speak about some orders')
    expect(trustee.html).toContain('<svg')
    const page = trustee.text
    expect(page).toContain('Subpoena from county attorney, Attorney General, or grand jury')
    const paper = await trustee.get('/reports/requests/paper?year=2025')
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    const text = textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')
    for (const said of ['Total: 76 or more requests', '<5', 'The law can forbid', 'Search warrant'])
      expect(text).toContain(said)
    // How fast legal papers were handled is in the file and on paper as it is on the page.
    for (const said of ['How fast legal papers were handled in 2025', 'Reported to the library 15 minutes'])
      expect([said, text.includes(said), page.includes(said)]).toEqual([said, true, true])
  })

  test('a year of few and a year of none read the same, byte by byte but for the year', async () => {
    const trustee = await as('trustee')
    const ofFew = await (await trustee.get('/reports/requests/file?year=2024')).text()
    expect(ofFew.replaceAll('2024', '')).toBe(
      ofFew
        .split('\n')
        .map((line) => line.replace(/^2024|(?<!<)\d+$/g, ''))
        .join('\n'),
    )
    // Of fewer than ten papers no time is told, in the same lines.
    expect(ofFew).toContain('2024,reported,,\n2024,seen,,\n2024,consulted,,\n')
    expect(publishedYearOf('x', [])).toEqual(
      publishedYearOf('x', [count('process', 'search-warrant', 'seized', 4)]),
    )
    await trustee.get('/reports/requests?year=2024')
    expect(trustee.text).toContain('Total: not shown')
  })

  test('anyone reads the same table and the same sentence without a sign-in, of published years alone', async () => {
    const trustee = await as('trustee')
    const anybody = new Visitor(tested.app())
    const table = ({ html }: Visitor) => /<table(?:(?!<table).)*Search warrant.*?<\/table>/s.exec(html)?.[0]
    for (const year of ['2024', '2025']) {
      await trustee.get(`/reports/requests?year=${year}`)
      const tables = [...trustee.html.matchAll(/<table.*?<\/table>/gs)].map(([one]) => one)
      await anybody.get(`/privacy/requests?year=${year}`)
      expect(anybody.html).toContain('&lt;5')
      expect(tables).toContain(table(anybody))
      expect(anybody.text).toContain('The law can forbid a library to speak about some orders')
      expect(anybody.html).not.toContain('/reports/')
    }
    // The running year, and one before the library began, read as one of which nothing is published.
    for (const year of ['2026', '2023', "x'--"]) {
      await anybody.get(`/privacy/requests?year=${encodeURIComponent(year)}`)
      expect(anybody.html).not.toContain('<table')
    }
  })

  test('a year that was told is told no other way, though a paper turns out to be one of which nobody may speak', async () => {
    const trustee = await as('trustee')
    const anybody = new Visitor(tested.app())
    const told = async () => {
      const file = await (await trustee.get('/reports/requests/file?year=2025')).text()
      await trustee.get('/reports/requests?year=2025')
      await anybody.get('/privacy/requests?year=2025')
      return [file, bytes(trustee), bytes(anybody)]
    }
    const before = await told()
    await plantFigures(tested, '2025', [['process', 'search-warrant', 'seized', 9]])
    const gag = `update case_file set withheld = true, instrument = null where opened_on < '2026-01-01' and outcome = 'withdrawn'`
    await asOwner(tested.it, async (owner) => {
      await owner.query('set row_security = off')
      await owner.query(gag)
    })
    await tellRequests(tested)
    expect(await told()).toEqual(before)
    expect(before[0]).toContain('2025,ask,refused,41')
  })

  test('a year is told by the night, from its day on and not by whoever looks: what came late in it has ended by then', async () => {
    await plantFigures(tested, '2026', [['process', 'search-warrant', null, 6]])
    day('2027-06-30')
    await tellRequests(tested)
    const early = await as('trustee')
    expect((await early.get('/reports/requests/file?year=2026')).status).toBe(404)
    const anybody = new Visitor(tested.app())
    await anybody.get('/privacy/requests?year=2026')
    expect(anybody.html).not.toContain('<table')
    await early.get('/reports/requests?year=2026')
    expect(early.text).toContain('What to tell the Board')
    expect(early.text).toContain('The numbers for 2026 come on July 1, 2027.')
    expect(early.html.split('<main')[1]).not.toContain('<table')
    await asOwner(tested.it, async (owner) => {
      await owner.query('set row_security = off')
      await owner.query(
        `update case_file set outcome = 'seized' where instrument = 'search-warrant' and opened_on > '2026-01-01'`,
      )
    })
    day('2027-07-01')
    const later = await as('trustee')
    expect((await later.get('/reports/requests/file?year=2026')).status).toBe(404)
    await tellRequests(tested)
    const told = await (await later.get('/reports/requests/file?year=2026')).text()
    expect(told).toContain('2026,warrant,seized,6')
    await asOwner(tested.it, (owner) => owner.query(`delete from requests_told where year = '2026'`))
    day('2026-11-24')
  })

  test('what was answered with what is public has a column of its own, beside what was denied', () => {
    const told = publishedYearOf('x', [
      ...[count('records-request', null, 'answered', 6), count('records-request', null, 'refused', 7)],
    ])
    const row = told.lines[requestKinds.indexOf('records')]
    const cell = (outcome: 'answered' | 'refused') => row?.cells[requestOutcomes.indexOf(outcome)]
    expect([cell('answered'), cell('refused')]).toEqual([6, 7])
  })

  test('the letters of denial, which anybody can count, give no other number away', () => {
    const letters = (cases: number) => count('records-request', null, 'refused', cases)
    const two = [count('ask', null, 'referred', 2)]
    expect(publishedYearOf('x', [letters(9), ...two])).toEqual(publishedYearOf('x', [letters(9)]))
    const told = publishedYearOf('x', [
      ...[letters(6), count('records-request', null, 'withdrawn', 3), count('ask', null, 'withdrawn', 7)],
      ...[count('ask', null, 'refused', 8), count('conduct', null, 'recorded', 20)],
    ])
    const at = (kind: RequestKind) => told.lines[requestKinds.indexOf(kind)]
    const [row, column] = [at('records'), requestOutcomes.indexOf('withdrawn')]
    expect([row?.cells[requestOutcomes.indexOf('refused')], row?.sum, row?.cells[column]]).toEqual([
      6,
      null,
      null,
    ])
  })

  test('of a year that is not over, or was before the library, there is no number; whoever looks each day sees no request come', async () => {
    const trustee = await as('trustee')
    await trustee.get('/reports/requests')
    const before = bytes(trustee)
    await tested.house.cases.receive(clerk, cameAs('ask'))
    await trustee.get('/reports/requests')
    expect(bytes(trustee)).toBe(before)
    for (const year of ['2026', '2023', "x'--"]) {
      expect((await trustee.get(`/reports/requests/file?year=${encodeURIComponent(year)}`)).status).toBe(404)
    }
    expect((await (await as('desk')).get('/reports/requests')).status).toBe(404)
  })

  test('a row of nothing and a row of few read the same; a sum is told where it says of none whether it came', () => {
    const warrants = (cases: number) =>
      publishedYearOf('x', [count('process', 'search-warrant', 'seized', cases)])
    for (const few of [1, 2, 3, 4]) expect(warrants(few)).toEqual(warrants(0))
    expect(warrants(5)).not.toEqual(warrants(0))
    const spread = ['refused', 'withdrawn', 'quashed'].map((outcome) => count('ask', null, outcome, 2))
    expect(publishedYearOf('x', spread).lines[requestKinds.indexOf('ask')]?.sum).toBe(6)
    expect(publishedYearOf('x', spread.slice(0, 2))).toEqual(publishedYearOf('x', []))
  })

  test('whoever knows how it is told and tries every table cannot tell of any gap whether something came, or how much', () => {
    const least = 2
    for (const known of [undefined, { row: 0, column: 1 }]) {
      const worlds = new Map<string, number[][][]>()
      const columns = 3
      for (let nth = 0; nth < 4 ** (2 * columns); nth += 1) {
        const values = Array.from({ length: 2 * columns }, (_none, at) => Math.floor(nth / 4 ** at) % 4)
        const table = [values.slice(0, columns), values.slice(columns)]
        const told = withoutFewOrNone(table, least, known)
        // Who can count a number elsewhere has it.
        const seen = JSON.stringify([told, known && table[known.row]?.[known.column]])
        worlds.set(seen, [...(worlds.get(seen) ?? []), table])
      }
      for (const alike of worlds.values()) {
        for (const [row, values] of (alike[0] ?? []).entries()) {
          for (const [column, value] of values.entries()) {
            if (value >= least || (row === known?.row && column === known.column)) continue
            const may = new Set(alike.map((table) => table[row]?.[column]))
            expect([...may].sort()).toEqual([0, 1])
          }
        }
      }
    }
  })

  const some = fc.constantFrom(0, 0, 1, 2, 4, 5, 7, 30)
  test('of any numbers none below five is told, and what is subtracted from a sum leaves every gap at nothing to four', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(some, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
        (table) => {
          const { cells, rowSums, sum } = withoutFewOrNone(table, smallestCount)
          const all = [sum, ...rowSums, ...cells.flat()]
          expect(all.filter((one) => one !== null && one < smallestCount)).toEqual([])
          // The bounds of a linear program over a row: each gap from 0 to 4, all of them together what is subtracted.
          const bounded = (told: number | null, numbers: readonly (number | null)[]) => {
            const gaps = numbers.filter((one) => one === null).length
            if (told === null || gaps === 0) return
            const left = told - numbers.reduce<number>((some, one) => some + (one ?? 0), 0)
            const most = smallestCount - 1
            expect([Math.max(0, left - most * (gaps - 1)), Math.min(most, left)]).toEqual([0, most])
          }
          for (const [row, told] of rowSums.entries()) bounded(told, cells[row] ?? [])
          const rows = rowSums.map((told, row) => {
            const part = (cells[row] ?? []).reduce<number>((some, one) => some + (one ?? 0), 0)
            return { told: told ?? part, isGap: told === null }
          })
          const untold = rows.filter(({ isGap }) => isGap)
          if (sum !== null && untold.length > 0) {
            const left = sum - rows.reduce((some, { told }) => some + told, 0)
            expect(left).toBeGreaterThanOrEqual(smallestCount)
            expect(left).toBeLessThanOrEqual((smallestCount - 1) * (untold.length - 1))
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

function count(kind: string, instrument: string | null, outcome: string | null, cases: number): CaseCount {
  return { year: 'x', kind, instrument, outcome, cases }
}

describe('a drill', () => {
  /** All that has numbers of cases in it, as it reads. */
  async function figures(): Promise<string> {
    const trustee = await as('trustee')
    const boss = await as('director')
    const pages: string[] = []
    for (const path of ['/reports/requests?year=2025', '/reports/requests/file?year=2025', '/denials', '/']) {
      await trustee.get(path)
      pages.push(bytes(trustee))
      await boss.get(path)
      pages.push(withoutDrills(bytes(boss)))
    }
    return pages.join('\n')
  }

  test('changes no figure, whatever happens in it', async () => {
    const began: CaseEventBody = {
      ...{
        what: 'search-began',
        leader: '',
        court: '',
        signedBy: '',
        place: '',
        items: '',
        dates: '',
        hours: '',
      },
      delay: 'granted',
    }
    const ways: readonly (readonly (readonly [typeof director | typeof clerk, CaseEventBody])[])[] = [
      [],
      [[clerk, began]],
      [
        [clerk, began],
        [clerk, { what: 'thing-taken', thing: 'x' }],
        [clerk, { what: 'search-ended' }],
      ],
    ]
    const before = await figures()
    const { cases } = tested.house
    for (const on of ['2025-03-03', '2026-11-24']) {
      day(on)
      for (const way of ways)
        await take((await cases.receive(clerk, cameAs('process', true))).reference, ...way)
      await take((await cases.receive(clerk, cameAs('records-request', true))).reference, ...denied('x'))
      for (const kind of ['conduct', 'privacy', 'ask', 'emergency'] as const)
        await cases.receive(clerk, cameAs(kind, true))
    }
    expect(await figures()).toBe(before)
    // And what is no drill does.
    await cases.receive(clerk, cameAs('conduct'))
    expect(await figures()).not.toBe(before)
  })

  test('mails nobody, neither when it begins nor when a day of it runs out', async () => {
    const { app, clock } = tested.house
    const of = <T>(work: Parameters<typeof inContext<T>>[2]) =>
      inContext(app, { actor: 'x', place: 'y' }, work)
    const contacts = [
      { whom: 'counsel', nth: 1, name: 'Lou', mail: 'lou@law.example.org', phones: '' },
    ] as const
    await of((trx) => replaceEmergencyContacts(trx, contacts, ['counsel']))
    const mailsOf = async (drill: boolean) => {
      const { reference } = await tested.house.cases.receive(clerk, cameAs('records-request', drill))
      const due = () =>
        of((trx) =>
          trx
            .updateTable('case_file')
            .set({ due_on: clock.today(), owed_by: 'counsel' })
            .where('reference', '=', reference)
            .execute(),
        )
      await due()
      await of((trx) =>
        planReminders(trx, { on: clock.today(), until: '2027-12-31', at: clock.now(), out: [] }),
      )
      const mails = await of((trx) => caseMailsToDo(trx, clock.now(), 100))
      return mails.filter((one) => one.reference === reference).length
    }
    expect([await mailsOf(true), await mailsOf(false)]).toEqual([0, 2])
  })

  const endDrills = () =>
    asOwner(tested.it, async (owner) => {
      await owner.query('set row_security = off')
      await owner.query('update case_file set closed_on = opened_on where drill')
    })

  test.each(['paper', 'ask'])(
    'of somebody who comes with %s is offered where they are reported, and is no case of its own',
    async (kind) => {
      const boss = await as('director')
      await endDrills()
      await boss.get('/cases/drill')
      const started = await boss.post('/cases/drill', { kind, form: formIn(boss) })
      const at = started.headers.get('location') ?? ''
      const reference = at.split('/')[2] ?? ''
      const desk = await as('desk')
      await desk.get('/report')
      expect(desk.text).toContain('This is not a drill: report it')
      expect(desk.html).toContain(`name="reference" value="${reference}"`)
      const before = await figures()
      await desk.get('/report')
      await desk.post('/report/again', { reference })
      const told = { reference, whom: 'director', reached: 'yes' }
      expect((await desk.post('/report/told', told)).status).toBe(200)
      expect(await figures()).toBe(before)
      await boss.get(at)
      expect(boss.text).toContain('The Director was reached within 10 minutes Done')
      await endDrills()
      await desk.get('/report')
      expect(desk.text).not.toContain('drill')
    },
  )

  test('counts that staff reached the Director within ten minutes, and not that the Director looked', async () => {
    const boss = await as('director')
    const desk = await as('desk')
    for (const [minutes, done] of [
      [10, 'Done'],
      [11, 'Not done'],
    ] as const) {
      await endDrills()
      await boss.get('/cases/drill')
      const started = await boss.post('/cases/drill', { kind: 'ask', form: formIn(boss) })
      const at = started.headers.get('location') ?? ''
      const reference = at.split('/')[2] ?? ''
      await boss.get(`/cases/${reference}`)
      await boss.get(at)
      expect(boss.text).toContain('Staff have not recorded reaching the Director.')
      tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
      await desk.get('/report')
      await desk.post('/report/told', { reference, whom: 'director', reached: 'yes' })
      await boss.get(at)
      expect(boss.text).toContain(`The Director was reached within 10 minutes ${done}`)
      expect(boss.text).toContain(`The Director was reached after ${minutes} minutes.`)
    }
  })

  test('is marked on every page and paper, and scored by what staff wrote down', async () => {
    const boss = await as('director')
    await boss.get('/cases/drill')
    expect((await boss.post('/cases/drill', {})).status).toBe(422)
    const form = /name="form" value="([^"]+)"/.exec(boss.html)?.[1] ?? ''
    const started = await boss.post('/cases/drill', { kind: 'warrant', form })
    const at = started.headers.get('location') ?? ''
    // A button that is pressed twice is one drill.
    await boss.get('/cases/drill')
    const again = await boss.post('/cases/drill', { kind: 'warrant', form })
    expect(again.headers.get('location')).toBe(at)
    await boss.get(at)
    expect(boss.heading).toBe('Drill results')
    expect(boss.text).toContain('0 of 2')
    const search = at.replace('/drill', '/search')
    const desk = await as('desk')
    await desk.get('/cases/search/new')
    expect(desk.text).toContain('Continue the drill')
    await desk.get(search)
    await desk.post(`${search}/told`, { whom: 'director', reached: 'yes' })
    await desk.get(search)
    await desk.post(search, {
      ...{
        leader: 'x',
        court: '',
        signedBy: '',
        place: '',
        items: '',
        dates: '',
        hours: '',
        delay: 'granted',
      },
    })
    await desk.get(search)
    await desk.post(`${search}/taken`, { thing: 'A book', time: '' })
    await desk.get(search)
    await desk.post(`${search}/left`, { leftAt: '' })
    for (const path of [search, `${search}?saved`]) {
      await desk.get(path)
      expect(desk.text).toMatch(/DRILL\. This is practice/)
      expect(desk.html).toMatch(/<title>DRILL/)
    }
    const paper = await desk.get(`${search}/inventory`)
    const says = textOfPdf(Buffer.from(await paper.arrayBuffer()))
    expect(says).toContain('DRILL: ')
    expect(says).toMatch(/[2-9A-Z]{4}\. DRILL\. This is practice/)
    await boss.get(at)
    expect(boss.text).toContain('3 of 3')
    expect(boss.text).toContain('reached after 0 minutes')
    expect((await (await as('counsel')).get(at)).status).toBe(404)
  })
})

describe('conduct and privacy', () => {
  test('what staff saw is written down from memory; the reference is shown as the pack has it and flagged; nobody but the Director and counsel reads it', async () => {
    const desk = await as('desk')
    await desk.get('/cases/conduct')
    for (const said of ['CUS-9.b', 'FAC-11', 'may be out of date', 'Do not look anything up'])
      expect(desk.text).toContain(said)
    expect(desk.html).not.toMatch(/\/counter\/card|name="card"/)
    const typed = {
      saw: 'Canary Deed',
      day: '',
      time: '',
      agency: '',
      basis: 'mandated-report',
      aboutDirector: 'no',
    }
    expect((await desk.post('/cases/conduct', typed)).status).toBe(422)
    expect(desk.text).toContain('Type which agency was told')
    expect((await desk.post('/cases/conduct', { ...typed, agency: 'Police', time: '8:30' })).status).toBe(200)
    const reference = referenceIn(desk)
    expect(desk.html).not.toContain('Canary')
    await (await as('director')).get('/')
    expect((await as('director')).text).toMatch(/You have (a new matter|\d+ new matters) to review/)
    expect((await desk.post('/cases/told', { of: 'conduct', reference, reached: 'yes' })).status).toBe(200)
    const { cases } = tested.house
    expect(await cases.look(clerk, reference)).toBeUndefined()
    const seen = await cases.look(counsel, reference)
    expect([seen?.case.wants, seen?.case.toldOutside, seen?.case.directorAt !== undefined]).toEqual([
      ...['Canary Deed', true, true],
    ])
    expect(seen?.case.receivedAt).toBe('2026-11-24T14:30:00Z')
    // A lawyer who saw it writes it down as well, and a second press writes nothing more down.
    const lawyer = await as('counsel')
    await lawyer.get('/cases/conduct')
    const theirs = { ...typed, agency: 'Police', form: formIn(lawyer) }
    await lawyer.post('/cases/conduct', theirs)
    const first = referenceIn(lawyer)
    await lawyer.post('/cases/conduct', theirs)
    expect(referenceIn(lawyer)).toBe(first)
    expect((await cases.look(counsel, first))?.case.toldOutside).toBe(true)
  })

  test('a report that was made later is put with the incident by whoever wrote it, who sees nothing of it; also once it ended', async () => {
    const desk = await as('desk')
    await desk.get('/cases/conduct')
    await desk.post('/cases/conduct', {
      ...{ saw: 'Canary Later', day: '', time: '', agency: '', basis: 'none', aboutDirector: 'no' },
    })
    const reference = referenceIn(desk)
    const { cases } = tested.house
    await cases.look(director, reference)
    expect(await cases.take(director, reference, { what: 'answered' })).toHaveProperty('entry')
    await desk.get('/cases/conduct/told')
    const told = {
      reference: reference.toLowerCase(),
      basis: 'mandated-report',
      agency: 'CPS',
      day: '',
      time: '',
    }
    expect((await desk.post('/cases/conduct/told', { ...told, agency: '' })).status).toBe(422)
    expect((await desk.post('/cases/conduct/told', told)).status).toBe(200)
    expect(desk.text).toContain('The report to the agency was saved.')
    expect(desk.html).not.toContain('Canary')
    const seen = await cases.look(counsel, reference)
    expect([seen?.case.toldOutside, seen?.case.outcome]).toEqual([true, 'recorded'])
    expect(seen?.events.findLast(({ what }) => what === 'told-outside')).toMatchObject({ agency: 'CPS' })
    // A reference of another kind of case reads as one that is none.
    const other = await cases.receive(clerk, cameAs('ask'))
    for (const of of [other.reference, 'none']) {
      await desk.get('/cases/conduct/told')
      expect((await desk.post('/cases/conduct/told', { ...told, reference: of })).status).toBe(422)
      expect(desk.text).toContain('No open report has this reference')
    }
  })

  test('what is about the Director is the president’s to read, and the Director is told nothing of it', async () => {
    const desk = await as('desk')
    await desk.get('/cases/privacy')
    const typed = { problem: 'Canary Problem', name: '', raised: 'staff', aboutDirector: 'yes' }
    const { cases, app: db } = tested.house
    const named = [
      { whom: 'president', nth: 1, name: 'Paula Board', mail: '', phones: '308-555-0107' },
      { whom: 'director', nth: 1, name: 'Dora Head', mail: '', phones: '308-555-0101' },
    ] as const
    await db.transaction().execute((trx) => replaceEmergencyContacts(trx, named, ['president', 'director']))
    await desk.post('/cases/privacy', typed)
    const reference = referenceIn(desk)
    // Whoever reported it has the number to call, and it is not the Director's.
    expect(desk.text).toContain('308-555-0107')
    expect(desk.text).not.toContain('308-555-0101')
    expect(await cases.look(director, reference)).toBeUndefined()
    const seen = await cases.look({ ...director, role: 'trustee', president: true }, reference)
    expect(seen?.case.directorAt).toBeDefined()
    expect(await cases.take(clerk, reference, { what: 'answered' })).toEqual({
      refused: ['needs-no-decision'],
    })
  })

  test('a customer’s worry is sealed, comes from their own sign-in alone, and shows on no page again', async () => {
    await plantPin(tested.house, tested.child)
    const customer = new Visitor(tested.app())
    await customer.get('/me/sign-in')
    await customer.post('/me/sign-in', { card: cards.child, pin })
    await customer.get('/me/worry')
    const fields = [...customer.html.matchAll(/<(?:textarea|input)[^>]* name="([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect([...new Set(fields)].sort()).toEqual([
      'aboutDirector',
      'back',
      'concern',
      'form',
      'from',
      'problem',
      'until',
      'word',
    ])
    const before = bytes(customer)
    expect((await customer.post('/me/worry', { problem: '', aboutDirector: 'no' })).status).toBe(422)
    await customer.post('/me/worry', { problem: 'Canary Worry', aboutDirector: 'no' })
    const reference = referenceIn(customer)
    expect(customer.html).not.toContain('Canary Worry')
    await customer.get('/me/worry')
    expect(bytes(customer)).toBe(before)
    const seen = await tested.house.cases.look(director, reference)
    expect(seen?.case).toMatchObject({
      ...{ kind: 'privacy', way: 'own-page', wants: 'Canary Worry', servedTo: 'patron' },
      requester: { kind: 'patron', name: expect.stringContaining('Pip'), patron: tested.child },
    })
    // A press that is doubled is one worry, and a flood of them ends.
    const form = formIn(customer)
    const references = new Set<string>()
    for (let sent = 0; sent < 3; sent++) {
      await customer.post('/me/worry', { problem: 'x', aboutDirector: 'no', form })
      references.add(referenceIn(customer))
      await customer.get('/me/worry')
    }
    expect(references.size).toBe(1)
    const statuses: number[] = []
    for (let sent = 0; sent < 4; sent++) {
      statuses.push((await customer.post('/me/worry', { problem: 'x', aboutDirector: 'no' })).status)
      await customer.get('/me/worry')
    }
    expect(statuses).toEqual([200, 200, 200, 429])
    const stranger = new Visitor(tested.app())
    expect((await stranger.get('/me/worry')).headers.get('location')).toBe('/me/sign-in')
  })
})
