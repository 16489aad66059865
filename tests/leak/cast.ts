import { randomUUID } from 'node:crypto'
import type { RequestedCorrection } from '../../src/gate/correction.ts'
import { type Canary, never } from './canary.ts'
import * as invented from './invented.ts'

/** The bare facts of a record, and what each is called in docs/WHO-SEES-WHAT.md. */
export const facts = {
  loans: 'out now',
  overdue: 'anything overdue',
  lost: 'anything lost',
  damaged: 'anything damaged',
  charges: 'what is owed',
  holds: 'anything on reserve',
} as const
export type Fact = keyof typeof facts

export type Titled = { readonly title: string; readonly author: string }
export type Charge = {
  readonly kind: 'overdue' | 'damaged' | 'other'
  readonly cents: number
  readonly item?: Titled
}

/** One customer, whose every field holds what nothing else does. */
export type Patron = {
  readonly label: string
  readonly id: string
  readonly surname: string
  readonly firstName: string
  readonly otherNames: string
  readonly born: string
  readonly cards: readonly { readonly id: string; readonly number: string; readonly lost: boolean }[]
  readonly contact: { readonly addresses: string[][]; readonly phones: string[]; readonly emails: string[] }
  readonly standing: { readonly category: string; readonly enrolledOn: string; readonly expiresOn: string }
  readonly choices: { readonly alias: string; readonly pickUp: string }
  /** Only of someone whose address no line shows: it would stand in its place. */
  readonly reach: { readonly mailTo?: readonly string[] }
  readonly wrongNumbers: readonly string[]
  /** Was replaced, and is still to be told so. */
  readonly formerEmail: string
  /** What they say their record should say. */
  readonly asked: Required<Pick<RequestedCorrection, 'name' | 'born' | 'phones' | 'addresses'>>
  readonly sourceNumber: string
  readonly loans: readonly (Titled & { readonly dueOn: string; readonly as: 'loans' | 'overdue' | 'lost' })[]
  readonly holds: readonly Titled[]
  readonly charges: readonly Charge[]
  /** What they had, which they asked to be kept. */
  readonly past: readonly (Titled & { readonly on: string })[]
  readonly guarantors: readonly {
    readonly id: string
    readonly liable: boolean
    readonly name: string
    /** Of the row. */
    readonly link?: string
    /** Who has no card is planted with what is on file of them. */
    readonly stranger?: Stranger
  }[]
  /** The day on which it was recorded that they are of age before their birthday. */
  readonly ofAgeOn?: string
  /** As far as they can be told apart by anything but their own canaries: what the twin has not. */
  readonly without?: Fact | 'all'
  readonly canaries: readonly Canary[]
}

/** Somebody who is on file as a guardian alone. */
export type Stranger = {
  readonly label: string
  readonly id: string
  readonly surname: string
  readonly firstName: string
  readonly contact: Patron['contact']
  readonly notedOn: string
  readonly canaries: readonly Canary[]
}

/** What of a guardian shows on a page is called by words of its own: it is no customer’s. */
export const ofGuardian = {
  name: 'a guardian’s name',
  contact: 'a guardian’s address',
  phone: 'a guardian’s phone number',
} as const

function inventStranger(label: string): Stranger {
  const contact = {
    addresses: [[`${invented.word()} Lane`, invented.word()]],
    phones: [invented.phone()],
    emails: [],
  }
  const stranger = {
    ...{ label, id: randomUUID(), surname: invented.word(), firstName: invented.word(), contact },
    notedOn: invented.day(1940, 1949),
  }
  const { surname, firstName, notedOn, id } = stranger
  const canary = (field: string, tells: string, ...writings: string[]): Canary => ({
    ...{ of: label, field, tells: [tells], writings },
  })
  return {
    ...stranger,
    canaries: [
      { ...canary('guardian.id', 'a random number', id), mayBeLeftOut: true },
      ...[surname, firstName].map((one) => canary('guardian.name', ofGuardian.name, one)),
      ...contact.addresses.flat().map((one) => canary('guardian.contact', ofGuardian.contact, one)),
      // Why: a letter has the address alone.
      ...contact.phones.map((one) => ({
        ...{ ...canary('guardian.contact', ofGuardian.phone, one), mayBeLeftOut: true },
      })),
      canary('guarantor.noted', 'when a guardian came on file', ...invented.daysWritten(notedOn)),
    ],
  }
}

