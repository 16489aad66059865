import { randomUUID } from 'node:crypto'
import { cardNumber } from '../circulation/card-number.ts'
import type { Correctable } from '../contact/correction.ts'
import { landCorrected, partsCorrected } from '../sealing/corrected.ts'
import { token } from '../sealing/field.ts'
import { cardToken, landStanding, sealCard, sealPatron } from '../sealing/patron-row.ts'
import { markOf } from '../sealing/row-mark.ts'
import {
  type CardBatch,
  holdersOfCards,
  type LandedPatron,
  landedRows,
  type PatronBatch,
  surrenderCards,
  type Trx,
  writePatrons,
} from '../store/import-batches.ts'
import { settleClaims } from './claims.ts'
import { type LandedAs, type Lander, landedMark, type Pending, type Run } from './land-table.ts'
import { borrowerPurpose } from './landing-order.ts'
import { borrowers, type Patron, patronOf } from './patron-row.ts'
import type { Related, RelatedByGuarantee } from './relationship-row.ts'
import type { TokenTable } from './token-table.ts'

/** A guarantor as a patron's row or a row of `borrower_relationships` names it, kept until every patron has landed. */
export type NamedGuarantor = Related & { readonly guarantee: string }

/** A birth date as a row's mark: `20261124`, or the bare mark where it is not known. */
export function markOfBorn(born: string | undefined): number {
  return born === undefined ? landedMark : Number(born.replaceAll('-', ''))
}

/** The birth date of a mark; undefined where it is not known. */
export function bornOfMark(mark: number): string | undefined {
  const text = String(mark)
  return mark > landedMark ? `${text.slice(0, -4)}-${text.slice(-4, -2)}-${text.slice(-2)}` : undefined
}

/**
 * Lands `borrowers`.
 *
 * @param patrons the marks of the patrons of this export, which tell whose card is of an earlier one
 * @param named is filled with the guarantors of those who landed
 * @param related the guarantors that another table names
 */
