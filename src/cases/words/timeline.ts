import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  someone: 'Someone',
  role: {
    staff: 'staff',
    director: 'the Director',
    counsel: 'legal counsel',
    president: 'the president of the Board',
    program: 'automatically',
  },
  through: { mail: 'by mail', phone: 'by phone', 'in-person': 'in person', screen: 'on this page' },
  counselSaid: (counsel: string, way: string) => `${counsel} said so ${way}.`,
  until: (day: string) => `Until ${day}.`,
  struck: 'Later marked as a mistake:',
})

const spanish: InSpanish<typeof english> = () => ({
  someone: 'Alguien',
  role: {
    staff: 'personal',
    director: 'Dirección',
    counsel: 'asesoría legal',
    president: 'presidencia de la Junta',
    program: 'automáticamente',
  },
  through: { mail: 'por correo', phone: 'por teléfono', 'in-person': 'en persona', screen: 'en esta página' },
  counselSaid: (counsel, way) => `Lo dijo ${counsel} ${way}.`,
  until: (day) => `Hasta el ${day}.`,
  struck: 'Después se marcó como error:',
})

export const casesTimelineWords = screenWords(english, spanish)
