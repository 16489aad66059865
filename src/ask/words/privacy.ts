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

const english = ({ library, aCustomer, reserve, counsel }: LibraryTerms) => ({
  title: 'Privacy',
  intro: (policy: string) =>
    `This page says what ${library} keeps about ${aCustomer}, how long we keep it, and who may see it. It follows the library’s policy, ${policy}.`,
  kept: 'What we keep',
  keptList: [
    'Your name, birth date, address, phone numbers, e-mail addresses, and card numbers.',
    `What you have checked out now; what is overdue, lost, damaged, or owed; and what is on ${reserve} for you.`,
    'Your preferences: your language, the ways you do not want us to contact you, and the safe ways to tell you about your card.',
    'For three months, that a card of yours was reported lost, unblocked or newly issued. How we reached you before your contact information last changed, so that we can tell you there too.',
    'Corrections you ask for, until staff have checked them, and for three months what staff did about them.',
    'For a child: the parents or guardians the library has on file. The child’s own page names them.',
    'Notices and calls to you that are due or went out recently.',
    'We do not keep your PIN itself. We keep only a code that shows whether a PIN is right.',
    'A log of each time this system shows something from your record, or says that it may be told: when and where, who on staff, and what it was. Your own page shows you the day, the person’s role, and what it was.',
  ],
  howLong: 'How long we keep it',
  longList: ({ lendsHere, logYears }: PrivacySettings) => [
    lendsHere
      ? 'Items you checked out: until you return them and owe nothing for them. Then the item is no longer linked to you. About two weeks later the link is gone from our backups too, and we cannot bring it back.'
      : 'Items you checked out: the library checks out items in another system, and this one has a copy. Our copy is gone about two weeks after the loan ends, from our backups too. The other system may keep it longer. Ask the library how long.',
    'It can be longer in two cases. On your own page you can ask us to keep a list for you, and you can erase it there at any time. A legal request can require us to keep a copy until it is settled.',
    logYears === undefined
      ? 'The log of who was shown your record: no end date is set.'
      : `The log of who was shown your record: ${logYears} years.`,
  ],
  who: 'Who may see it',
  whoList: ({ ageOfMajority, sendsMessages }: PrivacySettings) => [
    'You: at the front desk, and on your own page with your card and PIN. There you can also download a copy of your record.',
    'Clerks and the Director: at the library’s own computers, for their work. A volunteer sees only whether a card is on file.',
    `A parent or guardian on file for a child${ageOfMajority === undefined ? '' : ` under ${ageOfMajority}`}, who signed or showed how they are related: only what the child has overdue, lost, or damaged, or owes, with its titles. Nothing else that the child has checked out, reserved or read.`,
    `Your spouse, relatives, or friends: nothing just because they ask. But people who answer your phone or open your mail may learn that something is overdue, owed, or on ${reserve}. They never learn a title that way.`,
    'Police and other agencies: nothing from your record just because they ask. Staff may tell them what they saw someone do here.',
    ...(sendsMessages
      ? [
          'The companies that carry our e-mail and text messages: your address or number, and a message that never includes a title.',
        ]
      : []),
  ],
  police: 'If the police ask about you',
  policeList: [
    `The library says nothing from your record just because they ask. It asks for a court order. The Director reads each legal paper, and asks ${counsel}, before the library gives anything out.`,
    'The law can still compel us. Some subpoenas bind the library without a judge. In that case the library produces only what the paper names. Officers with a search warrant may take records, or a whole computer, right away.',
  ],
  child: 'To ask about your child',
  childList: [
    'Come to the front desk with photo ID. Bring the child’s card if you have it.',
    'Or call the library. We first make sure who you are, and may call you back. By phone we give no titles.',
    'We can tell you what the child has overdue, lost, or damaged, and what the child owes. The library must have you on file as the parent or guardian.',
    'You can pay what the child owes at the front desk.',
  ],
  publicTitle: 'Our policy, and requests for records',
  policy: 'Read the policy',
  policyTitle: 'The library’s policy',
  denials: 'Public-records requests that the library denied',
  requests: 'How many subpoenas, court orders and warrants came, by year',
  never: 'We never ask why you want something.',
  seen: ({ lendsHere }: PrivacySettings): string =>
    lendsHere
      ? 'Your own page shows who was shown your record here.'
      : 'Your own page shows who was shown your record here. It does not show who viewed it in the library’s other system.',
  /** Also shown with a patron's access log, whether or not there is such a paper. */
  someNever: 'By law, some legal papers may never be shown there.',
  concern:
    'Do you think that someone here looked at your record without a reason? Sign in to your account and choose “Report a privacy concern.” Or ask for the Director.',
  toPage: 'Go to my account',
})

