import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type CounterAsk,
  cardRows,
  cardSleevePdf,
  counterAsks,
  counterCardPdf,
  policySheetPdf,
  warrantAnswer,
  warrantKitPdf,
} from '../../src/ask/counter-kits.ts'
import { paperPackPdf, warrantPage } from '../../src/ask/paper-pack.ts'
import { kitsWords, paperPackWords } from '../../src/ask/words/kits.ts'
import { outsideWords } from '../../src/ask/words/policy.ts'
import { welcomeWords } from '../../src/patrons/words/welcome.ts'
import type { Language } from '../../src/platform/i18n/language.ts'
import { letterPdf } from '../../src/platform/pdf/letter.ts'
import { readAsk } from '../../src/policy/ask.ts'
import { loadPack, type Pack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import type { EmergencyContact } from '../../src/staff/index.ts'
import { certificatePdf } from '../../src/staff/pages/training.tsx'
import { jensen, today } from '../policy/jensen-pack.ts'
import { textOfPdf, wordsOfPdf } from '../support/pdf-text.ts'

const hilltop = loadPack(readPackFolder(resolve(import.meta.dirname, '../packs/hilltop')))

/** A pack whose own words are long. */
const long: Pack = {
  ...jensen.in('es'),
  library: 'Biblioteca Conmemorativa Intermunicipal de las Comunidades del Condado de Kearney',
}

const each: readonly (readonly [string, Pack, Language])[] = [
  ['Jensen, English', jensen, 'en'],
  ['Jensen, Spanish', jensen.in('es'), 'es'],
  ['Hilltop', hilltop, 'en'],
  ['long words', long, 'es'],
]

type Read = { readonly pages: number; readonly tagged: boolean; readonly text: string }

/** What a PDF says of itself, and its text as others read it. */
function read(pdf: Buffer): Read {
  const plain = pdf.toString('latin1')
  return {
    pages: [...plain.matchAll(/\/Type\s*\/Page\b/g)].length,
    tagged: /\/MarkInfo\s*<<\s*\/Marked true/.test(plain) && plain.includes('pdfuaid:part'),
    text: textOfPdf(pdf).replace(/-?\s+/g, ' '),
  }
}

/** Without blanks: a line that is broken reads the same. */
const bare = (text: string) => text.replace(/[-\s]+/g, '')

const card = (pack: Pack, language: Language) => {
  const kits = kitsWords({ pack, language })
  const sealed = outsideWords({ pack, language })
  const words = { ...kits.counterCard, subject: sealed }
  return { pack, today, language, words, footer: `${pack.library}. ${pack.number}` }
}
const warrant = (pack: Pack, language: Language, contacts: readonly EmergencyContact[] = []) => {
  const about = { pack, today, language, footer: `${pack.library}. ${pack.number}` }
  return { ...about, ...warrantPage({ pack, language }, contacts) }
}

test.each(each)('each is one page, tagged: %s', async (_of, pack, language) => {
  for (const pdf of [
    await counterCardPdf(card(pack, language)),
    await warrantKitPdf(warrant(pack, language)),
  ]) {
    expect(read(pdf)).toMatchObject({ pages: 1, tagged: true })
    expect(read(pdf).text).not.toMatch(/unconfirmed|no confirmad|sin confirmar/i)
  }
})

describe('the counter card', () => {
  test.each(each)('says what the policy says to each who asks: %s', async (_of, pack, language) => {
    const about = card(pack, language)
    const { text, pages, tagged } = read(await counterCardPdf(about))
    expect([pages, tagged]).toEqual([1, true])
    for (const [name, ask] of Object.entries(counterAsks(today))) {
      const { say, next } = pack.decide(readAsk(ask, today, pack))
      expect(bare(text)).toContain(bare(say))
      for (const step of next) expect(bare(text)).toContain(bare(step))
      expect(bare(text)).toContain(bare(about.words.asks[name as CounterAsk]))
    }
    expect(bare(text)).toContain(bare(about.words.subject.words))
    expect(text).toContain(pack.number)
  })

  test('has each who asks beside their own answer', async () => {
    const about = card(jensen, 'en')
    const rows = cardRows(about)
    expect(rows.flatMap(({ who }) => who).sort()).toEqual(
      [...Object.values(about.words.asks), about.words.subject.who].sort(),
    )
    const rowOf = (ask: CounterAsk) => rows.find(({ who }) => who.includes(about.words.asks[ask]))
    expect(rowOf('search-warrant')?.say).toMatch(/^I won’t stand in your way/)
    expect(rowOf('no-paper')?.say).toMatch(/Without an order from a court/)
    expect(rowOf('guardian')?.say).toMatch(/^To help you settle the account/)
    expect(rowOf('spouse')?.say).toMatch(/^I’m sorry/)
    expect(rowOf('stranger')?.say).toMatch(/please show me the card or a photo ID/)
  })

  test('of another library has nothing of this one', async () => {
    const { text } = read(await counterCardPdf(card(hilltop, 'en')))
    expect(text).toContain('The Hilltop Reading Room says nothing.')
    expect(text).not.toMatch(/Jensen|MGT-1|customer|Crane/)
  })
})

describe('the page for a search warrant', () => {
  test.each(each)(
    'has the words, the steps in order, and lines to write on: %s',
    async (_of, pack, language) => {
      const about = warrant(pack, language)
      const { text, pages, tagged } = read(await warrantKitPdf(about))
      expect([pages, tagged]).toEqual([1, true])
      const { say, next } = warrantAnswer(pack, today)
      const { lines, long: two, thing, time } = about.words
      const order = [say, ...next, ...about.whom.map(({ who }) => who), ...lines, ...two, thing, time].map(
        bare,
      )
      let from = 0
      for (const part of order) {
        const at = bare(text).indexOf(part, from)
        expect({ part, found: at >= 0 }).toEqual({ part, found: true })
        from = at + part.length
      }
    },
  )

  test('has the numbers that the library knows, a line to write on for any other, and the hours of warrants', async () => {
    const people = ['Dee Rector', 'Cy Counsel', 'Lee Gal', 'Law Yer'].map((name, nth) => ({
      ...{ whom: nth === 0 ? ('director' as const) : ('counsel' as const), nth, name, mail: '' },
      phones: `308-555-018${nth}`,
    }))
    const changed = { until: new Date('2026-12-09T18:00:00Z') }
    const about = warrant(jensen, 'en', [
      ...people.slice(0, 3),
      ...people.slice(3).map((of) => ({ ...of, ...changed })),
    ])
    const { text, pages } = read(await warrantKitPdf(about))
    expect(pages).toBe(1)
    for (const said of [
      'The Director: Dee Rector, 308-555-0180 ',
      'The president of the Board, only if the matter is about the Director. Phone: ',
      'The City’s lawyer: Cy Counsel, 308-555-0181; Lee Gal, 308-555-0182; Law Yer, 308-555-0183 (This number was changed',
      'A state warrant: 7:00 a.m. to 8:00 p.m. Neb. Rev. Stat. 29-814.04.',
      'A federal warrant: 6:00 a.m. to 10:00 p.m. Fed. R. Crim. P. 41(a)(2)(B).',
    ])
      expect(bare(text)).toContain(bare(said))
  })

  test('neither consents nor obstructs, in the words of the policy', async () => {
    const { text } = read(await warrantKitPdf(warrant(jensen, 'en')))
    expect(text).toContain('I won’t stand in your way, but I do not consent to this search.')
    expect(text).toContain('1. Call the Director and the City’s lawyer at once.')
  })
})

describe('the paper for a day without Carrel', () => {
  test.each(each)(
    'is one PDF: card, warrant, calls, and log sheets with numbers: %s',
    async (_of, pack, language) => {
      const now = new Date('2026-12-02T20:30:00Z')
      const { text, pages, tagged } = read(await paperPackPdf({ pack, language }, { now, today }))
      expect([pages, tagged]).toEqual([7, true])
      const kits = kitsWords({ pack, language })
      const { script, sheet, number } = paperPackWords({ pack, language })
      const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: pack.timeZone }).format(
        now,
      )
      const sheets = [1, 2, 3, 4].map((nth) => number(`1202-${time.replace(':', '')}-${nth}`))
      const order = [
        ...[kits.counterCard.title, warrantAnswer(pack, today).say, kits.warrantKit.title, script.title],
        ...[sheet.answers.title, sheets[0], sheet.answers.title, sheets[1]],
        ...[sheet.calls.title, sheets[2], sheet.search.title, sheets[3]],
      ]
      let from = 0
      for (const part of order.map((one) => bare(one ?? ''))) {
        const at = bare(text).indexOf(part, from)
        expect({ part, found: at >= 0 }).toEqual({ part, found: true })
        from = at + part.length
      }
      for (const speaking of ['patron', 'someone-else', undefined]) {
        const ask = { recipient: { kind: 'patron', relation: 'self' }, records: ['overdue', 'holds'] }
        const call = {
          ...ask,
          channel: 'phone-out',
          place: pack.privateRooms[0] ?? 'front-desk',
          ...(speaking && { 'speaking-with': speaking }),
        }
        expect(bare(text)).toContain(bare(pack.decide(readAsk(call, today, pack)).say))
      }
    },
  )
})