type Made = {
  readonly label: string
  readonly years: readonly [from: number, to: number, lastMonth?: number]
  readonly without?: Fact | 'all' | undefined
  readonly guarantors?: Patron['guarantors']
  readonly hasOneCard?: boolean
  /** A number on file turned out to be somebody else's. */
  readonly hasWrongNumber?: boolean
  /** One charge alone, so that a page that tells the sum tells the amount. */
  readonly hasOneCharge?: boolean
}

const titled = (): Titled => ({
  title: `${invented.word()} ${invented.word()}`,
  author: `${invented.word()}, ${invented.word()}`,
})

function invent({
  label,
  years,
  without,
  guarantors = [],
  hasOneCard = false,
  hasWrongNumber = false,
  hasOneCharge = false,
}: Made): Patron {
  const has = (fact: Fact) => without !== fact && without !== 'all'
  const damaged = { cents: invented.cents(), item: titled() }
  const charges: Charge[] = [
    { kind: has('damaged') ? 'damaged' : 'other', ...damaged },
    { kind: 'overdue', cents: invented.cents(), item: titled() },
    { kind: 'other', cents: invented.cents() },
  ]
  const loans = [
    { ...titled(), dueOn: invented.day(2027, 2030), as: 'loans' },
    { ...titled(), dueOn: invented.day(2023, 2025), as: 'overdue' },
    { ...titled(), dueOn: invented.day(2017, 2021), as: 'lost' },
  ] as const
  const phone = invented.phone()
  const patron: Omit<Patron, 'canaries'> = {
    label,
    id: randomUUID(),
    surname: invented.word(),
    firstName: invented.word(),
    otherNames: invented.word(),
    born: invented.day(...years),
    cards: [
      { id: randomUUID(), number: invented.card(), lost: false },
      ...(hasOneCard ? [] : [{ id: randomUUID(), number: invented.card(), lost: true }]),
    ],
    contact: {
      addresses: [[`${invented.word()} Road`, invented.word()]],
      phones: [phone],
      emails: [`${invented.word().toLowerCase()}@${invented.word().toLowerCase()}.example.org`],
    },
    standing: {
      category: invented.word(),
      enrolledOn: invented.day(1950, 1999),
      expiresOn: invented.day(2091, 2120),
    },
    choices: { alias: invented.word(), pickUp: `${invented.word()} ${invented.word()}` },
    reach: hasWrongNumber ? { mailTo: [`${invented.word()} Road`, invented.word()] } : {},
    wrongNumbers: hasWrongNumber ? [phone] : [invented.phone()],
    formerEmail: `${invented.phone()}@old.example.org`,
    asked: {
      name: { surname: invented.word(), firstName: invented.word(), otherNames: invented.word() },
      born: invented.day(1900, 1929),
      phones: [invented.phone()],
      addresses: [[`${invented.word()} Road`, invented.word()]],
    },
    sourceNumber: invented.sourceNumber(),
    loans: loans.filter(({ as }) => has(as)),
    holds: has('holds') ? [titled()] : [],
    charges: has('charges') ? charges.slice(0, hasOneCharge ? 1 : undefined) : [],
    past: [{ ...titled(), on: invented.day(2009, 2015) }],
    guarantors: guarantors.map((each) => ({ ...each, link: randomUUID() })),
    ...(years[0] === 1991 && { ofAgeOn: invented.day(2004, 2007) }),
    ...(without && { without }),
  }
  return { ...patron, canaries: canariesOf(patron) }
}

