import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'My account',
  back: 'Back to my account',
  name: 'Name on the screen',
  signIn: 'Sign-in name',
  role: 'Role',
  actingUntil: (role: string, day: string) => `${role}, acting Director until ${day}`,
  signInWith: 'What you sign in with',
  passphrase: 'A passphrase',
  codeApp: 'A code app',
  passkey: (name: string) => `A passkey: ${name}`,
  passkeySince: (name: string, day: string) => `A passkey: ${name}, since ${day}`,
  noSecondStep: 'No second step',
  changePassphrase: 'Change my passphrase',
  changeSecondStep: 'Change my second step',
  addSecondStep: 'Add a second step',
  where: 'Where you are signed in',
  here: '(here)',
  since: (moment: string) => `Since ${moment}`,
  everywhere: 'Sign out everywhere',
  everywhereHint:
    'Press it if you see a place where you did not sign in, and then change your passphrase. It signs you out here too.',
  done: {
    passphrase: 'Your passphrase is changed. Use the new one from now on.',
    'step-added': 'Your second step is set up. Sign-in asks for it from now on.',
    'step-removed': 'It is removed. Sign-in no longer takes it.',
  },
  old: 'Your passphrase until now',
  change: 'Change it',
  signsOutElsewhere: 'Wherever else you are signed in, you are signed out.',
  sameAsOld: 'That is the old one: choose another',
  toSealed: 'Sealed matters',
  /** On the account page. */
  onAccount:
    'Some papers say that nobody may be told of them. What comes with one is kept sealed. If you were told that you are cleared, open it here.',
})

const spanish: InSpanish<typeof english> = () => ({
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
  toSealed: 'Asuntos sellados',
  onAccount:
    'Algunos papeles dicen que a nadie se le puede hablar de ellos. Lo que llega con uno se guarda sellado. Si le dijeron que está autorizado, ábralo aquí.',
})

export const accountWords = screenWords(english, spanish)
