import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { StaffRole } from '../../src/policy/index.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { compactFingerprint } from '../../src/register/log/checkpoint.ts'
import { checkProof, readProof } from '../../src/register/log/entry-proof.ts'
import { spokenReference } from '../../src/register/log/leaf.ts'
import { readVerifierKey } from '../../src/register/log/note.ts'
import { saveCheck } from '../../src/register/log-store.ts'
import { beginNewLog } from '../../src/register/new-log.ts'
import { newestFingerprint } from '../../src/register/newest-checkpoint.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { asOwner } from '../links/as-owner.ts'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

async function at(place: string | undefined, role: StaffRole): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  if (place !== undefined) visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  return visitor
}

async function tickNow(): Promise<void> {
  const { worker } = tested.it.database
  const signer = await currentSigner(worker, tested.house.ring)
  const lastSigned = lastSignedFile(tested.it.home.keysDir)
  const { timeZone } = tested.house.pack
  await sequenceEntries(worker, { signer, lastSigned, now: tested.time.now, timeZone })
}

/** A clerk looks a customer up and answers an officer; a volunteer answers one too. */
async function anHour(): Promise<{ clerk: Visitor; volunteer: Visitor; answered: string }> {
  const clerk = await at('front-desk', 'desk')
  await clerk.post('/counter/card', { card: cards.child })
  await clerk.post('/counter/name', { name: 'canary' })
  const volunteer = await at('front-desk', 'volunteer')
  await volunteer.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  const [aloud = ''] = /(?<=carrel-reference">)[^<]+/.exec(volunteer.html) ?? []
  await tickNow()
  // Typed as it is heard: in small letters, with blanks, and letters for digits.
  const reference = aloud.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  const { headers } = await volunteer.post('/register/find', { reference })
  const answered = headers.get('location')?.split('/').at(-1) ?? ''
  await volunteer.get('/register')
  return { clerk, volunteer, answered }
}

const entries = ({ html }: Visitor) =>
  [...html.matchAll(/carrel-entries__says">([^<]*)</g)].map(([, says]) => says ?? '')

test('the Director reads who did what and never of which customer; that they looked is written too', async () => {
  await anHour()
  const director = await at(undefined, 'director')
  await director.get('/register')
  const read = entries(director).join('\n')
  expect(read).toContain('Test desk, clerk, viewed a customer’s record (Front desk).')
  expect(read).toContain('Test desk, clerk, searched for a name (Front desk). 2 customers were listed.')
  expect(read).toContain(
    'Test volunteer, volunteer, asked what to tell an officer (Front desk). Disclosure was not allowed.',
  )
  // The one who may know whose record it was is its owner.
  expect(director.text).toContain('A customer can see who viewed their own record')
  expect(director.html).toContain('href="/cases/privacy"')
  // A random reference may happen to read like a name.
  expect(director.html.replace(/[\w-]{22,}/g, '')).not.toMatch(/canary|pip|una|2300000/i)
  expect(director.html).not.toContain(tested.child)
  await tickNow()
  await director.get('/register')
  // Why not the first: their sign-in is an entry of the same moment.
  expect(entries(director)).toContain(
    'Test director, Director, viewed the audit log (Not a library computer).',
  )
})

test('filters find what they say among what a person may see, and only the Director filters by person', async () => {
  await anHour()
  const director = await at(undefined, 'director')
  const found = async (reader: Visitor, query: string) => {
    await reader.get(`/register?${query}`)
    return entries(reader)
  }
  const idOf = async (role: string) =>
    (
      await tested.house.app
        .selectFrom('account')
        .select('id')
        .where('role', '=', role as StaffRole)
        .executeTakeFirstOrThrow()
    ).id
  const [desk, volunteer] = await Promise.all([idOf('desk'), idOf('volunteer')])
  const ofClerk = await found(director, `person=${desk}`)
  expect(ofClerk.length).toBeGreaterThan(1)
  expect(ofClerk.filter((says) => !says.startsWith('Test desk'))).toEqual([])
  const answers = await found(director, 'kind=answers&place=front-desk')
  expect(answers.filter((says) => !says.includes('asked what to tell an officer (Front desk)'))).toEqual([])
  expect(answers.length).toBeGreaterThan(0)
  expect(await found(director, `person=${desk}&role=volunteer`)).toEqual([])
  expect(director.text).toContain('No entry here matches.')
  // What is no choice of the page is no filter, whatever the address says.
  const all = await found(director, '')
  for (const query of [
    "person=' or 1=1--",
    'kind=constructor',
    'day=2026-99-99',
    'role=__proto__',
    'month=2026-13',
  ]) {
    expect((await found(director, query)).length, query).toBe(all.length)
  }
  const counsel = await at(undefined, 'counsel')
  expect(new Set(await found(counsel, 'role=volunteer')).size).toBeGreaterThan(0)
  expect(counsel.html).not.toContain('name="person"')
  const unnamed = await found(counsel, `person=${volunteer}`)
  expect(unnamed).toEqual(await found(counsel, ''))
  const clerk = await at('front-desk', 'desk')
  expect((await found(clerk, 'role=volunteer')).every((says) => says.startsWith('Test desk'))).toBe(true)
  expect(clerk.html).not.toMatch(/name="(person|role)"|carrel-year/)
})

test('the chart and the day filter count what each day added, and a search opens no more than its share', async () => {
  await anHour()
  const director = await at(undefined, 'director')
  await director.get('/register')
  const counted = ({ html }: Visitor) =>
    [...html.matchAll(/href="\/register\?day=([\d-]+)">[^<]*<\/a><\/th><td>(\d+)/g)].map(([, day, count]) => [
      day,
      Number(count),
    ])
  const [[today, before] = []] = counted(director)
  const was = tested.time.now
  tested.time.now = new Date(was.getTime() + 24 * 3_600_000)
  tested.time.today = tested.time.now.toISOString().slice(0, 10)
  try {
    const clerk = await at('front-desk', 'desk')
    await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
    await tickNow()
    const other = await at(undefined, 'director')
    await other.get(`/register?day=${tested.time.today}`)
    const found = entries(other)
    expect(found).toContain(
      'Test desk, clerk, asked what to tell an officer (Front desk). Disclosure was not allowed.',
    )
    expect(counted(other)).toEqual([
      [tested.time.today, found.length],
      [today, before],
    ])
    // Both days are in the month, and no other month has one.
    const month = tested.time.today.slice(0, 7)
    await other.get(`/register?month=${month}`)
    expect(entries(other).length).toBe(Math.min(25, found.length + Number(before)))
    await other.get('/register?month=2026-10')
    expect([entries(other), other.text]).toEqual([[], expect.stringContaining('No entry here matches.')])
    await other.get(`/register?month=2026-10&day=${tested.time.today}`)
    expect(entries(other)).toEqual([])
    await other.get('/register?day=2020-01-01')
    expect(entries(other)).toEqual([])
    expect(other.text).toContain('The audit log was not signed on January 1, 2020')
    await other.get(`/register?day=${tested.time.today}&kind=views`)
    expect(other.text).toMatch(
      /The log shows no view of a customer’s record on November 25, 2026\. The log was kept that day: \d+ log entries\./,
    )
    await clerk.get('/register?day=2020-01-01')
    expect(clerk.text).not.toContain('was not signed on')
  } finally {
    tested.time.today = '2026-11-24'
    tested.time.now = new Date(was.getTime() + 60_000)
  }
})

test.each(['counsel', 'trustee'] as const)(
  'the %s reads in the log what was done and no one’s name',
  async (role) => {
    await anHour()
    const reader = await at(undefined, role)
    await reader.get('/register')
    const read = entries(reader).join('\n')
    expect(read).toContain('A clerk viewed a customer’s record (Front desk).')
    expect(read).not.toContain('Test desk')
    expect(read).not.toContain('Test volunteer')
  },
)

test('a clerk reads what they did themselves, and a volunteer nothing of it', async () => {
  const { clerk, volunteer } = await anHour()
  await clerk.get('/register')
  expect(entries(clerk).length).toBeGreaterThan(1)
  expect(entries(clerk).every((says) => says.startsWith('Test desk'))).toBe(true)
  await volunteer.get('/register')
  expect(entries(volunteer).every((says) => says.startsWith('Test volunteer'))).toBe(true)
})

test('the reference of an answer leads to its entry, its proof holds, and another role is not told what it says', async () => {
  const { volunteer, clerk, answered } = await anHour()
  const found = await volunteer.post('/register/find', { reference: answered })
  expect(found.headers.get('location')).toBe(`/register/entry/${answered}`)
  // As it is read aloud, typed as a letter has it or in the address.
  const aloud = spokenReference(answered)
  await volunteer.get('/register')
  const typed = await volunteer.post('/register/find', { reference: `${aloud.replaceAll('-', '–')}.` })
  expect(typed.headers.get('location')).toBe(`/register/entry/${answered}`)
  expect((await volunteer.get(`/register/entry/${aloud}`)).status).toBe(200)
  await volunteer.get(`/register/entry/${answered}`)
  expect(volunteer.text).toContain('asked what to tell an officer')
  expect(volunteer.text).toContain('This entry is in the audit log')
  expect(volunteer.html).toContain('<svg')
  await clerk.get(`/register/entry/${answered}`)
  expect(clerk.text).toContain('don’t have access to the contents of this entry')
  // The menus speak of officers on every page.
  expect(clerk.html.split('<main')[1]).not.toContain('officer')
  const file = await (await clerk.get(`/register/entry/${answered}/proof`)).text()
  const pin = await newestFingerprint(tested.house.app)
  expect(checkProof(readProof(Buffer.from(file)), readVerifierKey(pin?.key ?? '')).size).toBe(pin?.size)
})

test('an answer that is printed carries the newest pin, and the screen does not show it', async () => {
  await anHour()
  const clerk = await at('front-desk', 'desk')
  await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  const pin = await newestFingerprint(tested.house.app)
  expect(clerk.html).toContain(`<pre>${pin?.lines.join('\n')}</pre>`)
  expect(clerk.html).toContain('class="carrel-pin-print"')
})

test('a reference that is mistyped, unknown or not signed yet says which, and nothing else is found by it', async () => {
  const clerk = await at('front-desk', 'desk')
  const said = async (reference: string) => {
    await clerk.post('/register/find', { reference })
    return clerk.text
  }
  expect(await said('abc')).toContain('Type the reference as shown on the answer')
  for (const unknown of ['AAAAAAAAAAAAAAAAAAAAAA', '7K3M-Q9TA-0X2D'])
    expect(await said(unknown)).toContain('The audit log has no entry with this reference')
  await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })
  const [waits = ''] = /(?<=carrel-reference">)[^<]+/.exec(clerk.html) ?? []
  expect(waits).toMatch(/^(\w{4}-){2}\w{4}$/)
  expect(await said(waits)).toContain('This entry has not been signed yet')
  expect((await clerk.get('/register/entry/nothing')).status).toBe(404)
  expect((await clerk.get('/register/entry/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
})

test('a pin that is none is a mistake in a field: no check begins, and no one is told that the register was changed', async () => {
  await anHour()
  const pin = await newestFingerprint(tested.house.app)
  const paper = pin?.lines.join('\n') ?? ''
  const other = compactFingerprint({ origin: 'carrel/another', size: 5n, root: Buffer.alloc(32) })
  const trustee = await at(undefined, 'trustee')
  for (const [typed, says] of [
    ['I have no pin', 'This is not a complete audit log fingerprint.'],
    [paper.replace(/.$/, (letter) => (letter === '0' ? '1' : '0')), 'The fingerprint has a typing error.'],
    [`${paper}\n${other}`, 'type one fingerprint only'],
    [other, 'The fingerprint is from a different audit log.'],
  ] as const) {
    expect((await trustee.post('/register/check', { pin: typed })).status).toBe(422)
    expect(trustee.text).toContain(says)
    expect(trustee.text).not.toContain('NOT intact')
    expect(trustee.html).toContain('aria-describedby="pin-hint pin-error" aria-invalid="true"')
    expect(trustee.html).toContain(typed.split('\n').at(-1))
    expect(tested.house.registerCheck.state).toEqual({ as: 'idle' })
  }
})

test('the whole register is checked, also against an older pin, and a changed entry is found and said', async () => {
  await anHour()
  const pin = await newestFingerprint(tested.house.app)
  await anHour()
  const trustee = await at(undefined, 'trustee')
  await trustee.post('/register/check', { pin: `> ${pin?.lines.join('\r\n> ')}` })
  await tested.house.registerCheck.ended
  await trustee.get('/register/check')
  expect(trustee.text).toContain('The audit log matches the earlier fingerprint')
  expect(trustee.text).toContain(`Its first ${pin?.size} entries match the earlier fingerprint`)
  // A fingerprint that never left the library proves nothing to the Board.
  expect(trustee.text).toContain('If that fingerprint was kept outside the library')
  expect(trustee.html).toContain('usa-alert--success')
  await asOwner(tested.it, async (owner) => {
    await owner.query('alter table register_leaf disable trigger only_grows')
    await owner.query(
      `update register_leaf set leaf = set_byte(leaf, 500, get_byte(leaf, 500) # 1) where index = 1`,
    )
    await owner.query('alter table register_leaf enable trigger only_grows')
  })
  await trustee.post('/register/check', { pin: '' })
  await tested.house.registerCheck.ended
  await trustee.get('/register/check')
  expect(trustee.text).toContain('The audit log is NOT intact')
  expect(trustee.text).toContain('Entry number 2, counted from the first, is not as it was signed.')
  expect(trustee.text).not.toMatch(/checkpoint|tile/)
  await trustee.post('/language', { to: 'es', back: '/register/check' })
  await trustee.get('/register/check')
  expect(trustee.text).toContain('La entrada número 2, contada desde la primera, no es como se firmó.')
  await asOwner(tested.it, async (owner) => {
    await owner.query('alter table register_leaf disable trigger only_grows')
    await owner.query(
      `update register_leaf set leaf = set_byte(leaf, 500, get_byte(leaf, 500) # 1) where index = 1`,
    )
    await owner.query('alter table register_leaf enable trigger only_grows')
  })
  await checked(trustee)
  expect((await (await at('front-desk', 'desk')).get('/register/check')).status).toBe(404)
})

test('a register that could not be compared with the older pin is not shown as one that was', async () => {
  const trustee = await at(undefined, 'trustee')
  const pin = { word: 'carrel/test:600:pin', size: 600n }
  for (const as of ['lost', 'absent'] as const) {
    await saveCheck(tested.house.app, { as, endedAt: tested.time.now, size: 5n, pin })
    await trustee.get('/register/check')
    expect(trustee.text).toContain('The audit log could not be compared with the earlier fingerprint')
    expect(trustee.text).toContain('shows nothing')
    expect(trustee.html).toContain('usa-alert--warning')
    expect(trustee.html).not.toContain('usa-alert--success')
  }
})

/** Checks the whole register as somebody, to its end, and opens the page. */
async function checked(visitor: Visitor, pin = ''): Promise<void> {
  expect((await visitor.post('/register/check', { pin })).status).toBe(303)
  await tested.house.registerCheck.ended
  await visitor.get('/register/check')
}

test('a pin that is given while another check goes on is not dropped unsaid, and a result says its pin', async () => {
  await anHour()
  const older = await newestFingerprint(tested.house.app)
  await anHour()
  const newer = await newestFingerprint(tested.house.app)
  const trustee = await at(undefined, 'trustee')
  const director = await at(undefined, 'director')
  await asOwner(tested.it, async (owner) => {
    await owner.query('begin; lock table register_tile in access exclusive mode')
    const ask = async (visitor: Visitor, pin = '') => {
      await visitor.get('/register/check')
      return (await visitor.post('/register/check', { pin })).status
    }
    expect(await ask(trustee, older?.compact)).toBe(303)
    expect(await ask(director, newer?.compact)).toBe(422)
    expect(director.text).toContain('Yours did not start, and the fingerprint was not used')
    expect(director.html).toContain(`${newer?.compact}</textarea>`)
    expect(await ask(director, older?.lines.join('\n'))).toBe(303)
    expect(await ask(director)).toBe(303)
    await director.get('/register/check')
    expect(director.text).toContain(
      `It compares the audit log with an earlier fingerprint of ${older?.size} entries.`,
    )
    await owner.query('commit')
  })
  await tested.house.registerCheck.ended
  await director.get('/register/check')
  expect(director.text).toContain(`Its first ${older?.size} entries match the earlier fingerprint`)
  expect(director.text).toContain(older?.compact)
  expect(director.text).not.toContain(newer?.compact)
  await checked(director)
  expect(director.text).toContain('No error found, but not compared with an earlier fingerprint')
  expect(director.html).not.toContain('usa-alert--success')
  expect((await director.post('/register/check', { pin: 'I have no pin' })).status).toBe(422)
  expect(director.text).not.toContain('No error found')
})

test('what a check found wrong stands until a check of its kind is good, on the start page too', async () => {
  await anHour()
  const { app } = tested.house
  const pin = await newestFingerprint(app)
  if (pin === undefined) throw new Error('nothing is signed')
  const forked = compactFingerprint({ ...pin, root: Buffer.alloc(32) })
  const trustee = await at(undefined, 'trustee')
  await checked(trustee, forked)
  for (const again of ['', pin.compact]) {
    expect(trustee.text).toContain('The audit log is NOT intact')
    expect(trustee.text).toContain('Entries covered by the earlier fingerprint were changed or removed.')
    expect(trustee.text).toContain(forked)
    expect(trustee.html).not.toContain('usa-alert--success')
    await checked(trustee, again)
    expect(trustee.text).toContain('The last check found nothing wrong, but')
  }
  expect(trustee.text).toContain('The audit log is NOT intact')
  const director = await at(undefined, 'director')
  await director.get('/')
  expect(director.text).toContain('The audit log is NOT intact. A check on November 24, 2026')
  await trustee.get('/')
  expect(trustee.text).not.toContain('NOT intact')
  const endedAt = tested.time.now
  await saveCheck(app, { as: 'entry', entry: 0n, endedAt })
  await saveCheck(app, { as: 'good', size: 5n, endedAt, pin: { word: forked, size: pin.size } })
  await trustee.get('/register/check')
  expect(trustee.text).not.toContain('NOT intact')
  expect(trustee.html).toContain('usa-alert--success')
  await director.get('/')
  expect(director.text).not.toContain('NOT intact')
})

/** Does something while the stored register is not what was signed. */
async function whileSpoiled(spoil: string, fix: string, work: () => Promise<void>): Promise<void> {
  await asOwner(tested.it, async (owner) => {
    await owner.query('alter table register_leaf disable trigger only_grows')
    await owner.query(spoil)
    try {
      await work()
    } finally {
      await owner.query(fix)
      await owner.query('alter table register_leaf enable trigger only_grows')
    }
  })
}

const noTiles = [
  'create temp table kept as select * from register_tile; delete from register_tile',
  'insert into register_tile select * from kept; drop table kept',
] as const
const flippedTiles = 'update register_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)'
/** Another leaf of the same log in its place, whose own row goes meanwhile. */
const swapped = (reference: string) => {
  const id = Buffer.from(reference, 'base64url').toString('hex')
  return [
    `create temp table kept as select * from register_leaf where id = '${id}' or index = 0;
      delete from register_leaf where index = 0;
      update register_leaf set leaf = kept.leaf from kept where register_leaf.id = '${id}' and kept.index = 0`,
    `delete from register_leaf where id = '${id}'; insert into register_leaf select * from kept; drop table kept`,
  ] as const
}
const garbled = (reference: string) => {
  const flip = `update register_leaf set leaf = set_byte(leaf, 24, get_byte(leaf, 24) # 64)
    where id = '${Buffer.from(reference, 'base64url').toString('hex')}'`
  return [flip, flip] as const
}

test('an entry that was swapped or garbled, or whose marks are gone or changed, is an alarm and not a missing page', async () => {
  await anHour()
  const { volunteer, clerk, answered } = await anHour()
  const page = `/register/entry/${answered}`
  for (const [spoil, fix] of [
    swapped(answered),
    garbled(answered),
    noTiles,
    [flippedTiles, flippedTiles],
  ] as const) {
    await whileSpoiled(spoil, fix, async () => {
      for (const visitor of [volunteer, clerk]) {
        await visitor.get('/register')
        const found = await visitor.post('/register/find', { reference: answered })
        expect(found.headers.get('location')).toBe(page)
        expect((await visitor.get(page)).status).toBe(200)
        expect(visitor.text).toContain('This entry does NOT match the audit log')
        expect(visitor.text).not.toContain('Save proof')
        const proof = await visitor.get(`${page}/proof`)
        expect([proof.status, proof.headers.get('location')]).toEqual([303, page])
        expect((await visitor.get('/register/entry/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
      }
    })
  }
  await volunteer.get(page)
  expect(volunteer.text).toContain('This entry is in the audit log')
})

test('a stored checkpoint that cannot be read is an alarm in plain words, and no page is missing for it', async () => {
  const { clerk, answered } = await anHour()
  const director = await at(undefined, 'director')
  const garble = "update register_checkpoint set note = 'rubbish ' || note"
  const fix = "update register_checkpoint set note = substr(note, 9) where note like 'rubbish %'"
  const triggers = (how: string) =>
    asOwner(tested.it, (owner) => owner.query(`alter table register_checkpoint ${how} trigger all`))
  await triggers('disable')
  await whileSpoiled(garble, fix, async () => {
    for (const visitor of [director, clerk]) {
      expect((await visitor.get('/register')).status).toBe(200)
      expect(visitor.text).toContain('The signature that covers all entries cannot be read.')
      expect(visitor.text).toContain('Tell the Director now')
      expect(visitor.html).toContain('role="alert"')
    }
    expect((await clerk.get(`/register/entry/${answered}`)).status).toBe(200)
    for (const path of ['/register/check', '/register/pins']) {
      expect([path, (await director.get(path)).status]).toEqual([path, 200])
    }
    // Whoever has to answer an officer does so all the same, with no pin below.
    await clerk.get('/ask')
    expect((await clerk.post('/ask', { who: 'officer', brought: 'nothing', wants: '' })).status).toBe(200)
    expect(clerk.html).not.toContain('carrel-pin-print')
    await director.get('/register/check')
    await director.post('/register/check', { pin: '' })
    await tested.house.registerCheck.ended
    await director.get('/register/check')
    expect(director.text).toContain('The signature of the audit log is not valid.')
  })
  await triggers('enable')
  await director.post('/register/check', { pin: '' })
  await tested.house.registerCheck.ended
  await director.get('/register')
  expect(director.text).not.toContain('cannot be read')
})

test('an entry that does not open is listed for a person who sees all, as an alarm where it was changed, and for no one else', async () => {
  await anHour()
  const { clerk, volunteer, answered } = await anHour()
  const readers = await Promise.all([at(undefined, 'director'), at(undefined, 'trustee')])
  const alarm = 'This entry is NOT as it was written.'
  const opens = ({ html }: Visitor) => !/NOT as it was|cannot be read|destroyed because of its age/.test(html)
  for (const [spoil, fix] of [swapped(answered), garbled(answered)]) {
    await whileSpoiled(spoil, fix, async () => {
      for (const reader of readers) {
        await reader.get('/register')
        expect(reader.html).toContain('<li class="carrel-entries__alarm">')
        expect(reader.text).toContain(alarm)
      }
      for (const other of [clerk, volunteer]) {
        expect((await other.get('/register')).status).toBe(200)
        expect(opens(other)).toBe(true)
      }
    })
  }
  const months = vi.spyOn(tested.house.ring, 'registerMonthKeyFor').mockReturnValue('forgotten')
  for (const reader of readers) {
    await reader.get('/register')
    expect(reader.text).toContain('were destroyed because of its age')
    expect(reader.html).not.toContain('carrel-entries__alarm')
  }
  for (const other of [clerk, volunteer]) {
    await other.get('/register')
    expect(opens(other)).toBe(true)
    expect(other.text).toContain('You don’t have access to any entries.')
  }
  months.mockRestore()
})

// The last: from here on the register is another log.
test('after a restore the register says where its list begins, and that earlier entries are found by their reference', async () => {
  const { clerk, volunteer, answered } = await anHour()
  const says =
    'this list starts there. Earlier entries are still in the audit log. Find each one by its reference.'
  await volunteer.get('/register')
  expect(volunteer.text).not.toContain(says)
  const { ring } = tested.house
  const { now } = tested.time
  await tested.it.database.worker
    .transaction()
    .execute((trx) => beginNewLog(trx, { ring, now, restoredFrom: now }))
  for (const visitor of [clerk, volunteer]) {
    await visitor.get('/register')
    expect(visitor.text).toContain(says)
  }
  await volunteer.get(`/register/entry/${answered}`)
  expect(volunteer.text).toContain('asked what to tell an officer')
  expect(volunteer.text).toContain('This entry is in the audit log')
})

test('who reported a card lost reads that they did, and a volunteer not whether it was lost before', async () => {
  const volunteer = await at('front-desk', 'volunteer')
  for (const card of ['24000000000012', '24000000000012', '99'])
    await volunteer.post('/counter/lost', { card, sure: 'yes' })
  await tickNow()
  await volunteer.get('/register')
  const own = entries(volunteer).filter((says) => says.includes('reported a card lost'))
  const reported = 'Test volunteer, volunteer, reported a card lost (Front desk).'
  expect(own.map((says) => says.replace(/^A volunteer/, 'Test volunteer, volunteer,')).sort()).toEqual([
    reported,
    reported,
    `${reported} No customer has this card number.`,
  ])
  const director = await at('front-desk', 'director')
  await director.get('/register')
  expect(entries(director).join('\n')).toContain(reported)
})

test('the Director saves the public export, on record first, once a whole day is over; no one else does', async () => {
  const { clerk } = await anHour()
  expect((await clerk.post('/register/export', {})).status).toBe(404)
  tested.time.now = new Date(tested.time.now.getTime() + 26 * 3_600_000)
  await anHour()
  const director = await at(undefined, 'director')
  await director.get('/register')
  expect(director.text).toContain('It shows how many entries each day had, and not what they say.')
  const saved = await director.post('/register/export', {})
  expect(saved.headers.get('content-type')).toBe('application/zip')
  expect(saved.headers.get('content-disposition')).toMatch(/filename="audit-log-\d{4}-\d\d-\d\d\.zip"/)
  const zip = Buffer.from(await saved.arrayBuffer())
  for (const name of ['register.vkey', 'checkpoint', 'carrel-verify.html', 'public-export'])
    expect(zip.includes(name), name).toBe(true)
  expect(zip.includes('tile/entries/')).toBe(false)
  await tickNow()
  await director.get('/register?kind=log')
  expect(entries(director)).toContain(
    'Test director, Director, saved the public export of the audit log (Not a library computer).',
  )
})
