import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const lendingEnglish = ({ customer, theCustomer, reserve, reserves }: LibraryTerms) => ({
  lend: 'Check out',
  /** On the page of an item that was scanned on an open record. */
  lendToOpen: `Check out to ${theCustomer} whose record was open`,
  moreThere: 'Scan any other items on the next page.',
  takeBack: 'Check in',
  renew: 'Renew',
  elsewhere: 'This library checks out items in another system',
  elsewhereSays: 'Checkouts come from that system every night. There is nothing to do here.',
  item: 'Item barcode',
  nextItem: 'Next item barcode',
  itemHint: 'Scan the item or type its barcode.',
  lendIt: 'Check out',
  takeItBack: 'Check in',
  renewIt: 'Renew',
  nextCustomer: `Next ${customer}`,
  onFile: 'This card is on file',
  /** Names and titles are on no page together. */
  scanCardAgain: 'Scan the card again. Ten minutes have passed, or it was not scanned here.',
  noName:
    'For the card you scanned last. The name is not shown next to titles. Before you scan the next card, print the slip: the next card starts a new one.',
  openRecord: 'Open the record',
  scanToCheckOut: 'To check out, open “Check out” and scan the card. Only the card itself opens a checkout.',
  overdue: 'An item is overdue.',
  lost: 'An item is lost.',
  blocked: 'Do not check out anything on this card',
  cardExpired: `This card has expired. Renew it on the ${customer}’s record.`,
  askClerk: 'Ask a clerk or the Director.',
  lent: (title: string, day: string) => `Checked out: ${title}. Due ${day}.`,
  lentWanted: `Another person has this on ${reserve}, and no other copy is in. To keep it for them, press Undo and scan it under ${capitalize(`${reserves} to pull`)}.`,
  damaged: {
    toCharge: `Damaged? Scan the ${customer}’s card first, and add the fee to the record. After you check the item in, Carrel does not know who had it.`,
    toOthers: 'Damaged? Ask a clerk before you check it in.',
  },
  back: (title: string) => `Checked in: ${title}.`,
  backLate: `It was overdue. If the ${customer} wants to pay something, scan their card.`,
  renewed: (title: string, day: string) => `Renewed: ${title}. Due ${day}.`,
  renewedUntil: (day: string) => `Renewed. Due ${day}.`,
  renewAll: 'Renew all',
  renewedCount: (count: number) =>
    count === 0
      ? 'Nothing was renewed.'
      : count === 1
        ? 'One item was renewed.'
        : `${count} items were renewed.`,
  notYetCount: (count: number) =>
    `${count === 1 ? 'One item already has' : `${count} items already have`} the latest due date.`,
  notRenewedCount: (count: number) =>
    count === 1
      ? 'One item could not be renewed: another person is waiting for it, it reached the renewal limit, or it was reported lost. Press Renew next to it to see why.'
      : `${count} items could not be renewed: another person is waiting for them, they reached the renewal limit, or they were reported lost. Press Renew next to one to see why.`,
  undo: 'Undo',
  undone: 'Undone.',
  tooLate:
    'It is too late to undo this, or something else has happened since. Check the record, and correct it by hand.',
  listLent: 'Just checked out',
  olderUndo:
    'Undo takes back only the last one. For another, check it in, then check it out on the right card.',
  listNotLent: 'Not checked out',
  why: 'Why',
  endsIn: (digits: string) => `Barcode ending in ${digits}`,
  listBack: 'Just checked in',
  listRenewed: 'Just renewed',
  slip: {
    heading: 'Slip with due dates',
    says: 'Print this page, and only the slip is printed. It does not say whose it is, and Carrel does not keep it.',
    titles: 'Print the titles too',
    titlesSays: `Only if the ${customer} asks. Anyone who finds the slip can read them.`,
    due: (count: number, day: string) => `${count === 1 ? '1 item' : `${count} items`} due ${day}`,
    one: (title: string, day: string) => `${title}, due ${day}`,
  },
  title: 'Title',
  due: 'Due',
  fault: {
    missing: 'Scan or type the item barcode',
    'no-such-item': 'No item has this barcode. Check it, or scan it again.',
    'not-lent': 'The catalog says this item cannot be checked out. Set it aside for the Director.',
    'already-out': 'This item is still checked out. Check it in first.',
    'just-lent': `You just checked this item out to this ${customer}. There is nothing more to do with it.`,
    kept: `This item is on the shelf for another person’s ${reserve}. Put it back with its slip.`,
    'card-expired': 'This card has expired. First renew the card on the record. Then try the item again.',
    'card-lost': 'This card was just reported lost. Do not check out anything more on it.',
    'not-on-file': 'This card is no longer on file. Start again with the card.',
    'not-out': 'This item is not checked out.',
    'not-out-reserve': `This item is not checked out. If it is on the list of ${reserves} to pull, scan it there.`,
    lost: 'This item was reported lost. Check it in instead.',
    enough: 'This item has reached its renewal limit.',
    'not-yet': 'This item cannot be renewed yet: its due date would stay the same.',
    'waited-for': 'Another person is waiting for this item, so it cannot be renewed.',
    'not-here': 'Items cannot be checked out on this computer. Use one at the front desk.',
  },
})

