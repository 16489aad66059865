import type { Unlocked } from './unlocked.ts'

/** So long compartments stay open without use. */
export const openMinutes = 10
const openMs = openMinutes * 60_000

type Open = {
  readonly unlocked: Unlocked
  /** When it was opened, and until when it is, by the library's clock. */
  readonly since: number
  until: number
  /** The same by the clock of the process, which nobody sets. */
  readonly sinceTicks: number
  untilTicks: number
  timer: NodeJS.Timeout
}

/**
 * Who has compartments open, by the token of their session. In this process's memory alone: whatever ends it, or the session, or
 * ten minutes, shuts them.
 *
 * INVARIANT: after ten minutes without use nothing of it is in memory here, whether or not anybody asks, and whatever the clock
 * was set to meanwhile.
 */
export class OpenSessions {
  readonly #open = new Map<string, Open>()

  put(tokenHash: Buffer, unlocked: Unlocked, now: Date): void {
    const token = tokenHash.toString('hex')
    this.#shut(token)
    const since = { since: now.getTime(), sinceTicks: performance.now() }
    this.#open.set(token, { unlocked, ...since, ...this.#from(now), timer: this.#timer(token) })
  }

  /**
   * What is open in a session, and so for ten minutes more.
   * @param isUse false for what the browser asks by itself: that keeps nothing open
   */
  of(tokenHash: Buffer, now: Date, isUse = true): Unlocked | undefined {
    for (const [token, { until, untilTicks }] of this.#open)
      if (until <= now.getTime() || untilTicks <= performance.now()) this.#shut(token)
    const token = tokenHash.toString('hex')
    const open = this.#open.get(token)
    if (open === undefined || !isUse) return open?.unlocked
    clearTimeout(open.timer)
    Object.assign(open, { ...this.#from(now), timer: this.#timer(token) })
    return open.unlocked
  }

  /** Whether they opened it in the last ten minutes, and did not only go on to use it. */
  wasOpenedLately(tokenHash: Buffer, now: Date): boolean {
    const open = this.#open.get(tokenHash.toString('hex'))
    if (open === undefined) return false
    return open.since > now.getTime() - openMs && open.sinceTicks > performance.now() - openMs
  }

  shut(tokenHash: Buffer): void {
    this.#shut(tokenHash.toString('hex'))
  }

  /** Of all sessions of one account, which end. @param except a session that goes on */
  shutOf(account: string, except?: Buffer): void {
    const stays = except?.toString('hex')
    for (const [token, { unlocked }] of this.#open)
      if (unlocked.account === account && token !== stays) this.#shut(token)
  }

  /** How many sessions have something open. */
  get size(): number {
    return this.#open.size
  }

  #shut(token: string): void {
    clearTimeout(this.#open.get(token)?.timer)
    this.#open.delete(token)
  }

  #from(now: Date): Pick<Open, 'until' | 'untilTicks'> {
    return { until: now.getTime() + openMs, untilTicks: performance.now() + openMs }
  }

  #timer(token: string): NodeJS.Timeout {
    return setTimeout(() => this.#shut(token), openMs).unref()
  }
}
