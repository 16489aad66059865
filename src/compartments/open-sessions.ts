import type { Unlocked } from './unlocked.ts'

/** So long compartments stay open without use. */
export const openMinutes = 10
const openMs = openMinutes * 60_000

/**
 * Who has compartments open, by the token of their session. In this process's memory alone: whatever ends it, or ten minutes,
 * shuts them.
 */
export class OpenSessions {
  readonly #open = new Map<string, { readonly unlocked: Unlocked; readonly since: number; until: number }>()

  put(tokenHash: Buffer, unlocked: Unlocked, now: Date): void {
    this.#open.set(tokenHash.toString('hex'), {
      ...{ unlocked, since: now.getTime(), until: now.getTime() + openMs },
    })
  }

  /** What is open in a session, and so for ten minutes more. */
  of(tokenHash: Buffer, now: Date): Unlocked | undefined {
    for (const [token, { until }] of this.#open) if (until <= now.getTime()) this.#open.delete(token)
    const open = this.#open.get(tokenHash.toString('hex'))
    if (open === undefined) return undefined
    open.until = now.getTime() + openMs
    return open.unlocked
  }

  /** Whether they opened it in the last ten minutes, and did not only go on to use it. */
  wasOpenedLately(tokenHash: Buffer, now: Date): boolean {
    const since = this.#open.get(tokenHash.toString('hex'))?.since
    return since !== undefined && since > now.getTime() - openMs
  }

  shut(tokenHash: Buffer): void {
    this.#open.delete(tokenHash.toString('hex'))
  }
}
