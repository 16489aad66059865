export type { Account } from './account.ts'
export {
  AccountKeysError,
  destroyAllUnusedKeyParts,
  openOwnKeys,
  signUnlogged,
  signWithOwnKey,
} from './account-keys.ts'
export {
  activeAccountKeys,
  addAccount,
  allAccounts,
  findAccount,
  forgedAccounts,
  isGivenPassphraseExpired,
  type ListedAccount,
} from './account-store.ts'
export {
  type ActingDirectorRefusal,
  type ConfirmationRefusal,
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  createAccount,
  endActingDirector,
  isOwnAccount,
  nameActingDirector,
  resetSignIn,
  signInNameFault,
  unlockAccount,
} from './accounts.ts'
export { allWorkstations, workstationOf } from './computers.ts'
export { accountChecks, missingAccountKeys } from './doctor.ts'
export { type ContactRole, type EmergencyContact, emergencyContacts } from './emergency-contacts-store.ts'
export { knownDays } from './known-source-store.ts'
export { type Letterhead, letterheadFor, typedLetterhead } from './letterhead.ts'
export { type CoreServices, recordAction } from './logged-action.ts'
export { actingTermsFrom, listOfficers, type VerifiedAccount, verifiedAccounts } from './officer-store.ts'
export { accessAlarmTasks, accessSlowedPage } from './pages/access-slowed.tsx'
export {
  contactsForm,
  contactsPage,
  EmergencyContactList,
  mailsGo,
  replaceContacts,
} from './pages/emergency-contacts.tsx'
export {
  fresh,
  needsRecentReauth,
  ReauthForm,
  requireReauth,
  requireRecentReauth,
} from './pages/own-account.tsx'
export { CodeForm } from './pages/secret-forms.tsx'
export {
  findByPassphrase,
  generatePassphrase,
  hashPassphrase,
  isEasyToGuess,
  isPassphrase,
  maxPassphraseLength,
  minPassphraseLength,
  type PassphraseFault,
  passphraseFault,
} from './passphrase.ts'
export { staffRoutes } from './routes.ts'
export { codeAppLink, newCodeSecret, parseCode, requiresSecondFactor, timeStepOf } from './second-factor.ts'
export { hasSecondFactor, useCodeStep } from './second-factor-store.ts'
export type { StaffServices } from './services.ts'
export { consumeReauth, findPendingSignIn, findSession, handScreen, noPatron } from './session-store.ts'
export { finishSetUp, isSettingUp, isSetUpOpen, linkHours, makeSetUpLink } from './set-up.ts'
export { reclaimScreen } from './sign-in.ts'
export {
  type AttemptSource,
  chargePassphraseAttempt,
  clearAttempts,
  deleteOldAttempts,
  isTemporarilyLocked,
  maxWrongCodes,
  missingAccountId,
  writeAttempt,
} from './sign-in-attempt-store.ts'
export {
  actingDirectorTask,
  credentialChangesTask,
  isSettingUpLibrary,
  ownActingTasks,
  ownSecondFactorTasks,
  setUpTask,
  signInTask,
} from './tasks.ts'
export { trainedStaff } from './training-store.ts'
export { limitedAttempt, tooManyAttempts, wrongAttemptErrors } from './try-rate.ts'
export { accountWords } from './words/account.ts'
export { emergencyContactsWords } from './words/emergency-contacts.ts'
export { officersWords } from './words/officers.ts'
export { passphraseWords } from './words/passphrase.ts'
export { rolesWords } from './words/roles.ts'
export { secondStepWords } from './words/second-step.ts'
export { setUpWords } from './words/set-up.ts'
export { signInWords } from './words/sign-in.ts'
export { trainingWords } from './words/training.ts'
