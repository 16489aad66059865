import type { Transaction } from 'kysely'
import type { World } from '../casework/needs.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { actingFrom } from '../store/accounts-acting.ts'
import { officersNow } from '../store/accounts-confirmed.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'

/** What counsel, who checked a copy by telephone, is called and said. */
export type HeardCheck = { readonly copy: string; readonly counsel: string; readonly words: string }

/**
 * Who could check what somebody collected in a case: counsel, and whoever decides in it or does so for a while, each by a
 * sign-in that nobody gave them or that somebody else confirmed. @returns whether all of them are that one account, or said that
 * they cannot come
 */
export async function aloneIn(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { aboutDirector }: Pick<CaseRow, 'aboutDirector'>,
  today: string,
): Promise<NonNullable<World['isAlone']>> {
  const acting = (await actingFrom(trx, ring, today))
    .filter(({ firstDay }) => firstDay <= today)
    .map(({ accountId }) => accountId)
  const could = (await officersNow(trx, ring, acting)).filter(
    ({ id, role, president, setUpBy, confirmed }) => {
      if (setUpBy !== null && confirmed === null) return false
      if (role === 'counsel') return true
      return aboutDirector ? president : role === 'director' || acting.includes(id)
    },
  )
  return (collector, cannotCome = []) => could.every(({ id }) => id === collector || cannotCome.includes(id))
}
