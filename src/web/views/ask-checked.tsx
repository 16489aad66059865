/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { HandCheck } from '../../own/act.ts'
import type { StaffVisit } from '../visit.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { BackToRecord } from './back-to-record.tsx'
import { Handles } from './card-acts.tsx'
import { Word } from './form.tsx'
import { show } from './layout.tsx'

type Asked = {
  readonly id: string
  readonly action: '/counter/pin' | '/counter/pin-code' | '/counter/app-lost' | '/counter/card-new'
  readonly title: string
  readonly says: string
  readonly checks: readonly HandCheck[]
  /** Who will see that this was done, and what follows from it. */
  readonly told: string
}

/** Asks how staff know the patron, before an act that would let another person pass for them. */
export function askChecked(visit: StaffVisit, { id, action, title, says, checks, told }: Asked) {
  const ownPin = ownPinWords(visit)
  return show(
    visit,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{says}</p>
      <h2>{ownPin.whatChecked}</h2>
      <form method="post" action={action}>
        <Word visit={visit} />
        <Handles id={id} card={undefined} />
        {checks.map((check) => (
          <button type="submit" name="checked" value={check} class="usa-button usa-button--big">
            {ownPin.checks[check]}
          </button>
        ))}
      </form>
      <p>{told}</p>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}
