import type { Child } from 'hono/jsx'
import type { Slip } from '../../gate/index.ts'
import type { Context } from '../../platform/db/context.ts'
import {
  Alert,
  DataTable,
  type FieldError,
  Form,
  PrintButton,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { FoundTitle } from '../catalog-store.ts'
import type { CirculationServices } from '../services.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'

type ItemScanProps = {
  readonly context: RequestContext
  readonly action: '/lend/item' | '/return' | '/renew' | '/reserves'
  readonly button: string
  readonly done: readonly string[]
  readonly errors: readonly FieldError[]
  readonly children?: Child
}

/** The field has the focus on every page, so that scans can follow each other. */
export const ItemScan = ({ context, action, button, done, errors, children }: ItemScanProps) => (
  <Form context={context} action={action} class="carrel-search">
    {children}
    <Barcodes done={done} />
    <TextField
      name="item"
      label={done.length > 0 ? lendingWords(context).nextItem : lendingWords(context).item}
      hint={lendingWords(context).itemHint}
      maxlength={100}
      autofocus="with-error"
      errors={errors}
    />
    <SubmitButton look="big">{button}</SubmitButton>
  </Form>
)

export const Barcodes = ({ done }: { readonly done: readonly string[] }) => (
  <>
    {done.map((barcode) => (
      <input type="hidden" name="done" value={barcode} />
    ))}
  </>
)

type LastScanProps = {
  readonly context: RequestContext
  readonly action:
    | '/lend/undo'
    | '/return/undo'
    | '/renew/undo'
    | '/reserves/undo'
    | '/counter/reserve-undo'
    | '/counter/charge-undo'
  readonly says: string
  /** What makes Undo worth a thought, in the color of a warning. */
  readonly warning?: string | undefined
  readonly undo?: string | undefined
  readonly done: readonly string[]
  readonly children?: Child
}

export const UndoResult = ({
  context,
  isUndone,
}: {
  readonly context: RequestContext
  readonly isUndone: boolean
}) => (
  <Alert kind={isUndone ? 'info' : 'warning'}>
    <p class="usa-alert__text" role="status">
      {isUndone ? lendingWords(context).undone : lendingWords(context).tooLate}
    </p>
  </Alert>
)

export const LastScan = ({ context, action, says, warning, undo, done, children }: LastScanProps) => (
  <Form
    context={context}
    action={action}
    class={warning === undefined ? 'carrel-last-scan' : 'carrel-last-scan carrel-last-scan--warning'}
  >
    {children}
    <Barcodes done={done} />
    <p role="status">
      {warning !== undefined && <strong class="carrel-line">{warning} </strong>}
      {says}
    </p>
    {undo !== undefined && (
      <SubmitButton look="outline" name="undo" value={undo}>
        {lendingWords(context).undo}
      </SubmitButton>
    )}
  </Form>
)

type SlipTableProps = { readonly context: RequestContext; readonly slips: readonly Slip[] }

/** The slips on the shelf, each with the day until which it is kept. */
export const SlipTable = ({ context, slips }: SlipTableProps) => {
  const reserves = reservesWords(context)
  const formats = formatsOf(context)
  return (
    <DataTable
      head={[reserves.slip, reserves.keptUntil]}
      rows={slips.map(({ alias, until }) => [alias, formats.day(until)])}
    />
  )
}

type SlipProps = { readonly context: RequestContext; readonly slip: Slip }

/** As many characters as fit on a slip printer's roll in the largest type. */
const longAlias = 8

/** No name, card, title or author. */
export const HoldSlip = ({ context, slip }: SlipProps) => (
  <div class="carrel-slip">
    <p>{reservesWords(context).slipSays}</p>
    <p
      class={
        slip.alias.length > longAlias ? 'carrel-slip__alias carrel-slip__alias--long' : 'carrel-slip__alias'
      }
    >
      {slip.alias}
    </p>
    <p>{reservesWords(context).until(formatsOf(context).day(slip.until))}</p>
  </div>
)

type LastCopyGoneProps = { readonly context: RequestContext; readonly waiting: number }

/** A number alone, to the person who reported it. */
export const LastCopyGone = ({ context, waiting }: LastCopyGoneProps) => {
  const { noCopyLeft } = reservesWords(context)
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {noCopyLeft.done(waiting)} <TextLink href="/reserves#no-copy">{noCopyLeft.go}</TextLink>
      </p>
    </Alert>
  )
}

type DueSlipProps = {
  readonly context: RequestContext
  readonly items: readonly { readonly title: string; readonly dueOn: string }[]
}

