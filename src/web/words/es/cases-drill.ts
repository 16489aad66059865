import type { PartWords } from '../catalogue.ts'

export const casesDrill: PartWords<'casesDrill'> = () => ({
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
