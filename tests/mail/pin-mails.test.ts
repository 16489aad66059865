import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noteDailyJobDone, runDailyJobs, startDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { sendMail } from '../../src/platform/mail/send.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import {
  checkpointMailJob,
  checkpointMailState,
  checkpointMailStateText,
  checkpointMessageBytes,
} from '../../src/register/checkpoint-mail.ts'
import { checkpointMails, setCheckpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { registerOf } from '../register/library.ts'
import { exportOf, filesOf, someLeaves } from '../register/small-log.ts'
import { typed } from '../register/typed.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { type MailServerInTest, startMailServer } from './mail-server.ts'

const sending = fileURLToPath(new URL('sending.ts', import.meta.url))
const both = ['trustee@example.org', 'the.city.clerk@a-longer-name.example.org'] as const
let library: TestDatabase
let register: ReturnType<typeof registerOf>
let server: MailServerInTest

const environment = () => ({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
const clock = { now: () => new Date(), today: () => '2026-11-24' }
const step = (env = environment()) =>
  checkpointMailJob({ worker: library.database.worker, mail: mailSettings(env), clock })
const run = (day: string) =>
  step()
    .run(day)
    .then(
      () => 'done',
      (error) => (error as Error).message,
    )
const idsOf = () => server.received.map(({ bytes }) => /^Message-ID: <(.+)>\r$/m.exec(bytes.toString())?.[1])
const states = async () => (await checkpointMails(library.database.app)).map(({ state }) => state)

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
  await register.record(3)
  await register.tick()
})
beforeEach(async () => {
  server = await startMailServer()
  await register.asOwner((client) => client.query('delete from pin_mail'))
  await library.database.app.transaction().execute((trx) => setCheckpointRecipients(trx, both))
})
afterEach(() => server.close())
afterAll(() => library.close())

describe('the daily mail', () => {
  it('takes the signed checkpoint and its pin to both addresses, once a day', async () => {
    expect([await run('2026-11-24'), await run('2026-11-24')]).toEqual(['done', 'done'])
    expect(server.received.map(({ to }) => to)).toEqual([...both])
    const { bytes } = server.received[0] ?? { bytes: Buffer.alloc(0) }
    const attached = /base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(bytes.toString())?.[1] ?? ''
    const note = Buffer.from(attached, 'base64').toString()
    expect(note).toBe(await register.lastSigned.read())
    expect(openCheckpoint(note, verifierOf(register.signer)).size).toBe(3n)
    expect(await run('2026-11-25')).toBe('done')
    expect(new Set(idsOf()).size).toBe(4)
  })

  it('has the same number of bytes no matter what happened that day and who gets it', async () => {
    for (const [day, entries] of [
      ['2026-11-24', 0],
      ['2026-11-25', 7],
      ['2026-11-26', 300],
      ['2026-11-27', 0],
    ] as const) {
      await register.record(entries)
      await register.tick()
      await run(day)
    }
    expect(server.received.map(({ bytes }) => bytes.length)).toEqual(Array(8).fill(checkpointMessageBytes))
    const heads = server.received.map(({ bytes }) => bytes.toString().split('\r\n\r\n')[0] ?? '')
    const [first = ''] = heads
    // Beside the address, the headers differ in nothing but a date and an id, both of fixed length.
    const shape = (head: string) => head.replace(/^To: .*$/m, '').replaceAll(/[0-9A-Za-z]/g, 'x')
    expect(new Set(heads.map(shape))).toEqual(new Set([shape(first)]))
  })

  it('is a pin: a register that is signed again with the real key verifies alone, and fails against it', async () => {
    await run('2026-11-24')
    const [mail] = server.received
    const size = Number(
      openCheckpoint((await register.lastSigned.read()) ?? '', verifierOf(register.signer)).size,
    )
    const fork = filesOf(exportOf(someLeaves(size), register.signer))
    const verifier = verifierOf(register.signer)
    expect(await verifyExport(fork, { verifier })).toMatchObject({ ok: true })
    expect(await verifyExport(fork, { verifier, against: mail?.bytes })).toMatchObject({
      ok: false,
      fault: { code: 'rewritten' },
    })
    await register.record(2)
    await register.tick()
    const own = filesOf(await register.export())
    expect(await verifyExport(own, { verifier, against: mail?.bytes })).toMatchObject({ ok: true })
    // Passed on by a mail program, its lines marked.
    const passedOn = Buffer.from(mail?.bytes.toString().replaceAll(/^/gm, '> ') ?? '')
    expect(await verifyExport(own, { verifier, against: passedOn })).toMatchObject({ ok: true })
  })

  it('is tried again, the same to the byte, where the server did not take it', async () => {
    server.conduct.splice(0, 1, 'refuse-later', 'accept', 'accept')
    expect(await run('2026-11-24')).toBe('the mail to address 1 is not sent: the mail server answered 451')
    expect(await states()).toEqual(['ready', 'sent'])
    expect(await run('2026-11-24')).toBe('done')
    expect(server.received.map(({ to }) => to)).toEqual([both[1], both[0]])
  })

  it('waits for a server that is away, for as long as the day lasts', async () => {
    const { port } = server
    await server.close()
    for (let tries = 0; tries < 3; tries++) {
      expect(await run('2026-11-24')).toContain('the mail server cannot be reached')
    }
    expect(await states()).toEqual(['ready', 'ready'])
    server = await startMailServer()
    expect(server.port).not.toBe(port)
    expect(await run('2026-11-24')).toBe('done')
  })

  it('is sent once more at most, with the same id, where the line broke and the end is unknown', async () => {
    server.conduct.splice(0, 1, 'take-and-hang-up', 'accept', 'accept')
    expect(await run('2026-11-24')).toContain(
      'the mail to address 1 is not sent: the mail server cannot be reached',
    )
    expect(await states()).toEqual(['trying', 'sent'])
    expect(await run('2026-11-24')).toBe('done')
    const [one, , again] = server.received
    expect(again?.bytes).toEqual(one?.bytes)
    expect(idsOf()[2]).toBe(idsOf()[0])
    expect(await run('2026-11-24')).toBe('done')
    expect(server.received).toHaveLength(3)
  })

  it('gives up for the day after the second time, and says so', async () => {
    server.conduct.splice(0, 1, 'hang-up')
    for (let tries = 0; tries < 4; tries++) await run('2026-11-24')
    expect(await states()).toEqual(['unknown', 'unknown'])
    expect(
      await checkpointMailState(library.database.app, mailSettings(environment()), '2026-11-24'),
    ).toMatchObject({
      ok: false,
      pins: [{ why: 'unknown' }, { why: 'unknown' }],
    })
    server.conduct.splice(0, 1, 'accept')
    expect(await run('2026-11-25')).toBe('done')
    expect(await states()).toEqual(['sent', 'sent'])
  })

  it('killed in the middle is sent once more, the same to the byte, and never a third time', async () => {
    server.conduct.splice(0, 1, 'be-silent')
    for (let kills = 0; kills < 2; kills++) {
      const before = server.received.length
      const env = { ...process.env, ...environment(), CARREL_HOME: library.home.dir }
      const child = spawn(process.execPath, ['--import', './bin/from-source.js', sending, '2026-11-24'], {
        env,
        stdio: 'inherit',
      })
      while (server.received.length === before) await sleep(10)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    server.conduct.splice(0, 1, 'accept')
    expect(await run('2026-11-24')).toBe('done')
    expect(server.received.map(({ to }) => to)).toEqual([both[0], both[0], both[1]])
    expect(server.received[1]?.bytes).toEqual(server.received[0]?.bytes)
    expect(await states()).toEqual(['unknown', 'sent'])
  })

  it('goes to an address that is named later on the day, on that day, and until it did it counts as late', async () => {
    expect(await run('2026-11-24')).toBe('done')
    server.received.length = 0
    const named = ['chair@example.org', both[1]] as const
    await library.database.app.transaction().execute((trx) => setCheckpointRecipients(trx, named))
    const state = () => checkpointMailState(library.database.app, mailSettings(environment()), '2026-11-24')
    expect(await state()).toMatchObject({
      ok: false,
      pins: [{ address: 'chair@example.org', why: 'never' }],
    })
    const steps = [step()]
    const failed = (_name: string, error: unknown) => expect.fail(String(error))
    await noteDailyJobDone(library.database.worker, 'pin-mails', '2026-11-24')
    expect(await runDailyJobs(library.database, steps, '2026-11-24', failed)).toEqual(['pin-mails'])
    expect(server.received.map(({ to }) => to)).toEqual(['chair@example.org'])
    expect(server.received[0]?.bytes.toString()).toContain('\r\nTo: chair@example.org\r\n')
    expect(await state()).toMatchObject({ ok: true, code: 'sent' })
    await runDailyJobs(library.database, steps, '2026-11-24', failed)
    expect(server.received).toHaveLength(1)
  })

  it('comes from the sender that is set up now, also where the day’s mail was made before', async () => {
    server.conduct.splice(0, 1, 'refuse')
    await run('2026-11-24')
    server.conduct.splice(0, 1, 'accept')
    const env = { ...environment(), CARREL_MAIL_FROM: 'register@library.example.org' }
    await step(env).run('2026-11-24')
    expect(server.received.map(({ bytes }) => /^From: (.*)\r$/m.exec(bytes.toString())?.[1])).toEqual([
      'register@library.example.org',
      'register@library.example.org',
    ])
  })

  it.each([
    ['EHLO', 'refused'],
    ['.', 'unknown'],
  ])('waits for no server that goes on talking: after %s', async (command, outcome) => {
    const talking = await startTalking(command)
    const mail = { from: 'a@b.example', to: 'c@d.example', message: 'x\r\n' }
    const to = { host: '127.0.0.1', port: talking.port, tls: 'none' } as const
    const begun = performance.now()
    expect(await sendMail(to, mail, { deadlineMs: 500 })).toMatchObject({ outcome })
    expect(performance.now() - begun).toBeLessThan(10_000)
    talking.close()
  })

  it('does not hold up a person who ends the program: the nights stop, and the mail is sent at the next start', async () => {
    const talking = await startTalking('EHLO')
    const mail = mailSettings({ ...environment(), CARREL_SMTP_URL: `smtp://127.0.0.1:${talking.port}` })
    const steps = [checkpointMailJob({ worker: library.database.worker, mail, clock })]
    const nights = startDailyJobs({ database: library.database, steps, clock, failed: () => {} })
    await talking.begun
    const begun = performance.now()
    await nights.stop()
    expect(performance.now() - begun).toBeLessThan(10_000)
    talking.close()
    expect(await states()).toEqual(['ready'])
    expect(await run('2026-11-24')).toBe('done')
  })

  it('takes no room of its own from year to year', async () => {
    for (let day = 10; day < 14; day++) await run(`2026-11-${day}`)
    expect(await checkpointMails(library.database.app)).toHaveLength(2)
  })

  it('goes nowhere where it is not set up or no one is named, and where that is so it is said', async () => {
    const none = mailSettings({})
    await checkpointMailJob({ worker: library.database.worker, mail: none, clock }).run('2026-11-24')
    const says = async (mail = mailSettings(environment())) =>
      checkpointMailStateText(await checkpointMailState(library.database.app, mail, '2026-11-24'))
    expect(await says(none)).toContain(
      'No mail goes out: it is not set up (CARREL_SMTP_URL, CARREL_MAIL_FROM)',
    )
    await library.database.app.transaction().execute((trx) => setCheckpointRecipients(trx, []))
    expect(await run('2026-11-24')).toBe('done')
    expect(server.received).toEqual([])
    expect(await says()).toContain('the Director has not named the two addresses')
    await library.database.app.transaction().execute((trx) => setCheckpointRecipients(trx, both))
    expect(await says()).toContain('The first fingerprints go out')
    await run('2026-11-24')
    expect(await says()).toBe('The pins of 2026-11-24 were handed to the mail server.')
    expect(
      (await checkpointMailState(library.database.app, mailSettings(environment()), '2026-11-29')).ok,
    ).toBe(false)
  })
})

/** A mail server that answers one command with lines that never end. */
async function startTalking(command: string) {
  let tell = (): void => {}
  const begun = new Promise<void>((resolve) => {
    tell = resolve
  })
  const sockets: Socket[] = []
  const answers: Record<string, string> = { DATA: '354 go on', EHLO: '250 it is me' }
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    socket.write('220 hello\r\n')
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
        const [word = ''] = line.split(' ')
        if (word === command) {
          setInterval(() => socket.write('250-still here\r\n'), 50).unref()
          tell()
        } else if (/^[A-Z]{4}$/.test(word)) socket.write(`${answers[word] ?? '250 yes'}\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, begun, close }
}

describe('the password of the mail server', () => {
  const secret = 'correct horse 7%&'
  const withPassword = (query = '') => ({
    ...environment(),
    CARREL_SMTP_URL: `smtp://carrel:${encodeURIComponent(secret)}@127.0.0.1:${server.port}${query}`,
  })
  const failure = (env: ReturnType<typeof environment>) =>
    step(env)
      .run('2026-11-24')
      .then(
        () => 'done',
        (error) => `${(error as Error).stack} ${JSON.stringify(error)}`,
      )

  it('signs in, and is in no error, though the server repeats it', async () => {
    await server.close()
    server = await startMailServer({
      onAuth: (auth, _session, done) =>
        done(new Error(`${auth.username} is not known with ${auth.password}`)),
    })
    const said = await failure(withPassword())
    expect(server.signIns[0]).toBe(`carrel ${secret}`)
    expect(said).toContain('the mail server answered 535')
    expect(said).not.toContain('correct horse')
    expect(JSON.stringify(await checkpointMails(library.database.app))).not.toContain('correct horse')
    expect(JSON.stringify(mailSettings(withPassword()))).not.toContain('correct')
  })

  it('is not sent where TLS is asked for and the server has none, or none that can be trusted', async () => {
    expect(await failure(withPassword('?tls=yes'))).toContain('no TLS that can be trusted')
    await server.close()
    // With the certificate that comes with the server's own tests: nobody vouches for it.
    server = await startMailServer({ disabledCommands: [], hideSTARTTLS: false })
    expect(await failure(withPassword('?tls=yes'))).toMatch(/no TLS that can be trusted|cannot be reached/)
    expect(server.signIns).toEqual([])
    expect(server.received).toEqual([])
  })

  it.skipIf(spawnSync('openssl', ['version']).status !== 0).each(['smtps', 'smtp'])(
    'goes over TLS to a server whose certificate is known (%s; needs openssl)',
    async (scheme) => {
      const folder = mkdtempSync(join(tmpdir(), 'carrel-tls-'))
      const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
      const wanted = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
      execFileSync(
        'openssl',
        ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...wanted],
        { stdio: 'ignore' },
      )
      await server.close()
      server = await startMailServer({
        disabledCommands: [],
        hideSTARTTLS: false,
        secure: scheme === 'smtps',
        key: readFileSync(key),
        cert: readFileSync(cert),
      })
      const url = `${scheme}://carrel:${encodeURIComponent(secret)}@localhost:${server.port}?tls=yes`
      const child = spawn(process.execPath, ['--import', './bin/from-source.js', sending, '2026-11-24'], {
        env: {
          ...{ ...process.env, ...environment(), CARREL_SMTP_URL: url },
          ...{ CARREL_HOME: library.home.dir, NODE_EXTRA_CA_CERTS: cert },
        },
        stdio: 'inherit',
      })
      while (server.received.length < 2 && child.exitCode === null) await sleep(20)
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true })
      expect(server.received).toHaveLength(2)
      expect(server.signIns[0]).toBe(`carrel ${secret}`)
    },
  )

  it('is asked for with TLS unless the server is this machine', () => {
    const server = (url: string) => {
      const settings = mailSettings({ CARREL_SMTP_URL: url, CARREL_MAIL_FROM: 'carrel@example.org' })
      return settings.state === 'set-up' ? `${settings.server.tls} ${settings.server.port}` : settings.state
    }
    expect(server('smtps://a:b@mail.example.org')).toBe('at-once 465')
    expect(server('smtp://a:b@mail.example.org')).toBe('after-greeting 587')
    expect(server('smtp://a:b@localhost:25')).toBe('none 25')
    expect(server('smtp://mail.example.org?tls=no')).toBe('none 587')
    expect(server('smtp://a:b@127.0.0.2')).toBe('none 587')
    expect(server('smtp://a:b@127.mail.example.org')).toBe('after-greeting 587')
    for (const wrong of [
      'smtp://a:b@mail.example.org?tls=no',
      'smtp://mail.example.org?ignoreTLS=true',
      'https://mail.example.org',
      'mail.example.org',
      'smtp://a:%@mail.example.org',
    ]) {
      expect([wrong, server(wrong)]).toEqual([wrong, 'wrong'])
    }
  })

  it.each(['nobody', 'a@b.c\r\nBcc: x@y.z', 'a b@c.d', '<a@b.c>', 'a@b.c, d@e.f', 'ä@b.c'])(
    'goes with no address that could be read in two ways: %j',
    (from) => {
      expect(
        mailSettings({ CARREL_SMTP_URL: 'smtps://mail.example.org', CARREL_MAIL_FROM: from }).state,
      ).toBe('wrong')
    },
  )
})

describe('carrel register pins-to', () => {
  it('names two addresses, and that it did is on record', async () => {
    const before = await waiting()
    const said = await typed(library.home.dir, 'pins-to', 'a@example.org', 'b@example.org')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain('1  a@example.org\n2  b@example.org\n')
    expect(await waiting()).toBe(before + 1)
    expect((await typed(library.home.dir, 'pins-to', 'a@example.org')).err).toContain('give two addresses')
    expect((await typed(library.home.dir, 'pins-to', 'a@example.org', 'A@example.org')).err).toContain(
      'not the same',
    )
    expect((await typed(library.home.dir, 'pins-to', '--nobody')).code).toBe(0)
  })

  async function waiting(): Promise<number> {
    const { rows } = await register.asOwner((client) =>
      client.query<{ count: string }>('select count(*)::int as count from register_pending'),
    )
    return Number(rows[0]?.count)
  }
})
