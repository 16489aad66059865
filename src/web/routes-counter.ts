import { correctionLines } from './correction-form.ts'
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
import * as catalogue from './pages/catalogue.tsx'
import * as adding from './pages/catalogue-add.tsx'
import { editForm, editItem } from './pages/catalogue-edit.tsx'
import * as charges from './pages/charges.tsx'
import { closeAccount, closeForm } from './pages/close-account.tsx'
import {
  correctForm,
  correctionsPage,
  setRight,
  setRightForm,
  settleCorrection,
} from './pages/corrections.tsx'
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
import { handBack, handBackForm, handBackPage } from './pages/handed-back.tsx'
import * as handed from './pages/handed-pin.tsx'
import { joinForm, joinPage, register } from './pages/joining.tsx'
import {
  lendItem,
  lendItemForm,
  lendPage,
  lendToCard,
  toLend,
  undoLend,
  undoLendForm,
} from './pages/lend.tsx'
import { findSlips, pickUpForm, pickUpPage } from './pages/pick-up.tsx'
import * as atCounter from './pages/pin-at-counter.tsx'
import { renewing } from './pages/renew.ts'
import { renewCard, renewForm } from './pages/renew-card.tsx'
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
import { letter, letterForm, statement, statementForm } from './pages/statement.tsx'
import { welcomeForm, welcomeLetter } from './pages/welcome.ts'
import { form, handedForm, handedPage, page, type Route } from './route.ts'

const counter = ['volunteer', 'desk', 'director'] as const
const clerks = ['desk', 'director'] as const
const director = ['director'] as const

/** The counter and the desk: records, cards, guardians, lending, reserves, charges. */
export const counterRoutes: readonly Route[] = [
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
  page('/counter/card-renew', clerks, toCounter),
  form('/counter/card-renew', clerks, renewForm, renewCard),
  page('/counter/join', clerks, joinPage),
  form('/counter/join', clerks, joinForm, register),

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
  page('/counter/corrections', clerks, correctionsPage),
  page('/counter/correct', clerks, toCounter),
  form('/counter/correct', clerks, correctForm, settleCorrection),
  page('/counter/set-right', clerks, toCounter),
  form('/counter/set-right', clerks, setRightForm, setRight, correctionLines),
  page('/counter/close', director, toCounter),
  form('/counter/close', director, closeForm, closeAccount),
  page('/counter/of-age', director, toCounter),
  form('/counter/of-age', director, ofAgeForm, recordOfAge),
  ...['/counter/pin', '/counter/pin-code', '/counter/app-lost'].map((path) => page(path, counter, toCounter)),
  form('/counter/pin', counter, atCounter.pinOfForm, atCounter.handToCustomer),
  form('/counter/pin-code', counter, atCounter.pinOfForm, atCounter.printPinCode),
  form('/counter/app-lost', counter, atCounter.appLostForm, atCounter.turnAppOff),
  handedPage('/handed/pin', handed.handedPinPage),
  handedForm('/handed/pin', handed.handedPinForm, handed.giveHandedPin),
  handedPage('/handed/back', handBackPage),
  handedForm('/handed/back', handBackForm, handBack),

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
  page('/items', clerks, catalogue.cataloguePage),
  ...['/items/item', '/items/title', '/items/words', '/items/edit', '/items/state'].map((path) =>
    page(path, clerks, catalogue.toCatalogue),
  ),
  form('/items/item', clerks, catalogue.itemForm, catalogue.findItem),
  form('/items/title', clerks, catalogue.titleForm, catalogue.findTitle),
  form('/items/state', clerks, catalogue.stateForm, catalogue.changeState),
  page('/items/add', clerks, adding.addPage),
  form('/items/add', clerks, adding.addForm, adding.addItem),
  form('/items/edit', clerks, editForm, editItem),
  form('/items/words', clerks, adding.wordsForm, adding.correctWords),
  page('/pick-up', counter, pickUpPage),
  form('/pick-up', counter, pickUpForm, findSlips),
]
