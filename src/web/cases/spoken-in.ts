import type { StaffVisit } from '../visit.ts'
import { languages } from '../words/language.ts'

/** The same visit, speaking the language in which a decision is written. */
export function spokenIn(visit: StaffVisit, written: string): StaffVisit {
  const language = languages.find((one) => one === written) ?? visit.language
  const pack = visit.house.pack.in(language)
  return { ...visit, language, pack }
}
