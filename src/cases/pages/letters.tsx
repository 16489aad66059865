import { createHash, createPublicKey } from 'node:crypto'
import { isFactConfirmed } from '../../ask/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import type { Letter } from '../../platform/pdf/letter.ts'
import { checkpointProved, fingerprintLines, spokenReference, writeProof } from '../../register/log/index.ts'
import { letterheadFor } from '../../staff/index.ts'
import type { SignedDecision as Signed } from '../case-repository.ts'
import type { CaseView } from '../case-service.ts'
import {
  dayOf,
  decisionsSigned,
  isDenial,
  paperWords,
  requestTitle,
  textRefusalFor,
  visitInLanguage,
} from '../case-text.ts'
import { decisionBytes, decisionHash } from '../decision.ts'
import { isDenialCurrent } from '../denials.ts'
import type { AttachedFile, DecisionPaper } from '../documents-pdf.ts'
import type { CaseEvent } from '../event.ts'
import { subsectionConfirmed } from '../guards.ts'
import type { CaseContext } from '../services.ts'
import { cureDemanded } from '../steps/cure-demanded.ts'
import { objected } from '../steps/objected.ts'
import { isOf } from '../steps/step.ts'
import { timeAsked } from '../steps/time-asked.ts'
import { casesDecisionWords } from '../words/decision.ts'
import { casesDrillWords } from '../words/drill.ts'
import { casesTimelineWords } from '../words/page.ts'
import {
  BackToCase,
  type CaseEntryProof,
  drillTitle,
  isProved,
  openedProof,
  proofOfEntry,
  StepRefusedAlert,
  viewCase,
} from './case-parts.tsx'
import { actorNames } from './timeline.tsx'

/** The decision in force, or the one with the hash in the address, in its own language, once the log has signed it. */
export async function decisionLetter(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  // Hostile: the address is any text, and must be of this case.
  const asked = context.c.req.query('of')
  const signed = asked === undefined ? seen?.signed : seen?.allSigned.get(asked)
  if (seen === undefined || signed === undefined) return notFoundPage(context)
  if (await isDenialHeld(context, seen, signed))
    return heldPage(context, seen, subsectionConfirmed.words(context))
  const found = await proofOfEntry(context, seen, signed.entry)
  if (!isProved(found)) {
    return context.c.redirect(`/cases/${seen.reference}${seen.signed === signed ? '/decision' : ''}`, 303)
  }
  const document = decisionHash(signed.document)
  const proven = await openedProof(context, seen, found, { entry: signed.entry, document })
  // Why here: the typesetter is large.
  const { decisionPdf, paragraphsOf } = await import('../documents-pdf.ts')
  const spoken = visitInLanguage(context, signed.document.language)
  const paragraphs = paragraphsOf(signed.document.text)
  const letter = await letterOf(spoken, seen, { signed, proven, paragraphs })
  const name = `${casesDecisionWords(spoken).letter.fileName}-${seen.reference}`
  return pdfDownload(context, await decisionPdf(letter), name)
}

/** What was sent can be printed for as long as it is kept. */
async function isDenialHeld({ services, pack }: CaseContext, seen: CaseView, { document }: Signed) {
  if (!isDenial(seen, document.decision) || seen.case.refusal !== undefined) return false
  return !isDenialCurrent(document, pack) || !(await isFactConfirmed(services, pack, 'cases.denial'))
}

function heldPage(context: CaseContext, { reference }: CaseView, says: string, after?: string) {
  const { letterHeld } = casesDecisionWords(context)
  return show(
    context,
    letterHeld,
    <div class="carrel-narrow">
      <h1>{letterHeld}</h1>
      <StepRefusedAlert speaker={context} says={[says]} />
      {after && <p>{after}</p>}
      <BackToCase context={context} reference={reference} />
    </div>,
    422,
  )
}

type Parts = {
  readonly signed: Signed
  readonly proven: CaseEntryProof
  readonly paragraphs: DecisionPaper['paragraphs']
}

