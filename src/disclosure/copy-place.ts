import type { Pack } from '../policy/pack.ts'
import { staffScreenAsk } from '../policy/screen-ask.ts'

/**
 * Whether copies of records may pass over a screen at a place: only where the policy shows staff a record (Statement).
 * Reading: counsel and the president of the Board see in a case what they see on no other screen, and nowhere but there.
 * @param at.on the library's day, `YYYY-MM-DD`
 */
export function copiesShowAt(pack: Pack, at: { readonly place: string; readonly on: string }): boolean {
  return pack.decide(staffScreenAsk({ role: 'director', ...at }, ['identity'])).may.length > 0
}
