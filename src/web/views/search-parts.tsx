/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Search } from '../../casework/case.ts'
import type { SearchLog } from '../../casework/search-log.ts'
import type { SearchSeen } from '../../disclosure/search-seen.ts'
import type { CaseContact } from '../../store/case-mails.ts'
import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { kitsWords } from '../words/kits.ts'
import { formatsOf } from '../words/told.ts'
import { ChoiceList, type FieldError, TextField, Word } from './form.tsx'
import { Heading, type Level } from './heading.tsx'
import { PhoneTree } from './phone-tree.tsx'
import { Table } from './table.tsx'

export const warrantFields = ['leader', 'court', 'signedBy', 'place', 'items', 'dates', 'hours'] as const
export const delays = ['not-asked', 'granted', 'refused'] as const

type FieldsProps = {
  readonly visit: StaffVisit
  readonly search?: Search | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** What a warrant says of itself, and whether they were asked to wait; none of it has to be known at once. */
export const WarrantFields = ({ visit, search, typed, errors }: FieldsProps) => {
  const words = casesSearchWords(visit)
  const hints = { leader: words.leaderHint, dates: words.datesHint, hours: words.hoursHint }
  return (
    <>
      <h3>{words.delay}</h3>
      <ChoiceList
        type="radio"
        name="delay"
        legend={words.delay}
        choices={delays.map((value) => ({ value, label: words.delayOf[value] }))}
        chosen={[typed['delay'] ?? search?.delay ?? 'not-asked']}
      />
      {warrantFields.map((name) => (
        <TextField
          name={name}
          label={words.field[name]}
          {...(Object.hasOwn(hints, name) && { hint: hints[name as keyof typeof hints] })}
          maxlength={1000}
          value={typed[name] ?? search?.[name] ?? ''}
          errors={errors}
        />
      ))}
    </>
  )
}

/** The same as it was written down. */
export const WarrantSaid = ({
  visit,
  search,
  level = 2,
}: {
  readonly visit: StaffVisit
  readonly search: Search
  readonly level?: Level
}) => {
  const words = casesSearchWords(visit)
  return (
    <>
      {level === 2 && <Heading level={level}>{words.warrant}</Heading>}
      <dl class="carrel-facts">
        {warrantFields.map((name) => (
          <div class="carrel-fact">
            <dt>{words.field[name]}</dt>
            <dd>{search[name] === '' ? words.unknown : search[name]}</dd>
          </div>
        ))}
        <div class="carrel-fact">
          <dt>{words.delayTold}</dt>
          <dd>{words.delayOf[search.delay]}</dd>
        </div>
      </dl>
    </>
  )
}

/** Whom to call, with their numbers and the tries so far: a try that reached no one is written down too. */
export const Told = ({
  visit,
  seen: { log, aboutDirector },
  reference,
  contacts,
}: {
  readonly visit: StaffVisit
  readonly seen: Pick<SearchSeen, 'log' | 'aboutDirector'>
  readonly reference: string
  readonly contacts: readonly CaseContact[]
}) => {
  const { pack } = visit
  const casesSearch = casesSearchWords(visit)
  const casesIntake = casesIntakeWords(visit)
  const told = formatsOf(visit)
  return (
    <section aria-labelledby="call">
      <h2 id="call">{casesSearch.call}</h2>
      <p>{casesSearch.callSays}</p>
      {(['director', 'counsel'] as const).map((whom) => {
        // Why: to whoever only holds the reference it reads the same, whomever the case is about.
        const isEither = whom === 'director' && aboutDirector === undefined
        const isPresident = whom === 'director' && aboutDirector === true
        const named = isPresident
          ? casesIntake.of.president
          : capital(pack.words[whom] ?? kitsWords(visit)[whom])
        const who = isEither ? casesSearch.whoDecides : named
        const tries = log.told.filter((one) => one.whom === whom)
        return (
          <form method="post" action={`/cases/${reference}/search/told`} class="carrel-call-now">
            <Word visit={visit} />
            <input type="hidden" name="whom" value={whom} />
            <h3>{who}</h3>
            {isEither && <p>{casesSearch.whoDecidesSays}</p>}
            {isEither ? (
              <EachPhoneTree visit={visit} whoms={['director', 'president']} contacts={contacts} />
            ) : (
              <PhoneTree visit={visit} whom={isPresident ? 'president' : whom} contacts={contacts} />
            )}
            {tries.length > 0 && (
              <p>
                {tries
                  .map(({ at, reached }) =>
                    casesSearch.triedAt(told.time(new Date(at), pack.timeZone), reached),
                  )
                  .join('. ')}
              </p>
            )}
            <button
              type="submit"
              name="reached"
              value="yes"
              class="usa-button"
              aria-label={casesSearch.reachedAbout(who)}
            >
              {casesSearch.reached}
            </button>{' '}
            <button
              type="submit"
              name="reached"
              value="no"
              class="usa-button usa-button--outline"
              aria-label={casesSearch.noAnswerAbout(who)}
            >
              {casesSearch.noAnswer}
            </button>
          </form>
        )
      })}
    </section>
  )
}

/** The numbers of several officers, each under their office. */
export const EachPhoneTree = ({
  visit,
  whoms,
  contacts,
}: {
  readonly visit: StaffVisit
  readonly whoms: readonly CaseContact['whom'][]
  readonly contacts: readonly CaseContact[]
}) =>
  whoms.map((whom) => (
    <>
      <p class="carrel-line">{casesIntakeWords(visit).of[whom]}</p>
      <PhoneTree visit={visit} whom={whom} contacts={contacts} />
    </>
  ))

/** What was taken, with its time, and the time at which it was typed in where that is another. */
export const TakenList = ({
  visit,
  taken,
}: {
  readonly visit: StaffVisit
  readonly taken: SearchLog['taken']
}) => {
  const words = casesSearchWords(visit)
  const told = formatsOf(visit)
  const moment = (at: string) => told.moment(new Date(at), visit.pack.timeZone)
  return (
    <Table
      head={[words.what, words.takenAt, words.notedAt]}
      rows={taken.map(({ thing, at, notedAt }) => [
        ...[thing, moment(at)],
        moment(at) === moment(notedAt) ? words.atOnce : moment(notedAt),
      ])}
    />
  )
}
