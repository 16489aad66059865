import { readIn } from '../platform/db/reads.ts'
import {
  isActing,
  type PatronContext,
  type StaffContext,
  type StaffSession,
} from '../platform/http/request-context.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import { logIdentity, type OpenMatters, type PatronActor, type StaffActor } from './actor.ts'
import type { Gate } from './gate.ts'

export type GateServices = {
  readonly gate: Gate
  /** The sealed matters that are open now, by session token. */
  readonly openSessions: {
    /** @param isUse false for requests the browser makes by itself, which keep nothing open */
    of(tokenHash: Buffer, now: Date, isUse?: boolean): OpenMatters | undefined
    shut(tokenHash: Buffer): void
    /** Ends all sessions of an account. @param except a session that continues */
    shutOf(account: string, except?: Buffer): void
  }
}

export function staffActorOf({
  who,
  place,
}: {
  readonly who: Pick<StaffSession, 'id' | 'role'> & Partial<StaffSession>
  readonly place: string
}): StaffActor {
  const { id: accountId, role, ownRole = role, president, unconfirmed, proved, tokenHash } = who
  return {
    accountId,
    role,
    place,
    ...(isActing({ role, ownRole }) && { ownRole }),
    ...(president && { president }),
    ...(unconfirmed && { unconfirmed }),
    ...(proved && { proved }),
    ...(tokenHash && { session: tokenHash.toString('base64url') }),
  }
}

/** With their language and the sealed matters open to them. */
export function actorOf(context: StaffContext<GateServices>): StaffActor {
  const { who, place, language, services, isUse } = context
  // INVARIANT: where sealed matters may not open, an open matter counts on no page.
  const unlocked = allowsSealedMattersAt(services.pack, place)
    ? services.openSessions.of(who.tokenHash, services.clock.now(), isUse)
    : undefined
  return { ...staffActorOf(context), language, ...(unlocked && { unlocked }) }
}

/** The database to read from in the name of who is signed in, for pages that ask several things at once. */
export const readsOf = (context: StaffContext) =>
  readIn(context.services.app, logIdentity(staffActorOf(context)))

export function patronActorOf({ own, language }: Pick<PatronContext, 'own' | 'language'>): PatronActor {
  return { role: 'patron', patronId: own.patronId, verified: ['card', 'pin'], language }
}
