import { randomUUID } from 'node:crypto'
import type { Actor, Disclosed, PatronKey } from '../../src/disclosure/request.ts'
import { askForm, speaksOf } from '../../src/web/ask/draft.ts'
import { toAsk } from '../../src/web/ask/to-ask.ts'
import type { Canary } from './canary.ts'
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
  // A part of what the counter asks the gate for, and a page that shows a part of that.
  if (['/lend/card', '/lend/item', '/pick-up', '/counter/welcome'].includes(surface.path)) return []
  // What happens to cards does not go by the gate: it opens nothing (tests/lending/cards.test.ts asks it by itself).
  if (surface.path === '/counter/lost' || surface.path.startsWith('/counter/card-')) return []
  // The gate is asked for guardians, and for what they settle, by tests/lending/guardians.test.ts.
  if (/^\/counter\/(guardian|of-age|statement|letter)/.test(surface.path)) return []
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
  // What they chose goes to the page with how they are reached; no page shows it.
  const isBeside = ({ field }: Canary) => field === 'patron.choices' && allowed.has('contact')
  for (const form of surface.forms(askedAs(one))) {
    const asking = { actor, path: surface.path, form }
    // An ask goes by the card that was shown, which may be one that was reported lost.
    const patron = surface.path === '/ask' ? { card: String(form['card']) } : { id: one.id }
    const disclosed = await disclosedTo(stand, { ...asking, patron })
    for (const canary of library.sight.in(JSON.stringify(disclosed?.told ?? []))) {
      if (canary.of === one.label && (canary.tells.some(isSeen) || isBeside(canary))) continue
      problems.push(`the gate, ${name}, ${stand.where}: LEAK: opens ${nameOf(canary)}`)
    }
    // What is said of nobody tells nothing, so whoever may not know who is on file hears that of everybody.
    if (allowed.has('on file') || surface.path === '/counter/name') continue
    const ofNobody = await disclosedTo(stand, { ...asking, patron: { id: randomUUID() } })
    if (JSON.stringify(disclosed) !== JSON.stringify(ofNobody)) {
      problems.push(`the gate, ${name}, ${stand.where}: LEAK: answers by the record`)
    }
  }
  return problems
}

type Asking = {
  readonly actor: Actor
  readonly path: string
  readonly form: Fields
  readonly patron: PatronKey
}

/** What the gate says and opens to somebody who asks it that; undefined where the pages would ask about nobody. */
async function disclosedTo(
  { house }: Stand,
  { actor, path, form, patron }: Asking,
): Promise<Omit<Disclosed, 'reference'> | undefined> {
  const { gate, clock } = house
  const withoutReference = ({ reference: _, ...disclosed }: Disclosed) => disclosed
  if (path === '/counter/name') {
    return withoutReference(await gate.search({ actor, name: String(form['name']) }))
  }
  if (path !== '/ask') return withoutReference(await gate.view({ actor, patron }))
  const { asked: _asked, back: _back, nocard: _nocard, ...draft } = askForm.parse(form)
  // Whoever speaks of nobody's own account names nobody; the pages drop the number that they typed.
  if (speaksOf(draft) === null) return undefined
  const ask = toAsk(draft, { place: actor.place, on: clock.today() })
  return withoutReference(
    await gate.answer({ actor, ask, about: patron, ...(draft.guardian && { guardian: draft.guardian }) }),
  )
}
