import { resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webApp } from '../../src/app/web-app.ts'
import { readPassword, roleName } from '../../src/platform/db/login.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { leafReference, spokenReference } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { plant } from '../support/planted.ts'
import { cards, roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

async function at(role: StaffRole, place: string | null): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  if (place !== null) visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  return visitor
}

const guardian = {
  ...{ who: 'guardian', how: 'here', checked: ['', 'guardian-on-file'], guardian: 'Una Canary', wants: '' },
}
const customer = { who: 'customer', how: 'here', checked: ['', 'photo-id'] }
const withoutReference = (html: string) => html.replace(/(carrel-reference">)[\w-]+/, '$1')
const clerkAnswers = 'A clerk at the front desk or in a private room can look this up and answer.'

const blind: readonly [StaffRole, string | null][] = [
  ['volunteer', 'front-desk'],
  ['trustee', 'office'],
  ['counsel', 'front-desk'],
  ['desk', null],
  ['director', 'public-area'],
]

test('a friend or relative is given what anyone could hear, and a report is folded', async () => {
  const volunteer = await at('volunteer', 'front-desk')
  await volunteer.post('/ask', { who: 'other', wants: '' })
  expect(volunteer.text).toContain('Anyone can ask about their own record')
  expect(volunteer.html).toMatch(/<summary>They keep asking[^<]*<\/summary>[\s\S]*Report it now/)
  await volunteer.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  expect(volunteer.html).not.toContain('They keep asking')
})

test('at the front desk a call is sent to a private room first, and who answered is folded', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.get('/')
  expect(clerk.text).toContain('Only from the Office or the Crane Room.')
  await clerk.post('/ask', { who: 'call' })
  expect(clerk.html).toMatch(/<summary>I have already called<\/summary>[\s\S]*name="answered"/)
  const office = await at('desk', 'office')
  await office.post('/ask', { who: 'call' })
  expect(office.html).not.toContain('<summary>I have already called')
  // The list has the number and the words, so the page leads there.
  expect(office.html).toMatch(/take it from the list[\s\S]*href="\/calls"/)
})

test('before a caller reads out a card, the clerk reads what it proves, and at the desk that a code would be used up', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'customer', how: 'here', to: 'phone' })
  expect(clerk.text).toContain('From this phone you may tell no titles and no due dates')
  expect(clerk.text).toContain('they need the code for the call back')
  await clerk.post('/ask', { who: 'customer', how: 'phone', to: 'here' })
  expect(clerk.text).not.toContain('From this phone')
  const office = await at('desk', 'office')
  await office.post('/ask', { who: 'customer', how: 'here', to: 'phone' })
  expect(office.text).toContain('By phone it takes the card and a code.')
  expect(office.text).not.toContain('they need the code for the call back')
})

test('a card that a caller lost is blocked with the button in the note about calls, for any caller', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/counter/customer', { id: tested.parent, basis: 'phone' })
  const note = /Tell them nothing from this page[\s\S]*?<details>/.exec(clerk.html)?.[0] ?? ''
  expect(note).toMatch(/action="\/counter\/card-lost"[\s\S]*Report the card lost/)
})

test('who is asked by a customer who viewed their record is led to the page where they see it, before and with the answer', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'customer', how: 'here' })
  expect(clerk.html).toMatch(/<summary>Who viewed their record<[\s\S]*href="\/switch#customer"/)
  await clerk.post('/ask', { ...customer, card: 'none', wants: [''] })
  expect(clerk.text).toMatch(/If they ask who viewed their record.*\/me: My account, then Who viewed/)
  // No one signs in on this screen by phone.
  await clerk.post('/ask', { who: 'customer', how: 'phone' })
  expect(clerk.text).toContain('Who viewed their record')
  expect(clerk.html).not.toContain('href="/switch#customer"')
})

