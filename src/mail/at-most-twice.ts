import type { RefusalFault, Sent } from './send.ts'

/**
 * How far a message has come.
 * - `ready`: not sent, and no try is under way or had an unknown end
 * - `trying`: a try is under way, or it is not known what became of it
 * - `trying-again`: the same of the second try
 * - `sent`, `unknown`: nothing more is done
 */
export type Progress = 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'

type Known = { readonly state: Progress; readonly failure: string | null }

/**
 * Tries once to hand a message over, so that no kill loses it and none sends it a third time: what the other side
 * certainly does not have is tried again, and what it may have once more at most.
 *
 * @param acts.note durable once it resolves
 * @returns how far it has come, and of a try that failed, why
 */
export async function tryOnce(
  message: { readonly state: Progress; readonly failure: string | null },
  acts: { note(known: Known): Promise<void>; send(): Promise<Sent> },
): Promise<{ readonly state: Progress; readonly why?: string; readonly fault?: RefusalFault }> {
  const { state, failure } = message
  if (state === 'sent' || state === 'unknown') return { state }
  if (state === 'trying-again') {
    // Killed at its second try: whether the first or the second arrived, nobody here can tell.
    await acts.note({ state: 'unknown', failure })
    return { state: 'unknown' }
  }
  const second = state === 'trying'
  // INVARIANT: that a try begins is durable before it does, so that no kill makes a third.
  await acts.note({ state: second ? 'trying-again' : 'trying', failure })
  const sent = await acts.send()
  if (sent.outcome === 'accepted') {
    await acts.note({ state: 'sent', failure: null })
    return { state: 'sent' }
  }
  const unknown = sent.outcome === 'unknown'
  const next = second ? (unknown ? 'unknown' : 'trying') : unknown ? 'trying' : 'ready'
  await acts.note({ state: next, failure: sent.why })
  return { state: next, why: sent.why, ...(sent.outcome === 'refused' && { fault: sent.fault }) }
}
