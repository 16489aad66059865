import type { PartWords } from '../catalogue.ts'

export const privacy: PartWords<'privacy'> = ({ library, aCustomer, reserve }) => ({
  title: 'Privacidad',
  intro: (policy) =>
    `Esto es lo que ${library} guarda sobre ${aCustomer}, por cuánto tiempo y quién puede verlo. Sigue la política de la biblioteca, ${policy}.`,
  kept: 'Qué se guarda',
  keptList: [
    'Su nombre, fecha de nacimiento, dirección, teléfonos, correos electrónicos y números de tarjeta.',
    `Lo que tiene ahora, lo atrasado, perdido, dañado o que se debe, y lo que está en ${reserve} para usted.`,
    'Lo que eligió: su idioma y las maneras en que no quiere recibir avisos.',
    'Lo que dice que está mal en su expediente, hasta que el personal lo mire, y tres meses qué fue de ello.',
    'No su PIN: solo una marca por la que se reconoce el correcto.',
    'Cada vez que se muestra algo de su expediente, o se puede contar: el día, quién por su función y qué.',
  ],
  howLong: 'Por cuánto tiempo',
  longList: (years) => [
    'Que usted tuvo algo: hasta que está devuelto y no se debe nada por ello. Dos semanas después nadie puede averiguarlo, ni con copias de seguridad.',
    'Salvo que nos pida en su propia página que guardemos una lista para usted. Allí puede borrarla cuando quiera.',
    ...(years === undefined ? [] : [`A quién se mostró su expediente: ${years} años.`]),
  ],
  who: 'Quién puede verlo',
  whoList: (age) => [
    'Usted: en el mostrador, y en su propia página con su tarjeta y su PIN.',
    'El personal del mostrador y la Dirección, en las computadoras de la biblioteca, para su trabajo. El voluntariado no ve ningún expediente.',
    `El padre, la madre o el tutor que firmó por un menor${age === undefined ? '' : ` de ${age} años`}: solo lo que el menor tiene atrasado, perdido, dañado o debe.`,
    'Esposo, esposa o amistades: nadie más.',
    'La policía y otras oficinas: nada sin la orden de un tribunal, y entonces la Dirección y la asesoría legal de la Ciudad la miran primero.',
  ],
  never: 'Nunca preguntamos por qué quiere algo.',
  seen: 'En su propia página puede ver a quién se mostró su expediente.',
  toPage: 'A mi página',
})
