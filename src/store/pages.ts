/** Before the id of every row. */
export const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/** Pages through a table by id; what the caller deletes of a page does not disturb the next. */
export async function* pages<R extends { readonly id: string }>(
  read: (after: string, limit: number) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  const limit = 5000
  for (let after = beforeAllIds; ; ) {
    const page = await read(after, limit)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return
    after = last.id
  }
}
