import type { LibraryTerms } from '../../platform/i18n/library-terms.ts'
import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

/** What happened in a case, a sentence each; `who` begins it. */
const english = ({ customer, customers }: LibraryTerms) => ({
  someone: 'Someone',
  role: {
    staff: 'staff',
    director: 'the Director',
    counsel: 'legal counsel',
    president: 'the president of the Board',
    program: 'by itself',
  },
  received: (who: string, what: string, way: string) => `${who} took it in ${way}. ${what}.`,
  told: {
    director: {
      reached: (who: string, way: string) => `${who} reached the Director ${way}.`,
      tried: (who: string, way: string) => `${who} tried to reach the Director ${way}.`,
    },
    president: {
      reached: (who: string, way: string) => `${who} reached the president of the Board ${way}.`,
      tried: (who: string, way: string) => `${who} tried to reach the president of the Board ${way}.`,
    },
    counsel: {
      reached: (who: string, way: string) => `${who} reached legal counsel ${way}.`,
      tried: (who: string, way: string) => `${who} tried to reach legal counsel ${way}.`,
    },
  },
  through: { mail: 'by mail', phone: 'by phone', 'in-person': 'in person', screen: 'by this page' },
  paperAdded: (who: string, name: string) => `${who} added a paper: ${name}.`,
  paperCounts: (who: string) => `${who} took in a paper that came once it was decided.`,
  paperAside: (who: string) => `${who} left aside a paper that came once it was decided.`,
  paperRead: (who: string, what: string) => `${who} read the paper. ${what}.`,
  gagFound: (who: string) => `${who} noted that the paper forbids to tell anyone.`,
  gagEnded: {
    'court-order': (who: string, day: string) =>
      `${who} noted that a court ended it on ${day}: it may be told again.`,
    expiry: (who: string, day: string) =>
      `${who} noted that its own time was over on ${day}: it may be told again.`,
  },
  counselSaid: (counsel: string, way: string) => `${counsel} said so ${way}.`,
  readOut: (findings: string) => `Read out to counsel, with pages and words: ${findings}.`,
  grandfathered: 'The law has lapsed, and reaches this order all the same.',
  boardMayKnow: 'The Board may know of it.',
  isAboutDirector: (who: string) => `${who} said that it is about the Director.`,
  isNotAboutDirector: (who: string) => `${who} said that it is not about the Director.`,
  checkedYes: (who: string, whom: string, where: string) =>
    `${who} called back and spoke with ${whom}. It is from them. The number was found in: ${where}.`,
  checkedNo: (who: string, whom: string, where: string) =>
    `${who} called back and spoke with ${whom}. They did not say that it is from them. The number was found in: ${where}.`,
  scope: (who: string, people: number, records: string) =>
    people === 0
      ? `${who} set what it reaches: ${records}.`
      : `${who} set what it reaches: ${people} ${people === 1 ? customer : customers}; ${records}.`,
  scopeAbsent: (people: number) =>
    people === 1 ? '1 more whom it names is not on file.' : `${people} more whom it names are not on file.`,
  pinned: (who: string, finding: string, page: number) => `${who} pinned to page ${page}: ${finding}.`,
  dropped: (who: string, finding: string) => `${who} took a finding back: ${finding}.`,
  advised: (who: string, counsel: string, way: string) => `${who} wrote down what ${counsel} advised ${way}.`,
  advisedBy: (who: string) => `${who} advised.`,
  opinion: {
    proper: 'Proper, and in full compliance with proper legal authority.',
    defective: 'Not proper.',
  },
  board: (who: string, motion: string, session: string, day: string) =>
    `${who} wrote down that the Board was asked on ${day}: motion ${motion}, closed meeting ${session}.`,
  cure: (who: string) => `${who} asked for a better paper.`,
  cured: (who: string) => `${who} noted that the wait for a better paper is over.`,
  objected: (who: string) => `${who} objected.`,
  objectionEnded: (who: string) => `${who} noted that the objection is over.`,
  until: (day: string) => `Until ${day}.`,
  decided: {
    release: (who: string) => `${who} decided in writing to release.`,
    compulsion: (who: string) => `${who} recorded in writing that the law compels it.`,
    refusal: (who: string) => `${who} decided in writing to refuse.`,
    heed: (who: string) => `${who} decided in writing to act on the concern.`,
    'not-heed': (who: string) => `${who} decided in writing to take no action on it.`,
  },
  withdrawnDecision: (who: string) => `${who} took the decision back.`,
  preserved: (who: string, day: string) => `${who} kept a sealed copy until ${day}.`,
  preservationEnded: (who: string) => `${who} ended a kept copy.`,
  collected: (who: string) => `${who} collected the records.`,
  checked: (who: string) => `${who} checked what was collected.`,
  checkedByPhone: (who: string, counsel: string) =>
    `${who} wrote down that ${counsel} checked by phone what was collected: nobody else here could.`,
  wasRead: (lines: string, mark: string) => `Read by phone: ${lines}. Mark: ${mark}`,
  packaged: (who: string) => `${who} made the file to hand over.`,
  packageSaved: (who: string) => `${who} saved the file.`,
  packageDestroyed: (who: string) =>
    `${who} noted that the saved file was destroyed, and was not handed over.`,
  produced: (who: string, to: string, how: string) =>
    `${who} noted that it was handed over to ${to}: ${how}.`,
  noRecordsSent: (who: string) => `${who} sent the decision. It says that nothing is on file.`,
  refusalSent: (who: string) => `${who} sent the refusal.`,
  receipt: (who: string) => `${who} noted the receipt.`,
  notice: {
    tell: (who: string) => `${who} chose that the ${customer} is told.`,
    wait: (who: string) => `${who} chose that the ${customer} is told later.`,
    not: (who: string) => `${who} chose that the ${customer} is not told.`,
  },
  asChosen: (counsel: string, way: string) => `As ${counsel} chose ${way}.`,
  saidBy: (who: string, way: string) => `${who} said so ${way}.`,
  patronTold: (who: string) => `${who} noted that the ${customer} knows.`,
  searchBegan: (who: string) => `${who} noted that a search began.`,
  taken: (who: string) => `${who} noted what was taken.`,
  cannotCome: (who: string) =>
    `${who} cannot come to where copies show, and checks what was collected by phone.`,
  thingMistaken: (who: string) => `${who} struck a line of it through, as a mistake.`,
  searchEnded: (who: string) => `${who} noted that the search ended.`,
  debriefed: (who: string) => `${who} went over the search.`,
  debriefHeard: (who: string, counsel: string, way: string) =>
    `${who} wrote down how ${counsel} went over the search ${way}.`,
  struck: 'Later said to be a mistake:',
  seized: (who: string) => `${who} ended it: what was taken was seized under a warrant.`,
  searchMistaken: (who: string) => `${who} noted that the search was written down by mistake.`,
  toldOutside: (who: string, agency: string) => `${who} told ${agency} what someone did here.`,
  publicGiven: {
    whole: (who: string) => `${who} gave what was asked for: all of it is public.`,
    part: (who: string) => `${who} gave what is public, and sent the denial of what is not.`,
  },
  answered: (who: string) => `${who} answered it.`,
  withdrawn: (who: string) => `${who} noted that it was taken back.`,
  quashed: (who: string) => `${who} noted that a court set the paper aside.`,
  referred: (who: string) => `${who} passed it on.`,
  noted: (who: string) => `${who} added a note.`,
  closed: (who: string) => `${who} closed the case.`,
})

