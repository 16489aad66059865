/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { handedBy, isSaved } from '../../casework/case.ts'
import { isAsDecided } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { To } from '../../production/encrypt.ts'
import type { StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { Choices, Tick } from './case-fields.tsx'
import { type FieldError, TextField, Word } from './form.tsx'

/** What was sent in a form and comes back in it, by its field. */
export type Typed = Readonly<Record<string, string | undefined>>

type FormProps = {
  readonly visit: StaffVisit
  readonly reference: string
  readonly errors: readonly FieldError[]
  readonly typed: Typed
}

/** The key of whoever gets it, and the button that makes the file. */
export const MakeForm = ({
  visit,
  reference,
  label,
  errors,
  typed,
}: FormProps & { readonly label: string }) => {
  const { produce } = caseCopiesWords(visit)
  return (
    <form method="post" action={`/cases/${reference}/produce`} class="usa-form carrel-form">
      <Word visit={visit} />
      <TextField
        name="recipient"
        label={produce.recipient}
        hint={produce.recipientHint}
        maxlength={200}
        value={typed['recipient'] ?? ''}
        errors={errors}
      />
      <button type="submit" class="usa-button">
        {label}
      </button>
    </form>
  )
}

/** Saves the file, as often as that takes. */
export const SaveForm = ({
  visit,
  reference,
  id,
}: Omit<FormProps, 'errors' | 'typed'> & { readonly id: string }) => (
  <form method="post" action={`/cases/${reference}/produce/file`} class="usa-form carrel-form">
    <Word visit={visit} />
    <button type="submit" name="package" value={id} class="usa-button">
      {caseCopiesWords(visit).produce.save}
    </button>
  </form>
)

/** Saves the certificate and the receipt, to be signed on paper: what is in the file alone nobody can sign. */
const CertificateForm = ({ visit, reference, id }: Parameters<typeof SaveForm>[0]) => {
  const { produce } = caseCopiesWords(visit)
  return (
    <>
      <h2>{produce.certificate}</h2>
      <p>{produce.certificateSays}</p>
      <form method="post" action={`/cases/${reference}/produce/certificate`} class="usa-form carrel-form">
        <Word visit={visit} />
        <button type="submit" name="package" value={id} class="usa-button usa-button--outline">
          {produce.certificateSave}
        </button>
      </form>
    </>
  )
}

type WaitsProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly errors: readonly FieldError[]
  readonly typed: Typed
}

/** The file is made and waits: it can be saved, noted as handed over once it was, or made anew. */
export const PackageWaits = ({ visit, seen, errors, typed }: WaitsProps) => {
  const { produce } = caseCopiesWords(visit)
  const { packaged, outside } = seen.case
  const saved = isSaved(seen.case)
  return (
    <>
      <p class="usa-intro">{saved ? produce.saved : produce.waits}</p>
      <h2>{produce.sum}</h2>
      <p class="carrel-secret">{packaged?.document}</p>
      <p>{produce.again}</p>
      <SaveForm visit={visit} reference={seen.reference} id={packaged?.id ?? ''} />
      {!seen.sealed && (
        <>
          <p>{produce.proofSays}</p>
          <p>
            <a class="usa-link" href={`/cases/${seen.reference}/produce/proof`}>
              {produce.proof}
            </a>
          </p>
        </>
      )}
      {saved && <CertificateForm visit={visit} reference={seen.reference} id={packaged?.id ?? ''} />}
      {saved && <HandedForm visit={visit} seen={seen} errors={errors} typed={typed} />}
      {outside.size > 0 && (
        <p>
          <a class="usa-link" href={`/cases/${seen.reference}`}>
            {produce.notHanded}
          </a>
        </p>
      )}
      <details open={errors.some(({ field }) => field === 'recipient')}>
        <summary>{produce.anew}</summary>
        <p>{produce.anewSays}</p>
        <MakeForm
          visit={visit}
          reference={seen.reference}
          label={produce.anew}
          errors={errors}
          typed={typed}
        />
      </details>
    </>
  )
}

const HandedForm = ({ visit, seen, errors, typed }: WaitsProps) => {
  const { produce } = caseCopiesWords(visit)
  const { reference } = seen
  return (
    <>
      <h2>{produce.handed}</h2>
      <p>{produce.handedSays}</p>
      <form method="post" action={`/cases/${reference}/produce/handed`} class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="to"
          label={produce.to}
          hint={produce.toHint}
          maxlength={300}
          value={typed['to'] ?? ''}
          errors={errors}
        />
        <Choices
          type="radio"
          name="how"
          legend={produce.how}
          options={Object.fromEntries(handedBy.map((how) => [how, produce.hows[how]]))}
          chosen={typed['how'] === undefined ? [] : [typed['how']]}
          errors={errors}
        />
        <TextField
          name="receipt"
          label={produce.signed}
          maxlength={300}
          value={typed['receipt'] ?? ''}
          errors={errors}
        />
        <TextField
          name="came"
          label={produce.came}
          hint={produce.cameHint}
          type="datetime-local"
          value={typed['came'] ?? ''}
          errors={errors}
        />
        {!isAsDecided(seen.case) && (
          <>
            <p>{produce.changedSays}</p>
            <Tick name="despite" label={produce.changed} ticked={typed['despite'] ?? ''} />
          </>
        )}
        <button type="submit" class="usa-button">
          {produce.handedKeep}
        </button>
      </form>
    </>
  )
}

type Ready = {
  readonly visit: StaffVisit
  readonly reference: string
  readonly to: To
  readonly sha256: string
  readonly id: string
}

/** What opens the package, this once, and the package. */
export const PackageReady = ({ visit, reference, to, sha256, id }: Ready) => {
  const { produce } = caseCopiesWords(visit)
  return (
    <div class="carrel-narrow">
      <h1>{produce.ready}</h1>
      {'passphrase' in to ? (
        <>
          <h2>{produce.passphrase}</h2>
          <p class="carrel-secret">{to.passphrase}</p>
          <p>{produce.passphraseSays}</p>
        </>
      ) : (
        <p>{produce.forKey}</p>
      )}
      <h2>{produce.sum}</h2>
      <p class="carrel-secret">{sha256}</p>
      <p>{produce.opens}</p>
      <p>{produce.again}</p>
      <SaveForm visit={visit} reference={reference} id={id} />
      <p>{produce.goOn}</p>
      <p>
        <a class="usa-link" href={`/cases/${reference}/produce`}>
          {produce.handed}
        </a>
      </p>
    </div>
  )
}
