import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  /** In a line of the list, where it is more than one; each is named below. */
  kinds: (many: number) => `${many} kinds of information`,
  what: 'What it was',
  checked: 'What staff noted',
})

const spanish: InSpanish<typeof english> = () => ({
  kinds: (many) => `${many} tipos de información`,
  what: 'Qué fue',
  checked: 'Lo que anotó el personal',
})

export const seenByDayWords = screenWords(english, spanish)
