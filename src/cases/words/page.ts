import { type Formats, formatsOf } from '../../platform/i18n/language.ts'
import {
  type InSpanish,
  type LibraryTerms,
  type ScreenLanguage,
  screenWords,
} from '../../platform/i18n/screen-words.ts'

const casesPageEnglish = ({ customer, customers, aCustomer }: LibraryTerms) => ({
  title: 'Cases',
  intro: `Every request for what the library keeps private. This list does not name who asked or any ${customer}.`,
  none: 'No open case is listed for you.',
  noneForBoard: 'No case is for the Board now.',
  boardAgenda:
    'The Director prepares an agenda item for the Board on paper. Ask for it by the number of the case.',
  noneForSpecial:
    'You are not on any open case now. A case shows here once the library added you to it, and someone confirmed that this account is yours.',
  noneClosed: 'No closed case is listed for you.',
  toClosed: 'Closed cases',
  closedTitle: 'Closed cases',
  toOpen: 'Open cases',
  unsure:
    'No one has confirmed yet that this account is yours. Until then, this list leaves out cases about the Director. It leaves out cases in which a lawyer has a conflict of interest, too.',
  toApart: 'Cases under a nondisclosure order',
  apartTitle: 'Cases under a nondisclosure order',
  apartSays:
    'A nondisclosure order covers these cases. Carrel sends no reminders about them, so check their deadlines here. This page is shown even when there are none.',
  noneApart: 'None is listed for you.',
  more: 'More cases',
  about: 'What came in',
  owed: 'Next step',
  due: 'Deadline',
  outcome: 'Outcome',
  closedOn: 'Closed on',
  drill: 'Drill',
  /** You have not opened it yet. */
  unseen: 'New',
  cameToSearch: 'Officers may begin a search',
  isDrill: 'This is a drill. It is not counted anywhere.',
  aboutDirector: 'This case is about the Director. The president of the Board decides it.',
  isWithheld:
    'The paper has a nondisclosure order. You may talk about it only with the Director, legal counsel, and anyone counsel allows. This case is not counted in any report. It is on one list only, “Cases under a nondisclosure order.” After the first e-mail, which says only that there is a matter to review, no e-mail goes out about it. There are no reminders, so write the dates down.',
  lacksPaper: 'The case has no photo or scan of the paper yet.',
  addPaper: 'Add one, so that counsel can read it',
  askForPaper: 'Ask for one before you say whether the paper is valid.',
  lacksPages: (findings: string) =>
    `A release needs a page of the paper for each finding. None is cited for: ${findings}. Cite what the paper shows before counsel confirms it. If it lacks one, the decision page has other ways.`,
  citeFirst:
    'Some findings have no page yet. If the paper shows them, cite the pages before you record this: counsel is asked again about what is cited later.',
  lacksCopy: 'The records may be gone by the time this is decided.',
  keepCopy: 'Preserve a copy',
  isOrderReported: 'Counsel has not confirmed the order yet. It protects the case until counsel denies it.',
  visits: 'Officers who asked without a legal paper',
  visitsSays: (days: number) => `In the last ${days} days. The audit log has what each one was told.`,
  caseTitle: (reference: string) => `Case ${reference}`,
  toCases: 'Back to cases',

  kind: {
    process: 'Legal paper',
    'records-request': 'Public-records request',
    ask: 'Someone asking without a legal paper',
    emergency: 'A claimed emergency',
    privacy: 'A privacy concern',
    conduct: 'An incident report',
    disclosure: 'A wrong disclosure',
  },
  way: {
    counter: 'at the library',
    mail: 'by mail',
    'city-hall': 'at City Hall',
    'e-mail': 'by e-mail',
    home: 'at the home of an employee or a trustee',
    phone: 'by phone',
    'own-page': 'on their own page',
  },
  stage: {
    received: 'Received',
    read: 'Read, not yet with counsel',
    'with-counsel': 'With legal counsel',
    'cure-demanded': 'Waiting for a corrected paper',
    objected: 'Counsel objected',
    cleared: 'Counsel found the paper valid',
    decided: 'Decided in writing',
    collected: 'Records collected',
    checked: 'Records checked',
    packaged: 'File ready to be delivered',
    searching: 'Officers are searching',
    searched: 'Search finished, officers have left',
    ended: 'Steps left to close',
    closed: 'Closed',
  },
  outcomeOf: {
    released: 'Released under the policy',
    compelled: 'Compelled by law',
    seized: 'Searched under a warrant',
    refused: 'Refused',
    withdrawn: 'Withdrawn by the requester',
    'no-records': 'Complied: no records on file',
    quashed: 'Quashed by a court',
    referred: 'Referred to another agency',
    heeded: 'The concern was acted on',
    'not-heeded': 'No action was taken on the concern',
    recorded: 'Recorded',
    answered: 'Answered with what is public',
  },
  by: {
    staff: 'Any staff member',
    director: 'The Director',
    counsel: 'Legal counsel',
    president: 'The president of the Board',
    program: 'Carrel, automatically',
  },
  clock: {
    report: (_day: string) => 'the person who decides has not been reached yet: call now',
    read: (_day: string) => 'paper not read yet: read it now',
    answer: (day: string) => `answer due ${day}`,
    return: (day: string) => `response due (return date): ${day}`,
    objection: (day: string) => `last day to object (federal): ${day}`,
    cure: (day: string) => `corrected paper due ${day}`,
    objected: (day: string) => `the court should rule by ${day}`,
    preservation: (day: string) => `preserved copy ends ${day}`,
    notice: (day: string) => `tell ${aCustomer} on ${day}`,
    'gag-review': (day: string) => `ask whether disclosure is allowed now: ${day}`,
    'gag-until': (day: string) => `nondisclosure order ends ${day}`,
    study: (day: string) => `decide on the concern by ${day}`,
  },
  openNow: 'not opened yet: open it now',
  left: (days: number) =>
    days < 0
      ? `${-days} ${days === -1 ? 'day' : 'days'} late`
      : days === 0
        ? 'today'
        : days === 1
          ? 'tomorrow'
          : `in ${days} days`,
  noClock: 'No deadlines.',
  businessDays: (days: number) => `${days} business days. The library’s listed closing days do not count.`,

  next: 'Next steps',
  nobodyOwes: 'Nothing is left to do. This case is closed.',
  notConfirmedYet: 'This case is closed. What was reported in it is not confirmed yet: see “Consultation.”',
  after: 'After that',
  meanwhile: 'You can do this in the meantime:',
  counselFound: 'What counsel wrote when they found the paper not proper:',
  askedAgain:
    'The scope changed after counsel found the paper proper. That opinion ended, so ask for a new one.',
  opinionEnded:
    'The scope changed after counsel found the paper proper, and that opinion ended. Compare the new scope with the paper, then give a new opinion.',
  tried: (name: string, many: number, each: number) => `${name}: ${many} of ${each} tries count so far.`,
  nextCounts: (time: string) => `The next one counts from ${time}.`,
  openIt: 'Open the case',
  partDone: 'Your part is done for now.',
  sendLetter: 'Print this letter, sign it, and send it today. Carrel does not send it.',
  clocks: 'Deadlines',
  otherSteps: 'Other steps that you can take',
  groups: { facts: 'Facts', counsel: 'Counsel and the Board', ending: 'Copies and ending' },
  you: 'You',
  /** The stage, where counsel knows and has said nothing. */
  beforeAdvice: { received: 'Received', read: 'Read' },
  counselReached: (time: string) => `Counsel was reached (${time}) and has not advised yet`,
  counselHasIt: (names: string) =>
    `${names} can open this case at their own sign-in. You do not have to send it. Call, and record each try here.`,
  opinionKept: (findings: string) =>
    `The opinion is recorded. Counsel has not seen the page cited for: ${findings}. Read it to counsel. Then record the advice again, and check “I read the cited findings to counsel.”`,
  waitingFor: (who: string) => `Waiting for ${who}`,
  waitsForAdvice: (who: string) => `Waiting for ${who}. If ${who} already told you, record it here`,
  saved: (time: string) => `Saved at ${time}:`,
  advised: {
    defective: 'Counsel found the paper not valid',
    none: 'Counsel was consulted, and has given no opinion yet',
    again: 'Counsel must give an opinion again, because the scope changed',
    consulted: 'Counsel was consulted',
  },
  toSigned: 'Go to the signed decision and its letter',
  to: {
    decision: 'Go to the decision',
    collect: 'Collect the records',
    check: 'Check the records',
    produce: 'Produce records',
    preserve: 'Preserved copies',
    search: 'Search warrant: the search log',
    study: 'Study who viewed the record',
  },
  pages: 'Pages for this case',
  onlyHere: 'This is done at the library, on a staff computer where records may be shown.',
  toDecided: 'Read decision',
  missing: 'Required before deciding',
  lacks: {
    release: 'To release',
    compulsion: 'To record that the law compels it',
    refusal: 'To refuse',
    heed: 'To act on the concern',
    'not-heed': 'To take no action on it',
  },
  lacksMany: (what: string, count: number) =>
    `${what}: ${count === 1 ? '1 thing is missing' : `${count} things are missing`}`,
  lacksSignature: (who: string) => `Only the signature is missing. ${who} must sign it.`,
  finding: 'Finding',
  whereFound: 'Where the paper says so',
  earlier: (count: number) => (count === 1 ? '1 earlier entry' : `${count} earlier entries`),
  findings: 'What the policy requires the paper to show',
  findingsSays: 'Each finding counts only if it cites a page of the document and its words.',
  isMissing: 'No page cited',
  notCited: 'Not cited yet',
  noneCited: 'None is cited yet: show the list',
  pinned: (page: number, paper: string) => `Page ${page} of ${paper}:`,
  policy: 'What the policy says now',
  policyThen: 'Policy in force when this case began:',
  refusesNames: 'The policy refuses what tells of a person. What is public is provided.',
  outcomes: {
    release: 'The policy allows a release.',
    limited: 'The policy allows a release of part of it.',
    refuse: 'The policy refuses.',
    refer: 'Nothing may be released yet.',
    seizure: 'It is a search warrant. Do not stop it, and do not consent.',
    compelled: 'The law compels it. It is not a release under the policy.',
  },
  ready: {
    release: (who: string) =>
      `The policy allows a release once the decision is signed. Only the signature is missing. ${who} must sign it.`,
    compulsion: (who: string) =>
      `The law compels it once the decision is signed. Only the signature is missing. ${who} must sign it.`,
  },
  draftKept: 'A draft is saved. It counts once it is signed.',
  onceSigned: 'What the answer says once it is signed:',
  allFound:
    'The paper shows all six findings that the policy requires. What a release still needs is listed under “Required before deciding.”',
  law: 'The law has changed since the policy was reviewed',
  request: 'The request',
  asks: 'Requester',
  tells: 'Reported by',
  asker: {
    patron: `The ${customer}`,
    guardian: 'A parent or guardian',
    staff: 'Someone on staff',
    'justice-agency': 'A police or justice agency',
    'government-agency': 'Another government office',
    'private-party': 'A private person or company',
    vendor: 'A company that works for the library',
    public: 'A reporter, or the public',
  },
  agency: 'Agency',
  phone: 'Phone they gave, or on the paper',
  verified: 'Requester verified',
  isVerified: 'Yes, at a number found elsewhere',
  isNotVerified: 'Not yet',
  wants: 'What they want',
  happened: 'What they say happened',
  came: 'How it arrived',
  paperCame: 'When a paper arrived',
  looked: 'What the person who received it saw',
  lookedAt: {
    court: (saw: string) => `A court’s name: ${saw}`,
    judge: (saw: string) => `A judge’s signature: ${saw}`,
    searchHere: (saw: string) => `It orders a search here: ${saw}`,
  },
  saw: { yes: 'yes', no: 'no', unsure: 'not sure' },
  papers: 'Papers',
  cameLater: 'arrived after the decision or the end of the case; it does not count until someone says so',
  leftAside: 'arrived after the decision or the end of the case, and was set aside',
  noPapers: 'No paper is on file.',
  paperIs: 'About the paper',
  paperKind: 'Kind of paper',
  notRead: 'Not read yet',
  court: 'Court or agency',
  number: 'Its number',
  issuedOn: 'Issued on',
  servedOn: 'Served on',
  returnOn: 'Response due (return date)',
  federal: 'It is a federal paper.',
  scope: 'Scope',
  noScope: 'Not set yet',
  scopeNobody: 'the people it names are not set yet',
  scopeOf: (people: number) => (people === 1 ? `1 ${customer}` : `${people} ${customers}`),
  scopeAbsent: (people: number) =>
    people === 1 ? '1 more who is not on file' : `${people} more who are not on file`,
  scopeDays: (from: string, until: string) => `from ${from} through ${until}`,
  scopeSince: (from: string) => `from ${from} on`,
  scopeThrough: (until: string) => `through ${until}`,
  anyDay: 'any day',
  timeline: 'Timeline',
  noted: (moment: string) => `noted ${moment}`,
  onSheet: (sheet: string) => `on paper first, sheet ${sheet}`,
  onSheetAt: (sheet: string, moment: string) => `On paper first, ${moment}, sheet ${sheet}.`,
})

