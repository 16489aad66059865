export { AccessSlowedError } from './access-rate.ts'
export { accessAlarms, alarmsToMail, dropOldAccesses, noteAlarmMail } from './access-rate-store.ts'
export {
  type Actor,
  accountIdOfActor,
  actingDirectorRole,
  asThemselves,
  commandLineActor,
  type GateActor,
  isActingDirector,
  logIdentity,
  type PatronActor,
  type ProgramActor,
  patronActor,
  type StaffActor,
  systemActor,
} from './actor.ts'
export { type AgeStatus, ageFacts, ageStatusOn, opinionOn, overdueCount } from './ask-facts.ts'
export type { CodeSecretOpener } from './capabilities.ts'
export {
  cardNumbersIn,
  isPlausibleCardNumber,
  normalizeCardNumber,
  withoutCodabarLetters,
} from './card-number.ts'
export {
  addCard,
  blockActiveCards,
  type CardKey,
  type CardRow,
  cardByToken,
  cardColumns,
  cardsGivenToKnown,
  codeAddressMark,
  consumePatronCode,
  endReviewOfCard,
  isAuthenticCard,
  isPatronCode,
  lockCard,
  lockPatronCards,
  newCardCode,
  noteBlockedThere,
  type PatronCodeUse,
  patronCodeToken,
  patronOfActiveCard,
  patronsBlockedOnlyHere,
  storePatronCode,
  updateCardState,
} from './card-store.ts'
export { CheckoutHistoryList, historyToken, resealHistory } from './checkout-history.ts'
export {
  addHistoryLines,
  allHistoryLines,
  deleteHistory,
  deleteHistoryLine,
  historyLinesBefore,
  historyLockDays,
  historyUnlocksOn,
  insertHistory,
  lockHistory,
} from './checkout-history-store.ts'
export type { ContactKey } from './contact-index.ts'
export {
  type CheckedPart,
  type Correctable,
  type Correction,
  type CorrectionCheck,
  type CorrectionOutcome,
  checkedParts,
  correctable,
  correctedParts,
  type FormerEmails,
  type RequestedCorrection,
  requiredChecks,
  type TypedCorrection,
  withoutParts,
  withUnchangedName,
} from './correction.ts'
export type { Gate } from './gate.ts'
export {
  type AgeBand,
  aliasOf,
  type ChargeLink,
  type HoldLink,
  type HoldShelfCopy,
  itemPrefix,
  keptCopyText,
  type Links,
  type LinkTable,
  type LoanLink,
  loanIsOver,
  newAlias,
  readKeptCopy,
  type Slip,
  slipWord,
} from './link.ts'
export {
  type AnsweredFromLog,
  answerFromLog,
  basisCountsIn,
  clauseCountsIn,
  discloseEntry,
  type EntryFilter,
  entriesSearched,
  type ListedEntry,
  listEntries,
  recordQuestion,
  type ShownEntry,
  searchEntries,
  seesAllEntries,
  type VisibleEntry,
  viewEntry,
} from './log-entry.ts'
export { watchNameChanges } from './name-changes.ts'
export {
  type ListedPatron,
  type Opened,
  type OpenedFact,
  type OpenedTitle,
  openRecord,
} from './opened-record.ts'
export {
  type CallEnd,
  type ContactChannel,
  callEnds,
  contactChannels,
  formerDays,
  isLeftUnsafe,
  longestMailLine,
  longestPickUp,
  type PatronChoices,
  type PatronReach,
  reachedAt,
  revealsName,
  type SafeChannel,
  safeChannels,
  safeWays,
} from './patron-choices.ts'
export type { CardClaim, PatronFacts } from './patron-facts.ts'
export type { PatronLookup } from './patron-lookup.ts'
export { foldName, NameIndex, type PatronName } from './patron-name.ts'
export {
  type CardEvent,
  cardToken,
  choicesMark,
  type ImportedValueTokens,
  type NotTold,
  openCorrection,
  openPatronSecret,
  type PatronValues,
  partsCorrectedHere,
  type RecordValues,
  recordKindOfPart,
  sealCard,
  sealImportedRecord,
  sealImportedStanding,
  sealPatron,
  sealPatronSecret,
  sealWithoutGuardianChoices,
  withPartCorrected,
} from './patron-row.ts'
export {
  catalogTitles,
  type GuardianRow,
  guardianColumns,
  isAuthenticGuardian,
  isPatronOnFile,
  lockPatron,
  patronOfCardToken,
  sealedPatronNames,
  setPatronChoices,
  setPatronReach,
} from './patron-store.ts'
export type { CallerPermits, CasePermits, CopyPermits, NamePermits } from './permits.ts'
export {
  type AnsweredAsk,
  type Disclosure,
  type GateParts,
  type OpenedGuardian,
  type RecordActParts,
  screenAnswer,
  seesOnScreen,
  shownOnNoScreen,
  wholeRecord,
} from './request.ts'
export {
  answerForScreen,
  mayLookUp,
  recordNames,
  seesCounter,
  worksCases,
} from './screen-records.ts'
export { SealedAccessRate } from './sealed-access-rate.ts'
export {
  endTokens,
  isLinkOfPatron,
  type LinkEnd,
  type LinkRow,
  openHandle,
  openLink,
  type SealedLink,
  sealLink,
} from './sealed-link.ts'
export {
  type CardStatus,
  type ContactOnFile,
  type DatedAddresses,
  type EarlyMajority,
  type GuardianCheck,
  type GuardianNote,
  guardianChecks,
  type OpenedHistory,
  type RecentEmails,
  relationShownBy,
  type SealedPatron,
  wrapWholeHistory,
} from './sealed-patron.ts'
export {
  type Permit,
  type Sealed,
  SealedValueError,
  wrapCaller,
  wrapCaseCopy,
  wrapCaseValue,
} from './sealed-value.ts'
export { actorOf, type GateServices, patronActorOf, readsOf, staffActorOf } from './services.ts'
export { type StatedBasis, statedBases, type ViewBasis, viewBases } from './view-basis.ts'
export { addBasisCounts, basisCounts } from './view-basis-store.ts'
export { recordKindWords } from './words/records.ts'
