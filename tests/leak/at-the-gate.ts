import type { Actor, Disclosed } from '../../src/disclosure/gate.ts'
import { askForm, speaksOf } from '../../src/web/ask/draft.ts'
import { toAsk } from '../../src/web/ask/to-ask.ts'
import type { Patron } from './cast.ts'
import { nameOf } from './findings.ts'
import { computers, readers } from './library.ts'
import type { Problem } from './matrix.ts'
import type { Fields, Stand } from './stand.ts'
import { askedAs, surfaces } from './surfaces.ts'
import type { Table } from './table.ts'

/**
 * The same lines of the table without the pages in front: a page that forgot to ask who may look something up must
 * find that the gate has not.
 */
export async function askTheGate(table: Table, stand: Stand, name: string): Promise<Problem[]> {
  const surface = surfaces[name]
  const { sitter, library } = stand
  if (surface === undefined || sitter === null) return []
  const allowed = table.allowed(name, stand.reader, stand.computer)
  const role = stand.reader === 'acting Director' ? 'director' : readers[stand.reader]
  const actor = {
    accountId: sitter.id,
    role: role ?? 'volunteer',
    place: computers[stand.computer] ?? 'elsewhere',
  }
  const { one } = surface.about(library.cast)
  const problems: Problem[] = []
  // A record's random number goes to the page with it, to open it again; the page of an answer leaves it out.
  const isSeen = (kind: string) => allowed.has(kind) || (kind === 'a random number' && allowed.has('on file'))
  for (const form of surface.forms(askedAs(one))) {
    const told = await toldOf(stand, { actor, path: surface.path, form, one })
    for (const canary of library.sight.in(JSON.stringify(told))) {
      if (canary.of === one.label && canary.tells.some(isSeen)) continue
      problems.push(`the gate, ${name}, ${stand.where}: LEAK: opens ${nameOf(canary)}`)
    }
  }
  return problems
}

type Asking = { readonly actor: Actor; readonly path: string; readonly form: Fields; readonly one: Patron }

/** What the gate opens to somebody who asks it that. */
async function toldOf({ house }: Stand, { actor, path, form, one }: Asking): Promise<Disclosed['told']> {
  const { gate, clock } = house
  if (path === '/counter/name') return (await gate.search({ actor, name: String(form['name']) })).told
  if (path !== '/ask') return (await gate.view({ actor, patron: { id: one.id } })).told
  const { asked: _asked, back: _back, nocard: _nocard, ...draft } = askForm.parse(form)
  // Whoever speaks of nobody's own account names nobody; the pages drop the number that they typed.
  if (speaksOf(draft) === null) return []
  const ask = toAsk(draft, { place: actor.place, on: clock.today() })
  return (await gate.answer({ actor, ask, about: { id: one.id } })).told
}
