import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { otherSystemLends } from '../../patrons/index.ts'
import { encryptTo, isRecipient, newFilePassphrase } from '../../platform/crypto/age-encryption.ts'
import { libraryMade } from '../../platform/db/library-store.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { fileDownload, show, showForm } from '../../platform/http/layout.tsx'
import {
  CheckboxField,
  CheckboxGroup,
  ChoiceList,
  ChoiceQuestion,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  SubmitButton,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { isActing, type StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isDay } from '../../policy/index.ts'
import type { NoProofReason } from '../../register/index.ts'
import { checkpointProved, fingerprintLines, writeProof } from '../../register/log/index.ts'
import { letterheadFor } from '../../staff/index.ts'
import {
  checkOf,
  currentPackage,
  deliveryMethods,
  deliveryMethodsOf,
  isPackageSaved,
  type PackedFile,
  type ProductionForm,
  productionForms,
  systemsLeft,
} from '../case.ts'
import type { CaseView } from '../case-service.ts'
import { caseRoleIn } from '../case-text.ts'
import type { CaseEventBody } from '../event.ts'
import { isUnchangedSinceDecision } from '../guards.ts'
import type { PreparedRelease } from '../production/case-production.ts'
import { packageFiles, packageOf, recordFiles, sumsOf } from '../production/package.ts'
import type { CaseContext } from '../services.ts'
import type { StepResult } from '../step-recorder.ts'
import { isUnderSeal, produced } from '../steps/produced.ts'
import { isOf } from '../steps/step.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { casesDecisionWords } from '../words/decision.ts'
import {
  BackToCase,
  type CaseEntryProof,
  isProved,
  openedProof,
  proofOfEntry,
  refusalTexts,
  StepRefusedAlert,
  viewCase,
} from './case-parts.tsx'
import { certificateOf, recordsCopyOf } from './copied-records-parts.tsx'
import { noteSystemSearch, SystemsInCase, type TypedSearch } from './other-systems.tsx'
import { dayOutOfRange, instantSent } from './typed-date.ts'

export const produceForm = z.strictObject({
  form: z.enum(productionForms).optional(),
  recipient: z.string().trim().max(200).default(''),
})
export const packageFileForm = z.strictObject({ package: z.uuid() })
export const deliveryForm = z.strictObject({
  to: z.string().trim().max(300),
  how: z.enum(deliveryMethods).optional(),
  receipt: z.string().trim().max(300).default(''),
  came: z.string().trim().max(40).default(''),
  despite: z.literal('yes').optional(),
})
export const receiptForm = z.strictObject({ words: z.string().trim().max(300) })
export const noticeForm = z.strictObject({
  choice: z.enum(['tell', 'wait', 'not']).optional(),
  on: z.string().trim().max(20).default(''),
})

type ProduceFaults = {
  readonly says?: readonly string[]
  readonly search?: TypedSearch
  readonly errors?: readonly FieldError[]
  readonly typed?: PartProps['typed']
}

export function producePage(context: CaseContext): Promise<Response> {
  return showProduce(context, {})
}

async function showProduce(
  context: CaseContext,
  { says = [], errors = [], typed = {}, search }: ProduceFaults,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { produce } = caseCopiesWords(context)
  const { produced } = seen.case
  const isPackaged = currentPackage(seen.case) !== undefined
  const Part = produced !== undefined ? Produced : isPackaged ? PackageWaiting : Begin
  return showForm(
    context,
    {
      title: produced === undefined ? produce.title : produce.done,
      errors,
      intro: <StepRefusedAlert speaker={context} says={says} />,
      class: 'carrel-narrow',
      ...(says.length > 0 && { status: 422 }),
    },
    <>
      <Part context={context} seen={seen} errors={errors} typed={typed} />
      {produced === undefined && (
        <SystemsInCase {...{ context, seen, act: 'produce', errors, typed: search }} />
      )}
      <BackToCase context={context} reference={seen.reference} />
    </>,
  )
}

type PartProps = {
  readonly context: StaffContext
  readonly seen: CaseView
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string | undefined>>
}

const Begin = ({ context, seen, errors, typed }: PartProps) => {
  const { produce, check, collect } = caseCopiesWords(context)
  if (checkOf(seen.case) === undefined) {
    const isCollected = seen.case.production !== undefined
    return (
      <>
        <p class="usa-intro">{isCollected ? collect.next : check.none}</p>
        <LinkLine href={`/cases/${seen.reference}/${isCollected ? 'check' : 'collect'}`}>
          {isCollected ? collect.toCheck : collect.title}
        </LinkLine>
      </>
    )
  }
  // What each other system holds is noted first.
  if (systemsLeft(seen.case).length > 0) return null
  return (
    <>
      <p class="usa-intro">{produce.intro}</p>
      <MakeForm context={context} seen={seen} label={produce.make} errors={errors} typed={typed} />
    </>
  )
}

export const noteProductionSystem = (context: CaseContext, typed: TypedSearch): Promise<Response> =>
  noteSystemSearch(context, 'produce', typed, (faults) => showProduce(context, faults))

/** Shows the package's passphrase once. */
export async function makePackage(
  context: CaseContext,
  { form, recipient }: z.infer<typeof produceForm>,
): Promise<Response> {
  const caseCopies = caseCopiesWords(context)
  // Why also in a refusal: pressed again, the form that was chosen must be the one that is made.
  const typed = { form, recipient }
  const errors = faultsOf(context, typed)
  if (errors.length > 0 || form === undefined) return showProduce(context, { errors, typed })
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { production } = context.services.copies
  const release = await production.open(actorOf(context), seen.reference)
  if (release === 'unknown') return notFoundPage(context)
  if ('refused' in release) return showProduce(context, { says: refusalTexts(context, release), typed })
  // Why required: the certificate says that anyone can check it, and the package cannot be changed.
  const proven = await proofOfEntry(context, seen, release.copied.entry)
  if (!isProved(proven)) return showProduce(context, { says: [notProved(context, proven)], typed })
  const lock = lockOf(form, recipient)
  const packed = await packedFile(context, seen.reference, { release, proven, lock })
  const made = { copy: release.copy.id, form, ...packed }
  const kept = await production.keep(actorOf(context), seen.reference, made)
  if (kept === 'unknown') return notFoundPage(context)
  if ('refused' in kept) return showProduce(context, { says: refusalTexts(context, kept), typed })
  // Why no page of its own: on paper there is no password to show once, and the printed pages lead back here.
  if (lock.form === 'paper') return context.c.redirect(`/cases/${seen.reference}/produce`, 303)
  const { ready } = caseCopies.produce
  context.c.header('Cache-Control', 'no-store')
  return show(
    context,
    ready,
    <PackageReady context={context} reference={seen.reference} lock={lock} {...kept} />,
  )
}

function faultsOf(context: StaffContext, { form, recipient }: z.infer<typeof produceForm>): FieldError[] {
  const { formUnfit, recipientUnfit, recipientOnlyAge } = caseCopiesWords(context).produce
  if (form === undefined) return [{ field: 'form', message: formUnfit }]
  if (recipient === '') return []
  if (form !== 'age') return [{ field: 'recipient', message: recipientOnlyAge }]
  return isRecipient(recipient) ? [] : [{ field: 'recipient', message: recipientUnfit }]
}

/** What opens it: a new passphrase that is kept nowhere, the recipient's key, or nothing on paper. */
type PackageLock =
  | { readonly form: 'paper' }
  | { readonly form: 'pdf' | 'usb' | 'age'; readonly passphrase: string }
  | { readonly form: 'age'; readonly recipient: string }

function lockOf(form: ProductionForm, recipient: string): PackageLock {
  if (form === 'paper') return { form }
  if (form === 'age' && recipient !== '') return { form, recipient }
  return { form, passphrase: newFilePassphrase() }
}

/** The log has yet to sign that the copy was made; it does so every minute. */
function notProved(context: StaffContext, why: NoProofReason): string {
  const { services, pack } = context
  const { produce } = caseCopiesWords(context)
  const again = new Date(services.clock.now().getTime() + 2 * 60_000)
  return why === 'waits'
    ? produce.notProved(formatsOf(context).time(again, pack.timeZone))
    : casesDecisionWords(context).damaged
}

type PackedParts = {
  readonly release: PreparedRelease
  readonly proven: CaseEntryProof
  readonly lock: PackageLock
}

/** In the form that was chosen, which the certificate names. On paper only the records go; nothing else is printed. */
async function packedFile(
  context: StaffContext,
  reference: string,
  { release, proven, lock }: PackedParts,
): Promise<{ readonly bytes: Buffer; readonly files: readonly PackedFile[]; readonly certificate: Buffer }> {
  const { services, pack, who } = context
  const today = services.clock.today()
  const parts = { pack, reference, release, today, lendsElsewhere: await otherSystemLends(context) }
  const made = await libraryMade(services.app)
  // Why here: the typesetter is large.
  const { recordsCopyPdf, custodianCertificatePdf } = await import('../documents-pdf.ts')
  const { lockedPdf, pagesOfPdf } = await import('../../platform/pdf/locked-pdf.ts')
  const paper = await recordsCopyPdf(recordsCopyOf(parts))
  const each = recordFiles(release.copied, release.copy, paper)
  const records = lock.form === 'paper' ? each.slice(0, 1) : each
  const checkpoint = proven === 'sealed' ? null : checkpointProved(proven.proof)
  const certificate = certificateOf({
    ...parts,
    heading: (await letterheadFor(context)).heading,
    form: lock.form,
    pages: await pagesOfPdf(paper),
    files: sumsOf(records),
    proof: checkpoint === null ? [] : fingerprintLines(checkpoint),
    sealed: proven === 'sealed',
    since: made?.madeOn ?? release.copied.takenOn,
    custodian: { name: who.name, role: who.role, acting: isActing(who), president: who.president },
  })
  const standing = {
    library: pack.library,
    policy: { number: pack.number, sha256: pack.hash },
    case: reference,
    producedOn: today,
    outcome: release.outcome === 'compelled' ? ('compelled' as const) : ('released' as const),
    register: { copied: release.copied.entry, packed: release.entry },
    ...(proven !== 'sealed' && { checkpoint: proven.proof.checkpoint, proof: writeProof(proven.proof) }),
  }
  const certified = { name: 'certificate.pdf', bytes: await custodianCertificatePdf(certificate) }
  const all = [certified, ...records]
  const rest = { files: sumsOf(all), certificate: certified.bytes }
  if (lock.form === 'paper') return { ...rest, bytes: paper }
  if (lock.form === 'age') return { ...rest, bytes: await encryptTo(lock, packageOf(standing, all)) }
  return { ...rest, bytes: await lockedPdf(paper, lock.passphrase, packageFiles(standing, all)) }
}

/** The same bytes each time; the log has each download first. */
export async function packageFile(
  context: CaseContext,
  { package: id }: z.infer<typeof packageFileForm>,
): Promise<Response> {
  return download(context, id, 'save', (reference, form) =>
    form === 'age'
      ? { name: `case-${reference}.zip.age`, type: 'application/octet-stream' }
      : // Why paper is shown: a clear file must not stay among the browser's downloads.
        { name: `case-${reference}.pdf`, type: 'application/pdf', ...(form === 'paper' && { shown: true }) },
  )
}

export async function certificateFile(
  context: CaseContext,
  { package: id }: z.infer<typeof packageFileForm>,
): Promise<Response> {
  return download(context, id, 'certificate', (reference) => ({
    name: `certificate-${reference}.pdf`,
    type: 'application/pdf',
  }))
}

async function download(
  context: CaseContext,
  id: string,
  what: 'save' | 'certificate',
  fileOf: (reference: string, form: ProductionForm | undefined) => Parameters<typeof fileDownload>[2],
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const given = await context.services.copies.production[what](actorOf(context), seen.reference, id)
  if (given === 'unknown') return notFoundPage(context)
  if (given === 'gone') return showProduce(context, { says: [caseCopiesWords(context).produce.gone] })
  if ('refused' in given) return showProduce(context, { says: refusalTexts(context, given) })
  return fileDownload(context, given.bytes, fileOf(seen.reference, given.form))
}

export async function noteDelivery(
  context: CaseContext,
  { to, how, receipt, came, despite }: z.infer<typeof deliveryForm>,
): Promise<Response> {
  const { produce } = caseCopiesWords(context)
  const at = came === '' ? undefined : instantSent(context.pack.timeZone, came)
  const typed = { to, how, receipt, came, despite }
  const errors: FieldError[] = [
    ...(to === '' ? [{ field: 'to', message: produce.toUnfit }] : []),
    ...(how === undefined ? [{ field: 'how', message: produce.howUnfit }] : []),
    ...(came !== '' && (at === undefined || at > context.services.clock.now())
      ? [{ field: 'came', message: produce.cameUnfit }]
      : []),
  ]
  if (errors.length > 0 || how === undefined) return showProduce(context, { errors, typed })
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const handed = { to, how, receipt, at, despite: despite === 'yes' }
  const { production } = context.services.copies
  return afterStep(context, seen, await production.handOver(actorOf(context), seen.reference, handed), typed)
}

export async function noteReceipt(
  context: CaseContext,
  { words }: z.infer<typeof receiptForm>,
): Promise<Response> {
  const { receiptUnfit } = caseCopiesWords(context).produce
  if (words === '') return showProduce(context, { errors: [{ field: 'words', message: receiptUnfit }] })
  return takeStep(context, { what: 'receipt', words })
}

export async function noteNoticeChoice(
  context: CaseContext,
  { choice, on }: z.infer<typeof noticeForm>,
): Promise<Response> {
  const { noticeOn: noticeOnLabel, noticeOnUnfit, noticeUnfit } = caseCopiesWords(context).produce
  const refuse = (field: 'choice' | 'on', message: string) =>
    showProduce(context, { errors: [{ field, message }], typed: { choice, on } })
  if (choice === undefined) return refuse('choice', noticeUnfit)
  if (choice === 'wait') {
    const fault = isDay(on) ? dayOutOfRange(context, noticeOnLabel, on) : noticeOnUnfit
    if (fault !== undefined) return refuse('on', fault)
  }
  // What counsel chose elsewhere is recorded on the case's page, with how and when they said it.
  const own = { way: 'here', counsel: context.who.name } as const
  return takeStep(context, { what: 'notice-chosen', choice, ...(choice === 'wait' && { on }), ...own })
}

async function takeStep(context: CaseContext, what: CaseEventBody): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  return afterStep(context, seen, await context.services.cases.take(actorOf(context), seen.reference, what))
}

