import type { PartWords } from '../catalogue.ts'

export const account: PartWords<'account'> = () => ({
  title: 'Mi cuenta',
  back: 'Volver a mi cuenta',
  name: 'Nombre en la pantalla',
  signIn: 'Nombre de usuario',
  role: 'Función',
  actingUntil: (role, day) => `${role}, suple a la Dirección hasta el ${day}`,
  signInWith: 'Con qué entra usted',
  passphrase: 'Una contraseña',
  codeApp: 'Una aplicación de códigos',
  passkey: (name) => `Una llave de acceso: ${name}`,
  passkeySince: (name, day) => `Una llave de acceso: ${name}, desde el ${day}`,
  noSecondStep: 'Ningún segundo paso',
  changePassphrase: 'Cambiar mi contraseña',
  changeSecondStep: 'Cambiar mi segundo paso',
  addSecondStep: 'Agregar un segundo paso',
  where: 'Dónde tiene una sesión abierta',
  here: '(aquí)',
  since: (moment) => `Desde el ${moment}`,
  everywhere: 'Salir en todas partes',
  everywhereHint:
    'Púlselo si ve un lugar donde usted no entró, y cambie después su contraseña. También cierra la sesión de aquí.',
  done: {
    passphrase: 'Su contraseña está cambiada. Use la nueva desde ahora.',
    'step-added': 'Su segundo paso está listo. Desde ahora se lo pedimos al entrar.',
    'step-removed': 'Está quitado. Ya no sirve para entrar.',
  },
  old: 'Su contraseña hasta ahora',
  change: 'Cambiarla',
  signsOutElsewhere: 'Su sesión se cierra en todos los demás lugares.',
  sameAsOld: 'Esa es la anterior: elija otra',
})
