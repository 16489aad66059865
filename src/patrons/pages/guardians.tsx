/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Opened } from '../../gate/opened-record.ts'
import { answerForScreen } from '../../gate/pages/records.ts'
import type { OpenedGuardian } from '../../gate/request.ts'
import { guardianDocumentKinds } from '../../gate/sealed-patron.ts'
import { actorOf } from '../../gate/services.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceButtons,
  ChoiceList,
  DoneLink,
  type FieldError,
  Form,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { allAccounts } from '../../staff/account-store.ts'
import type { AddGuardianOutcome, GuardianEvidence } from '../guardians.ts'
import type { PatronServices } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { guardiansWords } from '../words/guardians.ts'
import { nothingShownPage } from './patron-lookup.tsx'
import { GuardianList, guardianFullName, IdButton, nameOf } from './record-parts.tsx'

const shortText = z.string().trim().max(120).optional()
const checkedList = z.preprocess(
  (sent) => (sent === undefined ? undefined : [sent].flat().filter((one) => one !== '')),
  z.array(z.enum(guardianDocumentKinds)).max(guardianDocumentKinds.length).optional(),
)

/** What a guardian did and showed; `sent` once the form was on a screen. No number of a paper, and no reason. */
export const evidenceFields = {
  sent: z.literal('yes').optional(),
  liable: z.enum(['yes', 'no']).optional(),
  checked: checkedList,
} as const

/** Who has no card: a name, and an address of their own. */
export const personFields = {
  firstName: shortText,
  surname: shortText,
  street: shortText,
  town: shortText,
  phone: shortText,
} as const

type EvidenceSent = {
  readonly liable?: 'yes' | 'no' | undefined
  readonly checked?: GuardianEvidence['checked'] | undefined
}
type AddressSent = {
  readonly street?: string | undefined
  readonly town?: string | undefined
  readonly phone?: string | undefined
}

/** What is missing of what they did and showed. */
export function evidenceErrors(
  { liable, checked = [] }: EvidenceSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(liable === undefined ? [{ field: 'liable', message: missing.liable }] : []),
    ...(checked.length === 0 ? [{ field: 'checked', message: missing.checked }] : []),
  ]
}

/** What is missing of an address. */
export function addressErrors(
  { street, town }: AddressSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(street ? [] : [{ field: 'street', message: missing.street }]),
    ...(town ? [] : [{ field: 'town', message: missing.town }]),
  ]
}

export function readEvidence({ liable, checked = [] }: EvidenceSent): GuardianEvidence {
  return { liable: liable === 'yes', checked }
}

export function readContact({ street = '', town = '', phone }: AddressSent) {
  return { addresses: [[street, town]], phones: phone ? [phone] : [], emails: [] }
}

// Why: every id is a random number and goes in the body, as a card's number and a name do.
export const guardiansForm = z.strictObject({ id: z.uuid() })
export const removeGuardianForm = z.strictObject({
  ...{ id: z.uuid(), link: z.uuid() },
  sure: z.literal('yes').optional(),
})
export const ofAgeForm = z.strictObject({
  id: z.uuid(),
  how: z.enum(['marriage', 'emancipation', 'neither']).optional(),
})

/** Who is on file for one customer, and what can be done about it. */
export async function guardiansPage(
  visit: StaffContext<PatronServices>,
  { id }: z.infer<typeof guardiansForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return guardiansNotShown(visit)
  const file = await guardiansOf(visit, id)
  if (file === undefined) return recordGonePage(visit)
  const age = ageOfPatron(visit, file.child)
  closeLater(visit, '/counter')
  return show(
    visit,
    words.title,
    <>
      <h1>{words.of(nameOf(file.child) ?? '')}</h1>
      {age === 'of-age' && <p class="usa-intro">{words.notMinor}</p>}
      {age === 'unknown' && <p class="usa-intro">{words.bornUnknown}</p>}
      {age !== 'of-age' && (
        <GuardianList visit={visit} id={id} guardians={file.guardians} names={await staffNamesFor(visit)} />
      )}
      <div class="carrel-acts">
        {age === 'minor' && (
          <IdButton visit={visit} action="/counter/guardian-add" values={{ id }}>
            {words.add}
          </IdButton>
        )}
        {file.guardians.length > 0 && age !== 'of-age' && (
          <IdButton visit={visit} action="/counter/statement" values={{ id }}>
            {words.statement}
          </IdButton>
        )}
        {house.guardians.mayRecord(actorOf(visit)) && (age === 'minor' || file.child.identity?.ofAge) && (
          <IdButton visit={visit} action="/counter/of-age" values={{ id }}>
            {words.ofAge}
          </IdButton>
        )}
      </div>
      <p class="carrel-recorded">{counterWords(visit).recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frameWords(visit).done}
      </a>
      <BackToPatron visit={visit} id={id} />
    </>,
  )
}

