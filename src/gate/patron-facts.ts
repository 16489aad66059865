import { isWrongNumber, phoneDigits, withoutExtension } from '../platform/contact-details.ts'
import { sealField } from '../platform/crypto/field.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import { type Actor, logIdentity, type StaffActor } from './actor.ts'
import {
  type AgeStatus,
  type AgeStatuses,
  ageFacts,
  ageStatusOn,
  isCardExpired,
  isShielded,
} from './ask-facts.ts'
import { correctedPartsOpener } from './capabilities.ts'
import {
  identifiedIn,
  type KnownPatron,
  namesIn,
  namesPartOf,
  numbersSaid,
  pairsIn,
} from './names-in-text.ts'
import {
  type PatronChoices,
  type PatronReach,
  revealsName,
  safeUntilAfter,
  withoutGuardianChoices,
} from './patron-choices.ts'
import { isNameOf, type PatronName } from './patron-name.ts'
import { choicesMark, partsCorrectedHere } from './patron-row.ts'
import { correctedPatronsAmong, lockPatron, setPatronChoices, setPatronReach } from './patron-store.ts'
import { factPermits } from './permits.ts'
import { type GateInternals, searchLimit } from './request.ts'
import type { GuardianRelation, SealedPatron } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

const mostSubjects = 20

type NamedPatron = { readonly patronId: string; readonly words: string }

const namesakes = 5

/** What someone typed to have a card blocked. `born` is `YYYY-MM-DD`, `phoneEnd` the last four digits. */
export type CardClaim = {
  /** A card number or a name. */
  readonly whose: string
  readonly born: string
  readonly phoneEnd: string
}

/** Patrons of one name who are compared; of those, how many may have one birth date, as the same person twice. */
const mostNamesakes = 50
const mostClaimed = 3
/** Stands in for a missing patron, so that the same statements run. */
const noOne = '00000000-0000-0000-0000-000000000000'

/** Patrons checked per page; a noted number may have been replaced since. */
const mostLookedAt = 500

/** Yes or no about a patron, for code that must not read the value itself. */
export class PatronFacts {
  readonly #parts: GateInternals

  constructor(parts: GateInternals) {
    this.#parts = parts
  }

  /** Ages for the guardian relationships. Runs in the caller's transaction. */
  async agesOf(trx: Trx, ids: readonly string[], on: string): Promise<AgeStatuses> {
    const { lookup, pack } = this.#parts
    const permit = factPermits(ids)
    const patrons = await lookup.byIds(trx, ids)
    return new Map(patrons.map((one) => [one.patronId, ageStatusOn(pack, on, ageFacts(one, permit))]))
  }

  /** Of these, who reads their own page alone: no minor, and no one about whom a guardian is not told. Why no entry: as above. */
  async whoReadAlone(trx: Trx, ids: readonly string[], on: string): Promise<readonly string[]> {
    const { lookup, pack } = this.#parts
    const permit = factPermits(ids)
    const isAlone = (one: SealedPatron) =>
      ageStatusOn(pack, on, ageFacts(one, permit)) !== 'minor' && !isShielded(one, on, permit)
    return (await lookup.byIds(trx, ids)).filter(isAlone).map(({ patronId }) => patronId)
  }

  /** Ages as the other system knows them: it has no marriage, emancipation, or birth date that was corrected here. */
  async agesOutside(trx: Trx, ids: readonly string[], on: string): Promise<AgeStatuses> {
    const { lookup, pack, ring } = this.#parts
    const permit = factPermits(ids)
    const opener = correctedPartsOpener(ring)
    const setRight = (await correctedPatronsAmong(trx, ids)).filter((row) =>
      partsCorrectedHere(opener, row).includes('born'),
    )
    const here = new Set(setRight.map(({ id }) => id))
    const known = { married: false, emancipated: false }
    const ageOf = (one: SealedPatron): AgeStatus =>
      here.has(one.patronId) ? 'unknown' : ageStatusOn(pack, on, { ...ageFacts(one, permit), ...known })
    return new Map((await lookup.byIds(trx, ids)).map((one) => [one.patronId, ageOf(one)]))
  }

