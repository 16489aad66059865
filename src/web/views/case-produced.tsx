/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { formatsOf } from '../words/told.ts'
import type { Typed } from './case-package.tsx'
import { ChoiceList, type FieldError, TextField, Word } from './form.tsx'

type ProducedProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly errors: readonly FieldError[]
  readonly typed: Typed
}

/** What is left once records were handed over: a receipt, and counsel's choice whether the patron is told (Reg 6). */
export const Produced = (props: ProducedProps) => {
  const { visit, seen } = props
  const { produce } = caseCopiesWords(visit)
  const handed = seen.events.find((event) => event.what === 'produced')
  return (
    <>
      {handed?.what === 'produced' && (
        <p class="usa-intro">
          {produce.doneSays(
            formatsOf(visit).dayOf(new Date(handed.stamp.at), visit.pack.timeZone),
            handed.to,
            produce.hows[handed.how],
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

const Receipt = ({ visit, seen, errors }: ProducedProps) => {
  const { produce } = caseCopiesWords(visit)
  return (
    <>
      <h2>{produce.receipt}</h2>
      {seen.case.receipt ? (
        <p>{produce.receipted}</p>
      ) : (
        <form method="post" action={`/cases/${seen.reference}/produce/receipt`} class="usa-form carrel-form">
          <Word visit={visit} />
          <p>{produce.receiptSays}</p>
          <TextField name="words" label={produce.receiptWords} maxlength={300} errors={errors} />
          <button type="submit" class="usa-button">
            {produce.receiptKeep}
          </button>
        </form>
      )}
    </>
  )
}

const choices = ['tell', 'wait', 'not'] as const

const Notice = ({ visit, seen, errors, typed }: ProducedProps) => {
  const { produce } = caseCopiesWords(visit)
  const { notice } = seen.case
  const chosen = typed['choice'] ?? notice
  return (
    <>
      <h2 id="choice" tabindex={-1}>
        {produce.notice}
      </h2>
      <p>{notice === undefined ? produce.noticeSays : produce.noticeWas(produce.noticeChoice[notice])}</p>
      {!seen.case.closed && visit.who.role !== 'counsel' && (
        <p>
          <a class="usa-link" href={`/cases/${seen.reference}`}>
            {produce.noticeHeard}
          </a>
        </p>
      )}
      {!seen.case.closed && visit.who.role === 'counsel' && (
        <form method="post" action={`/cases/${seen.reference}/produce/notice`} class="usa-form carrel-form">
          <Word visit={visit} />
          <ChoiceList
            type="radio"
            name="choice"
            legend={produce.notice}
            chosen={chosen === undefined ? [] : [chosen]}
            choices={choices.map((value) => ({ value, label: produce.noticeChoice[value] }))}
          />
          <TextField
            name="on"
            label={produce.noticeOn}
            type="date"
            value={typed['on'] ?? seen.case.noticeOn ?? ''}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {produce.noticeKeep}
          </button>
        </form>
      )}
    </>
  )
}
