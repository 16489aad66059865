import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tryOutWords } from '../../src/ask/words/try-out.ts'
import { certificateOf, recordsCopyOf } from '../../src/cases/pages/copied-records-parts.tsx'
import { newCase } from '../../src/cases/steps/received.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import { interpretationsText } from '../../src/policy/explain.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { actors, plantCase, takeAll } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

async function at(signIn: string, path: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(signIn)
  await visitor.get(path)
  return visitor
}

/** The draft that the page makes, as it may be changed. */
async function drafted(who: Visitor, reference: string, decision: string): Promise<string> {
  const path = `/cases/${reference}/decision`
  await who.get(path)
  await who.post(path, { act: 'draft', decision })
  await who.get(path)
  return /<textarea[^>]*>(.*?)<\/textarea>/s.exec(who.html)?.[1] ?? ''
}

test('where the paper shows all six findings, nothing is called compelled: it waits for counsel to confirm them', async () => {
  const reference = await plantCase(tested, 'process')
  const { director, counsel } = await actors(tested)
  const { cases } = tested.house
  await cases.look(director, reference)
  await cases.papers.add(director, reference, {
    name: 'Order.png',
    bytes: Buffer.from('89504e470d0a1a0a', 'hex'),
  })
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'court-order', federal: false }],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans'] }],
    [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'Lou', words: 'It is.' }],
    [
      director,
      {
        ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0100' },
        ...{ spokeWith: 'Ada', verified: true },
      },
    ],
    ...findingKinds.map(
      (finding) =>
        [director, { what: 'finding-pinned', finding, paper, page: 1, words: 'So found.' }] as const,
    ),
  ])
  const page = await at('director', `/cases/${reference}`)
  expect(page.text).toContain('The paper shows all six findings that the policy requires.')
  // Counsel did advise: what the box waits for is that they see what was cited since.
  const box = /<section class="carrel-case-next".*?<\/section>/s.exec(page.html)?.[0] ?? ''
  expect(box).toContain('The opinion is recorded. Counsel has not seen the page cited for:')
  expect(box).not.toContain('has not advised yet')
  expect(page.text).not.toContain('It is not a release under Regulation 1')
  expect(page.text).not.toContain('The law compels it once')
})

test('of paper that no one has read the case page says what the counter said: it is referred, and not refused', async () => {
  const reference = await plantCase(tested, 'process', {
    requester: { kind: 'justice-agency', name: 'A. Sheriff' },
  })
  const page = await at('director', `/cases/${reference}`)
  expect(page.text).toContain('No one has read this paper yet, so the Director and counsel must read it.')
  expect(page.text).not.toContain('The policy refuses.')
})

test('a concern about privacy is drafted as one, under Regulation 7', async () => {
  const reference = await plantCase(tested, 'privacy', {
    requester: { kind: 'staff', name: 'Ann' },
    wants: 'A screen faced the door.',
  })
  const director = await at('director', `/cases/${reference}`)
  for (const [decision, says] of [
    ['heed', 'I decide to act on this privacy concern.'],
    ['not-heed', 'I decide to take no action on this privacy concern.'],
  ] as const) {
    const draft = await drafted(director, reference, decision)
    expect(draft).toContain(says)
    expect(draft).toContain(
      'This follows the library’s policy MGT-1, Confidentiality of Customer Records: Regulation 7.',
    )
    expect(draft).not.toMatch(/request for information|stud/)
  }
})

test('the draft on a concern that was studied says what was found and done, and nothing of customers in general', async () => {
  const reference = await plantCase(tested, 'privacy', {
    requester: { kind: 'patron', name: 'Ann', patron: tested.child },
    views: { from: '2026-11-01', until: '2026-11-20' },
    wants: 'Who looked?',
  })
  const { director } = await actors(tested)
  const { cases, caseStudy } = tested.house
  await cases.look(director, reference)
  await caseStudy.look(director, reference)
  const found = { finding: 'not-confirmed', words: 'Each view was needed.', remedy: '' } as const
  expect(await caseStudy.find(director, reference, found)).toHaveProperty('entry')
  const draft = await drafted(await at('director', `/cases/${reference}`), reference, 'not-heed')
  expect(draft).toContain('What was found: not confirmed. Each view was needed.')
  expect(draft).not.toContain('It does not say whether anyone is one.')
})

