import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, aCustomer }: LibraryTerms) => ({
  title: 'A problem with somebody’s privacy',
  intro: `Something about the privacy of ${aCustomer} is wrong, or may be. The Director looks at it and decides in writing.`,
  problem: 'What the problem is',
  problemHint: `Do not copy what a record says. Never write why a ${customer} wanted something.`,
  raised: 'Who raised it?',
  raisedBy: { staff: 'Staff', patron: capitalize(aCustomer) },
  name: 'Name of whoever raised it',
  nameHint: 'You can leave it empty',
  send: 'Send it',
  done: 'It is written down',
  toDecision: 'To the written decision',
  fault: 'Type what the problem is.',
  own: {
    title: 'I am worried about my privacy here',
    intro: 'Tell us what worries you. Only the Director and the library’s lawyer read it.',
    decides: 'The Director looks at it and answers you in writing.',
    problem: 'What worries you',
    never: 'You do not have to say why you wanted anything.',
    send: 'Send it',
    done: 'It came in',
    doneSays: 'The Director will read it and answer you in writing. It does not show on this page again.',
    doneAbout:
      'The president of the Board will read it and answer you in writing, and the Director will not. It does not show on this page again.',
    reference: 'Its reference, if you want to ask about it:',
    fault: 'Type what worries you.',
    tooMany: 'You have sent several today. Send this one tomorrow, or call the library.',
  },
})

const spanish: InSpanish<typeof english> = ({ customer, aCustomer }) => ({
  title: 'Un problema con la privacidad de alguien',
  intro: `Algo en la privacidad de ${aCustomer} está mal, o puede estarlo. La Dirección lo estudia y decide por escrito.`,
  problem: 'Cuál es el problema',
  problemHint: `No copie lo que dice un dato. No escriba nunca para qué quería algo un ${customer}.`,
  raised: '¿Quién lo dice?',
  raisedBy: { staff: 'El personal', patron: capitalize(aCustomer) },
  name: 'Nombre de quien lo dice',
  nameHint: 'Puede dejarlo vacío',
  send: 'Enviarlo',
  done: 'Quedó anotado',
  toDecision: 'A la decisión por escrito',
  fault: 'Escriba cuál es el problema.',
  own: {
    title: 'Me preocupa mi privacidad aquí',
    intro: 'Díganos qué le preocupa. Solo lo leen la Dirección y la asesoría legal.',
    decides: 'La Dirección lo estudia y le contesta por escrito.',
    problem: 'Qué le preocupa',
    never: 'No tiene que decir para qué quería nada.',
    send: 'Enviarlo',
    done: 'Ya llegó',
    doneSays:
      'La Dirección lo va a leer y le va a contestar por escrito. No se verá otra vez en esta página.',
    doneAbout:
      'Lo va a leer quien preside la Junta, y no la Dirección, y le va a contestar por escrito. No se verá otra vez en esta página.',
    reference: 'Su referencia, por si quiere preguntar:',
    fault: 'Escriba qué le preocupa.',
    tooMany: 'Hoy ya envió varios. Envíe este mañana, o llame a la biblioteca.',
  },
})

export const casesPrivacyWords = screenWords(english, spanish)
