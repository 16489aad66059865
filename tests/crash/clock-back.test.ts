import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SeededRandom } from '../../src/import/invented-library.ts'
import { isRightCode, newCodeSecret, sealCodeSecret } from '../../src/staff/second-factor.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import { findPendingSignIn, findSession, openSession } from '../../src/staff/session-store.ts'
import { tryPassphrase } from '../../src/staff/sign-in.ts'
import { attemptsBeforeLock } from '../../src/staff/sign-in-attempt-store.ts'
import { passphrase, startOffice, type TestOffice } from '../accounts/office.ts'
import { registerOf } from '../register/library.ts'
import { removeHome, withDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'
import { Audit } from './audit.ts'
import { Clerk } from './clerk.ts'
import { Journal } from './journal.ts'
import { freePort, startProgram, stopProgram } from './program.ts'
import { makeOutside, makeSmallLibrary } from './small-library.ts'

const right = new Date('2026-11-24T15:00:00Z')
const yearsAhead = new Date('2036-02-01T15:00:00Z')
const minutesLater = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000)

describe('a clock that was ahead and is set back', () => {
  let of: TestOffice
  beforeAll(async () => {
    of = await startOffice()
  })
  beforeEach(() => {
    of.time.now = right
  })
  afterAll(() => of.close())

  const tried = (signIn: string, typed = passphrase) => ({
    ...{ signIn, passphrase: typed, tokenHash: randomBytes(32), place: 'front-desk', again: false },
  })

  test('leaves no session that lives for years, and none half open', async () => {
    await of.add({ signIn: 'stays' })
    of.time.now = yearsAhead
    const half = tried('stays')
    await tryPassphrase(of.office, half)
    const session = randomBytes(32)
    const from = tried('stays')
    await tryPassphrase(of.office, from)
    await of.office.app
      .transaction()
      .execute((trx) =>
        openSession(trx, of.office.ring, { from: from.tokenHash, to: session, now: yearsAhead }),
      )
    const at = (now: Date) => ({ now, today: '2026-11-24' })
    expect(await findSession(of.office.app, of.office.ring, session, at(yearsAhead))).not.toBe(null)
    expect(await findPendingSignIn(of.office.app, of.office.ring, half.tokenHash, at(yearsAhead))).not.toBe(
      null,
    )
    for (const now of [right, minutesLater(yearsAhead, -60)]) {
      expect(await findSession(of.office.app, of.office.ring, session, at(now))).toBe(null)
      expect(await findPendingSignIn(of.office.app, of.office.ring, half.tokenHash, at(now))).toBe(null)
    }
    // A clock that is put right by a little signs nobody out.
    expect(
      await findSession(of.office.app, of.office.ring, session, at(minutesLater(yearsAhead, -3))),
    ).not.toBe(null)
  })

  test('leaves no sign-in resting for years, and gives no free tries', async () => {
    await of.add({ signIn: 'rests' })
    const wrong = async () => tryPassphrase(of.office, tried('rests', 'not the passphrase'))
    of.time.now = yearsAhead
    for (let times = 0; times < attemptsBeforeLock; times++) await wrong()
    expect(await tryPassphrase(of.office, tried('rests'))).toBe(null)
    of.time.now = right
    expect(await tryPassphrase(of.office, tried('rests'))).not.toBe(null)
    for (let times = 0; times < attemptsBeforeLock; times++) await wrong()
    expect(await tryPassphrase(of.office, tried('rests'))).toBe(null)
    of.time.now = minutesLater(right, 16)
    expect(await tryPassphrase(of.office, tried('rests'))).not.toBe(null)
  })

  test('leaves no code app whose codes are wrong for years, and takes no code twice', async () => {
    const id = await of.add({ signIn: 'codes' })
    const secret = newCodeSecret()
    const code = (now: Date) => generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })
    await of.office.app.transaction().execute((trx) =>
      setCodeApp(trx, {
        accountId: id,
        sealedSecret: sealCodeSecret(of.office.ring, id, secret),
        step: 0n,
      }),
    )
    of.time.now = yearsAhead
    expect(await isRightCode(of.office, id, code(yearsAhead))).toBe(true)
    of.time.now = right
    expect(await isRightCode(of.office, id, code(right))).toBe(true)
    expect(await isRightCode(of.office, id, code(right))).toBe(false)
    // Set back by minutes, it may be the very code that somebody saw.
    of.time.now = minutesLater(right, -10)
    expect(await isRightCode(of.office, id, code(of.time.now))).toBe(false)
  })
})

test('set back over days, months and years, the register goes on, and every checkpoint seen before still proves it', async () => {
  await withDatabase(async (library) => {
    const register = registerOf(library)
    const seen: string[] = []
    const days = [
      '2026-12-31',
      '2027-01-01',
      '2026-12-31',
      '2026-11-30',
      '2000-01-01',
      '2027-01-01',
      '2036-02-01',
      '2027-01-02',
    ]
    for (const [at, day] of days.entries()) {
      await register.record(3)
      const ticked = await register.tick({ now: new Date(`${day}T12:00:00Z`) })
      expect(ticked).toMatchObject({ status: 'ticked', added: 3, size: BigInt(3 * at + 3) })
      if (ticked.status === 'ticked') seen.push(ticked.note)
      for (const note of seen) expect(await register.verify(note)).toMatchObject({ ok: true })
    }
  })
})

test('a program whose clock is set back over midnight, month and year goes on, and after a kill starts again', async () => {
  const library = await makeSmallLibrary()
  const { home, clerks, patrons } = library
  const outside = makeOutside(home)
  const clockFile = join(outside, 'clock')
  const setClock = (at: string) => writeFileSync(clockFile, String(Date.parse(at) - Date.now()))
  const journal = new Journal(join(outside, 'journal'))
  const audit = new Audit(home, journal)
  const port = await freePort()
  setClock('2027-01-01T08:00:00Z')
  let program = await startProgram(home, port, { clockFile, hurry: 60 })
  const [account] = clerks
  if (account === undefined) throw new Error('nobody works here')
  const clerk = new Clerk({ account, patrons, port, journal, random: new SeededRandom('clock') })
  const someWork = async () => {
    const enough = clerk.pages + 10
    await clerk.work(() => clerk.pages < enough)
    expect(clerk.failures).toEqual([])
    expect(await audit.run()).toEqual([])
  }
  await someWork()
  for (const at of ['2026-12-31T23:30:00Z', '2000-01-01T00:00:30Z']) {
    setClock(at)
    await until(`${at} is its time`, async () => (await clerk.isSignedIn()) === false)
    await someWork()
  }
  setClock('2026-12-31T23:30:00Z')
  program.child.kill('SIGKILL')
  await program.ended
  program = await startProgram(home, port, { clockFile, hurry: 60 })
  await someWork()
  expect(await stopProgram(program)).toBe(0)
  journal.close()
  removeHome(home)
}, 180_000)
