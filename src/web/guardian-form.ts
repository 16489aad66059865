import { z } from 'zod'
import { guardianChecks } from '../disclosure/held.ts'
import type { Shown } from '../lending/guardians.ts'
import type { FieldError } from './views/form.tsx'
import type { guardiansWords } from './words/guardians.ts'

const line = z.string().trim().max(120).optional()
const several = z.preprocess(
  (sent) => (sent === undefined ? undefined : [sent].flat().filter((one) => one !== '')),
  z.array(z.enum(guardianChecks)).max(guardianChecks.length).optional(),
)

/** What a guardian did and showed; `sent` once the form was on a screen. No number of a paper, and no reason. */
export const shownFields = {
  sent: z.literal('yes').optional(),
  liable: z.enum(['yes', 'no']).optional(),
  checked: several,
} as const

/** Who has no card: a name, and an address of their own. */
export const personFields = { firstName: line, surname: line, street: line, town: line, phone: line } as const

type ShownSent = {
  readonly liable?: 'yes' | 'no' | undefined
  readonly checked?: Shown['checked'] | undefined
}
type AddressSent = {
  readonly street?: string | undefined
  readonly town?: string | undefined
  readonly phone?: string | undefined
}

/** What is missing of what they did and showed. */
export function shownErrors(
  { liable, checked = [] }: ShownSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(liable === undefined ? [{ field: 'liable', message: missing.liable }] : []),
    ...(checked.length === 0 ? [{ field: 'checked', message: missing.checked }] : []),
  ]
}

/** What is missing of an address. */
export function addressErrors(
  { street, town }: AddressSent,
  { missing }: ReturnType<typeof guardiansWords>,
): FieldError[] {
  return [
    ...(street ? [] : [{ field: 'street', message: missing.street }]),
    ...(town ? [] : [{ field: 'town', message: missing.town }]),
  ]
}

export function shownOf({ liable, checked = [] }: ShownSent): Shown {
  return { liable: liable === 'yes', checked }
}

export function contactOf({ street = '', town = '', phone }: AddressSent) {
  return { addresses: [[street, town]], phones: phone ? [phone] : [], emails: [] }
}
