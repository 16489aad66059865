/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Manifest } from '../../policy/manifest.ts'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'

type Line = keyof NonNullable<Manifest['calls']>['say']
type PackSaysProps = {
  readonly visit: StaffVisit
  readonly id: string
  readonly heading: string
  readonly says: Line
  /** Whom one asks for; only the greeting has a place for it. */
  readonly name?: string
}

/** What the pack says on a call where no rule has the words, and the same in its other languages. */
export const PackSays = ({ visit, id, heading, says, name = '' }: PackSaysProps) => {
  const { pack, language } = visit
  const inLanguage = (spoken: string) =>
    pack.in(spoken).manifest.calls?.say[says].replace('{name}', () => name) ?? ''
  const others = pack.languages.filter((other) => pack.in(other) !== pack.in(language))
  const alsoSay = others.map((other) => ({ language: other, say: inLanguage(other) }))
  return <SayWords visit={visit} id={id} heading={heading} say={inLanguage(language)} alsoSay={alsoSay} />
}
