import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { servedOrReceivedAt } from '../deadlines.ts'
import { isCounselUnheard, isMinimumAsked, minimumGrounds } from '../decision.ts'
import {
  type CounselAttempts,
  confirmedSignIn,
  deciderRole,
  dueOrder,
  type Guard,
  hasCounselCleared,
  isDecider,
  scopeIsSet,
} from '../guards.ts'
import { yesNo } from './fields.ts'
import { decidingRoles, defineStep } from './step.ts'

/** `counsel`: the names of everyone whom the library calls as counsel, each of whom was tried. */
type MinimumAsked = {
  readonly what: 'minimum-asked'
  readonly counsel: readonly string[]
  readonly underSeal: boolean
}

/** Where a pack has no numbers. */
export const attemptsOtherwise: CounselAttempts = { each: 3, minutesApart: 30 }

const counselTried: Guard<MinimumAsked> = {
  name: 'counsel-tried',
  passes: (it, { event, world }) =>
    isCounselUnheard(it) &&
    event.counsel.length > 0 &&
    event.counsel.every((name) => isTried(it, name, world.attempts ?? attemptsOtherwise)),
  words: screenWords(
    () =>
      'Each counsel must first be tried, as often and as far apart as the policy says. Record each try under “Contact counsel,” with the name, when you make it. Tries that you record together count as one. If counsel spoke in the case, or denied this before, what counsel says is followed.',
    () =>
      'Primero hay que intentar hablar con cada persona de la asesoría legal, tantas veces y con tanto tiempo entre ellas como dice la política. Anote cada intento en «Avisar a la asesoría», con el nombre, al hacerlo. Los intentos que anote juntos valen por uno. Si la asesoría habló en el caso, o ya negó esto, se sigue lo que ella dice.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Comply without counsel: ask a second person',
    button: 'Ask the second person',
    help: 'Only for a court order that is due today or tomorrow, after you tried each counsel and reached no one. Set the scope first. You and a second person then produce the least that the order names. That person is the president of the Board. If the president decides, it is a trustee. Under a nondisclosure order, it is the person who acts for the Director. A subpoena gets a holding letter instead. Counsel confirms or denies it afterward.',
    asked: (who: string, counsel: string) =>
      `${who} asked a second person to agree to comply with the court order. Tried and not reached: ${counsel}.`,
    sealed: 'The court is asked to keep it under seal.',
    fields: { sealed: 'Does the court allow records to be filed under seal?' },
    hints: { sealed: 'The order may say so. If not, ask the clerk of the court by the case number alone.' },
  }),
  () => ({
    label: 'Cumplir sin la asesoría: pedirlo a otra persona',
    button: 'Pedirlo a la otra persona',
    help: 'Solo para una orden de un tribunal que vence hoy o mañana, después de intentar hablar con cada persona de la asesoría legal sin lograrlo. Fije primero el alcance. Entonces usted y otra persona entregan lo mínimo que nombra la orden. Esa persona es quien preside la Junta. Si decide quien la preside, es un miembro de la Junta. Con una orden de no divulgación, es la persona que actúa por la Dirección. A una citación se le envía una carta de espera. La asesoría lo confirma o lo niega después.',
    asked: (who, counsel) =>
      `${who} pidió a otra persona que acepte cumplir la orden del tribunal. Se intentó sin lograrlo con: ${counsel}.`,
    sealed: 'Se pide al tribunal que lo guarde bajo sello.',
    fields: { sealed: '¿Permite el tribunal que los registros se entreguen bajo sello?' },
    hints: {
      sealed:
        'Puede decirlo la orden. Si no, pregunte en la secretaría del tribunal solo con el número del caso.',
    },
  }),
)

export const minimumAsked = defineStep<MinimumAsked>()({
  name: 'minimum-asked',
  by: decidingRoles,
  at: ['read', 'with-counsel', 'cleared'],
  guards: [confirmedSignIn, isDecider, dueOrder, scopeIsSet, counselTried],
  hides: (it, viewer) =>
    viewer !== deciderRole(it) ||
    it.reading?.instrument !== 'court-order' ||
    hasCounselCleared(it) ||
    isMinimumAsked(it),
  change: (it, { counsel, underSeal, stamp }) => ({
    ...it,
    minimum: {
      by: stamp.by,
      ...(stamp.acting && { acts: stamp.acting }),
      counsel,
      underSeal,
      grounds: minimumGrounds(it),
    },
  }),
  elsewhere: { answers: 'decided' },
  words,
  timeline: ({ who, event, words, say }) =>
    [words.asked(who, say.list(event.counsel)), ...(event.underSeal ? [words.sealed] : [])].join(' '),
  form: {
    group: 'counsel',
    fields: { sealed: yesNo() },
    toEvent: ({ sealed }, { counselNames }) => ({
      what: 'minimum-asked',
      counsel: counselNames,
      underSeal: sealed === 'yes',
    }),
  },
})

const isTried = (it: Case, name: string, attempts: CounselAttempts): boolean =>
  triesOf(it, name, attempts).many >= attempts.each

/** Since the paper came and counsel was last heard; tries that follow at once are one. `next`: when another counts. */
export function triesOf(it: Case, name: string, { minutesApart }: CounselAttempts) {
  const since = servedOrReceivedAt(it)
  let [many, last] = [0, Number.NEGATIVE_INFINITY]
  for (const { counsel, at, heard = [] } of it.tries) {
    const time = Date.parse(at)
    if (heard.some((account) => !it.conflicts.includes(account))) continue
    if (counsel !== name || at < since || time - last < minutesApart * 60_000) continue
    many++
    last = time
  }
  return { many, next: last + minutesApart * 60_000 }
}
