import { z } from 'zod'
import { isPlausibleCardNumber, normalizeCardNumber } from '../../gate/index.ts'
import { openPatronByCard, searchPatrons } from '../../patrons/pages/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { BackLink, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { ScannedItem } from '../catalog-store.ts'
import type { CirculationContext } from '../services.ts'
import { lendingWords } from '../words/lending.ts'

// Why POST: no name or number may be in an address or the browser's history.
export const findForm = z.strictObject({ find: z.string().trim().max(100) })

/** What was scanned or typed on any page: an item, a card, or a name. */
export async function find(context: CirculationContext, { find: typed }: z.infer<typeof findForm>) {
  const { desk } = context.services
  const [item] = desk.lends && typed !== '' ? await desk.itemsOf([typed]) : []
  if (item !== undefined) return itemPage(context, item)
  const isCard = /\d/.test(typed) && isPlausibleCardNumber(normalizeCardNumber(typed))
  return isCard ? openPatronByCard(context, { card: typed }) : searchPatrons(context, { name: typed })
}

/** Who has it is no part of an item. */
function itemPage(context: CirculationContext, item: ScannedItem) {
  const lending = lendingWords(context)
  const isKeptIn = context.services.desk.dueOn(item) === undefined
  return show(
    context,
    item.title,
    <>
      <h1>{item.title}</h1>
      <p>
        {lending.item} <span class="carrel-reference">{item.barcode}</span>
      </p>
      {isKeptIn && <p>{lending.fault['not-lent']}</p>}
      <div class="carrel-acts">
        <Form context={context} action="/return">
          <SubmitButton name="item" value={item.barcode}>
            {lending.takeBack}
          </SubmitButton>
        </Form>
        <Form context={context} action="/renew">
          <SubmitButton name="item" value={item.barcode} look="outline">
            {lending.renew}
          </SubmitButton>
        </Form>
      </div>
      <BackLink href="/lend">{lending.lend}</BackLink>
    </>,
  )
}
