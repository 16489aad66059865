import type { PartWords } from '../catalogue.ts'

export const passphrase: PartWords<'passphrase'> = () => ({
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
