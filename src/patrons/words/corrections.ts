import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, customer, customers, theCustomer }: LibraryTerms) => ({
  part: {
    name: 'Name',
    born: 'Birth date',
    emails: 'E-mail',
    phones: 'Phone',
    addresses: 'Address',
  },
  none: 'None',
  now: 'Now',
  shouldBe: 'Should be',

  title: 'Something in my record is wrong',
  intro: 'Fill in only what should be different. What you leave empty stays as it is.',
  takes:
    'An e-mail address is changed at once. For anything else, come to the counter afterwards and bring photo ID, or another official paper. Staff look at it and set it right.',
  why: `The ${library} knows you by these: it calls you back at your number, and mails codes to your address. So nobody who found your card and PIN can change them alone.`,
  nowIs: (value: string) => `Now: ${value}`,
  wholeName: 'This is the whole name: what is left empty is no part of it',
  firstName: 'First name',
  otherNames: 'Other names',
  surname: 'Last name',
  emailsHint: 'One on each line, 3 at most. They take the place of those that are there now.',
  noEmail: 'The library should have no e-mail address of mine',
  phonesHint: 'One on each line, 3 at most. They take the place of those that are there now.',
  noPhone: 'The library should have no phone number of mine',
  addressesHint:
    'As it stands on an envelope, without your name. For a second address, leave a line empty between the two.',
  send: 'Send',
  nothing: 'Fill in what should be different',
  surnameMissing: 'Type the last name too',
  bornUnfit: 'Give the birth date as a day that has been',
  emailUnfit: 'Give each e-mail address on a line of its own, such as ada@example.org',
  phoneUnfit: 'Give each phone number on a line of its own, with its area code and nothing else',
  emailTooOften:
    'You changed your e-mail address several times today. Change it tomorrow, or ask at the counter.',
  addressUnfit: 'Give one or two addresses, each of 2 to 6 lines',
  bothEmail: 'You filled in an e-mail address and said that there should be none',
  bothPhone: 'You filled in a phone number and said that there should be none',

  waits: (parts: string) => `You asked the library to set right: ${parts}. It waits for staff.`,
  waitsDo: 'Come to the counter with photo ID, or another official paper that shows it.',
  takeBack: 'Take it back',
  right: (parts: string, day: string) => `Set right on ${day}: ${parts}.`,
  left: (parts: string, day: string) => `Looked at on ${day} and left as it was: ${parts}.`,
  leftDo: 'If it is still wrong, ask at the counter.',
  changed: (parts: string) => `Changed: ${parts}.`,
  sent: (parts: string) => `The library has what you asked for: ${parts}.`,
  same: 'Your record says just that already.',
  takenBack: 'You took it back. Nothing was changed.',

  asks: `${capitalize(theCustomer)} asks for a correction`,
  asksSays: 'Look at the paper that shows it. The old value is gone once it is set right.',
  do: {
    'photo-id': 'Set it right: they showed photo ID or an official paper',
    'known-to-staff': 'Set it right: I know them myself',
    leave: 'Leave it as it is',
  },
  /** Read aloud with each of these buttons. */
  of: (act: string, part: string) => `${act} (${part})`,
  corrected: (parts: string) =>
    `Set right here, and the other system may still have it wrong: ${parts}. It stays as it is here until that system says something new.`,
  done: { right: 'It is set right', left: 'It is left as it is' },
  doneSays: {
    right: 'The record says it from now on.',
    left: `The ${customer} reads on their own page that it was left.`,
  },
  otherSystem:
    'Set it right in the other system too. Until then Carrel keeps what was set right here, and says so with each import.',
  /** The request changed since it was shown. */
  meanwhile: 'This was changed meanwhile',
  meanwhileSays:
    'Somebody saw to it, they ask for something else now, or the record changed. Open the record again.',

  setRight: 'Put the record right',
  setRightSays: `${capitalize(theCustomer)} is here. Fill in only what should be different. What you leave empty stays as it is.`,
  seen: 'What did you see?',
  seenHint: 'A name and a birth date take photo ID, or another official paper.',
  seenChoices: {
    'photo-id': 'Photo ID, or an official paper that shows it',
    'known-to-staff': 'I know them myself',
  },
  seenMissing: 'Say what you saw',
  seenPaper: 'A name and a birth date take photo ID, or another official paper. Look at it first.',
  noEmailHere: 'They want no e-mail address on file',
  noPhoneHere: 'They want no phone number on file',
  setRightDone: (parts: string) => `Set right: ${parts}.`,
  setRightSame: 'The record says just that already',
  forDirector: 'The birth date waits for the Director',
  forDirectorSays:
    'It decides what a guardian may hear, and for how long. Only the Director sets it right or leaves it, and looks at the paper first.',
  bornWaits: 'Another birth date waits for the Director already. The Director sees to that one first.',

  list: 'Corrections that are asked for',
  listSays: `These ${customers} say that something in their record is wrong. Opening a record is on record, as always.`,
  listMore: (count: number) => `These are the ${count} that wait longest.`,
  listNone: 'Nobody waits for a correction.',
  since: (day: string) => `Asked on ${day}`,
  open: 'Open the record',
  waiting: (count: number, most: boolean) =>
    most
      ? `${count} ${customers} or more say that something in their record is wrong.`
      : count === 1
        ? `One ${customer} says that something in their record is wrong.`
        : `${count} ${customers} say that something in their record is wrong.`,
  waitingGo: 'See who waits',
})

