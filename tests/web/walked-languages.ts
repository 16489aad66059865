import { languages } from '../../src/web/words/language.ts'

/**
 * `npm test` walks every page and state in the language that stands first, in daylight, and with Tab through each page
 * as it opens; `npm run test:long` in each language, in every light, and with Tab through every state.
 */
export const walksLong = process.env['CARREL_LONG'] !== undefined
export const walkedLanguages = walksLong ? languages : languages.slice(0, 1)
