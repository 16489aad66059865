import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Typesetter } from '../src/platform/pdf/typesetter.ts'
import { setPage } from '../src/platform/pdf/typesetting-process.ts'
import { type BenchRow, percentile } from './row.ts'

/** As many characters without a glyph as a form can send, in a letter. */
const rare = Array.from({ length: 9600 }, (_, nth) => String.fromCodePoint(0x4e00 + nth)).join('')
const sheet = {
  source:
    '#set document(title: "A letter")\n#set text(font: "Libertinus Serif")\n#json(bytes(sys.inputs.page))',
  page: JSON.stringify(rare),
}
const rounds = 10
const mostMs = 50

/** What other users notice while a document of 9,600 rare characters is typeset. */
export async function run(): Promise<BenchRow[]> {
  const typesetter = new Typesetter()
  const began = performance.now()
  await typesetter.set({ ...sheet, page: '"Minden"' })
  const firstMs = performance.now() - began
  const took: number[] = []
  const apart = await meanwhile(async () => {
    for (let round = 0; round < rounds; round++) {
      const from = performance.now()
      await typesetter.set(sheet)
      took.push(performance.now() - from)
    }
  })
  const mib =
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(typesetter.pid)], { encoding: 'utf8' })) / 1024
  const compiler = NodeCompiler.create()
  const here = await meanwhile(async () => {
    setPage(compiler, sheet.source, sheet.page)
  })
  const peer = 'typeset in the process that serves'
  return [
    {
      ...{ name: 'the longest that the event loop waits meanwhile', value: apart.delayMs, unit: 'ms' },
      ...{ bound: `under ${mostMs} ms`, ok: apart.delayMs < mostMs },
    },
    {
      ...{ name: 'the slowest page meanwhile', value: Math.max(...apart.pagesMs), unit: 'ms', peer },
      ...{ peerValue: Math.max(...here.pagesMs), bound: `under ${mostMs} ms` },
      ok: Math.max(...apart.pagesMs) < mostMs,
    },
    { name: 'the document itself, median', value: percentile(took, 0.5), unit: 'ms', ok: true },
    { name: 'the first document, with the start of its process', value: firstMs, unit: 'ms', ok: true },
    {
      ...{ name: `memory of its process after ${rounds} of them`, value: mib, unit: 'MiB' },
      ...{ bound: 'under 384 MiB', ok: mib < 384 },
    },
  ]
}

/** How long the event loop of this process, and each page that it served, were blocked during some work. */
async function meanwhile(work: () => Promise<void>) {
  const page = 'A page. '.repeat(2000)
  const server = createServer((_request, response) => response.end(page)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await (await fetch(address)).text()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const pagesMs: number[] = []
  let isAtWork = true
  const asking = (async () => {
    while (isAtWork) {
      const from = performance.now()
      await (await fetch(address)).text()
      pagesMs.push(performance.now() - from)
      await new Promise((settle) => setTimeout(settle, 5))
    }
  })()
  delay.enable()
  await work()
  delay.disable()
  isAtWork = false
  await asking
  server.close()
  server.closeAllConnections()
  return { delayMs: delay.max / 1e6, pagesMs }
}
