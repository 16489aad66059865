import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

/* Which of the library's lawyers is asked in a case. */

const english = () => ({
  askInstead: (names: string) => `Counsel has a conflict of interest in this case. Ask ${names} instead.`,
  noCounselLeft:
    'Each of the library’s lawyers has a conflict of interest in this case. Ask the city or county that the library belongs to for special counsel. Then give special counsel a sign-in, and name them under',
  toContacts: 'Emergency contacts.',
})

const spanish: InSpanish<typeof english> = () => ({
  askInstead: (names) =>
    `La asesoría tiene un conflicto de interés en este caso. Pregunte en su lugar a ${names}.`,
  noCounselLeft:
    'Cada abogado de la biblioteca tiene un conflicto de interés en este caso. Pida un abogado especial a la ciudad o al condado de la biblioteca. Después dele una cuenta, y anótelo en',
  toContacts: 'Contactos de emergencia.',
})

export const counselWords = screenWords(english, spanish)
