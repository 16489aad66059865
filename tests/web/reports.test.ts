import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishMonth } from '../../src/circulation/index.ts'
import { plantMonths } from '../support/months.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let trustee: Visitor

beforeAll(async () => {
  tested = await startHouse()
  await plantMonths(tested.it.database.worker)
  trustee = new Visitor(tested.app())
  await trustee.signIn('trustee')
})
afterAll(() => tested?.close())

describe('what came back', () => {
  test('a small number stands neither on a page nor in the file, and no sum beside it gives it away', async () => {
    await trustee.get('/reports/circulation/2026-10')
    // Of the ages 0-12 two came back of Adult Fiction, and five of Teen of the ages together.
    const cells = [...trustee.html.matchAll(/<td data-label="([^"]+)">(.*?)<\/td>/g)].map(
      ([, age, cell = '']) => [age, cell.replace(/<[^>]+>/g, '')],
    )
    expect(cells.filter(([, cell]) => cell === '–not shown').length).toBe(6)
    const file = await (await trustee.get('/reports/circulation/file?year=2026')).text()
    const lines = file.trim().split('\n')
    expect(lines[0]).toBe('month,age,collection,returns')
    expect(lines).toContain('2026-10,0-12,Adult Fiction,')
    expect(lines).toContain('2026-10,0-12,Teen,')
    expect(lines).toContain('2026-10,any,Adult Fiction,')
    expect(lines).toContain('2026-10,any,Teen,')
    expect(lines).toContain('2026-10,0-12,all,825')
    const small = lines.filter((line) => /,[1-9]$/.test(line) && !line.includes('not told apart'))
    expect(small).toEqual([])
  })

  test('of a month of few nothing is told but how many things came back', async () => {
    const file = await (await trustee.get('/reports/circulation/file?year=2026')).text()
    expect(file.split('\n').filter((line) => line.startsWith('2026-09'))).toEqual([
      ...['2026-09,all,all,23', '2026-09,not told apart,all,23'],
    ])
  })

  test('a trustee’s start page has the last whole quarter, says why requests have none, and what it does not show', async () => {
    await trustee.get('/')
    const quarter = () => /<section aria-labelledby="quarter".*?<\/section>/s.exec(trustee.html)?.[0] ?? ''
    for (const said of ['July 2026', '2,468', '2,616', '23', 'Whole quarter', '5,107'])
      expect(quarter()).toContain(said)
    expect(quarter()).not.toContain('October')
    expect(quarter()).toContain('counted by year and not by quarter')
    expect(quarter()).toContain('The numbers for 2026 will be published on July 1, 2027')
    const [, hidden = ''] = /<section aria-labelledby="not-seen">(.*?)<\/section>/s.exec(trustee.html) ?? []
    for (const href of ['/register', '/reports/requests#nondisclosure']) {
      expect(hidden).toContain(`href="${href}"`)
      expect((await trustee.get(href)).status).toBe(200)
    }
    // A quarter with a month that is not counted has no sum.
    const { today } = tested.time
    tested.time.today = '2027-01-02'
    await trustee.get('/')
    tested.time.today = today
    for (const said of ['October 2026', '2,764', 'not counted yet']) expect(quarter()).toContain(said)
    expect(quarter()).not.toContain('Whole quarter')
  })

  test('several years side by side tell no number that the page of each year alone does not', async () => {
    const { worker } = tested.it.database
    await worker.transaction().execute(async (trx) => {
      for (const [month, few] of [
        ['2025-03', 4],
        ['2025-04', 61],
        ['2024-11', 7],
      ] as const) {
        const many = few > 10 ? { '65- DVD': 119 } : {}
        const bands = { '19-64 DVD': 507, '19-64 Teen': 213, ...many, '65- Teen': few, 'any DVD': 83 }
        const told = Object.values(bands).reduce((sum, count) => sum + count, 0)
        await publishMonth(trx, month, { returns: told + 8, untold: 8, items: {}, bands })
      }
    })
    const shown = async (year: string) => {
      await trustee.get(`/reports/circulation?year=${year}`)
      const [, main = ''] = trustee.html.split('<main')
      return main.slice(0, main.indexOf('id="why"'))
    }
    const numbersIn = (html: string) => new Set(html.replace(/<[^>]+>/g, ' ').match(/\d[\d,]*/g))
    const titles = (html: string) =>
      [...html.matchAll(/<title>([^<]*)/g)].map(([, says = '']) => says).join(' ')
    const together = await shown('2026')
    const alone = new Set<string>()
    for (const year of ['2026', '2025', '2024']) {
      const page = await shown(year)
      // Its own table, before those of the years that it is compared with.
      const [own = ''] = page.split('<details')
      for (const number of numbersIn(own)) alone.add(number)
    }
    expect(together).toContain('The numbers for 2024')
    expect([...numbersIn(`${together} ${titles(together)}`)].filter((number) => !alone.has(number))).toEqual(
      [],
    )
    // Of the three months, two have few of them: their places are hatched, and no line goes there.
    const [, oldest = ''] = /<strong>65 and older<\/strong>(.*?)<\/figure>/s.exec(together) ?? []
    expect(oldest).toContain('carrel-lines__hatched"><path')
    const [, line = ''] = /carrel-lines__line--1"><path d="([^"]*)"/.exec(oldest) ?? []
    expect(line.match(/[ML]/g)?.length ?? 0).toBe(1)
  })

  test('a year or a month that is none is nothing, whatever the address says', async () => {
    expect((await trustee.get("/reports/circulation?year=2026'--")).status).toBe(200)
    for (const month of ['2026-11', '2026-13', 'x', '2026-10%20']) {
      expect((await trustee.get(`/reports/circulation/${month}`)).status).toBe(404)
    }
    await trustee.get('/reports/circulation?year=1999')
    expect(trustee.html).toContain('There are no counts for 1999 yet')
  })
})

describe('what was cut', () => {
  test('is told by month and kind, and where it is few neither the number nor a sum stands there', async () => {
    const director = new Visitor(tested.app())
    await director.signIn('director')
    await director.get('/reports/disposal')
    const october = director.html.slice(director.html.indexOf('October</th>')).split('<details')[0] ?? ''
    const cells = [...october.matchAll(/<td data-label="([^"]+)">([^<]+)/g)].map(([, , cell]) => cell)
    expect(cells).toEqual(['2,764', '34', 'fewer than 10'])
    expect(director.html).not.toContain('unconfirmed')
    const paper = await director.get('/reports/disposal/2026-10')
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    const text = textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')
    expect(text).not.toContain('unconfirmed')
    for (const said of ['October 2026', '2,764', '34', 'fewer than 10', '84-1212.02']) {
      expect(text).toContain(said)
    }
  })
})
