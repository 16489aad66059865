import type { Formats } from '../../platform/i18n/language.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import {
  type InSpanish,
  type LibraryTerms,
  type ScreenLanguage,
  screenWords,
} from '../../platform/i18n/screen-words.ts'

const english = ({ counsel }: LibraryTerms) => ({
  title: 'How long it took',
  reported: 'Reported to the library',
  seen: { director: 'Opened by the Director', president: 'Opened by the president of the Board' },
  consulted: `Consulted with ${counsel}`,
  after: (duration: string) => `${duration} after it was served`,
  notYet: 'Not yet',
  notConfirmed: (after: string) => `${after}: reported, not confirmed`,
  notKept: 'Not kept for a sealed matter',
  minutes: (many: string, one: boolean) => `${many} ${one ? 'minute' : 'minutes'}`,
  hours: (many: string) => `${many} hours`,
  days: (many: string) => `${many} days`,

  /** In the transparency report. */
  year: (year: string) => `How fast legal papers were handled in ${year}`,
  yearSays:
    'From the time that a paper was served. A consultation counts once counsel confirms that it took place.',
  step: 'Step',
  half: 'Half of them within',
  most: 'Nine out of ten within',
  stepOf: {
    reported: 'Reported to the library',
    seen: 'Opened by the person who decides',
    consulted: `Consulted with ${counsel}`,
  },
  within: {
    '15': '15 minutes',
    '60': 'an hour',
    '240': '4 hours',
    '1440': 'a day',
    '10080': 'a week',
    later: 'more than a week, or not at all',
  },
  few: (least: string) => `Fewer than ${least} legal papers came that year, so no times are published.`,
})

const spanish: InSpanish<typeof english> = ({ counsel }) => ({
  title: 'Cuánto se tardó',
  reported: 'Se avisó a la biblioteca',
  seen: { director: 'Lo abrió la Dirección', president: 'Lo abrió quien preside la Junta' },
  consulted: `Se consultó a ${counsel}`,
  after: (duration) => `${duration} después de la entrega`,
  notYet: 'Todavía no',
  notConfirmed: (after) => `${after}: reportado, sin confirmar`,
  notKept: 'No se guarda en un asunto sellado',
  minutes: (many, one) => `${many} ${one ? 'minuto' : 'minutos'}`,
  hours: (many) => `${many} horas`,
  days: (many) => `${many} días`,

  year: (year) => `Con qué rapidez se atendieron los documentos legales en ${year}`,
  yearSays:
    'Desde la hora en que se entregó el documento. Una consulta vale cuando la asesoría confirma que la hubo.',
  step: 'Paso',
  half: 'La mitad en',
  most: 'Nueve de cada diez en',
  stepOf: {
    reported: 'Aviso a la biblioteca',
    seen: 'Apertura por quien decide',
    consulted: `Consulta a ${counsel}`,
  },
  within: {
    '15': '15 minutos',
    '60': 'una hora',
    '240': '4 horas',
    '1440': 'un día',
    '10080': 'una semana',
    later: 'más de una semana, o nunca',
  },
  few: (least) => `Ese año llegaron menos de ${least} documentos legales, así que no se publican tiempos.`,
})

export const dutyWords = screenWords(english, spanish)

/** Minutes up to two hours, then hours, then days. @param ms negative where it was noted before it was served */
export function durationText(speaker: ScreenLanguage, ms: number): string {
  const words = dutyWords(speaker)
  const { count }: Formats = formatsOf(speaker)
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 120) return words.minutes(count(minutes), minutes === 1)
  const hours = Math.round(minutes / 60)
  return hours < 48 ? words.hours(count(hours)) : words.days(count(Math.round(hours / 24)))
}
