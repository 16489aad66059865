/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Disclosed } from '../../disclosure/request.ts'
import { wholeRecord } from '../../disclosure/wanted.ts'
import type { RecordKind } from '../../policy/ask.ts'
import { looksUp, onScreen } from '../on-screen.ts'
import type { StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { namedTogether } from '../words/named-together.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'

type WhereToLookProps = {
  readonly visit: StaffVisit
  readonly disclosed: Disclosed
  /** The ask is about somebody's account, which could be looked up. */
  readonly ofAccount: boolean
}

/** Where the values are that the answer speaks of and this page does not show; nothing where it shows them all. */
export const WhereToLook = ({ visit, disclosed, ofAccount }: WhereToLookProps) => {
  const { answer, lookedUp } = disclosed

  const named = (records: readonly RecordKind[]) =>
    formatsOf(visit).all(namedTogether(recordsWords(visit), records))
  const kept = answer.may.filter((record) => wholeRecord.includes(record))
  const notKept = answer.may.filter((record) => !wholeRecord.includes(record))
  const unseen = lookedUp ? onScreen(visit, kept).withheld.filter((record) => kept.includes(record)) : []
  const lines: Child[] = [
    ...(ofAccount && !lookedUp ? [notLookedUp(visit)] : []),
    ...(unseen.length > 0 ? [answerWords(visit).notOnScreen(named(unseen))] : []),
    ...(notKept.length > 0 ? [answerWords(visit).notKept(named(notKept))] : []),
  ]
  if (lines.length === 0) return null
  return (
    <div class="usa-alert usa-alert--info usa-alert--slim carrel-where">
      <div class="usa-alert__body">
        {lines.map((line) => (
          <p class="usa-alert__text">{line}</p>
        ))}
      </div>
    </div>
  )
}

function notLookedUp(visit: StaffVisit): Child {
  const { role } = visit.who
  const { notLookedUp, counter, thenAsk, notHere, clerkCan } = answerWords(visit)
  if (looksUp(visit)) {
    return (
      <>
        {notLookedUp} <a href="/counter">{counter}</a>
        {thenAsk}
      </>
    )
  }
  return role === 'desk' || role === 'director' ? notHere : clerkCan
}
