import type { PatronContext, StaffContext } from '../platform/http/request-context.ts'
import { isActing } from '../platform/http/session.ts'
import { allowsSealedMattersAt } from '../policy/private-place.ts'
import {
  type Actor,
  actingDirectorRole,
  type EntryActor,
  type OpenMatters,
  type PatronActor,
} from './actor.ts'
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

/** Who acts, as the gate wants to know it. */
export function actorOf({ who, place, language, services, isUse }: StaffContext<GateServices>): Actor {
  const { id: accountId, role, president, unconfirmed, proved } = who
  // INVARIANT: where sealed matters do not open, nothing that is open in a session counts on any page.
  const unlocked = allowsSealedMattersAt(services.pack, place)
    ? services.openSessions.of(who.tokenHash, services.clock.now(), isUse)
    : undefined
  return {
    accountId,
    role,
    place,
    language,
    ...(isActing(who) && { acting: true }),
    ...(president && { president }),
    ...(unconfirmed && { unconfirmed }),
    ...(proved && { proved }),
    ...(unlocked && { unlocked }),
  }
}

/** A patron at their own pages, as the gate wants to know it: they showed their card's number and typed their PIN. */
export function patronActorOf({ own, language }: Pick<PatronContext, 'own' | 'language'>): PatronActor {
  return { role: 'patron', patronId: own.patronId, verified: ['card', 'pin'], language }
}

/** Who acts, as the register wants to know it. */
export function entryActorOf({ who, place }: Pick<StaffContext, 'who' | 'place'>): EntryActor {
  return { actor: who.id, role: isActing(who) ? actingDirectorRole : who.role, place }
}
