import { nightlyImport } from '../store/import-nightly.ts'
import type { Visit } from './visit.ts'

/**
 * Whether the library lends with another system, which keeps what Carrel does not: its pack has no lending of its own, or the
 * nightly export was set up as that of the system that lends.
 */
export async function otherSystemLends({ house, pack }: Pick<Visit, 'house' | 'pack'>): Promise<boolean> {
  return pack.manifest.lending === undefined || (await nightlyImport(house.app))?.lendsElsewhere === true
}
