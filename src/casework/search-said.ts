import type { Search } from './case.ts'
import type { SearchSaid } from './event.ts'

/** Of a search nothing is known yet. */
const nothingSaid: Search = {
  ...{ leader: '', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' },
  delay: 'not-asked',
}

/** What is known of a search once somebody said more. */
export function searchWith(known: Search = nothingSaid, said: SearchSaid): Search {
  return { ...known, ...kept(said, (value) => value !== undefined) } as Search
}

/**
 * What somebody typed or changed of what they had before them, so that two people do not wipe what the other typed.
 * @param shown as it was known when the page was made that they typed on; nothing, where nobody can say
 */
export function typedOf(typed: SearchSaid, shown: Search = nothingSaid): SearchSaid {
  return kept(typed, (value, part) => value !== shown[part])
}

const kept = (said: SearchSaid, is: (value: unknown, part: keyof Search) => boolean): SearchSaid =>
  Object.fromEntries(Object.entries(said).filter(([part, value]) => is(value, part as keyof Search)))
