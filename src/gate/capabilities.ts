import { sealedColumns } from '../platform/crypto/key-ring.ts'
import { Opener } from '../platform/crypto/opener.ts'

/*
 * All that opens what is sealed under the library's keys, but for entries of the register and sealed matters: each
 * capability with what it may open and what comes of it. A person is shown something by the first alone.
 *
 * INVARIANT: nothing else makes an opener, and who may import these is listed in `capabilities.test.ts`.
 */
const grant = Opener.claim()

/** Reads every name into an index in memory that gives out ids. */
export const nameIndexOpener = grant({ columns: ['patron.name'] })

/** Says whether a telephone number is on file for more than one person. */
export const phoneIndexOpener = grant({ columns: ['patron.contact', 'guardian.contact'] })

/** Seals any column again under a new key; what it says goes nowhere. */
export const columnRotationOpener = grant({ columns: sealedColumns })

export type NameIndexOpener = ReturnType<typeof nameIndexOpener>
export type PhoneIndexOpener = ReturnType<typeof phoneIndexOpener>
