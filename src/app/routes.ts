import { askForm } from '../ask/draft.ts'
import { askCallBack, callBackForm, toAskAgain } from '../ask/pages/answer.tsx'
import { askPage, submitAsk } from '../ask/pages/ask.tsx'
import { cardSleeveDownload, counterCardDownload, warrantKitDownload } from '../ask/pages/kits.tsx'
import {
  factForm,
  factsPage,
  policyPage,
  submitFactConfirmation,
  submitFactWithdrawal,
  toFacts,
  withdrawForm,
} from '../ask/pages/policy.tsx'
import { tryOut, tryOutForm, tryOutPage } from '../ask/pages/try-out.tsx'
import {
  backupsPage,
  confirmForm,
  confirmSheet,
  newRecoverySheet,
  newSheetForm,
  recoveryPage,
} from '../backup/pages/backups.tsx'
import { casePageRoutes, caseRoutes, copyRoutes, searchRoutes } from '../cases/routes.ts'
import {
  circulationFile,
  circulationMonth,
  circulationYear,
  dispositionPage,
  dispositionReportFile,
} from '../circulation/pages/reports.tsx'
import { contactRoutes } from '../contact/routes.ts'
import { importsPage } from '../import/pages/imports.tsx'
import { chooseLanguage, languageForm } from '../platform/http/layout.tsx'
import {
  form,
  openForm,
  openPage,
  padAnswers,
  page,
  type Route,
  setUpForm,
  setUpPage,
  stepForm,
  stepPage,
} from '../platform/http/route.ts'
import { recipientsForm, recipientsPage, saveRecipients } from '../register/pages/checkpoint-recipients.tsx'
import {
  checkerFile,
  integrityCheckForm,
  integrityCheckPage,
  startCheck,
} from '../register/pages/integrity-check.tsx'
import {
  entryPage,
  entryProofDownload,
  findEntryByReference,
  findEntryForm,
  registerPage,
} from '../register/pages/register.tsx'
import { sealedRoutes } from '../sealed/pages/routes.ts'
import {
  accountForm,
  accountsPage,
  actingForm,
  actingPage,
  addAccountPage,
  confirmActionForm,
  confirmActionPage,
  editAccountPage,
  endActingForm,
  newAccountForm,
  officerForm,
  officersPage,
  roleForm,
  secondFactorPolicyForm,
  submitActingDirector,
  submitEnd,
  submitEndActing,
  submitNewAccount,
  submitOfficerConfirmation,
  submitReset,
  submitRoleChange,
  submitSecondFactorPolicy,
  submitUnlock,
} from '../staff/pages/accounts.tsx'
import {
  computersPage,
  enrollForm,
  letterheadForm,
  letterheadPage,
  removeComputerForm,
  submitEnrollment,
  submitLetterhead,
  submitRemoval,
} from '../staff/pages/library-settings.tsx'
import {
  addCodeForm,
  addCodePage,
  addPasskeyForm,
  addPasskeyPage,
  addSecondFactorPage,
  everywhereForm,
  fresh,
  ownAccountPage,
  passphraseForm,
  passphrasePage,
  reauthForm,
  removeSecondFactorForm as removeStepForm,
  requireReauth,
  secondFactorPage,
  submitCodeApp,
  submitNewPasskey,
  submitPassphrase,
  submitReauth,
  submitRemoveSecondFactor,
  submitSignOutEverywhere,
} from '../staff/pages/own-account.tsx'
import {
  directorForm,
  directorPage,
  followForm,
  libraryPage,
  setUpLinkPage,
  submitDirector,
  submitSetUpLink,
} from '../staff/pages/set-up.tsx'
import * as steps from '../staff/pages/sign-in.tsx'
import { signInForm, signInPage, signOutForm, submitSignIn, submitSignOut } from '../staff/pages/sign-in.tsx'
import * as course from '../staff/pages/training.tsx'
import {
  beginForm,
  certificate,
  finishForm,
  submitTrainingBegin,
  submitTrainingFinish,
  trainingPage,
  trainingRecordsPage,
} from '../staff/pages/training.tsx'
import { counterRoutes } from './counter-routes.ts'
import { doneForm, setUpListPage, submitSetUpDone } from './home/set-up-list.tsx'
import { startPage } from './home/start-page.tsx'
import { ownRoutes } from './patron-routes.ts'

const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
const clerks = ['desk', 'director'] as const
const director = ['director'] as const
const overseers = ['director', 'counsel', 'trustee'] as const
const board = ['director', 'trustee'] as const
const president = ['president'] as const

