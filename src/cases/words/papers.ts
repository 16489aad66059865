import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const count = (pages: number, page: string) => `${pages} ${page}${pages === 1 ? '' : 's'}`

const english = ({ reserve }: LibraryTerms) => ({
  records: {
    title: 'Copies of library records',
    case: 'Case',
    paper: 'Requested by',
    number: 'Number on the paper',
    court: 'Court',
    asks: 'Requester',
    days: 'Days requested',
    named: 'Records requested',
    copied: 'Copied on',
    notHeld: 'What was not found in Carrel, the library’s records system',
    nothing: (person: string, record: string) => `${person}, ${record}: nothing for these days.`,
    nothingAtAll: (person: string, record: string) => `${person}, ${record}: nothing.`,
    neverKept: (person: string, record: string) => `${person}, ${record}: never kept there.`,
    notOnFile: (person: string) => `${person}: no one with that name is on file in Carrel.`,
    notes: 'How to read this',
    order: {
      listed:
        'Each person has a number, in the order in which the paper lists them. The person who made the copy confirmed that order.',
      one: 'Person 1 is the person named in the paper.',
      noted: 'Each person has a number, in the order in which the library recorded them.',
    },
    noDays: `Carrel does not keep the day on which an item was checked out. Items that are checked out, lost, damaged, owed for, or on ${reserve} are given as of the day of the copy. Overdue items are given for each day since they were due, and only where they are asked for: what is checked out and overdue is a record of its own.`,
    severed:
      'When an item is returned and nothing is owed for it, Carrel destroys the link between the item and the person. What no longer exists cannot be given.',
    /** Where another system circulates: what Carrel destroys may remain there. */
    otherSystem:
      'The library checks out items in another system, which may still have what Carrel no longer has. That system was not searched.',
    left: 'What the decision did not name is not in this copy, and no space was left for it.',
    earlier:
      'Some lines were copied on an earlier day, under a request to preserve records. Each line shows its day.',
    cells: 'In the tables, a mark (’) comes before any cell that a spreadsheet could take for a formula.',
  },
  certificate: {
    title: 'Certificate of the records custodian',
    says: (name: string, role: string, library: string) => `I, ${name}, am ${role} of ${library}.`,
    name: 'Name',
    policy: 'Policy',
    outcome: 'Produced as',
    released: (clauses: string) => `Released under the policy (${clauses})`,
    compelled: (clauses: string) => `Compelled by law, and not released under the policy (${clauses})`,
    form: 'Delivered as',
    forms: {
      pdf: (pages: number) =>
        `A PDF of ${count(pages, 'page')}, locked with a password, with the files below attached to it`,
      usb: (pages: number) =>
        `A PDF of ${count(pages, 'page')} on a USB stick, locked with a password, with the files below attached to it`,
      paper: (pages: number) => `${count(pages, 'printed page')}, with the custodian’s initials on each`,
      age: (_pages: number) => 'A ZIP file of the files below, locked with age',
    },
    printedFrom: 'The file that was printed',
    printedSays: (copied: string, packed: string) =>
      `Entry ${copied} records that the copy was made. The lines below are from the audit log, as it was signed after that. Entry ${packed} records that the copy was opened to be printed. The log also has the fingerprint (SHA-256) of the file that was printed, which is on the first page of this certificate. Carrel destroys its copy of that file after delivery.`,
    day: 'Day',
    custodian: (clause: string) =>
      `I keep the library’s records for it by law and under its policy (${clause}).`,
    regular:
      'The library makes and keeps these records as a regular part of its work. It makes each one at or near the time of what it records.',
    trueCopies: (day: string) => `They are true copies. They were made on ${day}.`,
    earlier: (days: string) =>
      `Some lines were copied earlier, on ${days}, and have been kept sealed since. Each line shows its day.`,
    checkedByPhone: (counsel: string, when: string, mark: string) =>
      `Legal counsel, ${counsel}, checked them by phone on ${when}, as recorded by the person who decided. No one else at the library could check them. What was read to counsel has the fingerprint (SHA-256) ${mark}.`,
    searched: (since: string, until: string) =>
      `Carrel, the system in which the library keeps these records, was searched. It has held records since ${since}, and was searched as it was on ${until}. The copies are all that it holds for the people, the records, and the days covered by the decision.`,
    notSearched: {
      other: 'Nothing else was searched: no other system, no backup, and no paper file of the library.',
      lendsElsewhere:
        'Nothing else was searched. The library checks out items in another system, which may hold more, such as closed loans. That system was not searched, and neither was any backup or paper file of the library.',
    },
    withheld: (records: string) => `Requested, and not produced under the policy: ${records}.`,
    overdueApart:
      'Items that are checked out and overdue are a separate record. The decision does not cover it, and it is not in the copies.',
    notHeld: 'The copy lists what was not found.',
    files: 'The files',
    file: 'File',
    register: 'In the audit log',
    sealedSays: (copied: string, packed: string) =>
      `In the library’s sealed record of this matter, entry ${copied} is for the copy and entry ${packed} is for this package. They can be proved once disclosure is allowed.`,
    registerSays: (copied: string, packed: string) =>
      `Entry ${copied} records that the copy was made. The file register-proof.txt proves to anyone that this entry exists, with the audit log fingerprint below. It does not show what the entry says, or that these are the files. Entry ${packed} records that the file was opened to be packed. The proof that the library gives with the package shows that the audit log has this exact package: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Signature:',
    on: 'on',
  },
  receipt: {
    title: 'Receipt',
    says: (reference: string, library: string) =>
      `I received the files of case ${reference} from ${library}. Please sign this page and return it.`,
    printed: (reference: string, library: string, pages: number) =>
      `I received ${count(pages, 'printed page')} of records in case ${reference} from ${library}. Please sign this page and return it.`,
    signs: ['Name:', 'Agency:', 'Signature:'],
  },
})

const spanish: InSpanish<typeof english> = ({ reserve }) => ({
  records: {
    title: 'Copias de registros de la biblioteca',
    case: 'Caso',
    paper: 'Pedido con',
    number: 'Número del documento',
    court: 'Tribunal',
    asks: 'Solicitante',
    days: 'Días pedidos',
    named: 'Registros pedidos',
    copied: 'Copiado el',
    notHeld: 'Lo que no se halló en Carrel, el sistema de registros de la biblioteca',
    nothing: (person, record) => `${person}, ${record}: nada en esos días.`,
    nothingAtAll: (person, record) => `${person}, ${record}: nada.`,
    neverKept: (person, record) => `${person}, ${record}: allí nunca se guarda.`,
    notOnFile: (person) => `${person}: en Carrel no consta nadie con ese nombre.`,
    notes: 'Cómo leer esto',
    order: {
      listed:
        'Cada persona tiene un número, en el orden en que el documento las nombra. Quien hizo la copia confirmó ese orden.',
      one: 'La persona 1 es la que nombra el documento.',
      noted: 'Cada persona tiene un número, según las anotó la biblioteca.',
    },
    noDays: `Carrel no guarda el día en que se prestó un artículo. Lo prestado, perdido, dañado, debido o en ${reserve} se da como estaba el día de la copia. Lo atrasado se da por cada día desde que venció, y solo donde se pide: lo prestado que está atrasado es un registro aparte.`,
    severed:
      'Cuando un artículo se devuelve y no se debe nada por él, Carrel destruye el vínculo entre el artículo y la persona. Lo que ya no existe no se puede dar.',
    otherSystem:
      'La biblioteca presta con otro sistema, que puede tener todavía lo que Carrel ya no tiene. En ese sistema no se buscó.',
    left: 'Lo que la decisión no nombró no está en esta copia, y no se dejó lugar para ello.',
    earlier:
      'Algunas líneas se copiaron antes, por una solicitud de conservar registros. Cada línea muestra su día.',
    cells:
      'En las tablas para hoja de cálculo, un apóstrofo (’) va antes de cada celda que se podría tomar por una fórmula.',
  },
  certificate: {
    title: 'Certificado del custodio de los registros',
    says: (name, role, library) => `Yo, ${name}, soy ${role} de ${library}.`,
    name: 'Nombre',
    policy: 'Política',
    outcome: 'Se entrega como',
    released: (clauses) => `Entregado según la política (${clauses})`,
    compelled: (clauses) => `Obligado por la ley, y no entregado según la política (${clauses})`,
    form: 'Se entrega en',
    forms: {
      pdf: (pages) =>
        `Un PDF de ${count(pages, 'página')}, cerrado con contraseña, que lleva adjuntos los archivos de abajo`,
      usb: (pages) =>
        `Un PDF de ${count(pages, 'página')} en una memoria USB, cerrado con contraseña, que lleva adjuntos los archivos de abajo`,
      paper: (pages) => `Papel: ${count(pages, 'página')}, con las iniciales del custodio en cada una`,
      age: () => 'Un archivo ZIP con los archivos de abajo, cerrado con age',
    },
    printedFrom: 'El archivo que se imprimió',
    printedSays: (copied, packed) =>
      `La entrada ${copied} anota que se hizo la copia. Las líneas de abajo son del registro de auditoría, tal como se firmó después. La entrada ${packed} anota que se abrió para imprimirla. El registro tiene también la huella (SHA-256) del archivo que se imprimió, que está en la primera página de este certificado. Carrel destruye su copia de ese archivo después de la entrega.`,
    day: 'Día',
    custodian: (clause) => `Guardo los registros de la biblioteca por ley y por su política (${clause}).`,
    regular:
      'La biblioteca hace y guarda estos registros en el curso normal de su trabajo, al momento de lo que anotan o cerca de él.',
    trueCopies: (day) => `Son copias fieles. Se hicieron el ${day}.`,
    earlier: (days) =>
      `Algunas líneas se copiaron antes, el ${days}, y han quedado selladas desde entonces. Cada línea muestra su día.`,
    checkedByPhone: (counsel, when, mark) =>
      `La asesoría legal, ${counsel}, los revisó por teléfono el ${when}, como lo anotó quien decidió. Nadie más en la biblioteca podía revisarlos. Lo que se le leyó tiene la huella (SHA-256) ${mark}.`,
    searched: (since, until) =>
      `Se buscó en Carrel, el sistema en que la biblioteca guarda estos registros. Tiene registros desde el ${since}, y se buscó tal como estaba el ${until}. Las copias son todo lo que contiene de las personas, los registros y los días que se decidieron.`,
    notSearched: {
      other:
        'No se buscó en nada más: ni en otro sistema, ni en copias de seguridad, ni en archivos de papel de la biblioteca.',
      lendsElsewhere:
        'No se buscó en nada más. La biblioteca presta con otro sistema, que puede tener más, como préstamos ya cerrados. En ese sistema no se buscó, ni en copias de seguridad ni en archivos de papel de la biblioteca.',
    },
    withheld: (records) => `Pedido y no entregado según la política: ${records}.`,
    overdueApart:
      'Lo prestado que está atrasado es un registro aparte. La decisión no lo incluye, y no está en las copias.',
    notHeld: 'La copia indica lo que no se halló.',
    files: 'Los archivos',
    file: 'Archivo',
    register: 'En el registro de auditoría',
    sealedSays: (copied, packed) =>
      `En el registro sellado de este asunto, la entrada ${copied} es de la copia y la entrada ${packed} es de este paquete. Se pueden probar cuando se permita hablar del asunto.`,
    registerSays: (copied, packed) =>
      `La entrada ${copied} anota que se hizo la copia. El archivo register-proof.txt prueba a cualquiera que esa entrada existe, con la huella del registro de auditoría que está abajo. No muestra qué dice la entrada, ni que los archivos sean estos. La entrada ${packed} anota que se abrió para empaquetarla. La prueba que la biblioteca da con el paquete muestra que el registro de auditoría tiene este mismo paquete: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Firma:',
    on: 'el',
  },
  receipt: {
    title: 'Recibo',
    says: (reference, library) =>
      `Recibí los archivos del caso ${reference} de ${library}. Firme esta hoja y devuélvala, por favor.`,
    printed: (reference, library, pages) =>
      `Recibí ${count(pages, 'página')} de registros del caso ${reference} de ${library}. Firme esta hoja y devuélvala, por favor.`,
    signs: ['Nombre:', 'Agencia:', 'Firma:'],
  },
})

export const casePapersWords = screenWords(english, spanish)