  /** How a guardian of a minor, by the row, showed the relation. Why no entry: what it decides is logged. */
  async guardianRelation(trx: Trx, patronId: string, link: string): Promise<GuardianRelation> {
    const [held] = await this.#parts.lookup.one(trx, { id: patronId })
    const guardian = held?.guarantors.find((one) => one.link === link)
    return guardian?.relation.open(factPermits([guardian.id])) ?? {}
  }

  /**
   * The alias on a patron's slips. Why no entry: the slip names no one, and an entry next to the hold would say who waits for
   * what (decision 17).
   */
  async slipNameOf(trx: Trx, patronId: string): Promise<string | undefined> {
    const { lookup } = this.#parts
    const [held] = await lookup.one(trx, { id: patronId })
    if (held === undefined) return undefined
    const { alias } = held.choices?.open(factPermits([patronId])) ?? {}
    // It may have become one of their names since.
    return alias && !revealsName(alias, held.name.open(factPermits([patronId]))) ? alias : undefined
  }

  /** Runs the same statements for an unknown id. Why no entry: the answer reveals nothing, and what it decides is logged. */
  async hasGoodCard(trx: Trx, patronId: string): Promise<boolean> {
    const { lookup, clock } = this.#parts
    const [held] = await lookup.withCards(trx, [patronId])
    return held !== undefined && !isCardExpired(held, clock.today(), factPermits([patronId]))
  }

  /**
   * New choices, sealed, with the safe ways that were taken off lately; undefined if the old ones no longer match the form's mark. The
   * patron is locked. Why no entry: it only lets a form be saved.
   */
  async choicesToSave(
    trx: Trx,
    patronId: string,
    {
      choices,
      reach,
      opened,
    }: { readonly choices: PatronChoices; readonly reach: PatronReach; readonly opened: string },
  ): Promise<{ readonly choices: Buffer; readonly reach: Buffer } | undefined> {
    const { lookup, ring, clock } = this.#parts
    const [held] = await lookup.one(trx, { id: patronId })
    const before = held?.choices?.open(factPermits([patronId])) ?? {}
    const reachBefore = held?.reach?.open(factPermits([patronId])) ?? {}
    if (held === undefined || choicesMark(ring, patronId, before, reachBefore) !== opened) return undefined
    const safeUntil = safeUntilAfter(before, choices, clock.today())
    const { advised, plain } = before
    const hasFormer = Object.keys(safeUntil).length > 0
    const kept = {
      ...{ ...choices, ...(hasFormer && { safeUntil }) },
      ...{ ...(advised && { advised }), ...(plain && { plain }) },
    }
    return {
      choices: sealField(ring, 'patron.choices', patronId, kept),
      // Also where there is none, so that no row tells who has one.
      reach: sealField(ring, 'patron.reach', patronId, reach),
    }
  }

  /** The first notice after an import had the policy's advice. Why no entry: the contact has one. */
  async noteAdvised(trx: Trx, patronId: string): Promise<void> {
    await this.#mark(trx, patronId, 'advised', true)
  }

  /** Whether their own page shows only what is due. Why no entry: it only withholds. */
  async hasPlainView(trx: Trx, patronId: string): Promise<boolean> {
    const [held] = await this.#parts.lookup.one(trx, { id: patronId })
    return held?.choices?.open(factPermits([patronId])).plain === true
  }

  /** Why no entry: the caller writes one. @returns false if there is no such patron, or it was so */
  setPlainView(trx: Trx, patronId: string, isPlain: boolean): Promise<boolean> {
    return this.#mark(trx, patronId, 'plain', isPlain)
  }

