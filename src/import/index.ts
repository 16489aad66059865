export { importRowsCheck } from './doctor.ts'
export { cardsToCall, inventBlock, inventOne, itemsToLend, writeInventedLibrary } from './invented-library.ts'
export { exportFiles, type ImportReport, importKoha, type KohaExport, openKohaExport } from './koha-import.ts'
export { KohaExportError } from './koha-table.ts'
export {
  heldRowCount,
  importJob,
  importProgress,
  importReportText,
  noteImportStarted,
  readExportMark,
  tablesKeptHere,
} from './nightly-import.ts'
export { type RowPaths, tryRowFiles } from './row-file.ts'
