import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { recordEntry } from '../disclosure/record.ts'
import type { Pack } from '../policy/pack.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { packInForce, putInForce } from '../store/packs.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

const program = { actor: 'system', role: 'program', place: 'here' } as const

/**
 * Keeps the pack that the program starts with. Where the library ran by another one before, the change is an entry of the
 * register, in the same transaction. The first start keeps the first pack, which changes nothing.
 * Hostile: the worker alone may write it, so with the app's password no change of policy is made up.
 */
export async function keepPack(
  { worker, ring, clock }: { readonly worker: Kysely<Schema>; readonly ring: KeyRing; readonly clock: Clock },
  pack: Pick<Pack, 'hash' | 'files'>,
): Promise<void> {
  const { hash } = pack
  const files = Object.fromEntries(pack.files)
  for (;;) {
    const isKept = await inContext(worker, program, async (trx) => {
      const before = await packInForce(trx)
      if (before?.hash === hash) return true
      const now = clock.now()
      const isFirst = await putInForce(trx, { hash, files }, { nth: (before?.nth ?? 0) + 1, since: now })
      if (isFirst && before !== undefined) {
        await recordEntry(
          trx,
          { ring, now },
          { ...program, kind: 'rule-changed', pack: hash, packBefore: before.hash },
        )
      }
      return isFirst
    })
    if (isKept) return
  }
}
