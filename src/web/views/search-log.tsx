/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { SearchSeen } from '../../disclosure/search-seen.ts'
import type { StaffVisit } from '../visit.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { formatsOf } from '../words/told.ts'
import { ChoiceList, type FieldError, TextField, Word } from './form.tsx'
import { FormId } from './form-id.tsx'
import { TakenList } from './search-parts.tsx'

export type SearchTyped = { readonly errors: readonly FieldError[]; readonly typed: Record<string, string> }

export type PartProps = SearchTyped & {
  readonly visit: StaffVisit
  readonly seen: SearchSeen
  readonly reference: string
}

/** What is taken, as it goes, and that they have left. */
export const Log = ({ visit, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(visit)
  const { ended, taken } = seen.log
  return (
    <section aria-labelledby="taken">
      <h2 id="taken">{words.taken}</h2>
      <p>{words.takenSays}</p>
      <form method="post" action={`/cases/${reference}/search/taken`} class="carrel-form">
        <Word visit={visit} />
        <FormId sent={typed['form'] || undefined} />
        <TextField
          name="thing"
          label={words.thing}
          hint={words.thingHint}
          maxlength={500}
          value={typed['thing'] ?? ''}
          errors={errors}
        />
        {ended !== undefined && (
          <TextField
            name="day"
            type="date"
            label={words.day}
            value={typed['day'] ?? visit.house.clock.today()}
            errors={errors}
          />
        )}
        <TextField
          name="time"
          label={words.time}
          hint={words.timeHint}
          maxlength={20}
          value={typed['time'] ?? ''}
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--big">
          {words.write}
        </button>
      </form>
      <h3>{words.list}</h3>
      {taken.length === 0 ? <p>{words.none}</p> : <TakenList visit={visit} taken={taken} />}
      <Wrong visit={visit} seen={seen} reference={reference} errors={errors} typed={typed} />
      {ended === undefined && (
        <form method="post" action={`/cases/${reference}/search/left`} class="carrel-form">
          <Word visit={visit} />
          <TextField
            name="leftAt"
            label={words.leftWhen}
            hint={words.leftHint}
            maxlength={20}
            value={typed['leftAt'] ?? ''}
            errors={errors}
          />
          <button type="submit" class="usa-button usa-button--outline">
            {words.left}
          </button>
        </form>
      )}
    </section>
  )
}

/** That a line was written down by mistake: whoever wrote it says so, and whoever may look at the case says it of any. */
const Wrong = ({ visit, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(visit)
  const told = formatsOf(visit)
  const moment = (at: string) => told.moment(new Date(at), visit.pack.timeZone)
  const lines = seen.log.taken.filter(({ by }) => seen.seesCase || by === visit.who.id)
  if (lines.length === 0) return null
  return (
    <details open={Object.hasOwn(typed, 'line')}>
      <summary>{words.wrong}</summary>
      <p>{words.wrongSays}</p>
      <form method="post" action={`/cases/${reference}/search/struck`} class="carrel-form">
        <Word visit={visit} />
        <div id="line">
          <p>{words.wrongLine}</p>
          <ChoiceList
            type="radio"
            name="line"
            legend={words.wrongLine}
            choices={lines.map(({ line, thing, at }) => ({ value: line, label: `${thing} (${moment(at)})` }))}
            chosen={[typed['line'] ?? '']}
          />
        </div>
        <TextField
          name="why"
          label={words.wrongWhy}
          maxlength={1000}
          value={typed['why'] ?? ''}
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--outline">
          {words.strike}
        </button>
      </form>
    </details>
  )
}

/** What was noted as taken before somebody said that the search was a mistake: it stays readable. */
export const Struck = ({ visit, seen, reference }: Pick<PartProps, 'visit' | 'seen' | 'reference'>) => {
  const words = casesSearchWords(visit)
  const told = formatsOf(visit)
  const { struck, search } = seen.log
  const moment = (at: string) => told.moment(new Date(at), visit.pack.timeZone)
  if (struck.length === 0) return null
  return (
    <section aria-labelledby="struck">
      <h2 id="struck">{words.struck}</h2>
      <ul class="usa-list">
        {struck.map(({ thing, at }) => (
          <li>
            <del>{thing}</del> ({moment(at)})
          </li>
        ))}
      </ul>
      {search === undefined && (
        <p>
          <a class="usa-link" href={`/cases/${reference}/search/inventory`}>
            {words.paper}
          </a>
        </p>
      )}
    </section>
  )
}
