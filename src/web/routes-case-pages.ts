import { mostPaperBytes } from '../casework/paper.ts'
import { linedFields, stepForm } from './cases/step-fields.ts'
import { decisionForm, decisionPage, draftDecision } from './pages/case-decision.tsx'
import { decisionLetter } from './pages/case-letters.ts'
import { casesApartPage, casesPage, closedCasesPage } from './pages/case-list.tsx'
import { addCasePaper, casePage, casePaperForm, takeStep } from './pages/case-page.tsx'
import { cureLetter, narrowingLetter, objectionLetter } from './pages/case-paper-letters.tsx'
import { signatureForm, signDecision, signPage } from './pages/case-sign.tsx'
import { provenToDecide } from './pages/case-sign-proof.ts'
import { fresh } from './pages/second-step.tsx'
import { fileForm, form, only, page, type Route } from './route.ts'
import { seesCases } from './views/layout.tsx'

const decider = ['director', 'president'] as const
const lawful = ['director', 'counsel', 'president'] as const

/** Requests for what the library keeps to itself. They are there where the pack has a word on cases. */
export const casePageRoutes: readonly Route[] = [
  // The list, the case, its steps. A part with a path of its own below /cases stands before /cases/:reference.
  page('/cases', lawful, casesPage),
  page('/cases/closed', lawful, closedCasesPage),
  page('/cases/apart', lawful, fresh('cases-apart', casesApartPage)),
  page('/cases/:reference', lawful, casePage),
  form('/cases/:reference', lawful, stepForm, takeStep, linedFields),
  fileForm(
    '/cases/:reference/paper',
    lawful,
    casePaperForm,
    { field: 'file', mostBytes: mostPaperBytes },
    addCasePaper,
  ),
  // The written decision.
  page('/cases/:reference/decision', lawful, decisionPage),
  form('/cases/:reference/decision', decider, decisionForm, draftDecision, ['text']),
  page('/cases/:reference/decision/letter', lawful, decisionLetter),
  page('/cases/:reference/cure-letter', lawful, cureLetter),
  page('/cases/:reference/objection-letter', lawful, objectionLetter),
  page('/cases/:reference/narrowing-letter', lawful, narrowingLetter),
  page('/cases/:reference/decision/sign', decider, provenToDecide(signPage)),
  form('/cases/:reference/decision/sign', decider, signatureForm, provenToDecide(signDecision)),
].map((route) => only(seesCases, route))
