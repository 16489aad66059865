import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendCaseMails } from '../../src/cases/jobs.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { entryInstant } from '../../src/register/log/index.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { actors } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* What an answer of "Someone asks" reports: with its own press, or with one more, and what is added to it afterwards. */

let tested: Tested
let server: MailServerInTest
beforeAll(async () => {
  tested = await startHouse()
  server = await startMailServer()
  await tested.house.app.transaction().execute((trx) =>
    replaceEmergencyContacts(
      trx,
      [
        { whom: 'director', nth: 1, name: 'Ruth Olsen', mail: 'ruth@library.example.org', phones: '' },
        { whom: 'counsel', nth: 1, name: 'Carl Lund', mail: 'lund@law.example.org', phones: '' },
      ],
      ['director', 'counsel'],
    ),
  )
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(async () => {
  await server?.close()
  await tested?.close()
})

async function at(signIn: string, place: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(signIn)
  return visitor
}

/** The fields of the form that has this button, as the page carries them. */
function carriedBy({ html }: Visitor, button: string): Record<string, string> {
  const forms = html.split('<form ').slice(1)
  const form = forms.find((one) => one.split('</form>')[0]?.includes(`>${button}</button>`)) ?? ''
  const fields =
    form.split('</form>')[0]?.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g) ?? []
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}

const reference = ({ text }: Visitor) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? 'none'

test('“Report it now” is one press: what was said is in the case, and the Director and the lawyer are told by mail', async () => {
  const { house, it } = tested
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'other', wants: ['', 'loans', 'history'] })
  await clerk.post('/report', carriedBy(clerk, 'Report it now'))
  expect(clerk.heading).toContain('Now call: no one has been')
  const opened = reference(clerk)
  const mail = mailSettings({
    CARREL_SMTP_URL: server.url,
    CARREL_MAIL_FROM: 'carrel@library.example.org',
  })
  const { app, cases, clock } = house
  await sendCaseMails({ app, cases, clock, mail, database: it.database })
  expect(server.received.map(({ to }) => to).sort()).toEqual([
    'lund@law.example.org',
    'ruth@library.example.org',
  ])
  const director = await at('director', 'office')
  await director.get(`/cases/${opened}`)
  expect(director.text).toContain('What someone has checked out; What someone checked out before')
})

test('a case that an answer from a paper sheet opens came when the sheet says, with its number', async () => {
  const clerk = await at('desk', 'front-desk')
  const { now } = tested.time
  const paper = { sheet: '1123-0900-1', paperAt: entryInstant(new Date(now.getTime() - 86_400_000)) }
  const asked = { who: 'officer', brought: 'paper', paper: 'unread', secret: 'no', wants: '' }
  await clerk.post('/ask', { ...paper, ...asked })
  const { director } = await actors(tested)
  const seen = await tested.house.cases.look(director, reference(clerk))
  expect(seen?.events[0]?.stamp).toMatchObject({ sheet: paper.sheet, at: paper.paperAt })
})

test('an officer without paper on a sheet is counted when and where they asked, and “Report it now” keeps both', async () => {
  const clerk = await at('desk', 'front-desk')
  const at9 = '2026-11-23T15:00:00Z'
  const paper = { sheet: '1123-0900-1', paperAt: at9, paperPlace: 'office' }
  await clerk.post('/ask', { ...paper, who: 'officer', brought: 'nothing', wants: '' })
  await clerk.post('/report', carriedBy(clerk, 'Report it now'))
  const { director } = await actors(tested)
  const seen = await tested.house.cases.look(director, reference(clerk))
  expect(seen?.events[0]?.stamp).toMatchObject({ sheet: paper.sheet, at: entryInstant(new Date(at9)) })
  await clerk.post('/ask', { ...paper, who: 'officer', brought: 'nothing', wants: '' })
  const boss = await at('director', 'office')
  await boss.get('/cases')
  expect(boss.text).toMatch(/November 23, 2026, 9:00 a.m.\)? · Office · on paper first, sheet 1123-0900-1/)
})

test('what is added after the answer opened the case is in it: the looks at the paper and how it came, too', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'officer', brought: 'paper', paper: 'unread', secret: 'no', wants: '' })
  const opened = reference(clerk)
  const carried = carriedBy(clerk, 'Add the requester’s details')
  await clerk.post('/report', carried)
  expect(clerk.heading).toBe(`Details for ${opened}`)
  expect(clerk.html).toContain('>Add</button>')
  expect(clerk.text).not.toContain('e-mail is on its way')
  await clerk.post('/report', {
    ...{ ...carried, sent: 'yes', name: 'Deputy Vexillum', judge: 'no', way: 'mail', about: 'no' },
    ...{ agency: 'Kearney County Sheriff', phone: '308-555-0177', wants: 'What a boy borrowed' },
  })
  expect(reference(clerk)).toBe(opened)
  const director = await at('director', 'office')
  await director.get(`/cases/${opened}`)
  expect(director.text).toMatch(/Deputy Vexillum .*A judge’s signature: no .*by mail/)
  // They are the requester's facts too, and the number counts as one that they gave.
  expect(director.text).toMatch(
    /Requester Deputy Vexillum \(A police or justice agency\) Agency Kearney County Sheriff Phone they gave, or on the paper 308-555-0177/,
  )
  expect(director.text).toMatch(/What they want .*What a boy borrowed/)
  expect(director.text).toMatch(/How it arrived by mail/i)
})