const casesPageSpanish: InSpanish<typeof casesPageEnglish> = ({ customer, customers, theCustomer }) => ({
  title: 'Casos',
  intro: `Cada solicitud de información privada de la biblioteca. Esta lista no nombra al solicitante ni a ningún ${customer}.`,
  none: 'No hay ningún caso abierto en su lista.',
  noneForBoard: 'Ningún caso es para la Junta ahora.',
  boardAgenda:
    'La Dirección prepara en papel el punto para la agenda de la Junta. Pídalo por el número del caso.',
  noneForSpecial:
    'Ahora usted no participa en ningún caso abierto. Un caso aparece aquí cuando la biblioteca le haya dado acceso a él, y alguien haya confirmado que esta cuenta es suya.',
  noneClosed: 'No hay ningún caso cerrado en su lista.',
  toClosed: 'Casos cerrados',
  closedTitle: 'Casos cerrados',
  toOpen: 'Casos abiertos',
  unsure:
    'Todavía no se ha confirmado que esta cuenta es suya. Hasta entonces no se muestran aquí los casos sobre la Dirección, ni los casos en que alguien de la asesoría tiene un conflicto de interés.',
  toApart: 'Casos con orden de no divulgación',
  apartTitle: 'Casos con orden de no divulgación',
  apartSays:
    'Una orden de no divulgación abarca estos casos. Carrel no envía recordatorios sobre ellos, así que revise aquí sus plazos. Esta página se muestra aunque no haya ninguno.',
  noneApart: 'No hay ninguno en su lista.',
  more: 'Más casos',
  about: 'Qué llegó',
  owed: 'Próximo paso',
  due: 'Plazo',
  outcome: 'Resultado',
  closedOn: 'Cerrado el',
  drill: 'Simulacro',
  cameToSearch: 'Los agentes pueden empezar un cateo',
  unseen: 'Nuevo',
  isDrill: 'Esto es un simulacro. No entra en ningún conteo.',
  aboutDirector: 'Este caso trata de la Dirección. Lo decide quien preside la Junta.',
  isWithheld:
    'El documento trae una orden de no divulgación. Usted solo puede hablar de él con la Dirección, con la asesoría legal y con quien ella permita. Este caso no está en ningún informe. Está en una sola lista, «Casos con orden de no divulgación». Después del primer correo, que solo dice que hay un asunto por revisar, no sale ningún correo. No hay recordatorios, así que anote las fechas.',
  lacksPaper: 'El caso todavía no tiene foto ni imagen escaneada del documento.',
  addPaper: 'Agregue una, para que la asesoría pueda leerlo',
  askForPaper: 'Pídala antes de decir si el documento es válido.',
  lacksPages: (findings) =>
    `Una entrega necesita una página del documento para cada punto. Ninguna se cita para: ${findings}. Cite lo que el documento muestra antes de que la asesoría lo confirme. Si le falta uno, la página de la decisión tiene otros caminos.`,
  citeFirst:
    'Algunos puntos aún no tienen página. Si el documento los muestra, cite las páginas antes de anotar esto: sobre lo que se cita después se pregunta otra vez a la asesoría.',
  lacksCopy: 'Los registros pueden haberse borrado cuando esto se decida.',
  keepCopy: 'Conservar una copia',
  isOrderReported:
    'La asesoría todavía no ha confirmado la orden. El caso queda protegido mientras ella no la niegue.',
  visits: 'Agentes que preguntaron sin documento legal',
  visitsSays: (days) =>
    `En los últimos ${days} días. El registro de auditoría tiene lo que se le dijo a cada uno.`,
  caseTitle: (reference) => `Caso ${reference}`,
  toCases: 'Volver a los casos',

  kind: {
    process: 'Documento legal',
    'records-request': 'Solicitud de registros públicos',
    ask: 'Alguien pregunta sin documento legal',
    emergency: 'Una emergencia alegada',
    privacy: 'Una preocupación de privacidad',
    conduct: 'Un reporte de incidente',
    disclosure: 'Una divulgación indebida',
  },
  way: {
    counter: 'en la biblioteca',
    mail: 'por correo',
    'city-hall': 'en el Ayuntamiento',
    'e-mail': 'por correo electrónico',
    home: 'en casa de un empleado o de alguien de la Junta',
    phone: 'por teléfono',
    'own-page': 'en su propia página',
  },
  stage: {
    received: 'Recibido',
    read: 'Leído, aún no está con la asesoría',
    'with-counsel': 'Con la asesoría legal',
    'cure-demanded': 'En espera de un documento corregido',
    objected: 'La asesoría se opuso',
    cleared: 'La asesoría halló válido el documento',
    decided: 'Decidido por escrito',
    collected: 'Registros reunidos',
    checked: 'Registros revisados',
    packaged: 'Archivo listo para entregar',
    searching: 'Los agentes están haciendo el cateo',
    searched: 'El cateo terminó, los agentes se fueron',
    ended: 'Quedan pasos para cerrar',
    closed: 'Cerrado',
  },
  outcomeOf: {
    released: 'Entregado según la política',
    compelled: 'Lo exigió la ley',
    seized: 'Cateo con orden',
    refused: 'Negado',
    withdrawn: 'Lo retiró el solicitante',
    'no-records': 'Se cumplió: no hay registros',
    quashed: 'Un tribunal anuló el documento',
    referred: 'Se remitió a otra agencia',
    heeded: 'Se actuó ante la preocupación',
    'not-heeded': 'No se tomó ninguna medida',
    answered: 'Se respondió con lo que es público',
    recorded: 'Quedó anotado',
  },
  by: {
    staff: 'Cualquier persona del personal',
    director: 'La Dirección',
    counsel: 'La asesoría legal',
    president: 'Quien preside la Junta',
    program: 'Carrel, automáticamente',
  },
  clock: {
    report: () => 'todavía no se ha hablado con quien decide: llame ahora',
    read: () => 'documento sin leer: léalo ahora',
    answer: (day) => `hay que responder el ${day}`,
    return: (day) => `respuesta para el ${day}`,
    objection: (day) => `último día para oponerse (federal): ${day}`,
    cure: (day) => `documento corregido para el ${day}`,
    objected: (day) => `el tribunal debe resolver para el ${day}`,
    preservation: (day) => `la copia conservada termina el ${day}`,
    notice: (day) => `avisar al ${customer} el ${day}`,
    'gag-review': (day) => `preguntar si ya se permite divulgar: ${day}`,
    'gag-until': (day) => `la orden de no divulgación termina el ${day}`,
    study: (day) => `decidir sobre la preocupación para el ${day}`,
  },
  openNow: 'sin abrir todavía: ábralo ahora',
  left: (days) =>
    days < 0
      ? `con ${-days} ${days === -1 ? 'día' : 'días'} de retraso`
      : days === 0
        ? 'hoy'
        : days === 1
          ? 'mañana'
          : `en ${days} días`,
  noClock: 'Sin plazos.',
  businessDays: (days) =>
    `${days} días hábiles. No se incluyen los días de cierre que tiene la biblioteca en su lista.`,

  next: 'Próximos pasos',
  nobodyOwes: 'No queda nada por hacer. Este caso está cerrado.',
  notConfirmedYet:
    'Este caso está cerrado. Lo que se anotó en él todavía no está confirmado: vea «Consulta».',
  after: 'Después',
  meanwhile: 'Mientras tanto, usted puede:',
  counselFound: 'Lo que escribió la asesoría cuando halló que el documento no es válido:',
  askedAgain:
    'El alcance cambió después de que la asesoría encontró válido el documento. Esa opinión terminó: pida otra.',
  opinionEnded:
    'El alcance cambió después de que la asesoría encontró válido el documento, y esa opinión terminó. Compare el nuevo alcance con el documento y dé una nueva opinión.',
  tried: (name, many, each) => `${name}: hasta ahora valen ${many} de ${each} intentos.`,
  nextCounts: (time) => `El siguiente vale desde las ${time}.`,
  openIt: 'Abrir el caso',
  partDone: 'Su parte está hecha por ahora.',
  sendLetter: 'Imprima esta carta, fírmela y envíela hoy. Carrel no la envía.',
  clocks: 'Plazos',
  otherSteps: 'Otros pasos que puede dar',
  groups: { facts: 'Hechos', counsel: 'Asesoría legal y Junta', ending: 'Copias y fin' },
  you: 'Usted',
  beforeAdvice: { received: 'Recibido', read: 'Leído' },
  counselReached: (time) => `Se avisó a la asesoría (${time}), y todavía no ha aconsejado`,
  counselHasIt: (names) =>
    `Personas que pueden abrir este caso con su propia cuenta: ${names}. No hace falta enviarlo. Llame, y anote aquí cada intento.`,
  opinionKept: (findings) =>
    `La opinión quedó anotada. La asesoría no ha visto lo que se citó después para: ${findings}. Léaselo, con la página. Luego anote otra vez la opinión y marque «Le leí a la asesoría los puntos citados».`,
  waitingFor: (who) => `Se espera a ${who}`,
  waitsForAdvice: (who) => `Se espera a ${who}. Si ya se lo dijo, anótelo aquí`,
  saved: (time) => `Guardado a las ${time}:`,
  advised: {
    defective: 'La asesoría halló que el documento no es válido',
    consulted: 'Se consultó a la asesoría legal',
    again: 'La asesoría debe opinar otra vez, porque cambió el alcance',
    none: 'Se consultó a la asesoría, que todavía no ha dado su opinión',
  },
  toSigned: 'Ir a la decisión firmada y su carta',
  to: {
    decision: 'Ir a la decisión',
    collect: 'Reunir los registros',
    check: 'Revisar lo reunido',
    produce: 'Entregar los registros',
    preserve: 'Copias conservadas',
    search: 'Orden de cateo: el registro del cateo',
    study: 'Estudiar quién vio el expediente',
  },
  pages: 'Páginas de este caso',
  onlyHere:
    'Esto se hace en la biblioteca, en una computadora del personal donde se pueden mostrar registros.',
  toDecided: 'Leer la decisión',
  missing: 'Requerido antes de decidir',
  lacks: {
    release: 'Para entregar',
    compulsion: 'Para anotar que la ley obliga',
    refusal: 'Para negar',
    heed: 'Para actuar ante la preocupación',
    'not-heed': 'Para no tomar medidas',
  },
  lacksMany: (what, count) => `${what}: ${count === 1 ? 'falta 1 cosa' : `faltan ${count} cosas`}`,
  lacksSignature: (who) => `Solo falta la firma. Debe firmar: ${who}.`,
  finding: 'Punto',
  whereFound: 'Dónde lo dice el documento',
  earlier: (count) => (count === 1 ? '1 anterior' : `${count} anteriores`),
  findings: 'Qué exige la política que muestre el documento',
  findingsSays: 'Cada punto vale solo si cita una página del documento y sus palabras.',
  isMissing: 'No se citó ninguna página',
  notCited: 'Sin citar todavía',
  noneCited: 'Ninguno está citado todavía: mostrar la lista',
  pinned: (page, paper) => `Página ${page} de ${paper}:`,
  policy: 'Qué dice ahora la política',
  policyThen: 'Política en vigor cuando empezó este caso:',
  refusesNames: 'La política niega lo que habla de una persona. Lo que es público se entrega.',
  outcomes: {
    release: 'La política permite entregar.',
    limited: 'La política permite entregar una parte.',
    refuse: 'La política lo niega.',
    refer: 'Todavía no puede salir nada.',
    seizure: 'Es una orden de cateo. No la impida, y no dé su consentimiento.',
    compelled: 'La ley lo obliga. No es una entrega según la política.',
  },
  ready: {
    release: (who) =>
      `La política permite entregar cuando se firme la decisión. Solo falta la firma. Debe firmar: ${who}.`,
    compulsion: (who) =>
      `La ley obliga cuando se firme la decisión. Solo falta la firma. Debe firmar: ${who}.`,
  },
  draftKept: 'Hay un borrador guardado. Cuenta cuando esté firmado.',
  onceSigned: 'Lo que dice la respuesta una vez firmada:',
  allFound:
    'El documento muestra los seis puntos que exige la política. Lo que falta para una entrega está en «Requerido antes de decidir».',
  law: 'La ley ha cambiado desde que se revisó la política',
  request: 'La solicitud',
  asks: 'Solicitante',
  tells: 'Reportado por',
  asker: {
    patron: theCustomer,
    guardian: 'el padre, la madre o el tutor',
    staff: 'alguien del personal',
    'justice-agency': 'una agencia de policía o de justicia',
    'government-agency': 'otra oficina del gobierno',
    'private-party': 'una persona o empresa privada',
    vendor: 'una empresa que trabaja para la biblioteca',
    public: 'la prensa o el público',
  },
  agency: 'Agencia',
  phone: 'Teléfono que dieron, o en el documento',
  verified: 'Solicitante verificado',
  isVerified: 'Sí, a un número hallado en otra parte',
  isNotVerified: 'Todavía no',
  wants: 'Qué quieren',
  happened: 'Qué dicen que pasó',
  came: 'Cómo llegó',
  paperCame: 'Cuándo llegó un documento',
  looked: 'Qué vio la persona que lo recibió',
  lookedAt: {
    court: (saw) => `El nombre de un tribunal: ${saw}`,
    judge: (saw) => `La firma de un juez: ${saw}`,
    searchHere: (saw) => `Ordena un cateo aquí: ${saw}`,
  },
  saw: { yes: 'sí', no: 'no', unsure: 'no se sabe' },
  papers: 'Documentos',
  cameLater: 'llegó después de la decisión o del fin del caso; no se considera hasta que alguien lo diga',
  leftAside: 'llegó después de la decisión o del fin del caso, y se dejó aparte',
  noPapers: 'No hay ningún documento.',
  paperIs: 'Sobre el documento',
  paperKind: 'Tipo de documento',
  notRead: 'Sin leer todavía',
  court: 'Tribunal o agencia',
  number: 'Su número',
  issuedOn: 'Emitido el',
  servedOn: 'Notificado el',
  returnOn: 'Fecha límite para responder (return date)',
  federal: 'Es un documento federal.',
  scope: 'Alcance',
  noScope: 'Sin fijar todavía',
  scopeNobody: 'aún no se fija a quién nombra',
  scopeOf: (people) => (people === 1 ? `1 ${customer}` : `${people} ${customers}`),
  scopeAbsent: (people) => (people === 1 ? '1 más que no consta' : `${people} más que no constan`),
  scopeDays: (from, until) => `de ${from} a ${until}`,
  scopeSince: (from) => `desde el ${from}`,
  scopeThrough: (until) => `hasta el ${until}`,
  anyDay: 'cualquier día',
  timeline: 'Cronología',
  noted: (moment) => `anotado ${moment}`,
  onSheet: (sheet) => `primero en papel, hoja ${sheet}`,
  onSheetAt: (sheet, moment) => `Primero en papel, ${moment}, hoja ${sheet}.`,
})

