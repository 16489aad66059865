import { randomUUID } from 'node:crypto'
import { papers } from '../../src/ask/draft.ts'
import {
  lockPatronCards,
  patronCodeToken,
  storePatronCode,
  updateCardState,
} from '../../src/gate/card-store.ts'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'

import { setPin } from '../../src/patrons/sign-in-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { planCall } from '../support/planned-call.ts'
import type { Cast, Family, Patron, Stranger } from './cast.ts'
import { card as newCard, ownLetters, typedCard } from './invented.ts'
import type { Fields, Stand } from './stand.ts'

/** Where something of a customer may show: how each line of the table in docs/WHO-SEES-WHAT.md is really asked. */
export type Surface = {
  readonly path: string
  readonly about: (cast: Cast) => Family
  /** Whose own values may show there beside the customer’s: their guardians. */
  readonly guardians?: (cast: Cast) => readonly (Patron | Stranger)[]
  /** The forms, each asked by itself about a customer, or about nobody where none is on file. */
  readonly forms: (patron: Asked) => readonly Fields[]
  /** It is a page, at an address that is made for the customer with this id. */
  readonly page?: (stand: Stand, patronId: string) => Promise<string>
  /** It is a page of a customer's own, about whoever is signed in. */
  readonly own?: true
  /** Who is signed in there, where it is someone else than the customer whom it is about. */
  readonly as?: (cast: Cast, patronId: string) => Patron | undefined
  /** Only where the Board did, or did not, vote for the guardian's own page. */
  readonly voted?: boolean
  /** It tells of looks, which others make meanwhile: two of them are never alike. */
  readonly ofLooks?: true
  /** Staff opened the record a moment before, and said why. */
  readonly opened?: true
  /** What has to be there before each form, of the customer with this id. */
  readonly before?: (stand: Stand, patronId: string) => Promise<void>
  /** What is cleared away after each form, so that no other page shows it. */
  readonly after?: (stand: Stand) => Promise<void>
  /** One at a time, where one would use up what another has just made. */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>
}

/** What somebody knows of the customer whom they ask about. */
export type Asked = Pick<Patron, 'id' | 'surname' | 'firstName' | 'born'> & {
  readonly card: string
  readonly phone: string
  readonly email: string
  readonly lostCard: string
  readonly cardId: string
  /** The guardians on file, by name: who signed comes first. */
  readonly guardians: readonly string[]
  /** Of the stepfather, who has no card and signed. */
  readonly link: string
  /** Of the first guardian who signed. */
  readonly signedLink: string
}

export const askedAs = (patron: Patron): Asked => ({
  id: patron.id,
  surname: patron.surname,
  firstName: patron.firstName,
  born: patron.born,
  phone: patron.contact.phones[0] ?? '',
  email: patron.contact.emails[0] ?? '',
  card: cardOf(patron, false),
  lostCard: cardOf(patron, true),
  cardId: patron.cards.find(({ lost }) => !lost)?.id ?? '',
  guardians: patron.guarantors.map(({ name }) => name),
  link: patron.guarantors.find(({ stranger }) => stranger)?.link ?? randomUUID(),
  signedLink: patron.guarantors.find(({ liable }) => liable)?.link ?? randomUUID(),
})

const cardOf = ({ cards }: Patron, isLost: boolean) =>
  typedCard(cards.find(({ lost }) => lost === isLost)?.number ?? '')

const ask = (about: Surface['about'], ...answers: Fields[]): Surface => ({
  path: '/ask',
  about,
  forms: ({ card, guardians }) =>
    answers.map(({ by = 'signer', ...each }) => ({
      ...{ card, wants: '', guardian: guardians[by === 'other' ? 1 : 0] ?? 'Somebody Else' },
      ...each,
    })),
})
const ownPage = (path: string): Surface => ({ path, about: adult, forms: () => [], own: true })
const minorsOwnPage = (path: string): Surface => ({
  ...{ ...ownPage(path), about: minor },
  guardians: ({ parent, otherParent, strangers }) => [parent, otherParent, ...strangers],
})

