import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  records: {
    title: 'Copies of library records',
    case: 'Case',
    paper: 'Asked for by',
    number: 'Number on the paper',
    court: 'Court',
    asks: 'Who asked',
    days: 'Days asked for',
    named: 'Records asked for',
    copied: 'Copied on',
    notHeld: 'What Carrel does not have',
    nothing: (person: string, record: string) => `${person}, ${record}: nothing for these days.`,
    neverKept: (person: string, record: string) => `${person}, ${record}: Carrel never keeps this.`,
    notOnFile: (person: string) => `${person}: no one of that name is on file in Carrel.`,
    notes: 'How to read this',
    order: {
      listed:
        'Each person has a number, in the order in which the paper lists them. Whoever made the copy confirmed that order.',
      one: 'Person 1 is the one whom the paper names.',
      noted: 'Each person has a number, as the library wrote them down.',
    },
    noDays:
      'Carrel does not keep the day on which an item was lent. What is out, lost, damaged, owed, or on reserve is given as it stood on the day of the copy. What is overdue is given for each day since it was due.',
    severed:
      'When an item comes back and nothing is owed for it, Carrel destroys the tie between the item and the person. What is no longer there cannot be given.',
    /** Where another system circulates: what Carrel destroys may remain there. */
    otherSystem:
      'The library lends with another system, which may still have what Carrel no longer has. That system was not searched.',
    left: 'What the decision did not name is not in this copy, and no place was left for it.',
    earlier:
      'Some lines were copied on an earlier day, under a request to keep records. Each line has its day.',
    cells: 'In the tables for a computer, a mark (’) stands before a cell that it could take for an order.',
  },
  certificate: {
    title: 'Certificate of the custodian',
    says: (name: string, role: string, library: string) => `I, ${name}, am ${role} of ${library}.`,
    name: 'Name',
    policy: 'Policy',
    outcome: 'Handed over as',
    released: (clauses: string) => `Released under the policy (${clauses})`,
    compelled: (clauses: string) => `Compelled by law, and not released under the policy (${clauses})`,
    day: 'Day',
    custodian: (clause: string) =>
      `I keep the library’s records for it by law and by its policy (${clause}).`,
    regular:
      'The library makes and keeps these records as a regular part of its work. It makes each at or near the time of what it is about.',
    trueCopies: (day: string) => `They are true copies. They were made on ${day}.`,
    earlier: (days: string) =>
      `Some lines were copied earlier, on ${days}, and kept sealed since. Each line has its day.`,
    checkedByPhone: (counsel: string, when: string, mark: string) =>
      `Legal counsel, ${counsel}, checked them by phone on ${when}, as the one who decided wrote down. Nobody else at the library could check them. What was read to counsel has the mark (SHA-256) ${mark}.`,
    searched: (since: string, until: string) =>
      `Carrel, the system in which the library keeps these records, was searched. It has held records since ${since}, and was searched as it stood on ${until}. The copies are all that it holds within the people, the records, and the days that were decided.`,
    notSearched: {
      other: 'Nothing else was searched: no other system, no backup, and no paper file of the library.',
      lendsElsewhere:
        'Nothing else was searched. The library lends with another system, which may hold more, such as loans that are closed. That system was not searched, and neither was any backup or paper file of the library.',
    },
    withheld: (records: string) => `Asked for, and not handed over under the policy: ${records}.`,
    notHeld: 'What Carrel does not have is said in the copy, under “What Carrel does not have”.',
    files: 'The files',
    file: 'File',
    register: 'In the register',
    sealedSays: (copied: string, packed: string) =>
      `The library's sealed record of this matter has entry ${copied} for the copy, and ${packed} for this package. They can be proved once the matter may be told of.`,
    registerSays: (copied: string, packed: string) =>
      `That the copy was made is entry ${copied}. The file register-proof.txt proves to anyone that this entry is there, with the lines below. It does not show what the entry says, nor that these files are the ones. That the file was opened to be packed is entry ${packed}. That the register has this very package, the proof shows that the library gives beside it: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Signature:',
    on: 'on',
  },
  receipt: {
    title: 'Receipt',
    says: (reference: string, library: string) =>
      `I got the files of case ${reference} from ${library}. Please sign this page and send it back.`,
    signs: ['Name:', 'Office:', 'Signature:'],
  },
})

const spanish: InSpanish<typeof english> = () => ({
  records: {
    title: 'Copias de registros de la biblioteca',
    case: 'Caso',
    paper: 'Pedido con',
    number: 'Número del papel',
    court: 'Tribunal',
    asks: 'Quién pidió',
    days: 'Días pedidos',
    named: 'Registros pedidos',
    copied: 'Copiado el',
    notHeld: 'Lo que Carrel no tiene',
    nothing: (person, record) => `${person}, ${record}: nada en esos días.`,
    neverKept: (person, record) => `${person}, ${record}: Carrel nunca guarda esto.`,
    notOnFile: (person) => `${person}: en Carrel no consta nadie con ese nombre.`,
    notes: 'Cómo leer esto',
    order: {
      listed:
        'Cada persona tiene un número, en el orden en que el documento las nombra. Quien hizo la copia confirmó ese orden.',
      one: 'La persona 1 es la que nombra el documento.',
      noted: 'Cada persona tiene un número, según las anotó la biblioteca.',
    },
    noDays:
      'Carrel no guarda el día en que se prestó algo. Lo prestado, perdido, dañado, debido o reservado se da como estaba el día de la copia. Lo atrasado se da por cada día desde que venció.',
    severed:
      'Cuando algo se devuelve y nada se debe por ello, Carrel destruye el lazo entre el artículo y la persona. Lo que ya no está no se puede dar.',
    otherSystem:
      'La biblioteca presta con otro sistema, que puede tener todavía lo que Carrel ya no tiene. En ese sistema no se buscó.',
    left: 'Lo que la decisión no nombró no está en esta copia, y no se dejó lugar para ello.',
    earlier: 'Algunas líneas se copiaron antes, por un pedido de guardar registros. Cada línea tiene su día.',
    cells:
      'En las tablas para computadora, una marca (’) va antes de una celda que una hoja de cálculo tomaría por una orden.',
  },
  certificate: {
    title: 'Certificado de quien custodia los registros',
    says: (name, role, library) => `Yo, ${name}, soy ${role} de ${library}.`,
    name: 'Nombre',
    policy: 'Política',
    outcome: 'Se entrega como',
    released: (clauses) => `Entregado según la política (${clauses})`,
    compelled: (clauses) => `Obligado por la ley, y no entregado según la política (${clauses})`,
    day: 'Día',
    custodian: (clause) => `Guardo los registros de la biblioteca por ley y por su política (${clause}).`,
    regular:
      'La biblioteca hace y guarda estos registros en el curso normal de su trabajo, al momento de lo que anotan o cerca de él.',
    trueCopies: (day) => `Son copias fieles. Se hicieron el ${day}.`,
    earlier: (days) =>
      `Algunas líneas se copiaron antes, el ${days}, y quedaron selladas desde entonces. Cada línea tiene su día.`,
    checkedByPhone: (counsel, when, mark) =>
      `La asesoría legal, ${counsel}, los revisó por teléfono el ${when}, como lo anotó quien decidió. En la biblioteca no podía revisarlos nadie más. Lo que se le leyó tiene la marca (SHA-256) ${mark}.`,
    searched: (since, until) =>
      `Se buscó en Carrel, el sistema en que la biblioteca guarda estos registros. Tiene registros desde el ${since}, y se buscó tal como estaba el ${until}. Las copias son todo lo que contiene de las personas, los registros y los días que se decidieron.`,
    notSearched: {
      other:
        'No se buscó en nada más: ni en otro sistema, ni en copias de respaldo, ni en archivos de papel de la biblioteca.',
      lendsElsewhere:
        'No se buscó en nada más. La biblioteca presta con otro sistema, que puede tener más, como préstamos ya cerrados. En ese sistema no se buscó, ni en copias de respaldo ni en archivos de papel de la biblioteca.',
    },
    withheld: (records) => `Pedido y no entregado según la política: ${records}.`,
    notHeld: 'Lo que Carrel no tiene está dicho en la copia, en “Lo que Carrel no tiene”.',
    files: 'Los archivos',
    file: 'Archivo',
    register: 'En el registro',
    sealedSays: (copied, packed) =>
      `El registro sellado de este asunto tiene el asiento ${copied} de la copia, y ${packed} de este paquete. Se pueden probar cuando se pueda hablar del asunto.`,
    registerSays: (copied, packed) =>
      `Que se hizo la copia es la entrada ${copied}. El archivo register-proof.txt prueba a cualquiera que esa entrada está ahí, con las líneas de abajo. No muestra qué dice la entrada, ni que los archivos sean estos. Que se abrió para empaquetarla es la entrada ${packed}. Que el registro tiene este mismo paquete lo muestra la prueba que la biblioteca da junto a él: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Firma:',
    on: 'el',
  },
  receipt: {
    title: 'Recibo',
    says: (reference, library) =>
      `Recibí los archivos del caso ${reference} de ${library}. Firme esta hoja y devuélvala, por favor.`,
    signs: ['Nombre:', 'Oficina:', 'Firma:'],
  },
})

export const casePapersWords = screenWords(english, spanish)