test('a draft states only what is so: which findings the order shows, and counsel only where they gave an opinion', async () => {
  const reference = await plantCase(tested, 'process')
  const { director, counsel } = await actors(tested)
  const { cases } = tested.house
  await cases.look(director, reference)
  const scan = { name: 'Order.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }
  await cases.papers.add(director, reference, scan)
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  const said = { what: 'counsel-advised', way: 'here', counsel: 'Lou' } as const
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'court-order', federal: false }],
    [counsel, { ...said, words: 'I am comparing it.' }],
    ...findingKinds
      .slice(0, 3)
      .map(
        (finding) =>
          [director, { what: 'finding-pinned', finding, paper, page: 1, words: 'So found.' }] as const,
      ),
  ])
  const page = await at('director', `/cases/${reference}`)
  expect(page.text).toContain('Counsel was consulted, and has given no opinion yet.')
  expect(page.text).toMatch(
    /The policy does not allow this decision .*No page of the paper is cited yet for: /,
  )
  const release = await drafted(page, reference, 'release')
  expect(release).toMatch(/requires 6 findings\. The order shows 3 of 6:\n1\. /)
  expect(release.split('Missing:')[1]?.match(/\n- /g)).toHaveLength(3)
  expect(release).not.toContain('I consulted legal counsel')
  expect(release).toContain('Legal counsel had given no opinion by November')
  // Refusing what a court ordered is said to be dangerous before it is drafted, and counsel is named once, with a reason.
  await takeAll(tested, reference, [[counsel, { ...said, opinion: 'defective', words: 'No seal.' }]])
  await takeAll(tested, reference, [[counsel, { ...said, opinion: 'defective', words: 'No seal at all.' }]])
  const refusal = await drafted(page, reference, 'refusal')
  expect(page.text).toContain('can be contempt of court. Counsel can object first')
  expect(refusal.match(/I consulted legal counsel on/g)).toHaveLength(1)
  expect(refusal).toMatch(/Reasons:\n- Counsel found that the order is not valid/)
  // The court reads which of the six it lacks, and nowhere only that something is missing.
  for (const [language, lacks, vague] of [
    ['en', 'The order does not show:', /missing something/],
    ['es', 'La orden no muestra:', /le falta algo/],
  ] as const) {
    page.cookies.set('carrel-language', language)
    const written = await drafted(page, reference, 'refusal')
    const { finding } = tryOutWords({ pack: jensen.in(language), language })
    const rows = findingKinds.slice(3).map((kind) => `- ${finding[kind]}`)
    expect(written).toContain([lacks, ...rows, ''].join('\n'))
    for (const kind of findingKinds.slice(0, 3)) expect(written).not.toContain(finding[kind])
    expect(written).not.toMatch(vague)
  }
})

test('no decision is signed that says counsel gave no opinion once one is reported or given', async () => {
  const reference = await plantCase(tested, 'process')
  const { director, counsel } = await actors(tested)
  await tested.house.cases.look(director, reference)
  const said = { what: 'counsel-advised', counsel: 'Lou' } as const
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'subpoena', federal: false }],
    [counsel, { ...said, way: 'here', words: 'I am comparing it.' }],
  ])
  const page = await at('director', `/cases/${reference}`)
  const before = await drafted(page, reference, 'refusal')
  expect(before).toContain('Legal counsel had given no opinion by November')
  await takeAll(tested, reference, [
    [director, { ...said, way: 'phone', opinion: 'defective', words: 'No judge signed it.' }],
  ])
  const path = `/cases/${reference}/decision`
  await page.get(`${path}/sign`)
  expect(page.text).toContain('The case changed after this was written.')
  expect(page.html).not.toContain('name="passphrase"')
  // To save the same words again does not help, and a new draft claims nothing that counsel has not confirmed.
  await page.get(path)
  await page.post(path, { act: 'text', text: before })
  expect(page.text).toContain('Counsel has given an opinion since this was drafted.')
  const after = await drafted(page, reference, 'refusal')
  expect(after).toContain('This has been referred to legal counsel.')
  expect(after).not.toContain('no opinion')
  await takeAll(tested, reference, [[counsel, { what: 'word-answered', word: 0, is: true }]])
  await page.get(`${path}/sign`)
  expect(page.html).toContain('name="passphrase"')
})

