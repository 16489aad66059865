import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { actorOf, answerForScreen, type Disclosure } from '../../gate/index.ts'
import { normalizeLine, parseEmail, parsePhone } from '../../platform/contact-details.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLink,
  ChoiceQuestion,
  DoneLink,
  ErrorSummary,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import type { NewPatron } from '../registration.ts'
import type { PatronDeskContext } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { joiningWords } from '../words/joining.ts'
import { parseBirthDate } from './correction-parts.tsx'
import { nothingShownPage, PatronList } from './patron-lookup.tsx'
import { BackToRecord, IdButton, PinActions, PrintWelcome } from './record-parts.tsx'

export function registrationPage(context: PatronDeskContext): Response | Promise<Response> {
  return registrationUnavailable(context) ?? registrationFormPage(context, {}, { errors: [] })
}

export async function registerPatron(context: PatronDeskContext, sent: RegistrationSent) {
  const refused = registrationUnavailable(context)
  if (refused !== undefined) return refused
  const words = joiningWords(context)
  const { joining, clock, gate } = context.services
  const { kinds } = joining
  const { newcomer, errors } = readRegistration(sent, { today: clock.today(), kinds }, words)
  if (errors.length > 0) return registrationFormPage(context, sent, { errors })
  const { name, born } = newcomer
  const made = sent.made ?? randomUUID()
  const id = joining.idOf(actorOf(context), { ...newcomer, made })
  if (sent.other === undefined) {
    const search = { name: `${name.surname} ${name.firstName}`, only: { name, born } }
    const { listed } = await gate.search({ actor: actorOf(context), ...search })
    // Why not this form's: a second press is not a second person.
    const others = listed.filter(({ patronId }) => patronId !== id)
    if (others.length > 0) return registrationFormPage(context, { ...sent, made }, { errors: [], others })
  }
  const joined = await joining.register(actorOf(context), { ...newcomer, made })
  if (joined === 'not-here') return registrationNotShown(context)
  if (joined !== 'registered') {
    const wrong = { field: 'card', message: words.notRegistered[joined] }
    return registrationFormPage(context, { ...sent, made }, { errors: [wrong] })
  }
  gate.keepBasis(actorOf(context), id, 'in-hand')
  const subject = { born, married: false, emancipated: false }
  return registeredPage(context, id, context.pack.isMinor({ on: clock.today(), subject }))
}

const registrationNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity', 'contact']))

/** Undefined if registration is available. */
function registrationUnavailable(context: PatronDeskContext): Response | Promise<Response> | undefined {
  const joining = joiningWords(context)
  const frame = frameWords(context)
  if (context.services.joining.mayRegister(actorOf(context))) return undefined
  if (context.services.joining.kinds.length > 0) return registrationNotShown(context)
  return show(
    context,
    joining.elsewhere,
    <>
      <h1>{joining.elsewhere}</h1>
      <p class="usa-intro">{joining.elsewhereSays}</p>
      <ButtonLink href="/">{frame.toStart}</ButtonLink>
    </>,
  )
}

