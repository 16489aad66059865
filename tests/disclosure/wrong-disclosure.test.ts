import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDueYears, transparencyReport } from '../../src/cases/transparency-report.ts'
import { accessLogOf } from '../../src/patrons/access-log.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { signNow } from '../leak/sign-now.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { actors } from '../web/cases-planted.ts'
import { cards, passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
  await plantPin(tested.house, tested.parent)
})
afterAll(() => tested.close())

const referenceIn = ({ html }: Visitor) => /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(html)?.[0] ?? ''

async function as(role: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(role)
  return visitor
}

/** In two presses from the start page: the link, and the button that says how. @returns the case's reference */
async function report(visitor: Visitor, left = 'A letter about overdue items'): Promise<string> {
  await visitor.get('/')
  expect(visitor.html).toContain('<a class="usa-link" href="/cases/disclosure">')
  await visitor.get('/cases/disclosure')
  expect(visitor.html).toMatch(/<button type="submit" name="how" value="sent"/)
  await visitor.post('/cases/disclosure', {
    how: 'sent',
    left,
    to: 'The neighbor at number 12',
    aboutDirector: 'no',
  })
  expect(visitor.heading).toBe('The report was saved')
  return referenceIn(visitor)
}

/** What a patron's own page says was done. */
async function ownActs(patronId: string): Promise<unknown[]> {
  await signNow(tested)
  const { app, ring, pack } = tested.house
  const self = { role: 'patron', patronId, verified: ['card', 'pin'] } as const
  const parts = { app, ring, now: tested.time.now, timeZone: pack.timeZone }
  const page = await accessLogOf(parts, self, { month: undefined, before: undefined })
  return page.seen.map(({ act }) => act)
}

let nextCard = 23_600_000_000_000
async function someone(person: { readonly born?: string } = {}) {
  const card = String(nextCard++)
  const named = { surname: 'Quist', firstName: 'Ida', card, born: '1980-02-03', ...person }
  return { card, id: await plant(tested.it.database, tested.house.ring, named) }
}

test('a trustee who does not preside finds the report in the menu, sends it, and opens no case', async () => {
  await addAccount(tested.house.app, tested.house.ring, {
    ...{ signIn: 'another', name: 'Lee Other', role: 'trustee' },
    passphrase: await hashPassphrase(passphrase),
  })
  const trustee = await as('another')
  await trustee.get('/')
  expect(trustee.html).toContain('href="/cases/disclosure"')
  expect(trustee.html).toContain('href="/cases/privacy"')
  const reference = await report(trustee)
  await trustee.post('/cases/told', { of: 'disclosure', reference, reached: 'yes', about: 'no' })
  expect(trustee.text).not.toContain('I reached the Director')
  expect((await trustee.get(`/cases/${reference}`)).status).toBe(404)
  const director = await as('director')
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('To whom: The neighbor at number 12')
})

test('a volunteer reports it in two presses, and it is walked to its end: asked back, who, told, what changed', async () => {
  const reference = await report(await as('volunteer'))
  const adult = await someone()
  const director = await as('director')
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('A wrong disclosure')
  expect(director.text).toContain('It was sent or given.')
  expect(director.text).toContain('To whom: The neighbor at number 12')
  const take = async (step: string, fields: Record<string, string | readonly string[]>) => {
    await director.get(`/cases/${reference}`)
    return (await director.post(`/cases/${reference}`, { step, ...fields })).status
  }
  // Nothing ends before it was asked back and those affected were told.
  expect(await take('remedied', { words: 'Two people fold' })).toBe(422)
  expect(director.text).toContain('First ask for it back, and record what came of it.')
  expect(director.text).toContain('First tell those who are affected, or record why not.')
  expect(await take('affected-told', { way: 'phone', words: 'One', page: 'yes' })).toBe(422)
  expect(await take('recalled', { answer: 'asked', words: 'The neighbor' })).toBe(303)
  expect(await take('recalled', { answer: 'returned' })).toBe(303)
  expect(await take('affected-named', { cards: '29999', records: ['overdue.titles'] })).toBe(422)
  expect(director.text).toContain('Line 1: no card with this number is on file')
  expect(await take('affected-named', { cards: adult.card, records: ['overdue.titles'] })).toBe(303)
  expect(await take('affected-told', { way: 'phone', words: 'One', page: 'yes' })).toBe(303)
  // Who is found to be affected later is told too.
  const cards = [adult.card, (await someone()).card].join('\n')
  expect(await take('affected-named', { cards, records: ['overdue.titles'] })).toBe(303)
  expect(await take('remedied', { words: 'Two people fold' })).toBe(422)
  expect(await take('affected-told', { way: 'phone', words: 'One more' })).toBe(303)
  expect(await take('remedied', { words: 'Two people fold each letter' })).toBe(303)
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('Two people fold each letter')
  expect(await take('closed', {})).toBe(303)
  expect(await ownActs(adult.id)).toContain('wrong-disclosure')
  // The register has that they were told as soon as the step is there, and names no one to other staff.
  expect(JSON.stringify(await ownActs(adult.id))).not.toContain('neighbor')
})

