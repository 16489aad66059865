/** A row that claims something only one row may have: a card number, an item on loan, a barcode. */
export type Claim = { readonly self: string; readonly key: string | undefined }

export type Settled = {
  /** Places of the claims that an earlier row of this export has already. */
  readonly taken: ReadonlySet<number>
  /** Keys whose holder in the vault is from an earlier export: they pass to the row that claims them now. */
  readonly surrendered: ReadonlySet<string>
}

/**
 * Settles the claims of a batch, in order: within one export the first row keeps what it claims; what an earlier
 * export gave passes on, so that two patrons who swapped their cards both get their new ones.
 *
 * @param holders who holds a key in the vault now
 * @param landed whether a holder's row landed in an earlier batch of this export
 */
export function settleClaims(
  claims: readonly Claim[],
  holders: ReadonlyMap<string, string>,
  landed: (self: string) => boolean,
): Settled {
  const taken = new Set<number>()
  const surrendered = new Set<string>()
  const claimed = new Set<string>()
  claims.forEach(({ self, key }, at) => {
    if (key === undefined) return
    const holder = holders.get(key)
    if (claimed.has(key) || (holder !== undefined && holder !== self && landed(holder))) taken.add(at)
    else {
      claimed.add(key)
      if (holder !== undefined && holder !== self) surrendered.add(key)
    }
  })
  return { taken, surrendered }
}