export const casesPageWords = screenWords(casesPageEnglish, casesPageSpanish)

const caseLineEnglish = () => ({
  came: (day: string) => `came ${day}`,
  reported: (time: string, way: string, by: string | undefined) =>
    `Came ${way}, reported at ${time}${by === undefined ? '' : ` by ${by}`}`,
})

const caseLineSpanish: InSpanish<typeof caseLineEnglish> = () => ({
  came: (day) => `llegó el ${day}`,
  reported: (time, way, by) =>
    by === undefined
      ? `Llegó ${way}, se reportó a las ${time}`
      : `Llegó ${way}, lo reportó ${by} a las ${time}`,
})

export const caseLineWords = screenWords(caseLineEnglish, caseLineSpanish)

const caseGapEnglish = () => ({
  quoted: (name: string) => `“${name}”`,
  policyMisses: (findings: string) => `No page of the paper is cited yet for: ${findings}.`,
  policySays: (reasons: string) => `The policy says: ${reasons}`,
})

const caseGapSpanish: InSpanish<typeof caseGapEnglish> = () => ({
  quoted: (name) => `«${name}»`,
  policyMisses: (findings) => `Aún no se cita ninguna página del documento para: ${findings}.`,
  policySays: (reasons) => `La política dice: ${reasons}`,
})

