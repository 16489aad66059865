/*
 * What the golden tests need of the program, under the names that the tests use. Code that is moved or renamed changes a
 * line here; the tests and the vectors stay as they are.
 */

export { hashPassphrase, isPassphrase } from '../../src/accounts/passphrase.ts'
export { openFile, sealFile } from '../../src/backup/age-file.ts'
export { readBackup, type TableRows, writeBackup } from '../../src/backup/container.ts'
export type { BackupHeader, KeptKey } from '../../src/backup/header.ts'
export { fileNameOf, requireMark, wordsOfMark } from '../../src/backup/mark.ts'
export { identityBytes, keyMark, newPaperKey, readPaperKey } from '../../src/backup/paper-key.ts'
export { isLastGroup, noteOf, readRecoveryKey } from '../../src/backup/recovery-key.ts'
export { caseOf } from '../../src/casework/apply.ts'
export type { Scope } from '../../src/casework/case.ts'
export * as caseVocabulary from '../../src/casework/case.ts'
export { type Copied, copiedFields, readOut } from '../../src/casework/copied.ts'
export {
  type DecisionDocument,
  decisionBytes,
  decisionHash,
  draftMark,
} from '../../src/casework/decision-document.ts'
export type { CaseEvent, Of as EventOf, WhatName as EventName } from '../../src/casework/event.ts'
export { groundsHash, groundsOf, groundsText } from '../../src/casework/grounds.ts'
export { steps } from '../../src/casework/steps.ts'
export type { Links, LinkTable } from '../../src/circulation/link.ts'
export type { CutLinks, MonthCount, Returned } from '../../src/circulation/tally.ts'
export { CellFolder } from '../../src/compartments/cell-folder.ts'
export { type Compartment, logged } from '../../src/compartments/compartment.ts'
export { Compartments } from '../../src/compartments/compartments.ts'
export { type Logged, newLogged, pathOf, treeOf } from '../../src/compartments/log.ts'
export { verifySealed } from '../../src/compartments/proof-export.ts'
export { archiveFile, emptyProofFile, proofFile } from '../../src/compartments/proof-file.ts'
export { readSealedProof } from '../../src/compartments/proof-read.ts'
export { sides } from '../../src/compartments/side.ts'
export { answeredBy, callEnds } from '../../src/contact/call.ts'
export type { Choices } from '../../src/contact/choices.ts'
export { channels as contactChannels } from '../../src/contact/choices.ts'
export type { Correction, Former } from '../../src/contact/correction.ts'
export { correctable } from '../../src/contact/correction.ts'
export type { Notice } from '../../src/contact/notice.ts'
export { noticeKinds } from '../../src/contact/notice.ts'
export type { CaseDocument, SignedDecision } from '../../src/disclosure/case-documents.ts'
export { choicesMark } from '../../src/disclosure/choices-mark.ts'
export type { Noted, OfAge } from '../../src/disclosure/held.ts'
export { guardianChecks } from '../../src/disclosure/held.ts'
export type { KeptEvent } from '../../src/disclosure/held-of-cases.ts'
export { sealedProofId } from '../../src/disclosure/sealed-proof-id.ts'
export { aboutToken } from '../../src/disclosure/told-to-patron.ts'
export { itemLander } from '../../src/imports/item-lander.ts'
export { borrowerPurpose } from '../../src/imports/landing-order.ts'
export { chargeLander, holdLander, loanLander } from '../../src/imports/link-landers.ts'
export { Joining, type Newcomer } from '../../src/lending/joining.ts'
export { closeChecks, handChecks } from '../../src/own/act.ts'
export { ownCodeToken } from '../../src/own/codes.ts'
export { type PinOffice, pinSource } from '../../src/own/pins.ts'
export { tryPin } from '../../src/own/sign-in.ts'
export { packHash } from '../../src/policy/pack.ts'
export { factsToConfirm } from '../../src/policy/to-confirm.ts'
export * as policyVocabulary from '../../src/policy/vocabulary.ts'
export { findingKinds } from '../../src/policy/vocabulary.ts'
export { encryptTo } from '../../src/production/encrypt.ts'
export { packageOf, recordFiles, type Standing } from '../../src/production/package.ts'
export { writeBundle } from '../../src/register/bundle.ts'
export { signCheckpoint } from '../../src/register/checkpoint.ts'
export { blindingOf, cellMonthKey, stateCommitment, tickValue } from '../../src/register/commitment.ts'
export { commitmentsLeaf, readCommitmentsLeaf } from '../../src/register/commitments-leaf.ts'
export { Edge } from '../../src/register/edge.ts'
export {
  type Entry,
  entryKeyOf,
  newEntryId,
  openEntry,
  openEntryWithKey,
  sealEntry,
} from '../../src/register/entry.ts'
export { canonicalEntry, readEntry } from '../../src/register/entry-form.ts'
export { checkProof, keyInProof, readProof, writeProof } from '../../src/register/entry-proof.ts'
export type { LogFiles } from '../../src/register/export-files.ts'
export { leafHash } from '../../src/register/hashing.ts'
export { leafReference } from '../../src/register/leaf.ts'
export { rawPublicKey, readVerifierKey, type Signer, verifierKey } from '../../src/register/note.ts'
export { newLogLeaf, readNewLogLeaf } from '../../src/register/open-leaf.ts'
export { originOf } from '../../src/register/origin.ts'
export { compactPin, findPin, pinLines } from '../../src/register/pin.ts'
export { isBeginningOf, proveConsistency, proveInclusion, rootOf } from '../../src/register/proof.ts'
export { firstLeafFile, publicEndFile, publicEndText } from '../../src/register/public-end.ts'
export { tilePath, tileWidth, tileWidthAt } from '../../src/register/tile.ts'
export { verifyExport } from '../../src/register/verify-export.ts'
export {
  type AccountKeys,
  housePartIdOf,
  makeAccountKeys,
  openAccountKeys,
  rewrapAccountKeys,
  type WrappedKeys,
} from '../../src/sealing/account-keys.ts'
export { openCodeSecret, sealCodeSecret } from '../../src/sealing/account-secret.ts'
export { openCopy, sealCopy } from '../../src/sealing/case-copy.ts'
export { type Corrected, partsCorrected, type Said, tokenOfSaid } from '../../src/sealing/corrected.ts'
export { openField, sealField, token } from '../../src/sealing/field.ts'
export { HistoryList, type HistoryRow, type Kept } from '../../src/sealing/history.ts'
export { keyModes } from '../../src/sealing/key-mode.ts'
export { changeKeyMode, unlockKeys } from '../../src/sealing/key-mode-change.ts'
export type { KeySecret } from '../../src/sealing/key-mode-master.ts'
export { KeyRing, sealedColumns } from '../../src/sealing/key-ring.ts'
export { newHousePart } from '../../src/sealing/key-ring-accounts.ts'
export { endTokens, type LinkEnd, type LinkRow, openLink, sealLink } from '../../src/sealing/link.ts'
export { LinkKeys } from '../../src/sealing/link-keys.ts'
export {
  cutOf,
  type OpenMonth,
  openMonth,
  openWaiting,
  returnOf,
  sealMonth,
  type WaitingRow,
} from '../../src/sealing/link-tally.ts'
export { NameIndex } from '../../src/sealing/name-index.ts'
export {
  type NoticeRow,
  noticeOf,
  noticeTokens,
  onceTokens,
  sealNotice,
} from '../../src/sealing/notice-row.ts'
export {
  cardToken,
  landStanding,
  type PatronValues,
  sealCard,
  sealPatron,
} from '../../src/sealing/patron-row.ts'
export { openOwnSecret, sealOwnSecret } from '../../src/sealing/pin-secret.ts'
export type { Vouched } from '../../src/sealing/row-mark.ts'
export { isMarked, type MarkedTable, markOf } from '../../src/sealing/row-mark.ts'
export { privateOf, publicOfPrivate } from '../../src/sealing/sealed-to.ts'
export { badAddressToken, isTheirs, openWays, runsOut } from '../../src/sealing/standings.ts'
export { chargeTry } from '../../src/store/accounts-tries.ts'
export type { Schema } from '../../src/store/schema.ts'
export { setUpLink } from '../../src/store/setup.ts'
export { newKnownToken, ownKnownToken, tokenHash } from '../../src/web/secret-token.ts'
export { registerWords } from '../../src/web/words/register.ts'
