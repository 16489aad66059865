import type { PartWords } from '../catalogue.ts'

export const roles: PartWords<'roles'> = () => ({
  name: {
    volunteer: 'voluntariado',
    desk: 'personal del mostrador',
    director: 'Dirección',
    counsel: 'asesoría legal',
    trustee: 'miembro de la Junta',
  },
  ofTheBoard: (role) => `${role}, presidencia de la Junta`,
  choices: {
    volunteer: { label: 'Voluntariado', hint: 'Ve si una tarjeta está registrada, y nada más' },
    desk: { label: 'Personal del mostrador', hint: 'Consulta expedientes en el mostrador' },
    director: { label: 'Dirección', hint: 'Tiene a su cargo los expedientes y estas páginas' },
    counsel: { label: 'Asesoría legal', hint: 'No ve ningún expediente en pantalla' },
    trustee: { label: 'Miembro de la Junta', hint: 'No ve ningún expediente en pantalla' },
    president: {
      label: 'Miembro de la Junta, en la presidencia',
      hint: 'Nombra a quien suple a la Dirección',
    },
  },
})