export const caseGapWords = screenWords(caseGapEnglish, caseGapSpanish)

const sealedCaseEnglish = ({ customer }: LibraryTerms) => ({
  isSealed: 'This matter is sealed. Only people with access may know about it.',
  toMatter: 'People with access, proof, and closing',
  toProof: 'Proof of what was done while it was sealed',
  acrossSeal: `A sealed matter that you have open concerns the same ${customer}. Nothing from it goes into this case:`,
})

const sealedCaseSpanish: InSpanish<typeof sealedCaseEnglish> = ({ customer }) => ({
  isSealed: 'Este asunto está sellado. Solo pueden saber de él las personas con acceso.',
  toMatter: 'Personas con acceso, prueba y cierre',
  toProof: 'Prueba de lo hecho mientras estuvo sellado',
  acrossSeal: `Un asunto sellado que usted tiene abierto trata del mismo ${customer}. Nada de él pasa a este caso:`,
})

export const sealedCaseWords = screenWords(sealedCaseEnglish, sealedCaseSpanish)

const casesNeedsEnglish = () => ({
  unmet: {
    who: 'This step belongs to someone else.',
    stage: 'The case is not at the stage for this step.',
    time: 'That time is in the future. Events are recorded only after they happen.',
  },
})

const casesNeedsSpanish: InSpanish<typeof casesNeedsEnglish> = () => ({
  unmet: {
    who: 'Este paso le toca a otra persona.',
    stage: 'El caso no está en la etapa de este paso.',
    time: 'Esa hora está en el futuro. Las cosas se anotan solo después de que pasan.',
  },
})

