import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAction } from '../../src/cli/account.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { carrel, carrelHere } from '../cli/carrel.ts'
import { recorded, startOffice, type TestOffice } from './office.ts'

let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

const account = (...args: string[]) => carrelHere(at.it.home.dir, ['account', ...args])
const today = systemClock('America/Chicago').today()

test('the Board’s decision about an acting Director can be entered where no one of the Board signs in', async () => {
  await at.add({ signIn: 'dana' })
  expect(carrel(at.it.home.dir, 'account', 'acting', 'dana', '--from', today, '--to', today)).toEqual({
    code: 0,
    out: `dana is acting Director from ${today} to the end of ${today}.\n`,
    err: '',
  })
  expect((await account('acting', 'Dana', '--end')).out).toBe('dana is no longer acting Director.\n')
  expect((await account('acting', 'dana', '--end')).err).toBe(
    'carrel account: NAME: dana is not named acting Director [account-refused]\n',
  )
}, 180_000)

test('a sign-in is added, and given another role, and both are on record', async () => {
  expect(
    (await account('add', 'Tess', '--role', 'trustee', '--president', '--shown', 'Tess Berg')).out,
  ).toMatch(
    /^Tess Berg can sign in as tess, role trustee\.\nPassphrase, shown this once: (\w{5}-){3}\w{5}\n$/,
  )
  expect((await account('role', 'tess', '--role', 'volunteer')).out).toBe(
    'tess is volunteer now, and is signed out everywhere.\n',
  )
  const id = (
    await at.office.app.selectFrom('account').select(['id', 'given']).where('sign_in', '=', 'tess').execute()
  )[0]
  expect(id?.given).toBe(true)
  const month = new Date().toISOString().slice(0, 7)
  const entries = (await recorded(at.it, at.office.ring, month)).filter(({ account }) => account === id?.id)
  expect(entries.map(({ kind, actor, flags }) => [kind, actor, ...(flags ?? [])]).sort()).toEqual([
    ['account-added', 'command-line', 'trustee', 'president'],
    ['account-role-changed', 'command-line', 'volunteer'],
  ])
}, 180_000)

test.each([
  [[], 'say what to do: add, reset, end, unlock, confirm, role, acting, list, computers'],
  [['toString', 'x'], 'say what to do'],
  [['add', 'x'], '--role: one of'],
  [['add', 'two words', '--role', 'desk'], 'NAME: the letters A to Z without accents'],
  [['add', 'x', '--role', 'desk', '--president'], '--president: the president of the Board is a trustee'],
  [['reset', 'x', '--role', 'desk'], 'reset takes no --role'],
  [['acting', 'x', '--from', '2026-02-30', '--to', '2026-03-01'], '--from: the first day'],
  [['acting', 'x', '--from', '2026-03-01'], '--to: the last day'],
  [['acting', 'x', '--from', '2026-03-01', '--end'], 'acting: --end, or --from and --to'],
  [['list', 'x'], 'list takes no NAME'],
  [['computers', 'x'], 'computers takes no NAME'],
  [['add', 'x', '--role', 'desk', '--mine', '--generate'], '--mine: its owner types the passphrase'],
  [['reset', 'x', '--mine'], 'reset takes no --mine'],
])('says what is wrong with %j', (args, sentence) => {
  const read = readAction(args)
  expect(typeof read === 'string' ? read : 'nothing').toContain(sentence)
})

test('says what is wrong, and how it is called, with exit code 2', async () => {
  const { code, out, err } = await account('reset', 'x', '--role', 'desk')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toBe('carrel account: reset takes no --role [command-line]\ncarrel account --help says more.\n')
})
