/** What a walk types that is of chance: known once it was planted. */
export const sealedTyped = { presidentKey: '' }
