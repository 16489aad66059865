import type { Child } from 'hono/jsx'
import { actorOf } from '../../gate/index.ts'
import { type FieldError, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import { reauthPage } from '../../staff/pages/index.ts'
import { caseRoleIn } from '../case-text.ts'
import type { CaseEventName } from '../event.ts'
import type { CaseContext } from '../services.ts'
import { isOwnWord } from '../steps/index.ts'
import { ownWordWords } from '../words/page.ts'

/*
 * What counts as a person's own word needs a recent sign-in, so that no one who finds them signed in says it for them. Who opened
 * sealed matters lately has proved enough there; others open them again.
 */

type Back = Parameters<typeof reauthPage>[1]

const isOpenedHere = (context: CaseContext, reference: string): boolean =>
  actorOf(context).unlocked?.has(reference) === true

function isProvedLately(context: CaseContext, reference: string): boolean {
  const { services, who } = context
  return isOpenedHere(context, reference)
    ? services.openSessions.wasOpenedLately(who.tokenHash, services.clock.now())
    : who.fresh
}

/** Whether this step, by the person who asks, waits until they confirm that it is them. */
export const needsProof = (context: CaseContext, reference: string, step: CaseEventName): boolean =>
  isOwnWord(step, caseRoleIn(context)) && !isProvedLately(context, reference)

export const askForProof = (context: CaseContext, reference: string, back: Back) =>
  isOpenedHere(context, reference)
    ? context.services.reopenSealed(context)
    : reauthPage(context, back, [], reference)

/** @param isWord whether what was sent is one; it keeps nothing that was typed */
export const asOwnWord =
  <Sent,>(
    step: CaseEventName,
    back: Back,
    answer: (context: CaseContext, sent: Sent) => Promise<Response>,
    isWord: (sent: Sent) => boolean = () => true,
  ) =>
  async (context: CaseContext, sent: Sent): Promise<Response> => {
    const reference = context.c.req.param('reference') ?? ''
    return isWord(sent) && needsProof(context, reference, step)
      ? askForProof(context, reference, back)
      : answer(context, sent)
  }

/** Where they typed more than a press: it stays on the page, to be copied. */
export const askedFirst = (context: CaseContext, field: string): FieldError => ({
  field,
  message: ownWordWords(context).copy,
})

type ProofFirstProps = {
  readonly context: CaseContext
  readonly action: string
  /** What the form sends, without any words. */
  readonly children?: Child
}

/** In place of a form whose words would be lost otherwise. */
export const ProofFirst = ({ context, action, children }: ProofFirstProps) => {
  const words = ownWordWords(context)
  return (
    <Form context={context} action={action} class="carrel-form">
      <p>{words.first}</p>
      {children}
      <SubmitButton look="outline">{words.confirm}</SubmitButton>
    </Form>
  )
}
