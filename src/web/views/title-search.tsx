/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { FoundTitle } from '../../store/catalogue.ts'
import type { Visit } from '../visit.ts'
import { reservesWords } from '../words/reserves.ts'
import { type FieldError, TextField, Word } from './form.tsx'

type SearchProps = {
  readonly visit: Visit
  /** Where words and title go, in the body: what somebody looks for stands in no address. */
  readonly action: string
  readonly words: string | undefined
  readonly errors: readonly FieldError[]
  /** What both forms carry along. */
  readonly children?: Child
  /** False where another field of the page has the focus. */
  readonly takesFocus?: boolean
  readonly found: { readonly titles: readonly FoundTitle[]; readonly more: boolean } | undefined
}

/** Words of a title, and what has them, each with a button that takes it. */
export const TitleSearch = (props: SearchProps) => {
  const { visit, action, words, errors, children, found, takesFocus = true } = props
  const reserves = reservesWords(visit)
  return (
    <>
      <form method="post" action={action} class="carrel-search">
        <Word visit={visit} />
        {children}
        <TextField
          name="words"
          label={reserves.words}
          hint={reserves.wordsHint}
          autofocus={takesFocus}
          errors={errors}
          {...(words !== undefined && { value: words })}
        />
        <button type="submit" class="usa-button">
          {reserves.find}
        </button>
      </form>
      {found?.titles.length === 0 && <p role="status">{reserves.noneFound}</p>}
      {found && found.titles.length > 0 && (
        <form method="post" action={action}>
          <Word visit={visit} />
          {children}
          <h2>{reserves.found}</h2>
          <ul class="carrel-found">
            {found.titles.map((one) => (
              <li>
                <button type="submit" name="title" value={one.id} class="carrel-choice">
                  <span class="carrel-choice__label">{one.title}</span>{' '}
                  {one.author && <span class="carrel-choice__hint">{one.author}</span>}
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
      {found?.more && <p>{reserves.moreFound}</p>}
    </>
  )
}
