import type { PartWords } from '../catalogue.ts'

export const casePapers: PartWords<'casePapers'> = () => ({
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
