import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'My account',
  back: 'Back to my account',
  name: 'Display name',
  signIn: 'Sign-in name',
  role: 'Role',
  actingUntil: (role: string, day: string) => `${role}, acting Director until ${day}`,
  signInWith: 'How you sign in',
  passphrase: 'A passphrase',
  codeApp: 'A code app',
  passkey: (name: string) => `A passkey: ${name}`,
  passkeySince: (name: string, day: string) => `A passkey: ${name}, since ${day}`,
  noSecondStep: 'Two-step sign-in is off',
  changePassphrase: 'Change my passphrase',
  changeSecondStep: 'Change two-step sign-in',
  addSecondStep: 'Set up two-step sign-in',
  where: 'Where you are signed in',
  here: '(here)',
  since: (moment: string) => `Since ${moment}`,
  everywhere: 'Sign out everywhere',
  everywhereHint:
    'Press this if you see a place where you did not sign in. Then change your passphrase. It signs you out here too.',
  done: {
    passphrase: 'Your passphrase was changed. Use the new one from now on.',
    'step-added': 'Two-step sign-in is set up. You will use it from now on.',
    'step-removed': 'It was removed. It no longer works for sign-in.',
  },
  old: 'Current passphrase',
  change: 'Change passphrase',
  signsOutElsewhere: 'You will be signed out everywhere else.',
  sameAsOld: 'This is your current passphrase. Choose another',
  toSealed: 'Sealed matters',
  /** On the account page. */
  onAccount:
    'Some legal papers have a nondisclosure order. What comes with such a paper is kept sealed. If you were told that you have access, open it here.',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Mi cuenta',
  back: 'Volver a mi cuenta',
  name: 'Nombre en la pantalla',
  signIn: 'Nombre de usuario',
  role: 'Función',
  actingUntil: (role, day) => `${role}, suple a la Dirección hasta el ${day}`,
  signInWith: 'Cómo inicia sesión',
  passphrase: 'Una contraseña',
  codeApp: 'Una aplicación de códigos',
  passkey: (name) => `Una llave de acceso: ${name}`,
  passkeySince: (name, day) => `Una llave de acceso: ${name}, desde el ${day}`,
  noSecondStep: 'El inicio de sesión en dos pasos está desactivado',
  changePassphrase: 'Cambiar mi contraseña',
  changeSecondStep: 'Cambiar el inicio de sesión en dos pasos',
  addSecondStep: 'Activar el inicio de sesión en dos pasos',
  where: 'Dónde tiene una sesión abierta',
  here: '(aquí)',
  since: (moment) => `Desde el ${moment}`,
  everywhere: 'Cerrar sesión en todas partes',
  everywhereHint:
    'Oprima esto si ve un lugar donde usted no inició sesión. Después cambie su contraseña. También cierra la sesión de aquí.',
  done: {
    passphrase: 'Su contraseña se cambió. Use la nueva desde ahora.',
    'step-added': 'El inicio de sesión en dos pasos está activado. Lo usará desde ahora.',
    'step-removed': 'Se quitó. Ya no sirve para iniciar sesión.',
  },
  old: 'Contraseña actual',
  change: 'Cambiar la contraseña',
  signsOutElsewhere: 'Su sesión se cerrará en todos los demás lugares.',
  sameAsOld: 'Esta es su contraseña actual. Elija otra',
  toSealed: 'Asuntos sellados',
  onAccount:
    'Algunos documentos legales traen una orden de no divulgación. Lo que llega con un documento así se guarda sellado. Si le dijeron que usted tiene acceso, ábralo aquí.',
})

export const accountWords = screenWords(english, spanish)
