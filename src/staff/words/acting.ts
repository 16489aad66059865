import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Acting Director',
  intro:
    'The Board names somebody who may do what the Director does, from a first day to a last one. It ends by itself.',
  named: 'Named',
  from: (first: string, last: string) => `From ${first} to the end of ${last}`,
  namedBy: (name: string) => `Named by ${name}`,
  namedWhereItRuns: 'Named at the computer that runs Carrel',
  endNow: 'End now',
  endNowOf: (name: string) => `End now: ${name}`,
  noOneToName: 'There is nobody to name yet: the Director adds people first.',
  whom: 'Whom does the Board name?',
  first: 'First day',
  last: 'Last day',
  lastHint: 'To the end of it',
  name: 'Name them',
  after: 'They need a second step at sign-in. What they do is on record as the acting Director’s.',
  firstMissing: 'Give the first day',
  lastMissing: 'Give the last day',
  refused: {
    unknown: 'Choose whom the Board names',
    director: 'This is the Director: choose somebody else',
    yourself: 'You cannot name yourself: choose somebody else',
    'gave-passphrase':
      'They made the passphrase that you first signed in with, so you cannot name them: the Board can, at the computer that runs Carrel',
    over: 'The last day is today or later, and not before the first',
    'too-long': 'A year at most: name them again after it',
    taken: 'Somebody is named for some of these days: end that first, or take other days',
  },
})

const spanish: InSpanish<typeof english> = () => ({
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

export const actingWords = screenWords(english, spanish)
