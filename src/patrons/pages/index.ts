export { patronMenus, patronRoutes, patronTrail } from '../routes.ts'
export { cardsWords } from '../words/cards.ts'
export { closeAccountWords, ownCloseWords } from '../words/close-account.ts'
export { basisWords, counterWords } from '../words/counter.ts'
export { guardiansWords } from '../words/guardians.ts'
export { ownHistoryWords, ownPageWords, ownReserveWords } from '../words/own.ts'
export { ownPinWords } from '../words/own-pin.ts'
export { recordsWords } from '../words/records.ts'
export { welcomeWords } from '../words/welcome.ts'
export { CorrectionStatus } from './corrections.tsx'
export {
  BackToGuardians,
  guardianFormPage,
  recordForm,
  recordGonePage,
  recordNotOpenPage,
} from './guardians.tsx'
export { NoWayLeft } from './my-choices.tsx'
export {
  askPinPage,
  forgetPatronSession,
  leaveSelfService,
  PinField,
  pinErrors,
  signInPatron,
} from './my-sign-in.tsx'
export {
  CardSearch,
  cardForm,
  findPatronByContact,
  lostCardPage,
  nothingShownPage,
  openPatronByCard,
  openPatronById,
  PatronList,
  searchPatrons,
} from './patron-lookup.tsx'
export { plainPage } from './plain-view.tsx'
export {
  Advice,
  BackToRecord,
  fullName,
  guardianFullName,
  IdButton,
  listedHintOf,
  listedNameOf,
  nameOf,
  OwnGuardians,
  PatronFactList,
  PatronItems,
  RecordKeyFields,
  RecordView,
} from './record-parts.tsx'
