import { languages } from '../../src/web/words/language.ts'

/** `npm test` walks every page and state in the language that stands first; `npm run test:long` in each. */
export const walkedLanguages = process.env['CARREL_LONG'] ? languages : languages.slice(0, 1)
