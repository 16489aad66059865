import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { KeysRefused } from '../sealing/key-folder.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'
import type { LastSigned } from './last-signed.ts'
import { RegisterRefused } from './register-head.ts'
import { currentSigner } from './register-signer.ts'
import { type CellValues, tick, tickSeconds } from './tick.ts'

/** A tick is due every minute; after so long without one it is said in the log, on the start page and on the register's. */
export const lateSeconds = 100
const lateMs = (minuteMs: number) => (minuteMs * lateSeconds) / tickSeconds

export type Ticking = {
  /** Settles when the stored register is not the one that was signed, or its key is gone: the program has to stop. */
  readonly refused: Promise<Error>
  /** When a tick last went through here; at first when it started. */
  tickedAt(): Date
  /** Ends after the tick under way. */
  stop(): Promise<void>
}

/** Said once where the tick put something aside; the register goes on. */
class SetAside extends Error {
  override name = 'SetAside'
  constructor(count: number) {
    super(
      `${count} of what waited to be signed was no entry, or was in the register already. It is in register_set_aside: somebody other than Carrel wrote to the database`,
    )
  }
}

/** Said once when nothing was signed for too long; then again after it was. */
class TickLate extends Error {
  override name = 'TickLate'
  constructor(since: Date) {
    super(
      `the register has not been signed since ${since.toISOString()}: entries made since then may not be signed yet. Another session may hold its lock (turn); restart Carrel, and the database if that does not help`,
    )
  }
}

/**
 * Ticks at once and then every minute. A tick that fails because the database is away is tried again a minute
 * later: the entries wait; `failed` hears of it, and where none goes through for `lateSeconds`, of that once.
 */
export function startTicking(parts: {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  readonly lastSigned: LastSigned
  readonly clock: Clock
  /** The library's, in which its days are counted. */
  readonly timeZone: string
  readonly failed: (error: unknown) => void
  /** Asked before each tick for what its own leaf is made of; where it gives nothing, the tick has none. */
  readonly cells?: (() => Promise<CellValues | undefined>) | undefined
  /** For tests: how long a minute is. */
  readonly minuteMs?: number
}): Ticking {
  const { worker, ring, lastSigned, clock, timeZone, failed, cells, minuteMs = tickSeconds * 1000 } = parts
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let tickedAt = clock.now()
  const late = () => failed(new TickLate(tickedAt))
  let lateTimer: NodeJS.Timeout | undefined
  /** Why not once it stops: a tick that was under way then would keep the program from ending. */
  const waitForNext = () => {
    clearTimeout(lateTimer)
    if (!stopped) lateTimer = setTimeout(late, lateMs(minuteMs))
  }
  waitForNext()
  let underWay: Promise<void> = Promise.resolve()
  const refused = new Promise<Error>((settle) => {
    const once = async () => {
      try {
        const signer = await currentSigner(worker, ring)
        const values = await cells?.()
        const now = clock.now()
        const report = await tick(worker, { signer, lastSigned, now, cells: values, timeZone })
        // Why only then: where something else holds the lock, nothing was signed.
        if (report.status === 'ticked') {
          tickedAt = clock.now()
          waitForNext()
        }
        if (report.status === 'ticked' && report.setAside > 0) failed(new SetAside(report.setAside))
      } catch (error) {
        if (error instanceof RegisterRefused || error instanceof KeysRefused) return settle(error)
        failed(error)
      }
      if (!stopped) timer = setTimeout(() => (underWay = once()), minuteMs)
    }
    underWay = once()
  })
  return {
    refused,
    tickedAt: () => tickedAt,
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearTimeout(lateTimer)
      await underWay
    },
  }
}
