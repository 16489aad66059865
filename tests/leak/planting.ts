import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { insertLinks } from '../../src/circulation/link-store.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import { CheckoutHistoryList } from '../../src/gate/checkout-history.ts'
import { insertHistory } from '../../src/gate/checkout-history-store.ts'

import { sealLink } from '../../src/gate/sealed-link.ts'
import type { GuardianNote } from '../../src/gate/sealed-patron.ts'
import { sealField, token } from '../../src/platform/crypto/field.ts'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { marked, saltOfMark } from '../../src/platform/crypto/row-mark.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import type { Patron, Stranger, Titled } from './cast.ts'

/** Puts everybody into the vault, sealed as an import would; who guarantees stands before those they guarantee for. */
export async function plantAll(
  database: Database,
  ring: KeyRing,
  everybody: readonly Patron[],
): Promise<void> {
  await inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
    for (const patron of everybody) {
      await plantPerson(trx, ring, patron)
      await plantLinks(trx, ring, patron)
    }
  })
}

async function plantPerson(trx: Transaction<Schema>, ring: KeyRing, patron: Patron): Promise<void> {
  const { id, surname, firstName, otherNames, born, contact, standing, choices, reach, wrongNumbers } = patron
  await trx
    .insertInto('patron')
    .values({
      id,
      source_key: token(ring, 'koha borrower', patron.sourceNumber),
      name: sealField(ring, 'patron.name', id, { surname, firstName, otherNames }),
      born: sealField(ring, 'patron.born', id, born),
      contact: sealField(ring, 'patron.contact', id, contact),
      standing: sealField(ring, 'patron.standing', id, standing),
      choices: sealField(ring, 'patron.choices', id, choices),
      reach: sealField(ring, 'patron.reach', id, reach),
      of_age: patron.ofAgeOn
        ? sealField(ring, 'patron.of_age', id, { by: 'marriage', on: patron.ofAgeOn })
        : null,
      wrong_numbers: sealField(ring, 'patron.wrong_numbers', id, wrongNumbers),
      former_emails: sealField(ring, 'patron.former_emails', id, { 1: patron.formerEmail }),
      correction: sealField(ring, 'patron.correction', id, { asked: patron.asked, came: {} }),
      ...{ correction_on: '2026-11-20', correction_waits: true },
    })
    .execute()
  for (const { id: card, number, lost } of patron.cards) {
    await trx
      .insertInto('card')
      .values(
        marked(ring, 'card', {
          id: card,
          patron_id: id,
          barcode: sealField(ring, 'card.barcode', card, number),
          barcode_index: token(ring, 'card.barcode', normalizeCardNumber(number)),
          state: lost ? ('lost' as const) : ('active' as const),
          kept: false,
        }),
      )
      .execute()
  }
  for (const { id: guarantor_id, liable, link: row = '', stranger } of patron.guarantors) {
    const of = { id: row, guarantee_id: id, liable, ended: false, kept: false }
    if (stranger === undefined)
      await trx
        .insertInto('guarantor')
        .values(marked(ring, 'guarantor', { ...of, guarantor_id, guardian_id: null }))
        .execute()
    else await plantStranger(trx, ring, { of, stranger })
  }
}

type StrangerOf = {
  readonly of: {
    readonly id: string
    readonly guarantee_id: string
    readonly liable: boolean
    readonly ended: boolean
    readonly kept: boolean
  }
  readonly stranger: Stranger
}

async function plantStranger(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { of, stranger }: StrangerOf,
): Promise<void> {
  const { id, surname, firstName, contact, notedOn } = stranger
  await trx
    .insertInto('guardian')
    .values({
      ...{ id, name: sealField(ring, 'guardian.name', id, { surname, firstName }) },
      contact: sealField(ring, 'guardian.contact', id, contact),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = marked(ring, 'guarantor', { ...of, guarantor_id: null, guardian_id: id, shown: true })
  const noted: GuardianNote = {
    ...{ checked: ['photo-id', 'same-address'], by: id, on: notedOn, added: notedOn },
    mark: saltOfMark(row.mark),
  }
  await trx
    .insertInto('guarantor')
    .values({ ...row, noted: sealField(ring, 'guarantor.noted', of.id, noted) })
    .execute()
}

async function plantLinks(trx: Transaction<Schema>, ring: KeyRing, patron: Patron): Promise<void> {
  const keys = new LinkKeys(ring)
  for (const { dueOn, as, ...title } of patron.loans) {
    const { item } = await inCatalogue(trx, title)
    const state = as === 'lost' ? 'lost' : 'out'
    const link = { patron: patron.id, item, dueOn, band: '19-64', state } as const
    await insertLinks(trx, 'loan', [sealLink(keys, 'loan', link)])
  }
  const list = new CheckoutHistoryList(ring, patron.id)
  ring.history.make(list.owner)
  for (const [at, { on, ...title }] of patron.past.entries()) {
    const { item } = await inCatalogue(trx, title)
    await insertHistory(trx, [list.seal(randomUUID(), at + 1, { item, on })])
  }
  for (const title of patron.holds) {
    const { titleId } = await inCatalogue(trx, title)
    const link = { patron: patron.id, title: titleId, state: 'placed' } as const
    await insertLinks(trx, 'hold', [sealLink(keys, 'hold', link)])
  }
  for (const { kind, cents, item } of patron.charges) {
    const forItem = item === undefined ? {} : { item: (await inCatalogue(trx, item)).item }
    const link = { patron: patron.id, kind, amountCents: cents, ...forItem }
    await insertLinks(trx, 'charge', [sealLink(keys, 'charge', link)])
  }
}

async function inCatalogue(trx: Transaction<Schema>, { title, author }: Titled) {
  const { id: titleId } = await trx
    .insertInto('title')
    .values({ title, author })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: item } = await trx
    .insertInto('item')
    .values({ title_id: titleId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { titleId, item }
}
