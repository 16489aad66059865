import type { Ask } from './ask.ts'
import type { Pack } from './pack.ts'

/** Words to say, in one language of a pack. */
export type Spoken = { readonly language: string; readonly say: string }

/** What an answer says in the languages of the pack other than the one in which it was asked for. */
export function alsoSaid(pack: Pack, language: string, ask: Ask): Spoken[] {
  return pack.languages
    .filter((other) => pack.in(other) !== pack.in(language))
    .map((other) => ({ language: other, say: pack.in(other).decide(ask).say }))
}
