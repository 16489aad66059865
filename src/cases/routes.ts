import { actorOf, worksCases } from '../gate/index.ts'
import { notFoundPage } from '../platform/http/error-pages.tsx'
import { isActing } from '../platform/http/request-context.ts'
import {
  director,
  fileForm,
  form,
  formsOf,
  mayUse,
  onlyWhere,
  openFileForm,
  openForm,
  openPage,
  overseers,
  ownForm,
  ownPage,
  padAnswers,
  page,
  president,
  type Route,
} from '../platform/http/route.ts'
import { contactsForm, contactsPage, fresh, notByPin, replaceContacts } from '../staff/pages/index.ts'
import { maxInstrumentBytes } from './instruments.ts'
import { intakeForm, intakeRoles } from './intake.ts'
import { agendaPage } from './pages/agenda.tsx'
import { answerBoardWord, boardWordForm, boardWordsPage } from './pages/board-word.tsx'
import { addCaseInstrument, caseInstrumentForm, casePage, takePageStep } from './pages/case.tsx'
import {
  caseSearchForm,
  casesApartPage,
  casesPage,
  closedCasesPage,
  findCases,
  findCasesPage,
} from './pages/case-list.tsx'
import { showsCopies } from './pages/case-parts.tsx'
import {
  answerByLink,
  answerLinkForm,
  answerOwnContact,
  confirmAsSecond,
  confirmLinkPage,
  ownContactForm,
  ownContactPage,
  secondContactForm,
  secondContactPage,
  sendWordLink,
  wordLinkForm,
} from './pages/confirming.tsx'
import {
  collectCopy,
  collectForm,
  collectPage,
  confirmCopyCheck,
  copyCheckForm,
  copyCheckPage,
  endPreservation,
  endPreservationForm,
  notePreservationSystem,
  preserveCopy,
  preserveForm,
  preservePage,
} from './pages/copies.tsx'
import { addCounselLetter, counselLetterForm, counselLetterPage } from './pages/counsel-letter.tsx'
import {
  decisionForm,
  decisionPage,
  draftDecision,
  signatureForm,
  signDecision,
  signPage,
  withProofToDecide,
} from './pages/decision.tsx'
import { denialsPage } from './pages/denials.tsx'
import { drillForm, drillPage, drillScorePage, startDrill } from './pages/drill.tsx'
import {
  authorityReportForm,
  authorityReportPage,
  incidentContactForm,
  incidentForm,
  incidentPage,
  noteAuthorityReport,
  noteIncidentContact,
  privacyConcernForm,
  privacyConcernPage,
  reportWrongDisclosure,
  writeIncident,
  writePrivacyConcern,
  wrongDisclosureForm,
  wrongDisclosurePage,
} from './pages/incidents.tsx'
import {
  aboutDirectorForm,
  addInstrument,
  addInstrumentForm,
  changeAboutDirector,
  contactAttemptForm,
  continueForm,
  continueReport,
  downloadInstrument,
  intakePage,
  noteContactAttempt,
  reportRequest,
  sealedProofFile,
} from './pages/intake.tsx'
import {
  cureLetter,
  decisionLetter,
  holdingLetter,
  narrowingLetter,
  objectionLetter,
} from './pages/letters.tsx'
import {
  endSystem,
  endSystemForm,
  saveSystem,
  systemForm,
  systemSearchForm,
  systemsPage,
} from './pages/other-systems.tsx'
import { askForProof, asOwnWord, needsProof } from './pages/own-word.tsx'
import {
  followLinkForm,
  followPaperLink,
  linkPaperForm,
  makeLinkForm,
  makePaperLink,
  mayAddPaper,
  paperLinkPage,
  sendPaper,
  sendPaperPage,
} from './pages/paper-link.tsx'
import { patronConcernForm, patronConcernPage, reportPatronConcern } from './pages/patron-privacy-concern.tsx'
import {
  certificateFile,
  deliveryForm,
  makePackage,
  noteDelivery,
  noteNoticeChoice,
  noteProductionSystem,
  noteReceipt,
  noticeForm,
  packageFile,
  packageFileForm,
  packageProof,
  produceForm,
  producePage,
  receiptForm,
} from './pages/produce.tsx'
import {
  endPublicReport,
  noteCallBack,
  openReportedCase,
  publicReportsPage,
  reportCallForm,
  reportCaseForm,
  reportForm,
} from './pages/public-reports.tsx'
import * as search from './pages/search-warrant.tsx'
import { searchInventory, searchPage } from './pages/search-warrant.tsx'
import {
  beginSearch,
  newSearchForm,
  newSearchPage,
  searchFromPaper,
  searchOnPaperForm,
  searchPaperPage,
} from './pages/search-warrant-start.tsx'
import {
  answerAsSecond,
  counselLetterFile,
  letterCallForm,
  noteLetterCall,
  secondPersonForm,
  secondPersonPage,
} from './pages/second-person.tsx'
import { reportServed, servedForm, servedPage } from './pages/served.tsx'
import {
  accountAnswerForm,
  answerAsked,
  askedViewsPage,
  othersInStudyPage,
  studyForm,
  studyPage,
  takeStudyStep,
} from './pages/study.tsx'
import {
  publicRequestsPage,
  transparencyCsv,
  transparencyPage,
  transparencyPdf,
} from './pages/transparency-report.tsx'
import { type CaseServices, seesCases } from './services.ts'
import { caseStepForm, linedFields } from './step-form.tsx'