/** Of this visit only, and of what the page shows already. It names no one; titles print only where the box is checked. */
export const DueSlip = ({ context, items }: DueSlipProps) => {
  const { slip } = lendingWords(context)
  const formats = formatsOf(context)
  const days = [...new Set(items.map(({ dueOn }) => dueOn))].sort()
  const countOn = (day: string) => items.filter(({ dueOn }) => dueOn === day).length
  return (
    <section aria-labelledby="slip" class="carrel-due">
      <h2 id="slip">{slip.heading}</h2>
      <p class="carrel-hint">{slip.says}</p>
      <div class="usa-checkbox">
        <input class="usa-checkbox__input" id="slip-titles" type="checkbox" autocomplete="off" />
        <label class="usa-checkbox__label" for="slip-titles">
          {slip.titles} <span class="usa-checkbox__label-description">{slip.titlesSays}</span>
        </label>
      </div>
      <PrintButton context={context} />
      <div class="carrel-slip">
        <p>{context.pack.library}</p>
        {days.map((day) => (
          <p class="carrel-slip__day">{slip.due(countOn(day), formats.day(day))}</p>
        ))}
        {items.map(({ title, dueOn }) => (
          <p class="carrel-slip__title">{slip.one(title, formats.day(dueOn))}</p>
        ))}
      </div>
    </section>
  )
}

export const PrintableHoldSlip = ({ context, slip }: SlipProps) => (
  <Form context={context} action="/reserves/slip" class="carrel-slip-form">
    <input type="hidden" name="alias" value={slip.alias} />
    <input type="hidden" name="until" value={slip.until} />
    <HoldSlip context={context} slip={slip} />
    <SubmitButton look="outline">{reservesWords(context).print}</SubmitButton>
  </Form>
)

/** For a copy that cannot be lent: without it the only copy of a title would stay on the shelf, and its hold be ready. */
export const TakeOffShelf = ({
  context,
  off,
}: {
  readonly context: RequestContext
  readonly off: string
}) => (
  <Form context={context} action="/reserves/undo" class="carrel-slip-form">
    <input type="hidden" name="off" value="yes" />
    <SubmitButton look="outline" name="undo" value={off}>
      {reservesWords(context).takeOff}
    </SubmitButton>
  </Form>
)

export type FoundTitles = {
  readonly titles: readonly FoundTitle[]
  readonly more: boolean
  /** By the title's id: whether a copy is in. */
  readonly available?: ReadonlyMap<string, string>
}

/**
 * Whether copies of each title are in, by the titles' ids. `dueDates`: for staff. Why not for patrons: counted back, a due
 * date is the day of the checkout, and all titles that left on one day would say what someone seen here took home.
 */
export async function availabilityText(
  context: RequestContext<CirculationServices>,
  titles: readonly FoundTitle[],
  { by, dueDates }: { readonly by: Context; readonly dueDates: boolean },
): Promise<ReadonlyMap<string, string>> {
  const reserves = reservesWords(context)
  const formats = formatsOf(context)
  const ids = titles.map(({ id }) => id)
  const found = await context.services.holds.availability(ids, by)
  const textOf = (id: string) => {
    const { copies, inNow, nextDueOn } = found.get(id) ?? { copies: 0, inNow: 0 }
    if (copies === 0) return reserves.noCopies
    if (inNow > 0) return reserves.inNow(formats.count(inNow), formats.count(copies))
    return nextDueOn === undefined || !dueDates ? reserves.allOut : reserves.nextDue(formats.day(nextDueOn))
  }
  return new Map(ids.map((id) => [id, textOf(id)]))
}

type SearchProps = {
  readonly context: RequestContext
  /** POST, so that a search never appears in an address. */
  readonly action: string
  readonly words: string | undefined
  readonly errors: readonly FieldError[]
  readonly children?: Child
  readonly takesFocus?: boolean
  readonly found: FoundTitles | undefined
}

export const TitleSearch = (props: SearchProps) => {
  const { context, action, words, errors, children, found, takesFocus = true } = props
  const reserves = reservesWords(context)
  return (
    <>
      <Form context={context} action={action} class="carrel-search">
        {children}
        <TextField
          name="words"
          label={reserves.words}
          hint={reserves.wordsHint}
          autofocus={takesFocus}
          errors={errors}
          {...(words !== undefined && { value: words })}
        />
        <SubmitButton>{reserves.find}</SubmitButton>
      </Form>
      {found?.titles.length === 0 && <p role="status">{reserves.noneFound}</p>}
      {found && found.titles.length > 0 && (
        <Form context={context} action={action}>
          {children}
          <h2>{reserves.found}</h2>
          <ul class="carrel-found">
            {found.titles.map((one) => (
              <li>
                <button type="submit" name="title" value={one.id} class="carrel-choice">
                  <span class="carrel-choice__label">{one.title}</span>{' '}
                  <span class="carrel-choice__hint">
                    {[one.author, found.available?.get(one.id)].filter(Boolean).join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      {found?.more && <p>{reserves.moreFound}</p>}
    </>
  )
}
