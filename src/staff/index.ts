export { type Account, isConfirmedPresident } from './account.ts'
export {
  AccountKeysError,
  destroyAllUnusedKeyParts,
  openOwnKeys,
  signUnlogged,
  signWithOwnKey,
} from './account-keys.ts'
export {
  accountNames,
  activeAccountKeys,
  addAccount,
  allAccounts,
  directorAccounts,
  everyAccountName,
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
export { allWorkstations, enrollComputer, workstationOf } from './computers.ts'
export { accountChecks, missingAccountKeys } from './doctor.ts'
export {
  answerChangedContact,
  type CalledRole,
  type ChangedContact,
  type ContactOwner,
  type ContactRole,
  changedContactsOf,
  confirmContact,
  contactsToCall,
  type EmergencyContact,
  emergencyContacts,
  isOtherPerson,
  type KeptContact,
  keptContacts,
  lacksCounselsSignIn,
  replaceEmergencyContacts,
} from './emergency-contacts-store.ts'
export { knownDays } from './known-source-store.ts'
export {
  keptLetterhead,
  type Letterhead,
  letterheadFor,
  saveLetterhead,
  typedLetterhead,
} from './letterhead.ts'
export { type CoreServices, recordAction } from './logged-action.ts'
export { actingTermsFrom, listOfficers, type VerifiedAccount, verifiedAccounts } from './officer-store.ts'
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
export { codeAppLink, newCodeSecret, parseCode, requiresSecondFactor, timeStepOf } from './second-factor.ts'
export { hasSecondFactor, useCodeStep } from './second-factor-store.ts'
export type { StaffServices } from './services.ts'
export { consumeReauth, findPendingSignIn, findSession, handScreen, noPatron } from './session-store.ts'
export {
  finishSetUp,
  isSameSetUpToken,
  isSettingUp,
  isSetUpOpen,
  makeSetUpLink,
  setUpLinkHours,
  setUpToken,
} from './set-up.ts'
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
  leaveTask,
  noOneOpensTask,
  ownActingTasks,
  ownSecondFactorTasks,
  setUpTask,
  signInTask,
} from './tasks.ts'
export { addCompletedCourse, coursesPassedIn, trainedStaff } from './training-store.ts'
export { isUsedTooOften, limitedAttempt, tooManyAttempts, wrongAttemptErrors } from './try-rate.ts'
export { emergencyContactsWords, rolesWords } from './words/people.ts'
