import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers, reserve }: LibraryTerms) => ({
  title: 'Notices',
  noneInPack: 'This library has set no days for notices, so none go out.',
  what: `Carrel writes to ${customers} by itself, on the days that the library has set. No notice names a title, and only a letter names an amount.`,
  month: (month: string) => `What went out in ${month}`,
  way: 'How',
  ways: { 'e-mail': 'E-mail', text: 'Text', letter: 'Letter', phone: 'Call' },
  outcomes: { done: 'Done', unknown: 'May not have arrived', failed: 'Failed' },
  failedSays: 'What failed one way goes another way the next night, where there is one.',
  noMail: 'E-mail is not set up, so other ways are used. Whoever looks after the computer can set it up.',
  preview: 'What each notice says',
  previewSays: 'These words come from the policy. The subject of an e-mail is the library’s name alone.',
  kinds: {
    overdue: 'Overdue: e-mail and text',
    hold: `A ${reserve} can be picked up: e-mail and text`,
    card: 'A card runs out: e-mail and text',
    charges: 'Charges: letter',
  },
  letter: `Letters to an invented ${customer} (PDF)`,
  invented: { name: 'Robin Example', address: ['100 Example Street', 'Anytown, NE 68000'] },
  letters: {
    title: 'Letters to print',
    elsewhere: (rooms: string) => `Letters are printed in a private room. Go to ${rooms}.`,
    none: 'No letters wait.',
    ready: (count: number) =>
      count === 1 ? 'One letter waits to be printed.' : `${count} letters wait to be printed.`,
    many: (count: number) => `More than ${count} letters wait to be printed. The first ${count} come first.`,
    printed: (count: number) =>
      count === 1
        ? 'One letter was printed and is not in the mail yet.'
        : `${count} letters were printed and are not in the mail yet.`,
    says: 'Each is one page. Fold it in three, so that the address shows in the window of the envelope. About a child, each parent who signed gets one.',
    first: 'First',
    print: 'Print them',
    again: 'Print the same ones again',
    next: 'Then',
    nextSays: 'Close the envelopes, mail them, and delete the file from this computer.',
    mailed: 'They are in the mail',
    fileName: 'letters',
  },
})

const spanish: InSpanish<typeof english> = ({ customer, customers, reserve }) => ({
  title: 'Avisos',
  noneInPack: 'Esta biblioteca no fijó días para avisos, así que no sale ninguno.',
  what: `Carrel avisa a los ${customers} por sí mismo, los días que la biblioteca fijó. Ningún aviso nombra un título, y solo una carta nombra un monto.`,
  month: (month) => `Lo que salió en ${month}`,
  way: 'Cómo',
  ways: { 'e-mail': 'Correo electrónico', text: 'Mensaje de texto', letter: 'Carta', phone: 'Llamada' },
  outcomes: { done: 'Hecho', unknown: 'Tal vez no llegó', failed: 'Falló' },
  failedSays: 'Lo que falló de una manera va de otra la noche siguiente, si la hay.',
  noMail:
    'El correo electrónico no está configurado, así que se usan otras maneras. Quien atiende la computadora puede configurarlo.',
  preview: 'Lo que dice cada aviso',
  previewSays:
    'Estas palabras vienen de la política. El asunto de un correo es solo el nombre de la biblioteca.',
  kinds: {
    overdue: 'Atrasado: correo electrónico y texto',
    hold: `Una ${reserve} se puede recoger: correo electrónico y texto`,
    card: 'Una tarjeta vence: correo electrónico y texto',
    charges: 'Cargos: carta',
  },
  letter: `Cartas a un ${customer} inventado (PDF)`,
  invented: { name: 'Robin Ejemplo', address: ['100 Calle Ejemplo', 'Una Ciudad, NE 68000'] },
  letters: {
    title: 'Cartas por imprimir',
    elsewhere: (rooms) => `Las cartas se imprimen en una sala privada. Vaya a: ${rooms}.`,
    none: 'No hay cartas por imprimir.',
    ready: (count) => (count === 1 ? 'Hay una carta por imprimir.' : `Hay ${count} cartas por imprimir.`),
    many: (count) => `Hay más de ${count} cartas por imprimir. Primero salen ${count}.`,
    printed: (count) =>
      count === 1
        ? 'Se imprimió una carta que todavía no está en el correo.'
        : `Se imprimieron ${count} cartas que todavía no están en el correo.`,
    says: 'Cada una es una página. Dóblela en tres, para que la dirección se vea en la ventana del sobre. Sobre un menor, cada padre o madre que firmó recibe una.',
    first: 'Primero',
    print: 'Imprimirlas',
    again: 'Imprimir las mismas otra vez',
    next: 'Después',
    nextSays: 'Cierre los sobres, envíelos y borre el archivo de esta computadora.',
    mailed: 'Ya están en el correo',
    fileName: 'cartas',
  },
})

export const noticesWords = screenWords(english, spanish)

const faultsEnglish = () => ({
  noticesStopped: (way: string, since: string, why: string) =>
    `Notices by ${way} have not gone out since ${since}: ${why}. They are kept and tried again. Ask the person who looks after the computer.`,
})

const faultsSpanish: InSpanish<typeof faultsEnglish> = () => ({
  noticesStopped: (way, since, why) =>
    `Los avisos por ${way} no salen desde el ${since} (${why}). Se guardan y se vuelven a intentar. Pregunte a quien atiende la computadora.`,
})

export const contactTasksWords = screenWords(faultsEnglish, faultsSpanish)
