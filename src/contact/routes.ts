import { seesCalls } from '../platform/http/layout.tsx'
import { form, onlyWhere, page, type Route } from '../platform/http/route.ts'
import { callPage, submitAnswered, submitEnded } from './pages/call.tsx'
import { answeredForm, callForm, endedForm } from './pages/call-parts.tsx'
import {
  backPage,
  callsPage,
  findBackForm,
  nextCallForm,
  redirectToCalls,
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
  toLetters,
} from './pages/notices.tsx'

const desk = ['desk', 'director'] as const
const director = ['director'] as const

/** Where the library turns to somebody: letters, notices, calls. */
export const contactRoutes: readonly Route[] = [
  page('/letters', desk, lettersPage),
  form('/letters/print', desk, lettersForm, submitPrintLetters),
  form('/letters/mailed', desk, lettersForm, submitMailedLetters),
  page('/letters/print', desk, toLetters),
  page('/letters/mailed', desk, toLetters),
  page('/notices', director, noticesPage),
  page('/notices/letter', director, sampleLetter),
  ...[
    page('/calls', desk, callsPage),
    ...['/calls/next', '/calls/call', '/calls/answered', '/calls/ended', '/calls/numbers'].map((path) =>
      page(path, desk, redirectToCalls),
    ),
    form('/calls/next', desk, nextCallForm, submitNextCall),
    form('/calls/call', desk, callForm, callPage),
    form('/calls/answered', desk, answeredForm, submitAnswered),
    form('/calls/ended', desk, endedForm, submitEnded),
    form('/calls/numbers', desk, wrongNumbersForm, wrongNumbersPage),
    page('/calls/back', desk, backPage),
    form('/calls/back', desk, findBackForm, submitFindBack),
    // INVARIANT: nowhere but in a private room is there such an address (Reg 4).
  ].map((route) => onlyWhere(seesCalls, route)),
]
