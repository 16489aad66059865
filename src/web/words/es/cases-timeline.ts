import type { PartWords } from '../catalogue.ts'

export const casesTimeline: PartWords<'casesTimeline'> = ({ customer, customers, theCustomer }) => ({
  someone: 'Alguien',
  role: {
    staff: 'personal',
    director: 'Dirección',
    counsel: 'asesoría legal',
    president: 'presidencia de la Junta',
    program: 'por sí mismo',
  },
  received: (who, what, way) => `${who} lo recibió ${way}. ${what}.`,
  told: {
    director: {
      reached: (who, way) => `${who} avisó a la Dirección ${way}.`,
      tried: (who, way) => `${who} quiso avisar a la Dirección ${way}.`,
    },
    counsel: {
      reached: (who, way) => `${who} avisó a la asesoría legal ${way}.`,
      tried: (who, way) => `${who} quiso avisar a la asesoría legal ${way}.`,
    },
  },
  through: { mail: 'por correo', phone: 'por teléfono', 'in-person': 'en persona', screen: 'en esta página' },
  paperAdded: (who, name) => `${who} añadió un documento: ${name}.`,
  paperRead: (who, what) => `${who} leyó el documento. ${what}.`,
  checkedYes: (who, whom, where) =>
    `${who} llamó y habló con ${whom}. Es de ellos. El número se halló en: ${where}.`,
  checkedNo: (who, whom, where) =>
    `${who} llamó y habló con ${whom}. No dijeron que es de ellos. El número se halló en: ${where}.`,
  scope: (who, people, records) =>
    `${who} fijó qué abarca: ${people} ${people === 1 ? customer : customers}; ${records}.`,
  pinned: (who, finding, page) => `${who} fijó a la página ${page}: ${finding}.`,
  dropped: (who, finding) => `${who} retiró un punto: ${finding}.`,
  advised: (who, counsel, way) => `${who} anotó lo que ${counsel} dijo ${way}.`,
  advisedBy: (who) => `${who} dio su opinión.`,
  opinion: {
    proper: 'Bueno, y conforme en todo con la autoridad legal debida.',
    defective: 'No es bueno.',
  },
  board: (who, motion, session, day) =>
    `${who} anotó que se preguntó a la Junta el ${day}: moción ${motion}, reunión cerrada ${session}.`,
  cure: (who) => `${who} pidió un documento mejor.`,
  cured: (who) => `${who} anotó que llegó un documento mejor.`,
  objected: (who) => `${who} se opuso.`,
  objectionEnded: (who) => `${who} anotó que terminó la oposición.`,
  until: (day) => `Hasta el ${day}.`,
  decided: {
    release: (who) => `${who} decidió por escrito entregar.`,
    compulsion: (who) => `${who} anotó por escrito que la ley lo obliga.`,
    refusal: (who) => `${who} decidió por escrito negar.`,
    heed: (who) => `${who} decidió por escrito atenderla.`,
    'not-heed': (who) => `${who} decidió por escrito no atenderla.`,
  },
  withdrawnDecision: (who) => `${who} retiró la decisión.`,
  preserved: (who, day) => `${who} guardó una copia sellada hasta el ${day}.`,
  preservationEnded: (who) => `${who} terminó una copia guardada.`,
  collected: (who) => `${who} reunió los datos.`,
  checked: (who) => `${who} revisó lo reunido.`,
  produced: (who) => `${who} lo entregó.`,
  refusalSent: (who) => `${who} envió la negativa.`,
  receipt: (who) => `${who} anotó el recibo.`,
  notice: {
    tell: (who) => `${who} eligió que lo sepa ${theCustomer}.`,
    wait: (who) => `${who} eligió que ${theCustomer} lo sepa después.`,
    not: (who) => `${who} eligió que no lo sepa ${theCustomer}.`,
  },
  patronTold: (who) => `${who} anotó que ${theCustomer} lo sabe.`,
  searchBegan: (who) => `${who} anotó que empezó un registro.`,
  taken: (who) => `${who} anotó lo que se llevaron.`,
  searchEnded: (who) => `${who} anotó que terminó el registro.`,
  debriefed: (who) => `${who} repasó el registro.`,
  toldOutside: (who, agency) => `${who} avisó a ${agency} de lo que alguien hizo aquí.`,
  answered: (who) => `${who} lo respondió.`,
  withdrawn: (who) => `${who} anotó que lo retiraron.`,
  quashed: (who) => `${who} anotó que un tribunal anuló el documento.`,
  referred: (who) => `${who} lo pasó a otra oficina.`,
  noted: (who) => `${who} añadió una nota.`,
  closed: (who) => `${who} cerró el caso.`,
})
