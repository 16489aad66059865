import type { Decision, Scope } from '../../src/casework/case.ts'
import type { Of, What } from '../../src/casework/event.ts'
import { groundsHash, groundsOf } from '../../src/casework/grounds.ts'
import type { Gate } from '../../src/disclosure/gate.ts'
import type { Actor } from '../../src/disclosure/request.ts'
import { findingKinds } from '../../src/policy/vocabulary.ts'

export const clerk: Actor = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' }
export const director: Actor = { accountId: 'director-1', role: 'director', place: 'office' }
/** Of the Board, who decides where a case is about the Director. */
export const president: Actor = {
  ...{ accountId: 'president-1', role: 'trustee', place: 'office', president: true },
}
export const counsel: Actor = { accountId: 'counsel-1', role: 'counsel', place: 'office' }

type Came = { readonly aboutDirector?: boolean; readonly requester?: string }

/** A case that a deputy brought an order for, which whoever decides and counsel have before them. @returns its reference */
export async function receivedCase(
  gate: Gate,
  { aboutDirector = false, requester = 'Deputy Vexillum' }: Came = {},
): Promise<string> {
  const { reference } = await gate.cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', wants: 'records', aboutDirector, drill: false },
    requester: { kind: 'justice-agency', name: requester, agency: 'Kearney County Sheriff' },
  })
  const told = { what: 'told', whom: 'director', through: 'phone', reached: true } as const
  await takeAll(gate, reference, [[clerk, told]])
  await gate.cases.look(counsel, reference)
  return reference
}

/** Takes steps in a case; one that is refused is an error. */
export async function takeAll(
  gate: Gate,
  reference: string,
  steps: readonly (readonly [Actor, What])[],
): Promise<void> {
  for (const [actor, what] of steps) {
    const taken = await gate.cases.take(actor, reference, what)
    if (taken === 'unknown' || 'refused' in taken) {
      throw new Error(`${what.what}: ${taken === 'unknown' ? taken : taken.refused.join(', ')}`)
    }
  }
}

/** A decision on the case as it is now. */
export async function decidedNow(
  gate: Gate,
  decider: Actor,
  reference: string,
  decision: Decision,
  document = '',
): Promise<Of<'decided'>> {
  const seen = await gate.cases.look(decider, reference)
  if (seen === undefined) throw new Error('there is no such case')
  return { what: 'decided', decision, document, grounds: groundsHash(groundsOf(seen.case)) }
}

/** The same case with an order of a court that has every finding, of what the scope names. */
export async function decidedCase(
  gate: Gate,
  scope: Scope,
  decision: Decision = 'release',
  came: Came = {},
): Promise<string> {
  const reference = await receivedCase(gate, came)
  const decider = came.aboutDirector ? president : director
  const words = 'as it stands there'
  const paper = { id: 'paper-1', name: 'order.pdf', type: 'application/pdf', sha256: '', bytes: 1 }
  await takeAll(gate, reference, [
    [clerk, { what: 'paper-added', paper }],
    [decider, { what: 'paper-read', instrument: 'court-order', court: 'District Court', federal: false }],
    [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'C. Wells', words }],
    [
      decider,
      { what: 'requester-checked', foundIn: 'the county’s page', spokeWith: 'the clerk', verified: true },
    ],
    [counsel, { what: 'scope-set', ...scope }],
    ...findingKinds.map(
      (finding) => [counsel, { what: 'finding-pinned', finding, paper: paper.id, page: 1, words }] as const,
    ),
  ])
  await takeAll(gate, reference, [[decider, await decidedNow(gate, decider, reference, decision)]])
  return reference
}

/** The same, collected by whoever decides; and, with `checked`, looked at by counsel, who lets it go. */
export async function collectedCase(
  gate: Gate,
  scope: Scope,
  { checked = false, ...came }: Came & { readonly checked?: boolean } = {},
): Promise<string> {
  const reference = await decidedCase(gate, scope, 'release', came)
  const made = await gate.copies.collect(came.aboutDirector ? president : director, reference)
  if (typeof made === 'string' || 'refused' in made) throw new Error('nothing was collected')
  if (checked) await takeAll(gate, reference, [[counsel, { what: 'checked', copy: made.copy }]])
  return reference
}
