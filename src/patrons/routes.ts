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
import { recordForm } from './pages/guardians.tsx'
import * as myChoices from './pages/my-choices.tsx'
import * as myData from './pages/my-data.tsx'
import * as mySignIn from './pages/my-sign-in.tsx'
import * as patronLookup from './pages/patron-lookup.tsx'
import * as pinAtDesk from './pages/pin-at-desk.tsx'
import * as plainView from './pages/plain-view.tsx'
import * as registration from './pages/registration.tsx'
import type { PatronServices } from './services.ts'
import { ownPageWords } from './words/own.ts'

const counterRoutes: readonly Route<PatronServices>[] = [
  page('/counter', counter, patronLookup.patronLookupPage),
  ...formsOf('/counter', [
    form('/counter/card', counter, patronLookup.cardForm, patronLookup.openPatronByCard),
    form('/counter/name', counter, patronLookup.nameForm, patronLookup.searchPatrons),
    form('/counter/customer', counter, patronLookup.openPatronForm, patronLookup.openPatronById),
    recordForm({ path: '/counter/card-lost', may: counter, form: cards.lostCardForm }, cards.reportLostCard),
    recordForm(
      { path: '/counter/card-found', may: counter, form: cards.reactivateCardForm },
      cards.reactivateCard,
    ),
    recordForm({ path: '/counter/card-new', may: counter, form: cards.newCardForm }, cards.giveCard),
    recordForm({ path: '/counter/card-told', may: clerks, form: cards.toldNewsForm }, cards.toldNews),
    recordForm(
      { path: '/counter/card-unblock', may: clerks, form: cards.unblockCardForm },
      cards.unblockCard,
    ),
    recordForm({ path: '/counter/card-renew', may: clerks, form: cards.renewCardForm }, cards.renewCard),
    recordForm(
      { path: '/counter/guardians', may: clerks, form: guardians.guardiansForm },
      guardians.guardiansPage,
    ),
    recordForm(
      { path: '/counter/not-told', may: clerks, form: guardians.notToldForm },
      guardians.notToldPage,
    ),
    recordForm(
      { path: '/counter/guardian-add', may: clerks, form: guardians.addGuardianForm },
      guardians.addGuardian,
    ),
    recordForm(
      { path: '/counter/guardian-change', may: clerks, form: guardians.changeGuardianForm },
      guardians.changeGuardian,
    ),
    recordForm(
      { path: '/counter/guardian-also', may: clerks, form: guardians.addGuardianToChildForm },
      guardians.addGuardianToChild,
    ),
    recordForm(
      { path: '/counter/guardian-remove', may: clerks, form: guardians.removeGuardianForm },
      guardians.removeGuardian,
    ),
    recordForm(
      { path: '/counter/correct', may: clerks, form: corrections.decideCorrectionForm },
      corrections.decideCorrection,
    ),
    recordForm(
      {
        path: '/counter/set-right',
        may: clerks,
        form: corrections.editRecordForm,
        lines: correctionParts.correctionLines,
      },
      corrections.editRecord,
    ),
    recordForm({ path: '/counter/of-age', may: director, form: guardians.ofAgeForm }, guardians.recordOfAge),
    recordForm({ path: '/counter/pin', may: counter, form: pinAtDesk.pinOfForm }, pinAtDesk.handToPatron),
    recordForm(
      { path: '/counter/pin-code', may: counter, form: pinAtDesk.pinOfForm },
      pinAtDesk.printPinCode,
    ),
    recordForm(
      { path: '/counter/app-lost', may: counter, form: pinAtDesk.codeAppLostForm },
      pinAtDesk.turnOffCodeApp,
    ),
    recordForm(
      { path: '/counter/plain', may: counter, form: plainView.plainOfForm },
      plainView.beginPlainAtCounter,
    ),
  ]),
  page('/counter/lost', counter, cards.lostCardScanPage),
  form('/counter/lost', counter, cards.lostNumberForm, cards.reportLostNumber),
  page('/counter/blocked', clerks, cards.blockListPage),
  page('/counter/guardian-new', clerks, guardians.newGuardianPage),
  form('/counter/guardian-new', clerks, guardians.newGuardianForm, guardians.addForChild),
  page('/counter/guardian-reviews', director, (context) => guardians.guardianReviewsPage(context)),
  form('/counter/guardian-reviews', director, guardians.guardianReviewForm, guardians.reviewGuardians),
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
  ownPage('/me/sign-in/code', mySignIn.ownCodePage, 'customer-signing-in'),
  ownForm('/me/sign-in/code', mySignIn.ownCodeForm, mySignIn.submitOwnCode, {
    may: 'customer-signing-in',
  }),
  ownForm('/me/sign-in/stop', mySignIn.ownSignOutForm, mySignIn.ownSignOut, { may: 'customer-signing-in' }),
  ownForm('/me/sign-out', mySignIn.ownSignOutForm, mySignIn.ownSignOut, { may: 'customer-plainly' }),
  ownForm('/me/plain', plainView.plainForm, plainView.beginPlain),
  ownPage('/me/plain/end', (context) => plainView.endPlainPage(context), 'customer-plainly'),
  ownForm('/me/plain/end', plainView.endPlainForm, plainView.endPlain, { may: 'customer-plainly' }),
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

/** The way back from a page of a customer that no menu leads to. */
export function patronTrail(context: RequestContext) {
  const isInMenu = ownPages.some(([href]) => href === context.c.req.path)
  return isInMenu ? [] : [{ href: '/me', text: ownPageWords(context).mine }]
}
