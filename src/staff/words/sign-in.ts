import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Staff sign-in',
  name: 'Sign-in name',
  passphrase: 'Passphrase',
  signIn: 'Sign in',
  served: 'No account? Were you handed a legal paper about the library?',
  forgotten: 'Forgot your passphrase, or lost your phone? Ask the Director for a new passphrase.',
  directorForgot: 'Are you the Director? Ask the person who maintains this computer to reset your account.',
  resetHow: 'For that person: how to reset an account',
  /** Followed by the command. */
  resetType: 'On the computer that runs Carrel, type this, followed by the sign-in name:',
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
  served: '¿Sin cuenta? ¿Le entregaron un documento legal sobre la biblioteca?',
  forgotten: '¿Olvidó su contraseña o perdió su teléfono? Pida una contraseña nueva a la Dirección.',
  directorForgot:
    'Si usted es la Dirección, pida a la persona que mantiene esta computadora que restablezca su cuenta.',
  resetHow: 'Para esa persona: cómo restablecer una cuenta',
  resetType: 'En la computadora donde funciona Carrel, escriba esto y el nombre de usuario:',
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

const passphraseEnglish = () => ({
  your: 'Your passphrase',
  new: 'New passphrase',
  newHint: (least: number) => `At least ${least} characters. Four unrelated words work best.`,
  again: 'Repeat the passphrase',
  fault: {
    'too-short': (least: number) =>
      `A passphrase must have at least ${least} characters. A few words will do`,
    'too-long': (most: number) => `A passphrase can have at most ${most} characters`,
    'easy-to-guess': 'That is easy to guess. Use a few unrelated words',
    common: 'That is like passphrases that many people use. Use four unrelated words',
    names: 'That is made of names. Use four words that are not names of people or places',
    dates: 'A date or year is easy to guess. Use four unrelated words and no date',
    keyboard: 'Keys or letters in order are easy to guess. Use four unrelated words',
    repeats: 'Repeating the same thing does not make it harder to guess. Use four different words',
    'few-words': 'That is too few words, or they are too common. Add two more unrelated words',
  },
  notTheSame: 'The two do not match. Type the passphrase again',
  notYours: 'That is not your passphrase. Check that Caps Lock is off.',
  /** Follows any fault. */
  wrongTries: (most: number, minutes: number) =>
    `After ${most} wrong tries, your account is temporarily locked for ${minutes} minutes, and even the right passphrase does not work. If this keeps happening, ask the Director.`,
  keysShut: 'Your own key does not open. Ask for a new passphrase. You can sign after that.',
  tooMany: 'Too many tries from here. Wait a minute, and then try again.',
})

const passphraseSpanish: InSpanish<typeof passphraseEnglish> = () => ({
  your: 'Su contraseña',
  new: 'Contraseña nueva',
  newHint: (least) => `Al menos ${least} caracteres. Lo mejor son cuatro palabras sin relación entre sí.`,
  again: 'Repita la contraseña',
  fault: {
    'too-short': (least) => `Una contraseña debe tener al menos ${least} caracteres. Bastan unas palabras`,
    'too-long': (most) => `Una contraseña puede tener ${most} caracteres como máximo`,
    'easy-to-guess': 'Esa es fácil de adivinar. Use unas palabras sin relación entre sí',
    common: 'Se parece a las que usa mucha gente. Use cuatro palabras sin relación entre sí',
    names: 'Está hecha de nombres. Use cuatro palabras que no sean nombres de personas ni de lugares',
    dates: 'Una fecha o un año es fácil de adivinar. Use cuatro palabras sin relación entre sí y sin fechas',
    keyboard:
      'Las teclas o letras seguidas son fáciles de adivinar. Use cuatro palabras sin relación entre sí',
    repeats: 'Repetir lo mismo no la hace más difícil de adivinar. Use cuatro palabras distintas',
    'few-words': 'Son muy pocas palabras, o demasiado comunes. Añada dos más sin relación',
  },
  notTheSame: 'Las dos no coinciden. Escriba la contraseña otra vez',
  notYours: 'Esta no es su contraseña. Revise que no esté puesta la tecla Bloq Mayús.',
  wrongTries: (most, minutes) =>
    `Después de ${most} intentos fallidos, su cuenta se bloquea durante ${minutes} minutos, y ni la contraseña correcta sirve. Si sigue así, pregunte a la Dirección.`,
  keysShut: 'Su llave no se abre. Pida una contraseña nueva. Después podrá firmar.',
  tooMany: 'Demasiados intentos desde aquí. Espere un minuto, y luego inténtelo otra vez.',
})

export const passphraseWords = screenWords(passphraseEnglish, passphraseSpanish)
