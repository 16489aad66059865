import { logIdentity } from './actor.ts'
import { guardiansWithName, type SealedGuardians } from './ask-facts.ts'
import type { GateRequest, GuardianMatch } from './request.ts'
import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

const wrongNames = 5
const quarterHourMs = 15 * 60_000

/**
 * How many wrong names of a guardian somebody may still type for one child: five in a quarter of an hour.
 *
 * Why in memory, of this process alone: it only slows guessing down. Each try is on record, with whom it was about.
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

/** Who of a child's guardians somebody says they are: by the name that was typed, or by the row a letter goes to. */
export class GuardianNameCheck {
  readonly #tries = new NameAttempts()

  /**
   * The guardians of the name, or what is wrong with it. Too many wrong names, and none is compared.
   * The permit must cover who they are.
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
