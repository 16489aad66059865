/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'

/**
 * What whoever asks whether somebody asked about them is told: the same to everybody, always. Why on pages that everybody has,
 * and has every day: words that stood where secrets are alone would be said by those alone who have one.
 */
export const AskedAbout = ({ visit }: { readonly visit: Visit }) => {
  const { outside: say } = sealedWords(visit)
  return (
    <section aria-labelledby="asked-about">
      <h2 id="asked-about">{say.heading}</h2>
      <p>{say.says}</p>
      <p class="carrel-say">{say.words}</p>
      <p>{say.next}</p>
    </section>
  )
}
