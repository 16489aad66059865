import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ counsel }: LibraryTerms) => ({
  title: 'Emergency contacts',
  what: 'When a legal paper or a request for records arrives, Carrel e-mails each of these people right away. The e-mail says only that there is a matter to review. Staff see the names and numbers, and call from the top down.',
  mailOff: 'No e-mail goes out, because e-mail is not set up. Staff must call.',
  whatOfPresident:
    'When something about the Director arrives, Carrel e-mails each of these people right away. The e-mail says only that there is a matter to review. Staff see the names and numbers, and call from the top down. Only you can change this list.',
  of: {
    director: 'For the Director',
    acting: 'For an acting Director',
    counsel: `For ${counsel}`,
    president: 'For the president of the Board',
  },
  nth: ['First', 'Second', 'Third'] as readonly string[],
  name: (nth: string) => `${nth}: name`,
  mail: (nth: string) => `${nth}: e-mail`,
  phones: (nth: string) => `${nth}: phone numbers`,
  phonesHint: 'In the order to try them',
  account: (nth: string) => `${nth}: sign-in`,
  noAccount: 'Not chosen, or none',
  twoCounsel:
    'Name two lawyers. If one has a conflict of interest in a case, they say so in the case, and the other one is asked.',
  oneCounsel: 'Only one lawyer is named. If they have a conflict of interest, no one is left to ask.',
  chooseSignIn:
    'Choose which sign-in belongs to which lawyer. Only then does Carrel ask them if a change of their number is right.',
  actingSays:
    'This counts on the days for which the president of the Board named an acting Director. On those days staff call these numbers before the Director’s, and Carrel e-mails them when no one has opened a new case. A number that you change or take off on those days stays where staff call for seven days. To ask for an acting Director, open',
  save: 'Save',
  saved: 'Saved.',
  unfitMail: 'This is not an e-mail address. Type one such as director@library.org, or leave it blank.',
  noName: 'Type a name too',
  noWay: 'Type an e-mail address or a phone number too',
  until: (day: string) =>
    `This number was changed or taken off the list. Until ${day}, call it too, and ask there if the change is right.`,
  disputed:
    'This number was changed or taken off the list, and its owner says that this is wrong. Call this number first.',
  oldStays: {
    counsel: `A number of ${counsel} that you change or take off stays where staff call for seven days. It goes sooner if someone else confirms that person’s new number.`,
    president:
      'A number that you change or take off stays where staff call for seven days. It goes sooner if someone else confirms that person’s new number.',
  },
  noNumbers: 'There is no number here. Call them at a number that you know.',
})

const spanish: InSpanish<typeof english> = ({ counsel }) => ({
  title: 'Contactos de emergencia',
  what: 'Cuando llega un documento legal o una solicitud de registros, Carrel envía enseguida un correo a cada una de estas personas. El correo solo dice que hay un asunto por revisar. El personal ve los nombres y los números, y llama de arriba abajo.',
  mailOff: 'No sale correo, porque no está configurado. El personal debe llamar.',
  whatOfPresident:
    'Cuando llega algo sobre la Dirección, Carrel envía enseguida un correo a cada una de estas personas. El correo solo dice que hay un asunto por revisar. El personal ve los nombres y los números, y llama de arriba abajo. Solo usted puede cambiar esta lista.',
  of: {
    director: 'La Dirección',
    acting: 'La Dirección interina',
    counsel: capitalize(counsel),
    president: 'Quien preside la Junta',
  },
  nth: ['Primera persona', 'Segunda persona', 'Tercera persona'],
  name: (nth) => `${nth}: nombre`,
  mail: (nth) => `${nth}: correo electrónico`,
  phones: (nth) => `${nth}: números de teléfono`,
  phonesHint: 'En el orden en que se deben probar',
  account: (nth) => `${nth}: cuenta`,
  noAccount: 'Sin elegir, o no tiene',
  twoCounsel:
    'Nombre a dos personas de la asesoría legal. Si una tiene un conflicto de interés en un caso, lo dice en el caso, y se consulta a la otra.',
  oneCounsel:
    'Solo hay una persona de la asesoría legal. Si tiene un conflicto de interés, no queda nadie a quien consultar.',
  chooseSignIn:
    'Elija qué cuenta es de cada persona de la asesoría legal. Solo así Carrel le pregunta si un cambio de su número es correcto.',
  actingSays:
    'Esto vale en los días para los que la presidencia de la Junta nombró una Dirección interina. En esos días el personal llama a estos números antes que a los de la Dirección, y Carrel les envía un correo cuando nadie ha abierto un caso nuevo. Si usted cambia o quita un número en esos días, el personal lo sigue viendo siete días donde llama. Para pedir una Dirección interina, abra',
  save: 'Guardar',
  saved: 'Guardado.',
  unfitMail:
    'Esta no es una dirección de correo. Escriba una como direccion@biblioteca.org, o déjela en blanco',
  noName: 'Escriba también un nombre',
  noWay: 'Escriba también un correo o un número de teléfono',
  until: (day) =>
    `Este número se cambió o se quitó de la lista. Hasta el ${day}, llame también a este número y pregunte ahí si el cambio es correcto.`,
  disputed:
    'Este número se cambió o se quitó de la lista, y la persona a quien pertenece dice que es un error. Llame primero a este número.',
  oldStays: {
    counsel: `Si usted cambia o quita un número de ${counsel}, el personal lo sigue viendo siete días donde llama. Deja de verlo antes si otra persona confirma el número nuevo de esa persona.`,
    president:
      'Si usted cambia o quita un número, el personal lo sigue viendo siete días donde llama. Deja de verlo antes si otra persona confirma el número nuevo de esa persona.',
  },
  noNumbers: 'Aquí no hay ningún número. Llame a un número que usted conozca.',
})

export const emergencyContactsWords = screenWords(english, spanish)
