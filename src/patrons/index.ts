export { CardRenewals, Cards } from './cards.ts'
export { Corrections, type FormerEmailNotices, saveFormerEmails } from './corrections.ts'
export { dailyLimit } from './day-rate.ts'
export { forgedRowsCheck } from './doctor.ts'
export { comingOfAgeStep, Guardians } from './guardians.ts'
export {
  endNightlyImport,
  type NightlyImport,
  nightlyImport,
  noteImport,
  noteImportFailure,
  otherSystemLends,
  setNightlyImport,
} from './other-system-store.ts'
export { CorrectionStatus } from './pages/corrections.tsx'
export { BackToGuardians, guardianFormPage, recordGonePage } from './pages/guardians.tsx'
export {
  askPinPage,
  forgetPatronSession,
  leaveSelfService,
  PinField,
  pinErrors,
} from './pages/my-sign-in.tsx'
export {
  CardSearch,
  cardForm,
  nothingShownPage,
  openPatronByCard,
  openPatronById,
  searchPatrons,
} from './pages/patron-lookup.tsx'
export {
  BackToRecord,
  fullName,
  guardianFullName,
  IdButton,
  listedNameOf,
  nameOf,
  RecordKeyFields,
  RecordView,
} from './pages/record-parts.tsx'
export { cardHolderAmong, deleteGuardianRows, liableGuardianRowIds } from './record-store.ts'
export { Registration } from './registration.ts'
export { patronMenus, patronRoutes } from './routes.ts'
export {
  type ClosingCheck,
  closingChecks,
  issuePatronCode,
  phoneCodeMinutes,
  recordPatronAct,
} from './self-service.ts'
export type { OpenRecord, PatronServices } from './services.ts'
export { isOwnPin } from './sign-in.ts'
export { livePatronSession, ownScreenContext } from './sign-in-store.ts'
export { correctionTasks, guardianChangeTasks } from './tasks.ts'
export { cardsWords } from './words/cards.ts'
export { closeAccountWords } from './words/close-account.ts'
export { counterWords } from './words/counter.ts'
export { guardiansWords } from './words/guardians.ts'
export { ownPageWords } from './words/own.ts'
export { ownCloseWords } from './words/own-close.ts'
export { ownHistoryWords } from './words/own-history.ts'
export { ownPinWords } from './words/own-pin.ts'
export { ownReserveWords } from './words/own-reserve.ts'
export { recordsWords } from './words/records.ts'
export { welcomeWords } from './words/welcome.ts'
