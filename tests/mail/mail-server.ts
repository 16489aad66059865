import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What the server does with the next message. */
export type Conduct = 'accept' | 'refuse-later' | 'refuse' | 'take-and-hang-up' | 'hang-up' | 'be-silent'

export type Received = { readonly to: string; readonly bytes: Buffer }

/** A mail server on this machine that keeps what it is given. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  /** Of each message in turn; the last stays. */
  const conduct: Conduct[] = ['accept']
  const signIns: string[] = []
  /** What it answers to a recipient, as `554 5.7.1 <{to}>: Relay access denied`; `hang-up` breaks the line there. */
  const answers = new Map<string, string>()
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    ...options,
    onAuth(auth, session, done) {
      signIns.push(`${auth.username} ${auth.password}`)
      if (options.onAuth) options.onAuth(auth, session, done)
      else done(null, { user: auth.username })
    },
    onRcptTo({ address }, _session, done) {
      const answer = answers.get(address) ?? answers.get('*')
      if (answer === undefined) return done()
      if (answer === 'hang-up') return hangUp()
      const said = answer.slice(4).replace('{to}', address)
      return done(Object.assign(new Error(said), { responseCode: Number(answer.slice(0, 3)) }))
    },
    onData(stream, session, done) {
      const now = conduct.length > 1 ? conduct.shift() : conduct[0]
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const [to] = session.envelope.rcptTo
        const keep = () => received.push({ to: to?.address ?? '', bytes: Buffer.concat(parts) })
        switch (now) {
          case 'refuse-later':
            return done(Object.assign(new Error('busy'), { responseCode: 451 }))
          case 'refuse':
            return done(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }))
          case 'take-and-hang-up':
            keep()
            return hangUp()
          case 'hang-up':
            return hangUp()
          case 'be-silent':
            keep()
            return undefined
          default:
            keep()
            return done()
        }
      })
    },
  })
  const hangUp = () => {
    for (const connection of server.connections) {
      const { _socket: socket } = connection as unknown as { _socket: { destroy(): void } }
      socket.destroy()
    }
  }
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    conduct,
    answers,
    signIns,
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        hangUp()
      }),
  }
}

export type MailServerInTest = Awaited<ReturnType<typeof startMailServer>>
