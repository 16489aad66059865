import type { PatronContext, StaffContext } from '../platform/http/request-context.ts'
import { isActing, type StaffSession } from '../platform/http/session.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import type { OpenMatters, PatronActor, StaffActor } from './actor.ts'
import type { Gate } from './gate.ts'

/** What pages ask the gate with. */
export type GateServices = {
  readonly gate: Gate
  /** Who has sealed matters open now, by the token of their session. */
  readonly openSessions: {
    /** @param isUse false for what the browser asks by itself: that keeps nothing open */
    of(tokenHash: Buffer, now: Date, isUse?: boolean): OpenMatters | undefined
    shut(tokenHash: Buffer): void
    /** Of all sessions of one account, which end. @param except a session that goes on */
    shutOf(account: string, except?: Buffer): void
  }
}

/** Somebody on staff, and from where they act. */
export function staffActorOf({
  who,
  place,
}: {
  readonly who: Pick<StaffSession, 'id' | 'role'> & Partial<StaffSession>
  readonly place: string
}): StaffActor {
  const { id: accountId, role, ownRole = role, president, unconfirmed, proved } = who
  return {
    accountId,
    role,
    place,
    ...(isActing({ role, ownRole }) && { acting: true }),
    ...(president && { president }),
    ...(unconfirmed && { unconfirmed }),
    ...(proved && { proved }),
  }
}

/** The same with what the gate asks besides: their language, and the sealed matters that are open to them. */
export function actorOf(context: StaffContext<GateServices>): StaffActor {
  const { who, place, language, services, isUse } = context
  // INVARIANT: where sealed matters do not open, nothing that is open in a session counts on any page.
  const unlocked = allowsSealedMattersAt(services.pack, place)
    ? services.openSessions.of(who.tokenHash, services.clock.now(), isUse)
    : undefined
  return { ...staffActorOf(context), language, ...(unlocked && { unlocked }) }
}

/** A patron at their own pages, as the gate wants to know it: they showed their card's number and typed their PIN. */
export function patronActorOf({ own, language }: Pick<PatronContext, 'own' | 'language'>): PatronActor {
  return { role: 'patron', patronId: own.patronId, verified: ['card', 'pin'], language }
}
