export { checkpointMailJob, checkpointMailState, checkpointMailStateText } from './checkpoint-mail.ts'
export { checkpointRecipients, setCheckpointRecipients } from './checkpoint-mail-store.ts'
export { checkpointMailCheck, registerChecks } from './doctor.ts'
export {
  keepLastSignedJob,
  lastSignedFile,
  RegisterError,
  readSignedPosition,
  refuseOlderThan,
  refuseOlderThanBackups,
} from './head.ts'
export { IntegrityCheck } from './integrity-check.ts'
export {
  allLogs,
  commitmentLeaves,
  currentLog,
  type DayOfLog,
  daysOfLog,
  entriesAbout,
  entriesBefore,
  entriesFrom,
  entriesOfMonths,
  findEntry,
  findLeaf,
  type LeafRow,
  leafCount,
  newestCheckpoint,
  newestCommitments,
  pendingCount,
  readLeaves,
  readTilesAfter,
  type StoredEntry,
  savedChecks,
  tokensWithEntries,
  withRegisterSnapshot,
} from './log-store.ts'
export { beginNewLog, type NewLog } from './new-log.ts'
export {
  type NewestFingerprint,
  type NoProofReason,
  newestFingerprint,
  newestFingerprintLines,
  newestWholeDay,
  proveStoredEntry,
  type StoredEntryProof,
  wholeReference,
} from './newest-checkpoint.ts'
export {
  type LogHead,
  logHeads,
  publicRegister,
  publicZip,
  type WriteFile,
  writeLogs,
  writePublic,
  writeTiles,
} from './public-export.ts'
export {
  aboutToken,
  isDisclosure,
  isPatronVisibleAct,
  isSheetNumber,
  isVisibleToPatron,
  type PaperFirst,
  type PatronVisibleAct,
  paperFlags,
  paperIn,
  recordEntry,
} from './record.ts'
export { forgetMonths, forgettableBefore, openableMonths, type RegisterMonth } from './retention.ts'
export { type SlotValues, startSequencer } from './sequencer.ts'
export { registerWords } from './words/register.ts'
