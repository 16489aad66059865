import { answeredForm, callForm, endedForm } from './calls/call-form.tsx'
import { callPage } from './pages/call.tsx'
import { answered } from './pages/call-answered.tsx'
import { ended } from './pages/call-ended.tsx'
import {
  backPage,
  callsPage,
  findBack,
  findBackForm,
  nextCall,
  nextCallForm,
  toCalls,
} from './pages/calls.tsx'
import { lettersForm, lettersPage, mailedLetters, printLetters, toLetters } from './pages/letters.tsx'
import { noticesPage, sampleLetter } from './pages/notices.tsx'
import { wrongNumbersForm, wrongNumbersPage } from './pages/wrong-numbers.tsx'
import { form, only, page, type Route } from './route.ts'
import { seesCalls } from './views/layout.tsx'

const clerks = ['desk', 'director'] as const
const director = ['director'] as const

/** Where the library turns to somebody: letters, notices, calls. */
export const contactRoutes: readonly Route[] = [
  page('/letters', clerks, lettersPage),
  form('/letters/print', clerks, lettersForm, printLetters),
  form('/letters/mailed', clerks, lettersForm, mailedLetters),
  page('/letters/print', clerks, toLetters),
  page('/letters/mailed', clerks, toLetters),
  page('/notices', director, noticesPage),
  page('/notices/letter', director, sampleLetter),
  ...[
    page('/calls', clerks, callsPage),
    ...['/calls/next', '/calls/call', '/calls/answered', '/calls/ended', '/calls/numbers'].map((path) =>
      page(path, clerks, toCalls),
    ),
    form('/calls/next', clerks, nextCallForm, nextCall),
    form('/calls/call', clerks, callForm, callPage),
    form('/calls/answered', clerks, answeredForm, answered),
    form('/calls/ended', clerks, endedForm, ended),
    form('/calls/numbers', clerks, wrongNumbersForm, wrongNumbersPage),
    page('/calls/back', clerks, backPage),
    form('/calls/back', clerks, findBackForm, findBack),
    // INVARIANT: nowhere but in a private room is there such an address (Reg 4).
  ].map((route) => only(seesCalls, route)),
]
