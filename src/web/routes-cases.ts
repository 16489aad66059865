import { mostPaperBytes } from '../casework/paper.ts'
import { alike } from './alike.ts'
import { intakeForm, intakeRoles } from './case-intake.ts'
import { contactsForm, contactsPage, nameContacts } from './pages/case-contacts.tsx'
import { againForm, goOn, intakePage, report } from './pages/case-intake.tsx'
import { addPaper, paperFile, paperForm, sealedProofFile } from './pages/case-papers.ts'
import { aboutForm, noteTry, sayAbout, toldForm } from './pages/case-reported.tsx'
import { fresh } from './pages/second-step.tsx'
import { fileForm, form, only, page, type Route } from './route.ts'
import { worksCases } from './views/layout.tsx'

const deciders = ['director', 'president'] as const
/** Who may look at a case; which of them at which is the gate's to decide. */
const lookers = ['director', 'counsel', 'president'] as const

/** What is asked of the library for what it keeps to itself. Only a pack that has rules for cases has any of these. */
export const caseRoutes: readonly Route[] = [
  // The report of what came, by anyone on staff.
  page('/report', intakeRoles, intakePage),
  form('/report', intakeRoles, intakeForm, alike(report), ['wants']),
  form('/report/again', intakeRoles, againForm, goOn),
  form('/report/told', intakeRoles, toldForm, noteTry),
  form('/report/about', intakeRoles, aboutForm, sayAbout),
  fileForm('/report/paper', intakeRoles, paperForm, { field: 'file', mostBytes: mostPaperBytes }, addPaper),
  // Whom to tell. Before any `/cases/:reference`: the first route that fits answers.
  page('/cases/contacts', deciders, fresh('contacts', contactsPage)),
  form('/cases/contacts', deciders, contactsForm, fresh('contacts', nameContacts)),
  page('/cases/:reference/paper/:paper', lookers, paperFile),
  page('/cases/:reference/sealed-proof', lookers, sealedProofFile),
].map((route) => only(worksCases, route))