/** What a minor owes, to the guardian who signed. */
const minorsPage = (): Surface => ({
  ...ownPage('/me/minors'),
  about: ({ wards }) => wards.owing,
  as: ({ wards }, id) => wards.signer.get(id),
  voted: true,
})
/** The first of these titles. One who owes nothing has nothing damaged either, so a twin without charges tells no more. */
const minorsTitle = (of: string): Surface => ({
  ...minorsPage(),
  about: ({ wards: { owing } }) =>
    of === 'damaged' || of === 'charges'
      ? { ...owing, twins: owing.twins.filter(({ without }) => without !== 'charges') }
      : owing,
  forms: ({ signedLink: minor }) => [{ minor, of, nth: '0' }],
})
const didNotSign: Surface['as'] = ({ wards }, id) => wards.other.get(id)
const shielded: Surface['about'] = ({ wards }) => wards.shielded
const ofAge: Surface['about'] = ({ wards }) => wards.ofAge

let before: Promise<unknown> = Promise.resolve()
export const alone = <T>(work: () => Promise<T>): Promise<T> => {
  const done = before.then(work)
  before = done.catch(() => undefined)
  return done
}
const phoneCode = '246813'

/** The code that a customer has from their own page. */
async function dropsCallBacks({ library }: Stand): Promise<void> {
  await inContext(library.tested.it.database.worker, { actor: 'test', place: 'test' }, (trx) =>
    trx.deleteFrom('notice').execute(),
  )
}

/** Whoever sits there has taken the call that the list had to this customer, which showed whom to call. */
async function isPlanned({ house, library, caller }: Stand, patron: string): Promise<void> {
  if (caller === null) return
  const { it, time } = library.tested
  const { database } = it
  await alone(async () => {
    for (const kind of ['overdue', 'hold'] as const)
      await planCall(database, house.ring, { patron, kind, on: time.today })
    for (let tries = 0; tries < 20; tries++) {
      const taken = await house.calls.take(caller, 'overdue')
      if (taken === undefined || taken.patronId === patron) break
    }
    await inContext(database.worker, { actor: 'test', place: 'test' }, (trx) =>
      trx.deleteFrom('notice').execute(),
    )
  })
}

/** Whoever sits there calls back the customer, or a guardian, who phoned in. */
const isCalledBack =
  (back: 'yes' | 'guardian') =>
  async ({ house, caller }: Stand, patron: string): Promise<void> => {
    if (caller !== null) await house.calls.callBack(caller, patron, back)
  }

async function hasPhoneCode({ house, now }: Stand, patronId: string): Promise<void> {
  const use = 'phone'
  const code = patronCodeToken(house.ring, { patronId, use, typed: phoneCode })
  const until = new Date(now.getTime() + 10 * 60_000)
  await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
    storePatronCode(trx, { patronId, use, code, until }),
  )
}

/** A PIN that was set at the counter today, of which the customer may know nothing yet. */
async function getsPinAtCounter({ house, library }: Stand, patronId: string): Promise<void> {
  const hash = sealPatronSecret(house.ring, 'pin.hash', patronId, library.hashedPin)
  await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
    setPin(trx, { patronId, hash, byStaffOn: house.clock.today() }),
  )
}

/** A card that an earlier form reported lost opens no record. */
async function hasGoodCards({ house }: Stand, patronId: string): Promise<void> {
  await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    for (const card of (await lockPatronCards(trx, house.ring, patronId)) ?? [])
      await updateCardState(trx, house.ring, card, { state: 'active', kept: true })
  })
}

