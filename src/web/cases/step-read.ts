import type { CaseSeen } from '../../disclosure/case-files.ts'
import { isDay } from '../../policy/calendar.ts'
import { hasShape } from '../../policy/code-shape.ts'
import { tooFar } from '../typed-day.ts'
import { instantSent } from '../typed-time.ts'
import type { FieldError } from '../views/form.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { formatsOf } from '../words/told.ts'
import { handIn } from './case-told.ts'
import { type Field, type FieldName, fieldsOf, type StepSent } from './step-fields.ts'
import { optionsOf } from './step-options.ts'

/** What a form brought, once each of its fields is what it should be; one that was left empty is not in it. */
export type StepValues = {
  readonly text: Readonly<Partial<Record<FieldName, string>>>
  readonly records: readonly string[]
  /** When it happened, where that was said. */
  readonly at?: Date | undefined
}

const longestLine = 200

/** An error is named by its step and its field, as they stand on the page. */
export const fieldId = (step: string, name: string) => `${step}-${name}`

/** Reads what was typed for a step; every field that is not right is named, at once. */
export function readStep(
  visit: StaffVisit,
  seen: CaseSeen,
  sent: StepSent,
): { readonly values: StepValues } | { readonly errors: readonly FieldError[] } {
  const fields = fieldsOf(sent.step, handIn(visit, seen))
  const errors = fields.flatMap((field) => {
    const message = wrongWith(visit, seen, sent, field)
    return message === undefined ? [] : [{ field: fieldId(sent.step, field.name), message }]
  })
  if (errors.length > 0) return { errors }
  const text = fields.flatMap(({ name }) => {
    const value = typedIn(sent, name)
    return value === '' ? [] : [[name, value]]
  })
  const at = fields.some(({ kind }) => kind === 'when') ? (instantOf(visit, sent) ?? undefined) : undefined
  return { values: { text: Object.fromEntries(text), records: recordsIn(sent), at } }
}

function wrongWith(
  visit: StaffVisit,
  seen: CaseSeen,
  sent: StepSent,
  { name, kind, optional }: Field,
): string | undefined {
  const { error } = casesStepsWords(visit)
  const label = labelOf(visit, sent.step, name)
  const value = typedIn(sent, name)
  const has = (option: string) => Object.hasOwn(optionsOf(visit, seen, sent.step, name), option)
  if (kind === 'many') {
    const chosen = recordsIn(sent)
    return chosen.length > 0 && chosen.every(has) ? undefined : error.records
  }
  if (kind === 'when') {
    const far = tooFar(visit, label, value)
    return far ?? (instantOf(visit, sent) === null ? error.time : undefined)
  }
  if (value === '') return optional ? undefined : kind === 'one' ? error.pick(label) : error.missing(label)
  if (kind === 'one') return has(value) ? undefined : error.pick(label)
  if (kind === 'day' || kind === 'past') {
    if (!isDay(value)) return error.day(label)
    const far = tooFar(visit, label, value)
    if (far !== undefined || kind === 'day') return far
    return value > visit.house.clock.today() ? error.toCome(label) : undefined
  }
  if (kind === 'page') return /^[1-9]\d{0,3}$/.test(value) ? undefined : error.number(label)
  if (kind === 'code') {
    const shapes = shapesOf(visit, name)
    return hasShape(value, shapes) ? undefined : error.code(label, formatsOf(visit).either(shapes))
  }
  return kind === 'line' && value.length > longestLine ? error.missing(label) : undefined
}

/** What a field is called in the form of a step. */
export function labelOf(visit: StaffVisit, step: string, name: FieldName): string {
  const casesSteps = casesStepsWords(visit)
  if ((step === 'board-consulted' || step === 'gag-ended') && name === 'until') return casesSteps.field.on
  if (step === 'withdrawn' && name === 'spokeWith') return casesSteps.takenBackBy
  return step === 'finding-pinned' && name === 'words' ? casesSteps.quoted : casesSteps.field[name]
}

/** In which forms a number may be written, as the pack has them. */
function shapesOf({ house }: StaffVisit, name: FieldName): readonly string[] {
  const board = house.gate.cases.rules?.board
  return (name === 'motion' ? board?.motion : board?.session) ?? []
}

export function typedIn(sent: Partial<StepSent>, name: FieldName): string {
  const value = name === 'records' ? undefined : sent[name]
  return value ?? ''
}

export const recordsIn = ({ records }: Partial<StepSent>): readonly string[] =>
  [records ?? []].flat().filter((one) => one !== '')

/** Undefined where nothing was said, null where that is no time. */
function instantOf({ pack }: StaffVisit, sent: StepSent): Date | undefined | null {
  const [on, time] = [typedIn(sent, 'on'), typedIn(sent, 'time')]
  if (on === '' && time === '') return undefined
  return instantSent(pack.timeZone, `${on}T${time}`) ?? null
}
