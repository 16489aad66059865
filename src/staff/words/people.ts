import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const peopleEnglish = () => ({
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
  refused: {
    'last-director': 'This is the last Director. Add another Director first',
    'last-confirmed':
      'No confirmed account of the president of the Board would be left. Only the president can always open a case about the Director. So you cannot reset this account, close it, or change its role here. First ask someone to confirm a president’s account, under “Identity confirmations.” Or do it at the computer that runs Carrel, with the command “carrel account.” Every officer then sees a notice',
  },
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

const peopleSpanish: InSpanish<typeof peopleEnglish> = () => ({
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
  refused: {
    'last-director': 'Es la última persona en la Dirección. Agregue primero a otra',
    'last-confirmed':
      'No quedaría ninguna cuenta confirmada de quien preside la Junta. Solo esa persona puede abrir siempre un caso sobre la Dirección. Por eso aquí no se puede restablecer ni cerrar esta cuenta, ni darle otra función. Primero pida que se confirme una cuenta de quien preside la Junta, en «Confirmaciones de identidad». O pida que esto se haga en la computadora donde funciona Carrel, con el comando «carrel account». Entonces la Dirección, la asesoría legal y la Junta ven un aviso',
  },
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

export const peopleWords = screenWords(peopleEnglish, peopleSpanish)

const rolesEnglish = () => ({
  name: {
    volunteer: 'volunteer',
    desk: 'clerk',
    director: 'Director',
    counsel: 'legal counsel',
    trustee: 'trustee',
    'special-counsel': 'special counsel',
  },
  ofTheBoard: (role: string) => `${role}, president of the Board`,
  choices: {
    volunteer: { label: 'Volunteer', hint: 'Helps at the desk, and sees only whether a card is on file' },
    desk: { label: 'Clerk', hint: 'Looks up records at the desk' },
    director: { label: 'Director', hint: 'Keeps the records and these pages' },
    counsel: { label: 'Legal counsel', hint: 'Sees cases and the copies in them, and no record at the desk' },
    trustee: { label: 'Trustee', hint: 'Cannot view records on a screen' },
    president: { label: 'Trustee, president of the Board', hint: 'Names an acting Director' },
    'special-counsel': {
      label: 'Special counsel, for one case',
      hint: 'Sees only a case to which you add them, once someone else agrees',
    },
  },
})

const rolesSpanish: InSpanish<typeof rolesEnglish> = () => ({
  name: {
    volunteer: 'voluntariado',
    desk: 'personal del mostrador',
    director: 'Dirección',
    counsel: 'asesoría legal',
    trustee: 'miembro de la Junta',
    'special-counsel': 'asesoría especial',
  },
  ofTheBoard: (role) => `${role}, presidencia de la Junta`,
  choices: {
    volunteer: {
      label: 'Voluntariado',
      hint: 'Ayuda en el mostrador, y ve solo si una tarjeta está registrada',
    },
    desk: { label: 'Personal del mostrador', hint: 'Consulta expedientes en el mostrador' },
    director: { label: 'Dirección', hint: 'Tiene a su cargo los expedientes y estas páginas' },
    counsel: {
      label: 'Asesoría legal',
      hint: 'Ve los casos y sus copias, y ningún expediente en el mostrador',
    },
    trustee: { label: 'Miembro de la Junta', hint: 'No ve ningún expediente en pantalla' },
    president: {
      label: 'Miembro de la Junta, en la presidencia',
      hint: 'Nombra una Dirección interina',
    },
    'special-counsel': {
      label: 'Asesoría especial, para un caso',
      hint: 'Ve solo el caso al que usted la agrega, cuando otra persona lo acepta',
    },
  },
})

export const rolesWords = screenWords(rolesEnglish, rolesSpanish)

const officersEnglish = () => ({
  title: 'Identity confirmations',
  says: 'Who set up each account, and who confirmed it',
  intro:
    'The Director sets up accounts here, and so could sign in as someone else. For that reason, another person confirms who owns each account. Only then does it count in a case.',
  byThemselves: 'Set up at the computer that runs Carrel, or by the owner.',
  setUpBy: (name: string) => `Set up by ${name}.`,
  confirmedBy: (name: string, day: string) => `${name} confirmed on ${day} that the account is theirs.`,
  confirmedThere: (day: string) => `Confirmed on ${day} at the computer that runs Carrel.`,
  notConfirmed: 'No one else has confirmed that the account is theirs.',
  given: 'They have no passphrase of their own yet.',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm that the account is theirs: ${name}`,
  sure: 'Confirm only someone you know. Ask them in person: Did you choose your own passphrase? Are you the only one with your second sign-in step?',
  ask: 'Can no one here confirm yet? The person who maintains the computer can do it there for the first account. The command is:',
  refused: {
    unknown: 'There is nothing to confirm for this person.',
    given: 'They must first choose a passphrase of their own.',
    yours: 'You cannot confirm your own account.',
    'set-up': 'You set up this account, so someone else must confirm it.',
    unsure: 'Someone must confirm your own account first.',
    role: 'Someone else must confirm this.',
  },
})

const officersSpanish: InSpanish<typeof officersEnglish> = () => ({
  title: 'Confirmaciones de identidad',
  says: 'Quién preparó cada cuenta, y quién la confirmó',
  intro:
    'La Dirección prepara las cuentas, y así podría iniciar sesión como otra persona. Por eso otra persona confirma de quién es cada cuenta. Solo entonces vale en un caso.',
  byThemselves: 'Preparada en la computadora donde funciona Carrel, o por su titular.',
  setUpBy: (name) => `La preparó ${name}.`,
  confirmedBy: (name, day) => `${name} confirmó el ${day} que la cuenta es suya.`,
  confirmedThere: (day) => `Confirmada el ${day} en la computadora donde funciona Carrel.`,
  notConfirmed: 'Nadie más ha confirmado que la cuenta es suya.',
  given: 'Todavía no tiene una contraseña propia.',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar que la cuenta es suya: ${name}`,
  sure: 'Confirme solo a alguien que conoce. Pregúntele en persona: ¿Eligió usted su contraseña? ¿Solo usted tiene su segundo paso para iniciar sesión?',
  ask: '¿Aún no hay aquí quien confirme? La persona que mantiene la computadora puede hacerlo allí para la primera cuenta. El comando es:',
  refused: {
    unknown: 'No hay nada que confirmar sobre esta persona.',
    given: 'Primero debe elegir su propia contraseña.',
    yours: 'No puede confirmar su propia cuenta.',
    'set-up': 'Usted preparó esta cuenta, así que debe confirmarla otra persona.',
    unsure: 'Primero alguien debe confirmar su propia cuenta.',
    role: 'Esto lo confirma otra persona.',
  },
})

export const officersWords = screenWords(officersEnglish, officersSpanish)

const actingEnglish = () => ({
  title: 'Acting Director',
  intro:
    'The Board names a person who may do what the Director does, from a first day through a last day. It ends automatically.',
  named: 'Named',
  from: (first: string, last: string) => `From ${first} through ${last}`,
  namedBy: (name: string) => `Named by ${name}`,
  namedWhereItRuns: 'Named at the computer that runs Carrel',
  endNow: 'End now',
  endNowOf: (name: string) => `End now: ${name}`,
  noOneToName: 'There is no one to name yet. The Director must add staff accounts first.',
  whom: 'Who is the Board naming?',
  saved:
    'Saved. They are acting Director on the days listed below. Now call them and the Director: Carrel sends no e-mail about it, but it is on the start page of both.',
  asked: (name: string, first: string, last: string) =>
    `${name} is going on leave and asks the Board to name an acting Director from ${first} through ${last}.`,
  askedFilled: 'These days are filled in below.',
  counselHint: (role: string) => `${role}. They would then decide on their own advice`,
  volunteerHint: (role: string) => `${role}. They have opened no records so far`,
  first: 'First day',
  last: 'Last day',
  lastHint: 'Through the end of that day',
  name: 'Name acting Director',
  after:
    'They need two-step sign-in. What they do is logged as the acting Director. They see open cases at once. Sealed matters, if there are any, are handed over by the Director or counsel on the page Sealed matters.',
  firstMissing: 'Enter the first day',
  lastMissing: 'Enter the last day',
  refused: {
    unknown: 'Choose a person',
    director: 'This person is the Director. Choose someone else',
    yourself: 'You cannot name yourself. Choose someone else',
    'gave-passphrase':
      'They made the passphrase you first signed in with, so you cannot name them. The Board can, at the computer that runs Carrel',
    unsure: 'Before you can act for the Board here, someone else must confirm that this account is yours',
    over: 'The last day must be today or later, and not before the first day',
    'too-long': 'One year at most. You can name them again after that',
    taken: 'Someone is already named for some of these days. End that first, or choose other days',
  },
})

const actingSpanish: InSpanish<typeof actingEnglish> = () => ({
  title: 'Dirección interina',
  intro:
    'La Junta nombra a una persona que puede hacer lo que hace la Dirección, desde un primer día hasta un último. Termina automáticamente.',
  named: 'Nombramientos',
  from: (first, last) => `Del ${first} hasta el ${last}`,
  namedBy: (name) => `Quien nombró: ${name}`,
  namedWhereItRuns: 'Se nombró en la computadora donde funciona Carrel',
  endNow: 'Terminar ahora',
  endNowOf: (name) => `Terminar ahora: ${name}`,
  noOneToName: 'Aún no hay a quién nombrar. La Dirección debe agregar primero cuentas de personal.',
  whom: '¿A quién nombra la Junta?',
  saved:
    'Guardado. Suple a la Dirección en los días que se listan abajo. Ahora llame a esa persona y a la Dirección: Carrel no envía ningún correo sobre esto, pero sale en la página de inicio de las dos.',
  asked: (name, first, last) =>
    `${name} se va de licencia y pide que la Junta nombre una Dirección interina del ${first} hasta el ${last}.`,
  askedFilled: 'Esos días ya están puestos abajo.',
  counselHint: (role) => `${role}. Entonces decidiría según su propio consejo`,
  volunteerHint: (role) => `${role}. Hasta ahora no ha abierto expedientes`,
  first: 'Primer día',
  last: 'Último día',
  lastHint: 'Hasta el final de ese día',
  name: 'Nombrar',
  after:
    'Necesita el inicio de sesión en dos pasos. Lo que haga queda registrado como de la Dirección interina. Ve enseguida los casos abiertos. Los asuntos sellados, si los hay, los entrega la Dirección o la asesoría legal en la página Asuntos sellados.',
  firstMissing: 'Escriba el primer día',
  lastMissing: 'Escriba el último día',
  refused: {
    unknown: 'Elija a una persona',
    director: 'Esta persona ya está en la Dirección. Elija a otra',
    yourself: 'No puede nombrarse a usted. Elija a otra persona',
    'gave-passphrase':
      'Esa persona creó la contraseña con la que usted inició sesión por primera vez, así que usted no puede nombrarla. La Junta puede, en la computadora donde funciona Carrel',
    unsure: 'Antes de actuar aquí por la Junta, otra persona debe confirmar que esta cuenta es suya',
    over: 'El último día debe ser hoy o después, y no antes del primer día',
    'too-long': 'Un año como máximo. Después puede nombrarla otra vez',
    taken: 'Ya hay una persona nombrada para algunos de esos días. Termine eso primero, o elija otros días',
  },
})

export const actingWords = screenWords(actingEnglish, actingSpanish)

const emergencyContactsEnglish = ({ counsel }: LibraryTerms) => ({
  title: 'Emergency contacts',
  what: 'When a legal paper or a request for records arrives, Carrel e-mails each of these people right away. The e-mail says only that there is a matter to review. Staff see the names and numbers, and call from the top down.',
  mailOff: 'No e-mail goes out, because e-mail is not set up. Staff must call.',
  whatOfPresident:
    'When something about the Director arrives, Carrel e-mails each of these people right away. The e-mail says only that there is a matter to review. Staff see the names and numbers, and call from the top down. Only you can change this list.',
  of: {
    director: 'For the Director',
    acting: 'For an acting Director',
    counsel: `For ${counsel}`,
    president: 'For the president of the Board',
  },
  nth: ['First', 'Second', 'Third'] as readonly string[],
  name: (nth: string) => `${nth}: name`,
  mail: (nth: string) => `${nth}: e-mail`,
  phones: (nth: string) => `${nth}: phone numbers`,
  phonesHint: 'In the order to try them',
  account: (nth: string) => `${nth}: sign-in`,
  noAccount: 'Not chosen, or none',
  twoCounsel:
    'Name two lawyers. If one has a conflict of interest in a case, they say so in the case, and the other one is asked.',
  oneCounsel: 'Only one lawyer is named. If they have a conflict of interest, no one is left to ask.',
  chooseSignIn:
    'Choose which sign-in belongs to which lawyer. Only then does Carrel ask them if a change of their number is right.',
  actingSays:
    'This counts on the days for which the president of the Board named an acting Director. On those days staff call these numbers before the Director’s, and Carrel e-mails them when no one has opened a new case. A number that you change or take off on those days stays where staff call for seven days. To ask for an acting Director, open',
  save: 'Save',
  saved: 'Saved.',
  unfitMail: 'This is not an e-mail address. Type one such as director@library.org, or leave it blank.',
  noName: 'Type a name too',
  noWay: 'Type an e-mail address or a phone number too',
  until: (day: string) =>
    `This number was changed or taken off the list. Until ${day}, call it too, and ask there if the change is right.`,
  disputed:
    'This number was changed or taken off the list, and its owner says that this is wrong. Call this number first.',
  oldStays: {
    counsel: `A number of ${counsel} that you change or take off stays where staff call for seven days. It goes sooner if someone else confirms that person’s new number.`,
    president:
      'A number that you change or take off stays where staff call for seven days. It goes sooner if someone else confirms that person’s new number.',
  },
  noNumbers: 'There is no number here. Call them at a number that you know.',
})

const emergencyContactsSpanish: InSpanish<typeof emergencyContactsEnglish> = ({ counsel }) => ({
  title: 'Contactos de emergencia',
  what: 'Cuando llega un documento legal o una solicitud de registros, Carrel envía enseguida un correo a cada una de estas personas. El correo solo dice que hay un asunto por revisar. El personal ve los nombres y los números, y llama de arriba abajo.',
  mailOff: 'No sale correo, porque no está configurado. El personal debe llamar.',
  whatOfPresident:
    'Cuando llega algo sobre la Dirección, Carrel envía enseguida un correo a cada una de estas personas. El correo solo dice que hay un asunto por revisar. El personal ve los nombres y los números, y llama de arriba abajo. Solo usted puede cambiar esta lista.',
  of: {
    director: 'La Dirección',
    acting: 'La Dirección interina',
    counsel: capitalize(counsel),
    president: 'Quien preside la Junta',
  },
  nth: ['Primera persona', 'Segunda persona', 'Tercera persona'],
  name: (nth) => `${nth}: nombre`,
  mail: (nth) => `${nth}: correo electrónico`,
  phones: (nth) => `${nth}: números de teléfono`,
  phonesHint: 'En el orden en que se deben probar',
  account: (nth) => `${nth}: cuenta`,
  noAccount: 'Sin elegir, o no tiene',
  twoCounsel:
    'Nombre a dos personas de la asesoría legal. Si una tiene un conflicto de interés en un caso, lo dice en el caso, y se consulta a la otra.',
  oneCounsel:
    'Solo hay una persona de la asesoría legal. Si tiene un conflicto de interés, no queda nadie a quien consultar.',
  chooseSignIn:
    'Elija qué cuenta es de cada persona de la asesoría legal. Solo así Carrel le pregunta si un cambio de su número es correcto.',
  actingSays:
    'Esto vale en los días para los que la presidencia de la Junta nombró una Dirección interina. En esos días el personal llama a estos números antes que a los de la Dirección, y Carrel les envía un correo cuando nadie ha abierto un caso nuevo. Si usted cambia o quita un número en esos días, el personal lo sigue viendo siete días donde llama. Para pedir una Dirección interina, abra',
  save: 'Guardar',
  saved: 'Guardado.',
  unfitMail:
    'Esta no es una dirección de correo. Escriba una como direccion@biblioteca.org, o déjela en blanco',
  noName: 'Escriba también un nombre',
  noWay: 'Escriba también un correo o un número de teléfono',
  until: (day) =>
    `Este número se cambió o se quitó de la lista. Hasta el ${day}, llame también a este número y pregunte ahí si el cambio es correcto.`,
  disputed:
    'Este número se cambió o se quitó de la lista, y la persona a quien pertenece dice que es un error. Llame primero a este número.',
  oldStays: {
    counsel: `Si usted cambia o quita un número de ${counsel}, el personal lo sigue viendo siete días donde llama. Deja de verlo antes si otra persona confirma el número nuevo de esa persona.`,
    president:
      'Si usted cambia o quita un número, el personal lo sigue viendo siete días donde llama. Deja de verlo antes si otra persona confirma el número nuevo de esa persona.',
  },
  noNumbers: 'Aquí no hay ningún número. Llame a un número que usted conozca.',
})

export const emergencyContactsWords = screenWords(emergencyContactsEnglish, emergencyContactsSpanish)
