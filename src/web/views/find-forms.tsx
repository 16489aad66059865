/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { counterWords } from '../words/counter.ts'
import { type FieldError, TextField, Word } from './form.tsx'

type FindProps = { readonly visit: Visit; readonly errors?: readonly FieldError[] }
type CardProps = FindProps & { readonly next?: boolean; readonly action?: '/counter/card' | '/lend/card' }

export const isCardWrong = (errors: readonly FieldError[]) => errors.some(({ field }) => field === 'card')

/** Scan and Enter. `next`: a record is on the screen, and this is for the one after it. */
export const CardSearch = ({ visit, errors = [], next = false, action = '/counter/card' }: CardProps) => (
  <form method="post" action={action} class={next ? 'carrel-search carrel-search--next' : 'carrel-search'}>
    <Word visit={visit} />
    <TextField
      name="card"
      label={next ? counterWords(visit).nextCard : counterWords(visit).card}
      {...(!next && { hint: counterWords(visit).cardHint })}
      maxlength={64}
      // Why with its error too: a scanner types wherever the focus is.
      autofocus={isCardWrong(errors) ? 'with-error' : true}
      errors={errors}
    />
    <button type="submit" class="usa-button">
      {counterWords(visit).findCard}
    </button>
  </form>
)

type NameSearchProps = FindProps & { readonly typed?: string }

/** By the start of the name. */
export const NameSearch = ({ visit, typed, errors = [] }: NameSearchProps) => (
  <form method="post" action="/counter/name" class="carrel-search">
    <Word visit={visit} />
    <TextField
      name="name"
      label={counterWords(visit).name}
      hint={counterWords(visit).nameHint}
      maxlength={100}
      errors={errors}
      {...(typed !== undefined && { value: typed })}
    />
    <button type="submit" class="usa-button usa-button--outline">
      {counterWords(visit).findName}
    </button>
  </form>
)

/** Back to what a name found: the name goes in the body, as it came. */
export const BackToList = ({ visit, typed }: { readonly visit: Visit; readonly typed: string }) => (
  <form method="post" action="/counter/name" class="carrel-back">
    <Word visit={visit} />
    <button type="submit" name="name" value={typed} class="usa-button usa-button--unstyled">
      {counterWords(visit).toList}
    </button>
  </form>
)