describe('an answer that was given on a day without Carrel', () => {
  const line = { sheet: '1124-0700-2', day: '2026-11-24', time: '08:05' }

  test('is decided as any, and its entry keeps the sheet and when it happened next to its own time', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask/paper', line)
    expect(clerk.text).toContain('From paper: sheet 1124-0700-2, November 24, 2026, 8:05 a.m.')
    const fields = [...clerk.html.matchAll(/type="hidden" name="(sheet|paper\w+)" value="([^"]*)"/g)]
    const paper = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
    expect(paper).toEqual({ sheet: line.sheet, paperAt: '2026-11-24T14:05:00Z', paperPlace: 'front-desk' })
    // Each question carries them on.
    await clerk.post('/ask', { ...paper, who: 'guardian', how: 'here' })
    expect(clerk.html).toContain(`name="sheet" value="${line.sheet}"`)
    await clerk.post('/ask', { ...paper, ...guardian, card: cards.child })
    expect(clerk.text).toContain('say nothing to anyone now')
    const { flags, ...entry } = await entryOf(clerk)
    expect(flags).toEqual(expect.arrayContaining(['paper', 'sheet.1124-0700-2', 'at.2026-11-24t140500z']))
    await clerk.post('/ask', { ...guardian, card: cards.child })
    const { flags: others, ...asAny } = await entryOf(clerk)
    expect(asAny).toEqual(entry)
    expect(others).not.toContain('paper')
    expect(clerk.text).not.toContain('From paper')
  })

  test('of a call in the Office is decided as in the Office, on its own day, wherever it is typed', async () => {
    const clerk = await at('desk', 'front-desk')
    const call = { who: 'call', answered: 'customer', checked: ['', 'card'], card: cards.parent, wants: '' }
    const mayIn = async (place: string) => {
      await clerk.post('/ask', {
        sheet: line.sheet,
        paperAt: '2026-11-23T14:05:00Z',
        paperPlace: place,
        ...call,
      })
      const { may, flags, place: typedAt } = await entryOf(clerk)
      expect([typedAt, flags]).toEqual(['front-desk', expect.arrayContaining([`place.${place}`])])
      return may
    }
    expect(await mayIn('office')).toContain('overdue.titles')
    expect(clerk.text).toContain('November 23, 2026, 8:05 a.m., Office.')
    expect(await mayIn('front-desk')).not.toContain('overdue.titles')
    await clerk.post('/ask', {
      who: 'call',
      sheet: line.sheet,
      paperAt: '2026-11-23T14:05:00Z',
      paperPlace: 'office',
    })
    expect(clerk.heading).toBe('Who answered the call?')
  })

  test.each([
    ['sheet', { sheet: '12' }, 'Type the number as it is on the sheet'],
    ['sheet', { sheet: '1324-0700-2' }, 'Type the number as it is on the sheet'],
    ['day', { day: '2026-02-30' }, 'Choose the day'],
    ['day', { day: '2026-01-02' }, 'at most 90 days ago'],
    ['time', { time: '25:00' }, 'Type the time'],
    ['time', { time: '23:59' }, 'That time is in the future'],
  ])('is refused with the field %s as %o, and what was typed stays', async (field, wrong, says) => {
    const clerk = await at('desk', 'front-desk')
    const { status } = await clerk.post('/ask/paper', { ...line, ...wrong })
    expect([status, clerk.text]).toEqual([422, expect.stringContaining(says)])
    expect(clerk.html).toContain(`href="#${field}"`)
    for (const typed of Object.values({ ...line, ...wrong })) expect(clerk.html).toContain(`value="${typed}"`)
  })

  test.each([
    ['the future', 422, { sheet: line.sheet, paperAt: '2031-01-01T10:00:00Z' }],
    ['a century ago', 422, { sheet: line.sheet, paperAt: '1931-01-01T10:00:00Z' }],
    ['no sheet', 422, { paperAt: '2026-11-24T14:05:00Z' }],
    ['no time', 422, { sheet: line.sheet }],
    [
      'a room that is not there',
      422,
      { sheet: line.sheet, paperAt: '2026-11-24T14:05:00Z', paperPlace: 'constructor' },
    ],
    [
      'more digits than an entry takes',
      400,
      { sheet: line.sheet, paperAt: `2026-11-24T14:05:00.${'1'.repeat(60)}Z` },
    ],
  ])('is not recorded where the questions carry %s', async (_, status, paper) => {
    const clerk = await at('desk', 'front-desk')
    const answer = await clerk.post('/ask', { ...paper, ...guardian, card: cards.child })
    expect([answer.status, clerk.html.includes('carrel-recorded')]).toEqual([status, false])
  })
})