async function letterOf(
  context: StaffContext,
  seen: CaseView,
  { signed, proven, paragraphs }: Parts,
): Promise<DecisionPaper> {
  const casesDecision = casesDecisionWords(context)
  const { letter } = casesDecision
  const { heading } = await letterheadFor(context)
  const { document, signature, publicKey, keysHash, entry } = signed
  const name = (await actorNames(context)).get(document.by) ?? casesTimelineWords(context).someone
  const on = formatsOf(context).day(document.on)
  const checkpoint = proven === 'sealed' ? null : checkpointProved(proven.proof)
  const one = decisionsSigned(seen.events).find((each) => each.document === decisionHash(document))
  const withdrawn = one?.withdrawnAt && casesDecision.withdrawnOn(dayOf(context, one.withdrawnAt))
  const title = withdrawn ? casesDecision.withdrawnTitle : letter.title
  return {
    ...heading,
    language: document.language,
    title: drillTitle(context, title, seen.drill),
    on,
    re: aboutRequest(context, seen),
    paragraphs,
    ...addressOf(context, seen),
    close: letter.close,
    signs: {
      name,
      as: [capitalize(casesDecision.role[document.role]), heading.library],
      says: letter.signedHere(on),
    },
    proof: { title: letter.proof, says: letter.proofSays },
    marks: [
      [casesDecision.mark, decisionHash(document)],
      [letter.signature, signature],
      [letter.keyMark, sha256(Buffer.from(publicKey, 'base64'))],
      [letter.keysMark, keysHash],
    ],
    register: {
      heading: checkpoint === null ? letter.register : letter.fingerprint,
      lines: [
        `${letter.entry} ${spokenReference(entry)}`,
        ...(checkpoint === null ? [] : fingerprintLines(checkpoint)),
        ...(proven === 'sealed' ? [letter.sealedEntry] : []),
      ],
    },
    check: { heading: letter.check, steps: checksOf(context, signed, proven) },
    files: filesOf(letter.files, signed, proven),
    footer: [footerOf(context, seen), ...(withdrawn ? [withdrawn] : [])].join('. '),
  }
}

/** What is typed to verify it is the same in every language. */
function checksOf(
  context: StaffContext,
  { document, entry }: Signed,
  proven: CaseEntryProof,
): DecisionPaper['check']['steps'] {
  const { checks } = casesDecisionWords(context).letter
  const signature = {
    says: checks.text,
    typed: 'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in decision.txt -sigfile signature.bin',
  }
  const named = 'openssl pkey -pubin -in key.pem -outform DER | tail -c 32 | openssl dgst -sha256'
  const key = document.key === undefined ? [] : [{ says: checks.key, typed: named }]
  if (proven === 'sealed') return [{ says: checks.sealedFiles }, signature, ...key]
  // Why two lines: one does not fit on the page, and these can be copied whole.
  const verify = `carrel register verify proof.txt --key KEY \\\n  --reference ${spokenReference(entry)}`
  const register = proven.proof.entryKey
    ? [
        { says: checks.register, typed: `${verify} --document decision.txt` },
        { says: checks.entry(document.case) },
      ]
    : [{ says: checks.forgotten, typed: verify }]
  return [{ says: checks.files }, signature, ...key, ...register, { says: checks.page }]
}

/** The text, signature, key and proof, to verify the decision without Carrel. */
function filesOf(
  says: ReturnType<typeof casesDecisionWords>['letter']['files'],
  { document, signature, publicKey }: Signed,
  proven: CaseEntryProof,
): readonly AttachedFile[] {
  const file = (name: string, bytes: Buffer, says: string, mime = 'text/plain'): AttachedFile => ({
    name,
    mime,
    says,
    base64: bytes.toString('base64'),
  })
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const pem = Buffer.from(key.export({ type: 'spki', format: 'pem' }))
  return [
    file('decision.txt', decisionBytes(document), says.text),
    file('signature.bin', Buffer.from(signature, 'base64'), says.signature, 'application/octet-stream'),
    file('key.pem', pem, says.key),
    ...(proven === 'sealed' ? [] : [file('proof.txt', Buffer.from(writeProof(proven.proof)), says.proof)]),
  ]
}

