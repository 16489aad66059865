/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { handedBy } from '../../casework/case.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { Release } from '../../disclosure/case-production.ts'
import type { Unproven } from '../../jobs/prove-entry.ts'
import { isDay } from '../../policy/calendar.ts'
import { encryptTo, isRecipient, newPassphrase, type To } from '../../production/encrypt.ts'
import { packageOf, recordFiles, type Sum, sumsOf } from '../../production/package.ts'
import { checkpointProved, writeProof } from '../../register/entry-proof.ts'
import { pinLines } from '../../register/pin.ts'
import { libraryMade } from '../../store/health.ts'
import { type EntryProof, isProved, proofOfEntry } from '../cases/entry-proof.ts'
import { otherSystemLends } from '../other-system-lends.ts'
import { tooFar } from '../typed-day.ts'
import { instantSent } from '../typed-time.ts'
import { Cannot, caseSeen, ToCase, unmetSaid } from '../views/case-frame.tsx'
import { MakeForm, PackageReady, PackageWaits, type Typed } from '../views/case-package.tsx'
import { Produced } from '../views/case-produced.tsx'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, isActing, type StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { certificateOf, recordsCopyOf } from './case-package-papers.ts'
import { notHere } from './errors.tsx'

export const produceForm = z.strictObject({ recipient: z.string().trim().max(200).default('') })
export const fileForm = z.strictObject({ package: z.uuid() })
export const handedForm = z.strictObject({
  ...{ to: z.string().trim().max(300), how: z.enum(handedBy).optional() },
  ...{ receipt: z.string().trim().max(300).default(''), came: z.string().trim().max(40).default('') },
  despite: z.literal('yes').optional(),
})
export const receiptForm = z.strictObject({ words: z.string().trim().max(300) })
export const noticeForm = z.strictObject({
  choice: z.enum(['tell', 'wait', 'not']).optional(),
  on: z.string().trim().max(20).default(''),
})

/** `typed`: what came with it, by its field, which stands in the form again. */
type Wrong = {
  readonly says?: readonly string[]
  readonly errors?: readonly FieldError[]
  readonly typed?: Typed
}

/** Where what was checked is packed, saved and handed over; then who signed for it, and whether the patron is told. */
export function producePage(visit: StaffVisit): Promise<Response> {
  return producing(visit, {})
}

async function producing(
  visit: StaffVisit,
  { says = [], errors = [], typed = {} }: Wrong,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)

  const { produce } = caseCopiesWords(visit)
  const isDone = seen.case.produced !== undefined
  const title = isDone ? produce.done : produce.title
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(title) : title,
    <div class="carrel-narrow">
      <h1>{title}</h1>
      <Cannot speaker={visit} says={says} />
      <ErrorSummary visit={visit} errors={errors} />
      {isDone ? (
        <Produced visit={visit} seen={seen} errors={errors} typed={typed} />
      ) : seen.case.packaged === undefined ? (
        <Begin visit={visit} seen={seen} errors={errors} typed={typed} />
      ) : (
        <PackageWaits visit={visit} seen={seen} errors={errors} typed={typed} />
      )}
      <ToCase visit={visit} reference={seen.reference} />
    </div>,
    says.length + errors.length > 0 ? 422 : 200,
  )
}

type BeginProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly errors: readonly FieldError[]
  readonly typed: Typed
}

const Begin = ({ visit, seen, errors, typed }: BeginProps) => {
  const { produce, check, collect } = caseCopiesWords(visit)
  if (seen.case.checkedBy === undefined) {
    const isCollected = seen.case.collected !== undefined
    return (
      <>
        <p class="usa-intro">{isCollected ? collect.next : check.none}</p>
        <p>
          <a class="usa-link" href={`/cases/${seen.reference}/${isCollected ? 'check' : 'collect'}`}>
            {isCollected ? collect.toCheck : collect.title}
          </a>
        </p>
      </>
    )
  }
  return (
    <>
      <p class="usa-intro">{produce.intro}</p>
      <MakeForm visit={visit} reference={seen.reference} label={produce.make} errors={errors} typed={typed} />
    </>
  )
}

