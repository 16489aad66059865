/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { Act } from '../views/guardian-list.tsx'
import {
  CopyFields,
  type CopySent,
  copyFields,
  copyOf,
  wrongInCatalogue,
  wrongInCopy,
} from '../views/item-fields.tsx'
import { show } from '../views/layout.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { catalogueWords } from '../words/catalogue.ts'
import { frameWords } from '../words/frame.ts'
import { away, Back, gonePage } from './catalogue.tsx'

export const editForm = z.strictObject({
  ...{ id: z.uuid(), sent: z.literal('yes').optional() },
  ...copyFields,
})

/** What the catalog says of one copy is put right: its barcode, collection, call number, kind and price. */
export async function editItem(
  visit: StaffVisit,
  { id, sent: isSent, ...sent }: z.infer<typeof editForm>,
): Promise<Response> {
  const refused = away(visit)
  if (refused !== undefined) return refused
  const { catalogue } = visit.house
  const item = await catalogue.itemPage({ id })
  if (item === undefined) return gonePage(visit)
  const ask = (typed: CopySent, errors: readonly FieldError[]) =>
    formPage(visit, { id, title: item.title, sent: typed, errors })
  if (isSent === undefined) return ask(saidOf(visit, item), [])
  const errors = wrongInCopy(visit, sent)
  if (errors.length > 0) return ask(sent, errors)
  const changed = await catalogue.change(lenderOf(visit), id, copyOf(visit, sent))
  if (changed === 'not-here' || changed === 'no-such-item') return gonePage(visit)
  return changed === 'done' ? donePage(visit, id) : ask(sent, [wrongInCatalogue(visit, changed)])
}

type Item = NonNullable<Awaited<ReturnType<StaffVisit['house']['catalogue']['itemPage']>>>

/** What the catalog says now, as the form has it. */
function saidOf({ house }: StaffVisit, item: Item): CopySent {
  const { types, others } = house.catalogue.kinds
  const type = types.find((one) => one === item.itemType) ?? (others ? 'other' : undefined)
  return {
    barcode: item.barcode ?? '',
    ...{ collection: item.collection ?? '', callNumber: item.callNumber ?? '', type },
    price: item.priceCents === null ? '' : (item.priceCents / 100).toFixed(2),
  }
}

type Form = {
  readonly id: string
  readonly title: string
  readonly sent: CopySent
  readonly errors: readonly FieldError[]
}

function formPage(visit: StaffVisit, { id, title, sent, errors }: Form): Response | Promise<Response> {
  const words = catalogueWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.edit) : words.edit,
    <>
      <h1>{words.edit}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{title}</p>
      <p>{words.editSays}</p>
      <form method="post" action="/items/edit" class="carrel-question">
        <Word visit={visit} />
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="id" value={id} />
        <CopyFields {...{ visit, sent, errors }} takesFocus={false} />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.save}
        </button>
      </form>
      <Back visit={visit} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

function donePage(visit: StaffVisit, id: string): Response | Promise<Response> {
  const words = catalogueWords(visit)
  return show(
    visit,
    words.edited,
    <>
      <h1>{words.edited}</h1>
      <p class="usa-intro">{words.editedSays}</p>
      <div class="carrel-acts">
        <Act visit={visit} action="/items/item" values={{ id }}>
          {words.open}
        </Act>
      </div>
      <Back visit={visit} />
    </>,
  )
}
