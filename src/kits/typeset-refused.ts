/** Why a document is not typeset, as the screens, the commands and the log call it. */
export type TypesetProblem = 'document-too-long' | 'document-not-in-time' | 'document-too-big'

const sentences: Readonly<Record<TypesetProblem, string>> = {
  'document-too-long': 'the document is too long to print: shorten its part',
  'document-not-in-time':
    'the document could not be typeset in time: try again in a minute, or make it shorter',
  'document-too-big': 'the document needs more memory than one may take: make it shorter',
}

/** A document that is over a limit. It names the part that is too long, and no word of what the part says. */
export class TypesetRefused extends Error {
  override name = 'TypesetRefused'
  readonly code: TypesetProblem
  /** The field of the page that takes the most room, where the length was the reason. */
  readonly field: string | undefined

  constructor(code: TypesetProblem, field?: string) {
    super(field === undefined ? sentences[code] : `${sentences[code]} “${field}”`)
    this.code = code
    this.field = field
  }
}

/** Some 6,000 lines of records, or 400 letters of a night: about five seconds, and 800 MiB. */
export const mostCharacters = 500_000

/**
 * Holds a page to what one document may contain.
 * @throws TypesetRefused which names the longest field
 */
export function checkLength(page: object): void {
  const fields = Object.entries(page).map(([field, value]) => ({ field, length: lengthOf(value) }))
  const all = fields.reduce((sum, { length }) => sum + length, 0)
  if (all <= mostCharacters) return
  const [longest] = fields.toSorted((a, b) => b.length - a.length)
  throw new TypesetRefused('document-too-long', longest?.field)
}

/** What JSON writes of it; a cell of a table counts although it may be empty. */
const lengthOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0
