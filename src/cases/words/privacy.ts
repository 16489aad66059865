import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, aCustomer, counsel }: LibraryTerms) => ({
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
    intro: `Tell us about your concern. Only the Director and ${counsel} read it.`,
    decides: 'The Director reviews it and answers you in writing.',
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

const spanish: InSpanish<typeof english> = ({ customer, aCustomer, counsel }) => ({
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
    intro: `Cuéntenos su preocupación. Solo la leen la Dirección y ${counsel}.`,
    decides: 'La Dirección la revisa y le contesta por escrito.',
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

export const casesPrivacyWords = screenWords(english, spanish)
