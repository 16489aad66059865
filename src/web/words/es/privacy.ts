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
    'Lo que nos dice que está mal en su expediente, hasta que el personal lo revise, y durante tres meses lo que se hizo.',
    'De un menor: quiénes son el padre, la madre o los tutores, tal como constan en la biblioteca.',
    'Qué avisos y llamadas están pendientes o se hicieron hace poco.',
    'No el PIN mismo: solo un código que dice si un PIN es correcto.',
    'Un registro de cada vez que este sistema muestra algo de su expediente, o dice que se puede contar: cuándo y dónde, qué persona del personal y qué fue. Su propia página le muestra el día, la función de la persona y qué fue.',
  ],
  howLong: 'Por cuánto tiempo',
  longList: ({ lendsHere, logYears }) => [
    lendsHere
      ? 'Que usted tuvo algo: hasta que está devuelto y no se debe nada por ello. Unas dos semanas después el vínculo entre usted y el artículo desaparece, también de nuestras copias de seguridad, y no podemos recuperarlo.'
      : 'Que usted tuvo algo: la biblioteca presta con otro sistema, y este tiene una copia. Nuestra copia desaparece unas dos semanas después de terminado el préstamo, también de nuestras copias de seguridad. El otro sistema puede guardarlo más tiempo. Pregunte a la biblioteca por cuánto.',
    'Puede ser más en dos casos. En su propia página puede pedir que guardemos una lista para usted, y borrarla allí cuando quiera. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva.',
    logYears === undefined
      ? 'El registro de a quién se mostró su expediente: no tiene fin fijado.'
      : `El registro de a quién se mostró su expediente: ${logYears} años.`,
  ],
  who: 'Quién puede verlo',
  whoList: ({ ageOfMajority, sendsMessages }) => [
    'Usted: en el mostrador, y en su propia página con su tarjeta y su PIN.',
    'El personal del mostrador y la Dirección, en las computadoras de la biblioteca, para su trabajo. El voluntariado solo ve si una tarjeta consta.',
    `El padre, la madre o el tutor que consta en la biblioteca como responsable de un menor${ageOfMajority === undefined ? '' : ` de ${ageOfMajority} años`}: solo lo que el menor tiene atrasado, perdido, dañado o debe.`,
    'Su esposo, esposa, familiares o amistades: nada porque lo pidan. Pero quien contesta su teléfono o abre su correo puede enterarse de que algo está atrasado, se debe o está en reserva. Así nunca se entera de un título.',
    'La policía y otras oficinas: nada solo porque lo pidan. La biblioteca pide la orden de un tribunal. La Dirección y el abogado de la biblioteca leen el documento legal antes de que la biblioteca entregue algo.',
    'Aun así, la ley puede obligarnos. Algunas citaciones obligan a la biblioteca sin un juez. Entonces la biblioteca entrega solo lo que el documento nombra. Agentes con una orden de registro pueden llevarse registros, o una computadora entera, en el momento.',
    ...(sendsMessages
      ? [
          'Las empresas que llevan nuestros correos y mensajes de texto: su dirección o número, y un mensaje que nunca lleva un título.',
        ]
      : []),
  ],
  never: 'Nunca preguntamos por qué quiere algo.',
  seen: ({ lendsHere }) =>
    lendsHere
      ? 'En su propia página puede ver a quién se mostró aquí su expediente.'
      : 'En su propia página puede ver a quién se mostró aquí su expediente. Quién lo miró en el otro sistema de la biblioteca no está en esa página.',
  someNever: 'Por ley, algunos documentos legales nunca se pueden mostrar allí.',
  toPage: 'A mi página',
})
