import type { PartWords } from '../catalogue.ts'

export const recoverySheet: PartWords<'recoverySheet'> = () => ({
  title: 'Clave de recuperación',
  made: (sheet, day) => `Hoja ${sheet}, hecha el ${day}`,
  footer: (sheet) => `Carrel, clave de recuperación ${sheet}`,
  reading:
    'Catorce grupos, que se leen de izquierda a derecha. Da igual si las letras son mayúsculas o minúsculas. En ellos no hay letra O, I ni B: 0 es un cero, 1 no se usa nunca, 8 es un ocho. El último grupo es de control: si un grupo está mal escrito, se nota.',
  parts: ({ library, sheet, days }) => [
    {
      heading: 'Qué abre',
      lines: [
        `Toda copia de respaldo de ${library} que lleva la marca ${sheet}. Con una de esas copias y esta hoja, cualquiera puede recuperar la biblioteca en otra computadora y leer todos sus expedientes.`,
      ],
    },
    {
      heading: 'Dónde va',
      lines: [
        'A una caja fuerte, en un sobre cerrado, lejos de la computadora de la biblioteca y de sus copias de respaldo.',
        'No la fotografíe, ni la escanee, ni la copie. La computadora no la tiene: se mostró solo esta vez.',
      ],
    },
    {
      heading: 'Si se pierde',
      lines: [
        `Mientras la biblioteca funciona, haga otra hoja: en la página Hoja de recuperación o con carrel recovery new. Las copias que se hagan desde entonces se abren con la nueva; las de antes se abren solo con esta, y se borran a los ${days} días.`,
        'Si se pierden esta hoja y la computadora, nadie puede abrir ninguna copia. Nadie guarda un duplicado de esta clave.',
      ],
    },
    {
      heading: 'Si la vio alguien que no debía',
      lines: ['Haga otra hoja enseguida y destruya las copias que llevan la misma marca que esta.'],
    },
    {
      heading: 'El día en que falta la computadora',
      lines: [
        'En otra computadora, instale Carrel y tome la copia de respaldo más reciente. Escriba: carrel restore ARCHIVO. Pide estos grupos, uno tras otro, y dice cuál está mal escrito. Es un archivo del formato abierto age: el programa age también lo abre.',
      ],
    },
  ],
  pin: 'El registro cuando se hizo esta hoja. Con esto, cualquiera puede mostrar después si cambió lo anterior:',
  placed: 'La puso en la caja fuerte',
  on: 'el',
})