  async #mark(trx: Trx, patronId: string, mark: 'advised' | 'plain', is: boolean): Promise<boolean> {
    const { lookup, ring } = this.#parts
    await lockPatron(trx, patronId)
    const [held] = await lookup.one(trx, { id: patronId })
    const { [mark]: was = false, ...choices } = held?.choices?.open(factPermits([patronId])) ?? {}
    if (held === undefined || was === is) return false
    const kept = sealField(ring, 'patron.choices', patronId, { ...choices, ...(is && { [mark]: true }) })
    await setPatronChoices(trx, patronId, kept)
    return true
  }

  /** Ends what a guardian may have chosen with a minor's PIN. Why no entry: the caller has one of why it ends. */
  async endGuardianChoices(trx: Trx, patronId: string): Promise<void> {
    const { lookup, ring } = this.#parts
    await lockPatron(trx, patronId)
    const [held] = await lookup.one(trx, { id: patronId })
    if (held?.choices === undefined && held?.reach === undefined) return
    const choices = held.choices?.open(factPermits([patronId])) ?? {}
    const kept = withoutGuardianChoices(choices, held.reach?.open(factPermits([patronId])) ?? {})
    await setPatronChoices(trx, patronId, sealField(ring, 'patron.choices', patronId, kept))
    await setPatronReach(trx, patronId, sealField(ring, 'patron.reach', patronId, {}))
  }

  /**
   * Whose card or whole name this is, if birth date and phone match too, and when staff undid blocks that were made online, or gave a new
   * card in place of a blocked one.
   * INVARIANT: the same statements run whatever was typed (decision 42). Why no entry: the caller writes one in any case.
   */
  async claimedBy(
    trx: Trx,
    { whose, born, phoneEnd }: CardClaim,
  ): Promise<readonly { readonly patronId: string; readonly unblocked: readonly string[] }[]> {
    const { lookup, names } = this.#parts
    const byCard = await lookup.ofCard(trx, whose)
    const alike = [byCard ?? noOne, ...names.find(whose, mostNamesakes).ids]
    const isWhose = ({ patronId, name, born: day }: SealedPatron) => {
      const may = factPermits([patronId])
      return (patronId === byCard || isNameOf(whose, name.open(may))) && day?.open(may) === born
    }
    const ofDay = (await lookup.byIds(trx, [...new Set(alike)])).filter(isWhose).slice(0, mostClaimed)
    const rest = Array.from({ length: mostClaimed - ofDay.length }, () => noOne)
    const held = await lookup.withCards(trx, [...ofDay.map(({ patronId }) => patronId), ...rest])
    return held
      .filter((one) => hasPhoneEnd(one, phoneEnd, factPermits([one.patronId])))
      .map(({ patronId, standing, cards }) => {
        const { unblocked = [], news = [] } = standing?.open(factPermits([patronId])) ?? {}
        const given = news.filter(({ what }) => what === 'new-card').map(({ on }) => on)
        const inPlace = Math.min(given.length, cards.filter(({ blocked }) => blocked !== undefined).length)
        return { patronId, unblocked: [...unblocked, ...given.slice(given.length - inPlace)] }
      })
  }

  /**
   * Whether a public text, a number, has a first or last name of these patrons (Statement). A yes reveals that someone is a
   * patron, so it is logged first. `not-here`: records are not compared at a computer that is not the library's.
   */
  async isPartNamedIn(
    actor: StaffActor,
    ids: readonly string[],
    text: string,
  ): Promise<'named' | 'clear' | 'not-here'> {
    const partOf = (name: PatronName) => (namesPartOf(text, name) ? text : undefined)
    const found = await this.#named(actor, ids, partOf)
    return typeof found === 'string' ? found : 'named'
  }

  /**
   * The words to take out of a text that anyone may come to read: names of any patron, and card numbers; of these patrons
   * also a last name alone, phone, e-mail, street and birth date.
   * @param about.apart the requester, the library and such, in which a last name does not count
   * @param about.wants what was requested: anyone named in it counts in the text after a title alone
   */
  async namedIn(
    actor: StaffActor,
    ids: readonly string[],
    {
      text,
      wants,
      apart = [],
    }: { readonly text: string; readonly wants: string; readonly apart?: readonly string[] },
  ): Promise<readonly string[] | 'clear' | 'not-here'> {
    const { lookup, names } = this.#parts
    const pairs = [...pairsIn(text), ...pairsIn(wants)]
    const numbers = numbersSaid(text)
    if (pairs.length + numbers.size > 0 && actor.place === 'elsewhere') return 'not-here'
    const others = new Set<string>()
    for (const [one, other] of pairs) {
      if (others.size >= mostLookedAt) break
      for (const id of this.#namesakesOf(names, one, other)) others.add(id)
    }
    const alsoOf = async (trx: Trx): Promise<NamedPatron[]> => {
      const found = await this.#identified(trx, ids, (who) => identifiedIn(text, who, apart))
      for (const [number, words] of numbers) {
        const patronId = await lookup.ofCard(trx, number)
        if (patronId !== undefined) found.push({ patronId, words })
      }
      return found
    }
    const wordsOf = (name: PatronName) => namesIn(text, name)
    return this.#named(
      actor,
      [...new Set([...ids, ...others])],
      wordsOf,
      numbers.size + ids.length > 0 ? alsoOf : undefined,
    )
  }

  async #identified(
    trx: Trx,
    ids: readonly string[],
    wordsOf: (who: KnownPatron) => string | undefined,
  ): Promise<NamedPatron[]> {
    const { lookup } = this.#parts
    return (await lookup.withCards(trx, ids)).flatMap(({ patronId, name, born, contact }) => {
      const may = factPermits([patronId])
      const { phones = [], emails = [], addresses = [] } = contact?.open(may) ?? {}
      const reached = { phones, emails, addresses }
      const words = wordsOf({ name: name.open(may), born: born?.open(may), ...reached })
      return words === undefined ? [] : [{ patronId, words }]
    })
  }

  /** Patrons whose name begins with these two words in either order; one may be an initial. */
  #namesakesOf(names: GateInternals['names'], one: string, other: string): readonly string[] {
    if (one.length > 1 && other.length > 1) {
      return [...names.named([one, other], namesakes), ...names.named([other, one], namesakes)]
    }
    const [last, initial] = one.length > 1 ? [one, other] : [other, one]
    return names.search(`${last} ${initial}`, namesakes).ids
  }

  async #named(
    actor: StaffActor,
    ids: readonly string[],
    wordsOf: (name: PatronName) => string | undefined,
    alsoOf?: (trx: Trx) => Promise<readonly NamedPatron[]>,
  ): Promise<readonly string[] | 'clear' | 'not-here'> {
    const { app, ring, clock, lookup } = this.#parts
    const who = logIdentity(actor)
    if (ids.length === 0 && alsoOf === undefined) return 'clear'
    if (who.place === 'elsewhere') return 'not-here'
    return inContext(app, { actor: who.actor, place: who.place }, async (trx) => {
      const byName = (await lookup.byIds(trx, ids)).flatMap(({ patronId, name }) => {
        const words = wordsOf(name.open(factPermits([patronId])))
        return words === undefined ? [] : [{ patronId, words }]
      })
      const named = [...byName, ...((await alsoOf?.(trx)) ?? [])]
      if (named.length === 0) return 'clear'
      const subjects = [...new Set(named.map(({ patronId }) => patronId))].slice(0, mostSubjects)
      await recordEntry(trx, { ring, now: clock.now() }, { ...who, kind: 'name-in-decision', subjects })
      const all = [...new Set(named.map(({ words }) => words))]
      // "Mr. Roe" contains "Roe".
      return all.filter((words) => !all.some((longer) => longer !== words && longer.includes(words)))
    })
  }

  /** Up to 20 ids of patrons with a wrong number on file, in random order; empty for actors who may not call from there. */
  async ofWrongNumbers(
    actor: StaffActor,
    after: string,
  ): Promise<{ readonly ids: readonly string[]; readonly next?: string }> {
    const { app, lookup, screen } = this.#parts
    if (!screen.mayReach(actor, 'phone-out')) return { ids: [] }
    const held = await inContext(app, { actor: actor.accountId, place: actor.place }, (trx) =>
      lookup.ofWrongNumbers(trx, { after, limit: mostLookedAt }),
    )
    const wrong = held.filter((one) => hasWrongNumber(one, factPermits([one.patronId])))
    const ids = wrong.slice(0, searchLimit).map(({ patronId }) => patronId)
    const looked = held.length === mostLookedAt ? held.at(-1)?.patronId : undefined
    const next = wrong.length > searchLimit ? ids.at(-1) : looked
    return { ids, ...(next !== undefined && { next }) }
  }

  /** Whether a PIN can be read off its owner's record (Reg 2). A yes reveals something, so it is logged first. */
  async isOwnNumber(actor: Actor, patronId: string, pin: string): Promise<boolean> {
    const { app, ring, clock, lookup } = this.#parts
    const by = logIdentity(actor)
    return inContext(app, { actor: by.actor, place: by.place ?? '' }, async (trx) => {
      const [held] = await lookup.one(trx, { id: patronId })
      if (held === undefined || !isPinInRecord(pin, held, factPermits([patronId]))) return false
      const entry = { ...by, kind: 'pin-refused', subjects: [patronId] }
      await recordEntry(trx, { ring, now: clock.now() }, entry)
      return true
    })
  }
}

