import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library }: LibraryTerms) => ({
  continue: 'Continue',

  link: {
    title: `Set up ${library}`,
    says: "For the library's Director. You give your name and choose a passphrase; it takes about ten minutes. Have your phone at hand.",
    begin: 'Begin',
    once: 'The link works once: go on in this browser.',
  },
  deadLink: {
    title: 'This link does not work',
    says: 'It was used, or it is too old, or the library has its Director. While there is none, a new start of Carrel prints a new link.',
    toSignIn: 'Go to the sign-in page',
  },
  /** On the sign-in page, in the browser that set the library up. */
  over: 'The set-up here is over. It took too long, or the library has its Director now. Sign in, or start Carrel again for a new link.',
  library: {
    title: 'Is this your library?',
    library: 'Library',
    policy: 'Policy',
    yes: 'Yes, go on',
    /** Followed by the command. */
    ifNot:
      "If not, close this page. Before anything is put in, whoever looks after this computer starts Carrel with your library's policy:",
  },

  name: 'First and last name',
  askName: 'What is your name?',
  nameHint: 'This is how it stands on the screen',
  noName: 'Type your name',
  askSignIn: 'What do you want to sign in as?',
  signIn: 'Sign-in name',
  signInHint: 'Short, such as your first name',
  signInFault:
    'A sign-in name has the letters A to Z without accents, digits, dots and hyphens, and no spaces. Letters of other alphabets that look the same are refused',
  signInTaken: 'This sign-in name is taken: choose another',
  askPassphrase: 'Choose a passphrase',
  startAgain: 'Start these questions again',

  list: {
    title: 'Set-up',
    whatIsLeft: 'What is left to set up',
    says: 'You are signed in as the Director. Do these in any order; you can come back here.',
    done: 'Done',
    recovery: {
      name: 'Print the recovery sheet',
      says: 'After a fire or a theft, this sheet and a backup bring the library back. It belongs in a safe.',
    },
    computers: {
      name: 'Say where this computer stands',
      says: 'Front desk, office, or another private room. Until then no record shows on it.',
    },
    pins: {
      name: 'Say where the daily mail goes',
      says: 'Four lines to two people outside, who can then tell if the register was rewritten.',
    },
    sealed: {
      name: 'Set up the sealed matters',
      says: 'Some papers bind whoever gets them. Until both sides are set up, what is typed of such a paper is kept nowhere. The president of the Board sets up the second side.',
    },
    letterhead: {
      name: 'Say how people reach the library',
      says: 'Street, phone number and hours, as every letter will show them.',
    },
    people: { name: 'Add the people who work here', says: 'Each has a sign-in of their own.' },
    finish: 'The set-up is done',
  },
})

const spanish: InSpanish<typeof english> = ({ library }) => ({
  continue: 'Continuar',

  link: {
    title: `Instalar ${library}`,
    says: 'Para la Dirección de la biblioteca. Usted da su nombre y elige una contraseña; tarda unos diez minutos. Tenga su teléfono a mano.',
    begin: 'Empezar',
    once: 'El enlace funciona una sola vez: siga en este navegador.',
  },
  deadLink: {
    title: 'Este enlace no funciona',
    says: 'Ya se usó, es demasiado viejo, o la biblioteca ya tiene su Dirección. Mientras no la tenga, Carrel muestra un enlace nuevo cada vez que se inicia.',
    toSignIn: 'Ir a la página de entrada',
  },
  over: 'La instalación aquí terminó. Tardó demasiado, o la biblioteca ya tiene su Dirección. Entre, o inicie Carrel otra vez para tener un enlace nuevo.',
  library: {
    title: '¿Es esta su biblioteca?',
    library: 'Biblioteca',
    policy: 'Política',
    yes: 'Sí, seguir',
    ifNot:
      'Si no, cierre esta página. Antes de guardar nada, quien atiende esta computadora inicia Carrel con la política de su biblioteca:',
  },

  name: 'Nombre y apellido',
  askName: '¿Cómo se llama usted?',
  nameHint: 'Así aparece en la pantalla',
  noName: 'Escriba su nombre',
  askSignIn: '¿Con qué nombre quiere entrar?',
  signIn: 'Nombre de usuario',
  signInHint: 'Corto, por ejemplo su nombre de pila',
  signInFault:
    'Un nombre de usuario tiene las letras de la A a la Z sin acentos ni ñ, cifras, puntos y guiones, y ningún espacio. No valen letras de otros alfabetos que se parezcan',
  signInTaken: 'Este nombre de usuario ya está tomado: elija otro',
  askPassphrase: 'Elija una contraseña',
  startAgain: 'Empezar de nuevo estas preguntas',

  list: {
    title: 'Instalación',
    whatIsLeft: 'Lo que falta por instalar',
    says: 'Usted ha entrado como la Dirección. Haga esto en cualquier orden; puede volver aquí.',
    done: 'Listo',
    recovery: {
      name: 'Imprimir la hoja de recuperación',
      says: 'Después de un incendio o un robo, esta hoja y una copia de respaldo recuperan la biblioteca. Debe estar en una caja fuerte.',
    },
    computers: {
      name: 'Decir dónde está esta computadora',
      says: 'Mostrador, oficina u otra sala privada. Hasta entonces no muestra ningún expediente.',
    },
    pins: {
      name: 'Decir a dónde va el correo diario',
      says: 'Cuatro líneas a dos personas de fuera, que así pueden saber si alguien reescribió el registro.',
    },
    sealed: {
      name: 'Instalar los asuntos sellados',
      says: 'Algunos documentos obligan a quien los recibe. Hasta que las dos partes estén instaladas, lo que se escribe de uno así no se guarda en ningún lugar. La presidencia de la Junta instala la segunda.',
    },
    letterhead: {
      name: 'Diga cómo se llega a la biblioteca',
      says: 'Calle, teléfono y horario, como los mostrará cada carta.',
    },
    people: { name: 'Agregar a quienes trabajan aquí', says: 'Cada persona entra con lo suyo.' },
    finish: 'La instalación está lista',
  },
})

export const setUpWords = screenWords(english, spanish)
