import { readAsk } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { type CounterAsk, counterAsks } from './asks.ts'
import { typeset } from './typeset.ts'

/** What the card says beside the pack's own words, in one language. */
export type CardWords = {
  readonly title: string
  readonly intro: string
  readonly who: string
  readonly say: string
  readonly next: string
  readonly asks: Readonly<Record<CounterAsk, string>>
  /** Of whoever asks whether somebody asked about them: the same to everybody, always, so no ask decides it. */
  readonly subject: { readonly who: string; readonly words: string; readonly next: string }
}

/** Those who get the same answer, with it. */
export type CardRow = {
  readonly who: readonly string[]
  readonly say: string
  readonly next: readonly string[]
}

type About = {
  /** In the language of the words. */
  readonly pack: Pack
  readonly today: string
  readonly language: string
  readonly words: CardWords
  /** Whose it is and of which policy, at the foot of the page. */
  readonly footer: string
}

/** The card for the counter: a page, tagged PDF/UA-1. */
export function counterCardPdf(about: About): Promise<Buffer> {
  const { pack, language, words, footer } = about
  return typeset(new URL('./counter-card.typ', import.meta.url), {
    ...{ library: pack.library, language, footer, title: words.title, intro: words.intro },
    columns: [words.who, words.say, words.next],
    rows: cardRows(about),
  })
}

/** What to say to each of those who ask, and every step that follows; whoever gets the same stands in one row. */
export function cardRows({ pack, today, words }: Pick<About, 'pack' | 'today' | 'words'>): CardRow[] {
  const rows = new Map<string, CardRow>()
  for (const [name, ask] of Object.entries(counterAsks(today))) {
    const { say, next } = pack.decide(readAsk(ask, today, pack))
    const key = JSON.stringify([say, next])
    const who = words.asks[name as CounterAsk]
    rows.set(key, { who: [...(rows.get(key)?.who ?? []), who], say, next })
  }
  const { subject } = words
  return [...rows.values(), { who: [subject.who], say: subject.words, next: [subject.next] }]
}
