import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const casesConductEnglish = ({ customer, counsel }: LibraryTerms) => ({
  title: 'Incident report',
  intro: 'Write what you saw and heard yourself, from memory. Do not look anything up for this.',
  shut: `This report does not use any ${customer}’s record. Those stay closed.`,
  policy: (cited: string) => `The conduct policy is cited as ${cited}.`,
  stale: (now: string) => `This reference may be out of date. It is now ${now}.`,
  saw: 'What you saw and heard',
  sawHint: 'Where and when, and what was done and said. Leave out anything you learned from a screen.',
  when: 'When it happened',
  day: 'Day',
  time: 'Time',
  timeHint: 'For example, 2:05 p.m. Leave blank if it is now',
  basis: 'Was an agency told?',
  basisOf: {
    none: 'No',
    conduct: 'Yes, under the conduct policy',
    'mandated-report': 'Yes, a report required by law',
  },
  basisSays: {
    none: 'Save the report, then tell the Director today',
    conduct: 'For example, police, told what you saw',
    'mandated-report': 'For example, suspected child abuse',
  },
  agency: 'Agency and person you told',
  aboutDirector: 'Is it about the Director?',
  aboutOf: { no: 'No', yes: 'Yes: the president of the Board reads it instead of the Director' },
  send: 'Save report',
  say: 'Say this to an agency',
  done: 'The report was saved',
  doneSays: `From now on only the Director and ${counsel} can read it.`,
  doneOwn: `You and ${counsel} can read it.`,
  doneAbout: `The president of the Board and ${counsel} can read it. No one else can.`,
  tellToday: 'Tell the Director today',
  tellTodayAbout: 'Tell the president of the Board today',
  tellSays: 'Call or go in person. Then press the result.',
  reached: 'I reached the Director',
  reachedAbout: 'I reached the president',
  noAnswer: 'No answer',
  noted: 'Noted.',
  notedNot: 'Noted. Try again today.',
  reference: 'Reference',
  another: 'File another report',
  later: {
    title: 'An agency was told later',
    link: 'An agency was told later about something already reported',
    kept: 'Keep the reference. If a report is made later, it is added to this one.',
    says: 'Note each report that was made about it, with the time. Say only what was seen and heard.',
    referenceHint: 'As shown when the report was saved',
    basis: 'Why was the agency told?',
    basisOf: { conduct: 'Under the conduct policy', 'mandated-report': 'The law requires it' },
    when: 'When they were told',
    unknown: 'No open report has this reference. Compare each letter, or tell the Director.',
    done: 'The report to the agency was saved.',
  },
  fault: {
    saw: 'Type what you saw and heard.',
    agency: 'Type which agency was told.',
    day: 'Choose the day.',
    time: 'Type a time such as 2:05 p.m., or leave it empty.',
    whenNeeded: 'Type a time such as 2:05 p.m.',
    future: 'That time is in the future. Type when it happened.',
  },
})

