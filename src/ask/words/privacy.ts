import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

export type PrivacySettings = {
  /** Otherwise another system circulates, and Carrel copies from it. */
  readonly lendsHere: boolean
  /** Undefined if no entry is ever destroyed. */
  readonly logYears: number | undefined
  readonly ageOfMajority: number | undefined
  /** By e-mail or text. */
  readonly sendsMessages: boolean
}

const english = ({ library, aCustomer, reserve }: LibraryTerms) => ({
  title: 'Privacy',
  intro: (policy: string) =>
    `This is what ${library} keeps about ${aCustomer}, for how long, and who may see it. It follows the library’s policy, ${policy}.`,
  kept: 'What is kept',
  keptList: [
    'Your name, birth date, address, phone numbers, e-mail addresses and card numbers.',
    `What you have out now, what is overdue, lost, damaged or owed, and what is on ${reserve} for you.`,
    'Your choices: your language, and the ways in which you do not want to hear from us.',
    'What you tell us is wrong in your record, until staff have checked it, and for three months what they did about it.',
    'For a child: who the parents or guardians are, as the library has them on file.',
    'Which notices and calls to you are due or went out lately.',
    'Not your PIN itself: only a code that tells whether a PIN is right.',
    'A log of each time this system shows something of your record, or says that it may be told: when and where, by which person on staff, and what it was. Your own page shows you the day, the person’s role, and what it was.',
  ],
  howLong: 'For how long',
  longList: ({ lendsHere, logYears }: PrivacySettings) => [
    lendsHere
      ? 'That you had an item: until it is back and nothing is owed for it. About two weeks later the link between you and the item is gone, from our backups too, and we cannot bring it back.'
      : 'That you had an item: the library lends with another system, and this one has a copy. Our copy is gone about two weeks after the loan is over, from our backups too. The other system may keep it longer. Ask the library for how long.',
    'It can be longer in two cases. You can ask on your own page that we keep a list for you, and erase it there at any time. A legal request can make us keep a copy until it is settled.',
    logYears === undefined
      ? 'The log of who was shown your record: no end is set.'
      : `The log of who was shown your record: ${logYears} years.`,
  ],
  who: 'Who may see it',
  whoList: ({ ageOfMajority, sendsMessages }: PrivacySettings) => [
    'You: at the counter, and on your own page with your card and PIN.',
    'Clerks and the Director, at the library’s own computers, for their work. A volunteer sees only whether a card is on file.',
    `A parent or guardian whom the library has on file as responsible for a child${ageOfMajority === undefined ? '' : ` under ${ageOfMajority}`}: only what the child has overdue, lost, damaged, or owes.`,
    'Your husband, wife, relatives or friends: nothing because they ask. But people who answer your phone or open your mail may learn that something is overdue, owed or on reserve. They never learn a title that way.',
    'Police and other offices: nothing just because they ask. The library asks for a court’s order. The Director and the library’s lawyer read a legal paper before the library hands anything over.',
    'The law can still compel us. Some subpoenas bind the library without a judge. Then the library hands over only what the paper names. Officers with a search warrant may take records, or a whole computer, at once.',
    ...(sendsMessages
      ? [
          'The companies that carry our e-mail and text messages: your address or number, and a message that never has a title in it.',
        ]
      : []),
  ],
  never: 'We never ask why you want something.',
  seen: ({ lendsHere }: PrivacySettings): string =>
    lendsHere
      ? 'On your own page you can see who was shown your record here.'
      : 'On your own page you can see who was shown your record here. Who looked at it in the library’s other system is not on that page.',
  /** Also shown with a patron's access log, whether or not there is such a paper. */
  someNever: 'By law, some legal papers may never be shown there.',
  toPage: 'To my page',
})

const spanish: InSpanish<typeof english> = ({ library, aCustomer, reserve }) => ({
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

export const privacyWords = screenWords(english, spanish)
