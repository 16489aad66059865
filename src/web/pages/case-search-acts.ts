import { z } from 'zod'
import type { What } from '../../casework/event.ts'
import { typedOf } from '../../casework/search-said.ts'
import type { Refused } from '../../casework/step.ts'
import type { SearchSeen } from '../../disclosure/search-seen.ts'
import { isDay } from '../../policy/calendar.ts'
import { tooFar } from '../typed-day.ts'
import { instantTyped } from '../typed-time.ts'
import type { FieldError } from '../views/form.tsx'
import { sentForm } from '../views/form-id.tsx'
import { delays } from '../views/search-parts.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesNeedsWords } from '../words/cases-needs.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import type { Speaker } from '../words/screen-words.ts'
import { searchShown } from './case-search.tsx'
import { notHere } from './errors.tsx'

const line = z.string().trim().max(1000)
const time = z.string().trim().max(20)

/** What a warrant says of itself, as far as it is known. */
export const warrantShape = {
  ...{ leader: line, court: line, signedBy: line, place: line, items: line, dates: line, hours: line },
  delay: z.enum(delays),
}
/** `came`: when they began; empty where that is now. `upto`: how often something had been said as the page was made. */
export const beganForm = z.strictObject({
  ...warrantShape,
  ...{
    came: time.optional(),
    upto: z
      .string()
      .regex(/^\d{1,4}$/)
      .optional(),
  },
})
export const toldForm = z.strictObject({
  whom: z.enum(['director', 'counsel']),
  reached: z.enum(['yes', 'no']),
})
export const takenForm = z.strictObject({
  thing: z.string().trim().max(500),
  time,
  day: z.string().max(10).optional(),
  form: sentForm,
})
export const struckForm = z.strictObject({ line: z.string().max(40).optional(), why: line })
export const leftForm = z.strictObject({ leftAt: time })
export const debriefForm = z.strictObject({ words: z.string().trim().max(10_000) })

/** They have begun, or more is known of their warrant. */
export async function searchBegan(visit: StaffVisit, sent: z.infer<typeof beganForm>): Promise<Response> {
  const { came = '', upto = '0', ...typed } = sent
  const { fault } = casesSearchWords(visit)
  const at = timeOf(visit, came)
  if (typeof at === 'string') {
    const message = fault[at === 'to-come' ? 'future' : 'time']
    return searchShown(visit, { errors: [{ field: 'came', message }], typed: textsOf(sent) })
  }
  const began = ({ log }: SearchSeen): What => ({
    ...{ what: 'search-began', ...typedOf(typed, log.said[Number(upto) - 1]) },
  })
  return taken(visit, began, sent, at)
}

/** A try to reach the Director or counsel, whether anybody answered or not. */
export function searchTold(visit: StaffVisit, told: z.infer<typeof toldForm>): Promise<Response> {
  const { whom, reached } = told
  return taken(visit, { what: 'told', whom, through: 'phone', reached: reached === 'yes' }, told)
}

/** A thing was taken: just now, or at the time that was typed. */
export async function thingTaken(visit: StaffVisit, typed: z.infer<typeof takenForm>): Promise<Response> {
  const { fault, day: dayLabel } = casesSearchWords(visit)
  const { thing, day: on } = typed
  if (thing === '')
    return searchShown(visit, { errors: [{ field: 'thing', message: fault.thing }], typed: textsOf(typed) })
  if (on !== undefined && !isDay(on))
    return searchShown(visit, { errors: [{ field: 'day', message: fault.day }], typed: textsOf(typed) })
  const far = on === undefined ? undefined : tooFar(visit, dayLabel, on)
  if (far !== undefined) {
    return searchShown(visit, { errors: [{ field: 'day', message: far }], typed: textsOf(typed) })
  }
  const at = timeOf(visit, typed.time, on)
  if (typeof at === 'string') {
    // Why: of a day that is over nobody means this moment.
    const message = fault[at === 'untyped' ? 'whenNeeded' : at === 'to-come' ? 'future' : 'time']
    return searchShown(visit, { errors: [{ field: 'time', message }], typed: textsOf(typed) })
  }
  return taken(visit, { what: 'thing-taken', thing, line: typed.form }, typed, at)
}

