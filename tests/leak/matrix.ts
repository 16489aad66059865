import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { Canary } from './canary.ts'
import { facts, ofGuardian, type Patron, type Stranger } from './cast.ts'
import { nameOf, outsideThePage, seenIn, textIn } from './findings.ts'
import * as invented from './invented.ts'
import type { Fields, Received, Sent, Stand } from './stand.ts'
import { type Asked, askedAs, surfaces } from './surfaces.ts'
import type { PageRow, Table } from './table.ts'
import { type PageVisit, visits } from './visits.ts'

/** A name for one way in which an answer is not what docs/WHO-SEES-WHAT.md says. */
export type Problem = string

const stranger: Asked = {
  id: randomUUID(),
  card: invented.typedCard(invented.card()),
  phone: invented.phone(),
  email: `${invented.word().toLowerCase()}@example.org`,
  lostCard: invented.typedCard(invented.card()),
  cardId: randomUUID(),
  surname: invented.word(),
  firstName: invented.word(),
  born: '1961-02-03',
  guardians: ['Somebody Else', 'Somebody Else'],
  link: randomUUID(),
  signedLink: randomUUID(),
}
const isLong = process.env['CARREL_LONG'] !== undefined
const anythingToRecover = 'anything to recover'

/** One line of "What shows of a customer", as somebody at a stand meets it: seen must equal allowed. */
export async function visitSurface(table: Table, stand: Stand, app: Hono, name: string): Promise<Problem[]> {
  const surface = surfaces[name]
  if (surface === undefined) return [`${name}: surfaces.ts does not say how it is asked`]
  if ((surface.voted ?? stand.library.voted) !== stand.library.voted) return []
  if (surface.own) return visitOwn(table, stand, app, name)
  const allowed = table.allowed(name, stand.reader, stand.computer)
  const { one, twins } = surface.about(stand.library.cast)
  const row = table.pages.find(({ addresses }) => addresses.includes(`POST ${surface.path}`))
  const own = row === undefined ? new Set<string>() : ownTo(stand, row)
  const problems: Problem[] = []
  const say = (what: string) => problems.push(`${name}, ${stand.where}: ${what}`)
  const send = (fields: Fields, of?: Patron) =>
    (surface.alone ?? now)(async () => {
      if (of !== undefined) await surface.before?.(stand, of.id)
      if (surface.page) return stand.get(app, await surface.page(stand, (of ?? stranger).id))
      const openedRecord = surface.opened && of?.id
      const received = await stand.send(app, 'POST', { path: surface.path, fields, openedRecord })
      await surface.after?.(stand)
      return received
    })
  const forms = (asked: Asked) => surface.forms(asked)
  for (const [at, form] of forms(askedAs(one)).entries()) {
    const shown = await send(form, one)
    for (const fault of outsideThePage(stand, shown)) say(fault)
    const guardians = surface.guardians?.(stand.library.cast) ?? []
    compare(stand, shown, { one, guardians, own }, allowed, say)
    const shownToo = async () => alike(await send(form, one), one)
    const isUnlike = (kind: string, other: () => Promise<string>) =>
      differ({ first: alike(shown, one), again: shownToo, other, tries: allowed.has(kind) ? 1 : 20 })
    const isOnFile = await isUnlike('on file', async () => alike(await send(forms(stranger)[at] ?? {})))
    equal('on file', isOnFile, allowed, say)
    // What reads the same as of nobody says nothing of anybody.
    if (!isOnFile) continue
    for (const twin of twins) {
      const kind = twin.without === 'all' ? anythingToRecover : facts[twin.without ?? 'loans']
      if (isSaidByWhatIsOwed(kind, allowed)) continue
      const ofTwin = async () => alike(await send(forms(askedAs(twin))[at] ?? {}, twin), twin)
      equal(kind, await isUnlike(kind, ofTwin), allowed, say)
    }
  }
  return problems
}

