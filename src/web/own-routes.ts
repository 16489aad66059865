import { correctionLines } from './correction-form.ts'
import { chooseLanguage, languageForm } from './pages/language.ts'
import * as choices from './pages/own-choices.tsx'
import * as closing from './pages/own-close.tsx'
import { dataFile } from './pages/own-copy.ts'
import { readableFile } from './pages/own-copy-page.tsx'
import * as correct from './pages/own-correct.tsx'
import * as past from './pages/own-history.tsx'
import * as mine from './pages/own-page.tsx'
import * as pin from './pages/own-pin.tsx'
import * as reserve from './pages/own-reserve.tsx'
import * as second from './pages/own-second-step.tsx'
import * as seen from './pages/own-seen.tsx'
import * as sign from './pages/own-sign-in.tsx'
import * as worry from './pages/own-worry.tsx'
import { privacyPage } from './pages/privacy.tsx'
import { openForm, openPage, ownForm, ownPage, type Route } from './route.ts'

/** The pages of patrons: for nobody on staff, at any computer. What a page shows is the gate's to decide here too. */
export const ownRoutes: readonly Route[] = [
  openPage('/privacy', privacyPage),
  openPage('/me/sign-in', sign.ownSignInPage),
  openForm('/me/sign-in', sign.ownSignInForm, sign.ownSignIn),
  ownPage('/me/sign-in/code', sign.ownCodePage, true),
  ownForm('/me/sign-in/code', sign.ownCodeForm, sign.giveOwnCode, { half: true }),
  ownForm('/me/sign-in/stop', sign.ownSignOutForm, sign.ownSignOut, { half: true }),
  ownForm('/me/sign-out', sign.ownSignOutForm, sign.ownSignOut),
  openForm('/me/language', languageForm, chooseLanguage),
  openPage('/me/pin', pin.pinByCodePage),
  openForm('/me/pin', pin.pinByCodeForm, pin.choosePin),

  ownPage('/me', mine.ownPageShown),
  ownForm('/me/renew', mine.renewForm, mine.renewOwn),
  ownPage('/me/reserve', reserve.ownReservePage),
  ownForm('/me/reserve', reserve.ownReserveForm, reserve.reserveOwn),
  ownForm('/me/reserve-cancel', reserve.ownCancelForm, reserve.cancelOwn),
  ownForm('/me/phone-code', mine.phoneCodeForm, mine.phoneCode),
  ownPage('/me/change-pin', pin.changePinPage),
  ownForm('/me/change-pin', pin.changePinForm, pin.giveNewPin),
  ownPage('/me/second-step', second.ownSecondStepPage),
  ownForm('/me/second-step', second.addOwnCodeForm, second.confirmOwnCode),
  ownForm('/me/second-step/remove', second.removeOwnCodeForm, second.removeOwnCode),

  ownPage('/me/choices', choices.choicesPage),
  ownForm('/me/choices', choices.choicesForm, choices.choose),
  ownPage('/me/history', (visit) => past.historyPage(visit)),
  ownForm('/me/history', past.historyForm, past.changeHistory),
  ownPage('/me/data', dataFile),
  ownPage('/me/data/page', readableFile),
  ownPage('/me/seen', seen.seenPageShown),
  ownPage('/me/correct', correct.ownCorrectPage),
  ownForm('/me/correct', correct.ownCorrectForm, correct.askCorrection, { lines: correctionLines }),
  ownForm('/me/correct/take-back', correct.takeBackForm, correct.takeCorrectionBack),
  ownPage('/me/lost', choices.lostPage),
  ownForm('/me/lost', choices.lostForm, choices.reportLost),
  ownPage('/me/worry', worry.worryPage),
  ownForm('/me/worry', worry.worryForm, worry.sendWorry, { lines: ['problem'] }),
  ownPage('/me/close', closing.closePage),
  ownForm('/me/close', closing.closeForm, closing.close),
]