const lendingSpanish: InSpanish<typeof lendingEnglish> = ({ customer, reserve, reserves }) => ({
  lend: 'Prestar',
  lendToOpen: 'Prestar a la persona cuyo expediente estaba abierto',
  moreThere: 'Escanee los demás artículos en la página siguiente.',
  takeBack: 'Registrar devolución',
  renew: 'Renovar',
  elsewhere: 'Esta biblioteca presta con otro sistema',
  elsewhereSays: 'Los préstamos llegan de ese sistema cada noche. Aquí no hay nada que hacer.',
  item: 'Código del artículo',
  nextItem: 'Código del siguiente artículo',
  itemHint: 'Escanee el artículo o escriba su código.',
  lendIt: 'Prestar',
  takeItBack: 'Registrar devolución',
  renewIt: 'Renovar',
  nextCustomer: `Siguiente ${customer}`,
  onFile: 'Esta tarjeta está registrada',
  scanCardAgain: 'Escanee la tarjeta otra vez. Pasaron diez minutos, o no se escaneó aquí.',
  noName:
    'Para la última tarjeta que escaneó. El nombre no se muestra junto a los títulos. Antes de escanear la tarjeta siguiente, imprima el papel: con ella empieza otro.',
  openRecord: 'Abrir el expediente',
  scanToCheckOut: 'Para prestar, abra «Prestar» y escanee la tarjeta. Solo con la tarjeta se puede prestar.',
  overdue: 'Hay un artículo atrasado.',
  lost: 'Hay un artículo perdido.',
  blocked: 'No preste nada con esta tarjeta',
  cardExpired: `Esta tarjeta ya venció. Renuévela en el expediente del ${customer}.`,
  askClerk: 'Pregunte al personal del mostrador o a la Dirección.',
  lent: (title, day) => `Prestado: ${title}. Vence el ${day}.`,
  lentWanted: `Otra persona lo tiene en ${reserve}, y no hay otro ejemplar. Para guardárselo, oprima Deshacer y escanéelo en ${capitalize(`${reserves} por buscar`)}.`,
  damaged: {
    toCharge:
      '¿Está dañado? Escanee primero la tarjeta de la persona y agregue el cargo en su expediente. Después de registrar la devolución, Carrel no sabe quién lo tenía.',
    toOthers: '¿Está dañado? Pregunte al personal del mostrador antes de registrar la devolución.',
  },
  back: (title) => `Devuelto: ${title}.`,
  backLate: 'Estaba atrasado. Si la persona quiere pagar algo, escanee su tarjeta.',
  renewed: (title, day) => `Renovado: ${title}. Vence el ${day}.`,
  renewedUntil: (day) => `Renovado. Vence ${day}.`,
  renewAll: 'Renovar todo',
  renewedCount: (count) =>
    count === 0
      ? 'No se renovó nada.'
      : count === 1
        ? 'Se renovó un artículo.'
        : `Se renovaron ${count} artículos.`,
  notYetCount: (count) =>
    `${count === 1 ? 'Un artículo ya tiene' : `${count} artículos ya tienen`} la última fecha posible.`,
  notRenewedCount: (count) =>
    count === 1
      ? 'Un artículo no se pudo renovar: otra persona lo espera, llegó al límite de renovaciones o se reportó como perdido. Oprima Renovar junto a él para ver por qué.'
      : `${count} artículos no se pudieron renovar: otra persona los espera, llegaron al límite de renovaciones o se reportaron como perdidos. Oprima Renovar junto a uno para ver por qué.`,
  undo: 'Deshacer',
  undone: 'Deshecho.',
  tooLate:
    'Ya es tarde para deshacerlo, o pasó otra cosa desde entonces. Revise el expediente y corríjalo a mano.',
  listLent: 'Recién prestado',
  olderUndo:
    'Deshacer solo quita el último. Para otro, registre la devolución y préstelo después con la tarjeta correcta.',
  listNotLent: 'Sin prestar',
  why: 'Por qué',
  endsIn: (digits) => `Código que termina en ${digits}`,
  listBack: 'Recién devuelto',
  listRenewed: 'Recién renovado',
  slip: {
    heading: 'Papel con las fechas',
    says: 'Imprima esta página y solo se imprime el papel. No dice de quién es, y Carrel no lo guarda.',
    titles: 'Imprimir también los títulos',
    titlesSays: 'Solo si la persona lo pide. Cualquiera que encuentre el papel los puede leer.',
    due: (count, day) => `${count === 1 ? '1 artículo' : `${count} artículos`} para el ${day}`,
    one: (title, day) => `${title}, para el ${day}`,
  },
  title: 'Título',
  due: 'Vence',
  fault: {
    missing: 'Escanee o escriba el código del artículo',
    'no-such-item': 'Ningún artículo tiene este código. Revíselo o escanéelo otra vez.',
    'not-lent': 'El catálogo dice que este artículo no se puede prestar. Apártelo para la Dirección.',
    'already-out': 'Este artículo sigue prestado. Registre primero la devolución.',
    'just-lent': 'Este artículo se acaba de prestar a esta persona. Con él no hay nada más que hacer.',
    kept: `Este artículo está en el estante por una ${reserve} de otra persona. Devuélvalo a su lugar con su papel.`,
    'card-expired':
      'Esta tarjeta está vencida. Primero renueve la tarjeta en el expediente. Luego intente otra vez con el artículo.',
    'card-lost': 'Esta tarjeta se acaba de reportar como perdida. No preste nada más con ella.',
    'not-on-file': 'Esta tarjeta ya no está registrada. Empiece de nuevo con la tarjeta.',
    'not-out': 'Este artículo no está prestado.',
    'not-out-reserve': `Este artículo no está prestado. Si está en la lista de ${reserves} por buscar, escanéelo allí.`,
    lost: 'Este artículo se reportó como perdido. Registre la devolución.',
    enough: 'Este artículo llegó a su límite de renovaciones.',
    'not-yet': 'Todavía no se puede renovar: la fecha de devolución seguiría igual.',
    'waited-for': 'Este artículo no se puede renovar, porque otra persona lo espera.',
    'not-here': 'En esta computadora no se puede prestar nada. Use una del mostrador.',
  },
})

