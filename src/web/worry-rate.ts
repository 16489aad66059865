import type { House, OwnVisit } from './visit.ts'

/** So many worries one patron sends in a day: each is a case, of which somebody decides in writing. */
const mostADay = 5

type Sent = { readonly day: string; readonly forms: Map<string, Set<string>> }

/** Of each library that runs in this process, by its database. */
const libraries = new WeakMap<House['app'], Sent>()

/**
 * Counts a worry of this patron and says whether it may be sent; a form that is sent again counts once.
 *
 * Why in memory, of this process alone: it only slows down a flood, and what counted them in the database would say of
 * somebody that they worry.
 */
export function maySendWorry({ house, own }: OwnVisit, form: string): boolean {
  const day = house.clock.today()
  const known = libraries.get(house.app)
  const sent = known?.day === day ? known : { day, forms: new Map<string, Set<string>>() }
  libraries.set(house.app, sent)
  const forms = sent.forms.get(own.patronId) ?? new Set()
  sent.forms.set(own.patronId, forms)
  if (forms.size >= mostADay && !forms.has(form)) return false
  forms.add(form)
  return true
}
