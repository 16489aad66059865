/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Scope } from '../../casework/case.ts'
import type { CopyShown } from '../../disclosure/case-copies.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { decidesIn } from '../../disclosure/case-roles.ts'
import { instantSent } from '../typed-time.ts'
import { Cannot, caseSeen, showsCopies, ToCase, unmetSaid } from '../views/case-frame.tsx'
import { WhoTheyAre } from '../views/case-who.tsx'
import { CheckByPhone, type CheckTyped } from '../views/check-by-phone.tsx'
import { checkedElsewhere } from '../views/check-elsewhere.tsx'
import { CopiedTables, daysSaid, recordsSaid } from '../views/copied-tables.tsx'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'

/** `listed`: ticked, that the people stand in the order of the paper. */
export const collectForm = z.strictObject({ listed: z.literal('yes').optional() })
/** `theirs`: ticked, that these are the people whom the paper names. */
export const checkForm = z.strictObject({
  ...{ copy: z.uuid(), theirs: z.literal('yes').optional() },
  // Of counsel, who checked it by telephone.
  ...{ counsel: z.string().trim().max(200).optional(), words: z.string().trim().max(1000).optional() },
  came: z.string().trim().max(40).optional(),
})

/** What the case names, and what a copy of it holds, before anybody hands anything over. */
export function collectPage(visit: StaffVisit): Promise<Response> {
  return collecting(visit, {})
}

async function collecting(visit: StaffVisit, { says = [], errors = [] }: Wrong): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const { collect } = caseCopiesWords(visit)
  const shown = await visit.house.gate.copies.show(actorOf(visit), seen.reference)
  const { scope } = seen.case
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(collect.title) : collect.title,
    <>
      <h1>{collect.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{collect.intro}</p>
      <Cannot speaker={visit} says={says} />
      {scope === undefined ? (
        <p>{caseCopiesWords(visit).scope.none}</p>
      ) : (
        <>
          <Named visit={visit} seen={seen} scope={scope} shown={shown} />
          <WhoTheyAre visit={visit} seen={seen} shown={shown} />
        </>
      )}
      {shown !== undefined && <Preview visit={visit} shown={shown} seen={seen} />}
      {scope !== undefined && seen.case.outcome === undefined && (
        <Make visit={visit} seen={seen} again={shown !== undefined} />
      )}
      <ToCase visit={visit} reference={seen.reference} />
    </>,
    says.length + errors.length > 0 ? 422 : 200,
  )
}

type NamedProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly scope: Scope
  readonly shown: CopyShown | undefined
}

