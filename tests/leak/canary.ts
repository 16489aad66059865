/** Something that must not be found where it is not allowed, and how it may be written. */
export type Canary = {
  /** Whose it is: a patron by what they stand for here, an account by its sign-in name, or the house. */
  readonly of: string
  /** What it tells, in the words of docs/WHO-SEES-WHAT.md; any of them allows it. */
  readonly tells: readonly string[]
  /** The column that holds it, or the file of the keys. */
  readonly field: string
  readonly writings: readonly (string | Buffer)[]
  /** It need not show where it may. */
  readonly mayBeLeftOut?: boolean
}

/** What nobody sees anywhere. */
export const never = 'never'

/** The secrets of the house, which open something. */
export const secret = 'secret'
