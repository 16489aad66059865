import type { Ask } from '../policy/ask.ts'
import type { Done, InstrumentKind, RecordKind } from '../policy/vocabulary.ts'
import { type Case, type Decision, hasPaper } from './case.ts'

/** What a case holds of the steps that the policy asks for. */
export function doneIn(it: Case): Done[] {
  const held: readonly (readonly [boolean, Done])[] = [
    [it.directorAt !== undefined, 'reported-to-director'],
    [it.counselConsulted, 'counsel-consulted'],
    [it.boardConsulted, 'board-consulted'],
    [it.decision?.decision === 'release', 'director-decided-release'],
    [it.decision?.decision === 'refusal', 'director-decided-refusal'],
    [it.decision?.decision === 'compulsion', 'director-recorded-compulsion'],
  ]
  return held.flatMap(([is, done]) => (is ? [done] : []))
}

/** A public-records request is one from the first (Guideline); any other paper is unread until somebody says what it is (Reg 6). */
function instrumentOf(it: Case): InstrumentKind | undefined {
  if (it.reading !== undefined) return it.reading.instrument
  if (it.kind === 'records-request') return 'public-records-request'
  return hasPaper(it) ? 'unread' : undefined
}

/**
 * What a case asks the policy: whoever it is from, for these records, with what was pinned and done.
 * @param on the library's day, `YYYY-MM-DD`
 */
export function askOf(it: Case, records: readonly RecordKind[], on: string): Ask {
  const { scope, findings, requester, gagged } = it
  const instrument = instrumentOf(it)
  return {
    on,
    recipient: { kind: requester.kind, relation: 'none', liable: false, verified: [] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records,
    channel: 'process',
    place: 'elsewhere',
    ...(instrument && {
      instrument: {
        kind: instrument,
        findings: [...findings.keys()],
        scope: scope?.records ?? [],
        nondisclosure: gagged,
        grandfathered: it.grandfathered === true,
      },
    }),
    done: doneIn(it),
    emergencyClaimed: it.kind === 'emergency',
  }
}

/** The same, as if the Director had decided so already: whether that decision may be made at all. */
export function askIfDecided(it: Case, decision: Decision, on: string): Ask {
  return askOf(
    { ...it, decision: { decision, document: '', grounds: '' } },
    it.scope?.records ?? ['existence'],
    on,
  )
}