const spanish: InSpanish<typeof english> = ({ library, customer, customers, theCustomer }) => ({
  part: {
    name: 'Nombre',
    born: 'Fecha de nacimiento',
    emails: 'Correo electrónico',
    phones: 'Teléfono',
    addresses: 'Dirección',
  },
  none: 'Ninguno',
  now: 'Ahora',
  shouldBe: 'Debe ser',

  title: 'Algo en mi expediente está mal',
  intro: 'Rellene solo lo que debe cambiar. Lo que deje vacío queda como está.',
  takes:
    'Un correo electrónico se cambia enseguida. Para lo demás, venga después al mostrador y traiga una identificación con foto u otro papel oficial. El personal lo mira y lo corrige.',
  why: `Por esto le conoce ${library}: le llama a su número y envía códigos a su dirección. Así nadie que encuentre su tarjeta y su PIN puede cambiarlo por su cuenta.`,
  nowIs: (value) => `Ahora: ${value}`,
  wholeName: 'Este es el nombre entero: lo que queda vacío no forma parte de él',
  firstName: 'Nombre de pila',
  otherNames: 'Otros nombres',
  surname: 'Apellido',
  emailsHint: 'Uno en cada línea, 3 como mucho. Quedan en lugar de los que hay ahora.',
  noEmail: 'La biblioteca no debe tener ningún correo electrónico mío',
  phonesHint: 'Uno en cada línea, 3 como mucho. Quedan en lugar de los que hay ahora.',
  noPhone: 'La biblioteca no debe tener ningún teléfono mío',
  addressesHint:
    'Como está en un sobre, sin su nombre. Para una segunda dirección, deje una línea vacía entre las dos.',
  send: 'Enviar',
  nothing: 'Rellene lo que debe cambiar',
  surnameMissing: 'Escriba también el apellido',
  bornUnfit: 'Dé la fecha de nacimiento como un día que ya pasó',
  emailUnfit: 'Dé cada correo en una línea aparte, como ada@example.org',
  phoneUnfit: 'Dé cada teléfono en una línea aparte, con su código de área y nada más',
  emailTooOften: 'Hoy ya cambió varias veces su correo. Cámbielo mañana, o pregunte en el mostrador.',
  addressUnfit: 'Dé una o dos direcciones, cada una de 2 a 6 líneas',
  bothEmail: 'Escribió un correo y también que no debe haber ninguno',
  bothPhone: 'Escribió un teléfono y también que no debe haber ninguno',

  waits: (parts) => `Pidió a la biblioteca que corrija: ${parts}. Espera al personal.`,
  waitsDo: 'Venga al mostrador con una identificación con foto u otro papel oficial que lo muestre.',
  takeBack: 'Ya no lo pido',
  right: (parts, day) => `Corregido el ${day}: ${parts}.`,
  left: (parts, day) => `Visto el ${day} y dejado como estaba: ${parts}.`,
  leftDo: 'Si todavía está mal, pregunte en el mostrador.',
  changed: (parts) => `Cambiado: ${parts}.`,
  sent: (parts) => `La biblioteca tiene lo que pidió: ${parts}.`,
  same: 'Su expediente ya dice justo eso.',
  takenBack: 'Ya no lo pide. No se cambió nada.',

  asks: `${capitalize(theCustomer)} pide una corrección`,
  asksSays: 'Mire el papel que lo muestra. Una vez corregido, lo anterior ya no existe.',
  do: {
    'photo-id': 'Corregirlo: mostró una identificación con foto o un papel oficial',
    'known-to-staff': 'Corregirlo: conozco personalmente a quien lo pide',
    leave: 'Dejarlo como está',
  },
  of: (act, part) => `${act} (${part.toLowerCase()})`,
  corrected: (parts) =>
    `Corregido aquí, y el otro sistema quizá lo tiene mal todavía: ${parts}. Aquí queda así hasta que ese sistema diga algo nuevo.`,
  done: { right: 'Está corregido', left: 'Queda como está' },
  doneSays: {
    right: 'El expediente lo dice desde ahora.',
    left: `En su propia página, ${theCustomer} lee que se dejó así.`,
  },
  otherSystem:
    'Corríjalo también en el otro sistema. Hasta entonces Carrel guarda lo corregido aquí y lo dice en cada importación.',
  meanwhile: 'Esto cambió mientras tanto',
  meanwhileSays:
    'Alguien ya lo atendió, ahora se pide otra cosa, o cambió el expediente. Abra el expediente otra vez.',

  setRight: 'Corregir el expediente',
  setRightSays: `${capitalize(theCustomer)} está aquí. Rellene solo lo que debe cambiar. Lo que deje vacío queda como está.`,
  seen: '¿Qué vio usted?',
  seenHint: 'Un nombre y una fecha de nacimiento piden identificación con foto u otro papel oficial.',
  seenChoices: {
    'photo-id': 'Identificación con foto, o un papel oficial que lo muestra',
    'known-to-staff': 'Conozco a esta persona',
  },
  seenMissing: 'Diga qué vio',
  seenPaper:
    'Un nombre y una fecha de nacimiento piden identificación con foto u otro papel oficial. Mírelo primero.',
  noEmailHere: 'No quiere que haya ningún correo',
  noPhoneHere: 'No quiere que haya ningún teléfono',
  setRightDone: (parts) => `Corregido: ${parts}.`,
  setRightSame: 'El expediente ya dice justo eso',
  forDirector: 'La fecha de nacimiento espera a la Dirección',
  forDirectorSays:
    'De ella depende qué puede saber un tutor, y hasta cuándo. Solo la Dirección la corrige o la deja como está, y antes mira el papel.',
  bornWaits: 'Otra fecha de nacimiento ya espera a la Dirección. La Dirección atiende primero esa.',

  list: 'Correcciones que se piden',
  listSays: `Estas personas (${customers}) dicen que algo en su expediente está mal. Abrir un expediente queda registrado, como siempre.`,
  listMore: (count) => `Estas son las ${count} que esperan desde hace más tiempo.`,
  listNone: 'Nadie espera una corrección.',
  since: (day) => `Pedida el ${day}`,
  open: 'Abrir el expediente',
  waiting: (count, most) =>
    most
      ? `${count} ${customers} o más dicen que algo en su expediente está mal.`
      : count === 1
        ? `Un ${customer} dice que algo en su expediente está mal.`
        : `${count} ${customers} dicen que algo en su expediente está mal.`,
  waitingGo: 'Ver quién espera',
})

export const correctionsWords = screenWords(english, spanish)
