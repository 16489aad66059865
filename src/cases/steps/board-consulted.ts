import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type BoardMotion, boardMotions } from '../case.ts'
import { dayAfterItCame, dayIsPast, type Guard, ownSignIn, reported } from '../guards.ts'
import { stepFormWords } from '../words/page.ts'
import { agendaWords } from '../words/reported.ts'
import { code, type FormContext, type FormFaults, fault, one, optional, pageNumber, past } from './fields.ts'
import { decidingRoles, defineStep, stagesBeforeDecision } from './step.ts'

type BoardConsulted = {
  readonly what: 'board-consulted'
  readonly motion: string
  readonly session: string
  readonly on: string
  /** What was moved and voted in open session, as the minutes have it; absent where none is recorded. */
  readonly moved?: BoardMotion | undefined
  readonly votes?: { readonly for: number; readonly against: number } | undefined
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
      moved: 'What was moved in public',
      votesFor: 'Votes for',
      votesAgainst: 'Votes against (leave blank for none)',
    },
    named: (field: string) => `Remove the name of ${aCustomer}: ${field}`,
  }),
  ({ aCustomer }) => ({
    label: 'Anotar que se consultó a la Junta',
    help: `El acta de la Junta es pública. Escriba solo números y fechas, y nunca el nombre de ${aCustomer}.`,
    said: (who, motion, session, day) =>
      `${who} anotó que se consultó a la Junta el ${day}: moción ${motion}, sesión cerrada ${session}.`,
    fields: {
      motion: 'Número de la moción',
      session: 'Referencia de la sesión cerrada',
      until: 'Fecha',
      moved: 'Lo que se propuso en sesión abierta',
      votesFor: 'Votos a favor',
      votesAgainst: 'Votos en contra (en blanco si no hubo)',
    },
    named: (field) => `Quite el nombre de ${aCustomer}: ${field}`,
  }),
)

export const boardConsulted = defineStep<BoardConsulted>()({
  name: 'board-consulted',
  by: decidingRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, reported, boardMayKnow, dayIsPast, dayAfterItCame],
  change: (it) => it,
  elsewhere: {
    relays: {
      of: 'board',
      // The president of the Board, who then decides, records it as the Board's own word.
      isReported: ({ stamp }) => stamp.role !== 'president',
      listsOwn: true,
      says: ({ motion, session, on }) => ({ board: { motion, session, on } }),
    },
    answers: 'advised',
  },
  words: boardWords,
  timeline: ({ who, event, words, say }) => {
    const said = words.said(who, event.motion, event.session, say.day(event.on))
    const agenda = agendaWords(say.speaker)
    const { moved, votes } = event
    const what = [
      ...(moved === undefined ? [] : [agenda.movedOf[moved]]),
      ...(votes === undefined ? [] : [agenda.votes(say.count(votes.for), say.count(votes.against))]),
    ]
    return what.length === 0 ? said : `${said} ${what.join(': ')}.`
  },
  form: {
    group: 'counsel',
    fields: {
      motion: code(({ boardNumbers }) => boardNumbers?.motion ?? []),
      session: code(({ boardNumbers }) => boardNumbers?.session ?? []),
      until: past(),
      moved: optional(one(boardMotions, ({ speaker }) => agendaWords(speaker).movedOf)),
      votesFor: optional(pageNumber()),
      votesAgainst: optional(pageNumber()),
    },
    toEvent: async ({ motion, session, until, moved, votesFor, votesAgainst }, form) => {
      const faults = (await nameIn('motion', motion, form)) ?? (await nameIn('session', session, form))
      if (faults !== undefined) return faults
      const isVoted = votesFor !== undefined || votesAgainst !== undefined
      return {
        ...{ what: 'board-consulted', motion, session, on: until },
        ...(moved !== undefined && { moved }),
        ...(isVoted && { votes: { for: votesFor ?? 0, against: votesAgainst ?? 0 } }),
      }
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
  return fault(field, message)
}
