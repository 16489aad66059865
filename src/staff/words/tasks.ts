import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  setUpOpen: 'Setup is not finished.',
  letterheadLost: 'Check the letterhead and save it. Until then, letters and public pages do not show it.',
  setUpGoOn: 'Continue setup',
  noOneOpens:
    'If a case about the Director came in now, no one could open it: no account of legal counsel or the president of the Board is confirmed. The first is confirmed on the computer that runs Carrel, with the command carrel account confirm.',
  actingUntil: (day: string) => `You are acting Director through ${day}.`,
  actAgain: 'To act as Director, sign out and sign in again with two-step sign-in.',
  actingLater: (first: string, last: string) => `You will be acting Director from ${first} through ${last}.`,
  credentials: {
    what: {
      'passphrase-changed': 'Your passphrase was changed',
      'second-step-added': 'A two-step sign-in method was added to your account',
      'second-step-removed': 'A two-step sign-in method was removed from your account',
      'account-reset': 'Your account was reset with a new passphrase',
      'account-role-changed': 'Your account’s role was changed',
    },
    lastConfirmed: (moment: string) =>
      `On ${moment}, someone at the command line reset, closed, or changed an account, and no confirmed account of the president of the Board was left. Until there is one again, only legal counsel can open a case about the Director, and no one can if counsel has a conflict in it. If you did not expect this, ask the Board.`,
    you: 'you',
    commandLine: 'someone at the command line',
    says: (what: string, moment: string, who: string) =>
      `${what} on ${moment} by ${who}. If you did not expect this, tell the Director or the president of the Board right away.`,
    go: 'My account',
  },
  secondStep: 'Starting with your next sign-in, you need two-step sign-in.',
  secondStepGo: 'Set it up now',
  locked: (names: string, count: number) =>
    count === 1
      ? `${names} is locked out after too many wrong codes, until you unlock the account.`
      : `${names} are locked out after too many wrong codes, until you unlock their accounts.`,
  rests: (names: string) => `Temporarily locked for a few minutes after too many wrong tries: ${names}.`,
  givenOver: (names: string) =>
    `The first passphrase has expired for: ${names}. Give a new one, or close the account.`,
  notSignedIn: (names: string, count: number) =>
    count === 1
      ? `${names} has a new passphrase and has not signed in with it yet.`
      : `${names} have new passphrases and have not signed in with them yet.`,
  otherActsUntil: (name: string, day: string) => `${name} is acting Director through ${day}.`,
  otherActsLater: (name: string, first: string, last: string) =>
    `${name} will be acting Director from ${first} through ${last}.`,
  leaveWaits: (first: string, last: string) =>
    `Your leave from ${first} through ${last}: the president of the Board has not named an acting Director yet.`,
  leaveGo: 'Your leave',
  readingSlowed: (name: string, moment: string) =>
    `${name} opened more records in a short time than desk work usually needs (${moment}). Carrel slowed them down. Ask them what it was for.`,
})

const spanish: InSpanish<typeof english> = () => ({
  setUpOpen: 'La instalación no está terminada.',
  letterheadLost:
    'Revise el membrete y guárdelo. Mientras tanto, las cartas y las páginas públicas no lo muestran.',
  setUpGoOn: 'Continuar la instalación',
  noOneOpens:
    'Si ahora llegara un caso sobre la Dirección, nadie podría abrirlo: no está confirmada ninguna cuenta de la asesoría legal ni de quien preside la Junta. La primera se confirma en la computadora donde corre Carrel, con la orden carrel account confirm.',
  actingUntil: (day) => `Usted es la Dirección interina hasta el ${day}.`,
  actAgain: 'Para actuar como tal, cierre la sesión e iníciela otra vez con los dos pasos.',
  actingLater: (first, last) => `Usted suplirá a la Dirección del ${first} hasta el ${last}.`,
  credentials: {
    what: {
      'passphrase-changed': 'Se cambió su contraseña',
      'second-step-added': 'Se agregó a su cuenta un método de inicio de sesión en dos pasos',
      'second-step-removed': 'Se quitó de su cuenta un método de inicio de sesión en dos pasos',
      'account-reset': 'Se restableció su cuenta, con una contraseña nueva',
      'account-role-changed': 'Se cambió la función de su cuenta',
    },
    lastConfirmed: (moment) =>
      `Alguien en la línea de comandos restableció, cerró o cambió una cuenta: ${moment}. Así no quedó ninguna cuenta confirmada de quien preside la Junta. Hasta que haya otra, solo la asesoría legal puede abrir un caso sobre la Dirección, y nadie si la asesoría tiene un conflicto de interés en él. Si no lo esperaba, pregunte a la Junta.`,
    you: 'usted',
    commandLine: 'alguien en la línea de comandos',
    says: (what, moment, who) =>
      `${what}: ${moment}, por ${who}. Si no lo esperaba, avise enseguida a la Dirección o a quien preside la Junta.`,
    go: 'Mi cuenta',
  },
  secondStep: 'Desde la próxima vez que inicie sesión, necesita el inicio de sesión en dos pasos.',
  secondStepGo: 'Activarlo ahora',
  locked: (names, count) =>
    count === 1
      ? `${names} no puede iniciar sesión hasta que usted quite el bloqueo: demasiados códigos equivocados.`
      : `${names} no pueden iniciar sesión hasta que usted quite el bloqueo: demasiados códigos equivocados.`,
  rests: (names) =>
    `Inicio de sesión bloqueado durante unos minutos después de demasiados intentos fallidos: ${names}.`,
  givenOver: (names) => `La primera contraseña venció para: ${names}. Dé una nueva o cierre la cuenta.`,
  notSignedIn: (names, count) =>
    count === 1
      ? `${names} tiene una contraseña nueva y aún no ha iniciado sesión con ella.`
      : `${names} tienen contraseñas nuevas y aún no han iniciado sesión con ellas.`,
  otherActsUntil: (name, day) => `${name} es la Dirección interina hasta el ${day}.`,
  otherActsLater: (name, first, last) => `${name} suplirá a la Dirección del ${first} hasta el ${last}.`,
  leaveWaits: (first, last) =>
    `Su licencia del ${first} hasta el ${last}: la presidencia de la Junta aún no ha nombrado una Dirección interina.`,
  leaveGo: 'Su licencia',
  readingSlowed: (name, moment) =>
    `${name} abrió en poco tiempo más expedientes de los que suele pedir el trabajo en el mostrador (${moment}). Carrel le hizo ir más despacio. Pregúntele para qué fue.`,
})

export const staffTasksWords = screenWords(english, spanish)