export function patronLander(
  run: Run,
  patrons: TokenTable,
  named: NamedGuarantor[],
  related: RelatedByGuarantee,
): Lander<Patron> {
  return {
    form: borrowers,
    of: 'patrons',
    claim: (row) => cardNumber(row.text('cardnumber')) || undefined,
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
  run: Run,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly Pending<Patron>[],
): Promise<LandedAs[]> {
  const keys = batch.map(({ key }) => key)
  const { landed: before, forged } = await landedRows(trx, run.ring, keys)
  const isForged = ({ key }: Pending<Patron>) => forged.some((one) => one.equals(key))
  const fit = batch.filter((one) => !isForged(one))
  const landed = (await landFit(run, patrons, trx, fit, before)).values()
  return batch.map((one) => (isForged(one) ? changed : (landed.next().value ?? changed)))
}

const changed: LandedAs = { as: 'patron-changed' }

/** Lands those who are new, or whose rows are ours. */
async function landFit(
  run: Run,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly Pending<Patron>[],
  before: readonly LandedPatron[],
): Promise<LandedAs[]> {
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

  const seal = (row: Patron, key: Buffer, index: Buffer | undefined): Sealing => {
    const { guarantor: _link, ...kept } = row
    const fingerprint = token(run.ring, 'patron.fingerprint', JSON.stringify(kept))
    const earlier = known.get(key.toString('latin1'))
    if (earlier?.fingerprint?.equals(fingerprint) && !isForged(index)) {
      return { as: 'unchanged', kept: stillCorrected(run, earlier) }
    }
    const id = earlier?.id ?? randomUUID()
    const { kept: parts, isRenewed, ...values } = sealed(run, id, row, earlier)
    const mark = markOf(run.ring, 'patron', { id, source_key: key })
    const patron = { ...values, id, known: earlier !== undefined, source_key: key, fingerprint, mark }
    const card = row.card && index && sealedCard(run, id, row.card, idOf(index))
    const as = earlier === undefined ? 'added' : 'updated'
    return { as, kept: parts, isRenewed, patron, ...(card && { card }) }
  }
  const landed: LandedAs[] = []
  let writing: Promise<void> = Promise.resolve()
  for (let from = 0; from < batch.length; from += sealedAtOnce) {
    const part = batch.slice(from, from + sealedAtOnce).map(({ row, key }, at): Sealing => {
      return taken.has(from + at) ? { as: 'card-twice', kept: [] } : seal(row, key, indexes[from + at])
    })
    landed.push(
      ...part.map(({ as, kept, isRenewed }, at) => ({
        as,
        // Why not known: what was set right is not read here; of somebody of unknown age a guardian is linked, and told nothing.
        ...(kept.includes('born') && { mark: markOfBorn(undefined) }),
        notices: [
          ...(as !== 'card-twice' && lostHere.has(from + at) ? [stillActive] : []),
          ...(isRenewed ? [renewedHere] : []),
          ...kept.map((one) => ({ field: columnOf[one], code: 'corrected-here' as const })),
        ],
      })),
    )
    // Why: the server writes one part while the next is sealed.
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

/** In which column Koha has what was set right here. */
const columnOf: Readonly<Record<Correctable, string>> = {
  ...{ name: 'surname', born: 'dateofbirth', emails: 'email', phones: 'phone', addresses: 'address' },
}

/** `kept`: what was set right here and this export still has wrong. `isRenewed`: here, for longer than the export has it. */
type Sealing = {
  readonly as: LandedAs['as']
  readonly kept: readonly Correctable[]
  readonly isRenewed?: boolean
  readonly patron?: PatronBatch
  readonly card?: CardBatch
}

/** Two patrons cannot have one card: in one export the first keeps it. */
async function settleCards(
  { ring }: Run,
  patrons: TokenTable,
  trx: Trx,
  batch: readonly Pending<Patron>[],
  indexes: readonly (Buffer | undefined)[],
) {
  const { holders, forged } = await holdersOfCards(
    trx,
    ring,
    indexes.flatMap((index) => index ?? []),
  )
  // Why '': a holder who came from no import keeps the card whatever an export says.
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
  // Why: what was reported lost or given out at the counter stays with its holder, whoever has it in the export.
  const taken = new Set(settled.taken)
  const surrendered = new Set([...settled.surrendered].filter((index) => !kept.has(index)))
  const lostHere = new Set<number>()
  claims.forEach(({ self, key }, at) => {
    const held = key === undefined ? undefined : kept.get(key)
    if (held === undefined) return
    if (held.source_key?.toString('latin1') !== self) taken.add(at)
    else if (held.state === 'lost' && batch[at]?.row.card?.state === 'active') lostHere.add(at)
  })
  const ids = new Map(holders.map(({ index, id }) => [index.toString('latin1'), id]))
  /** The id of a card that is here, and stays. */
  const idOf = (index: Buffer) => {
    const key = index.toString('latin1')
    return surrendered.has(key) ? undefined : ids.get(key)
  }
  const isForged = (index: Buffer | undefined) =>
    index !== undefined && forged.some((one) => one.equals(index))
  return { taken, surrendered, lostHere, idOf, isForged }
}

function sealed({ ring }: Run, id: string, patron: Patron, earlier: LandedPatron | undefined) {
  const correctedBefore = earlier?.corrected ?? null
  const standingBefore = earlier?.standing ?? null
  const { isKept: isRenewed, standing } = landStanding(ring, id, {
    ...{ before: standingBefore, said: patron.standing },
  })
  if (earlier?.corrected && earlier.name) {
    const { name, born, contact } = patron
    const row = { ...earlier, name: earlier.name, corrected: earlier.corrected }
    return {
      ...{ isRenewed, standing, standingBefore, correctedBefore },
      ...landCorrected(ring, row, { ...contact, name, ...(born !== undefined && { born }) }),
    }
  }
  const values = sealPatron(ring, id, patron)
  return { isRenewed, ...values, standing, standingBefore, correctedBefore, corrected: null, kept: [] }
}

/** An export that says what it said before still has wrong what was set right here. */
function stillCorrected({ ring }: Run, { id, corrected }: LandedPatron): readonly Correctable[] {
  return corrected === null ? [] : partsCorrected(ring, { id, corrected })
}

function sealedCard(
  { ring }: Run,
  patronId: string,
  card: NonNullable<Patron['card']>,
  id: string = randomUUID(),
): CardBatch {
  const row = { ...sealCard(ring, { id, patronId, number: card.number }), state: card.state }
  return { ...row, mark: markOf(ring, 'card', { ...row, kept: false }) }
}
