import { createHash } from 'node:crypto'
import type { Case, CaseKind, Opinion, Reading, Scope } from './case.ts'

/**
 * What a decision rests on (Reg 1, 6, 7): the paper as it was read, of whom, what and which days it speaks, what counsel
 * holds of it, where its findings stand, and every paper that had come by then.
 */
export type Grounds = {
  readonly kind: CaseKind
  readonly reading?: Reading | undefined
  readonly scope?: Scope | undefined
  readonly opinion?: Opinion | undefined
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
