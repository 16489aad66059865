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

  title: 'Correct my record',
  intro: 'This is what is on file. Change only what is wrong.',
  takes:
    'An e-mail address is changed right away. We write once to an address that you take off, in case someone else did it. If its reader must not know, leave it on file and choose in your preferences which ones we use. For anything else, come to the front desk afterward with photo ID or another official document. Staff will check it and make the correction. Until then, what is on file counts, also to block your card.',
  why: `${library} relies on these details: it calls you back at your number and sends codes to your address. This way, a person who found your card and PIN cannot change your name, birth date, phone, or address alone.`,
  /** Under a field that was changed and is not saved yet. */
  wasOf: (value: string) => `Changed. On file: ${value}`,
  contact: 'Contact',
  firstName: 'First name',
  otherNames: 'Other names',
  surname: 'Last name',
  listHint: 'One per line, 3 at most. Clear the box to have none on file.',
  addressesHint:
    'As on an envelope, without your name. To add a second address, leave a blank line between the two.',
  addressesClear: 'Clear the box to have none on file.',
  send: 'Send',
  nothing: 'Change what is wrong first. Nothing here differs from what is on file',
  surnameMissing: 'Type the last name',
  bornUnfit: 'Type a birth date in the past',
  emailUnfit: 'Type each e-mail address on its own line, such as ada@example.org',
  phoneUnfit: 'Type each phone number on its own line, with its area code and nothing else',
  emailTooOften:
    'You have changed your e-mail address several times today. Change it tomorrow, or ask at the front desk.',
  toChoices: 'To stop calls, or calls to some of your numbers: see your preferences',
  addressUnfit:
    'Type the street on one line, and the city, state, and ZIP Code on the next. You can type two addresses, with 6 lines each at most',

  waits: (parts: string) => `You asked the library to correct: ${parts}. Staff have not acted on it yet.`,
  waitsDo:
    'Come to the front desk with photo ID or another official document. A new name or birth date must be on it.',
  takeBack: 'Withdraw my request',
  right: (parts: string, day: string) => `Corrected on ${day}: ${parts}.`,
  left: (parts: string, day: string) => `Reviewed on ${day} and not changed: ${parts}.`,
  leftDo: 'If it is still wrong, ask at the front desk.',
  changed: (parts: string) => `Changed: ${parts}.`,
  sent: (parts: string) => `The library received your request: ${parts}.`,
  same: 'Your record already says this.',
  takenBack: 'You withdrew your request. Nothing was changed.',
  another: 'Correct something else',

  asks: `${capitalize(theCustomer)} asked for a correction`,
  asksSays:
    'A name, birth date, or address: check the document that shows it. A phone number is on no photo ID: check who they are, and ask them to say the number. The old value is erased once the record is corrected.',
  do: {
    'photo-id': 'Correct it: they showed photo ID or an official document',
    'known-to-staff': 'Correct it: I know them personally',
    leave: 'Leave it unchanged',
  },
  /** Read aloud with each of these buttons. */
  of: (act: string, part: string) => `${act} (${part})`,
  corrected: (parts: string) =>
    `Corrected here, though the other system may still be wrong: ${parts}. Carrel keeps the correction until that system sends something new.`,
  done: { right: 'The record has been corrected', left: 'The record was not changed' },
  doneSays: {
    right: 'The record shows the corrected value from now on.',
    left: `The ${customer} sees on their own page that it was not changed.`,
  },
  otherSystem:
    'Make the correction in the other system too. Until then, Carrel keeps the correction and reminds you at each import.',
  /** The request changed since it was shown. */
  meanwhile: 'This has changed in the meantime',
  meanwhileSays: 'A coworker handled it, the request changed, or the record changed. Open the record again.',

  returned: 'Did mail to them come back?',
  returnedSays:
    'Press “Edit record” and clear the wrong address. At the end of that page, choose that mail came back.',
  setRight: 'Edit record',
  setRightSave: 'Save changes',
  reach: 'No letters home, or no calls?',
  reachSays: `${capitalize(theCustomer)} chooses that on their own page, under My preferences: no letters, no calls, or another address for letters. Do not ask why. If they have no PIN, set one first.`,
  reachHere: 'They are here: let them sign in on this screen',
  setRightSays: `${capitalize(theCustomer)} is here, or mail to them came back. This is what is on file. Change only what is wrong.`,
  seen: 'What did you see?',
  seenHint: 'For a name or a birth date, you must see photo ID or another official document.',
  seenChoices: {
    'photo-id': 'Photo ID, or an official document that shows it',
    'known-to-staff': 'I know them personally',
    'mail-returned': `The ${customer} is not here: mail came back, and I take the wrong address off`,
  },
  takeOff: 'Clear the wrong address here. It is on file until you clear it',
  takenOffSays: `No more letters go there. Ask for the new address when you see the ${customer}.`,
  onlyRemove:
    'When mail came back, only take the wrong address off. Change nothing else, and type no new address: the customer gives a new one in person.',
  seenMissing: 'Choose what you saw',
  seenPaper: 'For a name or a birth date, check photo ID or another official document first.',
  setRightDone: (parts: string) => `Corrected: ${parts}.`,
  setRightSame: 'The record already says this',
  forDirector: 'The Director must approve the birth date',
  forDirectorSays:
    'The birth date decides what a guardian may be told, and for how long. Only the Director can correct it or leave it unchanged, after checking the document.',
  bornWaits: 'The Director already has another birth date to review for this record. That one comes first.',

  list: 'Correction requests',
  listSays: `These ${customers} say that something in their record is wrong. Opening a record is logged, as always.`,
  listMore: (count: number) => `These are the ${count} oldest requests.`,
  listNone: 'There are no correction requests.',
  since: (day: string) => `Requested on ${day}`,
  open: 'Open record',
  waiting: (count: number, most: boolean) =>
    most
      ? `${count} ${customers} or more say that something in their record is wrong.`
      : count === 1
        ? `One ${customer} says that something in their record is wrong.`
        : `${count} ${customers} say that something in their record is wrong.`,
  waitingGo: 'View correction requests',
})

