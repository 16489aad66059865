import { actorOf, worksCases } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import {
  Alert,
  BackLink,
  ChoiceList,
  ErrorMessage,
  type FieldError,
  LinkLine,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { placeAndDay, type RequestContext, type StaffContext } from '../../platform/http/request-context.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { NoProofReason, StoredEntryProof } from '../../register/index.ts'
import { isConfirmedPresident } from '../../staff/index.ts'
import { copiesShowAt } from '../case-access.ts'
import type { CaseView } from '../case-service.ts'
import { instrumentFileTypes } from '../instruments.ts'
import type { CaseContext } from '../services.ts'
import type { StepRefusal, UnmetCondition } from '../step-table.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { casesDrillWords } from '../words/drill.ts'
import { casesConductWords } from '../words/incidents.ts'
import { casesIntakeWords } from '../words/intake.ts'

/** Logs the view; undefined without access. Hostile: the address is any text until it looks like a reference. */
export async function viewCase(context: CaseContext): Promise<CaseView | undefined> {
  const reference = context.c.req.param('reference') ?? ''
  return referencePattern.test(reference)
    ? context.services.cases.look(actorOf(context), reference)
    : undefined
}

/**
 * Whose card was typed for a case. It counts as a record that was opened, since the case then names them and their own page does
 * not. In a sealed matter `ofCard` counts it, in memory: no row may tell that one was worked.
 */
export async function cardInCase(
  context: CaseContext,
  { reference, sealed }: Pick<CaseView, 'reference' | 'sealed'>,
  card: string,
) {
  const { gate, caseSubjects } = context.services
  if (!sealed) await gate.countCard(actorOf(context), card)
  return caseSubjects.ofCard(actorOf(context), reference, card)
}

/** Where no staff screen shows a record, none shows a copy. */
export const showsCopies = (context: StaffContext): boolean =>
  worksCases(context) && copiesShowAt(context.pack, placeAndDay(context))

export function refusalTexts(speaker: ScreenLanguage, { refused }: StepRefusal): string[] {
  const { unmet } = caseCopiesWords(speaker)
  const said = (one: UnmetCondition) =>
    Object.hasOwn(unmet, one) ? unmet[one as keyof typeof unmet] : unmet.other
  return [...new Set(refused.map(said))]
}

type StepRefusedAlertProps = { readonly speaker: ScreenLanguage; readonly says: readonly string[] }

export const StepRefusedAlert = ({ speaker, says }: StepRefusedAlertProps) =>
  says.length === 0 ? null : (
    <div class="usa-alert usa-alert--error" role="alert" tabindex={-1} autofocus>
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{caseCopiesWords(speaker).cannot}</h2>
        {says.map((sentence) => (
          <p class="usa-alert__text">{sentence}</p>
        ))}
      </div>
    </div>
  )

type BackToCaseProps = { readonly context: StaffContext; readonly reference: string }

export const BackToCase = ({ context, reference }: BackToCaseProps) => (
  <BackLink href={`/cases/${reference}`}>{caseCopiesWords(context).toCase}</BackLink>
)

type DrillNoticeProps = { readonly context: RequestContext; readonly drill: boolean }

export const DrillNotice = ({ context, drill }: DrillNoticeProps) =>
  drill ? (
    <p class="carrel-drill">
      <strong>{casesDrillWords(context).mark}.</strong> {casesDrillWords(context).markSays}
    </p>
  ) : null

export const drillTitle = (context: RequestContext, title: string, drill: boolean): string =>
  drill ? `${casesDrillWords(context).mark}: ${title}` : title

type AboutDirectorAlertProps = { readonly context: StaffContext; readonly aboutDirector: boolean }

/** The president acts for the Director, also in the policy's words below. */
export const AboutDirectorAlert = ({ context, aboutDirector }: AboutDirectorAlertProps) =>
  aboutDirector ? (
    <Alert kind="warning">
      {casesIntakeWords(context)[isConfirmedPresident(context.who) ? 'isAboutYou' : 'isAbout']}
    </Alert>
  ) : null

/** A Director who is away for days leaves no one to decide, until someone acts for them. */
export const DirectorAway = ({ context }: { readonly context: StaffContext }) => {
  const { away, awayYou, nameActing } = casesIntakeWords(context)
  if (!isConfirmedPresident(context.who)) return <p>{away}</p>
  return (
    <p>
      {awayYou} <TextLink href="/acting">{nameActing}</TextLink>
    </p>
  )
}

type AboutDirectorFieldProps = { readonly context: RequestContext; readonly chosen: 'no' | 'yes' | undefined }

export const AboutDirectorField = ({ context, chosen = 'no' }: AboutDirectorFieldProps) => {
  const words = casesConductWords(context)
  return (
    <>
      <h2>{words.aboutDirector}</h2>
      <ChoiceList
        type="radio"
        name="aboutDirector"
        legend={words.aboutDirector}
        choices={(['no', 'yes'] as const).map((value) => ({ value, label: words.aboutOf[value] }))}
        chosen={[chosen]}
      />
    </>
  )
}

type PaperFieldProps = {
  readonly label: string
  readonly hint: string
  readonly errors: readonly FieldError[]
}

export const InstrumentFileField = ({ label, hint, errors }: PaperFieldProps) => {
  const error = errors.find(({ field }) => field === 'file')
  return (
    <>
      <label class="usa-label" for="file">
        {label}
      </label>{' '}
      <span class="usa-hint" id="file-hint">
        {hint}
      </span>{' '}
      <ErrorMessage of="file" says={error?.message} />
      <input
        class="carrel-file"
        id="file"
        name="file"
        type="file"
        accept={instrumentFileTypes.join(',')}
        aria-describedby={error ? 'file-hint file-error' : 'file-hint'}
        {...(error && { 'aria-invalid': 'true' })}
      />
    </>
  )
}

/** `sealed`: the entry is in the sealed matter's own log, whose proof is available once it is lifted. */
export type CaseEntryProof = StoredEntryProof | 'sealed'

export async function proofOfEntry(
  { services }: CaseContext,
  { sealed }: Pick<CaseView, 'sealed'>,
  entry: string,
): Promise<CaseEntryProof | NoProofReason> {
  return sealed ? 'sealed' : services.proveEntry(entry)
}

export const isProved = (proof: CaseEntryProof | NoProofReason): proof is CaseEntryProof =>
  typeof proof !== 'string' || proof === 'sealed'

/** Without the entry's keys once that month's keys are gone. */
export async function openedProof(
  context: CaseContext,
  { reference }: Pick<CaseView, 'reference'>,
  proven: CaseEntryProof,
  of: { readonly entry: string; readonly document: string },
): Promise<CaseEntryProof> {
  if (proven === 'sealed') return proven
  const opening = await context.services.cases.entries.handOver(actorOf(context), reference, of)
  return { ...proven, proof: { ...proven.proof, ...opening } }
}

export const PaperList = ({ seen: { case: it, reference } }: { readonly seen: CaseView }) =>
  it.papers.map(({ id, name }) => <LinkLine href={`/cases/${reference}/paper/${id}`}>{name}</LinkLine>)
