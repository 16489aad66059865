import { randomBytes, randomUUID } from 'node:crypto'
import { routes } from '../../src/app/routes.ts'
import { webApp } from '../../src/app/web-app.ts'
import { setFollowUpReach } from '../../src/ask/follow-up-store.ts'
import { leaveFollowUp } from '../../src/ask/follow-ups.ts'
import { addClauseCounts, countClausesJobName } from '../../src/ask/policy-store.ts'
import { noteBackup, noteBackupFailure } from '../../src/backup/backup-store.ts'
import { startCheckoutHistory } from '../../src/circulation/checkout-history.ts'
import { sealNotice } from '../../src/contact/notice-sealing.ts'
import { planNotice, updateNotice } from '../../src/contact/notice-store.ts'
import { blockActiveCards, patronOfActiveCard } from '../../src/gate/card-store.ts'
import { CheckoutHistoryList } from '../../src/gate/checkout-history.ts'
import { insertHistory } from '../../src/gate/checkout-history-store.ts'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'
import type { ImportReport } from '../../src/import/koha-import.ts'
import { Tally } from '../../src/import/tally.ts'
import { noteImport, setNightlyImport } from '../../src/patrons/other-system-store.ts'
import { setPatronCodeApp } from '../../src/patrons/sign-in-store.ts'
import { sealField, token } from '../../src/platform/crypto/field.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { listen } from '../../src/platform/http/network.ts'
import { page } from '../../src/platform/http/route.ts'
import { type Language, languages } from '../../src/platform/i18n/language.ts'
import { dailyJobContext, noteDailyJobDone } from '../../src/platform/jobs/daily-job.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { daysAfter, type StaffRole } from '../../src/policy/index.ts'
import { saveCheckpointMail, setCheckpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { newestFingerprint } from '../../src/register/newest-checkpoint.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { createAccount } from '../../src/staff/accounts.ts'
import {
  confirmContact,
  keptContacts,
  replaceEmergencyContacts,
} from '../../src/staff/emergency-contacts-store.ts'
import { recordAction } from '../../src/staff/logged-action.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { sealCodeSecret } from '../../src/staff/second-factor.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import { makeSetUpLink } from '../../src/staff/set-up.ts'
import { maxWrongCodes } from '../../src/staff/sign-in-attempt-store.ts'
import { courseLength } from '../../src/staff/training.ts'
import { addCompletedCourse, beginCourse } from '../../src/staff/training-store.ts'
import { codeAt } from '../accounts/code.ts'
import { paperOf } from '../backup/paper.ts'
import { collectedCase, decidedCase, director as decider, receivedCase } from '../casework/decided-case.ts'
import { freePort } from '../crash/program.ts'
import { asOwner } from '../links/as-owner.ts'
import { boardVotes } from '../support/board-vote.ts'
import {
  beganIn,
  plantDenials,
  plantedSearch,
  plantFigures,
  plantSearch,
  tellRequests,
} from '../support/cases.ts'
import { plantMonths } from '../support/months.ts'
import { planCall } from '../support/planned-call.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { failingFrom, propose, proposedFrom } from '../support/proposal.ts'
import { actors, plantCase, plantCases } from './cases-planted.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import type { Library, Viewer } from './screens.ts'
import { openAs, plantPresidents, plantSealed, SetUpAnew } from './sealed-planted.ts'
import { Visitor } from './visitor.ts'

export type Cookies = ReadonlyMap<string, string>

/** The libraries that the walk goes through, each at its address. */
export type Libraries = {
  /** What a browser of this viewer holds. */
  cookiesOf(library: Library, viewer: Viewer, language: Language): Promise<Cookies>
  /** An address with its parameters filled in. */
  address(library: Library, path: string): string
  readonly hosts: readonly string[]
  close(): Promise<void>
}

// Why by name: a passkey belongs to one, and is offered at no bare address.
const [library, withMail, unused, changed] = await Promise.all([
  freePort(),
  freePort(),
  freePort(),
  freePort(),
])
const ports: Record<Library, number> = { library, 'with-mail': withMail, new: unused, changed }
const origins = Object.fromEntries(
  Object.entries(ports).map(([name, port]) => [name, `http://localhost:${port}`]),
) as Record<Library, string>

/** A route that breaks, for the page that says so. */
const breaks = page('/fault', ['desk'], () => {
  throw new Error('a fault')
})

export async function openLibraries(): Promise<Libraries> {
  const tested = await startHouse(origins.library)
  const fresh = await startHouse(origins.new, { asksSecondStep: true, isNew: true })
  const { known, computer, office } = await fill(tested)
  const changed = await startHouse(origins.changed)
  await changeRegister(changed)
  const proposed = proposedFrom(tested.house.pack)
  await propose(tested.house, tested.it.database, proposed)
  await propose(changed.house, changed.it.database, failingFrom(proposed))
  const link = newToken()
  const browser = newToken()
  await makeSetUpLink(fresh.house, tokenHash(link))
  await letBrowserSetUp(fresh, tokenHash(browser))
  const mail = mailSettings({
    CARREL_SMTP_URL: 'smtps://mail.example.org',
    CARREL_MAIL_FROM: 'carrel@library.example.org',
  })
  const apps = {
    library: webApp(tested.house, [...routes, breaks]),
    'with-mail': webApp({ ...tested.house, origin: origins['with-mail'], mail, asksSecondStep: true }),
    new: webApp(fresh.house),
    changed: webApp({ ...changed.house, compartments: new SetUpAnew(changed) }),
  }
  const servers = await Promise.all(
    (Object.keys(apps) as Library[]).map((name) => listen(apps[name], ports[name])),
  )
  const filled: Readonly<Record<string, string>> = { ...known, link }

  const signIn = async (library: Library, name: string, at: string | null): Promise<Visitor> => {
    const visitor = new Visitor(apps[library], `localhost:${ports[library]}`)
    if (at !== null) visitor.cookies.set('carrel-computer', at)
    await visitor.signIn(name)
    return visitor
  }
  const signInOwn = async (library: Library, card: string): Promise<Visitor> => {
    const visitor = new Visitor(apps[library], `localhost:${ports[library]}`)
    await visitor.get('/me/sign-in')
    await visitor.post('/me/sign-in', { card, pin })
    return visitor
  }
  const enter: Record<Viewer, (library: Library, language: Language) => Promise<Cookies>> = {
    nobody: async () => new Map(),
    'setting-up': async () => new Map([['carrel-set-up', browser]]),
    volunteer: async (library) => (await signIn(library, 'volunteer', computer)).cookies,
    desk: async (library) => (await signIn(library, 'desk', computer)).cookies,
    private: async (library) => (await signIn(library, 'desk', office)).cookies,
    director: async (library) => {
      // Where everyone must pass a second step, a sign-in goes no further in a walk: the session is the other one's.
      const at = library === 'with-mail' ? 'library' : library
      return (await signIn(at, 'director', library === 'changed' ? null : computer)).cookies
    },
    counsel: async (library) => (await signIn(library, 'counsel', computer)).cookies,
    trustee: async (library) => (await signIn(library, 'trustee', computer)).cookies,
    learner: async (library, language) => (await signIn(library, `learner-${language}`, computer)).cookies,
    finisher: async (library, language) => (await signIn(library, `finisher-${language}`, computer)).cookies,
    away: async (library) => (await signIn(library, 'desk', null)).cookies,
    caller: async (library) => (await signIn(library, 'desk', office)).cookies,
    'director-inside': async (library) => (await signIn(library, 'director', office)).cookies,
    'president-inside': async (library) => (await signIn(library, 'trustee', office)).cookies,
    'left-with-code': async (library, language) => {
      const { now } = tested.time
      tested.time.now = new Date(now.getTime() - 15 * 60_000)
      const visitor = await signIn(library, 'coded', office)
      await visitor.get('/sign-in/second-step')
      // Of each language another code: none is taken twice.
      const code = codeAt('A'.repeat(32), tested.time.now, language === 'en' ? 0 : 1)
      await visitor.post('/sign-in/code', { code })
      tested.time.now = now
      return visitor.cookies
    },
    proved: async (library) => {
      const visitor = await signIn(library, 'director', computer)
      await visitor.get('/account/second-step')
      await visitor.post('/account/again', { passphrase, back: 'second-step' })
      return visitor.cookies
    },
    left: async (library) => {
      const { now } = tested.time
      tested.time.now = new Date(now.getTime() - 15 * 60_000)
      const { cookies } = await signIn(library, 'director', null)
      tested.time.now = now
      return cookies
    },
    customer: async (library) => (await signInOwn(library, cards.child)).cookies,
    'customer-with-past': async (library) => (await signInOwn(library, cards.parent)).cookies,
    'customer-with-new-pin': async (library) => (await signInOwn(library, '24000000000011')).cookies,
    'customer-with-wish': async (library) => (await signInOwn(library, '24000000000013')).cookies,
    'customer-code': async (library) => (await signInOwn(library, '24000000000010')).cookies,
    handed: async (library) => {
      const visitor = await signIn(library, 'desk', computer)
      await visitor.get('/counter')
      await visitor.post('/counter/customer', { id: tested.child, basis: 'in-hand' })
      await visitor.post('/counter/pin', { id: tested.child, checked: 'photo-id' })
      return visitor.cookies
    },
    cleared: async (library) => (await openAs(await signIn(library, 'director', office))).cookies,
    'cleared-counsel': async (library) => (await openAs(await signIn(library, 'counsel', office))).cookies,
    slowed: async (library) => (await signIn(library, 'slowed', computer)).cookies,
    'slowed-for-now': async (library) => (await signIn(library, 'slowed-for-now', computer)).cookies,
    'signing-in-given': async (library) => (await signIn(library, 'given', computer)).cookies,
    'signing-in-code': async (library) => (await signIn(library, 'coded', computer)).cookies,
    'signing-in-officer': async (library) => (await signIn(library, 'counsel', computer)).cookies,
  }
  return {
    cookiesOf: (library, viewer, language) => enter[viewer](library, language),
    address: (library, path) =>
      origins[library] + path.replace(/:([a-z]+)/g, (_all, name: string) => filled[name] ?? name),
    hosts: Object.values(origins),
    async close() {
      for (const server of servers) await server.close()
      await tested.close()
      await fresh.close()
      await changed.close()
    },
  }
}

/** All that makes a start page long, and what the other pages show: people, backups, pins, entries. */
async function fill(tested: Tested) {
  const { app } = tested.house
  const { worker } = tested.it.database
  const person = (signIn: string, name: string, role: 'volunteer' | 'desk', given = false) =>
    createAccount(
      tested.house,
      { role: 'system' },
      { signIn, name, role, passphrase, given, president: false },
    )
  await paperOf(tested.it.database, tested.house.ring)
  await reportLost(tested, '24000000000033')
  await blockOnline(tested, '24000000000027')
  await shelve(tested, '24000000000032')
  await customers(tested)
  const given = (await person('given', 'Tess Berg', 'desk', true)) ?? ''
  const { id: keeper } = await app
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'director')
    .executeTakeFirstOrThrow()
  await createAccount(
    tested.house,
    { accountId: keeper, role: 'director', place: 'office' },
    {
      ...{ signIn: 'second-counsel', name: 'Lou Brief', role: 'counsel', president: false },
      ...{ passphrase, given: false },
    },
  )
  const locked = (await person('locked', 'Ned Lind', 'volunteer')) ?? ''
  for (const language of languages) {
    await person(`learner-${language}`, 'Ann Ray', 'volunteer')
    const finisher = (await person(`finisher-${language}`, 'Joe Park', 'volunteer')) ?? ''
    await answeredAll(tested, finisher)
  }
  const most = tested.house.pack.manifest.reading.records
  for (const [signIn, weight] of [
    ['slowed', most],
    ['slowed-for-now', 2 * most],
  ] as const) {
    const account = (await person(signIn, 'Bo Lane', 'desk')) ?? ''
    const reading = { account, at: tested.time.now, weight, record: Buffer.alloc(16) }
    await app.insertInto('reading').values(reading).execute()
  }
  const coded = (await person('coded', 'Ida Voss', 'desk')) ?? ''
  await app.updateTable('account').set({ codes_failed: maxWrongCodes }).where('id', '=', locked).execute()
  const sealedSecret = sealCodeSecret(tested.house.ring, coded, 'A'.repeat(32))
  await setCodeApp(app, { accountId: coded, sealedSecret, step: 1n })
  const acting = { accountId: coded, firstDay: '2026-11-30', lastDay: '2026-12-04', namedBy: null }
  await app.transaction().execute((trx) => addActingTerm(trx, tested.house.ring, acting))
  const good = {
    file: '/srv/carrel/backups/jensen-2026-11-23.age',
    key: '4X24-PUJE',
    rows: 41_234n,
    bytes: 9_876_543n,
  }
  await noteBackup(worker, { ...good, madeAt: new Date('2026-11-23T08:00:00Z') })
  const failure = '/srv/carrel/backups is full: free some space, or make backups elsewhere'
  await noteBackupFailure(worker, { at: new Date('2026-11-24T08:00:00Z'), sentence: failure })
  const addresses = ['clerk@city.example.org', 'chair@example.org'] as const
  await app.transaction().execute((trx) => setCheckpointRecipients(trx, addresses))
  const contacts = [
    {
      whom: 'director',
      nth: 1,
      name: 'Ruth Olsen',
      mail: 'ruth@library.example.org',
      phones: '308-555-0101',
    },
    { whom: 'director', nth: 2, name: 'Ida Voss', mail: '', phones: '308-555-0102, 308-555-0103' },
    { whom: 'counsel', nth: 1, name: 'Carl Lund', mail: 'lund@law.example.org', phones: '308-555-0104' },
    { whom: 'counsel', nth: 2, name: 'Ada Holm', mail: 'holm@law.example.org', phones: '308-555-0105' },
  ] as const
  await contactsStoodFor(tested, contacts)
  for (const [at, address] of addresses.entries()) {
    await saveCheckpointMail(worker, {
      ...{ place: at === 0 ? 1 : 2, day: '2026-11-24', message_id: 'x', address, message: 'x' },
      ...{ state: at === 0 ? 'ready' : 'unknown', failure: at === 0 ? '550 mailbox is full' : null },
    })
  }
  await countedUntilNow(worker)
  await plantMonths(worker)
  await importedLately(worker)
  const computer = await tested.computerAt('front-desk')
  const clerk = new Visitor(tested.app(), `localhost:${ports.library}`)
  clerk.cookies.set('carrel-computer', computer)
  await clerk.signIn('desk')
  await clerk.get('/counter')
  await clerk.post('/counter/card', { card: '23000000000001' })
  const cases = await casesOf(tested)
  const { clerk: desk } = await actors(tested)
  for (const id of [tested.parent, tested.child])
    await tested.house.gate.view({ actor: desk, patron: { id }, basis: 'in-hand' })
  await sign(tested)
  tested.house.registerCheck.begin()
  await tested.house.registerCheck.ended
  await justDidCourse(tested, 'counsel')
  const call = { patron: tested.child, kind: 'overdue', on: '2026-11-24' } as const
  await planCall(tested.it.database, tested.house.ring, call)
  await letters(tested)
  await plantReports(tested)
  await plantFollowUps(tested)
  const { director } = await actors(tested)
  const asked = await plantCase(tested, 'process')
  const paperlink = (await tested.house.paperLinks.make(director, asked)) ?? ''
  const searches = {
    ...{ ...(await searchesOf(tested)), ...(await plantCases(tested)), ...(await studiesOf(tested)) },
  }
  const wordlink = await wordLinkOf(tested, searches.reported)
  await plantLetter(tested)
  await plantPresidents(tested)
  const sealed = await plantSealed(tested, async (name) => {
    const visitor = new Visitor(tested.app(), `localhost:${ports.library}`)
    visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
    await visitor.signIn(name)
    return visitor
  })
  return {
    known: { given, locked, paperlink, wordlink, ...cases, ...searches, ...sealed },
    computer,
    office: await tested.computerAt('office'),
  }
}

