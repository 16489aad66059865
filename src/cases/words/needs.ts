import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  unmet: {
    who: 'This step is for someone else to take.',
    stage: 'This step does not fit how far the case is now.',
    time: 'That time is still to come. Nothing is written down before it happens.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  unmet: {
    who: 'Este paso le toca a otra persona.',
    stage: 'Este paso no cabe en el punto donde está el caso.',
    time: 'Esa hora está por venir. Nada se anota antes de que pase.',
  },
})

export const casesNeedsWords = screenWords(english, spanish)
