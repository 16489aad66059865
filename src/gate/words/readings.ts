import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customers }: LibraryTerms) => ({
  title: 'Many records in a short time',
  passphrase:
    'You opened or listed more records in the last minutes than work at the counter takes. This one was not opened. Enter your passphrase to go on.',
  until: (time: string) =>
    `You opened or listed more records in the last minutes than work at the counter takes. This one was not opened. You can open another at ${time}.`,
  directorKnows: 'The Director has been told. That is all: if it was work, say so.',
  line: `If ${customers} are waiting: taking items back works as always. A record that you opened a moment ago still opens. For anything else, call the Director, or let a colleague sign in.`,
  takeBack: 'Take back',
})

const spanish: InSpanish<typeof english> = ({ customers }) => ({
  title: 'Muchos registros en poco tiempo',
  passphrase:
    'En los últimos minutos abrió o buscó más registros de los que pide el trabajo en el mostrador. Este no se abrió. Escriba su contraseña para seguir.',
  until: (time) =>
    `En los últimos minutos abrió o buscó más registros de los que pide el trabajo en el mostrador. Este no se abrió. A las ${time} podrá abrir otro.`,
  directorKnows: 'La Dirección ya lo sabe. Eso es todo: si era trabajo, dígalo.',
  line: `Si hay ${customers} esperando: recibir artículos funciona como siempre. Un registro que abrió hace un momento se sigue abriendo. Para lo demás, llame a la Dirección o deje que entre otra persona del personal.`,
  takeBack: 'Recibir',
})

export const readingsWords = screenWords(english, spanish)
