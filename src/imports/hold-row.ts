import type { KohaRow } from './koha-table.ts'
import { flag, isNobody, kohaId } from './koha-values.ts'
import { lands, type Outcome, rejected, skipped } from './reasons.ts'

/** A row of `reserves`. */
export type Hold = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly titleSourceId: string
  readonly state: 'placed' | 'in-transit' | 'waiting' | 'suspended'
}

export const reserves = {
  file: 'reserves.csv',
  required: ['reserve_id', 'borrowernumber', 'biblionumber'],
  used: ['reserve_id', 'borrowernumber', 'biblionumber', 'found', 'suspend', 'cancellationdate'],
} as const

export function holdOf(row: KohaRow): Outcome<Hold> {
  const sourceId = kohaId(row.text('reserve_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  const found = row.text('found').trim().toUpperCase()
  if (found === 'F' || row.text('cancellationdate').trim() !== '') return skipped('closed-hold')
  if (isNobody(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const titleSourceId = kohaId(row.text('biblionumber'))
  if (titleSourceId === undefined) return rejected('title-id-unusable')
  return lands({ sourceId, patronSourceId, titleSourceId, state: stateOf(found, flag(row.text('suspend'))) })
}

function stateOf(found: string, suspended: boolean): Hold['state'] {
  if (found === 'W') return 'waiting'
  if (found === 'T') return 'in-transit'
  return suspended ? 'suspended' : 'placed'
}