async function afterStep(
  context: CaseContext,
  { reference }: CaseView,
  result: StepResult,
  typed: PartProps['typed'] = {},
): Promise<Response> {
  if (result === 'unknown') return notFoundPage(context)
  return 'refused' in result
    ? showProduce(context, { says: refusalTexts(context, result), typed })
    : context.c.redirect(`/cases/${reference}/produce`, 303)
}

const MakeForm = ({ context, seen, errors, typed, label }: PartProps & { readonly label: string }) => {
  const { produce } = caseCopiesWords(context)
  return (
    <Form context={context} action={`/cases/${seen.reference}/produce`} class="usa-form carrel-form">
      <ChoiceQuestion
        type="radio"
        name="form"
        legend={produce.form}
        hint={produce.formHint}
        errors={errors}
        chosen={[typed['form'] ?? 'pdf']}
        choices={productionForms.map((value) => ({ value, ...produce.forms[value] }))}
      />
      <TextField
        {...fieldsIn(typed, errors)('recipient')}
        label={produce.recipient}
        hint={produce.recipientHint}
        maxlength={200}
      />
      <SubmitButton>{label}</SubmitButton>
    </Form>
  )
}

type SaveProps = {
  readonly context: StaffContext
  readonly reference: string
  readonly id: string
  readonly form: ProductionForm
  /** Plain where it was saved before, and the delivery is what is left. */
  readonly look?: 'outline' | undefined
}

