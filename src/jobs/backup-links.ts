import type { Kysely } from 'kysely'
import { BackupRefused } from '../backup/refused.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import type { Schema } from '../store/schema.ts'
import { resealStep } from './reseal.ts'

const mostTries = 3

/**
 * Makes a backup once every link is under the newest key; where others came in under an older one before its snapshot
 * stood, these are sealed anew and another is made.
 *
 * @param make makes it, and is told how many links open under no key
 * @throws BackupRefused `links-late` where they go on coming in, and what `make` throws
 */
export async function withLinksSealed<T>(
  { worker, ring }: { readonly worker: Kysely<Schema>; readonly ring: KeyRing },
  make: (unreadableLinks: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    let unreadable = 0
    const reseal = resealStep({ worker, ring, unreadable: (values) => (unreadable = values) })
    // No new key: for its own night, the newest is that night's.
    await reseal.run(new LinkKeys(ring).newest.night)
    try {
      return await make(unreadable)
    } catch (error) {
      const isLate = error instanceof BackupRefused && error.code === 'links-late'
      if (!isLate || tries === mostTries) throw error
    }
  }
}
