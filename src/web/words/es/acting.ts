import type { PartWords } from '../catalogue.ts'

export const acting: PartWords<'acting'> = () => ({
  title: 'Suplencia de la Dirección',
  intro:
    'La Junta nombra a alguien que puede hacer lo que hace la Dirección, desde un primer día hasta un último. Termina sin que nadie haga nada.',
  named: 'Nombramientos',
  from: (first, last) => `Del ${first} al final del ${last}`,
  namedBy: (name) => `Por decisión de ${name}`,
  namedWhereItRuns: 'Desde la computadora donde funciona Carrel',
  endNow: 'Terminar ya',
  endNowOf: (name) => `Terminar ya: ${name}`,
  noOneToName: 'Aún no hay a quién nombrar: la Dirección agrega primero a las personas.',
  whom: '¿A quién nombra la Junta?',
  first: 'Primer día',
  last: 'Último día',
  lastHint: 'Hasta el final de ese día',
  name: 'Nombrar',
  after:
    'Necesita un segundo paso al entrar. Lo que haga queda registrado como de la Dirección en funciones.',
  firstMissing: 'Ponga el primer día',
  lastMissing: 'Ponga el último día',
  refused: {
    unknown: 'Elija a quién nombra la Junta',
    director: 'Esta persona ya está en la Dirección: elija a otra',
    yourself: 'No puede nombrarse a usted: elija a otra persona',
    'gave-passphrase':
      'Esa persona creó la contraseña con la que usted entró por primera vez, así que usted no puede nombrarla: la Junta puede hacerlo en la computadora donde funciona Carrel',
    over: 'El último día es hoy o más tarde, y no antes del primero',
    'too-long': 'Un año como máximo: nombre de nuevo después',
    taken: 'Ya hay alguien en algunos de esos días: termine eso primero o elija otros días',
  },
})
