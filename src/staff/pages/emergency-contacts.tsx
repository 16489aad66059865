import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  type FieldError,
  Form,
  PhoneLink,
  SelectField,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { isActing, type RequestContext, type StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isMailAddress } from '../../platform/mail/settings.ts'
import { isConfirmedPresident } from '../account.ts'
import { allAccounts } from '../account-store.ts'
import {
  type ContactRole,
  type EmergencyContact,
  emergencyContacts,
  isDirectorAway,
  lacksCounselsSignIn,
  maxContacts,
  replaceEmergencyContacts,
} from '../emergency-contacts-store.ts'
import { recordAction } from '../logged-action.ts'
import { actingWords, emergencyContactsWords, peopleWords } from '../words/people.ts'

const all: readonly ContactRole[] = ['director', 'counsel', 'acting', 'president']
/** Hostile: a Director who set the president's address would learn of a case about themselves. */
const whomsOf = ({ who }: StaffContext): readonly ContactRole[] =>
  who.role === 'director' ? ['director', 'counsel', 'acting'] : ['president']
/** Hostile: a Director who made the president's account would learn of a case about themselves. */
const isTheirs = ({ who }: StaffContext) => who.role === 'director' || isConfirmedPresident(who)
const nths = Array.from({ length: maxContacts }, (_, at) => at + 1)
const details = ['name', 'mail', 'phones'] as const
type Detail = (typeof details)[number] | 'account'
const fieldOf = (what: Detail, whom: ContactRole, nth: number) => `${what}-${whom}-${nth}`
const names = all.flatMap((whom) =>
  nths.flatMap((nth) =>
    [...details, ...(whom === 'counsel' ? (['account'] as const) : [])].map((what) =>
      fieldOf(what, whom, nth),
    ),
  ),
)
export const contactsForm = z.strictObject(
  Object.fromEntries(names.map((name) => [name, z.string().trim().max(200).default('')])),
)
type Typed = z.infer<typeof contactsForm>

/** The Director names most contacts; the president names their own. */
export async function contactsPage(context: StaffContext): Promise<Response> {
  const named = await emergencyContacts(context.services.app)
  const typed = named.flatMap(({ whom, nth, account = '', ...of }) => [
    ...details.map((what) => [fieldOf(what, whom, nth), of[what]] as const),
    [fieldOf('account', whom, nth), account] as const,
  ])
  return withErrors(context, Object.fromEntries(typed), [])
}

export async function replaceContacts(context: StaffContext, typed: Typed): Promise<Response> {
  const whoms = whomsOf(context)
  const accounts = new Set((await counselAccounts(context)).map(({ id }) => id))
  const contacts = whoms.flatMap((whom) => nths.flatMap((nth) => contactIn(typed, whom, nth, accounts)))
  const errors = isTheirs(context)
    ? contacts.flatMap((one) => faultsOf(context, one))
    : [{ field: 'main', message: actingWords(context).refused.unsure }]
  if (errors.length > 0) return withErrors(context, typed, errors)
  const isLeave = await isDirectorAway(context.services)
  await recordAction(context.services, staffActorOf(context), async (trx, note) => {
    const { ring, clock } = context.services
    const { id: account, unconfirmed, role } = context.who
    const ofDirector = isActing(context.who) ? 'acting-director' : 'director'
    const as = role === 'director' ? ofDirector : 'president'
    const by = { ring, account, unconfirmed, at: clock.now(), as, isLeave } as const
    await replaceEmergencyContacts(trx, contacts, whoms, by)
    await note({ kind: 'case-contacts-named' })
  })
  return withErrors(context, typed, [], true)
}

/** Those that someone who advises the library signs in to. */
const counselAccounts = async ({ services: { app } }: StaffContext) =>
  (await allAccounts(app)).filter(({ role }) => role === 'counsel')

function contactIn(
  typed: Typed,
  whom: ContactRole,
  nth: number,
  accounts: ReadonlySet<string>,
): EmergencyContact[] {
  const of = (what: Detail) => typed[fieldOf(what, whom, nth)] ?? ''
  const account = of('account')
  const contact = {
    ...{ whom, nth, name: of('name'), mail: of('mail'), phones: of('phones') },
    ...(accounts.has(account) && { account }),
  }
  return contact.name === '' && contact.mail === '' && contact.phones === '' ? [] : [contact]
}

function faultsOf(context: StaffContext, { whom, nth, name, mail, phones }: EmergencyContact): FieldError[] {
  const words = emergencyContactsWords(context)
  const fault = (what: 'name' | 'mail' | 'phones', message: string) => [
    { field: fieldOf(what, whom, nth), message },
  ]
  return [
    ...(name === '' ? fault('name', words.noName) : []),
    ...(mail !== '' && !isMailAddress(mail) ? fault('mail', words.unfitMail) : []),
    ...(mail === '' && phones === '' ? fault('phones', words.noWay) : []),
  ]
}