const decidingRoles = ['director', 'president'] as const
/** Which of them may view a given case is decided by `mayViewCase`. */
const oversightRoles = ['director', 'counsel', 'president'] as const

/** The same of one case: special counsel sees no list, and only the case to which they were added. */
const caseRoles = [...oversightRoles, 'special-counsel'] as const
const searchRoles = [...intakeRoles, 'special-counsel'] as const
const askedRoles = ['volunteer', 'desk', ...oversightRoles] as const

/** Until a report from outside is a case, no one knows whom it is about. */
const callBackRoles = ['director', 'counsel'] as const

/** The president, or where the president decides, a trustee. */
const secondPersons = ['trustee', 'president'] as const

const noteCallLately = fresh('second', noteLetterCall)
/** Who acts for the Director notes it from the page of the case; that counsel was not reached answers nothing. */
const noteCall: typeof noteLetterCall = async (context, sent) => {
  if (context.who.role !== 'director') return noteCallLately(context, sent)
  return sent.said !== 'not-reached' && needsProof(context, sent.case, 'letter-called')
    ? askForProof(context, sent.case, 'case-letter')
    : noteLetterCall(context, sent)
}

/** What counsel is said to have checked by phone is only recorded. */
const checkLately = asOwnWord(
  'checked',
  'case-check',
  confirmCopyCheck,
  ({ counsel }) => counsel === undefined,
)
const agreeLately = asOwnWord('study-agreed', 'case-study', takeStudyStep, ({ act }) => act === 'agree')

/** Anyone on staff, but for the person who typed the contact. */
/** Whose own contacts someone else may change. */
const contactOwners = ['counsel', 'president'] as const
const contactConfirmers = ['desk', 'director', 'counsel', 'trustee'] as const

/** Only packs with rules for cases have these. */
const intakeRoutes: readonly Route<CaseServices>[] = onlyWhere(worksCases, [
  page('/report', intakeRoles, intakePage),
  form('/report', intakeRoles, intakeForm, padAnswers(reportRequest), ['wants']),
  form('/report/again', intakeRoles, continueForm, continueReport),
  form('/report/told', intakeRoles, contactAttemptForm, noteContactAttempt),
  form('/report/about', intakeRoles, aboutDirectorForm, changeAboutDirector),
  fileForm(
    '/report/paper',
    intakeRoles,
    addInstrumentForm,
    { field: 'file', mostBytes: maxInstrumentBytes },
    addInstrument,
  ),
  // Before any `/cases/:reference`: the first matching route answers.
  page('/cases/contacts', decidingRoles, fresh('contacts', contactsPage)),
  form('/cases/contacts', decidingRoles, contactsForm, fresh('contacts', replaceContacts)),
  page('/cases/outside', callBackRoles, publicReportsPage),
  ...formsOf('/cases/outside', [
    form('/cases/outside/called', callBackRoles, reportCallForm, noteCallBack),
    form('/cases/outside/open', callBackRoles, reportCaseForm, padAnswers(openReportedCase)),
    form('/cases/outside/end', callBackRoles, reportForm, endPublicReport),
  ]),
  page('/cases/consulted', president, fresh('consulted', boardWordsPage)),
  form('/cases/consulted', president, boardWordForm, fresh('consulted', answerBoardWord)),
  page('/cases/second', secondPersons, fresh('second', secondPersonPage)),
  form('/cases/second', secondPersons, secondPersonForm, fresh('second', answerAsSecond)),
  page('/cases/second/letter/:reference/:paper', secondPersons, fresh('second', counselLetterFile)),
  form('/cases/second/called', [...secondPersons, 'director'], letterCallForm, noteCall),
  page('/cases/contacts/second', contactConfirmers, fresh('second-contact', secondContactPage)),
  form(
    '/cases/contacts/second',
    contactConfirmers,
    secondContactForm,
    fresh('second-contact', confirmAsSecond),
  ),
  page('/cases/contacts/own', contactOwners, fresh('own-contact', ownContactPage)),
  form('/cases/contacts/own', contactOwners, ownContactForm, fresh('own-contact', answerOwnContact)),
  page('/cases/:reference/paper/:paper', caseRoles, downloadInstrument),
  page('/cases/:reference/sealed-proof', caseRoles, sealedProofFile),
])

