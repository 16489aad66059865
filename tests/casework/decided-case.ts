import { generateKeyPairSync, sign } from 'node:crypto'
import type { Decision, Scope } from '../../src/cases/case.ts'
import type { CaseService } from '../../src/cases/case-service.ts'
import { type DecisionDocument, decisionBytes, type Grounds, groundsOf } from '../../src/cases/decision.ts'
import type { CaseEventBody } from '../../src/cases/event.ts'
import type { CaseServices } from '../../src/cases/services.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import { denialWordsOf } from '../../src/policy/manifest.ts'
import { jensen } from '../policy/jensen-pack.ts'

type CaseRecords = Pick<CaseServices, 'cases' | 'copies'>

export const clerk: StaffActor = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' }
export const director: StaffActor = { accountId: 'director-1', role: 'director', place: 'office' }
/** Of the Board, who decides where a case is about the Director. */
export const president: StaffActor = {
  ...{ accountId: 'president-1', role: 'trustee', place: 'office', president: true },
}
export const counsel: StaffActor = { accountId: 'counsel-1', role: 'counsel', place: 'office' }

type Signed = { readonly text?: string; readonly grounds?: Grounds; readonly unconfirmed?: true }

/** Signs a decision in a case, with a key that is nobody's, on what the case says now. */
export async function decide(
  cases: CaseService,
  actor: StaffActor,
  reference: string,
  decision: Decision,
  { text = 'It is decided.', grounds, unconfirmed }: Signed = {},
) {
  const seen = grounds === undefined ? await cases.look(actor, reference) : undefined
  const on: Grounds = grounds ?? (seen ? groundsOf(seen.case) : { kind: 'process', findings: [], papers: [] })
  const denial =
    on.kind === 'records-request' && decision === 'refusal' ? denialWordsOf(jensen.manifest) : undefined
  const document: DecisionDocument = {
    ...{ library: 'Jensen', case: reference, decision, language: 'en', on: '2026-11-24', grounds: on },
    ...{ text: [text, ...Object.values(denial ?? {})].join('\n\n'), ...(denial && { denial }) },
    salt: 'ab'.repeat(16),
    ...(unconfirmed && { unconfirmed }),
    ...{ by: actor.accountId, role: actor.role === 'director' ? 'director' : 'president' },
  }
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return cases.decide(actor, {
    document,
    signature: sign(null, decisionBytes(document), privateKey).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    keysHash: '',
  })
}

const png = Buffer.from('89504e470d0a1a0a', 'hex')

/** Adds a photo of paper. @returns its id */
export async function addPaper(cases: CaseService, actor: StaffActor, reference: string): Promise<string> {
  const added = await cases.papers.add(actor, reference, { name: 'order.png', bytes: png })
  if (typeof added === 'string' || 'refused' in added) throw new Error('the paper was not saved')
  const seen = await cases.look(counsel, reference)
  return seen?.case.papers.at(-1)?.id ?? ''
}

type Came = { readonly aboutDirector?: boolean; readonly requester?: string }

/** A case that a deputy brought an order for, which whoever decides and counsel have before them. @returns its reference */
export async function receivedCase(
  services: CaseRecords,
  { aboutDirector = false, requester = 'Deputy Vexillum' }: Came = {},
): Promise<string> {
  const { reference } = await services.cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', wants: 'records', aboutDirector, drill: false },
    requester: { kind: 'justice-agency', name: requester, agency: 'Kearney County Sheriff' },
  })
  const told = { what: 'told', whom: 'director', through: 'phone', reached: true } as const
  await takeAll(services, reference, [[clerk, told]])
  await services.cases.look(counsel, reference)
  return reference
}

/** Takes steps in a case; one that is refused is an error. */
export async function takeAll(
  services: CaseRecords,
  reference: string,
  steps: readonly (readonly [StaffActor, CaseEventBody])[],
): Promise<void> {
  for (const [actor, what] of steps) {
    const taken = await services.cases.take(actor, reference, what)
    if (taken === 'unknown' || 'refused' in taken) {
      throw new Error(`${what.what}: ${taken === 'unknown' ? taken : taken.refused.join(', ')}`)
    }
  }
}

/** The same case with an order of a court that has every finding, of what the scope names. */
export async function decidedCase(
  services: CaseRecords,
  scope: Scope,
  decision: Decision = 'release',
  came: Came = {},
): Promise<string> {
  const reference = await receivedCase(services, came)
  const decider = came.aboutDirector ? president : director
  const words = 'as it stands there'
  const paper = await addPaper(services.cases, clerk, reference)
  await takeAll(services, reference, [
    [decider, { what: 'paper-read', instrument: 'court-order', court: 'District Court', federal: false }],
    [
      decider,
      {
        what: 'requester-checked',
        source: 'agency-published',
        dialled: '308-555-0100',
        spokeWith: 'the clerk',
        verified: true,
      },
    ],
    [counsel, { what: 'scope-set', ...scope }],
    [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'C. Wells', words }],
    ...findingKinds.map(
      (finding) => [counsel, { what: 'finding-pinned', finding, paper, page: 1, words }] as const,
    ),
  ])
  const decided = await decide(services.cases, decider, reference, decision)
  if (decided === 'unknown' || 'refused' in decided) throw new Error(JSON.stringify(decided))
  return reference
}

/** The same, collected by whoever decides; and, with `checked`, looked at by counsel, who lets it go. */
export async function collectedCase(
  services: CaseRecords,
  scope: Scope,
  { checked = false, ...came }: Came & { readonly checked?: boolean } = {},
): Promise<string> {
  const reference = await decidedCase(services, scope, 'release', came)
  const made = await services.copies.collect(came.aboutDirector ? president : director, reference)
  if (typeof made === 'string' || 'refused' in made) throw new Error('nothing was collected')
  if (checked) await takeAll(services, reference, [[counsel, { what: 'checked', copy: made.copy }]])
  return reference
}