export const lendingWords = screenWords(lendingEnglish, lendingSpanish)

const chargesEnglish = ({ customer }: LibraryTerms) => ({
  acts: 'Fee actions',
  add: 'Add a fee',
  addIt: 'Add fee',
  what: 'What is the fee for?',
  kind: {
    overdue: 'Overdue item',
    damaged: 'Damaged item',
    other: 'Other',
  },
  item: 'Item barcode (if it is for an item)',
  amount: 'Amount in dollars',
  amountHint: 'For example, 4.50',
  charged: (amount: string) => `Fee added: ${amount}.`,
  settleOne: (kind: string, amount: string) => `Record payment or waive: ${kind}, ${amount}`,
  settle: 'Record payment or waive',
  settleSays: 'Check the amount. Then record a payment or waive it.',
  paid: 'Record payment',
  waived: 'Waive',
  /** On the screen alone: a receipt says no reason. */
  ofFee: (kind: string) => `Fee: ${kind}.`,
  donePaid: (amount: string) => `Paid: ${amount}.`,
  doneWaived: (amount: string) => `Waived: ${amount}.`,
  over: 'Nothing more is owed for this fee.',
  left: (amount: string) => `Still owed for this fee: ${amount}.`,
  lostSome: 'Report a checked-out item lost',
  lostOne: (title: string) => `Report lost: ${title}`,
  lost: 'Report lost',
  lostSays: `The ${customer} is charged for it. Leave the amount blank to charge the price in the catalog.`,
  doneLost: (fee: string) =>
    `Reported lost. Fee added: ${fee}. It is settled once the item is paid for or returned.`,
  receipt: (day: string) => `Receipt, ${day}`,
  title: 'Fees',
  fault: {
    kind: 'Choose what the fee is for',
    amount: 'Type an amount in dollars and cents, such as 4.50',
    'too-much': 'That is more than the amount due',
    'no-price': 'The catalog has no price for this item. Type an amount.',
    'no-such-item': 'No item has this barcode. Check it, or scan again.',
  },
  gone: 'This changed after you opened the record. Open the record again.',
})

