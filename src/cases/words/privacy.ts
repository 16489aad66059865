import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, aCustomer }: LibraryTerms) => ({
  title: 'Report a privacy concern',
  intro: `Something about ${aCustomer}’s privacy is wrong, or may be. The Director reviews it and decides in writing.`,
  viewed: (address: string) =>
    `If ${aCustomer} asks who viewed their record, they can see it themselves at ${address}: My account, then Who viewed my record. On the phone, read them that address.`,
  signIn: 'They are here: let them sign in on this screen',
  finds: `The Director can find in the audit log who worked when and where, and what kind of thing they did. The log does not say which ${customer} it was, so the Director cannot look up who viewed one person’s record.`,
  problem: 'The concern',
  problemHint: `Do not copy what a record says. Never write why a ${customer} wanted something.`,
  raised: 'Who raised it?',
  raisedBy: { staff: 'Staff', patron: capitalize(aCustomer) },
  name: 'Name of the person who raised it',
  nameHint: 'Optional',
  send: 'Send report',
  done: 'The report was saved',
  toDecision: 'Go to the written decision',
  fault: 'Type what the concern is.',
  own: {
    title: 'Report a privacy concern',
    intro: 'Tell us about your concern. Only the Director and the library’s lawyer read it.',
    decides: 'The Director reviews it and answers you in writing.',
    problem: 'Your concern',
    never: 'You do not have to say why you wanted anything.',
    send: 'Send',
    done: 'We received your concern',
    doneSays: 'The Director will read it and answer you in writing. It is not shown on this page again.',
    doneAbout:
      'The president of the Board will read it instead of the Director, and will answer you in writing. It is not shown on this page again.',
    reference: 'Reference, in case you want to ask about it:',
    fault: 'Type your concern.',
    tooMany: 'You have sent several today. Send this one tomorrow, or call the library.',
  },
})

const spanish: InSpanish<typeof english> = ({ customer, aCustomer }) => ({
  title: 'Reportar una preocupación de privacidad',
  intro: `Algo sobre la privacidad de ${aCustomer} está mal, o puede estarlo. La Dirección lo revisa y decide por escrito.`,
  viewed: (address) =>
    `Si ${aCustomer} pregunta quién vio su expediente, puede verlo por su cuenta en ${address}: Mi cuenta, y luego Quién vio mi expediente. Por teléfono, léale esa dirección.`,
  signIn: 'Está aquí: que inicie sesión en esta pantalla',
  finds: `La Dirección puede ver en el registro de auditoría quién trabajó, cuándo y dónde, y qué clase de cosa hizo. El registro no dice de qué ${customer} se trataba, así que la Dirección no puede buscar quién vio el expediente de una persona.`,
  problem: 'La preocupación',
  problemHint: `No copie lo que dice un expediente. Nunca escriba para qué quería algo un ${customer}.`,
  raised: '¿Quién la planteó?',
  raisedBy: { staff: 'El personal', patron: capitalize(aCustomer) },
  name: 'Nombre de quien la planteó',
  nameHint: 'Opcional',
  send: 'Enviar el reporte',
  done: 'El reporte se guardó',
  toDecision: 'Ir a la decisión por escrito',
  fault: 'Escriba cuál es la preocupación.',
  own: {
    title: 'Reportar una preocupación de privacidad',
    intro: 'Cuéntenos su preocupación. Solo la leen la Dirección y la asesoría legal.',
    decides: 'La Dirección la revisa y le contesta por escrito.',
    problem: 'Su preocupación',
    never: 'No tiene que decir para qué quería nada.',
    send: 'Enviar',
    done: 'Recibimos su preocupación',
    doneSays: 'La Dirección la leerá y le contestará por escrito. No se muestra otra vez en esta página.',
    doneAbout:
      'La leerá quien preside la Junta, en lugar de la Dirección, y le contestará por escrito. No se muestra otra vez en esta página.',
    reference: 'Su referencia, por si quiere preguntar:',
    fault: 'Escriba su preocupación.',
    tooMany: 'Hoy ya envió varias. Envíe esta mañana, o llame a la biblioteca.',
  },
})

export const casesPrivacyWords = screenWords(english, spanish)