function canariesOf(patron: Omit<Patron, 'canaries'>): Canary[] {
  const canary = (field: string, tells: string | readonly string[], ...writings: string[]): Canary => ({
    ...{ of: patron.label, field, tells: [tells].flat(), writings },
  })
  const title = (field: string, tells: readonly string[], { title, author }: Titled): Canary[] => [
    canary(field, tells, title),
    // Why: what is owed for an item is told with its title alone.
    { ...canary(field, tells, author), mayBeLeftOut: true },
  ]
  const { standing, contact } = patron
  const owed = patron.charges.reduce((sum, { cents }) => sum + cents, 0)
  const ofLoan = { loans: 'out now', overdue: 'overdue items', lost: 'lost items' } as const
  return [
    canary('patron.id', 'a random number', patron.id),
    ...[patron.surname, patron.otherNames].map((one) => canary('patron.name', 'name', one)),
    canary('patron.name', ['name', 'first name'], patron.firstName),
    canary('patron.born', 'birth date', ...invented.daysWritten(patron.born)),
    ...contact.addresses.flat().map((one) => canary('patron.contact', ['contact', 'where they live'], one)),
    ...contact.emails.map((one) => canary('patron.contact', ['contact', 'e-mail addresses'], one)),
    ...contact.phones.map((one) => canary('patron.contact', ['contact', 'phone numbers'], one)),
    // Opened with the contact, to mark those that are still on file; this one is no longer.
    ...patron.wrongNumbers.map((one) => ({
      ...canary('patron.wrong_numbers', ['contact', 'phone numbers'], one),
      mayBeLeftOut: true as const,
    })),
    canary('patron.former_emails', never, patron.formerEmail),
    ...askedIn(patron.asked).map((writings) =>
      canary('patron.correction', 'what they say is wrong', ...writings),
    ),
    canary('patron.standing', 'the days of their card', standing.category),
    canary('patron.standing', 'the days of their card', ...invented.daysWritten(standing.enrolledOn)),
    canary('patron.standing', 'the days of their card', ...invented.daysWritten(standing.expiresOn)),
    canary('patron.choices', 'their choices', patron.choices.alias),
    ...(patron.reach.mailTo ?? []).map((line) => canary('patron.reach', 'their choices', line)),
    // Only where something is on reserve does a page of the desk need it.
    {
      ...canary('patron.choices', ['who may pick up', 'their choices'], patron.choices.pickUp),
      mayBeLeftOut: true as const,
    },
    ...(patron.ofAgeOn ? [canary('patron.of_age', never, ...invented.daysWritten(patron.ofAgeOn))] : []),
    canary('patron.source_key', never, patron.sourceNumber),
    ...patron.cards.map(({ number }) => canary('card.barcode', 'card number', number)),
    // Why: only where there is something to do about a card does its page need one for it.
    ...patron.cards.map(({ id }) => ({ ...canary('card.id', 'a random number', id), mayBeLeftOut: true })),
    ...patron.loans.flatMap((loan) => [
      ...title('loan.link', [ofLoan[loan.as], ...titlesAlone[loan.as]], loan),
      canary('loan.link', ofLoan[loan.as], ...invented.daysWritten(loan.dueOn)),
    ]),
    ...patron.past.flatMap(({ on, ...one }) => [
      ...title('history.kept', ['what they had'], one),
      canary('history.kept', 'what they had', ...invented.daysWritten(on)),
    ]),
    ...patron.holds.flatMap((hold) => title('hold.link', ['reserved items'], hold)),
    ...patron.charges.flatMap(({ kind, cents, item }) => [
      canary('charge.link', 'what is owed', ...invented.amountsWritten(cents)),
      ...(item === undefined
        ? []
        : title('charge.link', [...ofOwed, ...(kind === 'damaged' ? ofDamaged : [])], item)),
    ]),
    ...(owed === 0 ? [] : [canary('charge.link', 'what is owed', ...invented.amountsWritten(owed))]),
  ]
}

/** A title and nothing else of the item, as a guardian's own page shows it. */
const titlesAlone = { loans: [], overdue: ['an overdue title'], lost: ['a lost title'] } as const
const ofDamaged = ['damaged items', 'a damaged title']
const ofOwed = ['items owed for', 'a title owed for']

/** Each value of it, in all its writings. */
function askedIn({ name, born, phones, addresses }: Patron['asked']): string[][] {
  return [...Object.values(name), ...phones, ...addresses.flat()]
    .map((one) => [String(one)])
    .concat([invented.daysWritten(born)])
}

/** A customer, and those who differ from them in one fact alone. */
export type Family = { readonly one: Patron; readonly twins: readonly Patron[] }

function family(made: Made, without: readonly (Fact | 'all')[]): Family {
  return {
    one: invent(made),
    twins: without.map((fact) => invent({ ...made, label: `${made.label} without ${fact}`, without: fact })),
  }
}

const everyFact = Object.keys(facts) as Fact[]
const nameOf = ({ firstName, surname }: Patron) => `${firstName} ${surname}`
const signed = (parent: Patron) => ({ id: parent.id, liable: true, name: nameOf(parent) })
const unsigned = (parent: Patron) => ({ ...signed(parent), liable: false })
const without = (stranger: Stranger) => ({
  ...{ id: stranger.id, liable: true, name: `${stranger.firstName} ${stranger.surname}`, stranger },
})

