import { z } from 'zod'
import { email, line, phone } from '../contact/written.ts'
import type { Newcomer } from '../lending/joining.ts'
import { birthDay } from './correction-form.ts'
import type { FieldError } from './views/form.tsx'
import type { joiningWords } from './words/joining.ts'

const text = z.string().max(100).optional()

/**
 * What is asked of somebody who joins; there is no field for why. `made`: an id of chance, the same when the form comes
 * again. `other`: a clerk looked, and nobody on file is this person.
 */
export const joinForm = z.strictObject({
  ...{ made: z.uuid().optional(), other: z.literal('yes').optional(), kind: text, card: text },
  ...{ firstName: text, otherNames: text, surname: text, born: text },
  ...{ street: text, street2: text, town: text, phone: text, email: z.string().max(254).optional() },
})
export type JoinSent = z.infer<typeof joinForm>

/** Who joins by what was typed, and what is wrong with it. @param today `YYYY-MM-DD` */
export function readNewcomer(
  sent: JoinSent,
  { today, kinds }: { readonly today: string; readonly kinds: readonly string[] },
  { missing }: ReturnType<typeof joiningWords>,
): { readonly newcomer: Omit<Newcomer, 'made'>; readonly errors: readonly FieldError[] } {
  const at = (name: keyof JoinSent) => line(sent[name] ?? '')
  const born = birthDay(sent.born ?? '', today)
  const reached = { phone: phone(at('phone')), email: email(at('email')) }
  const kind = kinds.find((one) => one === sent.kind) ?? (kinds.length === 1 ? kinds[0] : undefined)
  const wrong: readonly (readonly [keyof typeof missing, boolean])[] = [
    ['surname', at('surname') === ''],
    ['born', born === undefined],
    ['street', at('street') === ''],
    ['town', at('town') === ''],
    ['phone', at('phone') !== '' && reached.phone === undefined],
    ['email', at('email') !== '' && reached.email === undefined],
    ['kind', kind === undefined],
    ['card', at('card') === ''],
  ]
  const otherNames = at('otherNames')
  return {
    newcomer: {
      name: { surname: at('surname'), firstName: at('firstName'), ...(otherNames !== '' && { otherNames }) },
      born: born ?? '',
      contact: {
        addresses: [[at('street'), at('street2'), at('town')].filter((one) => one !== '')],
        phones: reached.phone === undefined ? [] : [reached.phone],
        emails: reached.email === undefined ? [] : [reached.email],
      },
      kind: kind ?? '',
      card: at('card'),
    },
    errors: wrong.flatMap(([field, isWrong]) => (isWrong ? [{ field, message: missing[field] }] : [])),
  }
}