/** Makes the encrypted package, and shows what opens it, this once. */
export async function makePackage(
  visit: StaffVisit,
  { recipient }: z.infer<typeof produceForm>,
): Promise<Response> {
  const caseCopies = caseCopiesWords(visit)
  if (recipient !== '' && !isRecipient(recipient)) {
    const errors = [{ field: 'recipient', message: caseCopies.produce.recipientUnfit }]
    return producing(visit, { errors, typed: { recipient } })
  }
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const { production } = visit.house.gate.copies
  const release = await production.open(actorOf(visit), seen.reference)
  if (release === 'unknown') return notHere(visit)
  if ('refused' in release) return producing(visit, { says: unmetSaid(visit, release) })
  // Why not without it: the certificate says that anybody can check it, and the package is closed for good.
  const proven = await proofOfEntry(visit, seen, release.copied.entry)
  if (!isProved(proven)) return producing(visit, { says: [notProved(visit, proven)] })
  const to: To = recipient === '' ? { passphrase: newPassphrase() } : { recipient }
  const { zip, files, certificate } = await packed(visit, seen.reference, { release, proven })
  const bytes = await encryptTo(to, zip)
  const made = { copy: release.copy.id, bytes, certificate, files }
  const kept = await production.keep(actorOf(visit), seen.reference, made)
  if (kept === 'unknown') return notHere(visit)
  if ('refused' in kept) return producing(visit, { says: unmetSaid(visit, kept) })
  const { ready } = caseCopies.produce
  visit.c.header('Cache-Control', 'no-store')
  return show(visit, ready, <PackageReady visit={visit} reference={seen.reference} to={to} {...kept} />)
}

/** What keeps a package from being made: the register has yet to sign that the copy was made, as it does every minute. */
function notProved(visit: StaffVisit, why: Unproven): string {
  const { house, pack } = visit
  const { produce } = caseCopiesWords(visit)
  const again = new Date(house.clock.now().getTime() + 2 * 60_000)
  return why === 'waits'
    ? produce.notProved(formatsOf(visit).time(again, pack.timeZone))
    : casesDecisionWords(visit).damaged
}

/** All that goes into the package, and the sums of its files. */
async function packed(
  visit: StaffVisit,
  reference: string,
  { release, proven }: { readonly release: Release; readonly proven: EntryProof },
): Promise<{ readonly zip: Buffer; readonly files: readonly Sum[]; readonly certificate: Buffer }> {
  const { house, pack, who } = visit
  const today = house.clock.today()
  const parts = { pack, reference, release, today, lendsElsewhere: await otherSystemLends(visit) }
  const made = await libraryMade(house.app)
  // Why only here: the typesetter is large.
  const { recordsCopyPdf } = await import('../../kits/records-copy.ts')
  const { custodianCertificatePdf } = await import('../../kits/custodian-certificate.ts')
  const records = recordFiles(release.copied, release.copy, await recordsCopyPdf(recordsCopyOf(parts)))
  const checkpoint = proven === 'sealed' ? null : checkpointProved(proven.proof)
  const certificate = certificateOf({
    ...{ ...parts, files: sumsOf(records), proof: checkpoint === null ? [] : pinLines(checkpoint) },
    sealed: proven === 'sealed',
    since: made?.madeOn ?? release.copied.takenOn,
    custodian: { name: who.name, role: who.role, acting: isActing(who), president: who.president },
  })
  const standing = {
    library: pack.library,
    policy: { number: pack.number, sha256: pack.hash },
    ...{ case: reference, producedOn: today },
    outcome: release.outcome === 'compelled' ? ('compelled' as const) : ('released' as const),
    register: { copied: release.copied.entry, packed: release.entry },
    ...(proven !== 'sealed' && { checkpoint: proven.proof.checkpoint, proof: writeProof(proven.proof) }),
  }
  const certified = { name: 'certificate.pdf', bytes: await custodianCertificatePdf(certificate) }
  const all = [certified, ...records]
  return { zip: packageOf(standing, all), files: sumsOf(all), certificate: certified.bytes }
}

