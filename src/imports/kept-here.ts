import type { LinkTable } from '../circulation/link.ts'
import type { Pack } from '../policy/pack.ts'

/**
 * The links that are made and cut here, by the pack, and not by the system that an export comes from.
 * @param lendsElsewhere somebody said that the library lends by that system all the same
 */
export function keptHere(
  { manifest: { lending, holds } }: Pack,
  lendsElsewhere: boolean,
): readonly LinkTable[] {
  if (lendsElsewhere || lending === undefined) return []
  return holds === undefined ? ['loan', 'charge'] : ['loan', 'hold', 'charge']
}