/** “Re:”, the paper and the case; it names no one. */
const aboutRequest = (context: StaffContext, seen: CaseView): DecisionPaper['re'] => {
  const { letter } = casesDecisionWords(context)
  const received = letter.received(dayOf(context, seen.case.receivedAt))
  const reference = `${letter.reference} ${seen.reference}`
  return { label: letter.re, lines: [requestTitle(context, seen), `${received} ${reference}`] }
}

/**
 * A decision on a court's order goes to the court, with a copy to the person who asked for it or brought it; any other to the
 * person who asks. A court's clerk issues a subpoena for a party, who asks for the records, so it never goes to the court.
 */
function addressOf(
  context: StaffContext,
  { case: { requester, reading } }: CaseView,
): Pick<DecisionPaper, 'to' | 'dear' | 'copy'> {
  const { letter } = casesDecisionWords(context)
  const { instrument, court } = reading ?? {}
  const courts = court === undefined ? [] : [court]
  const asks = [requester.name, requester.agency ?? ''].filter((line) => line !== '')
  if (instrument === 'court-order') {
    const copy = asks.length === 0 ? '' : letter.copy(asks.join(', '))
    return { to: [letter.clerk, ...courts], dear: letter.dearCourt, copy }
  }
  const unknown = instrument === 'subpoena' ? [letter.issuer, ...courts] : [letter.unknown]
  return { to: asks.length > 0 ? asks : unknown, dear: letter.dear(asks[0] ?? ''), copy: '' }
}

