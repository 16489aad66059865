import { seesCounter } from '../gate/index.ts'
import type { RequestContext, StaffBarLink } from '../platform/http/request-context.ts'
import {
  clerks,
  counter,
  director,
  form,
  formsOf,
  handedForm,
  handedPage,
  openForm,
  openPage,
  ownForm,
  ownPage,
  page,
  type Route,
} from '../platform/http/route.ts'
import { frameWords } from '../platform/i18n/words/frame.ts'
import {
  giveCard,
  lostCardForm,
  lostCardScanPage,
  lostNumberForm,
  newCardForm,
  reactivateCard,
  reactivateCardForm,
  renewCard,
  renewCardForm,
  reportLostCard,
  reportLostNumber,
} from './pages/cards.tsx'
import { correctionLines } from './pages/correction-parts.tsx'
import {
  correctionsPage,
  decideCorrection,
  decideCorrectionForm,
  editRecord,
  editRecordForm,
  requestCorrection,
  requestCorrectionForm,
  requestCorrectionPage,
  withdrawCorrection,
  withdrawCorrectionForm,
} from './pages/corrections.tsx'
import {
  addGuardian,
  addGuardianForm,
  addGuardianToChild,
  addGuardianToChildForm,
  changeGuardian,
  changeGuardianForm,
  guardiansForm,
  guardiansPage,
  ofAgeForm,
  recordOfAge,
  removeGuardian,
  removeGuardianForm,
} from './pages/guardians.tsx'
import {
  choicesForm,
  choicesPage,
  ownCardLostForm,
  ownCardLostPage,
  reportOwnCardLost,
  saveChoices,
} from './pages/my-choices.tsx'
import { accessLogPage, dataFileHtml, dataFileJson } from './pages/my-data.tsx'
import {
  addOwnCodeForm,
  changePinForm,
  changePinPage,
  confirmOwnCode,
  ownCodeForm,
  ownCodePage,
  ownSecondStepPage,
  ownSignIn,
  ownSignInForm,
  ownSignInPage,
  ownSignOut,
  ownSignOutForm,
  pinByCodeForm,
  pinByCodePage,
  removeOwnCode,
  removeOwnCodeForm,
  saveNewPin,
  savePinByCode,
  submitOwnCode,
} from './pages/my-sign-in.tsx'
import {
  cardForm,
  nameForm,
  openPatronByCard,
  openPatronById,
  openPatronForm,
  patronLookupPage,
  searchPatrons,
} from './pages/patron-lookup.tsx'
import {
  codeAppLostForm,
  handBack,
  handBackForm,
  handBackPage,
  handedPinForm,
  handedPinPage,
  handToPatron,
  pinOfForm,
  printPinCode,
  saveHandedPin,
  turnOffCodeApp,
} from './pages/pin-at-desk.tsx'
import { registerPatron, registrationForm, registrationPage } from './pages/registration.tsx'
import type { PatronServices } from './services.ts'
import { ownPageWords } from './words/own.ts'

const counterRoutes: readonly Route<PatronServices>[] = [
  page('/counter', counter, patronLookupPage),
  ...formsOf('/counter', [
    form('/counter/card', counter, cardForm, openPatronByCard),
    form('/counter/name', counter, nameForm, searchPatrons),
    form('/counter/customer', counter, openPatronForm, openPatronById),
    form('/counter/card-lost', counter, lostCardForm, reportLostCard),
    form('/counter/card-found', counter, reactivateCardForm, reactivateCard),
    form('/counter/card-new', counter, newCardForm, giveCard),
    form('/counter/card-renew', clerks, renewCardForm, renewCard),
    form('/counter/guardians', clerks, guardiansForm, guardiansPage),
    form('/counter/guardian-add', clerks, addGuardianForm, addGuardian),
    form('/counter/guardian-change', clerks, changeGuardianForm, changeGuardian),
    form('/counter/guardian-also', clerks, addGuardianToChildForm, addGuardianToChild),
    form('/counter/guardian-remove', clerks, removeGuardianForm, removeGuardian),
    form('/counter/correct', clerks, decideCorrectionForm, decideCorrection),
    form('/counter/set-right', clerks, editRecordForm, editRecord, correctionLines),
    form('/counter/of-age', director, ofAgeForm, recordOfAge),
    form('/counter/pin', counter, pinOfForm, handToPatron),
    form('/counter/pin-code', counter, pinOfForm, printPinCode),
    form('/counter/app-lost', counter, codeAppLostForm, turnOffCodeApp),
  ]),
  page('/counter/lost', counter, lostCardScanPage),
  form('/counter/lost', counter, lostNumberForm, reportLostNumber),
  page('/counter/join', clerks, registrationPage),
  form('/counter/join', clerks, registrationForm, registerPatron),
  page('/counter/corrections', clerks, correctionsPage),
  handedPage('/handed/pin', handedPinPage),
  handedForm('/handed/pin', handedPinForm, saveHandedPin),
  handedPage('/handed/back', handBackPage),
  handedForm('/handed/back', handBackForm, handBack),
]

/** Not for staff. The gate decides what shows here too. */
const ownRoutes: readonly Route<PatronServices>[] = [
  openPage('/me/sign-in', ownSignInPage),
  openForm('/me/sign-in', ownSignInForm, ownSignIn),
  ownPage('/me/sign-in/code', ownCodePage, true),
  ownForm('/me/sign-in/code', ownCodeForm, submitOwnCode, { half: true }),
  ownForm('/me/sign-in/stop', ownSignOutForm, ownSignOut, { half: true }),
  ownForm('/me/sign-out', ownSignOutForm, ownSignOut),
  openPage('/me/pin', pinByCodePage),
  openForm('/me/pin', pinByCodeForm, savePinByCode),
  ownPage('/me/change-pin', changePinPage),
  ownForm('/me/change-pin', changePinForm, saveNewPin),
  ownPage('/me/second-step', ownSecondStepPage),
  ownForm('/me/second-step', addOwnCodeForm, confirmOwnCode),
  ownForm('/me/second-step/remove', removeOwnCodeForm, removeOwnCode),

  ownPage('/me/choices', choicesPage),
  ownForm('/me/choices', choicesForm, saveChoices),
  ownPage('/me/data', dataFileJson),
  ownPage('/me/data/page', dataFileHtml),
  ownPage('/me/seen', accessLogPage),
  ownPage('/me/correct', requestCorrectionPage),
  ownForm('/me/correct', requestCorrectionForm, requestCorrection, { lines: correctionLines }),
  ownForm('/me/correct/take-back', withdrawCorrectionForm, withdrawCorrection),
  ownPage('/me/lost', ownCardLostPage),
  ownForm('/me/lost', ownCardLostForm, reportOwnCardLost),
]

export const patronRoutes: readonly Route<PatronServices>[] = [...counterRoutes, ...ownRoutes]

export const counterLink: StaffBarLink = {
  href: '/counter',
  text: (context) => frameWords(context).counter,
  isShown: seesCounter,
}

const ownPages = [
  ['/me', 'mine'],
  ['/me/choices', 'choices'],
  ['/me/history', 'history'],
  ['/me/seen', 'seen'],
] as const

/** Only one of these pages says whose they are. */
export function patronBar(context: RequestContext) {
  const own = ownPageWords(context)
  return { name: own.pages, links: ownPages.map(([href, name]) => ({ href, text: own[name] })) }
}