async function withErrors(
  context: StaffContext,
  typed: Typed,
  errors: readonly FieldError[],
  isSaved = false,
): Promise<Response> {
  const words = emergencyContactsWords(context)
  const accounts = await counselAccounts(context)
  const counsel = nths.filter((nth) => (typed[fieldOf('name', 'counsel', nth)] ?? '') !== '')
  const isAlone = counsel.length === 1
  const chosen = counsel.map((nth) => ({
    ...{ whom: 'counsel' as const, account: typed[fieldOf('account', 'counsel', nth)] || undefined },
  }))
  return showForm(
    context,
    { title: words.title, errors },
    <>
      {isSaved && <Alert kind="success">{words.saved}</Alert>}
      {!isTheirs(context) && errors.length === 0 && (
        <Alert kind="warning">{actingWords(context).refused.unsure}.</Alert>
      )}
      {context.services.mail.state !== 'set-up' && <Alert kind="warning">{words.mailOff}</Alert>}
      <p>{context.who.role === 'director' ? words.what : words.whatOfPresident}</p>
      <p>{words.oldStays[context.who.role === 'director' ? 'counsel' : 'president']}</p>
      <Form context={context} action="/cases/contacts" class="carrel-form">
        {whomsOf(context).map((whom) => (
          <>
            <h2 id={whom} tabindex={-1}>
              {words.of[whom]}
            </h2>
            {whom === 'counsel' && <p>{words.twoCounsel}</p>}
            {whom === 'acting' && (
              <p>
                {words.actingSays}{' '}
                <TextLink href="/people#acting">{peopleWords(context).acting.leave}</TextLink>
              </p>
            )}
            {whom === 'counsel' && isAlone && <Alert kind="warning">{words.oneCounsel}</Alert>}
            {whom === 'counsel' && lacksCounselsSignIn(chosen, accounts) && (
              <Alert kind="warning">{words.chooseSignIn}</Alert>
            )}
            {nths.map((nth) => (
              <ContactFields
                context={context}
                whom={whom}
                nth={nth}
                typed={typed}
                errors={errors}
                accounts={accounts}
              />
            ))}
          </>
        ))}
        <SubmitButton>{words.save}</SubmitButton>
      </Form>
    </>,
  )
}

type ContactProps = {
  readonly context: StaffContext
  readonly whom: ContactRole
  readonly nth: number
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly accounts: readonly { readonly id: string; readonly name: string }[]
}

const ContactFields = ({ context, whom, nth, typed, errors, accounts }: ContactProps) => {
  const words = emergencyContactsWords(context)
  const said = words.nth[nth - 1] ?? ''
  return (
    <div class="carrel-fields carrel-fields--four">
      {details.map((what) => (
        <TextField
          name={fieldOf(what, whom, nth)}
          label={words[what](said)}
          {...(what === 'phones' && nth === 1 && { hint: words.phonesHint })}
          value={typed[fieldOf(what, whom, nth)] ?? ''}
          errors={errors}
        />
      ))}
      {whom === 'counsel' && accounts.length > 0 && (
        <div>
          <SelectField
            name={fieldOf('account', whom, nth)}
            label={words.account(said)}
            options={Object.fromEntries(accounts.map(({ id, name }) => [id, name]))}
            none={words.noAccount}
            picked={typed[fieldOf('account', whom, nth)] ?? ''}
          />
        </div>
      )}
    </div>
  )
}

type EmergencyContactListProps = {
  readonly context: RequestContext
  readonly whom: ContactRole
  readonly contacts: readonly EmergencyContact[]
}

/** Several numbers may stand in one field, with words between them. */
const numberInText = /(\+?[\d(][\d\s().-]{8,}\d(?:\s*(?:ext\.?|x|#)\s*\d+)?)/i

export const EmergencyContactList = ({ context, whom, contacts }: EmergencyContactListProps) => {
  const theirs = contacts.filter((one) => one.whom === whom && one.phones !== '')
  const words = emergencyContactsWords(context)
  if (theirs.length === 0) return <p>{words.noNumbers}</p>
  return (
    <ol class="usa-list">
      {theirs.map(({ name, phones, until, disputed }) => (
        <li>
          {name}:{' '}
          <strong>
            {phones.split(numberInText).map((part) => (
              <PhoneLink number={part} />
            ))}
          </strong>
          {until && !disputed && `. ${words.until(formatsOf(context).dayOf(until, context.pack.timeZone))}`}
          {disputed && `. ${words.disputed}`}
        </li>
      ))}
    </ol>
  )
}

/** Whether everyone listed gets mail when something is reported. */
export const mailsGo = (
  { mail }: StaffContext['services'],
  contacts: readonly EmergencyContact[],
  whoms: readonly ContactRole[],
): boolean =>
  mail.state === 'set-up' &&
  whoms.every((whom) => contacts.some((one) => one.whom === whom && one.mail !== ''))
