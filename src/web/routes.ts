import { askForm } from './ask/draft.ts'
import { answeredForm, callForm, endedForm } from './calls/call-form.tsx'
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
import { backupsPage } from './pages/backups.tsx'
import { callPage } from './pages/call.tsx'
import { answered } from './pages/call-answered.tsx'
import { ended } from './pages/call-ended.tsx'
import {
  backPage,
  callsPage,
  findBack,
  findBackForm,
  nextCall,
  nextCallForm,
  toCalls,
} from './pages/calls.tsx'
import {
  findAgain,
  foundForm,
  giveCard,
  lostCardForm,
  lostNumberForm,
  lostNumberPage,
  newCardForm,
  reportCard,
  reportNumber,
} from './pages/cards.tsx'
import * as charges from './pages/charges.tsx'
import { computersPage, enrol, enrolForm, remove, removeForm } from './pages/computers.tsx'
import {
  cardForm,
  counterPage,
  customerForm,
  findCard,
  findName,
  nameForm,
  openCustomer,
  toCounter,
} from './pages/counter.tsx'
import {
  addForm,
  addGuardian,
  alsoForm,
  alsoGuardian,
  changeForm,
  changeGuardian,
} from './pages/guardian-add.tsx'
import {
  guardiansForm,
  guardiansPage,
  ofAgeForm,
  recordOfAge,
  removeGuardian,
  removeGuardianForm,
} from './pages/guardians.tsx'
import * as handed from './pages/handed-pin.tsx'
import { cardSleeve, counterCard, warrantKit } from './pages/kits.tsx'
import { chooseLanguage, languageForm } from './pages/language.ts'
import {
  lendItem,
  lendItemForm,
  lendPage,
  lendToCard,
  toLend,
  undoLend,
  undoLendForm,
} from './pages/lend.tsx'
import { lettersForm, lettersPage, mailedLetters, printLetters, toLetters } from './pages/letters.tsx'
import { noticesPage, sampleLetter } from './pages/notices.tsx'
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
import { findSlips, pickUpForm, pickUpPage } from './pages/pick-up.tsx'
import { namePins, pinsForm, pinsPage } from './pages/pins.tsx'
import { policyPage } from './pages/policy.tsx'
import { confirmForm, confirmSheet, newSheet, newSheetForm, recoveryPage } from './pages/recovery.tsx'
import { registerPage } from './pages/register.tsx'
import { beginCheck, checkerFile, checkForm, checkPage } from './pages/register-check.tsx'
import { entryPage, findEntry, findForm, proofFile } from './pages/register-entry.tsx'
import { renewing } from './pages/renew.ts'
import {
  cancelForm,
  cancelReserve,
  placeReserve,
  reserveForm,
  undoLineForm,
  undoReserve,
} from './pages/reserve.tsx'
import * as shelf from './pages/reserves.tsx'
import { takingBack } from './pages/return.ts'
import { scanForm, undoForm } from './pages/scan-page.tsx'
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
import { letter, letterForm, statement, statementForm } from './pages/statement.tsx'
import { begin, beginForm, trainingPage } from './pages/training.tsx'
import { certificate } from './pages/training-certificate.tsx'
import { whoDidPage } from './pages/training-people.tsx'
import * as course from './pages/training-question.tsx'
import { finish, finishForm } from './pages/training-score.tsx'
import { tryOut, tryOutPage } from './pages/try-out.tsx'
import { welcomeForm, welcomeLetter } from './pages/welcome.ts'
import {
  form,
  handedForm,
  handedPage,
  only,
  openForm,
  openPage,
  page,
  type Route,
  setUpForm,
  setUpPage,
  stepForm,
  stepPage,
} from './route.ts'
import { tryOutForm } from './try-out-ask.ts'
import { seesCalls } from './views/layout.tsx'

