import { phoneDigits } from '../platform/contact-details.ts'
import { isPlausibleCardNumber, maxCardNumberLength } from './card-number.ts'
import { foldName, type PatronName } from './patron-name.ts'

/** What identifies a patron on file. `born`: `YYYY-MM-DD`. */
export type KnownPatron = {
  readonly name: PatronName
  readonly born?: string | undefined
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly addresses: readonly (readonly string[])[]
}

/**
 * The words that identify the patron of a case, as written: a last name alone, names run together, phone, e-mail, street or
 * birth date. Readers know that the case is about someone. `apart`: phrases such as the requester, in which a last name does
 * not count.
 */
export function identifiedIn(text: string, who: KnownPatron, apart: readonly string[]): string | undefined {
  const words = placedWords(text)
  return (
    surnameIn(text, words, who.name, apart) ??
    runTogetherIn(words, text, who.name) ??
    phoneIn(text, who.phones) ??
    emailIn(text, who.emails) ??
    streetIn(text, words, who.addresses.flat()) ??
    birthIn(text, who.born)
  )
}

const wordSet = (words: string) => new Set(words.trim().split(/\s+/))

/** Last names that are also plain words of a decision. */
const plainWords = wordSet(`
  a al an as at by do el en he if in it la lo may no on or se so su to un best bishop board case
  chance church city clerk corte county court day english grant judge justice law laws ley library
  long marshall page paper police price reading school sheriff state street union west will young`)

/** Words that follow the name of a place or an office, never a last name. */
const placeWords = wordSet(`
  avenue city county court district department library memorial office police public school sheriff
  state street university condado nebraska ne`)

function surnameIn(
  text: string,
  words: readonly PlacedWord[],
  { surname }: PatronName,
  apart: readonly string[],
): string | undefined {
  const last = wordsIn(surname)
  if (last.length === 0 || (last.length === 1 && plainWords.has(last[0] ?? ''))) return undefined
  const meant = apart.map(wordsIn).filter(({ length }) => length > 1)
  const inPhrase = (at: number) =>
    meant.some((phrase) =>
      phrase.some(
        (_, from) => at - from >= 0 && isAt(words, at - from, phrase) && from + last.length <= phrase.length,
      ),
    )
  for (const at of words.keys()) {
    const end = at + last.length - 1
    if (!isAt(words, at, last) || words[end]?.isCapital !== true || inPhrase(at)) continue
    if (placeWords.has(words[end + 1]?.word ?? '')) continue
    return text.slice(words[at]?.from, words[end]?.until)
  }
  return undefined
}

/** `ZephVortiginous`, or in lower case, as in the name of an account. */
function runTogetherIn(
  words: readonly PlacedWord[],
  text: string,
  { surname, firstName }: PatronName,
): string | undefined {
  const [first, last] = [wordsIn(firstName)[0] ?? '', wordsIn(surname).join('')]
  if (first.length < 2 || last.length < 2) return undefined
  const found = words.find(({ word }) => word.includes(`${first}${last}`) || word.includes(`${last}${first}`))
  return found && text.slice(found.from, found.until)
}

const local = 7

function phoneIn(text: string, phones: readonly string[]): string | undefined {
  const theirs = phones.map(phoneDigits).filter(({ length }) => length >= local)
  if (theirs.length === 0) return undefined
  for (const { 0: row } of text.matchAll(/\d(?:[\s().\p{Pd}/]{0,3}\d)+/gu)) {
    const digits = row.replace(/\D/g, '')
    // With another area code, it is another phone.
    const isTheirs = (number: string) =>
      digits.includes(number) || (digits.length < 10 && digits.includes(number.slice(-local)))
    if (theirs.some(isTheirs)) return row
  }
  return undefined
}

function emailIn(text: string, emails: readonly string[]): string | undefined {
  const said = text.toLowerCase()
  for (const email of emails) {
    const at = email.trim() === '' ? -1 : said.indexOf(email.trim().toLowerCase())
    if (at >= 0) return text.slice(at, at + email.trim().length)
  }
  return undefined
}

