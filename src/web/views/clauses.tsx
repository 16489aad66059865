/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Pack } from '../../policy/pack.ts'

/** The clauses of an answer, with their text, as the Board adopted them and in the language in which it did. */
export const Clauses = ({ pack, ids }: { readonly pack: Pack; readonly ids: readonly string[] }) => (
  <ul class="carrel-clauses">
    {pack.clauses
      .filter((clause) => ids.includes(clause.id))
      .map((clause) => (
        <li lang={pack.languages[0]}>
          <h3 class="carrel-clause__name">{clause.heading}</h3>
          <p class="carrel-clause__text">{clause.text}</p>
        </li>
      ))}
  </ul>
)