const spanish: InSpanish<typeof english> = ({ library, aCustomer, reserve, counsel }) => ({
  title: 'Privacidad',
  intro: (policy) =>
    `Esta página dice qué guarda ${library} sobre ${aCustomer}, por cuánto tiempo y quién puede verlo. Sigue la política de la biblioteca, ${policy}.`,
  kept: 'Qué guardamos',
  keptList: [
    'Su nombre, fecha de nacimiento, domicilio, teléfonos, correos electrónicos y números de tarjeta.',
    `Lo que tiene prestado; lo atrasado, perdido, dañado o que se debe; y lo que está en ${reserve} para usted.`,
    'Sus preferencias: su idioma, las maneras en que no quiere recibir avisos y las maneras seguras de avisarle sobre su tarjeta.',
    'Durante tres meses, que una tarjeta suya se reportó como perdida, se desbloqueó o se dio nueva. Cómo le avisábamos antes del último cambio de sus datos, para poder avisarle también allí.',
    'Las correcciones que pide, hasta que el personal las revise, y durante tres meses lo que se hizo.',
    'De un menor: el padre, la madre o los tutores que constan en la biblioteca. La página propia del menor los nombra.',
    'Los avisos y llamadas que están pendientes o se hicieron hace poco.',
    'No guardamos el PIN mismo. Solo guardamos un código que muestra si un PIN es correcto.',
    'Un registro de cada vez que este sistema muestra algo de su expediente, o dice que alguien puede saberlo: cuándo y dónde, qué persona del personal y qué fue. Su propia página le muestra el día, la función de la persona y qué fue.',
  ],
  howLong: 'Por cuánto tiempo lo guardamos',
  longList: ({ lendsHere, logYears }) => [
    lendsHere
      ? 'Lo que sacó prestado: hasta que lo devuelve y no debe nada por ello. Entonces el artículo ya no está vinculado a usted. Unas dos semanas después el vínculo desaparece también de nuestras copias de seguridad, y no podemos recuperarlo.'
      : 'Lo que sacó prestado: la biblioteca presta con otro sistema, y este tiene una copia. Nuestra copia desaparece unas dos semanas después de terminado el préstamo, también de nuestras copias de seguridad. El otro sistema puede guardarla más tiempo. Pregunte a la biblioteca por cuánto.',
    'Puede ser más en dos casos. En su propia página puede pedir que guardemos una lista para usted, y borrarla allí cuando quiera. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva.',
    logYears === undefined
      ? 'El registro de a quién se mostró su expediente: no tiene fin fijado.'
      : `El registro de a quién se mostró su expediente: ${logYears} años.`,
  ],
  who: 'Quién puede verlo',
  whoList: ({ ageOfMajority, sendsMessages }) => [
    'Usted: en el mostrador, y en su propia página con su tarjeta y su PIN. Allí también puede descargar una copia de su expediente.',
    'El personal del mostrador y la Dirección: en las computadoras de la biblioteca, para su trabajo. El voluntariado solo ve si una tarjeta está registrada.',
    `El padre, la madre o el tutor que consta por un menor${ageOfMajority === undefined ? '' : ` de ${ageOfMajority} años`}, y que firmó o mostró el parentesco: solo lo que el menor tiene atrasado, perdido, dañado o debe, con sus títulos. Nada más de lo que el menor tiene prestado, reservó o leyó.`,
    `Su esposo, esposa, familiares o amistades: nada solo porque lo pidan. Pero quien contesta su teléfono o abre su correo puede enterarse de que algo está atrasado, se debe o está en ${reserve}. Así nunca se entera de un título.`,
    'La policía y otras agencias: nada de su expediente solo porque lo pidan. El personal puede decirles lo que vio hacer a alguien aquí.',
    ...(sendsMessages
      ? [
          'Las empresas que llevan nuestros correos y mensajes de texto: su dirección o número, y un mensaje que nunca lleva un título.',
        ]
      : []),
  ],
  police: 'Si la policía pregunta por usted',
  policeList: [
    `La biblioteca no dice nada de su expediente solo porque lo pidan. Pide la orden de un tribunal. La Dirección lee cada documento legal, y consulta a ${counsel}, antes de que la biblioteca entregue algo.`,
    'Aun así, la ley puede obligarnos. Algunas citaciones obligan a la biblioteca sin un juez. En ese caso la biblioteca entrega solo lo que el documento nombra. Agentes con una orden de cateo pueden llevarse registros, o una computadora entera, en el momento.',
  ],
  child: 'Para preguntar por su hijo o hija',
  childList: [
    'Venga al mostrador con una identificación con foto. Traiga la tarjeta del menor, si la tiene.',
    'O llame a la biblioteca. Primero comprobamos quién es usted, y quizá le devolvamos la llamada. Por teléfono no damos títulos.',
    'Podemos decirle qué tiene el menor atrasado, perdido o dañado, y cuánto debe. Usted debe constar en la biblioteca como padre, madre o tutor.',
    'Lo que debe el menor se paga en el mostrador.',
  ],
  publicTitle: 'Nuestra política y las solicitudes de registros',
  policy: 'Leer la política (en inglés)',
  policyTitle: 'La política de la biblioteca',
  denials: 'Solicitudes de registros públicos que la biblioteca negó',
  requests: 'Cuántas citaciones, órdenes judiciales y órdenes de cateo llegaron, por año',
  never: 'Nunca preguntamos por qué quiere algo.',
  seen: ({ lendsHere }) =>
    lendsHere
      ? 'Su propia página muestra a quién se mostró aquí su expediente.'
      : 'Su propia página muestra a quién se mostró aquí su expediente. No muestra quién lo vio en el otro sistema de la biblioteca.',
  someNever: 'Por ley, algunos documentos legales nunca se pueden mostrar allí.',
  concern:
    '¿Cree que alguien de aquí vio su expediente sin motivo? Entre en su cuenta y elija «Reportar una preocupación de privacidad». O pida hablar con la Dirección.',
  toPage: 'Ir a mi cuenta',
})

export const privacyWords = screenWords(english, spanish)
