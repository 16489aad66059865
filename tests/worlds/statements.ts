import pg from 'pg'

/** One statement as it went to a server. */
export type Statement = { readonly user: string; readonly text: string; readonly values: number }

type Message = { readonly name?: string; readonly text: string }
type Bound = { readonly statement?: string; readonly values?: readonly unknown[] }
type Wire = {
  startup(config: { readonly user: string }): unknown
  query(text: string): unknown
  parse(query: Message, more?: boolean): unknown
  bind(config: Bound, more?: boolean): unknown
}
const wire = pg.Connection.prototype as unknown as Wire

/**
 * Every statement that this process sends, on each connection that begins from now on, where the driver puts it on the wire: so
 * that nothing which goes along with another, or is kept by its name, is missed.
 */
export class Statements {
  #heard: Statement[] = []
  readonly #usual = { ...pick(wire) }

  constructor() {
    const { startup, query, parse, bind } = this.#usual
    const users = new WeakMap<object, string>()
    const texts = new WeakMap<object, Map<string, string>>()
    const hears = (by: object, text: string, values = 0) =>
      void this.#heard.push({ user: users.get(by) ?? '', text: text.replace(/\s+/g, ' ').trim(), values })
    wire.startup = function (config) {
      users.set(this, config.user)
      return startup.call(this, config)
    }
    wire.query = function (text) {
      hears(this, text)
      return query.call(this, text)
    }
    wire.parse = function (message, more) {
      const known = texts.get(this) ?? new Map<string, string>()
      texts.set(this, known.set(message.name ?? '', message.text))
      return parse.call(this, message, more)
    }
    wire.bind = function (config, more) {
      const text = texts.get(this)?.get(config.statement ?? '') ?? `? ${config.statement}`
      hears(this, text, config.values?.length)
      return bind.call(this, config, more)
    }
  }

  /** What was sent since the last time, in the order of its sending. */
  take(): Statement[] {
    const heard = this.#heard
    this.#heard = []
    return heard
  }

  stop(): void {
    Object.assign(wire, this.#usual)
  }
}

function pick({ startup, query, parse, bind }: Wire): Wire {
  return { startup, query, parse, bind }
}