const SaveForm = ({ context, reference, id, form, look }: SaveProps) => (
  <Form context={context} action={`/cases/${reference}/produce/file`} class="usa-form carrel-form">
    <SubmitButton {...(look && { look })} name="package" value={id}>
      {caseCopiesWords(context).produce.saveAs[form]}
    </SubmitButton>
  </Form>
)

/** To sign on paper; the copy inside the encrypted file cannot be. */
const CertificateForm = ({ context, reference, id }: Omit<SaveProps, 'form'>) => {
  const { produce } = caseCopiesWords(context)
  return (
    <>
      <h2>{produce.certificate}</h2>
      <p>{produce.certificateSays}</p>
      <Form context={context} action={`/cases/${reference}/produce/certificate`} class="usa-form carrel-form">
        <SubmitButton look="outline" name="package" value={id}>
          {produce.certificateSave}
        </SubmitButton>
      </Form>
    </>
  )
}

const PackageWaiting = ({ context, seen, errors, typed }: PartProps) => {
  const { produce } = caseCopiesWords(context)
  const { outside } = seen.case
  const packaged = currentPackage(seen.case)
  const saved = isPackageSaved(seen.case)
  const form = packaged?.form ?? 'age'
  return (
    <>
      <p class="usa-intro">{`${produce.isForm(produce.formSaid[form])} ${saved ? produce.saved : produce.waits}`}</p>
      <p>{produce.againAs[form]}</p>
      <SaveForm
        context={context}
        reference={seen.reference}
        id={packaged?.id ?? ''}
        form={form}
        look={saved ? 'outline' : undefined}
      />
      {!saved && <p>{produce.comeBack}</p>}
      {saved && form === 'paper' && <p>{produce.opensAs.paper}</p>}
      {saved && <CertificateForm context={context} reference={seen.reference} id={packaged?.id ?? ''} />}
      {saved && <DeliveryForm context={context} seen={seen} errors={errors} typed={typed} />}
      <h2>{produce.sum}</h2>
      <p class="carrel-secret">{packaged?.document}</p>
      {!seen.sealed && (
        <>
          <p>{form === 'paper' ? produce.proofOfPrint : produce.proofSays}</p>
          <LinkLine href={`/cases/${seen.reference}/produce/proof`}>{produce.proof}</LinkLine>
        </>
      )}
      {outside.size > 0 && <LinkLine href={`/cases/${seen.reference}`}>{produce.notHanded}</LinkLine>}
      <details open={errors.some(({ field }) => field === 'recipient' || field === 'form')}>
        <summary>{produce.anew}</summary>
        <p>{produce.anewSays}</p>
        <MakeForm context={context} seen={seen} label={produce.anew} errors={errors} typed={typed} />
      </details>
    </>
  )
}