describe('the policy to give to someone', () => {
  const sheet = (pack: Pack, clauses: readonly { heading: string; text: string }[]) =>
    policySheetPdf({
      ...{ library: pack.library, from: ['One', 'Two', 'Three'], reach: ['1', '2', '3', '4'] },
      ...{ language: 'en', title: pack.title, says: pack.number, clauses, footer: 'footer' },
    })

  test.each([jensen, hilltop])('is every clause as adopted, in order, on one page', async (pack) => {
    const clauses = pack.clauses.map(({ heading, text: says }) => ({ heading, text: says }))
    const { text, pages, tagged } = read(await sheet(pack, clauses))
    expect([pages, tagged]).toEqual([1, true])
    let from = 0
    for (const part of clauses.flatMap((clause) => [clause.heading, clause.text]).map(bare)) {
      const at = bare(text).indexOf(part, from)
      expect({ part, found: at >= 0 }).toEqual({ part, found: true })
      from = at + part.length
    }
  })

  test('goes on to another page where it is longer, and never leaves out a word', async () => {
    const clauses = Array.from({ length: 40 }, (_, nth) => ({
      heading: `Rule ${nth}`,
      text: `Text ${nth} `.repeat(60),
    }))
    const { text, pages } = read(await sheet(jensen, clauses))
    expect(pages).toBeGreaterThan(1)
    expect(text).toContain('Text 39')
  })
})

