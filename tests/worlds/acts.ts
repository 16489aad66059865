import { passphrase } from '../web/house.ts'
import * as see from './sights.ts'
import { type Fields, type People, valueIn } from './week.ts'
import type { World } from './world.ts'

/*
 * What is done of a sealed matter. In one world it is done; in the other the same people open the same pages at the same times, and
 * go away again: to the start page, where the first sends a form.
 */

/** Whether a statement can write, or take a row for itself as one does that writes. */
function canWrite(text: string): boolean {
  const bare = text.replace(/\/\*.*?\*\//g, '').trim()
  const reads = /^(?:select|with|begin|start transaction|commit|rollback|set)\b/i
  const within =
    /\b(?:insert into|update|delete from|nextval|pg_current_xact_id\(|for (?:no key )?update|for (?:key )?share)\b/i
  return !reads.test(bare) || within.test(bare)
}

export class Acts {
  readonly isServed: boolean
  readonly world: World
  #acts = 0
  /** Where the last form led. */
  ledTo = ''

  constructor(world: World, isServed: boolean) {
    this.world = world
    this.isServed = isServed
  }

  /** Somebody opens what their passphrase opens, in every world; and shuts it again. */
  async open(people: People, who: string, work: () => Promise<void>): Promise<void> {
    await people.sends(who, '/sealed', '/sealed/open', { passphrase })
    await work()
    await people.sends(who, '/', '/sealed/shut', {})
  }

  /** The first that waits on a page of what came. */
  came(page: string): string {
    return this.isServed ? valueIn(page, 'came') : ''
  }

  /** A page of the matter; else the start page. */
  async looks(people: People, who: string, path: string): Promise<string> {
    const visitor = people.of(who)
    const response = await visitor.get(this.isServed ? path : '/')
    if (response.status !== 200)
      throw new Error(`${who} GET ${path}: ${response.status} ${visitor.text.slice(0, 900)}`)
    await this.#noteWrites()
    return visitor.html
  }

  /** A form is sent; else the start page is looked at. What this writes to the database is the same. */
  async act(people: People, who: string, to: string, fields: Fields): Promise<string | undefined> {
    await this.world.pass(1)
    const visitor = people.of(who)
    await visitor.get('/')
    this.world.statements.take()
    const response = this.isServed ? await visitor.post(to, { ...fields }) : await visitor.get('/')
    const { status } = response
    if (status >= 400) throw new Error(`${who} POST ${to}: ${status} ${visitor.text.slice(0, 900)}`)
    this.ledTo = response.headers.get('location') ?? ''
    await this.#noteWrites()
    return this.isServed ? visitor.html : undefined
  }

  async #noteWrites(): Promise<void> {
    const sent = this.world.statements.take().filter(({ text }) => canWrite(text))
    const lines = sent.map(({ user, text }) => `${user}: ${text}`).sort()
    const act = `act ${++this.#acts}`
    this.world.sees(`${act}: what is written`, lines.join('\n'))
    for (const role of ['app', 'worker'] as const) await see.seeActivity(this.world, role, act)
    this.world.statements.take()
  }
}