/** The Director typed them; the president confirmed counsel's first address, eight days ago. */
async function contactsStoodFor(
  { house }: Tested,
  contacts: Parameters<typeof replaceEmergencyContacts>[1],
): Promise<void> {
  const { app, ring } = house
  const accounts = await app.selectFrom('account').select(['id', 'sign_in']).execute()
  const of = (signIn: string) => accounts.find(({ sign_in }) => sign_in === signIn)?.id ?? ''
  const at = new Date('2026-11-16T15:00:00Z')
  await app.transaction().execute(async (trx) => {
    const whoms = ['director', 'counsel', 'president'] as const
    const isHolm = (name: string) => name === 'Ada Holm'
    const before = contacts.map((one) =>
      isHolm(one.name) ? { ...one, phones: '308-555-0155', account: of('counsel') } : one,
    )
    await replaceEmergencyContacts(trx, before, whoms, { ring, account: of('director'), at })
    const first = (await keptContacts(trx, ring)).find(({ whom }) => whom === 'counsel')
    await confirmContact(trx, first?.version ?? '', { ring, account: of('trustee'), at })
    // Two days ago: the old number still shows where staff call, and counsel is asked if the change is right.
    const changed = { ring, account: of('director'), at: new Date('2026-11-22T15:00:00Z') }
    await replaceEmergencyContacts(trx, contacts, whoms, changed)
  })
}