const casePageRoutes: readonly Route<CaseServices>[] = onlyWhere(seesCases, [
  // A part with its own path below /cases comes before /cases/:reference.
  page('/cases', oversightRoles, casesPage),
  page('/cases/closed', oversightRoles, closedCasesPage),
  page('/cases/find', oversightRoles, findCasesPage),
  form('/cases/find', oversightRoles, caseSearchForm, findCases),
  page('/cases/apart', caseRoles, fresh('cases-apart', casesApartPage)),
  page('/cases/:reference', caseRoles, casePage),
  form('/cases/:reference', caseRoles, caseStepForm, takePageStep, linedFields),
  fileForm(
    '/cases/:reference/paper',
    caseRoles,
    caseInstrumentForm,
    { field: 'file', mostBytes: maxInstrumentBytes },
    addCaseInstrument,
  ),
  form('/cases/:reference/link', decidingRoles, makeLinkForm, makePaperLink),
  form('/cases/:reference/confirm', decidingRoles, wordLinkForm, sendWordLink),
  page('/cases/:reference/letter', decidingRoles, counselLetterPage),
  fileForm(
    '/cases/:reference/letter',
    decidingRoles,
    counselLetterForm,
    { field: 'file', mostBytes: maxInstrumentBytes },
    addCounselLetter,
  ),
  page('/cases/:reference/study', caseRoles, studyPage),
  form('/cases/:reference/study', caseRoles, studyForm, agreeLately, ['words', 'remedy']),
  page('/cases/:reference/agenda', caseRoles, agendaPage),
  page('/cases/:reference/decision', caseRoles, decisionPage),
  form('/cases/:reference/decision', decidingRoles, decisionForm, draftDecision, ['text']),
  page('/cases/:reference/decision/letter', caseRoles, decisionLetter),
  page('/cases/:reference/cure-letter', caseRoles, cureLetter),
  page('/cases/:reference/holding-letter', caseRoles, holdingLetter),
  page('/cases/:reference/objection-letter', caseRoles, objectionLetter),
  page('/cases/:reference/narrowing-letter', caseRoles, narrowingLetter),
  page('/cases/:reference/decision/sign', decidingRoles, withProofToDecide(signPage)),
  form('/cases/:reference/decision/sign', decidingRoles, signatureForm, withProofToDecide(signDecision)),
])

const copyRoutes: readonly Route<CaseServices>[] = [
  ...onlyWhere(showsCopies, [
    page('/cases/:reference/preserve', caseRoles, preservePage),
    form('/cases/:reference/preserve', caseRoles, preserveForm, preserveCopy, ['cards']),
    form(
      '/cases/:reference/preserve/end',
      caseRoles,
      endPreservationForm,
      asOwnWord('preservation-ended', 'case-preserve', endPreservation),
    ),
    form('/cases/:reference/preserve/system', caseRoles, systemSearchForm, notePreservationSystem, ['words']),
    page('/cases/:reference/collect', caseRoles, collectPage),
    form('/cases/:reference/collect', caseRoles, collectForm, collectCopy),
    form('/cases/:reference/check', caseRoles, copyCheckForm, checkLately),
    page('/cases/:reference/study/others', caseRoles, othersInStudyPage),
    page('/cases/:reference/produce', caseRoles, producePage),
    form('/cases/:reference/produce', decidingRoles, produceForm, makePackage),
    page('/cases/:reference/produce/proof', caseRoles, packageProof),
    form('/cases/:reference/produce/system', caseRoles, systemSearchForm, noteProductionSystem, ['words']),
    form('/cases/:reference/produce/file', decidingRoles, packageFileForm, packageFile),
    form('/cases/:reference/produce/certificate', decidingRoles, packageFileForm, certificateFile),
    form('/cases/:reference/produce/handed', decidingRoles, deliveryForm, noteDelivery),
    form('/cases/:reference/produce/receipt', caseRoles, receiptForm, noteReceipt),
    form(
      '/cases/:reference/produce/notice',
      caseRoles,
      noticeForm,
      asOwnWord('notice-chosen', 'case-produce', noteNoticeChoice),
    ),
  ]),
  // Why from anywhere: counsel at City Hall reads where copies show. None shows there.
  ...onlyWhere(worksCases, [page('/cases/:reference/check', caseRoles, copyCheckPage)]),
]

