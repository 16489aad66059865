import { readAsk } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { counterAsks } from './asks.ts'
import { typeset } from './typeset.ts'

/** What the page says beside the pack's own words, in one language. */
export type WarrantWords = {
  readonly title: string
  readonly say: string
  readonly steps: string
  readonly call: string
  readonly phone: string
  readonly write: string
  /** Labels of lines to write on. */
  readonly lines: readonly string[]
  /** Of what needs two lines. */
  readonly long: readonly string[]
  readonly taken: string
  readonly thing: string
  readonly time: string
}

type About = {
  /** In the language of the words. */
  readonly pack: Pack
  readonly today: string
  readonly language: string
  readonly words: WarrantWords
  /** Whom to call, the first first. */
  readonly whom: readonly string[]
  readonly footer: string
}

/** The page for the hour in which officers come with a search warrant: tagged PDF/UA-1. */
export function warrantKitPdf({ pack, today, language, words, whom, footer }: About): Promise<Buffer> {
  const { say, next } = warrantAnswer(pack, today)
  return typeset(new URL('./warrant-kit.typ', import.meta.url), {
    ...{ library: pack.library, language, footer, words, whom },
    said: say,
    next,
  })
}

/** What the pack says to a search warrant. */
export function warrantAnswer(pack: Pack, today: string) {
  return pack.decide(readAsk(counterAsks(today)['search-warrant'], today, pack))
}
