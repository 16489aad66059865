/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { act } from '../../accounts/act.ts'
import { isMailAddress } from '../../mail/settings.ts'
import {
  type CaseContact,
  caseContacts,
  mostContacts,
  nameCaseContacts,
  type Told,
} from '../../store/case-mails.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { frameWords } from '../words/frame.ts'

const all: readonly Told[] = ['director', 'counsel', 'president']
/** Hostile: a Director who named an address for the president would read there that a case about them came in. */
const whomsOf = ({ who }: StaffVisit): readonly Told[] =>
  who.role === 'director' ? ['director', 'counsel'] : ['president']
const nths = Array.from({ length: mostContacts }, (_, at) => at + 1)
const fieldOf = (what: 'name' | 'mail' | 'phones', whom: Told, nth: number) => `${what}-${whom}-${nth}`
const names = all.flatMap((whom) =>
  nths.flatMap((nth) => (['name', 'mail', 'phones'] as const).map((what) => fieldOf(what, whom, nth))),
)
export const contactsForm = z.strictObject(
  Object.fromEntries(names.map((name) => [name, z.string().trim().max(200).default('')])),
)
type Typed = z.infer<typeof contactsForm>

/** Whom staff call and whom Carrel writes to when something comes, for the Director; the president names themselves. */
export async function contactsPage(visit: StaffVisit): Promise<Response> {
  const named = await caseContacts(visit.house.app)
  const typed = named.flatMap(({ whom, nth, ...of }) =>
    (['name', 'mail', 'phones'] as const).map((what) => [fieldOf(what, whom, nth), of[what]] as const),
  )
  return withErrors(visit, Object.fromEntries(typed), [])
}

/** Names them anew; that it was done is on record. */
export async function nameContacts(visit: StaffVisit, typed: Typed): Promise<Response> {
  const whoms = whomsOf(visit)
  const contacts = whoms.flatMap((whom) => nths.flatMap((nth) => contactIn(typed, whom, nth)))
  const errors = contacts.flatMap((one) => faultsOf(visit, one))
  if (errors.length > 0) return withErrors(visit, typed, errors)
  await act(visit.house, byOf(visit), async (trx, note) => {
    await nameCaseContacts(trx, contacts, whoms)
    await note({ kind: 'case-contacts-named' })
  })
  return withErrors(visit, typed, [], true)
}

function contactIn(typed: Typed, whom: Told, nth: number): CaseContact[] {
  const of = (what: 'name' | 'mail' | 'phones') => typed[fieldOf(what, whom, nth)] ?? ''
  const contact = { whom, nth, name: of('name'), mail: of('mail'), phones: of('phones') }
  return contact.name === '' && contact.mail === '' && contact.phones === '' ? [] : [contact]
}

function faultsOf(visit: StaffVisit, { whom, nth, name, mail, phones }: CaseContact): FieldError[] {
  const { contacts: words } = casesIntakeWords(visit)
  const fault = (what: 'name' | 'mail' | 'phones', message: string) => [
    { field: fieldOf(what, whom, nth), message },
  ]
  return [
    ...(name === '' ? fault('name', words.noName) : []),
    ...(mail !== '' && !isMailAddress(mail) ? fault('mail', words.unfitMail) : []),
    ...(mail === '' && phones === '' ? fault('phones', words.noWay) : []),
  ]
}

function withErrors(
  visit: StaffVisit,
  typed: Typed,
  errors: readonly FieldError[],
  isSaved = false,
): Response | Promise<Response> {
  const frame = frameWords(visit)
  const casesIntake = casesIntakeWords(visit)
  const { contacts: words } = casesIntake
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {isSaved && (
        <Alert kind="success">
          <p class="usa-alert__text">{words.saved}</p>
        </Alert>
      )}
      {visit.house.mail.state !== 'set-up' && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.mailOff}</p>
        </Alert>
      )}
      <p>{visit.who.role === 'director' ? words.what : words.whatOfPresident}</p>
      <form method="post" action="/cases/contacts" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        {whomsOf(visit).map((whom) => (
          <>
            <h2>{words.of[whom]}</h2>
            {nths.map((nth) => (
              <ContactFields visit={visit} whom={whom} nth={nth} typed={typed} errors={errors} />
            ))}
          </>
        ))}
        <button type="submit" class="usa-button">
          {words.save}
        </button>
      </form>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type ContactProps = {
  readonly visit: StaffVisit
  readonly whom: Told
  readonly nth: number
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

const ContactFields = ({ visit, whom, nth, typed, errors }: ContactProps) => {
  const { contacts: words } = casesIntakeWords(visit)
  const said = words.nth[nth - 1] ?? ''
  return (
    <>
      {(['name', 'mail', 'phones'] as const).map((what) => (
        <TextField
          name={fieldOf(what, whom, nth)}
          label={words[what](said)}
          {...(what === 'phones' && nth === 1 && { hint: words.phonesHint })}
          value={typed[fieldOf(what, whom, nth)] ?? ''}
          errors={errors}
        />
      ))}
    </>
  )
}
