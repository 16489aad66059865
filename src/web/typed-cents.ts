/** Cents of what was typed; undefined where that is no amount, or none at all. */
export function centsOf(typed: string | undefined): number | undefined {
  const [, dollars, cents = '00'] = /^\$?(\d{1,5})(?:[.,](\d\d))?$/.exec(typed ?? '') ?? []
  return Number(dollars ?? 0) * 100 + Number(cents) || undefined
}
