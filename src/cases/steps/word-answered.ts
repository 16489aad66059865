import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type AnsweredThrough, type RelayedKind, type Stage, stages } from '../case.ts'
import { type Guard, isContactGood, isNotBlank, isOutOf, ownSignIn } from '../guards.ts'
import { withAnswer } from '../relayed.ts'
import { isUnanswered, relayedOwner, relayedWordsFor } from '../statements.ts'
import { stepFormWords } from '../words/page.ts'
import { fault, one, optional, text } from './fields.ts'
import { isLetterCall } from './letter-added.ts'
import { owedIf } from './owed.ts'
import { defineStep, everyRole, type NextStage, stagesBeforeDecision } from './step.ts'

/** `word`: its place among what was reported in the case, from 0. `words`: what they said instead. */
type WordAnswered = {
  readonly what: 'word-answered'
  readonly word: number
  readonly is: boolean
  readonly words?: string | undefined
  /** Absent: at their own sign-in. */
  readonly through?: AnsweredThrough | undefined
}

/** Only they themselves, once, and not whoever recorded it. */
const wordIsTheirs: Guard<WordAnswered> = {
  name: 'word-is-theirs',
  passes: (it, { event: { word: place, is, through }, stamp, world }) => {
    const word = it.relayed[place]
    if (word === undefined || !isUnanswered(word) || word.by === stamp.by) return false
    if (through === undefined) return relayedOwner(word) === stamp.role
    const { to } = through
    if (to.whom !== relayedOwner(word) || !isContactGood(to, stamp.at) || isOutOf(it, to)) return false
    if (through.how === 'link') return stamp.role === 'program' && !it.gagged
    const isCalled = isLetterCall(it, word, through, { stamp, isSealed: world.isSealed })
    // A letter that denies it confirms nothing, whatever is said on the phone.
    return isCalled && (!is || word.letter?.is === true)
  },
  words: screenWords(
    () =>
      'Only the person who is said to have said it confirms or denies it, and only once. They do so at their own sign-in, by a link in an e-mail, or by a letter that a second person called them about.',
    () =>
      'Solo lo confirma o lo niega, una vez, la persona a la que se atribuye. Lo hace con su propia cuenta, con un enlace en un correo, o con una carta sobre la que otra persona le llamó.',
  ),
}

const words = screenWords(
  ({ customer }) => ({
    label: 'Confirm or deny what was reported',
    button: 'Save your answer',
    help: 'Someone else recorded this. It is confirmed only once you say so. If you deny it, the case is left open, and any decision in it is void.',
    confirmed: (who: string, what: string) => `${who} confirmed what was reported: ${what}.`,
    denied: (who: string, what: string) =>
      `${who} denied what was reported: ${what}. That leaves the case open.`,
    byLink: (name: string) => `By a link that was e-mailed to them, ${name}`,
    byLetter: (name: string, caller: string) => `By a letter, and on the phone with ${caller}, ${name}`,
    of: {
      advice: 'counsel’s advice',
      debrief: 'counsel’s review of the search',
      'gag-end': 'the end of the nondisclosure order',
      notice: `counsel’s choice whether to tell the ${customer}`,
      finding: 'that counsel took back a finding',
      search: 'that the search was recorded by mistake',
      board: 'that the Board was consulted',
      compliance: 'that the library complied under court order, and counsel was not reached',
      quashed: 'that a court quashed the paper',
      against:
        'that the case was decided, referred or withdrawn, against counsel’s opinion or before counsel gave one',
      reading: 'that the paper is a public-records request',
      gag: 'that there is a nondisclosure order',
      unconfirmed: 'that a decision was signed that no second person had confirmed',
    } satisfies Record<RelayedKind, string>,
    askToConfirm: 'Call and ask them to sign in. What was recorded counts once they confirm it here.',
    orNow: 'You do not have to wait for that',
    fields: {
      report: 'Which report?',
      answer: 'Is it true?',
      instead: 'If it is not true, what is?',
    },
    options: { answer: { yes: 'Yes, I confirm it', no: 'No, I deny it' } },
  }),
  ({ customer }) => ({
    label: 'Confirmar o negar lo que se reportó',
    button: 'Guardar su respuesta',
    help: 'Otra persona anotó esto. Queda confirmado solo cuando usted lo dice. Si lo niega, el caso queda abierto, y toda decisión en él queda sin efecto.',
    confirmed: (who, what) => `${who} confirmó lo que se reportó: ${what}.`,
    denied: (who, what) => `${who} negó lo que se reportó: ${what}. Con eso el caso queda abierto.`,
    byLink: (name) => `Con un enlace que se le envió por correo, ${name}`,
    byLetter: (name, caller) => `Con una carta, y por teléfono con ${caller}, ${name}`,
    of: {
      advice: 'la opinión de la asesoría',
      debrief: 'el repaso del cateo con la asesoría',
      'gag-end': 'el fin de la orden de no divulgación',
      notice: `si la asesoría eligió avisar al ${customer}`,
      finding: 'que la asesoría retiró un punto',
      search: 'que el cateo se anotó por error',
      board: 'que se consultó a la Junta',
      compliance:
        'que la biblioteca cumplió una orden de un tribunal sin haber podido hablar con la asesoría',
      quashed: 'que un tribunal anuló el documento',
      against:
        'que se decidió, se remitió o se retiró, contra la opinión de la asesoría o antes de que la diera',
      reading: 'que el documento es una solicitud de registros públicos',
      gag: 'que hay una orden de no divulgación',
      unconfirmed: 'que se firmó una decisión que ninguna otra persona había confirmado',
    },
    askToConfirm: 'Llame y pida que inicie sesión. Lo anotado cuenta cuando lo confirme aquí.',
    orNow: 'No hace falta esperarlo',
    fields: {
      report: '¿Qué reporte?',
      answer: '¿Es verdad?',
      instead: 'Si no es verdad, ¿qué lo es?',
    },
    options: { answer: { yes: 'Sí, lo confirmo', no: 'No, lo niego' } },
  }),
)

