import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve }: LibraryTerms) => ({
  pages: 'Your pages',
  mine: 'My page',
  choices: 'Choices',
  history: 'History',
  seen: 'Who saw it',
  back: 'Back to my page',
  recorded: 'This is on record.',

  signIn: {
    title: `Sign in to your ${library} page`,
    card: 'Card number',
    cardHint: 'The number on your library card',
    pin: 'PIN',
    button: 'Sign in',
    noPin: 'No PIN, or you forgot it?',
    noPinSays: 'Come to the counter with your card or photo ID. If you have a code on paper:',
    withCode: 'Choose a PIN with a code',
    lost: 'Lost your card? Call the library at once, or come in, so that the card is blocked.',
    wrong: 'This card number and PIN do not open a page. Check both.',
    tries: (most: number) =>
      `After ${most} wrong tries, not even the right PIN works for a while. The counter can help.`,
    over: (minutes: number) =>
      `You are signed out. That happens after ${minutes} minutes without use, after an hour, and when the card is reported lost.`,
    out: 'You are signed out.',
  },
  code: {
    title: 'The code from your phone',
    says: 'Type the code that the app on your phone shows now.',
    lost: 'Lost your phone? Come to the counter with photo ID. A clerk can turn this off.',
    wrong: 'That code is not right, or was used before. Wait for the next one.',
  },

  page: {
    title: 'My page',
    print: 'To keep a copy, print this page.',
    renewAll: 'Renew all that is out',
    renew: (title: string) => `Renew: ${title}`,
    renewed: (count: number) => (count === 1 ? 'One item is renewed.' : `${count} items are renewed.`),
    notRenewed: (count: number) =>
      count === 1
        ? 'One item could not be renewed: somebody waits for it, or it was renewed as often as it may be.'
        : `${count} items could not be renewed: somebody waits for them, or they were renewed as often as they may be.`,
    nothingRenewed: 'Nothing was renewed.',
    phone: 'When you call the library',
    phoneSays: (minutes: number) =>
      `The library tells nothing on the phone to anybody it does not know. Get a code here, and read it out with your card number. It is good once, for ${minutes} minutes.`,
    phoneGet: 'Get a code for the phone',
    phoneCode: 'Your code for the phone',
    phoneCodeSays: (minutes: number) =>
      `Read it out when the library asks for it. It is good once, for ${minutes} minutes. Nobody at the library can look it up.`,
    account: 'Your sign-in, and your data',
    changePin: 'Change my PIN',
    secondStep: 'Ask for a code from my phone too',
    lostCard: 'Report my card lost',
    correct: 'Something in my record is wrong',
    copyToRead: 'A copy of all that is kept about me, to read',
    copy: 'The same as a file for a program',
    privacy: 'What is kept, and who may see it',
    close: 'Close my account',
    owe: 'To pay what is owed, come to the counter.',
  },

  choose: {
    title: 'My choices',
    language: 'Which language should the library write to you in?',
    anyLanguage: 'No choice',
    refuses: 'How should the library NOT tell you what is overdue or has come in?',
    refusesHint: 'Check the ways that you do not want.',
    channel: { 'e-mail': 'E-mail', text: 'Text message', letter: 'Letter', phone: 'Phone call' },
    alias: 'Short name for slips',
    aliasHint: `It stands on the slip of a ${reserve} on the shelf, in place of your name, with two digits behind it. Letters only, 12 at most. Others who see the shelf can tell by it what is yours; choose nothing, and it is another one each time.`,
    aliasUnfit: 'A short name for slips has 2 to 12 letters from A to Z',
    aliasIsName: 'That is a part of your own name. Choose something that others do not know you by.',
    all: 'These are all the ways there are. Leave one, so that you hear of what you have.',
    save: 'Save',
    saved: 'Your choices are saved.',
    changed:
      'Your choices were changed after you opened this page, perhaps by staff who did what you asked. What you sent was not saved. Here is how they stand now. Change them again if you want, and save.',
  },

  lost: {
    title: 'Report my card lost',
    says: 'The card that you signed in with is blocked here at once: it opens no page. You are signed out. The library gives you a new one when you come in.',
    /** Another lending system does not know of the report. */
    lendsElsewhere:
      'The library lends with another system. Call the library too, so that no one borrows with the card there.',
    button: 'Yes, block my card',
    done: 'Your card is blocked',
    doneSays: 'You are signed out. Come to the counter for a new card.',
  },

  secondStepTitle: 'A code from my phone',
  second: {
    says: 'With this, a card and a PIN alone no longer open your page: it also asks for a code that only your phone shows.',
    open: 'On your phone, open a code app and add a new entry. The app may have come with the phone; any will do.',
    has: 'It is on: your page asks for a code from your phone.',
    remove: 'Turn it off',
    removeSays: 'Type your PIN to turn it off.',
    added: 'From now on your page also asks for a code from your phone.',
    removed: 'Your page no longer asks for a code from your phone.',
  },
  privacyConcern: 'I am worried about my privacy here',
})

