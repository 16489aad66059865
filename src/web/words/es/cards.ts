import type { PartWords } from '../catalogue.ts'

export const cards: PartWords<'cards'> = ({ customer }) => ({
  title: 'Tarjetas',
  report: 'Dar una tarjeta por perdida',
  reportSays:
    'Escriba el número y léalo en voz alta antes de seguir. Desde entonces no se puede llevar nada con ella.',
  reportOne: (number) => `Dar por perdida: ${number}`,
  isLost: '¿Se perdió esta tarjeta?',
  isLostSays: `Desde ahora se rechaza: no se puede llevar nada con ella y no muestra quién es alguien. Lo que el ${customer} tiene prestado queda como está.`,
  blockIt: 'Sí, bloquearla',
  blocked: 'Esta tarjeta está bloqueada',
  blockedSays: 'Se rechaza desde ahora. El personal puede dar una tarjeta nueva cuando la persona venga.',
  noSuchCard: 'No consta ninguna tarjeta con este número. Revise cada cifra.',
  gone: 'Esta tarjeta ya no consta',
  isFound: (number) => `Apareció: ${number}`,
  found: 'La tarjeta apareció',
  foundSays: 'Tenga la tarjeta en la mano y escanéela.',
  anotherCard: 'Es otra tarjeta. Escanee la que apareció.',
  foundDone: 'Esta tarjeta se puede usar otra vez',
  foundDoneSays: 'Ya no está bloqueada.',
  give: 'Dar una tarjeta nueva',
  giveSays: 'Escanee la tarjeta nueva. La perdida sigue bloqueada.',
  given: 'La tarjeta nueva consta',
  givenSays: 'Ya se puede usar. La perdida sigue bloqueada.',
  notGiven: {
    'number-unfit': 'Un número de tarjeta tiene de 4 a 20 letras y cifras. Escanee la tarjeta otra vez.',
    'number-taken': 'Este número ya consta. Tome otra tarjeta.',
    'has-one': `Este ${customer} tiene una tarjeta que se puede usar. Déla antes por perdida.`,
  },
  recorded: 'Esto queda registrado.',
  toRecord: 'Volver a la ficha',
  toCounter: 'Volver al mostrador',
})
