import { connect } from 'node:net'

/** For each connection, the requests as bytes that it sends one after the other. */
export type Load = {
  readonly port: number
  readonly requests: readonly (readonly string[])[]
  readonly ms: number
}

export type Took = {
  readonly latenciesMs: readonly number[]
  readonly ms: number
  /** The client's own processor time. */
  readonly busyMs: number
  /** Unexpected answers. */
  readonly wrong?: string | undefined
}

const headEnd = '\r\n\r\n'

/**
 * A minimal keep-alive client: requests are bytes made in advance, and of an answer it reads the status and where it ends. Why
 * not `node:http`: it would use as much of the processor as what it measures.
 */
process.on('message', async (load: Load) => {
  const before = process.cpuUsage()
  const began = performance.now()
  const latenciesMs: number[] = []
  const wrongs: string[] = []
  await Promise.all(
    load.requests.map((requests) => work(load, requests, began + load.ms, latenciesMs, wrongs)),
  )
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  process.send?.({ latenciesMs, ms, busyMs: (user + system) / 1000, wrong: wrongs[0] } satisfies Took)
})

/** One connection, until the time is up. */
function work(
  { port }: Load,
  requests: readonly string[],
  until: number,
  latenciesMs: number[],
  wrongs: string[],
): Promise<void> {
  return new Promise((settle) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    let got: Buffer[] = []
    let missing = 0
    let sentAt = 0
    let at = 0
    const wrong = (what: string) => {
      wrongs.push(what)
      socket.destroy()
    }
    const next = () => {
      sentAt = performance.now()
      if (sentAt >= until) socket.end()
      else socket.write(requests[at++ % requests.length] ?? '')
    }
    socket.on('connect', next)
    socket.on('data', (bytes) => {
      if (missing > 0) missing -= bytes.length
      else {
        got.push(bytes)
        const head = Buffer.concat(got)
        const end = head.indexOf(headEnd)
        if (end < 0) return
        const text = head.toString('latin1', 0, end)
        const length = /content-length: (\d+)/i.exec(text)?.[1]
        if (!text.startsWith('HTTP/1.1 200 ') || length === undefined)
          return wrong(text.split('\r\n')[0] ?? '')
        missing = Number(length) - (head.length - end - headEnd.length)
        got = []
      }
      if (missing > 0) return
      latenciesMs.push(performance.now() - sentAt)
      next()
    })
    socket.on('error', (error) => wrong(String(error)))
    socket.on('close', () => settle())
  })
}
