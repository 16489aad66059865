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
import { isBoardConsulted, opinionHere } from './statements.ts'

export type DecisionWording = {
  readonly decision: Decision
  readonly text: string
  /** Two letters (ISO 639-1). */
  readonly language: string
}

/**
 * A decision before it is signed, with its grounds as the case was then. `salt`: random, in hex. Why: the hash of the
 * grounds goes out with the signed text, and someone with a copy of the data could otherwise guess whose records it is
 * about.
 */
export type DecisionDraft = DecisionWording & { readonly grounds: Grounds; readonly salt: string }

/** What is withheld, why, under which law, and how the requester can appeal. */
export type DenialWords = {
  readonly contents: string
  readonly reason: string
  readonly citation: string
  readonly review: string
}

/** A written decision as it is signed (Reg 7). */
export type DecisionDocument = DecisionDraft & {
  readonly library: string
  readonly case: string
  /** The account that decides, and its role. */
  readonly by: string
  readonly role: 'director' | 'president'
  /** The library's day, `YYYY-MM-DD`. */
  readonly on: string
  /** What the law requires of a denial, each part as it is in the text. */
  readonly denial?: DenialWords | undefined
  /** SHA-256 of the signing public key in hex; absent from older documents. */
  readonly key?: string | undefined
  /** No second person had confirmed it; the text says so too. */
  readonly unconfirmed?: true | undefined
  /** A simulated visit, which the signed text itself says. */
  readonly drill?: true | undefined
}

/** Characters; about four pages. */
export const maxDecisionLength = 12_000

const firstLine = 'carrel decision 1'

/** NFC, line feeds, no trailing or surrounding blanks. */
export function normalizedText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/**
 * The canonical form, which is signed and hashed: these lines in this order, a blank line, the text, a line feed;
 * UTF-8. INVARIANT: no field but the text contains a line feed.
 */
export function decisionBytes(document: DecisionDocument): Buffer {
  const { library, case: reference, decision, language, by, role, on, key, text } = document
  const { drill, unconfirmed } = document
  const head = [
    firstLine,
    ...(drill ? ['drill: nothing of it is real'] : []),
    `library: ${library.replace(/\s+/g, ' ')}`,
    ...[`case: ${reference}`, `decision: ${decision}`, `language: ${language}`, `on: ${on}`],
    ...[`by: ${role} ${by}`, `grounds: ${saltedGroundsHash(document)}`],
    ...(unconfirmed ? ['unconfirmed: by no second person'] : []),
    ...(key === undefined ? [] : [`key: ${key}`]),
  ]
  return Buffer.from(`${head.join('\n')}\n\n${normalizedText(text)}\n`, 'utf8')
}

/** SHA-256 of the canonical form, in hex. */
export function decisionHash(document: DecisionDocument): string {
  return createHash('sha256').update(decisionBytes(document)).digest('hex')
}

/** SHA-256 over the salt and the canonical grounds, in hex. */
function saltedGroundsHash({ grounds, salt }: DecisionDraft): string {
  return createHash('sha256')
    .update(`${salt}\n${groundsText(grounds)}`)
    .digest('hex')
}

/** What someone read before signing: SHA-256 over its words and grounds, in hex. */
export function draftHash(draft: DecisionDraft): string {
  const { decision, language, text } = draft
  const read = JSON.stringify([decision, language, normalizedText(text), saltedGroundsHash(draft)])
  return createHash('sha256').update(read, 'utf8').digest('hex')
}

/** What a decision rests on (Reg 1, 6, 7). */
export type Grounds = {
  readonly kind: CaseKind
  readonly reading?: InstrumentDetails | undefined
  readonly scope?: Scope | undefined
  readonly opinion?: CounselOpinion | undefined
  /** Name, paper, page. */
  readonly findings: readonly (readonly [string, string, number])[]
  /** Id and SHA-256. */
  readonly papers: readonly (readonly [string, string])[]
}

