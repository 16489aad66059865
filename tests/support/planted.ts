import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { insertLinks } from '../../src/circulation/link-store.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import type { PatronChoices, PatronReach } from '../../src/gate/patron-choices.ts'

import { sealLink } from '../../src/gate/sealed-link.ts'
import { sealField, token } from '../../src/platform/crypto/field.ts'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { marked } from '../../src/platform/crypto/row-mark.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Schema } from '../../src/platform/db/schema.ts'

export type Planted = {
  readonly surname: string
  readonly firstName: string
  readonly card: string
  /** The card was reported lost. */
  readonly lost?: true
  readonly born?: string
  readonly phone?: string
  readonly emails?: readonly string[]
  /** Lines of their address; none where it is empty. */
  readonly address?: readonly string[]
  readonly choices?: PatronChoices
  readonly reach?: PatronReach
  /** Until when their card is good. */
  readonly expiresOn?: string
  readonly loans?: readonly { readonly title: string; readonly dueOn: string; readonly lost?: boolean }[]
  readonly holds?: readonly string[]
  /** What of theirs on hold can be fetched. */
  readonly waiting?: readonly string[]
  readonly charges?: readonly { kind: 'overdue' | 'lost' | 'damaged'; cents: number; title?: string }[]
  readonly guarantor?: { readonly id: string; readonly liable: boolean }
}

/** Puts one patron into the vault, sealed as an import would. Returns the patron's id. */
export async function plant(database: Database, ring: KeyRing, person: Planted): Promise<string> {
  const id = randomUUID()
  return inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
    const item = async (title: string) => {
      const titleRow = await trx
        .insertInto('title')
        .values({ title, author: 'Canary, A.' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const row = await trx
        .insertInto('item')
        .values({ title_id: titleRow.id })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { itemId: row.id, titleId: titleRow.id }
    }
    const { surname, firstName } = person
    await trx
      .insertInto('patron')
      .values({
        id,
        name: sealField(ring, 'patron.name', id, { surname, firstName }),
        born: person.born === undefined ? null : sealField(ring, 'patron.born', id, person.born),
        contact: sealField(ring, 'patron.contact', id, {
          addresses: [person.address ?? ['1 Sod House Road', 'Minden NE 68959']].filter(
            ({ length }) => length > 0,
          ),
          phones: [person.phone ?? '402-555-0100'].filter((phone) => phone !== ''),
          emails: person.emails ?? [],
        }),
        choices: person.choices ? sealField(ring, 'patron.choices', id, person.choices) : null,
        reach: person.reach ? sealField(ring, 'patron.reach', id, person.reach) : null,
        standing: person.expiresOn
          ? sealField(ring, 'patron.standing', id, { expiresOn: person.expiresOn })
          : null,
      })
      .execute()
    const cardId = randomUUID()
    await trx
      .insertInto('card')
      .values(
        marked(ring, 'card', {
          id: cardId,
          patron_id: id,
          barcode: sealField(ring, 'card.barcode', cardId, person.card),
          barcode_index: token(ring, 'card.barcode', normalizeCardNumber(person.card)),
          state: person.lost ? ('lost' as const) : ('active' as const),
          kept: false,
        }),
      )
      .execute()
    const keys = new LinkKeys(ring)
    for (const loan of person.loans ?? []) {
      const { itemId } = await item(loan.title)
      const { dueOn, lost } = loan
      const link = { patron: id, item: itemId, dueOn, band: '19-64' } as const
      await insertLinks(trx, 'loan', [sealLink(keys, 'loan', { ...link, state: lost ? 'lost' : 'out' })])
    }
    const holds = [
      ...(person.holds ?? []).map((title) => ({ title, state: 'placed' as const })),
      ...(person.waiting ?? []).map((title) => ({ title, state: 'waiting' as const })),
    ]
    for (const { title, state } of holds) {
      const { titleId } = await item(title)
      await insertLinks(trx, 'hold', [sealLink(keys, 'hold', { patron: id, title: titleId, state })])
    }
    for (const { title, kind, cents } of person.charges ?? []) {
      const forItem = title === undefined ? {} : { item: (await item(title)).itemId }
      await insertLinks(trx, 'charge', [
        sealLink(keys, 'charge', { patron: id, kind, amountCents: cents, ...forItem }),
      ])
    }
    if (person.guarantor !== undefined) {
      await plantGuarantor(trx, ring, {
        ...{ guarantee_id: id, guarantor_id: person.guarantor.id, liable: person.guarantor.liable },
      })
    }
    return id
  })
}

/** Puts a guarantor on file as an import would. */
export async function plantGuarantor(
  trx: Transaction<Schema>,
  ring: KeyRing,
  of: { readonly guarantee_id: string; readonly guarantor_id: string; readonly liable: boolean },
): Promise<void> {
  const row = { ...of, id: randomUUID(), guardian_id: null, ended: false, kept: false }
  await trx
    .insertInto('guarantor')
    .values(marked(ring, 'guarantor', row))
    .execute()
}
