import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  name: {
    volunteer: 'volunteer',
    desk: 'clerk',
    director: 'Director',
    counsel: 'legal counsel',
    trustee: 'trustee',
    'special-counsel': 'special counsel',
  },
  ofTheBoard: (role: string) => `${role}, president of the Board`,
  choices: {
    volunteer: { label: 'Volunteer', hint: 'Helps at the desk, and sees only whether a card is on file' },
    desk: { label: 'Clerk', hint: 'Looks up records at the desk' },
    director: { label: 'Director', hint: 'Keeps the records and these pages' },
    counsel: { label: 'Legal counsel', hint: 'Sees cases and the copies in them, and no record at the desk' },
    trustee: { label: 'Trustee', hint: 'Cannot view records on a screen' },
    president: { label: 'Trustee, president of the Board', hint: 'Names an acting Director' },
    'special-counsel': {
      label: 'Special counsel, for one case',
      hint: 'Sees only a case to which you add them, once someone else agrees',
    },
  },
})

const spanish: InSpanish<typeof english> = () => ({
  name: {
    volunteer: 'voluntariado',
    desk: 'personal del mostrador',
    director: 'Dirección',
    counsel: 'asesoría legal',
    trustee: 'miembro de la Junta',
    'special-counsel': 'asesoría especial',
  },
  ofTheBoard: (role) => `${role}, presidencia de la Junta`,
  choices: {
    volunteer: {
      label: 'Voluntariado',
      hint: 'Ayuda en el mostrador, y ve solo si una tarjeta está registrada',
    },
    desk: { label: 'Personal del mostrador', hint: 'Consulta expedientes en el mostrador' },
    director: { label: 'Dirección', hint: 'Tiene a su cargo los expedientes y estas páginas' },
    counsel: {
      label: 'Asesoría legal',
      hint: 'Ve los casos y sus copias, y ningún expediente en el mostrador',
    },
    trustee: { label: 'Miembro de la Junta', hint: 'No ve ningún expediente en pantalla' },
    president: {
      label: 'Miembro de la Junta, en la presidencia',
      hint: 'Nombra una Dirección interina',
    },
    'special-counsel': {
      label: 'Asesoría especial, para un caso',
      hint: 'Ve solo el caso al que usted la agrega, cuando otra persona lo acepta',
    },
  },
})

export const rolesWords = screenWords(english, spanish)
