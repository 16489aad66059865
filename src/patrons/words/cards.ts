import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const cardsEnglish = ({ customer, customers }: LibraryTerms) => ({
  title: 'Cards',
  report: 'Report a lost card',
  reportSays:
    'For a lost or stolen card, type or scan the number. The next page asks you to confirm before the card is blocked.',
  handedIn: `Did someone hand in a card that they found? Report it here too. Do not say whose it is, and keep the card. The ${customer} gets it back with photo ID.`,
  readBack: 'Read the number back to the caller. Block the card only if every digit is right.',
  alreadyLost: 'This card is already blocked',
  alreadyLostSays: 'It was reported lost or blocked earlier. There is nothing more to do.',
  undoReport: 'Undo: wrong card',
  reportUndone: 'The lost card report was undone',
  reportUndoneSays: 'The card can be used again.',
  lostScanned: 'This card cannot be used',
  lostScannedWhy:
    'It was reported lost, or its owner blocked it. It does not show who has it, so no record opens from it.',
  lostScannedSay:
    'I’m sorry, this card can’t be used right now. Do you have a photo ID with you? Then I can help.',
  lostScannedDo: [
    `With photo ID in hand, find the ${customer} by name. From the record you can unblock the card or issue a new one.`,
    'Without photo ID, check out nothing and say nothing about the card. Keep the card if it is left with you.',
  ],
  findByName: 'With photo ID in hand',
  allLost: `None of this ${customer}’s cards can be used: each was reported lost or blocked.`,
  expired: 'This card has expired.',
  reportOne: (number: string) => `Report the card lost: ${number}`,
  isLost: 'Is this card lost?',
  isLostSays: `From now on this card is refused here, and it no longer shows who someone is. Items the ${customer} has checked out are not affected.`,
  /** Another lending system does not know of the block. */
  blockThereToo: 'The library checks out items in another system. Block the card there too.',
  blockIt: 'Yes, block it',
  blocked: 'This card is blocked',
  blockedSays: 'It is refused here from now on.',
  blockedNext:
    'If they are here, issue a new card now. On the phone, ask them to come in with photo ID for a new one.',
  byClerk: 'A clerk can issue a new card when they come in.',
  noNumber: 'If they don’t know the number, find their record here and report the card lost there.',
  noSuchCard: 'No card with this number is on file. Check each digit.',
  apart: {
    title: 'Cards I do not open',
    intro: `List the cards of your own household, and of others whose record you should not open. Ask a colleague to help these ${customers}.`,
    says: `Nothing is blocked. If the library studies who viewed a record, a view of yours of such a card is marked. The list is kept in the audit log and is not shown anywhere. The ${customer} sees that a staff member listed their card, and not who.`,
    add: 'Add to my list',
    remove: 'Take off my list',
    added: 'The card is on your list.',
    removed: 'The card is not on your list.',
  },
  gone: 'This card is no longer on file',
  isFound: (number: string) => `Reactivate: ${number}`,
  isBlocked: (number: string) => `Blocked online: ${number}`,
  unblock: 'Unblock the card',
  unblockOne: (number: string) => `Unblock ${number}`,
  unblockWhich: 'Unblock only the card that they have in hand. An older one may be with someone else.',
  unblockTitle: 'Unblock a card',
  unblockCheck:
    'Someone who knew a birth date and a phone number blocked this card on the public page. Unblock it only for its owner.',
  unblockTold: (most: number, days: number) =>
    `This is logged under your name, and the ${customer} sees it on their page. After ${most} times in ${days} days, the card can be blocked only by phone.`,
  unblocked: 'The card is unblocked',
  unblockedSays: 'It can be used again.',
  unblockedLast: `It can be used again. It was blocked and unblocked twice, so for now only a phone call blocks it. Tell the ${customer}.`,
  notBlocked: 'This card is not blocked',
  notBlockedSays: 'There is nothing to do.',
  blockedOnlineFound: 'This card was blocked online. Unblock it with photo ID instead.',
  replacedFound:
    'They have another card, so this one stays lost. Keep it, and destroy it. If they need a card, check photo ID and issue a new one.',
  blockedThere: 'I blocked it in the other system too',
  blockedThereDone: 'Noted',
  blockedThereSays: 'The list no longer has this card.',
  blockList: 'Cards blocked online',
  blockListNone: 'No card needs to be blocked in the other system.',
  blockListSays:
    'The library checks out items in another system. Open each record, block the card in that system, then press the button on the record.',
  blockListMore: (most: number) => `The first ${most} are listed.`,
  blockListOpen: (nth: number) => `Open record ${nth}`,
  blockTask: (count: number, isFull: boolean) =>
    `${isFull ? `${count} or more` : count} ${count === 1 ? 'card was' : 'cards were'} blocked online. Block ${count === 1 ? 'it' : 'each'} in the other system too.`,
  blockTaskGo: 'See the list',
  found: 'Reactivate a found card',
  foundSays: 'Have the card in hand and scan it.',
  anotherCard: 'This is a different card. Scan the one that was found.',
  foundDone: 'This card can be used again',
  foundDoneSays: 'It is no longer blocked.',
  give: 'Issue a new card',
  giveCheck:
    'A new card opens the same account that the lost one did. First confirm who it is for. If you cannot, issue none: ask them to come back with photo ID.',
  checks: {
    'photo-id': 'They showed photo ID',
    'known-to-staff': 'I know them personally',
    'code-on-file': 'They can read a code that we send',
  },
  knownReviewed:
    'No number from their papers is kept. If you choose that you know them, the Director reviews it.',
  giveBlocked:
    'No number from their papers is kept. Their card was blocked online, so only photo ID is accepted.',
  codeTo: 'Where should the code go?',
  codeToSays: 'Only to an address or a number on file. You do not see the code. It is good for a short time.',
  codeNotTo: (days: number) =>
    `None goes to what was entered here in the last ${days} days, or to a number that was found to be someone else’s. None goes to what the ${customer} told us not to use, or did not mark when they chose safe ways.`,
  codeByMail: (to: string) => `E-mail it to ${to}`,
  codeByText: (to: string) => `Text it to ${to}`,
  codeNowhere: 'Nothing on file can get a code now. Ask for photo ID.',
  codeField: 'Code that they read to you',
  codeSent: 'The code is on its way. When they read it to you, type it here and scan the new card.',
  review: 'New cards given to people that staff know',
  reviewNone: 'No cards are waiting.',
  reviewSays:
    'Ask the clerk how they know the person. If you doubt it, report the card lost on the record, and call the person.',
  reviewLine: (who: string, day: string) => `${who}, ${day}`,
  reviewSomeone: 'Someone on staff',
  reviewOpen: 'Open the record',
  reviewDone: 'Reviewed',
  reviewOwn: 'You gave this one out. Someone else who acts as Director reviews it.',
  reviewTask: (count: number) =>
    count === 1
      ? 'A new card was given to someone a clerk knew, with no proof shown. Review it.'
      : `${count} new cards were given to people that clerks knew, with no proof shown. Review them.`,
  news: {
    'new-card': (day: string) => `Tell them: a new card was issued on ${day}.`,
    'card-lost': (day: string) => `Tell them: a card was reported lost on ${day}.`,
  },
  newsTold: 'I told them',
  giveTold: `This is logged under your name, and the ${customer} sees it on their page.`,
  giveSays: 'Scan the new card. The lost one stays blocked.',
  given: 'The new card is on file',
  givenSays:
    'It can be used now. The lost one stays blocked. Their PIN stays the same. If someone else may know it, set a new one on the record.',
  notGiven: {
    'number-unfit': 'A card number has 4 to 20 letters and digits. Scan the card again.',
    'number-taken': 'This number is already on file. Use another card.',
    item: 'This is the barcode of an item. Scan the card.',
    'has-one': `This ${customer} already has a working card. Report it lost first.`,
    'wrong-code': 'This code is wrong or too old. Check it, or start again and send another.',
    'blocked-online': 'Their card was blocked online. A new one needs photo ID: go back and start again.',
  },
  renew: 'Renew the card',
  renewSays: 'Ask for their current address. Then renew.',
  addressNow: 'Address on the record',
  noAddress: 'No address is on file. Edit the record first.',
  sameKind: 'Same as before',
  isRight: 'I asked, and this is still correct',
  notAsked: 'Ask first, then check the box. If the address is wrong, edit the record.',
  renewIt: 'Renew card',
  renewed: 'The card has been renewed',
  renewedSays: 'It is good from today, for the library’s full card period.',
  renewedTell: `Tell the ${customer}, or turn the screen to them:`,
  goodAlready: 'This card does not need renewal',
  goodAlreadySays: 'It is good for longer than a renewed card would be.',
  undoRenewal: 'Undo: wrong record',
  renewalUndone: 'The renewal was undone',
  renewalUndoneSays: 'The card expires when it did before.',
  renewalTooLate: 'It is too late to undo this',
  renewalTooLateSays: 'A renewal can only be undone the same day.',
  recorded: 'This was logged.',
  toRecord: 'Back to the record',
  toCounter: 'Back to Find a customer',
})

