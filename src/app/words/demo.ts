import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer, customers, reserves }: LibraryTerms) => ({
  banner: {
    name: 'Demonstration',
    says: 'This is a demonstration. Nothing in it is real.',
    go: 'All stories and sign-ins',
    passphrase: (text: string) => `To sign or confirm, type: ${text}`,
    pin: (pin: string) => `Your PIN: ${pin}`,
    now: {
      guardian:
        'A mother is at the desk. Her name and her child’s card are typed in already. Press “Show the answer”.',
      subpoena:
        'A deputy is at the desk with a subpoena. Read the words aloud, then say what the deputy brought.',
    },
  },
  title: 'Try Carrel',
  intro: (library: string) =>
    `This is ${library} with invented ${customers}. Choose a story: one press signs you in and takes you there.`,
  stories: {
    title: 'Start with a story',
    guardian: {
      label: 'A mother asks about her child’s overdue books',
      hint: 'You are Dana, the clerk at the front desk. The child’s card and the mother’s name are filled in.',
    },
    subpoena: {
      label: 'A deputy brings a subpoena',
      hint: 'You are Dana, the clerk at the front desk. Carrel tells you what to say first.',
    },
    case: {
      label: 'See a case that is half done',
      hint: 'You are Ruth, the Director. A court order was read, and counsel was asked about it.',
    },
  },
  signIns: {
    title: 'Sign in as',
    intro: 'No passphrase is needed here. Everyone knows these accounts.',
    cardGone:
      'An earlier visitor blocked this card or changed its PIN, so it no longer signs in. Sign in as the clerk, find another card in the list below, and set a PIN for it. To start over, start the demonstration again.',
    as: {
      desk: 'Clerk',
      volunteer: 'Volunteer',
      director: 'Director',
      counsel: 'Legal counsel',
      trustee: 'Trustee',
      customer: capitalize(aCustomer),
    },
  },
  place: {
    title: 'Where this computer is',
    says: (place: string) => `This computer is set up as: ${place}.`,
    why: 'What a screen may show depends on where it is.',
    to: (place: string) => `Switch to: ${place}`,
  },
  more: {
    title: 'If you want to go further',
    passphrase: 'Some pages ask again for the passphrase. It is the same for everyone on staff:',
    signIns: 'The sign-ins are:',
    customer: (card: string, pin: string) =>
      `To sign in as ${aCustomer} yourself, use card ${card} and PIN ${pin}.`,
    cards: (cards: string) => `Cards to scan: ${cards}.`,
    items: (items: string) => `Items to check out: ${items}.`,
    pull: `As the volunteer, ${capitalize(reserves)} to pull lists what someone waits for, with barcodes. Scan one of them.`,
    calls: (from: string, until: string) =>
      `At the office, Calls has people to call about overdue items. Your library would call them from ${from} to ${until}. Here you can call at any hour.`,
    secondStep:
      'Here no one needs two steps to sign in. In your library, the Director does. So do counsel and trustees.',
  },
})

const spanish: InSpanish<typeof english> = ({ customers, aCustomer, reserves }) => ({
  banner: {
    name: 'Demostración',
    says: 'Esto es una demostración. Nada en ella es real.',
    go: 'Todas las historias y cuentas',
    passphrase: (text) => `Para firmar o confirmar, escriba: ${text}`,
    pin: (pin) => `Su PIN: ${pin}`,
    now: {
      guardian:
        'Una madre está en el mostrador. Su nombre y la tarjeta de su hijo ya están escritos. Oprima «Mostrar la respuesta».',
      subpoena:
        'Un agente está en el mostrador con una citación. Lea las palabras en voz alta y diga qué trajo.',
    },
  },
  title: 'Pruebe Carrel',
  intro: (library) =>
    `Esta es ${library} con ${customers} inventados. Elija una historia: con un solo botón entra y llega al lugar.`,
  stories: {
    title: 'Empiece con una historia',
    guardian: {
      label: 'Una madre pregunta por los libros atrasados de su hijo',
      hint: 'Usted es Dana, la empleada del mostrador. La tarjeta y el nombre de la madre ya están escritos.',
    },
    subpoena: {
      label: 'Un agente trae una citación',
      hint: 'Usted es Dana, la empleada del mostrador. Carrel le dice qué decir primero.',
    },
    case: {
      label: 'Vea un caso a medio camino',
      hint: 'Usted es Ruth, la directora. Ya se leyó una orden judicial y se consultó a la asesoría legal.',
    },
  },
  signIns: {
    title: 'Iniciar sesión como',
    intro: 'Aquí no hace falta una contraseña. Todo el mundo conoce estas cuentas.',
    cardGone:
      'Un visitante anterior bloqueó esta tarjeta o cambió su PIN, así que ya no sirve para iniciar sesión. Inicie sesión como mostrador, busque otra tarjeta de la lista de abajo y ponga un PIN para ella. Para empezar de cero, inicie otra vez la demostración.',
    as: {
      desk: 'Mostrador',
      volunteer: 'Voluntariado',
      director: 'Dirección',
      counsel: 'Asesoría legal',
      trustee: 'Miembro de la Junta',
      customer: capitalize(aCustomer),
    },
  },
  place: {
    title: 'Dónde está esta computadora',
    says: (place) => `Esta computadora está preparada como: ${place}.`,
    why: 'Lo que una pantalla puede mostrar depende de dónde está.',
    to: (place) => `Cambiar a: ${place}`,
  },
  more: {
    title: 'Si quiere ver más',
    passphrase: 'Algunas páginas piden otra vez la contraseña. Es la misma para todo el personal:',
    signIns: 'Los nombres de usuario son:',
    customer: (card, pin) => `Para iniciar sesión como ${aCustomer}, use la tarjeta ${card} y el PIN ${pin}.`,
    cards: (cards) => `Tarjetas para escanear: ${cards}.`,
    items: (items) => `Artículos para prestar: ${items}.`,
    pull: `En el voluntariado, ${capitalize(reserves)} por buscar muestra lo que alguien espera, con códigos de barras. Escanee uno.`,
    calls: (from, until) =>
      `En la oficina, Llamadas tiene personas a quienes llamar por artículos atrasados. Su biblioteca llamaría de ${from} a ${until}. Aquí puede llamar a cualquier hora.`,
    secondStep:
      'Aquí nadie necesita el inicio de sesión en dos pasos. En su biblioteca lo necesita la Dirección. También la asesoría y la Junta.',
  },
})

export const demoWords = screenWords(english, spanish)
