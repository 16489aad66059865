import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  mark: 'DRILL',
  markSays: 'This is practice. Nothing of it is real, and it counts nowhere.',
  title: 'Drills',
  tellsNobody: 'A drill mails nobody. Whoever is to be told is told on screen, or by staff.',
  intro:
    'A drill is a visit that somebody plays. Staff write it down as if it were real, and you see how it went.',
  whatKind: 'What do you play?',
  kind: {
    warrant: 'Officers with a search warrant',
    paper: 'Somebody with a subpoena or an order',
    ask: 'An officer who asks, without paper',
  },
  kindSays: {
    warrant: 'Staff open “Search warrant” and are led to the drill.',
    paper:
      'Say that it is a drill. Staff open “Somebody brought a paper, or asks for records” and are led to it.',
    ask: 'Say that it is a drill. Staff open “Somebody brought a paper, or asks for records” and are led to it.',
  },
  start: 'Start the drill',
  startSays: 'Press when the visitor walks in: the time counts from then.',
  began: 'The drill is under way',
  beganSays: 'The reference is:',
  toSearch: 'The page that staff use',
  toScore: 'How it went',
  earlier: 'Earlier drills',
  none: 'There was no drill yet.',
  on: 'Day',
  score: 'How the drill went',
  scoreOf: (done: number, all: number) => `${done} of ${all}`,
  point: {
    reported: (minutes: number) => `The Director was reached within ${minutes} minutes`,
    'delay-asked': 'Staff asked them to wait for the lawyer',
    logged: 'It was written down',
  },
  reachedAfter: (minutes: number) =>
    minutes === 1
      ? 'The Director was reached after 1 minute.'
      : `The Director was reached after ${minutes} minutes.`,
  notReached: 'Staff have not noted that they reached the Director.',
  done: 'Done',
  notDone: 'Not done',
  state: 'State',
  step: 'What counts',
  goesOn: 'It goes on. What is written down later still counts.',
  wasReal: 'Was it real? Nothing of a drill counts. Write it down anew, each thing with its time:',
  toReal: 'Begin a real case',
  pickOne: 'Choose what you play.',
  toDrills: 'Back to the drills',
})

const spanish: InSpanish<typeof english> = () => ({
  mark: 'SIMULACRO',
  markSays: 'Es una práctica. Nada de esto es real, y no cuenta en ningún lado.',
  title: 'Simulacros',
  tellsNobody:
    'Un simulacro no envía correo a nadie. A quien hay que avisar se le avisa en pantalla, o lo hace el personal.',
  intro:
    'Un simulacro es una visita que alguien actúa. El personal la anota como si fuera real, y usted ve cómo salió.',
  whatKind: '¿Qué se actúa?',
  kind: {
    warrant: 'Agentes con una orden de registro',
    paper: 'Alguien con una citación o una orden',
    ask: 'Un agente que pregunta, sin papeles',
  },
  kindSays: {
    warrant: 'El personal abre «Orden de registro» y llega al simulacro.',
    paper:
      'Diga que es un simulacro. El personal abre «Alguien trajo un documento o pide datos» y llega a él.',
    ask: 'Diga que es un simulacro. El personal abre «Alguien trajo un documento o pide datos» y llega a él.',
  },
  start: 'Empezar el simulacro',
  startSays: 'Toque cuando entre la visita: el tiempo cuenta desde ahí.',
  began: 'El simulacro está en marcha',
  beganSays: 'La referencia es:',
  toSearch: 'La página que usa el personal',
  toScore: 'Cómo salió',
  earlier: 'Simulacros de antes',
  none: 'Aún no hubo ninguno.',
  on: 'Día',
  score: 'Cómo salió el simulacro',
  scoreOf: (done, all) => `${done} de ${all}`,
  point: {
    reported: (minutes) => `La Dirección contestó en menos de ${minutes} minutos`,
    'delay-asked': 'El personal pidió que esperen a la asesoría legal',
    logged: 'Quedó anotado',
  },
  reachedAfter: (minutes) =>
    minutes === 1
      ? 'La Dirección contestó después de 1 minuto.'
      : `La Dirección contestó después de ${minutes} minutos.`,
  notReached: 'El personal aún no anotó que habló con la Dirección.',
  done: 'Hecho',
  notDone: 'No se hizo',
  state: 'Estado',
  step: 'Lo que cuenta',
  goesOn: 'Todavía sigue. Lo que se anote después también cuenta.',
  wasReal: '¿Era real? Nada de un simulacro cuenta. Anótelo de nuevo, cada cosa con su hora:',
  toReal: 'Empezar un caso real',
  pickOne: 'Elija qué se actúa.',
  toDrills: 'Volver a los simulacros',
})

export const casesDrillWords = screenWords(english, spanish)
