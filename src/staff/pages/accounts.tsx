import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  ButtonLine,
  ButtonLink,
  ChoiceList,
  Fact,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  PrintButton,
  StatusNote,
  StepList,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { isDay, type StaffRole } from '../../policy/index.ts'
import { type Account, isConfirmedPresident } from '../account.ts'
import {
  allAccounts,
  findAccount,
  givenPassphraseDays,
  isGivenPassphraseExpired,
  type ListedAccount,
} from '../account-store.ts'
import {
  type ActingDirectorRefusal,
  type ConfirmingRoles,
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  confirmationRefusal,
  createAccount,
  endActingDirector,
  isOwnAccount,
  leaveRefusal,
  mayChangeAccount,
  nameActingDirector,
  requireSecondFactor,
  resetSignIn,
  signInNameFault,
  unlockAccount,
} from '../accounts.ts'
import { contactsToCall } from '../emergency-contacts-store.ts'
import {
  actingDuring,
  actingTermsFrom,
  type LeaveRequest,
  leaveRequestsFrom,
  listOfficers,
  type Officer,
  saveLeaveRequest,
} from '../officer-store.ts'
import { generatePassphrase } from '../passphrase.ts'
import { secondFactorPolicy } from '../second-factor-store.ts'
import type { StaffServices } from '../services.ts'
import { isTemporarilyLocked, maxWrongCodes } from '../sign-in-attempt-store.ts'
import { actingWords, officersWords, peopleWords, rolesWords } from '../words/people.ts'
import { trainingWords } from '../words/training.ts'
import { EmergencyContactList } from './emergency-contacts.tsx'

export const newAccountForm = z.strictObject({
  name: z.string().trim().max(60),
  signIn: z.string().trim().max(60),
  role: z.string().max(20).optional(),
})
export const secondFactorPolicyForm = z.strictObject({ whom: z.enum(['officers', 'everyone']) })

/** `typed`: a leave that was refused. */
export async function accountsPage(
  context: StaffContext,
  typed: LeaveTyped = { first: '', last: '' },
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { services, who } = context
  const people = peopleWords(context)
  const formats = formatsOf(context)
  const everyone = await allAccounts(services.app)
  const acting = await actingTermsFrom(services.app, services.ring, services.clock.today())
  const whom = await secondFactorPolicy(services.app)
  return showForm(
    context,
    { title: people.title, errors },
    <>
      <StatusNote said={context.c.req.query('closed') === undefined ? undefined : people.closed} />
      <p class="usa-intro">{people.intro}</p>
      <ButtonLine href="/people/add">{people.add.title}</ButtonLine>
      <LinkLine href="/training/people">{trainingWords(context).whoDid}</LinkLine>
      <p>
        <TextLink href="/officers">
          {officersWords(context).title}: {officersWords(context).says}
        </TextLink>
      </p>
      <ul class="carrel-computers">
        {everyone.map((person) => (
          <li class="carrel-computer">
            <div>
              <strong>{person.name}</strong>, {roleLabel(context, person)}
              <br />
              {people.signsInAs(person.signIn)} {accountStatusText(context, person, services.clock.now())}
            </div>
            {person.id !== who.id && mayChangeAccount(staffActorOf(context), person) && (
              <a
                class="usa-button usa-button--outline"
                href={`/people/person?id=${person.id}`}
                aria-label={people.changeOf(person.name)}
              >
                {people.change}
              </a>
            )}
            {person.id === who.id && <TextLink href="/account">{people.myAccount}</TextLink>}
          </li>
        ))}
      </ul>
      <h2 id="acting" tabindex={-1}>
        {people.acting.title}
      </h2>
      {acting.length === 0 && <p>{people.acting.noneNamed}</p>}
      {acting.map(({ name, firstDay, lastDay, accountId }) => (
        <>
          <p>{people.acting.named(name, formats.day(firstDay), formats.day(lastDay))}</p>
          {everyone.some(({ id, secondStep }) => id === accountId && !secondStep) && (
            <Alert kind="warning">{people.acting.noSecondStep(name)}</Alert>
          )}
        </>
      ))}
      {who.ownRole === 'director' && <Leave context={context} typed={typed} errors={errors} />}
      <h2>{people.secondStep.title}</h2>
      <Form context={context} action="/people/second-step" class="usa-form usa-form--large carrel-form">
        <ChoiceList
          type="radio"
          name="whom"
          legend={people.secondStep.who}
          chosen={[whom]}
          choices={(['officers', 'everyone'] as const).map((value) => ({
            value,
            ...people.secondStep[value],
          }))}
        />
        <SubmitButton look="outline">{people.secondStep.save}</SubmitButton>
      </Form>
    </>,
  )
}