/** The permit must cover `contact`. */
function hasPhoneEnd({ contact }: SealedPatron, end: string, permit: Permit): boolean {
  const phones = contact?.open(permit).phones ?? []
  return phones.some((number) => phoneDigits(withoutExtension(number)).slice(-4) === end)
}

/** The permit must cover `contact`. */
function hasWrongNumber({ contact, wrongNumbers }: SealedPatron, permit: Permit): boolean {
  const wrong = wrongNumbers?.open(permit) ?? []
  return contact?.open(permit).phones.some((number) => isWrongNumber(number, wrong)) === true
}

/** This many digits in a row from a number on file make a PIN easy to guess. */
const minDigits = 6

/** The permit must cover `identity` and `contact`. */
function isPinInRecord(pin: string, { born, contact, cards }: SealedPatron, permit: Permit): boolean {
  const numbers = [
    ...cards.map(({ barcode }) => barcode.open(permit)),
    ...(contact?.open(permit).phones ?? []),
  ]
  return isOwnNumber(pin, { born: born?.open(permit), numbers })
}

/** Whether a PIN is, or is part of, a card, a phone, or the birth date (`YYYY-MM-DD`) in any usual form. */
export function isOwnNumber(
  pin: string,
  own: { readonly born: string | undefined; readonly numbers: readonly string[] },
): boolean {
  const isIn = (number: string) => {
    const digits = number.replace(/\D/g, '')
    return digits.includes(pin) || (digits.length >= minDigits && pin.includes(digits))
  }
  return own.numbers.some(isIn) || dateSpellings(own.born).some((date) => pin.includes(date))
}

/** A day in every order, with and without century and leading zeros, if that makes six digits or more. */
function dateSpellings(day: string | undefined): string[] {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  const short = (two: string) => [two, two.replace(/^0/, '')]
  const orders = [year, year.slice(2)].flatMap((years) =>
    short(month).flatMap((months) =>
      short(date).flatMap((dates) => [
        ...[`${years}${months}${dates}`, `${years}${dates}${months}`, `${months}${dates}${years}`],
        ...[`${dates}${months}${years}`, `${months}${years}`, `${years}${months}`],
      ]),
    ),
  )
  return orders.filter((written) => written.length >= minDigits)
}
