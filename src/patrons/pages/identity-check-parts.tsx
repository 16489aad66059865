import { show } from '../../platform/http/layout.tsx'
import { Form } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { IdentityCheck } from '../self-service.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { BackToRecord, RecordKeyFields } from './record-parts.tsx'

type IdentityCheckProps = {
  readonly id: string
  readonly action: '/counter/pin' | '/counter/pin-code' | '/counter/app-lost' | '/counter/card-new'
  readonly title: string
  readonly says: string
  readonly checks: readonly IdentityCheck[]
  /** Who will see this, and what follows. */
  readonly told: string
}

/** Asks how staff know the patron, before an act that would let an impostor in. */
export function identityCheckPage(
  context: StaffContext,
  { id, action, title, says, checks, told }: IdentityCheckProps,
) {
  const ownPin = ownPinWords(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{says}</p>
      <h2>{ownPin.whatChecked}</h2>
      <Form context={context} action={action}>
        <RecordKeyFields id={id} card={undefined} />
        {checks.map((check) => (
          <button type="submit" name="checked" value={check} class="usa-button usa-button--big">
            {ownPin.checks[check]}
          </button>
        ))}
      </Form>
      <p>{told}</p>
      <BackToRecord context={context} id={id} />
    </>,
  )
}
