import { kitsWords } from '../../ask/index.ts'
import {
  ChoiceList,
  DataTable,
  type FieldError,
  Form,
  Heading,
  type HeadingLevel,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { type EmergencyContact, EmergencyContactList } from '../../staff/index.ts'
import type { SearchDetails } from '../case.ts'
import type { SearchView } from '../case-service.ts'
import type { SearchLog } from '../search-log.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { casesSearchWords } from '../words/search.ts'

export const warrantFields = ['leader', 'court', 'signedBy', 'place', 'items', 'dates', 'hours'] as const
export const delays = ['not-asked', 'granted', 'refused'] as const

type FieldsProps = {
  readonly context: StaffContext
  readonly search?: SearchDetails | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** Nothing here has to be known at once. */
export const WarrantFields = ({ context, search, typed, errors }: FieldsProps) => {
  const words = casesSearchWords(context)
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

export const WarrantFacts = ({
  context,
  search,
  level = 2,
}: {
  readonly context: StaffContext
  readonly search: SearchDetails
  readonly level?: HeadingLevel
}) => {
  const words = casesSearchWords(context)
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

/** Failed tries are recorded too. */
export const ContactAttempts = ({
  context,
  seen: { log, aboutDirector },
  reference,
  contacts,
}: {
  readonly context: StaffContext
  readonly seen: Pick<SearchView, 'log' | 'aboutDirector'>
  readonly reference: string
  readonly contacts: readonly EmergencyContact[]
}) => {
  const { pack } = context
  const casesSearch = casesSearchWords(context)
  const casesIntake = casesIntakeWords(context)
  const told = formatsOf(context)
  return (
    <section aria-labelledby="call">
      <h2 id="call">{casesSearch.call}</h2>
      <p>{casesSearch.callSays}</p>
      {(['director', 'counsel'] as const).map((whom) => {
        // Why: reads the same to someone with only the reference, whomever the case is about.
        const isEither = whom === 'director' && aboutDirector === undefined
        const isPresident = whom === 'director' && aboutDirector === true
        const named = isPresident
          ? casesIntake.of.president
          : capitalize(pack.words[whom] ?? kitsWords(context)[whom])
        const who = isEither ? casesSearch.whoDecides : named
        const tries = log.told.filter((one) => one.whom === whom)
        return (
          <Form context={context} action={`/cases/${reference}/search/told`} class="carrel-call-now">
            <input type="hidden" name="whom" value={whom} />
            <h3>{who}</h3>
            {isEither && <p>{casesSearch.whoDecidesSays}</p>}
            {isEither ? (
              <EachContactList context={context} whoms={['director', 'president']} contacts={contacts} />
            ) : (
              <EmergencyContactList
                context={context}
                whom={isPresident ? 'president' : whom}
                contacts={contacts}
              />
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
            <SubmitButton name="reached" value="yes" called={casesSearch.reachedAbout(who)}>
              {casesSearch.reached}
            </SubmitButton>{' '}
            <SubmitButton look="outline" name="reached" value="no" called={casesSearch.noAnswerAbout(who)}>
              {casesSearch.noAnswer}
            </SubmitButton>
          </Form>
        )
      })}
    </section>
  )
}

export const EachContactList = ({
  context,
  whoms,
  contacts,
}: {
  readonly context: StaffContext
  readonly whoms: readonly EmergencyContact['whom'][]
  readonly contacts: readonly EmergencyContact[]
}) =>
  whoms.map((whom) => (
    <>
      <p class="carrel-line">{casesIntakeWords(context).of[whom]}</p>
      <EmergencyContactList context={context} whom={whom} contacts={contacts} />
    </>
  ))

/** With the time of entry where it differs. */
export const SeizedItemTable = ({
  context,
  taken,
}: {
  readonly context: StaffContext
  readonly taken: SearchLog['taken']
}) => {
  const words = casesSearchWords(context)
  const told = formatsOf(context)
  const moment = (at: string) => told.moment(new Date(at), context.pack.timeZone)
  return (
    <DataTable
      head={[words.what, words.takenAt, words.notedAt]}
      rows={taken.map(({ thing, at, notedAt }) => [
        ...[thing, moment(at)],
        moment(at) === moment(notedAt) ? words.atOnce : moment(notedAt),
      ])}
    />
  )
}
