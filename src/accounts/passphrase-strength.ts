import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What makes a passphrase easy to guess, where it can be said. */
export type Weakness = 'common' | 'names' | 'dates' | 'keyboard' | 'repeats' | 'few-words'

/** Judging a long text takes seconds: so many characters of its beginning, and of its end, are judged. */
const longestJudged = 32
/** As the judge has it: more than ten thousand million guesses. */
const goodEnough = 4
/** Why not for ever: the lists take 100 MiB, and few ever choose a passphrase. */
const idleMs = 60_000

const weaknesses: Readonly<Record<string, Weakness>> = {
  ...{ straightRow: 'keyboard', keyPattern: 'keyboard', sequences: 'keyboard' },
  ...{ simpleRepeat: 'repeats', extendedRepeat: 'repeats' },
  ...{ recentYears: 'dates', dates: 'dates' },
  ...{ topTen: 'common', topHundred: 'common', common: 'common', similarToCommon: 'common', pwned: 'common' },
  ...{ namesByThemselves: 'names', commonNames: 'names', userInputs: 'names' },
}

const thread = new URL('./passphrase-judge.js', import.meta.url)

type Judged = { readonly score: number; readonly warning: string }

let judge: Worker | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * What makes a passphrase easy to guess by the lists of those that were stolen elsewhere and the words of both languages; null
 * where nothing does. Of a long one it is enough that its beginning or its end is hard to guess.
 * @param known names and words of its owner and library
 */
export async function weaknessOf(typed: string, known: readonly string[]): Promise<Weakness | null> {
  // Why joined: a saying is as well known with spaces in it, and the judge counts each of them.
  const joined = typed.replace(/[\s.,_-]+/g, '')
  const parts = [
    joined.slice(0, longestJudged),
    ...(joined.length > longestJudged ? [joined.slice(-longestJudged)] : []),
  ]
  let found: Weakness | null = null
  for (const part of parts) {
    const { score, warning } = await judged(part, known)
    if (score >= goodEnough) return null
    found ??= weaknesses[warning] ?? 'few-words'
  }
  return found
}

/** One after the other, in another thread: other people wait for their pages meanwhile. */
function judged(text: string, known: readonly string[]): Promise<Judged> {
  const one = last.then(() => answerOf(text, known))
  last = Promise.allSettled([one])
  return one
}

async function answerOf(text: string, known: readonly string[]): Promise<Judged> {
  clearTimeout(idle)
  judge ??= new Worker(thread, { execArgv: [] })
  const worker = judge
  worker.ref()
  try {
    const answer = once(worker, 'message')
    worker.postMessage({ text, known })
    return (await answer)[0]
  } catch (error) {
    judge = undefined
    throw error
  } finally {
    // Why: a command that has its answer ends.
    worker.unref()
    idle = setTimeout(() => {
      judge = undefined
      void worker.terminate()
    }, idleMs).unref()
  }
}