describe('one who may look nothing up', () => {
  test.each(blind)('as %s at %s gets the same page for every card', async (role, place) => {
    const visitor = await at(role, place)
    const pages = new Set<string>()
    // A child who owes something, the adult guardian, one without a guardian, nobody's card, and none at all.
    for (const card of [cards.child, cards.parent, '24000000000010', '99', 'none', '']) {
      await visitor.post('/ask', { ...guardian, card })
      expect(visitor.html).toContain('carrel-reference')
      pages.add(withoutReference(visitor.html))
      await visitor.post('/ask', { ...guardian, card, asked: 'card' })
      pages.add(withoutReference(visitor.html))
    }
    expect(pages.size).toBe(1)
  })

  test.each(blind)('as %s at %s is never asked for a card, going on or going back', async (role, place) => {
    const visitor = await at(role, place)
    for (const who of ['guardian', 'customer']) {
      await visitor.post('/ask', { who, how: 'here', asked: 'how' })
      expect(visitor.text).toContain('How did you confirm who they are?')
      expect(visitor.html).not.toContain('name="card"')
      await visitor.post('/ask', { who, how: 'here', checked: '', back: 'card' })
      expect(visitor.html).not.toContain('name="card"')
    }
  })

  test('is told who can, in words that fit who is told', async () => {
    const volunteer = await at('volunteer', 'front-desk')
    await volunteer.post('/ask', { ...guardian })
    expect(volunteer.text).toContain(clerkAnswers)
    await volunteer.post('/ask', { ...customer, wants: '' })
    expect(volunteer.text).toContain(clerkAnswers)
    expect(volunteer.heading).toBe('Yes, they may be told')
    expect(volunteer.text).toContain('The person who looks it up says this')
    const clerk = await at('desk', null)
    await clerk.post('/ask', { ...customer, wants: '' })
    expect(clerk.text).toContain('Records cannot be looked up on this computer.')
    expect(clerk.text).not.toMatch(/ask a clerk|a clerk at/i)
  })
})

test('what was checked stays, where there is no card at hand, then one after all, and where they turn out to be calling', async () => {
  const clerk = await at('desk', 'front-desk')
  const ticked = () =>
    [...clerk.html.matchAll(/name="(?:checked|wants)" value="([a-z-]+)" checked/g)].map(([, one]) => one)
  const asks = {
    who: 'guardian',
    how: 'here',
    asked: 'card',
    checked: ['', 'guardian-on-file'],
    wants: ['', 'owed'],
  }
  await clerk.post('/ask', { ...asks, nocard: 'yes' })
  expect(clerk.text).toContain('Which child is it?')
  expect(ticked()).toEqual(['guardian-on-file', 'owed'])
  await clerk.post('/ask', { ...asks, card: 'none', nocard: 'no' })
  expect(clerk.html).toMatch(/<input[^>]*id="card"/)
  expect(ticked()).toEqual(['guardian-on-file', 'owed'])
  const own = { ...asks, who: 'customer', checked: ['', 'card'] }
  await clerk.post('/ask', { ...own, card: cards.child, to: 'phone' })
  expect(clerk.text).toContain('They are here in person')
  expect(clerk.html).toContain(`value="${cards.child}"`)
  expect(ticked()).toContain('owed')
  await clerk.post('/ask', { ...asks, card: '', guardian: 'Una Canary' })
  expect(clerk.text).toContain('Scan or type the card number')
  expect(clerk.html).toContain('value="Una Canary"')
})

test('a customer who does not have the card is not asked whether they showed it, and one who finds it is', async () => {
  const clerk = await at('desk', 'front-desk')
  const asks = { who: 'customer', how: 'here', asked: 'card', checked: ['', 'card'] }
  const boxes = () => [...clerk.html.matchAll(/name="checked" value="([a-z-]+)"/g)].map(([, one]) => one)
  await clerk.post('/ask', { ...asks, nocard: 'yes' })
  expect(boxes()).toEqual(['photo-id', 'known-to-staff'])
  await clerk.post('/ask', { ...asks, card: 'none', nocard: 'no' })
  expect(boxes()).toEqual(['card', 'photo-id', 'known-to-staff'])
})

test('a page asks for a card exactly where the gate would look the record up', async () => {
  const accounts = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  const places = ['front-desk', 'public-area', 'office', 'crane-room', null]
  const looked: string[] = []
  const asked: string[] = []
  for (const role of roles) {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    for (const place of places) {
      const visitor = await at(role, place)
      await visitor.post('/ask', { who: 'guardian', how: 'here' })
      if (visitor.html.includes('name="card"')) asked.push(`${role} ${place}`)
      const { lookedUp } = await tested.house.gate.answer({
        actor: {
          accountId: accounts.find((each) => each.role === role)?.id ?? '',
          role,
          place: place ?? 'elsewhere',
        },
        ask: {
          on: '2026-11-24',
          recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: [] },
          subject: { married: false, emancipated: false, liabilities: [] },
          records: ['overdue'],
          channel: 'in-person',
          place: place ?? 'elsewhere',
          done: [],
          emergencyClaimed: false,
        },
        about: { card: cards.child },
      })
      if (lookedUp) looked.push(`${role} ${place}`)
    }
  }
  expect(asked).toEqual(looked)
  expect(asked).toEqual(
    ['desk', 'director'].flatMap((role) =>
      ['front-desk', 'office', 'crane-room'].map((at) => `${role} ${at}`),
    ),
  )
})