function accountStatusText(speaker: ScreenLanguage, person: ListedAccount, now: Date): string {
  const { state } = peopleWords(speaker)
  const { given, secondStep, codesFailed } = person
  return [
    isGivenPassphraseExpired(person, now) ? state.givenOver : given && state.given,
    codesFailed >= maxWrongCodes ? state.locked : isTemporarilyLocked(person, now) && state.rests,
    secondStep ? state.secondStep : state.noSecondStep,
  ]
    .filter(Boolean)
    .join(' ')
}

export async function submitSecondFactorPolicy(
  context: StaffContext,
  { whom }: z.infer<typeof secondFactorPolicyForm>,
): Promise<Response> {
  await requireSecondFactor(context.services, staffActorOf(context), whom)
  return context.c.redirect('/people', 303)
}

export function addAccountPage(
  context: StaffContext,
  typed: z.infer<typeof newAccountForm> = { name: '', signIn: '' },
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const { add, toPeople } = peopleWords(context)
  const field = fieldsIn(typed, errors)
  return showForm(
    context,
    { title: add.title, errors },
    <>
      <Form context={context} action="/people/add" class="usa-form usa-form--large carrel-form">
        <TextField {...field('name')} label={add.name} hint={add.nameHint} maxlength={60} />
        <TextField {...field('signIn')} label={add.signIn} hint={add.signInHint} maxlength={60} />
        <h2 id="role" tabindex={-1}>
          {add.roleQuestion}
        </h2>
        <ChoiceList
          type="radio"
          name="role"
          legend={add.roleQuestion}
          chosen={typed.role === undefined ? [] : [typed.role]}
          choices={roleChoices(context, (place) => mayChangeAccount(staffActorOf(context), place))}
          errors={errors}
        />
        <SubmitButton>{add.add}</SubmitButton>
      </Form>
      <BackLink href="/people">{toPeople}</BackLink>
    </>,
  )
}

/** Shows the first passphrase once. */
export async function submitNewAccount(context: StaffContext, typed: z.infer<typeof newAccountForm>) {
  const { name, signIn } = typed
  const { add } = peopleWords(context)
  const errors: FieldError[] = []
  const role = roleOf(typed.role)
  if (name === '') errors.push({ field: 'name', message: add.nameMissing })
  if (signInNameFault(signIn) !== null) errors.push({ field: 'signIn', message: add.signInUnfit })
  if (role === null || !mayChangeAccount(staffActorOf(context), role)) {
    errors.push({ field: 'role', message: add.roleMissing })
    return addAccountPage(context, typed, errors)
  }
  if (errors.length > 0) return addAccountPage(context, typed, errors)
  const passphrase = generatePassphrase()
  const person = { name, signIn, ...role, passphrase, given: true }
  if ((await createAccount(context.services, staffActorOf(context), person)) === null) {
    return addAccountPage(context, typed, [{ field: 'signIn', message: add.signInTaken }])
  }
  return showNewPassphrase(context, { name, signIn: signIn.toLowerCase(), passphrase })
}

/** The only page that ever shows a passphrase made for someone. */
function showNewPassphrase(
  context: StaffContext,
  of: { readonly name: string; readonly signIn: string; readonly passphrase: string },
): Response | Promise<Response> {
  const frame = frameWords(context)
  const people = peopleWords(context)
  const { shown } = people
  return show(
    context,
    shown.title,
    <>
      <h1>{shown.heading(of.name)}</h1>
      <p class="usa-intro">{shown.intro}</p>
      <div class="carrel-prints">
        <dl class="carrel-facts">
          <Fact name={shown.signIn}>{of.signIn}</Fact>
          <Fact name={shown.passphrase} class="carrel-secret">
            {of.passphrase}
          </Fact>
        </dl>
        <p>{shown.after(givenPassphraseDays)}</p>
      </div>
      <PrintButton context={context} />
      <ButtonLink href="/people">{frame.done}</ButtonLink>
    </>,
  )
}

