import { seesSealed, worksCases } from '../../platform/http/layout.tsx'
import { form, onlyWhere, page, type Route } from '../../platform/http/route.ts'
import { fresh, requireRecentReauth } from '../../staff/pages/own-account.tsx'
import {
  grantGroupAccess,
  groupAccessPage,
  groupPersonForm,
  groupSetUpForm,
  groupSetUpPage,
  newGroupSheet,
  recoverForm,
  recoverPage,
  recoverSealed,
  removeGroupAccess,
  setUpGroup,
} from './access-group.tsx'
import {
  acknowledgeForm,
  acknowledgeOrder,
  archiveFileForm,
  archiveForm,
  archiveMatter,
  archiveMatterFile,
  emptyProof,
  emptyProofForm,
  grantAccess,
  liftForm,
  liftMatter,
  matterPage,
  matterPersonForm,
  matterProof,
  moveForm,
  moveMatter,
  noteForm,
  noteInMatter,
  proofForm,
  removeAccess,
} from './matter.tsx'
import {
  discardForm,
  discardSealed,
  giveUpForm,
  giveUpSlot,
  joinMatterForm,
  joinSealed,
  mayArchiveHere,
  openSealed,
  openSealedForm,
  sealedPage,
  shutSealed,
  shutSealedForm,
  takeInForm,
  takeSealed,
} from './matters.tsx'

/** Anybody who works here can be cleared; who is not sees a page on which nothing opens. */
const anybody = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const

/**
 * Matters of which nobody may be told. Each page is there for everybody, and says the same until something opens. Where the public
 * stands none is but those that say where to go.
 */
export const sealedRoutes: readonly Route[] = [
  ...[
    page('/sealed', anybody, sealedPage),
    page('/sealed/set-up', anybody, groupSetUpPage),
    page('/sealed/recover', anybody, recoverPage),
  ].map((route) => onlyWhere(worksCases, route)),
  ...[
    form('/sealed/open', anybody, openSealedForm, requireRecentReauth('sealed-open', openSealed)),
    form('/sealed/shut', anybody, shutSealedForm, shutSealed),
    form('/sealed/take', anybody, takeInForm, takeSealed),
    form('/sealed/join', anybody, joinMatterForm, joinSealed),
    form('/sealed/discard', anybody, discardForm, discardSealed),
    form('/sealed/give-up', anybody, giveUpForm, giveUpSlot),
    form('/sealed/move', anybody, moveForm, moveMatter),
    form('/sealed/archive', anybody, archiveForm, archiveMatter),
    form('/sealed/proof', anybody, emptyProofForm, emptyProof),
    form('/sealed/set-up', anybody, groupSetUpForm, fresh('sealed', setUpGroup)),
    form('/sealed/sheet', anybody, groupSetUpForm, fresh('sealed', newGroupSheet)),
    form('/sealed/recover', anybody, recoverForm, recoverSealed, ['key']),
    page('/sealed/matter/:reference', anybody, matterPage),
    form('/sealed/matter/bound', anybody, acknowledgeForm, acknowledgeOrder),
    form('/sealed/matter/clear', anybody, matterPersonForm, grantAccess),
    form('/sealed/matter/revoke', anybody, matterPersonForm, removeAccess),
    form('/sealed/matter/proof', anybody, proofForm, matterProof),
    form('/sealed/matter/note', anybody, noteForm, noteInMatter, ['words']),
    form('/sealed/matter/lift', anybody, liftForm, liftMatter),
    page('/sealed/people/:side', anybody, groupAccessPage),
    form('/sealed/people/clear', anybody, groupPersonForm, grantGroupAccess),
    form('/sealed/people/revoke', anybody, groupPersonForm, removeGroupAccess),
  ].map((route) => onlyWhere(seesSealed, route)),
  onlyWhere(mayArchiveHere, form('/sealed/archive/file', anybody, archiveFileForm, archiveMatterFile)),
]