async function wordLinkOf(tested: Tested, reference: string): Promise<string> {
  const { director } = await actors(tested)
  const { confirming, cases } = tested.house
  const seen = await cases.look(director, reference)
  const place = seen?.case.relayed.findIndex(({ answer }) => answer === undefined) ?? 0
  const [to] = seen === undefined ? [] : await confirming.goodContacts(seen.case, place, 'mail')
  const made = await confirming.make(director, reference, place, to?.version ?? '')
  return typeof made === 'object' && 'link' in made ? made.link : ''
}

/** A letter from counsel, about which the president is asked to call. */
async function plantLetter(tested: Tested): Promise<void> {
  const { director } = await actors(tested)
  const { cases, confirming } = tested.house
  const reference = await plantCase(tested, 'process')
  await cases.look(director, reference)
  const said = { way: 'phone', counsel: 'Lou Brief', words: 'The order is good as it is.' } as const
  await cases.take(director, reference, { what: 'counsel-advised', opinion: 'proper', ...said })
  const file = { name: 'letter.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }
  await confirming.addLetter(director, reference, file, { word: 0, is: true })
}

/** Concerns about who viewed a record: one that names no record yet, and one with views, about which a clerk is asked. */
async function studiesOf(tested: Tested): Promise<Record<'concern' | 'studied', string>> {
  const { clerk, counsel } = await actors(tested)
  const views = { from: '2026-11-01', until: '2026-11-24' } as const
  const staffs = { kind: 'staff', name: '' } as const
  const theirs = { kind: 'patron', name: 'Una Canary', patron: tested.parent } as const
  const concern = await plantCase(tested, 'privacy', { requester: staffs, views })
  const studied = await plantCase(tested, 'privacy', { requester: theirs, views })
  const { caseStudy } = tested.house
  await caseStudy.look(counsel, studied)
  await caseStudy.ask(counsel, studied, clerk.accountId)
  await caseStudy.agree(counsel, studied, undefined)
  return { concern, studied }
}

/** Cases as far as each can be, by their references. */
async function casesOf({ house, child, parent }: Tested): Promise<Record<string, string>> {
  const services = house
  const records = ['identity', 'overdue', 'overdue.titles', 'charges', 'history', 'video'] as const
  const scope = { subjects: [child, parent], records, from: '2026-09-01', until: '2026-11-30' } as const
  const bytes = Buffer.from('encrypted')
  const produced = await collectedCase(services, scope, { checked: true })
  const { case: it } = (await services.cases.look(decider, produced)) ?? {}
  const { production } = services.copies
  const files = [{ name: 'records.pdf', bytes: 9, sha256: 'ab12'.repeat(16) }]
  const packed = async (reference: string, copy = '') => {
    const kept = await production.keep(decider, reference, {
      ...{ copy, bytes, certificate: Buffer.of(), files, form: 'pdf' },
    })
    if (kept === 'unknown' || 'refused' in kept) throw new Error('no package is kept')
    await production.save(decider, reference, kept.id)
    return reference
  }
  await packed(produced, it?.production?.copy.id)
  await production.handOver(decider, produced, { to: 'Deputy 12', how: 'in-person' })
  const saved = await collectedCase(services, scope, { checked: true })
  await packed(saved, (await services.cases.look(decider, saved))?.case.production?.copy.id)
  const collected = await collectedCase(services, scope)
  await services.copies.preserve(decider, collected, scope, '2027-02-22')
  return {
    ...{
      received: await receivedCase(services),
      decided: await decidedCase(services, scope),
      collected,
      produced,
    },
    saved,
    checked: await collectedCase(services, scope, { checked: true }),
  }
}

/** Searches at each stage, a drill, letters that denied something, and three years of requests. */
async function searchesOf(tested: Tested) {
  const [searching, unsearched, searched, drill] = [
    await plantSearch(tested, { steps: plantedSearch }),
    await plantSearch(tested, {}),
    await plantSearch(tested, { steps: [...plantedSearch, { what: 'search-ended' }] }),
    await plantSearch(tested, { drill: true, steps: plantedSearch }),
  ]
  await plantDenials(tested, ['2026-11-20', '2026-11-03', '2026-10-14'])
  await beganIn(tested, '2023')
  await plantFigures(tested, '2023', [['ask', null, 'refused', 31]])
  await plantFigures(tested, '2024', [['ask', null, 'refused', 3]])
  await plantFigures(tested, '2025', [
    ['ask', null, 'refused', 41],
    ['ask', null, 'referred', 12],
    ['records-request', 'public-records-request', 'refused', 9],
    ['records-request', 'public-records-request', 'withdrawn', 7],
    ['process', 'subpoena', 'refused', 8],
    ['process', 'subpoena', 'withdrawn', 6],
    ['process', 'search-warrant', 'seized', 2],
  ])
  await tellRequests(tested)
  return { searching, unsearched, searched, drill }
}

/** Letters of which two wait, and one is printed. */
async function letters({ house, it, child }: Tested): Promise<void> {
  await inContext(it.database.worker, dailyJobContext, async (trx) => {
    for (const [at, kind] of (['overdue', 'charges', 'card'] as const).entries()) {
      const row = sealNotice(new LinkKeys(house.ring), { patron: child, kind, step: 1 })
      const standing = { channel: 'letter', planned_on: '2026-11-24', message_id: `letter-${at}` } as const
      await planNotice(trx, { ...row, ...standing }, [])
      if (at === 0) await updateNotice(trx, { ...row, ...standing }, { state: 'trying' }, '2026-11-24')
      if (at === 2) {
        for (const outcome of ['done', 'done', 'failed'] as const)
          await updateNotice(trx, { id: row.id, channel: 'e-mail' }, { state: outcome }, '2026-11-24')
        await updateNotice(trx, { ...row, ...standing }, { state: 'ready' }, '2026-11-24')
      }
    }
  })
}

/** Things to lend, one of which somebody waits for. */
async function shelve({ house }: Tested, card: string): Promise<void> {
  const titles = new Map<string, string>()
  for (const [barcode, title] of [
    ['KEEP1', 'Growing Tomatoes'],
    ['FREE1', 'The Long Winter'],
  ] as const) {
    const { id } = await house.app
      .insertInto('title')
      .values({ title, author: 'Berg, Ida' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await house.app.insertInto('item').values({ title_id: id, barcode, call_number: 'GAR 635' }).execute()
    titles.set(barcode, id)
  }
  const clerk = { accountId: 'clerk', role: 'desk', place: 'front-desk' } as const
  const { told } = await house.gate.view({ actor: clerk, patron: { card } })
  const waits = { patronId: told[0]?.patronId ?? '', titleId: titles.get('KEEP1') ?? '' }
  await house.holds.place(waits, { actor: 'clerk', place: 'front-desk' })
}

/** Some who have a PIN: one of them a list of what they had, one a code app. */
async function customers({ house, child }: Tested): Promise<void> {
  const { app, ring } = house
  const asTest = { actor: 'test', place: 'test' }
  const ofCard = (card: string) =>
    inContext(app, asTest, async (trx) => {
      const index = token(ring, 'card.barcode', card)
      return (await patronOfActiveCard(trx, ring, index)) ?? ''
    })
  const [parent, coded] = [await ofCard(cards.parent), await ofCard('24000000000010')]
  for (const id of [child, parent, coded]) await plantPin(house, id)
  await boardVotes(house)
  await plantPin(house, await ofCard('24000000000011'), { byStaffOn: '2026-11-22' })
  for (const id of [coded, await ofCard('24000000000032')]) {
    const wrong_numbers = sealField(ring, 'patron.wrong_numbers', id, ['402-555-0100'])
    await inContext(app, asTest, (trx) =>
      trx.updateTable('patron').set({ wrong_numbers }).where('id', '=', id).execute(),
    )
  }
  await startCheckoutHistory(house, parent)
  await plantPin(house, await ofCard('24000000000013'))
  const wish = {
    ...{ born: '1984-03-07', phones: ['308-555-0142'], addresses: [['12 Oak Street', 'Minden, NE 68959']] },
    name: { surname: 'Sparrow-Lindqvist', firstName: 'Annabel' },
  }
  for (const card of ['24000000000011', '24000000000013', '24000000000014']) {
    const self = { role: 'patron', patronId: await ofCard(card), verified: ['card', 'pin'] } as const
    await house.corrections.ask(self, wish)
  }
  await answered(house, await ofCard('24000000000011'))
  const list = new CheckoutHistoryList(ring, parent)
  const items = await app.selectFrom('item').select('id').limit(3).execute()
  await inContext(app, asTest, async (trx) => {
    const sealed = sealPatronSecret(ring, 'pin.second_factor', coded, 'A'.repeat(32))
    await setPatronCodeApp(trx, { patronId: coded, sealed, step: 1n })
    const lines = items.map(({ id }, at) => list.seal(randomUUID(), at + 1, { item: id, on: '2026-11-20' }))
    await insertHistory(trx, lines)
  })
}

/** A clerk sets a part of what somebody asks for right, and leaves the rest. */
async function answered({ gate, corrections }: Tested['house'], patronId: string): Promise<void> {
  const actor = { accountId: 'clerk', role: 'desk', place: 'front-desk' } as const
  for (const part of ['name', 'phones', 'born', 'addresses'] as const) {
    const { told } = await gate.view({ actor, patron: { id: patronId }, basis: 'in-hand' })
    const mark = told[0]?.opened.correction?.mark ?? ''
    const checked = part === 'born' || part === 'addresses' ? 'leave' : 'photo-id'
    await corrections.settle(actor, { patronId, part, mark, checked })
  }
}

/** As the public page blocks it; nobody here has a birth date, by which the page would find them. */
async function blockOnline({ house }: Tested, number: string): Promise<void> {
  await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const id = await patronOfActiveCard(trx, house.ring, token(house.ring, 'card.barcode', number))
    await blockActiveCards(trx, house.ring, id === undefined ? [] : [id])
  })
}

/** By a clerk at the front desk. */
async function reportLost({ house }: Tested, number: string): Promise<void> {
  await house.cards.reportNumber({ accountId: 'clerk', role: 'desk', place: 'front-desk' }, number)
}

async function sign({ house, it, time }: Tested): Promise<void> {
  const signer = await currentSigner(house.app, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
}

/** A register of a few entries, of which somebody changed one; two checks found it, one against an older pin. */
async function changeRegister(tested: Tested): Promise<void> {
  const { app, registerCheck } = tested.house
  const clerk = new Visitor(tested.app(), `localhost:${ports.changed}`)
  await clerk.signIn('desk')
  await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  await sign(tested)
  const pin = await newestFingerprint(app)
  await asOwner(tested.it, async (owner) => {
    await owner.query('alter table register_leaf disable trigger only_grows')
    await owner.query(
      'update register_leaf set leaf = set_byte(leaf, 500, get_byte(leaf, 500) # 1) where index = 0',
    )
  })
  for (const against of [undefined, pin]) {
    registerCheck.begin(against)
    await registerCheck.ended
  }
}

/** Somebody who has answered every question of a course, the second of them wrong. */
async function answeredAll({ house }: Tested, accountId: string): Promise<void> {
  const { app, pack, clock } = house
  await beginCourse(app, { accountId, role: 'volunteer', on: clock.today(), pack: pack.hash })
  const all = { answered: courseLength, missed: [2] }
  await app.updateTable('training_course').set(all).where('account_id', '=', accountId).execute()
}

/** Somebody who finished the course since the register was last signed. */
async function justDidCourse({ house }: Tested, signIn: StaffRole): Promise<void> {
  const { app, pack, clock } = house
  const found = app.selectFrom('account').select('id').where('sign_in', '=', signIn)
  const { id: accountId } = await found.executeTakeFirstOrThrow()
  const done = { doneOn: clock.today(), score: 9, questions: 10, pack: pack.hash }
  await recordAction(house, { accountId, role: signIn, place: 'office' }, async (trx, note) => {
    const entry = await note({ kind: 'training-done', flags: ['9-of-10'] })
    return addCompletedCourse(trx, { accountId, role: signIn, ...done, entry })
  })
}

/** An export that came in last night, and does not fit in some places what was done here. */
async function importedLately(worker: Tested['it']['database']['worker']): Promise<void> {
  const people = new Tally()
  const loans = new Tally()
  people.rows = 1203
  for (let row = 0; row < 1203; row++) people.landed(row < 4 ? 'updated' : 'unchanged')
  for (let card = 0; card < 2; card++) people.noticed('card-lost-here')
  people.absentWithLinks = 1
  loans.rows = 311
  for (let row = 0; row < 310; row++) loans.landed(row < 22 ? 'added' : 'unchanged')
  loans.rejected('item-lent-here')
  loans.ended = 17
  const report = {
    files: { 'borrowers.csv': people.report(), 'issues.csv': loans.report() },
    guarantors: { added: 0, updated: 0, unchanged: 41, ended: 0, held: 0, notLinked: 2 },
    missingFiles: [],
    rejectedFile: '/srv/carrel/rejected.csv',
    noticedFile: '/srv/carrel/noticed.csv',
  } satisfies ImportReport
  await setNightlyImport(worker, '/srv/koha/export', new Date('2026-11-01T08:00:00Z'))
  await noteImport(worker, { mark: 'x', at: new Date('2026-11-24T08:30:00Z'), report })
}

/** One clause that decides all day, and one that does now and then. */
async function countedUntilNow(worker: Tested['it']['database']['worker']): Promise<void> {
  const months = (clause: string, times: readonly number[]) =>
    times.flatMap((each, at) =>
      each === 0 ? [] : [{ month: `2026-${String(at + 1).padStart(2, '0')}`, clause, times: BigInt(each) }],
    )
  const counts = [
    ...months('Statement', [12_345, 1_802, 2_114, 1_967, 2_230, 2_604, 2_581, 2_397, 2_051, 1_990, 1_411]),
    ...months('Guideline', [0, 1, 2, 30, 4, 0, 0, 60, 3, 1, 0]),
    ...months('Reg 3', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  ]
  await worker.transaction().execute((trx) => addClauseCounts(trx, counts, { log: 1, upTo: 0n }))
  await noteDailyJobDone(worker, countClausesJobName, '2026-11-24')
}

/** Lets a browser set a library up while its link is still good, as none can be at once: the walk sees both. */
async function letBrowserSetUp({ house: { app, ring } }: Tested, browserHash: Buffer): Promise<void> {
  const { until } = await app.selectFrom('set_up').select('until').executeTakeFirstOrThrow()
  const kept = token(ring, 'set-up', `browser ${browserHash.toString('hex')} ${until?.toISOString()}`)
  await app.updateTable('set_up').set({ browser_hash: kept }).execute()
}

/** What people outside reported; those that a walk calls back are not the last ones. */
/** A promise that is overdue, one of today, and that someone asked about a child whose guardians are told nothing. */
async function plantFollowUps({ house, child }: Tested): Promise<void> {
  const actor = { accountId: randomUUID(), role: 'desk', place: 'office' } as const
  const today = house.clock.today()
  const leave = (form: string, isShielded = false, on = today) => ({
    ...{
      actor,
      form,
      on,
      reference: randomBytes(16).toString('base64url'),
      isPromised: !isShielded,
      isShielded,
    },
    patronId: isShielded ? child : undefined,
  })
  await inContext(house.app, { actor: actor.accountId, place: actor.place }, async (trx) => {
    const id = (await leaveFollowUp(trx, house, leave('one', false, daysAfter(today, -8)))) ?? ''
    await setFollowUpReach(trx, id, sealField(house.ring, 'follow_up.reach', id, 'Ann Ray, 308-555-0142'))
    await leaveFollowUp(trx, house, leave('other'))
    await leaveFollowUp(trx, house, leave('third', true))
  })
}

async function plantReports({ house }: Tested): Promise<void> {
  for (const [nth, what] of (['here', 'handed', 'handed', 'mail'] as const).entries())
    await house.publicReports.add(randomUUID(), {
      what,
      name: `Quill Sherwood ${nth}`,
      phone: '308-555-0142',
    })
}
