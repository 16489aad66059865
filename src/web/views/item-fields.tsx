/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { line } from '../../contact/written.ts'
import type { CardIn, CopyValues } from '../../lending/catalogue.ts'
import { centsOf } from '../typed-cents.ts'
import type { StaffVisit } from '../visit.ts'
import { catalogueWords } from '../words/catalogue.ts'
import { ChoiceList, type FieldError, TextField } from './form.tsx'

const short = z.string().max(100).optional()

/** What is asked of a copy, whether it is new or put right. */
export const copyFields = {
  ...{ barcode: short, collection: short, callNumber: short, type: short, price: short },
} as const
export type CopySent = { readonly [name in keyof typeof copyFields]?: string | undefined }

/** What is wrong with it. */
export function wrongInCopy(visit: StaffVisit, sent: CopySent): FieldError[] {
  const { missing } = catalogueWords(visit)
  const { types, others } = visit.house.catalogue.kinds
  const isKind = sent.type !== undefined && [...types, ...(others ? ['other'] : [])].includes(sent.type)
  const wrong: readonly (readonly [keyof typeof missing, boolean])[] = [
    ['barcode', line(sent.barcode ?? '') === ''],
    ['type', types.length > 0 && !isKind],
    ['price', (sent.price ?? '').trim() !== '' && centsOf(sent.price?.trim()) === undefined],
  ]
  return wrong.flatMap(([field, isWrong]) => (isWrong ? [{ field, message: missing[field] }] : []))
}

/** The copy that was typed, where nothing is wrong with it. */
export function copyOf({ house }: StaffVisit, sent: CopySent): CopyValues {
  const at = (name: 'barcode' | 'collection' | 'callNumber') => line(sent[name] ?? '')
  const priceCents = centsOf(sent.price?.trim())
  const itemType = house.catalogue.kinds.types.find((type) => type === sent.type)
  return {
    barcode: at('barcode'),
    ...(at('collection') !== '' && { collection: at('collection') }),
    ...(at('callNumber') !== '' && { callNumber: at('callNumber') }),
    ...(itemType !== undefined && { itemType }),
    ...(priceCents !== undefined && { priceCents }),
  }
}

/** Why the catalog did not take it, at its field: a card may have been scanned into whichever had the focus. */
export function wrongInCatalogue(visit: StaffVisit, because: 'barcode-taken' | CardIn): FieldError {
  const { barcodeTaken, cardIn } = catalogueWords(visit)
  if (because === 'barcode-taken') return { field: 'barcode', message: barcodeTaken }
  const { cardIn: field } = because
  return { field: field === 'title' ? 'name' : field, message: cardIn[field] }
}

type CopyProps = {
  readonly visit: StaffVisit
  readonly sent: CopySent
  readonly errors: readonly FieldError[]
}

export const CopyFields = ({
  visit,
  sent,
  errors,
  takesFocus,
}: CopyProps & { readonly takesFocus: boolean | 'with-error' }) => {
  const words = catalogueWords(visit)
  return (
    <>
      <TextField
        {...{ name: 'barcode', label: words.barcode, hint: words.barcodeHint, maxlength: 100, errors }}
        value={sent.barcode ?? ''}
        autofocus={takesFocus}
      />
      <TextField
        {...{ name: 'collection', label: words.collection, hint: words.collectionHint, errors }}
        value={sent.collection ?? ''}
        maxlength={100}
      />
      <TextField
        {...{ name: 'callNumber', label: words.callNumber, maxlength: 100, errors }}
        value={sent.callNumber ?? ''}
      />
      <KindField {...{ visit, sent, errors }} />
      <TextField
        {...{ name: 'price', label: words.priceField, hint: words.priceHint, maxlength: 20, errors }}
        value={sent.price ?? ''}
      />
    </>
  )
}

/** For how long it is lent depends on it; not asked where all is lent alike. */
const KindField = ({ visit, sent, errors }: CopyProps) => {
  const words = catalogueWords(visit)
  const { types, others } = visit.house.catalogue.kinds
  const wrong = errors.find(({ field }) => field === 'type')
  if (types.length === 0) return null
  return (
    <div id="type">
      <h2>{words.kindField}</h2>
      {wrong && <span class="usa-error-message">{wrong.message}</span>}
      <ChoiceList
        type="radio"
        name="type"
        legend={words.kindField}
        chosen={sent.type === undefined ? [] : [sent.type]}
        choices={[
          ...types.map((value) => ({ value, label: value })),
          ...(others ? [{ value: 'other', label: words.other }] : []),
        ]}
      />
    </div>
  )
}
