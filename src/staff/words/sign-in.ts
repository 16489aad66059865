import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Staff sign-in',
  name: 'Sign-in name',
  passphrase: 'Passphrase',
  signIn: 'Sign in',
  forgotten: 'Forgot your passphrase, or lost your phone? Ask the Director for a new passphrase.',
  /** Followed by the command. */
  directorForgot:
    'If you are the Director, ask whoever looks after the computer that runs Carrel. They type this, and your sign-in name:',
  signedOut: (minutes: number, hours: number) =>
    `You were signed out. That happens after ${minutes} minutes without use, after ${hours} hours, and when your sign-in was changed.`,
  tookTooLong: 'That took too long. Please sign in again.',
  givenOver: (days: number) =>
    `That passphrase was made for you, and was good for ${days} days. Ask the Director for a new one; the Director gets one by the command below.`,
  wrongPair: 'That name and passphrase do not go together. Check that Caps Lock is off.',
  own: {
    title: 'Choose your own passphrase',
    why: 'Somebody else made the one you just used. From now on only you know yours, and nobody can look it up.',
    continue: 'Continue',
    same: 'That is the passphrase that you were given: choose another',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Entrada del personal',
  name: 'Nombre de usuario',
  passphrase: 'Contraseña',
  signIn: 'Entrar',
  forgotten: '¿Olvidó su contraseña o perdió su teléfono? Pida una contraseña nueva a la Dirección.',
  directorForgot:
    'Si usted es la Dirección, pídala a quien atiende la computadora donde funciona Carrel. Esa persona escribe esto y el nombre de usuario de usted:',
  signedOut: (minutes, hours) =>
    `Su sesión se cerró. Eso pasa a los ${minutes} minutos sin uso, a las ${hours} horas y cuando cambia su forma de entrar.`,
  tookTooLong: 'Eso tardó demasiado. Entre otra vez.',
  givenOver: (days) =>
    `Esa contraseña se la dieron hecha y valía ${days} días. Pida una nueva a la Dirección; la Dirección la obtiene con la orden de abajo.`,
  wrongPair: 'Ese nombre y esa contraseña no van juntos. Revise que no esté puesta la tecla Bloq Mayús.',
  own: {
    title: 'Elija su propia contraseña',
    why: 'La que acaba de usar la hizo otra persona. Desde ahora solo usted sabe la suya, y nadie puede consultarla.',
    continue: 'Continuar',
    same: 'Esa es la contraseña que le dieron: elija otra',
  },
})

export const signInWords = screenWords(english, spanish)