/** A line was written down by mistake: it stays, struck through. */
export async function thingMistaken(visit: StaffVisit, typed: z.infer<typeof struckForm>): Promise<Response> {
  const { fault } = casesSearchWords(visit)
  const { line: which = '', why } = typed
  const errors: readonly FieldError[] = [
    ...(which === '' ? [{ field: 'line', message: fault.which }] : []),
    ...(why === '' ? [{ field: 'why', message: fault.why }] : []),
  ]
  const sent = textsOf({ ...typed, line: which })
  if (errors.length > 0) return searchShown(visit, { errors, typed: sent })
  return taken(visit, { what: 'thing-mistaken', line: which, words: why }, sent)
}

/** They have left. */
export async function searchLeft(visit: StaffVisit, typed: z.infer<typeof leftForm>): Promise<Response> {
  const { fault } = casesSearchWords(visit)
  const at = timeOf(visit, typed.leftAt)
  if (typeof at === 'string') {
    const message = fault[at === 'to-come' ? 'future' : 'time']
    return searchShown(visit, { errors: [{ field: 'leftAt', message }], typed })
  }
  return taken(visit, { what: 'search-ended' }, typed, at)
}

/** What counsel says of it afterwards. */
export async function searchDebriefed(
  visit: StaffVisit,
  typed: z.infer<typeof debriefForm>,
): Promise<Response> {
  const { words } = typed
  const message = casesSearchWords(visit).fault.words
  if (words === '') return searchShown(visit, { errors: [{ field: 'words', message }], typed })
  // Why here alone: what counsel said elsewhere whoever decides writes down in the case, with who said it, how and when.
  return taken(visit, { what: 'debriefed', words, way: 'here', counsel: visit.who.name }, typed)
}

/** Left empty it is now, where the day is this one. */
function timeOf(
  { house, pack }: StaffVisit,
  typed: string,
  on: string = house.clock.today(),
): Date | undefined | 'untyped' | 'no-time' | 'to-come' {
  const at = instantTyped(typed, { day: on, now: house.clock.now(), timeZone: pack.timeZone })
  return at === 'untyped' && on === house.clock.today() ? undefined : at
}

/**
 * Takes a step of whoever sees the search, and goes back to it.
 *
 * INVARIANT: nobody takes one who may not see the search now.
 */
async function taken(
  visit: StaffVisit,
  what: What | ((seen: SearchSeen) => What),
  typed: Record<string, string | undefined>,
  at?: Date,
): Promise<Response> {
  const { c, house } = visit
  const reference = c.req.param('reference') ?? ''
  const actor = actorOf(visit)
  const seen = await house.gate.cases.lookAtSearch(actor, reference)
  if (seen === undefined) return notHere(visit)
  const done = await house.gate.cases.take(
    actor,
    reference,
    typeof what === 'function' ? what(seen) : what,
    at,
  )
  if (done === 'unknown') return notHere(visit)
  // The same form came twice: what it says is written down.
  if ('refused' in done && !done.refused.every((unmet) => unmet === 'new-line')) {
    return searchShown(visit, { errors: [faultOf(visit, done)], typed: textsOf(typed) })
  }
  return c.redirect(`/cases/${reference}/search?saved`, 303)
}

/** What keeps it from being written down so, beside the field that it is of. */
export function faultOf(speaker: Speaker, { refused }: Refused): FieldError {
  const casesNeeds = casesNeedsWords(speaker)
  const casesSearch = casesSearchWords(speaker)
  for (const [need, field] of faultFields)
    if (refused.includes(need)) return { field, message: casesNeeds.unmet[need] }
  return { field: 'main', message: casesSearch.fault.not }
}

const faultFields = [
  ...[['while-searched', 'time'] as const, ['after-the-last', 'leftAt'] as const],
  ...[['is-listed', 'line'] as const, ['own-line', 'line'] as const],
]

export const textsOf = (typed: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value ?? '']))