const casesConductSpanish: InSpanish<typeof casesConductEnglish> = ({ customer }) => ({
  title: 'Reporte de incidente',
  intro: 'Escriba lo que usted vio y oyó, de memoria. No busque nada para esto.',
  shut: `Este reporte no usa el expediente de ningún ${customer}. Siguen cerrados.`,
  policy: (cited) => `La política de conducta se cita como ${cited}.`,
  stale: (now) => `Esta referencia puede estar desactualizada. Ahora es ${now}.`,
  saw: 'Lo que vio y oyó',
  sawHint: 'Dónde y cuándo, y qué se hizo y se dijo. No incluya nada que vio en una pantalla.',
  when: 'Cuándo fue',
  day: 'Día',
  time: 'Hora',
  timeHint: 'Por ejemplo, 2:05 p.m. Déjelo en blanco si es ahora',
  basis: '¿Se avisó a una agencia?',
  basisOf: {
    none: 'Todavía no',
    conduct: 'Sí, por la política de conducta',
    'mandated-report': 'Sí, un reporte que exige la ley',
  },
  basisSays: {
    none: 'Guarde el reporte, y avise hoy a la Dirección',
    conduct: 'A la policía, solo lo que usted vio',
    'mandated-report': 'Por ejemplo, sospecha de maltrato infantil',
  },
  agency: 'Agencia y persona a quien avisó',
  aboutDirector: '¿Se trata de la Dirección?',
  aboutOf: { no: 'No es así', yes: 'Sí: lo lee quien preside la Junta, en lugar de la Dirección' },
  send: 'Guardar el reporte',
  say: 'Diga esto a una agencia',
  done: 'El reporte se guardó',
  doneSays: 'Desde ahora solo pueden leerlo la Dirección y la asesoría legal.',
  doneOwn: 'Pueden leerlo usted y la asesoría legal.',
  doneAbout: 'Pueden leerlo quien preside la Junta y la asesoría legal. Nadie más.',
  tellToday: 'Avise hoy a la Dirección',
  tellTodayAbout: 'Avise hoy a quien preside la Junta',
  tellSays: 'Llame o vaya en persona. Luego oprima el resultado.',
  reached: 'Hablé con la Dirección',
  reachedAbout: 'Hablé con quien preside la Junta',
  noAnswer: 'No contesta',
  noted: 'Anotado.',
  notedNot: 'Anotado. Inténtelo otra vez hoy.',
  reference: 'Referencia',
  another: 'Hacer otro reporte',
  later: {
    title: 'Se avisó después a una agencia',
    link: 'Se avisó después a una agencia, de algo ya reportado',
    kept: 'Guarde la referencia. Si se avisa después, el aviso se agrega a este reporte.',
    says: 'Anote cada aviso que se dio, con su hora. Diga solo lo que se vio y se oyó.',
    referenceHint: 'Como se mostró al guardar el reporte',
    basis: '¿Por qué se avisó a la agencia?',
    basisOf: {
      conduct: 'Por la política de conducta',
      'mandated-report': 'Porque lo exige la ley',
    },
    when: 'Cuándo se avisó',
    unknown: 'Ningún reporte abierto tiene esta referencia. Compare cada letra, o avise a la Dirección.',
    done: 'El aviso a la agencia se guardó.',
  },
  fault: {
    saw: 'Escriba lo que vio y oyó.',
    agency: 'Escriba a qué agencia se avisó.',
    day: 'Elija el día.',
    time: 'Escriba una hora, como 2:05 p.m., o déjela en blanco.',
    whenNeeded: 'Escriba una hora, como 2:05 p.m.',
    future: 'Esta hora aún no llega. Escriba cuándo fue.',
  },
})

export const casesConductWords = screenWords(casesConductEnglish, casesConductSpanish)

