import { z } from 'zod'
import { actorOf, patronActor, patronActorOf } from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { LinkLine, TextList } from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { setPlainView } from '../plain-view.ts'
import type { PatronDeskContext, PatronServices } from '../services.ts'
import { ownPageWords } from '../words/own.ts'
import { askPinPage, leaveSelfService, pinErrors } from './my-sign-in.tsx'
import { recordedPage } from './record-parts.tsx'

export const plainForm = z.strictObject({})
export const endPlainForm = z.strictObject({ old: z.string().max(200) })
export const plainOfForm = z.strictObject({ id: z.uuid() })

/** How many items are due, by day, and what is owed: no title and no name, and no way to them without the PIN. */
export async function plainPage(context: PatronContext<PatronServices>): Promise<Response> {
  const { plain } = ownPageWords(context)
  const formats = formatsOf(context)
  const records = ['loans', 'overdue', 'overdue.titles', 'charges'] as const
  const { told } = await context.services.gate.own({ self: patronActorOf(context), records })
  const [found] = told
  if (found === undefined) return leaveSelfService(context, '/me/sign-in')
  const { loans = [], overdue, charges } = found.opened
  const days = [...(overdue?.titles ?? []), ...loans].map(({ dueOn = '' }) => dueOn).sort()
  const due = [...new Set(days)].map((day) => {
    const many = days.filter((one) => one === day).length
    return plain.due(many, formats.day(day))
  })
  const owed = charges?.totalCents ?? 0
  return show(
    context,
    plain.title,
    <div class="carrel-narrow">
      <h1>{plain.title}</h1>
      {due.length === 0 ? <p>{plain.nothingDue}</p> : <TextList items={due} />}
      <p>{plain.owed(owed > 0 ? formats.dollars(owed) : plain.nothing)}</p>
      <LinkLine href="/me/plain/end">{ownPageWords(context).signIn.pin}</LinkLine>
    </div>,
  )
}

export async function beginPlain(context: PatronContext<PatronServices>): Promise<Response> {
  await setPlainView(context.services, patronActor, { patronId: context.own.patronId, isPlain: true })
  return context.c.redirect('/me', 303)
}

export function endPlainPage(context: PatronContext, errors: Parameters<typeof askPinPage>[2] = []) {
  const title = ownPageWords(context).plain.endTitle
  return askPinPage(context, { title, action: '/me/plain/end' }, errors)
}

export async function endPlain(
  context: PatronContext<PatronServices>,
  { old }: z.infer<typeof endPlainForm>,
): Promise<Response> {
  const errors = await pinErrors(context, old)
  if (errors.length > 0) return endPlainPage(context, errors)
  await setPlainView(context.services, patronActor, { patronId: context.own.patronId, isPlain: false })
  return context.c.redirect('/me', 303)
}

/** Asks for no ID: it shows less, and the person who makes them open it may be next to them. */
export async function beginPlainAtCounter(
  context: PatronDeskContext,
  { id }: z.infer<typeof plainOfForm>,
): Promise<Response> {
  await setPlainView(context.services, actorOf(context), { patronId: id, isPlain: true })
  return recordedPage(context, { heading: ownPageWords(context).plain.atCounterDone, id })
}
