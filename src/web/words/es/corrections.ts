import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const corrections: PartWords<'corrections'> = ({ library, customer, customers, theCustomer }) => ({
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

  asks: `${capital(theCustomer)} pide una corrección`,
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
  setRightSays: `${capital(theCustomer)} está aquí. Rellene solo lo que debe cambiar. Lo que deje vacío queda como está.`,
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
