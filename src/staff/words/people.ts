import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Staff accounts',
  intro: 'Everyone who signs in here. What they do here is logged.',
  myAccount: 'My account',
  toPeople: 'Back to staff accounts',
  signsInAs: (name: string) => `Signs in as ${name}.`,
  state: {
    given: 'Has not yet signed in with a passphrase of their own.',
    givenOver: 'Their first passphrase has expired. Give them a new one.',
    locked: 'Locked until you unlock it: too many wrong codes.',
    rests: 'Temporarily locked after too many wrong tries.',
    secondStep: 'Two-step sign-in is on.',
    noSecondStep: 'Two-step sign-in is off.',
  },
  acting: {
    title: 'Acting Director',
    noneNamed: 'No one is named. The president of the Board names an acting Director.',
    named: (name: string, first: string, last: string) => `${name}, from ${first} through ${last}.`,
    leave: 'Going on leave?',
    leaveSays:
      'Only the president of the Board can name an acting Director. Type your days here, and the president finds your request on their start page.',
    leaveFirst: 'First day of your leave',
    leaveLast: 'Last day of your leave',
    leaveAsk: 'Ask the president',
    leaveWaits: (on: string, first: string, last: string) =>
      `On ${on} you asked for an acting Director from ${first} through ${last}. This waits for the president of the Board: no one is named yet.`,
    leaveCall:
      'Call the president too. Carrel sends no e-mail about it, but the president’s start page shows your request.',
    leaveNoPresident:
      'No one signs in here as president of the Board. The Board can name an acting Director at the computer that runs Carrel.',
    leaveNamed: (name: string, first: string, last: string) =>
      `The Board named ${name} as acting Director from ${first} through ${last}. Do the next steps with them before your first day.`,
    leaveWithdraw: 'Take back the request',
    leaveNext: 'What happens next',
    leaveFault: {
      first: 'Choose the first day',
      last: 'Choose the last day',
      over: 'The last day must be today or later, and not before the first day',
      'too-long': 'One year at most',
    },
    leaveSteps: [
      'The president of the Board names an acting Director, under “Acting Director.” You see here and on your start page who it is.',
      'Ask the acting Director to turn on two-step sign-in before the first day, under “My account.” The list above says if theirs is on.',
      'Add the acting Director’s phone number to the emergency contacts.',
      'Go through the open cases and their deadlines with them. On those days they decide these cases.',
      'Under “Sealed matters” you can hand over what you have there, if anything. It also ends with the last day.',
    ],
    cases: 'Open cases',
    sealed: 'Sealed matters',
    noSecondStep: (name: string) =>
      `${name} has not turned on two-step sign-in. They need it as acting Director, and can turn it on now under “My account.”`,
    contacts: 'Emergency contacts',
  },
  secondStep: {
    title: 'Two-step sign-in',
    who: 'Who must use two-step sign-in',
    officers: {
      label: 'The Director, legal counsel, and trustees must use it',
      hint: 'It is optional for everyone else. Sign-in at the desk stays quick.',
    },
    everyone: { label: 'Everyone must use it', hint: 'Starting with their next sign-in.' },
    save: 'Save',
  },
  add: {
    title: 'Add a staff account',
    name: 'Name',
    nameHint: 'As it should appear on the screen',
    nameMissing: 'Type the person’s name',
    signIn: 'Sign-in name',
    signInHint: 'Short, such as the first name. It is never given to another person.',
    signInUnfit:
      'A sign-in name can have the letters A to Z without accents, digits, dots, and hyphens, 60 at most, and no spaces. Look-alike letters from other alphabets are not accepted',
    signInTaken: 'This sign-in name is taken. Choose another',
    roleQuestion: 'What is their role?',
    roleMissing: 'Choose a role',
    add: 'Add',
  },
  shown: {
    title: 'Passphrase',
    heading: (name: string) => `Passphrase for ${name}`,
    intro: 'Print it or write it down, and give it only to them. It is shown only once.',
    signIn: 'Sign-in name',
    passphrase: 'Passphrase',
    after: (days: number) =>
      `When they first sign in with it, they choose their own. It expires after ${days} days. Someone new then takes the training, under Policy and training. For a short PIN at the desk, they press their name at the top, and then “Set a PIN.”`,
  },
  change: 'Change',
  changeOf: (name: string) => `Change ${name}`,
  unlock: (name: string) => `Unlock ${name}`,
  unlockSays: 'First ask whether they made those tries. If not, someone tried to sign in as them.',
  lost: 'Forgotten or lost',
  lostSays: 'For a forgotten passphrase, a lost phone or key, or when someone else knows the passphrase.',
  giveNew: 'Give a new passphrase',
  role: 'Role',
  left: 'They no longer work here',
  leftSays: 'They are signed out and cannot sign in again. The log still shows what they did.',
  end: (name: string) => `Close ${name}’s account`,
  lastDirector: 'This is the last Director. Add another Director first',
  closed: 'The account is closed.',
  sure: {
    title: 'Are you sure?',
    goBack: 'No, go back',
    end: (name: string) => `Close ${name}’s account?`,
    endSays: (name: string) =>
      `This cannot be undone. Anything that only ${name} could open stays closed permanently.`,
    endYes: 'Yes, close it',
    endsActing:
      'They are named as acting Director. That ends too: ask the president of the Board to name someone else.',
    reset: (name: string) => `Give ${name} a new passphrase?`,
    resetSays: (name: string) =>
      `${name} is signed out everywhere and must set up two-step sign-in again. Anything that only ${name} could open until now stays closed permanently.`,
    resetYes: 'Yes, make a new passphrase',
    role: (name: string, from: string, to: string) => `Change ${name} from ${from} to ${to}?`,
    sameRole: (name: string, role: string) => `${name} is ${role} already. Nothing would change.`,
    roleSays: (name: string) =>
      `${name} is signed out. From the next sign-in on, they see and do what the new role may.`,
    roleYes: 'Yes, change the role',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Cuentas del personal',
  intro: 'Todas las personas que inician sesión aquí. Lo que hacen aquí queda registrado.',
  myAccount: 'Mi cuenta',
  toPeople: 'Volver a cuentas de personal',
  signsInAs: (name) => `Inicia sesión como ${name}.`,
  state: {
    given: 'Aún no ha iniciado sesión con una contraseña propia.',
    givenOver: 'Su primera contraseña venció. Dele una nueva.',
    locked: 'Bloqueada por demasiados códigos mal escritos, hasta que usted la desbloquee.',
    rests: 'Bloqueada por un tiempo después de demasiados intentos fallidos.',
    secondStep: 'El inicio de sesión en dos pasos está activado.',
    noSecondStep: 'El inicio de sesión en dos pasos está desactivado.',
  },
  acting: {
    title: 'Dirección interina',
    noneNamed: 'No hay nadie nombrado. La presidencia de la Junta nombra una Dirección interina.',
    named: (name, first, last) => `${name}, del ${first} hasta el ${last}.`,
    leave: '¿Se va de licencia?',
    leaveSays:
      'Solo quien preside la Junta puede nombrar una Dirección interina. Escriba aquí sus días, y la solicitud sale en su página de inicio.',
    leaveFirst: 'Primer día de su licencia',
    leaveLast: 'Último día de su licencia',
    leaveAsk: 'Pedirlo a la presidencia',
    leaveWaits: (on, first, last) =>
      `El ${on} usted pidió una Dirección interina del ${first} hasta el ${last}. Falta que la presidencia de la Junta la nombre: aún no hay nadie.`,
    leaveCall:
      'Llame también a la presidencia. Carrel no envía ningún correo sobre esto, pero la página de inicio de la presidencia muestra la solicitud.',
    leaveNoPresident:
      'Nadie inicia sesión aquí como presidencia de la Junta. La Junta puede nombrar una Dirección interina en la computadora donde funciona Carrel.',
    leaveNamed: (name, first, last) =>
      `La Junta nombró a ${name} como Dirección interina del ${first} hasta el ${last}. Dé con esa persona los pasos que siguen antes de su primer día.`,
    leaveWithdraw: 'Retirar la solicitud',
    leaveNext: 'Qué sigue',
    leaveFault: {
      first: 'Elija el primer día',
      last: 'Elija el último día',
      over: 'El último día debe ser hoy o después, y no antes del primer día',
      'too-long': 'Un año como máximo',
    },
    leaveSteps: [
      'Quien preside la Junta nombra una Dirección interina, en «Dirección interina». Usted ve aquí y en su página de inicio quién es.',
      'Pida a la Dirección interina que active el inicio de sesión en dos pasos antes del primer día, en «Mi cuenta». La lista de arriba dice si ya lo tiene.',
      'Agregue el teléfono de la Dirección interina a los contactos de emergencia.',
      'Revise con ella los casos abiertos y sus plazos. En esos días decide esos casos.',
      'En «Asuntos sellados» puede traspasar lo que tiene allí, si hay algo. Eso también termina con el último día.',
    ],
    cases: 'Casos abiertos',
    sealed: 'Asuntos sellados',
    noSecondStep: (name) =>
      `${name} no ha activado el inicio de sesión en dos pasos. Lo necesita como Dirección interina, y puede activarlo ya en «Mi cuenta».`,
    contacts: 'Contactos de emergencia',
  },
  secondStep: {
    title: 'Inicio de sesión en dos pasos',
    who: 'Quién debe usar el inicio de sesión en dos pasos',
    officers: {
      label: 'La Dirección, la asesoría legal y la Junta deben usarlo',
      hint: 'Es opcional para los demás. En el mostrador sigue siendo rápido.',
    },
    everyone: { label: 'Todos deben usarlo', hint: 'Desde la próxima vez que inicien sesión.' },
    save: 'Guardar',
  },
  add: {
    title: 'Agregar una cuenta de personal',
    name: 'Nombre',
    nameHint: 'Como debe aparecer en la pantalla',
    nameMissing: 'Escriba el nombre de la persona',
    signIn: 'Nombre de usuario',
    signInHint: 'Corto, como el nombre de pila. Nunca se le da a otra persona.',
    signInUnfit:
      'Un nombre de usuario tiene las letras de la A a la Z sin acentos ni ñ, cifras, puntos y guiones, 60 como máximo, y ningún espacio. No valen letras de otros alfabetos que se parezcan',
    signInTaken: 'Este nombre de usuario ya está tomado. Elija otro',
    roleQuestion: '¿Cuál es su función?',
    roleMissing: 'Elija una función',
    add: 'Agregar',
  },
  shown: {
    title: 'Contraseña',
    heading: (name) => `Contraseña para ${name}`,
    intro: 'Anótela y désela solo a esa persona. Se muestra una sola vez.',
    signIn: 'Nombre de usuario',
    passphrase: 'Contraseña',
    after: (days) =>
      `Cuando inicie sesión con ella por primera vez, elegirá la suya. Vence a los ${days} días. Si la persona es nueva, después hace la capacitación, en Política y capacitación. Para un PIN corto en el mostrador, oprime su nombre arriba y luego «Poner un PIN».`,
  },
  change: 'Cambiar',
  changeOf: (name) => `Cambiar: ${name}`,
  unlock: (name) => `Desbloquear: ${name}`,
  unlockSays:
    'Primero pregúntele si los intentos fueron suyos. Si no, alguien intentó iniciar sesión como esa persona.',
  lost: 'Algo olvidado o perdido',
  lostSays:
    'Para una contraseña olvidada, un teléfono o llave perdidos, o cuando otra persona sabe la contraseña.',
  giveNew: 'Dar una contraseña nueva',
  role: 'Función',
  left: 'Ya no trabaja aquí',
  leftSays: 'Su sesión se cierra y no puede iniciarla otra vez. El registro sigue mostrando lo que hizo.',
  end: (name) => `Cerrar la cuenta de ${name}`,
  lastDirector: 'Es la última persona en la Dirección. Agregue primero a otra',
  closed: 'La cuenta está cerrada.',
  sure: {
    title: '¿Confirma?',
    goBack: 'No, volver',
    end: (name) => `¿Cerrar la cuenta de ${name}?`,
    endSays: (name) =>
      `Esto no se puede deshacer. Lo que solo ${name} podía abrir queda cerrado para siempre.`,
    endYes: 'Sí, cerrarla',
    endsActing:
      'Esta persona está nombrada como Dirección interina. Eso también termina: pida a quien preside la Junta que nombre a otra persona.',
    reset: (name) => `¿Dar a ${name} una contraseña nueva?`,
    resetSays: (name) =>
      `Se cierran todas las sesiones de ${name}, y debe activar otra vez el inicio de sesión en dos pasos. Lo que solo ${name} podía abrir hasta ahora queda cerrado para siempre.`,
    resetYes: 'Sí, hacer una contraseña nueva',
    role: (name, from, to) => `¿Cambiar a ${name} de ${from} a ${to}?`,
    sameRole: (name, role) => `${name} ya tiene la función de ${role}. Nada cambiaría.`,
    roleSays: (name) =>
      `Se cierra la sesión de ${name}. Desde la próxima, ve y hace lo que permite la nueva función.`,
    roleYes: 'Sí, cambiar la función',
  },
})

export const peopleWords = screenWords(english, spanish)
