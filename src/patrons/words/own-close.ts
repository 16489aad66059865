import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserves }: LibraryTerms) => ({
  title: 'Close my account',
  says: 'This is erased here at once, and you are signed out:',
  goes: [
    'your name, birth date, address, phone numbers and e-mail addresses',
    'what you asked to have set right',
    'your cards and your PIN',
    `your ${reserves}, your choices, and the list of what you had, if you keep one`,
  ],
  stays:
    'It cannot be undone. Backups lose it within two weeks. A legal request can make us keep a copy until it is settled. The record of who saw your data stays, sealed, until its time is over.',
  comesBack: `The ${library} also has you on file in another system. Ask the counter to take you off there first: otherwise your name and card come back here tonight.`,
  button: 'Yes, close my account',
  busy: 'Something changed at this moment. Type your PIN once more.',
  notNow: 'Your account cannot be closed yet',
  because: {
    'out-or-owed':
      'You still have something out, or owe something. Bring it back, or pay what is owed at the counter. Then you can close your account here.',
    liable:
      'You are on file as the parent or guardian who pays for a child’s card. Ask the counter to take that off the file first.',
  },
  done: 'Your account is closed',
  doneSays: `Your record here is erased. Your card no longer works. You can have a new one at the ${library} at any time.`,
})

const spanish: InSpanish<typeof english> = ({ library, reserves }) => ({
  title: 'Cerrar mi cuenta',
  says: 'Esto se borra aquí enseguida, y su sesión se cierra:',
  goes: [
    'su nombre, fecha de nacimiento, dirección, teléfonos y correos electrónicos',
    'lo que pidió que se corrija',
    'sus tarjetas y su PIN',
    `sus ${reserves}, sus preferencias y la lista de lo que tuvo, si la guarda`,
  ],
  stays:
    'No se puede deshacer. Las copias de seguridad lo pierden en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que pase su tiempo.',
  comesBack: `${library} también tiene su ficha en otro sistema. Pida primero en el mostrador que la quiten de allí: si no, su nombre y su tarjeta vuelven aquí esta noche.`,
  button: 'Sí, cerrar mi cuenta',
  busy: 'Algo cambió en este momento. Escriba su PIN otra vez.',
  notNow: 'Su cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía tiene algo prestado o debe algo. Devuélvalo, o pague lo que debe en el mostrador. Después puede cerrar su cuenta aquí.',
    liable:
      'Consta como padre, madre o tutor que paga por la tarjeta de un menor. Pida primero en el mostrador que lo quiten.',
  },
  done: 'Su cuenta está cerrada',
  doneSays: `Su expediente de aquí está borrado. Su tarjeta ya no sirve. Puede pedir una nueva en ${library} cuando quiera.`,
})

export const ownCloseWords = screenWords(english, spanish)
