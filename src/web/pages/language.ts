import { z } from 'zod'
import { writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import type { Visit } from '../visit.ts'
import { languages } from '../words/language.ts'

export const languageForm = z.strictObject({ to: z.enum(languages), back: z.string().max(100) })

/** A page of ours whose address holds nothing but words. */
const page = /^\/(?:[a-z][a-z-]*(?:\/[a-z][a-z-]*)*)?$/

/** What this browser's screens speak from now on; whoever uses it. */
export function chooseLanguage(
  { c, house }: Visit,
  { to, back }: z.infer<typeof languageForm>,
): Response | Promise<Response> {
  writeCookie(c, isSecure(house), 'language', to)
  return c.redirect(page.test(back) ? back : '/', 303)
}