const kindsOfStreet: Readonly<Record<string, string>> = Object.fromEntries(
  `avenue ave, boulevard blvd, circle cir, court ct, drive dr, highway hwy, lane ln, parkway pkwy,
  place pl, road rd, square sq, street st, terrace ter, trail trl, way way`
    .split(/,\s+/)
    .map((pair) => pair.split(' ')),
)
const shortKinds = new Set(Object.values(kindsOfStreet))
const shortOf = (word: string) => kindsOfStreet[word] ?? word

/** A house number with its street, or a street name with its kind unless another house number precedes it. */
function streetIn(text: string, words: readonly PlacedWord[], lines: readonly string[]): string | undefined {
  const said = words.map(({ word }) => shortOf(word))
  for (const line of lines) {
    const parts = wordsIn(line).map(shortOf)
    const kind = parts.findLastIndex((part) => shortKinds.has(part))
    const services = /\d/.test(parts[0] ?? '') ? parts[0] : undefined
    const name = kind < 0 ? [] : parts.slice(services === undefined ? 0 : 1, kind)
    const isBox = /^p ?o box \d/.test(parts.join(' '))
    const ways = [
      ...(services !== undefined && name.length > 0 ? [[services, ...name]] : []),
      ...(name.length > 0 ? [[...name, parts[kind] ?? '']] : []),
      ...(isBox ? [parts] : []),
    ]
    for (const way of ways) {
      const at = said.findIndex(
        (_, from) =>
          way.every((part, next) => said[from + next] === part) &&
          (way[0] === services ||
            isBox ||
            !/^\d+$/.test(said[from - 1] ?? '') ||
            said[from - 1] === services),
      )
      if (at >= 0) return text.slice(words[at]?.from, words[at + way.length - 1]?.until)
    }
  }
  return undefined
}

/** English and Spanish months by their first three letters, which are unambiguous. */
const months = [
  'jan|ene',
  'feb',
  'mar',
  'apr|abr',
  'may',
  'jun',
  'jul',
  'aug|ago',
  'sep|set',
  'oct',
  'nov',
  'dec|dic',
]

