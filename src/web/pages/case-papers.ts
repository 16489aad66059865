import { z } from 'zod'
import { endings } from '../../casework/paper.ts'
import { carriedReference, intakeAbout, intakeKinds } from '../case-intake.ts'
import { policyOfSentFile } from '../headers.ts'
import type { SentFile } from '../sent-file.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { reportedPage } from './case-reported.tsx'
import { unknownPage } from './case-secret.tsx'
import { notHere } from './errors.tsx'

export const paperForm = z.strictObject({ reference: carriedReference, ...intakeKinds, about: intakeAbout })

/** Keeps a photo or scan of a paper with its case. */
export async function addPaper(
  visit: StaffVisit,
  { reference, about, ...kinds }: z.infer<typeof paperForm>,
  file: SentFile | undefined,
): Promise<Response> {
  const words = casesIntakeWords(visit)
  if (!(await visit.house.gate.cases.has(actorOf(visit), reference))) return unknownPage(visit)
  const again = (message: string) =>
    reportedPage(visit, { reference, kinds, about, errors: [{ field: 'file', message }] })
  if (file === undefined) return again(words.fileMissing)
  const added = await visit.house.gate.cases.papers.add(actorOf(visit), reference, file)
  if (added === 'unknown') return unknownPage(visit)
  if (typeof added === 'string') return again(words.fileFaults[added])
  if ('refused' in added) return again(words.fileFaults.refused)
  return reportedPage(visit, { reference, kinds, about, done: words.added })
}

/** The proof of what was done in a case while it was sealed: `carrel sealed verify` checks it with an export of the register. */
export async function sealedProofFile(visit: StaffVisit): Promise<Response> {
  const { c, house } = visit
  const reference = c.req.param('reference') ?? ''
  const { cases } = house.gate
  const proof = await cases.papers.sealedProof(actorOf(visit), reference)
  if (proof === undefined) {
    // Of a case that was always open there is none.
    return (await cases.has(actorOf(visit), reference))
      ? c.redirect(`/cases/${reference}`, 303)
      : notHere(visit)
  }
  return c.body(new Uint8Array(proof), 200, {
    'Content-Type': 'application/json',
    'Content-Disposition': 'attachment; filename="proof.json"',
    'Cache-Control': 'no-store',
  })
}

/**
 * A paper as it was sent, to whoever may know of its case, saved and not shown.
 * Hostile: it may hold a script, or be a page as well as a picture; nothing of it runs here, and no page of ours has it.
 */
export async function paperFile(visit: StaffVisit): Promise<Response> {
  const { c, house } = visit
  const { reference = '', paper = '' } = c.req.param() as Readonly<Record<string, string>>
  if (!z.uuid().safeParse(paper).success) return notHere(visit)
  const seen = await house.gate.cases.papers.get(actorOf(visit), reference, paper)
  if (seen === undefined) return notHere(visit)
  // Why no name of theirs: what somebody called a file may be a person's name, and this one stands in a header.
  const name = `paper-${paper.slice(0, 8)}.${endings[seen.type]}`
  return c.body(new Uint8Array(seen.bytes), 200, {
    'Content-Type': seen.type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Security-Policy': policyOfSentFile,
    'Cache-Control': 'no-store',
  })
}
