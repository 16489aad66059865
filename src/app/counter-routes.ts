import {
  guardianLetterForm,
  guardianStatement,
  sendGuardianLetter,
  statementForm,
} from '../ask/pages/guardian-statement.tsx'
import { closeAccountAtDesk, closeAccountForm } from '../circulation/pages/account-closing.tsx'
import * as catalogue from '../circulation/pages/catalog.tsx'
import * as adding from '../circulation/pages/catalog-edit.tsx'
import { editForm, editItem } from '../circulation/pages/catalog-edit.tsx'
import * as charges from '../circulation/pages/charges.tsx'
import {
  checkInPages,
  checkOut,
  checkOutForm,
  checkOutPage,
  checkOutToCard,
  itemScanForm,
  redirectToCheckOut,
  renewalPages,
  undoCheckOut,
  undoCheckOutForm,
  undoScanForm,
} from '../circulation/pages/desk.tsx'
import * as shelf from '../circulation/pages/holds.tsx'
import {
  cancelHoldForm,
  cancelPatronHold,
  findHoldSlips,
  pickUpForm,
  pickUpPage,
  placeHoldForm,
  placePatronHold,
  undoHoldForm,
  undoPatronHold,
} from '../circulation/pages/holds.tsx'
import { welcomeForm, welcomeLetter } from '../contact/pages/notices.tsx'
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
} from '../patrons/pages/cards.tsx'
import { correctionLines } from '../patrons/pages/correction-parts.tsx'
import {
  correctionsPage,
  decideCorrection,
  decideCorrectionForm,
  editRecord,
  editRecordForm,
} from '../patrons/pages/corrections.tsx'
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
} from '../patrons/pages/guardians.tsx'
import {
  cardForm,
  nameForm,
  openPatronByCard,
  openPatronById,
  openPatronForm,
  patronLookupPage,
  redirectToLookup,
  searchPatrons,
} from '../patrons/pages/patron-lookup.tsx'
import * as handed from '../patrons/pages/pin-at-desk.tsx'
import * as atCounter from '../patrons/pages/pin-at-desk.tsx'
import { handBack, handBackForm, handBackPage } from '../patrons/pages/pin-at-desk.tsx'
import { registerPatron, registrationForm, registrationPage } from '../patrons/pages/registration.tsx'
import { form, handedForm, handedPage, page, type Route } from '../platform/http/route.ts'

const counter = ['volunteer', 'desk', 'director'] as const
const clerks = ['desk', 'director'] as const
const director = ['director'] as const

