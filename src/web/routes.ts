import { alike } from './alike.ts'
import { askForm } from './ask/draft.ts'
import { ownRoutes } from './own-routes.ts'
import {
  accountPage,
  everywhereForm,
  givePassphrase,
  passphraseForm,
  passphrasePage,
  signOutEverywhere,
} from './pages/account.tsx'
import { actingForm, actingPage, endActing, endActingForm, giveActing } from './pages/acting.tsx'
import { ask, askPage } from './pages/ask.tsx'
import { askCallBack, callBackForm, toAskAgain } from './pages/ask-call-back.tsx'
import { backupsPage } from './pages/backups.tsx'
import { circulationMonth } from './pages/circulation-month.tsx'
import { circulationFile, circulationYear } from './pages/circulation-year.tsx'
import { computersPage, enrol, enrolForm, remove, removeForm } from './pages/computers.tsx'
import { disposalPage, disposalPaper } from './pages/disposal.tsx'
import { confirmFact, factForm, factsPage, toFacts, withdrawFact, withdrawForm } from './pages/facts.tsx'
import { importsPage } from './pages/imports.tsx'
import { cardSleeve, counterCard, warrantKit } from './pages/kits.tsx'
import { chooseLanguage, languageForm } from './pages/language.ts'
import { changeLetterhead, letterheadForm, letterheadPage } from './pages/letterhead.tsx'
import { confirmOfficer, officerForm, officersPage } from './pages/officers.tsx'
import {
  addPersonPage,
  givePerson,
  newPersonForm,
  peoplePage,
  secondStepForForm,
  setSecondStep,
} from './pages/people.tsx'
import {
  changeRole,
  end,
  personForm,
  personPage,
  reset,
  roleForm,
  sure,
  sureForm,
  unlock,
} from './pages/person.tsx'
import { namePins, pinsForm, pinsPage } from './pages/pins.tsx'
import { policyPage } from './pages/policy.tsx'
import { confirmForm, confirmSheet, newSheet, newSheetForm, recoveryPage } from './pages/recovery.tsx'
import { registerPage } from './pages/register.tsx'
import { beginCheck, checkerFile, checkForm, checkPage } from './pages/register-check.tsx'
import { entryPage, findEntry, findForm, proofFile } from './pages/register-entry.tsx'
import {
  againForm,
  fresh,
  giveAgain,
  proven,
  removeSecondStep,
  removeForm as removeStepForm,
  secondStepPage,
} from './pages/second-step.tsx'
import {
  addCodeForm,
  addCodePage,
  addPage,
  addPasskeyForm,
  addPasskeyPage,
  confirmCode,
  makePasskey,
} from './pages/second-step-add.tsx'
import {
  directorForm,
  directorPage,
  follow,
  followForm,
  giveDirector,
  libraryPage,
  linkPage,
} from './pages/set-up.tsx'
import { doneForm, setUpDone, setUpList } from './pages/set-up-list.tsx'
import { signIn, signInForm, signInPage, signOut, signOutForm } from './pages/sign-in.tsx'
import * as steps from './pages/sign-in-steps.tsx'
import { startPage } from './pages/start.tsx'
import { begin, beginForm, trainingPage } from './pages/training.tsx'
import { certificate } from './pages/training-certificate.tsx'
import { whoDidPage } from './pages/training-people.tsx'
import * as course from './pages/training-question.tsx'
import { finish, finishForm } from './pages/training-score.tsx'
import { tryOut, tryOutPage } from './pages/try-out.tsx'
import {
  form,
  openForm,
  openPage,
  page,
  type Route,
  setUpForm,
  setUpPage,
  stepForm,
  stepPage,
} from './route.ts'
import { copyRoutes } from './routes-case-copies.ts'
import { casePageRoutes } from './routes-case-pages.ts'
import { searchRoutes } from './routes-case-searches.ts'
import { caseRoutes } from './routes-cases.ts'
import { contactRoutes } from './routes-contact.ts'
import { counterRoutes } from './routes-counter.ts'
import { sealedRoutes } from './routes-sealed.ts'
import { tryOutForm } from './try-out-ask.ts'

const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
const clerks = ['desk', 'director'] as const
const director = ['director'] as const
const overseers = ['director', 'counsel', 'trustee'] as const
const board = ['director', 'trustee'] as const
const president = ['president'] as const

