import {
  ageBandOfPatron,
  anonymizeLoans,
  isSameLink,
  linkSource,
  linksByEnd,
  oldestNightOf,
  replaceLinks,
} from '../circulation/index.ts'
import { linkImportOpener } from '../gate/capabilities.ts'
import { endTokens, type LinkRow, type Links, type LinkTable, sealLink } from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import { type LinkKeys, type LinkOpener, openUnderAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import {
  holdersOfBarcodes,
  type ItemBatch,
  type KnownItem,
  knownItems,
  knownTitles,
  landedRows,
  writeItems,
  writeTitles,
} from './batch-store.ts'
import {
  accountlines,
  chargeOf,
  holdOf,
  issues,
  itemOf,
  items,
  type KohaCharge,
  type KohaHold,
  type KohaItem,
  type KohaLoan,
  kohaId,
  loanOf,
  reserves,
} from './koha-row.ts'
import type { KohaRow } from './koha-table.ts'
import { type ImportRun, type Lander, type LandingOutcome, landedMark, type PendingRow } from './lander.ts'
import { borrowerPurpose, settleClaims, type TokenTable } from './landing-order.ts'
import type { RowNotice } from './tally.ts'

/** Lands `issues`; an item is out once. `loans`: the marks of this export. `ended` receives the number of loans that end. */
export function loanLander(
  run: ImportRun,
  loans: TokenTable,
  ended: (loans: number) => void,
): Lander<KohaLoan> {
  const id = { column: 'issue_id', purpose: 'koha.issues' }
  const earlier = new Earlier('loan')
  const land = async (trx: Trx, batch: readonly PendingRow<KohaLoan>[]): Promise<LandingOutcome[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const items = await itemsById(trx, batch)
    const { keys, known, out } = await openUnderAllKeys(linkImportOpener(run.ring), async (keys) => ({
      keys,
      known: await earlier.bySource(trx, keys, batch),
      out: await earlier.byItem(trx, keys, [...items.values()]),
    }))
    const markOf = (source: string | undefined) =>
      source === undefined ? '' : token(run.ring, id.purpose, source).toString('latin1')
    const holders = new Map([...out].map(([item, row]) => [item, markOf(linkSource(keys, 'loan', row))]))
    const claims = batch.map(({ row, key }) => ({
      self: key.toString('latin1'),
      key: patrons.has(row.patronSourceId) ? items.get(row.itemSourceId)?.id : undefined,
    }))
    const { taken, surrendered } = settleClaims(
      claims,
      holders,
      (self) => self === '' || loans.get(Buffer.from(self, 'latin1')) >= landedMark,
    )
    const rows: LinkRow[] = []
    const landed = batch.map(({ row }, at): LandingOutcome => {
      const patron = patrons.get(row.patronSourceId)
      const item = items.get(row.itemSourceId)
      if (patron === undefined) return { as: 'patron-unknown' }
      if (item === undefined) return { as: 'item-unknown' }
      if (taken.has(at)) return { as: holders.get(item.id) === '' ? 'item-lent-here' : 'item-lent-twice' }
      return landLink(keys, rows, 'loan', known, {
        patron: patron.id,
        item: item.id,
        dueOn: row.dueOn,
        source: row.sourceId,
        // Koha keeps the loan of a lost item, because its borrower owes for it.
        state: item.state === 'lost' ? 'lost' : 'out',
        band: ageBandOfPatron(linkImportOpener(run.ring), patron, run.on.today),
      })
    })
    const passedOn = [...surrendered].flatMap((item) => out.get(item) ?? [])
    ended((await anonymizeLoans(trx, run.ring, passedOn, run.on.today)).length)
    await replaceLinks(trx, 'loan', { ids: rows.map((row) => row.id), links: rows })
    return landed
  }
  const claim = (row: KohaRow) => kohaId(row.text('itemnumber'))
  return { form: issues, of: 'patrons', id, claim, map: loanOf, land }
}

export function holdLander(run: ImportRun): Lander<KohaHold> {
  const earlier = new Earlier('hold')
  const land = async (trx: Trx, batch: readonly PendingRow<KohaHold>[]): Promise<LandingOutcome[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const titles = await knownTitles(
      trx,
      batch.map(({ row }) => row.titleSourceId),
    )
    const { keys, known } = await earlier.known(run, trx, batch)
    const rows: LinkRow[] = []
    const landed = batch.map(({ row }): LandingOutcome => {
      const patron = patrons.get(row.patronSourceId)?.id
      const title = titles.get(row.titleSourceId)
      if (patron === undefined) return { as: 'patron-unknown' }
      if (title === undefined) return { as: 'title-unknown' }
      return landLink(keys, rows, 'hold', known, { patron, title, state: row.state, source: row.sourceId })
    })
    await replaceLinks(trx, 'hold', { ids: rows.map((row) => row.id), links: rows })
    return landed
  }
  const id = { column: 'reserve_id', purpose: 'koha.reserves' }
  return { form: reserves, of: 'patrons', id, map: holdOf, land }
}

export function chargeLander(run: ImportRun): Lander<KohaCharge> {
  const earlier = new Earlier('charge')
  const land = async (trx: Trx, batch: readonly PendingRow<KohaCharge>[]): Promise<LandingOutcome[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const items = await itemsById(trx, batch)
    const { keys, known } = await earlier.known(run, trx, batch)
    const rows: LinkRow[] = []
    const landed = batch.map(({ row }): LandingOutcome => {
      const patron = patrons.get(row.patronSourceId)?.id
      if (patron === undefined) return { as: 'patron-unknown' }
      const item = row.itemSourceId === undefined ? undefined : items.get(row.itemSourceId)?.id
      const itemGone = row.itemSourceId !== undefined && item === undefined
      const notices: RowNotice[] = itemGone ? [{ field: 'itemnumber', code: 'charge-item-unknown' }] : []
      const { kind, amountCents, sourceId: source } = row
      const charge = { patron, kind, amountCents, source, ...(item !== undefined && { item }) }
      return { ...landLink(keys, rows, 'charge', known, charge), notices }
    })
    await replaceLinks(trx, 'charge', { ids: rows.map((row) => row.id), links: rows })
    return landed
  }
  const id = { column: 'accountlines_id', purpose: 'koha.accountlines' }
  return { form: accountlines, of: 'patrons', id, map: chargeOf, land }
}

class Earlier {
  readonly #table: LinkTable
  /** No link is under an older key. Read once, because rows only move to newer keys. */
  #since: Promise<string | undefined> | undefined

  constructor(table: LinkTable) {
    this.#table = table
  }

  async known(run: ImportRun, trx: Trx, batch: readonly PendingRow<{ readonly sourceId: string }>[]) {
    return openUnderAllKeys(linkImportOpener(run.ring), async (keys) => ({
      keys,
      known: await this.bySource(trx, keys, batch),
    }))
  }

  async bySource(trx: Trx, keys: LinkKeys, batch: readonly PendingRow<{ readonly sourceId: string }>[]) {
    const sources = batch.map(({ row }) => row.sourceId)
    return this.#byEnd(trx, keys, 'source', sources)
  }

  async byItem(trx: Trx, keys: LinkKeys, items: readonly KnownItem[]) {
    const ids = items.map(({ id }) => id)
    return this.#byEnd(trx, keys, 'other', ids)
  }

  async #byEnd(
    trx: Trx,
    keys: LinkKeys,
    end: 'source' | 'other',
    values: readonly string[],
  ): Promise<Map<string, LinkRow>> {
    this.#since ??= oldestNightOf(trx, this.#table)
    const since = (await this.#since) ?? keys.newest.night
    const valueFor = new Map<string, string>()
    const tokens = values.flatMap((value) => {
      const theirs = endTokens(keys, this.#table, end, value, since)
      for (const one of theirs) valueFor.set(one.toString('latin1'), value)
      return theirs
    })
    const found = await linksByEnd(trx, this.#table, end, tokens)
    return new Map(found.map((row) => [valueFor.get(row[`${end}_index`].toString('latin1')) ?? '', row]))
  }
}

async function patronsOf<T extends { readonly patronSourceId: string }>(
  run: ImportRun,
  trx: Trx,
  batch: readonly PendingRow<T>[],
) {
  const byKey = new Map(
    batch.map(({ row }) => [
      token(run.ring, borrowerPurpose, row.patronSourceId).toString('latin1'),
      row.patronSourceId,
    ]),
  )
  const { landed } = await landedRows(
    trx,
    run.ring,
    [...byKey.keys()].map((key) => Buffer.from(key, 'latin1')),
  )
  return new Map(landed.map((patron) => [byKey.get(patron.source_key.toString('latin1')) ?? '', patron]))
}

async function itemsById<T extends { readonly itemSourceId?: string }>(
  trx: Trx,
  batch: readonly PendingRow<T>[],
): Promise<Map<string, KnownItem>> {
  const found = await knownItems(
    trx,
    batch.flatMap(({ row }) => row.itemSourceId ?? []),
  )
  return new Map(found.map((item) => [item.source_id, item]))
}

/** Seals a link that is new or changed, and adds it to `rows`. */
function landLink<T extends LinkTable>(
  keys: LinkOpener<T>,
  rows: LinkRow[],
  table: T,
  known: ReadonlyMap<string, LinkRow>,
  link: Links[T] & { readonly source: string },
): LandingOutcome {
  const earlier = known.get(link.source)
  if (earlier !== undefined && isSameLink(keys, table, earlier, link)) return { as: 'unchanged' }
  rows.push(sealLink(keys, table, link, earlier?.id))
  return { as: earlier === undefined ? 'added' : 'updated' }
}

const purpose = 'koha.items'

/** Lands `items` with their titles, unsealed. `seenItems`: the marks of this export. */
export function itemLander(run: ImportRun, seenItems: TokenTable): Lander<KohaItem> {
  return {
    form: items,
    of: 'nobody',
    id: { column: 'itemnumber', purpose },
    map: itemOf,
    land: (trx, batch) => landItems(run, seenItems, trx, batch),
  }
}

async function landItems(
  run: ImportRun,
  seenItems: TokenTable,
  trx: Trx,
  batch: readonly PendingRow<KohaItem>[],
): Promise<LandingOutcome[]> {
  const before = await knownItems(
    trx,
    batch.map(({ row }) => row.sourceId),
  )
  const known = new Map(before.map((item) => [item.source_id, item]))
  const { taken, surrendered } = await settleBarcodes(run, seenItems, trx, batch)

  const changed: {
    readonly item: KohaItem
    readonly barcode: string | null
    readonly fingerprint: Buffer
  }[] = []
  const landed = batch.map(({ row: item }, at): LandingOutcome => {
    const barcode = taken.has(at) ? null : (item.barcode ?? null)
    const fingerprint = token(run.ring, 'item.fingerprint', JSON.stringify([item, barcode]))
    const notices = taken.has(at) ? [{ field: 'barcode', code: 'item-barcode-twice' } as const] : []
    const earlier = known.get(item.sourceId)
    if (earlier?.fingerprint?.equals(fingerprint)) return { as: 'unchanged', notices }
    changed.push({ item, barcode, fingerprint })
    return { as: earlier === undefined ? 'added' : 'updated', notices }
  })
  const titleIds = await landTitles(
    trx,
    changed.map(({ item }) => item),
  )
  const rows = changed.flatMap(({ item, barcode, fingerprint }): ItemBatch[] => {
    const titleId = titleIds.get(item.titleSourceId)
    if (titleId === undefined) throw new Error('a title that was just written is not there')
    return [
      {
        source_id: item.sourceId,
        title_id: titleId,
        barcode,
        call_number: item.callNumber ?? null,
        collection: item.collection ?? null,
        item_type: item.itemType ?? null,
        price_cents: item.priceCents ?? null,
        state: item.state,
        fingerprint,
      },
    ]
  })
  await writeItems(trx, rows, [...surrendered])
  return landed
}

async function landTitles(trx: Trx, changed: readonly KohaItem[]): Promise<Map<string, string>> {
  const titles = new Map(
    changed.map((item) => [
      item.titleSourceId,
      { source_id: item.titleSourceId, title: item.title, author: item.author ?? null },
    ]),
  )
  if (titles.size === 0) return new Map()
  await writeTitles(trx, [...titles.values()])
  return knownTitles(trx, [...titles.keys()])
}

async function settleBarcodes(
  run: ImportRun,
  seenItems: TokenTable,
  trx: Trx,
  batch: readonly PendingRow<KohaItem>[],
) {
  const holders = await holdersOfBarcodes(
    trx,
    batch.flatMap(({ row }) => row.barcode ?? []),
  )
  const byBarcode = new Map(holders.map(({ barcode, source_id }) => [barcode, source_id ?? '']))
  const claims = batch.map(({ row }) => ({ self: row.sourceId, key: row.barcode }))
  const landed = (self: string) => self === '' || seenItems.get(token(run.ring, purpose, self)) >= landedMark
  return settleClaims(claims, byBarcode, landed)
}
