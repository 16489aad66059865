import { privacyPage } from '../ask/pages/privacy-notice.tsx'
import * as worry from '../cases/pages/patron-privacy-concern.tsx'
import * as closing from '../circulation/pages/account-closing.tsx'
import * as past from '../circulation/pages/my-account.tsx'
import * as mine from '../circulation/pages/my-account.tsx'
import * as reserve from '../circulation/pages/my-account.tsx'
import { correctionLines } from '../patrons/pages/correction-parts.tsx'
import * as correct from '../patrons/pages/corrections.tsx'
import * as choices from '../patrons/pages/my-choices.tsx'
import * as seen from '../patrons/pages/my-data.tsx'
import { dataFileHtml, dataFileJson } from '../patrons/pages/my-data.tsx'
import * as pin from '../patrons/pages/my-sign-in.tsx'
import * as second from '../patrons/pages/my-sign-in.tsx'
import * as sign from '../patrons/pages/my-sign-in.tsx'
import { chooseLanguage, languageForm } from '../platform/http/layout.tsx'
import { openForm, openPage, ownForm, ownPage, type Route } from '../platform/http/route.ts'

/** The pages of patrons: for nobody on staff, at any computer. What a page shows is the gate's to decide here too. */
export const ownRoutes: readonly Route[] = [
  openPage('/privacy', privacyPage),
  openPage('/me/sign-in', sign.ownSignInPage),
  openForm('/me/sign-in', sign.ownSignInForm, sign.ownSignIn),
  ownPage('/me/sign-in/code', sign.ownCodePage, true),
  ownForm('/me/sign-in/code', sign.ownCodeForm, sign.submitOwnCode, { half: true }),
  ownForm('/me/sign-in/stop', sign.ownSignOutForm, sign.ownSignOut, { half: true }),
  ownForm('/me/sign-out', sign.ownSignOutForm, sign.ownSignOut),
  openForm('/me/language', languageForm, chooseLanguage),
  openPage('/me/pin', pin.pinByCodePage),
  openForm('/me/pin', pin.pinByCodeForm, pin.savePinByCode),

  ownPage('/me', mine.myAccountPage),
  ownForm('/me/renew', mine.renewOwnLoansForm, mine.renewOwnLoans),
  ownPage('/me/reserve', reserve.ownHoldPage),
  ownForm('/me/reserve', reserve.ownHoldForm, reserve.placeOwnHold),
  ownForm('/me/reserve-cancel', reserve.cancelOwnHoldForm, reserve.cancelOwnHold),
  ownForm('/me/phone-code', mine.phoneCodeForm, mine.phoneCodePage),
  ownPage('/me/change-pin', pin.changePinPage),
  ownForm('/me/change-pin', pin.changePinForm, pin.saveNewPin),
  ownPage('/me/second-step', second.ownSecondStepPage),
  ownForm('/me/second-step', second.addOwnCodeForm, second.confirmOwnCode),
  ownForm('/me/second-step/remove', second.removeOwnCodeForm, second.removeOwnCode),

  ownPage('/me/choices', choices.choicesPage),
  ownForm('/me/choices', choices.choicesForm, choices.saveChoices),
  ownPage('/me/history', (visit) => past.checkoutHistoryPage(visit)),
  ownForm('/me/history', past.historyForm, past.changeCheckoutHistory),
  ownPage('/me/data', dataFileJson),
  ownPage('/me/data/page', dataFileHtml),
  ownPage('/me/seen', seen.accessLogPage),
  ownPage('/me/correct', correct.requestCorrectionPage),
  ownForm('/me/correct', correct.requestCorrectionForm, correct.requestCorrection, {
    lines: correctionLines,
  }),
  ownForm('/me/correct/take-back', correct.withdrawCorrectionForm, correct.withdrawCorrection),
  ownPage('/me/lost', choices.ownCardLostPage),
  ownForm('/me/lost', choices.ownCardLostForm, choices.reportOwnCardLost),
  ownPage('/me/worry', worry.patronConcernPage),
  ownForm('/me/worry', worry.patronConcernForm, worry.reportPatronConcern, { lines: ['problem'] }),
  ownPage('/me/close', closing.ownClosePage),
  ownForm('/me/close', closing.ownCloseForm, closing.closeOwnAccount),
]