describe('a desk clerk at the front desk', () => {
  test('is told that a number is not on file, and never that a person may be told', async () => {
    const clerk = await at('desk', 'front-desk')
    for (const asked of ['card', 'wants']) {
      const response = await clerk.post('/ask', { ...customer, wants: '', card: '99', asked })
      expect(response.status).toBe(422)
      expect(clerk.text).toContain('No card with this number is on file. Check the number.')
      expect(clerk.html).toContain('name="card"')
      expect(clerk.html).not.toMatch(/Yes, you may|carrel-outcome--release/)
    }
  })

  test('sees the record that may be told, and no list of the same beside it', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...customer, card: cards.child, wants: '' })
    expect(clerk.heading).toBe('Yes, you may tell them')
    expect(clerk.text).not.toContain('They may be told')
    expect(clerk.text).toContain('Nothing is lost.')
    expect(clerk.text).not.toContain('which titles are lost')
    expect(clerk.text.indexOf('Say this')).toBeLessThan(clerk.text.indexOf('You may tell them this'))
    expect(clerk.text).toContain('Canary Due Later')
  })

  test('still sees the rest of the record where a part of the answer is on no screen, and which part', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...customer, card: cards.child, wants: ['', 'loans', 'history', 'computers'] })
    expect(clerk.text).toContain('Canary Due Later')
    expect(clerk.text).toContain(
      'what they checked out before. If they chose to keep it, it is on their own page.',
    )
    expect(clerk.text).toContain('Not kept in this system: what they searched for and use of our computers.')
    expect(clerk.text).not.toMatch(/clerk at|ask a clerk/i)
  })

  test('says the same of past checkouts and computer use with and without photo ID, as no screen shows them, and asks for one where it shows more', async () => {
    const clerk = await at('desk', 'front-desk')
    const asks = async (wants: readonly string[], checked: string) => {
      await clerk.post('/ask', { ...customer, card: cards.child, wants: ['', ...wants], checked })
      return clerk.text
    }
    const promise = 'the rest of your own record'
    const [history, computers] = ['on your own page. Sign in there', 'does not keep what people search for']
    for (const checked of ['photo-id', 'known-to-staff', 'card']) {
      const said = await asks(['history', 'computers'], checked)
      expect(said).toMatch(/Carrel does not show you that.*Say this.*I can’t see that here/)
      for (const part of [history, computers]) expect(said).toContain(part)
      for (const part of [promise, 'Nothing that they asked for', 'They may be told'])
        expect(said).not.toContain(part)
      expect(await asks(['computers'], checked)).not.toContain(history)
      expect(await asks(['loans', 'history'], checked)).toContain(
        'I can tell you what is checked out. I don’t',
      )
      expect((await asks(['identity', 'history'], checked)).includes(promise)).toBe(checked !== 'photo-id')
    }
    expect(await asks(['history'], '')).toContain('Do not even say whether someone is a customer')
  })

  test('tells a customer with the card at once, and one without it only with photo ID or a face that staff know', async () => {
    const clerk = await at('desk', 'front-desk')
    const asks = async (checked: string, card: string) => {
      await clerk.post('/ask', { who: 'customer', how: 'here', wants: ['', 'owed'], card, checked })
      return [clerk.heading, clerk.text.includes('Canary Overdue')]
    }
    const [yes, no] = ['Yes, you may tell them', 'Do not tell them anything']
    expect(await asks('card', cards.child)).toEqual([yes, true])
    // A number that they know by heart is no card.
    for (const card of [cards.child, 'none']) {
      expect(await asks('', card)).toEqual([no, false])
      expect(clerk.text).toContain('please show me the card or a photo ID')
    }
    for (const checked of ['photo-id', 'known-to-staff']) {
      expect(await asks(checked, cards.child)).toEqual([yes, true])
      expect(await asks(checked, 'none')).toEqual([yes, false])
    }
  })

  test('who had no card of the child never refuses a parent unlooked, and finds the child by name', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...guardian, card: 'none', checked: '', asked: 'card' })
    expect(clerk.text).toContain('Find the child first')
    expect(clerk.html).toContain('value="Una Canary"')
    expect(clerk.html).not.toMatch(/carrel-outcome/)
    const form = { ...guardian, card: 'none', asked: 'card' }
    await clerk.post('/ask', { ...form, seek: 'yes', childName: '' })
    expect(clerk.text).toContain('Type the beginning of the child’s name')
    await clerk.post('/ask', { ...form, seek: 'yes', childName: 'canary p' })
    expect(clerk.text).toContain('Canary, Pip Born in')
    expect(clerk.html).not.toContain(cards.child)
    const choose = /name="choose" value="([^"]+)"/.exec(clerk.html)?.[1] ?? ''
    await clerk.post('/ask', { ...form, choose })
    expect(clerk.text).toContain('Pip Canary')
    expect(clerk.html).toContain('value="Una Canary"')
    expect(clerk.html).not.toContain(cards.child)
    // The page asks for the child in place of the card. Filled in down to the last button, nothing is typed twice.
    await clerk.post('/ask', { ...form, asked: 'child', childName: 'canary p' })
    expect(clerk.text).toMatch(/Press the child’s name[\s\S]*Canary, Pip Born in/)
    expect(clerk.html).toContain('value="Una Canary"')
    await clerk.post('/ask', { ...form, child: choose })
    expect(clerk.heading).toBe('Yes, you may tell them')
    expect(clerk.text).toContain('Whose record: Pip Canary')
    expect(clerk.text).toContain('Canary Overdue')
    expect(clerk.text).not.toContain('Canary Due Later')
    expect(clerk.html).not.toContain(cards.child)
  })

  test('keeps what was typed of a child who was found and not pressed, and corrects a name that is not on file', async () => {
    const clerk = await at('desk', 'front-desk')
    const said = {
      who: 'guardian',
      how: 'here',
      wants: '',
      card: 'none',
      childName: 'Pip',
      guardian: 'Sara Canary',
    }
    await clerk.post('/ask', { ...said, asked: 'card', checked: 'guardian-on-file' })
    expect(clerk.text).toContain('Press the child’s name')
    expect(clerk.html).toContain('value="Pip"')
    expect(clerk.html).toContain('value="Sara Canary"')
    await clerk.post('/ask', {
      ...{ who: 'guardian', how: 'here', wants: '', card: cards.child, asked: 'card' },
      ...{ checked: 'guardian-on-file', guardian: 'Sara Nobody' },
    })
    expect(clerk.text).toContain('Correct what I typed')
    await clerk.post('/ask', {
      ...{ who: 'guardian', how: 'here', wants: '', card: cards.child, back: 'card' },
      ...{ checked: 'guardian-on-file', guardian: 'Sara Nobody' },
    })
    expect(clerk.html).toContain('value="Sara Nobody"')
  })

  test('can undo that there is no card, for a parent and for the customer', async () => {
    const clerk = await at('desk', 'front-desk')
    for (const form of [guardian, customer]) {
      await clerk.post('/ask', { ...form, card: '', nocard: 'yes', asked: 'card' })
      expect(clerk.html).not.toContain('id="card"')
      await clerk.post('/ask', { ...form, card: 'none', nocard: 'no', asked: 'card' })
      expect(clerk.html).toContain('id="card"')
    }
  })

  test('is led to find a customer without a card by name, who is here, before an answer is logged', async () => {
    const clerk = await at('desk', 'front-desk')
    const leads = async (form: Record<string, string | string[]>) => {
      await clerk.post('/ask', { ...form, card: '', nocard: 'yes', asked: 'card' })
      return clerk.text.includes('To see their record, find them by name')
    }
    expect(await leads({ who: 'customer', how: 'here' })).toBe(true)
    expect(await leads({ who: 'customer', how: 'phone' })).toBe(false)
  })

  test('sees on the record of a minor alone that a parent is asking, which carries the child along', async () => {
    const clerk = await at('desk', 'front-desk')
    const card = '24000000000077'
    await plant(tested.it.database, tested.house.ring, {
      ...{ surname: 'Grey', firstName: 'Ida', card, born: '1966-01-02' },
    })
    await clerk.post('/counter/card', { card })
    expect(clerk.heading).toBe('Ida Grey')
    expect(clerk.text).not.toContain('A parent is asking')
    expect(clerk.text).not.toContain('Show guardians')
    await clerk.post('/counter/card', { card: cards.child })
    expect(clerk.text).toContain('A parent is asking')
    // The card that was shown goes along, also to the phone.
    expect(clerk.html).toContain(`name="card" value="${cards.child}"`)
    await clerk.post('/ask', { who: 'guardian', card: cards.child })
    expect(clerk.html).toContain(`value="${cards.child}"`)
    await clerk.post('/ask', { who: 'guardian', how: 'here', card: cards.child, to: 'phone', asked: 'card' })
    expect(clerk.text).toContain('Put them on the call list')
    expect(clerk.html).toContain(`value="${cards.child}"`)
    const id = tested.child
    await clerk.post('/counter/customer', { id })
    const choose = /name="choose" value="([^"]+)"/.exec(clerk.html)?.[1] ?? ''
    await clerk.post('/ask', { who: 'guardian', card: 'none', child: choose, choose })
    expect(clerk.text).toContain('Pip Canary')
    expect(clerk.text).not.toContain('adult or an estate')
  })

  test('reads that a message needs no record, and whom Done tells', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { who: 'call', answered: 'machine', wants: '' })
    expect(clerk.text).not.toContain('No record was looked up')
    await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
    expect(clerk.text).toContain('If you press Done, no case is opened.')
    expect(clerk.text).not.toContain('The Board has not reviewed this policy')
  })
})

