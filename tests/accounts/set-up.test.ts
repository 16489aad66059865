import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { directorIds } from '../../src/staff/account-store.ts'
import { isSetUpLink, makeSetUpLink } from '../../src/staff/set-up.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { recorded } from './office.ts'

const answers = {
  name: 'Ruth Olsen',
  signIn: 'Ruth',
  passphrase: 'four words of mine',
  repeated: 'four words of mine',
}

describe('the set-up link', () => {
  let tested: Tested
  beforeAll(async () => {
    tested = await startHouse(undefined, { asksSecondStep: true, isNew: true })
  })
  beforeEach(() => {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  })
  afterAll(() => tested.close())

  async function newLink(): Promise<string> {
    const link = newToken()
    expect(await makeSetUpLink(tested.house, tokenHash(link))).toBe(true)
    return link
  }
  const visitor = () => new Visitor(tested.app())
  const open = async (one: Visitor, link: string) => (await one.get(`/set-up/link/${link}`)).status
  const follow = async (one: Visitor, link: string) => (await one.post('/set-up/link', { link })).status

  test('is followed by one browser, once; no other has a way in, with or without it', async () => {
    const link = await newLink()
    const [one, two, three] = [visitor(), visitor(), visitor()]
    expect(await open(one, link)).toBe(200)
    expect(await open(two, link)).toBe(200)
    expect([await follow(one, link), await follow(two, link)]).toEqual([303, 410])
    expect(await open(three, link)).toBe(410)
    expect((await one.get('/set-up/library')).status).toBe(200)
    expect(one.text).toContain('Jensen Memorial Library')
    for (const other of [two, three]) {
      expect((await other.get('/set-up/library')).headers.get('location')).toBe('/sign-in')
      await other.get('/sign-in')
      expect((await other.post('/set-up/director', answers)).headers.get('location')).toBe('/sign-in')
    }
    expect(await directorIds(tested.house.app)).toEqual([])
  })

  test('that SQL planted, or made to hold for longer, sets nothing up', async () => {
    const { app } = tested.house
    const [link, browser] = [newToken(), newToken()]
    const years = new Date(tested.time.now.getTime() + 1e11)
    const planted = { link_hash: tokenHash(link), browser_hash: tokenHash(browser), until: years }
    await app
      .insertInto('set_up')
      .values({ ...planted, done_on: null })
      .onConflict((conflict) => conflict.column('only_row').doUpdateSet(planted))
      .execute()
    const one = visitor()
    expect([await open(one, link), await follow(one, link)]).toEqual([410, 410])
    one.cookies.set('carrel-set-up', browser)
    expect((await one.get('/set-up/library')).headers.get('location')).toBe('/sign-in')
    await one.get('/sign-in')
    expect((await one.post('/set-up/director', answers)).headers.get('location')).toBe('/sign-in')
    const real = await newLink()
    await app.updateTable('set_up').set({ until: years }).execute()
    expect(await open(visitor(), real)).toBe(410)
    expect(await directorIds(app)).toEqual([])
  })

  test('is used up by one, of two who press the button at the same moment', async () => {
    const link = await newLink()
    const both = [visitor(), visitor()]
    for (const one of both) await open(one, link)
    const statuses = await Promise.all(both.map((one) => follow(one, link)))
    expect(statuses.sort()).toEqual([303, 410])
  })

  test('opens the set-up for a person who presses the button twice, or comes back with the link', async () => {
    const link = await newLink()
    const one = visitor()
    await open(one, link)
    const before = new Map(one.cookies)
    const both = await Promise.all([one.post('/set-up/link', { link }), one.post('/set-up/link', { link })])
    expect(both.map(({ headers }) => headers.get('location'))).toEqual(['/set-up/library', '/set-up/library'])
    expect((await one.get(`/set-up/link/${link}`)).headers.get('location')).toBe('/set-up/library')
    expect((await one.get('/set-up/library')).status).toBe(200)
    // Another link gives another token: who kept the first one has nothing of the second.
    const kept = one.cookies.get('carrel-set-up') ?? ''
    const newer = await newLink()
    one.cookies.clear()
    for (const [name, value] of before) one.cookies.set(name, value)
    await open(one, newer)
    expect(await follow(one, newer)).toBe(303)
    expect(one.cookies.get('carrel-set-up')).not.toBe(kept)
  })

  test('is not used up by a person who only looks where it leads', async () => {
    const link = await newLink()
    for (let look = 0; look < 3; look++) expect(await open(visitor(), link)).toBe(200)
    const one = visitor()
    await open(one, link)
    expect(await follow(one, link)).toBe(303)
  })

  test('ends after a day, and what it opened after two hours', async () => {
    const link = await newLink()
    const late = visitor()
    await open(late, link)
    tested.time.now = new Date(tested.time.now.getTime() + 24 * 3_600_000 + 1000)
    expect(await open(visitor(), link)).toBe(410)
    expect(await follow(late, link)).toBe(410)
    const one = visitor()
    const another = await newLink()
    await open(one, another)
    await follow(one, another)
    tested.time.now = new Date(tested.time.now.getTime() + 2 * 3_600_000 + 1000)
    expect((await one.get('/set-up/library')).headers.get('location')).toBe('/sign-in')
    await one.get('/sign-in')
    expect(one.text).toContain('Setup has ended here.')
    await one.get('/sign-in')
    expect(one.text).not.toContain('Setup has ended here.')
  })

  test('gives way to a newer one, together with the browser that followed it', async () => {
    const link = await newLink()
    const one = visitor()
    await open(one, link)
    await follow(one, link)
    await one.get('/set-up/director')
    const newer = await newLink()
    expect((await one.post('/set-up/director', answers)).headers.get('location')).toBe('/sign-in')
    expect(await open(visitor(), newer)).toBe(200)
  })

  test('stands nowhere: not in a log, an address that another page learns, or the database', async () => {
    tested.logged.length = 0
    const link = await newLink()
    const one = visitor()
    const page = await one.get(`/set-up/link/${link}`)
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('cache-control')).toBe('no-store')
    await visitor().get(`/set-up/link/${link}x`)
    const followed = await one.post('/set-up/link', { link })
    expect(followed.headers.get('location')).toBe('/set-up/library')
    const [cookie = ''] = followed.headers.getSetCookie()
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const rows = await tested.house.app.selectFrom('set_up').selectAll().execute()
    const token = one.cookies.get('carrel-set-up') ?? ''
    for (const secret of [link, token]) {
      expect(JSON.stringify(rows)).not.toContain(secret)
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
      expect(tested.logged.join('')).not.toContain(secret)
    }
  })

  test('asks one question after the other, and makes no Director of an answer that will not do', async () => {
    const link = await newLink()
    const one = visitor()
    await open(one, link)
    await follow(one, link)
    await one.get('/set-up/director')
    const give = async (fields: Record<string, string>) => (await one.post('/set-up/director', fields)).status
    expect(one.heading).toBe('What is your name?')
    expect(await give({ name: '' })).toBe(422)
    await give({ name: answers.name })
    expect(one.heading).toBe('What sign-in name do you want?')
    expect(await give({ name: answers.name, signIn: 'two words' })).toBe(422)
    await give({ name: answers.name, signIn: 'ruth' })
    expect(one.heading).toBe('Choose a passphrase')
    for (const [passphrase, repeated] of [
      ['short', 'short'],
      ['Ruth Olsen', 'Ruth Olsen'],
      [answers.passphrase, 'another'],
    ] as const) {
      expect(await give({ ...answers, passphrase, repeated })).toBe(422)
      expect(one.html).not.toContain(answers.passphrase)
    }
    expect(await directorIds(tested.house.app)).toEqual([])
  })

  test('makes one Director, who sets up a second step; then every link and every browser is worth nothing', async () => {
    const link = await newLink()
    const [one, other] = [visitor(), visitor()]
    await open(one, link)
    await open(other, link)
    await follow(one, link)
    await one.get('/set-up/director')
    const cookies = new Map(one.cookies)
    const { word } = one
    const two = await Promise.all([
      one.post('/set-up/director', answers),
      one.post('/set-up/director', answers),
    ])
    expect(two.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(await directorIds(tested.house.app)).toHaveLength(1)
    expect(two.find(({ status }) => status === 303)?.headers.get('location')).toBe('/sign-in/add')
    // The browser's own token, kept by somebody who was at it.
    for (const [name, value] of cookies) other.cookies.set(name, value)
    expect((await other.get('/set-up/library')).headers.get('location')).toBe('/sign-in')
    expect((await other.post('/set-up/director', { ...answers, word })).status).toBe(303)
    expect(await directorIds(tested.house.app)).toHaveLength(1)
    expect(await makeSetUpLink(tested.house, tokenHash(newToken()))).toBe(false)
    expect(await open(other, link)).toBe(410)
    const added = (await recorded(tested.it, tested.house.ring)).filter(
      ({ kind }) => kind === 'account-added',
    )
    expect(added).toMatchObject([{ actor: 'system', flags: ['director'] }])
  })
})