test('after the calls the person who reported it still adds who asks, so that a letter has a name; no one else with the reference does', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'officer', brought: 'paper', paper: 'subpoena', secret: 'no', wants: '' })
  const opened = reference(clerk)
  await clerk.post('/report/again', { reference: opened })
  await clerk.post('/report/told', { ...carriedBy(clerk, 'No answer'), whom: 'counsel', reached: 'yes' })
  const add = 'Add the requester’s details'
  const { word: _, ...carried } = carriedBy(clerk, add)
  expect(carried).toEqual({ opened: 'yes', reference: opened, brought: 'paper', known: 'counsel' })
  await clerk.post('/report', carried)
  expect(clerk.heading).toBe(`Details for ${opened}`)
  // Only the reference is known here, so nothing is asked that could say that it is not about the Director.
  expect(clerk.html).not.toContain('name="about"')
  const { word: __, ...shown } = carriedBy(clerk, 'Add')
  const added = {
    ...shown,
    name: 'Deputy Tardus',
    agency: 'Kearney County Sheriff',
    judge: 'no',
  }
  await clerk.post('/report', added)
  expect(clerk.text).toContain('Your details were added to the case.')
  expect(reference(clerk)).toBe(opened)
  // Counsel was reached before, and is not to be called again.
  expect(clerk.html).not.toContain('I reached the City’s lawyer')

  const volunteer = await at('volunteer', 'front-desk')
  await volunteer.post('/report/again', { reference: opened })
  expect(volunteer.html).not.toContain(add)
  expect((await volunteer.post('/report', { ...added, name: 'Deputy Falsus' })).status).toBe(422)

  const director = await at('director', 'office')
  await director.get(`/cases/${opened}`)
  expect(director.text).toMatch(/Requester Deputy Tardus \(.*Agency Kearney County Sheriff/)
  expect(director.text).toContain('A judge’s signature: no')
  expect(director.text).not.toContain('Falsus')
})

test('the search log of a warrant that the answer reported goes on in the same case, and no second one is opened', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', {
    who: 'officer',
    brought: 'paper',
    paper: 'search-warrant',
    secret: 'no',
    wants: '',
  })
  const opened = reference(clerk)
  expect(clerk.html).toContain(`href="/cases/${opened}/search"`)
  expect(clerk.html).not.toContain('href="/cases/search/new" class="usa-button')
  await clerk.get(`/cases/${opened}/search`)
  expect(clerk.heading).toBe('Search warrant')
  expect(clerk.html).toContain(`action="/cases/${opened}/search"`)
})

test('a Director who reports is told to call counsel, and never to call the Director', async () => {
  const director = await at('director', 'office')
  await director.post('/ask', { who: 'officer', brought: 'paper', paper: 'unread', secret: 'no', wants: '' })
  expect(director.text).toContain('Now call the City’s lawyer: no one else has been told yet')
  expect(director.text).toContain('that is you')
  expect(director.html).not.toContain('<h3>The Director</h3>')
  await director.get('/cases/search/new')
  expect(director.text).toContain('You decide, so call only the City’s lawyer')
})

test('what is added about the Director goes to the president, and the Director never sees it', async () => {
  const clerk = await at('desk', 'front-desk')
  await clerk.post('/ask', { who: 'officer', brought: 'paper', paper: 'unread', secret: 'no', wants: '' })
  const opened = reference(clerk)
  const carried = carriedBy(clerk, 'Add the requester’s details')
  const added = { ...carried, sent: 'yes', name: 'Deputy Quis', about: 'yes' }
  for (const _ of ['sent', 'sent twice']) {
    await clerk.post('/report', added)
    expect(clerk.text).toContain('The president of the Board')
  }
  const director = await at('director', 'office')
  await director.get(`/cases/${opened}`)
  expect(director.heading).toContain('was not found')
  await director.get('/cases')
  expect(director.text).not.toContain(opened)
  const president = await at('trustee', 'office')
  await president.get(`/cases/${opened}`)
  expect(president.text).toContain('Deputy Quis')
})

