import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const casesPrivacy: PartWords<'casesPrivacy'> = ({ customer, aCustomer }) => ({
  title: 'Un problema con la privacidad de alguien',
  intro: `Algo en la privacidad de ${aCustomer} está mal, o puede estarlo. La Dirección lo estudia y decide por escrito.`,
  problem: 'Cuál es el problema',
  problemHint: `No copie lo que dice un dato. No escriba nunca para qué quería algo un ${customer}.`,
  raised: '¿Quién lo dice?',
  raisedBy: { staff: 'El personal', patron: capital(aCustomer) },
  name: 'Nombre de quien lo dice',
  nameHint: 'Puede dejarlo vacío',
  send: 'Enviarlo',
  done: 'Quedó anotado',
  toDecision: 'A la decisión por escrito',
  fault: 'Escriba cuál es el problema.',
  own: {
    link: 'Me preocupa mi privacidad aquí',
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
