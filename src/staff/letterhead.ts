import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import type { Letter } from '../platform/pdf/letter.ts'

/** As printed on letters: at most three lines of address and three of hours. */
export type TypedLetterhead = {
  readonly address: readonly string[]
  readonly phone: string
  /** Of the lawyer's office, for the public page on legal papers; not on letters. Empty if none was typed. */
  readonly counselPhone: string
  readonly hours: readonly string[]
}

/**
 * What is on file. `isOurs`: the Director saved it here. Hostile: SQL could put any phone number on a public page, so what is
 * not ours is shown to the Director alone, who saves it again or types another one.
 */
export async function keptLetterhead(
  db: Db,
  ring: KeyRing,
): Promise<(TypedLetterhead & { readonly isOurs: boolean }) | undefined> {
  const row = await db
    .selectFrom('letterhead')
    .select(['address', 'phone', 'counsel_phone', 'hours', 'mark'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { address, phone, counsel_phone: counselPhone, hours } = row
  return { address, phone, counselPhone, hours, isOurs: isMarked(ring, 'letterhead', row) }
}

export async function typedLetterhead(db: Db, ring: KeyRing): Promise<TypedLetterhead | undefined> {
  const kept = await keptLetterhead(db, ring)
  return kept?.isOurs ? kept : undefined
}

export async function saveLetterhead(trx: Trx, ring: KeyRing, typed: TypedLetterhead) {
  const { address, phone, counselPhone, hours } = typed
  const row = { address: [...address], phone, counsel_phone: counselPhone, hours: [...hours] }
  const values = { ...row, mark: markOfRow(ring, 'letterhead', row) }
  await trx
    .insertInto('letterhead')
    .values(values)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(values))
    .execute()
}

export type Letterhead = {
  readonly heading: Pick<Letter, 'library' | 'from' | 'reach'>
  /** Empty if none was typed; a letter then leaves a line for it. */
  readonly phone: string
}

/** As the Director typed it, or from the pack. */
export async function letterheadFor({
  services,
  pack,
}: Pick<RequestContext, 'services' | 'pack'>): Promise<Letterhead> {
  const { library, manifest } = pack
  const {
    address = [],
    phone = '',
    hours = [],
  } = (await typedLetterhead(services.app, services.ring)) ?? manifest
  return {
    heading: { library, from: address, reach: [...(phone === '' ? [] : [phone]), ...hours] },
    phone,
  }
}
