import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const servedEnglish = ({ library, customers, counsel }: LibraryTerms) => ({
  title: 'Legal papers about the library',
  intro: `Did someone hand you or send you a legal paper about ${library} or its ${customers}? Anyone may use this page: a board member, a city office, a company that works for the library, or someone who used to work here.`,
  doNow: 'What else to do',
  steps: [
    'If officers are there, stay calm. Do not stop them, and do not agree to anything that you do not have to.',
    `Do not look up or hand over anything about the library’s ${customers}. Say: “The library’s Director has to answer this.”`,
    'Keep the paper and its envelope. Write down the day and the time, and who brought it.',
  ],
  call: 'Call now',
  library,
  counsel: capitalize(counsel),
  noNumber: 'Call the library, or go there in person.',
  lawyer:
    'If the paper says that you may not tell anyone, you may still ask your own lawyer. Say nothing about it on this page.',

  form: 'Ask the library to call you back',
  formSays:
    'Do not write what the paper says or who it is about. We ask only how to reach you, and someone from the library will call. If you may not talk about the paper, or are not sure, leave your name and number empty.',
  what: 'What happened?',
  whatChoices: {
    here: 'Officers are here now',
    handed: 'Someone handed me a paper',
    mail: 'A paper came in the mail',
  },
  may: 'May you talk about it?',
  mayHint: 'Some papers say that you may not tell anyone.',
  mayChoices: { yes: 'Yes', no: 'No, or I am not sure' },
  name: 'Your name',
  phone: 'Your phone number',
  phoneHint: 'With the area code',
  send: 'Continue',
  missing: {
    what: 'Choose what happened',
    may: 'Say whether you may talk about it. If you are not sure, choose “No, or I am not sure.”',
    name: 'Type your name',
    phone: 'Type a phone number with its area code, such as 308-555-0100',
  },

  /** Over either answer, so that someone nearby reads the same. */
  answerTitle: 'Now call the library',
  kept: 'We have your name and number. The Director will call you at that number. Do not wait for that: the Director may see your report late. Call now.',
  notKept:
    'Nothing that you typed was saved or sent. Call the library and say only, “Please ask the Director to call me.” If the paper says that you may not tell anyone, ask your own lawyer first.',
  full: 'Your name and number were not saved, because too many reports are waiting. Call the library.',
  tooOften: 'This page was used many times in the last hour. Call the library.',
  link: 'Were you handed a legal paper about the library?',
})

const servedSpanish: InSpanish<typeof servedEnglish> = ({ library, customers, counsel }) => ({
  title: 'Documentos legales sobre la biblioteca',
  intro: `¿Le entregaron o le enviaron un documento legal sobre ${library} o sus ${customers}? Cualquiera puede usar esta página: un miembro de la Junta, una oficina de la ciudad, una empresa que trabaja para la biblioteca o alguien que trabajó aquí.`,
  doNow: 'Qué más hacer',
  steps: [
    'Si hay agentes presentes, mantenga la calma. No los detenga, y no acepte nada a lo que no esté obligado.',
    `No busque ni entregue nada sobre los ${customers} de la biblioteca. Diga: «Esto le toca contestarlo a la Dirección de la biblioteca».`,
    'Guarde el documento y el sobre. Anote el día, la hora y quién lo trajo.',
  ],
  call: 'Llame ahora',
  library,
  counsel: capitalize(counsel),
  noNumber: 'Llame a la biblioteca, o vaya en persona.',
  lawyer:
    'Si el documento dice que no puede hablar de él con nadie, todavía puede preguntar a su propio abogado. No escriba nada de él en esta página.',

  form: 'Pida que la biblioteca le llame',
  formSays:
    'No escriba lo que dice el documento ni de quién trata. Solo preguntamos cómo comunicarnos con usted, y alguien de la biblioteca le llamará. Si no puede hablar del documento, o no lo sabe, deje vacíos su nombre y su número.',
  what: '¿Qué pasó?',
  whatChoices: {
    here: 'Hay agentes aquí ahora',
    handed: 'Me entregaron un documento',
    mail: 'Llegó un documento por correo',
  },
  may: '¿Puede hablar de él?',
  mayHint: 'Algunos documentos dicen que no se puede hablar de ellos con nadie.',
  mayChoices: { yes: 'Sí', no: 'No, o no lo sé' },
  name: 'Su nombre',
  phone: 'Su número de teléfono',
  phoneHint: 'Con el código de área',
  send: 'Continuar',
  missing: {
    what: 'Elija qué pasó',
    may: 'Diga si puede hablar de él. Si no lo sabe, elija «No, o no lo sé».',
    name: 'Escriba su nombre',
    phone: 'Escriba un número de teléfono con su código de área, como 308-555-0100',
  },

  answerTitle: 'Ahora llame a la biblioteca',
  kept: 'Tenemos su nombre y su número. La Dirección le llamará a ese número. No se quede esperando: la Dirección puede ver tarde su reporte. Llame ahora.',
  notKept:
    'Nada de lo que escribió se guardó ni se envió. Llame a la biblioteca y diga solo: «Por favor, que la Dirección me llame». Si el documento dice que no puede hablar de él con nadie, pregunte antes a su propio abogado.',
  full: 'Su nombre y su número no se guardaron, porque hay demasiados reportes por atender. Llame a la biblioteca.',
  tooOften: 'Esta página se usó muchas veces en la última hora. Llame a la biblioteca.',
  link: '¿Le entregaron un documento legal sobre la biblioteca?',
})

