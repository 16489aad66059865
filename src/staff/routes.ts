import {
  counter,
  director,
  everySignIn,
  form,
  openForm,
  openPage,
  overseers,
  page,
  president,
  type Route,
  setUpForm,
  setUpPage,
  staff,
  stepForm,
  stepPage,
} from '../platform/http/route.ts'
import * as accounts from './pages/accounts.tsx'
import * as librarySettings from './pages/library-settings.tsx'
import * as ownAccount from './pages/own-account.tsx'
import * as setUp from './pages/set-up.tsx'
import * as signIn from './pages/sign-in.tsx'
import * as training from './pages/training.tsx'
import type { StaffServices } from './services.ts'

export const staffRoutes: readonly Route<StaffServices>[] = [
  openPage('/sign-in', signIn.signInPage),
  openForm('/sign-in', signIn.signInForm, signIn.submitSignIn),
  form('/sign-out', everySignIn, signIn.signOutForm, signIn.submitSignOut),
  openPage('/switch', signIn.switchPage),
  openForm('/switch', signIn.switchForm, signIn.submitSwitch),

  stepPage('/sign-in/next', signIn.nextStepPage),
  stepPage('/sign-in/second-step', signIn.secondFactorStepPage),
  stepForm('/sign-in/code', signIn.codeForm, signIn.submitCode),
  stepForm('/sign-in/passkey', signIn.passkeyForm, signIn.submitPasskey),
  stepPage('/sign-in/passphrase', signIn.ownPassphrasePage),
  stepForm('/sign-in/passphrase', signIn.ownPassphraseForm, signIn.submitOwnPassphrase),
  stepPage('/sign-in/add', ownAccount.addSecondFactorPage.signingIn),
  stepPage('/sign-in/add/code-app', ownAccount.addCodePage.signingIn),
  stepForm('/sign-in/add/code-app', ownAccount.addCodeForm, ownAccount.submitCodeApp.signingIn),
  stepPage('/sign-in/add/passkey', ownAccount.addPasskeyPage.signingIn),
  stepForm('/sign-in/add/passkey', ownAccount.addPasskeyForm, ownAccount.submitNewPasskey.signingIn),

  openPage('/set-up/link/:link', setUp.setUpLinkPage),
  openForm('/set-up/link', setUp.followForm, setUp.submitSetUpLink),
  setUpPage('/set-up/library', setUp.libraryPage),
  setUpPage('/set-up/director', setUp.directorPage),
  setUpForm('/set-up/director', setUp.directorForm, setUp.submitDirector),
  page('/set-up/letterhead', director, librarySettings.letterheadPage),
  form('/set-up/letterhead', director, librarySettings.letterheadForm, librarySettings.submitLetterhead, [
    'address',
    'hours',
  ]),

  page('/account', everySignIn, ownAccount.ownAccountPage),
  form('/account/everywhere', everySignIn, ownAccount.everywhereForm, ownAccount.submitSignOutEverywhere),
  page('/account/keyboard', everySignIn, ownAccount.keyboardPage),
  form('/account/keyboard', everySignIn, ownAccount.keyboardForm, ownAccount.submitKeyboard),
  page('/account/passphrase', everySignIn, ownAccount.requireReauth('passphrase', ownAccount.passphrasePage)),
  form(
    '/account/passphrase',
    everySignIn,
    ownAccount.passphraseForm,
    ownAccount.requireReauth('passphrase', ownAccount.submitPassphrase),
  ),
  page('/account/pin', counter, ownAccount.staffPinPage),
  form('/account/pin', counter, ownAccount.staffPinForm, ownAccount.submitStaffPin),
  page('/account/second-step', everySignIn, ownAccount.secondFactorPage),
  form('/account/again', everySignIn, ownAccount.reauthForm, ownAccount.submitReauth),
  form(
    '/account/remove',
    everySignIn,
    ownAccount.removeSecondFactorForm,
    ownAccount.submitRemoveSecondFactor,
  ),
  page('/account/add', everySignIn, ownAccount.addSecondFactorPage.signedIn),
  page('/account/add/code-app', everySignIn, ownAccount.addCodePage.signedIn),
  form('/account/add/code-app', everySignIn, ownAccount.addCodeForm, ownAccount.submitCodeApp.signedIn),
  page('/account/add/passkey', everySignIn, ownAccount.addPasskeyPage.signedIn),
  form('/account/add/passkey', everySignIn, ownAccount.addPasskeyForm, ownAccount.submitNewPasskey.signedIn),

  page('/people', director, accounts.accountsPage),
  page('/people/add', director, ownAccount.fresh('people-add', accounts.addAccountPage)),
  form(
    '/people/add',
    director,
    accounts.newAccountForm,
    ownAccount.fresh('people-add', accounts.submitNewAccount),
  ),
  page('/people/person', director, ownAccount.fresh('people', accounts.editAccountPage)),
  form(
    '/people/sure',
    director,
    accounts.confirmActionForm,
    ownAccount.fresh('people', accounts.confirmActionPage),
  ),
  form('/people/reset', director, accounts.accountForm, ownAccount.fresh('people', accounts.submitReset)),
  form('/people/end', director, accounts.accountForm, ownAccount.fresh('people', accounts.submitEnd)),
  form('/people/unlock', director, accounts.accountForm, ownAccount.fresh('people', accounts.submitUnlock)),
  form('/people/leave', director, accounts.leaveForm, ownAccount.fresh('people', accounts.submitLeave)),
  form('/people/role', director, accounts.roleForm, ownAccount.fresh('people', accounts.submitRoleChange)),
  form(
    '/people/second-step',
    director,
    accounts.secondFactorPolicyForm,
    ownAccount.fresh('people', accounts.submitSecondFactorPolicy),
  ),

  page('/officers', overseers, accounts.officersPage),
  form(
    '/officers',
    overseers,
    accounts.officerForm,
    ownAccount.fresh('officers', accounts.submitOfficerConfirmation),
  ),
  page('/acting', president, ownAccount.fresh('acting', accounts.actingPage)),
  form('/acting', president, accounts.actingForm, ownAccount.fresh('acting', accounts.submitActingDirector)),
  form(
    '/acting/end',
    president,
    accounts.endActingForm,
    ownAccount.fresh('acting', accounts.submitEndActing),
  ),

  page('/computers', director, ownAccount.fresh('computers', librarySettings.computersPage)),
  form(
    '/computers',
    director,
    librarySettings.enrollForm,
    ownAccount.fresh('computers', librarySettings.submitEnrollment),
  ),
  form(
    '/computers/pins',
    director,
    librarySettings.pinDigitsForm,
    ownAccount.fresh('computers', librarySettings.submitPinDigits),
  ),
  form(
    '/computers/remove',
    director,
    librarySettings.removeComputerForm,
    ownAccount.fresh('computers', librarySettings.submitRemoval),
  ),

  page('/training', staff, training.trainingPage),
  form('/training', staff, training.beginForm, training.submitTrainingBegin),
  page('/training/question', staff, training.toNextQuestion),
  page('/training/question/:number', staff, training.questionPage),
  form('/training/question', staff, training.answerForm, training.submitTrainingAnswer),
  form('/training/finish', staff, training.finishForm, training.submitTrainingFinish),
  page('/training/certificate/:id', staff, training.certificate),
  page('/training/people', director, training.trainingRecordsPage),
]