test('the denial of a public-records request cites the clause that denies it, also where its paper was not read', async () => {
  const reference = await plantCase(tested, 'records-request', { requester: { kind: 'public', name: 'Ned' } })
  const draft = await drafted(await at('director', `/cases/${reference}`), reference, 'refusal')
  expect(draft).toContain(
    'This follows the library’s policy MGT-1, Confidentiality of Customer Records: Guidelines.',
  )
})

test('of a guardian from Koha no signature is claimed, and the Board reads that this is how we read it', async () => {
  const clerk = await at('desk', '/counter')
  await clerk.post('/counter/customer', { id: tested.child, basis: 'in-hand' })
  await clerk.post('/counter/guardians', { id: tested.child })
  expect(clerk.text).toContain(
    'May be told what the child owes Koha names them, which counts as signed. No one here has seen the signature.',
  )
  expect(clerk.text).not.toContain('They signed')
  expect(interpretationsText(jensen).replace(/\s+/g, ' ')).toContain(
    'no one at this library has seen the signature',
  )
})

test('the custodian certifies what was searched, Carrel and since when, and what was not', () => {
  const stamp = {
    by: 'x',
    role: 'staff',
    at: '2026-11-24T16:00:00Z',
    notedAt: '2026-11-24T16:00:00Z',
  } as const
  const came = { what: 'received', kind: 'process', way: 'counter', wants: '', drill: false } as const
  const requester = { kind: 'justice-agency', name: 'A. Sheriff' } as const
  const copy = { id: 'c', by: 'x', subjects: ['p'], records: ['loans'] } as const
  const parts = (lendsElsewhere: boolean) => ({
    ...{ pack: jensen, reference: 'AAAA-BBBB-CCCC', today: '2026-11-24', lendsElsewhere },
    release: {
      ...{
        case: newCase({ ...came, requester, aboutDirector: false }, stamp),
        copy,
        outcome: 'release' as const,
      },
      ...{ copied: { takenOn: '2026-11-24', entry: 'e', lines: [] }, clauses: ['Reg 1'], entry: 'f' },
    },
  })
  const points = (lendsElsewhere: boolean) =>
    certificateOf({
      ...parts(lendsElsewhere),
      ...{ files: [], proof: [], sealed: false, since: '2026-03-01' },
      ...{ heading: { library: 'A library', from: [], reach: [] }, form: 'pdf', pages: 1 },
      custodian: { name: 'Ada', role: 'director', acting: false, president: false },
    }).points.join(' ')
  for (const is of [true, false]) {
    expect(points(is)).toContain(
      'It has held records since March 1, 2026, and was searched as it was on November 24, 2026.',
    )
    expect(points(is)).not.toContain('all that the library has')
    expect(points(is)).toContain('Nothing else was searched')
    expect(points(is).includes('That system was not searched')).toBe(is)
    const { notHeld, notes } = recordsCopyOf(parts(is))
    const paper = [notHeld.heading, ...notHeld.each, ...notes.each, points(is)].join(' ')
    expect(paper).not.toMatch(/[Tt]he library (does not have|does not keep|has no record|destroys)/)
    expect(paper).toContain('What was not found in Carrel')
    expect(notes.each.join(' ').includes('which may still have what Carrel no longer has')).toBe(is)
  }
})
