/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { type Disclosed, wholeRecord } from '../../disclosure/gate.ts'
import { looksUp, onScreen } from '../on-screen.ts'
import type { StaffVisit } from '../visit.ts'
import { namedTogether } from '../words.ts'

type WhereToLookProps = {
  readonly visit: StaffVisit
  readonly disclosed: Disclosed
  /** The ask is about somebody's account, which could be looked up. */
  readonly ofAccount: boolean
}

/** Where the values are that the answer speaks of and this page does not show; nothing where it shows them all. */
export const WhereToLook = ({ visit, disclosed, ofAccount }: WhereToLookProps) => {
  const { answer, lookedUp } = disclosed
  const { pack } = visit.house
  const kept = answer.may.filter((record) => wholeRecord.includes(record))
  const notKept = answer.may.filter((record) => !wholeRecord.includes(record))
  const unseen = lookedUp ? onScreen(visit, kept).withheld.filter((record) => kept.includes(record)) : []
  const lines: Child[] = [
    ...(ofAccount && !lookedUp ? [notLookedUp(visit)] : []),
    ...(unseen.length > 0 ? [`Not on your screen: ${list(namedTogether(pack, unseen))}.`] : []),
    ...(notKept.length > 0 ? [`Not kept on a screen: ${list(namedTogether(pack, notKept))}.`] : []),
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
  if (looksUp(visit)) {
    return (
      <>
        No record was looked up. Find it at the <a href="/counter">Counter</a>, then ask again with the card
        number.
      </>
    )
  }
  if (role === 'desk' || role === 'director') {
    return 'Nothing can be looked up on this computer. Use one at the front desk or in a private room.'
  }
  return 'A desk clerk at the front desk or in a private room can look this up and answer.'
}

const list = (names: readonly string[]) => new Intl.ListFormat('en-US').format(names)
