import { z } from 'zod'
import { isPlausibleCardNumber, normalizeCardNumber } from '../../gate/index.ts'
import { findPatronByContact, openPatronByCard, searchPatrons } from '../../patrons/pages/index.ts'
import { parseEmail, parsePhone, wholePhone, withoutExtension } from '../../platform/contact-details.ts'
import { show } from '../../platform/http/layout.tsx'
import { BackLink, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { ScannedItem } from '../catalog-store.ts'
import type { CirculationContext } from '../services.ts'
import { lendingWords } from '../words/lending.ts'

// Why POST: no name or number may be in an address or the browser's history.
/** `patron`: the record that was open by its card, when this was scanned there. */
export const findForm = z.strictObject({ find: z.string().trim().max(100), patron: z.uuid().optional() })

/** What was scanned or typed on any page: an item, a card, a whole phone number or e-mail address, or a name. */
export async function find(context: CirculationContext, { find: typed, patron }: z.infer<typeof findForm>) {
  const { desk } = context.services
  const [item] = desk.lends && typed !== '' ? await desk.itemsOf([typed]) : []
  if (item !== undefined) return itemPage(context, item, patron)
  const email = parseEmail(typed)
  if (email !== undefined) return findPatronByContact(context, { email })
  const phone = phoneIn(typed)
  // Why cards first where it has digits alone: some libraries' cards have ten.
  if (phone !== undefined && !/^\d+$/.test(typed)) return findPatronByContact(context, { phone })
  const isCard = /\d/.test(typed) && isPlausibleCardNumber(normalizeCardNumber(typed))
  if (!isCard) return searchPatrons(context, { name: typed })
  const otherwise = phone === undefined ? undefined : () => findPatronByContact(context, { phone })
  return openPatronByCard(context, { card: typed }, otherwise)
}

/** The number by which a patron is found, if a whole one was typed and nothing else. */
const phoneIn = (typed: string): string | undefined =>
  parsePhone(withoutExtension(typed)) === undefined ? undefined : wholePhone(typed)

/** Who has it is no part of an item. */
function itemPage(context: CirculationContext, item: ScannedItem, patron?: string) {
  const lending = lendingWords(context)
  const isKeptIn = context.services.desk.dueOn(item) === undefined
  return show(
    context,
    item.title,
    <>
      <h1>{item.title}</h1>
      {item.author && <p class="usa-intro">{item.author}</p>}
      <p>
        {lending.item} <span class="carrel-reference">{item.barcode}</span>
      </p>
      {isKeptIn && <p>{lending.fault['not-lent']}</p>}
      <div class="carrel-acts">
        {patron !== undefined && !isKeptIn && (
          <Form context={context} action="/lend/item">
            <input type="hidden" name="patron" value={patron} />
            <SubmitButton name="item" value={item.barcode}>
              {lending.lendToOpen}
            </SubmitButton>
            <p class="carrel-hint">{lending.moreThere}</p>
          </Form>
        )}
        <Form context={context} action="/return">
          <SubmitButton name="item" value={item.barcode} {...(patron !== undefined && { look: 'outline' })}>
            {lending.takeBack}
          </SubmitButton>
        </Form>
        <Form context={context} action="/renew">
          <SubmitButton name="item" value={item.barcode} look="outline">
            {lending.renew}
          </SubmitButton>
        </Form>
      </div>
      {patron === undefined && <BackLink href="/lend">{lending.lend}</BackLink>}
    </>,
  )
}