describe('in Spanish', () => {
  const inSpanish = async (role: StaffRole, place: string) => {
    const visitor = await at(role, place)
    visitor.cookies.set('carrel-language', 'es')
    return visitor
  }
  const officer = { who: 'officer', brought: 'nothing', wants: '' }

  test('the questions, the words to say and the steps are Spanish, and the clause is as the Board adopted it', async () => {
    const clerk = await inSpanish('desk', 'front-desk')
    await clerk.get('/ask')
    expect(clerk.heading).toBe('¿Quién pregunta?')
    await clerk.post('/ask', officer)
    expect(clerk.html).toContain('<html lang="es">')
    expect(clerk.heading).toBe('No le diga nada')
    expect(clerk.text).toContain('Sin una orden de un tribunal, Jensen Memorial Library no le dice nada')
    expect(clerk.text).toContain('Llame a la Dirección.')
    expect(clerk.html).toMatch(/<li lang="en">[\s\S]*No information will be shared about a customer/)
  })

  test('the register has the same entry as in English, of the same ask about the same customer', async () => {
    const asks = [
      officer,
      { ...guardian, card: cards.child },
      { ...customer, card: cards.child, wants: '' },
      { who: 'officer', brought: 'paper', paper: 'subpoena', secret: 'yes', wants: '' },
    ]
    for (const ask of asks) {
      const [english, spanish] = [await at('desk', 'front-desk'), await inSpanish('desk', 'front-desk')]
      await english.post('/ask', ask)
      await spanish.post('/ask', ask)
      expect(spanish.heading).not.toBe(english.heading)
      expect(await entryOf(spanish)).toEqual(await entryOf(english))
    }
  })

  test('shows the same records, and no title that the English answer withholds', async () => {
    const titles = ({ html }: Visitor) => html.match(/Canary (Due Later|Overdue|Reserved|Torn)/g)
    for (const [asker, wants] of [
      [guardian, ['', 'owed', 'loans', 'holds']],
      [customer, ['', 'loans', 'history']],
    ] as const) {
      const [english, spanish] = [await at('desk', 'front-desk'), await inSpanish('desk', 'front-desk')]
      await english.post('/ask', { ...asker, card: cards.child, wants })
      await spanish.post('/ask', { ...asker, card: cards.child, wants })
      expect(titles(english)).not.toBeNull()
      expect(titles(spanish)).toEqual(titles(english))
    }
  })
})

