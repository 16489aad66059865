import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Staff sign-in',
  name: 'Sign-in name',
  passphrase: 'Passphrase',
  signIn: 'Sign in',
  forgotten: 'Forgot your passphrase, or lost your phone? Ask the Director for a new passphrase.',
  /** Followed by the command. */
  directorForgot:
    'If you are the Director, ask the person who maintains the computer that runs Carrel. They type this, followed by your sign-in name:',
  signedOut: (minutes: number, hours: number) =>
    `You were signed out. This happens after ${minutes} minutes without use, after ${hours} hours, and when your account was changed.`,
  tookTooLong: 'That took too long. Please sign in again.',
  givenOver: (days: number) =>
    `That passphrase was made for you and expired after ${days} days. Ask the Director for a new one. The Director gets one with the command below.`,
  wrongPair: 'That name and passphrase do not match. Check that Caps Lock is off.',
  own: {
    title: 'Choose your own passphrase',
    why: 'Another person made the one you just used. From now on, only you know yours, and no one can look it up.',
    continue: 'Continue',
    same: 'That is the passphrase you were given. Choose another',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Inicio de sesión del personal',
  name: 'Nombre de usuario',
  passphrase: 'Contraseña',
  signIn: 'Iniciar sesión',
  forgotten: '¿Olvidó su contraseña o perdió su teléfono? Pida una contraseña nueva a la Dirección.',
  directorForgot:
    'Si usted es la Dirección, pídala a la persona que mantiene la computadora donde funciona Carrel. Esa persona escribe esto y el nombre de usuario de usted:',
  signedOut: (minutes, hours) =>
    `Su sesión se cerró. Eso pasa a los ${minutes} minutos sin uso, a las ${hours} horas y cuando cambia su cuenta.`,
  tookTooLong: 'Eso tardó demasiado. Inicie sesión otra vez.',
  givenOver: (days) =>
    `Esa contraseña se la dieron hecha y venció a los ${days} días. Pida una nueva a la Dirección. La Dirección la obtiene con la orden de abajo.`,
  wrongPair: 'Ese nombre y esa contraseña no coinciden. Revise que no esté puesta la tecla Bloq Mayús.',
  own: {
    title: 'Elija su propia contraseña',
    why: 'La que acaba de usar la hizo otra persona. Desde ahora solo usted sabe la suya, y nadie puede consultarla.',
    continue: 'Continuar',
    same: 'Esa es la contraseña que le dieron. Elija otra',
  },
})

export const signInWords = screenWords(english, spanish)