/** The package, as it was made; each time it is saved the register has it first. */
export async function packageFile(
  visit: StaffVisit,
  { package: id }: z.infer<typeof fileForm>,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const given = await visit.house.gate.copies.production.save(actorOf(visit), seen.reference, id)
  if (given === 'unknown') return notHere(visit)
  if (given === 'gone') return producing(visit, { says: [caseCopiesWords(visit).produce.gone] })
  if ('refused' in given) return producing(visit, { says: unmetSaid(visit, given) })
  return visit.c.body(new Uint8Array(given.bytes), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="case-${seen.reference}.zip.age"`,
    'Cache-Control': 'no-store',
  })
}

/** The certificate and the receipt, to be printed and signed when it is handed over. */
export async function certificateFile(
  visit: StaffVisit,
  { package: id }: z.infer<typeof fileForm>,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const given = await visit.house.gate.copies.production.certificate(actorOf(visit), seen.reference, id)
  if (given === 'unknown') return notHere(visit)
  if (given === 'gone') return producing(visit, { says: [caseCopiesWords(visit).produce.gone] })
  if ('refused' in given) return producing(visit, { says: unmetSaid(visit, given) })
  return visit.c.body(new Uint8Array(given.bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="certificate-${seen.reference}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** It was handed over: to whom, how, and who signed for it where somebody did. */
export async function noteHanded(
  visit: StaffVisit,
  { to, how, receipt, came, despite }: z.infer<typeof handedForm>,
): Promise<Response> {
  const { produce } = caseCopiesWords(visit)
  const at = came === '' ? undefined : instantSent(visit.pack.timeZone, came)
  const typed = { to, how, receipt, came, despite }
  const errors: FieldError[] = [
    ...(to === '' ? [{ field: 'to', message: produce.toUnfit }] : []),
    ...(how === undefined ? [{ field: 'how', message: produce.howUnfit }] : []),
    ...(came !== '' && (at === undefined || at > visit.house.clock.now())
      ? [{ field: 'came', message: produce.cameUnfit }]
      : []),
  ]
  if (errors.length > 0 || how === undefined) return producing(visit, { errors, typed })
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const handed = { to, how, receipt, at, despite: despite === 'yes' }
  const done = await visit.house.gate.copies.production.handOver(actorOf(visit), seen.reference, handed)
  if (done === 'unknown') return notHere(visit)
  return 'refused' in done
    ? producing(visit, { says: unmetSaid(visit, done), typed })
    : visit.c.redirect(`/cases/${seen.reference}/produce`, 303)
}

/** Somebody signed for it. */
export async function noteReceipt(
  visit: StaffVisit,
  { words }: z.infer<typeof receiptForm>,
): Promise<Response> {
  const { receiptUnfit } = caseCopiesWords(visit).produce
  if (words === '') return producing(visit, { errors: [{ field: 'words', message: receiptUnfit }] })
  return taken(visit, { what: 'receipt', words })
}

/** Counsel chose whether the patron is told. */
export async function noteNotice(
  visit: StaffVisit,
  { choice, on }: z.infer<typeof noticeForm>,
): Promise<Response> {
  const { noticeOn: noticeOnLabel, noticeOnUnfit, noticeUnfit } = caseCopiesWords(visit).produce
  if (choice === undefined) {
    return producing(visit, { errors: [{ field: 'choice', message: noticeUnfit }], typed: { on } })
  }
  if (choice === 'wait' && !isDay(on)) {
    return producing(visit, { errors: [{ field: 'on', message: noticeOnUnfit }], typed: { choice, on } })
  }
  const far = choice === 'wait' ? tooFar(visit, noticeOnLabel, on) : undefined
  if (far !== undefined) {
    return producing(visit, { errors: [{ field: 'on', message: far }], typed: { choice, on } })
  }
  // Who writes down what counsel chose elsewhere does so at the case, with how and when counsel said it.
  const own = { way: 'here', counsel: visit.who.name } as const
  return taken(visit, { what: 'notice-chosen', choice, ...(choice === 'wait' && { on }), ...own })
}

async function taken(
  visit: StaffVisit,
  what: Parameters<StaffVisit['house']['gate']['cases']['take']>[2],
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const done = await visit.house.gate.cases.take(actorOf(visit), seen.reference, what)
  if (done === 'unknown') return notHere(visit)
  return 'refused' in done
    ? producing(visit, { says: unmetSaid(visit, done) })
    : visit.c.redirect(`/cases/${seen.reference}/produce`, 303)
}