describe('whatever the screen speaks', () => {
  test('the words are at hand in the other language too, marked as that, before the first question and in the answer', async () => {
    const spoken = 'no le dice nada a ninguna agencia'
    const clerk = await at('desk', 'front-desk')
    for (const step of [{ who: 'officer' }, { who: 'officer', brought: 'nothing', wants: '' }]) {
      await clerk.post('/ask', step)
      expect(clerk.html).toMatch(new RegExp(`<p class="carrel-say__words" lang="es">[^<]*${spoken}`))
      expect(clerk.text).toContain('In Spanish')
    }
  })
})

describe('a library whose policy speaks one language', () => {
  const hilltop = loadPack(readPackFolder(resolve(import.meta.dirname, '../packs/hilltop')))

  test('offers no other, and answers a Spanish browser in its own', async () => {
    const app = webApp({ ...tested.house, pack: hilltop })
    const visitor = new Visitor(app)
    await visitor.get('/sign-in', { 'accept-language': 'es' })
    expect(visitor.html).toContain('<html lang="en">')
    expect(visitor.text).not.toContain('Español')
    const other = new Visitor(tested.app())
    await other.get('/sign-in', { 'accept-language': 'es' })
    expect(other.html).toContain('<html lang="es">')
    expect(other.text).toContain('English')
  })
})

