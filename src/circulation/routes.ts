import { cardForm, recordForm } from '../patrons/pages/index.ts'
import {
  board,
  clerks,
  counter,
  director,
  form,
  formsOf,
  ownForm,
  ownPage,
  page,
  type Route,
} from '../platform/http/route.ts'
import {
  closeAccountAtDesk,
  closeAccountForm,
  closeOwnAccount,
  ownCloseForm,
  ownClosePage,
} from './pages/account-closing.tsx'
import {
  catalogPage,
  changeItemState,
  findItem,
  findTitle,
  itemForm,
  stateForm,
  titleForm,
} from './pages/catalog.tsx'
import {
  addCatalogItem,
  addForm,
  addPage,
  editForm,
  editItem,
  editTitle,
  editTitleForm,
} from './pages/catalog-edit.tsx'
import {
  chargeForm,
  chargePatron,
  markItemLost,
  markLostForm,
  payCharge,
  payForm,
  undoCharge,
  undoChargeForm,
} from './pages/charges.tsx'
import {
  checkInPages,
  checkOut,
  checkOutAgain,
  checkOutForm,
  checkOutPage,
  checkOutToCard,
  itemScanForm,
  renewalPages,
  undoCheckOut,
  undoCheckOutForm,
  undoScanForm,
} from './pages/desk.tsx'
import { find, findForm } from './pages/find.tsx'
import {
  cancelHoldForm,
  cancelPatronHold,
  findHoldSlips,
  keepPulledItem,
  morePullListForm,
  morePullListPage,
  pickUpForm,
  pickUpPage,
  placeHoldForm,
  placePatronHold,
  pullListForm,
  pullListPage,
  slipForm,
  slipPage,
  undoHoldForm,
  undoKeptItem,
  undoPatronHold,
  undoPullListForm,
} from './pages/holds.tsx'
import {
  cancelOwnHold,
  cancelOwnHoldForm,
  changeCheckoutHistory,
  checkoutHistoryPage,
  historyForm,
  myAccountPage,
  ownHoldForm,
  ownHoldPage,
  phoneCodeForm,
  phoneCodePage,
  placeOwnHold,
  renewOwnLoans,
  renewOwnLoansForm,
} from './pages/my-account.tsx'
import { renewLoanForm, renewOnRecord } from './pages/record-actions.tsx'
import {
  circulationFile,
  circulationMonth,
  circulationYear,
  dispositionPage,
  dispositionReportFile,
} from './pages/reports.tsx'
import type { CirculationServices } from './services.ts'

const ownRoutes: readonly Route<CirculationServices>[] = [
  ownPage('/me', (context) => myAccountPage(context), 'customer-plainly'),
  ownForm('/me/renew', renewOwnLoansForm, renewOwnLoans),
  ownPage('/me/reserve', ownHoldPage),
  ownForm('/me/reserve', ownHoldForm, placeOwnHold),
  ownForm('/me/reserve-cancel', cancelOwnHoldForm, cancelOwnHold),
  ownForm('/me/phone-code', phoneCodeForm, phoneCodePage),
  ownPage('/me/history', (context) => checkoutHistoryPage(context)),
  ownForm('/me/history', historyForm, changeCheckoutHistory),
  ownPage('/me/close', ownClosePage),
  ownForm('/me/close', ownCloseForm, closeOwnAccount),
]

export const circulationRoutes: readonly Route<CirculationServices>[] = [
  ...formsOf('/counter', [form('/find', clerks, findForm, find)]),
  page('/lend', counter, checkOutPage),
  ...formsOf('/lend', [
    form('/lend/card', counter, cardForm, checkOutToCard),
    recordForm(
      { path: '/lend/item', may: counter, form: checkOutForm, actsOn: 'patron' },
      checkOut,
      checkOutAgain,
    ),
    form('/lend/undo', counter, undoCheckOutForm, undoCheckOut),
  ]),
  page('/return', counter, checkInPages.page),
  form('/return', counter, itemScanForm, checkInPages.scan),
  ...formsOf('/return', [form('/return/undo', counter, undoScanForm, checkInPages.undo)]),
  page('/renew', counter, renewalPages.page),
  form('/renew', counter, itemScanForm, renewalPages.scan),
  ...formsOf('/renew', [form('/renew/undo', counter, undoScanForm, renewalPages.undo)]),

  ...formsOf('/counter', [
    recordForm({ path: '/counter/renew', may: clerks, form: renewLoanForm }, renewOnRecord),
    recordForm(
      { path: '/counter/reserve', may: counter, form: placeHoldForm, tells: 'titles' },
      placePatronHold,
    ),
    recordForm({ path: '/counter/reserve-cancel', may: counter, form: cancelHoldForm }, cancelPatronHold),
    form('/counter/reserve-undo', counter, undoHoldForm, undoPatronHold),
    recordForm({ path: '/counter/charge', may: counter, form: chargeForm }, chargePatron),
    recordForm({ path: '/counter/pay', may: counter, form: payForm }, payCharge),
    recordForm({ path: '/counter/item-lost', may: counter, form: markLostForm }, markItemLost),
    form('/counter/charge-undo', counter, undoChargeForm, undoCharge),
    recordForm({ path: '/counter/close', may: director, form: closeAccountForm }, closeAccountAtDesk),
  ]),

  page('/reserves', counter, pullListPage),
  form('/reserves', counter, pullListForm, keepPulledItem),
  ...formsOf('/reserves', [
    form('/reserves/more', counter, morePullListForm, morePullListPage),
    form('/reserves/undo', counter, undoPullListForm, undoKeptItem),
    form('/reserves/slip', counter, slipForm, slipPage),
  ]),
  page('/pick-up', counter, pickUpPage),
  form('/pick-up', counter, pickUpForm, findHoldSlips),

  page('/items', clerks, catalogPage),
  ...formsOf('/items', [
    form('/items/item', clerks, itemForm, findItem),
    form('/items/title', clerks, titleForm, findTitle),
    form('/items/state', clerks, stateForm, changeItemState),
    form('/items/edit', clerks, editForm, editItem),
    form('/items/words', clerks, editTitleForm, editTitle),
  ]),
  page('/items/add', clerks, addPage),
  form('/items/add', clerks, addForm, addCatalogItem),

  page('/reports/circulation', board, circulationYear),
  // Before `/reports/circulation/:month`: the first match answers.
  page('/reports/circulation/file', board, circulationFile),
  page('/reports/circulation/:month', board, circulationMonth),
  page('/reports/disposal', director, dispositionPage),
  page('/reports/disposal/:month', director, dispositionReportFile),
  ...ownRoutes,
]