/** Everybody in the library. */
export type Cast = { readonly everybody: readonly Patron[] } & Record<
  'adult' | 'caller' | 'minor' | 'unsigned' | 'unlisted' | 'eighteen' | 'grown',
  Family
> &
  Readonly<Record<'parent' | 'otherParent' | 'mistaken', Patron>> & {
    readonly strangers: readonly Stranger[]
    readonly wards: Wards
  }

/** Minors whose guardians, one who signed and one who did not, have a page of their own. */
export type Wards = {
  readonly everybody: readonly Patron[]
  readonly owing: Family
  /** Not to be told to anyone; and one like them who owes nothing. */
  readonly shielded: Family
  readonly owingNothing: Family
  /** Their guardian signed years ago, and they are of age now. */
  readonly ofAge: Family
  /** By the minor's id. */
  readonly signer: ReadonlyMap<string, Patron>
  readonly other: ReadonlyMap<string, Patron>
}

/** Each with guardians of their own, so that a guardian's page is about one minor. */
function castWards(): Wards {
  const guardians: Patron[] = []
  const [signer, other] = [new Map<string, Patron>(), new Map<string, Patron>()]
  const ward = (label: string, missing?: Fact | 'all', years: readonly [number, number] = [2012, 2018]) => {
    const adult = { years: [1960, 1980] as const }
    const one = invent({ ...adult, label: `who signed for ${label}` })
    const two = invent({ ...adult, label: `who did not sign for ${label}` })
    const guarantors = [signed(one), unsigned(two)]
    const made = { label, years, guarantors, hasOneCharge: true, without: missing }
    const minor = invent(made)
    guardians.push(one, two)
    signer.set(minor.id, one)
    other.set(minor.id, two)
    return minor
  }
  const owing = {
    one: ward('the ward'),
    twins: everyFact.map((fact) => ward(`the ward without ${fact}`, fact)),
  }
  const nothing = ward('the ward of nothing', 'all')
  const shielded = { one: ward('the ward not to be told of'), twins: [nothing] }
  const ofAge = { one: ward('the ward of age', undefined, [1995, 2000]), twins: [] }
  const minors = [owing, shielded, ofAge].flatMap(({ one, twins }) => [one, ...twins])
  return {
    ...{ everybody: [...guardians, ...minors], owing, shielded, ofAge, signer, other },
    owingNothing: { one: nothing, twins: [] },
  }
}

/** As they are on 2026-11-24. */
export function castPlay(): Cast {
  const parent = invent({ label: 'the parent', years: [1960, 1980] })
  const otherParent = invent({ label: 'the other parent', years: [1960, 1980] })
  const mistaken = invent({
    label: 'the one who has another number',
    years: [1930, 1990],
    hasWrongNumber: true,
  })
  const [stepfather, grandmother] = [inventStranger('the stepfather'), inventStranger('the grandmother')]
  const minor = [2012, 2018] as const
  const families = {
    adult: family({ label: 'the adult', years: [1930, 1990] }, everyFact),
    // Whose card is reported lost, found and replaced, over and over.
    caller: family({ label: 'the one whose card is lost', years: [1930, 1990], hasOneCard: true }, []),
    minor: family(
      {
        label: 'the minor',
        years: minor,
        guarantors: [signed(parent), unsigned(otherParent), without(stepfather), without(grandmother)],
      },
      everyFact,
    ),
    unsigned: family(
      { label: 'the minor of whom nobody signed', years: minor, guarantors: [unsigned(parent)] },
      ['all'],
    ),
    unlisted: family({ label: 'the minor without a guardian', years: minor }, ['all']),
    eighteen: family(
      { label: 'the one of eighteen', years: [2008, 2008, 10], guarantors: [signed(parent)] },
      ['all'],
    ),
    grown: family({ label: 'the grown child', years: [1991, 2000], guarantors: [signed(parent)] }, ['all']),
  }
  const all = Object.values(families).flatMap(({ one, twins }) => [one, ...twins])
  const strangers = [stepfather, grandmother]
  const others = { parent, otherParent, mistaken }
  return {
    ...families,
    ...others,
    strangers,
    wards: castWards(),
    everybody: [...Object.values(others), ...all],
  }
}