const adult = ({ adult }: Cast) => adult
const caller = ({ caller }: Cast) => caller
const minor = ({ minor }: Cast) => minor
const all = ['', 'owed', 'loans', 'holds', 'history', 'computers']
const everything = ['', 'presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'video']
const checked = (...checks: string[]) => ({ checked: ['', ...checks] })
const customer = { who: 'customer', how: 'here' }
const onThePhone = { who: 'customer', how: 'phone' }
/** Who they are, and all that they ever had. */
const whole = { wants: ['', 'identity', 'history', 'computers', 'video'] }
const guardian = { who: 'guardian', how: 'here', ...checked('guardian-on-file') }
const withoutCard = (guardians: readonly string[]) => ({
  ...{ card: 'none', wants: '', guardian: guardians[0] ?? 'Somebody Else' },
})
const call = (answered: string) => ({ who: 'call', answered })
const secrets = ['no', 'yes'] as const
/** A call that somebody makes, about what may wait; `back`: to one who phoned in. */
const calling = (
  about: Surface['about'],
  fields: (patron: Asked) => Fields,
  before: Surface['before'] = isPlanned,
): Surface => ({
  path: '/calls/answered',
  about,
  before,
  forms: (patron) => [{ patron: patron.id, about: ['', 'overdue', 'holds'], ...fields(patron) }],
})
const answers = { answered: 'customer', asked: 'how' }
const calledBack = { ...answers, back: 'yes', about: '' }
const guardianAnswers = { answered: 'guardian', asked: 'guardian' }

/** The copy of a case about the customer, which whoever may know of it looks at. */
async function copyOf({ reader, library }: Stand, patronId: string): Promise<string> {
  // Special counsel asks for a case to which they were not added.
  const looks = ['Director', 'acting Director', 'lawyer', 'president', 'special counsel'].includes(reader)
  const decider = reader === 'president' ? 'president' : 'director'
  return `/cases/${looks ? await library.cases.about(decider, patronId) : '2222-2222-2222'}/check`
}

/** The copy of the one case to which special counsel was added. */
async function copyOfSpecialCounsels({ reader, library }: Stand, patronId: string): Promise<string> {
  const looks = ['Director', 'acting Director', 'lawyer', 'president', 'special counsel'].includes(reader)
  const account = library.sitters.get('special counsel')?.id ?? ''
  return `/cases/${looks ? await library.cases.ofSpecialCounsel(patronId, account) : '2222-2222-2222'}/check`
}

/** A study in which the customer's record was open beside another one. */
async function besideOf({ reader, library }: Stand, patronId: string): Promise<string> {
  const looks = ['Director', 'acting Director', 'lawyer', 'president'].includes(reader)
  const decider = reader === 'president' ? 'president' : 'director'
  const { one } = library.cast.adult
  const made = () =>
    patronId === one.id ? library.cases.beside(decider, one.id) : library.cases.besideStranger(decider)
  return `/cases/${looks ? await made() : '2222-2222-2222'}/study/others`
}

/**
 * Cases that concern the customer, of which each who may know of cases finds one at least. Why also special counsel's: who looks
 * for one at the same time makes it, and it would be found of one customer and not yet of another.
 */
async function hasCases(stand: Stand, patronId: string): Promise<void> {
  const { reader, library } = stand
  if (!['Director', 'acting Director', 'lawyer', 'president'].includes(reader)) return
  for (const decider of ['director', 'president'] as const) await library.cases.about(decider, patronId)
  await copyOfSpecialCounsels(stand, patronId)
}

export const surfaces: Readonly<Record<string, Surface>> = {
  'Their own page: what they have': ownPage('/me'),
  'Their own page: what a minor has': minorsOwnPage('/me'),
  'Their own page: what they have, after a loan was renewed': {
    ...ownPage('/me/renew'),
    forms: () => [{ item: 'x' }],
  },
  'Their own page: what they chose': ownPage('/me/choices'),
  'Their own page: what they had': ownPage('/me/history'),
  'Their own page: what they had, for a week after staff helped with their PIN': {
    ...{ ...ownPage('/me/history'), about: ({ grown }) => grown, before: getsPinAtCounter, alone },
  },
  'Their own page: what is wrong in their record': ownPage('/me/correct'),
  'Their own page: a copy of it all, of a minor': minorsOwnPage('/me/data?save=yes'),
  'Their own page: a copy of it all, of a minor, to read': minorsOwnPage('/me/data/page?save=yes'),
  'Their own page: a copy of it all': ownPage('/me/data?save=yes'),
  'Their own page: a copy of it all, to read': ownPage('/me/data/page?save=yes'),
  'Their own page: what a minor owes, before the Board voted for it': {
    ...ownPage('/me/minors'),
    voted: false,
  },
  'Their own page: what a minor owes, to who signed': minorsPage(),
  'Their own page: what a minor owes, to who signed: an overdue title': minorsTitle('overdue'),
  'Their own page: what a minor owes, to who signed: a lost title': minorsTitle('lost'),
  'Their own page: what a minor owes, to who signed: a damaged title': minorsTitle('damaged'),
  'Their own page: what a minor owes, to who signed: a title owed for': minorsTitle('charges'),
  'Their own page: what a minor owes, to a parent who did not sign': { ...minorsPage(), as: didNotSign },
  'Their own page: what a minor owes, to another customer who has the number of the row': {
    ...minorsTitle('overdue'),
    as: didNotSign,
  },
  'Their own page: what a minor owes who is not to be told of': { ...minorsPage(), about: shielded },
  'Their own page: what a minor owes who is not to be told of: a title': {
    ...minorsTitle('overdue'),
    about: shielded,
  },
  'Their own page: what a minor owes who owes nothing': {
    ...minorsPage(),
    about: ({ wards }) => wards.owingNothing,
  },
  'Their own page: what a minor owes who came of age': { ...minorsPage(), about: ofAge },
  'Their own page: what a minor owes who came of age: a title': { ...minorsTitle('overdue'), about: ofAge },
  'Their own page: who was shown it': { ...ownPage('/me/seen'), ofLooks: true },
  'Case: what was collected is looked at': {
    ...{ path: '/cases/:reference/check', about: adult, forms: () => [{}], page: copyOf },
  },
  'Case with special counsel: what was collected is looked at': {
    ...{ path: '/cases/:reference/check', about: adult, forms: () => [{}], page: copyOfSpecialCounsels },
  },
  'Case: other records in a study of who viewed one, once the lawyer agreed to name them': {
    path: '/cases/:reference/study/others',
    about: ({ adult }) => ({ one: adult.one, twins: [] }),
    forms: () => [{}],
    page: besideOf,
  },
  'My account: a card is listed that I do not open': {
    path: '/account/cards',
    about: adult,
    forms: ({ card }) => [
      { card, act: 'add' },
      { card, act: 'remove' },
    ],
  },
  'Cases: those that concern a customer are looked for by card': {
    path: '/cases/find',
    about: adult,
    forms: ({ card }) => [{ card, requester: '', court: '', number: '', from: '', until: '' }],
    before: hasCases,
  },
  'Search on any page: a card is scanned': {
    path: '/find',
    about: adult,
    forms: ({ card }) => [{ find: card }],
  },
  'Search on any page: a name is typed': {
    path: '/find',
    about: adult,
    forms: ({ surname }) => [{ find: surname.slice(0, ownLetters).toLowerCase() }],
  },
  'Search on any page: a whole phone number is typed': {
    path: '/find',
    about: adult,
    forms: ({ phone }) => [{ find: phone }, { find: `(${phone.slice(0, 3)}) ${phone.slice(4)} ext. 7` }],
  },
  'Search on any page: a phone number that turned out to be someone else’s is typed': {
    path: '/find',
    about: ({ mistaken }) => ({ one: mistaken, twins: [] }),
    forms: ({ phone }) => [{ find: phone }],
  },
  'Search on any page: a whole e-mail address is typed': {
    path: '/find',
    about: adult,
    forms: ({ email }) => [{ find: email.toUpperCase() }],
  },
  'Counter: a card is scanned': {
    path: '/counter/card',
    about: adult,
    forms: ({ card }) => [{ card }],
  },
  'Counter: a card that was reported lost or blocked is scanned': {
    path: '/counter/card',
    about: adult,
    forms: ({ lostCard }) => [{ card: lostCard }],
  },
  'Counter: a loan is renewed, and the record shows again': {
    opened: true,
    path: '/counter/renew',
    about: adult,
    forms: ({ id }) => [{ id, loan: 'x' }],
  },
  'Counter: a name is typed': {
    path: '/counter/name',
    about: adult,
    forms: ({ surname }) => [{ name: surname.slice(0, ownLetters).toLowerCase() }],
  },
  'Counter: a name is typed where a card is scanned': {
    path: '/counter/card',
    about: adult,
    forms: ({ surname }) => [{ card: surname.slice(0, ownLetters).toLowerCase() }],
  },
  'Counter: someone on that list is opened': {
    path: '/counter/customer',
    about: adult,
    forms: ({ id }) => [{ id }, { id, name: 'Somebody' }],
  },
  'Counter: someone on that list is opened, and staff say why': {
    path: '/counter/customer',
    about: adult,
    forms: ({ id }) => [{ id, basis: 'phone' }],
  },
  'Counter: what is wrong is set right in a record that was not opened': {
    path: '/counter/set-right',
    about: adult,
    forms: ({ id }) => [{ id }],
  },
  'Counter: a card is reported lost by its number': {
    path: '/counter/lost',
    about: caller,
    forms: ({ card }) => [{ card }],
    before: hasGoodCards,
    alone,
  },
  'Counter: a card is reported lost by its number, which was read back': {
    path: '/counter/lost',
    about: caller,
    forms: ({ card }) => [{ card, sure: 'yes' }],
    before: hasGoodCards,
    alone,
  },
  'Counter: whether a card is lost is asked once more': {
    opened: true,
    path: '/counter/card-lost',
    about: caller,
    forms: ({ id, cardId }) => [{ id, card: cardId }],
  },
  'Counter: a card of the record is reported lost': {
    opened: true,
    path: '/counter/card-lost',
    about: caller,
    forms: ({ id, cardId }) => [{ id, card: cardId, sure: 'yes' }],
  },
  'Counter: such a report is undone': {
    opened: true,
    path: '/counter/card-lost',
    about: caller,
    forms: ({ id, cardId }) => [{ id, card: cardId, undo: 'yes' }],
  },
  'Counter: a lost card is found': {
    opened: true,
    path: '/counter/card-found',
    about: caller,
    forms: ({ id, card, cardId }) => [{ id, card: cardId, number: card }],
  },
  'Counter: a new card is given': {
    opened: true,
    path: '/counter/card-new',
    about: caller,
    forms: ({ id }) => [{ id, checked: 'photo-id', number: newCard() }],
  },
  'Counter: a card that was blocked online is unblocked': {
    opened: true,
    path: '/counter/card-unblock',
    about: caller,
    forms: ({ id }) => [{ id, checked: 'photo-id' }],
  },
  'Counter: where a code for a new card goes is asked': {
    opened: true,
    path: '/counter/card-new',
    about: adult,
    forms: ({ id }) => [{ id, checked: 'code-on-file' }],
  },
  'Counter: a customer was told what happened to their card, and the record shows again': {
    opened: true,
    path: '/counter/card-told',
    about: adult,
    forms: ({ id }) => [{ id }],
  },
  'Counter: whether a guardian is not to be told is asked': {
    opened: true,
    path: '/counter/not-told',
    about: minor,
    forms: ({ id }) => [{ id }],
  },
  'Counter: a card is renewed, once where they live is right': {
    opened: true,
    path: '/counter/card-renew',
    about: adult,
    forms: ({ id }) => [{ id }],
  },
  'Counter: whether an account is closed is asked': {
    opened: true,
    path: '/counter/close',
    about: adult,
    forms: ({ id }) => [{ id }],
  },
  'Counter: what is wrong in a record is set right': {
    opened: true,
    path: '/counter/set-right',
    about: adult,
    forms: ({ id }) => [{ id }],
  },
  // No card has so short a number: of nobody on file the form comes back, and nobody is put there.
  'Register: someone of that name and birth date is on file': {
    path: '/counter/join',
    about: adult,
    forms: ({ surname, firstName, born }) => [
      {
        ...{ surname, firstName, born, street: '1 Main Street', town: 'Minden', kind: 'resident', card: '0' },
        // Else the form draws an id, and of two pages none is the other.
        made: '00000000-0000-4000-8000-000000000000',
      },
    ],
  },
  'Guardians: who is on file for a minor': {
    opened: true,
    path: '/counter/guardians',
    about: minor,
    guardians: ({ parent, otherParent, strangers }) => [parent, otherParent, ...strangers],
    forms: ({ id }) => [{ id }],
  },
  'Guardians: what is on file of one': {
    opened: true,
    path: '/counter/guardian-change',
    about: minor,
    guardians: ({ strangers }) => strangers.slice(0, 1),
    forms: ({ id, link }) => [{ id, link }],
  },
  'Guardians: whether one is taken off is asked once more': {
    opened: true,
    path: '/counter/guardian-remove',
    about: minor,
    guardians: ({ strangers }) => strangers.slice(0, 1),
    forms: ({ id, link }) => [{ id, link }],
  },
  'Guardians: whether a minor is married is asked': {
    opened: true,
    path: '/counter/of-age',
    about: minor,
    forms: ({ id }) => [{ id }],
  },
  'Statement: to the guardian who is here': {
    opened: true,
    path: '/counter/statement',
    about: minor,
    forms: ({ id, guardians }) => [{ id, sent: 'yes', how: 'here', guardian: guardians[0] ?? '' }],
  },
  'Statement: to one who did not sign': {
    opened: true,
    path: '/counter/statement',
    about: minor,
    forms: ({ id, guardians }) => [{ id, sent: 'yes', how: 'here', guardian: guardians[1] ?? '' }],
  },
  'Letter: to a guardian who signed': {
    opened: true,
    path: '/counter/letter',
    about: minor,
    guardians: ({ strangers }) => strangers.slice(0, 1),
    forms: ({ id, link }) => [{ id, link }],
  },
  'Letter: welcome, with a card': {
    ...{ path: '/counter/welcome', about: adult, opened: true },
    forms: ({ id }) => [{ id }],
  },
  'Counter: a code for a PIN is printed': {
    opened: true,
    path: '/counter/pin-code',
    about: caller,
    forms: ({ id }) => [{ id, checked: 'photo-id' }],
  },
  'Lend: a card is scanned': { path: '/lend/card', about: adult, forms: ({ card }) => [{ card }] },
  'Lend: the next card is scanned as an item': {
    path: '/lend/item',
    about: adult,
    forms: ({ card }) => [{ patron: '00000000-0000-4000-8000-000000000000', item: card }],
  },
  'Pick up: a card is scanned': { path: '/pick-up', about: adult, forms: ({ card }) => [{ card }] },
  'Someone asks: a card number is typed': ask(adult, { ...customer, asked: 'card', wants: [] }),
  'Someone asks: the customer, with the card': ask(adult, { ...customer, ...checked('card') }),
  'Someone asks: the customer, with a card that was reported lost': {
    path: '/ask',
    about: adult,
    forms: ({ lostCard }) => [
      { ...customer, ...checked('card'), card: lostCard, wants: '' },
      { ...onThePhone, ...checked('card'), card: lostCard, wants: '' },
    ],
  },
  'Someone asks: the customer, with photo ID, who they are and all they ever had': ask(adult, {
    ...{ ...customer, ...checked('photo-id'), ...whole },
  }),
  'Someone asks: the customer, with photo ID': ask(adult, { ...customer, ...checked('photo-id') }),
  'Someone asks: the customer, with the card, who they are and all they ever had': ask(adult, {
    ...{ ...customer, ...checked('card'), ...whole },
  }),
  'Someone asks: the customer, whom staff know': ask(adult, { ...customer, ...checked('known-to-staff') }),
  'Someone asks: the customer, whom staff know, who they are and all they ever had': ask(adult, {
    ...{ ...customer, ...checked('known-to-staff'), ...whole },
  }),
  'Someone asks: the customer, who shows nothing': ask(adult, { ...customer, ...checked() }),
  'Someone asks: the customer on the phone, with the card and a code from their page': {
    ...ask(adult, { ...onThePhone, ...checked('card', 'phone-code'), phoneCode }),
    ...{ before: hasPhoneCode, alone },
  },
  'Someone asks: the customer on the phone, with the card and a wrong code': {
    ...ask(adult, { ...onThePhone, ...checked('card', 'phone-code'), phoneCode: '246814' }),
    ...{ before: hasPhoneCode, alone },
  },
  'Someone asks: the customer on the phone, with the card alone': ask(adult, {
    ...{ ...onThePhone, ...checked('card') },
  }),
  'Someone asks: a customer on the phone is to be called back': {
    path: '/ask/call-back',
    about: adult,
    forms: ({ card }) => [{ card }],
    ...{ after: dropsCallBacks, alone },
  },
  'Someone asks: the parent who signed for a minor': ask(minor, guardian),
  'Someone asks: the same parent, who wants to know all': ask(minor, { ...guardian, wants: all }),
  'Someone asks: the same parent on the phone': ask(minor, { ...guardian, how: 'phone' }),
  'Someone asks: a parent who did not sign': ask(({ unsigned }) => unsigned, { ...guardian, wants: all }),
  'Someone asks: a parent who did not sign, while another did': ask(minor, {
    ...{ ...guardian, wants: all, by: 'other' },
  }),
  'Someone asks: a parent whose name is another': ask(minor, {
    ...{ ...guardian, wants: all, guardian: 'Somebody Else' },
  }),
  'Someone asks: a parent who is not on file': ask(({ unlisted }) => unlisted, { ...guardian, wants: all }),
  'Someone asks: a parent who shows nothing': ask(minor, { ...guardian, ...checked(), wants: all }),
  'Someone asks: the parent of someone who is eighteen': ask(({ eighteen }) => eighteen, guardian),
  'Someone asks: the parent of an adult': ask(({ grown }) => grown, { ...guardian, wants: all }),
  'Someone asks: a guardian with court papers, of an adult': ask(({ grown }) => grown, {
    ...{ ...guardian, ...checked('court-letters'), wants: all },
  }),
  'Someone asks: a guardian with court papers alone, of a minor': ask(minor, {
    ...{ ...guardian, ...checked('court-letters'), wants: all },
  }),
  'Someone asks: the child of a parent without the card is looked for by name': {
    path: '/ask',
    about: minor,
    forms: ({ surname, guardians }) => [
      {
        ...guardian,
        ...withoutCard(guardians),
        seek: 'yes',
        childName: surname.slice(0, ownLetters).toLowerCase(),
      },
    ],
  },
  'Someone asks: that child was chosen': {
    path: '/ask',
    about: minor,
    forms: ({ id, guardians }) => [{ ...guardian, ...withoutCard(guardians), choose: id }],
  },
  'Someone asks: the parent who signed for that child': {
    path: '/ask',
    about: minor,
    forms: ({ id, guardians }) => [{ ...guardian, ...withoutCard(guardians), child: id }],
  },
  'We call: the customer answers': ask(adult, { ...call('customer'), ...checked() }),
  'We call: the customer answers and reads out the card': ask(adult, {
    ...call('customer'),
    ...checked('card'),
  }),
  'We call: the parent who signed for a minor answers': ask(minor, {
    ...{ ...call('guardian'), ...checked('guardian-on-file') },
  }),
  'We call: someone else answers, or a machine': ask(adult, call('someone-else'), call('machine')),
  'Calls: whom to call': {
    path: '/calls/call',
    about: adult,
    before: isPlanned,
    forms: ({ id }) => [{ patron: id, about: ['', 'overdue', 'holds'] }],
  },
  'Calls: whom to call about a minor': {
    path: '/calls/call',
    about: minor,
    before: isPlanned,
    guardians: ({ parent, strangers }) => [parent, ...strangers],
    forms: ({ id }) => [{ patron: id, about: ['', 'overdue', 'holds'] }],
  },
  'Calls: the customer answers': calling(adult, () => answers),
  'Calls: the customer answers and reads out the card': calling(adult, ({ card }) => ({ ...answers, card })),
  'Calls: the customer answers at the number on file': calling(adult, () => ({
    ...answers,
    callback: 'yes',
  })),
  'Calls: the customer answers and reads out a card that was reported lost': calling(
    adult,
    ({ lostCard }) => ({ ...answers, card: lostCard }),
  ),
  'Calls: the parent who signed for a minor answers': calling(minor, ({ guardians }) => ({
    ...guardianAnswers,
    guardian: guardians[0] ?? 'Somebody Else',
  })),
  'Calls: a parent answers whose name is another': calling(minor, () => ({
    ...guardianAnswers,
    guardian: 'Somebody Else',
  })),
  'Calls: someone else answers, or a machine': {
    path: '/calls/answered',
    about: adult,
    before: isPlanned,
    forms: ({ id }) =>
      ['someone-else', 'machine'].map((answered) => ({
        patron: id,
        about: ['', 'overdue', 'holds'],
        answered,
      })),
  },
  'Calls: one who phoned in is found by the card': {
    path: '/calls/back',
    about: adult,
    forms: ({ card }) => [{ card }],
  },
  'Calls: one who phoned in is found by name': {
    path: '/calls/back',
    about: adult,
    forms: ({ surname }) => [{ name: surname.slice(0, ownLetters).toLowerCase() }],
  },
  'Calls: one who phoned in is called back, and reads out the card': calling(
    adult,
    ({ card }) => ({ ...calledBack, callback: 'yes', card }),
    isCalledBack('yes'),
  ),
  'Calls: one who phoned in is called back, without the card': calling(
    adult,
    () => ({ ...calledBack, callback: 'yes' }),
    isCalledBack('yes'),
  ),
  'Calls: the parent who phoned in about a minor is to be called back': {
    path: '/calls/back',
    about: minor,
    guardians: ({ parent, strangers }) => [parent, ...strangers],
    forms: ({ card }) => [{ card, who: 'guardian' }],
  },
  'Calls: the parent who phoned in about a minor is called back': calling(
    minor,
    ({ guardians }) => ({
      ...guardianAnswers,
      ...{ back: 'guardian', callback: 'yes', about: '', guardian: guardians[0] ?? 'Somebody Else' },
    }),
    isCalledBack('guardian'),
  ),
  'Calls: the parent who phoned in is called back, and voicemail answers': calling(
    minor,
    () => ({ answered: 'machine', back: 'guardian', about: '' }),
    isCalledBack('guardian'),
  ),
  'Calls: whose number is wrong': {
    path: '/calls/numbers',
    about: ({ mistaken }) => ({ one: mistaken, twins: [] }),
    forms: () => [{}],
  },
  'Someone asks: an officer, without paper': ask(
    adult,
    ...['nothing', 'emergency'].map((brought) => ({ who: 'officer', brought, wants: everything })),
    { who: 'officer', brought: 'nothing', wants: ['', 'incident'], basis: 'conduct' },
  ),
  'Someone asks: an officer, with paper of any kind': ask(
    adult,
    ...papers.flatMap((paper) =>
      secrets.map((secret) => ({ who: 'paper', sender: 'officer', paper, secret })),
    ),
  ),
  'Someone asks: another government office': ask(
    adult,
    { who: 'agency', brought: 'nothing', wants: everything },
    { who: 'agency', brought: 'custody', wants: everything },
    { who: 'agency', brought: 'paper', paper: 'court-order', secret: 'no' },
  ),
  'Someone asks: a husband, a wife, a friend, anybody else': ask(adult, { who: 'other', wants: everything }),
  'Someone asks: a reporter, or a public-records request': ask(adult, { who: 'public' }),
  'Someone asks: a company that works for the library': ask(adult, { who: 'vendor', wants: everything }),
}
