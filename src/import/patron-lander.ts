import { randomUUID } from 'node:crypto'
import { patronImportOpener } from '../gate/capabilities.ts'
import {
  type Correctable,
  cardToken,
  normalizeCardNumber,
  partsCorrectedHere,
  sealCard,
  sealImportedRecord,
  sealImportedStanding,
  sealPatron,
  sealWithoutGuardianChoices,
  setPatronChoices,
  setPatronReach,
} from '../gate/index.ts'
import { deletePin } from '../patrons/index.ts'
import { token } from '../platform/crypto/field.ts'
import { markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import { rowPages } from '../platform/db/statements.ts'
import { yearsAfter } from '../policy/index.ts'
import {
  type CardBatch,
  endGuarantors,
  guarantorPage,
  holdersOfCards,
  importing,
  type LandedPatron,
  landedRows,
  type PatronBatch,
  surrenderCards,
  writeGuarantors,
  writePatrons,
} from './batch-store.ts'
import { borrowers, isLiableGuarantor, type KohaPatron, kohaId, type OnDay, patronOf } from './koha-row.ts'
import type { KohaRow, KohaTable } from './koha-table.ts'
import {
  type ImportRun,
  type Lander,
  type LandingOutcome,
  landedMark,
  looksCutShort,
  type PendingRow,
} from './lander.ts'
import { borrowerPurpose, settleClaims, TokenTable } from './landing-order.ts'
import { type RowNoticeCode, Tally } from './tally.ts'

export type NamedGuarantor = Related & { readonly guarantee: string }

/** A birth date as a mark: `20261124`, or the bare mark if unknown. */
function markOfBorn(born: string | undefined): number {
  return born === undefined ? landedMark : Number(born.replaceAll('-', ''))
}

function bornOfMark(mark: number): string | undefined {
  const text = String(mark)
  return mark > landedMark ? `${text.slice(0, -4)}-${text.slice(-4, -2)}-${text.slice(-2)}` : undefined
}

/**
 * `patrons`: this export's marks. `named` receives guarantors of those who landed. `related`: guarantors named by another
 * table.
 */
export function patronLander(
  run: ImportRun,
  patrons: TokenTable,
  named: NamedGuarantor[],
  related: RelatedByGuarantee,
): Lander<KohaPatron> {
  return {
    form: borrowers,
    of: 'patrons',
    claim: (row) => normalizeCardNumber(row.text('cardnumber')) || undefined,
    id: { column: 'borrowernumber', purpose: borrowerPurpose },
    map: (row) => patronOf(row, run.on, related),
    mark: (patron) => markOfBorn(patron.born),
    land: async (trx, batch) => {
      const landed = await landPatrons(run, patrons, trx, batch)
      batch.forEach(({ line, row }, at) => {
        const as = landed[at]?.as
        if (as === 'card-twice' || as === 'patron-changed') return
        const guarantee = row.sourceId
        if (row.guarantor !== undefined) {
          const { sourceId: guarantor, liable } = row.guarantor
          named.push({ file: borrowers.file, line, guarantee, guarantor, liable })
        }
        for (const each of related.get(guarantee) ?? []) named.push({ ...each, guarantee })
      })
      return landed
    },
  }
}

async function landPatrons(
  run: ImportRun,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly PendingRow<KohaPatron>[],
): Promise<LandingOutcome[]> {
  const keys = batch.map(({ key }) => key)
  const { landed: before, forged } = await landedRows(trx, run.ring, keys)
  const isForged = ({ key }: PendingRow<KohaPatron>) => forged.some((one) => one.equals(key))
  const fit = batch.filter((one) => !isForged(one))
  const landed = (await landFit(run, patrons, trx, fit, before)).values()
  return batch.map((one) => (isForged(one) ? changed : (landed.next().value ?? changed)))
}

const changed: LandingOutcome = { as: 'patron-changed' }

async function landFit(
  run: ImportRun,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly PendingRow<KohaPatron>[],
  before: readonly LandedPatron[],
): Promise<LandingOutcome[]> {
  const known = new Map(before.map((row) => [row.source_key.toString('latin1'), row]))
  const indexes = batch.map(({ row }) =>
    row.card === undefined ? undefined : cardToken(run.ring, row.card.number),
  )
  const { taken, surrendered, lostHere, idOf, isForged } = await settleCards(
    run,
    patrons,
    trx,
    batch,
    indexes,
  )
  await surrenderCards(
    trx,
    [...surrendered].map((index) => Buffer.from(index, 'latin1')),
  )

  const seal = (row: KohaPatron, key: Buffer, index: Buffer | undefined): Sealing => {
    const { guarantor: _link, ...kept } = row
    const fingerprint = token(run.ring, 'patron.fingerprint', JSON.stringify(kept))
    const earlier = known.get(key.toString('latin1'))
    if (earlier?.fingerprint?.equals(fingerprint) && !isForged(index)) {
      return { as: 'unchanged', kept: stillCorrected(run, earlier) }
    }
    const id = earlier?.id ?? randomUUID()
    const { kept: parts, isRenewed, ...values } = sealed(run, id, row, earlier)
    const mark = markOfRow(run.ring, 'patron', { id, source_key: key })
    const patron = { ...values, id, known: earlier !== undefined, source_key: key, fingerprint, mark }
    const card = row.card && index && sealedCard(run, id, row.card, idOf(index))
    const as = earlier === undefined ? 'added' : 'updated'
    return { as, kept: parts, isRenewed, patron, ...(card && { card }) }
  }
  const landed: LandingOutcome[] = []
  let writing: Promise<void> = Promise.resolve()
  for (let from = 0; from < batch.length; from += sealedAtOnce) {
    const part = batch.slice(from, from + sealedAtOnce).map(({ row, key }, at): Sealing => {
      return taken.has(from + at) ? { as: 'card-twice', kept: [] } : seal(row, key, indexes[from + at])
    })
    landed.push(
      ...part.map(({ as, kept, isRenewed }, at) => ({
        as,
        // Unknown, because the correction is not read here; with an unknown age a guardian is linked and told nothing.
        ...(kept.includes('born') && { mark: markOfBorn(undefined) }),
        notices: [
          ...(as !== 'card-twice' && lostHere.has(from + at) ? [stillActive] : []),
          ...(isRenewed ? [renewedHere] : []),
          ...kept.map((one) => ({ field: columnOf[one], code: 'corrected-here' as const })),
        ],
      })),
    )
    // The server writes one part while the next is sealed.
    await writing
    writing = writePatrons(
      trx,
      part.flatMap(({ patron }) => patron ?? []),
      part.flatMap(({ card }) => card ?? []),
    )
    writing.catch(() => undefined)
  }
  await writing
  return landed
}

const sealedAtOnce = 500
const stillActive = { field: 'cardnumber', code: 'card-lost-here' } as const
const renewedHere = { field: 'dateexpiry', code: 'renewed-here' } as const

const columnOf: Readonly<Record<Correctable, string>> = {
  name: 'surname',
  born: 'dateofbirth',
  emails: 'email',
  phones: 'phone',
  addresses: 'address',
}

/** `kept`: corrected here, still wrong in the export. `isRenewed`: renewed here, for longer than in the export. */
type Sealing = {
  readonly as: LandingOutcome['as']
  readonly kept: readonly Correctable[]
  readonly isRenewed?: boolean
  readonly patron?: PatronBatch
  readonly card?: CardBatch
}

/** In one export, the first patron keeps a card. */
async function settleCards(
  { ring }: ImportRun,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly PendingRow<KohaPatron>[],
  indexes: readonly (Buffer | undefined)[],
) {
  const { holders, forged } = await holdersOfCards(
    trx,
    ring,
    indexes.flatMap((index) => index ?? []),
  )
  // '': a holder who was not imported keeps the card.
  const byCard = new Map(
    holders.map(({ index, source_key }) => [index.toString('latin1'), source_key?.toString('latin1') ?? '']),
  )
  const kept = new Map(holders.filter((one) => one.kept).map((one) => [one.index.toString('latin1'), one]))
  const claims = batch.map(({ key }, at) => ({
    self: key.toString('latin1'),
    key: indexes[at]?.toString('latin1'),
  }))
  const settled = settleClaims(
    claims,
    byCard,
    (self) => self === '' || patrons.get(Buffer.from(self, 'latin1')) >= landedMark,
  )
  // A card reported lost or issued here stays with its holder, whatever the export says.
  const taken = new Set(settled.taken)
  const surrendered = new Set([...settled.surrendered].filter((index) => !kept.has(index)))
  const lostHere = new Set<number>()
  claims.forEach(({ self, key }, at) => {
    const held = key === undefined ? undefined : kept.get(key)
    if (held === undefined) return
    if (held.source_key?.toString('latin1') !== self) taken.add(at)
    else if (held.state !== 'active' && batch[at]?.row.card?.state === 'active') lostHere.add(at)
  })
  const ids = new Map(holders.map(({ index, id }) => [index.toString('latin1'), id]))
  const idOf = (index: Buffer) => {
    const key = index.toString('latin1')
    return surrendered.has(key) ? undefined : ids.get(key)
  }
  const isForged = (index: Buffer | undefined) =>
    index !== undefined && forged.some((one) => one.equals(index))
  return { taken, surrendered, lostHere, idOf, isForged }
}

function sealed({ ring }: ImportRun, id: string, patron: KohaPatron, earlier: LandedPatron | undefined) {
  const opener = patronImportOpener(ring)
  const correctedBefore = earlier?.corrected ?? null
  const standingBefore = earlier?.standing ?? null
  const { isKept: isRenewed, standing } = sealImportedStanding(opener, id, {
    before: standingBefore,
    said: patron.standing,
  })
  if (earlier?.corrected && earlier.name) {
    const { name, born, contact } = patron
    const row = { ...earlier, name: earlier.name, corrected: earlier.corrected }
    return {
      isRenewed,
      standing,
      standingBefore,
      correctedBefore,
      ...sealImportedRecord(opener, row, { ...contact, name, ...(born !== undefined && { born }) }),
    }
  }
  const values = sealPatron(ring, id, patron)
  return { isRenewed, ...values, standing, standingBefore, correctedBefore, corrected: null, kept: [] }
}

function stillCorrected({ ring }: ImportRun, { id, corrected }: LandedPatron): readonly Correctable[] {
  return corrected === null ? [] : partsCorrectedHere(patronImportOpener(ring), { id, corrected })
}

function sealedCard(
  { ring }: ImportRun,
  patronId: string,
  card: NonNullable<KohaPatron['card']>,
  id: string = randomUUID(),
): CardBatch {
  const row = { ...sealCard(ring, { id, patronId, number: card.number }), state: card.state }
  return { ...row, mark: markOfRow(ring, 'card', { ...row, kept: false }) }
}

/** `notLinked` links are in `noticed.csv` with their reasons. */
export type GuarantorReport = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly ended: number
  /** Would have ended, but so many at once that the export looks cut short. */
  readonly held: number
  readonly notLinked: number
}

