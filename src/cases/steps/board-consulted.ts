import { screenWords } from '../../platform/i18n/screen-words.ts'
import { dayAfterItCame, dayIsPast, type Guard, ownSignIn, reported } from '../guards.ts'
import { stepFormWords } from '../words/step-form.ts'
import { code, type FormContext, type FormFaults, past } from './fields.ts'
import { decidingRoles, defineStep, stagesBeforeDecision } from './step.ts'

type BoardConsulted = {
  readonly what: 'board-consulted'
  readonly motion: string
  readonly session: string
  readonly on: string
}

/** Under a nondisclosure order, the Board may know only if counsel says so. */
const boardMayKnow: Guard = {
  name: 'board-may-know',
  passes: ({ gagged, boardMayKnow }) => !gagged || boardMayKnow,
  hides: ({ gagged, boardMayKnow }) => gagged && !boardMayKnow,
  words: screenWords(
    () => 'This case has a nondisclosure order. The Board may be told only if counsel says so.',
    () =>
      'Este caso tiene una orden de no divulgación. A la Junta se le puede decir solo si lo dice la asesoría.',
  ),
}

const boardWords = screenWords(
  ({ customer, aCustomer }) => ({
    label: 'Record that the Board was consulted',
    help: `The Board’s minutes are public. Enter only numbers and dates, and never a ${customer}’s name.`,
    said: (who: string, motion: string, session: string, day: string) =>
      `${who} recorded that the Board was consulted on ${day}: motion ${motion}, closed meeting ${session}.`,
    fields: {
      motion: 'Motion number',
      session: 'Closed meeting reference',
      until: 'Date',
    },
    named: (field: string) => `Remove the name of ${aCustomer}: ${field}`,
  }),
  ({ aCustomer }) => ({
    label: 'Anotar que se consultó a la Junta',
    help: `El acta de la Junta es pública. Escriba solo números y fechas, y nunca el nombre de ${aCustomer}.`,
    said: (who, motion, session, day) =>
      `${who} anotó que se consultó a la Junta el ${day}: moción ${motion}, sesión cerrada ${session}.`,
    fields: { motion: 'Número de la moción', session: 'Referencia de la sesión cerrada', until: 'Fecha' },
    named: (field) => `Quite el nombre de ${aCustomer}: ${field}`,
  }),
)

export const boardConsulted = defineStep<BoardConsulted>()({
  name: 'board-consulted',
  by: decidingRoles,
  at: stagesBeforeDecision,
  to: ['stays'],
  guards: [ownSignIn, reported, boardMayKnow, dayIsPast, dayAfterItCame],
  // The president of the Board, who then decides, records it as the Board's own word.
  change: (it, { stamp }) => ({
    ...it,
    boardConsulted: true,
    boardConfirmed: it.boardConfirmed || stamp.role === 'president',
  }),
  elsewhere: {
    relays: {
      of: 'board',
      isReported: ({ stamp }) => stamp.role !== 'president',
      stands: () => false,
      listsOwn: true,
    },
    answers: 'advised',
  },
  words: boardWords,
  timeline: ({ who, event, words, say }) => words.said(who, event.motion, event.session, say.day(event.on)),
  form: {
    group: 'counsel',
    fields: {
      motion: code(({ boardNumbers }) => boardNumbers?.motion ?? []),
      session: code(({ boardNumbers }) => boardNumbers?.session ?? []),
      until: past(),
    },
    toEvent: async ({ motion, session, until }, form) => {
      const faults = (await nameIn('motion', motion, form)) ?? (await nameIn('session', session, form))
      return faults ?? { what: 'board-consulted', motion, session, on: until }
    },
  },
})

/** These numbers go into the Board's public minutes; any with letters are checked for names. */
async function nameIn(
  field: 'motion' | 'session',
  number: string,
  { speaker, isNamed }: FormContext,
): Promise<FormFaults | undefined> {
  const named = /\p{L}/u.test(number) ? await isNamed(number) : 'clear'
  if (named === 'clear') return undefined
  const words = boardWords(speaker)
  const message = named === 'named' ? words.named(words.fields[field]) : stepFormWords(speaker).error.notHere
  return { faults: [{ field, message }] }
}
