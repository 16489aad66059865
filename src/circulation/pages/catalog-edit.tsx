import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { IdButton } from '../../patrons/pages/index.ts'
import { normalizeLine } from '../../platform/contact-details.ts'
import { showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  ChangeTable,
  ChoiceQuestion,
  centsOf,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { CardNumberInField, Catalog, CopyValues } from '../catalog.ts'
import { lenderOf } from '../desk-staff.ts'
import type { CirculationContext } from '../services.ts'
import { catalogueWords } from '../words/catalogue.ts'
import { BackToCatalog, catalogUnavailable, itemGonePage } from './catalog.tsx'

const shortField = z.string().max(100).optional()

const copyFields = {
  barcode: shortField,
  collection: shortField,
  callNumber: shortField,
  type: shortField,
  price: shortField,
} as const
type CopySent = { readonly [name in keyof typeof copyFields]?: string | undefined }

function copyErrors(context: CirculationContext, sent: CopySent): FieldError[] {
  const { missing } = catalogueWords(context)
  const { types, others } = context.services.catalogue.kinds
  const isKind = sent.type !== undefined && [...types, ...(others ? ['other'] : [])].includes(sent.type)
  const wrong: readonly (readonly [keyof typeof missing, boolean])[] = [
    ['barcode', normalizeLine(sent.barcode ?? '') === ''],
    ['type', types.length > 0 && !isKind],
    ['price', (sent.price ?? '').trim() !== '' && centsOf(sent.price?.trim()) === undefined],
  ]
  return wrong.flatMap(([field, isWrong]) => (isWrong ? [{ field, message: missing[field] }] : []))
}

function readCopy({ services }: CirculationContext, sent: CopySent): CopyValues {
  const at = (name: 'barcode' | 'collection' | 'callNumber') => normalizeLine(sent[name] ?? '')
  const priceCents = centsOf(sent.price?.trim())
  const itemType = services.catalogue.kinds.types.find((type) => type === sent.type)
  return {
    barcode: at('barcode'),
    ...(at('collection') !== '' && { collection: at('collection') }),
    ...(at('callNumber') !== '' && { callNumber: at('callNumber') }),
    ...(itemType !== undefined && { itemType }),
    ...(priceCents !== undefined && { priceCents }),
  }
}

/** A card may have been scanned into any field. */
function catalogRefusalError(
  context: StaffContext,
  because: 'barcode-taken' | CardNumberInField,
): FieldError {
  const { barcodeTaken, cardIn } = catalogueWords(context)
  if (because === 'barcode-taken') return { field: 'barcode', message: barcodeTaken }
  const { cardIn: field } = because
  return { field: field === 'title' ? 'name' : field, message: cardIn[field] }
}

type CopyProps = {
  readonly context: CirculationContext
  readonly sent: CopySent
  readonly errors: readonly FieldError[]
}

const CopyFields = ({
  context,
  sent,
  errors,
  takesFocus,
}: CopyProps & { readonly takesFocus: boolean | 'with-error' }) => {
  const words = catalogueWords(context)
  const field = fieldsIn(sent, errors)
  return (
    <>
      <TextField
        {...field('barcode')}
        label={words.barcode}
        hint={words.barcodeHint}
        maxlength={100}
        autofocus={takesFocus}
      />
      <TextField
        {...field('collection')}
        label={words.collection}
        hint={words.collectionHint}
        maxlength={100}
      />
      <TextField {...field('callNumber')} label={words.callNumber} maxlength={100} />
      <KindField context={context} sent={sent} errors={errors} />
      <TextField {...field('price')} label={words.priceField} hint={words.priceHint} maxlength={20} />
    </>
  )
}

const KindField = ({ context, sent, errors }: CopyProps) => {
  const words = catalogueWords(context)
  const { types, others } = context.services.catalogue.kinds
  if (types.length === 0) return null
  return (
    <ChoiceQuestion
      type="radio"
      name="type"
      legend={words.kindField}
      errors={errors}
      chosen={sent.type === undefined ? [] : [sent.type]}
      choices={[
        ...types.map((value) => ({ value, label: value })),
        ...(others ? [{ value: 'other', label: words.other }] : []),
      ]}
    />
  )
}

const shortText = z.string().max(300).optional()

/** `title`: of an existing one. `sent`: the form was shown before. */
export const addForm = z.strictObject({
  title: z.uuid().optional(),
  made: z.uuid().optional(),
  sent: z.literal('yes').optional(),
  name: shortText,
  author: shortText,
  ...copyFields,
})
export const editTitleForm = z.strictObject({
  title: z.uuid(),
  sent: z.literal('yes').optional(),
  name: shortText,
  author: shortText,
})
type AddSent = z.infer<typeof addForm>

export function addPage(context: CirculationContext) {
  return catalogUnavailable(context) ?? addFormPage(context, {}, [])
}

export async function addCatalogItem(context: CirculationContext, sent: AddSent) {
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const { catalogue } = context.services
  const known = sent.title === undefined ? undefined : await catalogue.titlePage(sent.title)
  if (sent.title !== undefined && known === undefined) return itemGonePage(context)
  if (sent.sent === undefined) return addFormPage(context, sent, [], known?.title)
  const errors = [...missingTitleErrors(context, sent), ...copyErrors(context, sent)]
  if (errors.length > 0) return addFormPage(context, sent, errors, known?.title)
  const at = (name: 'name' | 'author') => normalizeLine(sent[name] ?? '')
  const { made = randomUUID() } = sent
  const added = await catalogue.add(lenderOf(context), {
    made,
    ...readCopy(context, sent),
    of: sent.title ?? { title: at('name'), author: at('author') === '' ? null : at('author') },
  })
  if (added === 'not-here' || added === 'no-such-title') return itemGonePage(context)
  if (added !== 'added') {
    const wrong = catalogRefusalError(context, added)
    return addFormPage(context, { ...sent, made }, [wrong], known?.title)
  }
  return addedPage(context, known?.title ?? at('name'), sent.title ?? made)
}

function missingTitleErrors(context: StaffContext, { title, name }: AddSent): FieldError[] {
  if (title !== undefined || normalizeLine(name ?? '') !== '') return []
  return [{ field: 'name', message: catalogueWords(context).missing.name }]
}

function addFormPage(
  context: CirculationContext,
  sent: AddSent,
  errors: readonly FieldError[],
  title?: string,
) {
  const words = catalogueWords(context)
  const heading = title === undefined ? words.add : words.addCopy
  const isScan = errors.length > 0 && errors.every(({ field }) => field === 'barcode')
  return showForm(
    context,
    { title: heading, errors, takesFocus: !isScan },
    <>
      {title !== undefined && <p class="usa-intro">{title}</p>}
      <p>{words.addSays}</p>
      <Form context={context} action="/items/add" class="carrel-question">
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
        {sent.title === undefined ? (
          <TitleFields context={context} sent={sent} errors={errors} />
        ) : (
          <input type="hidden" name="title" value={sent.title} />
        )}
        <CopyFields
          context={context}
          sent={sent}
          errors={errors}
          takesFocus={isScan ? 'with-error' : sent.title !== undefined}
        />
        <SubmitButton look="go">{words.addIt}</SubmitButton>
      </Form>
      <BackToCatalog context={context} />
    </>,
  )
}

type TitleFieldsProps = {
  readonly context: StaffContext
  readonly sent: Pick<AddSent, 'name' | 'author'>
  readonly errors: readonly FieldError[]
}

const TitleFields = ({ context, sent, errors }: TitleFieldsProps) => {
  const words = catalogueWords(context)
  const field = fieldsIn(sent, errors)
  return (
    <>
      <TextField {...field('name')} label={words.name} hint={words.nameHint} maxlength={300} autofocus />
      <TextField {...field('author')} label={words.author} hint={words.authorHint} maxlength={300} />
    </>
  )
}

function addedPage(context: StaffContext, name: string, titleId: string) {
  const words = catalogueWords(context)
  return showMessage(
    context,
    { title: words.added, says: words.addedSays(name) },
    <>
      <div class="carrel-acts">
        <IdButton context={context} action="/items/add" values={{ title: titleId }}>
          {words.addCopy}
        </IdButton>
        <IdButton context={context} action="/items/title" values={{ title: titleId }}>
          {words.open}
        </IdButton>
      </div>
      <LinkLine href="/items/add">{words.addNew}</LinkLine>
      <BackToCatalog context={context} />
    </>,
  )
}

export async function editTitle(
  context: CirculationContext,
  { title: id, sent, name, author }: z.infer<typeof editTitleForm>,
) {
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const words = catalogueWords(context)
  const { catalogue } = context.services
  const known = await catalogue.titlePage(id)
  if (known === undefined) return itemGonePage(context)
  const was = { name: known.title, author: known.author ?? '' }
  if (sent === undefined) return editTitlePage(context, id, was, [])
  const typed = { name: normalizeLine(name ?? ''), author: normalizeLine(author ?? '') }
  if (typed.name === '')
    return editTitlePage(context, id, typed, [{ field: 'name', message: words.missing.name }])
  const corrected = await catalogue.correct(lenderOf(context), id, {
    title: typed.name,
    author: typed.author === '' ? null : typed.author,
  })
  if (typeof corrected === 'object')
    return editTitlePage(context, id, typed, [catalogRefusalError(context, corrected)])
  if (corrected !== 'done') return itemGonePage(context)
  return showMessage(
    context,
    { title: words.corrected, says: words.correctedSays },
    <>
      <ChangeTable
        context={context}
        changes={[
          { name: words.name, was: was.name, now: typed.name },
          { name: words.author, was: was.author, now: typed.author },
        ]}
      />
      <div class="carrel-acts">
        <IdButton context={context} action="/items/title" values={{ title: id }}>
          {words.open}
        </IdButton>
      </div>
      <BackToCatalog context={context} />
    </>,
  )
}

function editTitlePage(
  context: StaffContext,
  id: string,
  typed: { readonly name: string; readonly author: string },
  errors: readonly FieldError[],
) {
  const words = catalogueWords(context)
  return showForm(
    context,
    { title: words.correct, errors },
    <>
      <p class="usa-intro">{words.correctSays}</p>
      <Form context={context} action="/items/words" class="carrel-question">
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="title" value={id} />
        <TitleFields context={context} sent={typed} errors={errors} />
        <SubmitButton look="go">{words.save}</SubmitButton>
      </Form>
      <BackToCatalog context={context} />
    </>,
  )
}

export const editForm = z.strictObject({ id: z.uuid(), sent: z.literal('yes').optional(), ...copyFields })

export async function editItem(
  context: CirculationContext,
  { id, sent: isSent, ...sent }: z.infer<typeof editForm>,
) {
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const { catalogue } = context.services
  const item = await catalogue.itemPage({ id })
  if (item === undefined) return itemGonePage(context)
  const was = fieldsOfItem(context, item)
  const ask = (typed: CopySent, errors: readonly FieldError[]) =>
    editFormPage(context, { id, title: item.title, sent: typed, errors })
  if (isSent === undefined) return ask(was, [])
  const errors = copyErrors(context, sent)
  if (errors.length > 0) return ask(sent, errors)
  const changed = await catalogue.change(lenderOf(context), id, readCopy(context, sent))
  if (changed === 'not-here' || changed === 'no-such-item') return itemGonePage(context)
  return changed === 'done'
    ? editedPage(context, id, was, sent)
    : ask(sent, [catalogRefusalError(context, changed)])
}

type ItemOnPage = NonNullable<Awaited<ReturnType<Catalog['itemPage']>>>

function fieldsOfItem({ services }: CirculationContext, item: ItemOnPage): CopySent {
  const { types, others } = services.catalogue.kinds
  const type = types.find((one) => one === item.itemType) ?? (others ? 'other' : undefined)
  return {
    barcode: item.barcode ?? '',
    collection: item.collection ?? '',
    callNumber: item.callNumber ?? '',
    type,
    price: item.priceCents === null ? '' : (item.priceCents / 100).toFixed(2),
  }
}

type EditFormState = {
  readonly id: string
  readonly title: string
  readonly sent: CopySent
  readonly errors: readonly FieldError[]
}

function editFormPage(context: CirculationContext, { id, title, sent, errors }: EditFormState) {
  const words = catalogueWords(context)
  return showForm(
    context,
    { title: words.edit, errors },
    <>
      <p class="usa-intro">{title}</p>
      <p>{words.editSays}</p>
      <Form context={context} action="/items/edit" class="carrel-question">
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="id" value={id} />
        <CopyFields context={context} sent={sent} errors={errors} takesFocus={false} />
        <SubmitButton look="go">{words.save}</SubmitButton>
      </Form>
      <BackToCatalog context={context} />
    </>,
  )
}

function editedPage(context: StaffContext, id: string, was: CopySent, now: CopySent) {
  const words = catalogueWords(context)
  const kindOf = ({ type = '' }: CopySent) => (type === 'other' ? words.other : type)
  const changes = [
    ...(['barcode', 'collection', 'callNumber', 'price'] as const).map((field) => ({
      name: words[field],
      was: normalizeLine(was[field] ?? ''),
      now: normalizeLine(now[field] ?? ''),
    })),
    { name: words.kind, was: kindOf(was), now: kindOf(now) },
  ]
  return showMessage(
    context,
    { title: words.edited, says: words.editedSays },
    <>
      <ChangeTable context={context} changes={changes} />
      <div class="carrel-acts">
        <IdButton context={context} action="/items/item" values={{ id }}>
          {words.open}
        </IdButton>
      </div>
      <BackToCatalog context={context} />
    </>,
  )
}
