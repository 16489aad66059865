import type { PartWords } from '../catalogue.ts'

export const waiting: PartWords<'waiting'> = () => ({
  title: 'Pendiente',
  nothing: 'No tiene nada pendiente.',
  setUpOpen: 'La instalación no está terminada.',
  setUpGoOn: 'Seguir con ella',
  actingUntil: (day) => `Usted suple a la Dirección hasta el final del ${day}.`,
  actAgain: 'Salga y vuelva a entrar con un segundo paso, y podrá actuar como tal.',
  actingLater: (first, last) => `Usted suplirá a la Dirección del ${first} al final del ${last}.`,
  credentials: {
    what: {
      'passphrase-changed': 'Se cambió su contraseña',
      'second-step-added': 'Se añadió un segundo paso a su acceso',
      'second-step-removed': 'Se quitó un segundo paso de su acceso',
      'account-reset': 'Se restableció su acceso, con una contraseña nueva',
      'account-role-changed': 'Se cambió lo que puede hacer con su acceso',
    },
    you: 'usted',
    commandLine: 'alguien en la línea de comandos',
    says: (what, moment, who) =>
      `${what}: ${moment}, por ${who}. Si no lo esperaba, avise enseguida a la Dirección o a quien preside la Junta.`,
    go: 'Mi cuenta',
  },
  secondStep: 'Desde la próxima vez que entre, necesita un segundo paso.',
  secondStepGo: 'Agregarlo ahora',
  notSetUp:
    'Esta computadora no está dada de alta como una de la biblioteca, así que aquí no se muestra ningún expediente.',
  notSetUpAsk: 'La Dirección puede darla de alta.',
  notSetUpGo: 'Darla de alta',
  registerLate: (since) =>
    `El registro no se firma desde el ${since}. Puede que los asientos hechos desde entonces no estén firmados todavía. Pida a quien atiende la computadora que vuelva a iniciar Carrel.`,
  registerBad: (moment) =>
    `El registro NO está completo. Una comprobación del ${moment} halló que algo está mal.`,
  registerBadGo: 'Ver qué halló',
  noticesStopped: (way, since, why) =>
    `Los avisos por ${way} no salen desde el ${since} (${why}). Se guardan y se vuelven a intentar. Pregunte a quien atiende la computadora.`,
  pinsNowhere: 'Todavía nadie de fuera vigila el registro.',
  pinsFail: 'El correo diario que vigila el registro no llega.',
  locked: (names, count) =>
    count === 1
      ? `${names} no puede entrar hasta que usted quite el bloqueo: demasiados códigos mal escritos.`
      : `${names} no pueden entrar hasta que usted quite el bloqueo: demasiados códigos mal escritos.`,
  rests: (names) => `Sin poder entrar durante unos minutos, por demasiados intentos fallidos: ${names}.`,
  givenOver: (names) => `Ya no vale la primera contraseña de: ${names}. Dé una nueva o cierre el acceso.`,
  notSignedIn: (names, count) =>
    count === 1
      ? `${names} tiene una contraseña nueva y aún no ha entrado con ella.`
      : `${names} tienen contraseñas nuevas y aún no han entrado con ellas.`,
  guardianChanges: (added, changed, removed, days) =>
    `Padres y tutores en los últimos ${days} días: ${added} añadidos, ${changed} cambiados, ${removed} quitados.`,
  guardianChangesGo: 'Vea quién lo hizo en el registro',
  readingSlowed: (name, moment) =>
    `${name} abrió en poco tiempo más registros de los que pide el trabajo en el mostrador (${moment}). Se le frenó. Pregúntele para qué fue.`,
  otherActsUntil: (name, day) => `${name} suple a la Dirección hasta el final del ${day}.`,
  otherActsLater: (name, first, last) => `${name} suplirá a la Dirección del ${first} al final del ${last}.`,
})
