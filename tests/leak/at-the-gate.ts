import { askForm } from '../../src/web/ask/draft.ts'
import { toAsk } from '../../src/web/ask/to-ask.ts'
import { nameOf } from './findings.ts'
import { computers, readers } from './library.ts'
import type { Problem } from './matrix.ts'
import type { Stand } from './stand.ts'
import { askedAs, surfaces } from './surfaces.ts'
import type { Table } from './table.ts'

/**
 * The same lines of the table without the pages in front: a page that forgot to ask who may look something up must
 * find that the gate has not.
 */
export async function askTheGate(table: Table, stand: Stand, name: string): Promise<Problem[]> {
  const surface = surfaces[name]
  const { sitter, house, library } = stand
  if (surface === undefined || surface.path !== '/ask' || sitter === null) return []
  const allowed = table.allowed(name, stand.reader, stand.computer)
  const place = computers[stand.computer] ?? 'elsewhere'
  const role = stand.reader === 'acting Director' ? 'director' : readers[stand.reader]
  const { one } = surface.about(library.cast)
  const problems: Problem[] = []
  for (const form of surface.forms(askedAs(one))) {
    const { asked: _asked, back: _back, nocard: _nocard, ...draft } = askForm.parse(form)
    // Whoever speaks of nobody's own account names nobody; the pages drop the number that they typed.
    const isOfAccount = draft.who === 'customer' || draft.who === 'guardian' || draft.who === 'call'
    if (!isOfAccount || draft.answered === 'someone-else' || draft.answered === 'machine') continue
    const { told } = await house.gate.answer({
      actor: { accountId: sitter.id, role: role ?? 'volunteer', place },
      ask: toAsk(draft, { place, on: house.clock.today() }),
      about: { id: one.id },
    })
    // A record's random number goes to the page with it, to open it again; the page of an answer leaves it out.
    const isSeen = (kind: string) =>
      allowed.has(kind) || (kind === 'a random number' && allowed.has('on file'))
    for (const canary of library.sight.in(JSON.stringify(told))) {
      if (canary.of === one.label && canary.tells.some(isSeen)) continue
      problems.push(`the gate, ${name}, ${stand.where}: LEAK: opens ${nameOf(canary)}`)
    }
  }
  return problems
}
