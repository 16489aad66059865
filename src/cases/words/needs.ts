import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  unmet: {
    who: 'This step belongs to someone else.',
    stage: 'The case is not at the stage for this step.',
    time: 'That time is in the future. Events are recorded only after they happen.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  unmet: {
    who: 'Este paso le toca a otra persona.',
    stage: 'El caso no está en la etapa de este paso.',
    time: 'Esa hora está en el futuro. Las cosas se anotan solo después de que pasan.',
  },
})

export const casesNeedsWords = screenWords(english, spanish)