const DeliveryForm = ({ context, seen, errors, typed }: PartProps) => {
  const { produce } = caseCopiesWords(context)
  const field = fieldsIn(typed, errors)
  const hows = isUnderSeal(seen.case)
    ? (['court'] as const)
    : deliveryMethodsOf(currentPackage(seen.case)?.form ?? 'age')
  return (
    <>
      <h2>{produce.handed}</h2>
      <p>{produce.handedSays}</p>
      <Form context={context} action={`/cases/${seen.reference}/produce/handed`} class="usa-form carrel-form">
        <TextField {...field('to')} label={produce.to} hint={produce.toHint} maxlength={300} />
        <CheckboxGroup
          type="radio"
          name="how"
          legend={produce.how}
          options={Object.fromEntries(hows.map((how) => [how, produce.hows[how]]))}
          chosen={typed['how'] === undefined ? [] : [typed['how']]}
          errors={errors}
        />
        <TextField {...field('receipt')} label={produce.signed} maxlength={300} />
        <TextField {...field('came')} label={produce.came} hint={produce.cameHint} type="datetime-local" />
        {!isUnchangedSinceDecision(seen.case) && (
          <>
            <p>{produce.changedSays}</p>
            <CheckboxField name="despite" label={produce.changed} ticked={typed['despite'] ?? ''} />
          </>
        )}
        <SubmitButton>{produce.handedKeep}</SubmitButton>
      </Form>
    </>
  )
}

