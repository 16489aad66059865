import { openLink } from '../../src/gate/sealed-link.ts'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { openField, openingKeys } from '../support/opening.ts'

/** All that the vault holds, opened, by names and barcodes in place of ids: two vaults can be compared. */
export async function vaultContents(database: Database, ring: KeyRing) {
  return inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
    const all = await Promise.all([
      ...[trx.selectFrom('patron').selectAll().execute(), trx.selectFrom('card').selectAll().execute()],
    ] as const)
    const [patrons, cards] = all
    const guarantors = await trx.selectFrom('guarantor').selectAll().execute()
    const titles = await trx.selectFrom('title').selectAll().execute()
    const items = await trx.selectFrom('item').selectAll().execute()
    const loans = await trx.selectFrom('loan').selectAll().execute()
    const holds = await trx.selectFrom('hold').selectAll().execute()
    const charges = await trx.selectFrom('charge').selectAll().execute()

    const keys = openingKeys(ring)
    const names = new Map(
      patrons.map(({ id, name }) => {
        const { surname, firstName } = openField(ring, 'patron.name', id, name) as Record<string, string>
        return [id, `${surname}, ${firstName}`]
      }),
    )
    const nameOf = (id: string) => names.get(id) ?? 'nobody'
    const itemSource = new Map(items.map((item) => [item.id, item.source_id]))
    const titleText = new Map(titles.map((title) => [title.id, title.title]))
    const sorted = <T>(rows: T[]) => rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    return {
      patrons: sorted(
        patrons.map((patron) => ({
          name: nameOf(patron.id),
          born: patron.born && openField(ring, 'patron.born', patron.id, patron.born),
          contact: patron.contact && openField(ring, 'patron.contact', patron.id, patron.contact),
          standing: patron.standing && openField(ring, 'patron.standing', patron.id, patron.standing),
          cards: cards
            .filter((card) => card.patron_id === patron.id)
            .map((card) => [openField(ring, 'card.barcode', card.id, card.barcode), card.state]),
        })),
      ),
      guarantors: sorted(
        guarantors.map(
          (link) => [nameOf(link.guarantee_id), nameOf(link.guarantor_id ?? ''), link.liable] as const,
        ),
      ),
      items: sorted(
        items.map(({ id: _id, title_id, fingerprint: _fingerprint, ...item }) => ({
          ...item,
          title: titleText.get(title_id),
        })),
      ),
      loans: sorted(
        loans.map((row) => {
          const { patron, item, dueOn, state } = openLink(keys, 'loan', row)
          return { patron: nameOf(patron), item: itemSource.get(item), dueOn, state }
        }),
      ),
      holds: sorted(
        holds.map((row) => {
          const { patron, title, state } = openLink(keys, 'hold', row)
          return { patron: nameOf(patron), title: titleText.get(title), state }
        }),
      ),
      charges: sorted(
        charges.map((row) => {
          const { patron, item, kind, amountCents: cents } = openLink(keys, 'charge', row)
          return {
            patron: nameOf(patron),
            kind,
            cents,
            item: item === undefined ? null : itemSource.get(item),
          }
        }),
      ),
    }
  })
}
