/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Opened } from '../../disclosure/opened.ts'
import type { Visit } from '../visit.ts'
import { chargesWords } from '../words/charges.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { Word } from './form.tsx'

type ActsProps = { readonly visit: Visit; readonly id: string; readonly opened: Opened }

/** What a clerk can do about what is owed on the record that is open: a charge, a payment for each, a loan given up. */
export const ChargeActs = ({ visit, id, opened }: ActsProps) => {
  const charges = chargesWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const out = [...(opened.overdue?.titles ?? []), ...(opened.loans ?? [])]
  return (
    <section aria-labelledby="charges" class="carrel-acts">
      <h2 id="charges">{charges.acts}</h2>
      <Act visit={visit} action="/counter/charge" id={id}>
        {charges.add}
      </Act>
      {(opened.charges?.each ?? []).map(({ kind, amountCents, handle }) => (
        <Act
          visit={visit}
          action="/counter/pay"
          id={id}
          fields={{ charge: handle, amount: (amountCents / 100).toFixed(2) }}
        >
          {charges.settleOne(records.chargeKind[kind], told.dollars(amountCents))}
        </Act>
      ))}
      {out.length > 0 && (
        <details>
          <summary>{charges.lostSome}</summary>
          {out.map(({ title, handle }) => (
            <Act visit={visit} action="/counter/item-lost" id={id} fields={{ loan: handle }}>
              {charges.lostOne(title ?? records.titleGone)}
            </Act>
          ))}
        </details>
      )}
    </section>
  )
}

type ActProps = {
  readonly visit: Visit
  readonly action: '/counter/charge' | '/counter/pay' | '/counter/item-lost'
  readonly id: string
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly children: Child
}

const Act = ({ visit, action, id, fields = {}, children }: ActProps) => (
  <form method="post" action={action}>
    <Word visit={visit} />
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" name="id" value={id} class="usa-button usa-button--outline">
      {children}
    </button>
  </form>
)