export const accountForm = z.strictObject({ id: z.uuid() })
export const confirmActionForm = z.strictObject({ id: z.uuid(), what: z.enum(['reset', 'end']) })
export const roleForm = z.strictObject({
  id: z.uuid(),
  role: z.string().max(20),
  /** They read what it was and what it will be. */
  sure: z.literal('yes').optional(),
})

export async function editAccountPage(context: StaffContext): Promise<Response> {
  const id = z.uuid().safeParse(context.c.req.query('id'))
  const person = id.success ? await changeable(context, id.data) : null
  return person === null ? toAccounts(context) : onAccount(context, person, [])
}

/** Null for one's own account, and for the Director's or president's if the viewer is acting Director. */
async function changeable(context: StaffContext, id: string): Promise<ListedAccount | null> {
  const person = id === context.who.id ? null : await findAccount(context.services.app, { id })
  return person !== null && mayChangeAccount(staffActorOf(context), person) ? person : null
}

const toAccounts = ({ c }: StaffContext) => c.redirect('/people', 303)

function onAccount(context: StaffContext, person: ListedAccount, errors: readonly FieldError[]) {
  const { services } = context
  const people = peopleWords(context)
  const now = services.clock.now()
  const { id, name, codesFailed } = person
  const isLocked = isTemporarilyLocked(person, now) || codesFailed >= maxWrongCodes
  const action = { context, name: 'id', value: id }
  return showForm(
    context,
    {
      title: name,
      errors,
      intro: (
        <p class="usa-intro">
          {capital(roleLabel(context, person))}. {people.signsInAs(person.signIn)}{' '}
          {accountStatusText(context, person, now)}
        </p>
      ),
    },
    <>
      {isLocked && (
        <ActionButton {...action} action="/people/unlock" says={people.unlock(name)}>
          <p>{people.unlockSays}</p>
        </ActionButton>
      )}
      <h2>{people.lost}</h2>
      <ActionButton {...action} action="/people/sure" says={people.giveNew}>
        <input type="hidden" name="what" value="reset" />
        <p>{people.lostSays}</p>
      </ActionButton>
      <h2>{people.role}</h2>
      <Form context={context} action="/people/role" class="usa-form usa-form--large carrel-form">
        <input type="hidden" name="id" value={id} />
        <ChoiceList
          type="radio"
          name="role"
          legend={people.role}
          chosen={[person.president ? 'president' : person.role]}
          choices={roleChoices(context, (place) => mayChangeAccount(staffActorOf(context), place))}
        />
        <SubmitButton look="outline">{people.change}</SubmitButton>
      </Form>
      <h2>{people.left}</h2>
      <ActionButton {...action} action="/people/sure" says={people.end(name)}>
        <input type="hidden" name="what" value="end" />
        <p>{people.leftSays}</p>
      </ActionButton>
      <BackLink href="/people">{people.toPeople}</BackLink>
    </>,
  )
}

export async function confirmActionPage(
  context: StaffContext,
  { id, what }: z.infer<typeof confirmActionForm>,
): Promise<Response> {
  const person = await changeable(context, id)
  if (person === null) return toAccounts(context)
  const { name } = person
  const { sure: asks } = peopleWords(context)
  const { app, ring, clock } = context.services
  const acting = await actingTermsFrom(app, ring, clock.today())
  const endsActing = what === 'end' && acting.some(({ accountId }) => accountId === id)
  const { heading, says, yes } =
    what === 'end'
      ? { heading: asks.end(name), says: asks.endSays(name), yes: asks.endYes }
      : { heading: asks.reset(name), says: asks.resetSays(name), yes: asks.resetYes }
  return show(
    context,
    asks.title,
    <>
      <h1>{heading}</h1>
      <ActionButton
        context={context}
        action={`/people/${what}`}
        name="id"
        value={id}
        says={yes}
        look="secondary"
      >
        <p>{says}</p>
        {endsActing && <p>{asks.endsActing}</p>}
      </ActionButton>
      <BackLink href={`/people/person?id=${id}`}>{asks.goBack}</BackLink>
    </>,
  )
}

export async function submitReset(context: StaffContext<StaffServices>, { id }: z.infer<typeof accountForm>) {
  const person = await changeable(context, id)
  const passphrase = generatePassphrase()
  if (person === null) return toAccounts(context)
  const outcome = await resetSignIn(context.services, staffActorOf(context), { id, passphrase })
  if (outcome === 'unknown') return toAccounts(context)
  if (outcome === 'last-confirmed') return refusedOn(context, person, outcome)
  context.services.openSessions.shutOf(id)
  return showNewPassphrase(context, { ...person, passphrase })
}

