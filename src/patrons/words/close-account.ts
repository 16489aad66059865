import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const closeAccountEnglish = ({ theCustomer, reserves }: LibraryTerms) => ({
  title: 'Close the account',
  says: `This is erased here right away: name, birth date, address, cards, PIN, ${reserves}, preferences, and the list of past checkouts, if they keep one.`,
  stays:
    'This cannot be undone. The data drops out of backups within two weeks. A legal request can require us to keep a copy until it is settled. The log of who viewed their data stays, sealed, until its retention period ends.',
  whose: 'Account owner',
  seen: 'What did you see?',
  seenHint: 'Note only what you saw. Do not ask why.',
  seenChoices: {
    'photo-id': `${capitalize(theCustomer)} is here, with photo ID`,
    'signed-letter': 'A letter they signed',
    'death-shown': 'An official document that shows they died',
  },
  seenMissing: 'Choose what you saw',
  button: 'Yes, close this account',
  busy: 'Something changed just now. Press the button again.',
  notNow: 'This account cannot be closed yet',
  because: {
    'out-or-owed':
      'Something is still checked out, or a balance is due. Check it in or settle the balance. Then close the account.',
    liable: 'They are on file as the parent or guardian responsible for a child’s card. Remove that first.',
  },
  done: 'The account has been closed',
  doneSays: 'Their record here has been erased. The card no longer works.',
  comesBack:
    'The other system has them on file too. Delete them there today. Otherwise the next import brings them back.',
})

const closeAccountSpanish: InSpanish<typeof closeAccountEnglish> = ({ theCustomer, reserves }) => ({
  title: 'Cerrar la cuenta',
  says: `Esto se borra aquí enseguida: nombre, fecha de nacimiento, domicilio, tarjetas, PIN, ${reserves}, preferencias y la lista de lo que tuvo, si la guarda.`,
  stays:
    'Esto no se puede deshacer. Los datos salen de las copias de seguridad en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que termine su plazo.',
  whose: 'Titular de la cuenta',
  seen: '¿Qué vio?',
  seenHint: 'Anote solo lo que vio. No pregunte por qué.',
  seenChoices: {
    'photo-id': `${capitalize(theCustomer)} está aquí, con identificación con foto`,
    'signed-letter': 'Una carta con su firma',
    'death-shown': 'Un documento oficial que muestra que murió',
  },
  seenMissing: 'Elija qué vio',
  button: 'Sí, cerrar esta cuenta',
  busy: 'Algo cambió en este momento. Oprima el botón otra vez.',
  notNow: 'Esta cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía hay algo prestado, o se debe algo. Registre la devolución o el pago. Después cierre la cuenta.',
    liable: 'Consta como padre, madre o tutor responsable de la tarjeta de un menor. Primero quite eso.',
  },
  done: 'La cuenta se cerró',
  doneSays: 'Su expediente aquí se borró. La tarjeta ya no sirve.',
  comesBack:
    'El otro sistema también tiene su expediente. Bórrelo allí hoy. Si no, vuelve con la próxima importación.',
})

export const closeAccountWords = screenWords(closeAccountEnglish, closeAccountSpanish)

const ownCloseEnglish = ({ library, reserves }: LibraryTerms) => ({
  title: 'Close my account',
  says: 'This is erased here right away, and you are signed out:',
  goes: [
    'your name, birth date, address, phone numbers, and e-mail addresses',
    'any corrections you asked for',
    'your cards and your PIN',
    `your ${reserves}, your preferences, and the list of past checkouts, if you keep one`,
  ],
  stays:
    'This cannot be undone. Your data drops out of backups within two weeks. A legal request can require us to keep a copy until it is settled. The log of who viewed your data stays, sealed, until its retention period ends.',
  comesBack: `${library} also has you on file in another system. Ask the front desk to delete you there first. Otherwise your name and card come back here tonight.`,
  button: 'Yes, close my account',
  busy: 'Something changed just now. Type your PIN again.',
  notNow: 'Your account cannot be closed yet',
  because: {
    'out-or-owed':
      'You still have an item checked out, or you owe something. Return it, or pay the balance at the front desk. Then you can close your account here.',
    liable:
      'You are on file as the parent or guardian responsible for a child’s card. Ask the front desk to remove that first.',
  },
  done: 'Your account has been closed',
  doneSays: `Your record here has been erased. Your card no longer works. You can get a new one at ${library} at any time.`,
})

const ownCloseSpanish: InSpanish<typeof ownCloseEnglish> = ({ library, reserves }) => ({
  title: 'Cerrar mi cuenta',
  says: 'Esto se borra aquí enseguida, y su sesión se cierra:',
  goes: [
    'su nombre, fecha de nacimiento, domicilio, teléfonos y correos electrónicos',
    'las correcciones que pidió',
    'sus tarjetas y su PIN',
    `sus ${reserves}, sus preferencias y la lista de lo que tuvo, si la guarda`,
  ],
  stays:
    'Esto no se puede deshacer. Sus datos salen de las copias de seguridad en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que termine su plazo.',
  comesBack: `${library} también tiene su expediente en otro sistema. Pida primero en el mostrador que lo borren allí. Si no, su nombre y su tarjeta vuelven aquí esta noche.`,
  button: 'Sí, cerrar mi cuenta',
  busy: 'Algo cambió en este momento. Escriba su PIN otra vez.',
  notNow: 'Su cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía tiene algo prestado o debe algo. Devuélvalo, o pague lo que debe en el mostrador. Después puede cerrar su cuenta aquí.',
    liable:
      'Consta como padre, madre o tutor responsable de la tarjeta de un menor. Pida primero en el mostrador que lo quiten.',
  },
  done: 'Su cuenta se cerró',
  doneSays: `Su expediente aquí se borró. Su tarjeta ya no sirve. Puede pedir una nueva en ${library} cuando quiera.`,
})

export const ownCloseWords = screenWords(ownCloseEnglish, ownCloseSpanish)