/** Each group of the password as it is read aloud. @param spelling how to say each letter: `a Alfa` */
function spokenGroups(passphrase: string, spelling: readonly string[]): string[] {
  const words = new Map(spelling.map((one) => [one[0], one] as const))
  return passphrase
    .split('-')
    .map((group) => [...group].map((letter) => words.get(letter) ?? letter).join(', '))
}

type ReadyProps = Omit<SaveProps, 'form'> & {
  readonly lock: Exclude<PackageLock, { form: 'paper' }>
  readonly sha256: string
}

const PackageReady = ({ context, reference, lock, sha256, id }: ReadyProps) => {
  const { produce } = caseCopiesWords(context)
  const { form } = lock
  return (
    <div class="carrel-narrow">
      <h1>{produce.ready}</h1>
      <p class="usa-intro">{produce.isForm(produce.formSaid[form])}</p>
      {'passphrase' in lock && (
        <>
          <h2>{produce.passphrase}</h2>
          <p class="carrel-secret">{lock.passphrase}</p>
          <p>{produce.passphraseSays}</p>
          <details>
            <summary>{produce.spoken}</summary>
            <TextList items={spokenGroups(lock.passphrase, produce.spelling)} />
          </details>
        </>
      )}
      {'recipient' in lock && <p>{produce.forKey}</p>}
      <p>{produce.againAs[form]}</p>
      <SaveForm context={context} reference={reference} id={id} form={form} />
      <h2>{produce.deliverHow}</h2>
      <p>{produce.goOn}</p>
      <LinkLine href={`/cases/${reference}/produce`}>{produce.toHand}</LinkLine>
      <p>{produce.opensAs[form]}</p>
      <h2>{produce.sum}</h2>
      <p class="carrel-secret">{sha256}</p>
    </div>
  )
}