export async function submitEnd(context: StaffContext<StaffServices>, { id }: z.infer<typeof accountForm>) {
  const person = await changeable(context, id)
  if (person === null) return toAccounts(context)
  const outcome = await closeSignIn(context.services, staffActorOf(context), id)
  if (outcome === 'last-director' || outcome === 'last-confirmed') return refusedOn(context, person, outcome)
  context.services.openSessions.shutOf(id)
  return context.c.redirect('/people?closed', 303)
}

export async function submitUnlock(context: StaffContext, { id }: z.infer<typeof accountForm>) {
  if ((await changeable(context, id)) !== null)
    await unlockAccount(context.services, staffActorOf(context), id)
  return toAccounts(context)
}

export async function submitRoleChange(
  context: StaffContext<StaffServices>,
  fields: z.infer<typeof roleForm>,
): Promise<Response> {
  const { id } = fields
  const person = await changeable(context, id)
  const role = roleOf(fields.role)
  if (person === null || role === null || !mayChangeAccount(staffActorOf(context), role))
    return toAccounts(context)
  if (fields.sure === undefined) return sureOfRolePage(context, person, fields.role, role)
  const outcome = await changeAccountRole(context.services, staffActorOf(context), { id, ...role })
  if (outcome === 'last-director' || outcome === 'last-confirmed') return refusedOn(context, person, outcome)
  context.services.openSessions.shutOf(id)
  return toAccounts(context)
}

