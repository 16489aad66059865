export {
  type Answer,
  type Ask,
  type Basis,
  bases,
  type Done,
  type Finding,
  findingKinds,
  guardianScreenAsk,
  type InstrumentKind,
  instrumentKinds,
  type Outcome,
  outcomes,
  ownScreenAsk,
  type RecipientKind,
  type RecordKind,
  type RelationShown,
  readAsk,
  readAsks,
  recordKinds,
  relationsShown,
  type StaffRole,
  staffRoles,
  staffScreenAsk,
} from './ask.ts'
export {
  bornYearsAgo,
  businessDaysAfter,
  type ClosedDays,
  daysAfter,
  daysBetween,
  instantIn,
  isDay,
  minuteIn,
  minuteOf,
  monthsAfter,
  weekdayNumberOf,
  weekdayOf,
  weekdays,
  yearsAfter,
} from './calendar.ts'
export { type PackChange, packChanges } from './changes.ts'
export {
  coverageFile,
  coverageText,
  explain,
  faultsOf,
  interpretationsOf,
  interpretationsText,
} from './explain.ts'
export { inForce, numberInForce } from './facts.ts'
export {
  type CaseRules,
  denialWordsOf,
  type FactValue,
  type FactValues,
  factsToConfirm,
  type Manifest,
  matchesNumberPattern,
  type NoticeRules,
  type UnconfirmedFact,
} from './manifest.ts'
export {
  allowsSealedMattersAt,
  answersInOtherLanguages,
  isPrivateRoom,
  loadPack,
  type Pack,
  type PackFiles,
  packAsLent,
  packHash,
  type TranslatedAnswer,
} from './pack.ts'
export { readPackFolder } from './pack-folder.ts'
export type { Scenario } from './scenario.ts'
export { MalformedAskError, PackError } from './source-text.ts'
