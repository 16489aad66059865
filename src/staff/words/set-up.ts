import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library }: LibraryTerms) => ({
  continue: 'Continue',

  link: {
    title: `Set up ${library}`,
    says: 'This is for the library’s Director. You give your name and choose a passphrase. It takes about ten minutes. Have your phone on hand.',
    begin: 'Begin',
    once: 'The link works only once. Continue in this browser.',
  },
  deadLink: {
    title: 'This link does not work',
    says: 'The link was already used, or it has expired, or the library has its Director. Until there is a Director, each start of Carrel prints a new link.',
    toSignIn: 'Go to the sign-in page',
  },
  /** On the sign-in page, in the browser that set the library up. */
  over: 'Setup has ended here. It took too long, or the library now has its Director. Sign in, or start Carrel again for a new link.',
  library: {
    title: 'Is this your library?',
    library: 'Library',
    policy: 'Policy',
    yes: 'Yes, continue',
    /** Followed by the command. */
    ifNot:
      'If not, close this page. Before anything is entered, the person who maintains this computer starts Carrel with your library’s policy:',
    folder: 'FOLDER',
  },

  name: 'First and last name',
  askName: 'What is your name?',
  nameHint: 'This is how it appears on the screen',
  noName: 'Type your name',
  askSignIn: 'What sign-in name do you want?',
  signIn: 'Sign-in name',
  signInHint: 'Short, such as your first name',
  signInFault:
    'A sign-in name can have the letters A to Z without accents, digits, dots, and hyphens, and no spaces. Letters from other alphabets that look the same are refused',
  signInTaken: 'This sign-in name is taken. Choose another',
  askPassphrase: 'Choose a passphrase',
  startAgain: 'Start these questions over',

  lending: {
    title: 'Which system checks items out?',
    why: 'If another system does, Carrel has no pages to check out, check in, or hold items. Then nothing is entered twice.',
    noRules: 'Your policy has no loan rules, so another system checks items out.',
    carrelHint: 'Staff check items out and in here.',
    other: 'Another system, such as Koha',
    otherHint: 'Carrel imports its loans every night. First check in everything that was checked out here.',
    save: 'Save',
    missing: 'Choose the system',
    importSays:
      'The nightly import is set up for another system. First ask the person who maintains the computer to set it up again without --lends-elsewhere.',
  },
  list: {
    title: 'Setup',
    whatIsLeft: 'What is left to set up',
    says: 'You are signed in as the Director. Do these in any order. You can come back here.',
    done: 'Done',
    lending: {
      name: 'Choose the system that checks items out',
      says: 'Carrel, or another one such as Koha.',
    },
    recovery: {
      name: 'Print the recovery sheet',
      says: 'After a fire or theft, you need this sheet and a backup to restore the library. Keep it in a safe.',
    },
    computers: {
      name: 'Set this computer’s location',
      says: 'Front desk, office, or another private room. Until then, it cannot show records.',
    },
    notThisComputer:
      'Another computer has its location. If this one is the library’s, set it, too: until then, it cannot show records.',
    pins: {
      name: 'Choose the outside log keepers',
      says: 'Four lines go each day to two people outside the library. They can then tell if the audit log was rewritten.',
    },
    sealed: {
      name: 'Set up sealed matters',
      says: 'Some papers bind the person who receives them. Nothing typed about such a paper is saved until both access groups are set up. The president of the Board sets up the second group.',
    },
    letterhead: {
      name: 'Enter the library’s contact details',
      says: 'The street address, phone number, and hours printed on every letter.',
    },
    people: { name: 'Add staff accounts', says: 'Each person has an account of their own.' },
    contacts: {
      name: 'Enter the emergency contacts',
      says: 'Who to call when an officer or a legal paper is here: the Director, legal counsel, the president of the Board.',
    },
    chooseSignIn: 'Choose which sign-in is legal counsel’s, so that Carrel asks them about a changed number.',
    finish: 'Finish setup',
  },
})

