import { recordEntry } from '../../src/register/record.ts'
import type { Tested } from '../web/house.ts'
import type { Canary } from './canary.ts'
import * as invented from './invented.ts'
import type { Sitter } from './library.ts'

/** Something that one of the staff did, as the register keeps it: at a place and on a day that no other entry has. */
export type Deed = { readonly reference: string; readonly by: Sitter; readonly canaries: readonly Canary[] }

/** Puts it on record, about a customer; it is not signed yet. */
export async function plantDeed(
  { house }: Tested,
  { by, role, patron }: { readonly by: Sitter; readonly role: string; readonly patron: string },
): Promise<Deed> {
  const { app, ring } = house
  const day = invented.day(2026, 2026, 10)
  // Why a place that the pack does not have: it is told as it is written, and nothing else on a page says it.
  const place = invented.word().toLowerCase()
  const did = { kind: 'view', actor: by.id, role, place, subjects: [patron] }
  const reference = await app
    .transaction()
    .execute((trx) => recordEntry(trx, { ring, now: new Date(`${day}T15:00:00Z`) }, did))
  const canary = (field: string, writings: readonly string[]): Canary => ({
    ...{ of: by.signIn, tells: ['what was done'], field, writings },
  })
  return {
    ...{ reference, by },
    canaries: [canary('entry.at', invented.daysWritten(day)), canary('entry.place', [place])],
  }
}
