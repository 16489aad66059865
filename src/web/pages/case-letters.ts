import { createHash, createPublicKey } from 'node:crypto'
import { decisionBytes, decisionHash } from '../../casework/decision-document.ts'
import { decisionsSigned } from '../../casework/decisions-signed.ts'
import type { SignedDecision as Signed } from '../../disclosure/case-documents.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { Attached, SignedDecision } from '../../kits/decision.ts'
import { checkpointProved, writeProof } from '../../register/entry-proof.ts'
import { pinLines } from '../../register/pin.ts'
import { dayOf } from '../cases/decision-draft.ts'
import { type EntryProof, isProved, openedProof, proofOfEntry } from '../cases/entry-proof.ts'
import { actorNames } from '../cases/event-told.ts'
import { spokenIn } from '../cases/spoken-in.ts'
import { letterhead } from '../letterhead.ts'
import { titleOf } from '../views/drill-mark.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesDrillWords } from '../words/cases-drill.ts'
import { casesTimelineWords } from '../words/cases-timeline.ts'
import { formatsOf } from '../words/told.ts'
import { caseSeen } from './case-page.tsx'
import { notHere } from './errors.tsx'

/**
 * A signed decision as a letter, in the language in which it was written, once the register has signed that it was: the one
 * that stands, or the one of the hash in the address, though it was withdrawn since.
 */
export async function decisionLetter(visit: StaffVisit): Promise<Response> {
  const seen = await caseSeen(visit)
  // Hostile: what the address says is any text, and is of this case alone.
  const asked = visit.c.req.query('of')
  const signed = asked === undefined ? seen?.signed : seen?.allSigned.get(asked)
  if (seen === undefined || signed === undefined) return notHere(visit)
  const found = await proofOfEntry(visit, seen, signed.entry)
  if (!isProved(found)) {
    return visit.c.redirect(`/cases/${seen.reference}${seen.signed === signed ? '/decision' : ''}`, 303)
  }
  const document = decisionHash(signed.document)
  const proven = await openedProof(visit, seen, found, { entry: signed.entry, document })
  // Why only here: the typesetter is large.
  const { decisionPdf, paragraphsOf } = await import('../../kits/decision.ts')
  const spoken = spokenIn(visit, signed.document.language)
  const paragraphs = paragraphsOf(signed.document.text)
  const letter = await letterOf(spoken, seen, { signed, proven, paragraphs })
  return asPdf(
    visit,
    await decisionPdf(letter),
    `${casesDecisionWords(spoken).letter.fileName}-${seen.reference}`,
  )
}

type Parts = {
  readonly signed: Signed
  readonly proven: EntryProof
  readonly paragraphs: SignedDecision['paragraphs']
}

async function letterOf(
  visit: StaffVisit,
  seen: CaseSeen,
  { signed, proven, paragraphs }: Parts,
): Promise<SignedDecision> {
  const casesDecision = casesDecisionWords(visit)
  const casesTimeline = casesTimelineWords(visit)
  const told = formatsOf(visit)
  const { letter } = casesDecision
  const { heading } = await letterhead(visit)
  const { document, signature, publicKey, keysHash, entry } = signed
  const name = (await actorNames(visit)).get(document.by) ?? casesTimeline.someone
  const on = told.day(document.on)
  const checkpoint = proven === 'sealed' ? null : checkpointProved(proven.proof)
  const one = decisionsSigned(seen.events).find((each) => each.document === decisionHash(document))
  const withdrawn = one?.withdrawnAt && casesDecision.withdrawnOn(dayOf(visit, one.withdrawnAt))
  const title = withdrawn ? casesDecision.withdrawnTitle : letter.title
  return {
    ...heading,
    ...{ language: document.language, title: titleOf(visit, title, seen.drill), on, paragraphs },
    to: addressee(seen),
    signedBy: casesDecision.signedBy(name, casesDecision.role[document.role], on),
    marks: [
      [letter.reference, document.case],
      [casesDecision.mark, decisionHash(document)],
      [letter.signature, signature],
      [letter.keyMark, sha256(Buffer.from(publicKey, 'base64'))],
      [letter.keysMark, keysHash],
    ],
    register: {
      heading: letter.register,
      lines: [
        `${letter.entry} ${entry}`,
        ...(checkpoint === null ? [] : pinLines(checkpoint)),
        ...(proven === 'sealed' ? [letter.sealedEntry] : []),
      ],
    },
    check: { heading: letter.check, steps: checksOf(visit, signed, proven) },
    files: filesOf(signed, proven),
    footer: [footerOf(visit, seen), ...(withdrawn ? [withdrawn] : [])].join('. '),
  }
}

/** How to check it: what is typed is the same in any language. */
function checksOf(
  visit: StaffVisit,
  { document, entry }: Signed,
  proven: EntryProof,
): SignedDecision['check']['steps'] {
  const { checks } = casesDecisionWords(visit).letter
  const signature = {
    says: checks.text,
    typed: 'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in decision.txt -sigfile signature.bin',
  }
  const named = 'openssl pkey -pubin -in key.pem -outform DER | tail -c 32 | openssl dgst -sha256'
  const key = document.key === undefined ? [] : [{ says: checks.key, typed: named }]
  if (proven === 'sealed') return [{ says: checks.sealedFiles }, signature, ...key]
  // Why two lines: one does not fit on the page, and this way it can still be copied whole.
  const verify = `carrel register verify proof.txt --key KEY \\\n  --reference ${entry}`
  const register = proven.proof.entryKey
    ? [
        { says: checks.register, typed: `${verify} --document decision.txt` },
        { says: checks.entry(document.case) },
      ]
    : [{ says: checks.forgotten, typed: verify }]
  return [{ says: checks.files }, signature, ...key, ...register, { says: checks.page }]
}

/** What it takes to check the decision, without anything of ours: the text, its signature, the key, and the proof. */
function filesOf({ document, signature, publicKey }: Signed, proven: EntryProof): readonly Attached[] {
  const file = (name: string, bytes: Buffer, says: string, mime = 'text/plain'): Attached => ({
    ...{ name, mime, says, base64: bytes.toString('base64') },
  })
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const pem = Buffer.from(key.export({ type: 'spki', format: 'pem' }))
  return [
    file('decision.txt', decisionBytes(document), 'What was signed'),
    file('signature.bin', Buffer.from(signature, 'base64'), 'Its signature', 'application/octet-stream'),
    file('key.pem', pem, 'The key that made it'),
    ...(proven === 'sealed'
      ? []
      : [file('proof.txt', Buffer.from(writeProof(proven.proof)), 'What the register has of it')]),
  ]
}

export const addressee = ({ case: { requester } }: CaseSeen): string[] => [
  requester.name,
  ...(requester.agency === undefined ? [] : [requester.agency]),
]

/** What stands at the foot of each page: the case, and of a drill that nothing of it is real. */
export function footerOf(visit: StaffVisit, { reference, drill }: CaseSeen): string {
  const casesDecision = casesDecisionWords(visit)
  const casesDrill = casesDrillWords(visit)
  const foot = `${casesDecision.letter.reference} ${reference}`
  return drill ? `${foot}. ${casesDrill.mark}. ${casesDrill.markSays}` : foot
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Sends a letter to be saved. */
export function asPdf({ c }: StaffVisit, pdf: Buffer, name: string): Response {
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  })
}
