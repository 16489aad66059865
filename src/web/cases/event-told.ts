import type { CaseEvent, CaseRole, HeardOfCounsel } from '../../casework/event.ts'
import { allAccounts } from '../../store/accounts.ts'
import type { StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { casesTimelineWords } from '../words/cases-timeline.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { caseDay } from './case-told.ts'

/** An event as the timeline tells it; `words` is what somebody wrote, or the paper says. */
export type EventTold = { readonly says: string; readonly words: readonly string[] }

type Names = ReadonlyMap<string, string>

/** The names of all who ever signed in: whoever may look at a case may know who acted in it. */
export async function actorNames({ house }: StaffVisit): Promise<Names> {
  return new Map((await allAccounts(house.app)).map(({ id, name }) => [id, name]))
}

/** What happened, in a sentence that begins with who did it. */
export function eventTold(
  visit: StaffVisit,
  event: CaseEvent,
  { names, aboutDirector }: { readonly names: Names; readonly aboutDirector: boolean },
): EventTold {
  const who = whoOf(visit, event.stamp, names)
  const page = casesPageWords(visit)
  const say = casesTimelineWords(visit)
  const records = recordsWords(visit)
  const tryOut = tryOutWords(visit)
  const told = formatsOf(visit)
  const until = (day: string | undefined) => (day === undefined ? [] : [say.until(caseDay(visit, day))])
  switch (event.what) {
    case 'received':
      return { says: say.received(who, page.kind[event.kind], page.way[event.way]), words: [event.wants] }
    case 'told': {
      const whom = event.whom === 'director' && aboutDirector ? ('president' as const) : event.whom
      const tried = say.told[whom][event.reached ? 'reached' : 'tried']
      return bare(tried(who, say.through[event.through]))
    }
    case 'paper-added':
      return bare(say.paperAdded(who, event.paper.name))
    case 'paper-weighed':
      return bare((event.counts ? say.paperCounts : say.paperAside)(who))
    case 'paper-read':
      return bare(say.paperRead(who, tryOut.instrument[event.instrument]))
    case 'gag-ended': {
      const ended = say.gagEnded[event.source](who, caseDay(visit, event.on))
      const by = event.way === 'here' ? [] : [say.counselSaid(event.counsel, say.through[event.way])]
      return { says: [ended, ...by].join(' '), words: [event.words] }
    }
    case 'public-given':
      return { says: say.publicGiven[event.extent](who), words: [event.words] }
    case 'about-director':
      return bare((event.is ? say.isAboutDirector : say.isNotAboutDirector)(who))
    case 'requester-checked': {
      const checked = event.verified ? say.checkedYes : say.checkedNo
      const from = casesStepsWords(visit).option.numberFrom[event.source]
      return bare(checked(who, event.spokeWith, `${from}, ${event.dialled}`))
    }
    case 'scope-set':
      return bare(
        [
          say.scope(who, event.subjects.length, told.all(event.records.map((kind) => records.kind[kind]))),
          ...(event.absent ? [say.scopeAbsent(event.absent.length)] : []),
        ].join(' '),
      )
    case 'finding-pinned':
      return { says: say.pinned(who, tryOut.finding[event.finding], event.page), words: [event.words] }
    case 'finding-dropped': {
      const { heard } = event
      const says = [say.dropped(who, tryOut.finding[event.finding]), ...heardTold(visit, heard)].join(' ')
      return { says, words: heard === undefined ? [] : [heard.words] }
    }
    case 'debriefed':
      return event.way === 'here'
        ? { says: say.debriefed(who), words: [event.words] }
        : { says: say.debriefHeard(who, event.counsel, say.through[event.way]), words: [event.words] }
    case 'search-mistaken': {
      const says = [say.searchMistaken(who), ...heardTold(visit, event.heard)].join(' ')
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
      return bare(say.board(who, event.motion, event.session, caseDay(visit, event.on)))
    case 'cure-demanded':
      return { says: [say.cure(who), ...until(event.until)].join(' '), words: event.lacks }
    case 'objected':
      return {
        says: [say.objected(who), ...until(event.until)].join(' '),
        words: [event.words, ...(event.narrow ?? [])],
      }
    case 'decided':
      return bare(say.decided[event.decision](who))
    case 'preserved':
      return bare(say.preserved(who, caseDay(visit, event.until)))
    case 'notice-chosen':
      return bare(
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
      if (heard === undefined) return bare(say.checked(who))
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
      return bare(say.produced(who, event.to, caseCopiesWords(visit).produce.hows[event.how]))
    case 'told-outside':
      return bare(say.toldOutside(who, event.agency))
    case 'noted': {
      if (event.joined === undefined) return { says: say.noted(who), words: [event.words] }
      const { by, report } = event.joined
      const from = names.get(by) ?? say.someone
      const says =
        report === undefined ? [] : [say.received(from, page.kind[report.kind], page.way[report.way])]
      return { says: [say.noted(who), ...says].join(' '), words: [event.words] }
    }
    default:
      return { says: say[plain[event.what]](who), words: 'words' in event ? [event.words] : [] }
  }
}

/** Events of which there is no more to say than who did it. */
const plain = {
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
function heardTold(visit: StaffVisit, heard: HeardOfCounsel | undefined): string[] {
  const say = casesTimelineWords(visit)
  return heard === undefined ? [] : [say.counselSaid(heard.counsel, say.through[heard.way])]
}

const bare = (says: string): EventTold => ({ says, words: [] })

function whoOf(
  visit: StaffVisit,
  { by, role }: { readonly by: string; readonly role: CaseRole },
  names: Names,
): string {
  const casesTimeline = casesTimelineWords(visit)
  const name = names.get(by)
  return name === undefined ? casesTimeline.someone : `${name} (${casesTimeline.role[role]})`
}