/** Every page of the program and who may use it. What a page then shows is the gate's to decide. */
export const routes: readonly Route[] = [
  openPage('/sign-in', signInPage),
  openForm('/sign-in', signInForm, submitSignIn),
  form('/sign-out', staff, signOutForm, submitSignOut),
  openForm('/language', languageForm, chooseLanguage),

  stepPage('/sign-in/next', steps.nextStepPage),
  stepPage('/sign-in/second-step', steps.secondFactorStepPage),
  stepForm('/sign-in/code', steps.codeForm, steps.submitCode),
  stepForm('/sign-in/passkey', steps.passkeyForm, steps.submitPasskey),
  stepPage('/sign-in/passphrase', steps.ownPassphrasePage),
  stepForm('/sign-in/passphrase', steps.ownPassphraseForm, steps.submitOwnPassphrase),
  stepPage('/sign-in/add', addSecondFactorPage.signingIn),
  stepPage('/sign-in/add/code-app', addCodePage.signingIn),
  stepForm('/sign-in/add/code-app', addCodeForm, submitCodeApp.signingIn),
  stepPage('/sign-in/add/passkey', addPasskeyPage.signingIn),
  stepForm('/sign-in/add/passkey', addPasskeyForm, submitNewPasskey.signingIn),

  openPage('/set-up/link/:link', setUpLinkPage),
  openForm('/set-up/link', followForm, submitSetUpLink),
  setUpPage('/set-up/library', libraryPage),
  setUpPage('/set-up/director', directorPage),
  setUpForm('/set-up/director', directorForm, submitDirector),
  page('/set-up', director, setUpListPage),
  page('/set-up/recovery', director, recoveryPage),
  form('/set-up/recovery', director, newSheetForm, requireReauth('recovery', newRecoverySheet)),
  form('/set-up/recovery/confirm', director, confirmForm, confirmSheet),
  page('/set-up/letterhead', director, letterheadPage),
  form('/set-up/letterhead', director, letterheadForm, submitLetterhead, ['address', 'hours']),
  form('/set-up/done', director, doneForm, submitSetUpDone),

  page('/', staff, startPage),
  page('/ask', staff, askPage),
  form('/ask', staff, askForm, padAnswers(submitAsk)),
  page('/ask/call-back', clerks, toAskAgain),
  form('/ask/call-back', clerks, callBackForm, askCallBack),

  ...counterRoutes,
  ...contactRoutes,
  ...searchRoutes,
  ...caseRoutes,
  ...sealedRoutes,
  ...copyRoutes,
  ...casePageRoutes,

  page('/policy', staff, policyPage),
  page('/policy/try', staff, tryOutPage),
  form('/policy/try', staff, tryOutForm, tryOut),

  page('/training', staff, trainingPage),
  form('/training', staff, beginForm, submitTrainingBegin),
  page('/training/question', staff, course.toNextQuestion),
  page('/training/question/:number', staff, course.questionPage),
  form('/training/question', staff, course.answerForm, course.submitTrainingAnswer),
  form('/training/finish', staff, finishForm, submitTrainingFinish),
  page('/training/certificate/:id', staff, certificate),
  page('/training/people', director, trainingRecordsPage),
  page('/kits/counter-card', staff, counterCardDownload),
  page('/kits/warrant', staff, warrantKitDownload),
  page('/kits/card-sleeve', staff, cardSleeveDownload),

  page('/computers', director, fresh('computers', computersPage)),
  form('/computers', director, enrollForm, fresh('computers', submitEnrollment)),
  form('/computers/remove', director, removeComputerForm, fresh('computers', submitRemoval)),

  page('/backups', director, backupsPage),
  page('/imports', director, importsPage),

  page('/reports/circulation', board, circulationYear),
  page('/reports/circulation/file', board, circulationFile),
  page('/reports/circulation/:month', board, circulationMonth),
  page('/reports/disposal', director, dispositionPage),
  page('/reports/disposal/:month', director, dispositionReportFile),

  page('/register', staff, registerPage),
  form('/register/find', staff, findEntryForm, findEntryByReference),
  page('/register/entry/:reference', staff, entryPage),
  page('/register/entry/:reference/proof', staff, entryProofDownload),
  page('/register/checker', staff, checkerFile),
  page('/register/check', overseers, integrityCheckPage),
  form('/register/check', overseers, integrityCheckForm, startCheck, ['pin']),
  page('/register/pins', director, fresh('pins', recipientsPage)),
  form('/register/pins', director, recipientsForm, fresh('pins', saveRecipients)),

  page('/account', staff, ownAccountPage),
  form('/account/everywhere', staff, everywhereForm, submitSignOutEverywhere),
  page('/account/passphrase', staff, requireReauth('passphrase', passphrasePage)),
  form('/account/passphrase', staff, passphraseForm, requireReauth('passphrase', submitPassphrase)),
  page('/account/second-step', staff, secondFactorPage),
  form('/account/again', staff, reauthForm, submitReauth),
  form('/account/remove', staff, removeStepForm, submitRemoveSecondFactor),
  page('/account/add', staff, addSecondFactorPage.signedIn),
  page('/account/add/code-app', staff, addCodePage.signedIn),
  form('/account/add/code-app', staff, addCodeForm, submitCodeApp.signedIn),
  page('/account/add/passkey', staff, addPasskeyPage.signedIn),
  form('/account/add/passkey', staff, addPasskeyForm, submitNewPasskey.signedIn),

  page('/people', director, accountsPage),
  page('/people/add', director, fresh('people', addAccountPage)),
  form('/people/add', director, newAccountForm, fresh('people', submitNewAccount)),
  page('/people/person', director, fresh('people', editAccountPage)),
  form('/people/sure', director, confirmActionForm, fresh('people', confirmActionPage)),
  form('/people/reset', director, accountForm, fresh('people', submitReset)),
  form('/people/end', director, accountForm, fresh('people', submitEnd)),
  form('/people/unlock', director, accountForm, fresh('people', submitUnlock)),
  form('/people/role', director, roleForm, fresh('people', submitRoleChange)),
  form('/people/second-step', director, secondFactorPolicyForm, fresh('people', submitSecondFactorPolicy)),

  page('/officers', overseers, officersPage),
  form('/officers', overseers, officerForm, fresh('officers', submitOfficerConfirmation)),

  page('/policy/facts', director, factsPage),
  form('/policy/facts', director, factForm, submitFactConfirmation),
  page('/policy/facts/withdraw', director, toFacts),
  form('/policy/facts/withdraw', director, withdrawForm, submitFactWithdrawal),
  page('/acting', president, fresh('acting', actingPage)),
  form('/acting', president, actingForm, fresh('acting', submitActingDirector)),
  form('/acting/end', president, endActingForm, fresh('acting', submitEndActing)),
  ...ownRoutes,
]
