import { createHash } from 'node:crypto'
import type { Ask, Done, InstrumentKind, RecordKind } from '../policy/index.ts'
import {
  type Case,
  type CaseKind,
  type CounselOpinion,
  type Decision,
  hasInstrument,
  type InstrumentDetails,
  type Scope,
} from './case.ts'

/** What somebody decides, and in which words. */
export type DecisionWording = {
  readonly decision: Decision
  readonly text: string
  /** In which it is written, as two letters (ISO 639-1). */
  readonly language: string
}

/**
 * A written decision before it is signed: with what it rests on, as the case was when it was kept.
 * `salt`: of chance, in hex. Why: the mark of what it rests on goes out with the signed text, and whoever has that and a copy
 * of the data could else find by trying whose records it is about.
 */
export type DecisionDraft = DecisionWording & { readonly grounds: Grounds; readonly salt: string }

/** What is held back, why, by which part of the law, and what whoever asked can do. */
export type DenialWords = {
  readonly contents: string
  readonly reason: string
  readonly citation: string
  readonly review: string
}

/** A written decision as it is signed (Reg 7). */
export type DecisionDocument = DecisionDraft & {
  readonly library: string
  /** The case's reference. */
  readonly case: string
  /** The account that decides, and as what. */
  readonly by: string
  readonly role: 'director' | 'president'
  /** The library's day, `YYYY-MM-DD`. */
  readonly on: string
  /** Of a denial of a public-records request: what it must say by law, each as it stands in the text. */
  readonly denial?: DenialWords | undefined
  /** SHA-256 of the public key that signs it, in hex; absent of what was signed before the text named it. */
  readonly key?: string | undefined
  /** Of a simulated visit: what is signed says so itself. */
  readonly drill?: true | undefined
}

/** The longest text of a decision, in characters: some four pages. */
export const maxDecisionLength = 12_000

const firstLine = 'carrel decision 1'

/** A text as it is kept and signed: NFC, line feeds alone, no blanks at the end of a line, none around it. */
export function normalizedText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/**
 * The one form of a decision: these lines in this order, a blank line, the text, a line feed; UTF-8. What is signed, and
 * what the register has the SHA-256 of. INVARIANT: no field but the text has a line feed in it.
 */
export function decisionBytes(document: DecisionDocument): Buffer {
  const { library, case: reference, decision, language, by, role, on, key, drill, text } = document
  const head = [
    firstLine,
    ...(drill ? ['drill: nothing of it is real'] : []),
    `library: ${library.replace(/\s+/g, ' ')}`,
    ...[`case: ${reference}`, `decision: ${decision}`, `language: ${language}`, `on: ${on}`],
    ...[`by: ${role} ${by}`, `grounds: ${saltedGroundsHash(document)}`],
    ...(key === undefined ? [] : [`key: ${key}`]),
  ]
  return Buffer.from(`${head.join('\n')}\n\n${normalizedText(text)}\n`, 'utf8')
}

/** SHA-256 of a decision's one form, in hex. */
export function decisionHash(document: DecisionDocument): string {
  return createHash('sha256').update(decisionBytes(document)).digest('hex')
}

/** What the signed text has of what it rests on: SHA-256 over the salt and the one form of it, in hex. */
function saltedGroundsHash({ grounds, salt }: DecisionDraft): string {
  return createHash('sha256')
    .update(`${salt}\n${groundsText(grounds)}`)
    .digest('hex')
}

/** What somebody read before they sign it: SHA-256 over its words and what they rest on, in hex. */
export function draftHash(draft: DecisionDraft): string {
  const { decision, language, text } = draft
  const read = JSON.stringify([decision, language, normalizedText(text), saltedGroundsHash(draft)])
  return createHash('sha256').update(read, 'utf8').digest('hex')
}

/**
 * What a decision rests on (Reg 1, 6, 7): the paper as it was read, of whom, what and which days it speaks, what counsel
 * holds of it, where its findings stand, and every paper that had come by then.
 */
export type Grounds = {
  readonly kind: CaseKind
  readonly reading?: InstrumentDetails | undefined
  readonly scope?: Scope | undefined
  readonly opinion?: CounselOpinion | undefined
  /** Each as its name, the paper and the page. */
  readonly findings: readonly (readonly [string, string, number])[]
  /** Each as its id and the SHA-256 of its bytes. */
  readonly papers: readonly (readonly [string, string])[]
}

/** What a decision would rest on that is made now. */
export function groundsOf({ kind, reading, scope, opinion, findings, papers }: Case): Grounds {
  return {
    ...{ kind, ...(reading && { reading }), ...(scope && { scope }), ...(opinion && { opinion }) },
    findings: [...findings].map(([finding, { paper, page }]) => [finding, paper, page] as const),
    papers: papers.map(({ id, sha256 }) => [id, sha256] as const),
  }
}

/** SHA-256 of what a decision rests on, in hex: the same for the same, in whatever order it was said. */
export function groundsHash(grounds: Grounds): string {
  return createHash('sha256').update(groundsText(grounds)).digest('hex')
}

/** Its one form. INVARIANT: whatever of it changes, its form does. */
export function groundsText({ kind, reading, scope, opinion, findings, papers }: Grounds): string {
  const { instrument, court, number, issuedOn, servedOn, returnOn, federal, nondisclosure } = reading ?? {}
  const { subjects = [], absent = [], records = [], from, until } = scope ?? {}
  return JSON.stringify([
    kind,
    [instrument, court, number, issuedOn, servedOn, returnOn, federal, nondisclosure].map(orNull),
    [
      ...[scope !== undefined, [...subjects].sort(), [...records].sort(), orNull(from), orNull(until)],
      // Why no empty list: what was signed before there were any has the same form still.
      ...(absent.length === 0 ? [] : [absent]),
    ],
    orNull(opinion),
    [...findings].sort(([one], [other]) => (one < other ? -1 : 1)),
    papers,
  ])
}

const orNull = <T>(value: T | undefined): T | null => value ?? null

/** What a case holds of the steps that the policy asks for. */
export function policyStepsDone(it: Case): Done[] {
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
  return hasInstrument(it) ? 'unread' : undefined
}

/**
 * What a case asks the policy: whoever it is from, for these records, with what was pinned and done.
 * @param on the library's day, `YYYY-MM-DD`
 */
export function policyAskOf(it: Case, records: readonly RecordKind[], on: string): Ask {
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
    done: policyStepsDone(it),
    emergencyClaimed: it.kind === 'emergency',
  }
}

/** The same, as if the Director had decided so already: whether that decision may be made at all. */
export function policyAskIfDecided(it: Case, decision: Decision, on: string): Ask {
  return policyAskOf(
    { ...it, decision: { decision, document: '', grounds: '' } },
    it.scope?.records ?? ['existence'],
    on,
  )
}

/** A decision that was signed in a case: when, and when it was taken back, where it was. Instants are UTC. */
export type DecisionSigned = {
  readonly decision: Decision
  /** The hash of what was signed. */
  readonly document: string
  readonly at: string
  readonly withdrawnAt?: string
}
