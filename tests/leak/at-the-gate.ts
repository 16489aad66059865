import { randomUUID } from 'node:crypto'
import { askForm, speakerOf, toAsk } from '../../src/ask/draft.ts'
import {
  answeredForm,
  customerCallAsk,
  guardianCallAsk,
  messageCallAsk,
} from '../../src/contact/pages/call-parts.tsx'
import type { StaffActor } from '../../src/gate/actor.ts'
import type { PatronKey } from '../../src/gate/patron-lookup.ts'
import type { Disclosure } from '../../src/gate/request.ts'
import { statedBases } from '../../src/gate/view-basis.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
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
  // What the counter asks the gate for or a part of it, whose lines ask it, and a page that shows a part of that.
  const parts = [
    '/find',
    '/counter/renew',
    '/lend/card',
    '/ask/call-back',
    '/lend/item',
    '/pick-up',
    '/counter/welcome',
    '/counter/set-right',
    '/counter/close',
  ]
  if (parts.includes(surface.path)) return []
  if (surface.path === '/lend/card') return []
  // Of a customer's own pages nothing is staff's to ask for; the code for a PIN opens nothing.
  if (surface.own || surface.path === '/counter/pin-code') return []
  // What happens to cards does not go by the gate: it opens nothing (tests/lending/cards.test.ts asks it by itself).
  if (surface.path === '/counter/lost' || surface.path.startsWith('/counter/card-')) return []
  // A narrower search by name, whose line asks that of the gate.
  if (surface.path === '/counter/join') return []
  // The gate is asked for guardians, and for what they settle, by tests/lending/guardians.test.ts.
  if (/^\/counter\/(guardian|of-age|statement|letter|not-told)/.test(surface.path)) return []
  // It opens no record: which cases it finds for whom is tests/disclosure/case-finder.test.ts.
  if (surface.path === '/cases/find') return []
  // It opens nothing either, and goes by the cards as a lost one does.
  if (surface.path === '/account/cards') return []
  // What a case has collected is asked of the gate by tests/disclosure/case-copies.test.ts.
  if (surface.page) return []
  const allowed = table.allowed(name, stand.reader, stand.computer)
  // Of whoever may call from here: name and number come with all of identity and contact, of which the pages show a part,
  // and with a message the gate tells whether it is so, which the page that was asked for it says anyway.
  // A name is looked for as at the counter, whose line asks that of the gate.
  if (name === 'Calls: one who phoned in is found by name') return []
  const isCaller = stand.house.calls.isThere({ role: roleOf(stand), place: placeOf(stand) })
  if (isCaller && opensMore.includes(name)) return []
  // A session of its own, which opened nothing before.
  const actor = { accountId: sitter.id, role: roleOf(stand), place: placeOf(stand), session: randomUUID() }
  const { one } = surface.about(library.cast)
  // A list of random numbers opens nothing, and has none for whoever may call nobody.
  if (surface.path === '/calls/numbers') {
    const { ids } = await stand.house.gate.facts.ofWrongNumbers(actor, beforeAllIds)
    const leaks = ids.includes(one.id) && !allowed.has('a random number')
    return leaks ? [`the gate, ${name}, ${stand.where}: LEAK: lists whose number is wrong`] : []
  }
  const problems: Problem[] = []
  // A record's random number goes to the page with it, to open it again; the page of an answer leaves it out.
  const isSeen = (kind: string) => allowed.has(kind) || (kind === 'a random number' && allowed.has('on file'))
  // What they chose goes to the page with how they are reached; no page shows it.
  const isBeside = ({ field }: Canary) => field === 'patron.choices' && allowed.has('contact')
  for (const form of surface.forms(askedAs(one))) {
    const asking = { actor, path: surface.path, form }
    // An ask and a scan go by the card that was shown, which may be one that was reported lost.
    const patron = ['/ask', '/counter/card'].includes(surface.path)
      ? { card: String(form['card']) }
      : { id: one.id }
    const disclosed = await (surface.alone ?? now)(async () => {
      await surface.before?.(stand, one.id)
      return disclosedTo(stand, { ...asking, patron })
    })
    for (const canary of library.sight.in(JSON.stringify([disclosed?.told, disclosed?.listed]))) {
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

/** What the pages of a call ask: whoever answers first, then who it is. */
function callAsked({ actor, form }: Pick<Asking, 'actor' | 'form'>, clock: Stand['house']['clock']) {
  const at = { place: actor.place, on: clock.today() }
  const { who: _found, ...typed } = form
  const sent = answeredForm.partial().parse(typed)
  const { card, guardian } = sent
  const facts = { overdue: true, holds: true }
  const ask =
    sent.answered === 'customer' || sent.answered === 'relay'
      ? customerCallAsk(at, { ...sent, answered: sent.answered })
      : sent.answered === 'guardian'
        ? guardianCallAsk(at)
        : messageCallAsk(at, 'someone-else', facts)
  const envelope = sent.answered === undefined ? (['identity', 'contact'] as const) : []
  return { actor, ask, envelope, ...(card && { card }), ...(guardian && { guardian }) }
}

const opensMore = [
  'Calls: whom to call',
  'Calls: whom to call about a minor',
  'Calls: one who phoned in is found by the card',
  'Calls: someone else answers, or a machine',
  'Calls: the parent who phoned in about a minor is to be called back',
  'Calls: the parent who phoned in is called back, and voicemail answers',
]
const roleOf = ({ reader }: Stand) =>
  (reader === 'acting Director' ? 'director' : readers[reader]) ?? 'volunteer'
const placeOf = ({ computer }: Stand) => computers[computer] ?? 'elsewhere'
const basisOf = ({ basis }: Fields) => statedBases.find((each) => each === basis)
const now = <T>(work: () => Promise<T>): Promise<T> => work()

type Asking = {
  readonly actor: StaffActor
  readonly path: string
  readonly form: Fields
  readonly patron: PatronKey
}

/** What the gate says and opens to somebody who asks it that; undefined where the pages would ask about nobody. */
async function disclosedTo(
  { house }: Stand,
  { actor, path, form, patron }: Asking,
): Promise<Omit<Disclosure, 'reference'> | undefined> {
  const { gate, clock } = house
  const withoutReference = ({ reference: _, ...disclosed }: Disclosure) => disclosed
  const name = form['name'] ?? form['card']
  // A name is typed where a card is scanned, too.
  if (path === '/counter/name' || (path === '/counter/card' && !/\d/.test(String(name)))) {
    return withoutReference(await gate.search({ actor, name: String(name) }))
  }
  if (path.startsWith('/calls/') && 'id' in patron) {
    return withoutReference(await gate.contact({ ...callAsked({ actor, form }, clock), patronId: patron.id }))
  }
  // By a card no basis is asked for; here all are asked for by their ids.
  const basis = path === '/counter/customer' ? basisOf(form) : 'in-hand'
  if (path !== '/ask') return withoutReference(await gate.view({ actor, patron, basis }))
  const { asked: _asked, back: _back, nocard: _nocard, ...draft } = askForm.parse(form)
  // Whoever speaks of nobody's own account names nobody; the pages drop the number that they typed.
  if (speakerOf(draft) === null) return undefined
  const ask = toAsk(draft, { place: actor.place, on: clock.today() })
  const typed = {
    ...(draft.guardian && { guardian: draft.guardian }),
    ...(draft.phoneCode && { phoneCode: draft.phoneCode }),
  }
  return withoutReference(await gate.answer({ actor, ask, about: patron, ...typed }))
}