function registrationFormPage(
  context: PatronDeskContext,
  sent: RegistrationSent,
  { errors, others = [] }: { readonly errors: readonly FieldError[]; readonly others?: Disclosure['listed'] },
): Response | Promise<Response> {
  const words = joiningWords(context)
  const frame = frameWords(context)
  const cards = cardsWords(context)
  if (others.length > 0) closeLater(context, '/counter')
  return show(
    context,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary
        context={context}
        errors={errors}
        takesFocus={errors.some(({ field }) => field !== 'card')}
      />
      {others.length > 0 && (
        <section aria-labelledby="maybe" class="carrel-acts">
          <h2 id="maybe">{words.maybeHere}</h2>
          <p>{words.maybeHereSays}</p>
          <Form context={context} action="/counter/customer">
            <PatronList context={context} listed={others} />
          </Form>
        </section>
      )}
      {others.length === 0 && <p class="usa-intro">{words.says}</p>}
      <Form context={context} action="/counter/join" class="carrel-question">
        <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
        <RegistrationFields context={context} sent={sent} errors={errors} />
        {others.length > 0 ? (
          <SubmitButton name="other" value="yes" look="go">
            {words.notThem}
          </SubmitButton>
        ) : (
          <SubmitButton look="go">{words.send}</SubmitButton>
        )}
      </Form>
      <BackLink href="/counter">{cards.toCounter}</BackLink>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type RegistrationFieldsProps = {
  readonly context: PatronDeskContext
  readonly sent: RegistrationSent
  readonly errors: readonly FieldError[]
}

const RegistrationFields = ({ context, sent, errors }: RegistrationFieldsProps) => {
  const words = joiningWords(context)
  const { kinds } = context.services.joining
  const typed = fieldsIn(sent, errors)
  const field = (
    name: 'firstName' | 'otherNames' | 'surname' | 'street' | 'street2' | 'phone' | 'email',
  ) => ({ ...typed(name), label: words[name], maxlength: name === 'email' ? 254 : 100 })
  return (
    <>
      <h2>{words.who}</h2>
      <TextField {...field('firstName')} />
      <TextField {...field('otherNames')} />
      <TextField {...field('surname')} />
      <TextField {...typed('born')} label={words.born} hint={words.bornHint} type="date" />
      <h2>{words.reached}</h2>
      <TextField {...field('street')} />
      <TextField {...field('street2')} />
      <TextField {...typed('town')} label={words.town} hint={words.townHint} maxlength={100} />
      <TextField {...field('phone')} />
      <TextField {...field('email')} />
      {kinds.length > 1 && (
        <ChoiceQuestion
          type="radio"
          name="kind"
          legend={words.kind}
          errors={errors}
          chosen={sent.kind === undefined ? [] : [sent.kind]}
          choices={kinds.map((value) => ({
            value,
            label: context.pack.manifest['card-kinds']?.[value] ?? value,
          }))}
        />
      )}
      <h2>{words.cardTitle}</h2>
      <TextField
        {...typed('card')}
        label={words.card}
        hint={words.cardHint}
        maxlength={64}
        // Why with its error: a scanner types wherever the focus is.
        {...(errors.length > 0 && errors.every(({ field: name }) => name === 'card')
          ? { autofocus: 'with-error' as const }
          : {})}
      />
    </>
  )
}

function registeredPage(context: PatronDeskContext, id: string, isMinor: boolean) {
  const words = joiningWords(context)
  const cards = cardsWords(context)
  return show(
    context,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{words.doneSays}</p>
      <section aria-labelledby="next" class="carrel-acts">
        <h2 id="next">{words.next}</h2>
        {isMinor && <p>{words.guardianSays}</p>}
        {isMinor && (
          <IdButton context={context} action="/counter/guardian-add" values={{ id }}>
            {words.guardian}
          </IdButton>
        )}
        <PrintWelcome context={context} id={id} />
        <LinkLine href="/kits/card-sleeve">{words.sleeve}</LinkLine>
      </section>
      <PinActions context={context} id={id} isNew />
      <p class="carrel-recorded">{cards.recorded}</p>
      <DoneLink context={context} href="/counter" />
      <BackToRecord context={context} id={id} />
      <BackLink href="/counter/join">{words.another}</BackLink>
    </>,
  )
}

const shortText = z.string().max(100).optional()

/**
 * `made`: a random id that stays with the form. `other`: a clerk found that no one on file is this person.
 */
export const registrationForm = z.strictObject({
  made: z.uuid().optional(),
  other: z.literal('yes').optional(),
  kind: shortText,
  card: shortText,
  firstName: shortText,
  otherNames: shortText,
  surname: shortText,
  born: shortText,
  street: shortText,
  street2: shortText,
  town: shortText,
  phone: shortText,
  email: z.string().max(254).optional(),
})
type RegistrationSent = z.infer<typeof registrationForm>

/** Also returns what is wrong. `today` is `YYYY-MM-DD`. */
function readRegistration(
  sent: RegistrationSent,
  { today, kinds }: { readonly today: string; readonly kinds: readonly string[] },
  { missing }: ReturnType<typeof joiningWords>,
): { readonly newcomer: Omit<NewPatron, 'made'>; readonly errors: readonly FieldError[] } {
  const at = (name: keyof RegistrationSent) => normalizeLine(sent[name] ?? '')
  const born = parseBirthDate(sent.born ?? '', today)
  const reached = { phone: parsePhone(at('phone')), email: parseEmail(at('email')) }
  const kind = kinds.find((one) => one === sent.kind) ?? (kinds.length === 1 ? kinds[0] : undefined)
  const wrong: readonly (readonly [keyof typeof missing, boolean])[] = [
    ['surname', at('surname') === ''],
    ['born', born === undefined],
    ['street', at('street') === ''],
    ['town', at('town') === ''],
    ['phone', at('phone') !== '' && reached.phone === undefined],
    ['email', at('email') !== '' && reached.email === undefined],
    ['kind', kind === undefined],
    ['card', at('card') === ''],
  ]
  const otherNames = at('otherNames')
  return {
    newcomer: {
      name: { surname: at('surname'), firstName: at('firstName'), ...(otherNames !== '' && { otherNames }) },
      born: born ?? '',
      contact: {
        addresses: [[at('street'), at('street2'), at('town')].filter((one) => one !== '')],
        phones: reached.phone === undefined ? [] : [reached.phone],
        emails: reached.email === undefined ? [] : [reached.email],
      },
      kind: kind ?? '',
      card: at('card'),
    },
    errors: wrong.flatMap(([field, isWrong]) => (isWrong ? [{ field, message: missing[field] }] : [])),
  }
}
