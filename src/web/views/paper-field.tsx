/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { paperTypes } from '../../casework/paper.ts'
import type { FieldError } from './form.tsx'

type PaperFieldProps = {
  readonly label: string
  readonly hint: string
  readonly errors: readonly FieldError[]
}

/** A photo or scan of a paper, chosen from the device. */
export const PaperField = ({ label, hint, errors }: PaperFieldProps) => {
  const error = errors.find(({ field }) => field === 'file')
  return (
    <>
      <label class="usa-label" for="file">
        {label}
      </label>{' '}
      <span class="usa-hint" id="file-hint">
        {hint}
      </span>{' '}
      {error && (
        <span class="usa-error-message" id="file-error">
          {error.message}
        </span>
      )}
      <input
        class="carrel-file"
        id="file"
        name="file"
        type="file"
        accept={paperTypes.join(',')}
        aria-describedby={error ? 'file-hint file-error' : 'file-hint'}
        {...(error && { 'aria-invalid': 'true' })}
      />
    </>
  )
}