const casesPrivacyEnglish = ({ customer, aCustomer, counsel }: LibraryTerms) => ({
  title: 'Report a privacy concern',
  intro: `Something about ${aCustomer}’s privacy is wrong, or may be. It can also be a break-in at the library or at a company that works for it. You can report something that you did yourself, too. The Director reviews it and decides in writing. If it is about the Director, the president of the Board does.`,
  viewed: (address: string) =>
    `If ${aCustomer} asks who viewed their record, they can see it themselves at ${address}: My account, then Who viewed my record. On the phone, read them that address.`,
  signIn: 'They are here: let them sign in on this screen',
  finds: `The audit log does not say which ${customer} it was. Only in a case about a privacy concern, and only for its days, the person who decides it and counsel can study who viewed one person’s record. The ${customer} sees that they did.`,
  lookNoOneUp: `Do not look up the ${customer} first, not even by name. If your own views are among those days, the president of the Board studies them instead of you.`,
  problem: 'The concern',
  problemHint: `Do not copy what a record says. Never write why a ${customer} wanted something.`,
  raised: 'Who raised it?',
  raisedBy: { staff: 'Staff', patron: capitalize(aCustomer) },
  name: 'Name of the person who raised it',
  nameHint: 'Optional',
  send: 'Send report',
  done: 'The report was saved',
  toCase: 'Open the case',
  raisedFault: 'Choose who raised it.',
  fault: 'Type what the concern is.',
  own: {
    title: 'Report a privacy concern',
    intro: `Tell us about your concern. Only the person who decides on it and ${counsel} read it.`,
    decides:
      'The Director reviews it and answers you in writing. If it is about the Director, the president of the Board does both.',
    problem: 'Your concern',
    never:
      'You do not have to say what you read, or why. To keep it private, this page does not list what you sent before.',
    send: 'Send',
    done: 'We received your concern',
    doneSays:
      'The Director will read it and answer you in writing. What you wrote is not shown on this page again. If it is about who viewed your record, what is found will be shown under “Report a privacy concern” in your account.',
    doneAbout:
      'The president of the Board will read it instead of the Director, and will answer you in writing. What you wrote is not shown on this page again. If it is about who viewed your record, what is found will be shown under “Report a privacy concern” in your account.',
    reference: 'Write down this reference, in case you want to ask about it. It is not shown again:',
    fault: 'Type your concern.',
    tooMany: 'You have sent several today. Send this one tomorrow, or call the library.',
  },
})

const casesPrivacySpanish: InSpanish<typeof casesPrivacyEnglish> = ({ customer, aCustomer, counsel }) => ({
  title: 'Reportar una preocupación de privacidad',
  intro: `Algo sobre la privacidad de ${aCustomer} está mal, o puede estarlo. También puede ser una intrusión en la biblioteca o en una empresa que trabaja para ella. También puede reportar algo que hizo usted. La Dirección lo revisa y decide por escrito. Si es sobre la Dirección, lo hace quien preside la Junta.`,
  viewed: (address) =>
    `Si ${aCustomer} pregunta quién vio su expediente, puede verlo sin ayuda en ${address}: Mi cuenta, y luego Quién vio mi expediente. Por teléfono, léale esa dirección.`,
  signIn: 'Está aquí: que inicie sesión en esta pantalla',
  finds: `El registro de auditoría no dice de qué ${customer} se trataba. Solo en un caso sobre una preocupación de privacidad, y solo para sus días, quien lo decide y la asesoría pueden estudiar quién vio el expediente de una persona. El ${customer} ve que lo hicieron.`,
  lookNoOneUp: `No busque antes al ${customer}, ni siquiera por su nombre. Si hay vistas suyas en esos días, las estudia quien preside la Junta y no usted.`,
  problem: 'La preocupación',
  problemHint: `No copie lo que dice un expediente. Nunca escriba para qué quería algo un ${customer}.`,
  raised: '¿Quién la planteó?',
  raisedBy: { staff: 'El personal', patron: capitalize(aCustomer) },
  name: 'Nombre de quien la planteó',
  nameHint: 'Opcional',
  send: 'Enviar el reporte',
  done: 'El reporte se guardó',
  toCase: 'Abrir el caso',
  raisedFault: 'Elija quién la planteó.',
  fault: 'Escriba cuál es la preocupación.',
  own: {
    title: 'Reportar una preocupación de privacidad',
    intro: `Cuéntenos su preocupación. Solo la leen quien decide y ${counsel}.`,
    decides:
      'La Dirección la revisa y le contesta por escrito. Si es sobre la Dirección, quien preside la Junta hace las dos cosas.',
    problem: 'Su preocupación',
    never:
      'No tiene que decir qué lee ni por qué. Para su privacidad, esta página no muestra lo que ya envió.',
    send: 'Enviar',
    done: 'Recibimos su preocupación',
    doneSays:
      'La Dirección la leerá y le contestará por escrito. Lo que escribió no se muestra otra vez en esta página. Si es sobre quién vio su expediente, lo que se halle se mostrará en su cuenta, en «Reportar una preocupación de privacidad».',
    doneAbout:
      'La leerá quien preside la Junta, en lugar de la Dirección, y le contestará por escrito. Lo que escribió no se muestra otra vez en esta página. Si es sobre quién vio su expediente, lo que se halle se mostrará en su cuenta, en «Reportar una preocupación de privacidad».',
    reference: 'Anote esta referencia, por si quiere preguntar. No se muestra otra vez:',
    fault: 'Escriba su preocupación.',
    tooMany: 'Hoy ya envió varias. Envíe esta mañana, o llame a la biblioteca.',
  },
})

