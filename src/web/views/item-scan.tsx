/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'
import { lendingWords } from '../words/lending.ts'
import { Alert } from './alert.tsx'
import { type FieldError, TextField, Word } from './form.tsx'

type ItemScanProps = {
  readonly visit: Visit
  readonly action: '/lend/item' | '/return' | '/renew' | '/reserves'
  readonly button: string
  /** The barcodes of what was done in this sitting. */
  readonly done: readonly string[]
  readonly errors: readonly FieldError[]
  readonly children?: Child
}

/** Scan an item and Enter; the field has the focus on every page, so that scans follow each other. */
export const ItemScan = ({ visit, action, button, done, errors, children }: ItemScanProps) => (
  <form method="post" action={action} class="carrel-search">
    <Word visit={visit} />
    {children}
    <Barcodes done={done} />
    <TextField
      name="item"
      label={done.length > 0 ? lendingWords(visit).nextItem : lendingWords(visit).item}
      hint={lendingWords(visit).itemHint}
      maxlength={100}
      autofocus="with-error"
      errors={errors}
    />
    <button type="submit" class="usa-button usa-button--big">
      {button}
    </button>
  </form>
)

/** Carried from scan to scan by the page itself. */
export const Barcodes = ({ done }: { readonly done: readonly string[] }) => (
  <>
    {done.map((barcode) => (
      <input type="hidden" name="done" value={barcode} />
    ))}
  </>
)

type UndoProps = {
  readonly visit: Visit
  readonly action:
    | '/lend/undo'
    | '/return/undo'
    | '/renew/undo'
    | '/reserves/undo'
    | '/counter/reserve-undo'
    | '/counter/charge-undo'
  readonly says: string
  /** Absent where nothing was done that could be. */
  readonly undo?: string | undefined
  readonly done: readonly string[]
  readonly children?: Child
}

/** What was undone, or why it was not. */
export const Undone = ({ visit, isUndone }: { readonly visit: Visit; readonly isUndone: boolean }) => (
  <Alert kind={isUndone ? 'info' : 'warning'}>
    <p class="usa-alert__text" role="status">
      {isUndone ? lendingWords(visit).undone : lendingWords(visit).tooLate}
    </p>
  </Alert>
)

/** What the last scan did, and the way to undo it. */
export const LastScan = ({ visit, action, says, undo, done, children }: UndoProps) => (
  <form method="post" action={action} class="carrel-last-scan">
    <Word visit={visit} />
    {children}
    <Barcodes done={done} />
    <p role="status">{says}</p>
    {undo !== undefined && (
      <button type="submit" name="undo" value={undo} class="usa-button usa-button--outline">
        {lendingWords(visit).undo}
      </button>
    )}
  </form>
)