/** Both roles in words, before anything is saved. */
function sureOfRolePage(
  context: StaffContext,
  person: ListedAccount,
  value: string,
  role: RoleChoice,
): Response | Promise<Response> {
  const { sure } = peopleWords(context)
  const back = `/people/person?id=${person.id}`
  const [from, to] = [roleLabel(context, person), roleLabel(context, role)]
  const isSame = role.role === person.role && role.president === person.president
  return show(
    context,
    sure.title,
    <>
      <h1>{isSame ? sure.sameRole(person.name, from) : sure.role(person.name, from, to)}</h1>
      {!isSame && (
        <ActionButton context={context} action="/people/role" name="id" value={person.id} says={sure.roleYes}>
          <input type="hidden" name="role" value={value} />
          <input type="hidden" name="sure" value="yes" />
          <p>{sure.roleSays(person.name)}</p>
        </ActionButton>
      )}
      <BackLink href={back}>{sure.goBack}</BackLink>
    </>,
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const refusedOn = (
  context: StaffContext,
  person: ListedAccount,
  why: keyof ReturnType<typeof peopleWords>['refused'],
) => onAccount(context, person, [{ field: 'main', message: peopleWords(context).refused[why] }])

export const officerForm = z.strictObject({ id: z.uuid() })

export async function submitOfficerConfirmation(
  context: StaffContext<StaffServices>,
  { id }: z.infer<typeof officerForm>,
): Promise<Response> {
  const asked = { id, confirming: confirmingOf(context) }
  const outcome = await confirmAccountOwner(context.services, staffActorOf(context), asked)
  if (outcome === 'confirmed') return context.c.redirect('/officers', 303)
  return officersPage(context, [{ field: 'main', message: officersWords(context).refused[outcome] }])
}

/** Who set up each officer's account, and who confirmed it. */
export async function officersPage(context: StaffContext<StaffServices>, errors: readonly FieldError[] = []) {
  const { services, who } = context
  const say = officersWords(context)
  const everyone = await listOfficers(services.app, services.ring)
  const self = everyone.find(({ id }) => id === who.id)
  const confirming = confirmingOf(context)
  const may = (officer: Officer) => confirmationRefusal(self, officer, confirming) === undefined
  return showForm(
    context,
    { title: say.title, errors, intro: <p class="usa-intro">{say.intro}</p> },
    <>
      {everyone.some(may) && <p>{say.sure}</p>}
      <ul class="carrel-computers">
        {everyone.map((officer) => (
          <li class="carrel-computer">
            <div>
              <strong>{officer.name}</strong>, {roleLabel(context, officer)}
              <br />
              {controllerOf(context, officer)}
            </div>
            {may(officer) && (
              <ActionButton
                context={context}
                action="/officers"
                name="id"
                value={officer.id}
                says={say.confirm}
                called={say.confirmOf(officer.name)}
              />
            )}
          </li>
        ))}
      </ul>
      {everyone.some((officer) => !isOwnAccount(officer)) && (
        <p class="carrel-small">
          {say.ask} <code>carrel account confirm</code>
        </p>
      )}
    </>,
  )
}

/** A library that works no cases confirms on the command line alone. */
const confirmingOf = ({ services }: StaffContext<StaffServices>): ConfirmingRoles =>
  services.pack.manifest.cases?.confirms ?? []

function controllerOf(context: StaffContext, { setUpBy, confirmed, given }: Officer): string {
  const say = officersWords(context)
  const formats = formatsOf(context)
  if (setUpBy === null) return say.byThemselves
  const says = confirmed
    ? confirmed.by === null
      ? say.confirmedThere(formats.day(confirmed.on))
      : say.confirmedBy(confirmed.by, formats.day(confirmed.on))
    : given
      ? say.given
      : say.notConfirmed
  return `${say.setUpBy(setUpBy.name)} ${says}`
}

export const leaveForm = z.strictObject({
  first: z.string().trim().max(20).default(''),
  last: z.string().trim().max(20).default(''),
  act: z.literal('withdraw').optional(),
})
type LeaveTyped = Pick<z.infer<typeof leaveForm>, 'first' | 'last'>
type LeaveProps = {
  readonly context: StaffContext
  readonly typed: LeaveTyped
  readonly errors: readonly FieldError[]
}

/** Where the Director's leave stands, whom it waits for, and what comes next. */
const Leave = async ({ context, typed, errors }: LeaveProps) => {
  const { services, who } = context
  const { acting } = peopleWords(context)
  const { day } = formatsOf(context)
  const today = services.clock.today()
  const asked = (await leaveRequestsFrom(services.app, today)).find(({ accountId }) => accountId === who.id)
  const named = asked && actingDuring(asked, await actingTermsFrom(services.app, services.ring, today))
  return (
    <section aria-labelledby="leave">
      <h3 id="leave">{acting.leave}</h3>
      {asked === undefined ? (
        <AskForLeave context={context} typed={typed} errors={errors} />
      ) : named === undefined ? (
        <LeaveWaits context={context} asked={asked} />
      ) : (
        <Alert kind="success">{acting.leaveNamed(named.name, day(named.firstDay), day(named.lastDay))}</Alert>
      )}
      <details open={asked !== undefined}>
        <summary>{acting.leaveNext}</summary>
        <StepList steps={named === undefined ? acting.leaveSteps : acting.leaveSteps.slice(1)} />
        <nav aria-label={acting.leave} class="carrel-pages">
          <TextLink href="/cases/contacts#acting">{acting.contacts}</TextLink>{' '}
          <TextLink href="/cases">{acting.cases}</TextLink>{' '}
          <TextLink href="/sealed">{acting.sealed}</TextLink>
        </nav>
      </details>
    </section>
  )
}

const AskForLeave = ({ context, typed, errors }: LeaveProps) => {
  const { acting } = peopleWords(context)
  const field = fieldsIn(typed, errors)
  return (
    <Form context={context} action="/people/leave" class="carrel-form">
      <p>{acting.leaveSays}</p>
      <div class="carrel-fields">
        <TextField {...field('first')} label={acting.leaveFirst} type="date" />
        <TextField {...field('last')} label={acting.leaveLast} type="date" />
      </div>
      <SubmitButton look="outline">{acting.leaveAsk}</SubmitButton>
    </Form>
  )
}

const LeaveWaits = async ({
  context,
  asked,
}: Pick<LeaveProps, 'context'> & { readonly asked: LeaveRequest }) => {
  const { services } = context
  const { acting } = peopleWords(context)
  const { day } = formatsOf(context)
  const isSomeone = (await allAccounts(services.app)).some(({ president }) => president)
  return (
    <>
      <Alert kind="info">
        <p class="usa-alert__text">
          {acting.leaveWaits(day(asked.askedOn), day(asked.firstDay), day(asked.lastDay))}
        </p>
        <p class="usa-alert__text">{isSomeone ? acting.leaveCall : acting.leaveNoPresident}</p>
      </Alert>
      {isSomeone && (
        <EmergencyContactList context={context} whom="president" contacts={await contactsToCall(services)} />
      )}
      <ActionButton
        context={context}
        action="/people/leave"
        name="act"
        value="withdraw"
        says={acting.leaveWithdraw}
      />
    </>
  )
}

/** Not for someone who acts as Director: the Board named their days. */
export async function submitLeave(context: StaffContext, sent: z.infer<typeof leaveForm>): Promise<Response> {
  const { services, who } = context
  const { leaveFault } = peopleWords(context).acting
  if (who.ownRole !== 'director') return notFoundPage(context)
  const { first, last, act } = sent
  if (act === undefined) {
    const unfit = [
      ...(isDay(first) ? [] : [{ field: 'first', message: leaveFault.first }]),
      ...(isDay(last) ? [] : [{ field: 'last', message: leaveFault.last }]),
    ]
    const refused = unfit.length > 0 ? undefined : leaveRefusal(services.clock.today(), first, last)
    const errors = refused === undefined ? unfit : [{ field: 'last', message: leaveFault[refused] }]
    if (errors.length > 0) return accountsPage(context, sent, errors)
  }
  const leave = { firstDay: first, lastDay: last, askedOn: services.clock.today() }
  await inContext(services.app, { actor: who.id, place: context.place }, (trx) =>
    saveLeaveRequest(trx, who.id, act === undefined ? leave : undefined),
  )
  return context.c.redirect('/people#acting', 303)
}

export const actingForm = z.strictObject({
  account: z.string().max(60).optional(),
  first: z.string().trim().max(20),
  last: z.string().trim().max(20),
})
export const endActingForm = z.strictObject({ id: z.uuid() })

export async function actingPage(
  context: StaffContext,
  sent?: z.infer<typeof actingForm>,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { app, ring, clock } = context.services
  const named = await actingTermsFrom(app, ring, clock.today())
  const asked = (await leaveRequestsFrom(app, clock.today())).filter(
    (leave) => actingDuring(leave, named) === undefined,
  )
  const [next] = asked
  const typed = sent ?? { first: next?.firstDay ?? clock.today(), last: next?.lastDay ?? '' }
  const people = (await allAccounts(app)).filter(
    ({ id, role }) => role !== 'director' && role !== 'special-counsel' && id !== context.who.id,
  )

  const acting = actingWords(context)
  const field = fieldsIn(typed, errors)
  const formats = formatsOf(context)
  const isTheirs = isConfirmedPresident(context.who)
  return showForm(
    context,
    {
      title: acting.title,
      errors,
      intro: (
        <>
          {!isTheirs && errors.length === 0 && (
            <Alert kind="warning">
              <p class="usa-alert__text">
                {acting.refused.unsure}. <TextLink href="/officers">{officersWords(context).title}</TextLink>
              </p>
            </Alert>
          )}
          <StatusNote said={context.c.req.query('saved') === undefined ? undefined : acting.saved} />
          <p class="usa-intro">{acting.intro}</p>
          {asked.map(({ name, firstDay, lastDay }, nth) => (
            <Alert kind="info">
              {acting.asked(name, formats.day(firstDay), formats.day(lastDay))}{' '}
              {nth === 0 && acting.askedFilled}
            </Alert>
          ))}
        </>
      ),
    },
    <>
      {named.length > 0 && <h2>{acting.named}</h2>}
      <ul class="carrel-computers">
        {named.map(({ id, name, firstDay, lastDay, namedBy, accountId }) => (
          <li class="carrel-computer">
            <div>
              <strong>{name}</strong>
              <br />
              {acting.from(formats.day(firstDay), formats.day(lastDay))}
              <br />
              {namedBy === null ? acting.namedWhereItRuns : acting.namedBy(namedBy)}
              {people.some((one) => one.id === accountId && !one.secondStep) && (
                <Alert kind="warning">{peopleWords(context).acting.noSecondStep(name)}</Alert>
              )}
            </div>
            {isTheirs && (
              <ActionButton
                context={context}
                action="/acting/end"
                name="id"
                value={id}
                says={acting.endNow}
                called={acting.endNowOf(name)}
              />
            )}
          </li>
        ))}
      </ul>
      {people.length === 0 && <p>{acting.noOneToName}</p>}
      {isTheirs && people.length > 0 && (
        <Form context={context} action="/acting" class="usa-form usa-form--large carrel-form">
          <h2 id="account" tabindex={-1}>
            {acting.whom}
          </h2>
          <ChoiceList
            type="radio"
            name="account"
            legend={acting.whom}
            chosen={typed.account === undefined ? [] : [typed.account]}
            choices={people.map((person) => ({
              value: person.id,
              label: person.name,
              hint: actingHint(context, person),
            }))}
            errors={errors}
          />
          <TextField {...field('first')} label={acting.first} type="date" />
          <TextField {...field('last')} label={acting.last} hint={acting.lastHint} type="date" />
          <SubmitButton>{acting.name}</SubmitButton>
        </Form>
      )}
      <p class="carrel-small">{acting.after}</p>
    </>,
  )
}

/** What the Board should know before it names them. */
function actingHint(context: StaffContext, person: ListedAccount): string {
  const { counselHint, volunteerHint } = actingWords(context)
  const { state } = peopleWords(context)
  const role = capital(roleLabel(context, person))
  const says =
    person.role === 'counsel' ? counselHint(role) : person.role === 'volunteer' ? volunteerHint(role) : role
  return person.secondStep ? says : `${says}. ${state.noSecondStep}`
}

/** The field that fixes each refusal. */
const actingFieldOf = {
  unknown: 'account',
  director: 'account',
  yourself: 'account',
  'gave-passphrase': 'account',
  unsure: 'main',
  over: 'last',
  'too-long': 'last',
  taken: 'first',
} as const satisfies Record<ActingDirectorRefusal, string>

export async function submitActingDirector(context: StaffContext, typed: z.infer<typeof actingForm>) {
  const { account, first, last } = typed
  const acting = actingWords(context)
  const refusal = (code: ActingDirectorRefusal): FieldError => ({
    field: actingFieldOf[code],
    message: acting.refused[code],
  })
  const errors: FieldError[] = []
  const id = z.uuid().safeParse(account)
  if (!id.success) errors.push(refusal('unknown'))
  if (!isDay(first)) errors.push({ field: 'first', message: acting.firstMissing })
  if (!isDay(last)) errors.push({ field: 'last', message: acting.lastMissing })
  if (errors.length > 0 || !id.success) return actingPage(context, typed, errors)
  const days = { accountId: id.data, firstDay: first, lastDay: last }
  const outcome = await nameActingDirector(context.services, staffActorOf(context), days)
  return outcome === 'named'
    ? context.c.redirect('/acting?saved', 303)
    : actingPage(context, typed, [refusal(outcome)])
}

export async function submitEndActing(
  context: StaffContext<StaffServices>,
  { id }: z.infer<typeof endActingForm>,
) {
  const accountId = await endActingDirector(context.services, staffActorOf(context), id)
  // What they opened in place of the Director closes with it.
  if (accountId !== null) context.services.openSessions.shutOf(accountId)
  return context.c.redirect('/acting', 303)
}

/** A form's choices; the president of the Board is a trustee with a flag. */
const choiceRoles = {
  volunteer: 'volunteer',
  desk: 'desk',
  director: 'director',
  counsel: 'counsel',
  trustee: 'trustee',
  president: 'trustee',
  'special-counsel': 'special-counsel',
} as const satisfies Record<keyof ReturnType<typeof rolesWords>['choices'], StaffRole>

const names = Object.keys(choiceRoles) as (keyof typeof choiceRoles)[]

type RoleChoice = { readonly role: StaffRole; readonly president: boolean }

const roleChoiceOf = (name: keyof typeof choiceRoles): RoleChoice => ({
  role: choiceRoles[name],
  president: name === 'president',
})

/** The roles that `mayGive` allows, as a form's options. */
function roleChoices(speaker: ScreenLanguage, mayGive: (place: RoleChoice) => boolean) {
  const roles = rolesWords(speaker)
  return names
    .filter((name) => mayGive(roleChoiceOf(name)))
    .map((name) => ({ value: name, ...roles.choices[name] }))
}

export function roleOf(value: string | undefined): RoleChoice | null {
  const name = names.find((each) => each === value)
  return name === undefined ? null : roleChoiceOf(name)
}

export function roleLabel(
  speaker: ScreenLanguage,
  { role, president }: Pick<Account, 'role' | 'president'>,
): string {
  const roles = rolesWords(speaker)
  return president ? roles.ofTheBoard(roles.name[role]) : roles.name[role]
}