// Why last: what it takes out of the catalogue stays out.
test('a title that the catalogue no longer has is said to be gone, in words of the screen', async () => {
  const titles = `select id from title where title in ('Canary Overdue', 'Canary Reserved')`
  await asOwner(`delete from item where title_id in (${titles}); delete from title where id in (${titles})`)
  for (const [language, said] of [
    ['en', 'a title no longer in the catalog'],
    ['es', 'un título que ya no está en el catálogo'],
  ] as const) {
    const visitor = await at('desk', 'front-desk')
    visitor.cookies.set('carrel-language', language)
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    await visitor.post('/counter/card', { card: cards.child })
    expect(visitor.html.split(said)).toHaveLength(6)
    expect(visitor.text).not.toMatch(/Canary (Overdue(?!: 1)|Reserved)/)
  }
})

/** What is on record under the reference that a page shows; when it was does not matter. */
async function entryOf({ html }: Visitor) {
  const reference = /carrel-reference">([\w-]+)</.exec(html)?.[1] ?? ''
  const rows = await tested.it.database.worker.selectFrom('register_pending').select(['id', 'leaf']).execute()
  const row = rows.find(({ leaf }) => spokenReference(leafReference(leaf)) === reference)
  if (row === undefined) throw new Error(`no entry ${reference}`)
  const opened = openEntry(row.leaf, tested.house.ring.registerMonthKey('2026-11'))
  if (!('entry' in opened)) throw new Error(opened.refused)
  const { at: _at, ...entry } = opened.entry
  return entry
}

async function asOwner(statement: string): Promise<void> {
  const { it } = tested
  const client = await it.database.connect('app')
  const { host } = client
  await client.end()
  const owner = new pg.Client({
    host,
    database: 'carrel',
    user: roleName('carrel', 'owner'),
    password: readPassword(it.home.keysDir, 'owner'),
  })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

describe('what a guardian hears', () => {
  test('by phone at the front desk, only the card is asked for, and the call back is offered right after the words', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...guardian, card: '', to: 'phone', asked: 'card' })
    expect(clerk.text).toContain('a child is found only by the card number')
    expect(clerk.text).not.toContain('How did you confirm who they are?')
    expect(clerk.text.indexOf('They are here in person')).toBeLessThan(clerk.text.indexOf('card number?'))
    expect(clerk.html).toContain('name="guardian" value="Una Canary"')
    await clerk.post('/ask', { who: 'guardian', how: 'phone', asked: 'card', card: cards.child })
    expect(clerk.heading).toBe('Do not tell them anything')
    const inOrder = [
      'we’ll call you at the number we have on file',
      'Put them on the call list',
      'Then do this',
    ]
    const found = inOrder.map((words) => clerk.text.indexOf(words))
    expect(found).not.toContain(-1)
    expect(found).toEqual([...found].sort((a, b) => a - b))
    // They do not have it: the call back needs none.
    await clerk.post('/ask', { who: 'guardian', how: 'phone', asked: 'card', nocard: 'yes' })
    expect(clerk.text).toContain('No card number is needed for the call back.')
    const office = await at('desk', 'office')
    await office.post('/ask', { ...guardian, card: cards.child, to: 'phone', asked: 'card' })
    expect(office.text).toContain('How did you confirm who they are?')
  })

  test('whether a child is here is answered without the child’s card, for someone who looks for a lost child; anything more needs it', async () => {
    const clerk = await at('desk', 'front-desk')
    const blank = { who: 'guardian', how: 'here', asked: 'card', card: '', checked: '', guardian: '' }
    await clerk.post('/ask', { ...blank, wants: ['', 'presence'] })
    expect(clerk.heading).toBe('Do not tell them anything')
    expect((await clerk.post('/ask', { ...blank, wants: ['', 'presence', 'loans'] })).status).toBe(422)
    expect((await clerk.post('/ask', { ...blank, wants: [''] })).status).toBe(422)
    // Nor is a child looked up by name for it.
    await clerk.post('/ask', { ...blank, card: 'none', wants: ['', 'presence'] })
    expect(clerk.heading).toBe('Do not tell them anything')
  })

  test('a volunteer on the phone is given what a volunteer can do: hand over the phone, or a slip of paper', async () => {
    for (const who of ['customer', 'guardian']) {
      const volunteer = await at('volunteer', 'front-desk')
      await volunteer.post('/ask', { who, how: 'here', to: 'phone' })
      expect(volunteer.heading).toBe('Do not tell them anything yourself')
      expect(volunteer.text).toContain('Hand the slip to a clerk.')
      expect(volunteer.text).toMatch(/we(’ll| can) call you/)
      expect(volunteer.text).not.toMatch(/I can call you|Call them back|Then go to|dial/)
      expect(volunteer.html).not.toMatch(/call-back|calls\/back/)
    }
  })

  test('where a box was left blank or no card was given, the answer says so, whatever is on file', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...guardian, checked: '', card: cards.child })
    expect(clerk.text).toContain('You did not check that they showed photo ID.')
    const office = await at('desk', 'office')
    await office.post('/ask', { ...guardian, how: 'phone', checked: '', card: cards.child })
    expect(office.text).toContain('You did not check that the number is the one on file.')
    await office.post('/ask', { ...guardian, how: 'phone', card: 'none' })
    expect(office.text).toContain('Find the record by name.')
    expect(office.html).toContain('href="/calls/back"')
    expect(office.text).not.toContain('ask again with the card number')
  })

  /** The list under a heading of the answer. */
  const listUnder = (visitor: Visitor, heading: string) => {
    const part = visitor.html.split(`${heading}</h2>`)[1]?.split('</section>')[0] ?? ''
    return [...part.matchAll(/<li>([^<]*)<\/li>/g)].map(([, name]) => name)
  }

  test('what the child has none of is a fact, and is not listed as refused', async () => {
    const clerk = await at('desk', 'front-desk')
    await clerk.post('/ask', { ...guardian, card: cards.child })
    expect(clerk.heading).toBe('Yes, you may tell them')
    expect(clerk.text).toContain('Nothing is lost.')
    expect(clerk.text).not.toContain('not even whether a child has a card')
    expect(clerk.text).not.toContain('They may not be told')
    expect(listUnder(clerk, 'They may be told').join()).not.toContain('lost')
  })

  test('by phone, titles of what the child has none of are not listed as withheld either', async () => {
    const clerk = await at('desk', 'office')
    await clerk.post('/ask', { ...guardian, how: 'phone', card: cards.child })
    expect(clerk.heading).toBe('You may tell them part of it')
    expect(clerk.text).toContain('Nothing is lost.')
    expect(listUnder(clerk, 'They may not be told')).toEqual([
      ...['which items are overdue', 'which items are damaged', 'which items they owe for'],
    ])
  })

  test('what is refused is the same list whether there is any of it or not', async () => {
    const { it, house, parent } = tested
    const card = '28000000000001'
    await plant(it.database, house.ring, {
      ...{ surname: 'Canary', firstName: 'Kim', card, born: '2014-05-06' },
      loans: [{ title: 'Canary Kim Overdue', dueOn: '2026-11-01' }],
      guarantor: { id: parent, liable: true },
    })
    const clerk = await at('desk', 'front-desk')
    const wants = ['', 'owed', 'loans', 'holds', 'history']
    const refused: unknown[] = []
    for (const of of [cards.child, card]) {
      await clerk.post('/ask', { ...guardian, wants, card: of })
      expect(clerk.heading).toBe('You may tell them part of it')
      refused.push(listUnder(clerk, 'They may not be told'))
    }
    expect(refused[0]).toEqual(['what is checked out', 'what is on reserve', 'what they checked out before'])
    expect(refused[1]).toEqual(refused[0])
    expect(clerk.text).toContain('Nothing is lost or damaged. Owes: nothing')
  })
})

