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
  },
  notTheSame: 'Las dos no son iguales: escríbala otra vez',
  notYours: 'Esta no es su contraseña. Revise que no esté puesta la tecla Bloq Mayús.',
  wrongTries: (most, minutes) =>
    `Después de ${most} intentos fallidos, ni lo correcto funciona durante ${minutes} minutos. Si sigue así, pregunte a la Dirección.`,
  keysShut: 'Su llave no se abre. Pida una contraseña nueva y firme entonces.',
  tooMany: 'Demasiados intentos desde aquí. Espere un minuto y pruebe otra vez.',
})