/** The public page. */
export const servedWords = screenWords(servedEnglish, servedSpanish)

const reportsEnglish = ({ counsel }: LibraryTerms) => ({
  title: 'Reports from outside',
  intro:
    'People without an account here reported these on the public page. Call each of them back at the number that they gave. Anyone can type a name there, so it is not a case until you have spoken with them.',
  none: 'No report is waiting.',
  what: {
    here: 'Officers are there now',
    handed: 'Someone was handed a paper',
    mail: 'A paper came by mail',
  },
  name: 'Name',
  phone: 'Number to call',
  came: 'Reported',
  tries: 'Calls without an answer',
  isReached: 'Called back. Someone answered.',
  reached: 'I reached them',
  noAnswer: 'No answer',
  calls: 'Call back',
  open: 'Open a case',
  openSays: `Enter what they told you. The Director and ${counsel} then see the case. If the report is still in this list afterwards, it was not saved: write it down on paper.`,
  openFirst: 'To open a case with it, first finish the report above.',
  brought: 'Who brought or sent it?',
  cameHint: 'Leave blank if it arrived when they reported it.',
  openIt: 'Open the case',
  end: 'End without a case',
  endSays:
    'For a mistake or a prank. The name and the number are deleted. The audit log keeps that a report was ended, and who ended it.',
  endIt: 'End this report',
  notYet: (tries: number) =>
    `You can end a report after you reached the person, or after ${tries} calls without an answer.`,
  ended: 'The report was ended, and the name and number were deleted.',
  noted: {
    yes: 'Noted: you reached them. Open a case, or end the report.',
    no: 'Noted: no answer. Try again in a few minutes.',
  },
  gone: 'This report is no longer here. Someone else took care of it.',
  task: (many: number) =>
    many === 1
      ? 'Someone outside the library reported a legal paper. Call them back.'
      : `${many} people outside the library reported legal papers. Call them back.`,
  taskGo: 'Call back',
  /** On the case page. */
  fromOutside: 'Reported from outside by',
  reportedAs: (what: string, name: string, phone: string) => `${name}, ${phone}. ${what}.`,
})

const reportsSpanish: InSpanish<typeof reportsEnglish> = ({ counsel }) => ({
  title: 'Reportes de fuera',
  intro:
    'Personas sin cuenta aquí reportaron esto en la página pública. Llame a cada una al número que dio. Allí cualquiera puede escribir un nombre, así que no es un caso hasta que usted haya hablado con ella.',
  none: 'No hay reportes por atender.',
  what: {
    here: 'Hay agentes allí ahora',
    handed: 'A alguien le entregaron un documento',
    mail: 'Llegó un documento por correo',
  },
  name: 'Nombre',
  phone: 'Número al que llamar',
  came: 'Reportado',
  tries: 'Llamadas sin respuesta',
  isReached: 'Ya se le llamó, y contestó.',
  reached: 'Hablé con esa persona',
  noAnswer: 'No contesta',
  calls: 'Llamar',
  open: 'Abrir un caso',
  openSays: `Anote lo que le dijo. Después la Dirección y ${counsel} ven el caso. Si el reporte sigue después en esta lista, no se guardó: anótelo en papel.`,
  openFirst: 'Para abrir un caso con él, termine antes el reporte de arriba.',
  brought: '¿Quién lo trajo o lo envió?',
  cameHint: 'Déjelo en blanco si llegó cuando lo reportaron.',
  openIt: 'Abrir el caso',
  end: 'Terminar sin caso',
  endSays:
    'Para un error o una broma. El nombre y el número se borran. El registro de auditoría conserva que se terminó un reporte, y quién lo hizo.',
  endIt: 'Terminar este reporte',
  notYet: (tries) =>
    `Puede terminar un reporte después de hablar con la persona, o después de ${tries} llamadas sin respuesta.`,
  ended: 'El reporte se terminó, y el nombre y el número se borraron.',
  noted: {
    yes: 'Anotado: habló con esa persona. Abra un caso o termine el reporte.',
    no: 'Anotado: no contesta. Pruebe otra vez en unos minutos.',
  },
  gone: 'Este reporte ya no está aquí. Otra persona lo atendió.',
  task: (many) =>
    many === 1
      ? 'Alguien de fuera de la biblioteca reportó un documento legal. Llámele.'
      : `${many} personas de fuera de la biblioteca reportaron documentos legales. Llámeles.`,
  taskGo: 'Llamar',
  fromOutside: 'Reporte de fuera, de',
  reportedAs: (what, name, phone) => `${name}, ${phone}. ${what}.`,
})