const cardsSpanish: InSpanish<typeof cardsEnglish> = ({ customer, customers }) => ({
  title: 'Tarjetas',
  report: 'Reportar una tarjeta perdida',
  reportSays:
    'Si la tarjeta se perdió o la robaron, escriba o escanee el número. La página siguiente le pide confirmar antes de bloquear la tarjeta.',
  handedIn: `¿Alguien entrega una tarjeta que encontró? Repórtela aquí también. No diga de quién es y guarde la tarjeta. El ${customer} la recibe con una identificación con foto.`,
  readBack:
    'Lea el número en voz alta a la persona que llamó. Bloquee la tarjeta solo si cada cifra es correcta.',
  alreadyLost: 'Esta tarjeta ya está bloqueada',
  alreadyLostSays: 'Ya se había reportado como perdida o se había bloqueado. No hay nada más que hacer.',
  undoReport: 'Deshacer: era otra tarjeta',
  reportUndone: 'El reporte se deshizo',
  reportUndoneSays: 'La tarjeta se puede usar otra vez.',
  lostScanned: 'Esta tarjeta no se puede usar',
  lostScannedWhy:
    'Se reportó como perdida, o su dueño la bloqueó. No demuestra quién la tiene, así que no abre ningún expediente.',
  lostScannedSay:
    'Lo siento, esta tarjeta no se puede usar ahora. ¿Trae una identificación con foto? Así le puedo ayudar.',
  lostScannedDo: [
    `Con la identificación con foto a la vista, busque al ${customer} por nombre. Desde el expediente puede desbloquear la tarjeta o dar una nueva.`,
    'Sin identificación con foto, no preste nada ni diga nada de la tarjeta. Guarde la tarjeta si se la dejan.',
  ],
  findByName: 'Con la identificación con foto a la vista',
  allLost: `Ninguna tarjeta de este ${customer} se puede usar: se reportaron como perdidas o se bloquearon.`,
  expired: 'Esta tarjeta ya venció.',
  reportOne: (number) => `Reportar la tarjeta perdida: ${number}`,
  isLost: '¿Se perdió esta tarjeta?',
  isLostSays: `Desde ahora esta tarjeta se rechaza aquí y ya no muestra quién es alguien. Lo que el ${customer} tiene prestado no cambia.`,
  blockThereToo: 'La biblioteca presta con otro sistema. Bloquee la tarjeta también allí.',
  blockIt: 'Sí, bloquearla',
  blocked: 'Esta tarjeta está bloqueada',
  blockedSays: 'Se rechaza aquí desde ahora.',
  blockedNext:
    'Si está aquí, dele ahora una tarjeta nueva. Por teléfono, pídale que venga con una identificación con foto por una nueva.',
  byClerk: 'El personal puede dar una tarjeta nueva cuando la persona venga.',
  noNumber: 'Si no sabe el número, busque aquí el expediente y reporte allí la tarjeta perdida.',
  noSuchCard: 'No consta ninguna tarjeta con este número. Revise cada cifra.',
  apart: {
    title: 'Tarjetas que no abro',
    intro: `Anote las tarjetas de su propio hogar y de otras personas cuyo expediente no debe abrir. Pida a un colega que atienda a estos ${customers}.`,
    says: `No se bloquea nada. Si la biblioteca estudia quién vio un expediente, una consulta suya de esa tarjeta queda marcada. La lista está en el registro de auditoría y no se muestra en ninguna parte. El ${customer} ve que alguien del personal anotó su tarjeta, y no quién.`,
    add: 'Agregar a mi lista',
    remove: 'Quitar de mi lista',
    added: 'La tarjeta está en su lista.',
    removed: 'La tarjeta no está en su lista.',
  },
  gone: 'Esta tarjeta ya no está registrada',
  isFound: (number) => `Reactivar: ${number}`,
  isBlocked: (number) => `Bloqueada en línea: ${number}`,
  unblock: 'Desbloquear la tarjeta',
  unblockOne: (number) => `Desbloquear ${number}`,
  unblockWhich:
    'Desbloquee solo la tarjeta que esa persona tiene en la mano. Otra persona puede tener una más vieja.',
  unblockTitle: 'Desbloquear una tarjeta',
  unblockCheck:
    'Alguien que sabía una fecha de nacimiento y un teléfono bloqueó esta tarjeta en la página pública. Desbloquéela solo para su dueño.',
  unblockTold: (most, days) =>
    `Esto queda registrado con su nombre, y el ${customer} lo ve en su página. Después de ${most} veces en ${days} días, la tarjeta solo se puede bloquear por teléfono.`,
  unblocked: 'La tarjeta está desbloqueada',
  unblockedSays: 'Se puede usar otra vez.',
  unblockedLast: `Se puede usar otra vez. Se bloqueó y desbloqueó dos veces, así que por ahora solo una llamada la bloquea. Dígaselo al ${customer}.`,
  notBlocked: 'Esta tarjeta no está bloqueada',
  notBlockedSays: 'No hay nada que hacer.',
  blockedOnlineFound: 'Esta tarjeta se bloqueó en línea. Desbloquéela con una identificación con foto.',
  replacedFound:
    'Tiene otra tarjeta, así que esta sigue perdida. Guárdela y destrúyala. Si necesita una tarjeta, vea su identificación con foto y entréguele una nueva.',
  blockedThere: 'También la bloqueé en el otro sistema',
  blockedThereDone: 'Anotado',
  blockedThereSays: 'La tarjeta ya no está en la lista.',
  blockList: 'Tarjetas bloqueadas en línea',
  blockListNone: 'No hay ninguna por bloquear en el otro sistema.',
  blockListSays:
    'La biblioteca presta con otro sistema. Abra cada expediente, bloquee la tarjeta en ese sistema y oprima el botón en el expediente.',
  blockListMore: (most) => `Se muestran las primeras ${most}.`,
  blockListOpen: (nth) => `Abrir el expediente ${nth}`,
  blockTask: (count, isFull) =>
    `${isFull ? `${count} o más` : count} ${count === 1 ? 'tarjeta se bloqueó' : 'tarjetas se bloquearon'} en línea. ${count === 1 ? 'Bloquéela' : 'Bloquéelas'} también en el otro sistema.`,
  blockTaskGo: 'Ver la lista',
  found: 'Reactivar una tarjeta encontrada',
  foundSays: 'Tenga la tarjeta en la mano y escanéela.',
  anotherCard: 'Es otra tarjeta. Escanee la que se encontró.',
  foundDone: 'Esta tarjeta se puede usar otra vez',
  foundDoneSays: 'Ya no está bloqueada.',
  give: 'Dar una tarjeta nueva',
  giveCheck:
    'Una tarjeta nueva abre la misma cuenta que la perdida. Confirme primero para quién es. Si no puede, no dé ninguna: pídale que vuelva con una identificación con foto.',
  checks: {
    'photo-id': 'Mostró una identificación con foto',
    'known-to-staff': 'Conozco a la persona',
    'code-on-file': 'Puede leer un código que le enviamos',
  },
  knownReviewed:
    'No se guarda ningún número de identificación. Si elige que conoce a la persona, la Dirección lo revisa.',
  giveBlocked:
    'No se guarda ningún número de identificación. Su tarjeta se bloqueó en línea, así que solo vale una identificación con foto.',
  codeTo: '¿A dónde va el código?',
  codeToSays: 'Solo a un dato de contacto del expediente. Usted no ve el código. Sirve por poco tiempo.',
  codeNotTo: (days) =>
    `Ninguno va a lo que se anotó aquí en los últimos ${days} días, ni a un teléfono que resultó ser de otra persona. Ninguno va a lo que el ${customer} pidió no usar, o no marcó al elegir maneras seguras.`,
  codeByMail: (to) => `Por correo a ${to}`,
  codeByText: (to) => `Por mensaje a ${to}`,
  codeNowhere: 'Ningún dato del expediente puede recibir un código ahora. Pida una identificación con foto.',
  codeField: 'Código que le lee la persona',
  codeSent: 'El código va en camino. Cuando la persona lo lea, escríbalo aquí y escanee la tarjeta nueva.',
  review: 'Tarjetas nuevas para personas que el personal conoce',
  reviewNone: 'No hay ninguna en espera.',
  reviewSays:
    'Pregunte cómo conoce el personal a la persona. Si lo duda, reporte la tarjeta como perdida en el expediente y llame a la persona.',
  reviewLine: (who, day) => `${who}, ${day}`,
  reviewSomeone: 'Alguien del personal',
  reviewOpen: 'Abrir el expediente',
  reviewDone: 'Revisada',
  reviewOwn: 'Esta la dio usted. La revisa otra persona que actúe como Dirección.',
  reviewTask: (count) =>
    count === 1
      ? 'Se dio una tarjeta nueva a alguien que el personal conoce, sin identificación. Revísela.'
      : `Se dieron ${count} tarjetas nuevas a personas que el personal conoce, sin identificación. Revíselas.`,
  news: {
    'new-card': (day) => `Dígale: se dio una tarjeta nueva el ${day}.`,
    'card-lost': (day) => `Dígale: una tarjeta se reportó como perdida el ${day}.`,
  },
  newsTold: 'Ya se lo dije',
  giveTold: `Esto queda registrado con su nombre, y el ${customer} lo ve en su página.`,
  giveSays: 'Escanee la tarjeta nueva. La perdida sigue bloqueada.',
  given: 'La tarjeta nueva consta',
  givenSays:
    'Ya se puede usar. La perdida sigue bloqueada. Su PIN no cambia. Si otra persona puede saberlo, ponga uno nuevo en el expediente.',
  notGiven: {
    'number-unfit': 'Un número de tarjeta tiene de 4 a 20 letras y cifras. Escanee la tarjeta otra vez.',
    'number-taken': 'Este número ya consta. Tome otra tarjeta.',
    item: 'Este es el código de un artículo. Escanee la tarjeta.',
    'has-one': `Este ${customer} ya tiene una tarjeta que sirve. Repórtela antes como perdida.`,
    'wrong-code': 'Este código no es correcto o ya venció. Revíselo, o empiece otra vez y envíe otro.',
    'blocked-online':
      'Su tarjeta se bloqueó en línea. Una nueva necesita identificación con foto: regrese y empiece otra vez.',
  },
  renew: 'Renovar la tarjeta',
  renewSays: 'Pregunte su domicilio actual. Luego renueve.',
  addressNow: 'Domicilio en el expediente',
  noAddress: 'No consta el domicilio. Edite primero el expediente.',
  sameKind: 'Como era',
  isRight: 'Pregunté, y esto sigue correcto',
  notAsked: 'Primero pregunte, luego marque la casilla. Si está mal, edite el expediente.',
  renewIt: 'Renovar la tarjeta',
  renewed: 'La tarjeta se renovó',
  renewedSays: 'Vale desde hoy, por todo el plazo de la biblioteca.',
  renewedTell: `Dígaselo al ${customer}, o vuelva la pantalla hacia la persona:`,
  goodAlready: 'Esta tarjeta no necesita renovarse',
  goodAlreadySays: 'Vale por más tiempo que una nueva.',
  undoRenewal: 'Deshacer: este era otro expediente',
  renewalUndone: 'La renovación se deshizo',
  renewalUndoneSays: 'La tarjeta vence cuando vencía antes.',
  renewalTooLate: 'Ya es tarde para deshacerlo',
  renewalTooLateSays: 'Una renovación se deshace el mismo día.',
  recorded: 'Esto queda registrado.',
  toRecord: 'Volver al expediente',
  toCounter: 'Volver a la búsqueda',
})

