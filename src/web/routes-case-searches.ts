import { alike } from './alike.ts'
import { conductForm, conductPage, writeConduct } from './pages/case-conduct.tsx'
import { laterForm, toldLater, toldLaterPage } from './pages/case-conduct-later.tsx'
import { denialsPage } from './pages/case-denials.tsx'
import { drillForm, drillPage, drillScorePage, startDrill } from './pages/case-drill.tsx'
import { requestsFile, requestsPage, requestsPaper } from './pages/case-figures.tsx'
import { keptForm, keptTold } from './pages/case-kept.tsx'
import { privacyForm, privacyProblemPage, writePrivacyProblem } from './pages/case-privacy.tsx'
import { searchPage } from './pages/case-search.tsx'
import * as search from './pages/case-search-acts.ts'
import { searchInventory } from './pages/case-search-inventory.ts'
import { beginSearch, newSearchForm, newSearchPage } from './pages/case-search-new.tsx'
import { paperForm, searchFromPaper, searchPaperPage } from './pages/case-search-paper.tsx'
import { form, only, openPage, page, type Route } from './route.ts'
import { worksCases } from './views/layout.tsx'

/** Whoever works here, and the president of the Board; a trustee is nobody in a case. */
const anybody = ['volunteer', 'desk', 'director', 'counsel', 'president'] as const
/** Who can be there when officers come, and goes on with what was begun. */
const atWork = ['volunteer', 'desk', 'director', 'counsel'] as const
const lawful = ['director', 'counsel', 'president'] as const
const director = ['director'] as const
const overseers = ['director', 'counsel', 'trustee'] as const

/** Where requests for what the library keeps to itself are worked; a library that works none has none of these. */
export const searchRoutes: readonly Route[] = [
  ...[
    // What has a name of its own stands before `/cases/:reference`.
    // A search warrant.
    page('/cases/search/new', atWork, newSearchPage),
    form('/cases/search/new', atWork, newSearchForm, alike(beginSearch)),
    page('/cases/search/paper', atWork, searchPaperPage),
    form('/cases/search/paper', atWork, paperForm, alike(searchFromPaper), ['things']),
    page('/cases/:reference/search', anybody, searchPage),
    form('/cases/:reference/search', anybody, search.beganForm, search.searchBegan),
    form('/cases/:reference/search/told', anybody, search.toldForm, search.searchTold),
    form('/cases/:reference/search/taken', anybody, search.takenForm, search.thingTaken),
    form('/cases/:reference/search/struck', anybody, search.struckForm, search.thingMistaken),
    form('/cases/:reference/search/left', anybody, search.leftForm, search.searchLeft),
    form('/cases/:reference/search/debriefed', lawful, search.debriefForm, search.searchDebriefed, ['words']),
    page('/cases/:reference/search/paper', anybody, searchPaperPage),
    form('/cases/:reference/search/paper', anybody, paperForm, alike(searchFromPaper), ['things']),
    page('/cases/:reference/search/inventory', anybody, searchInventory),

    // What somebody did here, and problems with somebody's privacy.
    page('/cases/conduct', anybody, conductPage),
    form('/cases/conduct', anybody, conductForm, writeConduct, ['saw']),
    page('/cases/conduct/told', anybody, toldLaterPage),
    form('/cases/conduct/told', anybody, laterForm, toldLater),
    page('/cases/privacy', anybody, privacyProblemPage),
    form('/cases/privacy', anybody, privacyForm, writePrivacyProblem, ['problem']),
    form('/cases/told', anybody, keptForm, keptTold),

    // Drills.
    page('/cases/drill', director, drillPage),
    form('/cases/drill', director, drillForm, startDrill),
    page('/cases/:reference/drill', director, drillScorePage),

    // Numbers.
    page('/reports/requests', overseers, requestsPage),
    page('/reports/requests/file', overseers, requestsFile),
    page('/reports/requests/paper', overseers, requestsPaper),
  ].map((route) => only(worksCases, route)),
  // For anybody; says itself where there are no cases.
  openPage('/denials', denialsPage),
]
