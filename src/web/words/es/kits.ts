import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const kits: PartWords<'kits'> = ({ aCustomer, theCustomer }) => ({
  title: 'Para imprimir',
  says: 'Ponga la ficha en cada mostrador. Guarde la hoja para una orden de registro donde la encuentre todo el personal, con los teléfonos escritos.',
  card: 'Ficha del mostrador',
  warrant: 'Hoja para una orden de registro',
  asPdf: '(PDF, 1 página)',
  footer: (library, policy, reviewed, printed, mark) =>
    `${library}. Política ${policy}, revisada el ${reviewed}. Impreso el ${printed}. Reglas ${mark}.`,
  counterCard: {
    fileName: 'ficha-del-mostrador',
    title: 'Qué decir en el mostrador',
    intro:
      'Diga estas palabras y dé después estos pasos, en su orden. Si tiene dudas, no diga nada y pregunte a la Dirección.',
    who: 'Quién pregunta',
    say: 'Diga esto',
    next: 'Después',
    asks: {
      patron: `${capital(theCustomer)}, con su tarjeta, por su propio expediente`,
      stranger: `${capital(aCustomer)} que no muestra nada`,
      guardian: `El padre, la madre o el tutor que consta y que firmó por ${aCustomer} joven`,
      'no-paper': 'Un agente sin documento',
      paper: 'Un agente con cualquier documento',
      'search-warrant': 'Un agente con una orden de registro (search warrant)',
      spouse: 'El esposo, la esposa o una amistad',
      reporter: 'La prensa, o una petición de documentos públicos',
      phone: `${capital(aCustomer)} que llama y solo da el número de tarjeta`,
      call: `${capital(aCustomer)} a quien llamamos desde el mostrador`,
    },
  },
  warrantKit: {
    fileName: 'orden-de-registro',
    title: 'Cuando llegan agentes con una orden de registro',
    say: 'Diga esto',
    steps: 'Haga esto, en este orden',
    call: 'Llame',
    phone: 'Teléfono:',
    write: 'Anote',
    lines: [
      'Quién los dirige:',
      'Número de placa:',
      'Agencia:',
      'Tribunal:',
      'Juez que firmó:',
      'Firmada el:',
      'Llegaron a las:',
      'Se fueron a las:',
    ],
    long: ['Lugar que nombra:', 'Cosas que nombra:'],
    taken: 'Cada cosa que se llevan, y cuándo',
    thing: 'Qué',
    time: 'Hora',
  },
  director: 'La Dirección',
  counsel: 'La asesoría legal de la biblioteca',
})