test('the page of an adult says it once; a child’s, a shielded child’s, and one of a case not shown never do', async () => {
  const [adult, later, other] = [await someone(), await someone(), await someone()]
  const [child, shielded] = [await someone({ born: '2018-05-06' }), await someone({ born: '2018-05-06' })]
  const { clerk } = await actors(tested)
  expect(await tested.house.shields.set(clerk, shielded.id)).toBe('set')
  const director = await as('director')
  const step = async (
    reference: string,
    name: string,
    fields: Record<string, string | readonly string[]>,
  ) => {
    await director.get(`/cases/${reference}`)
    const { status } = await director.post(`/cases/${reference}`, { step: name, ...fields })
    expect(status, director.text).toBe(303)
  }
  const reference = await report(await as('desk'))
  await director.get(`/cases/${reference}`)
  const named = (...of: readonly { readonly card: string }[]) => ({
    ...{ cards: of.map(({ card }) => card).join('\n'), records: ['identity'] },
  })
  await step(reference, 'affected-named', named(adult, child, shielded))
  await step(reference, 'affected-told', { way: 'in-person', words: 'All', page: 'yes' })
  await step(reference, 'affected-named', named(adult, child, shielded, later))
  await step(reference, 'affected-told', { way: 'mail', words: 'One more', page: 'yes' })
  const quiet = await report(await as('desk'))
  await director.get(`/cases/${quiet}`)
  await step(quiet, 'affected-named', named(other))
  await step(quiet, 'affected-told', { way: 'not', words: 'A husband reads her page' })
  const acts = (of: { readonly id: string }) =>
    ownActs(of.id).then((all) => all.filter((act) => act === 'wrong-disclosure').length)
  expect([await acts(adult), await acts(later)]).toEqual([1, 1])
  expect([await acts(child), await acts(shielded), await acts(other)]).toEqual([0, 0, 0])
})

test('their own page says it in plain words, and nothing of what left, to whom, or in which case', async () => {
  const reference = await report(await as('desk'))
  const director = await as('director')
  const take = async (fields: Record<string, string>) => {
    await director.get(`/cases/${reference}`)
    expect((await director.post(`/cases/${reference}`, fields)).status, director.text).toBe(303)
  }
  await take({ step: 'affected-named', cards: cards.parent, records: 'identity' })
  await take({ step: 'affected-told', way: 'phone', words: 'One', page: 'yes' })
  await signNow(tested)
  const customer = new Visitor(tested.app())
  await customer.get('/me/sign-in')
  await customer.post('/me/sign-in', { card: cards.parent, pin })
  await customer.get('/me/seen')
  expect(customer.text).toContain('The Director')
  expect(customer.text).toContain('Noted that something about you reached someone who may not have it.')
  for (const hidden of ['neighbor', 'overdue', reference]) expect(customer.html).not.toContain(hidden)
})

test('one found on a log sheet keeps its number and time, from the link of the answer on', async () => {
  const clerk = await as('desk')
  const paper = { sheet: '1123-0900-1', paperAt: '2026-11-23T15:05:00Z' }
  await clerk.post('/ask', { ...paper, who: 'officer', brought: 'nothing', wants: '' })
  const link = /href="(\/cases\/disclosure\?[^"]*)"/.exec(clerk.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  await clerk.get(link)
  const typed = (name: string) =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(clerk.html)?.[1] ?? ''
  const at = { sheet: typed('sheet'), day: typed('day'), time: typed('time') }
  expect(at).toEqual({ sheet: paper.sheet, day: '2026-11-23', time: '09:05' })
  const sent = { how: 'told', left: 'The name of a child', to: 'Officer Reed', aboutDirector: 'no' }
  expect((await clerk.post('/cases/disclosure', { ...sent, ...at, sheet: 'the second' })).status).toBe(422)
  await clerk.post('/cases/disclosure', { ...sent, ...at })
  const { director } = await actors(tested)
  const seen = await tested.house.cases.look(director, referenceIn(clerk))
  expect(seen?.events[0]?.stamp).toMatchObject({
    sheet: paper.sheet,
    at: expect.stringMatching(/^2026-11-23T15:05:00/),
  })
})

test('is counted in the yearly figures on a line of its own', async () => {
  const desk = await as('desk')
  for (let nth = 0; nth < 6; nth++) await report(desk, `Letter ${nth}`)
  const next = `${Number(tested.time.today.slice(0, 4)) + 1}-12-31`
  await publishDueYears(tested.house.app, next, { from: '02-01' })
  const { all } = await transparencyReport(tested.house.app)
  const line = all.at(-1)?.lines.find(({ kind }) => kind === 'disclosure')
  expect(line?.cells.some((cell) => (cell ?? 0) >= 6)).toBe(true)
})
