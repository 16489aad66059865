import { z } from 'zod'
import { type Ask, readAsk, recordKinds, staffRoles } from '../policy/ask.ts'
import { bornYearsAgo, isDay } from '../policy/calendar.ts'
import type { Pack } from '../policy/pack.ts'
import type { FieldError } from './views/form.tsx'
import type { Speaker } from './words/screen-words.ts'
import { tryOutWords } from './words/try-out.ts'

const one = z.string().max(100).default('')
const many = z
  .union([z.string(), z.array(z.string()).max(60)])
  .default(() => [])
  .transform((value) => [value].flat().filter((each) => each !== ''))

/** The fields of a case that is put together by hand; what they say is checked when the ask is read. */
export const tryOutForm = z.strictObject({
  ...{ who: one, liable: one, verified: many, age: one, married: one, emancipated: one, owes: many },
  ...{ records: many, channel: one, speaking: one, place: one, day: one, paper: one, findings: many },
  ...{ scope: many, gag: one, grandfathered: one, done: many, basis: one, emergency: one },
})

export type TryOut = z.infer<typeof tryOutForm>

/** How the page looks first: somebody at the counter asks if a person comes here. */
export const firstTryOut = (today: string): TryOut => ({
  ...tryOutForm.parse({}),
  ...{ who: 'private-party', records: ['existence'], channel: 'in-person', place: 'front-desk', day: today },
})

/** What is wrong with the fields that are typed; the others are chosen. */
export function tryOutFaults({ age, day, records }: TryOut, speaker: Speaker): FieldError[] {
  const tryOut = tryOutWords(speaker)
  const wants = records.some((each) => (recordKinds as readonly string[]).includes(each))
  const isAge = age === '' || (/^\d{1,3}$/.test(age) && Number(age) <= 120)
  const isTooEarly = isDay(day) && isAge && age !== '' && !isDay(bornYearsAgo(day, Number(age)))
  return [
    ...(wants ? [] : [{ field: 'records', message: tryOut.wantsMissing }]),
    ...(isAge ? [] : [{ field: 'age', message: tryOut.ageUnfit }]),
    ...(isDay(day) ? [] : [{ field: 'day', message: tryOut.dayUnfit }]),
    ...(isTooEarly ? [{ field: 'day', message: tryOut.dayTooEarly }] : []),
  ]
}

/** The ask. Throws MalformedAsk where a field that is chosen holds what nobody could choose. */
export function tryOutAsk(fields: TryOut, pack: Pack): Ask {
  const { who, age, day, records, speaking, basis, paper } = fields
  const ask = {
    on: day,
    recipient: { ...recipientOf(who), liable: fields.liable === 'yes', verified: fields.verified },
    subject: {
      ...(age !== '' && { born: bornYearsAgo(day, Number(age)) }),
      married: fields.married === 'yes',
      emancipated: fields.emancipated === 'yes',
      liabilities: fields.owes,
    },
    records,
    channel: fields.channel,
    place: fields.place,
    ...(speaking !== '' && { 'speaking-with': speaking }),
    ...(basis !== '' && { basis }),
    ...(paper !== '' && {
      instrument: {
        kind: paper,
        findings: fields.findings,
        scope: fields.scope,
        nondisclosure: fields.gag === 'yes',
        grandfathered: fields.grandfathered === 'yes',
      },
    }),
    done: fields.done,
    'emergency-claimed': fields.emergency === 'yes',
  }
  return readAsk(ask, day, pack)
}

function recipientOf(who: string): { kind: string; relation?: string; role?: string } {
  if (who === 'patron') return { kind: 'patron', relation: 'self' }
  if (who === 'parent' || who === 'guardian') return { kind: 'guardian', relation: who }
  if (who === 'spouse' || who === 'other-family') return { kind: 'private-party', relation: who }
  if ((staffRoles as readonly string[]).includes(who)) return { kind: 'staff', role: who }
  return { kind: who }
}
