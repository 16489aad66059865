import type { CaseSeen } from '../../disclosure/case-files.ts'
import { bases, findingKinds, instrumentKinds, recordKinds } from '../../policy/vocabulary.ts'
import type { StaffVisit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { recordsWords } from '../words/records.ts'
import { tryOutWords } from '../words/try-out.ts'
import type { FieldName, PageStep } from './step-fields.ts'

type Options = Readonly<Record<string, string>>

/** Records that a paper may name and that a case can collect or must refuse; what staff saw is no record of the library's. */
const named = recordKinds.filter((kind) => kind !== 'incident')

/** What a field offers, by its value. */
export function optionsOf(visit: StaffVisit, seen: CaseSeen, step: PageStep, name: FieldName): Options {
  const casesSteps = casesStepsWords(visit)
  const records = recordsWords(visit)
  const tryOut = tryOutWords(visit)
  const { option } = casesSteps
  switch (name) {
    case 'through':
      return option.through
    case 'reached':
    case 'verified':
      return option.yesNo
    case 'opinion':
      return option.opinion
    case 'way':
      return { phone: option.way.phone, mail: option.way.mail }
    case 'source':
      return option.source
    case 'about':
      return option.yesNo
    case 'choice':
      return option.choice
    case 'records':
      return picked(records.kind, named)
    case 'instrument':
      return picked(tryOut.instrument, readable(visit, seen))
    case 'finding':
      return picked(
        tryOut.finding,
        step === 'finding-dropped' ? [...seen.case.findings.keys()] : [...findingKinds],
      )
    case 'numberFrom':
      return option.numberFrom
    case 'extent':
      return option.extent
    case 'counts':
      return option.counts
    case 'basis':
      return picked(casesConductWords(visit).basisOf, bases)
    case 'paper':
      return Object.fromEntries(
        (step === 'paper-weighed' ? seen.case.later : seen.case.papers).map(({ id, name: called }) => [
          id,
          called,
        ]),
      )
    default:
      return {}
  }
}

/** INVARIANT: paper that is secret by its kind is written down in no open case. */
function readable({ pack }: StaffVisit, { sealed }: CaseSeen) {
  const secret = sealed ? [] : pack.manifest.sealed.instruments
  return instrumentKinds.filter((kind) => kind !== 'unread' && !secret.includes(kind))
}

function picked<K extends string>(names: Readonly<Record<K, string>>, of: readonly K[]): Options {
  return Object.fromEntries(of.map((one) => [one, names[one]]))
}
