import type { PatronContext, PlatformServices } from '../platform/http/request-context.ts'

type Sent = { readonly day: string; readonly forms: Map<string, Set<string>> }

/** Resending the same form counts once. Why in memory: this only slows a flood, and stores nothing. */
export function dailyLimit(most: number): (context: PatronContext, form: string) => boolean {
  // By database, since one process may serve several libraries.
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
