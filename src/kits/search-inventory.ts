import { typeset } from './typeset.ts'

/** What was taken under a warrant, to sign: every text in one language. */
export type SearchInventory = {
  readonly library: string
  readonly language: string
  /** Of a drill; empty where it is real. */
  readonly drill: string
  readonly title: string
  readonly says: string
  /** Each with its label. */
  readonly facts: readonly (readonly [string, string])[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly none: string
  /** What was noted in a search that was said to be a mistake later. */
  readonly struck: { readonly title: string; readonly rows: readonly (readonly string[])[] }
  readonly receipt: {
    readonly title: string
    readonly says: string
    readonly signs: readonly string[]
    readonly library: string
  }
  readonly register: { readonly title: string; readonly pin: readonly string[] }
  readonly footer: string
}

/** The list and the receipt: tagged PDF/UA-1. */
export function searchInventoryPdf(inventory: SearchInventory): Promise<Buffer> {
  return typeset(new URL('./search-inventory.typ', import.meta.url), inventory)
}
