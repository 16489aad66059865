import { capitalize } from '../../platform/i18n/language.ts'
import type { LibraryTerms } from '../../platform/i18n/library-terms.ts'
import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, aCustomer, theCustomer }: LibraryTerms) => ({
  title: 'To print',
  says: 'Put the card at each counter. Keep the page for a search warrant where everyone finds it, with the phone numbers filled in.',
  card: 'Counter card',
  warrant: 'Page for a search warrant',
  asPdf: '(PDF, 1 page)',
  footer: (library: string, policy: string, reviewed: string, printed: string, mark: string) =>
    `${library}. Policy ${policy}, last reviewed ${reviewed}. Printed ${printed}. Rules ${mark}.`,
  counterCard: {
    fileName: 'counter-card',
    title: 'What to say at the counter',
    intro:
      'Say these words, then take these steps in their order. If you are not sure, tell nothing, and ask the Director.',
    who: 'Who asks',
    say: 'Say this',
    next: 'Then',
    asks: {
      patron: `${capitalize(theCustomer)}, with the card, about their own record`,
      stranger: `${capitalize(aCustomer)} who shows nothing`,
      guardian: `The parent or guardian on file who signed for a young ${customer}`,
      'no-paper': 'An officer without paper',
      paper: 'An officer with paper of any kind',
      'search-warrant': 'An officer with a search warrant',
      spouse: 'A husband, a wife, or a friend',
      reporter: 'A reporter, or a public-records request',
      phone: `${capitalize(aCustomer)} who calls, with the card number alone`,
      call: `${capitalize(aCustomer)} whom we call from the front desk`,
    },
  },
  warrantKit: {
    fileName: 'search-warrant',
    title: 'When officers bring a search warrant',
    say: 'Say this',
    steps: 'Do this, in this order',
    call: 'Call',
    phone: 'Phone:',
    write: 'Write down',
    lines: [
      'Who leads them:',
      'Badge number:',
      'Agency:',
      'Court:',
      'Judge who signed:',
      'Signed on:',
      'They came at:',
      'They left at:',
    ],
    long: ['Place that it names:', 'Things that it names:'],
    taken: 'Each thing that they take, and when',
    thing: 'What',
    time: 'Time',
  },
  director: 'The Director',
  counsel: 'The library’s lawyer',
})

const spanish: InSpanish<typeof english> = ({ aCustomer, theCustomer }) => ({
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
      patron: `${capitalize(theCustomer)}, con su tarjeta, por su propio expediente`,
      stranger: `${capitalize(aCustomer)} que no muestra nada`,
      guardian: `El padre, la madre o el tutor que consta y que firmó por ${aCustomer} joven`,
      'no-paper': 'Un agente sin documento',
      paper: 'Un agente con cualquier documento',
      'search-warrant': 'Un agente con una orden de registro (search warrant)',
      spouse: 'El esposo, la esposa o una amistad',
      reporter: 'La prensa, o una petición de documentos públicos',
      phone: `${capitalize(aCustomer)} que llama y solo da el número de tarjeta`,
      call: `${capitalize(aCustomer)} a quien llamamos desde el mostrador`,
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

export const kitsWords = screenWords(english, spanish)
