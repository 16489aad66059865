import { isWrongNumber } from '../platform/contact-details.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import { type Actor, logIdentity, type StaffActor } from './actor.ts'
import { type AgeStatus, type AgeStatuses, ageFacts, ageStatusOn, isCardExpired } from './ask-facts.ts'
import { correctedPartsOpener } from './capabilities.ts'
import {
  identifiedIn,
  type KnownPatron,
  namesIn,
  namesPartOf,
  numbersSaid,
  pairsIn,
} from './names-in-text.ts'
import { isPinInRecord } from './own-number.ts'
import { revealsName } from './patron-choices.ts'
import type { PatronName } from './patron-name.ts'
import { choicesMark, partsCorrectedHere } from './patron-row.ts'
import { correctedPatronsAmong } from './patron-store.ts'
import { type GateInternals, searchLimit } from './request.ts'
import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

/** So many an entry of the register names at most. */
const mostSubjects = 20

/** Somebody whom a text names, and the words that do. */
type NamedPatron = { readonly patronId: string; readonly words: string }

/** Of one name so many are looked at. */
const namesakes = 5

/** So many of those with a number that was noted are looked at for one page; some have another by now. */
const mostLookedAt = 500

/** Yes or no about somebody, or a word that they chose for all to see, for a part of the program that must not read the value it is about. */
export class PatronFacts {
  readonly #parts: GateInternals

  constructor(parts: GateInternals) {
    this.#parts = parts
  }

  /**
   * Who is of age on a day, for whoever keeps the file of guardians: birth dates go into that question and nowhere else.
   * In the caller's transaction.
   */
  async agesOf(trx: Trx, ids: readonly string[], on: string): Promise<AgeStatuses> {
    const { finding, pack } = this.#parts
    const permit = this.#parts.permit(ids)
    const held = await finding.byIds(trx, ids)
    return new Map(held.map((one) => [one.patronId, ageStatusOn(pack, on, ageFacts(one, permit))]))
  }

  /**
   * The same by what the other system has, too: a marriage or an emancipation, and a birth date that was set right here,
   * are not known there.
   */
  async agesOutside(trx: Trx, ids: readonly string[], on: string): Promise<AgeStatuses> {
    const { finding, pack, ring } = this.#parts
    const permit = this.#parts.permit(ids)
    const opener = correctedPartsOpener(ring)
    const setRight = (await correctedPatronsAmong(trx, ids)).filter((row) =>
      partsCorrectedHere(opener, row).includes('born'),
    )
    const here = new Set(setRight.map(({ id }) => id))
    const known = { married: false, emancipated: false }
    const ageOf = (one: Held): AgeStatus =>
      here.has(one.patronId) ? 'unknown' : ageStatusOn(pack, on, { ...ageFacts(one, permit), ...known })
    return new Map((await finding.byIds(trx, ids)).map((one) => [one.patronId, ageOf(one)]))
  }

  /**
   * What a patron chose to have on their slips in place of a name; undefined where they chose nothing. In the caller's
   * transaction, to which it writes nothing. Why no entry: the slip names nobody, is what they asked for, and an entry beside
   * the hold would say who waits for what (decision 17).
   */
  async slipNameOf(trx: Trx, patronId: string): Promise<string | undefined> {
    const { finding, permit } = this.#parts
    const [held] = await finding.one(trx, { id: patronId })
    if (held === undefined) return undefined
    const { alias } = held.choices?.open(permit([patronId])) ?? {}
    // What somebody chose may have become a name of theirs since.
    return alias && !revealsName(alias, held.name.open(permit([patronId]))) ? alias : undefined
  }

  /**
   * Whether this patron's card has not expired. In the caller's transaction; false where there is no such patron, after the
   * same statements. Why no entry: the answer tells nothing by itself, and what it decides is on record.
   */
  async hasGoodCard(trx: Trx, patronId: string): Promise<boolean> {
    const { finding, permit, clock } = this.#parts
    const [held] = await finding.withCards(trx, [patronId])
    return held !== undefined && !isCardExpired(held, clock.today(), permit([patronId]))
  }

  /**
   * Whether a patron still has chosen what they had when a form was opened, by its mark. In the caller's transaction, which
   * has locked them. Why no entry: the answer tells nothing but that somebody may send what they are about to.
   */
  async stillChooses(trx: Trx, patronId: string, mark: string): Promise<boolean> {
    const { finding, permit, ring } = this.#parts
    const [held] = await finding.one(trx, { id: patronId })
    const chosen = held?.choices?.open(permit([patronId])) ?? {}
    return held !== undefined && choicesMark(ring, patronId, chosen) === mark
  }

