export { Catalog } from './catalog.ts'
export { Charges } from './charges.ts'
export { destroyOldHistoryKeys } from './checkout-history.ts'
export { anonymizeLinks, anonymizeLoans } from './checkout-store.ts'
export { Desk } from './desk.ts'
export { lenderOf } from './desk-staff.ts'
export type { DispositionReport } from './disposition-figures.ts'
export {
  dispositionReport,
  dispositionsOfYear,
  publishedNumber,
  seriesInOrder,
} from './disposition-figures.ts'
export { HoldShelf, PatronHolds } from './holds.ts'
export {
  countLinksBefore,
  countPatronsWithLinks,
  linkPage,
  linksByEnd,
  linksToReplace,
  oldestNightOf,
  replaceLinks,
} from './link-store.ts'
export {
  circulationCsv,
  circulationOfYear,
  countReturnsStep,
  type YearStatistics,
} from './monthly-statistics.ts'
export { ageBandOfPatron, isSameLink, linkSource, resealLink, resealMonth } from './sealed-links.ts'
export { type CirculationServices, seesDesk } from './services.ts'
export type { MonthCount, PublishedCount, PublishedMonth } from './statistics.ts'
export { openStatisticsMonths, publishMonth, saveOpenMonth } from './statistics-store.ts'
export { titlesWithoutCopyTask } from './tasks.ts'
export { reportsWords } from './words/reports.ts'
