export { CardBlocks, CardNews, CardRenewals, Cards, recentNews } from './cards.ts'
export { type AddressNotices, Corrections, dailyLimit, saveFormerEmails } from './corrections.ts'
export { forgedRowsCheck } from './doctor.ts'
export { comingOfAgeStep, GuardianShields, Guardians } from './guardians.ts'
export {
  chosenElsewhere,
  endNightlyImport,
  isLentElsewhere,
  type LendingSystem,
  type NightlyImport,
  nightlyImport,
  noteImport,
  noteImportFailure,
  otherSystemLends,
  saveLendingSystem,
  setNightlyImport,
} from './other-system-store.ts'
export { hasPlainView } from './plain-view.ts'
export { cardHolderAmong, deleteGuardianRows, liableGuardianRowIds } from './record-store.ts'
export { Registration } from './registration.ts'
export {
  type ClosingCheck,
  closingChecks,
  issuePatronCode,
  phoneCodeMinutes,
  recordPatronAct,
} from './self-service.ts'
export type { OpenRecord, PatronServices, RecordActions } from './services.ts'
export { isOwnPin } from './sign-in.ts'
export { deletePin, livePatronSession, ownScreenContext, setPin } from './sign-in-store.ts'
export { blockedCardTasks, cardReviewTasks, correctionTasks, guardianReviewTasks } from './tasks.ts'
