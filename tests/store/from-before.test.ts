import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { cardNumber } from '../../src/circulation/card-number.ts'
import { sealField, token } from '../../src/sealing/field.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { cardOfToken } from '../../src/store/cards.ts'
import { openDatabase } from '../../src/store/database.ts'
import { isUpToDate, migrateWithin, migrations } from '../../src/store/migrate.ts'
import { forgedRows, markRowsOfBefore } from '../../src/store/unmarked.ts'
import { inContext } from '../../src/store/vault.ts'
import { asOwner } from '../links/as-owner.ts'
import { removeHome, startTestDatabase } from '../support/database.ts'

/** The last migration of the version before sign-ins, cards and imported rows had what later ones gave them. */
const before = migrations().filter(({ id }) => id <= '049-mails-of-papers')
const later = migrations().filter(({ id }) => !before.some((one) => one.id === id))

test('no migration of that version has another text now', () => {
  const sums = before.map(({ id, sha256 }) => `${id} ${sha256}\n`).join('')
  expect(createHash('sha256').update(sums).digest('hex')).toBe(
    '97069aac944054fa7f532915bc616ce069faaca5a1b5f69925d9890bbb363b37',
  )
})

test('a library of that version is brought up to date as it starts, and what it had still counts', async () => {
  const it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  const [id, card] = [randomUUID(), randomUUID()]
  const index = token(ring, 'card.barcode', cardNumber('24000001'))
  await asOwner(it, async (owner) => {
    await owner.query('drop schema public cascade; create schema public')
    await owner.query('begin')
    await migrateWithin(owner, 'carrel', new Map(before.map((one) => [one.id, one.sha256])))
    await owner.query('commit')
    const name = sealField(ring, 'patron.name', id, { surname: 'Wren', firstName: 'Mo' })
    const key = token(ring, 'koha.borrowers', '1')
    await owner.query('insert into patron (id, name, source_key) values ($1, $2, $3)', [id, name, key])
    await owner.query(
      `insert into card (id, patron_id, barcode, barcode_index, state) values ($1, $2, $3, $4, 'active')`,
      [card, id, sealField(ring, 'card.barcode', card, '24000001'), index],
    )
  })
  await it.database.close()
  const database = await openDatabase(it.home, { unsafeWithoutFsync: true })
  try {
    const app = await database.connect('app')
    expect(await isUpToDate(app, 'carrel')).toBe(true)
    const { rows } = await app.query('select id from schema_migration order by applied_at, id')
    expect(rows.slice(-later.length).map((row) => row.id)).toEqual(later.map((one) => one.id))
    await app.end()
    await markRowsOfBefore(database.app, ring)
    expect(await forgedRows(database.app, ring)).toEqual({ cards: 0, guardians: 0, patrons: 0 })
    const found = await inContext(database.app, { actor: 'test', place: 'test' }, (trx) =>
      cardOfToken(trx, ring, index),
    )
    expect(found?.patron_id).toBe(id)
  } finally {
    await database.close()
    removeHome(it.home)
  }
}, 60_000)
