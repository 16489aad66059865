import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '../../src/app/services.ts'
import { webApp } from '../../src/app/web-app.ts'
import { noteBackupFailure } from '../../src/backup/backup-store.ts'
import { casesAtStart } from '../../src/cases/index.ts'
import { clearSendingFault, noteSendingFault } from '../../src/contact/notice-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { saveCheckpointMail, setCheckpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { saveCheck } from '../../src/register/log-store.ts'
import { findAccount } from '../../src/staff/account-store.ts'
import { changeAccountRole, closeSignIn, createAccount, resetSignIn } from '../../src/staff/accounts.ts'
import { recentAccountChanges } from '../../src/staff/logged-action.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { setSecondFactorPolicy } from '../../src/staff/second-factor-store.ts'
import { closeSetUp, storeSetUpLink } from '../../src/staff/set-up.ts'
import { choosePassphrase } from '../../src/staff/sign-in.ts'
import { maxWrongCodes } from '../../src/staff/sign-in-attempt-store.ts'
import { cards, passphrase, roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
const ids = new Map<string, string>()

beforeAll(async () => {
  tested = await startHouse()
  for (const { id, role } of await tested.house.app.selectFrom('account').select(['id', 'role']).execute()) {
    ids.set(role, id)
  }
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

/** What waits for somebody: each line as it reads, with where it leads. */
async function waits(role: string, changed: Partial<Services> = {}, place: string | null = 'front-desk') {
  const visitor = new Visitor(webApp({ ...tested.house, ...changed }))
  if (place !== null) visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  const lines = visitor.html.matchAll(
    /<li class="carrel-wait carrel-wait--(\w+)"><span>(.*?)<\/span> (?:<a class="usa-link" href="(.*?)")?/g,
  )
  return [...lines].map(([, kind, says, href]) => `${kind} ${says} ${href ?? ''}`.trim())
}

/** Where one text ends and another begins with no blank, line or comma between, and nothing but marks within a line. */
const runTogether = (html: string) =>
  [
    ...html
      .replaceAll(/<(script|style|title)\b.*?<\/\1>/gs, '')
      .matchAll(
        /[\p{L}\p{N}.](?:<\/?(?:a|span|label|strong|em|b|nav|button|input|summary)\b[^>]*>)+[\p{L}\p{N}]/gu,
      ),
  ].map(([found]) => found)

const person = async (signIn: string, name: string, given = false) =>
  (await createAccount(
    tested.house,
    { role: 'system' },
    { signIn, name, role: 'desk', passphrase, given, president: false },
  )) ?? ''

const reviewed = 'info The Board has not reviewed this policy for more than three years. /policy/board'
const noBackup = 'warning No backup yet. Print the recovery sheet first. /backups'
const nowhere =
  'info No one outside the library can show yet that the audit log was not changed. Choose someone, such as the city clerk, who gets its fingerprint by e-mail each day. /register/pins'
const nobodyNamed =
  'info There are no emergency contacts yet for staff to call when a legal paper arrives. /cases/contacts'
const nobodyForPresident =
  'info There is no emergency contact yet for matters about the Director. /cases/contacts'
const toSign = 'info 10 facts of law and practice wait for you to check and sign, once a year. /policy/facts'
const noComputer = 'info No records show here. This computer is not set up as a library computer.'

describe('the start page says what waits', () => {
  test('in a library where little is wrong: each role what it may know, and most of them nothing', async () => {
    const told = Object.fromEntries(
      await Promise.all(roles.map(async (role) => [role, await waits(role)] as const)),
    )
    expect(told).toEqual({
      volunteer: [],
      desk: [],
      director: [noBackup, nowhere, nobodyNamed, reviewed],
      counsel: [toSign],
      trustee: [nobodyForPresident, reviewed],
    })
    const volunteer = new Visitor(tested.app())
    volunteer.cookies.set('carrel-computer', await tested.computerAt('office'))
    await volunteer.signIn('volunteer')
    expect(volunteer.text).toContain('Nothing urgent right now.')
  })

  test('in a browser that shows text alone, no two texts of a page run together', async () => {
    const visitor = new Visitor(tested.app())
    visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await visitor.get('/sign-in')
    const together = [...runTogether(visitor.html)]
    await visitor.signIn('director')
    expect(visitor.html).toContain('class="carrel-choice"')
    expect(visitor.html).toContain('class="carrel-wait ')
    for (const path of [
      '/',
      '/ask',
      '/counter',
      '/computers',
      '/account',
      '/people',
      '/register',
      '/cases',
    ]) {
      await visitor.get(path)
      together.push(...runTogether(visitor.html))
    }
    await visitor.post('/counter/card', { card: cards.parent })
    expect(visitor.text).toMatch(/1 Sod House Road\s+Minden NE 68959/)
    together.push(...runTogether(visitor.html))
    expect(together).toEqual([])
  })

  test('where the computer is not the library’s: only to who would find records on it', async () => {
    expect(await waits('desk', {}, null)).toEqual([`${noComputer} The Director can set it up.`])
    expect(await waits('director', {}, null)).toContain(`${noComputer} /computers`)
    expect(await waits('counsel', {}, null)).toEqual([toSign])
  })

  test('of backups, mail and people to the Director alone', async () => {
    await noteBackupFailure(tested.it.database.worker, { at: tested.time.now, sentence: 'the disk is full' })
    await tested.house.app
      .transaction()
      .execute((trx) => setCheckpointRecipients(trx, ['a@example.org', 'b@example.org']))
    await saveCheckpointMail(tested.it.database.worker, {
      ...{ place: 1, day: '2026-11-24', message_id: 'x', address: 'a@example.org', message: 'x' },
      ...{ state: 'ready', failure: 'mailbox full' },
    })
    const mail = mailSettings({
      CARREL_SMTP_URL: 'smtps://mail.example.org',
      CARREL_MAIL_FROM: 'carrel@library.example.org',
    })
    const locked = await person('locked', 'Ned Lind')
    const resting = await person('resting', 'Ida Voss')
    await person('given', 'Tess Berg', true)
    await person('given-too', 'Mae Holt', true)
    const { app } = tested.house
    await app.updateTable('account').set({ codes_failed: maxWrongCodes }).where('id', '=', locked).execute()
    const until = new Date(tested.time.now.getTime() + 10 * 60_000)
    await app.updateTable('account').set({ locked_until: until }).where('id', '=', resting).execute()
    expect(await waits('director', { mail })).toEqual([
      noBackup,
      'warning The daily e-mail with the audit log’s fingerprint is not arriving. /register/pins',
      'warning Ned Lind is locked out after too many wrong codes, until you unlock the account. /people',
      nobodyNamed,
      'info Temporarily locked for a few minutes after too many wrong tries: Ida Voss. /people',
      'info Mae Holt and Tess Berg have new passphrases and have not signed in with them yet. /people',
      reviewed,
    ])
    for (const role of ['volunteer', 'desk', 'counsel'] as const)
      expect(await waits(role, { mail })).toEqual(role === 'counsel' ? [toSign] : [])
    expect(await waits('trustee', { mail })).toEqual([nobodyForPresident, reviewed])
  })

  test('of what was changed of their own sign-in, with when and by whom, and to no one else', async () => {
    const id = await person('changed', 'Nan Ito')
    const director = { accountId: ids.get('director') ?? '', role: 'director', place: 'office' } as const
    await resetSignIn(tested.house, director, { id, passphrase })
    await changeAccountRole(
      tested.house,
      { role: 'command-line' },
      { id, role: 'volunteer', president: false },
    )
    const account = await findAccount(tested.house.app, { id })
    if (account === null) throw new Error('there is no such account')
    const becomes = 'zebra quilt anchor velvet'
    const own = { accountId: id, role: 'volunteer', place: 'office' } as const
    expect(await choosePassphrase(tested.house, own, { account, becomes, session: Buffer.alloc(32) })).toBe(
      'changed',
    )
    const visitor = new Visitor(tested.app())
    await visitor.signIn('changed', becomes)
    const all = visitor.text
    expect(all).toMatch(
      /Your account was reset with a new passphrase on November 24, 2026, \d+:\d\d a\.m\. by Test director/,
    )
    expect(all).toMatch(/Your account’s role was changed on .* by someone at the command line/)
    expect(all).toMatch(/Your passphrase was changed on .* by you/)
    expect((await waits('desk')).join()).not.toContain('account was reset')
    tested.time.now = new Date(tested.time.now.getTime() + 22 * 86_400_000)
    expect(await recentAccountChanges(tested.house.app, id, tested.time.now)).toEqual([])
    tested.time.now = new Date(tested.time.now.getTime() - 22 * 86_400_000)
    await closeSignIn(tested.house, director, id)
  })

  test('that notices do not go out, with what the mail server answered, to the Director alone', async () => {
    await noteSendingFault(tested.it.database.worker, {
      ...{ channel: 'e-mail', since: tested.time.now, why: 'the mail server answered 554 5.7.1' },
    })
    const says =
      /^warning Notices by e-mail have not gone out since .*: the mail server answered 554 5\.7\.1\. Carrel keeps them and keeps trying\./
    expect(await waits('director')).toContainEqual(expect.stringMatching(says))
    expect((await waits('desk')).join()).not.toContain('Notices')
    await clearSendingFault(tested.it.database.worker, 'e-mail')
    expect((await waits('director')).join()).not.toContain('Notices')
  })

  test('of the register, within two minutes of the last time that it was signed', async () => {
    const ago = (minutes: number) => ({
      tickedAt: () => new Date(tested.time.now.getTime() - minutes * 60_000),
    })
    expect((await waits('director', ago(1.5))).join()).not.toContain('has not been signed')
    expect((await waits('director', ago(2)))[0]).toMatch(
      /^warning The audit log has not been signed since November 24, 2026, \d+:\d\d a\.m\. Entries made since then may not be signed yet\. Ask/,
    )
    expect(await waits('desk', ago(2))).toEqual([])
  })

  test('of the register on its own page too, to each who may open that', async () => {
    const page = async (role: string, minutes: number) => {
      const late = { tickedAt: () => new Date(tested.time.now.getTime() - minutes * 60_000) }
      const visitor = new Visitor(webApp({ ...tested.house, ...late }))
      visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
      await visitor.signIn(role)
      await visitor.get('/register')
      return visitor.text
    }
    const says =
      /The audit log has not been signed since November 24, 2026, \d+:\d\d a\.m\. Entries made since then may not be signed yet\./
    for (const role of ['director', 'desk']) {
      expect(await page(role, 1.5)).not.toMatch(says)
      expect(await page(role, 2)).toMatch(says)
    }
  })

  test('while the set-up is open: that, and not what stands on its own list', async () => {
    const { app } = tested.house
    await storeSetUpLink(app, tested.house.ring, Buffer.alloc(32, 1), tested.time.now)
    const told = await waits('director')
    expect(told).toContain('info Setup is not finished. /set-up')
    expect(told).not.toContain(noBackup)
    expect(told).not.toContain(nowhere)
    const director = new Visitor(tested.app())
    await director.signIn('director')
    expect(director.text).toMatch(/Setup \d of 8 done Next: [A-Z]/)
    await closeSetUp(app, '2026-11-24')
    expect((await waits('director')).join()).not.toContain('set-up')
  })

  test('of a register that is not whole, to the Director, until a check is good', async () => {
    const { app } = tested.house
    const endedAt = tested.time.now
    await saveCheck(app, { as: 'tile', endedAt })
    const [first, ...others] = await waits('director')
    expect(first).toMatch(/^warning The audit log is NOT intact\. A check on .* \/register\/check$/)
    expect(others.join()).not.toContain('NOT intact')
    for (const role of ['volunteer', 'desk', 'counsel', 'trustee'])
      expect((await waits(role)).join()).not.toContain('NOT intact')
    await saveCheck(app, { as: 'good', size: 5n, endedAt })
    expect((await waits('director')).join()).not.toContain('NOT intact')
  })

  test('of an acting Director: to whom it is, the Director and the Board’s president, two weeks before', async () => {
    const desk = ids.get('desk') ?? ''
    const { app } = tested.house
    const name = (firstDay: string, lastDay: string) =>
      app
        .transaction()
        .execute((trx) =>
          addActingTerm(trx, tested.house.ring, { accountId: desk, firstDay, lastDay, namedBy: null }),
        )
    await name('2026-12-20', '2026-12-24')
    await name('2026-12-08', '2026-12-10')
    const later = 'will be acting Director from December 8, 2026 through December 10, 2026.'
    expect(await waits('director')).toContain(`info Test desk ${later} /people`)
    expect(await waits('trustee')).toContain(`info Test desk ${later} /acting`)
    expect((await waits('director')).join()).not.toContain('December 20')
    const strict = { asksSecondStep: true }
    expect((await waits('desk', strict))[0]).toBe(`info You ${later}`)
    expect((await waits('volunteer', strict)).join()).not.toContain('acting')
  })

  test('to a person who needs a second step from the next sign-in on and has none', async () => {
    await tested.house.app.transaction().execute((trx) => setSecondFactorPolicy(trx, 'everyone'))
    const visitor = new Visitor(tested.app())
    await visitor.signIn('volunteer')
    const strict = new Visitor(webApp({ ...tested.house, asksSecondStep: true }))
    for (const [cookie, value] of visitor.cookies) strict.cookies.set(cookie, value)
    await strict.get('/')
    expect(strict.text).toContain('Starting with your next sign-in, you need two-step sign-in. Set it up now')
    expect(visitor.text).not.toContain('second step')
    await tested.house.app.transaction().execute((trx) => setSecondFactorPolicy(trx, 'officers'))
    await strict.get('/')
    expect(strict.text).not.toContain('second step')
  })
})

test('a role that no source names is told nothing of the others', async () => {
  const told = new Set<string>()
  for (const role of ['volunteer', 'desk', 'counsel'] satisfies StaffRole[]) {
    for (const line of await waits(role, { tickedAt: () => new Date(0) })) told.add(line)
  }
  told.delete(toSign)
  expect([...told].filter((line) => /backup|register|Ned|Tess|Mae|Ida|policy/.test(line))).toEqual([])
})

describe('at a glance', () => {
  const start = async (role: string) => {
    const visitor = new Visitor(tested.app())
    visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
    await visitor.signIn(role)
    return visitor
  }

  test('the Director sees four figures, each drawn over time, and how far the set-up is', async () => {
    const director = await start('director')
    const [, tiles = ''] = /<ul class="carrel-tiles">(.*?)<\/ul>/s.exec(director.html) ?? []
    expect([...tiles.matchAll(/carrel-tiles__name">([^<]*)/g)].map(([, name]) => name)).toEqual([
      ...['Open cases', 'Last good backup', 'Audit log verified', 'Staff trained this year'],
    ])
    // No backup was made yet, so there is nothing to draw of it.
    expect(tiles.match(/class="carrel-spark"[^>]*aria-hidden="true"/g)).toHaveLength(3)
    expect(director.text).not.toMatch(/of 8 done/)
  })

  test('a trustee sees when the policy is reviewed and what waits for the Board, and no case', async () => {
    const trustee = await start('trustee')
    expect(trustee.text).toMatch(/Next review due by \S+ \d+, \d+ \(overdue\)/)
    expect(trustee.text).toContain('For the Board to decide in MGT-1')
    expect(trustee.html).toMatch(/href="\/policy\/board#reg-\d"/)
    expect(trustee.html.split('<main')[1]).not.toMatch(/Open cases<|carrel-spark/)
  })

  test('an open case counts from the week it came until it is closed, and one that is withheld never did', async () => {
    const { app } = tested.house
    const days = ['2026-11-01', '2026-11-10', '2026-11-20', '2026-11-24']
    const actor = { accountId: ids.get('director') ?? '', role: 'director', place: 'office' } as const
    const { counts: before } = await casesAtStart(tested.house, actor, days)
    const plain = { kind: 'ask', stage: 'received', events: 0, about_director: false, drill: false }
    await inContext(app, { actor: 'test', place: 'here' }, (trx) =>
      trx
        .insertInto('case_file')
        .values([
          { ...plain, reference: 'TEST-0001', opened_on: '2026-11-05', closed_on: null },
          { ...plain, reference: 'TEST-0002', opened_on: '2026-11-05', closed_on: '2026-11-15' },
          { ...plain, reference: 'TEST-0003', opened_on: '2026-11-05', withheld: true },
          { ...plain, reference: 'TEST-0004', opened_on: '2026-11-05', drill: true },
          { ...plain, reference: 'TEST-0005', opened_on: '2026-11-05', about_director: true },
        ])
        .execute(),
    )
    const { counts: after } = await casesAtStart(tested.house, actor, days)
    expect(after.map((open, at) => open - (before[at] ?? 0))).toEqual([0, 2, 1, 1])
  })
})

test('the list of what to set up does not say that this computer has its location where only another one has', async () => {
  const says = /Set this computer’s location( Done)?/
  const own = new Visitor(tested.app())
  own.cookies.set('carrel-computer', await tested.computerAt('office'))
  await own.signIn('director')
  await own.get('/set-up')
  expect(says.exec(own.text)?.[1]).toBe(' Done')
  const other = new Visitor(tested.app())
  await other.signIn('director')
  await other.get('/set-up')
  expect(says.exec(other.text)?.[1]).toBeUndefined()
  expect(other.text).toContain('Another computer has its location.')
})
