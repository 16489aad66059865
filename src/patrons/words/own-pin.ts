import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** Only its owner types a PIN. */
const english = ({ customer, theCustomer }: LibraryTerms) => ({
  choose: 'Choose your PIN',
  chooseSays:
    'You need it, with your card number, to open your own page. Nobody at the library can see it or look it up.',
  pin: 'New PIN',
  hint: (least: number, most: number) =>
    `${least} to ${most} digits. Not a date, a phone number, or digits in order.`,
  again: 'The same PIN again',
  button: 'Set my PIN',
  fault: {
    'not-digits': 'A PIN has digits only',
    'too-short': (least: number) => `A PIN has at least ${least} digits`,
    'too-long': (most: number) => `A PIN has at most ${most} digits`,
    easy: 'Many people choose that one, so it is guessed first. Choose another.',
    'own-number': 'That can be read off your card, your phone number or your birth date. Choose another.',
  },
  notTheSame: 'The two are not the same: type it again',
  goBack: 'Stop, and give the screen back',
  set: 'Your PIN is set',
  setSays: 'Please give the screen back to the clerk.',
  toCounter: 'Clerk: back to the counter',
  takeBack: 'Clerk: take the screen back',
  takeBackSays: 'Type your passphrase. Until then this computer shows nothing else to anybody.',
  takeBackButton: 'Back to the counter',
  notYet: 'Back to choosing a PIN',
  gone: 'The PIN was not set',
  goneSays: 'Please give the screen back to the clerk, and ask them to find you again.',

  byCode: 'Choose a PIN with a code',
  byCodeSays: 'The code is on the paper that the library gave you.',
  code: 'Code',
  codeHint: 'Three groups of four',
  wrongCode:
    'This card number and code do not go together, or the code is too old. Check both. The counter can give you another code.',
  nowSignIn: 'Now you can sign in with your card number and this PIN.',
  signIn: 'Sign in',

  change: 'Change my PIN',
  old: 'Your PIN now',
  sure: 'Type your PIN, so that nobody else does this at a page that you left open.',
  goOn: 'Go on',
  wrongOld: 'This is not your PIN.',
  changed: 'Your PIN is changed.',

  atCounter: 'PIN',
  hand: 'Set a PIN',
  handSays: `The screen turns into a page for ${theCustomer} alone. Close every other tab and window of Carrel first: what is open there stays open. Then turn the screen to them, and look away.`,
  whatChecked: 'How do you know that it is them?',
  checks: { 'photo-id': 'They showed photo ID', 'known-to-staff': 'I know them myself' },
  isTold: (days: number) =>
    `This goes on record with your name, and the ${customer} sees it on their page. What they had does not show there for ${days} days, unless a code from their phone is asked for.`,
  appLost: 'Their phone is lost',
  appLostSays:
    'Their page then no longer asks for a code from their phone. Look at a photo ID first: without one it stays on.',
  appOff: 'No code from a phone is asked for',
  print: 'Print a code for a PIN',
  printTitle: 'A code for a PIN',
  printSays: (days: number) =>
    `Print this page, and give it to ${theCustomer} and nobody else. The code is good once, for ${days} days.`,
  forReader: (address: string) => `With your card number and this code, choose a PIN at ${address}`,
  keep: `Nobody needs to know it but the ${customer}. A new code takes the place of this one.`,
})

const spanish: InSpanish<typeof english> = ({ customer, theCustomer }) => ({
  choose: 'Elija su PIN',
  chooseSays:
    'Lo necesita, con el número de su tarjeta, para abrir su propia página. Nadie en la biblioteca puede verlo ni buscarlo.',
  pin: 'PIN nuevo',
  hint: (least, most) => `De ${least} a ${most} cifras. Ni una fecha, ni un teléfono, ni una serie.`,
  again: 'El mismo PIN otra vez',
  button: 'Guardar mi PIN',
  fault: {
    'not-digits': 'Un PIN tiene solo cifras',
    'too-short': (least) => `Un PIN tiene al menos ${least} cifras`,
    'too-long': (most) => `Un PIN tiene como mucho ${most} cifras`,
    easy: 'Mucha gente elige ese, y es el primero que se adivina. Elija otro.',
    'own-number': 'Ese se puede leer en su tarjeta, su teléfono o su fecha de nacimiento. Elija otro.',
  },
  notTheSame: 'Los dos no son iguales: escríbalo otra vez',
  goBack: 'Dejarlo y devolver la pantalla',
  set: 'Su PIN está guardado',
  setSays: 'Por favor, devuelva la pantalla a quien le atiende.',
  toCounter: 'Personal: volver al mostrador',
  takeBack: 'Personal: recuperar la pantalla',
  takeBackSays: 'Escriba su frase de acceso. Hasta entonces este equipo no muestra nada más a nadie.',
  takeBackButton: 'Volver al mostrador',
  notYet: 'Volver a elegir un PIN',
  gone: 'El PIN no se guardó',
  goneSays: 'Por favor, devuelva la pantalla a quien le atiende y pida que le busque otra vez.',

  byCode: 'Elegir un PIN con un código',
  byCodeSays: 'El código está en el papel que le dio la biblioteca.',
  code: 'Código',
  codeHint: 'Tres grupos de cuatro',
  wrongCode:
    'Este número de tarjeta y este código no van juntos, o el código es demasiado antiguo. Compruebe los dos. En el mostrador le dan otro código.',
  nowSignIn: 'Ahora puede entrar con el número de su tarjeta y este PIN.',
  signIn: 'Entrar',

  change: 'Cambiar mi PIN',
  old: 'Su PIN de ahora',
  sure: 'Escriba su PIN, para que nadie más haga esto en una página que usted dejó abierta.',
  goOn: 'Seguir',
  wrongOld: 'Este no es su PIN.',
  changed: 'Su PIN está cambiado.',

  atCounter: 'PIN',
  hand: 'Poner un PIN',
  handSays: `La pantalla se convierte en una página solo para ${theCustomer}. Cierre antes las demás pestañas y ventanas de Carrel: lo que esté abierto en ellas sigue a la vista. Luego gire la pantalla hacia esa persona y aparte la vista.`,
  whatChecked: '¿Cómo sabe que es esa persona?',
  checks: {
    'photo-id': 'Mostró una identificación con foto',
    'known-to-staff': 'La conozco personalmente',
  },
  isTold: (days) =>
    `Esto queda registrado con su nombre, y el ${customer} lo ve en su página. Lo que tuvo no se muestra allí durante ${days} días, a menos que se pida un código de su teléfono.`,
  appLost: 'Perdió su teléfono',
  appLostSays:
    'Su página ya no pedirá un código de su teléfono. Mire antes una identificación con foto: sin ella sigue activado.',
  appOff: 'No se pide ningún código de un teléfono',
  print: 'Imprimir un código para un PIN',
  printTitle: 'Un código para un PIN',
  printSays: (days) =>
    `Imprima esta página y entréguela a ${theCustomer} y a nadie más. El código sirve una sola vez, durante ${days} días.`,
  forReader: (address) => `Con el número de su tarjeta y este código, elija un PIN en ${address}`,
  keep: `Nadie más que el ${customer} tiene que saberlo. Un código nuevo ocupa el lugar de este.`,
})

export const ownPinWords = screenWords(english, spanish)
