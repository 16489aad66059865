import type { Actor, Gate } from '../gate/index.ts'
import { inContext } from '../platform/db/context.ts'
import type { CoreServices } from '../staff/index.ts'
import { recordPatronAct } from './self-service.ts'
import { ownScreenContext } from './sign-in-store.ts'

type PlainViewServices = CoreServices & { readonly gate: Gate }

/** Whether a patron's own pages show only what is due: they may have to open them in front of someone. */
export function hasPlainView({ app, gate }: PlainViewServices, patronId: string): Promise<boolean> {
  return inContext(app, ownScreenContext, (trx) => gate.facts.hasPlainView(trx, patronId))
}

/** Begun by the patron, or by staff whom they asked; ended by the patron alone, who types the PIN. */
export function setPlainView(
  office: PlainViewServices,
  by: Actor,
  { patronId, isPlain }: { readonly patronId: string; readonly isPlain: boolean },
): Promise<void> {
  return recordPatronAct(office, by, async (trx, note) => {
    if (await office.gate.facts.setPlainView(trx, patronId, isPlain))
      await note(patronId, isPlain ? 'plain-view-on' : 'plain-view-off')
  })
}
