import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { linkPage } from '../../src/circulation/link-store.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import type { Links, LinkTable } from '../../src/gate/link.ts'
import { openLink } from '../../src/gate/sealed-link.ts'
import { sealField, token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { marked } from '../../src/platform/crypto/row-mark.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import type { TestDatabase } from '../support/database.ts'
import { openingKeys } from '../support/opening.ts'

/** A library of a few people and items, and what the desk and the night do in it, through the real code. */
export type SmallLibrary = {
  readonly database: Database
  readonly ring: KeyRing
  readonly patrons: readonly Person[]
  readonly items: readonly Thing[]
  /** Runs an act of the desk in a transaction of its own. */
  act<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** What a table's links say, opened, with the night each is under. */
  links<T extends LinkTable>(
    table: T,
  ): Promise<(Links[T] & { readonly night: string; readonly id: string })[]>
}

export type Person = { readonly id: string; readonly card: string; readonly born: string }
export type Thing = { readonly id: string; readonly titleId: string }

/**
 * What the `n`th thing costs, in cents, which nothing else does. Why so much: a price that a row has for another reason
 * would name a thing by chance. A day is about ten thousand; the header of a row whose id begins with a zero reads as 6,152,
 * and the length of what is sealed as some hundreds.
 */
export const priceOf = (n: number) => 20_000 + n

/** `n`th day after 2026-11-01 */
export function dayAfter(n: number): string {
  return new Date(Date.parse('2026-11-01') + n * 86_400_000).toISOString().slice(0, 10)
}

/** One in three by e-mail, one by phone, and one by letter alone. */
function reachedBy(card: string) {
  const way = Number(card) % 3
  return {
    addresses: [['1 Sod House Road', 'Minden NE 68959']],
    phones: way === 1 ? ['308-555-0100'] : [],
    emails: way === 0 ? [`${card}@example.org`] : [],
  }
}

export async function smallLibrary(
  { database, home }: TestDatabase,
  size: { readonly patrons: number; readonly items: number; readonly ring?: KeyRing },
): Promise<SmallLibrary> {
  const ring = size.ring ?? new KeyRing(home.keysDir)
  const act: SmallLibrary['act'] = (work) =>
    inContext(database.app, { actor: 'clerk-1', place: 'front-desk' }, work)
  const patrons = Array.from({ length: size.patrons }, (_, n) => ({
    id: randomUUID(),
    card: `2300${String(n).padStart(10, '0')}`,
    born: `${1930 + ((n * 7) % 90)}-03-01`,
  }))
  const items = Array.from({ length: size.items }, () => ({ id: randomUUID(), titleId: randomUUID() }))
  await act(async (trx) => {
    for (const person of patrons) {
      const { id, card, born } = person
      await trx
        .insertInto('patron')
        .values({
          id,
          name: sealField(ring, 'patron.name', id, { surname: 'Somebody', firstName: card }),
          born: sealField(ring, 'patron.born', id, born),
          contact: sealField(ring, 'patron.contact', id, reachedBy(card)),
        })
        .execute()
      const cardId = randomUUID()
      await trx
        .insertInto('card')
        .values(
          marked(ring, 'card', {
            id: cardId,
            patron_id: id,
            barcode: sealField(ring, 'card.barcode', cardId, card),
            barcode_index: token(ring, 'card.barcode', normalizeCardNumber(card)),
            state: 'active' as const,
            kept: false,
          }),
        )
        .execute()
    }
    for (const [n, { id, titleId }] of items.entries()) {
      await trx
        .insertInto('title')
        .values({ id: titleId, title: `Title ${n}`, author: null })
        .execute()
      await trx
        .insertInto('item')
        .values({ id, title_id: titleId, collection: n % 3 === 0 ? 'JUV' : 'FIC', price_cents: priceOf(n) })
        .execute()
    }
  })
  return {
    database,
    ring,
    patrons,
    items,
    act,
    async links<T extends LinkTable>(table: T) {
      const rows = await act((trx) => linkPage(trx, table, beforeAllIds, 100_000))
      const keys = openingKeys(ring)
      return rows.map((row) => ({ ...openLink(keys, table, row), night: row.night, id: row.id }))
    },
  }
}
