import { randomBytes, randomFillSync } from 'node:crypto'
import type { Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import pg from 'pg'
import { catalogTitles, patronAccount, patronOfCardToken } from '../src/gate/patron-store.ts'
import { token } from '../src/platform/crypto/field.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { inPipelinedContext } from '../src/platform/db/context.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { clientConfig, DATABASE_NAME, readPassword, roleName } from '../src/platform/db/login.ts'
import { tokenHash } from '../src/platform/http/cookies.ts'
import { beginLeaf, commitmentBytes, idAt, idBytes, leafId } from '../src/register/log/leaf.ts'
import { recordPending } from '../src/register/log-store.ts'
import { workstationOf } from '../src/staff/computers.ts'
import { accountOfSession } from '../src/staff/session-store.ts'
import { openingKeys } from '../tests/support/opening.ts'
import { today } from './imported-library.ts'

/**
 * A bare Hono page with one query by the pg package, in a pool with the program's settings; and one with the counter's
 * statements by its own store, where nothing is decided, sealed, opened or shown: the difference is what the database and the
 * durable entry cost.
 */
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home, { guestOnly: true })
const { host, port } = await database.connect('app').then((at) => at.end().then(() => at))
const ring = new KeyRing(home.keysDir)
const login = { host, port, database: DATABASE_NAME, ssl: false, user: roleName(DATABASE_NAME, 'app') }
const limits = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 }
const pool = new pg.Pool({
  ...clientConfig({ ...login, password: readPassword(home.keysDir, 'app') }, 'bench', limits),
  max: 16,
})

/** Titles of two items that a patron has checked out. */
const someItems = (await database.app.selectFrom('item').select('id').limit(2).execute()).map(({ id }) => id)

const app = new Hono()
app.get('/', async (c) => {
  const text = 'select name, role from account where sign_in = $1'
  const { rows } = await pool.query(text, [c.req.query('name')])
  return c.html(html`<!doctype html><title>One</title><h1>${rows[0]?.name}</h1><p>${rows[0]?.role}</p>`)
})
/** As long as an entry, each time under its own id; no key opens it. */
const leafOfNothing = beginLeaf({
  id: randomBytes(idBytes),
  month: '2026-11',
  commitment: randomBytes(commitmentBytes),
})
app.get('/statements', async (c) => {
  const [session = '', computer = '', card = ''] = ['session', 'computer', 'card'].map((name) =>
    c.req.query(name),
  )
  const found = await accountOfSession(database.app, ring, tokenHash(session), today)
  const at = await workstationOf(database.app, ring, tokenHash(computer))
  if (found === null || at === null) throw new Error('nobody is signed in at that computer')
  await inPipelinedContext(database.app, { actor: found.who.id, place: at.place }, async (trx) => {
    const patron = await patronOfCardToken(trx, ring, token(ring, 'card.barcode', card))
    if (patron === undefined) throw new Error('nobody has that card')
    await patronAccount(trx, patron.id, openingKeys(ring))
    const leaf = randomFillSync(Buffer.from(leafOfNothing), idAt, idBytes)
    await recordPending(trx, { id: leafId(leaf), leaf })
  })
  await catalogTitles(database.app, { items: someItems, titles: [] })
  return c.html(html`<!doctype html><title>Statements</title><h1>${found.who.name}</h1>`)
})
const bare = createAdaptorServer({ fetch: app.fetch }) as Server

/** Shows how fast the client itself is: the same bytes for every request. */
const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
const nothing = createServer((socket) => {
  socket.on('data', () => socket.write(answer))
  socket.on('error', () => socket.destroy())
})

const listening = (server: Server | typeof nothing) =>
  new Promise<number>((settle) =>
    server.listen(0, '127.0.0.1', () => settle((server.address() as AddressInfo).port)),
  )
process.send?.({ bare: await listening(bare), nothing: await listening(nothing) })