export const casesPrivacyWords = screenWords(casesPrivacyEnglish, casesPrivacySpanish)

const wrongDisclosureEnglish = ({ customer, aCustomer }: LibraryTerms) => ({
  title: 'Report a wrong disclosure',
  intro: `Something about ${aCustomer} reached someone who may not have it, or may have. Report it now, even if you did it yourself.`,
  first:
    'First stop it from going further, if you can do that at once: ask for the paper back, or ask the person to delete the message. Then report it.',
  secret:
    'If it is about a paper that says no one may be told of it, do not write it here. Use “Subpoena, warrant or legal request.”',
  how: 'How did it get out? Press one to send the report.',
  howOf: {
    told: 'Said or shown, such as on the phone or on a screen',
    sent: 'Sent or given, such as a letter to a wrong address',
    lost: 'Lost or stolen, such as a laptop or a printed list',
    other: 'In another way',
  },
  left: 'What left',
  leftHint: `For example, “a letter about overdue items” or “the names on the pull list.” Do not write a title, or why a ${customer} wanted it.`,
  to: 'To whom',
  toHint: 'A name, or who it may be. For something lost: where and when',
  earlier: 'It happened earlier, or was on a log sheet first',
  send: 'Send report',
  fault: {
    how: 'Choose how it got out.',
    left: 'Type what left.',
    to: 'Type to whom, or “not known.”',
  },
})

const wrongDisclosureSpanish: InSpanish<typeof wrongDisclosureEnglish> = ({ customer, aCustomer }) => ({
  title: 'Reportar una divulgación indebida',
  intro: `Algo sobre ${aCustomer} llegó a quien no debe tenerlo, o puede haber llegado. Repórtelo ahora, aunque lo haya hecho usted.`,
  first:
    'Primero evite que llegue más lejos, si puede hacerlo enseguida: pida que le devuelvan el papel, o que borren el mensaje. Luego repórtelo.',
  secret:
    'Si se trata de un documento del que no se puede hablar con nadie, no lo escriba aquí. Use «Citación, orden judicial o solicitud legal».',
  how: '¿Cómo salió? Oprima una opción para enviar el reporte.',
  howOf: {
    told: 'Se dijo o se mostró, por ejemplo por teléfono o en una pantalla',
    sent: 'Se envió o se entregó, por ejemplo una carta a un domicilio equivocado',
    lost: 'Se perdió o fue robado, por ejemplo una computadora o una lista impresa',
    other: 'De otra manera',
  },
  left: 'Qué salió',
  leftHint: `Por ejemplo, «una carta sobre artículos atrasados» o «los nombres de la lista de reservas». No escriba ningún título, ni para qué lo quería un ${customer}.`,
  to: 'A quién',
  toHint: 'Un nombre, o quién puede ser. Si se perdió: dónde y cuándo',
  earlier: 'Pasó antes, o estuvo primero en una hoja de registro',
  send: 'Enviar el reporte',
  fault: {
    how: 'Elija cómo salió.',
    left: 'Escriba qué salió.',
    to: 'Escriba a quién, o «no se sabe».',
  },
})

export const wrongDisclosureWords = screenWords(wrongDisclosureEnglish, wrongDisclosureSpanish)
