/** So many may go in a night without a word: a small library takes as many back in a day. */
const fewAtOnce = 50

/**
 * Whether so much is gone from an export that it looks cut short, and not as if people had brought things back: more than
 * a third, and fifty at least. Nothing is ended on its word until somebody says that it is so.
 */
export function looksCutShort({ gone, of }: { readonly gone: number; readonly of: number }): boolean {
  return gone >= fewAtOnce && gone * 3 > of
}
