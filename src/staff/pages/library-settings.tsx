import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { newToken, tokenHash, writeCookie } from '../../platform/http/cookies.ts'
import { placeName, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  ChoiceList,
  type FieldError,
  Form,
  fieldsIn,
  SelectField,
  StatusNote,
  SubmitButton,
  TextArea,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { isSecure, type StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { allWorkstations, enrollComputer, removeComputer } from '../computers.ts'
import { keptLetterhead, saveLetterhead, type TypedLetterhead } from '../letterhead.ts'
import { recordAction } from '../logged-action.ts'
import type { StaffServices } from '../services.ts'
import { isSetUpOpen } from '../set-up.ts'
import { pinDigits, setPinDigits } from '../shift-store.ts'
import { computersWords, letterheadWords } from '../words/library-settings.ts'
import { setUpWords } from '../words/set-up.ts'
import { switchWords } from '../words/sign-in.ts'

export const enrollForm = z.strictObject({
  name: z.string().trim().max(60),
  place: z.string().max(60).optional(),
})
export const removeComputerForm = z.strictObject({ id: z.uuid() })

export async function computersPage(
  context: StaffContext<StaffServices>,
  errors: readonly FieldError[] = [],
  name?: string,
  place?: string,
): Promise<Response> {
  const { app } = context.services
  const all = await allWorkstations(app, context.services.ring)
  const here = context.workstation
  const settingUp = await isSetUpOpen(app)

  const computers = computersWords(context)
  const formats = formatsOf(context)
  return showForm(
    context,
    {
      title: computers.title,
      errors,
      intro: (
        <p class="usa-intro">
          {here === null ? computers.notSetUp : computers.here(here.name, placeName(context, here.place))}
        </p>
      ),
    },
    <>
      <Form context={context} action="/computers" class="usa-form usa-form--large carrel-form">
        <h2>{here === null ? computers.setUpThis : computers.setUpAgain}</h2>
        {here !== null && <p>{computers.another}</p>}
        <TextField
          name="name"
          label={computers.name}
          hint={computers.nameHint}
          maxlength={60}
          errors={errors}
          value={name ?? here?.name ?? ''}
        />
        <h3 id="place" tabindex={-1}>
          {computers.placeQuestion}
        </h3>
        <ChoiceList
          type="radio"
          name="place"
          legend={computers.placeQuestion}
          chosen={[place ?? here?.place ?? '']}
          choices={enrollablePlaces(context).map((value) => ({ value, label: placeName(context, value) }))}
          errors={errors}
        />
        <SubmitButton>{here === null ? computers.setUp : computers.change}</SubmitButton>
      </Form>
      {here !== null && context.services.settingsSections.map((Section) => <Section context={context} />)}
      <h2 id="all">{computers.all}</h2>
      {all.length === 0 && <p>{computers.none}</p>}
      <ul class="carrel-computers">
        {all.map((one) => (
          <li class="carrel-computer">
            <div>
              <strong>{one.name}</strong>, {placeName(context, one.place)}
              <br />
              {computers.setUpBy(one.enrolledBy, formats.day(one.enrolledOn))}
            </div>
            <details>
              <summary aria-label={computers.removeThe(one.name)}>{computers.remove}</summary>
              <p>{computers.removeSays}</p>
              <ActionButton
                context={context}
                action="/computers/remove"
                name="id"
                value={one.id}
                says={computers.removeYes}
                called={`${computers.removeYes}: ${one.name}`}
              />
            </details>
          </li>
        ))}
      </ul>
      <PinDigits context={context} />
      {settingUp && <BackLink href="/set-up">{computers.toSetUp}</BackLink>}
    </>,
  )
}

export const pinDigitsForm = z.strictObject({ digits: z.enum(['4', '5', '6', '8']) })

const PinDigits = async ({ context }: { readonly context: StaffContext }) => {
  const { digits } = switchWords(context)
  const least = String(await pinDigits(context.services.app))
  return (
    <Form context={context} action="/computers/pins" class="usa-form carrel-form">
      <h2>{digits.title}</h2>
      <p>{digits.says}</p>
      <SelectField
        name="digits"
        label={digits.label}
        options={Object.fromEntries(pinDigitsForm.shape.digits.options.map((one) => [one, one]))}
        picked={least}
      />
      <SubmitButton look="outline">{digits.save}</SubmitButton>
    </Form>
  )
}

export async function submitPinDigits(context: StaffContext, { digits }: z.infer<typeof pinDigitsForm>) {
  await recordAction(context.services, staffActorOf(context), async (trx, note) => {
    await setPinDigits(trx, Number(digits))
    await note({ kind: 'staff-pin-length', flags: [digits] })
  })
  return context.c.redirect('/computers', 303)
}

/** Places where staff work: the front desk and the pack's private rooms. */
function enrollablePlaces(context: StaffContext): string[] {
  const { privateRooms } = context.services.pack
  return ['front-desk', ...privateRooms]
}

/** Enrolls this browser under a new token. */
export async function submitEnrollment(
  context: StaffContext<StaffServices>,
  { name, place }: z.infer<typeof enrollForm>,
): Promise<Response> {
  const { c, services } = context
  const computers = computersWords(context)
  const errors: FieldError[] = []
  if (name === '') errors.push({ field: 'name', message: computers.nameMissing })
  if (place === undefined || !enrollablePlaces(context).includes(place)) {
    errors.push({ field: 'place', message: computers.placeMissing })
  }
  if (errors.length > 0 || place === undefined) return computersPage(context, errors, name, place)
  const token = newToken()
  await enrollComputer(services, staffActorOf(context), {
    tokenHash: tokenHash(token),
    name,
    place,
    replaces: context.workstation?.id,
  })
  writeCookie(c, isSecure(services), 'computer', token)
  return c.redirect('/computers', 303)
}

export async function submitRemoval(context: StaffContext, { id }: z.infer<typeof removeComputerForm>) {
  await removeComputer(context.services, staffActorOf(context), id)
  return context.c.redirect('/computers', 303)
}

// Why limited: an envelope's window must show the patron's address and none of these lines.
const mostLines = 3
const longestLine = 44
const lines = z.string().max(500)
export const letterheadForm = z.strictObject({
  address: lines,
  phone: z.string().trim().max(100),
  counselPhone: z.string().trim().max(100).default(''),
  hours: lines,
})
type Typed = z.infer<typeof letterheadForm>
const letterheadFields = ['address', 'phone', 'counselPhone', 'hours'] as const

export async function letterheadPage(context: StaffContext): Promise<Response> {
  return formPage(context, await letterheadTexts(context))
}

const letterheadOnFile = ({ services: { app, ring } }: StaffContext) => keptLetterhead(app, ring)

async function letterheadTexts(context: StaffContext): Promise<Typed> {
  const typed = await letterheadOnFile(context)
  const { address = [], phone = '', hours = [] } = typed ?? context.pack.manifest
  const { counselPhone = '' } = typed ?? {}
  return { address: address.join('\n'), phone, counselPhone, hours: hours.join('\n') }
}

export async function submitLetterhead(context: StaffContext, typed: Typed): Promise<Response> {
  const letterhead = { ...typed, address: linesOf(typed.address), hours: linesOf(typed.hours) }
  const errors = faultsOf(context, letterhead)
  if (errors.length > 0) return formPage(context, typed, errors)
  const was = await letterheadTexts(context)
  const now = { ...letterhead, address: letterhead.address.join('\n'), hours: letterhead.hours.join('\n') }
  const changed = letterheadFields.filter((field) => was[field] !== now[field])
  await recordAction(context.services, staffActorOf(context), async (trx, note) => {
    await saveLetterhead(trx, context.services.ring, letterhead)
    await note({ kind: 'letterhead-changed' })
  })
  return context.c.redirect(`/set-up/letterhead?saved=${changed.join('.')}`, 303)
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

function faultsOf(context: StaffContext, typed: TypedLetterhead): FieldError[] {
  const { address, phone, counselPhone, hours } = typed
  const { noAddress, noPhone, tooMany, tooLong } = letterheadWords(context)
  const isLong = (line: string) => line.length > longestLine
  const inLines = (field: string, typed: readonly string[]) => [
    ...(typed.length > mostLines ? [{ field, message: tooMany }] : []),
    ...(typed.some(isLong) ? [{ field, message: tooLong(longestLine) }] : []),
  ]
  return [
    ...(address.length === 0 ? [{ field: 'address', message: noAddress }] : inLines('address', address)),
    ...(phone === '' ? [{ field: 'phone', message: noPhone }] : inLines('phone', [phone])),
    ...inLines('counselPhone', [counselPhone]),
    ...inLines('hours', hours),
  ]
}

async function formPage(context: StaffContext, typed: Typed, errors: readonly FieldError[] = []) {
  const words = letterheadWords(context)
  const field = fieldsIn(typed, errors)
  const saved = errors.length === 0 ? context.c.req.query('saved') : undefined
  const changed = letterheadFields.filter((name) => saved?.split('.').includes(name))
  const parts = [
    saved !== undefined && words.saved,
    changed.length > 0 && words.changed(formatsOf(context).all(changed.map((name) => words[name]))),
  ]
  const said = parts.filter(Boolean).join(' ')
  const isForged = (await letterheadOnFile(context))?.isOurs === false
  return showForm(
    context,
    { title: words.title, errors, intro: <StatusNote said={said === '' ? undefined : said} /> },
    <>
      {isForged && <Alert kind="warning">{words.notOurs}</Alert>}
      <p class="usa-intro">{words.says}</p>
      <Form context={context} action="/set-up/letterhead" class="carrel-form">
        <TextArea {...field('address')} label={words.address} hint={words.addressHint} rows={3} />
        <TextField {...field('phone')} label={words.phone} maxlength={100} />
        <TextField
          {...field('counselPhone')}
          label={words.counselPhone}
          hint={words.counselPhoneHint}
          maxlength={100}
        />
        <TextArea {...field('hours')} label={words.hours} hint={words.hoursHint} rows={3} />
        <SubmitButton>{words.save}</SubmitButton>
      </Form>
      <BackLink href="/set-up">{setUpWords(context).list.title}</BackLink>
    </>,
  )
}