const chargesSpanish: InSpanish<typeof chargesEnglish> = ({ customer }) => ({
  acts: 'Acciones sobre los cargos',
  add: 'Agregar un cargo',
  addIt: 'Agregar cargo',
  what: '¿Por qué es el cargo?',
  kind: {
    overdue: 'Artículo atrasado',
    damaged: 'Artículo dañado',
    other: 'Otro',
  },
  item: 'Código del artículo (si es por uno)',
  amount: 'Cantidad en dólares',
  amountHint: 'Por ejemplo, 4.50',
  charged: (amount) => `Cargo agregado: ${amount}.`,
  settleOne: (kind, amount) => `Registrar un pago o condonar: ${kind}, ${amount}`,
  settle: 'Registrar un pago o condonar',
  settleSays: 'Revise la cantidad. Luego registre un pago o condónela.',
  paid: 'Registrar pago',
  waived: 'Condonar',
  ofFee: (kind) => `Cargo: ${kind}.`,
  donePaid: (amount) => `Pagado: ${amount}.`,
  doneWaived: (amount) => `Condonado: ${amount}.`,
  over: 'Ya no se debe nada de este cargo.',
  left: (amount) => `Todavía se debe de este cargo: ${amount}.`,
  lostSome: 'Reportar perdido un artículo prestado',
  lostOne: (title) => `Reportar como perdido: ${title}`,
  lost: 'Reportar como perdido',
  lostSays: `Se le cobra al ${customer}. Deje la cantidad en blanco para cobrar el precio del catálogo.`,
  doneLost: (fee) =>
    `Reportado como perdido. Cargo agregado: ${fee}. Se salda cuando el artículo se pague o se devuelva.`,
  receipt: (day) => `Recibo, ${day}`,
  title: 'Cargos',
  fault: {
    kind: 'Elija por qué es el cargo',
    amount: 'Escriba una cantidad en dólares y centavos, como 4.50',
    'too-much': 'Eso es más de lo que se debe',
    'no-price': 'El catálogo no tiene el precio de este artículo. Escriba una cantidad.',
    'no-such-item': 'Ningún artículo tiene este código. Revíselo o escanee otra vez.',
  },
  gone: 'Esto cambió después de que abrió el expediente. Abra el expediente de nuevo.',
})

export const chargesWords = screenWords(chargesEnglish, chargesSpanish)
