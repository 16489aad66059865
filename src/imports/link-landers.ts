import { randomUUID } from 'node:crypto'
import { sealField, token } from '../sealing/field.ts'
import {
  type ChargeBatch,
  type HoldBatch,
  type LinkTable,
  type LoanBatch,
  landedRows,
  loansOfItems,
  type Trx,
  writeCharges,
  writeHolds,
  writeLoans,
} from '../store/import-batches.ts'
import { type KnownItem, knownItems, knownTitles } from '../store/import-catalogue.ts'
import { accountlines, type Charge, chargeOf } from './charge-row.ts'
import { settleClaims } from './claims.ts'
import { type Hold, holdOf, reserves } from './hold-row.ts'
import type { KohaRow } from './koha-table.ts'
import { kohaId } from './koha-values.ts'
import { type LandedAs, type Lander, landedMark, type Pending, type Run } from './land-table.ts'
import { borrowerPurpose } from './landing-order.ts'
import { issues, type Loan, loanOf } from './loan-row.ts'
import type { Notice } from './reasons.ts'
import type { TokenTable } from './token-table.ts'

/** Lands `issues`: one item is out once. `loans` are the marks of this export; `ended` is told of loans that end. */
export function loanLander(run: Run, loans: TokenTable, ended: (loans: number) => void): Lander<Loan> {
  const land = async (trx: Trx, batch: readonly Pending<Loan>[]): Promise<LandedAs[]> => {
    const { known, patronIds } = await ends(run, trx, 'loan', batch)
    const items = await itemsById(trx, batch)
    const indexes = batch.map(({ row }) => {
      const item = items.get(row.itemSourceId)
      return item === undefined ? undefined : token(run.ring, 'loan.item', item.id)
    })
    const out = await loansOfItems(
      trx,
      indexes.flatMap((index) => index ?? []),
    )
    const holders = new Map(
      out.map((loan) => [loan.item_index.toString('latin1'), loan.source_key?.toString('latin1') ?? '']),
    )
    const claims = batch.map(({ row, key }, at) => ({
      self: key.toString('latin1'),
      key: patronIds.has(row.patronSourceId) ? indexes[at]?.toString('latin1') : undefined,
    }))
    const { taken, surrendered } = settleClaims(
      claims,
      holders,
      (self) => self === '' || loans.get(Buffer.from(self, 'latin1')) >= landedMark,
    )
    const rows: LoanBatch[] = []
    const landed = batch.map(({ row, key }, at): LandedAs => {
      const patronId = patronIds.get(row.patronSourceId)
      const item = items.get(row.itemSourceId)
      const index = indexes[at]
      if (patronId === undefined) return { as: 'patron-unknown' }
      if (item === undefined || index === undefined) return { as: 'item-unknown' }
      if (taken.has(at)) return { as: 'item-lent-twice' }
      // Why: Koha keeps the loan of an item that it has given up for lost; who has it owes for it.
      const state = item.state === 'lost' ? 'lost' : 'out'
      const link = linkOf(run, known, key, [patronId, item.id, row.dueOn, state])
      if (link.as === 'unchanged') return link
      const { id, fingerprint } = link
      const sealedItem = sealField(run.ring, 'loan.item', id, item.id)
      rows.push({
        ...{ id, patron_id: patronId, source_key: key, fingerprint },
        ...{ item: sealedItem, item_index: index, due_on: row.dueOn, state },
      })
      return link
    })
    const passedOn = [...surrendered].map((index) => Buffer.from(index, 'latin1'))
    ended(await writeLoans(trx, rows, passedOn))
    return landed
  }
  const id = { column: 'issue_id', purpose: 'koha.issues' }
  const claim = (row: KohaRow) => kohaId(row.text('itemnumber'))
  return { form: issues, of: 'patrons', patron: 'borrowernumber', id, claim, map: loanOf, land }
}

