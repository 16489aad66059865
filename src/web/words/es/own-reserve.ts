import type { PartWords } from '../catalogue.ts'

export const ownReserve: PartWords<'ownReserve'> = ({ library, reserve, reserves }) => ({
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
