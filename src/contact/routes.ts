import { recordForm } from '../patrons/pages/index.ts'
import { clerks, director, form, formsOf, onlyWhere, page, type Route } from '../platform/http/route.ts'
import { callPage, submitAnswered, submitEnded } from './pages/call.tsx'
import { answeredForm, callForm, endedForm } from './pages/call-parts.tsx'
import {
  backPage,
  callsPage,
  findBackForm,
  nextCallForm,
  submitFindBack,
  submitNextCall,
  wrongNumbersForm,
  wrongNumbersPage,
} from './pages/calls.tsx'
import {
  lettersForm,
  lettersPage,
  noticesPage,
  sampleLetter,
  submitMailedLetters,
  submitPrintLetters,
  welcomeForm,
  welcomeLetter,
} from './pages/notices.tsx'
import { type ContactServices, seesCalls } from './services.ts'

export const contactRoutes: readonly Route<ContactServices>[] = [
  page('/letters', clerks, lettersPage),
  ...formsOf('/letters', [
    form('/letters/print', clerks, lettersForm, submitPrintLetters),
    form('/letters/mailed', clerks, lettersForm, submitMailedLetters),
  ]),
  ...formsOf('/counter', [
    recordForm({ path: '/counter/welcome', may: clerks, form: welcomeForm }, welcomeLetter),
  ]),
  page('/notices', director, noticesPage),
  page('/notices/letter', director, sampleLetter),
  // INVARIANT: these addresses exist only in a private room (Reg 4).
  ...onlyWhere(seesCalls, [
    page('/calls', clerks, callsPage),
    ...formsOf('/calls', [
      form('/calls/next', clerks, nextCallForm, submitNextCall),
      form('/calls/call', clerks, callForm, callPage),
      form('/calls/answered', clerks, answeredForm, submitAnswered),
      form('/calls/ended', clerks, endedForm, submitEnded),
      form('/calls/numbers', clerks, wrongNumbersForm, wrongNumbersPage),
    ]),
    page('/calls/back', clerks, backPage),
    form('/calls/back', clerks, findBackForm, submitFindBack),
  ]),
]
