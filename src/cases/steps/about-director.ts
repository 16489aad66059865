import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Stage } from '../case.ts'
import { withDecisionVoid } from '../case-changes.ts'
import { type Guard, ownSignIn } from '../guards.ts'
import { yesNo } from './fields.ts'
import {
  defineStep,
  everyRole,
  reopens,
  stagesBeforeClosed,
  stagesBeforeDecision,
  stagesOfProduction,
} from './step.ts'

type AboutDirector = { readonly what: 'about-director'; readonly is: boolean }

/** Counsel and the reporter; before a decision, also the Director and the president, but only to hand it over. */
const maySayAbout: Guard<AboutDirector> = {
  name: 'may-say-about',
  passes: (it, { event, stamp }) => {
    if (event.is === it.aboutDirector) return false
    // Why: the Director can sign in as someone whose passphrase they set, or whose PIN they watched, or as staff with a PIN of
    // their own, and would take the case back.
    if (!event.is && stamp.unconfirmed === true) return false
    const isMade = it.decision !== undefined || it.outcome !== undefined
    if (isMade && (stamp.role === 'director' || stamp.role === 'president')) return false
    if (stamp.role === 'director') return event.is
    if (stamp.role === 'president') return !event.is
    return stamp.role === 'counsel' || stamp.by === it.servedTo
  },
  words: screenWords(
    () =>
      'This is already set, or your role cannot change it. Counsel and the person who reported the case can change it. If the Director set up or reset their sign-in, someone else must first confirm that it is theirs before they can say that it is not about the Director, and a staff PIN is not enough. Before a decision, the Director and the president of the Board can only hand the case to each other.',
    () =>
      'Esto ya está así, o su función no puede cambiarlo. Pueden cambiarlo la asesoría y la persona que reportó el caso. Si la Dirección preparó o restableció su cuenta, otra persona debe confirmar antes que es suya para que pueda decir que no trata de la Dirección, y no basta un PIN del personal. Antes de una decisión, la Dirección y quien preside la Junta solo pueden pasarse el caso.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Say whether the case is about the Director',
    help: 'If it is, the president of the Board decides it, and the Director no longer sees it. Any decision already made is void. Only counsel, the president, or the person who reported the case can say that it is not. Their sign-in must be confirmed as theirs.',
    is: (who: string) => `${who} said that it is about the Director.`,
    isNot: (who: string) => `${who} said that it is not about the Director.`,
    fields: { about: 'Is it about the Director?' },
  }),
  () => ({
    label: 'Decir si el caso trata de la Dirección',
    help: 'Si trata de la Dirección, lo decide quien preside la Junta, y la Dirección ya no lo ve. Toda decisión ya tomada queda sin efecto. Solo la asesoría, quien preside la Junta o la persona que reportó el caso puede decir que no trata de ella, con una cuenta que consta como suya.',
    is: (who) => `${who} dijo que trata de la Dirección.`,
    isNot: (who) => `${who} dijo que no trata de la Dirección.`,
    fields: { about: '¿Trata de la Dirección?' },
  }),
)

// Why until closed: otherwise a Director could settle a case about themselves before anyone says so.
export const aboutDirector = defineStep<AboutDirector>()({
  name: 'about-director',
  by: everyRole,
  at: stagesBeforeClosed,
  to: (from) => (isProducing(from) ? ['stays', ...stagesBeforeDecision] : reopens(from)),
  guards: [ownSignIn, maySayAbout],
  // Why no longer reported: someone else decides now, who has not heard of it.
  change: (it, { is, stamp }) => ({
    ...withDecisionVoid(it),
    aboutDirector: is,
    directorAt: undefined,
    specialAsked: undefined,
    // Why not the reporter: someone who works for the Director does not clear the Director's own views.
    ...(it.study && !is && stamp.role !== 'staff' && { study: { ...it.study, ownCleared: true } }),
  }),
  isOwnWord: 'anyone',
  elsewhere: {
    effects: ['draft-dropped', 'decider-mailed'],
    fitsFullMatter: true,
  },
  words,
  timeline: ({ who, event, words }) => (event.is ? words.is : words.isNot)(who),
  form: {
    group: 'facts',
    fields: { about: yesNo() },
    toEvent: ({ about }) => ({ what: 'about-director', is: about === 'yes' }),
  },
})

function isProducing(stage: Stage): boolean {
  return stagesOfProduction.some((one) => one === stage)
}
