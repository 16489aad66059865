import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve, reserves }: LibraryTerms) => ({
  mine: `My ${reserves}`,
  /** Under the list of them. */
  more: `Pick up, or place another ${reserve}`,
  place: `Place a ${reserve}`,
  letPickUp: 'Let someone else pick up for you',
  says: 'Search for a title and choose it. Your search is not saved.',
  waits: 'Ready for you at the desk',
  waitsSays:
    'Bring your card. The slip is enough to find your item, so you do not need to say your name or the title.',
  slip: 'Slip',
  until: 'Kept until',
  placed: `Your ${reserve} was placed. This page shows when it is ready.`,
  cancelled: `Your ${reserve} was canceled.`,
  gone: `That ${reserve} is no longer there, or this page was open too long. Check the list below.`,
  notPlaced: {
    already: `You already have this title on ${reserve}.`,
    enough: `You have reached the limit on ${reserves}. Cancel one first.`,
    'card-expired': 'Your card has expired. Renew it at the front desk first.',
    'no-such-title': 'No copy of this title can be checked out. Choose another.',
  },
  elsewhere: `${library} takes ${reserves} in another system`,
  elsewhereSays: `Call ${library}, or come in, to place a ${reserve}.`,
})

const spanish: InSpanish<typeof english> = ({ library, reserve, reserves }) => ({
  mine: `Mis ${reserves}`,
  more: `Recoger, o hacer otra ${reserve}`,
  place: `Hacer una ${reserve}`,
  letPickUp: 'Permitir que otra persona recoja por usted',
  says: 'Busque un título y elíjalo. Su búsqueda no se guarda.',
  waits: 'Listo para usted en el mostrador',
  waitsSays:
    'Traiga su tarjeta. El papel basta para encontrarlo: no hace falta decir su nombre ni el título.',
  slip: 'Papel',
  until: 'Guardado hasta',
  placed: `Su ${reserve} está hecha. Esta página muestra cuándo está lista.`,
  cancelled: `Su ${reserve} se canceló.`,
  gone: `Esa ${reserve} ya no está, o esta página estuvo abierta demasiado tiempo. Revise la lista de abajo.`,
  notPlaced: {
    already: `Ya tiene este título en ${reserve}.`,
    enough: `Ya llegó al límite de ${reserves}. Cancele una primero.`,
    'card-expired': 'Su tarjeta está vencida. Renuévela antes en el mostrador.',
    'no-such-title': 'Ningún ejemplar de este título se puede prestar. Elija otro.',
  },
  elsewhere: `${library} lleva sus ${reserves} en otro sistema`,
  elsewhereSays: `Llame a ${library} o venga para hacer una ${reserve}.`,
})

export const ownReserveWords = screenWords(english, spanish)