test('a trustee who is served with a paper has a case opened by the answer, reads whom to call, and adds to it', async () => {
  const trustee = await at('trustee', 'office')
  // The words that they read first leave out a search warrant, so the way to its page is here too.
  await trustee.post('/ask', { who: 'officer' })
  expect(trustee.html).toContain('href="/cases/search/new" class="carrel-choice"')
  await trustee.get('/cases/search/new')
  expect(trustee.text).toContain('If someone does not answer, do not wait: call the next person')
  await trustee.post('/ask', { who: 'officer', brought: 'paper', paper: 'unread', secret: 'no', wants: '' })
  expect(trustee.text).toContain('Now call the Director and the City’s lawyer')
  const opened = reference(trustee)
  await trustee.post('/report/again', { reference: opened })
  await trustee.post('/report/told', { ...carriedBy(trustee, 'No answer'), whom: 'director', reached: 'no' })
  expect(trustee.text).toMatch(/Noted at [^.]*\.m\.: no answer/)
  // It is not about the Director, so the president has no other part in it.
  expect((await trustee.get(`/cases/${opened}`)).status).toBe(404)
  const director = await at('director', 'office')
  await director.get(`/cases/${opened}`)
  expect(director.text).toMatch(/Test trustee \(the president[^)]*\) received it/)
})

test('the president who reports what is about the Director decides it, and is told to call counsel alone', async () => {
  const president = await at('trustee', 'office')
  await president.post('/ask', { who: 'paper', sender: 'other', paper: 'subpoena', secret: 'no', wants: '' })
  await president.post('/report/about', { reference: reference(president), brought: 'paper', is: 'yes' })
  expect(president.text).toContain('This is about the Director. You take the Director’s place.')
  expect(president.text).toContain('I reached the City’s lawyer')
  expect(president.text).not.toMatch(/I reached the (Director|president)|no one has been told yet/)
})

test('until someone is reached, the start page of the clerk who reported asks for the call, and says nothing of the paper', async () => {
  const says = 'No one has been told yet about what you reported at'
  const clerk = await at('desk', 'front-desk')
  const officer = { who: 'officer', brought: 'paper', paper: 'subpoena', wants: '' }
  const calls = async (who: Visitor) => {
    await who.get('/')
    return who.text.split(says).length - 1
  }
  const before = await calls(clerk)
  // A colleague who takes over is led to the report that there is, before another case is opened.
  await clerk.post('/ask', { who: 'officer', brought: 'paper', wants: '' })
  expect(clerk.html).toMatch(/report this paper already\?\s*<a [^>]*href="\/report#already"/)
  // Of a paper that is secret, nothing is asked for: the page is the same as without it.
  await clerk.post('/ask', { ...officer, secret: 'yes' })
  expect(await calls(clerk)).toBe(before)
  await clerk.post('/ask', { ...officer, secret: 'no' })
  const opened = reference(clerk)
  expect(await calls(clerk)).toBe(before + 1)
  expect(clerk.text).not.toContain(opened)
  // The tasks alone: what staff may be asked about follows them.
  const [tasks] = clerk.text.split('To do')[1]?.split('Someone is asking about') ?? []
  expect(tasks).toContain('No one has been told yet')
  expect(tasks).not.toMatch(/subpoena|officer|paper/i)
  expect(await calls(await at('volunteer', 'front-desk'))).toBe(0)
  await clerk.get('/report')
  expect(clerk.html).toContain(`name="reference" value="${opened}"`)
  await clerk.post('/report/again', { reference: opened })
  expect(clerk.heading).toContain('no one has been')
  await clerk.post('/report/told', { reference: opened, whom: 'director', reached: 'no' })
  expect(clerk.text).toContain('There is no other number.')
  expect(await calls(clerk)).toBe(before + 1)
  await clerk.post('/report/told', { reference: opened, whom: 'counsel', reached: 'yes' })
  expect(clerk.heading).toBe('Reported')
  expect(await calls(clerk)).toBe(before)
  // One of the two is not reached yet, and the page says so until they are.
  const half = 'The person who decides has not been reached yet about what you reported at'
  expect(clerk.text).toContain(half)
  // The colleague who takes over would not see it on their own start page.
  await clerk.get('/switch')
  expect(clerk.text).toContain(half)
  expect(clerk.text).toContain('tell your colleague now')
  await clerk.post('/report/told', { reference: opened, whom: 'director', reached: 'yes' })
  await clerk.get('/')
  expect(clerk.text).not.toContain(half)
  await clerk.get('/switch')
  expect(clerk.text).not.toContain(half)
})

test('also of a request without a paper, which “Report it now” reported, until someone is reached', async () => {
  const says = 'No one has been told yet about what you reported at'
  const clerk = await at('volunteer', 'front-desk')
  await clerk.get('/')
  expect(clerk.text).not.toContain(says)
  await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  await clerk.post('/report', carriedBy(clerk, 'Report it now'))
  const opened = reference(clerk)
  await clerk.get('/')
  expect(clerk.text).toContain(says)
  expect(clerk.html).toContain('href="/report#already"')
  await clerk.post('/report/told', { reference: opened, whom: 'director', reached: 'yes' })
  await clerk.get('/')
  expect(clerk.text).not.toContain(says)
})
