export {
  type BackupMade,
  type BackupParts,
  holdSlotFiles,
  makeBackup,
  requireRecoveryKey,
  runBackup,
} from './backup.ts'
export { parentsKeys } from './backup-child.ts'
export { BackupError } from './backup-error.ts'
export { backupsIn, readMark, verifyBackup } from './backup-file.ts'
export { backupState } from './backup-store.ts'
export type { BackupMark } from './container.ts'
export { backupJob, isWorthLogging, withLinksSealed } from './daily-job.ts'
export { backupChecks } from './doctor.ts'
export { loadLinksSince, resealLinksStep } from './link-reseal-job.ts'
export { confirmRecoveryKey, newRecoveryKey, recoveryKeys, recoverySheetMark } from './recovery-key.ts'
export { type Restored, refuseUsedHome, restoreBackup } from './restore.ts'
export { recoverySheetWords } from './words/backups.ts'