/** Who put somebody on file is the Director's to see (Statement: who did what is confidential too). */
async function staffNamesFor({ who, house }: StaffContext): Promise<ReadonlyMap<string, string> | undefined> {
  if (who.role !== 'director') return undefined
  return new Map((await allAccounts(house.app)).map(({ id, name }) => [id, name]))
}

function ageOfPatron({ pack, house }: StaffContext, { identity }: Opened): 'minor' | 'of-age' | 'unknown' {
  const { born, ofAge } = identity ?? {}
  if (born === undefined && ofAge === undefined) return 'unknown'
  const subject = { married: ofAge !== undefined, emancipated: false, ...(born !== undefined && { born }) }
  return pack.isMinor({ on: house.clock.today(), subject }) ? 'minor' : 'of-age'
}

/** Asked once more, then off the file. */
export async function removeGuardian(
  visit: StaffContext<PatronServices>,
  { id, link, sure }: z.infer<typeof removeGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return guardiansNotShown(visit)
  if (sure === undefined) {
    const guardian = (await guardiansOf(visit, id))?.guardians.find((one) => one.link === link)
    if (guardian === undefined) return recordGonePage(visit)
    closeLater(visit, '/counter')
    return guardianFormPage(
      visit,
      { heading: words.removeTitle(guardianFullName(guardian)), says: words.removeSays, id },
      [
        <IdButton visit={visit} action="/counter/guardian-remove" values={{ id, link, sure: 'yes' }}>
          {words.removeYes}
        </IdButton>,
      ],
    )
  }
  const removed = await house.guardians.remove(actorOf(visit), { patronId: id, link })
  if (removed === 'not-here') return guardiansNotShown(visit)
  if (removed === 'not-on-file') return recordGonePage(visit)
  return guardianDonePage(visit, { heading: words.removed, says: words.removedSays, id })
}

/** The Director has seen that somebody is of age before their birthday, or that this was a mistake. */
export async function recordOfAge(
  visit: StaffContext<PatronServices>,
  { id, how }: z.infer<typeof ofAgeForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const told = formatsOf(visit)
  const { house } = visit
  if (!house.guardians.mayRecord(actorOf(visit))) return guardiansNotShown(visit)
  if (how !== undefined) {
    const done =
      how === 'neither'
        ? await house.guardians.takeBackOfAge(actorOf(visit), id)
        : await house.guardians.recordOfAge(actorOf(visit), id, how)
    if (done === 'not-here') return guardiansNotShown(visit)
    if (done === 'not-on-file') return recordGonePage(visit)
    return done === 'recorded'
      ? guardianDonePage(visit, { heading: words.recorded, says: words.recordedSays, id })
      : guardiansPage(visit, { id })
  }
  const file = await guardiansOf(visit, id)
  if (file === undefined) return recordGonePage(visit)
  const ofAge = file.child.identity?.ofAge
  const says = ofAge === undefined ? words.ofAgeSays : words.recordedOfAge[ofAge.by](told.day(ofAge.on))
  const choices =
    ofAge === undefined
      ? (['marriage', 'emancipation'] as const).map((value) => ({ value, ...words.ofAgeChoices[value] }))
      : [{ value: 'neither', label: words.ofAgeTakeBack, hint: words.ofAgeTakeBackSays }]
  return guardianFormPage(visit, { heading: words.ofAge, says, id }, [
    <Form visit={visit} action="/counter/of-age">
      <input type="hidden" name="id" value={id} />
      <ChoiceButtons name="how" choices={choices} />
    </Form>,
  ])
}

const BackToPatron = ({ visit, id }: BackProps) => (
  <Form visit={visit} action="/counter/customer" class="carrel-back">
    <button type="submit" name="id" value={id} class="usa-button usa-button--unstyled">
      {cardsWords(visit).toRecord}
    </button>
  </Form>
)

