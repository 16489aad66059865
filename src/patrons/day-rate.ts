import type { PatronContext, PlatformServices } from '../platform/http/request-context.ts'

type Sent = { readonly day: string; readonly forms: Map<string, Set<string>> }

/**
 * Counts what a patron sends of one kind, `most` a day, and says whether it may be sent; a form that is sent again counts
 * once.
 *
 * Why in memory, of this process alone: it only slows down a flood, and keeps nothing of anybody.
 */
export function dailyLimit(most: number): (context: PatronContext, form: string) => boolean {
  // Of each library that runs in this process, by its database.
  const libraries = new WeakMap<PlatformServices['app'], Sent>()
  return ({ services, own }, form) => {
    const day = services.clock.today()
    const known = libraries.get(services.app)
    const sent = known?.day === day ? known : { day, forms: new Map<string, Set<string>>() }
    libraries.set(services.app, sent)
    const forms = sent.forms.get(own.patronId) ?? new Set()
    sent.forms.set(own.patronId, forms)
    if (forms.size >= most && !forms.has(form)) return false
    forms.add(form)
    return true
  }
}
