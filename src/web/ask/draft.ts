import { z } from 'zod'
import { sentForm } from '../views/form-id.tsx'

/** The most that a card's number can be; a scanner sends far less. */
const longestCard = 64
export const longestName = 120
export const longestPhoneCode = 20

export const askers = [
  ...(['officer', 'agency', 'paper', 'guardian', 'customer'] as const),
  ...(['other', 'public', 'vendor', 'call'] as const),
] as const

export const papers = [
  ...(['unread', 'search-warrant', 'court-order', 'subpoena', 'grand-jury-subpoena'] as const),
  ...(['county-attorney-subpoena', 'administrative-subpoena', 'administrative-warrant'] as const),
  ...(['preservation-request', 'fisa-order', 'national-security-letter'] as const),
] as const

export const wants = [
  ...(['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers'] as const),
  ...(['video', 'incident'] as const),
] as const

const several = <T extends string>(each: z.ZodType<T>) =>
  z.preprocess(
    (sent) => (sent === undefined ? undefined : [sent].flat().filter((one) => one !== '')),
    z.array(each).max(wants.length).optional(),
  )

/**
 * What was answered so far; carried from page to page in the forms themselves.
 *
 * Why in the forms: nothing about who asked stays on the server, in an address or in a browser's history
 * before it is recorded, and a computer left half way holds nothing. No field for a purpose: the Definition
 * forbids to ask it.
 */
export const draftFields = {
  who: z.enum(askers).optional(),
  sender: z.enum(['officer', 'agency', 'other']).optional(),
  brought: z.enum(['nothing', 'emergency', 'paper']).optional(),
  paper: z.enum(papers).optional(),
  secret: z.enum(['no', 'yes']).optional(),
  how: z.enum(['here', 'phone']).optional(),
  answered: z.enum(['customer', 'guardian', 'someone-else', 'machine']).optional(),
  checked: several(
    // Why no `call-back`: a call back is made under Calls, and nothing that staff need only say (Reg 4).
    z.enum(['card', 'photo-id', 'known-to-staff', 'phone-code', 'guardian-on-file', 'court-letters']),
  ),
  card: z.string().trim().max(longestCard).optional(),
  guardian: z.string().trim().max(longestName).optional(),
  phoneCode: z.string().trim().max(longestPhoneCode).optional(),
  wants: several(z.enum(wants)),
  basis: z.enum(['conduct', 'mandated-report', 'neither']).optional(),
} as const

const draftShape = z.strictObject(draftFields)
export type Draft = z.infer<typeof draftShape>

export type QuestionId = keyof typeof draftFields

/** A form of the flow: the answers so far, which question was on the page, and whether to go back to one. */
export const askForm = draftShape.extend({
  asked: z.enum(Object.keys(draftFields) as [QuestionId, ...QuestionId[]]).optional(),
  /** Of one course of questions: what it begins, it begins once. */
  form: sentForm,
  nocard: z.literal('yes').optional(),
  back: z.enum(Object.keys(draftFields) as [QuestionId, ...QuestionId[]]).optional(),
})

/** In place of a card's number: there is none at hand. */
export const noCard = 'none'

/** True where the name of a guardian is to be compared with the record: they say they are on file, of this card. */
export function namesGuardian(draft: Draft): boolean {
  const { card, checked = [] } = draft
  return (
    speaksOf(draft) === 'guardian' &&
    card !== undefined &&
    card !== noCard &&
    checked.includes('guardian-on-file')
  )
}

/** True where somebody on the phone read out a code, which is to be held against the record of this card. */
export function readsOutCode(draft: Draft): boolean {
  const { card, who, how, checked = [] } = draft
  const isCaller = who === 'customer' && how === 'phone'
  return isCaller && card !== undefined && card !== noCard && checked.includes('phone-code')
}

/** Who the paper, or the question, comes from. */
export function senderOf(draft: Draft): Draft['who'] | 'other' {
  return draft.who === 'paper' ? draft.sender : draft.who
}

/** True where the library itself speaks with the customer or the guardian on the phone or in person. */
export function speaksOf(draft: Draft): 'customer' | 'guardian' | null {
  if (draft.who === 'customer' || draft.answered === 'customer') return 'customer'
  if (draft.who === 'guardian' || draft.answered === 'guardian') return 'guardian'
  return null
}
