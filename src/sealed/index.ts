export { SealedAccess } from './access.ts'
export { LibraryCaseStorage, NotAcknowledgedError } from './case-storage.ts'
export { sealedMattersCheck } from './doctor.ts'
export { accessGroups } from './matter.ts'
export { SealedIntake, type SealedLeaving } from './matter-actions.ts'
export { isHeldElsewhere, SealedMatters, SealedMattersHost } from './matters.ts'
export { maxSealedProofBytes, readSealedProof, type SealedProof } from './proof.ts'
export {
  type LeafPosition,
  type SealedProofFault,
  type SealedProofVerdict,
  type SlotEvidence,
  verifySealedProof,
} from './proof-check.ts'
export type { SealedServices } from './services.ts'
export { OpenSessions, openMinutes } from './session.ts'
export { headFileBytes, outerKeyId, SlotFullError } from './slot-bytes.ts'
export { MatterNotOpenError, slotFileNames, slotFilePath, slotFilesFolder } from './slot-folder.ts'