export const casesNeedsWords = screenWords(casesNeedsEnglish, casesNeedsSpanish)

const caseHeadingEnglish = () => ({
  due: (day: string) => `response due ${day}`,
  progress: 'How far the case is',
  steps: {
    received: 'Received',
    read: 'Read',
    counsel: 'Counsel',
    verified: 'Verified',
    decided: 'Decided',
    produced: 'Produced',
    letter: 'Letter sent',
    closed: 'Closed',
  },
  done: 'done',
  now: 'now',
})

const caseHeadingSpanish: InSpanish<typeof caseHeadingEnglish> = () => ({
  due: (day) => `respuesta para el ${day}`,
  progress: 'Hasta dónde ha llegado el caso',
  steps: {
    received: 'Recibido',
    read: 'Leído',
    counsel: 'Asesoría',
    verified: 'Verificado',
    decided: 'Decidido',
    produced: 'Entregado',
    letter: 'Carta enviada',
    closed: 'Cerrado',
  },
  done: 'hecho',
  now: 'ahora',
})

export const caseHeadingWords = screenWords(caseHeadingEnglish, caseHeadingSpanish)

const casesTimelineEnglish = () => ({
  someone: 'Someone',
  specialCounsel: 'special counsel',
  actingDirector: 'the acting Director',
  role: {
    staff: 'staff',
    director: 'the Director',
    counsel: 'legal counsel',
    president: 'the president of the Board',
    program: 'automatically',
  },
  through: {
    mail: 'by mail',
    'e-mail': 'by e-mail',
    phone: 'by phone',
    'in-person': 'in person',
    screen: 'on this page',
  },
  counselSaid: (counsel: string, way: string) => `${counsel} said so ${way}.`,
  until: (day: string) => `Until ${day}.`,
  struck: 'Later marked as a mistake:',
})

