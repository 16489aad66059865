import { z } from 'zod'
import { answerForScreen } from '../../gate/index.ts'
import { IdButton, nothingShownPage } from '../../patrons/pages/index.ts'
import { show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLink,
  Fact,
  type FieldError,
  Form,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { maxShown, type TitlePage } from '../catalog.ts'
import type { Copy } from '../catalog-store.ts'
import { deskContext, lenderOf } from '../desk-staff.ts'
import type { CopyStatus } from '../hold-store.ts'
import type { CirculationContext } from '../services.ts'
import { catalogueWords } from '../words/catalogue.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { circulationElsewherePage, scannedField } from './desk.tsx'
import { availabilityText, type FoundTitles, LastCopyGone, TitleSearch } from './desk-parts.tsx'

// Why POST: a search must not appear in an address, even though the catalog is public.
export const itemForm = z.strictObject({ item: scannedField.optional(), id: z.uuid().optional() })
export const titleForm = z.strictObject({
  words: z.string().trim().max(200).optional(),
  title: z.uuid().optional(),
})
export const stateForm = z.strictObject({ id: z.uuid(), as: z.enum(['here', 'lost', 'withdrawn']) })

export function catalogPage(context: CirculationContext) {
  return catalogUnavailable(context) ?? searchPage(context, {})
}

/** The page to show instead, if the catalog cannot be used here. */
export function catalogUnavailable(context: CirculationContext): Response | Promise<Response> | undefined {
  if (!context.services.desk.lends) return circulationElsewherePage(context)
  if (!context.services.catalogue.mayKeep(lenderOf(context)))
    return nothingShownPage(context, answerForScreen(context, ['existence']))
  return undefined
}

export async function findItem(context: CirculationContext, { item = '', id }: z.infer<typeof itemForm>) {
  const wrong = (message: string) =>
    searchPage(context, { typed: item, errors: [{ field: 'item', message }] })
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const { fault } = lendingWords(context)
  if (id !== undefined) return itemPage(context, id)
  if (item === '') return wrong(fault.missing)
  // Someone who types words is looking for a title: a barcode is one word with a digit.
  if (!/^\S*\d\S*$/.test(item)) return findTitle(context, { words: item })
  const found = await context.services.catalogue.itemPage({ barcode: item })
  return found === undefined ? wrong(fault['no-such-item']) : itemPage(context, found.id)
}

export async function findTitle(context: CirculationContext, { words, title }: z.infer<typeof titleForm>) {
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const { catalogue } = context.services
  if (title !== undefined) {
    const found = await catalogue.titlePage(title)
    if (found === undefined) return itemGonePage(context)
    return titlePage(context, found, await catalogue.copyStatuses(lenderOf(context), found.id, found.copies))
  }
  if (!words)
    return searchPage(context, { errors: [{ field: 'words', message: reservesWords(context).wordsMissing }] })
  const found = await catalogue.search(words)
  const at = { by: deskContext(lenderOf(context)), dueDates: true }
  const available = await availabilityText(context, found.titles, at)
  return searchPage(context, { words, found: { ...found, available } })
}

export async function changeItemState(context: CirculationContext, { id, as }: z.infer<typeof stateForm>) {
  const words = catalogueWords(context)
  const refused = catalogUnavailable(context)
  if (refused !== undefined) return refused
  const done = await context.services.catalogue.withdraw(lenderOf(context), { id, as })
  if (done === 'not-here' || done === 'no-such-item') return itemGonePage(context)
  if (done !== 'done') return itemPage(context, id, [{ field: 'out', message: words.notOut[done] }])
  const isOut = as !== 'here'
  const titleId = isOut ? (await context.services.catalogue.itemPage({ id }))?.titleId : undefined
  const [last] = titleId ? await context.services.shelf.withoutCopy(lenderOf(context), titleId) : []
  const heading = isOut ? words.isOut : words.isHere
  return showMessage(
    context,
    { title: heading, says: isOut ? words.isOutSays : words.isHereSays },
    <>
      {last && <LastCopyGone context={context} waiting={last.waiting} />}
      {as === 'withdrawn' && <p>{words.barcodeFree}</p>}
      <div class="carrel-acts">
        {isOut && (
          <IdButton context={context} action="/items/state" values={{ id, as: 'here' }}>
            {words.again}
          </IdButton>
        )}
      </div>
      <BackToCatalog context={context} />
    </>,
  )
}

type CatalogSearchState = {
  /** In the field of the barcode. */
  readonly typed?: string
  readonly words?: string
  readonly errors?: readonly FieldError[]
  readonly found?: FoundTitles
}

function searchPage(context: StaffContext, { typed, words, errors = [], found }: CatalogSearchState) {
  const catalogue = catalogueWords(context)
  const lending = lendingWords(context)
  const isOfItem = errors.some(({ field }) => field === 'item')
  return showForm(
    context,
    { title: catalogue.title, errors, takesFocus: !isOfItem },
    <>
      <Form context={context} action="/items/item" class="carrel-search">
        <TextField
          name="item"
          label={lending.item}
          hint={lending.itemHint}
          maxlength={100}
          {...(typed !== undefined && { value: typed })}
          autofocus={words === undefined && (isOfItem ? 'with-error' : true)}
          errors={errors}
        />
        <SubmitButton>{catalogue.scan}</SubmitButton>
      </Form>
      <h2>{catalogue.byTitle}</h2>
      <TitleSearch
        context={context}
        action="/items/title"
        words={words}
        errors={errors}
        found={found}
        takesFocus={words !== undefined}
      />
      <p class="carrel-back">
        <ButtonLink look="outline" href="/items/add">
          {catalogue.addNew}
        </ButtonLink>
      </p>
    </>,
  )
}

/** An item that the catalog has as lost or discarded is nowhere else. */
function statusText(context: StaffContext, { state }: Pick<Copy, 'state'>, status: CopyStatus | undefined) {
  const words = catalogueWords(context)
  if (status?.as === 'out') return words.status.out(formatsOf(context).day(status.dueOn))
  if (status === undefined || (status.as === 'in' && state !== 'here')) return words.state[state]
  return words.status[status.as]
}

function titlePage(
  context: StaffContext,
  { id, title, author, copies }: TitlePage,
  statuses: ReadonlyMap<string, CopyStatus>,
) {
  const words = catalogueWords(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      {author && <p class="usa-intro">{author}</p>}
      <div class="carrel-acts">
        <IdButton context={context} action="/items/add" values={{ title: id }}>
          {words.addCopy}
        </IdButton>
        <IdButton context={context} action="/items/words" values={{ title: id }}>
          {words.correct}
        </IdButton>
      </div>
      <h2>{words.copies}</h2>
      {copies.length === 0 && <p>{words.noCopies}</p>}
      {copies.length === maxShown.copies && <p>{words.firstCopies(maxShown.copies)}</p>}
      {copies.length > 0 && (
        <Form context={context} action="/items/item">
          <ul class="carrel-found">
            {copies.map((copy) => (
              <li>
                <button type="submit" name="id" value={copy.id} class="carrel-choice">
                  <span class="carrel-choice__label">{copy.barcode ?? words.noBarcode}</span>{' '}
                  <span class="carrel-choice__hint">
                    {[statusText(context, copy, statuses.get(copy.id)), copy.callNumber, copy.collection]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      <BackToCatalog context={context} />
    </>,
  )
}

async function itemPage(context: CirculationContext, id: string, errors: readonly FieldError[] = []) {
  const words = catalogueWords(context)
  const formats = formatsOf(context)
  const item = await context.services.catalogue.itemPage({ id })
  if (item === undefined) return itemGonePage(context)
  const status = await context.services.catalogue.copyStatuses(lenderOf(context), item.titleId, [{ id }])
  const facts = [
    [words.author, item.author],
    [words.barcode, item.barcode ?? words.noBarcode],
    [words.collection, item.collection],
    [words.callNumber, item.callNumber],
    [words.kind, item.itemType],
    [words.price, item.priceCents === null ? null : formats.dollars(item.priceCents)],
    [words.now, statusText(context, item, status.get(id))],
  ] as const
  const isHere = item.state === 'here' || item.state === 'damaged'
  return showForm(
    context,
    { title: words.item, heading: item.title, errors },
    <>
      <dl class="carrel-facts">
        {facts.map(([name, value]) => (value === null ? null : <Fact name={name}>{value}</Fact>))}
      </dl>
      <div class="carrel-acts">
        <IdButton context={context} action="/items/add" values={{ title: item.titleId }}>
          {words.addCopy}
        </IdButton>
        <IdButton context={context} action="/items/words" values={{ title: item.titleId }}>
          {words.correct}
        </IdButton>
      </div>
      <div class="carrel-acts">
        <IdButton context={context} action="/items/edit" values={{ id }}>
          {words.edit}
        </IdButton>
      </div>
      <section aria-labelledby="out" class="carrel-acts">
        <h2 id="out" tabindex={-1}>
          {isHere ? words.out : words.again}
        </h2>
        {isHere && <p>{words.outSays}</p>}
        {isHere ? (
          (['lost', 'withdrawn'] as const).map((as) => (
            <IdButton context={context} action="/items/state" values={{ id, as }}>
              {as === 'lost' ? words.lose : words.discard}
            </IdButton>
          ))
        ) : (
          <IdButton context={context} action="/items/state" values={{ id, as: 'here' }}>
            {words.again}
          </IdButton>
        )}
      </section>
      <BackToCatalog context={context} />
    </>,
  )
}

/** An import removed it meanwhile, or the form's id was changed. */
export function itemGonePage(context: StaffContext) {
  const words = catalogueWords(context)
  return showMessage(
    context,
    { title: words.gone, says: words.goneSays },
    <BackToCatalog context={context} />,
  )
}

export const BackToCatalog = ({ context }: { readonly context: StaffContext }) => (
  <BackLink href="/items">{catalogueWords(context).back}</BackLink>
)
