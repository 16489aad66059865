import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { seesOnScreen } from '../../gate/index.ts'
import type { OpenRecord, PatronServices } from '../../patrons/index.ts'
import { openPatronById, recordGonePage, recordsWords } from '../../patrons/pages/index.ts'
import { Form, SubmitButton, TextField } from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { deskContext, lenderOf } from '../desk-staff.ts'
import type { CirculationContext, CirculationServices } from '../services.ts'
import { chargesWords, lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { SlipTable } from './desk-parts.tsx'

type Parts = Pick<CirculationServices, 'shelf' | 'holds' | 'charges' | 'desk'>

export const makeRecordActions =
  ({ shelf, holds, charges, desk }: Parts): PatronServices['recordActions'] =>
  (record) => {
    const lender = lenderOf(record.context)
    const mayCharge = charges.mayCharge(lender)
    const mayReserve = shelf.mayReserve(lender) && holds.taken
    return {
      ...(desk.lends && { checkOut: <CheckOut {...record} /> }),
      ...((desk.lends || mayCharge) && {
        loan: (loan) => <LoanActions record={record} loan={loan} lends={desk.lends} mayCharge={mayCharge} />,
      }),
      ...(desk.lends && { loans: <RenewAll {...record} /> }),
      ...(mayCharge && {
        charge: (charge) => <SettleAction record={record} charge={charge} />,
        charges: <AddCharge {...record} />,
      }),
      ...(mayReserve && {
        hold: (hold) => <CancelHold record={record} hold={hold} />,
        holds: (
          <>
            <PickUpForThem {...record} />
            <PlaceHold {...record} />
          </>
        ),
      }),
    }
  }

/** Only for the card that was shown, never for another card of the record (Reg 2). */
const CheckOut = ({ context, card, opened }: OpenRecord) => {
  if (opened.identity?.cards.every(({ lost }) => lost)) return null
  if (card === undefined) return <p class="carrel-hint">{lendingWords(context).scanToCheckOut}</p>
  return (
    <Form context={context} action="/lend/card" class="carrel-check-out">
      <SubmitButton name="card" value={card}>
        {lendingWords(context).lend}
      </SubmitButton>
    </Form>
  )
}

type Row<K extends string, T> = { readonly record: OpenRecord } & { readonly [key in K]: T }
type Actions = Awaited<ReturnType<PatronServices['recordActions']>>
type Loan = Parameters<NonNullable<Actions['loan']>>[0]
type Charge = Parameters<NonNullable<Actions['charge']>>[0]
type Hold = Parameters<NonNullable<Actions['hold']>>[0]

type LoanActionsProps = Row<'loan', Loan> & { readonly lends: boolean; readonly mayCharge: boolean }

const LoanActions = ({ record, loan, lends, mayCharge }: LoanActionsProps) => {
  const { context, id, card } = record
  const { handle, title } = loan
  if (handle === undefined) return null
  const lending = lendingWords(context)
  const charges = chargesWords(context)
  const name = title ?? recordsWords(context).titleGone
  return (
    <div class="carrel-row-acts">
      {lends && (
        <RowAction
          {...{ context, action: '/counter/renew', fields: { id, loan: handle, ...(card && { card }) } }}
          called={`${lending.renew}: ${name}`}
        >
          {lending.renew}
        </RowAction>
      )}
      {mayCharge && (
        <RowAction
          {...{ context, action: '/counter/item-lost', fields: { id, loan: handle } }}
          called={charges.lostOne(name)}
        >
          {charges.lost}
        </RowAction>
      )}
    </div>
  )
}

const RenewAll = ({ context, id, card, opened }: OpenRecord) => {
  const loans = [...(opened.overdue?.titles ?? []), ...(opened.loans ?? [])]
  const handles = [...new Set(loans.flatMap(({ handle }) => handle ?? []))].slice(0, maxRenewed)
  if (handles.length < 2) return null
  return (
    <Form context={context} action="/counter/renew" class="carrel-acts">
      <input type="hidden" name="id" value={id} />
      {card && <input type="hidden" name="card" value={card} />}
      {handles.map((handle) => (
        <input type="hidden" name="loan" value={handle} />
      ))}
      <SubmitButton look="outline">{lendingWords(context).renewAll}</SubmitButton>
    </Form>
  )
}

const SettleAction = ({ record: { context, id }, charge }: Row<'charge', Charge>) => {
  const { kind, amountCents, handle } = charge
  if (handle === undefined) return null
  const charges = chargesWords(context)
  const amount = formatsOf(context).dollars(amountCents)
  return (
    <RowAction
      context={context}
      action="/counter/pay"
      fields={{ id, charge: handle, kind, amount: (amountCents / 100).toFixed(2) }}
      called={charges.settleOne(recordsWords(context).chargeKind[kind], amount)}
    >
      {charges.settle}
    </RowAction>
  )
}

const AddCharge = ({ context, id }: OpenRecord) => (
  <RowAction context={context} action="/counter/charge" fields={{ id }}>
    {chargesWords(context).add}
  </RowAction>
)

const CancelHold = ({ record: { context, id }, hold }: Row<'hold', Hold>) => {
  const { handle, title } = hold
  if (handle === undefined) return null
  return (
    <RowAction
      context={context}
      action="/counter/reserve-cancel"
      fields={{ id, hold: handle }}
      called={reservesWords(context).cancel(title ?? recordsWords(context).titleGone)}
    >
      {reservesWords(context).cancelShort}
    </RowAction>
  )
}

/** For the person they named, who is here without the card: no scan tells which slip it is. */
const PickUpForThem = ({ context, opened }: OpenRecord) => {
  const { pickUp, slips = [] } = opened.holds ?? {}
  if (pickUp === undefined || slips.length === 0) return null
  return (
    <>
      <SlipTable context={context} slips={slips} />
      <p>{reservesWords(context).pickUpHere(pickUp)}</p>
    </>
  )
}

/** The search for a title is on the record, so that a hold takes one page less. */
const PlaceHold = ({ context, id }: OpenRecord) => {
  const reserves = reservesWords(context)
  return (
    <Form context={context} action="/counter/reserve" class="carrel-search carrel-search--next">
      <input type="hidden" name="id" value={id} />
      <TextField name="words" id="hold-words" label={reserves.words} maxlength={100} />
      <SubmitButton look="outline">{reserves.reserve}</SubmitButton>
    </Form>
  )
}

type RowActionProps = {
  readonly context: RequestContext
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly called?: string
  readonly children: Child
}

const RowAction = ({ context, action, fields, called, children }: RowActionProps) => (
  <Form context={context} action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <SubmitButton look="outline" called={called}>
      {children}
    </SubmitButton>
  </Form>
)

const maxRenewed = 100
const handleField = z.string().min(1).max(1000)
/** One item, or all that the record showed. */
export const renewLoanForm = z.strictObject({
  id: z.uuid(),
  card: z.string().max(64).optional(),
  loan: z.union([handleField.transform((one) => [one]), z.array(handleField).min(1).max(maxRenewed)]),
})

/** Renews from the record, and shows the record again. */
export async function renewOnRecord(
  context: StaffContext<CirculationServices> & CirculationContext,
  { id, card, loan }: z.infer<typeof renewLoanForm>,
): Promise<Response> {
  const { services } = context
  const { holds, desk } = services
  const by = lenderOf(context)
  const sees = seesOnScreen(services, by, ['identity', 'loans'])
  if (!desk.lends || !sees) return recordGonePage(context)
  const renewals: Renewal[] = []
  for (const loanIndexKey of loan)
    renewals.push(await holds.renew({ patronId: id, loanIndexKey }, deskContext(by)))
  return openPatronById(context, { id }, { done: renewalsMessage(context, renewals), card })
}

type Renewal = Awaited<ReturnType<CirculationServices['holds']['renew']>>

function renewalsMessage(context: StaffContext, renewals: readonly Renewal[]): string {
  const lending = lendingWords(context)
  const [only] = renewals
  if (only !== undefined && renewals.length === 1) {
    if (typeof only !== 'string') return lending.renewedUntil(formatsOf(context).day(only.dueOn))
    return only === 'gone' ? chargesWords(context).gone : lending.fault[only]
  }
  const renewed = renewals.filter((one) => typeof one !== 'string').length
  const yet = renewals.filter((one) => one === 'not-yet').length
  const not = renewals.length - renewed - yet
  return [
    lending.renewedCount(renewed),
    yet > 0 && lending.notYetCount(yet),
    not > 0 && lending.notRenewedCount(not),
  ]
    .filter(Boolean)
    .join(' ')
}