const spanish: InSpanish<typeof english> = ({ library, customer, customers, theCustomer }) => ({
  part: {
    name: 'Nombre',
    born: 'Fecha de nacimiento',
    emails: 'Correo electrónico',
    phones: 'Teléfono',
    addresses: 'Domicilio',
  },
  none: 'Ninguno',
  now: 'Ahora',
  shouldBe: 'Debe ser',

  title: 'Corregir mi expediente',
  intro: 'Esto es lo que consta. Cambie solo lo que está mal.',
  takes:
    'Un correo electrónico se cambia enseguida. Escribimos una vez al correo que quita, por si lo hizo otra persona. Si quien lo lee no debe saberlo, déjelo en su expediente y elija en sus preferencias cuáles usamos. Para lo demás, venga después al mostrador con una identificación con foto u otro documento oficial. El personal lo revisa y hace la corrección. Hasta entonces vale lo que consta, también para bloquear su tarjeta.',
  why: `${library} usa estos datos: le llama a su número y envía códigos a su dirección. Así, una persona que encuentre su tarjeta y su PIN no puede cambiar sola su nombre, fecha de nacimiento, teléfono o domicilio.`,
  wasOf: (value) => `Cambiado. Consta: ${value}`,
  contact: 'Contacto',
  firstName: 'Nombre de pila',
  otherNames: 'Otros nombres',
  surname: 'Apellido',
  listHint: 'Uno por línea, 3 como máximo. Vacíe el cuadro para que no conste ninguno.',
  addressesHint:
    'Como en un sobre, sin su nombre. Para añadir una segunda dirección, deje una línea en blanco entre las dos.',
  addressesClear: 'Vacíe el cuadro para que no conste ninguna.',
  send: 'Enviar',
  nothing: 'Primero cambie lo que está mal. Aquí todo es igual a lo que consta',
  surnameMissing: 'Escriba el apellido',
  bornUnfit: 'Escriba una fecha de nacimiento ya pasada',
  emailUnfit: 'Escriba cada correo en su propia línea, como ada@example.org',
  phoneUnfit: 'Escriba cada teléfono en su propia línea, con su código de área y nada más',
  emailTooOften: 'Hoy ya cambió varias veces su correo. Cámbielo mañana, o pregunte en el mostrador.',
  toChoices: 'Para que no le llamen, o no a todos sus números: vea sus preferencias',
  addressUnfit:
    'Escriba la calle en una línea, y la ciudad, el estado y el código postal en la siguiente. Puede escribir dos domicilios, de 6 líneas cada uno como máximo',

  waits: (parts) => `Pidió a la biblioteca que corrija: ${parts}. El personal todavía no lo ha atendido.`,
  waitsDo:
    'Venga al mostrador con una identificación con foto u otro documento oficial. Un nombre o una fecha de nacimiento nuevos deben aparecer en él.',
  takeBack: 'Retirar mi solicitud',
  right: (parts, day) => `Corregido el ${day}: ${parts}.`,
  left: (parts, day) => `Revisado el ${day} y sin cambios: ${parts}.`,
  leftDo: 'Si todavía está mal, pregunte en el mostrador.',
  changed: (parts) => `Cambiado: ${parts}.`,
  sent: (parts) => `La biblioteca recibió su solicitud: ${parts}.`,
  same: 'Su expediente ya dice esto.',
  takenBack: 'Retiró su solicitud. No se cambió nada.',
  another: 'Corregir otra cosa',

  asks: `${capitalize(theCustomer)} pidió una corrección`,
  asksSays:
    'Nombre, fecha de nacimiento o domicilio: revise el documento que lo muestra. Un teléfono no está en ninguna identificación: compruebe quién es y pídale que diga el número. El valor anterior se borra al corregir el expediente.',
  do: {
    'photo-id': 'Corregirlo: mostró una identificación con foto o un documento oficial',
    'known-to-staff': 'Corregirlo: conozco personalmente a quien lo pide',
    leave: 'Dejarlo sin cambios',
  },
  of: (act, part) => `${act} (${part.toLowerCase()})`,
  corrected: (parts) =>
    `Corregido aquí, aunque el otro sistema quizá siga mal: ${parts}. Carrel conserva la corrección hasta que ese sistema envíe algo nuevo.`,
  done: { right: 'El expediente se corrigió', left: 'El expediente no se cambió' },
  doneSays: {
    right: 'El expediente muestra desde ahora el valor corregido.',
    left: `En su propia página, ${theCustomer} ve que no se cambió.`,
  },
  otherSystem:
    'Haga la corrección también en el otro sistema. Hasta entonces Carrel la conserva y se lo recuerda en cada importación.',
  meanwhile: 'Esto cambió mientras tanto',
  meanwhileSays:
    'Otra persona del personal ya lo atendió, cambió la solicitud o cambió el expediente. Abra el expediente de nuevo.',

  returned: '¿Se devolvió su correo?',
  returnedSays:
    'Oprima «Editar el expediente» y vacíe el domicilio equivocado. Al final de esa página, elija que el correo se devolvió.',
  setRight: 'Editar el expediente',
  setRightSave: 'Guardar los cambios',
  reach: '¿Sin cartas a casa, o sin llamadas?',
  reachSays: `${capitalize(theCustomer)} lo elige en su propia página, en Mis preferencias: sin cartas, sin llamadas, u otra dirección para las cartas. No pregunte por qué. Si no tiene PIN, primero ponga uno.`,
  reachHere: 'Está aquí: que inicie sesión en esta pantalla',
  setRightSays: `${capitalize(theCustomer)} está aquí, o se devolvió su correo. Esto es lo que consta. Cambie solo lo que está mal.`,
  seen: '¿Qué vio usted?',
  seenHint:
    'Para cambiar un nombre o una fecha de nacimiento se requiere una identificación con foto u otro documento oficial.',
  seenChoices: {
    'photo-id': 'Identificación con foto, o un documento oficial que lo muestra',
    'known-to-staff': 'Conozco a esta persona',
    'mail-returned': 'La persona no está aquí: el correo se devolvió y quito el domicilio equivocado',
  },
  takeOff: 'Vacíe aquí el domicilio equivocado. Consta hasta que lo vacíe',
  takenOffSays: 'Ya no va ninguna carta allí. Pida el nuevo domicilio la próxima vez que venga la persona.',
  onlyRemove:
    'Si el correo se devolvió, solo quite el domicilio equivocado. No cambie nada más ni escriba uno nuevo: la persona debe mostrar que es suyo.',
  seenMissing: 'Elija qué vio',
  seenPaper:
    'Para cambiar un nombre o una fecha de nacimiento se requiere una identificación con foto u otro documento oficial. Revíselo primero.',
  setRightDone: (parts) => `Corregido: ${parts}.`,
  setRightSame: 'El expediente ya dice esto',
  forDirector: 'La Dirección debe aprobar la fecha de nacimiento',
  forDirectorSays:
    'La fecha de nacimiento decide qué puede saber un tutor, y hasta cuándo. Solo la Dirección puede corregirla o dejarla sin cambios, después de revisar el documento.',
  bornWaits: 'La Dirección ya tiene otra fecha de nacimiento por revisar en este expediente. Esa va primero.',

  list: 'Solicitudes de corrección',
  listSays: `Estos ${customers} dicen que algo en su expediente está mal. Abrir un expediente queda registrado, como siempre.`,
  listMore: (count) => `Estas son las ${count} solicitudes más antiguas.`,
  listNone: 'No hay solicitudes de corrección.',
  since: (day) => `Solicitada el ${day}`,
  open: 'Abrir el expediente',
  waiting: (count, most) =>
    most
      ? `${count} ${customers} o más dicen que algo en su expediente está mal.`
      : count === 1
        ? `Un ${customer} dice que algo en su expediente está mal.`
        : `${count} ${customers} dicen que algo en su expediente está mal.`,
  waitingGo: 'Ver las solicitudes de corrección',
})

export const correctionsWords = screenWords(english, spanish)
