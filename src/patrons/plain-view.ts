import { type Actor, type Gate, patronActor, type StaffActor } from '../gate/index.ts'
import { inContext } from '../platform/db/context.ts'
import type { CoreServices } from '../staff/index.ts'
import { recordPatronAct } from './self-service.ts'
import { ownScreenContext } from './sign-in-store.ts'

type PlainViewServices = CoreServices & { readonly gate: Gate }

/** Whether a patron's own pages show only what is due: they may have to open them in front of someone. */
export function hasPlainView({ app, gate }: PlainViewServices, patronId: string): Promise<boolean> {
  return inContext(app, ownScreenContext, (trx) => gate.facts.hasPlainView(trx, patronId))
}

/** By the patron, or by staff whom they asked. @returns false if it was so, or there is no such patron */
export function beginPlainView(
  office: PlainViewServices,
  by: StaffActor | typeof patronActor,
  patronId: string,
): Promise<boolean> {
  return setPlainView(office, by, { patronId, isPlain: true })
}

/** Takes the PIN. */
export async function endPlainView(office: PlainViewServices, patronId: string): Promise<void> {
  await setPlainView(office, patronActor, { patronId, isPlain: false })
}

function setPlainView(
  office: PlainViewServices,
  by: Actor,
  { patronId, isPlain }: { readonly patronId: string; readonly isPlain: boolean },
): Promise<boolean> {
  return recordPatronAct(office, by, async (trx, note) => {
    if (!(await office.gate.facts.setPlainView(trx, patronId, isPlain))) return false
    await note(patronId, isPlain ? 'plain-view-on' : 'plain-view-off')
    return true
  })
}
