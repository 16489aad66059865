import { numbersToDial } from '../platform/contact-details.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import { logIdentity, type StaffActor } from './actor.ts'
import type { CallEnd } from './patron-choices.ts'
import { setPatronChoices, setWrongNumbers } from './patron-store.ts'
import type { Held } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

export type CallOutcome = {
  readonly actor: StaffActor
  readonly patronId: string
  readonly end: CallEnd
  /** For a wrong number: its position among those on file, from 0. */
  readonly nth?: number
}

export type CallResult = { readonly otherNumber: boolean }

const speakerByEnd: Partial<Record<CallEnd, string>> = {
  'told-customer': 'patron',
  'told-guardian': 'guardian',
  'message-given': 'someone-else',
}

/** The caller has locked the patron. `held` is undefined if the patron is not on file. */
export async function recordCallOutcome(
  trx: Trx,
  known: {
    readonly ring: KeyRing
    readonly now: Date
    readonly pack: string
    readonly held: Held | undefined
    readonly permit: Permit
  },
  { actor, patronId, end, nth }: CallOutcome,
): Promise<CallResult> {
  const { ring, held, permit, pack } = known
  const speakingWith = speakerByEnd[end]
  await recordEntry(trx, known, {
    ...{ kind: 'call-ended', ...logIdentity(actor), pack, channel: 'phone-out', outcome: end },
    ...{ subjects: held === undefined ? [] : [patronId], ...(speakingWith && { speakingWith }) },
  })
  const phones = held?.contact?.open(permit).phones ?? []
  const before = held?.wrongNumbers?.open(permit) ?? []
  const found = end === 'wrong-number' && nth !== undefined ? phones[nth] : undefined
  const wrong = found === undefined ? before : [...before, found]
  if (held !== undefined && found !== undefined) {
    await setWrongNumbers(trx, patronId, sealField(ring, 'patron.wrong_numbers', patronId, wrong))
  }
  if (held !== undefined && end === 'no-more-calls') {
    const choices = held.choices?.open(permit) ?? {}
    const refuses = [...new Set([...(choices.refuses ?? []), 'phone' as const])]
    await setPatronChoices(
      trx,
      patronId,
      sealField(ring, 'patron.choices', patronId, { ...choices, refuses }),
    )
  }
  return { otherNumber: numbersToDial(phones, wrong).length > 0 }
}
