import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Acting Director',
  intro:
    'The Board names a person who may do what the Director does, from a first day through a last day. It ends automatically.',
  named: 'Named',
  from: (first: string, last: string) => `From ${first} through ${last}`,
  namedBy: (name: string) => `Named by ${name}`,
  namedWhereItRuns: 'Named at the computer that runs Carrel',
  endNow: 'End now',
  endNowOf: (name: string) => `End now: ${name}`,
  noOneToName: 'There is no one to name yet. The Director must add staff accounts first.',
  whom: 'Who is the Board naming?',
  saved:
    'Saved. They are acting Director on the days listed below. Now call them and the Director: Carrel sends no e-mail about it, but it is on the start page of both.',
  asked: (name: string, first: string, last: string) =>
    `${name} is going on leave and asks the Board to name an acting Director from ${first} through ${last}.`,
  askedFilled: 'These days are filled in below.',
  counselHint: (role: string) => `${role}. They would then decide on their own advice`,
  volunteerHint: (role: string) => `${role}. They have opened no records so far`,
  first: 'First day',
  last: 'Last day',
  lastHint: 'Through the end of that day',
  name: 'Name acting Director',
  after:
    'They need two-step sign-in. What they do is logged as the acting Director. They see open cases at once. Sealed matters, if there are any, are handed over by the Director or counsel on the page Sealed matters.',
  firstMissing: 'Enter the first day',
  lastMissing: 'Enter the last day',
  refused: {
    unknown: 'Choose a person',
    director: 'This person is the Director. Choose someone else',
    yourself: 'You cannot name yourself. Choose someone else',
    'gave-passphrase':
      'They made the passphrase you first signed in with, so you cannot name them. The Board can, at the computer that runs Carrel',
    over: 'The last day must be today or later, and not before the first day',
    'too-long': 'One year at most. You can name them again after that',
    taken: 'Someone is already named for some of these days. End that first, or choose other days',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Dirección interina',
  intro:
    'La Junta nombra a una persona que puede hacer lo que hace la Dirección, desde un primer día hasta un último. Termina automáticamente.',
  named: 'Nombramientos',
  from: (first, last) => `Del ${first} hasta el ${last}`,
  namedBy: (name) => `Quien nombró: ${name}`,
  namedWhereItRuns: 'Se nombró en la computadora donde funciona Carrel',
  endNow: 'Terminar ahora',
  endNowOf: (name) => `Terminar ahora: ${name}`,
  noOneToName: 'Aún no hay a quién nombrar. La Dirección debe agregar primero cuentas de personal.',
  whom: '¿A quién nombra la Junta?',
  saved:
    'Guardado. Suple a la Dirección en los días que se listan abajo. Ahora llame a esa persona y a la Dirección: Carrel no envía ningún correo sobre esto, pero sale en la página de inicio de las dos.',
  asked: (name, first, last) =>
    `${name} se va de licencia y pide que la Junta nombre una Dirección interina del ${first} hasta el ${last}.`,
  askedFilled: 'Esos días ya están puestos abajo.',
  counselHint: (role) => `${role}. Entonces decidiría según su propio consejo`,
  volunteerHint: (role) => `${role}. Hasta ahora no ha abierto expedientes`,
  first: 'Primer día',
  last: 'Último día',
  lastHint: 'Hasta el final de ese día',
  name: 'Nombrar',
  after:
    'Necesita el inicio de sesión en dos pasos. Lo que haga queda registrado como de la Dirección interina. Ve enseguida los casos abiertos. Los asuntos sellados, si los hay, los entrega la Dirección o la asesoría legal en la página Asuntos sellados.',
  firstMissing: 'Escriba el primer día',
  lastMissing: 'Escriba el último día',
  refused: {
    unknown: 'Elija a una persona',
    director: 'Esta persona ya está en la Dirección. Elija a otra',
    yourself: 'No puede nombrarse a usted. Elija a otra persona',
    'gave-passphrase':
      'Esa persona creó la contraseña con la que usted inició sesión por primera vez, así que usted no puede nombrarla. La Junta puede, en la computadora donde funciona Carrel',
    over: 'El último día debe ser hoy o después, y no antes del primer día',
    'too-long': 'Un año como máximo. Después puede nombrarla otra vez',
    taken: 'Ya hay una persona nombrada para algunos de esos días. Termine eso primero, o elija otros días',
  },
})

export const actingWords = screenWords(english, spanish)