const casesTimelineSpanish: InSpanish<typeof casesTimelineEnglish> = () => ({
  someone: 'Alguien',
  specialCounsel: 'asesoría especial',
  actingDirector: 'Dirección interina',
  role: {
    staff: 'personal',
    director: 'Dirección',
    counsel: 'asesoría legal',
    president: 'presidencia de la Junta',
    program: 'automáticamente',
  },
  through: {
    mail: 'por correo',
    'e-mail': 'por correo electrónico',
    phone: 'por teléfono',
    'in-person': 'en persona',
    screen: 'en esta página',
  },
  counselSaid: (counsel, way) => `Lo dijo ${counsel} ${way}.`,
  until: (day) => `Hasta el ${day}.`,
  struck: 'Después se marcó como error:',
})

export const casesTimelineWords = screenWords(casesTimelineEnglish, casesTimelineSpanish)

const caseFinderEnglish = ({ customer, customers, aCustomer }: LibraryTerms) => ({
  title: 'Find a case',
  intro: `Fill in one or more. The search covers the cases that you may open, open and closed. It is saved in the audit log. The list names no ${customer}.`,
  card: 'Card number',
  cardHint: `Finds the cases that concern this ${customer}. The audit log notes it as a view of that.`,
  noCards: `This computer cannot look up cards. To find the cases that concern ${aCustomer}, use a staff computer at the library.`,
  requester: 'Who asked, or raised it',
  requesterHint: `A name or an agency, or part of it. Not ${aCustomer}’s name, unless they asked`,
  court: 'Court',
  number: 'Case number',
  numberHint: 'The court’s number on the paper, or the library’s own reference',
  from: 'Came in on or after',
  until: 'Came in on or before',
  find: 'Find cases',
  found: 'Cases found',
  foundSays: (many: number) =>
    many === 1 ? '1 case that you may open.' : `${many} cases that you may open.`,
  came: 'Opened on',
  open: 'Open',
  none: `No case that you may open has all of these. Cases do not name their ${customers}. If you searched for ${aCustomer}’s name, search for their card number instead.`,
  noneOfCard: `No case that you may open has all of these. If you expected one, check the card number: the search does not tell you which ${customers} have a card.`,
  older: 'Only the 500 newest cases were searched.',
  again: 'Search again',
  fault: {
    nothing: 'Fill in at least one field.',
    day: 'Enter the day as month, day and year.',
    order: 'The last day is before the first. Change one of them.',
  },
})

