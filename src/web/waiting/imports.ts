import { importConcern } from '../../jobs/import-concern.ts'
import { importConcernTold } from '../import-concern-told.ts'
import { importsWords } from '../words/imports.ts'
import type { Source } from './source.ts'

/** An export could not come in, looks cut short, did not come, or does not fit what was done here. */
export const imports: Source = {
  may: ['director'],
  async look(visit) {
    const concern = await importConcern(visit.house)
    if (concern === undefined) return []
    const kind = concern.code === 'conflicts' ? 'info' : 'warning'
    return [
      { kind, says: importConcernTold(visit, concern), href: '/imports', go: importsWords(visit).title },
    ]
  },
}
