import type { RequestContext } from '../platform/http/request-context.ts'
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
import * as blockCard from './pages/block-card.tsx'
import * as cards from './pages/cards.tsx'
import * as correctionParts from './pages/correction-parts.tsx'
import * as corrections from './pages/corrections.tsx'
import * as guardians from './pages/guardians.tsx'
import * as myChoices from './pages/my-choices.tsx'
import * as myData from './pages/my-data.tsx'
import * as mySignIn from './pages/my-sign-in.tsx'
import * as patronLookup from './pages/patron-lookup.tsx'
import * as pinAtDesk from './pages/pin-at-desk.tsx'
import * as registration from './pages/registration.tsx'
import type { PatronServices } from './services.ts'
import { ownPageWords } from './words/own.ts'

const counterRoutes: readonly Route<PatronServices>[] = [
  page('/counter', counter, patronLookup.patronLookupPage),
  ...formsOf('/counter', [
    form('/counter/card', counter, patronLookup.cardForm, patronLookup.openPatronByCard),
    form('/counter/name', counter, patronLookup.nameForm, patronLookup.searchPatrons),
    form('/counter/customer', counter, patronLookup.openPatronForm, patronLookup.openPatronById),
    form('/counter/card-lost', counter, cards.lostCardForm, cards.reportLostCard),
    form('/counter/card-found', counter, cards.reactivateCardForm, cards.reactivateCard),
    form('/counter/card-new', counter, cards.newCardForm, cards.giveCard),
    form('/counter/card-told', clerks, cards.toldNewsForm, cards.toldNews),
    form('/counter/card-unblock', clerks, cards.unblockCardForm, cards.unblockCard),
    form('/counter/card-renew', clerks, cards.renewCardForm, cards.renewCard),
    form('/counter/guardians', clerks, guardians.guardiansForm, guardians.guardiansPage),
    form('/counter/not-told', clerks, guardians.notToldForm, guardians.notToldPage),
    form('/counter/guardian-add', clerks, guardians.addGuardianForm, guardians.addGuardian),
    form('/counter/guardian-change', clerks, guardians.changeGuardianForm, guardians.changeGuardian),
    form('/counter/guardian-also', clerks, guardians.addGuardianToChildForm, guardians.addGuardianToChild),
    form('/counter/guardian-remove', clerks, guardians.removeGuardianForm, guardians.removeGuardian),
    form('/counter/correct', clerks, corrections.decideCorrectionForm, corrections.decideCorrection),
    form(
      '/counter/set-right',
      clerks,
      corrections.editRecordForm,
      corrections.editRecord,
      correctionParts.correctionLines,
    ),
    form('/counter/of-age', director, guardians.ofAgeForm, guardians.recordOfAge),
    form('/counter/pin', counter, pinAtDesk.pinOfForm, pinAtDesk.handToPatron),
    form('/counter/pin-code', counter, pinAtDesk.pinOfForm, pinAtDesk.printPinCode),
    form('/counter/app-lost', counter, pinAtDesk.codeAppLostForm, pinAtDesk.turnOffCodeApp),
  ]),
  page('/counter/lost', counter, cards.lostCardScanPage),
  form('/counter/lost', counter, cards.lostNumberForm, cards.reportLostNumber),
  page('/counter/blocked', clerks, cards.blockListPage),
  page('/counter/card-reviews', director, cards.cardReviewPage),
  form('/counter/card-reviews', director, cards.reviewedCardForm, cards.reviewCard),
  page('/account/cards', counter, cards.cardsApartPage),
  form('/account/cards', counter, cards.cardApartForm, cards.setCardApart),
  page('/counter/join', clerks, registration.registrationPage),
  form('/counter/join', clerks, registration.registrationForm, registration.registerPatron),
  page('/counter/corrections', clerks, corrections.correctionsPage),
  handedPage('/handed/pin', pinAtDesk.handedPinPage),
  handedForm('/handed/pin', pinAtDesk.handedPinForm, pinAtDesk.saveHandedPin),
  handedPage('/handed/back', pinAtDesk.handBackPage),
  handedForm('/handed/back', pinAtDesk.handBackForm, pinAtDesk.handBack),
]

/** Not for staff. The gate decides what shows here too. */
const ownRoutes: readonly Route<PatronServices>[] = [
  openPage('/me/sign-in', mySignIn.ownSignInPage),
  openForm('/me/sign-in', mySignIn.ownSignInForm, mySignIn.signInPatron),
  ownPage('/me/sign-in/code', mySignIn.ownCodePage, true),
  ownForm('/me/sign-in/code', mySignIn.ownCodeForm, mySignIn.submitOwnCode, { half: true }),
  ownForm('/me/sign-in/stop', mySignIn.ownSignOutForm, mySignIn.ownSignOut, { half: true }),
  ownForm('/me/sign-out', mySignIn.ownSignOutForm, mySignIn.ownSignOut),
  openPage('/me/block', blockCard.blockCardPage),
  openForm('/me/block', blockCard.blockCardForm, blockCard.blockCard),
  openPage('/me/pin', mySignIn.pinByCodePage),
  openForm('/me/pin', mySignIn.pinByCodeForm, mySignIn.savePinByCode),
  ownPage('/me/change-pin', mySignIn.changePinPage),
  ownForm('/me/change-pin', mySignIn.changePinForm, mySignIn.saveNewPin),
  ownPage('/me/second-step', mySignIn.ownSecondStepPage),
  ownForm('/me/second-step', mySignIn.addOwnCodeForm, mySignIn.confirmOwnCode),
  ownForm('/me/second-step/remove', mySignIn.removeOwnCodeForm, mySignIn.removeOwnCode),

  ownPage('/me/choices', myChoices.choicesPage),
  ownForm('/me/choices', myChoices.choicesForm, myChoices.saveChoices),
  ownPage('/me/data', myData.dataFileJson),
  ownPage('/me/data/page', myData.dataFileHtml),
  ownPage('/me/seen', myData.accessLogPage),
  ownPage('/me/correct', corrections.requestCorrectionPage),
  ownForm('/me/correct', corrections.requestCorrectionForm, corrections.requestCorrection, {
    lines: correctionParts.correctionLines,
  }),
  ownForm('/me/correct/take-back', corrections.withdrawCorrectionForm, corrections.withdrawCorrection),
  ownPage('/me/lost', myChoices.ownCardLostPage),
  ownForm('/me/lost', myChoices.ownCardLostForm, myChoices.reportOwnCardLost),
]

export const patronRoutes: readonly Route<PatronServices>[] = [...counterRoutes, ...ownRoutes]

const ownPages = [
  ['/me', 'mine'],
  ['/me/choices', 'choices'],
  ['/me/history', 'history'],
  ['/me/seen', 'seen'],
] as const

/** Only one of these pages says whose they are. */
export function patronMenus(context: RequestContext) {
  const own = ownPageWords(context)
  return ownPages.map(([href, name]) => ({ href, text: own[name] }))
}
