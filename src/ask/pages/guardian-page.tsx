import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Opened, patronActorOf } from '../../gate/index.ts'
import { ownPageWords, recordsWords } from '../../patrons/pages/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { BackLink, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { RecordKind } from '../../policy/index.ts'
import type { AskServices } from '../services.ts'
import { guardianPageWords } from '../words/guardian-page.ts'

/*
 * A guardian's own page (Reg 3), off until the Board votes for it: what the minors owe for whom they signed. It is empty unless
 * something is overdue or owed, and names no other guardian. Each title takes a press, which the minor sees.
 */

type GuardianContext = PatronContext<AskServices>

/** What a title is of, and the record that has it. */
const titleRecords = {
  overdue: 'overdue.titles',
  lost: 'lost.titles',
  damaged: 'damaged.titles',
  charges: 'charges.items',
} as const satisfies Readonly<Record<string, RecordKind>>
type TitleOf = keyof typeof titleRecords
const titlesOf = Object.keys(titleRecords) as [TitleOf, ...TitleOf[]]

/** `minor`: the random id of the row that makes them the guardian. `nth`: which of the titles, from 0. */
export const minorsTitleForm = z.strictObject({
  minor: z.uuid(),
  of: z.enum(titlesOf),
  nth: z.coerce.number().int().min(0).max(999),
})
type TitleAsked = z.infer<typeof minorsTitleForm>

export async function minorsPage(context: GuardianContext): Promise<Response> {
  const { services } = context
  if (!(await services.guardianPage.isOn())) return context.c.redirect('/me', 303)
  const words = guardianPageWords(context)
  const minors = await services.gate.minorsOf({
    self: patronActorOf(context),
    adopted: true,
    records: ['overdue', 'lost', 'damaged', 'charges'],
  })
  return show(
    context,
    ownPageWords(context).minors,
    <>
      <h1>{ownPageWords(context).minors}</h1>
      {minors.length === 0 ? <p>{words.none}</p> : <p>{words.says}</p>}
      {minors.map(({ link, opened, firstName }) => (
        <section aria-labelledby={`minor-${link}`} class="carrel-record">
          <h2 id={`minor-${link}`}>{firstName}</h2>
          <ul class="usa-list">
            {titlesOf
              .filter((of) => isOwed(opened, of))
              .map((of) => (
                <li>
                  {factOf(context, opened, of)}
                  <TitleButton context={context} asked={{ minor: link, of, nth: 0 }}>
                    {words.show[of]}
                  </TitleButton>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <BackLink href="/me">{ownPageWords(context).back}</BackLink>
    </>,
  )
}

function isOwed(opened: Opened, of: TitleOf): boolean {
  return of === 'charges' ? (opened.charges?.totalCents ?? 0) > 0 : opened[of]?.any === true
}

function factOf(context: PatronContext, { charges }: Opened, of: TitleOf): string {
  if (of !== 'charges') return guardianPageWords(context).is[of]
  return recordsWords(context).owed(formatsOf(context).dollars(charges?.totalCents ?? 0))
}

/** One title a press: the policy is asked for it, and the log has it first. */
export async function minorsTitle(context: GuardianContext, asked: TitleAsked): Promise<Response> {
  const { services } = context
  if (!(await services.guardianPage.isOn())) return context.c.redirect('/me', 303)
  const { minor, of, nth } = asked
  const [found] = await services.gate.minorsOf({
    self: patronActorOf(context),
    adopted: true,
    records: [titleRecords[of]],
    link: minor,
  })
  const titles = found === undefined ? [] : titlesIn(context, found.opened, of)
  const title = titles[nth]
  // Settled since, or no longer theirs to see: the page says what is left.
  if (found === undefined || title === undefined) return minorsPage(context)
  const words = guardianPageWords(context)
  return show(
    context,
    ownPageWords(context).minors,
    <>
      <h1>{found.firstName}</h1>
      <p>{words.nth[of](nth + 1, titles.length)}</p>
      <p class="usa-intro">
        <strong>{title}</strong>
      </p>
      <p>{words.seen}</p>
      {nth + 1 < titles.length && (
        <TitleButton context={context} asked={{ minor, of, nth: nth + 1 }}>
          {words.next}
        </TitleButton>
      )}
      <BackLink href="/me/minors">{ownPageWords(context).minors}</BackLink>
    </>,
  )
}

function titlesIn(context: PatronContext, opened: Opened, of: TitleOf): readonly string[] {
  const { titleGone } = recordsWords(context)
  if (of !== 'charges') return (opened[of]?.titles ?? []).map(({ title }) => title ?? titleGone)
  const each = opened.charges?.each ?? []
  return each.flatMap(({ title }) => (title === undefined ? [] : [title ?? titleGone]))
}

type TitleButtonProps = {
  readonly context: PatronContext
  readonly asked: TitleAsked
  readonly children: Child
}

const TitleButton = ({ context, asked: { minor, of, nth }, children }: TitleButtonProps) => (
  <Form context={context} action="/me/minors">
    <input type="hidden" name="minor" value={minor} />
    <input type="hidden" name="of" value={of} />
    <SubmitButton look="outline" name="nth" value={String(nth)}>
      {children}
    </SubmitButton>
  </Form>
)
