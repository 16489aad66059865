import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  noticesStopped: (way: string, since: string, why: string) =>
    `Notices by ${way} have not gone out since ${since}: ${why}. They are kept and tried again. Ask the person who looks after the computer.`,
})

const spanish: InSpanish<typeof english> = () => ({
  noticesStopped: (way, since, why) =>
    `Los avisos por ${way} no salen desde el ${since} (${why}). Se guardan y se vuelven a intentar. Pregunte a quien atiende la computadora.`,
})

export const contactTasksWords = screenWords(english, spanish)