const spanish: InSpanish<typeof english> = ({ library }) => ({
  continue: 'Continuar',

  link: {
    title: `Instalar ${library}`,
    says: 'Esto es para la Dirección de la biblioteca. Usted da su nombre y elige una contraseña. Tarda unos diez minutos. Tenga su teléfono a mano.',
    begin: 'Empezar',
    once: 'El enlace funciona una sola vez. Continúe en este navegador.',
  },
  deadLink: {
    title: 'Este enlace no funciona',
    says: 'El enlace ya se usó, venció, o la biblioteca ya tiene su Dirección. Mientras no la tenga, Carrel muestra un enlace nuevo cada vez que se inicia.',
    toSignIn: 'Ir a la página de inicio de sesión',
  },
  over: 'La instalación terminó aquí. Tardó demasiado, o la biblioteca ya tiene su Dirección. Inicie sesión, o inicie Carrel otra vez para tener un enlace nuevo.',
  library: {
    title: '¿Es esta su biblioteca?',
    library: 'Biblioteca',
    policy: 'Política',
    yes: 'Sí, continuar',
    ifNot:
      'Si no, cierre esta página. Antes de guardar nada, la persona que mantiene esta computadora inicia Carrel con la política de su biblioteca:',
    folder: 'CARPETA',
  },

  name: 'Nombre y apellido',
  askName: '¿Cómo se llama usted?',
  nameHint: 'Así aparece en la pantalla',
  noName: 'Escriba su nombre',
  askSignIn: '¿Qué nombre de usuario quiere?',
  signIn: 'Nombre de usuario',
  signInHint: 'Corto, por ejemplo su nombre de pila',
  signInFault:
    'Un nombre de usuario tiene las letras de la A a la Z sin acentos ni ñ, cifras, puntos y guiones, y ningún espacio. No valen letras de otros alfabetos que se parezcan',
  signInTaken: 'Este nombre de usuario ya está tomado. Elija otro',
  askPassphrase: 'Elija una contraseña',
  startAgain: 'Empezar de nuevo estas preguntas',

  lending: {
    title: '¿Qué sistema registra los préstamos?',
    why: 'Si es otro, Carrel no tiene páginas para prestar, devolver ni reservar, y así nada se registra dos veces.',
    noRules: 'Su política no tiene reglas de préstamo, así que otro sistema registra los préstamos.',
    carrelHint: 'El personal presta y recibe aquí.',
    other: 'Otro sistema, como Koha',
    otherHint: 'Carrel importa sus préstamos cada noche. Primero reciba aquí todo lo que se prestó aquí.',
    save: 'Guardar',
    missing: 'Elija el sistema',
    importSays:
      'La importación nocturna dice que otro sistema registra los préstamos. Primero pida a la persona que mantiene la computadora que la configure otra vez sin --lends-elsewhere',
  },
  list: {
    title: 'Instalación',
    whatIsLeft: 'Lo que falta por instalar',
    says: 'Usted inició sesión como la Dirección. Haga esto en cualquier orden. Puede volver aquí.',
    done: 'Listo',
    lending: {
      name: 'Elegir el sistema que registra los préstamos',
      says: 'Carrel, u otro como Koha.',
    },
    recovery: {
      name: 'Imprimir la hoja de recuperación',
      says: 'Después de un incendio o un robo, con esta hoja y una copia de seguridad se restaura la biblioteca. Guárdela en una caja fuerte.',
    },
    computers: {
      name: 'Poner el lugar de esta computadora',
      says: 'Mostrador, oficina u otra sala privada. Hasta entonces no puede mostrar expedientes.',
    },
    notThisComputer:
      'Otra computadora ya tiene su lugar. Si esta es de la biblioteca, póngale el suyo: hasta entonces no puede mostrar expedientes.',
    pins: {
      name: 'Elegir los custodios externos del registro',
      says: 'Cada día van cuatro líneas a dos personas de fuera de la biblioteca. Así pueden saber si alguien reescribió el registro de auditoría.',
    },
    sealed: {
      name: 'Preparar los asuntos sellados',
      says: 'Algunos documentos obligan a quien los recibe. Nada de lo que se escriba sobre uno así se guarda hasta que los dos grupos de acceso estén preparados. La presidencia de la Junta prepara el segundo.',
    },
    letterhead: {
      name: 'Poner los datos de contacto de la biblioteca',
      says: 'La calle, el teléfono y el horario que se imprimen en cada carta.',
    },
    people: { name: 'Agregar cuentas de personal', says: 'Cada persona tiene su propia cuenta.' },
    contacts: {
      name: 'Poner los contactos de emergencia',
      says: 'A quién llamar cuando hay un agente o un documento legal: la Dirección, la asesoría legal, la presidencia de la Junta.',
    },
    chooseSignIn:
      'Elija cuál es la cuenta de la asesoría legal, para que Carrel le pregunte si cambia su número.',
    finish: 'Terminar la instalación',
  },
})

export const setUpWords = screenWords(english, spanish)
