import type { PartWords } from '../catalogue.ts'

export const officers: PartWords<'officers'> = () => ({
  title: 'Quién es quién',
  intro:
    'La Dirección prepara los accesos, y así podría entrar como si fuera otra persona. Por eso alguien más confirma de quién es cada uno. Solo entonces cuenta en un caso.',
  byThemselves: 'Preparado en la computadora donde funciona Carrel, o por la misma persona.',
  setUpBy: (name) => `Lo preparó ${name}.`,
  confirmedBy: (name, day) => `${name} confirmó el ${day} que es de esa persona.`,
  confirmedThere: (day) => `Confirmado el ${day} en la computadora donde funciona Carrel.`,
  notConfirmed: 'Nadie más ha confirmado que es de esa persona.',
  given: 'Todavía no tiene una contraseña propia.',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar que es de esa persona: ${name}`,
  sure: 'Confirme solo a alguien que conoce. Pregúntele en persona: ¿eligió usted su contraseña, y solo usted tiene su segundo paso?',
  ask: '¿Aún no hay aquí quien confirme? Quien cuida la computadora puede hacerlo allí para la primera persona: carrel account confirm.',
  refused: {
    unknown: 'No hay nada que confirmar de esta persona.',
    given: 'Antes debe elegir una contraseña propia.',
    yours: 'No puede confirmar su propio acceso.',
    'set-up': 'Usted preparó este acceso, así que debe confirmarlo otra persona.',
    unsure: 'Antes alguien debe confirmar el acceso de usted.',
    role: 'Esto lo confirma otra persona.',
  },
})