describe('carrel start', () => {
  const program = resolve(import.meta.dirname, '../../bin/carrel.js')
  const port = '18439'
  const linkIn = (said: string) => /\/set-up\/link\/([\w-]{43})\n/.exec(said)?.[1]

  /** Starts, waits until it says `last`, ends it, and returns all it said. */
  async function startedOnce(home: string, last: RegExp): Promise<{ out: string; err: string }> {
    const env = { ...process.env, CARREL_HOME: home }
    const child = spawn(process.execPath, [program, 'start', '--port', port], { env })
    const said = { out: '', err: '' }
    child.stderr.on('data', (bytes) => {
      said.err += bytes
    })
    const exited = new Promise((settle) => child.once('exit', settle))
    await new Promise<void>((settle, refuse) => {
      child.stdout.on('data', (bytes) => {
        said.out += bytes
        if (last.test(said.out)) settle()
      })
      void exited.then((code) => refuse(new Error(`it ended with ${code}: ${said.out}${said.err}`)))
    })
    const link = linkIn(said.out)
    // Passkeys work at a name alone.
    if (link !== undefined) expect(said.out).toContain(`http://localhost:${port}/set-up/link/${link}`)
    if (link !== undefined) {
      const page = await fetch(`http://127.0.0.1:${port}/set-up/link/${link}`)
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer'])
    }
    child.kill('SIGTERM')
    await exited
    return said
  }

  test('prints a new link at each start while there is no Director, and keeps no more than a keyed token of it', async () => {
    const home = await copyOfTemplate()
    try {
      const starts = [
        await startedOnce(home.dir, /account add NAME/),
        await startedOnce(home.dir, /account add NAME/),
      ]
      const [first, second] = starts.map(({ out }) => linkIn(out))
      expect(second).not.toBe(first)
      for (const { err } of starts) expect(err).not.toMatch(/set-up|link/)
      const database = await openDatabase(home)
      const [row] = await database.app.selectFrom('set_up').selectAll().execute()
      expect(row?.link_hash).toHaveLength(32)
      expect(row?.link_hash).not.toEqual(tokenHash(second ?? ''))
      const now = new Date()
      const { app } = database
      const ring = new KeyRing(home.keysDir)
      expect(await isSetUpLink(app, ring, tokenHash(second ?? ''), now)).toBe(true)
      expect(await isSetUpLink(app, ring, tokenHash(first ?? ''), now)).toBe(false)
      await database.close()
    } finally {
      removeHome(home)
    }
  }, 180_000)
})
