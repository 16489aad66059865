import type { ImportConcern } from '../jobs/import-concern.ts'
import type { StaffVisit } from './visit.ts'
import { importsWords } from './words/imports.ts'
import { formatsOf } from './words/told.ts'

/** What is wrong with what comes in by itself, in a sentence or two. */
export function importConcernTold(visit: StaffVisit, concern: ImportConcern): string {
  const { pack } = visit
  const imports = importsWords(visit)
  const told = formatsOf(visit)
  const at = (moment: Date) => told.moment(moment, pack.timeZone)
  switch (concern.code) {
    case 'failed':
      return imports.concern.failed(at(concern.at))
    case 'cut-short':
      return imports.concern.cutShort(told.count(concern.rows), at(concern.at))
    case 'old':
      return imports.concern.old
    case 'conflicts': {
      const things = Object.values(concern.conflicts).reduce((sum, count) => sum + count, 0)
      return imports.concern.conflicts(told.count(things))
    }
  }
}
