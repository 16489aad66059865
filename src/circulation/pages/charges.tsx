import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { answerForScreen } from '../../gate/index.ts'
import { BackToRecord, nothingShownPage, recordsWords } from '../../patrons/pages/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  ChoiceList,
  centsOf,
  DoneLink,
  type FieldError,
  Form,
  PrintButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { deskChargeKinds } from '../charges.ts'
import { lenderOf } from '../desk-staff.ts'
import type { CirculationContext } from '../services.ts'
import { chargesWords } from '../words/lending.ts'
import { scannedField, undoField } from './desk.tsx'
import { LastCopyGone, LastScan, UndoResult } from './desk-parts.tsx'

const handleField = z.string().max(1024)
const amountField = z.string().trim().max(20).optional()
export const chargeForm = z.strictObject({
  id: z.uuid(),
  amount: amountField,
  item: scannedField.optional(),
  kind: z.enum(deskChargeKinds).optional(),
})
export const payForm = z.strictObject({
  id: z.uuid(),
  charge: handleField,
  /** Shown only, so that the one of several fees is seen. */
  kind: z.enum([...deskChargeKinds, 'lost']).optional(),
  amount: amountField,
  how: z.enum(['paid', 'waived']).optional(),
})
export const markLostForm = z.strictObject({ id: z.uuid(), loan: handleField, amount: amountField })
export const undoChargeForm = z.strictObject({ id: z.uuid(), undo: undoField })

export async function chargePatron(
  context: CirculationContext,
  { id, amount, item, kind }: z.infer<typeof chargeForm>,
) {
  const charges = chargesWords(context)
  const cents = centsOf(amount)
  const ask = (errors: readonly FieldError[]) =>
    askPage(context, {
      id,
      heading: charges.add,
      says: charges.what,
      action: '/counter/charge',
      amount,
      errors,
      fields: <ChargeFields context={context} chosen={kind} item={item} errors={errors} />,
      buttons: <Button>{charges.addIt}</Button>,
    })
  if (!context.services.charges.mayCharge(lenderOf(context))) return notHere(context)
  if (amount === undefined) return ask([])
  if (kind === undefined) return ask([{ field: 'kind-overdue', message: charges.fault.kind }])
  if (cents === undefined) return ask([{ field: 'amount', message: charges.fault.amount }])
  const forItem = item === undefined || item === '' ? {} : { barcode: item }
  const charged = await context.services.charges.charge(lenderOf(context), {
    patronId: id,
    kind,
    cents,
    ...forItem,
  })
  if (charged === 'not-here') return notHere(context)
  if (charged === 'no-such-item') return ask([{ field: 'item', message: charges.fault[charged] }])
  if (charged === 'not-on-file') return donePage(context, id, { says: charges.gone })
  return donePage(context, id, { ...charged, says: charges.charged(formatsOf(context).dollars(cents)) })
}

export async function payCharge(
  context: CirculationContext,
  { id, charge, kind, amount, how }: z.infer<typeof payForm>,
) {
  const charges = chargesWords(context)
  const formats = formatsOf(context)
  const ask = (errors: readonly FieldError[]) =>
    askPage(context, {
      id,
      heading: charges.settle,
      says: [
        ...(kind ? [charges.ofFee(recordsWords(context).chargeKind[kind])] : []),
        charges.settleSays,
      ].join(' '),
      action: '/counter/pay',
      amount,
      errors,
      fields: (
        <>
          <input type="hidden" name="charge" value={charge} />
          {kind && <input type="hidden" name="kind" value={kind} />}
        </>
      ),
      buttons: (
        <>
          <Button name="how" value="paid">
            {charges.paid}
          </Button>{' '}
          <Button name="how" value="waived" second>
            {charges.waived}
          </Button>
        </>
      ),
    })
  if (!context.services.charges.mayCharge(lenderOf(context))) return notHere(context)
  if (how === undefined) return ask([])
  const cents = centsOf(amount)
  if (cents === undefined) return ask([{ field: 'amount', message: charges.fault.amount }])
  const settled = await context.services.charges.settle(lenderOf(context), {
    patronId: id,
    handle: charge,
    cents,
  })
  if (settled === 'not-here') return notHere(context)
  if (settled === 'gone') return donePage(context, id, { says: charges.gone })
  if (settled === 'too-much') return ask([{ field: 'amount', message: charges.fault[settled] }])
  const fee = recordsWords(context).chargeKind[settled.kind]
  const done = how === 'paid' ? charges.donePaid : charges.doneWaived
  const says = done(formats.dollars(cents))
  const rest = settled.leftCents === 0 ? charges.over : charges.left(formats.dollars(settled.leftCents))
  return donePage(context, id, {
    says: `${charges.ofFee(fee)} ${says} ${rest}`,
    undo: settled.undo,
    ...(how === 'paid' && { receipt: [says, rest] }),
  })
}

