import type { Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import pg from 'pg'
import { openDatabase } from '../src/store/database.ts'
import { homeFrom } from '../src/store/home.ts'
import { clientConfig } from '../src/store/login.ts'
import { DATABASE_NAME, readPassword, roleName } from '../src/store/roles.ts'

/** A bare Hono page with one query, by the pg package alone in a pool with the settings of the program's own. */
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home, { guestOnly: true })
const { host, port } = await database.connect('app').then((at) => at.end().then(() => at))
await database.close()
const login = { host, port, database: DATABASE_NAME, ssl: false, user: roleName(DATABASE_NAME, 'app') }
const limits = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 }
const pool = new pg.Pool({
  ...clientConfig({ ...login, password: readPassword(home.keysDir, 'app') }, 'bench', limits),
  max: 16,
})

const app = new Hono()
app.get('/', async (c) => {
  const text = 'select name, role from account where sign_in = $1'
  const { rows } = await pool.query(text, [c.req.query('name')])
  return c.html(html`<!doctype html><title>One</title><h1>${rows[0]?.name}</h1><p>${rows[0]?.role}</p>`)
})
const bare = createAdaptorServer({ fetch: app.fetch }) as Server

/** What shows how fast the client itself is: for whatever comes, the same bytes. */
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