export const cardsWords = screenWords(cardsEnglish, cardsSpanish)

const blockEnglish = ({ library }: LibraryTerms) => ({
  title: 'Block my card',
  says: 'Is your card lost, or does someone else have it? Block it here at any hour.',
  call: 'Or call us when we are open:',
  whose: 'Card number, or your first and last name',
  born: 'Birth date',
  phone: 'Last four digits of your phone number',
  phoneHint:
    'Any phone number that the library has for you. If you sent us a new one, use the old one until staff have confirmed the new one.',
  button: 'Block my card',
  does: 'What this does',
  doesList: [
    'No one can sign in here with the card, and the card alone checks out nothing.',
    'It does not stop you. At the front desk, show photo ID, and a clerk unblocks the card or gives you a new one.',
    'It is logged. Once the card is unblocked or replaced, you see it under Who viewed my record.',
  ],
  missing: {
    whose: 'Type your card number, or your first and last name',
    born: 'Choose or type your birth date',
    phone: 'Type the last four digits of your phone number',
  },
  done: 'We got your request',
  doneSays: 'If what you typed matches a card, the card is blocked now.',
  /** Where another system lends. */
  doneElsewhere:
    'If what you typed matches a card, your own page is closed now. Staff will block it when we open.',
  never:
    'This page says the same to everyone, whether or not a card matched. That way no one can use it to find out who has a card.',
  sure: 'To be sure, or if you mistyped something, call the library or come in with photo ID.',
  found: 'Did you find your card? Bring it to the front desk with photo ID. A clerk unblocks it there.',
  onlyByPhone: (times: number, days: number) =>
    `If staff unblocked your card ${times} times in the last ${days} days, please call. Then only a call blocks it.`,
  back: `Sign in to your ${library} account`,
})

