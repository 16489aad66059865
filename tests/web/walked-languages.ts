import { languages } from '../../src/platform/i18n/language.ts'

/**
 * `npm test` walks every page and state in the language that stands first, and looks closely at each page as it opens, and
 * at whatever a state shows that no other did; `npm run test:long` looks closely at every state, in each language and in
 * every light.
 */
export const walksLong = process.env['CARREL_LONG'] !== undefined
export const walkedLanguages = walksLong ? languages : languages.slice(0, 1)
