/*
 * What the golden tests need of the program, under the names that the tests use. Code that is moved or renamed changes a
 * line here; the tests and the vectors stay as they are.
 */

export { openFile, sealFile } from '../../src/backup/age-file.ts'
export type { BackupHeader } from '../../src/backup/container.ts'
export {
  fileNameOf,
  readBackup,
  requireMark,
  type TableRows,
  wordsOfMark,
  writeBackup,
} from '../../src/backup/container.ts'
export { isLastGroup, readRecoveryKey, recoveryKeyOf } from '../../src/backup/recovery-key.ts'
export type { Scope } from '../../src/cases/case.ts'
export * as caseVocabulary from '../../src/cases/case.ts'
export type { CaseDocument, SignedDecision } from '../../src/cases/case-repository.ts'
export { sealedProofId } from '../../src/cases/case-repository.ts'
export {
  type DecisionDocument,
  decisionBytes,
  decisionHash,
  draftHash,
  groundsHash,
  groundsOf,
  groundsText,
} from '../../src/cases/decision.ts'
export type { CaseEvent, CaseEventName as EventName, EventBodyOf as EventOf } from '../../src/cases/event.ts'
export { type CopiedRecords, copiedFields, copyReadoutOf } from '../../src/cases/production/copied-records.ts'
export { type PackageFacts, packageOf, recordFiles } from '../../src/cases/production/package.ts'
export { caseFromEvents } from '../../src/cases/reducer.ts'
export type { StoredEvent } from '../../src/cases/sql-case-repository.ts'
export { openCopy, sealCopy } from '../../src/cases/sql-case-repository.ts'
export { stepsByName } from '../../src/cases/steps/index.ts'
export {
  type OpenMonth,
  openMonth,
  openUncounted,
  sealedAnonymization,
  sealedReturn,
  sealMonth,
  type UncountedRow,
} from '../../src/circulation/sealed-links.ts'
export type { AnonymizedLinks, CountedReturn, MonthCount } from '../../src/circulation/statistics.ts'
export { answeredBy } from '../../src/contact/call.ts'
export type { Notice } from '../../src/contact/notice.ts'
export { noticeKinds } from '../../src/contact/notice.ts'
export {
  badAddressToken,
  cardExpiresWithin,
  isAddressOf,
  type NoticeRow,
  noticeOf,
  onceTokens,
  openChannels,
  sealNotice,
} from '../../src/contact/notice-sealing.ts'
export {
  caseCopyOpener,
  codeSecretOpener,
  correctedPartsOpener,
  noticePlanningOpener,
  patronImportOpener,
  patronSecretOpener,
  personOpener,
} from '../../src/gate/capabilities.ts'
export { patronCodeToken } from '../../src/gate/card-store.ts'
export {
  CheckoutHistoryList,
  type HistoryLine,
  type HistoryLineRow,
} from '../../src/gate/checkout-history.ts'
export type { Correction, FormerEmails } from '../../src/gate/correction.ts'
export { correctable } from '../../src/gate/correction.ts'
export type { Links, LinkTable } from '../../src/gate/link.ts'
export type { PatronChoices } from '../../src/gate/patron-choices.ts'
export { callEnds, contactChannels } from '../../src/gate/patron-choices.ts'
export { NameIndex } from '../../src/gate/patron-name.ts'
export {
  cardToken,
  choicesMark,
  type ImportedValueTokens,
  importedValueToken,
  openPatronSecret,
  type PatronValues,
  partsCorrectedHere,
  type RecordValues,
  sealCard,
  sealImportedStanding,
  sealPatron,
  sealPatronSecret,
} from '../../src/gate/patron-row.ts'
export { endTokens, type LinkEnd, type LinkRow, openLink, sealLink } from '../../src/gate/sealed-link.ts'
export type { EarlyMajority, GuardianNote } from '../../src/gate/sealed-patron.ts'
export { guardianChecks } from '../../src/gate/sealed-patron.ts'
export { viewBases } from '../../src/gate/view-basis.ts'
export { chargeLander, holdLander, itemLander, loanLander } from '../../src/import/circulation-lander.ts'
export { borrowerPurpose } from '../../src/import/landing-order.ts'
export { type NewPatron, Registration } from '../../src/patrons/registration.ts'
export { closingChecks, identityChecks } from '../../src/patrons/self-service.ts'
export { type PinServices, pinSourceToken, signInWithPin } from '../../src/patrons/sign-in.ts'
export { encryptTo } from '../../src/platform/crypto/age-encryption.ts'
export { sealField, token } from '../../src/platform/crypto/field.ts'
export { type KeyCopy, keyModes } from '../../src/platform/crypto/key-folder.ts'
export type { KeySecret } from '../../src/platform/crypto/key-mode.ts'
export { changeKeyMode, unlockKeys } from '../../src/platform/crypto/key-mode.ts'
export { KeyRing, newLibraryKeyPart, sealedColumns } from '../../src/platform/crypto/key-ring.ts'
export { LinkKeys, noticeTokens } from '../../src/platform/crypto/link-keys.ts'
export { identityBytes, keyMark, newPaperKey, readPaperKey } from '../../src/platform/crypto/paper-key.ts'
export type { MarkedRow } from '../../src/platform/crypto/row-mark.ts'
export { isMarked, type MarkedTable, markOfRow } from '../../src/platform/crypto/row-mark.ts'
export { privateOf, publicOfPrivate } from '../../src/platform/crypto/sealed-box.ts'
export type { Schema } from '../../src/platform/db/schema.ts'
export { newKnownToken, ownKnownToken, tokenHash } from '../../src/platform/http/cookies.ts'
export * as policyVocabulary from '../../src/policy/ask.ts'
export { findingKinds } from '../../src/policy/ask.ts'
export { factsToConfirm } from '../../src/policy/manifest.ts'
export { packHash } from '../../src/policy/pack.ts'
export {
  compactFingerprint,
  findFingerprint,
  fingerprintLines,
  signCheckpoint,
} from '../../src/register/log/checkpoint.ts'
export {
  blindedCommitment,
  blindingOf,
  slotMonthKey,
  stateCommitment,
} from '../../src/register/log/commitment.ts'
export type { Entry } from '../../src/register/log/entry.ts'
export { canonicalEntry, readEntry } from '../../src/register/log/entry.ts'
export { checkProof, keyInProof, readProof, writeProof } from '../../src/register/log/entry-proof.ts'
export type { LogFiles } from '../../src/register/log/export-files.ts'
export {
  firstLeafFile,
  publicEndFile,
  publicEndText,
  writeBundle,
} from '../../src/register/log/export-files.ts'
export {
  commitmentsLeaf,
  leafReference,
  newLogLeaf,
  readCommitmentsLeaf,
  readNewLogLeaf,
} from '../../src/register/log/leaf.ts'
export {
  originOf,
  rawPublicKey,
  readVerifierKey,
  type Signer,
  verifierKey,
} from '../../src/register/log/note.ts'
export {
  entryKeyOf,
  newEntryId,
  openEntry,
  openEntryWithKey,
  sealEntry,
} from '../../src/register/log/sealed-entry.ts'
export {
  isBeginningOf,
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  TreeEdge,
  tilePath,
  tileWidth,
  tileWidthAt,
} from '../../src/register/log/tree.ts'
export { verifyExport } from '../../src/register/log/verify.ts'
export { aboutToken } from '../../src/register/record.ts'
export { registerWords } from '../../src/register/words/register.ts'
export {
  accessGroups,
  type MatterEntry,
  newMatterEntry,
  pathOf,
  type SealedMatter,
  treeHeadOf,
  withEntries,
} from '../../src/sealed/matter.ts'
export { archiveFile, emptyProofFile, matterProofFile } from '../../src/sealed/matter-actions.ts'
export { SealedMatters } from '../../src/sealed/matters.ts'
export { readSealedProof } from '../../src/sealed/proof.ts'
export { verifySealedProof } from '../../src/sealed/proof-check.ts'
export { SlotFolder } from '../../src/sealed/slot-folder.ts'
export {
  type AccountKeys,
  libraryPartIdOf,
  makeAccountKeys,
  openAccountKeys,
  rewrapAccountKeys,
  type WrappedKeys,
} from '../../src/staff/account-keys.ts'
export { hashPassphrase, isPassphrase } from '../../src/staff/passphrase.ts'
export { openCodeSecret, sealCodeSecret } from '../../src/staff/second-factor.ts'
export { storeSetUpLink } from '../../src/staff/set-up.ts'
export { chargePassphrase } from '../../src/staff/sign-in-attempt-store.ts'
export { type OpeningKeys, openField, openingKeys } from '../support/opening.ts'
