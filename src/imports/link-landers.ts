import type { Links, LinkTable } from '../circulation/link.ts'
import { token } from '../sealing/field.ts'
import { endTokens, type LinkRow, sealLink } from '../sealing/link.ts'
import { bandOf, saysSame, sourceOf } from '../sealing/link-change.ts'
import { type LinkKeys, underAllKeys } from '../sealing/link-keys.ts'
import { cutLoans } from '../store/cut.ts'
import { landedRows, type Trx } from '../store/import-batches.ts'
import { type KnownItem, knownItems, knownTitles } from '../store/import-catalogue.ts'
import { linksByEnd, oldestNightOf, replaceLinks } from '../store/links.ts'
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
  const id = { column: 'issue_id', purpose: 'koha.issues' }
  const earlier = new Earlier('loan')
  const land = async (trx: Trx, batch: readonly Pending<Loan>[]): Promise<LandedAs[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const items = await itemsById(trx, batch)
    const { keys, known, out } = await underAllKeys(run.ring, async (keys) => ({
      keys,
      known: await earlier.bySource(trx, keys, batch),
      out: await earlier.byItem(trx, keys, [...items.values()]),
    }))
    const markOf = (source: string | undefined) =>
      source === undefined ? '' : token(run.ring, id.purpose, source).toString('latin1')
    const holders = new Map([...out].map(([item, row]) => [item, markOf(sourceOf(keys, 'loan', row))]))
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
    const landed = batch.map(({ row }, at): LandedAs => {
      const patron = patrons.get(row.patronSourceId)
      const item = items.get(row.itemSourceId)
      if (patron === undefined) return { as: 'patron-unknown' }
      if (item === undefined) return { as: 'item-unknown' }
      if (taken.has(at)) return { as: holders.get(item.id) === '' ? 'item-lent-here' : 'item-lent-twice' }
      return landLink(keys, rows, 'loan', known, {
        ...{ patron: patron.id, item: item.id, dueOn: row.dueOn, source: row.sourceId },
        // Why: Koha keeps the loan of an item that it has given up for lost; who has it owes for it.
        state: item.state === 'lost' ? 'lost' : 'out',
        band: bandOf(run.ring, patron, run.on.today),
      })
    })
    const passedOn = [...surrendered].flatMap((item) => out.get(item) ?? [])
    ended((await cutLoans(trx, run.ring, passedOn, run.on.today)).length)
    await replaceLinks(trx, 'loan', { ids: rows.map((row) => row.id), links: rows })
    return landed
  }
  const claim = (row: KohaRow) => kohaId(row.text('itemnumber'))
  return { form: issues, of: 'patrons', id, claim, map: loanOf, land }
}

/** Lands `reserves`. */
export function holdLander(run: Run): Lander<Hold> {
  const earlier = new Earlier('hold')
  const land = async (trx: Trx, batch: readonly Pending<Hold>[]): Promise<LandedAs[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const titles = await knownTitles(
      trx,
      batch.map(({ row }) => row.titleSourceId),
    )
    const { keys, known } = await earlier.known(run, trx, batch)
    const rows: LinkRow[] = []
    const landed = batch.map(({ row }): LandedAs => {
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

/** Lands `accountlines`: what is owed. */
export function chargeLander(run: Run): Lander<Charge> {
  const earlier = new Earlier('charge')
  const land = async (trx: Trx, batch: readonly Pending<Charge>[]): Promise<LandedAs[]> => {
    const patrons = await patronsOf(run, trx, batch)
    const items = await itemsById(trx, batch)
    const { keys, known } = await earlier.known(run, trx, batch)
    const rows: LinkRow[] = []
    const landed = batch.map(({ row }): LandedAs => {
      const patron = patrons.get(row.patronSourceId)?.id
      if (patron === undefined) return { as: 'patron-unknown' }
      const item = row.itemSourceId === undefined ? undefined : items.get(row.itemSourceId)?.id
      const itemGone = row.itemSourceId !== undefined && item === undefined
      const notices: Notice[] = itemGone ? [{ field: 'itemnumber', code: 'charge-item-unknown' }] : []
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

/** What earlier imports landed of a table. */
class Earlier {
  readonly #table: LinkTable
  /** No link is under an older key; found out once, for rows only ever pass to newer ones. */
  #since: Promise<string | undefined> | undefined

  constructor(table: LinkTable) {
    this.#table = table
  }

  async known(run: Run, trx: Trx, batch: readonly Pending<{ readonly sourceId: string }>[]) {
    return underAllKeys(run.ring, async (keys) => ({ keys, known: await this.bySource(trx, keys, batch) }))
  }

  /** The rows of the batch that are here, by their ids in the source. */
  async bySource(trx: Trx, keys: LinkKeys, batch: readonly Pending<{ readonly sourceId: string }>[]) {
    const sources = batch.map(({ row }) => row.sourceId)
    return this.#byEnd(trx, keys, 'source', sources)
  }

  /** The rows with these items, by the items' ids. */
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

/** The patrons of a batch, by their ids in the source. */
async function patronsOf<T extends { readonly patronSourceId: string }>(
  run: Run,
  trx: Trx,
  batch: readonly Pending<T>[],
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
  batch: readonly Pending<T>[],
): Promise<Map<string, KnownItem>> {
  const found = await knownItems(
    trx,
    batch.flatMap(({ row }) => row.itemSourceId ?? []),
  )
  return new Map(found.map((item) => [item.source_id, item]))
}

/** Compares a link with what an earlier import landed; one that is new or differs is sealed and put to `rows`. */
function landLink<T extends LinkTable>(
  keys: LinkKeys,
  rows: LinkRow[],
  table: T,
  known: ReadonlyMap<string, LinkRow>,
  link: Links[T] & { readonly source: string },
): LandedAs {
  const earlier = known.get(link.source)
  if (earlier !== undefined && saysSame(keys, table, earlier, link)) return { as: 'unchanged' }
  rows.push(sealLink(keys, table, link, earlier?.id))
  return { as: earlier === undefined ? 'added' : 'updated' }
}
