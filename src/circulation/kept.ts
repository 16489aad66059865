/** A copy that is kept at the desk for whoever waits for its title. */
export type Kept = {
  /** Which copy: the beginning of its id, enough to part the few copies of one title. */
  readonly item: string
  /** What its slip says in place of a name. */
  readonly alias: string
  /** The last day on which it is kept, `YYYY-MM-DD`. */
  readonly until: string
}

/** What a slip says, and all that it says. */
export type Slip = Pick<Kept, 'alias' | 'until'>

const form = /^([0-9a-f]{8}) ([A-Z]{2,12}\d{2}) (\d{4}-\d\d-\d\d)$/

/** As it stands in the hold's link. Why one text: a link is of one length, and has no room for three names. */
export function keptText({ item, alias, until }: Kept): string {
  return `${item} ${alias} ${until}`
}

/** Undefined where the hold's link has none. */
export function readKept(text: string | undefined): Kept | undefined {
  const [, item, alias, until] = form.exec(text ?? '') ?? []
  return item === undefined || alias === undefined || until === undefined ? undefined : { item, alias, until }
}

/** How a copy is named there. */
export const markOfItem = (itemId: string) => itemId.slice(0, 8)

/** Letters that are not mistaken for a digit or each other, and spell no word. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

/** A word as a slip has it: capitals from A to Z, 2 to 12; undefined where nothing of that kind is left of it. */
export function slipWord(word: string): string | undefined {
  const capitals = word
    .toUpperCase()
    .normalize('NFD')
    .replace(/[^A-Z]/g, '')
  return /^[A-Z]{2,12}$/.test(capitals) ? capitals : undefined
}

/**
 * A new alias: letters and two digits. Three letters by chance say nothing of whose it is; a word is what somebody chose
 * to be known by. Why digits behind it too: others may have chosen the same word.
 * @param below a whole number by chance, from 0 to the one that is given, which it is not
 */
export function newAlias(below: (limit: number) => number, word?: string): string {
  const three = () => Array.from({ length: 3 }, () => letters[below(letters.length)]).join('')
  return `${slipWord(word ?? '') ?? three()}${below(10)}${below(10)}`
}

/** An alias as it is compared, from how people say or type it; undefined where it cannot be one. */
export function aliasOf(typed: string): string | undefined {
  const alias = typed
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return /^[A-Z]{2,12}\d{2}$/.test(alias) ? alias : undefined
}
