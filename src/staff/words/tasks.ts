import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  setUpOpen: 'The set-up is not done.',
  setUpGoOn: 'Go on with it',
  actingUntil: (day: string) => `You are acting Director to the end of ${day}.`,
  actAgain: 'Sign out and in again with a second step, and you can act as one.',
  actingLater: (first: string, last: string) =>
    `You will be acting Director from ${first} to the end of ${last}.`,
  credentials: {
    what: {
      'passphrase-changed': 'Your passphrase was changed',
      'second-step-added': 'A second step was added to your sign-in',
      'second-step-removed': 'A second step was removed from your sign-in',
      'account-reset': 'Your sign-in was reset, with a new passphrase',
      'account-role-changed': 'What your sign-in may do was changed',
    },
    you: 'you',
    commandLine: 'someone at the command line',
    says: (what: string, moment: string, who: string) =>
      `${what} on ${moment} by ${who}. If you did not expect that, tell the Director or the president of the Board at once.`,
    go: 'My account',
  },
  secondStep: 'From your next sign-in on, you need a second step.',
  secondStepGo: 'Add it now',
  locked: (names: string, count: number) =>
    count === 1
      ? `${names} is locked out after too many wrong codes, until you unlock the sign-in.`
      : `${names} are locked out after too many wrong codes, until you unlock their sign-ins.`,
  rests: (names: string) => `${names} cannot sign in for a few minutes: too many wrong tries.`,
  givenOver: (names: string) =>
    `The first passphrase is over of: ${names}. Give a new one, or end the sign-in.`,
  notSignedIn: (names: string, count: number) =>
    count === 1
      ? `${names} has a new passphrase and has not signed in with it yet.`
      : `${names} have new passphrases and have not signed in with them yet.`,
  otherActsUntil: (name: string, day: string) => `${name} is acting Director to the end of ${day}.`,
  otherActsLater: (name: string, first: string, last: string) =>
    `${name} will be acting Director from ${first} to the end of ${last}.`,
  readingSlowed: (name: string, moment: string) =>
    `${name} opened more records in a short time than work at the counter takes (${moment}). They were slowed down. Ask them what it was for.`,
})

const spanish: InSpanish<typeof english> = () => ({
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
  otherActsUntil: (name, day) => `${name} suple a la Dirección hasta el final del ${day}.`,
  otherActsLater: (name, first, last) => `${name} suplirá a la Dirección del ${first} al final del ${last}.`,
  readingSlowed: (name, moment) =>
    `${name} abrió en poco tiempo más registros de los que pide el trabajo en el mostrador (${moment}). Se le frenó. Pregúntele para qué fue.`,
})

export const staffTasksWords = screenWords(english, spanish)