// Why at every stage: a denial may come long after the case was closed.
export const wordAnswered = defineStep<WordAnswered>()({
  name: 'word-answered',
  // The others only as the second person who called about a letter.
  by: [...everyRole, 'program'],
  at: stages,
  to: (from) => reopenedFrom(from),
  guards: [ownSignIn, wordIsTheirs],
  hides: (it, viewer) => relayedWordsFor(it, viewer).length === 0,
  change: withAnswer,
  isOwnWord: 'anyone',
  counselFirst: 'any',
  owes: (it) =>
    (['counsel', 'president'] as const).flatMap((by) =>
      // Why so early under a nondisclosure order: no list or start page tells counsel of it.
      owedIf(
        relayedWordsFor(it, by).length > 0 && (it.gagged || !it.closed),
        it.gagged ? 'secret' : 'confirm',
        by,
      ),
    ),
  elsewhere: { fitsFullMatter: true, answers: 'advised' },
  words,
  shows: {
    isLong: ({ papers }) => papers.length > 0,
    // It waited long enough for a second person, and says that none confirmed it.
    instead: ({ orNow }, { kind }, mayDecide) => (kind === 'privacy' && mayDecide() ? orNow : undefined),
    awaited: ({ askToConfirm }, { label }) => `: ${label}. ${askToConfirm}`,
  },
  timeline: ({ who, event, words, say }) => ({
    says: (event.is ? words.confirmed : words.denied)(
      event.through === undefined
        ? who
        : event.through.how === 'link'
          ? words.byLink(event.through.to.name)
          : words.byLetter(event.through.to.name, who),
      words.of[say.reported(event.word) ?? 'advice'],
    ),
    words: event.words === undefined ? [] : [event.words],
  }),
  form: {
    group: 'counsel',
    fields: {
      report: one(
        ({ reported }) => reported.map(({ place }) => String(place)),
        ({ reported }) => Object.fromEntries(reported.map(({ place, says }) => [String(place), says])),
      ),
      answer: one(['yes', 'no']),
      instead: optional(text()),
    },
    initial: ({ relayed }) => {
      const open = relayed.flatMap((word, place) => (isUnanswered(word) ? [String(place)] : []))
      return open.length === 1 ? { report: open[0] } : {}
    },
    notice: (_, { reported }) =>
      reported
        .map(({ says, words }) => [says, ...words.filter(isNotBlank).map((one) => `“${one}”`)].join(' '))
        .join(' '),
    toEvent: ({ report, answer, instead }, { speaker }) => {
      if (answer === 'no' && instead === undefined) {
        return fault('instead', stepFormWords(speaker).error.missing(words(speaker).fields.instead))
      }
      return {
        what: 'word-answered',
        word: Number(report),
        is: answer === 'yes',
        ...(instead !== undefined && { words: instead }),
      }
    },
  },
})

function reopenedFrom(from: Stage): readonly NextStage[] {
  const over: readonly NextStage[] = from === 'closed' || from === 'ended' ? ['searched', 'ended'] : []
  return ['stays', ...stagesBeforeDecision, ...over]
}
