import type { PartWords } from '../catalogue.ts'

export const imports: PartWords<'imports'> = ({ customers, reserves }) => ({
  title: 'Importaciones',
  intro: 'Cada exportación del otro sistema que se pone en la carpeta de abajo entra sola, una vez.',
  none: 'Ninguna exportación entra sola. Quien atiende la computadora puede prepararlo.',
  folder: 'La carpeta',
  last: 'La última',
  never: 'Todavía no entró ninguna.',
  cameIn: (moment) => `Entró el ${moment}.`,
  concern: {
    failed: (moment) => `Una exportación no pudo entrar. Fue el ${moment}.`,
    cutShort: (rows, moment) =>
      `La exportación del ${moment} parece cortada: faltan ${rows} datos de una vez. Por eso no se terminó nada.`,
    old: 'No entró ninguna exportación en dos noches.',
    conflicts: (things) => `Lo que está en el otro sistema y aquí no concuerda en algunos casos: ${things}.`,
  },
  cutShortDo:
    'Si la exportación está completa, quien atiende la computadora puede decirlo. Si no, hay que hacerla de nuevo.',
  askWhoLooks: 'Muestre esto a quien atiende la computadora:',
  seeLog: 'El motivo está en el diario del programa.',
  conflicts: 'Lo que no concuerda',
  conflict: {
    lostCards: (count) =>
      `Tarjetas que aquí se dieron por perdidas y que allí valen: ${count}. Siguen bloqueadas. Márquelas como perdidas allí también.`,
    corrected: (count) =>
      `Nombres, fechas de nacimiento, direcciones, teléfonos y correos que aquí se corrigieron y que allí siguen mal: ${count}. Queda lo corregido aquí. Corríjalo allí también.`,
    lentHere: (count) =>
      `Préstamos de allí de un artículo que se prestó aquí: ${count}. Queda el préstamo de aquí. Reciba el artículo aquí, o devuélvalo allí.`,
    cards: (count) =>
      `Números de tarjeta que tienen dos ${customers}: ${count}. Queda con el primero. Dé al otro una tarjeta nueva allí.`,
    goneWithLinks: (count) =>
      `Personas que ya no están allí y que todavía tienen aquí un préstamo, un cargo o ${reserves}: ${count}. Aquí siguen. Arregle las cuentas, o vuelva a ponerlas allí.`,
  },
  fits: 'Nada: lo que hay concuerda.',
  whereRows:
    'Qué tarjetas y préstamos son está en archivos junto a la biblioteca, para quien atiende la computadora:',
  counts: 'Qué fue de cada archivo',
  file: 'Archivo',
  rows: 'Leídos',
  added: 'Nuevos',
  updated: 'Cambiados',
  unchanged: 'Iguales',
  skipped: 'Omitidos',
  rejected: 'No tomados',
  ended: 'Terminados',
})
