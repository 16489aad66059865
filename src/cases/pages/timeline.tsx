/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { tryOutWords } from '../../ask/words/try-out.ts'
import { recordKindWords } from '../../gate/words/records.ts'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { allAccounts } from '../../staff/account-store.ts'
import type { CaseView } from '../case-service.ts'
import { nearDay } from '../case-text.ts'
import type { CaseEvent, CaseRole, RelayedStatement } from '../event.ts'
import { seizedLinesIn } from '../search-log.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { casesPageWords } from '../words/page.ts'
import { casesStepsWords } from '../words/steps.ts'
import { casesTimelineWords } from '../words/timeline.ts'

/** What happened, in its order; of what was noted later both times. */
export const CaseTimeline = async ({
  visit,
  seen,
}: {
  readonly visit: StaffContext
  readonly seen: CaseView
}) => {
  const say = casesPageWords(visit)
  const told = formatsOf(visit)
  const { timeZone } = visit.pack
  const names = await actorNames(visit)
  // What was noted as taken stays readable, once somebody said that the search was a mistake.
  const lines = seizedLinesIn(seen.events)
  const isStruck = (event: CaseEvent) => lines.some((one) => one.event === event && one.isStruck)
  const moment = (at: string) => told.moment(new Date(at), timeZone)
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{say.timeline}</h2>
      <ol class="carrel-timeline">
        {seen.events.map((event) => {
          const { says, words } = eventText(visit, event, { names, aboutDirector: seen.case.aboutDirector })
          const { at, notedAt } = event.stamp
          return (
            <li>
              <span class="carrel-timeline__at">
                {moment(at)}
                {at !== notedAt && ` (${say.noted(moment(notedAt))})`}
              </span>
              {says}
              {words.filter(Boolean).map((one) => (
                <blockquote>
                  {isStruck(event) ? (
                    <>
                      {casesTimelineWords(visit).struck} <del>{one}</del>
                    </>
                  ) : (
                    one
                  )}
                </blockquote>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** An event as the timeline tells it; `words` is what somebody wrote, or the paper says. */
export type EventText = { readonly says: string; readonly words: readonly string[] }

type ActorNames = ReadonlyMap<string, string>

/** The names of all who ever signed in: whoever may look at a case may know who acted in it. */
export async function actorNames({ house }: StaffContext): Promise<ActorNames> {
  return new Map((await allAccounts(house.app)).map(({ id, name }) => [id, name]))
}

/** What happened, in a sentence that begins with who did it. */
export function eventText(
  visit: StaffContext,
  event: CaseEvent,
  { names, aboutDirector }: { readonly names: ActorNames; readonly aboutDirector: boolean },
): EventText {
  const who = actorText(visit, event.stamp, names)
  const page = casesPageWords(visit)
  const say = casesTimelineWords(visit)
  const records = recordKindWords(visit)
  const tryOut = tryOutWords(visit)
  const told = formatsOf(visit)
  const until = (day: string | undefined) => (day === undefined ? [] : [say.until(nearDay(visit, day))])
  switch (event.what) {
    case 'received':
      return { says: say.received(who, page.kind[event.kind], page.way[event.way]), words: [event.wants] }
    case 'told': {
      const whom = event.whom === 'director' && aboutDirector ? ('president' as const) : event.whom
      const tried = say.told[whom][event.reached ? 'reached' : 'tried']
      return sentenceAlone(tried(who, say.through[event.through]))
    }
    case 'paper-added':
      return sentenceAlone(say.paperAdded(who, event.paper.name))
    case 'paper-weighed':
      return sentenceAlone((event.counts ? say.paperCounts : say.paperAside)(who))
    case 'paper-read':
      return sentenceAlone(say.paperRead(who, tryOut.instrument[event.instrument]))
    case 'gag-ended': {
      const ended = say.gagEnded[event.source](who, nearDay(visit, event.on))
      const by = event.way === 'here' ? [] : [say.counselSaid(event.counsel, say.through[event.way])]
      return { says: [ended, ...by].join(' '), words: [event.words] }
    }
    case 'public-given':
      return { says: say.publicGiven[event.extent](who), words: [event.words] }
    case 'about-director':
      return sentenceAlone((event.is ? say.isAboutDirector : say.isNotAboutDirector)(who))
    case 'requester-checked': {
      const checked = event.verified ? say.checkedYes : say.checkedNo
      const from = casesStepsWords(visit).option.numberFrom[event.source]
      return sentenceAlone(checked(who, event.spokeWith, `${from}, ${event.dialled}`))
    }
    case 'scope-set':
      return sentenceAlone(
        [
          say.scope(who, event.subjects.length, told.all(event.records.map((kind) => records.kind[kind]))),
          ...(event.absent ? [say.scopeAbsent(event.absent.length)] : []),
        ].join(' '),
      )
    case 'finding-pinned':
      return { says: say.pinned(who, tryOut.finding[event.finding], event.page), words: [event.words] }
    case 'finding-dropped': {
      const { heard } = event
      const says = [say.dropped(who, tryOut.finding[event.finding]), ...relayedText(visit, heard)].join(' ')
      return { says, words: heard === undefined ? [] : [heard.words] }
    }
    case 'debriefed':
      return event.way === 'here'
        ? { says: say.debriefed(who), words: [event.words] }
        : { says: say.debriefHeard(who, event.counsel, say.through[event.way]), words: [event.words] }
    case 'search-mistaken': {
      const says = [say.searchMistaken(who), ...relayedText(visit, event.heard)].join(' ')
      return { says, words: [event.words] }
    }
    case 'counsel-advised': {
      const opinion = event.opinion === undefined ? [] : [say.opinion[event.opinion]]
      const says =
        event.way === 'here' ? say.advisedBy(who) : say.advised(who, event.counsel, say.through[event.way])
      const board = event.board ? [say.boardMayKnow] : []
      const old = event.grandfathered ? [say.grandfathered] : []
      const pins = event.readOut?.map((finding) => tryOut.finding[finding]) ?? []
      const read = pins.length > 0 ? [say.readOut(told.all(pins))] : []
      return { says: [says, ...opinion, ...old, ...read, ...board].join(' '), words: [event.words] }
    }
    case 'board-consulted':
      return sentenceAlone(say.board(who, event.motion, event.session, nearDay(visit, event.on)))
    case 'cure-demanded':
      return { says: [say.cure(who), ...until(event.until)].join(' '), words: event.lacks }
    case 'objected':
      return {
        says: [say.objected(who), ...until(event.until)].join(' '),
        words: [event.words, ...(event.narrow ?? [])],
      }
    case 'decided':
      return sentenceAlone(say.decided[event.decision](who))
    case 'preserved':
      return sentenceAlone(say.preserved(who, nearDay(visit, event.until)))
    case 'notice-chosen':
      return sentenceAlone(
        [
          say.notice[event.choice](who),
          ...until(event.on),
          ...(event.way === 'here' ? [] : [say.asChosen(event.counsel, say.through[event.way])]),
        ].join(' '),
      )
    case 'withdrawn': {
      const { spokeWith, through } = event
      const said = spokeWith && through ? [say.saidBy(spokeWith, say.through[through])] : []
      return { says: [say.withdrawn(who), ...said].join(' '), words: [event.words] }
    }
    case 'checked': {
      const { heard } = event
      if (heard === undefined) return sentenceAlone(say.checked(who))
      const { byPhone } = caseCopiesWords(visit)
      const lines = heard.read.lines.map(([record, many]) =>
        byPhone.lines(records.kind[record], told.count(many)),
      )
      const read = say.wasRead(told.all(lines), heard.read.sha256)
      return { says: say.checkedByPhone(who, heard.counsel), words: [heard.words, read] }
    }
    case 'thing-taken':
      return { says: say.taken(who), words: [event.thing] }
    case 'produced':
      return sentenceAlone(say.produced(who, event.to, caseCopiesWords(visit).produce.hows[event.how]))
    case 'told-outside':
      return sentenceAlone(say.toldOutside(who, event.agency))
    case 'noted': {
      if (event.joined === undefined) return { says: say.noted(who), words: [event.words] }
      const { by, report } = event.joined
      const from = names.get(by) ?? say.someone
      const says =
        report === undefined ? [] : [say.received(from, page.kind[report.kind], page.way[report.way])]
      return { says: [say.noted(who), ...says].join(' '), words: [event.words] }
    }
    default:
      return { says: say[plainSentences[event.what]](who), words: 'words' in event ? [event.words] : [] }
  }
}

/** Events of which there is no more to say than who did it. */
const plainSentences = {
  'gag-found': 'gagFound',
  cured: 'cured',
  'objection-ended': 'objectionEnded',
  'decision-withdrawn': 'withdrawnDecision',
  'preservation-ended': 'preservationEnded',
  collected: 'collected',
  packaged: 'packaged',
  'package-saved': 'packageSaved',
  'package-destroyed': 'packageDestroyed',
  'refusal-sent': 'refusalSent',
  'no-records-sent': 'noRecordsSent',
  receipt: 'receipt',
  'patron-told': 'patronTold',
  'search-began': 'searchBegan',
  'cannot-come': 'cannotCome',
  'thing-mistaken': 'thingMistaken',
  'search-ended': 'searchEnded',
  seized: 'seized',
  answered: 'answered',
  quashed: 'quashed',
  referred: 'referred',
  closed: 'closed',
} as const

/** Whose word it is, where whoever decides wrote down what counsel said elsewhere. */
function relayedText(visit: StaffContext, heard: RelayedStatement | undefined): string[] {
  const say = casesTimelineWords(visit)
  return heard === undefined ? [] : [say.counselSaid(heard.counsel, say.through[heard.way])]
}

const sentenceAlone = (says: string): EventText => ({ says, words: [] })

function actorText(
  visit: StaffContext,
  { by, role }: { readonly by: string; readonly role: CaseRole },
  names: ActorNames,
): string {
  const casesTimeline = casesTimelineWords(visit)
  const name = names.get(by)
  return name === undefined ? casesTimeline.someone : `${name} (${casesTimeline.role[role]})`
}