const linksPerBatch = 2000

/** Links guarantors after all patrons, and ends links the export no longer has. What prevents a link is noticed. */
export async function landGuarantors(
  run: ImportRun,
  parts: {
    readonly named: readonly NamedGuarantor[]
    /** False if the export does not name all guarantors: then no link ends. */
    readonly whole: boolean
    readonly patrons: TokenTable
    readonly custodyNoted: ReadonlySet<string>
    readonly tallies: ReadonlyMap<string, Tally>
  },
): Promise<GuarantorReport> {
  const { patrons, custodyNoted, tallies } = parts
  const named = oncePerPair(parts.named)
  const report = { added: 0, updated: 0, unchanged: 0, ended: 0, held: 0, notLinked: 0 }
  const pairs = new Set(named.map(pairOf))
  const end = (id: string | undefined): GuarantorLinkEnd => {
    const mark = id === undefined ? 0 : patrons.get(token(run.ring, borrowerPurpose, id))
    const born = bornOfMark(mark)
    return mark < landedMark ? undefined : { ...(born !== undefined && { born }) }
  }
  const linked = new TokenTable()
  for (let from = 0; from < named.length; from += linksPerBatch) {
    const batch = named.slice(from, from + linksPerBatch).flatMap((link) => {
      const { guarantee, guarantor } = link
      const mutual = guarantor !== undefined && pairs.has(`${guarantor} ${guarantee}`)
      const guarantorOfGuarantor = mutual ? guarantee : undefined
      const ends = { guarantee: end(guarantee), guarantor: end(guarantor) }
      const problem = linkProblem(
        { guarantee, guarantor, guarantorOfGuarantor, custodyNoted: custodyNoted.has(guarantee) },
        ends,
        run.on,
      )
      const notice = problem ?? (ends.guarantor?.born === undefined ? 'guarantor-age-unknown' : undefined)
      if (notice !== undefined) note(run, tallies, link, notice)
      if (problem !== undefined || guarantor === undefined) {
        report.notLinked++
        return []
      }
      return [{ ...link, guarantor }]
    })
    const written = await importing(run.database, (trx) => landLinks(run, trx, batch))
    for (const { id, added, changed } of written) {
      report[added ? 'added' : changed ? 'updated' : 'unchanged']++
      linked.set(idToken(id), landedMark)
    }
  }
  if (parts.whole) Object.assign(report, await endLinks(run, linked))
  return report
}

