import type { Ask } from '../policy/ask.ts'
import type { Permit } from '../sealing/permit.ts'
import type { Held } from './held.ts'

type Liability = Ask['subject']['liabilities'][number]

/** What of the four liabilities the patron has (Reg 3). */
export function liabilitiesOf(held: Held): Liability[] {
  const has: Record<Liability, boolean> = {
    overdue: held.loans.some((loan) => loan.as === 'overdue'),
    lost:
      held.loans.some((loan) => loan.as === 'lost') || held.charges.some((charge) => charge.kind === 'lost'),
    damaged: held.charges.some((charge) => charge.kind === 'damaged'),
    charges: held.charges.length > 0,
  }
  return (Object.keys(has) as Liability[]).filter((liability) => has[liability])
}

/**
 * The ask with the facts the library checks for itself in place of whatever the form said about them.
 * The record decides who is on file and who signed (Reg 3): a claim that it does not bear out falls away.
 */
export function withFacts(ask: Ask, held: Held, permit: Permit): Ask {
  const { born: _claimed, ...subject } = ask.subject
  const born = held.born?.open(permit)
  const onFile = held.guarantors.length > 0
  return {
    ...ask,
    recipient: {
      ...ask.recipient,
      liable: ask.recipient.liable && held.guarantors.some((guarantor) => guarantor.liable),
      verified: ask.recipient.verified.filter((check) => check !== 'guardian-on-file' || onFile),
    },
    subject: { ...subject, ...(born !== undefined && { born }), liabilities: liabilitiesOf(held) },
  }
}
