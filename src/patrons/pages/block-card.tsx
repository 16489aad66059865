import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  type FieldError,
  Form,
  PhoneLink,
  SubmitButton,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { letterheadFor, limitedAttempt } from '../../staff/index.ts'
import { mostUnblocked, unblockedDays } from '../cards.ts'
import { otherSystemLends } from '../other-system-store.ts'
import type { PatronServices } from '../services.ts'
import { blockWords } from '../words/cards.ts'
import { parseBirthDate } from './correction-parts.tsx'
import { Advice } from './record-parts.tsx'

export const blockCardForm = z.strictObject({
  whose: z.string().trim().max(100),
  born: z.string().trim().max(20),
  phone: z.string().trim().max(20),
})
type BlockTyped = z.infer<typeof blockCardForm>

/** Every answer waits for the next whole half second from when it was asked for, so that no work shows in the time. */
const answerEveryMs = 500

export async function blockCardPage(
  context: RequestContext,
  typed?: BlockTyped,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const words = blockWords(context)
  const { phone } = await letterheadFor(context)
  return showForm(
    context,
    { title: words.title, errors, class: 'carrel-narrow' },
    <>
      <p class="usa-intro">
        {words.says}{' '}
        {phone !== '' && (
          <span class="carrel-line">
            {words.call} <PhoneLink number={phone} />
          </span>
        )}
      </p>
      <Form context={context} action="/me/block" class="usa-form carrel-form">
        <TextField
          name="whose"
          label={words.whose}
          maxlength={100}
          autofocus
          value={typed?.whose ?? ''}
          errors={errors}
        />
        <TextField
          name="born"
          label={words.born}
          type="date"
          maxlength={10}
          value={typed?.born ?? ''}
          errors={errors}
        />
        <TextField
          name="phone"
          label={words.phone}
          hint={words.phoneHint}
          inputmode="numeric"
          maxlength={20}
          value={typed?.phone ?? ''}
          errors={errors}
        />
        <SubmitButton look="big">{words.button}</SubmitButton>
      </Form>
      <h2>{words.does}</h2>
      <TextList items={words.doesList} />
      <BackToStart context={context} />
    </>,
  )
}

/** The same page after the same time, whatever came of it (decision 42). */
export async function blockCard(
  context: RequestContext<PatronServices>,
  typed: BlockTyped,
): Promise<Response> {
  const words = blockWords(context)
  const { services } = context
  const born = parseBirthDate(typed.born, services.clock.today())
  const phoneEnd = typed.phone.replace(/\D/g, '').slice(-4)
  const errors = [
    ...(typed.whose === '' ? [{ field: 'whose', message: words.missing.whose }] : []),
    ...(born === undefined ? [{ field: 'born', message: words.missing.born }] : []),
    ...(phoneEnd.length < 4 ? [{ field: 'phone', message: words.missing.phone }] : []),
  ]
  if (born === undefined || errors.length > 0) return blockCardPage(context, typed, errors)
  const began = performance.now()
  const claim = { whose: typed.whose, born, phoneEnd }
  const ask = () => services.blocks.askOnline(claim)
  await limitedAttempt(context, `block ${typed.whose}`, ask, () => false)
  await setTimeout(answerEveryMs - ((performance.now() - began) % answerEveryMs))
  return blockAskedPage(context)
}

async function blockAskedPage(context: RequestContext): Promise<Response> {
  const words = blockWords(context)
  const { phone } = await letterheadFor(context)
  const says = (await otherSystemLends(context)) ? words.doneElsewhere : words.doneSays
  return show(
    context,
    words.done,
    <div class="carrel-narrow">
      <h1>{words.done}</h1>
      <p class="usa-intro">{says}</p>
      <p>
        {words.sure} {phone !== '' && <PhoneLink number={phone} />}
      </p>
      <p>{words.found}</p>
      <p>{words.onlyByPhone(mostUnblocked, unblockedDays)}</p>
      <p>{words.never}</p>
      <Advice context={context} isForNext />
      <BackToStart context={context} />
    </div>,
  )
}

const BackToStart = ({ context }: { readonly context: RequestContext }) => (
  <BackLink href="/me/sign-in">{blockWords(context).back}</BackLink>
)
