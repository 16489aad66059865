import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ counsel }: LibraryTerms) => ({
  mark: 'DRILL',
  markSays: 'This is practice. Nothing in it is real, and it is not counted anywhere.',
  title: 'Drills',
  tellsNobody: 'A drill sends no e-mail. People are told on screen or by staff.',
  intro:
    'A drill is a visit that someone acts out. Staff report it as if it were real, and you see how it went.',
  whatKind: 'What will you act out?',
  kind: {
    warrant: 'Officers with a search warrant',
    paper: 'Someone with a subpoena or an order',
    ask: 'An officer who asks without a legal paper',
  },
  kindSays: {
    warrant: 'Staff open “Search warrant” and are led to the drill.',
    paper: 'Say that it is a drill. Staff open “Subpoena, warrant or legal request” and are led to it.',
    ask: 'Say that it is a drill. Staff open “Subpoena, warrant or legal request” and are led to it.',
  },
  start: 'Start the drill',
  startSays: 'Press this when the visitor walks in. The time counts from then.',
  began: 'The drill has started',
  beganSays: 'The reference is:',
  toSearch: 'Page for staff',
  toScore: 'Results',
  earlier: 'Past drills',
  none: 'There have been no drills yet.',
  on: 'Day',
  score: 'Drill results',
  scoreOf: (done: number, all: number) => `${done} of ${all}`,
  point: {
    reported: (minutes: number) => `The Director was reached within ${minutes} minutes`,
    'delay-asked': `Staff asked the officers to wait for ${counsel}`,
    logged: 'Staff recorded it',
  },
  reachedAfter: (minutes: number) =>
    minutes === 1
      ? 'The Director was reached after 1 minute.'
      : `The Director was reached after ${minutes} minutes.`,
  notReached: 'Staff have not recorded reaching the Director.',
  done: 'Done',
  notDone: 'Not done',
  state: 'Status',
  step: 'Criterion',
  goesOn: 'The drill is still open. What staff record later still counts.',
  wasReal:
    'Was it real? Nothing in a drill counts. Record it again as a real case, with the time of each event:',
  toReal: 'Start a real case',
  pickOne: 'Choose what to act out.',
  toDrills: 'Back to drills',
})

const spanish: InSpanish<typeof english> = () => ({
  mark: 'SIMULACRO',
  markSays: 'Es una práctica. Nada de esto es real, y no entra en ningún conteo.',
  title: 'Simulacros',
  tellsNobody:
    'Un simulacro no envía correos. A las personas se les avisa en pantalla, o lo hace el personal.',
  intro:
    'Un simulacro es una visita que alguien actúa. El personal la reporta como si fuera real, y usted ve cómo salió.',
  whatKind: '¿Qué va a actuar?',
  kind: {
    warrant: 'Agentes con una orden de cateo',
    paper: 'Una persona con una citación o una orden',
    ask: 'Un agente que pregunta sin documento legal',
  },
  kindSays: {
    warrant: 'El personal abre «Orden de cateo» y llega al simulacro.',
    paper:
      'Diga que es un simulacro. El personal abre «Citación, orden judicial o solicitud legal» y llega a él.',
    ask: 'Diga que es un simulacro. El personal abre «Citación, orden judicial o solicitud legal» y llega a él.',
  },
  start: 'Empezar el simulacro',
  startSays: 'Oprima esto cuando entre la visita. El tiempo corre desde ahí.',
  began: 'El simulacro empezó',
  beganSays: 'La referencia es:',
  toSearch: 'Página para el personal',
  toScore: 'Resultados',
  earlier: 'Simulacros anteriores',
  none: 'Todavía no ha habido simulacros.',
  on: 'Día',
  score: 'Resultados del simulacro',
  scoreOf: (done, all) => `${done} de ${all}`,
  point: {
    reported: (minutes) => `La Dirección contestó en menos de ${minutes} minutos`,
    'delay-asked': 'El personal pidió a los agentes que esperaran a la asesoría legal',
    logged: 'El personal lo anotó',
  },
  reachedAfter: (minutes) =>
    minutes === 1
      ? 'La Dirección contestó después de 1 minuto.'
      : `La Dirección contestó después de ${minutes} minutos.`,
  notReached: 'El personal no ha anotado que habló con la Dirección.',
  done: 'Hecho',
  notDone: 'No se hizo',
  state: 'Estado',
  step: 'Criterio',
  goesOn: 'El simulacro sigue abierto. Lo que el personal anote después también vale.',
  wasReal: '¿Era real? Nada de un simulacro vale. Anótelo otra vez como caso real, con la hora de cada cosa:',
  toReal: 'Empezar un caso real',
  pickOne: 'Elija qué va a actuar.',
  toDrills: 'Volver a los simulacros',
})

export const casesDrillWords = screenWords(english, spanish)