/** Every page of the program and who may use it. What a page then shows is the gate's to decide. */
export const routes: readonly Route[] = [
  openPage('/sign-in', signInPage),
  openForm('/sign-in', signInForm, signIn),
  form('/sign-out', staff, signOutForm, signOut),
  openForm('/language', languageForm, chooseLanguage),

  stepPage('/sign-in/next', steps.nextPage),
  stepPage('/sign-in/second-step', steps.secondStepPage),
  stepForm('/sign-in/code', steps.codeForm, steps.giveCode),
  stepForm('/sign-in/passkey', steps.passkeyForm, steps.givePasskey),
  stepPage('/sign-in/passphrase', steps.ownPassphrasePage),
  stepForm('/sign-in/passphrase', steps.ownPassphraseForm, steps.chooseOwnPassphrase),
  stepPage('/sign-in/add', addPage.signingIn),
  stepPage('/sign-in/add/code-app', addCodePage.signingIn),
  stepForm('/sign-in/add/code-app', addCodeForm, confirmCode.signingIn),
  stepPage('/sign-in/add/passkey', addPasskeyPage.signingIn),
  stepForm('/sign-in/add/passkey', addPasskeyForm, makePasskey.signingIn),

  openPage('/set-up/link/:link', linkPage),
  openForm('/set-up/link', followForm, follow),
  setUpPage('/set-up/library', libraryPage),
  setUpPage('/set-up/director', directorPage),
  setUpForm('/set-up/director', directorForm, giveDirector),
  page('/set-up', director, setUpList),
  page('/set-up/recovery', director, recoveryPage),
  form('/set-up/recovery', director, newSheetForm, proven('recovery', newSheet)),
  form('/set-up/recovery/confirm', director, confirmForm, confirmSheet),
  page('/set-up/letterhead', director, letterheadPage),
  form('/set-up/letterhead', director, letterheadForm, changeLetterhead, ['address', 'hours']),
  form('/set-up/done', director, doneForm, setUpDone),

  page('/', staff, startPage),
  page('/ask', staff, askPage),
  form('/ask', staff, askForm, alike(ask)),
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
  form('/training', staff, beginForm, begin),
  page('/training/question', staff, course.toNextQuestion),
  page('/training/question/:number', staff, course.questionPage),
  form('/training/question', staff, course.answerForm, course.answer),
  form('/training/finish', staff, finishForm, finish),
  page('/training/certificate/:id', staff, certificate),
  page('/training/people', director, whoDidPage),
  page('/kits/counter-card', staff, counterCard),
  page('/kits/warrant', staff, warrantKit),
  page('/kits/card-sleeve', staff, cardSleeve),

  page('/computers', director, fresh('computers', computersPage)),
  form('/computers', director, enrolForm, fresh('computers', enrol)),
  form('/computers/remove', director, removeForm, fresh('computers', remove)),

  page('/backups', director, backupsPage),
  page('/imports', director, importsPage),

  page('/reports/circulation', board, circulationYear),
  page('/reports/circulation/file', board, circulationFile),
  page('/reports/circulation/:month', board, circulationMonth),
  page('/reports/disposal', director, disposalPage),
  page('/reports/disposal/:month', director, disposalPaper),

  page('/register', staff, registerPage),
  form('/register/find', staff, findForm, findEntry),
  page('/register/entry/:reference', staff, entryPage),
  page('/register/entry/:reference/proof', staff, proofFile),
  page('/register/checker', staff, checkerFile),
  page('/register/check', overseers, checkPage),
  form('/register/check', overseers, checkForm, beginCheck, ['pin']),
  page('/register/pins', director, fresh('pins', pinsPage)),
  form('/register/pins', director, pinsForm, fresh('pins', namePins)),

  page('/account', staff, accountPage),
  form('/account/everywhere', staff, everywhereForm, signOutEverywhere),
  page('/account/passphrase', staff, proven('passphrase', passphrasePage)),
  form('/account/passphrase', staff, passphraseForm, proven('passphrase', givePassphrase)),
  page('/account/second-step', staff, secondStepPage),
  form('/account/again', staff, againForm, giveAgain),
  form('/account/remove', staff, removeStepForm, removeSecondStep),
  page('/account/add', staff, addPage.signedIn),
  page('/account/add/code-app', staff, addCodePage.signedIn),
  form('/account/add/code-app', staff, addCodeForm, confirmCode.signedIn),
  page('/account/add/passkey', staff, addPasskeyPage.signedIn),
  form('/account/add/passkey', staff, addPasskeyForm, makePasskey.signedIn),

  page('/people', director, peoplePage),
  page('/people/add', director, fresh('people', addPersonPage)),
  form('/people/add', director, newPersonForm, fresh('people', givePerson)),
  page('/people/person', director, fresh('people', personPage)),
  form('/people/sure', director, sureForm, fresh('people', sure)),
  form('/people/reset', director, personForm, fresh('people', reset)),
  form('/people/end', director, personForm, fresh('people', end)),
  form('/people/unlock', director, personForm, fresh('people', unlock)),
  form('/people/role', director, roleForm, fresh('people', changeRole)),
  form('/people/second-step', director, secondStepForForm, fresh('people', setSecondStep)),

  page('/officers', overseers, officersPage),
  form('/officers', overseers, officerForm, fresh('officers', confirmOfficer)),

  page('/policy/facts', director, factsPage),
  form('/policy/facts', director, factForm, confirmFact),
  page('/policy/facts/withdraw', director, toFacts),
  form('/policy/facts/withdraw', director, withdrawForm, withdrawFact),
  page('/acting', president, fresh('acting', actingPage)),
  form('/acting', president, actingForm, fresh('acting', giveActing)),
  form('/acting/end', president, endActingForm, fresh('acting', endActing)),
  ...ownRoutes,
]
