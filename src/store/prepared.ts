import pg from 'pg'

const marked = /^\/\* prepared: ([a-z-]+) \*\//

/**
 * A client that lets the server keep a statement's plan where its text begins with `prepared: its-name` as a
 * comment. For the few statements that run at every disclosure: parsing them again is a fifth of their time.
 *
 * Why not all: the server keeps each text for as long as the connection lives, and a text with a list in it
 * has as many forms as the list has lengths.
 */
export class PreparingClient extends pg.Client {
  // The driver's own type of `query` has a dozen forms; this passes on whatever it is given.
  override query: pg.Client['query'] = ((...given: unknown[]) => {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' ? marked.exec(text)?.[1] : undefined
    const passed = name === undefined ? given : [{ name, text, values }, ...rest]
    return Reflect.apply(pg.Client.prototype.query, this, passed)
  }) as pg.Client['query']
}
