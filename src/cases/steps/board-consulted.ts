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
    () => 'Nobody may be told of this paper, and the Board is told only if counsel says that it may know.',
    () =>
      'De este documento no se puede decir nada a nadie, y a la Junta solo si la asesoría dice que puede saberlo.',
  ),
}

const boardWords = screenWords(
  ({ customer, aCustomer }) => ({
    label: 'Write down that the Board was asked',
    help: `The Board's minutes are public. Give numbers and days only, and never the name of a ${customer}.`,
    said: (who: string, motion: string, session: string, day: string) =>
      `${who} wrote down that the Board was asked on ${day}: motion ${motion}, closed meeting ${session}.`,
    fields: {
      motion: 'Number of the motion',
      session: 'Reference of the closed meeting',
      until: 'On which day',
    },
    named: (field: string) => `Take out the name of ${aCustomer}: ${field}`,
  }),
  ({ aCustomer }) => ({
    label: 'Anotar que se preguntó a la Junta',
    help: `El acta de la Junta es pública. Dé solo números y días, y nunca el nombre de ${aCustomer}.`,
    said: (who, motion, session, day) =>
      `${who} anotó que se preguntó a la Junta el ${day}: moción ${motion}, reunión cerrada ${session}.`,
    fields: { motion: 'Número de la moción', session: 'Referencia de la reunión cerrada', until: 'Qué día' },
    named: (field) => `Quite el nombre de ${aCustomer}: ${field}`,
  }),
)

export const boardConsulted = defineStep<BoardConsulted>()({
  name: 'board-consulted',
  by: decidingRoles,
  at: stagesBeforeDecision,
  to: ['stays'],
  guards: [ownSignIn, reported, boardMayKnow, dayIsPast, dayAfterItCame],
  change: (it) => ({ ...it, boardConsulted: true }),
  words: boardWords,
  timeline: ({ who, event, words, say }) => words.said(who, event.motion, event.session, say.day(event.on)),
  form: {
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
