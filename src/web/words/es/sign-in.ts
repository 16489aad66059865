import type { PartWords } from '../catalogue.ts'

export const signIn: PartWords<'signIn'> = () => ({
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
