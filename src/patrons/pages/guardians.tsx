import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  type Disclosure,
  type GuardianCheck,
  type NotTold,
  type Opened,
  type OpenedGuardian,
} from '../../gate/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  type Change,
  ChangeTable,
  ChoiceButtons,
  ChoiceQuestion,
  DoneLink,
  ErrorMessage,
  type FieldError,
  Form,
  fieldsIn,
  ShownField,
  SubmitButton,
  shownField,
  TextField,
  textsShown,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { form, type Route } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { isDay } from '../../policy/index.ts'
import { accountNames } from '../../staff/index.ts'
import {
  type AddGuardianOutcome,
  type GuardianEvidence,
  mostListedReviews,
  type ShieldOrder,
} from '../guardians.ts'
import type { PatronDeskContext, PatronServices } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { guardiansWords } from '../words/guardians.ts'
import { askBasisPage, nothingShownPage } from './patron-lookup.tsx'
import {
  ageOfPatron,
  BackToRecord,
  GuardianList,
  guardianFullName,
  IdButton,
  nameOf,
} from './record-parts.tsx'

const shortText = z.string().trim().max(120).optional()
/** How someone shows that they are a guardian of the minor; that staff know them is none. */
const relationWays = [
  ...(['signature', 'minor-present', 'same-address', 'birth-certificate', 'court-letters'] as const),
] as const
const wayList = z.preprocess(
  (sent) => (sent === undefined ? undefined : [sent].flat().filter((one) => one !== '')),
  z.array(z.enum(relationWays)).max(relationWays.length).optional(),
)

/** `sent`: the form was on a screen. It asks for no paper's number and no reason. */
const evidenceFields = {
  sent: z.literal('yes').optional(),
  identity: z.literal('photo-id').optional(),
  relation: wayList,
} as const

/** A guardian without a card. */
const personFields = {
  firstName: shortText,
  surname: shortText,
  street: shortText,
  town: shortText,
  phone: shortText,
} as const

type EvidenceSent = {
  readonly identity?: 'photo-id' | undefined
  readonly relation?: readonly (typeof relationWays)[number][] | undefined
}
type AddressSent = {
  readonly street?: string | undefined
  readonly town?: string | undefined
  readonly phone?: string | undefined
}

function evidenceErrors(
  { identity, relation = [] }: EvidenceSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(identity === undefined ? [{ field: 'identity', message: missing.identity }] : []),
    ...(relation.length === 0 ? [{ field: 'relation', message: missing.relation }] : []),
  ]
}

function addressErrors(
  { street, town }: AddressSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(street ? [] : [{ field: 'street', message: missing.street }]),
    ...(town ? [] : [{ field: 'town', message: missing.town }]),
  ]
}

function readEvidence({ relation = [] }: EvidenceSent): GuardianEvidence {
  const shown = relation.filter((way): way is GuardianCheck & typeof way => way !== 'signature')
  return { liable: relation.includes('signature'), checked: ['photo-id', ...shown] }
}

function readContact({ street = '', town = '', phone }: AddressSent) {
  return { addresses: [[street, town]], phones: phone ? [phone] : [], emails: [] }
}

// Why in the body: ids identify a patron.
export const guardiansForm = z.strictObject({ id: z.uuid() })
export const removeGuardianForm = z.strictObject({
  id: z.uuid(),
  link: z.uuid(),
  sure: z.literal('yes').optional(),
})
export const ofAgeForm = z.strictObject({
  id: z.uuid(),
  how: z.enum(['marriage', 'emancipation', 'neither']).optional(),
})

