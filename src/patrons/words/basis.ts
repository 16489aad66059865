import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** Why staff open a record that no card led to: their ground, never what the customer wants. */
const english = ({ customer }: LibraryTerms) => ({
  title: 'Why are you opening this record?',
  says: 'Press one, or its number key. Titles and contact show after that. You are not asked again for ten minutes. If you cannot confirm who they are, press Done, and tell them nothing.',
  choices: {
    'in-hand': 'Card or photo ID in hand',
    known: 'Here, known to me',
    phone: 'On the phone',
    list: 'Working a list',
    correction: 'Correcting a record, or returned mail',
    'pick-up': 'Someone else is here to pick up',
  },
  caller:
    'You cannot see who is calling. Tell them nothing from this page until they have answered the questions for a caller.',
  ifOnPhone: 'Are they on the phone? Tell them nothing from this page yet.',
  toCaller: 'Ask the questions',
  callBack: { here: 'Call them back', list: 'Put them on the call list' },
  guardianBack: {
    here: 'Call the parent or guardian back',
    list: 'Put the parent or guardian on the call list',
  },
  byPhone: {
    title: 'What can be done by phone',
    lost: 'A lost card: report it lost, no matter who calls.',
    contact:
      'A new address, phone number or name: not by phone. They can sign in to their own page, or come in with photo ID.',
    pin: 'A PIN: not by phone. They come in with the card or photo ID.',
  },
  use: `It is logged with this view. The ${customer} sees it under Who viewed my record, and you see your own in the audit log. It does not measure your work.`,
})

const spanish: InSpanish<typeof english> = ({ customer }) => ({
  title: '¿Por qué abre este expediente?',
  says: 'Oprima una opción, o la tecla de su número. Después se muestran los títulos y los datos de contacto, y no se pregunta otra vez durante diez minutos. Si no puede confirmar quién es, oprima Listo y no le diga nada.',
  choices: {
    'in-hand': 'Tarjeta o identificación en mano',
    known: 'Está aquí, y conozco a la persona',
    phone: 'Por teléfono',
    list: 'Trabajo con una lista',
    correction: 'Corrijo un expediente, o correo devuelto',
    'pick-up': 'Otra persona viene a recoger',
  },
  caller:
    'Usted no ve quién llama. No le diga nada de esta página hasta que haya contestado las preguntas para quien llama.',
  ifOnPhone: '¿Está al teléfono? Todavía no le diga nada de esta página.',
  toCaller: 'Hacer las preguntas',
  callBack: { here: 'Devolver la llamada', list: 'Anotar en la lista de llamadas' },
  guardianBack: {
    here: 'Devolver la llamada al padre, la madre o el tutor',
    list: 'Anotar al padre, la madre o el tutor en la lista de llamadas',
  },
  byPhone: {
    title: 'Qué se puede hacer por teléfono',
    lost: 'Una tarjeta perdida: repórtela, llame quien llame.',
    contact:
      'Una dirección, un teléfono o un nombre nuevos: no por teléfono. Puede entrar en su propia página, o venir con una identificación con foto.',
    pin: 'Un PIN: no por teléfono. Viene con la tarjeta o con una identificación con foto.',
  },
  use: `Queda registrado con esta consulta. El ${customer} lo ve en Quién vio mi expediente, y usted ve lo suyo en el registro de auditoría. No mide su trabajo.`,
})

export const basisWords = screenWords(english, spanish)
