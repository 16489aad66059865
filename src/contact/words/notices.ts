import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const noticesEnglish = ({ customer, customers, reserve, rooms }: LibraryTerms) => ({
  title: 'Notices',
  noneInPack: 'This library has not set any days for notices, so none go out.',
  what: `Carrel writes to ${customers} on the days that the library has set. No notice names a title, and only a letter names an amount.`,
  month: (month: string) => `Notices sent in ${month}`,
  way: 'How',
  ways: { 'e-mail': 'E-mail', text: 'Text', letter: 'Letter', phone: 'Call' },
  outcomes: { done: 'Done', unknown: 'May not have arrived', failed: 'Failed' },
  failedSays: 'If a notice fails one way, Carrel tries another way the next night, if there is one.',
  noMail:
    'E-mail is not set up, so other ways are used. The person who maintains the computer can set it up.',
  preview: 'What each notice says',
  previewSays: 'These words come from the policy. The subject line of an e-mail is only the library’s name.',
  kinds: {
    overdue: 'Overdue: e-mail and text',
    hold: `A ${reserve} is ready: e-mail and text`,
    card: 'A card is about to expire: e-mail and text',
    charges: 'Fees: letter',
  },
  sample: `Sample letters to a made-up ${customer} (PDF)`,
  letter: {
    dear: (name: string) => `Dear ${name}:`,
    dearGuardian: 'Dear parent or guardian:',
    toDo: {
      overdue:
        'Please bring back everything that is overdue, or call us to renew it. If you already brought it back, call us, and we will check our shelves. If you cannot find something, tell us, and we will help you settle it.',
      charges:
        'You can pay at the library. If you think the amount is wrong, or cannot pay it all at once, call us or stop by.',
      holds: 'Bring your library card or photo ID when you pick it up. If you no longer want it, call us.',
    },
    close: 'Sincerely,',
  },
  invented: {
    name: 'Robin Example',
    guardian: 'Alex Example',
    address: ['100 Example Street', 'Anytown, NE 68000'],
  },
  letters: {
    title: 'Letters to print',
    elsewhere: `Letters are printed in a private room. Go to ${rooms}.`,
    none: 'There are no letters to print.',
    ready: (count: number) =>
      count === 1 ? 'There is one letter to print.' : `There are ${count} letters to print.`,
    many: (count: number) => `There are more than ${count} letters to print. The first ${count} print first.`,
    printed: (count: number) =>
      count === 1
        ? 'One letter was printed but not marked as mailed.'
        : `${count} letters were printed but not marked as mailed.`,
    says: 'Each letter is one page. Fold it in thirds, so that the address shows in the envelope window. For a child, each parent who signed gets one.',
    first: 'Step 1',
    print: 'Print letters',
    again: 'Print the same letters again',
    next: 'Step 2',
    nextSays: 'Seal the envelopes, mail them, and delete the file from this computer.',
    mailed: 'Mark as mailed',
    fileName: 'letters',
    returned: `Did a letter come back? Open the ${customer}’s record and press “Edit record.”`,
    returnedGo: `Find a ${customer}`,
  },
})

const noticesSpanish: InSpanish<typeof noticesEnglish> = ({ customer, customers, reserve, rooms }) => ({
  title: 'Avisos',
  noneInPack: 'Esta biblioteca no fijó días para avisos, así que no sale ninguno.',
  what: `Carrel avisa a los ${customers} automáticamente, los días que la biblioteca fijó. Un aviso nunca nombra un título, y solo una carta nombra una cantidad.`,
  month: (month) => `Avisos enviados en ${month}`,
  way: 'Cómo',
  ways: { 'e-mail': 'Correo electrónico', text: 'Mensaje de texto', letter: 'Carta', phone: 'Llamada' },
  outcomes: { done: 'Hecho', unknown: 'Tal vez no llegó', failed: 'Falló' },
  failedSays: 'Si un aviso falla de una manera, Carrel prueba otra la noche siguiente, si la hay.',
  noMail:
    'El correo electrónico no está configurado, así que se usan otras maneras. La persona que mantiene la computadora puede configurarlo.',
  preview: 'Lo que dice cada aviso',
  previewSays:
    'Estas palabras vienen de la política. El asunto de un correo es solo el nombre de la biblioteca.',
  kinds: {
    overdue: 'Atrasado: correo electrónico y texto',
    hold: `Una ${reserve} está lista: correo electrónico y texto`,
    card: 'Una tarjeta está por vencer: correo electrónico y texto',
    charges: 'Cargos: carta',
  },
  sample: `Cartas de muestra a un ${customer} inventado (PDF)`,
  letter: {
    dear: (name) => `Apreciable ${name}:`,
    dearGuardian: 'Apreciable padre, madre o tutor:',
    toDo: {
      overdue:
        'Por favor, devuelva todo lo que está atrasado, o llámenos para renovarlo. Si ya lo devolvió, llámenos y revisaremos los estantes. Si no encuentra algo, díganos y le ayudaremos a arreglarlo.',
      charges:
        'Puede pagar en la biblioteca. Si cree que la cantidad está mal, o no puede pagar todo junto, llámenos o pase por aquí.',
      holds:
        'Cuando venga a recogerlo, traiga su tarjeta de la biblioteca o una identificación con foto. Si ya no lo quiere, llámenos.',
    },
    close: 'Atentamente,',
  },
  invented: {
    name: 'Robin Ejemplo',
    guardian: 'Alex Ejemplo',
    address: ['100 Calle Ejemplo', 'Una Ciudad, NE 68000'],
  },
  letters: {
    title: 'Cartas por imprimir',
    elsewhere: `Las cartas se imprimen en una sala privada. Vaya a ${rooms}.`,
    none: 'No hay cartas por imprimir.',
    ready: (count) => (count === 1 ? 'Hay una carta por imprimir.' : `Hay ${count} cartas por imprimir.`),
    many: (count) => `Hay más de ${count} cartas por imprimir. Primero se imprimen ${count}.`,
    printed: (count) =>
      count === 1
        ? 'Se imprimió una carta que no se ha marcado como enviada.'
        : `Se imprimieron ${count} cartas que no se han marcado como enviadas.`,
    says: 'Cada carta es una página. Dóblela en tres, para que la dirección se vea en la ventana del sobre. Sobre un menor, cada padre o madre que firmó recibe una.',
    first: 'Paso 1',
    print: 'Imprimir cartas',
    again: 'Imprimir las mismas cartas otra vez',
    next: 'Paso 2',
    nextSays: 'Cierre los sobres, envíelos y borre el archivo de esta computadora.',
    mailed: 'Marcar como enviadas',
    fileName: 'cartas',
    returned: `¿Se devolvió una carta? Abra el expediente del ${customer} y oprima «Editar el expediente».`,
    returnedGo: `Buscar un ${customer}`,
  },
})

export const noticesWords = screenWords(noticesEnglish, noticesSpanish)

const faultsEnglish = () => ({
  noticesStopped: (way: string, since: string, why: string) =>
    `Notices by ${way} have not gone out since ${since}: ${why}. Carrel keeps them and keeps trying. Ask the person who maintains the computer.`,
})

const faultsSpanish: InSpanish<typeof faultsEnglish> = () => ({
  noticesStopped: (way, since, why) =>
    `Los avisos por ${way} no salen desde el ${since} (${why}). Carrel los guarda y los vuelve a intentar. Pregunte a la persona que mantiene la computadora.`,
})

export const contactTasksWords = screenWords(faultsEnglish, faultsSpanish)
