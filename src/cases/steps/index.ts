import type { CaseRole } from '../stamp.ts'
import { relayedOwner } from '../statements.ts'
import { aboutDirector } from './about-director.ts'
import { accountAsked } from './account-asked.ts'
import { accountGiven } from './account-given.ts'
import { affectedNamed } from './affected-named.ts'
import { affectedTold } from './affected-told.ts'
import { answered } from './answered.ts'
import { boardConsulted } from './board-consulted.ts'
import { cannotCome } from './cannot-come.ts'
import { checked } from './checked.ts'
import { closed } from './closed.ts'
import { collected } from './collected.ts'
import { complainantTold } from './complainant-told.ts'
import { conflictSaid } from './conflict-said.ts'
import { counselAdvised } from './counsel-advised.ts'
import { cureDemanded } from './cure-demanded.ts'
import { cured } from './cured.ts'
import { debriefed } from './debriefed.ts'
import { decided } from './decided.ts'
import { decisionWithdrawn } from './decision-withdrawn.ts'
import { findingDropped } from './finding-dropped.ts'
import { findingPinned } from './finding-pinned.ts'
import { gagEnded } from './gag-ended.ts'
import { gagFound } from './gag-found.ts'
import { letterAdded } from './letter-added.ts'
import { letterCalled } from './letter-called.ts'
import { linkSent } from './link-sent.ts'
import { minimumAgreed } from './minimum-agreed.ts'
import { minimumAsked } from './minimum-asked.ts'
import { noRecordsSent } from './no-records-sent.ts'
import { noted } from './noted.ts'
import { noticeChosen } from './notice-chosen.ts'
import { objected } from './objected.ts'
import { objectionEnded } from './objection-ended.ts'
import { packageDestroyed } from './package-destroyed.ts'
import { packageSaved } from './package-saved.ts'
import { packaged } from './packaged.ts'
import { paperAdded } from './paper-added.ts'
import { paperRead } from './paper-read.ts'
import { paperWeighed } from './paper-weighed.ts'
import { patronTold } from './patron-told.ts'
import { preservationEnded } from './preservation-ended.ts'
import { preserved } from './preserved.ts'
import { produced } from './produced.ts'
import { publicGiven } from './public-given.ts'
import { quashed } from './quashed.ts'
import { recalled } from './recalled.ts'
import { receipt } from './receipt.ts'
import { received } from './received.ts'
import { referred } from './referred.ts'
import { refusalSent } from './refusal-sent.ts'
import { remedied } from './remedied.ts'
import { requesterChecked } from './requester-checked.ts'
import { scopeSet } from './scope-set.ts'
import { searchBegan } from './search-began.ts'
import { searchEnded } from './search-ended.ts'
import { searchMistaken } from './search-mistaken.ts'
import { seized } from './seized.ts'
import { specialAgreed } from './special-agreed.ts'
import { specialAsked } from './special-asked.ts'
import type { Elsewhere, StepDefinition, StepShowing, StepWords } from './step.ts'
import { studied } from './studied.ts'
import { studyAgreed } from './study-agreed.ts'
import { studyFound } from './study-found.ts'
import { studySet } from './study-set.ts'
import { systemSearched } from './system-searched.ts'
import { thingMistaken } from './thing-mistaken.ts'
import { thingTaken } from './thing-taken.ts'
import { timeAsked } from './time-asked.ts'
import { told } from './told.ts'
import { toldOutside } from './told-outside.ts'
import { withdrawn } from './withdrawn.ts'
import { wordAnswered } from './word-answered.ts'

/**
 * All steps in the order of the case page. received → read → with counsel → (cure demanded, objected →) cleared →
 * decided → collected → checked → packaged → ended → closed. A warrant runs from any undecided stage → searching →
 * searched (debriefed) → ended; staff statements about a search end no case: the Director says that there was none, or
 * counsel once something came of it. docs/CASES.md draws it.
 */
export const steps = [
  received,
  told,
  paperAdded,
  paperRead,
  requesterChecked,
  scopeSet,
  findingPinned,
  findingDropped,
  gagFound,
  gagEnded,
  aboutDirector,
  paperWeighed,
  toldOutside,
  recalled,
  affectedNamed,
  affectedTold,
  counselAdvised,
  boardConsulted,
  studySet,
  studied,
  accountAsked,
  accountGiven,
  studyAgreed,
  studyFound,
  wordAnswered,
  timeAsked,
  minimumAsked,
  minimumAgreed,
  linkSent,
  letterAdded,
  letterCalled,
  conflictSaid,
  specialAsked,
  specialAgreed,
  cureDemanded,
  cured,
  objected,
  objectionEnded,
  decided,
  decisionWithdrawn,
  refusalSent,
  preserved,
  preservationEnded,
  collected,
  systemSearched,
  checked,
  packaged,
  packageSaved,
  produced,
  receipt,
  noticeChosen,
  cannotCome,
  patronTold,
  complainantTold,
  packageDestroyed,
  searchBegan,
  thingTaken,
  thingMistaken,
  searchEnded,
  debriefed,
  seized,
  searchMistaken,
  publicGiven,
  answered,
  remedied,
  withdrawn,
  quashed,
  noRecordsSent,
  referred,
  noted,
  closed,
] as const

type Step = (typeof steps)[number]
type EventOf<S> = S extends StepDefinition<infer E, infer _W, infer _F> ? E : never
export type StepEvent = EventOf<Step>

/** As generic code sees it: each has its own event, words and fields. */
export type AnyStep = StepDefinition<StepEvent>

export const stepsByName = Object.fromEntries(steps.map((step) => [step.name, step])) as unknown as {
  readonly [Name in StepEvent['what']]: AnyStep
}

export function elsewhereOf(name: StepEvent['what']): Elsewhere<StepEvent> {
  const { elsewhere }: AnyStep = stepsByName[name]
  return elsewhere === 'nothing' ? {} : elsewhere
}

export function showingOf(name: StepEvent['what']): StepShowing<StepWords> {
  const { shows = {} }: AnyStep = stepsByName[name]
  return shows
}

/** The steps that record what a decision lacks. */
export const suppliersOf = (what: StepShowing<StepWords>['supplies']): readonly StepEvent['what'][] =>
  steps.flatMap(({ name, shows }: AnyStep) => (shows?.supplies === what ? [name] : []))

/** Whether it counts as their own word: it answers or agrees for them, or of anyone else it would only be reported. */
export function isOwnWord(name: StepEvent['what'], role: CaseRole): boolean {
  const { isOwnWord: whose }: AnyStep = stepsByName[name]
  const of = elsewhereOf(name).relays?.of
  return whose === 'anyone' || whose === role || (of !== undefined && relayedOwner({ of }) === role)
}
