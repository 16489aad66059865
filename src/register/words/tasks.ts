import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  registerLate: (since: string) =>
    `The audit log has not been signed since ${since}. Entries made since then may not be signed yet. Ask the person who maintains the computer to restart Carrel.`,
  registerBad: (moment: string) => `The audit log is NOT intact. A check on ${moment} found a problem.`,
  registerBadGo: 'View the problem',
  pinsNowhere: 'No one outside the library receives the audit log’s fingerprints yet.',
  pinsFail: 'The daily e-mail with the audit log’s fingerprint is not arriving.',
})

const spanish: InSpanish<typeof english> = () => ({
  registerLate: (since) =>
    `El registro de auditoría no se firma desde el ${since}. Puede que las entradas hechas desde entonces no estén firmadas todavía. Pida a la persona que mantiene la computadora que reinicie Carrel.`,
  registerBad: (moment) =>
    `El registro de auditoría NO está intacto. Una comprobación del ${moment} halló un problema.`,
  registerBadGo: 'Ver el problema',
  pinsNowhere: 'Nadie fuera de la biblioteca recibe todavía las huellas del registro de auditoría.',
  pinsFail: 'El correo diario con la huella del registro de auditoría no está llegando.',
})

export const registerTasksWords = screenWords(english, spanish)