/** Lands `reserves`. */
export function holdLander(run: Run): Lander<Hold> {
  const land = async (trx: Trx, batch: readonly Pending<Hold>[]): Promise<LandedAs[]> => {
    const { known, patronIds } = await ends(run, trx, 'hold', batch)
    const titles = await knownTitles(
      trx,
      batch.map(({ row }) => row.titleSourceId),
    )
    const rows: HoldBatch[] = []
    const landed = batch.map(({ row, key }): LandedAs => {
      const patronId = patronIds.get(row.patronSourceId)
      const titleId = titles.get(row.titleSourceId)
      if (patronId === undefined) return { as: 'patron-unknown' }
      if (titleId === undefined) return { as: 'title-unknown' }
      const link = linkOf(run, known, key, [patronId, titleId, row.state])
      if (link.as === 'unchanged') return link
      const { id, fingerprint } = link
      const title = sealField(run.ring, 'hold.title', id, titleId)
      rows.push({ id, patron_id: patronId, source_key: key, fingerprint, title, state: row.state })
      return link
    })
    await writeHolds(trx, rows)
    return landed
  }
  const id = { column: 'reserve_id', purpose: 'koha.reserves' }
  return { form: reserves, of: 'patrons', patron: 'borrowernumber', id, map: holdOf, land }
}

/** Lands `accountlines`: what is owed. */
export function chargeLander(run: Run): Lander<Charge> {
  const land = async (trx: Trx, batch: readonly Pending<Charge>[]): Promise<LandedAs[]> => {
    const { known, patronIds } = await ends(run, trx, 'charge', batch)
    const items = await itemsById(trx, batch)
    const rows: ChargeBatch[] = []
    const landed = batch.map(({ row, key }): LandedAs => {
      const patronId = patronIds.get(row.patronSourceId)
      if (patronId === undefined) return { as: 'patron-unknown' }
      const itemId = row.itemSourceId === undefined ? undefined : items.get(row.itemSourceId)?.id
      const itemGone = row.itemSourceId !== undefined && itemId === undefined
      const notices: Notice[] = itemGone ? [{ field: 'itemnumber', code: 'charge-item-unknown' }] : []
      const link = linkOf(run, known, key, [patronId, row.kind, row.amountCents, itemId ?? null])
      if (link.as === 'unchanged') return { ...link, notices }
      const { id, fingerprint } = link
      rows.push({
        ...{ id, patron_id: patronId, source_key: key, fingerprint, kind: row.kind },
        amount_cents: row.amountCents,
        item: itemId === undefined ? null : sealField(run.ring, 'charge.item', id, itemId),
      })
      return { ...link, notices }
    })
    await writeCharges(trx, rows)
    return landed
  }
  const id = { column: 'accountlines_id', purpose: 'koha.accountlines' }
  return { form: accountlines, of: 'patrons', patron: 'borrowernumber', id, map: chargeOf, land }
}

type Known = ReadonlyMap<string, { readonly id: string; readonly fingerprint: Buffer | null }>

/** What a batch of links needs of the vault: its own earlier rows, and the patrons at the other end. */
async function ends<T extends { readonly patronSourceId: string }>(
  run: Run,
  trx: Trx,
  table: LinkTable,
  batch: readonly Pending<T>[],
) {
  const before = await landedRows(
    trx,
    table,
    batch.map(({ key }) => key),
  )
  const byKey = new Map(
    batch.map(({ row }) => [
      token(run.ring, borrowerPurpose, row.patronSourceId).toString('latin1'),
      row.patronSourceId,
    ]),
  )
  const patrons = await landedRows(
    trx,
    'patron',
    [...byKey.keys()].map((key) => Buffer.from(key, 'latin1')),
  )
  const patronIds = new Map(
    patrons.map(({ source_key, id }) => [byKey.get(source_key.toString('latin1')) ?? '', id]),
  )
  const known: Known = new Map(before.map((row) => [row.source_key.toString('latin1'), row]))
  return { known, patronIds }
}

async function itemsById<T extends { readonly itemSourceId?: string }>(
  trx: Trx,
  batch: readonly Pending<T>[],
): Promise<Map<string, KnownItem>> {
  const found = await knownItems(
    trx,
    batch.flatMap(({ row }) => row.itemSourceId ?? []),
  )
  return new Map(found.map((item) => [item.source_id, item]))
}

type Link =
  | { readonly as: 'unchanged' }
  | { readonly as: 'added' | 'updated'; readonly id: string; readonly fingerprint: Buffer }

/** Compares a link with what an earlier import landed, by fingerprint: nothing is opened. */
function linkOf(run: Run, known: Known, key: Buffer, values: readonly unknown[]): Link {
  const fingerprint = token(run.ring, 'link.fingerprint', JSON.stringify(values))
  const earlier = known.get(key.toString('latin1'))
  if (earlier?.fingerprint?.equals(fingerprint)) return { as: 'unchanged' }
  return { as: earlier === undefined ? 'added' : 'updated', id: earlier?.id ?? randomUUID(), fingerprint }
}