const caseFinderSpanish: InSpanish<typeof caseFinderEnglish> = ({ customer, customers, aCustomer }) => ({
  title: 'Buscar un caso',
  intro: `Llene un campo o más. Se busca entre los casos que usted puede abrir, abiertos y cerrados. La búsqueda queda en el registro de auditoría. La lista no nombra a ningún ${customer}.`,
  card: 'Número de tarjeta',
  cardHint: `Busca los casos que tratan de este ${customer}. El registro de auditoría lo anota como consulta de eso.`,
  noCards: `Esta computadora no puede buscar tarjetas. Para buscar los casos que tratan de ${aCustomer}, use una computadora del personal en la biblioteca.`,
  requester: 'Quién lo pidió o lo planteó',
  requesterHint: `Un nombre o una agencia, o una parte. No el nombre de ${aCustomer}, salvo que haya sido quien pidió`,
  court: 'Tribunal',
  number: 'Número del caso',
  numberHint: 'El número del tribunal en el documento, o la referencia de la biblioteca',
  from: 'Llegó ese día o después',
  until: 'Llegó ese día o antes',
  find: 'Buscar casos',
  found: 'Casos encontrados',
  foundSays: (many) =>
    many === 1 ? '1 caso que usted puede abrir.' : `${many} casos que usted puede abrir.`,
  came: 'Abierto el',
  open: 'Abierto',
  none: `Ningún caso que usted puede abrir tiene todo esto. Los casos no nombran a sus ${customers}. Si buscó el nombre de ${aCustomer}, busque su número de tarjeta.`,
  noneOfCard: `Ningún caso que usted puede abrir tiene todo esto. Si esperaba uno, revise el número de tarjeta: la búsqueda no dice qué ${customers} tienen tarjeta.`,
  older: 'Solo se buscó entre los 500 casos más recientes.',
  again: 'Buscar otra vez',
  fault: {
    nothing: 'Llene al menos un campo.',
    day: 'Escriba el día con mes, día y año.',
    order: 'El último día es anterior al primero. Cambie uno de ellos.',
  },
})

export const caseFinderWords = screenWords(caseFinderEnglish, caseFinderSpanish)

const stepFormEnglish = ({ customer }: LibraryTerms) => ({
  whenSays: 'Leave both blank if it is now. If it happened earlier, say when.',
  field: {
    through: 'How',
    until: 'Until',
    finding: 'Which finding?',
    paper: 'On which paper?',
    words: 'Details',
    way: 'How did counsel say it?',
    counsel: 'Counsel’s name',
    on: 'Date',
    time: 'Time',
  },
  hint: {
    words: `Do not write why a ${customer} wanted something.`,
  },
  choose: 'Choose one',
  option: {
    through: { phone: 'By phone', 'in-person': 'In person', mail: 'By mail' },
    yesNo: { yes: 'Yes', no: 'No' },
    way: { phone: 'By phone', 'in-person': 'In person', 'e-mail': 'By e-mail', mail: 'By mail' },
  },
  error: {
    missing: (field: string) => `This is required: ${field}`,
    pick: (field: string) => `Choose one: ${field}`,
    day: (field: string) => `Type a date, such as 2026-11-24: ${field}`,
    far: (field: string, first: string, last: string) =>
      `Check the year. Type a date from ${first} to ${last}: ${field}`,
    time: 'Type a date and time, such as 2026-11-24 and 14:30',
    number: (field: string) => `Type a number, 1 or more: ${field}`,
    code: (field: string, forms: string) =>
      `Write it in the Board’s format, such as ${forms}, where 9 is any digit: ${field}`,
    toCome: (field: string) => `That date is in the future: ${field}`,
    records: 'Choose at least one kind of record',
    notHere: 'Card numbers can be looked up only on a staff computer',
    changed:
      'The case changed after you opened this page. Nothing is saved yet. Read what is new in the timeline, then press again.',
  },
})

