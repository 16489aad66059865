import {
  discardForm,
  discardSealed,
  joinForm,
  joinSealed,
  openForm,
  openSealed,
  sealedPage,
  shutForm,
  shutSealed,
  takeForm,
  takeSealed,
} from './pages/sealed.tsx'
import {
  archiveFileForm,
  archiveForm,
  archiveMatter,
  archiveMatterFile,
  moveForm,
  moveMatter,
} from './pages/sealed-ends.tsx'
import { giveUpCell, giveUpForm } from './pages/sealed-give-up.ts'
import {
  bindToMatter,
  boundForm,
  clearPerson,
  liftForm,
  liftMatter,
  matterPage,
  matterProof,
  noteForm,
  noteInMatter,
  personForm,
  proofForm,
  revokePerson,
} from './pages/sealed-matter.tsx'
import { emptyProof, emptyProofForm } from './pages/sealed-proofs.ts'
import {
  newSheet,
  recoverForm,
  recoverPage,
  recoverSealed,
  setUpForm,
  setUpPage,
  setUpSide,
} from './pages/sealed-set-up.tsx'
import { clearForSide, revokeForSide, sidePeoplePage, sidePersonForm } from './pages/sealed-side.tsx'
import { fresh, unlessStale } from './pages/second-step.tsx'
import { form, only, page, type Route } from './route.ts'
import { seesSealed, worksCases } from './views/layout.tsx'
import { archivesHere } from './views/sealed-ends.tsx'

/** Anybody who works here can be cleared; who is not sees a page on which nothing opens. */
const anybody = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const

/**
 * Matters of which nobody may be told. Each page is there for everybody, and says the same until something opens. Where the public
 * stands none is but those that say where to go.
 */
export const sealedRoutes: readonly Route[] = [
  ...[
    page('/sealed', anybody, sealedPage),
    page('/sealed/set-up', anybody, setUpPage),
    page('/sealed/recover', anybody, recoverPage),
  ].map((route) => only(worksCases, route)),
  ...[
    form('/sealed/open', anybody, openForm, unlessStale('sealed-open', openSealed)),
    form('/sealed/shut', anybody, shutForm, shutSealed),
    form('/sealed/take', anybody, takeForm, takeSealed),
    form('/sealed/join', anybody, joinForm, joinSealed),
    form('/sealed/discard', anybody, discardForm, discardSealed),
    form('/sealed/give-up', anybody, giveUpForm, giveUpCell),
    form('/sealed/move', anybody, moveForm, moveMatter),
    form('/sealed/archive', anybody, archiveForm, archiveMatter),
    form('/sealed/proof', anybody, emptyProofForm, emptyProof),
    form('/sealed/set-up', anybody, setUpForm, fresh('sealed', setUpSide)),
    form('/sealed/sheet', anybody, setUpForm, fresh('sealed', newSheet)),
    form('/sealed/recover', anybody, recoverForm, recoverSealed, ['key']),
    page('/sealed/matter/:reference', anybody, matterPage),
    form('/sealed/matter/bound', anybody, boundForm, bindToMatter),
    form('/sealed/matter/clear', anybody, personForm, clearPerson),
    form('/sealed/matter/revoke', anybody, personForm, revokePerson),
    form('/sealed/matter/proof', anybody, proofForm, matterProof),
    form('/sealed/matter/note', anybody, noteForm, noteInMatter, ['words']),
    form('/sealed/matter/lift', anybody, liftForm, liftMatter),
    page('/sealed/people/:side', anybody, sidePeoplePage),
    form('/sealed/people/clear', anybody, sidePersonForm, clearForSide),
    form('/sealed/people/revoke', anybody, sidePersonForm, revokeForSide),
  ].map((route) => only(seesSealed, route)),
  only(archivesHere, form('/sealed/archive/file', anybody, archiveFileForm, archiveMatterFile)),
]
