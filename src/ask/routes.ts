import { recordForm } from '../patrons/pages/index.ts'
import {
  board,
  clerks,
  counter,
  director,
  everySignIn,
  form,
  formsOf,
  openPage,
  overseers,
  ownForm,
  ownPage,
  padAnswers,
  page,
  type Route,
  staff,
} from '../platform/http/route.ts'
import { fresh } from '../staff/pages/index.ts'
import { askForm } from './draft.ts'
import { accessibilityPage } from './pages/accessibility.tsx'
import { askCallBack, callBackForm } from './pages/answer.tsx'
import { askFromPaper, askPage, submitAsk } from './pages/ask.tsx'
import {
  factForm,
  factsPage,
  signForm,
  submitFactConfirmation,
  submitFactsSigned,
  submitFactWithdrawal,
  withdrawForm,
} from './pages/facts.tsx'
import {
  endFollowUp,
  endFollowUpForm,
  followUpRecordForm,
  followUpsPage,
  openFollowUpRecord,
  reachForm,
  savePromise,
} from './pages/follow-ups.tsx'
import { fromPaperForm, fromPaperPage } from './pages/from-paper.tsx'
import { minorsPage, minorsTitle, minorsTitleForm } from './pages/guardian-page.tsx'
import {
  guardianLetterForm,
  guardianStatement,
  sendGuardianLetter,
  statementForm,
} from './pages/guardian-statement.tsx'
import {
  cardSleeveDownload,
  counterCardDownload,
  paperPackDownload,
  policySheetDownload,
  warrantKitDownload,
} from './pages/kits.tsx'
import { boardPage, policyPage, printablesPage } from './pages/policy.tsx'
import { policyTextPage, privacyPage } from './pages/privacy-notice.tsx'
import { tryOut, tryOutForm, tryOutPage } from './pages/try-out.tsx'
import {
  proposalForm,
  proposalPage,
  submitProposalConfirmation,
  submitWithdrawal,
  versionPage,
  versionsPage,
  withdrawalForm,
} from './pages/versions.tsx'
import type { AskServices } from './services.ts'

export const askRoutes: readonly Route<AskServices>[] = [
  page('/ask', staff, askPage),
  form('/ask', staff, askForm, padAnswers(submitAsk)),
  ...formsOf('/ask', [
    form('/ask/call-back', clerks, callBackForm, askCallBack),
    form('/ask/follow-up', staff, reachForm, savePromise),
  ]),
  page('/ask/paper', counter, fromPaperPage),
  form('/ask/paper', counter, fromPaperForm, askFromPaper),
  page('/follow-ups', director, followUpsPage),
  ...formsOf('/follow-ups', [
    form('/follow-ups/record', director, followUpRecordForm, openFollowUpRecord),
    form('/follow-ups/end', director, endFollowUpForm, endFollowUp),
  ]),
  ...formsOf('/counter', [
    recordForm({ path: '/counter/statement', may: clerks, form: statementForm }, guardianStatement),
    recordForm({ path: '/counter/letter', may: clerks, form: guardianLetterForm }, sendGuardianLetter),
  ]),

  page('/policy', staff, policyPage),
  page('/policy/printables', staff, printablesPage),
  page('/policy/try', staff, tryOutPage),
  form('/policy/try', staff, tryOutForm, tryOut),
  page('/policy/board', board, boardPage),
  page('/policy/facts', ['director', 'counsel'], factsPage),
  form('/policy/facts', director, factForm, fresh('facts', submitFactConfirmation)),
  ...formsOf('/policy/facts', [
    form('/policy/facts/sign', ['counsel'], signForm, fresh('facts', submitFactsSigned)),
    form('/policy/facts/withdraw', director, withdrawForm, fresh('facts', submitFactWithdrawal)),
  ]),
  page('/policy/versions', everySignIn, versionsPage),
  page('/policy/versions/:hash', everySignIn, versionPage),
  page('/policy/proposal', overseers, proposalPage),
  form('/policy/proposal', overseers, proposalForm, fresh('proposal', submitProposalConfirmation)),
  ...formsOf('/policy/proposal', [
    form('/policy/proposal/withdraw', overseers, withdrawalForm, fresh('proposal', submitWithdrawal)),
  ]),
  openPage('/privacy', privacyPage),
  openPage('/privacy/policy', policyTextPage),
  openPage('/accessibility', accessibilityPage),

  ownPage('/me/minors', minorsPage),
  ownForm('/me/minors', minorsTitleForm, minorsTitle),

  page('/kits/counter-card', staff, counterCardDownload),
  page('/kits/warrant', staff, warrantKitDownload),
  page('/kits/paper', staff, paperPackDownload),
  page('/kits/policy', staff, policySheetDownload),
  page('/kits/card-sleeve', staff, cardSleeveDownload),
]
