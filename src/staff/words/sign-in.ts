import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const signInEnglish = ({ customers }: LibraryTerms) => ({
  title: 'Staff sign-in',
  name: 'Sign-in name',
  noName: 'Type your sign-in name',
  passphrase: 'Passphrase',
  signIn: 'Sign in',
  customers: `${capitalize(customers)}: your account, or block a lost card`,
  privacy: 'Privacy: what we keep, our policy, and requests for records',
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

const signInSpanish: InSpanish<typeof signInEnglish> = ({ customers }) => ({
  title: 'Inicio de sesión del personal',
  name: 'Nombre de usuario',
  noName: 'Escriba su nombre de usuario',
  passphrase: 'Contraseña',
  signIn: 'Iniciar sesión',
  customers: `${capitalize(customers)}: su cuenta, o bloquear una tarjeta perdida`,
  privacy: 'Privacidad: qué guardamos, nuestra política y las solicitudes de registros',
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

export const signInWords = screenWords(signInEnglish, signInSpanish)

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
    'few-words': 'Son muy pocas palabras, o demasiado comunes. Agregue dos más sin relación',
  },
  notTheSame: 'Las dos no coinciden. Escriba la contraseña otra vez',
  notYours: 'Esta no es su contraseña. Revise que no esté puesta la tecla Bloq Mayús.',
  wrongTries: (most, minutes) =>
    `Después de ${most} intentos fallidos, su cuenta se bloquea durante ${minutes} minutos, y ni la contraseña correcta sirve. Si sigue así, pregunte a la Dirección.`,
  keysShut: 'Su llave no se abre. Pida una contraseña nueva. Después podrá firmar.',
  tooMany: 'Demasiados intentos desde aquí. Espere un minuto, y luego inténtelo otra vez.',
})

export const passphraseWords = screenWords(passphraseEnglish, passphraseSpanish)

const switchEnglish = ({ aCustomer, theCustomer }: LibraryTerms) => ({
  title: 'Switch person',
  withPin: 'Continue your shift here with your PIN',
  says: 'Choose your name and type your PIN. The person before you is signed out here.',
  nobody: 'No colleague can switch here by PIN yet.',
  /** After what still has to be done. */
  yoursAlone: 'Your colleague’s start page does not show this. Do it first, or tell your colleague now.',
  who: 'Who are you?',
  pin: 'Your PIN',
  button: 'Switch',
  /** Whatever was wrong. */
  wrong: (most: number) =>
    `That did not work. After ${most} wrong PINs, sign in with your passphrase. Your name leaves the list then.`,
  notListed: 'Not in the list?',
  howListed: 'How to get on the list',
  passphraseFirst:
    'At the start of a shift, sign in here with your passphrase. Your PIN then works here for ten hours, or until you sign out. To set one, sign in and press your name at the top.',
  withPassphrase: 'Sign in with my passphrase',
  forColleague: 'Let a colleague sign in',
  forCustomer: `For ${aCustomer}’s own page`,
  forCustomerSays: `This signs you out first, so that ${theCustomer} cannot open your pages. Turn the screen toward them and look away. Your shift goes on: come back with your PIN or passphrase.`,
  toCustomer: `Sign me out for ${theCustomer}`,
  own: {
    title: 'Staff PIN',
    set: 'A PIN to switch at a shared computer',
    none: 'No PIN to switch at a shared computer',
    change: 'Change my PIN',
    add: 'Set a PIN',
    says: (least: number) =>
      `With a PIN you come back at a computer where you began your shift with your passphrase. It has at least ${least} digits. It opens what a clerk at the desk can open and nothing more.`,
    watched: 'Cover the keys when you type it. Anyone who saw it can use it there until your shift ends.',
    new: 'New PIN',
    hint: (least: number, most: number) => `${least} to ${most} digits`,
    again: 'Repeat the PIN',
    notDigits: (least: number, most: number) => `Type ${least} to ${most} digits`,
    easy: 'That is easy to guess. Use other digits, not the same ones and not in order',
    notTheSame: 'The two do not match. Type the PIN again',
    save: 'Save PIN',
    byPin:
      'You came with your PIN, which opens the desk and nothing more. For the rest, sign out and sign in with your passphrase.',
  },
  digits: {
    title: 'Staff PINs',
    says: 'At a computer that several people use, each begins a shift with their passphrase and then switches with a PIN. Each sets their own: they press their name at the top. A shorter PIN no longer works; its owner sets another.',
    label: 'Digits, at least',
    save: 'Save',
  },
})

const switchSpanish: InSpanish<typeof switchEnglish> = ({ aCustomer, theCustomer }) => ({
  title: 'Cambiar de persona',
  withPin: 'Continuar su turno aquí con su PIN',
  says: 'Elija su nombre y escriba su PIN. La sesión de la persona anterior se cierra aquí.',
  nobody: 'Aquí todavía no puede cambiar con su PIN nadie más.',
  yoursAlone:
    'La página de inicio de quien le releva no lo muestra. Hágalo antes, o dígaselo ahora a esa persona.',
  who: '¿Quién es usted?',
  pin: 'Su PIN',
  button: 'Cambiar',
  wrong: (most) =>
    `Eso no funcionó. Después de ${most} PIN equivocados, inicie sesión con su contraseña. Entonces su nombre sale de la lista.`,
  notListed: '¿No está en la lista?',
  howListed: 'Cómo entrar en la lista',
  passphraseFirst:
    'Al empezar un turno, inicie sesión aquí con su contraseña. Después su PIN sirve aquí durante diez horas, o hasta que cierre la sesión. Para poner uno, inicie sesión y oprima su nombre arriba.',
  withPassphrase: 'Iniciar sesión con mi contraseña',
  forColleague: 'Que inicie sesión otra persona del personal',
  forCustomer: `Para la página propia de ${aCustomer}`,
  forCustomerSays: `Antes se cierra la sesión de usted, para que ${theCustomer} no pueda abrir sus páginas. Gire la pantalla hacia esa persona y no mire. Su turno sigue: vuelva con su PIN o su contraseña.`,
  toCustomer: `Cerrar mi sesión para ${theCustomer}`,
  own: {
    title: 'PIN del personal',
    set: 'Un PIN para cambiar en una computadora compartida',
    none: 'Sin PIN para cambiar en una computadora compartida',
    change: 'Cambiar mi PIN',
    add: 'Poner un PIN',
    says: (least) =>
      `Con un PIN usted vuelve en una computadora donde empezó su turno con su contraseña. Tiene al menos ${least} cifras. Abre lo que puede abrir el personal del mostrador, y nada más.`,
    watched: 'Cubra las teclas al escribirlo. Quien lo vio puede usarlo allí hasta que termine su turno.',
    new: 'PIN nuevo',
    hint: (least, most) => `De ${least} a ${most} cifras`,
    again: 'Repita el PIN',
    notDigits: (least, most) => `Escriba de ${least} a ${most} cifras`,
    easy: 'Es fácil de adivinar. Use otras cifras, ni iguales ni seguidas',
    notTheSame: 'Los dos no coinciden. Escriba el PIN otra vez',
    save: 'Guardar el PIN',
    byPin:
      'Usted vino con su PIN, que abre el mostrador y nada más. Para lo demás, cierre la sesión e iníciela con su contraseña.',
  },
  digits: {
    title: 'PIN del personal',
    says: 'En una computadora que usan varias personas, cada una empieza el turno con su contraseña y después cambia con un PIN. Cada una pone el suyo: oprime su nombre arriba. Un PIN más corto deja de servir; su dueño pone otro.',
    label: 'Cifras, al menos',
    save: 'Guardar',
  },
})

export const switchWords = screenWords(switchEnglish, switchSpanish)
