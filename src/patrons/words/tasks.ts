import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  /** Counts only; the register has the rest. */
  guardianChanges: (added: number, changed: number, removed: number, days: number) =>
    `Guardians in the last ${days} days: ${added} added, ${changed} changed, ${removed} removed.`,
  guardianChangesGo: 'See who made the changes in the audit log',
})

const spanish: InSpanish<typeof english> = () => ({
  guardianChanges: (added, changed, removed, days) =>
    `Padres y tutores en los últimos ${days} días: ${added} añadidos, ${changed} cambiados, ${removed} quitados.`,
  guardianChangesGo: 'Ver en el registro de auditoría quién hizo los cambios',
})

export const patronsTasksWords = screenWords(english, spanish)
