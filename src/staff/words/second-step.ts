import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

/** The pages of a case. */
const inCase = (says: string) => ({
  ...{ case: says, 'case-check': says, 'case-letter': says, 'case-search': says },
  ...{ 'case-study': says, 'case-produce': says, 'case-preserve': says },
})

const english = () => ({
  continue: 'Continue',
  code: 'Code',
  codeHint: 'Six digits',
  notSixDigits: 'The code has six digits',

  give: {
    title: (name: string) => `Confirm that it is you, ${name}`,
    typeCode: 'Type the code that your phone’s code app shows now.',
    orPasskey: 'Or use your passkey',
    usePasskey: 'Use your passkey: the key, phone or computer that you set up for it.',
    useMyPasskey: 'Use my passkey',
    worksOnlyAt: 'Your passkey works only at this address:',
    /** If there is no code app either. */
    openOther: 'You have no code app. Open that address, or ask the Director for a new passphrase.',
    lost: 'Lost your phone or key? Ask the Director for a new passphrase. Then set up two-step sign-in again.',
    somebodyElse: 'Sign in as someone else',
    wrongCode:
      'That code is wrong or was already used. Wait for the next one. Check that your phone sets its clock automatically.',
    wrongPasskey: 'That passkey did not work here. Try again, or ask the Director for a new passphrase',
  },

  again: {
    title: 'First confirm that it is you',
    why: {
      'second-step': 'This keeps anyone who finds you signed in from changing how you sign in.',
      passphrase: 'This keeps anyone who finds you signed in from changing how you sign in.',
      recovery: 'This keeps anyone who finds you signed in from making a sheet, which opens every backup.',
      people: 'You signed in a while ago, and this changes who may do what here.',
      'people-add': 'You signed in a while ago, and this changes who may do what here.',
      acting: 'You signed in a while ago, and this changes who may do what here.',
      officers: 'This keeps anyone who finds you signed in from confirming someone in your name.',
      computers: 'You signed in a while ago, and this changes where records can be viewed.',
      contacts: 'You signed in a while ago, and this changes who is told when a legal paper arrives.',
      second: 'This keeps anyone who finds you signed in from agreeing in your name.',
      consulted: 'This keeps anyone who finds you signed in from confirming the Board’s word in your name.',
      'second-contact':
        'This keeps anyone who finds you signed in, or saw your PIN, from confirming a contact in your name.',
      'own-contact': 'This keeps anyone who finds you signed in from answering about your contact.',
      asked: 'You came with your PIN. This keeps anyone who saw it from answering in your name.',
      sealed: 'This keeps anyone who finds you signed in from setting this up in your place.',
      'sealed-open': 'This keeps anyone who finds you signed in from opening what is sealed to you.',
      'cases-apart': 'This keeps anyone who finds you signed in from reading cases that must stay secret.',
      decision: 'This keeps anyone who finds you signed in from deciding in your name.',
      ...inCase('This keeps anyone who finds you signed in from speaking in your name.'),
      proposal:
        'This keeps anyone who finds you signed in from changing the policy in your name. Afterward, press the button again.',
      facts:
        'This keeps anyone who finds you signed in from confirming a fact, or taking that back, in your name. Afterward, choose the fact again.',
      records: 'This keeps anyone who finds you signed in from opening more records.',
      pins: 'You signed in a while ago, and this changes who receives the audit log’s fingerprints.',
    },
  },

  mine: {
    title: 'Two-step sign-in',
    none: 'Two-step sign-in is off.',
    since: (day: string) => `Since ${day}`,
    remove: 'Remove',
    removeThis: (name: string) => `Remove: ${name}`,
    add: 'Add a method',
    addOrReplace: 'Add a method, or replace the code app',
    oneEachTime: 'You can make one change at a time. For another, confirm again that it is you.',
    needed: 'You must use two-step sign-in. Set up another method first, and then remove this one',
  },

  add: {
    title: 'Set up two-step sign-in',
    why: 'In addition to your passphrase, sign-in then asks for something that only you have. A stolen passphrase alone opens nothing.',
    codeApp: 'A code app on my phone',
    codeAppSays: 'It shows a new code every 30 seconds, even without a connection',
    passkey: 'A passkey',
    passkeySays: 'A key you plug in, or this computer or phone itself',
    noPasskeyHere: 'A passkey cannot be set up at this address.',
    passkeyThere: (address: string) => `On this computer it can be set up at ${address} (sign in there).`,
    otherKind: 'Choose another method',
  },

  codeApp: {
    title: 'Set up the code app',
    open: 'On your phone, open a code app. It may have come with the phone. If not, ask the person who maintains your computers. In the app, add a new entry.',
    scan: 'Scan this picture, or type the letters below it.',
    picture: 'Picture for the code app. The letters below contain the same information.',
    confirm: 'To finish, type the code that the app shows now.',
    confirmButton: 'Confirm',
    replaces: 'Your current code app will then stop working.',
    toNobody: 'Do not show this page to anyone. A person who has the picture has your codes.',
    wrong: 'That code is wrong. If this keeps happening, check that your phone sets its clock automatically.',
  },

  passkey: {
    title: 'Set up a passkey',
    where:
      'Your browser will ask where to keep it. On a shared computer, use a key you plug in, or your phone.',
    name: 'Passkey name',
    nameHint: 'For example: blue key, my phone',
    make: 'Make a passkey',
    noName: 'Type a name for the passkey',
    wrong: 'That did not work here. Try again, or use another one',
    needsScripts: 'A passkey needs scripts, which are off in this browser.',
    unable: 'This browser cannot use a passkey. Try a newer one, or another computer.',
    calledOff: 'That did not work, or it was canceled. Try again.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  continue: 'Continuar',
  code: 'Código',
  codeHint: 'Seis cifras',
  notSixDigits: 'El código tiene seis cifras',

  give: {
    title: (name) => `Confirme que es usted, ${name}`,
    typeCode: 'Escriba el código que muestra ahora la aplicación de códigos de su teléfono.',
    orPasskey: 'O use su llave de acceso',
    usePasskey: 'Use su llave de acceso: la llave, el teléfono o la computadora que preparó para eso.',
    useMyPasskey: 'Usar mi llave de acceso',
    worksOnlyAt: 'Su llave de acceso solo funciona en esta dirección:',
    openOther:
      'Usted no tiene aplicación de códigos. Abra esa dirección, o pida a la Dirección una contraseña nueva.',
    lost: '¿Perdió su teléfono o su llave? Pida a la Dirección una contraseña nueva. Luego active otra vez el inicio de sesión en dos pasos.',
    somebodyElse: 'Iniciar sesión como otra persona',
    wrongCode:
      'Ese código no es correcto o ya se usó. Espere el siguiente. Revise que su teléfono ponga la hora automáticamente.',
    wrongPasskey:
      'Esa llave de acceso no funcionó aquí. Inténtelo otra vez, o pida a la Dirección una contraseña nueva',
  },

  again: {
    title: 'Primero confirme que es usted',
    why: {
      'second-step':
        'Esto evita que alguien que encuentre su sesión abierta cambie cómo inicia usted sesión.',
      passphrase: 'Esto evita que alguien que encuentre su sesión abierta cambie cómo inicia usted sesión.',
      recovery:
        'Esto evita que alguien que encuentre su sesión abierta haga una hoja, que abre todas las copias de seguridad.',
      people: 'Usted inició sesión hace un rato, y esto cambia quién puede hacer qué aquí.',
      'people-add': 'Usted inició sesión hace un rato, y esto cambia quién puede hacer qué aquí.',
      acting: 'Usted inició sesión hace un rato, y esto cambia quién puede hacer qué aquí.',
      officers: 'Esto evita que alguien que encuentre su sesión abierta confirme a alguien en su nombre.',
      computers: 'Usted inició sesión hace un rato, y esto cambia dónde se ven los expedientes.',
      contacts:
        'Usted inició sesión hace un rato, y esto cambia a quién se avisa cuando llega un documento legal.',
      second: 'Esto evita que alguien que encuentre su sesión abierta acepte en su nombre.',
      consulted:
        'Esto evita que alguien que encuentre su sesión abierta confirme en su nombre lo que dijo la Junta.',
      'second-contact':
        'Esto evita que alguien que encuentre su sesión abierta, o haya visto su PIN, confirme un contacto en su nombre.',
      'own-contact':
        'Esto evita que alguien que encuentre su sesión abierta conteste en su nombre sobre su contacto.',
      asked: 'Usted vino con su PIN. Esto evita que alguien que lo haya visto conteste en su nombre.',
      sealed: 'Esto evita que alguien que encuentre su sesión abierta prepare esto en su lugar.',
      'sealed-open':
        'Esto evita que alguien que encuentre su sesión abierta abra lo que está sellado para usted.',
      'cases-apart':
        'Esto evita que alguien que encuentre su sesión abierta lea casos con orden de no divulgación.',
      decision: 'Esto evita que alguien que encuentre su sesión abierta decida en su nombre.',
      ...inCase('Esto evita que alguien que encuentre su sesión abierta hable en su nombre.'),
      proposal:
        'Esto evita que alguien que encuentre su sesión abierta cambie la política en su nombre. Después, oprima el botón otra vez.',
      facts:
        'Esto evita que alguien que encuentre su sesión abierta confirme un dato, o lo retire, en su nombre. Después, elija el dato otra vez.',
      records: 'Esto evita que alguien que encuentre su sesión abierta abra más expedientes.',
      pins: 'Usted inició sesión hace un rato, y esto cambia quién recibe las huellas del registro de auditoría.',
    },
  },

  mine: {
    title: 'Inicio de sesión en dos pasos',
    none: 'El inicio de sesión en dos pasos está desactivado.',
    since: (day) => `Desde el ${day}`,
    remove: 'Quitar',
    removeThis: (name) => `Quitar: ${name}`,
    add: 'Agregar un método',
    addOrReplace: 'Agregar un método, o cambiar la aplicación de códigos',
    oneEachTime: 'Se hace un cambio a la vez. Para otro, confirme otra vez que es usted.',
    needed:
      'Usted debe usar el inicio de sesión en dos pasos. Prepare primero otro método, y luego quite este',
  },

  add: {
    title: 'Active el inicio de sesión en dos pasos',
    why: 'Además de su contraseña, al iniciar sesión le pedimos algo que solo usted tiene. Una contraseña robada no abre nada por sí sola.',
    codeApp: 'Una aplicación de códigos en mi teléfono',
    codeAppSays: 'Muestra un código nuevo cada 30 segundos, incluso sin conexión',
    passkey: 'Una llave de acceso',
    passkeySays: 'Una llave que se enchufa, o esta misma computadora o teléfono',
    noPasskeyHere: 'En esta dirección no se puede preparar una llave de acceso.',
    passkeyThere: (address) => `En esta computadora se puede preparar en ${address} (inicie sesión allí).`,
    otherKind: 'Elegir otro método',
  },

  codeApp: {
    title: 'Prepare la aplicación de códigos',
    open: 'En su teléfono, abra una aplicación de códigos. Puede que ya venga con el teléfono. Si no, pregunte a la persona que mantiene sus computadoras. En la aplicación, agregue una entrada nueva.',
    scan: 'Escanee esta imagen o escriba las letras de abajo.',
    picture: 'Imagen para la aplicación de códigos. Las letras de abajo dicen lo mismo.',
    confirm: 'Para terminar, escriba el código que la aplicación muestra ahora.',
    confirmButton: 'Confirmar',
    replaces: 'Su aplicación de códigos actual dejará entonces de funcionar.',
    toNobody: 'No muestre esta página a nadie. Una persona que tenga la imagen tiene sus códigos.',
    wrong:
      'Ese código no es correcto. Si esto sigue pasando, revise que su teléfono ponga la hora automáticamente.',
  },

  passkey: {
    title: 'Prepare una llave de acceso',
    where:
      'Su navegador le preguntará dónde guardarla. En una computadora compartida, use una llave que se enchufa, o su teléfono.',
    name: 'Nombre de la llave de acceso',
    nameHint: 'Por ejemplo: llave azul, mi teléfono',
    make: 'Crear una llave de acceso',
    noName: 'Escriba un nombre para la llave de acceso',
    wrong: 'Eso no funcionó aquí. Inténtelo otra vez, o use otra',
    needsScripts: 'Una llave de acceso necesita JavaScript, que está apagado en este navegador.',
    unable:
      'Este navegador no puede usar una llave de acceso. Pruebe con uno más nuevo, o con otra computadora.',
    calledOff: 'Eso no funcionó, o se canceló. Inténtelo otra vez.',
  },
})

export const secondStepWords = screenWords(english, spanish)