test('what a person is called is text on a certificate, and never markup', async () => {
  const name = '#panic("x") *Ida* $1$ <a> \\ _Voss_'
  const { text, pages, tagged } = read(
    await certificatePdf({
      ...{ library: 'A library', language: 'en', title: 'Certificate', on: 'on', signs: ['Signature'] },
      says: `${name} has done the course.`,
      facts: [['Name', name]],
      register: { heading: 'The register', says: 'As it was.', proof: ['one', 'two', 'three', 'four'] },
    }),
  )
  expect([pages, tagged]).toEqual([1, true])
  expect(text).toContain(`${name} has done the course.`)
})

describe('a letter', () => {
  const letter = {
    ...{
      library: 'A library',
      from: ['One', 'Two', 'Three'],
      reach: ['308-555-0100', 'Monday to Thursday, 9 to 7', 'Friday, 9 to 5:30', 'Saturday, 9 to 1'],
      language: 'en',
      on: 'November 24, 2026',
    },
    to: ['#panic("x") Quail', 'Window 2 Elm Street', 'Window Apartment 14', 'Window NE 68959'],
    ...{ title: 'What there is', footer: 'Reference: x' },
    parts: [{ text: '*Dear* $1$' }, { list: ['One thing.'] }, { line: 'Call:', says: '' }],
  }

  test('shows the address in the window of a No. 10 envelope, wherever the sheet slips to, and nothing else', async () => {
    const pdf = await letterPdf(letter)
    expect(read(pdf)).toMatchObject({ pages: 1, tagged: true })
    const inch = 72
    const [upper, lower] = [2.45 * inch, 3.17 * inch]
    for (const { word, left, top, right, bottom } of wordsOfPdf(pdf)) {
      const isInSight = bottom > 2.05 * inch && top < 3.625 * inch
      if (!isInSight) continue
      expect([word, top > upper && bottom < lower]).toEqual([word, true])
      expect([word, left >= 0.875 * inch && right <= 4.375 * inch]).toEqual([word, true])
    }
    const seen = wordsOfPdf(pdf).filter(({ top }) => top > upper && top < lower)
    expect(seen.map(({ word }) => word).join(' ')).toContain('Window Apartment 14 Window NE 68959')
  })

  test('has the phone number and the opening hours at its head', async () => {
    const { text } = read(await letterPdf(letter))
    for (const line of letter.reach) expect(text).toContain(line)
  })

  test('of a case says what it is about, and has a line to sign on with name and title', async () => {
    const signs = { signs: '#panic("y") Quail', as: ['Director', 'A library'] }
    const { text } = read(await letterPdf({ ...letter, re: 'Re: Subpoena *1*', parts: [signs] }))
    expect(text).toMatch(/Re: Subpoena \*1\* What there is .*#panic\("y"\) Quail Director A library/)
  })

  test('has every text as text, and never as markup', async () => {
    expect(read(await letterPdf(letter)).text).toMatch(/#panic\("x"\) Quail .*\*Dear\* \$1\$/)
  })
})

test.each(['en', 'es'] as const)(
  'the sleeve has the advice, in one page, and no name: %s',
  async (language) => {
    const { sleeve } = welcomeWords({ pack: jensen.in(language), language })
    const { fileName: _, name: __, ...words } = sleeve
    const { text, pages, tagged } = read(await cardSleevePdf({ library: 'A library', language, ...words }))
    expect([pages, tagged]).toEqual([1, true])
    // What stands on its head is read from its end by some programs, so word by word.
    for (const word of words.each.join(' ').split(' ')) expect(text).toContain(word)
  },
)
