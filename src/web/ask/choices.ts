type Said = { readonly label: string; readonly hint?: string }

/** The choices of a question, in the order in which the catalogue says them. */
export function choicesOf<V extends string>(
  said: Readonly<Record<V, Said>>,
): (Said & { readonly value: V })[] {
  return (Object.entries(said) as [V, Said][]).map(([value, words]) => ({ value, ...words }))
}
