import { worksCases } from '../gate/index.ts'
import { form, onlyWhere, page, type Route, staff } from '../platform/http/route.ts'
import { fresh, requireRecentReauth } from '../staff/pages/index.ts'
import {
  checkGroupSheet,
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
  sheetCheckForm,
} from './pages/access-group.tsx'
import {
  emptyProof,
  emptyProofForm,
  evidencePage,
  giveUpForm,
  giveUpSlot,
  matterProof,
  mayArchiveHere,
  proofForm,
} from './pages/evidence.tsx'
import {
  acknowledgeOrder,
  archiveFileForm,
  archiveMatter,
  archiveMatterFile,
  grantAccess,
  liftMatter,
  matterForm,
  matterPage,
  matterPersonForm,
  moveMatter,
  noteForm,
  noteInMatter,
  removeAccess,
} from './pages/matter.tsx'
import {
  discardForm,
  discardSealed,
  joinMatterForm,
  joinSealed,
  openedLately,
  openSealed,
  openSealedForm,
  sealedPage,
  shutSealed,
  shutSealedForm,
  takeInForm,
  takeSealed,
} from './pages/matters.tsx'
import { type SealedServices, seesSealed } from './services.ts'

/** Every page exists for everyone and says the same until something opens. Any staff member can be given access. */
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
    form('/sealed/move', staff, matterForm, moveMatter),
    form('/sealed/archive', staff, matterForm, archiveMatter),
    form('/sealed/proof', staff, emptyProofForm, emptyProof),
    form('/sealed/set-up', staff, groupSetUpForm, fresh('sealed', setUpGroup)),
    form('/sealed/sheet', staff, groupSetUpForm, fresh('sealed', newGroupSheet)),
    form('/sealed/sheet/check', staff, sheetCheckForm, fresh('sealed', checkGroupSheet)),
    page('/sealed/evidence', staff, evidencePage),
    form('/sealed/recover', staff, recoverForm, recoverSealed, ['key']),
    page('/sealed/matter/:reference', staff, matterPage),
    form('/sealed/matter/bound', staff, matterForm, acknowledgeOrder),
    form('/sealed/matter/clear', staff, matterPersonForm, openedLately(grantAccess)),
    form('/sealed/matter/revoke', staff, matterPersonForm, removeAccess),
    form('/sealed/matter/proof', staff, proofForm, matterProof),
    form('/sealed/matter/note', staff, noteForm, noteInMatter, ['words']),
    form('/sealed/matter/lift', staff, matterForm, liftMatter),
    page('/sealed/people/:side', staff, groupAccessPage),
    form('/sealed/people/clear', staff, groupPersonForm, openedLately(grantGroupAccess)),
    form('/sealed/people/revoke', staff, groupPersonForm, removeGroupAccess),
  ]),
  ...onlyWhere(mayArchiveHere, [form('/sealed/archive/file', staff, archiveFileForm, archiveMatterFile)]),
]
