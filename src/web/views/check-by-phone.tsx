/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { readOut } from '../../casework/copied.ts'
import type { CopyShown } from '../../disclosure/case-copies.ts'
import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { ChoiceList, type FieldError, TextField, Word } from './form.tsx'

export type CheckTyped = {
  readonly [Name in 'counsel' | 'words' | 'came' | 'theirs']?: string | undefined
}

type ByPhoneProps = {
  readonly visit: StaffVisit
  readonly reference: string
  readonly shown: CopyShown
  /** Counsel said so at a sign-in of their own. */
  readonly cannotCome: boolean
  readonly typed: CheckTyped
  readonly errors: readonly FieldError[]
}

/** Where nobody else here could check it counsel does by telephone: what to read to them, and who they were, when, in which words. */
export const CheckByPhone = ({ visit, reference, shown, cannotCome, typed, errors }: ByPhoneProps) => {
  const caseCopies = caseCopiesWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const { byPhone, check } = caseCopies
  const { lines, sha256 } = readOut(shown.copied, shown.copy)
  return (
    <section aria-labelledby="by-phone">
      <h2 id="by-phone">{byPhone.title}</h2>
      <p>{cannotCome ? byPhone.whyCannotCome : byPhone.why}</p>
      <h3>{byPhone.read}</h3>
      <ul class="usa-list">
        {lines.map(([record, many]) => (
          <li>{byPhone.lines(capital(records.kind[record]), told.count(many))}</li>
        ))}
      </ul>
      <p>{byPhone.mark}</p>
      <p class="carrel-secret">{sha256}</p>
      <form method="post" action={`/cases/${reference}/check`} class="usa-form carrel-form">
        <Word visit={visit} />
        <ChoiceList
          type="checkbox"
          name="theirs"
          legend={check.theirs}
          chosen={typed.theirs === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', label: check.theirsTick }]}
        />
        <TextField
          name="counsel"
          label={byPhone.counsel}
          maxlength={200}
          value={typed.counsel ?? ''}
          errors={errors}
        />
        <TextField
          name="came"
          label={byPhone.when}
          type="datetime-local"
          value={typed.came ?? ''}
          errors={errors}
        />
        <TextField
          name="words"
          label={byPhone.words}
          hint={byPhone.wordsHint}
          maxlength={1000}
          value={typed.words ?? ''}
          errors={errors}
        />
        <button type="submit" name="copy" value={shown.copy.id} class="usa-button">
          {byPhone.keep}
        </button>
      </form>
    </section>
  )
}
