import { askRoutes } from '../ask/pages/index.ts'
import { backupRoutes } from '../backup/pages/index.ts'
import { caseRoutes } from '../cases/pages/index.ts'
import { circulationRoutes } from '../circulation/pages/index.ts'
import { contactRoutes } from '../contact/pages/index.ts'
import { importsPage } from '../import/pages/index.ts'
import { patronRoutes } from '../patrons/pages/index.ts'
import { chooseLanguage, languageForm } from '../platform/http/layout.tsx'
import { stayOpen } from '../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { director, everySignIn, form, openForm, ownPage, page, type Route } from '../platform/http/route.ts'
import { registerRoutes } from '../register/pages/index.ts'
import { sealedRoutes } from '../sealed/pages/index.ts'
import { staffRoutes } from '../staff/pages/index.ts'
import { answersPage, questionForm, submitQuestion } from './answers-page.tsx'
import {
  doneForm,
  lendingForm,
  lendingPage,
  setUpListPage,
  submitLending,
  submitSetUpDone,
} from './home/set-up-list.tsx'
import { startPage } from './home/start-page.tsx'
import type { Services } from './services.ts'

/** Sealed matters that are open stay so as well. */
function stayOpenWithSealed(context: StaffContext<Services>): Response {
  const { who, services } = context
  services.openSessions.of(who.tokenHash, services.clock.now())
  return stayOpen(context)
}

/** Every page and who may use it; what it then shows, the gate decides. */
export const routes: readonly Route<Services>[] = [
  page('/', everySignIn, startPage),
  page('/stay', everySignIn, stayOpenWithSealed),
  ownPage('/me/stay', stayOpen),
  openForm('/language', languageForm, chooseLanguage),
  openForm('/me/language', languageForm, chooseLanguage),
  page('/set-up', director, setUpListPage),
  form('/set-up/done', director, doneForm, submitSetUpDone),
  page('/set-up/lending', director, lendingPage),
  form('/set-up/lending', director, lendingForm, submitLending),
  page('/imports', director, importsPage),
  page('/answers', director, answersPage),
  form('/answers', director, questionForm, submitQuestion),
  ...staffRoutes,
  ...patronRoutes,
  ...circulationRoutes,
  ...contactRoutes,
  ...askRoutes,
  ...caseRoutes,
  ...sealedRoutes,
  ...registerRoutes,
  ...backupRoutes,
]