/** About how many, what and which days. */
const Named = ({ visit, seen, scope, shown }: NamedProps) => {
  const caseCopies = caseCopiesWords(visit)
  const told = formatsOf(visit)
  const copy = shown?.copy ?? scope
  const withheld = scope.records.filter((record) => !copy.records.includes(record))
  const facts = [
    [caseCopies.reference, seen.reference],
    [caseCopies.scope.who, caseCopies.people(told.count(scope.subjects.length))],
    [caseCopies.scope.records, recordsSaid(visit, scope.records)],
    [caseCopies.scope.days, daysSaid(visit, scope)],
    ...(withheld.length > 0 ? [[caseCopies.scope.withheld, recordsSaid(visit, withheld)]] : []),
  ]
  return (
    <dl class="carrel-facts">
      {facts.map(([name, says]) => (
        <div class="carrel-fact">
          <dt>{name}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  )
}

type ShownProps = { readonly visit: StaffVisit; readonly seen: CaseSeen; readonly shown: CopyShown }

const Preview = ({ visit, seen, shown }: ShownProps) => {
  const { collect } = caseCopiesWords(visit)
  return (
    <>
      <h2>{collect.preview}</h2>
      <p>{collect.previewSays}</p>
      <CopiedTables visit={visit} copied={shown.copied} scope={shown.copy} />
      {seen.case.checkedBy === undefined && (
        <>
          <p>{collect.next}</p>
          {(shown.copy.by !== visit.who.id || isByPhone(visit, seen, shown)) && (
            <p>
              <a class="usa-link" href={`/cases/${seen.reference}/check`}>
                {collect.toCheck}
              </a>
            </p>
          )}
        </>
      )}
    </>
  )
}

type MakeProps = { readonly visit: StaffVisit; readonly seen: CaseSeen; readonly again: boolean }

const Make = ({ visit, seen, again }: MakeProps) => {
  const { collect } = caseCopiesWords(visit)
  return (
    <form method="post" action={`/cases/${seen.reference}/collect`} class="usa-form carrel-form">
      <Word visit={visit} />
      {isSeveral(seen) && (
        <>
          <p>{collect.listedSays}</p>
          <ChoiceList
            type="checkbox"
            name="listed"
            legend={collect.listed}
            chosen={[]}
            choices={[{ value: 'yes', label: collect.listedTick }]}
          />
        </>
      )}
      {again && <p>{collect.againSays}</p>}
      <button type="submit" class={again ? 'usa-button usa-button--outline' : 'usa-button'}>
        {again ? collect.again : collect.make}
      </button>
    </form>
  )
}

/** Whether it has to be said who is who: of one person nobody asks. */
const isSeveral = ({ case: { scope } }: CaseSeen) =>
  (scope?.subjects.length ?? 0) + (scope?.absent?.length ?? 0) > 1

/** Makes the copy. */
export async function collect(visit: StaffVisit, { listed }: z.infer<typeof collectForm>): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  if (isSeveral(seen) && listed === undefined) {
    const message = caseCopiesWords(visit).collect.listedUnfit
    return collecting(visit, { errors: [{ field: 'listed-yes', message }] })
  }
  const made = await visit.house.gate.copies.collect(actorOf(visit), seen.reference, listed === 'yes')
  if (made === 'unknown') return notHere(visit)
  if (made === 'too-much') return collecting(visit, { says: [caseCopiesWords(visit).tooMuch] })
  return 'refused' in made
    ? collecting(visit, { says: unmetSaid(visit, made) })
    : visit.c.redirect(`/cases/${seen.reference}/collect`, 303)
}

/** The same copy before a second person, who says that it may leave. */
export function checkPage(visit: StaffVisit): Promise<Response> {
  return checking(visit, {})
}

type Wrong = { readonly says?: readonly string[]; readonly errors?: readonly FieldError[] }
type CheckWrong = Wrong & { readonly typed?: CheckTyped }

async function checking(
  visit: StaffVisit,
  { says = [], errors = [], typed = {} }: CheckWrong,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const { check } = caseCopiesWords(visit)
  if (!showsCopies(visit)) return checkedElsewhere(visit, seen)
  const shown = await visit.house.gate.copies.show(actorOf(visit), seen.reference)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(check.title) : check.title,
    <>
      <h1>{check.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{shown === undefined ? check.none : check.intro}</p>
      <Cannot speaker={visit} says={says} />
      {shown !== undefined && (
        <>
          <Named visit={visit} seen={seen} scope={seen.case.scope ?? shown.copy} shown={shown} />
          <WhoTheyAre visit={visit} seen={seen} shown={shown} />
          <CopiedTables visit={visit} copied={shown.copied} scope={shown.copy} />
          <Confirm visit={visit} seen={seen} shown={shown} typed={typed} errors={errors} />
        </>
      )}
      <ToCase visit={visit} reference={seen.reference} />
    </>,
    says.length + errors.length > 0 ? 422 : 200,
  )
}

type ConfirmProps = ShownProps & { readonly typed: CheckTyped; readonly errors: readonly FieldError[] }

const Confirm = ({ visit, seen, shown, typed, errors }: ConfirmProps) => {
  const { check, byPhone } = caseCopiesWords(visit)
  const { checkedBy, checkedByPhone } = seen.case
  if (checkedBy !== undefined) {
    return (
      <>
        <p>{checkedByPhone === undefined ? check.done : byPhone.done(checkedByPhone.counsel)}</p>
        <p>
          <a class="usa-link" href={`/cases/${seen.reference}/produce`}>
            {check.toProduce}
          </a>
        </p>
      </>
    )
  }
  if (isByPhone(visit, seen, shown)) {
    return (
      <CheckByPhone
        {...{ visit, reference: seen.reference, shown, typed, errors }}
        cannotCome={seen.case.cannotCome !== undefined}
      />
    )
  }
  if (shown.copy.by === visit.who.id) return <p>{check.mine}</p>
  return (
    <form method="post" action={`/cases/${seen.reference}/check`} class="usa-form carrel-form">
      <Word visit={visit} />
      <ChoiceList
        type="checkbox"
        name="theirs"
        legend={check.theirs}
        chosen={[]}
        choices={[{ value: 'yes', label: check.theirsTick }]}
      />
      <button type="submit" name="copy" value={shown.copy.id} class="usa-button">
        {check.confirm}
      </button>
    </form>
  )
}

/** Whether counsel's check by telephone is theirs to write down: the table says so again, and all else that it needs. */
const isByPhone = (visit: StaffVisit, { case: it }: CaseSeen, { copy, alone }: CopyShown): boolean =>
  alone && copy.by === visit.who.id && decidesIn(actorOf(visit), it)

/** Counsel checked it by telephone: who, when and in which words is all there, or it is asked for at once. */
async function checkedByPhone(
  visit: StaffVisit,
  { copy, ...typed }: z.infer<typeof checkForm>,
  reference: string,
): Promise<Response> {
  const { byPhone, check: say } = caseCopiesWords(visit)
  const { theirs, counsel = '', words = '', came = '' } = typed
  const at = instantSent(visit.pack.timeZone, came)
  const errors: FieldError[] = [
    ...(theirs === undefined ? [{ field: 'theirs-yes', message: say.theirsUnfit }] : []),
    ...(counsel === '' ? [{ field: 'counsel', message: byPhone.counselUnfit }] : []),
    ...(at === undefined || at > visit.house.clock.now()
      ? [{ field: 'came', message: byPhone.whenUnfit }]
      : []),
    ...(words === '' ? [{ field: 'words', message: byPhone.wordsUnfit }] : []),
  ]
  if (errors.length > 0 || at === undefined) return checking(visit, { errors, typed })
  const heard = { copy, counsel, words }
  const taken = await visit.house.gate.copies.checkHeard(actorOf(visit), reference, heard, at)
  if (taken === 'unknown') return notHere(visit)
  return 'refused' in taken
    ? checking(visit, { says: unmetSaid(visit, taken), typed })
    : visit.c.redirect(`/cases/${reference}/check`, 303)
}

/** What was looked at is what is confirmed: a copy that was made anew meanwhile is looked at again. */
export async function check(visit: StaffVisit, sent: z.infer<typeof checkForm>): Promise<Response> {
  const { copy, theirs } = sent
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  // What was typed of counsel came from the form for it; the gate says whether it may be.
  if (sent.counsel !== undefined) return checkedByPhone(visit, sent, seen.reference)
  if (theirs === undefined) {
    return checking(visit, {
      errors: [{ field: 'theirs-yes', message: caseCopiesWords(visit).check.theirsUnfit }],
    })
  }
  const what = { what: 'checked', copy } as const
  const taken = await visit.house.gate.cases.take(actorOf(visit), seen.reference, what)
  if (taken === 'unknown') return notHere(visit)
  return 'refused' in taken
    ? checking(visit, { says: unmetSaid(visit, taken) })
    : visit.c.redirect(`/cases/${seen.reference}/check`, 303)
}