// Protects the Director from reading aloud that they are calling the Director.
test.each([
  ['en', 'I am the Director. I’m calling the City’s lawyer before I answer.', 'start with the call'],
  ['es', 'Yo dirijo la biblioteca. Voy a llamar a la asesoría legal', 'empiece por la llamada'],
] as const)(
  'the Director gets words of their own for a paper that refers to the Director (%s)',
  async (language, say, mailed) => {
    const director = await at('director', 'front-desk')
    await director.post('/language', { to: language, back: '/' })
    await director.get('/ask')
    await director.post('/ask', { who: 'paper', sender: 'other', paper: 'subpoena', secret: 'no', wants: '' })
    expect(director.text).toContain(say)
    expect(director.text).not.toContain('I’m calling the Director')
    expect(director.text).toContain(mailed)
  },
)

test('an agency that says it is a guardian hears a referral, the same of everyone, and a case begins from the answer', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'agency', brought: 'custody', wants: '' })
  expect(clerk.heading).toBe('Do not tell them anything. The Director decides.')
  expect(clerk.text).toContain('I need to check with the Director before I can answer that.')
  const [form = ''] = /<form[^>]*action="\/report"[\s\S]*?<\/form>/.exec(clerk.html) ?? []
  const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  const sent = Object.fromEntries(fields) as Record<string, string>
  expect(sent['wants']).toContain('They say that their office is a child’s guardian')
  await clerk.post('/report', sent)
  expect(clerk.text).toMatch(/(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/)
})
