import type { Child } from 'hono/jsx'
import { type OpenRecord, type PatronServices, recordsWords } from '../../patrons/index.ts'
import { Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { lenderOf } from '../desk-staff.ts'
import type { CirculationServices } from '../services.ts'
import { chargesWords } from '../words/charges.ts'
import { reservesWords } from '../words/reserves.ts'

export const makeRecordActions =
  ({
    shelf,
    holds,
    charges,
  }: Pick<CirculationServices, 'shelf' | 'holds' | 'charges'>): PatronServices['recordActions'] =>
  (record) => {
    const lender = lenderOf(record.context)
    return (
      <>
        {shelf.mayReserve(lender) && holds.taken && <HoldActions {...record} />}
        {charges.mayCharge(lender) && <ChargeActions {...record} />}
      </>
    )
  }

const ChargeActions = ({ context, id, opened }: OpenRecord) => {
  const charges = chargesWords(context)
  const records = recordsWords(context)
  const told = formatsOf(context)
  const out = [...(opened.overdue?.titles ?? []), ...(opened.loans ?? [])]
  return (
    <section aria-labelledby="charges" class="carrel-acts">
      <h2 id="charges">{charges.acts}</h2>
      <ChargeAction context={context} action="/counter/charge" id={id}>
        {charges.add}
      </ChargeAction>
      {(opened.charges?.each ?? []).map(({ kind, amountCents, handle }) => (
        <ChargeAction
          context={context}
          action="/counter/pay"
          id={id}
          fields={{ charge: handle, amount: (amountCents / 100).toFixed(2) }}
        >
          {charges.settleOne(records.chargeKind[kind], told.dollars(amountCents))}
        </ChargeAction>
      ))}
      {out.length > 0 && (
        <details>
          <summary>{charges.lostSome}</summary>
          {out.map(({ title, handle }) => (
            <ChargeAction context={context} action="/counter/item-lost" id={id} fields={{ loan: handle }}>
              {charges.lostOne(title ?? records.titleGone)}
            </ChargeAction>
          ))}
        </details>
      )}
    </section>
  )
}

type ChargeActionProps = {
  readonly context: RequestContext
  readonly action: '/counter/charge' | '/counter/pay' | '/counter/item-lost'
  readonly id: string
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly children: Child
}

const ChargeAction = ({ context, action, id, fields = {}, children }: ChargeActionProps) => (
  <Form context={context} action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <SubmitButton look="outline" name="id" value={id}>
      {children}
    </SubmitButton>
  </Form>
)

const HoldActions = ({ context, id, opened }: OpenRecord) => {
  const reserves = reservesWords(context)
  const records = recordsWords(context)
  const each = opened.holds?.each ?? []
  return (
    <section aria-labelledby="reserves" class="carrel-acts">
      <h2 id="reserves">{reserves.acts}</h2>
      <Form context={context} action="/counter/reserve">
        <SubmitButton look="outline" name="id" value={id}>
          {reserves.reserve}
        </SubmitButton>
      </Form>
      {each.map(({ title, handle }) => (
        <Form context={context} action="/counter/reserve-cancel">
          <input type="hidden" name="id" value={id} />
          <SubmitButton look="outline" name="hold" value={handle}>
            {reserves.cancel(title ?? records.titleGone)}
          </SubmitButton>
        </Form>
      ))}
    </section>
  )
}
