import { logIdentity } from './actor.ts'
import { guardiansWithName, type SealedGuardians } from './ask-facts.ts'
import type { GateRequest, GuardianMatch } from './request.ts'
import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

const wrongNames = 5
const quarterHourMs = 15 * 60_000

/**
 * Limits wrong guesses of a guardian's name per account and child. In memory, because it only slows guessing; each try is
 * logged.
 */
export class NameAttempts {
  #wrong: readonly { readonly account: string; readonly child: string; readonly atMs: number }[] = []

  areLeft(account: string, child: string, now: Date): boolean {
    this.#wrong = this.#wrong.filter(({ atMs }) => now.getTime() - atMs < quarterHourMs)
    return this.#wrong.filter((one) => one.account === account && one.child === child).length < wrongNames
  }

  countWrong(account: string, child: string, now: Date): void {
    this.#wrong = [...this.#wrong, { account, child, atMs: now.getTime() }]
  }
}

export class GuardianNameCheck {
  readonly #tries = new NameAttempts()

  /**
   * The claimed guardians, or what is wrong with the claim. After too many wrong names, none is compared. The permit covers
   * `identity`.
   */
  named(
    { actor, ask, guardian }: GateRequest,
    child: Held,
    now: Date,
    permit: Permit,
  ): SealedGuardians | GuardianMatch {
    if (guardian === undefined || !ask.recipient.verified.includes('guardian-on-file')) return []
    if (typeof guardian !== 'string') {
      const found = child.guarantors.filter(({ link }) => link === guardian.link)
      return found.length > 0 ? found : 'not-on-file'
    }
    const by = logIdentity(actor).actor
    if (!this.#tries.areLeft(by, child.patronId, now)) return 'too-many-names'
    const named = guardiansWithName(guardian, child, permit)
    if (named.length > 0) return named
    this.#tries.countWrong(by, child.patronId, now)
    return 'not-on-file'
  }
}