const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
const counter = ['volunteer', 'desk', 'director'] as const
const clerks = ['desk', 'director'] as const
const director = ['director'] as const
const overseers = ['director', 'counsel', 'trustee'] as const
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
  form('/set-up/done', director, doneForm, setUpDone),

  page('/', staff, startPage),
  page('/ask', staff, askPage),
  form('/ask', staff, askForm, ask),

  page('/counter', counter, counterPage),
  ...['/counter/card', '/counter/name', '/counter/customer'].map((path) => page(path, counter, toCounter)),
  form('/counter/card', counter, cardForm, findCard),
  form('/counter/name', counter, nameForm, findName),
  form('/counter/customer', counter, customerForm, openCustomer),
  page('/counter/lost', counter, lostNumberPage),
  form('/counter/lost', counter, lostNumberForm, reportNumber),
  ...['/counter/card-lost', '/counter/card-found', '/counter/card-new'].map((path) =>
    page(path, counter, toCounter),
  ),
  form('/counter/card-lost', counter, lostCardForm, reportCard),
  form('/counter/card-found', counter, foundForm, findAgain),
  form('/counter/card-new', counter, newCardForm, giveCard),

  ...['/counter/reserve', '/counter/reserve-cancel', '/counter/reserve-undo'].map((path) =>
    page(path, counter, toCounter),
  ),
  form('/counter/reserve', counter, reserveForm, placeReserve),
  form('/counter/reserve-cancel', counter, cancelForm, cancelReserve),
  form('/counter/reserve-undo', counter, undoLineForm, undoReserve),
  ...['/counter/charge', '/counter/pay', '/counter/item-lost', '/counter/charge-undo'].map((path) =>
    page(path, counter, toCounter),
  ),
  form('/counter/charge', counter, charges.chargeForm, charges.chargeCustomer),
  form('/counter/pay', counter, charges.payForm, charges.payCharge),
  form('/counter/item-lost', counter, charges.itemLostForm, charges.loseItem),
  form('/counter/charge-undo', counter, charges.undoChargeForm, charges.undoCharge),
  ...[
    ...['/counter/guardians', '/counter/guardian-add', '/counter/guardian-change', '/counter/guardian-also'],
    ...['/counter/guardian-remove', '/counter/statement', '/counter/letter', '/counter/welcome'],
  ].map((path) => page(path, clerks, toCounter)),
  form('/counter/guardians', clerks, guardiansForm, guardiansPage),
  form('/counter/guardian-add', clerks, addForm, addGuardian),
  form('/counter/guardian-change', clerks, changeForm, changeGuardian),
  form('/counter/guardian-also', clerks, alsoForm, alsoGuardian),
  form('/counter/guardian-remove', clerks, removeGuardianForm, removeGuardian),
  form('/counter/statement', clerks, statementForm, statement),
  form('/counter/letter', clerks, letterForm, letter),
  form('/counter/welcome', clerks, welcomeForm, welcomeLetter),
  page('/counter/of-age', director, toCounter),
  form('/counter/of-age', director, ofAgeForm, recordOfAge),
  ...['/counter/pin', '/counter/pin-code'].map((path) => page(path, counter, toCounter)),
  form('/counter/pin', counter, handed.pinOfForm, handed.handToCustomer),
  form('/counter/pin-code', counter, handed.pinOfForm, handed.printPinCode),
  handedPage('/handed/pin', handed.handedPinPage),
  handedForm('/handed/pin', handed.handedPinForm, handed.giveHandedPin),
  handedForm('/handed/back', handed.handBackForm, handed.handBack),

  page('/lend', counter, lendPage),
  ...['/lend/card', '/lend/item', '/lend/undo'].map((path) => page(path, counter, toLend)),
  form('/lend/card', counter, cardForm, lendToCard),
  form('/lend/item', counter, lendItemForm, lendItem),
  form('/lend/undo', counter, undoLendForm, undoLend),
  page('/return', counter, takingBack.page),
  page('/return/undo', counter, takingBack.back),
  form('/return', counter, scanForm, takingBack.scan),
  form('/return/undo', counter, undoForm, takingBack.undo),
  page('/renew', counter, renewing.page),
  page('/renew/undo', counter, renewing.back),
  form('/renew', counter, scanForm, renewing.scan),
  form('/renew/undo', counter, undoForm, renewing.undo),

  page('/reserves', counter, shelf.shelfPage),
  ...['/reserves/more', '/reserves/undo', '/reserves/slip'].map((path) => page(path, counter, shelf.toShelf)),
  form('/reserves', counter, shelf.shelfForm, shelf.keepFound),
  form('/reserves/more', counter, shelf.shelfMoreForm, shelf.moreOfShelf),
  form('/reserves/undo', counter, shelf.shelfUndoForm, shelf.undoKept),
  form('/reserves/slip', counter, shelf.slipForm, shelf.slipPage),
  page('/pick-up', counter, pickUpPage),
  form('/pick-up', counter, pickUpForm, findSlips),
  page('/letters', clerks, lettersPage),
  form('/letters/print', clerks, lettersForm, printLetters),
  form('/letters/mailed', clerks, lettersForm, mailedLetters),
  page('/letters/print', clerks, toLetters),
  page('/letters/mailed', clerks, toLetters),
  page('/notices', director, noticesPage),
  page('/notices/letter', director, sampleLetter),
  ...[
    page('/calls', clerks, callsPage),
    ...['/calls/next', '/calls/call', '/calls/answered', '/calls/ended'].map((path) =>
      page(path, clerks, toCalls),
    ),
    form('/calls/next', clerks, nextCallForm, nextCall),
    form('/calls/call', clerks, callForm, callPage),
    form('/calls/answered', clerks, answeredForm, answered),
    form('/calls/ended', clerks, endedForm, ended),
    page('/calls/back', clerks, backPage),
    form('/calls/back', clerks, findBackForm, findBack),
    // INVARIANT: nowhere but in a private room is there such an address (Reg 4).
  ].map((route) => only(seesCalls, route)),

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

  page('/acting', president, fresh('acting', actingPage)),
  form('/acting', president, actingForm, fresh('acting', giveActing)),
  form('/acting/end', president, endActingForm, fresh('acting', endActing)),
  ...ownRoutes,
]