type Looks = {
  readonly first: string
  again(): Promise<string>
  other(): Promise<string>
  readonly tries: number
}

/**
 * Whether two looks differ each time. Why more than once: some pages show what staff reported lately, and another reader's
 * report may come between two looks; what a page tells of a customer, it tells each time.
 */
async function differ({ first, again, other, tries }: Looks): Promise<boolean> {
  for (let nth = 1, now = first; ; nth++) {
    if (now === (await other())) return false
    if (nth === tries) return true
    now = await again()
  }
}

const now = <T>(work: () => Promise<T>): Promise<T> => work()

/** A page of a customer's own: it shows what is theirs to them, and to everybody else that there is no such page. */
async function visitOwn(table: Table, stand: Stand, app: Hono, name: string): Promise<Problem[]> {
  const surface = surfaces[name]
  if (surface === undefined) return []
  const allowed = table.allowed(name, stand.reader, stand.computer)
  const { one, twins } = surface.about(stand.library.cast)
  const problems: Problem[] = []
  const say = (what: string) => problems.push(`${name}, ${stand.where}: ${what}`)
  const look = (of: Patron) =>
    (surface.alone ?? now)(async () => {
      await surface.before?.(stand, of.id)
      const [fields] = surface.forms(askedAs(of))
      const as = surface.as?.(stand.library.cast, of.id) ?? of
      return stand.send(app, fields === undefined ? 'GET' : 'POST', { path: surface.path, fields, as })
    })
  const shown = await look(one)
  for (const fault of outsideThePage(stand, shown)) say(fault)
  const guardians = surface.guardians?.(stand.library.cast) ?? []
  compare(stand, shown, { one, guardians }, allowed, say)
  if (stand.reader !== 'customer' || surface.ofLooks) return problems
  // Each line has a random number to act upon it by.
  const said = (received: Received, of: Patron) => alike(received, of).replaceAll(uuids, '«id»')
  for (const twin of twins) {
    const kind = twin.without === 'all' ? anythingToRecover : facts[twin.without ?? 'loans']
    if (isSaidByWhatIsOwed(kind, allowed)) continue
    const twinShown = await look(twin)
    equal(kind, said(twinShown, twin) !== said(shown, one), allowed, say)
  }
  return problems
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What is owed says what it is owed for, so who may hear that hears of the damage too. */
const isSaidByWhatIsOwed = (kind: string, allowed: ReadonlySet<string>) =>
  kind === facts.damaged && allowed.has(facts.charges) && !allowed.has(kind)

function equal(kind: string, seen: boolean, allowed: ReadonlySet<string>, say: (what: string) => void): void {
  if (seen && !allowed.has(kind)) say(`LEAK: shows ${kind}`)
  if (!seen && allowed.has(kind)) say(`BROKEN: does not show ${kind}`)
}

function compare(
  stand: Stand,
  shown: Received,
  {
    one,
    guardians,
    own = new Set(),
  }: {
    readonly one: Patron
    readonly guardians: readonly (Patron | Stranger)[]
    /** What of the library's own shows at that address. */
    readonly own?: ReadonlySet<string>
  },
  allowed: ReadonlySet<string>,
  say: (what: string) => void,
): void {
  const seen = seenIn(stand, shown)
  const isGuardians = (of: string) => guardians.some(({ label }) => label === of)
  const may = (canary: Canary) =>
    canary.of === one.label
      ? canary.tells.some((kind) => allowed.has(kind))
      : isGuardians(canary.of) && allowed.has(kindOfGuardian(canary))
  const isOwn = ({ tells }: Canary) => tells.some((kind) => own.has(kind))
  for (const canary of seen) if (!may(canary) && !isOwn(canary)) say(`LEAK: shows ${nameOf(canary)}`)
  const typed = stand.library.sight.in(shown.typed)
  const theirs = guardians.flatMap(({ canaries }) => canaries).filter(({ field }) => isAsked(field))
  for (const canary of [...one.canaries, ...theirs]) {
    if (may(canary) && !seen.has(canary) && !canary.mayBeLeftOut && !typed.has(canary)) {
      say(`BROKEN: does not show ${nameOf(canary)}`)
    }
  }
}

/** A guardian who is a customer too shows as a guardian does, by the first and last name and no more. */
function kindOfGuardian({ field, tells }: Canary): string {
  if (field === 'patron.name') return ofGuardian.name
  if (field !== 'patron.contact') return tells[0] ?? ''
  return tells.includes('phone numbers') ? ofGuardian.phone : ofGuardian.contact
}

/** What of a guardian has to show where it may. */
const isAsked = (field: string) => ['patron.name', 'guardian.name', 'guardian.contact'].includes(field)

/** A page with everything taken out that is its patron's own, or of this one request: what is left is of all alike. */
function alike(received: Received, patron?: Patron): string {
  // Why trimmed: some pages are filled up with blanks, to one length of all that they can say.
  let text = `${received.status} ${received.location}\n${textIn(received.body).trimEnd()}`
    .replaceAll(/(name="(?:word|copy|form)" value=")[^"]*/g, '$1«word»')
    // A paper of a case has a random number in its address. Why first: a year of birth may be a part of it by chance.
    .replaceAll(/(\/paper\/)[0-9a-f-]{36}/g, '$1«paper»')
  const writings = (patron?.canaries ?? []).flatMap(({ tells, writings }) =>
    writings.map((writing) => [String(writing), `«${tells[0]}»`] as const),
  )
  const links = (patron?.guarantors ?? []).map(({ link = '' }) => [link, '«row»'] as const)
  const typed = received.typed
    .split('\n')
    .filter((value) => value.length > 4)
    .map((value) => [value, '«typed»'] as const)
  // Why what was typed first: a number that one sends oneself is the same of somebody and of nobody.
  for (const [writing, mark] of [...typed, ...writings, ...links].sort(([a], [b]) => b.length - a.length)) {
    text = text.replaceAll(writing, mark)
  }
  return (
    text
      // A year alone is no writing of the birth date, and twins were born in others.
      .replaceAll(/(Born in|Nació en) \d{4}/g, '$1 «year»')
      // A case, or a log entry as it is read aloud; no part of a longer number, whose digits may look like one.
      .replaceAll(/(?<![0-9A-Za-z])(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}(?![0-9A-Za-z]|-[0-9a-f])/g, '«case»')
      // Cases of two customers were made in two minutes, which says when a test ran.
      .replaceAll(/(, (?:reported at|se reportó a las|lo reportó [^<,]* a las)) \d+:\d+/g, '$1 «time»')
      .replaceAll(/(?<![\w-])[\w-]{21}[AQgw](?![\w-])/g, '«reference»')
      // A promise has a keyed number, which is another one in each form.
      .replaceAll(/(action="\/ask\/follow-up".*?name="id" value=")[^"]*/gs, '$1«promise»')
      .replaceAll(/\d{4}-\d\d-\d\d\.[\w-]{500,}/g, '«handle»')
      .replaceAll(/<pre>Register .*?<\/pre>/gs, '«pin»')
  )
}

/** One address, with right values, wrong ones, and those of customers in every field, query and path. */
export async function visitPage(row: PageRow, stand: Stand, app: Hono, address: string): Promise<Problem[]> {
  const visit = visits[address]
  if (visit === undefined) return [`${address}: visits.ts does not say how it is used`]
  const [method = '', path = ''] = address.split(' ')
  const problems: Problem[] = []
  if (path.startsWith('/me')) stand.nextCustomer()
  const right = async (): Promise<Sent> => ({ path, ...(await visit.right?.(stand)) })
  const own = ownTo(stand, row, visit)
  const send = async (does: string, sent: Sent, isIn?: boolean) => {
    const received = await (visit.alone ?? now)(() => stand.send(app, method, sent))
    if (visit.leaves) stand.nextCustomer()
    const say = (what: string) => problems.push(`${address}, ${stand.where}, ${does}: ${what}`)
    const seen = noMoreThan(own, { stand, received, isIn, say })
    if (isIn !== true) return
    if (!(visit.comes ?? comesWell).test(cameOf(received))) say(`BROKEN: comes to ${cameOf(received)}`)
    // A page that may refuse, and says why, shows less then.
    if (method !== 'GET' || received.status === 422) return
    for (const kind of own) {
      if (![...seen].some(({ tells }) => tells.includes(kind))) say(`BROKEN: shows no ${kind}`)
    }
  }
  const isThere = row.at?.has(stand.computer) ?? true
  await send('with right values', await right(), isThere && row.who.has(stand.reader))
  for (const also of visit.also?.(stand) ?? [])
    await send('with other right values', { path, ...also }, isThere && row.who.has(stand.reader))
  if (visit.half !== undefined) {
    await send(
      'in the middle of a sign-in',
      { ...(await right()), cookies: await halfWay(stand, visit.half) },
      true,
    )
  }
  if (visit.wrong !== undefined) await send('with wrong values', { path, fields: visit.wrong })
  // Where most shows: what a page takes for an id does not depend on where its reader sits, nor, but in the long run, on
  // what it speaks.
  if (stand.computer === 'front desk' && (isLong || stand.language === 'en')) {
    for (const [does, swap] of isLong ? swaps(stand, address) : tellingSwaps(stand, row, address)) {
      await send(does, swap(await right()))
      if (visit.keeps) await stand.sweep(Object.values(handlesOf(stand)))
    }
  }
  if (visit.changes) await stand.restore()
  return problems
}

function halfWay(stand: Stand, half: NonNullable<PageVisit['half']>): Promise<Record<string, string>> {
  if (half === 'own-code') return stand.halfOwn()
  return half === 'handed' ? stand.handed() : stand.half(half)
}

/** The same page where it is about what somebody else did: of all that they did, what this reader may see. */
export async function visitOthers(
  row: PageRow,
  stand: Stand,
  app: Hono,
  address: string,
): Promise<Problem[]> {
  const { others } = visits[address] ?? {}
  if (others === undefined) return [`${address}: visits.ts does not say where somebody else’s is`]
  const problems: Problem[] = []
  const own = ownTo(stand, row)
  for (const { of, path } of await others(stand)) {
    const received = await stand.get(app, path)
    const say = (what: string) => problems.push(`${address}, ${stand.where}, of ${of.signIn}: ${what}`)
    const isIn = row.who.has(stand.reader)
    const seen = noMoreThan(own, { stand, received, isIn, say })
    if (!isIn) continue
    for (const canary of stand.library.canaries) {
      const may = canary.of === of.signIn && canary.tells.some((kind) => own.has(kind))
      if (may && !seen.has(canary)) say(`BROKEN: does not show ${nameOf(canary)}`)
    }
  }
  return problems
}

/** What of the library's own shows there to somebody. */
function ownTo({ reader, computer }: Stand, row: PageRow, visit?: PageVisit): ReadonlySet<string> {
  if (visit?.awayFromPublic && ['front desk', 'public area'].includes(computer)) return new Set()
  if (visit?.atStaffComputers && ['not set up', 'public area'].includes(computer)) return new Set()
  return new Set([...row.own].filter(([, who]) => who?.has(reader) ?? true).map(([kind]) => kind))
}

type Answered = {
  readonly stand: Stand
  readonly received: Received
  readonly isIn: boolean | undefined
  readonly say: (what: string) => void
}

/** Says what shows beyond that, and whether somebody is in who is to be turned away. Returns what was seen. */
function noMoreThan(own: ReadonlySet<string>, { stand, received, isIn, say }: Answered): Set<Canary> {
  for (const fault of outsideThePage(stand, received)) say(fault)
  if (isIn !== undefined && isIn === turnedAway(stand, received))
    say(isIn ? 'BROKEN: is turned away' : 'LEAK: gets in')
  const seen = seenIn(stand, received)
  for (const canary of seen) {
    if (!canary.tells.some((kind) => own.has(kind))) say(`LEAK: shows ${nameOf(canary)}`)
  }
  return seen
}

const cameOf = ({ status, location }: Received) => `${status} ${location}`.trim()

/** To a page, or on to one that is not the sign-in. */
const comesWell = /^(200|303 (?!(\/me)?\/sign-in$).+)$/

/** Who may not is sent to the sign-in page, or told that there is no such page. */
const turnedAway = ({ reader }: Stand, { path, status, location }: Received) => {
  const home = path.startsWith('/me') ? '/me/sign-in' : '/sign-in'
  // Whoever is in at these pages is told that there is none; the others are sent to where one gets in.
  const isToldSo =
    home === '/me/sign-in' ? reader === 'customer' : reader !== 'nobody' && reader !== 'customer'
  return isToldSo ? status === 404 : status === 303 && location === home
}

/** What somebody may have of a customer. */
function handlesOf({ library }: Pick<Stand, 'library'>) {
  const { one } = library.cast.adult
  return { id: one.id, card: one.cards[0]?.number ?? '', name: one.surname }
}

type Swap = readonly [does: string, swap: (right: Sent) => Sent, handle?: string]

/** Customers' ids, numbers and names where other things belong. */
function swaps({ library }: Pick<Stand, 'library'>, address: string): Swap[] {
  const { one } = library.cast.adult
  const handles = handlesOf({ library })
  if (address.startsWith('GET ')) {
    const query = new URLSearchParams({ ...handles, patron: one.id, q: one.surname }).toString()
    return [
      ['with a customer in the query', ({ path }) => ({ path: `${path.split('?')[0]}?${query}` })],
      ['with a customer in the path', ({ path }) => ({ path: path.replace(/[^/]*$/, handles.id) })],
    ]
  }
  const { namesCustomer: named = [], findsByName = false } = visits[address] ?? {}
  return fieldsOf(address).flatMap((field) =>
    Object.entries(handles)
      // A page that is for finding somebody by this finds them: surfaces.ts visits that.
      .filter(
        ([handle]) =>
          !(
            named.includes(field) &&
            (handle === field || ['id', 'item', 'find'].includes(field) || (findsByName && handle === 'name'))
          ),
      )
      .map(
        ([handle, value]): Swap => [
          `with a customer’s ${handle} as ${field}`,
          (right) => ({ ...right, fields: { ...right.fields, [field]: value } }),
          handle,
        ],
      ),
  )
}

/**
 * Those of every day. Whoever is turned away is so before the form is read: a customer's id in all of its fields says so at
 * once. Where a clerk may go in, the clerk tries each, and other staff the id, by which alone a record is opened.
 */
function tellingSwaps(stand: Stand, row: PageRow, address: string): Swap[] {
  const all = swaps(stand, address)
  if (address.startsWith('GET ')) return all
  const { reader } = stand
  if (row.who.has(reader)) {
    const isTriedByClerk = stand.sitter !== null && reader !== 'clerk' && row.who.has('clerk')
    return isTriedByClerk ? all.filter(([, , handle]) => handle === 'id') : all
  }
  const { id } = handlesOf(stand)
  const fields = Object.fromEntries(fieldsOf(address).map((field) => [field, id]))
  return [['with a customer’s id in each field', (right) => ({ ...right, fields }), 'id']]
}

/** The fields of a form, by the route table's own shape. */
let shapes: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map()
export function useShapes(of: typeof shapes): void {
  shapes = of
}
export const fieldsOf = (address: string): readonly string[] => Object.keys(shapes.get(address) ?? {})