export async function guardiansPage(
  context: PatronDeskContext,
  { id }: z.infer<typeof guardiansForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const { services } = context
  if (!services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  const file = await guardiansOf(context, id)
  const { child } = file
  if (child === undefined) return recordNotOpenPage(context, file)
  const age = ageOfPatron(context, child)
  closeLater(context, '/counter')
  return show(
    context,
    words.title,
    <>
      <h1>{words.of(nameOf(child) ?? '')}</h1>
      {age === 'of-age' && <p class="usa-intro">{words.notMinor}</p>}
      {age === 'unknown' && <p class="usa-intro">{words.bornUnknown}</p>}
      {age !== 'of-age' && (
        <GuardianList
          context={context}
          id={id}
          guardians={file.guardians}
          names={await staffNamesFor(context)}
        />
      )}
      <div class="carrel-acts">
        {age === 'minor' && (
          <IdButton context={context} action="/counter/guardian-add" values={{ id }}>
            {words.add}
          </IdButton>
        )}
        {age === 'minor' && (
          <IdButton context={context} action="/counter/not-told" values={{ id }}>
            {words.shield.title}
          </IdButton>
        )}
        {file.guardians.length > 0 && age !== 'of-age' && (
          <IdButton context={context} action="/counter/statement" values={{ id }}>
            {words.statement}
          </IdButton>
        )}
        {services.guardians.mayRecord(actorOf(context)) && (age === 'minor' || child.identity?.ofAge) && (
          <IdButton context={context} action="/counter/of-age" values={{ id }}>
            {words.ofAge}
          </IdButton>
        )}
      </div>
      <p class="carrel-recorded">{counterWords(context).recorded}</p>
      <DoneLink context={context} href="/counter" />
      <BackToRecord context={context} id={id} />
    </>,
  )
}

export const notToldForm = z.strictObject({
  id: z.uuid(),
  do: z.enum(['set', 'extend', 'order', 'end']).optional(),
  court: shortText,
  number: shortText,
  until: shortText,
})
type NotToldSent = z.infer<typeof notToldForm>

/** "Not to be told": a clerk sets it for days, the Director for longer. */
export async function notToldPage(context: PatronDeskContext, sent: NotToldSent): Promise<Response> {
  const { shield } = guardiansWords(context)
  const { shields } = context.services
  const by = actorOf(context)
  const { id, do: act } = sent
  if (!shields.mayKeep(by)) return guardiansNotShown(context)
  if (act === undefined) return askNotToldPage(context, sent, [])
  const order = { court: sent.court ?? '', number: sent.number ?? '', until: sent.until ?? '' }
  const errors = act === 'order' ? orderErrors(context, order) : []
  if (errors.length > 0) return askNotToldPage(context, sent, errors)
  const acts = {
    set: () => shields.set(by, id),
    extend: () => shields.extend(by, id),
    order: () => shields.underOrder(by, id, order),
    end: () => shields.end(by, id),
  }
  const came = await acts[act]()
  if (came === 'not-here') return guardiansNotShown(context)
  if (came === 'not-on-file') return recordGonePage(context)
  if (came !== 'set') return askNotToldPage(context, sent, [{ field: 'do', message: shield.notSet[came] }])
  const [heading, says] = act === 'end' ? [shield.ended, shield.endedSays] : [shield.done, shield.doneSays]
  return guardianDonePage(context, { heading, says, id })
}

function orderErrors(context: PatronDeskContext, { court, number, until }: ShieldOrder): FieldError[] {
  const { missing } = guardiansWords(context).shield
  const { clock, shields } = context.services
  const isUntil = isDay(until) && until > clock.today() && until <= shields.lastDay
  return [
    ...(court === '' ? [{ field: 'court', message: missing.court }] : []),
    ...(number === '' ? [{ field: 'number', message: missing.number }] : []),
    ...(isUntil ? [] : [{ field: 'until', message: missing.until }]),
  ]
}

async function askNotToldPage(
  context: PatronDeskContext,
  sent: NotToldSent,
  errors: readonly FieldError[],
): Promise<Response> {
  const { shield } = guardiansWords(context)
  const { id } = sent
  const looked = {
    actor: actorOf(context),
    patron: { id },
    records: ['existence', 'identity'],
    handles: true,
  } as const
  const disclosed = await context.services.gate.view(looked)
  const [found] = disclosed.told
  if (found === undefined) return recordNotOpenPage(context, disclosed)
  const isDirector = context.who.role === 'director'
  const today = context.services.clock.today()
  const { notTold } = found.opened.identity ?? {}
  const isSet = notTold !== undefined && notTold.until >= today
  closeLater(context, '/counter')
  return guardianFormPage(context, { heading: shield.title, says: shield.says, id, errors }, [
    <p>
      <strong>{nameOf(found.opened)}</strong>. {isSet ? shieldStatus(context, notTold) : shield.none}
    </p>,
    <Form context={context} action="/counter/not-told" class="carrel-acts" id="do">
      <RecordIdField id={id} />
      <ErrorMessage of="do" says={errors.find(({ field }) => field === 'do')?.message} />
      {!isSet && (
        <SubmitButton name="do" value="set" look="big">
          {shield.set}
        </SubmitButton>
      )}
      {isDirector && (
        <SubmitButton name="do" value="extend" look="outline">
          {shield.extend}
        </SubmitButton>
      )}
      {isDirector && isSet && (
        <SubmitButton name="do" value="end" look="outline">
          {shield.end}
        </SubmitButton>
      )}
    </Form>,
    !isDirector && <p>{shield.setSays}</p>,
    isDirector && <OrderForm context={context} sent={sent} errors={errors} />,
  ])
}

const RecordIdField = ({ id }: { readonly id: string }) => <input type="hidden" name="id" value={id} />

function shieldStatus(context: RequestContext, { until, by, order }: NotTold): string {
  const { shield } = guardiansWords(context)
  const how =
    order === undefined || by !== 'order'
      ? shield.by[by === 'order' ? 'director' : by]
      : shield.by.order(order.court, order.number)
  return `${shield.until(formatsOf(context).day(until))} ${how}`
}

const OrderForm = ({
  context,
  sent,
  errors,
}: {
  readonly context: PatronDeskContext
  readonly sent: NotToldSent
  readonly errors: readonly FieldError[]
}) => {
  const { shield } = guardiansWords(context)
  const { court = '', number = '', until = '' } = sent
  const field = fieldsIn({ court, number, until }, errors)
  return (
    <>
      <h2>{shield.orderTitle}</h2>
      <p>{shield.orderSays}</p>
      <Form context={context} action="/counter/not-told" class="usa-form carrel-form">
        <RecordIdField id={sent.id} />
        <TextField {...field('court')} label={shield.court} maxlength={120} />
        <TextField {...field('number')} label={shield.number} maxlength={120} />
        <TextField {...field('until')} label={shield.expires} type="date" maxlength={10} />
        <SubmitButton name="do" value="order">
          {shield.order}
        </SubmitButton>
      </Form>
    </>
  )
}

/** Only the Director sees who put a guardian on file (Statement: who did what is confidential too). */
async function staffNamesFor({
  who,
  services,
}: StaffContext): Promise<ReadonlyMap<string, string> | undefined> {
  if (who.role !== 'director') return undefined
  return accountNames(services.app)
}

/** After confirmation. */
export async function removeGuardian(
  context: PatronDeskContext,
  { id, link, sure }: z.infer<typeof removeGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const { services } = context
  if (!services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  if (sure === undefined) {
    const file = await guardiansOf(context, id)
    const guardian = file.guardians.find((one) => one.link === link)
    if (guardian === undefined) return recordNotOpenPage(context, file)
    closeLater(context, '/counter')
    return guardianFormPage(
      context,
      { heading: words.removeTitle(guardianFullName(guardian)), says: words.removeSays, id },
      [
        <IdButton context={context} action="/counter/guardian-remove" values={{ id, link, sure: 'yes' }}>
          {words.removeYes}
        </IdButton>,
      ],
    )
  }
  const removed = await services.guardians.remove(actorOf(context), { patronId: id, link })
  if (removed === 'not-here') return guardiansNotShown(context)
  if (removed === 'not-on-file') return recordGonePage(context)
  return guardianDonePage(context, { heading: words.removed, says: words.removedSays, id })
}

/** The Director has seen proof of early majority, or reverts a mistake. */
export async function recordOfAge(
  context: PatronDeskContext,
  { id, how }: z.infer<typeof ofAgeForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const formats = formatsOf(context)
  const { services } = context
  if (!services.guardians.mayRecord(actorOf(context))) return guardiansNotShown(context)
  if (how !== undefined) {
    const done =
      how === 'neither'
        ? await services.guardians.takeBackOfAge(actorOf(context), id)
        : await services.guardians.recordOfAge(actorOf(context), id, how)
    if (done === 'not-here') return guardiansNotShown(context)
    if (done === 'not-on-file') return recordGonePage(context)
    return done === 'recorded'
      ? guardianDonePage(context, { heading: words.recorded, says: words.recordedSays, id })
      : guardiansPage(context, { id })
  }
  const file = await guardiansOf(context, id)
  if (file.child === undefined) return recordNotOpenPage(context, file)
  const ofAge = file.child.identity?.ofAge
  const says = ofAge === undefined ? words.ofAgeSays : words.recordedOfAge[ofAge.by](formats.day(ofAge.on))
  const choices =
    ofAge === undefined
      ? (['marriage', 'emancipation'] as const).map((value) => ({ value, ...words.ofAgeChoices[value] }))
      : [{ value: 'neither', label: words.ofAgeTakeBack, hint: words.ofAgeTakeBackSays }]
  return guardianFormPage(context, { heading: words.ofAge, says, id }, [
    <Form context={context} action="/counter/of-age">
      <input type="hidden" name="id" value={id} />
      <ChoiceButtons name="how" choices={choices} />
    </Form>,
  ])
}

const cardField = z.string().trim().max(64).optional()
const guardianFields = { made: z.uuid().optional(), card: cardField, ...evidenceFields, ...personFields }
const rowFields = { id: z.uuid(), link: z.uuid() } as const
export const addGuardianForm = z.strictObject({ id: z.uuid(), ...guardianFields })
/** The child is looked up once all else is filled in: until then the page is the same, whether or not there is one. */
export const newGuardianForm = z.strictObject({
  ...guardianFields,
  childCard: cardField,
  ...{ childFirstName: shortText, childSurname: shortText, childBorn: shortText },
})
type NewGuardianSent = z.infer<typeof newGuardianForm>
const { street, town, phone } = personFields
export const changeGuardianForm = z.strictObject({
  ...rowFields,
  ...evidenceFields,
  ...{ street, town, phone },
  was: shownField,
})
export const addGuardianToChildForm = z.strictObject({ ...rowFields, ...evidenceFields, card: cardField })

export async function addGuardian(
  context: PatronDeskContext,
  sent: z.infer<typeof addGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const { services } = context
  if (!services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  if (sent.sent === undefined) return addGuardianPage(context, sent, [])
  const errors = [...guardianErrors(sent, words), ...evidenceErrors(sent, words)]
  if (errors.length > 0) return addGuardianPage(context, sent, errors)
  const { id } = sent
  const added = await services.guardians.add(actorOf(context), {
    patronId: id,
    guardian: readGuardian(sent),
    ...readEvidence(sent),
  })
  return afterAdding(context, added, id, (message) =>
    addGuardianPage(context, sent, [{ field: 'card', message }]),
  )
}

type GuardianSent = Omit<z.infer<typeof addGuardianForm>, 'id'>

function readGuardian(sent: GuardianSent) {
  const { card: number, made = randomUUID(), firstName = '', surname = '' } = sent
  return number ? { card: number } : { id: made, name: { surname, firstName }, contact: readContact(sent) }
}

export const newGuardianPage = (context: PatronDeskContext) => addForChildPage(context, {}, [])

/** Where someone says that they are a parent, and who is on file for the child, or whether there is one, is not to be told. */
export async function addForChild(context: PatronDeskContext, sent: NewGuardianSent): Promise<Response> {
  const words = guardiansWords(context)
  const { guardians } = context.services
  const errors = [...guardianErrors(sent, words), ...evidenceErrors(sent, words), ...childErrors(sent, words)]
  if (errors.length > 0) return addForChildPage(context, sent, errors)
  const { childCard: card, childFirstName: firstName = '', childSurname: surname = '', childBorn = '' } = sent
  const child = card ? { card } : { name: { surname, firstName }, born: childBorn }
  const added = await guardians.addFor(actorOf(context), {
    child,
    guardian: readGuardian(sent),
    ...readEvidence(sent),
  })
  if (added === 'not-here') return guardiansNotShown(context)
  if (added === 'added')
    return guardianDonePage(context, {
      heading: words.added,
      says: words.addedSays(context.pack.manifest['guardian-must-sign']),
    })
  const message = words.notAdded[added === 'not-on-file' ? 'no-such-child' : added]
  return addForChildPage(context, sent, [{ field: ofChild.has(added) ? 'childCard' : 'card', message }])
}

const ofChild: ReadonlySet<AddGuardianOutcome> = new Set([
  ...(['no-such-child', 'not-on-file', 'not-a-minor', 'born-unknown', 'too-many'] as const),
])

function childErrors(
  { childCard, childFirstName, childSurname, childBorn }: NewGuardianSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  if (childCard) return []
  if (![childFirstName, childSurname, childBorn].some(Boolean))
    return [{ field: 'childCard', message: missing.child }]
  return [
    ...(childFirstName ? [] : [{ field: 'childFirstName', message: missing.firstName }]),
    ...(childSurname ? [] : [{ field: 'childSurname', message: missing.surname }]),
    ...(isDay(childBorn ?? '') ? [] : [{ field: 'childBorn', message: missing.born }]),
  ]
}

function addForChildPage(
  context: PatronDeskContext,
  sent: NewGuardianSent,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(context)
  if (!context.services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  const field = fieldIn({ context, sent, errors })
  return guardianFormPage(context, { heading: words.add, says: words.addSays, errors }, [
    <p>{words.agency}</p>,
    <Form context={context} action="/counter/guardian-new" class="carrel-question">
      <GuardianFields context={context} sent={sent} errors={errors} />
      <h2>{words.child}</h2>
      <p>{words.childSays}</p>
      <TextField {...field('childCard')} label={words.childCard} maxlength={64} />
      <TextField {...field('childFirstName')} label={words.firstName} hint={words.childNoCard} />
      <TextField {...field('childSurname')} label={words.surname} />
      <TextField {...field('childBorn')} label={words.born} type="date" maxlength={10} />
      <SubmitButton look="go">{words.add}</SubmitButton>
    </Form>,
  ])
}

function guardianErrors(sent: GuardianSent, words: ReturnType<typeof guardiansWords>): FieldError[] {
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
  context: StaffContext,
  added: AddGuardianOutcome,
  id: string,
  again: (message: string) => Response | Promise<Response>,
): Response | Promise<Response> {
  const words = guardiansWords(context)
  if (added === 'not-here') return guardiansNotShown(context)
  if (added === 'not-on-file') return recordGonePage(context)
  if (added !== 'added') return again(words.notAdded[added])
  return guardianDonePage(context, {
    heading: words.added,
    says: words.addedSays(context.pack.manifest['guardian-must-sign']),
    id,
  })
}

function addGuardianPage(
  context: StaffContext,
  sent: z.infer<typeof addGuardianForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(context)
  return guardianFormPage(context, { heading: words.add, says: words.addSays, id: sent.id, errors }, [
    <p>{words.agency}</p>,
    <Form context={context} action="/counter/guardian-add" class="carrel-question">
      <input type="hidden" name="id" value={sent.id} />
      <GuardianFields context={context} sent={sent} errors={errors} />
      <SubmitButton look="go">{words.add}</SubmitButton>
    </Form>,
  ])
}

/** Updates what was shown, and the address of a guardian without a card. */
export async function changeGuardian(
  context: PatronDeskContext,
  sent: z.infer<typeof changeGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const { services } = context
  if (!services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  const { id, link, street: line } = sent
  if (sent.sent === undefined) return changeGuardianPage(context, sent, [])
  const address = line === undefined ? [] : addressErrors(sent, words)
  const errors = [...address, ...evidenceErrors(sent, words)]
  if (errors.length > 0) return changeGuardianPage(context, sent, errors)
  const changed = await services.guardians.change(actorOf(context), {
    patronId: id,
    link,
    ...readEvidence(sent),
    ...(line !== undefined && { contact: readContact(sent) }),
  })
  if (changed === 'not-here') return guardiansNotShown(context)
  if (changed === 'not-on-file') return recordGonePage(context)
  const notes = <ChangeTable context={context} changes={guardianChanges(context, sent)} />
  return guardianDonePage(context, { heading: words.changed, says: words.changedSays, id, notes })
}

/** As the form showed it, and as it was sent. */
function guardianChanges(context: StaffContext, sent: z.infer<typeof changeGuardianForm>): Change[] {
  const words = guardiansWords(context)
  const shown = textsShown(sent.was)
  const signed = (value: string | undefined) =>
    value === 'yes' || value === 'no' ? words.signedChoice[value] : ''
  const address = (['street', 'town', 'phone'] as const).flatMap((name) =>
    sent[name] === undefined ? [] : [{ name: words[name], was: shown[name] ?? '', now: sent[name] }],
  )
  const signs = sent.relation?.includes('signature') ? 'yes' : 'no'
  return [...address, { name: words.didSign, was: signed(shown['liable']), now: signed(signs) }]
}

async function changeGuardianPage(
  context: PatronDeskContext,
  sent: z.infer<typeof changeGuardianForm>,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = guardiansWords(context)
  const { id, link } = sent
  const file = await guardiansOf(context, id, link)
  const [guardian] = file.guardians
  if (guardian === undefined) return recordNotOpenPage(context, file)
  const [[firstLine, secondLine] = []] = guardian.contact?.addresses ?? []
  const known = { street: firstLine, town: secondLine, phone: guardian.contact?.phones[0] }
  const onFile = { ...known, liable: guardian.liable ? 'yes' : 'no' }
  const relation = guardian.liable ? ['signature'] : []
  const was = { was: JSON.stringify(onFile), ...known, relation, ...sent }
  closeLater(context, '/counter')
  const heading = words.changeTitle(guardianFullName(guardian))
  return guardianFormPage(context, { heading, says: words.changeSays, id, errors }, [
    <Form context={context} action="/counter/guardian-change" class="carrel-question">
      <GuardianRowFields id={id} link={link} />
      <ShownField shown={was.was} />
      {!guardian.isPatron && <AddressFields context={context} sent={was} errors={errors} />}
      <EvidenceFields context={context} sent={was} errors={errors} />
      <SubmitButton look="go">{words.save}</SubmitButton>
    </Form>,
    <div class="carrel-acts">
      <IdButton context={context} action="/counter/guardian-also" values={{ id, link }}>
        {words.also}
      </IdButton>
    </div>,
  ])
}

/** What the Director reviews: days and random numbers, which lead to the record. */
export async function guardianReviewsPage(
  context: PatronDeskContext,
  { remove }: z.infer<typeof guardianReviewForm> = {},
): Promise<Response> {
  const { review } = guardiansWords(context)
  const waiting = await context.services.guardians.reviews(actorOf(context))
  const day = formatsOf(context).day
  return show(
    context,
    review.title,
    <>
      <h1>{review.title}</h1>
      <p class="usa-intro">{waiting.length === 0 ? review.none : review.says}</p>
      {waiting.map(({ id, minor_id, link, what, day: on }) => (
        <div class="carrel-computer">
          <div>{review.line[what](day(on))}</div>
          {minor_id === null ? (
            review.closed
          ) : (
            <IdButton context={context} action="/counter/customer" values={{ id: minor_id, basis: 'list' }}>
              {review.open}
            </IdButton>
          )}
          <IdButton context={context} action="/counter/guardian-reviews" values={{ reviewed: id }}>
            {review.done}
          </IdButton>
          {link !== null && (
            <IdButton
              context={context}
              action="/counter/guardian-reviews"
              values={{ remove: id, ...(remove === id && { sure: 'yes' }) }}
            >
              {remove === id ? guardiansWords(context).removeYes : guardiansWords(context).remove}
            </IdButton>
          )}
        </div>
      ))}
      {waiting.length > 1 && (
        <Form context={context} action="/counter/guardian-reviews">
          {waiting.map(({ id }) => (
            <input type="hidden" name="reviewed" value={id} />
          ))}
          <SubmitButton look="outline">{review.allDone}</SubmitButton>
        </Form>
      )}
      <BackLink href="/">{frameWords(context).toStart}</BackLink>
    </>,
  )
}

export const guardianReviewForm = z.strictObject({
  reviewed: z.preprocess(
    (sent) => (sent === undefined ? undefined : [sent].flat()),
    z.array(z.uuid()).max(mostListedReviews).optional(),
  ),
  remove: z.uuid().optional(),
  sure: z.literal('yes').optional(),
})

export async function reviewGuardians(
  context: PatronDeskContext,
  sent: z.infer<typeof guardianReviewForm>,
): Promise<Response> {
  const by = actorOf(context)
  const { guardians } = context.services
  const { reviewed = [], remove, sure } = sent
  if (remove !== undefined && sure === undefined) return guardianReviewsPage(context, { remove })
  const found = (await guardians.reviews(by)).find(({ id }) => id === remove)
  if (found?.link && found.minor_id !== null)
    await guardians.remove(by, { patronId: found.minor_id, link: found.link })
  await guardians.reviewed(by, reviewed)
  return context.c.redirect('/counter/guardian-reviews', 303)
}

export async function addGuardianToChild(
  context: PatronDeskContext,
  sent: z.infer<typeof addGuardianToChildForm>,
): Promise<Response> {
  const words = guardiansWords(context)
  const { services } = context
  if (!services.guardians.mayKeep(actorOf(context))) return guardiansNotShown(context)
  const { id, link, card: number = '' } = sent
  if (sent.sent === undefined) return addGuardianToChildPage(context, sent, [])
  const noCard = number === '' ? [{ field: 'card', message: words.missing.card }] : []
  const errors = [...noCard, ...evidenceErrors(sent, words)]
  if (errors.length > 0) return addGuardianToChildPage(context, sent, errors)
  const to = { patronId: id, link, card: number, ...readEvidence(sent) }
  const added = await services.guardians.addTo(actorOf(context), to)
  return afterAdding(context, added, id, (message) =>
    addGuardianToChildPage(context, sent, [{ field: 'card', message }]),
  )
}

function addGuardianToChildPage(
  context: StaffContext,
  sent: z.infer<typeof addGuardianToChildForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(context)
  const { id, link } = sent
  return guardianFormPage(context, { heading: words.also, says: words.alsoSays, id, errors }, [
    <Form context={context} action="/counter/guardian-also" class="carrel-question">
      <GuardianRowFields id={id} link={link} />
      <TextField
        name="card"
        label={words.alsoCard}
        {...(sent.card !== undefined && { value: sent.card })}
        maxlength={64}
        autofocus
        errors={errors}
      />
      <EvidenceFields context={context} sent={sent} errors={errors} />
      <SubmitButton look="go">{words.alsoAdd}</SubmitButton>
    </Form>,
  ])
}

const GuardianRowFields = ({ id, link }: { readonly id: string; readonly link: string }) => (
  <>
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="link" value={link} />
  </>
)

/** Without `child`: they are not on file, or why the record is opened has not been said. */
type GuardianFile = {
  readonly child?: Opened
  readonly guardians: readonly OpenedGuardian[]
  readonly listed: Disclosure['listed']
}

/** Through the gate, so the view is logged. */
export async function guardiansOf(
  context: PatronDeskContext,
  id: string,
  link?: string,
): Promise<GuardianFile> {
  const { told, guardians, listed } = await context.services.gate.view({
    actor: actorOf(context),
    patron: { id },
    records: ['existence', 'identity'],
    guardians: link === undefined ? { records: ['identity'] } : { link, records: ['identity', 'contact'] },
  })
  const [found] = told
  return { guardians, listed, ...(found?.opened.identity && { child: found.opened }) }
}

const guardiansNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity', 'contact']))

type GuardianFormPage = {
  readonly heading: string
  readonly says: string
  /** Of the record that it is about, where that is open. */
  readonly id?: string
  readonly errors?: readonly FieldError[]
  readonly notes?: Child
}

export function guardianFormPage(
  context: StaffContext,
  { heading, says, id, errors = [] }: GuardianFormPage,
  forms: readonly Child[],
): Response | Promise<Response> {
  return showForm(
    context,
    { title: guardiansWords(context).title, heading: heading, errors },
    <>
      <p class="usa-intro">{says}</p>
      {forms}
      {id === undefined ? (
        <BackLink href="/ask">{guardiansWords(context).toAsk}</BackLink>
      ) : (
        <BackToGuardians context={context} id={id} />
      )}
    </>,
  )
}

function guardianDonePage(context: StaffContext, { heading, says, id, notes }: GuardianFormPage) {
  const words = guardiansWords(context)
  if (notes !== undefined) closeLater(context, '/counter')
  return show(
    context,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      {notes}
      <p class="carrel-recorded">{words.onRecord}</p>
      <DoneLink context={context} href="/counter" />
      {id === undefined ? (
        <BackLink href="/ask">{words.toAsk}</BackLink>
      ) : (
        <>
          {/* Where a new patron's PIN and welcome letter are. */}
          <BackToRecord context={context} id={id} />
          <BackToGuardians context={context} id={id} />
        </>
      )}
    </>,
  )
}

/** For a page of a record that was opened more than ten minutes ago, or is not on file. */
export function recordNotOpenPage(
  context: PatronDeskContext,
  { listed: [listed] }: Pick<Disclosure, 'listed'>,
  heading?: string,
) {
  return listed === undefined ? recordGonePage(context, heading) : askBasisPage(context, listed)
}

/** What answers instead of an act on a record that this session did not open: why it is opened is asked first. */
async function openFirst(context: PatronDeskContext, id: string): Promise<Response> {
  return recordNotOpenPage(context, await context.services.gate.list(actorOf(context), id))
}

const seesNames = (context: StaffContext) =>
  answerForScreen(context, ['existence', 'identity']).may.includes('identity')

/**
 * A form that acts on the record whose id is in the field `actsOn`. INVARIANT: every form that takes a patron's id is one of
 * these, so an id from a list of names does nothing until a view is in the log.
 */
export function recordForm<T extends object, S extends PatronServices>(
  route: {
    readonly path: string
    readonly may: Parameters<typeof form>[1]
    readonly form: z.ZodType<T>
    readonly actsOn?: keyof T & string
    readonly lines?: readonly string[]
    /** Its answer tells which titles they have. */
    readonly tells?: 'titles'
  },
  answer: (context: StaffContext<S>, fields: T) => Response | Promise<Response>,
  // Who sees no names has no id from a list of them, and the act's own page says that it is not theirs.
  otherwise: typeof answer = (context, fields) =>
    seesNames(context) ? openFirst(context, idIn(fields, route.actsOn)) : answer(context, fields),
): Route<S> {
  const { path, may, form: shape, actsOn = 'id', lines } = route
  const act: typeof answer = (context, fields) =>
    context.services.gate.mayActOn(actorOf(context), idIn(fields, actsOn), route.tells)
      ? answer(context, fields)
      : otherwise(context, fields)
  return { ...form<T, S>(path, may, shape, act, lines), actsOn }
}

const idIn = (fields: object, field = 'id'): string => String((fields as Record<string, unknown>)[field])

export function recordGonePage(context: StaffContext, heading = guardiansWords(context).gone) {
  const counter = counterWords(context)
  const cards = cardsWords(context)
  return show(
    context,
    counter.notOnFile,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{counter.findAgain}</p>
      <BackLink href="/counter">{cards.toCounter}</BackLink>
    </>,
  )
}

export const BackToGuardians = ({ context, id }: { readonly context: StaffContext; readonly id: string }) => (
  <Form context={context} action="/counter/guardians" class="carrel-back">
    <SubmitButton name="id" value={id} look="link">
      {guardiansWords(context).back}
    </SubmitButton>
  </Form>
)

type SentFields = Readonly<Record<string, unknown>>
type FieldsProps = {
  readonly context: RequestContext
  readonly sent: SentFields
  readonly errors: readonly FieldError[]
}

const fieldIn =
  ({ sent, errors }: FieldsProps) =>
  (name: string) => ({ name, errors, ...(typeof sent[name] === 'string' && { value: sent[name] }) })

/** Who the guardian is, and what they showed. */
const GuardianFields = (props: FieldsProps) => {
  const words = guardiansWords(props.context)
  const { made } = props.sent
  return (
    <>
      <input type="hidden" name="made" value={typeof made === 'string' ? made : randomUUID()} />
      <TextField {...fieldIn(props)('card')} label={words.card} hint={words.cardHint} maxlength={64} />
      <h2>{words.noCard}</h2>
      <NameFields {...props} />
      <AddressFields {...props} />
      <EvidenceFields {...props} />
    </>
  )
}

const EvidenceFields = ({ context, sent, errors }: FieldsProps) => {
  const words = guardiansWords(context)
  const chosen = (name: string) => [sent[name]].flat().filter((one) => typeof one === 'string')
  return (
    <>
      <input type="hidden" name="sent" value="yes" />
      <ChoiceQuestion
        type="checkbox"
        name="identity"
        legend={words.identity}
        errors={errors}
        chosen={chosen('identity')}
        choices={[{ value: 'photo-id', label: words.sawId }]}
      />
      <input type="hidden" name="relation" value="" />
      <ChoiceQuestion
        type="checkbox"
        name="relation"
        legend={words.relation}
        hint={words.relationHint}
        errors={errors}
        chosen={chosen('relation')}
        choices={relationWays.map((value) => ({ value, ...words.relationWays[value] }))}
      />
    </>
  )
}

const AddressFields = (props: FieldsProps) => {
  const words = guardiansWords(props.context)
  const field = fieldIn(props)
  return (
    <>
      <TextField {...field('street')} label={words.street} />
      <TextField {...field('town')} label={words.town} hint={words.townHint} />
      <TextField {...field('phone')} label={words.phone} />
    </>
  )
}

const NameFields = (props: FieldsProps) => {
  const words = guardiansWords(props.context)
  const field = fieldIn(props)
  return (
    <>
      <TextField {...field('firstName')} label={words.firstName} />
      <TextField {...field('surname')} label={words.surname} />
    </>
  )
}
