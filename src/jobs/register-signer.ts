import type { Kysely } from 'kysely'
import type { Signer } from '../register/note.ts'
import { originOf } from '../register/origin.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { currentLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/** The key of the log that grows, and its name. @throws KeysRefused where it is not among the keys */
export async function currentSigner(db: Kysely<Schema>, ring: KeyRing): Promise<Signer> {
  const log = await currentLog(db)
  const keys = ring.registerSigner(log?.origin)
  return { name: log?.origin ?? originOf(keys.publicKey), ...keys }
}
