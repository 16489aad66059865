import { recordKindWords } from '../../gate/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import {
  asDecided,
  collectedThis,
  deciderRole,
  type Guard,
  isNotBlank,
  isSecondInProduction,
} from '../guards.ts'
import type { CopyReadout } from '../production/copied-records.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { isAt, type Owed, owedIf, secondRoleOf } from './owed.ts'
import { defineStep, oversightRoles } from './step.ts'

export type Checked = {
  readonly what: 'checked'
  readonly copy: string
  /** Checked by counsel by phone: what was read to them, and their words, as the decider recorded. */
  readonly heard?:
    | { readonly counsel: string; readonly words: string; readonly read: CopyReadout }
    | undefined
}

/** One person may control two accounts: the checker's must be confirmed, or, if the collector's is not, no Director's. */
const secondPerson: Guard<Checked> = {
  name: 'second-person',
  passes: (it, { event, stamp }) =>
    event.heard !== undefined ||
    (it.production !== undefined &&
      it.production.copy.by !== stamp.by &&
      stamp.unconfirmed !== true &&
      (!it.production.collectorUnconfirmed || stamp.role !== 'director')),
  words: screenWords(
    () =>
      'A person other than the one who collected the records must check them, using an account confirmed as their own.',
    () => 'Debe revisarlos una persona distinta de la que los reunió, con una cuenta confirmada como suya.',
  ),
}

/** Someone who may not see the records checks by their counts, and only in a case in which they agreed to comply without counsel. */
const maySeeOrAgreed: Guard<Checked> = {
  name: 'may-see-or-agreed',
  passes: (it, { stamp }) =>
    stamp.role === 'counsel' ||
    stamp.role === 'director' ||
    stamp.role === deciderRole(it) ||
    isSecondInProduction(it, stamp.by),
  words: screenWords(
    () => 'Only someone who may see the records, or who agreed to comply without counsel, checks them.',
    () => 'Los revisa solo quien puede verlos, o quien aceptó que se cumpliera sin la asesoría.',
  ),
}

/**
 * Where no one else can check (one professional, or counsel without a sign-in or unable to come), the collector who
 * decides records counsel's check by phone. Both accounts must be confirmed as their own, so that no one is counsel
 * under another name.
 */
const counselByPhone: Guard<Checked> = {
  name: 'counsel-by-phone',
  passes: (it, { event: { heard }, stamp, world }) => {
    if (heard === undefined) return true
    const { production } = it
    return (
      production?.copy.by === stamp.by &&
      stamp.role === deciderRole(it) &&
      stamp.unconfirmed !== true &&
      !production.collectorUnconfirmed &&
      // Why by the minute: that is how times are typed.
      stamp.at.slice(0, 16) >= production.collectedAt.slice(0, 16) &&
      isNotBlank(heard.counsel) &&
      isNotBlank(heard.words) &&
      world.isAlone?.(production.copy.by, production.cannotCome) === true
    )
  },
  words: screenWords(
    () =>
      'Counsel may check by phone only if no one else here can: no other account is confirmed, or counsel said here that they cannot come. The decision maker, who collected the records, records who counsel was, when (after collection), and their words.',
    () =>
      'La asesoría revisa por teléfono solo si aquí no puede nadie más: no hay otra cuenta confirmada, o la asesoría dijo aquí que no puede venir. Quien decide, y reunió los registros, anota quién fue, cuándo (después de reunirlos) y con qué palabras.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Check the records',
    said: (who: string) => `${who} checked the records.`,
    byPhone: (who: string, counsel: string) =>
      `${who} recorded that ${counsel} checked the records by phone, because no one else here could.`,
    wasRead: (lines: string, mark: string) => `Read by phone: ${lines}. Fingerprint: ${mark}`,
  }),
  () => ({
    label: 'Revisar los registros',
    said: (who) => `${who} revisó los registros.`,
    byPhone: (who, counsel) =>
      `${who} anotó que ${counsel} revisó los registros por teléfono, porque aquí no podía nadie más.`,
    wasRead: (lines, mark) => `Leído por teléfono: ${lines}. Huella: ${mark}`,
  }),
)

export const checked = defineStep<Checked>()({
  name: 'checked',
  // Why staff: a trustee who agreed to comply without counsel.
  by: [...oversightRoles, 'staff'],
  at: ['collected'],
  to: ['checked'],
  guards: [collectedThis, asDecided, maySeeOrAgreed, secondPerson, counselByPhone],
  change: (it, { heard, stamp }) => ({
    ...it,
    production: it.production && {
      ...it.production,
      stage: 'checked',
      checkedBy: stamp.by,
      byPhone: heard && { counsel: heard.counsel, at: stamp.at, sha256: heard.read.sha256 },
    },
  }),
  page: 'check',
  isOwnWord: 'anyone',
  owes: (it) => owedIf(isAt(it, 'collected'), 'go-on', checkerOf(it)),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event: { heard }, words, say }) => {
    if (heard === undefined) return words.said(who)
    const { byPhone } = caseCopiesWords(say.speaker)
    const { kind } = recordKindWords(say.speaker)
    const lines = heard.read.lines.map(([record, many]) => byPhone.lines(kind[record], say.count(many)))
    const read = words.wasRead(say.list(lines), heard.read.sha256)
    return { says: words.byPhone(who, heard.counsel), words: [heard.words, read] }
  },
})

const checkerOf = (it: Case): Owed['by'] =>
  it.decision?.notReached ? secondRoleOf(it) : it.production?.cannotCome.length === 0 ? 'counsel' : 'decider'