export function groundsOf({ kind, reading, scope, opinion, findings, papers }: Case): Grounds {
  return {
    kind,
    ...(reading && { reading }),
    ...(scope && { scope }),
    ...(opinion && { opinion }),
    findings: [...findings].map(([finding, { paper, page }]) => [finding, paper, page] as const),
    papers: papers.map(({ id, sha256 }) => [id, sha256] as const),
  }
}

/** SHA-256 in hex, independent of the order in which things were said. */
export function groundsHash(grounds: Grounds): string {
  return createHash('sha256').update(groundsText(grounds)).digest('hex')
}

/** INVARIANT: any change of the grounds changes this text. */
export function groundsText({ kind, reading, scope, opinion, findings, papers }: Grounds): string {
  const { instrument, court, number, issuedOn, servedOn, returnOn, federal, nondisclosure } = reading ?? {}
  const { subjects = [], absent = [], records = [], from, until } = scope ?? {}
  return JSON.stringify([
    kind,
    [instrument, court, number, issuedOn, servedOn, returnOn, federal, nondisclosure].map(orNull),
    [
      ...[scope !== undefined, [...subjects].sort(), [...records].sort(), orNull(from), orNull(until)],
      // Why no empty list: it keeps the form of grounds from before the field existed.
      ...(absent.length === 0 ? [] : [absent]),
    ],
    orNull(opinion),
    [...findings].sort(([one], [other]) => (one < other ? -1 : 1)),
    papers,
  ])
}

/** What two people agreed to; counsel's opinion, once it comes, takes nothing from that. */
export const minimumGrounds = (it: Case): string => groundsHash({ ...groundsOf(it), opinion: undefined })

export const isMinimumAsked = (it: Case): boolean => it.minimum?.grounds === minimumGrounds(it)

export const isMinimumAgreed = (it: Case): boolean =>
  it.minimum?.agreedBy !== undefined &&
  isMinimumAsked(it) &&
  it.opinion !== 'defective' &&
  (it.decision?.notReached === true ? isCounselNotAgainst(it) : isCounselUnheard(it))

const isCounselNotAgainst = (it: Case): boolean =>
  opinionHere(it) !== 'defective' &&
  !it.relayed.some(({ of, answer }) => of === 'compliance' && answer?.is === false)

/** No counsel without a conflict of interest has spoken since the paper came, or ever against it. */
export const isCounselUnheard = (it: Case): boolean =>
  isCounselNotAgainst(it) && it.heard.every((account) => it.conflicts.includes(account))

const orNull = <T>(value: T | undefined): T | null => value ?? null

function policyStepsDone(it: Case): Done[] {
  const held: readonly (readonly [boolean, Done])[] = [
    [it.directorAt !== undefined, 'reported-to-director'],
    [it.counselConsulted, 'counsel-consulted'],
    [isMinimumAgreed(it), 'counsel-not-reached'],
    [isBoardConsulted(it), 'board-consulted'],
    [it.decision?.decision === 'release', 'director-decided-release'],
    [it.decision?.decision === 'refusal', 'director-decided-refusal'],
    [it.decision?.decision === 'compulsion', 'director-recorded-compulsion'],
  ]
  return held.flatMap(([is, done]) => (is ? [done] : []))
}

/** Unread until someone reads it (Reg 6); a public-records request is one from the start (Guideline). */
function instrumentOf(it: Case): InstrumentKind | undefined {
  if (it.reading !== undefined) return it.reading.instrument
  if (it.kind === 'records-request') return 'public-records-request'
  return hasInstrument(it) ? 'unread' : undefined
}

/** A case's ask to the policy. @param on the library's day, `YYYY-MM-DD` */
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

/** The same as if this were already decided: whether the decision is allowed. */
export function policyAskIfDecided(it: Case, decision: Decision, on: string): Ask {
  return policyAskOf(
    { ...it, decision: { decision, document: '', grounds: '' } },
    it.scope?.records ?? ['existence'],
    on,
  )
}

/** Instants are UTC. */
export type DecisionSigned = {
  readonly decision: Decision
  readonly document: string
  /** The account that signed. */
  readonly by: string
  readonly at: string
  readonly withdrawnAt?: string
}