const spanish: InSpanish<typeof english> = ({ library, reserve }) => ({
  pages: 'Sus páginas',
  mine: 'Mi página',
  choices: 'Preferencias',
  history: 'Historial',
  seen: 'Quién la vio',
  back: 'Volver a mi página',
  recorded: 'Esto queda registrado.',

  signIn: {
    title: `Entrar en su página de ${library}`,
    card: 'Número de tarjeta',
    cardHint: 'El número de su tarjeta de la biblioteca',
    pin: 'PIN',
    button: 'Entrar',
    noPin: '¿No tiene PIN o lo olvidó?',
    noPinSays:
      'Venga al mostrador con su tarjeta o una identificación con foto. Si tiene un código en papel:',
    withCode: 'Elegir un PIN con un código',
    lost: '¿Perdió su tarjeta? Llame enseguida a la biblioteca o venga, para que la tarjeta se bloquee.',
    wrong: 'Este número de tarjeta y este PIN no abren ninguna página. Compruebe los dos.',
    tries: (most) =>
      `Después de ${most} intentos equivocados, ni el PIN correcto sirve durante un rato. En el mostrador le ayudan.`,
    over: (minutes) =>
      `Su sesión está cerrada. Eso pasa después de ${minutes} minutos sin uso, después de una hora y cuando se avisa de que la tarjeta se perdió.`,
    out: 'Su sesión está cerrada.',
  },
  code: {
    title: 'El código de su teléfono',
    says: 'Escriba el código que la aplicación de su teléfono muestra ahora.',
    lost: '¿Perdió su teléfono? Venga al mostrador con una identificación con foto. Allí pueden desactivar esto.',
    wrong: 'Ese código no es correcto o ya se usó. Espere al siguiente.',
  },

  page: {
    title: 'Mi página',
    print: 'Para guardar una copia, imprima esta página.',
    renewAll: 'Renovar todo lo que tengo',
    renew: (title) => `Renovar: ${title}`,
    renewed: (count) => (count === 1 ? 'Se renovó un artículo.' : `Se renovaron ${count} artículos.`),
    notRenewed: (count) =>
      count === 1
        ? 'Un artículo no se pudo renovar: alguien lo espera, o se renovó tantas veces como se puede.'
        : `${count} artículos no se pudieron renovar: alguien los espera, o se renovaron tantas veces como se puede.`,
    nothingRenewed: 'No se renovó nada.',
    phone: 'Cuando llame a la biblioteca',
    phoneSays: (minutes) =>
      `La biblioteca no dice nada por teléfono a quien no conoce. Pida aquí un código y léalo en voz alta con el número de su tarjeta. Sirve una vez, durante ${minutes} minutos.`,
    phoneGet: 'Pedir un código para el teléfono',
    phoneCode: 'Su código para el teléfono',
    phoneCodeSays: (minutes) =>
      `Léalo en voz alta cuando la biblioteca se lo pida. Sirve una vez, durante ${minutes} minutos. Nadie en la biblioteca puede buscarlo.`,
    account: 'Su entrada y sus datos',
    changePin: 'Cambiar mi PIN',
    secondStep: 'Pedir también un código de mi teléfono',
    correct: 'Algo en mi expediente está mal',
    copyToRead: 'Una copia de todo lo que se guarda sobre mí, para leer',
    copy: 'Lo mismo en un archivo para un programa',
    privacy: 'Qué se guarda y quién puede verlo',
    lostCard: 'Avisar de que perdí mi tarjeta',
    close: 'Cerrar mi cuenta',
    owe: 'Para pagar lo que se debe, venga al mostrador.',
  },

  choose: {
    title: 'Mis preferencias',
    language: '¿En qué idioma debe escribirle la biblioteca?',
    anyLanguage: 'Sin preferencia',
    refuses: '¿Cómo NO debe avisarle la biblioteca de lo atrasado o de lo que ha llegado?',
    refusesHint: 'Marque las maneras que no quiere.',
    channel: {
      'e-mail': 'Correo electrónico',
      text: 'Mensaje de texto',
      letter: 'Carta',
      phone: 'Llamada',
    },
    alias: 'Nombre corto para los papeles',
    aliasHint: `Está en el papel de una ${reserve} en el estante, en lugar de su nombre, con dos cifras detrás. Solo letras, 12 como mucho. Otros que ven el estante pueden saber por él qué es suyo; si no elige nada, cada vez es otro.`,
    aliasUnfit: 'Un nombre corto para los papeles tiene de 2 a 12 letras de la A a la Z',
    aliasIsName: 'Eso es parte de su propio nombre. Elija algo por lo que otros no le conozcan.',
    all: 'Estas son todas las maneras que hay. Deje una, para que sepa de lo que tiene.',
    save: 'Guardar',
    saved: 'Sus preferencias están guardadas.',
    changed:
      'Sus preferencias se cambiaron después de que usted abrió esta página, quizá por el personal que hizo lo que usted pidió. Lo que envió no se guardó. Así están ahora. Cámbielas otra vez si quiere y guarde.',
  },

  lost: {
    title: 'Avisar de que perdí mi tarjeta',
    says: 'La tarjeta con la que entró se bloquea aquí enseguida: no abre ninguna página. Su sesión se cierra. La biblioteca le da una nueva cuando venga.',
    lendsElsewhere:
      'La biblioteca presta con otro sistema. Llame también a la biblioteca, para que nadie se lleve nada con la tarjeta allí.',
    button: 'Sí, bloquear mi tarjeta',
    done: 'Su tarjeta está bloqueada',
    doneSays: 'Su sesión está cerrada. Venga al mostrador por una tarjeta nueva.',
  },

  secondStepTitle: 'Un código de mi teléfono',
  second: {
    says: 'Con esto, una tarjeta y un PIN solos ya no abren su página: también se pide un código que solo su teléfono muestra.',
    open: 'En su teléfono, abra una aplicación de códigos y añada una entrada nueva. Quizá venía con el teléfono; cualquiera sirve.',
    has: 'Está activado: su página pide un código de su teléfono.',
    remove: 'Desactivarlo',
    removeSays: 'Escriba su PIN para desactivarlo.',
    added: 'Desde ahora su página pide también un código de su teléfono.',
    removed: 'Su página ya no pide un código de su teléfono.',
  },
  privacyConcern: 'Me preocupa mi privacidad aquí',
})

export const ownPageWords = screenWords(english, spanish)
