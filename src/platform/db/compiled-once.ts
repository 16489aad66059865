import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './context.ts'

/** Stands for an argument while a query is compiled. */
class Argument {
  readonly at: number

  constructor(at: number) {
    this.at = at
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError('a query that is compiled once computes nothing from its arguments')
  }
}

/**
 * A query of a busy page, built and compiled the first time it is run; afterwards its arguments are filled in.
 * INVARIANT: `build` passes each argument on as a value, as it is: it computes nothing from it, and its text never depends on it.
 */
export function compiledOnce<A extends readonly (string | number | Date)[], O>(
  build: (db: Db, ...args: A) => Compilable<O>,
): (db: Db, ...args: A) => Promise<O[]> {
  let compiled: CompiledQuery<O> | undefined
  return async (db, ...args) => {
    compiled ??= build(
      db,
      ...(Array.from({ length: build.length - 1 }, (_none, at) => new Argument(at)) as unknown as A),
    ).compile()
    const parameters = compiled.parameters.map((one) => (one instanceof Argument ? args[one.at] : one))
    return (await db.executeQuery<O>({ ...compiled, parameters })).rows
  }
}