export async function markItemLost(
  context: CirculationContext,
  { id, loan, amount }: z.infer<typeof markLostForm>,
) {
  const charges = chargesWords(context)
  const ask = (errors: readonly FieldError[]) =>
    askPage(context, {
      id,
      heading: charges.lost,
      says: charges.lostSays,
      action: '/counter/item-lost',
      amount,
      errors,
      fields: <input type="hidden" name="loan" value={loan} />,
      buttons: <Button>{charges.lost}</Button>,
    })
  if (!context.services.charges.mayCharge(lenderOf(context))) return notHere(context)
  if (amount === undefined) return ask([])
  const cents = centsOf(amount)
  if (amount !== '' && cents === undefined) return ask([{ field: 'amount', message: charges.fault.amount }])
  const lost = await context.services.charges.lose(lenderOf(context), { patronId: id, handle: loan, cents })
  if (lost === 'not-here') return notHere(context)
  if (lost === 'gone') return donePage(context, id, { says: charges.gone })
  if (lost === 'no-price') return ask([{ field: 'amount', message: charges.fault[lost] }])
  const [last] = lost.titleId ? await context.services.shelf.withoutCopy(lenderOf(context), lost.titleId) : []
  return donePage(context, id, {
    undo: lost.undo,
    says: charges.doneLost(formatsOf(context).dollars(lost.cents)),
    ...(last && { waiting: last.waiting }),
  })
}

export async function undoCharge(context: CirculationContext, { id, undo }: z.infer<typeof undoChargeForm>) {
  if (!context.services.charges.mayCharge(lenderOf(context))) return notHere(context)
  return donePage(context, id, { undone: await context.services.desk.undo(lenderOf(context), undo) })
}

type FieldsProps = {
  readonly context: StaffContext
  readonly chosen: string | undefined
  readonly item: string | undefined
  readonly errors: readonly FieldError[]
}

const ChargeFields = ({ context, chosen, item, errors }: FieldsProps) => {
  const charges = chargesWords(context)
  return (
    <>
      <ChoiceList
        type="radio"
        name="kind"
        legend={charges.what}
        choices={deskChargeKinds.map((value) => ({ value, label: charges.kind[value] }))}
        chosen={chosen === undefined ? [] : [chosen]}
        errors={errors}
      />
      <TextField
        name="item"
        label={charges.item}
        maxlength={100}
        errors={errors}
        {...(item !== undefined && { value: item })}
      />
    </>
  )
}

type ButtonProps = {
  readonly name?: 'how'
  readonly value?: string
  readonly second?: boolean
  readonly children: Child
}

const Button = ({ name, value, second = false, children }: ButtonProps) => (
  <button
    type="submit"
    name={name}
    value={value}
    class={second ? 'usa-button usa-button--outline' : 'usa-button'}
  >
    {children}
  </button>
)

type AmountQuestion = {
  readonly id: string
  readonly heading: string
  readonly says?: string
  readonly action: '/counter/charge' | '/counter/pay' | '/counter/item-lost'
  readonly amount: string | undefined
  readonly errors: readonly FieldError[]
  readonly fields: Child
  readonly buttons: Child
}

function askPage(
  context: StaffContext,
  { id, heading, says, action, amount, errors, fields, buttons }: AmountQuestion,
) {
  const charges = chargesWords(context)
  return showForm(
    context,
    { title: heading, errors },
    <>
      {says !== undefined && <p class="usa-intro">{says}</p>}
      <Form context={context} action={action} class="carrel-search carrel-charge">
        <input type="hidden" name="id" value={id} />
        {fields}
        <TextField
          name="amount"
          label={charges.amount}
          hint={charges.amountHint}
          maxlength={20}
          errors={errors}
          {...(amount !== undefined && { value: amount })}
        />
        {buttons}
      </Form>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

type ChargeResult = {
  readonly says?: string
  readonly undo?: string
  readonly undone?: boolean
  readonly receipt?: readonly string[]
  /** How many wait for a title that has no copy any more. */
  readonly waiting?: number
}

function donePage(context: StaffContext, id: string, { says, undo, undone, receipt, waiting }: ChargeResult) {
  const charges = chargesWords(context)
  const formats = formatsOf(context)
  return show(
    context,
    charges.title,
    <>
      <h1>{charges.title}</h1>
      {undone !== undefined && <UndoResult context={context} isUndone={undone} />}
      {says !== undefined && (
        <LastScan context={context} action="/counter/charge-undo" says={says} undo={undo} done={[]}>
          <input type="hidden" name="id" value={id} />
        </LastScan>
      )}
      {waiting !== undefined && <LastCopyGone context={context} waiting={waiting} />}
      {receipt !== undefined && <PrintButton context={context} />}
      {receipt !== undefined && (
        <div class="carrel-slip">
          <p>{context.pack.library}</p>
          <p>{charges.receipt(formats.day(context.services.clock.today()))}</p>
          {receipt.map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )}
      <DoneLink context={context} href="/counter" />
      <BackToRecord context={context} id={id} />
    </>,
  )
}

const notHere = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'charges.items']))
