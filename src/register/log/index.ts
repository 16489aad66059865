export { type Checkpoint, fingerprintLines, openCheckpoint } from './checkpoint.ts'
export { blindedCommitment, blindingOf, slotCount, slotMonthKey, stateCommitment } from './commitment.ts'
export { type EarlierCheckpoint, readEarlierCheckpoint, requireCheckpoint } from './earlier-checkpoint.ts'
export { canonicalEntry, type Entry, entryInstant, entryLines, entryMonth, readEntry } from './entry.ts'
export {
  checkProof,
  checkpointProved,
  type EntryProof,
  keyInProof,
  mostProofBytes,
  readProof,
  writeProof,
} from './entry-proof.ts'
export {
  BundleBuffer,
  crlfMessage,
  type ExportFault,
  ExportFaultError,
  type FaultCode,
  firstLeafFile,
  hasCrlf,
  type LogFiles,
  type PublicExportEnd,
  publicEndFile,
  publicEndText,
  writeBundle,
} from './export-files.ts'
export {
  type CommitmentsLeaf,
  idBytes,
  isCommitmentsLeaf,
  isNewLogLeaf,
  isReference,
  isReferenceTyped,
  isSealedEntryLeaf,
  isTypedReference,
  leafFault,
  leafReference,
  type NewLogStatement,
  readCommitmentsLeaf,
  readLeaf,
  readNewLogLeaf,
  spokenReference,
} from './leaf.ts'
export { mailsIn, textsIn } from './mail-text.ts'
export { MalformedError } from './malformed-error.ts'
export { fromBase64, fromUtf8, originOf, readVerifierKey, type Verifier } from './note.ts'
export { entryKeyOf, openEntryWithKey } from './sealed-entry.ts'
export {
  emptyRoot,
  hashBytes,
  includes,
  leafHash,
  pathRanges,
  readTilePath,
  TreeEdge,
  tilePath,
  tileWidth,
  tileWidthAt,
} from './tree.ts'
export { verifierPage } from './verifier-page.ts'
export { type CheckpointComparison, type ExportVerdict, type VerifyProgress, verifyExport } from './verify.ts'