export function footerOf(context: StaffContext, { reference, drill }: CaseView): string {
  const casesDrill = casesDrillWords(context)
  const foot = `${casesDecisionWords(context).letter.reference} ${reference}`
  return drill ? `${foot}. ${casesDrill.mark}. ${casesDrill.markSays}` : foot
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** `typed`: the part that a person wrote. */
type Written = {
  readonly event: CaseEvent
  readonly title: string
  readonly fileName: string
  readonly parts: Letter['parts']
  readonly typed: readonly string[]
}

export function cureLetter(context: CaseContext): Promise<Response> {
  return letterAbout(context, async (seen) => {
    const event = seen.events.findLast((one) => isOf(cureDemanded, one))
    if (event === undefined) return undefined
    const { letter } = casesDecisionWords(context)
    const { your } = paperWords(context, seen)
    const { lacks, until } = event
    const parts: Letter['parts'] = [
      { text: letter.cureIntro(your, cameOn(context, seen)) },
      { list: lacks },
      { text: until ? letter.cureUntil(formatsOf(context).day(until)) : letter.cureAsk },
      { text: letter.cureNobody },
      ...(await signature(context, event)),
    ]
    return { event, title: letter.cureTitle(your), fileName: letter.cureFile, parts, typed: lacks }
  })
}

/** What is sent before counsel has answered: so it says no more of counsel than that the paper was referred. */
export function holdingLetter(context: CaseContext): Promise<Response> {
  return letterAbout(context, async (seen) => {
    const event = seen.events.findLast((one) => isOf(timeAsked, one))
    if (event === undefined) return undefined
    const { draft, letter } = casesDecisionWords(context)
    const { your } = paperWords(context, seen)
    const objection = context.pack.manifest['holding-words']?.objection ?? letter.holdObjects(your)
    const parts: Letter['parts'] = [
      { text: draft.came(your, cameOn(context, seen)) },
      { text: draft.referred },
      { text: objection },
      { text: letter.holdUntil(formatsOf(context).day(event.until)) },
      { text: letter.holdNobody },
      ...(await signature(context, event)),
    ]
    return { event, title: letter.holdTitle(your), fileName: letter.holdFile, parts, typed: [] }
  })
}

export const lastObjection = ({ events }: CaseView) => events.findLast((one) => isOf(objected, one))

export function objectionLetter(context: CaseContext): Promise<Response> {
  return letterAbout(context, async (seen) => {
    const event = lastObjection(seen)
    if (event === undefined) return undefined
    const { letter } = casesDecisionWords(context)
    const { your } = paperWords(context, seen)
    const parts: Letter['parts'] = [
      { text: letter.objectIntro(your, cameOn(context, seen)) },
      ...event.words.split(/\n+/).map((text) => ({ text })),
      ...answerBy(context, event.until),
      { text: letter.objectNobody },
      ...(await signature(context, event)),
    ]
    return {
      event,
      title: letter.objectTitle(your),
      fileName: letter.objectFile,
      parts,
      typed: [event.words],
    }
  })
}

export function narrowingLetter(context: CaseContext): Promise<Response> {
  return letterAbout(context, async (seen) => {
    const event = lastObjection(seen)
    if (event?.narrow === undefined) return undefined
    const { letter } = casesDecisionWords(context)
    const { your } = paperWords(context, seen)
    const parts: Letter['parts'] = [
      { text: letter.narrowIntro(your, cameOn(context, seen)) },
      { list: event.narrow },
      ...answerBy(context, event.until),
      { text: letter.narrowNobody },
      ...(await signature(context, event)),
    ]
    return { event, title: letter.narrowTitle(your), fileName: letter.narrowFile, parts, typed: event.narrow }
  })
}

const cameOn = (context: StaffContext, seen: CaseView) => dayOf(context, seen.case.receivedAt)

function answerBy(context: StaffContext, until: string | undefined): Letter['parts'] {
  return until === undefined
    ? []
    : [{ text: casesDecisionWords(context).letter.answerBy(formatsOf(context).day(until)) }]
}

async function signature(context: StaffContext, { stamp }: CaseEvent): Promise<Letter['parts']> {
  const name = (await actorNames(context)).get(stamp.by) ?? casesTimelineWords(context).someone
  const { role, letter } = casesDecisionWords(context)
  const title = stamp.role === 'director' || stamp.role === 'president' ? role[stamp.role] : letter.counsel
  return [{ text: letter.close }, { signs: name, as: [capitalize(title), context.pack.library] }]
}

/** Why names are checked again: the text may have been typed where no lookup is possible, or the scope grew since. */
async function letterAbout(
  context: CaseContext,
  write: (seen: CaseView) => Written | undefined | Promise<Written | undefined>,
): Promise<Response> {
  const seen = await viewCase(context)
  const written = seen && (await write(seen))
  if (seen === undefined || written === undefined) return notFoundPage(context)
  const { letterHeldSays } = casesDecisionWords(context)
  const typed = [requestTitle(context, seen), ...written.typed].join('\n\n')
  const unfit = await textRefusalFor(context, seen, typed)
  if (unfit !== undefined)
    return heldPage(context, seen, `${unfit.says}.`, unfit.notHere ? undefined : letterHeldSays)
  const { letterPdf } = await import('../../platform/pdf/letter.ts')
  const { heading } = await letterheadFor(context)
  const re = aboutRequest(context, seen)
  const { to, dear, copy } = addressOf(context, seen)
  const pdf = await letterPdf({
    ...heading,
    language: context.language,
    title: drillTitle(context, written.title, seen.drill),
    re: `${re.label} ${re.lines.join('. ')}`,
    on: dayOf(context, written.event.stamp.at),
    parts: [{ text: dear }, ...written.parts, ...(copy === '' ? [] : [{ text: copy }])],
    to,
    footer: footerOf(context, seen),
  })
  return pdfDownload(context, pdf, `${written.fileName}-${seen.reference}`)
}
