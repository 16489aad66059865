import { createRequire } from 'node:module'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** What makes a passphrase easy to guess, where it can be said. */
export type Weakness = 'common' | 'names' | 'dates' | 'keyboard' | 'repeats' | 'few-words'

/** Judging a long text takes seconds: so many characters of its beginning, and of its end, are judged. */
const longestJudged = 32
/** As the judge has it: more than ten thousand million guesses. */
const goodEnough = 4

const weaknesses: Readonly<Record<string, Weakness>> = {
  ...{ straightRow: 'keyboard', keyPattern: 'keyboard', sequences: 'keyboard' },
  ...{ simpleRepeat: 'repeats', extendedRepeat: 'repeats' },
  ...{ recentYears: 'dates', dates: 'dates' },
  ...{ topTen: 'common', topHundred: 'common', common: 'common', similarToCommon: 'common', pwned: 'common' },
  ...{ namesByThemselves: 'names', commonNames: 'names', userInputs: 'names' },
}

let judge: ZxcvbnFactory | undefined

/** Why read when it is first needed, and not at start: its dictionaries are 9 MB, and few ever choose a passphrase. */
function theJudge(): ZxcvbnFactory {
  if (judge !== undefined) return judge
  const load = createRequire(import.meta.url)
  const { ZxcvbnFactory: Judge } = load('@zxcvbn-ts/core') as typeof import('@zxcvbn-ts/core')
  const common = load('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common')
  const english = load('@zxcvbn-ts/language-en') as typeof import('@zxcvbn-ts/language-en')
  judge = new Judge({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: longestJudged,
  })
  return judge
}

/**
 * What makes a passphrase easy to guess by the lists of those that were stolen elsewhere; null where nothing does. Of a long
 * one it is enough that its beginning or its end is hard to guess.
 * @param known names and words of its owner and library
 */
export function weaknessOf(typed: string, known: readonly string[]): Weakness | null {
  const parts = [
    typed.slice(0, longestJudged),
    ...(typed.length > longestJudged ? [typed.slice(-longestJudged)] : []),
  ]
  let found: Weakness | null = null
  for (const part of parts) {
    const { score, feedback } = theJudge().check(part, [...known])
    if (score >= goodEnough) return null
    found ??= weaknesses[feedback.warning ?? ''] ?? 'few-words'
  }
  return found
}
