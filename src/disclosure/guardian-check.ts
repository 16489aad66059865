import type { Permit } from '../sealing/permit.ts'
import { type Guardians, guardiansNamed } from './facts.ts'
import type { Held } from './held.ts'
import { NameTries } from './name-tries.ts'
import type { GateRequest, GuardianFound } from './request.ts'
import { namedAs } from './request.ts'

/** Who of a child's guardians somebody says they are: by the name that was typed, or by the row a letter goes to. */
export class GuardianCheck {
  readonly #tries = new NameTries()

  /**
   * The guardians of the name, or what is wrong with it. Too many wrong names, and none is compared.
   * The permit must cover who they are.
   */
  named(
    { actor, ask, guardian }: GateRequest,
    child: Held,
    now: Date,
    permit: Permit,
  ): Guardians | GuardianFound {
    if (guardian === undefined || !ask.recipient.verified.includes('guardian-on-file')) return []
    if (typeof guardian !== 'string') {
      const found = child.guarantors.filter(({ link }) => link === guardian.link)
      return found.length > 0 ? found : 'not-on-file'
    }
    const by = namedAs(actor).actor
    if (!this.#tries.areLeft(by, child.patronId, now)) return 'too-many-names'
    const named = guardiansNamed(guardian, child, permit)
    if (named.length > 0) return named
    this.#tries.countWrong(by, child.patronId, now)
    return 'not-on-file'
  }
}
