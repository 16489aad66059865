import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customers }: LibraryTerms) => ({
  title: 'Too many records in a short time',
  passphrase:
    'In the last few minutes, you opened or listed more records than desk work usually needs. This record was not opened. Enter your passphrase to continue.',
  until: (time: string) =>
    `In the last few minutes, you opened or listed more records than desk work usually needs. This record was not opened. You can open another one at ${time}.`,
  directorKnows: 'The Director has been told. If this was for work, just say so.',
  line: `If ${customers} are waiting, you can still check in items. You can also reopen a record that you opened a moment ago. For anything else, call the Director or have a coworker sign in.`,
  takeBack: 'Check in',
})

const spanish: InSpanish<typeof english> = ({ customers }) => ({
  title: 'Demasiados registros en poco tiempo',
  passphrase:
    'En los últimos minutos usted abrió o buscó más registros de los que suele pedir el trabajo en el mostrador. Este no se abrió. Escriba su contraseña para continuar.',
  until: (time) =>
    `En los últimos minutos usted abrió o buscó más registros de los que suele pedir el trabajo en el mostrador. Este no se abrió. Podrá abrir otro a las ${time}.`,
  directorKnows: 'Ya se avisó a la Dirección. Si era por trabajo, dígalo.',
  line: `Si hay ${customers} esperando, usted todavía puede recibir devoluciones. También puede reabrir un registro que abrió hace un momento. Para lo demás, llame a la Dirección o pida que otra persona del personal inicie sesión.`,
  takeBack: 'Devolución',
})

export const readingsWords = screenWords(english, spanish)