/** What the Director does with the public page's reports. */
export const publicReportsWords = screenWords(reportsEnglish, reportsSpanish)

const linkEnglish = ({ counsel }: LibraryTerms) => ({
  /** On the case page. */
  ask: 'Ask for the paper with a one-time link',
  askSays:
    'For someone outside the library, after you have spoken with them. They can add photos of the paper to this case, and see nothing of it.',
  make: 'Make a link',
  made: 'One-time link',
  madeSays: (hours: number) =>
    `Send this to the person you spoke with, by text or e-mail. It works once, in one browser, within ${hours} hours.`,
  madeOnce: 'It is shown only now. Anyone who has it can use it, so send it to no one else.',

  title: 'Send the paper to the library',
  says: 'The library called you about a legal paper. With this link you can send photos of it. It works once, in this browser.',
  begin: 'Continue',
  choose: 'Take a photo of each page, or scan the paper. You have one hour.',
  another: (most: number) =>
    `You can add more pages, up to ${most} files. When you are done, close this page.`,
  file: 'Photo or scan',
  fileHint: `PDF, JPEG, or PNG, 10 MB at most. Only the person who decides and ${counsel} can open it.`,
  send: 'Send',
  added: 'It was received. Keep the paper, and delete the photo from your phone.',
  toNumbers: 'What to do, and who to call',
  dead: 'This link no longer works',
  deadSays: 'It was used, or it is too old. Call the library and ask for another one.',
})

const linkSpanish: InSpanish<typeof linkEnglish> = ({ counsel }) => ({
  ask: 'Pedir el documento con un enlace de un solo uso',
  askSays:
    'Para alguien de fuera con quien usted ya habló. Puede agregar fotos del documento a este caso, y no ve nada de él.',
  make: 'Hacer un enlace',
  made: 'Enlace de un solo uso',
  madeSays: (hours) =>
    `Envíelo a la persona con quien habló, por mensaje o por correo. Sirve una sola vez, en un navegador, durante ${hours} horas.`,
  madeOnce: 'Solo se muestra ahora. Quien lo tenga puede usarlo, así que no lo envíe a nadie más.',

  title: 'Envíe el documento a la biblioteca',
  says: 'La biblioteca le llamó por un documento legal. Con este enlace puede enviar fotos de él. Sirve una sola vez, en este navegador.',
  begin: 'Continuar',
  choose: 'Tome una foto de cada página, o escanee el documento. Tiene una hora.',
  another: (most) => `Puede agregar más páginas, hasta ${most} archivos. Cuando termine, cierre esta página.`,
  file: 'Foto o escaneo',
  fileHint: `PDF, JPEG o PNG, de 10 MB como máximo. Solo quien decide y ${counsel} pueden abrirlo.`,
  send: 'Enviar',
  added: 'Se recibió. Guarde el documento, y borre la foto de su teléfono.',
  toNumbers: 'Qué hacer y a quién llamar',
  dead: 'Este enlace ya no sirve',
  deadSays: 'Ya se usó, o es demasiado antiguo. Llame a la biblioteca y pida otro.',
})

/** The link by which someone outside adds a paper. */
export const paperLinkWords = screenWords(linkEnglish, linkSpanish)