  /**
   * Whether a text that is to become public names one of these patrons (Statement). A yes says that such a person is one,
   * to whoever wrote the name, so it is on record before it is said; the text is kept nowhere. `not-here`: at a computer that
   * is not the library's nobody's record is there to compare with.
   * A first or a last name alone counts too: it is for a number, where no other word stands.
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
   * The same of a decision or a letter, which anybody may come to read: whether it names one of these patrons, or any other,
   * or has the number of a card. Why any: of a request that says whose records it wants, and of whom nobody has said a card,
   * the case knows no patron.
   * Of these patrons a last name alone counts, too, and their phone, e-mail, street and birth date.
   * @param about.apart who asks, the library and the like: in these no last name of theirs is meant
   * @param about.wants what was asked for: whoever is named there is not named in the text either, after a title alone
   * @returns the words to take out, as they stand in the text
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
    const { finding, names } = this.#parts
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
        const patronId = await finding.ofCard(trx, number)
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

  /** Of these patrons those whom a text tells by anything that is on file of them. */
  async #identified(
    trx: Trx,
    ids: readonly string[],
    wordsOf: (who: KnownPatron) => string | undefined,
  ): Promise<NamedPatron[]> {
    const { finding, permit } = this.#parts
    return (await finding.withCards(trx, ids)).flatMap(({ patronId, name, born, contact }) => {
      const may = permit([patronId])
      const { phones = [], emails = [], addresses = [] } = contact?.open(may) ?? {}
      const reached = { phones, emails, addresses }
      const words = wordsOf({ name: name.open(may), born: born?.open(may), ...reached })
      return words === undefined ? [] : [{ patronId, words }]
    })
  }

  /** Patrons whose name begins with these two words in either order, one of which may be an initial. */
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
    const { app, ring, clock, finding, permit } = this.#parts
    const who = logIdentity(actor)
    if (ids.length === 0 && alsoOf === undefined) return 'clear'
    if (who.place === 'elsewhere') return 'not-here'
    return inContext(app, { actor: who.actor, place: who.place }, async (trx) => {
      const byName = (await finding.byIds(trx, ids)).flatMap(({ patronId, name }) => {
        const words = wordsOf(name.open(permit([patronId])))
        return words === undefined ? [] : [{ patronId, words }]
      })
      const named = [...byName, ...((await alsoOf?.(trx)) ?? [])]
      if (named.length === 0) return 'clear'
      const subjects = [...new Set(named.map(({ patronId }) => patronId))].slice(0, mostSubjects)
      await recordEntry(trx, { ring, now: clock.now() }, { ...who, kind: 'name-in-decision', subjects })
      const all = [...new Set(named.map(({ words }) => words))]
      // “Mr. Roe” has “Roe” in it.
      return all.filter((words) => !all.some((longer) => longer !== words && longer.includes(words)))
    })
  }

  /**
   * Patrons with a number on file that turned out to be somebody else's, 20 at most, by ids of chance: of whom, and which
   * number, shows where a record is opened, and is on record then. None to whoever may call nobody from there.
   * @param after the `next` of the page before
   */
  async ofWrongNumbers(
    actor: StaffActor,
    after: string,
  ): Promise<{ readonly ids: readonly string[]; readonly next?: string }> {
    const { app, finding, seen, permit } = this.#parts
    if (!seen.mayReach(actor, 'phone-out')) return { ids: [] }
    const held = await inContext(app, { actor: actor.accountId, place: actor.place }, (trx) =>
      finding.ofWrongNumbers(trx, { after, limit: mostLookedAt }),
    )
    const wrong = held.filter((one) => hasWrongNumber(one, permit([one.patronId])))
    const ids = wrong.slice(0, searchLimit).map(({ patronId }) => patronId)
    const looked = held.length === mostLookedAt ? held.at(-1)?.patronId : undefined
    const next = wrong.length > searchLimit ? ids.at(-1) : looked
    return { ids, ...(next !== undefined && { next }) }
  }

  /**
   * Whether a PIN that a patron chose can be read off their own record, as whoever guesses would try first (Reg 2). A yes
   * tells something of the record, so it is on record before it is said; the PIN is kept nowhere.
   */
  async isOwnNumber(actor: Actor, patronId: string, pin: string): Promise<boolean> {
    const { app, ring, clock, finding, permit } = this.#parts
    const by = logIdentity(actor)
    return inContext(app, { actor: by.actor, place: by.place ?? '' }, async (trx) => {
      const [held] = await finding.one(trx, { id: patronId })
      if (held === undefined || !isPinInRecord(pin, held, permit([patronId]))) return false
      const entry = { ...by, kind: 'pin-refused', subjects: [patronId] }
      await recordEntry(trx, { ring, now: clock.now() }, entry)
      return true
    })
  }
}

/** Whether a number is on file that may not be dialed. The permit must cover how they are reached. */
function hasWrongNumber({ contact, wrongNumbers }: Held, permit: Permit): boolean {
  const wrong = wrongNumbers?.open(permit) ?? []
  return contact?.open(permit).phones.some((number) => isWrongNumber(number, wrong)) === true
}