function pairOf({ guarantee, guarantor }: NamedGuarantor): string {
  return `${guarantee} ${guarantor}`
}

function oncePerPair(named: readonly NamedGuarantor[]): readonly NamedGuarantor[] {
  const seen = new Set<string>()
  return named.filter((link) => seen.size < seen.add(pairOf(link)).size)
}

function note(
  run: ImportRun,
  tallies: ReadonlyMap<string, Tally>,
  { file, line, guarantee }: NamedGuarantor,
  code: RowNoticeCode,
): void {
  tallies.get(file)?.noticed(code)
  run.files.noticed(file, line, guarantee, { field: 'guarantorid', code })
}

async function landLinks(
  run: ImportRun,
  trx: Trx,
  links: readonly (NamedGuarantor & { readonly guarantor: string })[],
) {
  const keyOf = (id: string) => token(run.ring, borrowerPurpose, id)
  const keys = links.flatMap(({ guarantee, guarantor }) => [keyOf(guarantee), keyOf(guarantor)])
  const { landed } = await landedRows(trx, run.ring, keys)
  const ids = new Map(landed.map(({ source_key, id }) => [source_key.toString('latin1'), id]))
  const rows = links.flatMap(({ liable }, at) => {
    const [guarantee_id, guarantor_id] = [keys[2 * at], keys[2 * at + 1]].map((key) =>
      key === undefined ? undefined : ids.get(key.toString('latin1')),
    )
    return guarantee_id && guarantor_id ? [{ guarantee_id, guarantor_id, liable }] : []
  })
  // So that nothing shows which of two guarantors was named first.
  rows.sort((one, other) => (one.guarantor_id < other.guarantor_id ? -1 : 1))
  return writeGuarantors(trx, run.ring, rows)
}