const blockSpanish: InSpanish<typeof blockEnglish> = ({ library }) => ({
  title: 'Bloquear mi tarjeta',
  says: '¿Perdió su tarjeta, o la tiene otra persona? Bloquéela aquí a cualquier hora.',
  call: 'O llámenos cuando estamos abiertos:',
  whose: 'Número de tarjeta, o su nombre y apellido',
  born: 'Fecha de nacimiento',
  phone: 'Últimas cuatro cifras de su teléfono',
  phoneHint:
    'Cualquier teléfono suyo que la biblioteca tenga. Si nos envió uno nuevo, use el anterior hasta que el personal confirme el nuevo.',
  button: 'Bloquear mi tarjeta',
  does: 'Qué pasa con esto',
  doesList: [
    'Nadie puede iniciar sesión aquí con la tarjeta, y solo con la tarjeta no se saca nada prestado.',
    'A usted no le impide nada. En el mostrador muestre una identificación con foto, y le desbloquean la tarjeta o le dan una nueva.',
    'Queda registrado. Cuando le desbloqueen o reemplacen la tarjeta, lo ve en Quién vio mi expediente.',
  ],
  missing: {
    whose: 'Escriba su número de tarjeta, o su nombre y apellido',
    born: 'Elija o escriba su fecha de nacimiento',
    phone: 'Escriba las últimas cuatro cifras de su teléfono',
  },
  done: 'Recibimos su solicitud',
  doneSays: 'Si lo que escribió corresponde a una tarjeta, la tarjeta ya está bloqueada.',
  doneElsewhere:
    'Si lo que escribió corresponde a una tarjeta, su propia página ya está cerrada. El personal bloqueará la tarjeta cuando abramos.',
  never:
    'Esta página dice lo mismo a todas las personas, corresponda o no a una tarjeta. Así nadie puede usarla para saber quién tiene una.',
  sure: 'Para confirmarlo, o si escribió algo mal, llame a la biblioteca o venga con una identificación con foto.',
  found: '¿Encontró su tarjeta? Tráigala al mostrador con una identificación con foto. Allí la desbloquean.',
  onlyByPhone: (times, days) =>
    `Si el personal desbloqueó su tarjeta ${times} veces en los últimos ${days} días, llame, por favor. Entonces solo una llamada la bloquea.`,
  back: `Iniciar sesión en su cuenta de ${library}`,
})

export const blockWords = screenWords(blockEnglish, blockSpanish)
