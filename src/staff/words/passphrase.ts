import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  your: 'Your passphrase',
  new: 'New passphrase',
  newHint: (least: number) => `At least ${least} characters. Four words that do not go together are best.`,
  again: 'The same again',
  fault: {
    'too-short': (least: number) => `A passphrase has at least ${least} characters: a few words will do`,
    'too-long': (most: number) => `A passphrase has at most ${most} characters`,
    'easy-to-guess': 'That is easy to guess: use a few words that have nothing to do with each other',
    common:
      'That is like passphrases that many people use. Use four words that have nothing to do with each other',
    names: 'That is made of names. Use four words that name no one and no place',
    dates:
      'A date or year is easy to guess. Use four words that have nothing to do with each other, and no date',
    keyboard:
      'Keys or letters in order are easy to guess. Use four words that have nothing to do with each other',
    repeats: 'Saying the same thing again makes it no harder to guess. Use four different words',
    'few-words':
      'That is too few words, or they are too common. Add two more that have nothing to do with it',
  },
  notTheSame: 'The two are not the same: type it again',
  notYours: 'This is not your passphrase. Check that Caps Lock is off.',
  /** Follows any fault. */
  wrongTries: (most: number, minutes: number) =>
    `After ${most} wrong tries, not even the right one works for ${minutes} minutes. If that goes on, ask the Director.`,
  keysShut: 'Your own key does not open. Ask for a new passphrase, and sign then.',
  tooMany: 'Too many tries from here. Wait a minute, then try again.',
})

const spanish: InSpanish<typeof english> = () => ({
  your: 'Su contraseña',
  new: 'Contraseña nueva',
  newHint: (least) => `Al menos ${least} caracteres. Lo mejor son unas palabras que no vayan juntas.`,
  again: 'La misma otra vez',
  fault: {
    'too-short': (least) => `Una contraseña tiene al menos ${least} caracteres: bastan unas palabras`,
    'too-long': (most) => `Una contraseña tiene como máximo ${most} caracteres`,
    'easy-to-guess': 'Esa es fácil de adivinar: use unas palabras que no tengan nada que ver entre sí',
    common: 'Se parece a las que usa mucha gente. Use cuatro palabras que no tengan nada que ver entre sí',
    names: 'Está hecha de nombres. Use cuatro palabras que no nombren a nadie ni a ningún lugar',
    dates:
      'Una fecha o un año es fácil de adivinar. Use cuatro palabras que no tengan nada que ver entre sí, sin fechas',
    keyboard:
      'Las teclas o letras seguidas son fáciles de adivinar. Use cuatro palabras que no tengan nada que ver entre sí',
    repeats: 'Repetir lo mismo no la hace más difícil de adivinar. Use cuatro palabras distintas',
    'few-words': 'Son muy pocas palabras, o demasiado comunes. Añada dos más que no tengan nada que ver',
  },
  notTheSame: 'Las dos no son iguales: escríbala otra vez',
  notYours: 'Esta no es su contraseña. Revise que no esté puesta la tecla Bloq Mayús.',
  wrongTries: (most, minutes) =>
    `Después de ${most} intentos fallidos, ni lo correcto funciona durante ${minutes} minutos. Si sigue así, pregunte a la Dirección.`,
  keysShut: 'Su llave no se abre. Pida una contraseña nueva y firme entonces.',
  tooMany: 'Demasiados intentos desde aquí. Espere un minuto y pruebe otra vez.',
})

export const passphraseWords = screenWords(english, spanish)
