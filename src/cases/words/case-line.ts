import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  came: (day: string) => `came ${day}`,
})

const spanish: InSpanish<typeof english> = () => ({
  came: (day) => `llegó el ${day}`,
})

export const caseLineWords = screenWords(english, spanish)