const cardField = z.string().trim().max(64).optional()
const rowFields = { id: z.uuid(), link: z.uuid() } as const
export const addGuardianForm = z.strictObject({
  ...{ id: z.uuid(), made: z.uuid().optional(), card: cardField },
  ...evidenceFields,
  ...personFields,
})
const { street, town, phone } = personFields
export const changeGuardianForm = z.strictObject({ ...rowFields, ...evidenceFields, street, town, phone })
export const addGuardianToChildForm = z.strictObject({ ...rowFields, ...evidenceFields, card: cardField })

/** Puts somebody on file who is here. */
export async function addGuardian(
  visit: StaffContext<PatronServices>,
  sent: z.infer<typeof addGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return guardiansNotShown(visit)
  if (sent.sent === undefined) return addGuardianPage(visit, sent, [])
  const errors = [...guardianErrors(sent, words), ...evidenceErrors(sent, words)]
  if (errors.length > 0) return addGuardianPage(visit, sent, errors)
  const { id, card: number, made = randomUUID(), firstName = '', surname = '' } = sent
  const guardian = number
    ? { card: number }
    : { id: made, name: { surname, firstName }, contact: readContact(sent) }
  const added = await house.guardians.add(actorOf(visit), { patronId: id, guardian, ...readEvidence(sent) })
  return afterAdding(visit, added, id, (message) =>
    addGuardianPage(visit, sent, [{ field: 'card', message }]),
  )
}

function guardianErrors(
  sent: z.infer<typeof addGuardianForm>,
  words: ReturnType<typeof guardiansWords>,
): FieldError[] {
  const { card: number, firstName, surname, street, town, phone } = sent
  const { missing } = words
  const isTyped = [firstName, surname, street, town, phone].some(Boolean)
  if (number) return isTyped ? [{ field: 'card', message: missing.one }] : []
  if (!isTyped) return [{ field: 'card', message: missing.who }]
  return [
    ...(firstName ? [] : [{ field: 'firstName', message: missing.firstName }]),
    ...(surname ? [] : [{ field: 'surname', message: missing.surname }]),
    ...addressErrors(sent, words),
  ]
}

function afterAdding(
  visit: StaffContext,
  added: AddGuardianOutcome,
  id: string,
  again: (message: string) => Response | Promise<Response>,
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  if (added === 'not-here') return guardiansNotShown(visit)
  if (added === 'not-on-file') return recordGonePage(visit)
  if (added !== 'added') return again(words.notAdded[added])
  return guardianDonePage(visit, { heading: words.added, says: words.addedSays, id })
}

function addGuardianPage(
  visit: StaffContext,
  sent: z.infer<typeof addGuardianForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  return guardianFormPage(visit, { heading: words.add, says: words.addSays, id: sent.id, errors }, [
    <Form visit={visit} action="/counter/guardian-add" class="carrel-question">
      <input type="hidden" name="id" value={sent.id} />
      <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
      <TextField
        name="card"
        label={words.card}
        hint={words.cardHint}
        {...(sent.card !== undefined && { value: sent.card })}
        maxlength={64}
        errors={errors}
      />
      <h2>{words.noCard}</h2>
      <NameFields visit={visit} sent={sent} errors={errors} />
      <AddressFields visit={visit} sent={sent} errors={errors} />
      <EvidenceFields visit={visit} sent={sent} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.add}
      </button>
    </Form>,
  ])
}

/** Whether they signed, what they showed now, and where somebody without a card lives. */
export async function changeGuardian(
  visit: StaffContext<PatronServices>,
  sent: z.infer<typeof changeGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return guardiansNotShown(visit)
  const { id, link, street: line } = sent
  if (sent.sent === undefined) return changeGuardianPage(visit, sent, [])
  const address = line === undefined ? [] : addressErrors(sent, words)
  const errors = [...address, ...evidenceErrors(sent, words)]
  if (errors.length > 0) return changeGuardianPage(visit, sent, errors)
  const changed = await house.guardians.change(actorOf(visit), {
    ...{ patronId: id, link, ...readEvidence(sent) },
    ...(line !== undefined && { contact: readContact(sent) }),
  })
  if (changed === 'not-here') return guardiansNotShown(visit)
  if (changed === 'not-on-file') return recordGonePage(visit)
  return guardianDonePage(visit, { heading: words.changed, says: words.changedSays, id })
}

