import { worksCases } from '../gate/index.ts'
import { staff } from '../platform/http/roles.ts'
import { form, onlyWhere, page, type Route } from '../platform/http/route.ts'
import { fresh, requireRecentReauth } from '../staff/index.ts'
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
} from './pages/access-group.tsx'
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
} from './pages/matter.tsx'
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
} from './pages/matters.tsx'
import { type SealedServices, seesSealed } from './services.ts'

/**
 * Matters of which nobody may be told. Anybody who works here can be cleared. Each page is there for everybody, and says the same until something opens. Where the public
 * stands none is but those that say where to go.
 */
export const sealedRoutes: readonly Route<SealedServices>[] = [
  ...onlyWhere(worksCases, [
    page('/sealed', staff, sealedPage),
    page('/sealed/set-up', staff, groupSetUpPage),
    page('/sealed/recover', staff, recoverPage),
  ]),
  ...onlyWhere(seesSealed, [
    form('/sealed/open', staff, openSealedForm, requireRecentReauth('sealed-open', openSealed)),
    form('/sealed/shut', staff, shutSealedForm, shutSealed),
    form('/sealed/take', staff, takeInForm, takeSealed),
    form('/sealed/join', staff, joinMatterForm, joinSealed),
    form('/sealed/discard', staff, discardForm, discardSealed),
    form('/sealed/give-up', staff, giveUpForm, giveUpSlot),
    form('/sealed/move', staff, moveForm, moveMatter),
    form('/sealed/archive', staff, archiveForm, archiveMatter),
    form('/sealed/proof', staff, emptyProofForm, emptyProof),
    form('/sealed/set-up', staff, groupSetUpForm, fresh('sealed', setUpGroup)),
    form('/sealed/sheet', staff, groupSetUpForm, fresh('sealed', newGroupSheet)),
    form('/sealed/recover', staff, recoverForm, recoverSealed, ['key']),
    page('/sealed/matter/:reference', staff, matterPage),
    form('/sealed/matter/bound', staff, acknowledgeForm, acknowledgeOrder),
    form('/sealed/matter/clear', staff, matterPersonForm, grantAccess),
    form('/sealed/matter/revoke', staff, matterPersonForm, removeAccess),
    form('/sealed/matter/proof', staff, proofForm, matterProof),
    form('/sealed/matter/note', staff, noteForm, noteInMatter, ['words']),
    form('/sealed/matter/lift', staff, liftForm, liftMatter),
    page('/sealed/people/:side', staff, groupAccessPage),
    form('/sealed/people/clear', staff, groupPersonForm, grantGroupAccess),
    form('/sealed/people/revoke', staff, groupPersonForm, removeGroupAccess),
  ]),
  ...onlyWhere(mayArchiveHere, [form('/sealed/archive/file', staff, archiveFileForm, archiveMatterFile)]),
]
