import { randomUUID } from 'node:crypto'
import { stepFields } from '../../src/cases/step-form.tsx'
import { choicesMark } from '../../src/gate/patron-row.ts'
import type { MatterFile } from '../../src/sealed/session.ts'
import { codeAt } from '../accounts/code.ts'
import { marked } from '../support/marked.ts'
import { codeSecret, letterhead, ownPin, passphrase, type Sitter } from './library.ts'
import { atSearch, began, drillOf, ended, searchFor, took, toSearch, warrantSaid } from './searches.ts'
import type { Fields, Sent, Stand } from './stand.ts'
import { alone } from './surfaces.ts'

/*
 * Every page, and how it is really used. A new page is one line here, one in docs/WHO-SEES-WHAT.md, and where a
 * customer may show on it, one in surfaces.ts.
 */
export type PageVisit = {
  /** The right values, for somebody at a stand. A GET needs none. */
  readonly right?: (stand: Stand) => Sent | Partial<Sent> | Promise<Partial<Sent>>
  readonly wrong?: Fields
  /** Other right values, one after another: each comes to what the first come to. */
  readonly also?: (stand: Stand) => readonly Partial<Sent>[]
  /** What the right values come to for those who may, a status and whither: a page or the next one if not said. */
  readonly comes?: RegExp
  /** The same page where it is about what somebody else did. */
  readonly others?: (stand: Stand) => readonly OfAnother[] | Promise<readonly OfAnother[]>
  /** It needs a sign-in that is half done, or a screen that was handed over. */
  readonly half?: 'second-step' | 'own-passphrase' | 'set-second-step' | 'own-code' | 'handed'
  /** It changes the one who visits; what it changed is put right. */
  readonly changes?: true
  /** The customer who visits it is gone with it: the next visit is another one’s. */
  readonly leaves?: true
  /** One at a time, where it would show what another visit has just planned. */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>
  /** It keeps what is typed, and shows it again. */
  readonly keeps?: true
  /** Fields of the form that neither set of values has. */
  readonly alsoTakes?: readonly string[]
  /** What of the library's own shows on it does so at staff computers alone. */
  readonly atStaffComputers?: true
  /** What of the library's own shows on it does so away from the public alone. */
  readonly awayFromPublic?: true
  /** Fields that name a customer: the page is for that, and surfaces.ts visits it. */
  readonly namesCustomer?: readonly string[]
  /** Such a field finds by a name too. */
  readonly findsByName?: true
}

/** Where something stands that this person did. */
export type OfAnother = { readonly of: Sitter; readonly path: string }

/** A page, and no way on to another. */
const aPage = /^200$/
const signedIn = /^303 \/$/
const outOfOwn = /^303 \/me\/sign-in\?out$/
/** A page; from a computer where nothing of a customer shows, one that says that nothing can be done on it. */
const atADesk = /^(200|422)$/
const none = '00000000-0000-4000-8000-000000000000'
const get: PageVisit = {}
const post = (
  wrong: Fields,
  right: (stand: Stand) => Fields | Promise<Fields>,
  more: PageVisit = {},
): PageVisit => ({
  wrong,
  right: async (stand) => {
    const fields = await right(stand)
    // Acts on a record follow its opening.
    const named = more.namesCustomer?.map((field) => ['id', 'patron'].includes(field) && fields[field])
    const openedRecord = named?.find((id) => typeof id === 'string')
    return { fields, ...(typeof openedRecord === 'string' && { openedRecord }) }
  },
  ...more,
})
const fresh = 'Upzaludor ezhimkalor vonvikudo'
const newPassphrase = { passphrase: fresh, repeated: fresh }
const unlike = { passphrase: 'short', repeated: 'other' }
const secondStep = { half: 'second-step' } as const
const ownPassphrase = { half: 'own-passphrase' } as const
const setSecondStep = { half: 'set-second-step' } as const
const code = ({ now }: Stand, secret = codeSecret) => codeAt(secret, now)
const otherSecret = 'ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP'
const entriesOfOthers = (stand: Stand, after = '') =>
  stand.library.deeds
    .filter(({ by }) => by !== stand.sitter)
    .map(({ by, reference }) => ({ of: by, path: `/register/entry/${reference}${after}` }))
const someone = async (stand: Stand) => ({ id: (await stand.somebody()).id })

const kindsOfRequest = {
  who: 'officer',
  brought: 'paper',
  court: 'yes',
  judge: 'yes',
  here: 'yes',
  secret: 'no',
}
const noContacts = Object.fromEntries(
  ['director', 'acting', 'counsel', 'president'].flatMap((whom) =>
    ['1', '2', '3'].flatMap((nth) =>
      [...(whom === 'counsel' ? ['account'] : []), 'name', 'mail', 'phones'].map((what) => [
        `${what}-${whom}-${nth}`,
        '',
      ]),
    ),
  ),
)
/** A page of a case that they may know of, where they may of any: what is done there leads nowhere by itself. */
const ofCase = (
  page: string,
  is: 'collected' | 'checked',
  fields: Fields = {},
  more: PageVisit = {},
): PageVisit => ({
  right: async ({ reader, library }) => {
    const decider = reader === 'president' ? 'president' : 'director'
    return { path: `/cases/${await library.cases.ofSpare(decider, is)}/${page}`, fields }
  },
  ...more,
})
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const paper = { ...warrantSaid, day: '2026-11-24', came: '8:00', left: '8:30', things: '8:10 x' }

/** A page of what is sealed, for whoever opened it. */
const opened = ({ library: { sealed }, reader }: Stand) => ({
  opened: true as const,
  side: sealed?.sideOf(reader) ?? 'director',
  reference: sealed?.matterFor(reader) ?? '',
})
const closedFor = ({ library: { sealed }, reader }: Stand) => sealed?.endsFor(reader).closed ?? ''
const onMatter = (
  fields: (stand: Stand) => Fields | Promise<Fields> = () => ({}),
  more: PageVisit = {},
): PageVisit => ({
  wrong: { reference: 'x' },
  right: async (stand) => {
    const { reference } = opened(stand)
    return { opened: true, fields: { reference, ...(await fields(stand)) } }
  },
  ...more,
})
const onSide = (fields: (stand: Stand) => Fields | Promise<Fields>, more: PageVisit = {}): PageVisit => ({
  wrong: { side: 'x' },
  right: async (stand) => ({ opened: true, fields: { side: opened(stand).side, ...(await fields(stand)) } }),
  ...more,
})
/** A file that leaves, whose passphrase the page before it said. */
const proofOf = (
  file: (stand: Stand) => MatterFile,
  visit: PageVisit,
  alsoTakes: readonly string[] = [],
): PageVisit => ({
  ...visit,
  right: async (stand) => ({ ...(await visit.right?.(stand)), said: file(stand) }),
  alsoTakes: ['said', ...alsoTakes],
})
/** Somebody new has no keys of their own, and can be cleared for nothing. */
const account = async (stand: Stand) => ({ account: (await stand.somebody()).id })

let days = 0
/** Days of their own for each who is named, so that no two are for the same; in years in which no customer has a day. */
function nextDays(): { first: string; last: string } {
  const at = new Date(Date.UTC(2041, 0, 1 + days++)).toISOString().slice(0, 10)
  return { first: at, last: at }
}

