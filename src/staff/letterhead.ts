import type { Db, Trx } from '../platform/db/context.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import type { Letter } from '../platform/pdf/letter.ts'

/** How the library is reached, as its letters say: at most three lines of address and three of hours. */
export type TypedLetterhead = {
  readonly address: readonly string[]
  readonly phone: string
  readonly hours: readonly string[]
}

/** As the Director typed it; undefined until then. */
export async function typedLetterhead(db: Db): Promise<TypedLetterhead | undefined> {
  return db.selectFrom('letterhead').select(['address', 'phone', 'hours']).executeTakeFirst()
}

export async function saveLetterhead(trx: Trx, { address, phone, hours }: TypedLetterhead) {
  const row = { address: [...address], phone, hours: [...hours] }
  await trx
    .insertInto('letterhead')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
    .execute()
}

export type Letterhead = {
  readonly heading: Pick<Letter, 'library' | 'from' | 'reach'>
  /** Empty where no one has typed one: a letter then has a line to write it on. */
  readonly phone: string
}

/** The head of the library's letters, as the Director typed it; until then, what the pack has. */
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
