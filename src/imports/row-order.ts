/** Where one row of a file of rows belongs: the file it is about, in the order of their first rows, and the line. */
export type RowOf = { readonly file: string; readonly line: number }

/**
 * Remembers of each row written which row of the export it is about, 16 bytes each, and tells the order in which they
 * belong: that of the export, though rows land in another.
 */
export class RowOrder {
  readonly #files = new Map<string, number>()
  #size = 0
  /** The file's number and the line, as one number; and where in the file of rows it begins. */
  #of = new Float64Array(1 << 8)
  #from = new Float64Array((1 << 8) + 1)
  #sorted = true

  /** @param end where the row ends, which begins where the last one ended */
  add({ file, line }: RowOf, { from, end }: { readonly from: number; readonly end: number }): void {
    if (this.#size === this.#of.length) this.#grow()
    const number = this.#files.get(file) ?? this.#files.size
    this.#files.set(file, number)
    const of = number * 2 ** 40 + line
    if (this.#size > 0 && of < (this.#of[this.#size - 1] ?? 0)) this.#sorted = false
    this.#of[this.#size] = of
    this.#from[this.#size] = from
    this.#from[this.#size + 1] = end
    this.#size++
  }

  /** Whether the rows are in order as they were written. */
  get sorted(): boolean {
    return this.#sorted
  }

  /** Where each row begins and ends, in order; those about one row of the export as they were written. */
  *inOrder(): Generator<{ readonly from: number; readonly end: number }> {
    const of = this.#of
    const order = Uint32Array.from({ length: this.#size }, (_, at) => at)
    order.sort((a, b) => (of[a] ?? 0) - (of[b] ?? 0) || a - b)
    for (const at of order) yield { from: this.#from[at] ?? 0, end: this.#from[at + 1] ?? 0 }
  }

  #grow(): void {
    const [of, from] = [this.#of, this.#from]
    this.#of = new Float64Array(of.length * 2)
    this.#of.set(of)
    this.#from = new Float64Array(of.length * 2 + 1)
    this.#from.set(from)
  }
}
