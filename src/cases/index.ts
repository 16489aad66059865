export { startAccessAlarms } from './access-alarms.ts'
export { entryOfEvents, ordersOfYear } from './answers.ts'
export { type Case, patronsNamedIn } from './case.ts'
export { caseRoleOf } from './case-access.ts'
export { CaseFinder } from './case-finder.ts'
export {
  type CaseDocuments,
  type CaseRepository,
  type CaseStorage,
  type CopyKind,
  type CopySelection,
  caseAccountsOf,
  caseEntry,
  caseSummaryOf,
  dayOfInstantIn,
  deadlineRulesOf,
  maxSealedProofs,
  type NewCaseCopy,
  type SignedDecision,
  type StoredCopy,
  sealedProofId,
  type TendedRepository,
} from './case-repository.ts'
export {
  CaseService,
  CaseSubjects,
  type CasesAtStart,
  casesAtStart,
  listClosed as listClosedCases,
  listOpen as listOpenCases,
} from './case-service.ts'
export { CaseStudy } from './case-study.ts'
export { nearDay, stepLabel } from './case-text.ts'
export { addCase, addEvent, allCopies, type CaseCount, type CaseRow, lockCopies } from './cases-store.ts'
export { Confirming } from './confirming.ts'
export { deadlinesOf } from './deadlines.ts'
export type { DecisionDraft } from './decision.ts'
export { isGagEnd, publishDenial } from './denials.ts'
export type { CaseEvent, CaseEventBody, CaseEventName, EventBodyOf } from './event.ts'
export { caseRemindersJob, endCopiesJob, publishRequestsJob, startCaseMails } from './jobs.ts'
export { nextStepsOf } from './next-steps.ts'
export { PaperLinks } from './paper-links.ts'
export { CaseCopies } from './production/case-copies.ts'
export { PublicReports } from './public-reports.ts'
export { caseFromEvents } from './reducer.ts'
export { type CaseServices, type LeaveResult, seesCases } from './services.ts'
export { SqlCaseRepository, type SqlCaseRepositoryParts } from './sql-case-repository.ts'
export { recordPatronNotice, StepRecorder } from './step-recorder.ts'
export { applyStep } from './step-table.ts'
export { decided } from './steps/decided.ts'
export { gagEnded } from './steps/gag-ended.ts'
export { elsewhereOf } from './steps/index.ts'
export { noted } from './steps/noted.ts'
export type { ReceivedEvent } from './steps/received.ts'
export { type AnswerPart, isOf } from './steps/step.ts'
export {
  askedViewsTask,
  changedContactTask,
  contactToConfirmTask,
  missingContactsTask,
  newCaseTasks,
  publicReportTasks,
  reportedLatelyTask,
  reportedWordTasks,
  searchTasks,
  secondPersonTasks,
  untoldTasks,
} from './tasks.ts'
export { publishYears } from './transparency-report.ts'
export { casesFiguresWords } from './words/figures.ts'