const stepFormSpanish: InSpanish<typeof stepFormEnglish> = ({ aCustomer }) => ({
  whenSays: 'Deje los dos en blanco si es ahora. Si pasó antes, diga cuándo.',
  field: {
    through: 'Cómo',
    until: 'Hasta',
    finding: '¿Qué punto?',
    paper: '¿En qué documento?',
    words: 'Detalles',
    way: '¿Cómo lo dijo la asesoría?',
    counsel: 'Nombre de la persona de la asesoría',
    on: 'Fecha',
    time: 'Hora',
  },
  hint: {
    words: `No escriba para qué quería algo ${aCustomer}.`,
  },
  choose: 'Elija uno',
  option: {
    through: { phone: 'Por teléfono', 'in-person': 'En persona', mail: 'Por correo' },
    yesNo: { yes: 'Sí', no: 'No' },
    way: {
      phone: 'Por teléfono',
      'in-person': 'En persona',
      'e-mail': 'Por correo electrónico',
      mail: 'Por correo',
    },
  },
  error: {
    missing: (field) => `Esto es obligatorio: ${field}`,
    pick: (field) => `Elija uno: ${field}`,
    day: (field) => `Escriba una fecha, por ejemplo 2026-11-24: ${field}`,
    far: (field, first, last) => `Revise el año. Escriba una fecha del ${first} al ${last}: ${field}`,
    time: 'Escriba una fecha y una hora, por ejemplo 2026-11-24 y 14:30',
    number: (field) => `Escriba un número, de 1 en adelante: ${field}`,
    code: (field, forms) =>
      `Escríbalo en el formato de la Junta, por ejemplo ${forms}, donde 9 es cualquier cifra: ${field}`,
    toCome: (field) => `Esa fecha está en el futuro: ${field}`,
    records: 'Elija por lo menos un tipo de registro',
    notHere: 'Los números de tarjeta se pueden buscar solo en una computadora del personal',
    changed:
      'El caso cambió después de que usted abrió esta página. Todavía no se guardó nada. Lea lo nuevo en la cronología y oprima otra vez.',
  },
})

export const stepFormWords = screenWords(stepFormEnglish, stepFormSpanish)

const dutyEnglish = ({ counsel }: LibraryTerms) => ({
  title: 'How long it took',
  reported: 'Reported to the library',
  seen: { director: 'Opened by the Director', president: 'Opened by the president of the Board' },
  consulted: `Consulted with ${counsel}`,
  after: (duration: string) => `${duration} after it was served`,
  notYet: 'Not yet',
  notConfirmed: (after: string) => `${after}: reported, not confirmed`,
  notKept: 'Not kept for a sealed matter',
  minutes: (many: string, one: boolean) => `${many} ${one ? 'minute' : 'minutes'}`,
  hours: (many: string) => `${many} hours`,
  days: (many: string) => `${many} days`,

  /** In the transparency report. */
  year: (year: string) => `How fast legal papers were handled in ${year}`,
  yearSays:
    'From the time that a paper was served. A consultation counts once counsel confirms that it took place.',
  step: 'Step',
  half: 'Half of them within',
  most: 'Nine out of ten within',
  stepOf: {
    reported: 'Reported to the library',
    seen: 'Opened by the person who decides',
    consulted: `Consulted with ${counsel}`,
  },
  within: {
    '15': '15 minutes',
    '60': 'an hour',
    '240': '4 hours',
    '1440': 'a day',
    '10080': 'a week',
    later: 'more than a week, or not at all',
  },
  few: (least: string) => `Fewer than ${least} legal papers came that year, so no times are published.`,
})

const dutySpanish: InSpanish<typeof dutyEnglish> = ({ counsel }) => ({
  title: 'Cuánto se tardó',
  reported: 'Se avisó a la biblioteca',
  seen: { director: 'Lo abrió la Dirección', president: 'Lo abrió quien preside la Junta' },
  consulted: `Se consultó a ${counsel}`,
  after: (duration) => `${duration} después de la entrega`,
  notYet: 'Todavía no',
  notConfirmed: (after) => `${after}: reportado, sin confirmar`,
  notKept: 'No se guarda en un asunto sellado',
  minutes: (many, one) => `${many} ${one ? 'minuto' : 'minutos'}`,
  hours: (many) => `${many} horas`,
  days: (many) => `${many} días`,

  year: (year) => `Con qué rapidez se atendieron los documentos legales en ${year}`,
  yearSays:
    'Desde la hora en que se entregó el documento. Una consulta vale cuando la asesoría confirma que la hubo.',
  step: 'Paso',
  half: 'La mitad en',
  most: 'Nueve de cada diez en',
  stepOf: {
    reported: 'Aviso a la biblioteca',
    seen: 'Apertura por quien decide',
    consulted: `Consulta a ${counsel}`,
  },
  within: {
    '15': '15 minutos',
    '60': 'una hora',
    '240': '4 horas',
    '1440': 'un día',
    '10080': 'una semana',
    later: 'más de una semana, o nunca',
  },
  few: (least) => `Ese año llegaron menos de ${least} documentos legales, así que no se publican tiempos.`,
})

export const dutyWords = screenWords(dutyEnglish, dutySpanish)

/** Minutes up to two hours, then hours, then days. @param ms negative where it was noted before it was served */
export function durationText(speaker: ScreenLanguage, ms: number): string {
  const words = dutyWords(speaker)
  const { count }: Formats = formatsOf(speaker)
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 120) return words.minutes(count(minutes), minutes === 1)
  const hours = Math.round(minutes / 60)
  return hours < 48 ? words.hours(count(hours)) : words.days(count(Math.round(hours / 24)))
}

const ownWordEnglish = () => ({
  first: 'You signed in a while ago, and this counts as your own word. First confirm that it is you.',
  confirm: 'Confirm that it is you',
  others:
    'You signed in a while ago, and this counts as your own word. Ask counsel or the president of the Board to say it in the case.',
  copy: 'You signed in a while ago. Copy what you wrote, confirm that it is you, and enter it again',
})

const ownWordSpanish: InSpanish<typeof ownWordEnglish> = () => ({
  first:
    'Usted inició sesión hace un rato, y esto cuenta como su propia palabra. Primero confirme que es usted.',
  confirm: 'Confirmar que es usted',
  others:
    'Usted inició sesión hace un rato, y esto cuenta como su propia palabra. Pida a la asesoría o a quien preside la Junta que lo diga en el caso.',
  copy: 'Usted inició sesión hace un rato. Copie lo que escribió, confirme que es usted y vuelva a escribirlo',
})

export const ownWordWords = screenWords(ownWordEnglish, ownWordSpanish)
