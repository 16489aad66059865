import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ theCustomer, reserves }: LibraryTerms) => ({
  title: 'Close the account',
  says: `This is erased here at once: name, birth date, address, cards, PIN, ${reserves}, choices, and the list of what they had, if they keep one.`,
  stays:
    'It cannot be undone. Backups lose it within two weeks. A legal request can make us keep a copy until it is settled. The record of who saw their data stays, sealed, until its time is over.',
  whose: 'Whose account it is',
  seen: 'What did you see?',
  seenHint: 'Only what you saw. Do not ask why.',
  seenChoices: {
    'photo-id': `${capitalize(theCustomer)} is here, with photo ID`,
    'signed-letter': 'A letter that they signed',
    'death-shown': 'An official paper that says that they died',
  },
  seenMissing: 'Say what you saw',
  button: 'Yes, close this account',
  busy: 'Something changed at this moment. Press the button once more.',
  notNow: 'This account cannot be closed yet',
  because: {
    'out-or-owed':
      'Something is still out or owed. Take it back, or settle what is owed, and then close the account.',
    liable:
      'They are on file as the parent or guardian who pays for a child’s card. Take that off the file first.',
  },
  done: 'The account is closed',
  doneSays: 'Their record here is erased. The card no longer works.',
  comesBack:
    'The other system has them on file too. Take them off there today: otherwise they come back with the next import.',
})

const spanish: InSpanish<typeof english> = ({ theCustomer, reserves }) => ({
  title: 'Cerrar la cuenta',
  says: `Esto se borra aquí enseguida: nombre, fecha de nacimiento, dirección, tarjetas, PIN, ${reserves}, preferencias y la lista de lo que tuvo, si la guarda.`,
  stays:
    'No se puede deshacer. Las copias de seguridad lo pierden en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que pase su tiempo.',
  whose: 'De quién es la cuenta',
  seen: '¿Qué vio?',
  seenHint: 'Solo lo que vio. No pregunte por qué.',
  seenChoices: {
    'photo-id': `${capitalize(theCustomer)} está aquí, con identificación con foto`,
    'signed-letter': 'Una carta con su firma',
    'death-shown': 'Un documento oficial que dice que murió',
  },
  seenMissing: 'Diga qué vio',
  button: 'Sí, cerrar esta cuenta',
  busy: 'Algo cambió en este momento. Pulse el botón otra vez.',
  notNow: 'Esta cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía hay algo prestado o se debe algo. Devuélvalo, o arregle lo que se debe, y después cierre la cuenta.',
    liable: 'Consta como padre, madre o tutor que paga por la tarjeta de un menor. Primero quítelo de allí.',
  },
  done: 'La cuenta está cerrada',
  doneSays: 'Su expediente de aquí está borrado. La tarjeta ya no sirve.',
  comesBack:
    'El otro sistema también tiene su ficha. Quítela de allí hoy: si no, vuelve con la próxima importación.',
})

export const closeAccountWords = screenWords(english, spanish)
