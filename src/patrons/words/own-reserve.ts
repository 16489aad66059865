import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve, reserves }: LibraryTerms) => ({
  mine: `My ${reserves}`,
  place: `Place a ${reserve}`,
  says: 'Look for a title, and choose it. What you look for is not kept.',
  waits: 'Waits for you at the desk',
  waitsSays:
    'Come with your card. What the slip says is enough to find it, so you need not say your name or the title.',
  slip: 'Slip',
  until: 'Kept until',
  placed: `Your ${reserve} is placed.`,
  cancelled: `Your ${reserve} is cancelled.`,
  gone: `That ${reserve} was not there any more, or this page was open too long. Look at the list below.`,
  notPlaced: {
    already: `You have this title on ${reserve} already.`,
    enough: `You have as many ${reserves} as you may. Cancel one first.`,
    'card-expired': 'Your card has expired. Renew it at the counter first.',
    'no-such-title': 'There is no copy of this title that could be lent. Choose another.',
  },
  elsewhere: `The ${library} takes ${reserves} elsewhere`,
  elsewhereSays: `Call the ${library}, or come in, to place a ${reserve}.`,
})

const spanish: InSpanish<typeof english> = ({ library, reserve, reserves }) => ({
  mine: `Mis ${reserves}`,
  place: `Hacer una ${reserve}`,
  says: 'Busque un título y elíjalo. Lo que busca no se guarda.',
  waits: 'Le espera en el mostrador',
  waitsSays:
    'Venga con su tarjeta. Basta lo que dice el papel para encontrarlo: no hace falta decir su nombre ni el título.',
  slip: 'Papel',
  until: 'Guardado hasta',
  placed: `Su ${reserve} está hecha.`,
  cancelled: `Su ${reserve} se canceló.`,
  gone: `Esa ${reserve} ya no estaba, o esta página estuvo abierta demasiado tiempo. Mire la lista de abajo.`,
  notPlaced: {
    already: `Ya tiene este título en ${reserve}.`,
    enough: `Ya tiene todas las ${reserves} que puede tener. Cancele una primero.`,
    'card-expired': 'Su tarjeta está vencida. Renuévela antes en el mostrador.',
    'no-such-title': 'No hay ningún ejemplar de este título que se pueda prestar. Elija otro.',
  },
  elsewhere: `${library} lleva sus ${reserves} en otro lugar`,
  elsewhereSays: `Llame a ${library} o venga para hacer una ${reserve}.`,
})

export const ownReserveWords = screenWords(english, spanish)
