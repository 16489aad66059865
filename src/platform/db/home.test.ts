import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wrongPasswordError } from './database.ts'
import { homeFrom, makeHome, withoutPassword } from './home.ts'

test('a home lies in .carrel here, and data, keys and backups can each be put elsewhere', () => {
  expect(homeFrom({}, '/srv')).toEqual({
    dir: '/srv/.carrel',
    dataDir: '/srv/.carrel/data',
    keysDir: '/srv/.carrel/keys',
    backupsDir: '/srv/.carrel/backups',
    cellsDir: '/srv/.carrel/cells',
    cellMib: 32,
  })
  const elsewhere = { CARREL_DATA: '/disk/d', CARREL_KEYS: '../k', CARREL_BACKUPS: '/stick' }
  expect(homeFrom({ CARREL_HOME: 'lib', ...elsewhere }, '/srv/x')).toEqual({
    dir: '/srv/x/lib',
    dataDir: '/disk/d',
    keysDir: '/srv/k',
    backupsDir: '/stick',
    cellsDir: '/srv/x/lib/cells',
    cellMib: 32,
  })
})

test.each([
  [{ CARREL_KEYS: '.carrel/data/keys' }],
  [{ CARREL_KEYS: '.carrel/data' }],
  [{ CARREL_DATA: '.carrel/keys/data' }],
  [{ CARREL_DATA: '/x/a', CARREL_KEYS: '/x/b/../a/keys' }],
])('keys and data in one another are refused: %o', (env) => {
  expect(() => homeFrom(env, '/srv')).toThrow(expect.objectContaining({ code: 'keys-inside-data' }))
})

test('keys that lead into the data by a link are refused too; a like name beside it is not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-home-'))
  mkdirSync(join(dir, 'data'))
  symlinkSync(join(dir, 'data'), join(dir, 'link'))
  const env = { CARREL_HOME: dir, CARREL_KEYS: join(dir, 'link', 'keys') }
  expect(() => homeFrom(env, '/')).toThrow(expect.objectContaining({ code: 'keys-inside-data' }))
  expect(homeFrom({ ...env, CARREL_KEYS: join(dir, 'data-keys') }, '/').keysDir).toBe(join(dir, 'data-keys'))
  rmSync(dir, { recursive: true })
})

test('the folders are closed to others, whatever the umask; root’s outer two can be passed through', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-home-'))
  const home = homeFrom({ CARREL_HOME: join(dir, 'a', 'home') }, '/')
  const umask = process.umask(0o077)
  makeHome(home)
  process.umask(umask)
  const outer = process.getuid?.() === 0 ? 0o711 : 0o700
  expect(statSync(home.dir).mode & 0o777).toBe(outer)
  expect(statSync(home.dataDir).mode & 0o777).toBe(outer)
  expect(statSync(home.keysDir).mode & 0o777).toBe(0o700)
  rmSync(dir, { recursive: true })
})

test.each([
  ['postgres://me:secret@host:5433/db', 'postgres://me@host:5433/db'],
  ['postgresql://me:se%40cret@host/db?sslmode=require', 'postgresql://me@host/db?sslmode=require'],
  ['postgres://me:se@cret@host/db', 'postgres://me@host/db'],
  ['postgres:///db?host=/var/run&password=secret&user=me', 'postgres:///db?host=/var/run&user=me'],
  ['postgres:///db?password=secret', 'postgres:///db?'],
  ['postgres://me@host/db', 'postgres://me@host/db'],
])('the process that serves pages keeps no password of %s', (url, without) => {
  expect(withoutPassword(url)).toBe(without)
  expect(homeFrom({ DATABASE_URL: url }, '/srv').databaseUrl).toBe(without)
})

test('where a server of its own does not open, the error says which password is missing before the first migration', () => {
  const at = { host: 'db.example.org', database: 'library' }
  const own = homeFrom({}, '/srv')
  expect(wrongPasswordError(own, at).message).not.toContain('migrate')
  expect(
    wrongPasswordError({ ...own, databaseUrl: 'postgres://db.example.org/library' }, at).message,
  ).toContain(
    'If it is new, first run carrel database migrate, with a DATABASE_URL that has the password of its owner',
  )
})
