import { Worker } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { attempt, setPage } from '../kits/set-page.ts'
import { type ChildSays, overMemory, type Sheet } from '../kits/typesetter.ts'

/** What the parent says: first how large the child may become, then each sheet. */
type ParentSays = { readonly mostMib: number } | Sheet

/** `carrel typeset --child`: typesets what its parent sends, until the parent leaves it. Nobody types it. */
export async function run(args: string[]): Promise<number> {
  if (args.join() !== '--child' || process.send === undefined) {
    console.error('carrel typeset is a part of the program that it starts by itself')
    return 2
  }
  const compiler = NodeCompiler.create()
  process.on('message', (message: ParentSays) => {
    if ('mostMib' in message) {
      watch(message.mostMib)
      answer({ ready: true })
    } else answer(set(compiler, message))
  })
  // INVARIANT: no child outlives its parent.
  await new Promise((settle) => process.once('disconnect', settle))
  process.exit(0)
}

function set(compiler: NodeCompiler, { source, page }: Sheet): ChildSays {
  const done = attempt(() => setPage(compiler, source, page))
  // What one page said is not kept for the next.
  compiler.evictCache(0)
  const rss = process.memoryUsage.rss()
  return 'done' in done ? { pdf: done.done, rss } : { failed: String(done.failed), rss }
}

function answer(says: ChildSays): void {
  process.send?.(says)
}

/**
 * Ends this process at its limit, or without its parent, in the middle of a page.
 *
 * Why a thread: the typesetter answers nothing until a page is done. Both systems that Carrel runs on tell a process its
 * own size; neither keeps one to it.
 */
function watch(mostMib: number): void {
  const script = `
    const { mostBytes, parent } = require('node:worker_threads').workerData
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
      if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, '${overMemory}')
    }, 20)`
  const workerData = { mostBytes: mostMib * 2 ** 20, parent: process.ppid }
  new Worker(script, { eval: true, workerData, execArgv: [], env: {} }).unref()
}