async function changeGuardianPage(
  visit: StaffContext<PatronServices>,
  sent: z.infer<typeof changeGuardianForm>,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = guardiansWords(visit)
  const { id, link } = sent
  const guardian = (await guardiansOf(visit, id, link))?.guardians[0]
  if (guardian === undefined) return recordGonePage(visit)
  const [[firstLine, secondLine] = []] = guardian.contact?.addresses ?? []
  const known = { street: firstLine, town: secondLine, phone: guardian.contact?.phones[0] }
  const was = { ...known, liable: guardian.liable ? 'yes' : 'no', ...sent }
  closeLater(visit, '/counter')
  const heading = words.changeTitle(guardianFullName(guardian))
  return guardianFormPage(visit, { heading, says: words.changeSays, id, errors }, [
    <Form visit={visit} action="/counter/guardian-change" class="carrel-question">
      <GuardianRowFields id={id} link={link} />
      {!guardian.isPatron && <AddressFields visit={visit} sent={was} errors={errors} />}
      <EvidenceFields visit={visit} sent={was} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.save}
      </button>
    </Form>,
    <div class="carrel-acts">
      <IdButton visit={visit} action="/counter/guardian-also" values={{ id, link }}>
        {words.also}
      </IdButton>
    </div>,
  ])
}

/** The same guardian for another child, whose card is here. */
export async function addGuardianToChild(
  visit: StaffContext<PatronServices>,
  sent: z.infer<typeof addGuardianToChildForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return guardiansNotShown(visit)
  const { id, link, card: number = '' } = sent
  if (sent.sent === undefined) return addGuardianToChildPage(visit, sent, [])
  const noCard = number === '' ? [{ field: 'card', message: words.missing.card }] : []
  const errors = [...noCard, ...evidenceErrors(sent, words)]
  if (errors.length > 0) return addGuardianToChildPage(visit, sent, errors)
  const to = { patronId: id, link, card: number, ...readEvidence(sent) }
  const added = await house.guardians.addTo(actorOf(visit), to)
  return afterAdding(visit, added, id, (message) =>
    addGuardianToChildPage(visit, sent, [{ field: 'card', message }]),
  )
}

function addGuardianToChildPage(
  visit: StaffContext,
  sent: z.infer<typeof addGuardianToChildForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const { id, link } = sent
  return guardianFormPage(visit, { heading: words.also, says: words.alsoSays, id, errors }, [
    <Form visit={visit} action="/counter/guardian-also" class="carrel-question">
      <GuardianRowFields id={id} link={link} />
      <TextField
        name="card"
        label={words.alsoCard}
        {...(sent.card !== undefined && { value: sent.card })}
        maxlength={64}
        autofocus
        errors={errors}
      />
      <EvidenceFields visit={visit} sent={sent} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.alsoAdd}
      </button>
    </Form>,
  ])
}

type GuardianRowFieldsProps = { readonly id: string; readonly link: string }

/** Which row of whose file: random numbers. */
const GuardianRowFields = ({ id, link }: GuardianRowFieldsProps) => (
  <>
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="link" value={link} />
  </>
)

type GuardianFile = { readonly child: Opened; readonly guardians: readonly OpenedGuardian[] }

/** The minor and their guardians, by the gate: a look that is on record, as any is. */
export async function guardiansOf(
  visit: StaffContext<PatronServices>,
  id: string,
  link?: string,
): Promise<GuardianFile | undefined> {
  const { told, guardians } = await visit.house.gate.view({
    ...{ actor: actorOf(visit), patron: { id }, records: ['existence', 'identity'] },
    guardians: link === undefined ? { records: ['identity'] } : { link, records: ['identity', 'contact'] },
  })
  const [found] = told
  return found?.opened.identity && { child: found.opened, guardians }
}

/** From here nothing of this may show. */
export const guardiansNotShown = (visit: StaffContext) =>
  nothingShownPage(visit, answerForScreen(visit, ['existence', 'identity', 'contact']))

type GuardianFormPage = {
  readonly heading: string
  readonly says: string
  readonly id: string
  readonly errors?: readonly FieldError[]
}