/** The counter and the desk: records, cards, guardians, lending, reserves, charges. */
export const counterRoutes: readonly Route[] = [
  page('/counter', counter, patronLookupPage),
  ...['/counter/card', '/counter/name', '/counter/customer'].map((path) =>
    page(path, counter, redirectToLookup),
  ),
  form('/counter/card', counter, cardForm, openPatronByCard),
  form('/counter/name', counter, nameForm, searchPatrons),
  form('/counter/customer', counter, openPatronForm, openPatronById),
  page('/counter/lost', counter, lostCardScanPage),
  form('/counter/lost', counter, lostNumberForm, reportLostNumber),
  ...['/counter/card-lost', '/counter/card-found', '/counter/card-new'].map((path) =>
    page(path, counter, redirectToLookup),
  ),
  form('/counter/card-lost', counter, lostCardForm, reportLostCard),
  form('/counter/card-found', counter, reactivateCardForm, reactivateCard),
  form('/counter/card-new', counter, newCardForm, giveCard),
  page('/counter/card-renew', clerks, redirectToLookup),
  form('/counter/card-renew', clerks, renewCardForm, renewCard),
  page('/counter/join', clerks, registrationPage),
  form('/counter/join', clerks, registrationForm, registerPatron),

  ...['/counter/reserve', '/counter/reserve-cancel', '/counter/reserve-undo'].map((path) =>
    page(path, counter, redirectToLookup),
  ),
  form('/counter/reserve', counter, placeHoldForm, placePatronHold),
  form('/counter/reserve-cancel', counter, cancelHoldForm, cancelPatronHold),
  form('/counter/reserve-undo', counter, undoHoldForm, undoPatronHold),
  ...['/counter/charge', '/counter/pay', '/counter/item-lost', '/counter/charge-undo'].map((path) =>
    page(path, counter, redirectToLookup),
  ),
  form('/counter/charge', counter, charges.chargeForm, charges.chargePatron),
  form('/counter/pay', counter, charges.payForm, charges.payCharge),
  form('/counter/item-lost', counter, charges.markLostForm, charges.markItemLost),
  form('/counter/charge-undo', counter, charges.undoChargeForm, charges.undoCharge),
  ...[
    ...['/counter/guardians', '/counter/guardian-add', '/counter/guardian-change', '/counter/guardian-also'],
    ...['/counter/guardian-remove', '/counter/statement', '/counter/letter', '/counter/welcome'],
  ].map((path) => page(path, clerks, redirectToLookup)),
  form('/counter/guardians', clerks, guardiansForm, guardiansPage),
  form('/counter/guardian-add', clerks, addGuardianForm, addGuardian),
  form('/counter/guardian-change', clerks, changeGuardianForm, changeGuardian),
  form('/counter/guardian-also', clerks, addGuardianToChildForm, addGuardianToChild),
  form('/counter/guardian-remove', clerks, removeGuardianForm, removeGuardian),
  form('/counter/statement', clerks, statementForm, guardianStatement),
  form('/counter/letter', clerks, guardianLetterForm, sendGuardianLetter),
  form('/counter/welcome', clerks, welcomeForm, welcomeLetter),
  page('/counter/corrections', clerks, correctionsPage),
  page('/counter/correct', clerks, redirectToLookup),
  form('/counter/correct', clerks, decideCorrectionForm, decideCorrection),
  page('/counter/set-right', clerks, redirectToLookup),
  form('/counter/set-right', clerks, editRecordForm, editRecord, correctionLines),
  page('/counter/close', director, redirectToLookup),
  form('/counter/close', director, closeAccountForm, closeAccountAtDesk),
  page('/counter/of-age', director, redirectToLookup),
  form('/counter/of-age', director, ofAgeForm, recordOfAge),
  ...['/counter/pin', '/counter/pin-code', '/counter/app-lost'].map((path) =>
    page(path, counter, redirectToLookup),
  ),
  form('/counter/pin', counter, atCounter.pinOfForm, atCounter.handToPatron),
  form('/counter/pin-code', counter, atCounter.pinOfForm, atCounter.printPinCode),
  form('/counter/app-lost', counter, atCounter.codeAppLostForm, atCounter.turnOffCodeApp),
  handedPage('/handed/pin', handed.handedPinPage),
  handedForm('/handed/pin', handed.handedPinForm, handed.saveHandedPin),
  handedPage('/handed/back', handBackPage),
  handedForm('/handed/back', handBackForm, handBack),

  page('/lend', counter, checkOutPage),
  ...['/lend/card', '/lend/item', '/lend/undo'].map((path) => page(path, counter, redirectToCheckOut)),
  form('/lend/card', counter, cardForm, checkOutToCard),
  form('/lend/item', counter, checkOutForm, checkOut),
  form('/lend/undo', counter, undoCheckOutForm, undoCheckOut),
  page('/return', counter, checkInPages.page),
  page('/return/undo', counter, checkInPages.back),
  form('/return', counter, itemScanForm, checkInPages.scan),
  form('/return/undo', counter, undoScanForm, checkInPages.undo),
  page('/renew', counter, renewalPages.page),
  page('/renew/undo', counter, renewalPages.back),
  form('/renew', counter, itemScanForm, renewalPages.scan),
  form('/renew/undo', counter, undoScanForm, renewalPages.undo),

  page('/reserves', counter, shelf.pullListPage),
  ...['/reserves/more', '/reserves/undo', '/reserves/slip'].map((path) =>
    page(path, counter, shelf.redirectToPullList),
  ),
  form('/reserves', counter, shelf.pullListForm, shelf.keepPulledItem),
  form('/reserves/more', counter, shelf.morePullListForm, shelf.morePullListPage),
  form('/reserves/undo', counter, shelf.undoPullListForm, shelf.undoKeptItem),
  form('/reserves/slip', counter, shelf.slipForm, shelf.slipPage),
  page('/items', clerks, catalogue.catalogPage),
  ...['/items/item', '/items/title', '/items/words', '/items/edit', '/items/state'].map((path) =>
    page(path, clerks, catalogue.redirectToCatalog),
  ),
  form('/items/item', clerks, catalogue.itemForm, catalogue.findItem),
  form('/items/title', clerks, catalogue.titleForm, catalogue.findTitle),
  form('/items/state', clerks, catalogue.stateForm, catalogue.changeItemState),
  page('/items/add', clerks, adding.addPage),
  form('/items/add', clerks, adding.addForm, adding.addCatalogItem),
  form('/items/edit', clerks, editForm, editItem),
  form('/items/words', clerks, adding.editTitleForm, adding.editTitle),
  page('/pick-up', counter, pickUpPage),
  form('/pick-up', counter, pickUpForm, findHoldSlips),
]
