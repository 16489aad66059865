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

export async function typedLetterhead(db: Db): Promise<TypedLetterhead | undefined> {
  return db
    .selectFrom('letterhead')
    .select(['address', 'phone', 'counsel_phone as counselPhone', 'hours'])
    .executeTakeFirst()
}

export async function saveLetterhead(trx: Trx, typed: TypedLetterhead) {
  const { address, phone, counselPhone, hours } = typed
  const row = { address: [...address], phone, counsel_phone: counselPhone, hours: [...hours] }
  await trx
    .insertInto('letterhead')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
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
  const { address = [], phone = '', hours = [] } = (await typedLetterhead(services.app)) ?? manifest
  return {
    heading: { library, from: address, reach: [...(phone === '' ? [] : [phone]), ...hours] },
    phone,
  }
}