/** A question about a guardian, and the way back. */
export function guardianFormPage(
  visit: StaffContext,
  { heading, says, id, errors = [] }: GuardianFormPage,
  forms: readonly Child[],
): Response | Promise<Response> {
  return showForm(
    visit,
    { title: guardiansWords(visit).title, heading: heading, errors },
    <>
      <p class="usa-intro">{says}</p>
      {forms}
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}

/** What was done, and the ways on. */
export function guardianDonePage(
  visit: StaffContext,
  { heading, says, id }: GuardianFormPage,
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <p class="carrel-recorded">{words.onRecord}</p>
      <DoneLink visit={visit} href="/counter" />
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}

/** Somebody else took it off meanwhile, or put another number into the form. */
export function recordGonePage(
  visit: StaffContext,
  heading = guardiansWords(visit).gone,
): Response | Promise<Response> {
  const counter = counterWords(visit)
  const cards = cardsWords(visit)
  return show(
    visit,
    counter.notOnFile,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{counter.findAgain}</p>
      <BackLink href="/counter">{cards.toCounter}</BackLink>
    </>,
  )
}

export type BackProps = { readonly visit: StaffContext; readonly id: string }

export const BackToGuardians = ({ visit, id }: BackProps) => (
  <Form visit={visit} action="/counter/guardians" class="carrel-back">
    <button type="submit" name="id" value={id} class="usa-button usa-button--unstyled">
      {guardiansWords(visit).back}
    </button>
  </Form>
)

type Errors = { readonly errors: readonly FieldError[] }
type SentFields = Readonly<Record<string, unknown>>

const fieldValue = (sent: SentFields, name: string) =>
  typeof sent[name] === 'string' ? { value: sent[name] } : {}
const fieldErrors = (errors: readonly FieldError[], name: string) =>
  errors
    .filter(({ field }) => field === name)
    .map(({ message }) => <span class="usa-error-message">{message}</span>)

/** Whether they signed, and what they showed. */
export const EvidenceFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: RequestContext; readonly sent: SentFields } & Errors) => {
  const words = guardiansWords(visit)
  const chosen = (name: string) => [sent[name]].flat().filter((one) => typeof one === 'string')
  return (
    <>
      <input type="hidden" name="sent" value="yes" />
      <div id="liable">
        <h2>{words.didSign}</h2>
        <p class="carrel-hint">{words.signHint}</p>
        {fieldErrors(errors, 'liable')}
        <ChoiceList
          type="radio"
          name="liable"
          legend={words.didSign}
          chosen={chosen('liable')}
          choices={(['yes', 'no'] as const).map((value) => ({ value, label: words.signedChoice[value] }))}
        />
      </div>
      <div id="checked">
        <h2>{words.checked}</h2>
        <p class="carrel-hint">{words.checkedHint}</p>
        {fieldErrors(errors, 'checked')}
        <input type="hidden" name="checked" value="" />
        <ChoiceList
          type="checkbox"
          name="checked"
          legend={words.checked}
          chosen={chosen('checked')}
          choices={(['photo-id', 'court-letters'] as const).map((value) => ({
            ...{ value, label: words.checks[value] },
          }))}
        />
      </div>
    </>
  )
}

/** Where somebody without a card lives, on lines as a letter has them. */
export const AddressFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: RequestContext; readonly sent: SentFields } & Errors) => {
  const words = guardiansWords(visit)
  return (
    <>
      <TextField name="street" label={words.street} {...fieldValue(sent, 'street')} errors={errors} />
      <TextField
        name="town"
        label={words.town}
        hint={words.townHint}
        {...fieldValue(sent, 'town')}
        errors={errors}
      />
      <TextField name="phone" label={words.phone} {...fieldValue(sent, 'phone')} errors={errors} />
    </>
  )
}

/** Their name, as on their papers. */
export const NameFields = ({
  visit,
  sent,
  errors,
}: { readonly visit: RequestContext; readonly sent: SentFields } & Errors) => {
  const words = guardiansWords(visit)
  return (
    <>
      <TextField
        name="firstName"
        label={words.firstName}
        {...fieldValue(sent, 'firstName')}
        errors={errors}
      />
      <TextField name="surname" label={words.surname} {...fieldValue(sent, 'surname')} errors={errors} />
    </>
  )
}
