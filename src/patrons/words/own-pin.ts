import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** Only its owner types a PIN. */
const english = ({ customer, theCustomer }: LibraryTerms) => ({
  choose: 'Choose your PIN',
  chooseSays:
    'You need it, along with your card number, to open your own page. No one at the library can see it or look it up.',
  pin: 'New PIN',
  hint: (least: number, most: number) =>
    `${least} to ${most} digits. Not a date, a phone number, or digits in order.`,
  again: 'Repeat the PIN',
  button: 'Set my PIN',
  fault: {
    'not-digits': 'A PIN has digits only',
    'too-short': (least: number) => `A PIN has at least ${least} digits`,
    'too-long': (most: number) => `A PIN has at most ${most} digits`,
    easy: 'Many people choose that PIN, so it is easy to guess. Choose another.',
    'own-number':
      'That number can be found on your card, or in your phone number or birth date. Choose another.',
  },
  notTheSame: 'The two PINs do not match. Type the PIN again.',
  goBack: 'Cancel, and give the screen back',
  set: 'Your PIN is set',
  setSays: 'Please return the screen to the clerk.',
  toCounter: 'Clerk: back to Find a customer',
  takeBack: 'Clerk: take the screen back',
  takeBackSays: 'Type your passphrase. Until then, this computer shows nothing else.',
  takeBackButton: 'Back to Find a customer',
  notYet: 'Back to choosing a PIN',
  gone: 'The PIN was not set',
  goneSays: 'Please return the screen to the clerk and ask them to find your record again.',

  byCode: 'Choose a PIN with a code',
  byCodeSays: 'The code is on the paper the library gave you.',
  code: 'Code',
  codeHint: 'Three groups of four',
  wrongCode:
    'This card number and code do not match, or the code has expired. Check both. The front desk can give you a new code.',
  nowSignIn: 'Now you can sign in with your card number and this PIN.',
  signIn: 'Sign in',

  change: 'Change my PIN',
  old: 'Current PIN',
  sure: 'Type your PIN, so that no one else can do this if you leave the page open.',
  goOn: 'Continue',
  wrongOld: 'This is not your PIN.',
  noOld: 'Type your PIN',
  changed: 'Your PIN was changed.',

  atCounter: 'PIN',
  hand: 'Set a PIN',
  handSays: `The screen switches to a page for ${theCustomer} alone. First close every other Carrel tab and window, because anything open there stays visible. Then turn the screen toward them and look away.`,
  whatChecked: 'How did you confirm who they are?',
  checks: { 'photo-id': 'They showed photo ID', 'known-to-staff': 'I know them personally' },
  isTold: (days: number) =>
    `This is logged under your name, and the ${customer} sees it on their page. Their past checkouts stay hidden there for ${days} days, unless the page also asks for a code from their phone.`,
  appLost: 'Turn off the code from their phone',
  appLostSays:
    'Their page will no longer ask for a code from their phone. Look at a photo ID first. Without one, the code stays on.',
  appOff: 'The page no longer asks for a code from a phone',
  print: 'Print a PIN code',
  printTitle: 'PIN code',
  printSays: (days: number) =>
    `Print the code and give it only to ${theCustomer}. The code can be used once, within ${days} days.`,
  forReader: (address: string) => `With your card number and this code, choose a PIN at ${address}`,
  keep: `Only the ${customer} should know it. A new code replaces this one.`,
})

const spanish: InSpanish<typeof english> = ({ customer, theCustomer }) => ({
  choose: 'Elija su PIN',
  chooseSays:
    'Lo necesita, junto con el número de su tarjeta, para abrir su propia página. Nadie en la biblioteca puede verlo ni buscarlo.',
  pin: 'PIN nuevo',
  hint: (least, most) => `De ${least} a ${most} cifras. Ni una fecha, ni un teléfono, ni una serie.`,
  again: 'Repita el PIN',
  button: 'Guardar mi PIN',
  fault: {
    'not-digits': 'Un PIN tiene solo cifras',
    'too-short': (least) => `Un PIN tiene al menos ${least} cifras`,
    'too-long': (most) => `Un PIN tiene como mucho ${most} cifras`,
    easy: 'Mucha gente elige ese PIN, así que es fácil de adivinar. Elija otro.',
    'own-number':
      'Ese número se puede leer en su tarjeta, en su teléfono o en su fecha de nacimiento. Elija otro.',
  },
  notTheSame: 'Los dos PIN no coinciden. Escríbalo otra vez.',
  goBack: 'Cancelar y devolver la pantalla',
  set: 'Su PIN está guardado',
  setSays: 'Por favor, devuelva la pantalla a quien le atiende.',
  toCounter: 'Personal: volver a la búsqueda',
  takeBack: 'Personal: reanudar la sesión',
  takeBackSays: 'Escriba su contraseña. Hasta entonces esta computadora no muestra nada más.',
  takeBackButton: 'Volver a la búsqueda',
  notYet: 'Volver a elegir un PIN',
  gone: 'El PIN no se guardó',
  goneSays: 'Por favor, devuelva la pantalla a quien le atiende y pida que busque su expediente otra vez.',

  byCode: 'Elegir un PIN con un código',
  byCodeSays: 'El código está en el papel que le dio la biblioteca.',
  code: 'Código',
  codeHint: 'Tres grupos de cuatro',
  wrongCode:
    'Este número de tarjeta y este código no coinciden, o el código venció. Revise los dos. En el mostrador le pueden dar otro código.',
  nowSignIn: 'Ahora puede iniciar sesión con el número de su tarjeta y este PIN.',
  signIn: 'Iniciar sesión',

  change: 'Cambiar mi PIN',
  old: 'PIN actual',
  sure: 'Escriba su PIN, para que nadie más pueda hacer esto si usted deja la página abierta.',
  goOn: 'Continuar',
  wrongOld: 'Este no es su PIN.',
  noOld: 'Escriba su PIN',
  changed: 'Su PIN se cambió.',

  atCounter: 'PIN',
  hand: 'Poner un PIN',
  handSays: `La pantalla cambia a una página solo para ${theCustomer}. Cierre antes las demás pestañas y ventanas de Carrel, porque lo que esté abierto en ellas sigue a la vista. Luego gire la pantalla hacia esa persona y aparte la vista.`,
  whatChecked: '¿Cómo confirmó quién es?',
  checks: {
    'photo-id': 'Mostró una identificación con foto',
    'known-to-staff': 'Conozco personalmente a la persona',
  },
  isTold: (days) =>
    `Esto queda registrado con su nombre, y el ${customer} lo ve en su página. Sus préstamos anteriores no se muestran allí durante ${days} días, a menos que la página también pida un código de su teléfono.`,
  appLost: 'Desactivar el código de su teléfono',
  appLostSays:
    'Su página ya no pedirá un código de su teléfono. Mire antes una identificación con foto. Sin ella, el código sigue activado.',
  appOff: 'La página ya no pide un código de un teléfono',
  print: 'Imprimir un código de PIN',
  printTitle: 'Código de PIN',
  printSays: (days) =>
    `Imprima el código y entréguelo solo al ${customer}. El código sirve una sola vez, durante ${days} días.`,
  forReader: (address) => `Con el número de su tarjeta y este código, elija un PIN en ${address}`,
  keep: `Solo el ${customer} debe saberlo. Un código nuevo reemplaza a este.`,
})

export const ownPinWords = screenWords(english, spanish)