function birthIn(text: string, born: string | undefined): string | undefined {
  const [year = '', month = '', day = ''] = born?.split('-') ?? []
  if (day === '') return undefined
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`]
  const years = `(?:${year}|['’]?${year.slice(2)})`
  const name = `(?:${months[Number(month) - 1]})\\p{L}*`
  const between = '[\\s./\\p{Pd}]{1,2}'
  const written = [
    `${year}${between}${m}${between}${d}`,
    `(?:${m}${between}${d}|${d}${between}${m})${between}${years}`,
    `${name}\\.?\\s+${d}(?:st|nd|rd|th)?,?\\s+${years}`,
    `${d}(?:st|nd|rd|th|º)?\\.?\\s+(?:of\\s+|de\\s+)?${name}\\.?,?\\s+(?:de\\s+|del\\s+)?${years}`,
  ]
  return new RegExp(`(?<!\\d)(?:${written.join('|')})(?!\\d)`, 'iu').exec(text)?.[0]
}

const isAt = (words: readonly PlacedWord[], at: number, parts: readonly string[]) =>
  parts.every((part, next) => words[at + next]?.word === part)

const wordsIn = (text: string): string[] =>
  foldName(text)
    .split(' ')
    .filter((word) => word !== '')

const titles = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sr', 'sra', 'srta']

const particles = ['al', 'da', 'de', 'del', 'der', 'di', 'do', 'dos', 'du', 'el', 'la', 'las', 'le', 'los']
const moreParticles = ['mac', 'ten', 'ter', 'van', 'vom', 'von', 'y', 'zu']

/** One-letter words of English and Spanish that are not initials in lower case. */
const smallWords = ['a', 'i', 'e', 'o', 'u', 'y']

/**
 * The words that name the patron: first and last name, or the last name with a title or an initial. Alone, it may be any
 * word.
 */
export function namesIn(text: string, { surname, firstName }: PatronName): string | undefined {
  const words = placedWords(text)
  const said = words.map(({ word }) => word)
  const [first, ...last] = [wordsOf(firstName ?? '')[0], ...wordsOf(surname)]
  if (last.length === 0) return undefined
  for (const at of said.keys()) {
    if (!last.every((part, next) => said[at + next] === part)) continue
    const after = at + last.length
    const isFirst = (place: number) =>
      first !== undefined && (said[place] === first || isInitialOf(words, place, { first, beside: at }))
    const isTitled = titles.includes(said[at - 1] ?? '')
    const beside = [at - 1, at - 2, after].find(isFirst)
    if (!isTitled && beside === undefined && (first === undefined || !said.includes(first))) continue
    const from = isTitled || isFirst(at - 1) ? at - 1 : beside === at - 2 ? at - 2 : at
    const end = isFirst(after) ? after : after - 1
    return text.slice(words[from]?.from, words[end]?.until)
  }
  return undefined
}

/**
 * Adjacent words that may be a first and last name in either order, or with an initial, a particle, or, between capitals, one
 * word between them. At most twice as many pairs as words.
 */
export function pairsIn(text: string): readonly (readonly [string, string])[] {
  const words = placedWords(text)
  const fits = (at: number) => /\p{L}/u.test(words[at]?.word ?? '')
  return words.flatMap(({ word, isCapital }, at) => {
    if (!fits(at)) return []
    const between = words[at + 1]
    const parts = [...particles, ...moreParticles]
    const skips =
      between !== undefined &&
      (between.word.length === 1 || parts.includes(between.word) || (isCapital && words[at + 2]?.isCapital))
    return [at + 1, ...(skips ? [at + 2] : [])].flatMap((other) => {
      const isOne = (place: number, beside: number) =>
        (words[place]?.word.length ?? 0) > 1 || isInitial(words, place, beside)
      const isPair = fits(other) && isOne(at, other) && isOne(other, at)
      return isPair ? [[word, words[other]?.word ?? ''] as const] : []
    })
  })
}

/** A shorter number is a year, a page or a section. */
const shortestNumber = 6

const mostNumbers = 300

/** Numbers that may be cards, with their words: digits with or without spaces and dashes, and parts of longer rows. */
export function numbersSaid(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { 0: row, index } of text.matchAll(/\d+(?:[\s\p{Pd}]{1,3}\d+)*/gu)) {
    const groups = [...row.matchAll(/\d+/g)].map((group) => ({
      from: index + group.index,
      until: index + group.index + group[0].length,
      digits: group[0],
    }))
    for (const [at, { from }] of groups.entries()) {
      let number = ''
      for (const { digits, until } of groups.slice(at)) {
        number += digits
        if (number.length > maxCardNumberLength || found.size >= mostNumbers) break
        if (number.length >= shortestNumber && isPlausibleCardNumber(number))
          found.set(number, text.slice(from, until))
      }
    }
  }
  return found
}

/** For a field that should hold only a number: any first or last name counts. */
export function namesPartOf(text: string, { surname, firstName }: PatronName): boolean {
  const words = wordsOf(text)
  return [...wordsOf(surname), ...wordsOf(firstName ?? '')].some((part) => words.includes(part))
}

const wordsOf = (text: string): string[] => placedWords(text).map(({ word }) => word)

type PlacedWord = {
  readonly from: number
  readonly until: number
  readonly word: string
  readonly isCapital: boolean
  readonly isCut: boolean
}

/** Whether one letter is an initial: it has a period, both words are capitalized, or the letter is not a word. */
function isInitial(words: readonly PlacedWord[], at: number, beside: number): boolean {
  const one = words[at]
  if (one?.word.length !== 1 || !/\p{L}/u.test(one.word)) return false
  return one.isCut || (one.isCapital && words[beside]?.isCapital === true) || !smallWords.includes(one.word)
}

function isInitialOf(
  words: readonly PlacedWord[],
  at: number,
  { first, beside }: { readonly first: string; readonly beside: number },
): boolean {
  return isInitial(words, at, beside) && first.startsWith(words[at]?.word ?? ' ')
}

function placedWords(text: string): PlacedWord[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ`][\p{L}\p{N}\p{M}]+)*/gu)].map(({ 0: said, index }) => {
    // O'Brien is one word, and "Roe's" is Roe.
    const [word = ''] = said.split(/['’]s$/)
    const until = index + word.length
    const isCut = text[index + said.length] === '.'
    return { from: index, until, word: foldName(word), isCapital: /^\p{Lu}/u.test(word), isCut }
  })
}