async function endLinks(run: ImportRun, linked: TokenTable): Promise<{ ended: number; held: number }> {
  let [ended, gone, of] = [0, 0, 0]
  const read = (after: string, limit: number) =>
    importing(run.database, (trx) => guarantorPage(trx, after, limit))
  for await (const page of rowPages(read)) {
    of += page.length
    gone += page.filter(({ id }) => linked.get(idToken(id)) === 0).length
  }
  if (!run.endsAll && looksCutShort({ gone, of })) return { ended, held: gone }
  for await (const page of rowPages(read)) {
    const gone = page.filter(({ id }) => linked.get(idToken(id)) === 0).map(({ id }) => id)
    if (gone.length === 0) continue
    await importing(run.database, async (trx) => {
      // A guardian who was taken off may know the PIN and have chosen with it, as where staff take one off.
      for (const minor of await endGuarantors(trx, gone)) {
        await deletePin(trx, minor.id)
        const kept = sealWithoutGuardianChoices(patronImportOpener(run.ring), minor.id, minor)
        if (kept === undefined) continue
        await setPatronChoices(trx, minor.id, kept.choices)
        await setPatronReach(trx, minor.id, kept.reach)
      }
    })
    ended += gone.length
  }
  return { ended, held: 0 }
}

/** A random id is its own token. */
function idToken(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

/** Where Koha keeps guarantors since 19.11; a person may have several. */
export const relationships = {
  file: 'borrower_relationships.csv',
  required: ['guarantor_id', 'guarantee_id'],
  used: ['guarantor_id', 'guarantee_id', 'relationship'],
} as const

/** `guarantor` is undefined if the row has no usable number. */
type Related = {
  readonly file: string
  readonly line: number
  readonly guarantor: string | undefined
  readonly liable: boolean
}

export type RelatedByGuarantee = Map<string, Related[]>

/** Runs before the patrons land. Its rows count as skipped here and as links of guarantors later. */
export async function readRelationships(
  run: ImportRun,
  table: KohaTable,
  related: RelatedByGuarantee,
): Promise<Tally> {
  const { file } = relationships
  const tally = new Tally(table.missing)
  for await (const records of table.records) {
    for (const record of records) {
      const { line } = record
      tally.rows++
      const guarantee = record.fault === undefined ? kohaId(record.row.text('guarantee_id')) : undefined
      if (record.fault !== undefined || guarantee === undefined) {
        const reason = record.fault ?? 'guarantee-unusable'
        tally.rejected(reason)
        tally.endingHeld = true
        run.files.rejected(file, line, reason, record.kept())
        continue
      }
      tally.skipped('guarantor-named')
      const named = { file, line, ...guarantorOf(record.row) }
      related.set(guarantee, [...(related.get(guarantee) ?? []), named])
      if (named.liable) continue
      tally.noticed('relationship-not-parental')
      run.files.noticed(file, line, guarantee, { field: 'relationship', code: 'relationship-not-parental' })
    }
    run.progress({ file, rows: tally.rows, bytesRead: table.bytesRead() })
  }
  return tally
}

function guarantorOf(row: KohaRow) {
  return { guarantor: kohaId(row.text('guarantor_id')), liable: isLiableGuarantor(row.text('relationship')) }
}

/** Undefined if the person did not land; `born` is absent if unknown. */
type GuarantorLinkEnd = { readonly born?: string } | undefined

/** Why a guarantor is not linked. A guarantee of unknown age is linked: nothing is told until the birth date is known. */
export function linkProblem(
  link: {
    readonly guarantee: string
    readonly guarantor: string | undefined
    readonly guarantorOfGuarantor: string | undefined
    readonly custodyNoted: boolean
  },
  ends: { readonly guarantee: GuarantorLinkEnd; readonly guarantor: GuarantorLinkEnd },
  { today, majorityAge }: OnDay,
): RowNoticeCode | undefined {
  if (link.guarantor === link.guarantee) return 'guarantor-oneself'
  if (link.guarantor === undefined || ends.guarantor === undefined) return 'guarantor-missing'
  if (link.guarantorOfGuarantor === link.guarantee) return 'guarantor-mutual'
  const guarantorBorn = ends.guarantor.born
  if (guarantorBorn !== undefined && today < yearsAfter(guarantorBorn, majorityAge)) return 'guarantor-minor'
  const born = ends.guarantee?.born
  if (born !== undefined && today >= yearsAfter(born, majorityAge)) return 'guarantee-adult'
  return link.custodyNoted ? 'guarantor-custody' : undefined
}
