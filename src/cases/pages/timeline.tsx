import { PolicyThen } from '../../ask/pages/index.ts'
import { Alert } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { accountNames } from '../../staff/index.ts'
import type { CaseView } from '../case-service.ts'
import { momentOf, nearDay } from '../case-text.ts'
import type { CaseEvent, CaseEventName } from '../event.ts'
import { seizedLinesIn } from '../search-log.ts'
import type { EventStamp } from '../stamp.ts'
import { type AnyStep, stepsByName } from '../steps/index.ts'
import type { TimelineContext, TimelineText } from '../steps/step.ts'
import { isOf } from '../steps/step.ts'
import { told } from '../steps/told.ts'
import { casesPageWords, casesTimelineWords } from '../words/page.ts'

type CaseTimelineProps = { readonly context: StaffContext; readonly seen: CaseView }

/** With both times for what was recorded later. */
export const CaseTimeline = async ({ context, seen }: CaseTimelineProps) => {
  const page = casesPageWords(context)
  const names = await actorNames(context)
  const say = timelineContext(context, seen, names)
  // Items stay readable after the search was said to be a mistake.
  const lines = seizedLinesIn(seen.events)
  const entries = seen.events.map((event) => (
    <TimelineEntry
      context={context}
      event={event}
      text={eventText(context, event, names, say)}
      isStruck={lines.some((one) => one.event === event && one.isStruck)}
    />
  ))
  const [began] = seen.events
  const earlier = entries.length > shownAtOnce ? entries.slice(0, -shownAtOnce) : []
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{page.timeline}</h2>
      {earlier.length > 0 && (
        <details class="carrel-earlier">
          <summary>{page.earlier(earlier.length)}</summary>
          <ol class="carrel-timeline">{earlier}</ol>
        </details>
      )}
      <ol class="carrel-timeline" start={earlier.length + 1}>
        {entries.slice(earlier.length)}
      </ol>
      {began && <PolicyThen context={context} at={new Date(began.stamp.notedAt)} says={page.policyThen} />}
    </section>
  )
}

const savedShownMs = 2 * 60_000

type SavedNowProps = CaseTimelineProps & { readonly isHere?: (step: CaseEventName) => boolean }

/** What this person just saved, as the timeline has it. `isHere`: of which steps this page says so. */
export const SavedNow = async ({ context, seen, isHere = () => true }: SavedNowProps) => {
  const { services, who, pack } = context
  const event = seen.events.findLast((one) => !isOf(told, one) || one.through !== 'screen')
  if (event === undefined || event.stamp.by !== who.id || !isHere(event.what)) return null
  const noted = new Date(event.stamp.notedAt)
  if (services.clock.now().getTime() - noted.getTime() > savedShownMs) return null
  const { says } = await timelineTextOf(context, seen, event)
  return (
    <Alert kind="success">
      <p class="usa-alert__text">
        {casesPageWords(context).saved(formatsOf(context).time(noted, pack.timeZone))} {says}
      </p>
    </Alert>
  )
}

/** The newest entries; the others are one press away. */
const shownAtOnce = 2

type EntryProps = {
  readonly context: StaffContext
  readonly event: CaseEvent
  readonly text: TimelineText
  readonly isStruck: boolean
}

const TimelineEntry = ({ context, event, text, isStruck }: EntryProps) => {
  const { at, notedAt, sheet } = event.stamp
  return (
    <li>
      <span class="carrel-timeline__at">
        {momentOf(context, at)}
        {at !== notedAt && ` (${casesPageWords(context).noted(momentOf(context, notedAt))})`}
        {sheet && ` (${casesPageWords(context).onSheet(sheet)})`}
      </span>{' '}
      <div>
        {text.says}
        {text.words.filter(Boolean).map((one) => (
          <blockquote>
            {isStruck ? (
              <>
                {casesTimelineWords(context).struck} <del>{one}</del>
              </>
            ) : (
              one
            )}
          </blockquote>
        ))}
      </div>
    </li>
  )
}

type ActorNames = ReadonlyMap<string, string>

/** Everyone with access to a case may know who acted in it. */
export async function actorNames({ services }: StaffContext): Promise<ActorNames> {
  return accountNames(services.app)
}

/** One entry of the timeline in words. */
export async function timelineTextOf(
  context: StaffContext,
  seen: CaseView,
  event: CaseEvent,
): Promise<TimelineText> {
  const names = await actorNames(context)
  return eventText(context, event, names, timelineContext(context, seen, names))
}

function eventText(
  context: StaffContext,
  event: CaseEvent,
  names: ActorNames,
  say: TimelineContext,
): TimelineText {
  const step: AnyStep = stepsByName[event.what]
  const who = actorText(context, event.stamp, names)
  const says = step.timeline({ who, event, words: step.words(context), say })
  return typeof says === 'string' ? { says, words: [] } : says
}

function timelineContext(context: StaffContext, seen: CaseView, names: ActorNames): TimelineContext {
  const say = casesTimelineWords(context)
  const { all: list, count } = formatsOf(context)
  return {
    speaker: context,
    aboutDirector: seen.case.aboutDirector,
    through: say.through,
    day: (day) => nearDay(context, day),
    until: (day) => (day === undefined ? [] : [say.until(nearDay(context, day))]),
    relayed: (heard) => (heard === undefined ? [] : [say.counselSaid(heard.counsel, say.through[heard.way])]),
    list: (parts) => list(parts),
    count: (number) => count(number),
    nameOf: (account) => names.get(account) ?? say.someone,
    reported: (place) => seen.case.relayed[place]?.of,
  }
}

function actorText(
  context: StaffContext,
  { by, role, special, acting }: EventStamp,
  names: ActorNames,
): string {
  const casesTimeline = casesTimelineWords(context)
  const name = names.get(by)
  const office = acting ? casesTimeline.actingDirector : casesTimeline.role[role]
  const as = special ? casesTimeline.specialCounsel : office
  return name === undefined ? casesTimeline.someone : `${name} (${as})`
}
