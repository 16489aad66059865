import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { affectedKnown, isWrongDisclosure, ownSignIn } from '../guards.ts'
import { one, text, tick, when } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

const ways = ['in-person', 'phone', 'mail', 'not'] as const

type AffectedTold = {
  readonly what: 'affected-told'
  readonly way: (typeof ways)[number]
  readonly words: string
  /** Their own pages are to say that it happened: these patrons', whose pages do not say so yet. */
  readonly page?: true | undefined
  readonly patrons: readonly string[]
}

const words = screenWords(
  ({ customer, customers }) => ({
    label: 'Tell those who are affected',
    button: 'Record that they were told',
    help: `Tell each of them what left and to whom, in plain words, and what the library does about it. Record it for each way that you used. Tell a child alone and in person. Do not call or write where someone else may hear or read it.`,
    said: {
      'in-person': (who: string) => `${who} told those affected in person.`,
      phone: (who: string) => `${who} told those affected by phone.`,
      mail: (who: string) => `${who} told those affected by mail.`,
      not: (who: string) => `${who} recorded why someone affected is not told.`,
    },
    onPage: `The own page of each adult named by card says that it happened, and nothing else.`,
    fields: {
      way: 'How were they told?',
      words: 'Who was told, and what',
      page: `Their own page says that it happened`,
    },
    hints: {
      words: 'Count them, and name no one. If someone is not told, say why.',
      page: `It says only that something about them reached someone who may not have it. A child’s page never says so, since someone may be reading over their shoulder. Leave it blank if someone may make a ${customer} open their page.`,
    },
    options: {
      way: {
        'in-person': 'In person',
        phone: 'By phone',
        mail: 'By mail',
        not: `Not told: it could harm them, or the ${customers} cannot be reached`,
      },
    },
  }),
  ({ customer, customers }) => ({
    label: 'Avisar a quienes afecta',
    button: 'Anotar que se les avisó',
    help: 'Diga a cada uno qué salió y a quién, con palabras sencillas, y qué hace la biblioteca. Anótelo por cada manera que usó. A un menor, avísele a solas y en persona. No llame ni escriba donde otra persona pueda oírlo o leerlo.',
    said: {
      'in-person': (who) => `${who} avisó en persona a quienes afecta.`,
      phone: (who) => `${who} avisó por teléfono a quienes afecta.`,
      mail: (who) => `${who} avisó por correo a quienes afecta.`,
      not: (who) => `${who} anotó por qué no se avisa a alguien a quien afecta.`,
    },
    onPage: 'La página de cada adulto nombrado por tarjeta dice que pasó, y nada más.',
    fields: {
      way: '¿Cómo se les avisó?',
      words: 'A quiénes se avisó, y de qué',
      page: 'Su propia página dice que pasó',
    },
    hints: {
      words: 'Cuéntelos y no nombre a nadie. Si a alguien no se le avisa, diga por qué.',
      page: `Dice solo que algo sobre ellos llegó a quien no debe tenerlo. La página de un menor nunca lo dice, porque otra persona puede estar leyendo con él. Déjelo en blanco si alguien puede obligar a un ${customer} a abrir su página.`,
    },
    options: {
      way: {
        'in-person': 'En persona',
        phone: 'Por teléfono',
        mail: 'Por correo',
        not: `No se avisa: podría dañarlos, o no se halla a los ${customers}`,
      },
    },
  }),
)

/** Those whose own page has not been told yet. */
const unshownIn = ({ affected }: Case): readonly string[] =>
  (affected?.patrons ?? []).filter((one) => !affected?.shown.includes(one))

export const affectedTold = defineStep<AffectedTold>()({
  name: 'affected-told',
  by: oversightRoles,
  at: [...stagesBeforeDecision, 'ended'],
  guards: [ownSignIn, isWrongDisclosure, affectedKnown],
  change: (it, { page, patrons }) => ({
    ...it,
    affectedTold: true,
    ...(page && it.affected && { affected: { ...it.affected, shown: [...it.affected.shown, ...patrons] } }),
  }),
  // Why not what was sent: each page says it once, and never of someone whom the case does not name.
  fillsIn: (it) => ({ patrons: unshownIn(it) }),
  owes: (it) =>
    owedIf(it.kind === 'disclosure' && isBeingJudged(it) && it.affectedTold === undefined, 'recall'),
  elsewhere: { noticed: ({ page, patrons }) => (page ? patrons : []), answers: 'told' },
  words,
  timeline: ({ who, event, words }) => ({
    says: [words.said[event.way](who), ...(event.page ? [words.onPage] : [])].join(' '),
    words: [event.words],
  }),
  form: {
    group: 'facts',
    fields: { way: one(ways), words: text(), page: tick(), on: when() },
    toEvent: ({ way, words, page }) => ({
      ...{ what: 'affected-told', way, words, patrons: [] },
      ...(page && { page }),
    }),
  },
})