/** The receipt, and counsel's choice whether the patron is told (Reg 6). */
export const Produced = (props: PartProps) => {
  const { context, seen } = props
  const { produce } = caseCopiesWords(context)
  const handed = seen.events.find((event) => isOf(produced, event))
  return (
    <>
      {handed && (
        <p class="usa-intro">
          {produce.doneSays(
            formatsOf(context).dayOf(new Date(handed.stamp.at), context.pack.timeZone),
            handed.to,
            produce.hows[handed.how],
            produce.formSaid[handed.form ?? 'age'],
          )}
        </p>
      )}
      {seen.case.produced !== undefined && (
        <>
          <h2>{produce.sum}</h2>
          <p class="carrel-secret">{seen.case.produced.document}</p>
        </>
      )}
      <Receipt {...props} />
      <Notice {...props} />
    </>
  )
}

const Receipt = ({ context, seen, errors }: PartProps) => {
  const { produce } = caseCopiesWords(context)
  return (
    <>
      <h2>{produce.receipt}</h2>
      {seen.case.receipt ? (
        <p>{produce.receipted}</p>
      ) : (
        <Form
          context={context}
          action={`/cases/${seen.reference}/produce/receipt`}
          class="usa-form carrel-form"
        >
          <p>{produce.receiptSays}</p>
          <TextField name="words" label={produce.receiptWords} maxlength={300} errors={errors} />
          <SubmitButton>{produce.receiptKeep}</SubmitButton>
        </Form>
      )}
    </>
  )
}

const choices = ['tell', 'wait', 'not'] as const

const Notice = ({ context, seen, errors, typed }: PartProps) => {
  const { produce } = caseCopiesWords(context)
  const { notice } = seen.case
  const chosen = typed['choice'] ?? notice
  return (
    <>
      <h2 id="choice" tabindex={-1}>
        {produce.notice}
      </h2>
      <p>{notice === undefined ? produce.noticeSays : produce.noticeWas(produce.noticeChoice[notice])}</p>
      {!seen.case.closed && caseRoleIn(context) !== 'counsel' && (
        <LinkLine href={`/cases/${seen.reference}`}>{produce.noticeHeard}</LinkLine>
      )}
      {!seen.case.closed && caseRoleIn(context) === 'counsel' && (
        <Form
          context={context}
          action={`/cases/${seen.reference}/produce/notice`}
          class="usa-form carrel-form"
        >
          <ChoiceList
            type="radio"
            name="choice"
            legend={produce.notice}
            chosen={chosen === undefined ? [] : [chosen]}
            choices={choices.map((value) => ({ value, label: produce.noticeChoice[value] }))}
            errors={errors}
          />
          <TextField
            name="on"
            label={produce.noticeOn}
            type="date"
            value={typed['on'] ?? seen.case.noticeOn ?? ''}
            errors={errors}
          />
          <SubmitButton>{produce.noticeKeep}</SubmitButton>
        </Form>
      )}
    </>
  )
}

/** The opened entry of the step that made the file, with its SHA-256; it cannot be inside the file. */
export async function packageProof(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  const packed = seen && (await context.services.copies.production.packed(actorOf(context), seen.reference))
  if (seen === undefined || packed === undefined) return notFoundPage(context)
  const found = await proofOfEntry(context, seen, packed.entry)
  const toPage = () => context.c.redirect(`/cases/${seen.reference}/produce`, 303)
  if (!isProved(found)) return toPage()
  const proven = await openedProof(context, seen, found, packed)
  if (proven === 'sealed') return toPage()
  return fileDownload(context, writeProof(proven.proof), {
    name: `case-${seen.reference}-proof.txt`,
    type: 'text/plain; charset=utf-8',
  })
}