async function named(stand: Stand): Promise<Fields> {
  const { first, last } = nextDays()
  const { id: account_id } = await stand.somebody()
  const { id } = await stand.house.app
    .insertInto('acting_director')
    .values(
      marked(stand.house.ring, 'acting_director', {
        ...{ account_id, first_day: first, last_day: last, named_by: null },
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id }
}

export const visits: Readonly<Record<string, PageVisit>> = {
  'GET /sign-in': get,
  'POST /sign-in': post({ name: 'nobody-at-all', passphrase: 'x' }, async (stand) => ({
    name: (await stand.somebody()).signIn,
    passphrase,
  })),
  'POST /language': post({ to: 'xx', back: 'x' }, () => ({ to: 'es', back: '/counter' })),
  'POST /sign-out': post({ odd: 'x' }, () => ({}), { comes: /^303 \/sign-in$/, alsoTakes: ['keep', 'next'] }),
  // Someone has a shift there, and no one has that id; tests/accounts/shift.test.ts switches.
  'GET /switch': { atStaffComputers: true },
  'POST /switch': post({ who: 'x', pin: 'x' }, () => ({ who: none, pin: '2580' }), {
    ...{ comes: /^(422|303 \/)$/, atStaffComputers: true },
  }),
  'GET /sign-in/next': { ...secondStep, comes: /^303 \/sign-in\/second-step$/ },
  'GET /sign-in/second-step': secondStep,
  'POST /sign-in/code': post({ code: '000000' }, (stand) => ({ code: code(stand) }), {
    ...{ ...secondStep, comes: signedIn },
  }),
  // No passkey answers here, so the most that comes is that it could not be read.
  'POST /sign-in/passkey': post({ sent: '{}' }, () => ({ sent: '{"id":"x"}' }), {
    ...{ ...secondStep, comes: /^422$/ },
  }),
  'GET /sign-in/passphrase': ownPassphrase,
  'POST /sign-in/passphrase': post(unlike, () => newPassphrase, { ...ownPassphrase, comes: signedIn }),
  'GET /sign-in/add': setSecondStep,
  'GET /sign-in/add/code-app': setSecondStep,
  'POST /sign-in/add/code-app': post(
    { secret: otherSecret, code: '000000' },
    (stand) => ({ secret: otherSecret, code: code(stand, otherSecret) }),
    { ...setSecondStep, comes: signedIn },
  ),
  'GET /sign-in/add/passkey': setSecondStep,
  'POST /sign-in/add/passkey': post({ sent: '{}', name: '' }, () => ({ sent: '{}', name: 'key' }), {
    ...setSecondStep,
    comes: /^303 \/sign-in\/add$/,
  }),
  // The set-up is done and its link is over; set-up.test.ts follows it.
  'GET /set-up/link/:link': { right: () => ({ path: '/set-up/link/no-such-link' }), comes: /^410$/ },
  'POST /set-up/link': post({ link: '' }, () => ({ link: 'no-such-link' }), { comes: /^410$/ }),
  'GET /set-up/library': get,
  'GET /set-up/director': get,
  'POST /set-up/director': post({ name: '' }, () => ({ name: 'Ruth', signIn: 'ruth', ...newPassphrase })),
  'GET /set-up': get,
  'GET /set-up/recovery': get,
  'POST /set-up/recovery': post({ passphrase: 'x' }, () => ({ passphrase }), { changes: true }),
  // 422 where another Director makes a sheet at the same moment, so that this one is no longer the last.
  'POST /set-up/recovery/confirm': post(
    { lastGroup: 'x' },
    async (stand) => ({ lastGroup: await stand.newSheetsLastGroup() }),
    { comes: /^(303 \/backups|422)$/ },
  ),
  'POST /set-up/done': post({ odd: 'x' }, () => ({})),
  // A search that someone else reported is first in the list: what the reader reported does not push it off the page.
  'GET /': {
    right: async (stand) => {
      // Two, since only what is called alike says who reported it; and searches, since those come first among many cases.
      if (stand.seesCases) for (let each = 0; each < 2; each++) await searchFor(stand, began)
      return {}
    },
  },
  'GET /stay': get,
  'GET /ask': get,
  'GET /ask/paper': get,
  'POST /ask/paper': post({ sheet: 'x' }, () => ({
    sheet: '1202-1033-1',
    day: '2026-11-24',
    time: '08:00',
    place: 'front-desk',
  })),
  'GET /ask/call-back': get,
  'POST /ask/call-back': post({ odd: 'x' }, () => ({ card: '0' }), {
    ...{ namesCustomer: ['card'], alsoTakes: ['who'], comes: /^422$/ },
  }),
  'GET /ask/follow-up': get,
  'POST /ask/follow-up': post({ id: 'x' }, () => ({ id: none, reach: 'x' }), { comes: /^303 \/$/ }),
  'GET /follow-ups': get,
  'GET /follow-ups/end': get,
  'GET /follow-ups/record': get,
  // None is there, so the list comes again.
  'POST /follow-ups/record': post({ id: 'x' }, () => ({ id: none }), { comes: aPage }),
  'POST /follow-ups/end': post({ id: 'x' }, () => ({ id: none, end: 'answered' }), { comes: aPage }),
  'POST /ask': post({ who: 'wizard' }, () => ({ who: 'officer', brought: 'nothing', wants: '' }), {
    namesCustomer: ['card', 'child', 'childName', 'choose'],
    alsoTakes: [
      'seek',
      'another',
      'child',
      'childName',
      'choose',
      'sender',
      'paper',
      'secret',
      'how',
      'answered',
      'checked',
      'card',
      'guardian',
      'phoneCode',
      'basis',
      'asked',
      'form',
      'nocard',
      'to',
      'stay',
      'back',
      'sheet',
      'paperAt',
      'paperPlace',
    ],
  }),
  'GET /counter': get,
  'GET /find': get,
  'POST /find': post({ find: '0'.repeat(101) }, () => ({ find: '0' }), {
    ...{ namesCustomer: ['find'], alsoTakes: ['patron'] },
  }),
  'GET /counter/card': get,
  'GET /counter/name': get,
  'GET /counter/customer': get,
  'POST /counter/card': post({ card: '' }, () => ({ card: '0' }), {
    ...{ namesCustomer: ['card'], findsByName: true },
  }),
  'POST /counter/name': post({ name: '' }, () => ({ name: 'Nobody' }), { namesCustomer: ['name'] }),
  'POST /counter/customer': post({ id: 'x' }, () => ({ id: none, name: 'Nobody' }), {
    namesCustomer: ['id', 'name'],
    alsoTakes: ['changed', 'basis'],
  }),
  'GET /counter/lost': get,
  'GET /counter/card-lost': get,
  'GET /counter/card-found': get,
  'GET /counter/card-new': get,
  'GET /counter/card-unblock': get,
  'GET /counter/blocked': get,
  'GET /counter/card-told': get,
  'GET /counter/not-told': get,
  'POST /counter/not-told': post({ id: 'x' }, () => ({ id: none, do: 'set' }), {
    ...{ namesCustomer: ['id'], alsoTakes: ['court', 'number', 'until'] },
  }),
  'GET /counter/guardian-reviews': get,
  'POST /counter/guardian-reviews': post({ reviewed: 'x' }, () => ({ reviewed: none }), {
    alsoTakes: ['remove', 'sure'],
  }),
  'GET /counter/card-reviews': get,
  'POST /counter/card-reviews': post({ card: 'x' }, () => ({ card: none })),
  'POST /counter/card-told': post({ id: 'x' }, () => ({ id: none }), { namesCustomer: ['id'] }),
  // Nothing is on file by that number; where nothing shows, that is not said either.
  'POST /counter/lost': post({ card: '' }, () => ({ card: '0' }), {
    ...{ namesCustomer: ['card'], alsoTakes: ['sure'], comes: /^(200|422)$/ },
  }),
  'POST /counter/card-lost': post({ id: 'x', card: 'x' }, () => ({ id: none, card: none }), {
    ...{ namesCustomer: ['id'], alsoTakes: ['sure', 'undo'] },
  }),
  'POST /counter/card-found': post(
    { id: 'x', card: 'x', number: '' },
    () => ({ id: none, card: none, number: '0' }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/card-new': post({ id: none, number: '' }, () => ({ id: none, number: 'SPARE1' }), {
    ...{ namesCustomer: ['id'], alsoTakes: ['checked', 'to', 'code'] },
  }),
  'POST /counter/card-unblock': post({ id: 'x' }, () => ({ id: none, checked: 'photo-id' }), {
    ...{ namesCustomer: ['id'], alsoTakes: ['card', 'there'] },
  }),
  'GET /counter/set-right': get,
  'POST /counter/set-right': post(
    { id: none, sent: 'yes', born: 'x', emails: 'x', phones: 'x', addresses: 'x' },
    () => ({ id: none, sent: 'yes', checked: 'photo-id', phones: '308-555-0101' }),
    {
      ...{ namesCustomer: ['id'] },
      alsoTakes: ['firstName', 'otherNames', 'surname', 'was'],
    },
  ),
  'GET /counter/card-renew': get,
  'POST /counter/card-renew': post(
    { id: none, do: 'x' },
    () => ({ id: none, do: 'renew', checked: 'yes', kind: 'same' }),
    {
      namesCustomer: ['id'],
    },
  ),
  'GET /counter/join': get,
  // One customer, however often: the form says which.
  'POST /counter/join': post(
    { surname: '', born: 'x', phone: 'x', email: 'x', card: '' },
    () => ({
      ...{
        made: '00000000-0000-4000-8000-0000000000a1',
        kind: 'resident',
        card: 'JOINER1',
        born: '1990-05-06',
      },
      ...{ firstName: 'Ida', otherNames: '', surname: 'Bunting', street: '5 Main Street', street2: '' },
      ...{ town: 'Minden', phone: '', email: '' },
    }),
    { comes: atADesk, alsoTakes: ['other'] },
  ),
  'GET /counter/guardians': get,
  'GET /counter/guardian-add': get,
  'GET /counter/guardian-change': get,
  'GET /counter/guardian-also': get,
  'GET /counter/guardian-remove': get,
  'GET /counter/statement': get,
  'GET /counter/letter': get,
  'GET /counter/welcome': get,
  'GET /counter/of-age': get,
  'GET /counter/close': get,
  'POST /counter/close': post({ id: none, seen: 'x' }, () => ({ id: none, sent: 'yes', seen: 'photo-id' }), {
    namesCustomer: ['id'],
  }),
  'POST /counter/guardians': post({ id: 'x' }, () => ({ id: none }), { namesCustomer: ['id'] }),
  'POST /counter/guardian-add': post(
    { id: none, made: none, sent: 'yes', relation: '', card: '' },
    () => ({
      ...{ id: none, sent: 'yes', identity: 'photo-id', relation: ['', 'same-address'] },
      ...{ firstName: 'Ned', surname: 'Berg', street: '1 Main Street', town: 'Minden', phone: '' },
    }),
    { namesCustomer: ['id', 'card'] },
  ),
  'GET /counter/guardian-new': get,
  'POST /counter/guardian-new': post(
    { made: none, sent: 'yes', relation: '', card: '', childCard: '' },
    () => ({
      ...{ sent: 'yes', identity: 'photo-id', relation: ['', 'court-letters'] },
      ...{ firstName: 'Ned', surname: 'Berg', street: '1 Main Street', town: 'Minden', phone: '' },
      ...{ childFirstName: 'Ida', childSurname: 'Berg', childBorn: '2015-05-05' },
    }),
    { namesCustomer: ['card', 'childCard', 'childSurname'], comes: atADesk },
  ),
  'POST /counter/guardian-change': post(
    { id: none, link: none, sent: 'yes', street: '', town: '', phone: '' },
    () => ({ id: none, link: none, sent: 'yes', identity: 'photo-id', relation: ['', 'same-address'] }),
    { namesCustomer: ['id'], alsoTakes: ['was'] },
  ),
  'POST /counter/guardian-also': post(
    { id: none, link: none, sent: 'yes', card: '' },
    () => ({
      id: none,
      link: none,
      sent: 'yes',
      card: '0',
      identity: 'photo-id',
      relation: ['', 'same-address'],
    }),
    { namesCustomer: ['id', 'card'], comes: atADesk },
  ),
  'POST /counter/guardian-remove': post(
    { id: none, link: 'x' },
    () => ({ id: none, link: none, sure: 'yes' }),
    {
      namesCustomer: ['id'],
    },
  ),
  'POST /counter/statement': post(
    { id: none, sent: 'yes', how: 'wizard' },
    () => ({ id: none, sent: 'yes', how: 'here', guardian: 'Ned Berg' }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/letter': post({ id: none, link: 'x' }, () => ({ id: none, link: none }), {
    namesCustomer: ['id'],
  }),
  'POST /counter/welcome': post({ id: 'x' }, () => ({ id: none }), { namesCustomer: ['id'] }),
  'GET /counter/corrections': { atStaffComputers: true },
  'GET /counter/correct': get,
  // Nobody asks for it: staff read that it is over, of somebody and of nobody alike.
  'POST /counter/correct': post(
    { id: none, part: 'x', mark: '', do: 'x' },
    () => ({ id: none, part: 'phones', mark: 'x', do: 'photo-id' }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/of-age': post({ id: none, how: 'wizard' }, () => ({ id: none, how: 'marriage' }), {
    namesCustomer: ['id'],
  }),
  'GET /counter/pin': get,
  'GET /counter/pin-code': get,
  'POST /counter/pin': post({ id: none, checked: 'x' }, () => ({ id: none, checked: 'photo-id' }), {
    namesCustomer: ['id'],
  }),
  'POST /counter/pin-code': post({ id: none, checked: 'x' }, () => ({ id: none, checked: 'photo-id' }), {
    namesCustomer: ['id'],
  }),
  'GET /counter/app-lost': get,
  'POST /counter/app-lost': post({ id: none, checked: 'x' }, () => ({ id: none, checked: 'photo-id' }), {
    namesCustomer: ['id'],
  }),
  'GET /counter/plain': get,
  'POST /counter/plain': post({ id: none, odd: 'x' }, () => ({ id: none }), { namesCustomer: ['id'] }),
  'GET /handed/pin': { half: 'handed' },
  'POST /handed/pin': post({ pin: '1', repeated: '2' }, () => ({ pin: ownPin, repeated: ownPin }), {
    half: 'handed',
  }),
  'GET /handed/back': { half: 'handed' },
  'POST /handed/back': post({ passphrase: 'x' }, () => ({ passphrase }), { half: 'handed' }),
  'GET /lend': get,
  'GET /lend/card': get,
  'GET /lend/item': get,
  'GET /lend/undo': get,
  'POST /lend/card': post({ card: '' }, ({ library }) => ({ card: library.spare.card }), {
    ...{ namesCustomer: ['card'], comes: atADesk },
  }),
  'POST /lend/item': post(
    { patron: 'x', item: '', done: '0', failed: 'kept 0' },
    async (stand) => ({ patron: stand.library.spare.id, item: await stand.item() }),
    // A card that is scanned as an item is the next customer's.
    { namesCustomer: ['patron', 'item'], comes: atADesk },
  ),
  'POST /lend/undo': post(
    { patron: 'x', undo: '', done: '0', failed: 'kept 0' },
    async (stand) => ({ patron: stand.library.spare.id, undo: (await stand.lent()).undo }),
    { namesCustomer: ['patron'] },
  ),
  'GET /return': get,
  'GET /return/undo': get,
  'POST /return': post({ item: '', done: '0' }, async (stand) => ({ item: (await stand.lent()).item }), {
    comes: atADesk,
  }),
  'POST /return/undo': post({ undo: '', done: '0' }, async (stand) => ({ undo: await stand.takenBack() })),
  'GET /renew': get,
  'GET /renew/undo': get,
  'POST /renew': post({ item: '', done: '0' }, async (stand) => ({ item: (await stand.lent()).item }), {
    comes: atADesk,
  }),
  'POST /renew/undo': post({ undo: '', done: '0' }, async (stand) => ({ undo: (await stand.lent()).undo })),
  'GET /counter/reserve': get,
  'GET /counter/reserve-cancel': get,
  'GET /counter/reserve-undo': get,
  'POST /counter/reserve': post(
    { id: 'x', words: '', title: 'x' },
    () => ({ id: none, words: 'thing', title: none }),
    { namesCustomer: ['id'], comes: atADesk },
  ),
  'POST /counter/reserve-cancel': post(
    { id: 'x', hold: '' },
    async (stand) => ({ id: stand.library.spare.id, hold: await stand.heldBySpare() }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/reserve-undo': post({ id: 'x', undo: '' }, () => ({ id: none, undo: 'x' }), {
    namesCustomer: ['id'],
  }),
  'GET /counter/charge': get,
  'GET /counter/renew': get,
  'GET /counter/pay': get,
  'GET /counter/item-lost': get,
  'GET /counter/charge-undo': get,
  'POST /counter/charge': post(
    { id: 'x', kind: 'x', amount: '', item: '' },
    async (stand) => ({
      ...{ id: stand.library.spare.id, kind: 'damaged', amount: '0.07', item: await stand.item() },
    }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/renew': post({ id: 'x', loan: '', card: 'x' }, () => ({ id: none, loan: 'x', card: '1' }), {
    namesCustomer: ['id', 'card'],
  }),
  'POST /counter/pay': post(
    { id: 'x', charge: '', kind: 'x', how: 'x', amount: '' },
    (stand) => ({ id: stand.library.spare.id, charge: 'x', kind: 'lost', how: 'paid', amount: '0.07' }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/item-lost': post(
    { id: 'x', loan: '', amount: 'x' },
    (stand) => ({ id: stand.library.spare.id, loan: 'x', amount: '0.07' }),
    { namesCustomer: ['id'] },
  ),
  'POST /counter/charge-undo': post({ id: 'x', undo: '' }, () => ({ id: none, undo: 'x' }), {
    namesCustomer: ['id'],
  }),
  'GET /reserves': { atStaffComputers: true },
  'GET /reserves/more': get,
  'GET /reserves/undo': get,
  'GET /reserves/slip': get,
  'POST /reserves': post({ item: '' }, async (stand) => ({ item: await stand.wanted() }), {
    ...{ atStaffComputers: true, comes: atADesk },
  }),
  'POST /reserves/more': post({ after: 'x' }, () => ({ after: none }), { atStaffComputers: true }),
  // A copy that cannot be lent is taken off the shelf, and then what is too late to undo.
  'POST /reserves/undo': post(
    { undo: '', off: 'x' },
    async (stand) => ({ undo: await stand.keptOff(), off: 'yes' }),
    { atStaffComputers: true, also: () => [{ fields: { undo: 'x' } }] },
  ),
  'POST /reserves/slip': post({ alias: 'x', until: 'x' }, () => ({ alias: 'BCD12', until: '2026-12-01' })),
  'GET /items': get,
  'GET /items/item': get,
  'GET /items/title': get,
  'GET /items/words': get,
  'GET /items/edit': get,
  'GET /items/state': get,
  'GET /items/add': get,
  // Public: none of it is anybody's. A card that is scanned as an item goes into no catalog.
  'POST /items/item': post({ item: '', id: none }, async (stand) => ({ item: await stand.item() })),
  'POST /items/title': post({ words: '', title: none }, () => ({ words: 'spare' })),
  'POST /items/state': post({ id: none, as: 'here' }, async (stand) => ({
    id: await stand.itemId(),
    as: 'lost',
  })),
  'POST /items/edit': post(
    { id: none, sent: 'yes', barcode: '', price: 'x' },
    async (stand) => ({
      ...{ id: await stand.itemId(), sent: 'yes', barcode: await stand.item() },
      ...{ collection: '', callNumber: '', type: 'other', price: '' },
    }),
    { comes: /^(200|422)$/, keeps: true },
  ),
  'POST /items/words': post(
    { title: none, sent: 'yes', name: '', author: '' },
    async (stand) => ({
      ...{ title: await stand.titleId(), sent: 'yes', name: 'A spare thing', author: '' },
    }),
    { keeps: true },
  ),
  'POST /items/add': post(
    { title: none, sent: 'yes', name: '', barcode: '', price: 'x' },
    () => ({
      ...{ made: randomUUID(), sent: 'yes', name: 'A new thing', author: '', barcode: randomUUID() },
      ...{ collection: '', callNumber: '', type: 'other', price: '' },
    }),
    { comes: atADesk, keeps: true },
  ),
  'GET /pick-up': get,
  'POST /pick-up': post({ card: '' }, ({ library }) => ({ card: library.spare.card }), {
    namesCustomer: ['card'],
  }),
  'GET /calls': get,
  'GET /calls/next': get,
  'GET /calls/call': get,
  'GET /calls/answered': get,
  'GET /calls/ended': get,
  'GET /calls/numbers': get,
  'GET /calls/back': get,
  // Nobody is planned to be called; tests/calls takes calls that are.
  'POST /calls/next': post({ odd: 'x' }, () => ({}), { alone, alsoTakes: ['list'] }),
  'POST /calls/call': post({ patron: 'x', about: 'x' }, () => ({ patron: none, about: '' }), {
    ...{ namesCustomer: ['patron'], alsoTakes: ['back', 'list', 'proof'] },
  }),
  'POST /calls/answered': post(
    { patron: 'x', about: '', answered: 'wizard' },
    () => ({ patron: none, about: '', answered: 'nobody' }),
    {
      namesCustomer: ['patron'],
      alsoTakes: ['back', 'list', 'proof', 'callback', 'card', 'guardian', 'phoneCode', 'asked'],
    },
  ),
  'POST /calls/ended': post(
    { patron: 'x', about: '', end: 'wizard' },
    () => ({ patron: none, about: '', end: 'no-answer' }),
    { namesCustomer: ['patron'], alsoTakes: ['back', 'list', 'proof', 'nth'] },
  ),
  // Behind all of them: whom a list leads to is in surfaces.ts.
  'POST /calls/numbers': post({ after: 'x' }, () => ({ after: 'ffffffff-ffff-4fff-bfff-ffffffffffff' })),
  'POST /calls/back': post({ card: '' }, () => ({ card: '0' }), {
    ...{ namesCustomer: ['card', 'name'], alsoTakes: ['name', 'who'], comes: /^422$/ },
  }),
  'GET /cases/:reference/preserve': ofCase('preserve', 'checked'),
  'POST /cases/:reference/preserve': ofCase(
    ...([
      'preserve',
      'collected',
      { days: '9' },
      { wrong: { days: 'x' }, alsoTakes: ['cards', 'records', 'from', 'until'] },
    ] as const),
  ),
  'POST /cases/:reference/preserve/end': ofCase(
    ...(['preserve/end', 'collected', { copy: none }, { wrong: { copy: 'x' }, comes: /^422$/ }] as const),
  ),
  'GET /cases/:reference/collect': ofCase('collect', 'checked'),
  'POST /cases/:reference/collect': ofCase(
    ...(['collect', 'collected', { listed: 'yes' }, { wrong: { listed: 'x' } }] as const),
  ),
  'GET /cases/:reference/check': ofCase('check', 'checked'),
  // Whoever looks has seen another copy by then: two of them visit one case.
  'POST /cases/:reference/check': ofCase(
    ...([
      'check',
      'collected',
      { copy: none, theirs: 'yes', counsel: 'C. Wells', words: 'It may leave.', came: '2026-11-24T10:00' },
      { wrong: { copy: 'x', theirs: 'x' }, comes: /^422$/ },
    ] as const),
  ),
  'GET /cases/:reference/produce': ofCase('produce', 'checked'),
  'GET /cases/:reference/produce/proof': {
    right: async ({ reader, library }) => {
      const decider = reader === 'president' ? 'president' : 'director'
      return { path: `/cases/${await library.cases.packed(decider)}/produce/proof` }
    },
  },
  'POST /cases/:reference/produce': ofCase(
    ...([
      'produce',
      'checked',
      { form: 'age', recipient },
      { wrong: { form: 'age', recipient: 'x' }, comes: aPage },
    ] as const),
  ),
  // No package is fetched here, so that each may make one.
  'POST /cases/:reference/produce/file': ofCase(
    ...(['produce/file', 'checked', { package: none }, { wrong: { package: 'x' }, comes: /^422$/ }] as const),
  ),
  'POST /cases/:reference/produce/certificate': ofCase(
    ...([
      'produce/certificate',
      'checked',
      { package: none },
      { wrong: { package: 'x' }, comes: /^422$/ },
    ] as const),
  ),
  'POST /cases/:reference/produce/handed': ofCase(
    ...([
      'produce/handed',
      'checked',
      { to: 'x', how: 'mail' },
      { wrong: { how: 'x' }, comes: /^422$/, alsoTakes: ['receipt', 'came', 'despite'] },
    ] as const),
  ),
  // No other system was in use when it was collected.
  'POST /cases/:reference/produce/system': ofCase(
    ...([
      'produce/system',
      'checked',
      { system: none, by: 'x' },
      { wrong: { by: 'x' }, comes: /^422$/, alsoTakes: ['result', 'on', 'words'] },
    ] as const),
  ),
  'POST /cases/:reference/preserve/system': ofCase(
    ...([
      'preserve/system',
      'collected',
      { system: none, by: 'x' },
      { wrong: { by: 'x' }, comes: /^422$/, alsoTakes: ['result', 'on', 'words'] },
    ] as const),
  ),
  'GET /systems': get,
  'POST /systems': post(
    { name: 'x' },
    () => ({ name: 'E-books', holds: 'loans', kept: 'a year', contract: 'none', searcher: 'the vendor' }),
    { alsoTakes: ['id'], comes: aPage },
  ),
  'POST /systems/end': post({ id: 'x' }, () => ({ id: none }), { comes: /^422$/ }),
  'POST /cases/:reference/produce/receipt': ofCase(
    ...(['produce/receipt', 'checked', { words: 'x' }, { wrong: { words: '' }, comes: /^422$/ }] as const),
  ),
  'POST /cases/:reference/produce/notice': ofCase(
    ...([
      'produce/notice',
      'checked',
      { choice: 'not' },
      { wrong: { choice: 'x' }, comes: /^422$/, alsoTakes: ['on'] },
    ] as const),
  ),
  'GET /cases/search/new': get,
  'POST /cases/search/new': post({ odd: 'x' }, () => ({ secret: 'no', about: 'no' }), {
    alsoTakes: ['form', 'phone'],
  }),
  'GET /cases/search/paper': get,
  'POST /cases/search/paper': post(
    { ...warrantSaid, day: 'x', came: 'x', left: '', things: 'x' },
    () => ({ ...paper, secret: 'no', about: 'no' }),
    { alsoTakes: ['form', 'phone', 'receipt', 'sheet', 'tookNothing'] },
  ),
  'GET /cases/:reference/search': { right: (stand) => atSearch(stand, '', began) },
  'POST /cases/:reference/search': {
    wrong: { ...warrantSaid, receipt: 'x', delay: 'x' },
    alsoTakes: ['came', 'upto', 'tookNothing', 'thing', 'time', 'form', 'leftAt', 'things'],
    right: (stand) => toSearch(stand, '', warrantSaid),
  },
  'POST /cases/:reference/search/told': {
    wrong: { whom: 'x', reached: 'x' },
    right: (stand) => toSearch(stand, '/told', { whom: 'counsel', reached: 'no' }),
  },
  'POST /cases/:reference/search/taken': {
    wrong: { thing: '', time: 'x', day: 'x', leftAt: 'x' },
    alsoTakes: ['form', 'came', 'upto', 'tookNothing', 'receipt', ...Object.keys(warrantSaid)],
    right: (stand) => toSearch(stand, '/taken', { thing: 'x', time: '' }, began),
  },
  'POST /cases/:reference/search/struck': {
    wrong: { line: 'x', why: '' },
    right: (stand) => toSearch(stand, '/struck', { line: '1', why: 'x' }, began, took),
    // A line of somebody else's whoever may look at the case strikes through.
    comes: /^(303 \/cases\/.*|422)$/,
  },
  'POST /cases/:reference/search/left': {
    wrong: { leftAt: 'x', thing: '', time: 'x', things: '', step: 'x' },
    alsoTakes: ['form', 'came', 'upto', 'tookNothing', 'receipt', ...Object.keys(warrantSaid)],
    right: (stand) => toSearch(stand, '/left', { leftAt: '' }, began),
  },
  'POST /cases/:reference/search/debriefed': {
    wrong: { words: '' },
    right: (stand) => toSearch(stand, '/debriefed', { words: 'x' }, began, ended),
    // The lawyer's to say here; whoever decides writes it down on the page of the case.
    comes: /^(303 \/cases\/.*|422)$/,
  },
  'GET /cases/:reference/search/paper': { right: (stand) => atSearch(stand, '/paper') },
  'POST /cases/:reference/search/paper': {
    ...{
      wrong: { ...paper, came: 'x' },
      alsoTakes: ['form', 'secret', 'about', 'phone', 'receipt', 'sheet', 'tookNothing'],
    },
    right: (stand) => toSearch(stand, '/paper', paper),
  },
  'GET /cases/:reference/search/inventory': { right: (stand) => atSearch(stand, '/inventory', began) },
  'GET /cases/conduct/told': get,
  'POST /cases/conduct/told': {
    wrong: { reference: 'x', agency: '', day: 'x', time: 'x', basis: 'conduct' },
    // A reference of another kind of case, which is told as none.
    right: async (stand) => ({
      fields: { reference: await searchFor(stand), basis: 'conduct', agency: 'x', day: '', time: '' },
    }),
    comes: /^422$/,
  },
  'GET /cases/conduct': get,
  'POST /cases/conduct': post(
    { saw: '', day: 'x', time: 'x', agency: '' },
    () => ({
      ...{ saw: 'x', day: '', time: '', basis: 'conduct', agency: 'x', aboutDirector: 'no' },
    }),
    { alsoTakes: ['form'] },
  ),
  'GET /cases/asked': get,
  // Nobody is asked about a view here: tests/web/study.test.ts answers.
  'POST /cases/asked': post({ ask: 'x', words: '' }, () => ({ ask: none, words: 'x' })),
  'GET /cases/privacy': get,
  'POST /cases/privacy': post(
    { problem: '', name: '' },
    () => ({
      ...{ problem: 'x', raised: 'staff', name: '', concern: 'other', aboutDirector: 'no' },
    }),
    { alsoTakes: ['form'] },
  ),
  'GET /cases/disclosure': get,
  'POST /cases/disclosure': post(
    { left: '', to: '' },
    () => ({ how: 'sent', left: 'x', to: 'x', aboutDirector: 'no' }),
    { alsoTakes: ['form', 'day', 'time', 'sheet'] },
  ),
  'POST /cases/told': post({ of: 'x', reference: 'x', reached: 'x' }, async (stand) => ({
    ...{ of: 'conduct', reference: await searchFor(stand), reached: 'no', about: 'no' },
  })),
  'GET /cases/drill': get,
  'POST /cases/drill': post({ kind: 'x', form: 'x' }, () => ({ kind: 'ask', form: randomUUID() })),
  'GET /cases/:reference/drill': {
    right: async (stand) => ({ path: `/cases/${await drillOf(stand)}/drill` }),
  },
  'GET /reports/requests': get,
  'GET /reports/requests/file': get,
  'GET /reports/requests/paper': get,
  'GET /answers': get,
  'POST /answers': post(
    { question: 'roles', of: 'yesterday' },
    () => ({ question: 'roles', of: '2026-11-24' }),
    {
      also: () =>
        [
          ['orders', '2026'],
          ['trained', '2026'],
          ['calls', '2026-11'],
          ['disposed', '2026'],
        ].map(([question = '', of = '']) => ({ fields: { question, of } })),
      comes: aPage,
    },
  ),
  'GET /denials': get,
  'GET /policy': get,
  'GET /policy/printables': get,
  'GET /policy/versions': get,
  'GET /policy/versions/:hash': {
    right: ({ house }) => ({ path: `/policy/versions/${house.pack.hash}` }),
  },
  'GET /policy/try': get,
  'POST /policy/try': post(
    { records: '' },
    ({ house }) => ({
      ...{ who: 'guardian', liable: 'yes', verified: ['guardian-on-file'], age: '10', owes: ['overdue'] },
      ...{ records: ['overdue', 'overdue.titles', 'loans'], channel: 'in-person', place: 'front-desk' },
      ...{ day: house.clock.today(), married: '', emancipated: '', speaking: '', paper: '', findings: '' },
      ...{ scope: '', gag: '', grandfathered: '', done: '', basis: '', emergency: '' },
    }),
    { alsoTakes: ['shown', 'addedToday'] },
  ),
  'GET /training': get,
  'POST /training': post({ odd: 'x' }, () => ({}), { alsoTakes: ['instead'] }),
  'GET /training/question': get,
  'GET /training/question/:number': { right: () => ({ path: '/training/question/1' }) },
  'POST /training/question': post({ course: none, number: 'x', choice: 'wizard' }, async (stand) => ({
    ...{ course: await stand.course(), number: '1', choice: 'refuse' },
  })),
  'POST /training/finish': post(
    { course: 'x' },
    async (stand) => ({ course: await stand.course({ answered: true }) }),
    { comes: aPage },
  ),
  'GET /training/certificate/:id': {
    right: async (stand) => ({ path: `/training/certificate/${await stand.certificate()}` }),
    others: async (stand) => {
      const { keeper } = stand.library
      return [{ of: keeper, path: `/training/certificate/${await stand.certificateOf(keeper)}` }]
    },
  },
  'GET /training/people': get,
  'GET /kits/counter-card': get,
  'GET /kits/warrant': get,
  'GET /kits/paper': get,
  'GET /kits/card-sleeve': get,
  'GET /kits/policy': get,
  'GET /computers': get,
  'POST /computers': {
    keeps: true,
    wrong: { name: '', place: 'nowhere' },
    right: async (stand) => ({
      fields: { name: 'new', place: 'office' },
      cookies: { 'carrel-computer': (await stand.newComputer()).token },
    }),
  },
  'POST /computers/pins': post({ digits: 'x' }, () => ({ digits: '4' })),
  'POST /computers/remove': post({ id: 'x' }, async (stand) => ({ id: (await stand.newComputer()).id })),
  'GET /report': get,
  'POST /report': post(
    { sent: 'yes', who: 'wizard' },
    () => ({
      ...{
        sent: 'yes',
        ...kindsOfRequest,
        name: 'R. Haas',
        agency: 'Sheriff',
        phone: '308-555-0142',
        wants: 'Her loans',
      },
      ...{ way: 'counter', came: '2026-11-24T08:00', about: 'no' },
    }),
    {
      alsoTakes: ['form', 'opened', 'reference', 'known', 'bound', 'sheet'],
      // What is left in the intake shows to nobody at once; the page is the same once every box is full.
      also: ({ library }) => [
        // Details for a report that is there.
        {
          fields: {
            ...{ sent: 'yes', opened: 'yes', reference: library.request.reference, ...kindsOfRequest },
            ...{ name: 'R. Haas', way: 'counter', about: 'no' },
          },
        },
        {
          fields: {
            sent: 'yes',
            ...kindsOfRequest,
            secret: 'yes',
            name: 'R. Haas',
            way: 'counter',
            about: 'no',
          },
        },
      ],
    },
  ),
  'POST /report/again': post({ reference: '' }, ({ library }) => ({
    reference: library.request.reference,
  })),
  'POST /report/told': post({ reference: 'x', whom: 'wizard' }, ({ library }) => ({
    ...{ reference: library.request.reference, whom: 'director', reached: 'no', ...kindsOfRequest },
    ...{ about: 'no', known: 'counsel' },
  })),
  // It is about the Director for nobody: that would take it from them for all who come after.
  'POST /report/about': post(
    { reference: 'x', is: 'wizard', known: 'x' },
    ({ library }) => ({ reference: library.request.reference, is: 'no', about: 'no', ...kindsOfRequest }),
    { comes: /^422$/ },
  ),
  // No file comes with it; tests/casework/intake.test.ts sends some.
  'POST /report/paper': post(
    { reference: 'x', known: 'x' },
    ({ library }) => ({ reference: library.request.reference, ...kindsOfRequest, about: 'no' }),
    { comes: /^422$/ },
  ),
  'GET /set-up/lending': get,
  'POST /set-up/lending': post({ system: 'x' }, () => ({ system: 'carrel' })),
  'GET /set-up/letterhead': get,
  'POST /set-up/letterhead': post({ address: '' }, () => ({
    address: letterhead.address.join('\n'),
    phone: letterhead.phone,
    counselPhone: letterhead.counselPhone,
    hours: letterhead.hours.join('\n'),
  })),
  'GET /served': get,
  'POST /served': post(
    { name: '', phone: 'x' },
    () => ({
      ...{ what: 'handed', may: 'no', name: 'x', phone: '308-555-0142' },
    }),
    { comes: /^(200|429)$/, alsoTakes: ['form'] },
  ),
  'GET /served/link/:link': { right: () => ({ path: '/served/link/no-such-link' }), comes: /^410$/ },
  'POST /served/link': post({ link: 'x'.repeat(200) }, () => ({ link: 'no-such-link' }), { comes: /^410$/ }),
  'GET /served/paper': { comes: /^410$/ },
  // Nothing of it is read from someone without a link; tests/cases/served.test.ts has one.
  'POST /served/paper': { right: () => ({ fields: {} }), comes: /^303 \/served\/paper$/ },
  'POST /cases/:reference/link': {
    wrong: { odd: 'x' },
    right: async (stand) => ({ path: `/cases/${await stand.case()}/link`, fields: {} }),
    comes: aPage,
  },
  'GET /cases/outside': get,
  'GET /cases/outside/called': get,
  'GET /cases/outside/open': get,
  'GET /cases/outside/end': get,
  // None of these is there, so the list comes again.
  'POST /cases/outside/called': post({ id: 'x', reached: 'x' }, () => ({ id: none, reached: 'no' }), {
    comes: aPage,
  }),
  'POST /cases/outside/open': post(
    { id: 'x' },
    () => ({ id: none, who: 'officer', secret: 'no', about: 'no', came: '' }),
    {
      comes: aPage,
    },
  ),
  'POST /cases/outside/end': post({ id: 'x' }, () => ({ id: none }), { comes: aPage }),
  'GET /cases/contacts': get,
  'POST /cases/contacts': post(
    { 'mail-director-1': 'x' },
    ({ library }) => ({ ...noContacts, ...library.request.contacts }),
    { comes: aPage },
  ),
  // No file comes with it; tests/web/case-statements.test.ts sends some.
  'POST /cases/:reference/paper': {
    wrong: {},
    right: async (stand) => ({ path: `/cases/${await stand.case()}/paper`, fields: {} }),
    comes: /^422$/,
  },
  'GET /cases/:reference/paper/:paper': {
    right: ({ library: { request } }) => ({ path: `/cases/${request.reference}/paper/${request.paper}` }),
  },
  'GET /cases/:reference/sealed-proof': {
    right: ({ library: { sealed }, reader }) => ({
      path: `/cases/${sealed?.endsFor(reader).lifted ?? none}/sealed-proof`,
    }),
    comes: aPage,
  },
  'GET /backups': get,
  'GET /letters': get,
  'GET /letters/print': get,
  'GET /letters/mailed': get,
  'POST /letters/print': post({ odd: 'x' }, () => ({}), { comes: /^(200|303 \/letters)$/ }),
  'POST /letters/mailed': post({ odd: 'x' }, () => ({})),
  'GET /notices': get,
  'GET /notices/letter': get,
  'GET /imports': get,
  'GET /reports/circulation': get,
  'GET /reports/circulation/file': get,
  'GET /reports/circulation/:month': { right: () => ({ path: '/reports/circulation/2026-10' }) },
  'GET /reports/disposal': get,
  'GET /reports/disposal/:month': { right: () => ({ path: '/reports/disposal/2026-10' }) },
  'GET /register': get,
  'POST /register/find': post({ reference: 'x' }, ({ library }) => ({ reference: library.entry })),
  'GET /register/entry/:reference': {
    right: ({ library }) => ({ path: `/register/entry/${library.deeds[0]?.reference}` }),
    others: (stand) => entriesOfOthers(stand),
  },
  'GET /register/entry/:reference/proof': {
    right: ({ library }) => ({ path: `/register/entry/${library.entry}/proof` }),
    others: (stand) => entriesOfOthers(stand, '/proof'),
  },
  'POST /register/export': post({ x: 'x' }, () => ({})),
  'GET /register/checker': get,
  'GET /register/check': get,
  'POST /register/check': post({ pin: 'x' }, () => ({ pin: '' })),
  'GET /register/pins': get,
  'POST /register/pins': post(
    { one: 'x', other: '' },
    ({
      library: {
        pinAddresses: [one, other],
      },
    }) => ({
      ...{ one, other },
    }),
  ),
  'GET /account': get,
  'POST /account/everywhere': post({ odd: 'x' }, () => ({}), { comes: /^303 \/sign-in$/ }),
  'GET /account/keyboard': get,
  'POST /account/keyboard': post({ keys: 'x' }, () => ({ keys: 'on' }), {
    comes: /^303 \/account\/keyboard$/,
  }),
  'GET /account/pin': get,
  'POST /account/pin': post({ old: 'x', pin: 'x', repeated: 'x' }, () => ({
    old: passphrase,
    pin: '2580',
    repeated: '2580',
  })),
  'GET /account/passphrase': get,
  'POST /account/passphrase': post({ old: 'x', ...unlike }, () => ({ old: passphrase, ...newPassphrase }), {
    ...{ changes: true },
  }),
  'GET /account/second-step': get,
  'POST /account/again': post(
    { passphrase: 'x', back: 'people' },
    () => ({ passphrase, back: 'second-step' }),
    { changes: true, comes: /^303 \/(account\/second-step|sign-in\/add)$/, alsoTakes: ['about'] },
  ),
  'POST /account/remove': post(
    { which: 'x' },
    async (stand) => {
      await stand.twoSecondSteps()
      return { which: 'code-app' }
    },
    { changes: true, comes: /^303 \/account\?done=step-removed$/ },
  ),
  'GET /account/add': get,
  'GET /account/add/code-app': get,
  'POST /account/add/code-app': post(
    { secret: otherSecret, code: 'x' },
    (stand) => ({ secret: otherSecret, code: code(stand, otherSecret) }),
    { changes: true },
  ),
  'GET /account/cards': get,
  'POST /account/cards': post({ card: '', act: 'x' }, () => ({ card: '0', act: 'add' }), {
    ...{ comes: atADesk, namesCustomer: ['card'] },
  }),
  'GET /account/add/passkey': get,
  'POST /account/add/passkey': post({ sent: '{}', name: '' }, () => ({ sent: '{}', name: 'key' })),
  'GET /people': {
    right: async (stand) => {
      await stand.leaveAsked()
      return { path: '/people' }
    },
  },
  'POST /people/leave': post({ first: 'x', last: 'x', act: 'x' }, nextDays),
  'POST /people/second-step': post({ whom: 'x' }, () => ({ whom: 'officers' })),
  'GET /people/add': get,
  'POST /people/add': post(
    { name: '', signIn: '' },
    () => ({
      ...{ name: 'Ned Berg', signIn: `n${randomUUID().slice(0, 12)}`, role: 'desk' },
    }),
    { keeps: true },
  ),
  'GET /people/person': { right: ({ library }) => ({ path: `/people/person?id=${library.shownPerson.id}` }) },
  'POST /people/sure': post({ id: none, what: 'reset' }, async (stand) => ({
    ...(await someone(stand)),
    what: 'end',
  })),
  'POST /people/reset': post({ id: none }, someone),
  'POST /people/end': post({ id: none }, someone),
  'POST /people/unlock': post({ id: none }, someone),
  'POST /people/role': post({ id: none, role: 'wizard' }, async (stand) => ({
    ...(await someone(stand)),
    role: 'volunteer',
    sure: 'yes',
  })),
  'GET /cases': get,
  'GET /cases/closed': get,
  'GET /cases/apart': get,
  'GET /cases/find': get,
  'POST /cases/find': post(
    { requester: '', court: '', number: '', from: 'x', until: '' },
    () => ({ requester: 'Nobody of this name', court: '', number: '', from: '', until: '' }),
    { alsoTakes: ['card'], namesCustomer: ['card'] },
  ),
  'GET /cases/second': {
    right: async (stand) => {
      await stand.secondAsked()
      return { path: '/cases/second' }
    },
  },
  // A trustee is asked only where the president decides.
  'POST /cases/second': post(
    { case: 'x', mark: 'x', copy: 'x' },
    async (stand) => ({ ...(await stand.secondAsked()), copy: '' }),
    { comes: /^(200|422)$/, alsoTakes: ['special', 'wants'] },
  ),
  // Only the person who decides adds a letter, and someone else calls; a trustee only where the president decides.
  'GET /cases/second/letter/:reference/:paper': {
    right: async (stand) => ({ path: `/cases/second/letter/${await stand.letterAsked()}` }),
    comes: aPage,
  },
  'POST /cases/second/called': post(
    { case: 'x', report: 'x', letter: 'x', to: 'x', said: 'x' },
    async (stand) => {
      const [reference, letter] = (await stand.letterAsked()).split('/')
      return { case: reference ?? '', report: '0', letter: letter ?? '', to: 'x', said: 'no' }
    },
    { comes: /^(303 \/cases\/[^/]+\/letter|422)$/ },
  ),
  'GET /cases/:reference/letter': {
    right: async (stand) => ({ path: `/cases/${await stand.adviceWaits()}/letter` }),
  },
  'POST /cases/:reference/letter': {
    wrong: { report: 'xxxxx', says: 'x' },
    right: async (stand) => ({
      path: `/cases/${await stand.case()}/letter`,
      fields: { report: '0', says: 'yes' },
    }),
    comes: /^422$/,
  },
  'GET /cases/contacts/own': {
    right: async (stand) => {
      await stand.contactChanged()
      return { path: '/cases/contacts/own' }
    },
  },
  'POST /cases/contacts/own': post(
    { right: 'x'.repeat(100), wrong: 'x' },
    async (stand) => {
      await stand.contactChanged()
      return { right: 'x' }
    },
    { comes: /^422$/ },
  ),
  'GET /cases/contacts/second': {
    right: async (stand) => {
      await stand.contactTyped()
      return { path: '/cases/contacts/second' }
    },
  },
  'POST /cases/contacts/second': post(
    { to: 'x'.repeat(100) },
    async (stand) => {
      await stand.contactTyped()
      return { to: 'x' }
    },
    { comes: /^422$/ },
  ),
  'POST /cases/:reference/confirm': {
    wrong: { report: 'x' },
    right: async (stand) => ({
      path: `/cases/${await stand.case()}/confirm`,
      fields: { report: '0', to: 'x' },
    }),
    comes: /^(404|422)$/,
  },
  // No one has a link; tests/web/counsel.test.ts has one.
  'GET /confirm/:link': { right: () => ({ path: '/confirm/no-such-link' }), comes: /^410$/ },
  'POST /confirm': post(
    { link: 'x'.repeat(200), answer: 'yes' },
    () => ({ link: 'no-such-link', answer: 'yes' }),
    { comes: /^410$/ },
  ),
  'GET /cases/consulted': {
    right: async (stand) => {
      await stand.boardWord()
      return { path: '/cases/consulted' }
    },
  },
  'POST /cases/consulted': post({ case: 'x', report: 'x', answer: 'x' }, async (stand) => ({
    case: await stand.boardWord(),
    report: '0',
    answer: 'yes',
  })),
  'GET /cases/:reference': { right: async (stand) => ({ path: `/cases/${await stand.case()}` }) },
  'POST /cases/:reference': {
    wrong: { step: 'wizard', words: '' },
    right: async (stand) => ({
      ...{ path: `/cases/${await stand.case()}`, fields: { step: 'noted', words: 'Nothing of note' } },
    }),
    alsoTakes: [...stepFields, 'shown'],
  },
  'GET /cases/:reference/study': {
    right: async (stand) => ({ path: `/cases/${await stand.case({ kind: 'privacy' })}/study` }),
  },
  'POST /cases/:reference/study': {
    wrong: { act: 'wizard' },
    right: async (stand) => ({
      path: `/cases/${await stand.case({ kind: 'privacy' })}/study`,
      fields: { act: 'set', from: '2026-11-01', until: '2026-11-24' },
    }),
    alsoTakes: ['card', 'of', 'finding', 'words', 'remedy'],
    namesCustomer: ['card'],
  },
  // Where it is: counsel agreed to name the others.
  'GET /cases/:reference/study/others': {
    right: async ({ reader, library }) => {
      const decider = reader === 'president' ? 'president' : 'director'
      return { path: `/cases/${await library.cases.besideStranger(decider)}/study/others` }
    },
  },
  'GET /cases/:reference/decision': {
    right: async (stand) => ({ path: `/cases/${await stand.case()}/decision` }),
  },
  'POST /cases/:reference/decision': {
    wrong: { act: 'wizard', text: '', decision: 'wizard' },
    right: async (stand) => ({
      path: `/cases/${await stand.case({ kind: 'privacy' })}/decision`,
      fields: { act: 'draft', decision: 'not-heed', text: '' },
    }),
  },
  'GET /cases/:reference/decision/sign': {
    right: async (stand) => ({ path: `/cases/${await stand.case({ kind: 'privacy' })}/decision/sign` }),
  },
  // Nothing is drafted in it; tests/web/cases.test.ts signs what is.
  'POST /cases/:reference/decision/sign': {
    wrong: { passphrase: 'x', read: 'x' },
    right: async (stand) => ({
      path: `/cases/${await stand.case({ kind: 'privacy' })}/decision/sign`,
      fields: { passphrase, read: '' },
    }),
  },
  'GET /cases/:reference/decision/letter': {
    right: async (stand) => ({ path: `/cases/${await stand.decided()}/decision/letter` }),
    comes: /^303 \/cases\/[\w-]+\/decision$/,
  },
  'GET /cases/:reference/cure-letter': {
    right: async (stand) => ({ path: `/cases/${await stand.cured()}/cure-letter` }),
    // Elsewhere than at the library nobody is looked up, and a text that may name somebody waits.
    comes: /^(200|422)$/,
  },
  'GET /cases/:reference/agenda': {
    right: async (stand) => ({ path: `/cases/${await stand.case()}/agenda` }),
  },
  'GET /cases/:reference/holding-letter': {
    right: async (stand) => ({ path: `/cases/${await stand.timeAsked()}/holding-letter` }),
    // Elsewhere than at the library nobody is looked up, and a text that may name somebody waits.
    comes: /^(200|422)$/,
  },
  'GET /cases/:reference/objection-letter': {
    right: async (stand) => ({ path: `/cases/${await stand.objected()}/objection-letter` }),
    // Elsewhere than at the library nobody is looked up, and a text that may name somebody waits.
    comes: /^(200|422)$/,
  },
  'GET /cases/:reference/narrowing-letter': {
    right: async (stand) => ({ path: `/cases/${await stand.objected()}/narrowing-letter` }),
    // Elsewhere than at the library nobody is looked up, and a text that may name somebody waits.
    comes: /^(200|422)$/,
  },
  'GET /sealed': { right: () => ({ opened: true }), awayFromPublic: true },
  // A sign-in of this house has no keys: what opens to whom is given to their session.
  'POST /sealed/open': post({ passphrase: 'x' }, () => ({ passphrase }), {
    ...{ changes: true, comes: /^(422|429)$/ },
  }),
  'POST /sealed/shut': post({ odd: 'x' }, () => ({})),
  // Nothing lies in a box so far up; tests/compartments/life.test.ts takes in what came.
  'POST /sealed/take': onSide(() => ({ box: '11', came: 'x'.repeat(22) }), { comes: /^(303 \/sealed|422)$/ }),
  'POST /sealed/join': onSide(
    (stand) => ({
      ...{ box: '11', came: 'x'.repeat(22), reference: opened(stand).reference },
    }),
    { comes: /^(303 \/sealed|422)$/ },
  ),
  'POST /sealed/discard': onSide(() => ({ box: '11', came: 'x'.repeat(22), reason: 'x' }), {
    comes: /^(303 \/sealed|422)$/,
  }),
  // No cell is damaged here: tests/compartments/damaged.test.ts gives one up.
  'POST /sealed/give-up': onSide(() => ({ cell: '1' }), { comes: /^(303 \/sealed|422)$/ }),
  // Both sides are set up already.
  'GET /sealed/set-up': get,
  'POST /sealed/set-up': onSide(() => ({}), { comes: /^303 \/sealed\/set-up$/ }),
  'POST /sealed/sheet': onSide(() => ({}), { comes: /^(200|303 .*)$/ }),
  'POST /sealed/sheet/check': onSide(() => ({ lastGroup: 'x' }), { comes: /^(422|303 .*)$/ }),
  'GET /sealed/evidence': { right: () => ({ opened: true }) },
  'GET /sealed/recover': get,
  'POST /sealed/recover': post({ key: 'x' }, () => ({ key: 'qpzr 9x8g' }), {
    ...{ alsoTakes: ['goes'], comes: /^(422|429)$/ },
  }),
  'GET /sealed/matter/:reference': {
    right: (stand) => ({ opened: true, path: `/sealed/matter/${opened(stand).reference}` }),
  },
  'POST /sealed/matter/bound': onMatter(),
  'POST /sealed/matter/clear': onMatter(account, { comes: /^422$/ }),
  'POST /sealed/matter/revoke': onMatter(account),
  'POST /sealed/matter/proof': proofOf((stand) => `proof ${opened(stand).reference}`, onMatter(), ['entry']),
  // On the president's side no place is free.
  'POST /sealed/proof': proofOf(
    (stand) => `proof ${opened(stand).side}`,
    onSide(() => ({}), { comes: /^(200|422)$/ }),
  ),
  'POST /sealed/matter/note': onMatter(() => ({ words: 'x' })),
  // Of one that lies there already: whoever else is cleared visits the others at the same time.
  'POST /sealed/move': {
    wrong: { reference: 'x' },
    right: ({ library: { sealed } }) => ({
      ...{ opened: true, fields: { reference: sealed?.matterOf('president') ?? 'AAAA-BBBB-CCCC' } },
    }),
    comes: /^(303 \/sealed|422)$/,
  },
  // That the file was made is an entry of the matter, which is no other matter's.
  'POST /sealed/archive/file': proofOf(
    (stand) => `archive ${closedFor(stand)}`,
    onMatter((stand) => ({ reference: closedFor(stand) }), { comes: aPage }),
  ),
  'POST /sealed/archive': onMatter(() => ({}), { comes: /^422$/ }),
  'POST /sealed/matter/lift': onMatter(() => ({}), { comes: /^422$/ }),
  'GET /sealed/people/:side': {
    right: (stand) => ({ opened: true, path: `/sealed/people/${opened(stand).side}` }),
  },
  'POST /sealed/people/clear': onSide(account, { comes: /^422$/ }),
  'POST /sealed/people/revoke': onSide(account),
  'GET /officers': get,
  'POST /officers': post({ id: none }, async (stand) => ({ id: (await stand.somebody()).id }), {
    comes: /^422$/,
  }),
  'GET /policy/board': get,
  'GET /policy/proposal': get,
  // A version that is not the one proposed, and a confirmation that there is not.
  'POST /policy/proposal': post({ hash: 'x' }, () => ({ hash: '0'.repeat(64) }), { comes: /^422$/ }),
  'GET /policy/proposal/withdraw': get,
  'POST /policy/proposal/withdraw': post({ id: 'x' }, () => ({ id: none }), { comes: /^422$/ }),
  'GET /policy/facts': get,
  'POST /policy/facts': post({ hash: 'x' }, () => ({
    hash: 'f'.repeat(64),
    by: 'Ada Berg',
    on: '2026-11-24',
    until: '2027-11-24',
  })),
  'GET /policy/facts/sign': get,
  'POST /policy/facts/sign': post({ fact: 'x' }, () => ({ fact: 'f'.repeat(64) }), { comes: /^422$/ }),
  'GET /policy/facts/withdraw': get,
  'POST /policy/facts/withdraw': post({ id: 'x' }, () => ({ id: none })),
  'GET /acting': get,
  'POST /acting': post({ first: 'x', last: '' }, async (stand) => ({
    ...nextDays(),
    account: (await stand.somebody()).id,
  })),
  'POST /acting/end': post({ id: none }, named),
  // A customer who is signed in already goes on to their page.
  'GET /me/sign-in': get,
  'POST /me/sign-in': post({ card: '', pin: 'x' }, () => ({ card: '0', pin: '0' }), { comes: /^422$/ }),
  'GET /me/sign-in/code': { half: 'own-code' },
  'POST /me/sign-in/code': post({ code: '000000' }, (stand) => ({ code: code(stand) }), {
    ...{ half: 'own-code', comes: /^303 \/me$/ },
  }),
  'POST /me/sign-in/stop': post({ odd: 'x' }, () => ({}), { half: 'own-code', comes: outOfOwn }),
  'POST /me/sign-out': post({ odd: 'x' }, () => ({}), { comes: outOfOwn }),
  'POST /me/language': post({ to: 'xx', back: 'x' }, () => ({ to: 'es', back: '/me' })),
  'GET /me/block': get,
  'POST /me/block': post(
    { whose: '', born: 'x', phone: '1' },
    () => ({ whose: '0', born: '1980-05-06', phone: '0100' }),
    { comes: /^200$/ },
  ),
  'GET /me/pin': get,
  'POST /me/pin': post(
    { card: '', code: '', pin: '1', repeated: '2' },
    () => ({ card: '0', code: 'aaaa-bbbb-cccc', pin: ownPin, repeated: ownPin }),
    { comes: /^422$/ },
  ),
  'GET /me': get,
  'POST /me/renew': post({ item: 'x' }, () => ({ item: 'all' })),
  'GET /me/reserve': get,
  // What has these words stands in the catalogue for all; tests/web/own.test.ts takes one.
  'POST /me/reserve': post({ words: '' }, () => ({ words: 'zzz' }), { alsoTakes: ['title'] }),
  'POST /me/reserve-cancel': post({ hold: '' }, () => ({ hold: 'x' })),
  'POST /me/phone-code': post({ old: 'x' }, () => ({ old: ownPin })),
  'GET /me/change-pin': get,
  'POST /me/change-pin': post({ old: 'x', pin: '1', repeated: '2' }, () => ({
    ...{ old: ownPin, pin: '502846', repeated: '502846' },
  })),
  'GET /me/second-step': get,
  'POST /me/second-step': post({ secret: otherSecret, code: 'x', old: 'x' }, (stand) => ({
    old: ownPin,
    ...{ secret: otherSecret, code: code(stand, otherSecret) },
  })),
  'POST /me/second-step/remove': post({ old: 'x' }, () => ({ old: ownPin })),
  'GET /me/choices': get,
  'POST /me/choices': post(
    { language: 'xx', refuses: 'x', safe: 'x', alias: '', opened: 'x' },
    async (stand) => ({
      ...{ pickUp: 'Kim Spare', only: '', mailStreet: 'Box 7', mailTown: 'Kearney NE' },
      ...{ language: 'es', refuses: ['', 'letter'], safe: ['', 'e-mail'], alias: 'Heron' },
      opened: choicesMark(stand.house.ring, (await stand.customer()).id, {}),
    }),
  ),
  'GET /me/history': get,
  'POST /me/history': post({ do: 'x', line: 'x' }, () => ({ do: 'keep', line: '', old: ownPin })),
  'GET /me/seen': get,
  'GET /me/stay': get,
  'GET /me/data': get,
  'GET /me/data/page': get,
  'GET /privacy': get,
  'GET /privacy/policy': get,
  'GET /accessibility': get,
  'GET /privacy/requests': get,
  'GET /me/correct': get,
  'POST /me/correct': post(
    { firstName: 'Sal', emails: 'x', born: '1', old: 'x' },
    async (stand) => {
      // What was asked for by the visit before would show on this one, as it was typed.
      const { id } = await stand.customer()
      const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
      await stand.house.corrections.takeBack(self)
      return { ...{ surname: 'Spare', firstName: 'Sally' }, phones: '308-555-0142', old: ownPin }
    },
    { alsoTakes: ['otherNames', 'was', 'addresses'] },
  ),
  'POST /me/correct/take-back': post({ odd: 'x' }, () => ({})),
  // Off until the Board votes; guardian-page.test.ts has it on.
  'GET /me/minors': get,
  'POST /me/minors': post({ minor: 'x', of: 'x', nth: 'x' }, () => ({
    minor: none,
    of: 'overdue',
    nth: '0',
  })),
  'GET /me/lost': get,
  'POST /me/plain': post({ odd: 'x' }, () => ({})),
  'GET /me/plain/end': get,
  'POST /me/plain/end': post({ old: 'x' }, () => ({ old: ownPin })),
  'POST /me/lost': post({ odd: 'x' }, () => ({})),
  'GET /me/worry': get,
  'POST /me/worry': post(
    { problem: '', concern: 'views', from: 'x', until: '' },
    () => ({ problem: 'x', concern: 'other', aboutDirector: 'no' }),
    { alsoTakes: ['form'] },
  ),
  'GET /me/close': get,
  'POST /me/close': post({ old: 'x' }, () => ({ old: ownPin }), { leaves: true }),
}