const spanish: InSpanish<typeof english> = ({ customer, customers, theCustomer }) => ({
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
    president: {
      reached: (who, way) => `${who} avisó a quien preside la Junta ${way}.`,
      tried: (who, way) => `${who} quiso avisar a quien preside la Junta ${way}.`,
    },
    counsel: {
      reached: (who, way) => `${who} avisó a la asesoría legal ${way}.`,
      tried: (who, way) => `${who} quiso avisar a la asesoría legal ${way}.`,
    },
  },
  through: { mail: 'por correo', phone: 'por teléfono', 'in-person': 'en persona', screen: 'en esta página' },
  paperAdded: (who, name) => `${who} añadió un documento: ${name}.`,
  paperCounts: (who) => `${who} tomó en cuenta un documento que llegó después de decidir.`,
  paperAside: (who) => `${who} dejó aparte un documento que llegó después de decidir.`,
  paperRead: (who, what) => `${who} leyó el documento. ${what}.`,
  gagFound: (who) => `${who} anotó que el documento prohíbe decirlo a nadie.`,
  gagEnded: {
    'court-order': (who, day) => `${who} anotó que un tribunal lo terminó el ${day}: ya se puede decir.`,
    expiry: (who, day) => `${who} anotó que su plazo terminó el ${day}: ya se puede decir.`,
  },
  counselSaid: (counsel, way) => `Lo dijo ${counsel} ${way}.`,
  readOut: (findings) => `Se le leyó a la asesoría, con páginas y palabras: ${findings}.`,
  grandfathered: 'La ley caducó, y aun así alcanza esta orden.',
  boardMayKnow: 'La Junta puede saberlo.',
  isAboutDirector: (who) => `${who} dijo que trata de la Dirección.`,
  isNotAboutDirector: (who) => `${who} dijo que no trata de la Dirección.`,
  checkedYes: (who, whom, where) =>
    `${who} llamó y habló con ${whom}. Es de ellos. El número se halló en: ${where}.`,
  checkedNo: (who, whom, where) =>
    `${who} llamó y habló con ${whom}. No dijeron que es de ellos. El número se halló en: ${where}.`,
  scope: (who, people, records) =>
    people === 0
      ? `${who} fijó qué abarca: ${records}.`
      : `${who} fijó qué abarca: ${people} ${people === 1 ? customer : customers}; ${records}.`,
  scopeAbsent: (people) =>
    people === 1 ? '1 persona más que nombra no consta.' : `${people} personas más que nombra no constan.`,
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
  cured: (who) => `${who} anotó que acabó la espera de un documento mejor.`,
  objected: (who) => `${who} se opuso.`,
  objectionEnded: (who) => `${who} anotó que terminó la oposición.`,
  until: (day) => `Hasta el ${day}.`,
  decided: {
    release: (who) => `${who} decidió por escrito entregar.`,
    compulsion: (who) => `${who} anotó por escrito que la ley lo obliga.`,
    refusal: (who) => `${who} decidió por escrito negar.`,
    heed: (who) => `${who} decidió por escrito actuar ante la inquietud.`,
    'not-heed': (who) => `${who} decidió por escrito no tomar medidas.`,
  },
  withdrawnDecision: (who) => `${who} retiró la decisión.`,
  preserved: (who, day) => `${who} guardó una copia sellada hasta el ${day}.`,
  preservationEnded: (who) => `${who} terminó una copia guardada.`,
  collected: (who) => `${who} reunió los datos.`,
  checked: (who) => `${who} revisó lo reunido.`,
  checkedByPhone: (who, counsel) =>
    `${who} anotó que ${counsel} revisó por teléfono lo reunido: aquí no podía nadie más.`,
  wasRead: (lines, mark) => `Leído por teléfono: ${lines}. Marca: ${mark}`,
  packaged: (who) => `${who} hizo el archivo para entregar.`,
  packageSaved: (who) => `${who} guardó el archivo.`,
  packageDestroyed: (who) => `${who} anotó que el archivo guardado se destruyó, y no se entregó.`,
  produced: (who, to, how) => `${who} anotó que se entregó a ${to}: ${how}.`,
  noRecordsSent: (who) => `${who} envió la decisión. Dice que no hay nada.`,
  refusalSent: (who) => `${who} envió la negativa.`,
  receipt: (who) => `${who} anotó el recibo.`,
  notice: {
    tell: (who) => `${who} eligió que lo sepa ${theCustomer}.`,
    wait: (who) => `${who} eligió que ${theCustomer} lo sepa después.`,
    not: (who) => `${who} eligió que no lo sepa ${theCustomer}.`,
  },
  asChosen: (counsel, way) => `Como lo eligió ${counsel} ${way}.`,
  saidBy: (who, way) => `Lo dijo ${who} ${way}.`,
  patronTold: (who) => `${who} anotó que ${theCustomer} lo sabe.`,
  searchBegan: (who) => `${who} anotó que empezó un registro.`,
  taken: (who) => `${who} anotó lo que se llevaron.`,
  cannotCome: (who) =>
    `${who} no puede venir a donde se ven las copias, y revisa por teléfono lo que se reunió.`,
  thingMistaken: (who) => `${who} tachó una línea, por ser un error.`,
  searchEnded: (who) => `${who} anotó que terminó el registro.`,
  debriefed: (who) => `${who} repasó el registro.`,
  debriefHeard: (who, counsel, way) => `${who} anotó cómo ${counsel} repasó el registro ${way}.`,
  struck: 'Después se dijo que fue un error:',
  seized: (who) => `${who} lo dio por terminado: lo que se llevaron se tomó con una orden de registro.`,
  searchMistaken: (who) => `${who} anotó que el registro se había anotado por error.`,
  toldOutside: (who, agency) => `${who} avisó a ${agency} de lo que alguien hizo aquí.`,
  publicGiven: {
    whole: (who) => `${who} dio lo que se pidió: todo es público.`,
    part: (who) => `${who} dio lo que es público, y envió la negativa de lo que no lo es.`,
  },
  answered: (who) => `${who} lo respondió.`,
  withdrawn: (who) => `${who} anotó que lo retiraron.`,
  quashed: (who) => `${who} anotó que un tribunal anuló el documento.`,
  referred: (who) => `${who} lo pasó a otra oficina.`,
  noted: (who) => `${who} añadió una nota.`,
  closed: (who) => `${who} cerró el caso.`,
})

export const casesTimelineWords = screenWords(english, spanish)