const searchRoutes: readonly Route<CaseServices>[] = [
  ...onlyWhere(worksCases, [
    // Names of their own come before `/cases/:reference`.
    page('/cases/search/new', intakeRoles, newSearchPage),
    form('/cases/search/new', intakeRoles, newSearchForm, padAnswers(beginSearch)),
    page('/cases/search/paper', intakeRoles, searchPaperPage),
    form('/cases/search/paper', intakeRoles, searchOnPaperForm, padAnswers(searchFromPaper), ['things']),
    page('/cases/:reference/search', searchRoles, searchPage),
    form('/cases/:reference/search', searchRoles, search.searchBeganForm, search.beginOrUpdateSearch, [
      'things',
    ]),
    form('/cases/:reference/search/told', searchRoles, search.searchContactForm, search.noteSearchContact),
    form('/cases/:reference/search/taken', searchRoles, search.seizedItemForm, search.addSeizedItem),
    form('/cases/:reference/search/struck', searchRoles, search.struckItemForm, search.strikeSeizedItem),
    form('/cases/:reference/search/left', searchRoles, search.searchEndedForm, search.endSearch, ['things']),
    form('/cases/:reference/search/debriefed', caseRoles, search.debriefForm, search.debriefSearch, [
      'words',
    ]),
    page('/cases/:reference/search/paper', searchRoles, searchPaperPage),
    form('/cases/:reference/search/paper', searchRoles, searchOnPaperForm, padAnswers(searchFromPaper), [
      'things',
    ]),
    page('/cases/:reference/search/inventory', searchRoles, searchInventory),

    page('/cases/conduct', intakeRoles, incidentPage),
    form('/cases/conduct', intakeRoles, incidentForm, writeIncident, ['saw']),
    page('/cases/conduct/told', intakeRoles, authorityReportPage),
    form('/cases/conduct/told', intakeRoles, authorityReportForm, noteAuthorityReport),
    page('/cases/privacy', intakeRoles, privacyConcernPage),
    form('/cases/privacy', intakeRoles, privacyConcernForm, writePrivacyConcern, ['problem']),
    page('/cases/disclosure', intakeRoles, wrongDisclosurePage),
    form('/cases/disclosure', intakeRoles, wrongDisclosureForm, reportWrongDisclosure, ['left']),
    form('/cases/told', intakeRoles, incidentContactForm, noteIncidentContact),

    page('/cases/asked', askedRoles, notByPin('asked', askedViewsPage)),
    form('/cases/asked', askedRoles, accountAnswerForm, notByPin('asked', answerAsked), ['words']),
    page('/systems', director, systemsPage),
    form('/systems', director, systemForm, saveSystem),
    form('/systems/end', director, endSystemForm, endSystem),

    page('/cases/drill', director, drillPage),
    form('/cases/drill', director, drillForm, startDrill),
    page('/cases/:reference/drill', director, drillScorePage),

    page('/reports/requests', overseers, transparencyPage),
    page('/reports/requests/file', overseers, transparencyCsv),
    page('/reports/requests/paper', overseers, transparencyPdf),
  ]),
  // For anyone; they say themselves where there are no cases.
  openPage('/served', servedPage),
  openForm('/served', servedForm, padAnswers(reportServed)),
  openPage('/served/link/:link', paperLinkPage),
  openForm('/served/link', followLinkForm, followPaperLink),
  openPage('/served/paper', sendPaperPage),
  openFileForm(
    '/served/paper',
    linkPaperForm,
    { field: 'file', mostBytes: maxInstrumentBytes },
    mayAddPaper,
    sendPaper,
  ),
  openPage('/confirm/:link', confirmLinkPage),
  openForm('/confirm', answerLinkForm, answerByLink),
  openPage('/denials', denialsPage),
  openPage('/privacy/requests', publicRequestsPage),
]

const concernRoutes: readonly Route<CaseServices>[] = [
  ownPage('/me/worry', patronConcernPage),
  ownForm('/me/worry', patronConcernForm, reportPatronConcern, { lines: ['problem'] }),
]

/** Names of their own below `/cases` come before `/cases/:reference`: the first matching route answers. */
export const caseRoutes: readonly Route<CaseServices>[] = [
  ...[...searchRoutes, ...intakeRoutes, ...copyRoutes, ...casePageRoutes].map(asThemselvesThere),
  ...concernRoutes,
]

/** Someone who acts as Director has a case about the Director by what they are themselves, where that opens it. */
function asThemselvesThere(route: Route<CaseServices>): Route<CaseServices> {
  if (!route.path.startsWith('/cases/:reference')) return route
  return {
    ...route,
    async answer(context, ...sent) {
      const { c, who, services } = context
      if (who === null || !isActing(who)) return route.answer(context, ...sent)
      const actor = actorOf({ ...context, who })
      const isOwn = await services.cases.isTheirOwn(actor, c.req.param('reference') ?? '')
      const own = isOwn ? { ...context, who: { ...who, role: who.ownRole } } : context
      return mayUse(route, own) ? route.answer(own, ...sent) : notFoundPage(own)
    },
  }
}
